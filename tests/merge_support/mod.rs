//! Random histories of a few copies of one plan, and what must come of them by the causes alone.
//!
//! The oracle knows no registers: of every copy it knows which writes have reached it, and of every write what its
//! writer had seen. A version stands while no later write of the field had seen it.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::type_complexity)]

use std::collections::{BTreeMap, BTreeSet};

use cairn::change::{Command, Patch, apply};
use cairn::domain::*;
use cairn::merge::*;
use cairn::plan_file::*;

pub const AT: &str = "2027-01-11T08:10:00Z";

const START: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p1", "title": "Plan",
  "people": { "u1": { "name": "Ana" }, "u2": { "name": "Ben" } },
  "teams": { "t1": { "name": "Team" } },
  "cycles": { "y1": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31" } },
  "objectives": { "o1": { "title": "O", "cycle": "y1", "team": "t1", "owner": "u1", "x-new": 1.50, "rank": "a0" },
                  "o2": { "title": "P", "cycle": "y1", "rank": "a1" } },
  "keyResults": { "k1": { "objective": "o1", "title": "K", "measure": { "reach": { "from": 0, "to": 9 } }, "rank": "a0" },
    "k2": { "objective": "o1", "title": "L", "measure": { "milestones": { "s1": { "title": "S" }, "s2": { "title": "T", "weight": 2 } } }, "rank": "a1" } },
  "checkIns": { "c1": { "keyResult": "k1", "on": "2027-02-01", "value": 1 } },
  "initiatives": { "i1": { "title": "I", "keyResult": "k1" } },
  "kpis": { "m1": { "title": "M", "direction": "higher", "every": "week" } },
  "measurements": { "m1": { "2027-01-04": 1, "2027-01-11": 2 } } }"#;

/// A generator of its own: the same numbers on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n.max(1)
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn key(kind: Kind, of: &str) -> RecordKey {
    RecordKey::Record(kind, id(of))
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn open(text: &str) -> Opened {
    read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}\n{text}"))
}

/// How two copies become one.
pub type Merging = fn(Copy, Copy) -> Result<(Plan, Ledger), Vec<Finding>>;

/// As the library does it: one step, through the journal's text and back.
pub fn as_shipped(ours: Copy, theirs: Copy) -> Result<(Plan, Ledger), Vec<Finding>> {
    let step = merge(ours, theirs, AT)?;
    let (mut plan, mut ledger) = (ours.plan.clone(), ours.ledger.clone());
    step.replay(&mut plan, &mut ledger)?;
    Ok((plan, ledger))
}

/// One write of a history: what it wrote, deleted and restored, and which writes its writer had seen.
struct Write {
    dot: Dot,
    seen: u128,
    fields: Vec<(String, String, Option<String>)>,
    deleted: Vec<String>,
    restored: Vec<String>,
    /// It wrote a whole plan anew. What was empty in it was cleared by someone else before, who is not contradicted by
    /// a later value.
    adopts: bool,
}

/// A copy as someone works on it.
pub struct Sitting {
    pub plan: Plan,
    pub ledger: Ledger,
    pub replica: Id,
    reached: u128,
    made: Vec<(Made, u128)>,
}

impl Sitting {
    pub fn new(saved: &Saved, replica: &str) -> Sitting {
        let Saved { plan, ledger, reached } = saved.clone();
        Sitting { plan, ledger, replica: id(replica), reached, made: Vec::new() }
    }

    /// Makes an edit at an instant.
    pub fn edit_at(&mut self, edit: Edit, at: &str) -> Made {
        let replica = self.replica.clone();
        let made = Made::edit(edit, &mut self.plan, &mut self.ledger, &replica, at);
        made.unwrap_or_else(|f| panic!("{f:?}"))
    }

    pub fn edit(&mut self, edit: Edit) -> Made {
        self.edit_at(edit, AT)
    }

    /// Makes an edit that is spelled as in the journal: `["=","plan",{"title":"T"}]`.
    pub fn does(&mut self, parts: &str) -> Made {
        let tree = Tree::parse(format!("[{parts}]").as_bytes()).unwrap();
        self.edit(Edit::from_tree(&tree).unwrap())
    }

    pub fn command(&mut self, command: Command) -> Made {
        let patch = apply(&self.plan, command).unwrap_or_else(|r| panic!("{r:?}"));
        self.edit(Edit::from_patch(&patch, &self.plan))
    }

    pub fn deletes(&mut self, kind: Kind, of: &str) -> Made {
        self.command(Command::Delete { kind, id: id(of) })
    }

    pub fn make(&mut self, step: Step) -> Made {
        Made::make(step, &mut self.plan, &mut self.ledger).unwrap_or_else(|f| panic!("{f:?}"))
    }

    pub fn merges(&mut self, other: &Sitting) -> Made {
        let step = merge(self.copy(), other.copy(), AT).unwrap_or_else(|f| panic!("{f:?}"));
        self.make(step)
    }

    pub fn undoes(&mut self, made: &Made) -> Made {
        let step = made.undo(self.copy(), &self.replica, AT).expect("something to undo");
        self.make(step)
    }

    /// The text of a field that shows; empty where it has none.
    pub fn shows(&self, name: &str, path: &str) -> String {
        let record = self.plan.get(&record_named(name).unwrap());
        let value = record.and_then(|r| record_fields(&r).get(path).map(Tree::compact));
        value.unwrap_or_default()
    }

    /// The other versions of a field, as their values.
    pub fn others(&self, name: &str, path: &str) -> Vec<String> {
        let all =
            conflicts(self.copy()).into_iter().filter(|c| record_name(&c.key) == name && c.path == path);
        let text = |c: Candidate| c.value.map_or("-".to_string(), |v| v.compact());
        all.flat_map(|c| c.others).map(text).collect()
    }

    pub fn file(&self) -> String {
        write_plan(&self.plan, Some(&self.ledger.to_tree()))
    }

    pub fn saved(&self) -> Saved {
        Saved { plan: self.plan.clone(), ledger: self.ledger.clone(), reached: self.reached }
    }

    pub fn copy(&self) -> Copy<'_> {
        Copy::new(&self.plan, &self.ledger)
    }
}

/// A file that someone saved at some time.
#[derive(Clone)]
pub struct Saved {
    pub plan: Plan,
    pub ledger: Ledger,
    reached: u128,
}

/// Which law a history broke, and how.
#[derive(Debug)]
pub struct Broken {
    pub law: &'static str,
    pub how: String,
}

fn broken<T>(law: &'static str, how: impl Into<String>) -> Result<T, Broken> {
    Err(Broken { law, how: how.into() })
}

pub const COMMUTATIVE: &str = "commutative";
pub const ASSOCIATIVE: &str = "associative";
pub const IDEMPOTENT: &str = "idempotent";
pub const CONVERGENT: &str = "convergent";
pub const NOTHING_LOST: &str = "nothing lost, nothing back from the dead";

pub struct World {
    dice: Dice,
    writes: Vec<Write>,
    pub sittings: Vec<Sitting>,
    saved: Vec<Saved>,
    /// Files that were edited by hand, each with what had reached the copy it was made from.
    by_hand: Vec<(String, u128)>,
    names: usize,
    merging: Merging,
    /// A crash rolls a copy back, and it goes on under the same replica id.
    pub reuses_ids: bool,
    pub log: Vec<String>,
}

impl World {
    pub fn new(seed: u64, merging: Merging) -> World {
        let mut dice = Dice::new(seed);
        dice.below(9);
        let start = start();
        let mut world = World {
            dice,
            writes: Vec::new(),
            sittings: Vec::new(),
            saved: vec![start.clone()],
            by_hand: Vec::new(),
            names: 0,
            merging,
            reuses_ids: false,
            log: Vec::new(),
        };
        let dot = start.ledger.dot_of("plan", "title").unwrap().clone();
        let copy = Copy::new(&start.plan, &start.ledger);
        let mut fields = Vec::new();
        for (name, record) in records(copy) {
            fields.extend(texts(&record).into_iter().map(|(path, text)| (name.clone(), path, Some(text))));
        }
        world.writes.push(Write { dot, seen: 0, fields, deleted: vec![], restored: vec![], adopts: false });
        for _ in 0..2 + world.dice.below(3) {
            let replica = world.fresh("r");
            world.sit(&start, replica);
        }
        world
    }

    fn fresh(&mut self, prefix: &str) -> Id {
        self.names += 1;
        // random letters first: the order of replica ids says nothing about who came first
        let letter = self.dice.one(&["a", "k", "z"]);
        id(&format!("{prefix}{letter}{}", self.names))
    }

    fn sit(&mut self, saved: &Saved, replica: Id) {
        self.sittings.push(Sitting::new(saved, replica.as_str()));
    }

    /// A history of some steps.
    pub fn live(&mut self, steps: usize) -> Result<(), Broken> {
        for _ in 0..steps {
            if self.writes.len() > 100 {
                break;
            }
            let who = self.dice.below(self.sittings.len());
            let roll = self.dice.below(21);
            match roll {
                _ if self.reuses_ids && roll == 4 => self.save_or_fork(who),
                0..=8 => self.edit(who),
                9 => self.delete(who),
                10 => self.restore(who),
                11 => self.undo(who),
                12..=14 => {
                    let from = self.dice.below(self.sittings.len());
                    self.merge_copy(who, from)?;
                }
                15 => self.merge_file(who)?,
                16 => self.choose(who),
                17 => self.hand_edit(who)?,
                18 => self.save_or_fork(who),
                19 => self.part(who)?,
                _ => self.take_some(who)?,
            }
        }
        Ok(())
    }

    fn note(&mut self, who: usize, what: impl AsRef<str>) {
        self.log.push(format!("{}: {}", self.sittings[who].replica, what.as_ref()));
    }

    /// Makes an edit and writes down what it wrote.
    fn make(&mut self, who: usize, edit: Edit) {
        if edit.is_empty() {
            return;
        }
        let sitting = &mut self.sittings[who];
        let dot = sitting.ledger.next_dot(&sitting.replica);
        let before = sitting.reached;
        let replica = sitting.replica.clone();
        let made = Made::edit(edit.clone(), &mut sitting.plan, &mut sitting.ledger, &replica, AT);
        let made = made.unwrap_or_else(|f| panic!("{f:?}\n{}", edit.to_tree().compact()));
        sitting.made.push((made, before));
        self.log.push(format!("{replica}: {dot} {}", edit.to_tree().compact()));
        self.wrote(who, &edit, dot, before);
    }

    fn wrote(&mut self, who: usize, edit: &Edit, dot: Dot, seen: u128) {
        let mut write = Write { dot, seen, fields: vec![], deleted: vec![], restored: vec![], adopts: false };
        for part in edit.parts() {
            let name = record_name(&part.record);
            match &part.what {
                What::Gone => write.deleted.push(name),
                What::Created(tree) => {
                    let record = self.sittings[who].plan.get(&part.record);
                    let _ = tree;
                    for (path, text) in record.iter().flat_map(texts) {
                        write.fields.push((name.clone(), path, Some(text)));
                    }
                }
                What::Restored(fields) | What::Changed(fields) => {
                    if matches!(part.what, What::Restored(_)) {
                        write.restored.push(name.clone());
                    }
                    for (path, value) in &fields.set {
                        write.fields.push((name.clone(), path.clone(), Some(value.compact())));
                    }
                    for path in &fields.cleared {
                        write.fields.push((name.clone(), path.clone(), None));
                    }
                }
            }
        }
        // a field written twice in one step has the last value
        let mut last = BTreeMap::new();
        for (name, path, value) in write.fields.drain(..) {
            last.insert((name, path), value);
        }
        write.fields = last.into_iter().map(|((name, path), value)| (name, path, value)).collect();
        self.sittings[who].reached |= 1 << self.writes.len();
        self.writes.push(write);
    }

    fn patched(&mut self, who: usize, patch: &Patch) {
        let edit = Edit::from_patch(patch, &self.sittings[who].plan);
        self.make(who, edit);
    }

    fn change(&mut self, who: usize, of: &RecordKey, change: impl FnOnce(&mut Record, &mut Dice)) {
        let Some(mut record) = self.sittings[who].plan.get(of) else { return };
        change(&mut record, &mut self.dice);
        let mut patch = Patch::default();
        patch.set(&self.sittings[who].plan, of.clone(), Some(record));
        self.patched(who, &patch);
    }

    fn edit(&mut self, who: usize) {
        let text = |dice: &mut Dice| format!("t{}", dice.below(5));
        match self.dice.below(13) {
            12 => self.review(who),
            0 => {
                let of = self.dice.one(&["o1", "o2"]);
                self.change(who, &key(Kind::Objective, of), |r, d| {
                    if let Record::Objective(o) = r {
                        match d.below(5) {
                            4 => o.sponsor = d.one(&[None, Some(id("u1")), Some(id("u2"))]),
                            0 => o.owner = d.one(&[None, Some(id("u1")), Some(id("u2"))]),
                            1 => o.rank = Some(Rank::parse(d.one(&["a0", "a0V", "a2"])).unwrap()),
                            2 => o.why = d.one(&[None, Some("w".to_string()), Some("v".to_string())]),
                            _ => o.title = text(d),
                        }
                    }
                });
            }
            1 | 2 => {
                // (not away from what came back for its sake: a limit that `merge::presence` tells of)
                let now = &self.sittings[who];
                let o2 = now.plan.records().contains(Kind::Objective, &id("o2"))
                    && !now.ledger.gone.contains_key("objectives/o1");
                self.change(who, &key(Kind::KeyResult, "k1"), |r, d| {
                    let Record::KeyResult(k) = r else { return };
                    match d.below(5) {
                        0 => k.title = text(d),
                        1 => k.weight = d.one(&[None, Some(1.0), Some(2.0)]),
                        2 if o2 => k.objective = id("o2"),
                        3 => k.from = d.one(&[None, Some(day("2027-01-01")), Some(day("2027-05-01"))]),
                        _ => {
                            k.measure = Some(Measure::Reach(Reach { from: 0.0, to: 5.0 + d.below(3) as f64 }))
                        }
                    }
                });
            }
            3 | 4 => self.change(who, &key(Kind::KeyResult, "k2"), |r, d| {
                if let Record::KeyResult(k) = r {
                    let step = id(d.one(&["s1", "s2", "s3"]));
                    match (&mut k.measure, d.below(8)) {
                        (Some(Measure::Milestones(steps)), 0 | 1) if steps.len() > 1 => {
                            steps.remove(&step);
                        }
                        (Some(Measure::Milestones(steps)), 2) => {
                            let title = text(d);
                            let new = Milestone { title, weight: None, done: None, rank: None };
                            steps.insert(step, new);
                        }
                        (Some(Measure::Milestones(steps)), 3..=6) => {
                            if let Some(step) = steps.get_mut(&step) {
                                step.done = d.one(&[None, Some(day("2027-03-01")), Some(day("2027-04-01"))]);
                            }
                        }
                        (measure @ Some(Measure::Reach(_)), _) => {
                            let new = Milestone { title: text(d), weight: None, done: None, rank: None };
                            *measure = Some(Measure::Milestones([(step, new)].into_iter().collect()));
                        }
                        (measure, _) => *measure = Some(Measure::Reach(Reach { from: 1.0, to: 0.0 })),
                    }
                }
            }),
            5 | 6 => {
                let of = id(self.dice.one(&["k1", "k2"]));
                if !self.sittings[who].plan.records().contains(Kind::KeyResult, &of) {
                    return;
                }
                let new = self.fresh("c");
                let value = Some(self.dice.below(4) as f64);
                let check_in = CheckIn { value, ..CheckIn::new(of, day("2027-02-08")) };
                let mut patch = Patch::default();
                let of = RecordKey::Record(Kind::CheckIn, new);
                patch.set(&self.sittings[who].plan, of, Some(Record::CheckIn(check_in)));
                self.patched(who, &patch);
            }
            7 | 8 => {
                if !self.sittings[who].plan.records().contains(Kind::Kpi, &id("m1")) {
                    return;
                }
                let on = day(self.dice.one(&["2027-01-04", "2027-01-11", "2027-01-18"]));
                let value = self.dice.below(4) as f64;
                let after = (self.dice.below(3) > 0).then_some(Measurement { value, note: None });
                let mut patch = Patch::default();
                let of = RecordKey::Measurement(id("m1"), on);
                patch.set(&self.sittings[who].plan, of, after.map(Record::Measurement));
                self.patched(who, &patch);
            }
            9 => self.change(who, &RecordKey::Head, |r, d| {
                if let Record::Head(head) = r {
                    match d.below(3) {
                        0 => head.title = text(d),
                        1 => head.settings.kpis_per_board = d.one(&[None, Some(10), Some(20)]),
                        _ => {
                            head.dismissed.insert("A5/o1".into(), text(d));
                        }
                    }
                }
            }),
            10 => {
                // a member that nobody knows
                let value = self.dice.one(&["1.50", "[1,2.0]", "\"x\""]);
                let value = Tree::parse(value.as_bytes()).unwrap();
                let of = key(Kind::Objective, "o1");
                if self.sittings[who].plan.get(&of).is_some() {
                    let edit = choosing(&self.sittings[who].plan, &of, "x-new", Some(&value));
                    self.make(who, edit);
                }
            }
            _ => self.change(who, &key(Kind::CheckIn, "c1"), |r, d| {
                if let Record::CheckIn(c) = r {
                    // a correction leaves its trace; a blocker is one field
                    let (at, on, value, confidence) = (None, c.on, c.value, c.confidence);
                    let was = Correction { at, on, value, confidence, note: c.note.clone(), why: None };
                    match d.below(4) {
                        0 => drop(c.was.insert(id(d.one(&["w1", "w2", "w3"])), was)),
                        1 => {
                            let cleared = d.one(&[None, Some(day("2027-02-09"))]);
                            c.blocker = Some(Blocker { what: text(d), who: None, until: None, cleared });
                        }
                        _ => {}
                    }
                    c.note = d.one(&[None, Some("n".into()), Some("m".into())]);
                    c.value = Some(d.below(3) as f64);
                }
            }),
        }
    }

    /// The cycle's own dates and reopenings, and the decisions of its review.
    fn review(&mut self, who: usize) {
        let on = day(self.dice.one(&["2027-06-30", "2027-07-07"]));
        if self.dice.below(2) == 0 {
            self.change(who, &key(Kind::Cycle, "y1"), |r, d| {
                let Record::Cycle(c) = r else { return };
                match d.below(4) {
                    0 => drop(c.reviews.insert(on) || c.reviews.remove(&on)),
                    1 => c.closing = d.one(&[None, Some(on)]),
                    2 => c.facilitator = d.one(&[None, Some(id("u1"))]),
                    _ => {
                        let why = d.one(&["late", "wrong"]).to_string();
                        c.reopened.insert(on, Reopening { why, closed: None });
                    }
                }
            });
            return;
        }
        let plan = &self.sittings[who].plan;
        let of = key(Kind::Review, "y1");
        if !plan.records().contains(Kind::Cycle, &id("y1")) || plan.is_trashed(&of) {
            return;
        }
        let mut review = plan.records().reviews.get(&id("y1")).cloned().unwrap_or_default();
        let what = self.dice.one(&[NextStep::Keep, NextStep::Change, NextStep::Drop]);
        for objective in ["o1", "o2"].into_iter().filter(|o| plan.records().contains(Kind::Objective, &id(o)))
        {
            if self.dice.below(2) == 0 {
                review.next.insert(id(objective), Decision { what, why: None });
            }
        }
        // one without any field is nothing that the oracle could see
        if review.next.is_empty() {
            return;
        }
        let mut patch = Patch::default();
        patch.set(&self.sittings[who].plan, of, Some(Record::Review(review)));
        self.patched(who, &patch);
    }

    fn delete(&mut self, who: usize) {
        let plan = &self.sittings[who].plan;
        let mut all = Vec::new();
        for kind in
            [Kind::Objective, Kind::KeyResult, Kind::CheckIn, Kind::Initiative, Kind::Kpi, Kind::Person]
        {
            all.extend(plan.records().ids(kind).map(|id| (kind, id.clone())));
        }
        if all.is_empty() {
            return;
        }
        let (kind, id) = self.dice.one(&all);
        let patch = apply(&self.sittings[who].plan, Command::Delete { kind, id }).unwrap();
        self.patched(who, &patch);
    }

    fn restore(&mut self, who: usize) {
        let trash = self.sittings[who].plan.trash();
        let all: Vec<(Kind, Id)> =
            Kind::ALL.iter().flat_map(|kind| trash.ids(*kind).map(|id| (*kind, id.clone()))).collect();
        if all.is_empty() {
            return;
        }
        // with what it goes with, as the screens do
        let mut next = Some(self.dice.one(&all));
        let mut patch = Patch::default();
        while let Some((kind, id)) = next.filter(|(kind, id)| trash.contains(*kind, id)) {
            let of = RecordKey::Record(kind, id.clone());
            patch.set(&self.sittings[who].plan, of, trash.get(kind, &id));
            next = trash.home(kind, &id);
            if kind == Kind::Kpi {
                let series = trash.get(Kind::Series, &id);
                if series.is_some() {
                    patch.set(&self.sittings[who].plan, RecordKey::Record(Kind::Series, id), series);
                }
            }
        }
        self.patched(who, &patch);
    }

    fn undo(&mut self, who: usize) {
        let Some((made, before)) = self.sittings[who].made.pop() else { return };
        let sitting = &self.sittings[who];
        let seen = sitting.ledger.seen.clone();
        let Some(step) = made.undo(sitting.copy(), &sitting.replica, AT) else { return };
        self.note(who, format!("undo: {}", step.to_tree().compact()));
        let step = Step::from_tree(&step.to_tree()).unwrap();
        let sitting = &mut self.sittings[who];
        let reached = sitting.reached;
        step.replay(&mut sitting.plan, &mut sitting.ledger).unwrap();
        match (&made.step.stamp, &step.stamp) {
            (_, Stamp::Dot(dot)) => self.wrote(who, &step.edit.clone(), dot.clone(), reached),
            (Stamp::Dot(_), Stamp::Registers(_)) => self.wrote_again(who, &step.edit, &seen, reached),
            (Stamp::Registers(_), Stamp::Registers(_)) => {
                sitting.reached = before;
                let replica = self.fresh("r");
                self.sittings[who].replica = replica;
            }
        }
    }

    /// The undo of a choice writes every version again, each under a dot of its own.
    fn wrote_again(&mut self, who: usize, edit: &Edit, seen: &Seen, reached: u128) {
        let sitting = &self.sittings[who];
        let mut writes: BTreeMap<Dot, Vec<(String, String, Option<String>)>> = BTreeMap::new();
        for (name, fields) in &sitting.ledger.conflicts {
            for (path, others) in fields {
                for other in others.iter().filter(|other| !seen.covers(&other.dot)) {
                    let value = other.value.as_ref().map(Tree::compact);
                    writes.entry(other.dot.clone()).or_default().push((name.clone(), path.clone(), value));
                }
            }
        }
        let last = Dot { counter: sitting.ledger.seen.next() - 1, replica: sitting.replica.clone() };
        for (dot, fields) in writes {
            self.sittings[who].reached |= 1 << self.writes.len();
            self.writes.push(Write {
                dot,
                seen: reached,
                fields,
                deleted: vec![],
                restored: vec![],
                adopts: false,
            });
        }
        self.wrote(who, edit, last, reached);
    }

    fn merge_copy(&mut self, who: usize, from: usize) -> Result<(), Broken> {
        let other = &self.sittings[from];
        let theirs = Saved { plan: other.plan.clone(), ledger: other.ledger.clone(), reached: other.reached };
        let name = format!("merges {} as it is", other.replica);
        self.note(who, name);
        self.merge_saved(who, &theirs)
    }

    fn merge_file(&mut self, who: usize) -> Result<(), Broken> {
        let theirs = self.saved[self.dice.below(self.saved.len())].clone();
        self.note(who, format!("merges an older file, seen {:?}", theirs.ledger.seen));
        self.merge_saved(who, &theirs)
    }

    fn merge_saved(&mut self, who: usize, theirs: &Saved) -> Result<(), Broken> {
        let sitting = &self.sittings[who];
        let merged = (self.merging)(sitting.copy(), Copy::new(&theirs.plan, &theirs.ledger));
        let Ok((plan, ledger)) = merged else {
            return broken(NOTHING_LOST, format!("refused: {:?}", merged.unwrap_err()));
        };
        // as one step, so that it can be undone
        let made = merge(sitting.copy(), Copy::new(&theirs.plan, &theirs.ledger), AT).ok().and_then(|step| {
            let step = Step::from_tree(&step.to_tree()).unwrap();
            Made::make(step, &mut sitting.plan.clone(), &mut sitting.ledger.clone()).ok()
        });
        let sitting = &mut self.sittings[who];
        (sitting.plan, sitting.ledger) = (plan, ledger);
        sitting.made.extend(made.map(|made| (made, sitting.reached)));
        sitting.reached |= theirs.reached;
        Ok(())
    }

    /// Everything is merged, and some of it put back in the same step.
    fn take_some(&mut self, who: usize) -> Result<(), Broken> {
        let from = self.dice.below(self.sittings.len());
        let (plan, ledger) = (self.sittings[from].plan.clone(), self.sittings[from].ledger.clone());
        let opened = open(&write_plan(&plan, Some(&ledger.to_tree())));
        let mine = self.sittings[who].copy();
        let mut review = match receive(mine, &opened) {
            Ok(Received::Proposal(proposal)) => proposal,
            Ok(_) => return Ok(()),
            Err(refused) => return broken(NOTHING_LOST, format!("refused: {refused}")),
        };
        for record in review.changes.records_mut() {
            record.ticked = self.dice.below(2) == 0;
            for field in &mut record.fields {
                field.ticked = self.dice.below(2) == 0;
                if field.is_conflict() && self.dice.below(2) == 0 {
                    let dots: Vec<Dot> = field.others.iter().map(|o| o.dot.clone()).collect();
                    field.chosen = Some(self.dice.one(&dots));
                }
            }
        }
        let all = merge(mine, Copy::new(&plan, &ledger), AT).unwrap();
        let replica = self.sittings[who].replica.clone();
        let step = match review.take(mine, &replica, AT) {
            Ok(step) => step,
            Err(f) => return broken(NOTHING_LOST, format!("can't be taken: {f:?}\n{:?}", review.changes)),
        };
        self.note(
            who,
            format!("takes some of {}: {}", self.sittings[from].replica, step.to_tree().compact()),
        );
        let rest = Edit::of(step.edit.parts()[all.edit.parts().len()..].to_vec());
        let reached = self.sittings[from].reached;
        self.finish_take(who, step, rest, reached);
        Ok(())
    }

    /// Makes a step of a review and writes down the ordinary edit in it.
    fn finish_take(&mut self, who: usize, step: Step, edit: Edit, reached: u128) {
        let sitting = &mut self.sittings[who];
        let before = sitting.reached;
        let made = Made::make(step, &mut sitting.plan, &mut sitting.ledger).unwrap();
        sitting.made.push((made, before));
        sitting.reached |= reached;
        let seen = sitting.reached;
        if !edit.is_empty() {
            let counter = sitting.ledger.seen.iter().find(|(r, _)| **r == sitting.replica).unwrap().1;
            let dot = Dot { replica: sitting.replica.clone(), counter };
            self.wrote(who, &edit, dot, seen);
        }
    }

    fn choose(&mut self, who: usize) {
        let open = conflicts(self.sittings[who].copy());
        if open.is_empty() {
            return;
        }
        let conflict = self.dice.one(&open);
        let mut values: Vec<Option<Tree>> = conflict.others.iter().map(|o| o.value.clone()).collect();
        values.push(conflict.shown.clone());
        let value = self.dice.one(&values);
        let plan = &self.sittings[who].plan;
        let edit = choosing(plan, &conflict.key, &conflict.path, value.as_ref());
        // a value that can't stand in the record can't be chosen alone
        if edit.to_patch(plan).is_ok() {
            self.make(who, edit);
        }
    }

    /// Someone edits a file in a text editor; whoever gets it takes what is proposed. Some do so twice.
    fn hand_edit(&mut self, who: usize) -> Result<(), Broken> {
        if self.by_hand.is_empty() || self.dice.below(2) == 0 {
            let saved = self.saved[self.dice.below(self.saved.len())].clone();
            let mut text = write_plan(&saved.plan, Some(&saved.ledger.to_tree()));
            for (from, to) in [("\"Ana\"", "\"Anna\""), ("\"title\": \"t1\"", "\"title\": \"by hand\"")] {
                text = text.replace(from, to);
            }
            match self.dice.below(4) {
                0 => text = text.replace("\"value\": 1", "\"value\": 7"),
                // a new record, and one that is missing
                1 if !text.contains("\"u3\"") => {
                    text = text.replace("\"u2\": {", "\"u3\": { \"name\": \"Cy\" },\n    \"u2\": {")
                }
                2 => text = write_plan(&saved.plan, None).replace("\"Ben\"", "\"Benno\""),
                _ => {}
            }
            let reached = if text.contains("\"merge\"") { saved.reached } else { 0 };
            self.by_hand.push((text, reached));
        }
        let (text, reached) = self.dice.one(&self.by_hand.clone());
        let opened = open(&text);
        if !opened.document.is_hand_edited() && opened.document.merge.is_some() {
            return Ok(());
        }
        if self.sittings.len() < 4 && self.dice.below(3) == 0 {
            self.adopt(&opened, reached);
            return Ok(());
        }
        let mine = self.sittings[who].copy();
        let review = match receive(mine, &opened) {
            Ok(Received::Proposal(proposal)) => proposal,
            Ok(_) => return Ok(()),
            Err(refused) => return broken(NOTHING_LOST, format!("refused: {refused}")),
        };
        let replica = self.sittings[who].replica.clone();
        let step = review.take(mine, &replica, AT).unwrap_or_else(|f| panic!("{f:?}"));
        self.note(who, format!("takes by hand: {}", step.to_tree().compact()));
        let edit = step.edit.clone();
        self.finish_take(who, step, edit, 0);
        let again = receive(self.sittings[who].copy(), &opened);
        assert!(matches!(again, Ok(Received::AlreadyImported)), "the second import says so");
        Ok(())
    }

    /// Someone opens a file that was edited by hand as their plan: all of it is written anew, by one who had seen what
    /// the file had. What was open in it stays open, which the oracle does not model.
    fn adopt(&mut self, opened: &Opened, reached: u128) {
        let Ok(ledger) = Ledger::adopt(&opened.document) else { return };
        let Some(dot) = ledger.dot_of("plan", "title").cloned() else { return };
        if !ledger.conflicts.is_empty() || !opened.repair.is_empty() {
            return;
        }
        let plan = opened.document.plan.clone();
        let known = self.writes.iter().position(|write| write.dot == dot);
        let write = known.unwrap_or_else(|| {
            let copy = Copy::new(&plan, &ledger);
            let mut fields: BTreeMap<(String, String), Option<String>> = BTreeMap::new();
            for (name, record) in records(copy) {
                // what its writer knew to be there and is empty was cleared
                let known = self.writes.iter().enumerate().filter(|(i, _)| reached >> i & 1 == 1);
                let ever = known.flat_map(|(_, w)| &w.fields).filter(|(of, ..)| *of == name);
                fields.extend(ever.map(|(of, path, _)| ((of.clone(), path.clone()), None)));
                fields.extend(
                    texts(&record).into_iter().map(|(path, text)| ((name.clone(), path), Some(text))),
                );
            }
            let fields = fields.into_iter().map(|((name, path), value)| (name, path, value)).collect();
            let of_trash = |kind: Kind| {
                let ids = plan.trash().ids(kind);
                ids.map(move |id| record_name(&RecordKey::Record(kind, id.clone()))).collect::<Vec<_>>()
            };
            let deleted = Kind::ALL.into_iter().flat_map(of_trash).collect();
            self.writes.push(Write { dot, seen: reached, fields, deleted, restored: vec![], adopts: true });
            self.writes.len() - 1
        });
        let replica = self.fresh("r");
        self.sit(&Saved { plan, ledger, reached: reached | 1 << write }, replica);
        self.note(self.sittings.len() - 1, "opens a file that was edited by hand");
    }

    /// Someone gets a part of a plan, works on it and mails it back to whoever; what is proposed is taken.
    ///
    /// What is proposed must undo nothing that the part's writer did not know, and all of it must be there afterwards.
    fn part(&mut self, who: usize) -> Result<(), Broken> {
        let from = self.dice.below(self.sittings.len());
        let notes = if self.dice.below(2) == 0 { Notes::With } else { Notes::Without };
        let (plan, ledger) = part_of(self.sittings[from].copy(), &id("t1"), notes);
        let sent = Saved { plan, ledger, reached: self.sittings[from].reached };
        let replica = self.fresh("p");
        self.note(who, format!("gets a part of {} back, from {replica}", self.sittings[from].replica));
        self.sit(&sent, replica);
        let of_part = self.sittings.len() - 1;
        for _ in 0..1 + self.dice.below(3) {
            self.edit(of_part);
        }
        let Some(part) = self.sittings.pop() else { return Ok(()) };
        let opened = open(&part.file());
        let review = |mine: Copy| match receive(mine, &opened) {
            Ok(Received::Proposal(proposal)) => Ok(Some(proposal)),
            Ok(_) => Ok(None),
            Err(refused) => broken(NOTHING_LOST, format!("refused: {refused}")),
        };
        let Some(proposal) = review(self.sittings[who].copy())? else { return Ok(()) };
        let mut proposed = Vec::new();
        for change in proposal.changes.records().filter(|r| r.became == Became::Changed) {
            for field in change.fields.iter().filter(|field| field.ticked) {
                let name = record_name(&change.key);
                let shows = self.sittings[who].ledger.dot_of(&name, &field.path);
                let write = self.writes.iter().position(|write| Some(&write.dot) == shows);
                if write.is_some_and(|write| part.reached >> write & 1 == 0) {
                    let how = format!("{name} {} would undo what the part's writer did not know", field.path);
                    return broken(NOTHING_LOST, how);
                }
                proposed.push((name, field.path.clone(), field.after.as_ref().map(Tree::compact)));
            }
        }
        let replica = self.sittings[who].replica.clone();
        let step = proposal.take(self.sittings[who].copy(), &replica, AT).unwrap_or_else(|f| panic!("{f:?}"));
        let edit = step.edit.clone();
        self.finish_take(who, step, edit, 0);
        for (name, path, after) in proposed {
            if self.sittings[who].shows(&name, &path) != after.clone().unwrap_or_default() {
                return broken(NOTHING_LOST, format!("{name} {path} was taken and is not {after:?}"));
            }
        }
        let again = review(self.sittings[who].copy())?;
        if again.is_some() {
            return broken(IDEMPOTENT, "a part that was taken proposes something again");
        }
        Ok(())
    }

    /// Saves a file, opens one in a second tab, or restores an older state (a crash rolled storage back).
    fn save_or_fork(&mut self, who: usize) {
        let sitting = &self.sittings[who];
        let now =
            Saved { plan: sitting.plan.clone(), ledger: sitting.ledger.clone(), reached: sitting.reached };
        match self.dice.below(3) {
            0 | 1 if self.sittings.len() < 4 && !self.reuses_ids => {
                self.note(who, "opens a second tab");
                let replica = self.fresh("r");
                self.sit(&now, replica);
            }
            2 => {
                let back = self.saved[self.dice.below(self.saved.len())].clone();
                self.note(who, format!("goes back to {:?}", back.ledger.seen));
                let replica =
                    if self.reuses_ids { self.sittings[who].replica.clone() } else { self.fresh("r") };
                // its own state goes on in a file that was mailed before
                self.saved.push(now);
                let sitting = &mut self.sittings[who];
                (sitting.plan, sitting.ledger, sitting.reached) = (back.plan, back.ledger, back.reached);
                sitting.replica = replica;
                sitting.made.clear();
            }
            _ => self.saved.push(now),
        }
    }

    /// All laws, at the end of a history.
    pub fn hold_laws(&mut self) -> Result<(), Broken> {
        for sitting in &self.sittings {
            self.nothing_lost(sitting.copy(), sitting.reached)?;
        }
        let pick = |world: &mut World| world.dice.below(world.sittings.len());
        let (a, b, c) = (pick(self), pick(self), pick(self));
        self.algebra(a, b, c)?;
        self.converge()
    }

    fn merged(&self, law: &'static str, ours: Copy, theirs: Copy) -> Result<(Plan, Ledger), Broken> {
        (self.merging)(ours, theirs).or_else(|f| broken(law, format!("refused: {f:?}")))
    }

    fn algebra(&self, a: usize, b: usize, c: usize) -> Result<(), Broken> {
        let [a, b, c] = [a, b, c].map(|i| self.sittings[i].copy());
        fn copy(of: &(Plan, Ledger)) -> Copy<'_> {
            Copy::new(&of.0, &of.1)
        }
        let ab = self.merged(COMMUTATIVE, a, b)?;
        let ba = self.merged(COMMUTATIVE, b, a)?;
        same(COMMUTATIVE, copy(&ab), copy(&ba))?;
        let ab_c = self.merged(ASSOCIATIVE, copy(&ab), c)?;
        let bc = self.merged(ASSOCIATIVE, b, c)?;
        let a_bc = self.merged(ASSOCIATIVE, a, copy(&bc))?;
        same(ASSOCIATIVE, copy(&ab_c), copy(&a_bc))?;
        let aa = self.merged(IDEMPOTENT, a, a)?;
        same(IDEMPOTENT, copy(&aa), a)?;
        let ab_b = self.merged(IDEMPOTENT, copy(&ab), b)?;
        same(IDEMPOTENT, copy(&ab_b), copy(&ab))
    }

    /// Everyone gets everyone's file, each in an order of their own.
    fn converge(&mut self) -> Result<(), Broken> {
        let all = self.sittings.iter().fold(0, |all, sitting| all | sitting.reached);
        let mut ends = Vec::new();
        for who in 0..self.sittings.len() {
            let mut order: Vec<usize> = (0..self.sittings.len()).collect();
            for i in 1..order.len() {
                order.swap(i, self.dice.below(i + 1));
            }
            let start = self.sittings[who].copy();
            let mut end = (start.plan.clone(), start.ledger.clone());
            for from in order.into_iter().filter(|from| *from != who) {
                end = self.merged(CONVERGENT, Copy::new(&end.0, &end.1), self.sittings[from].copy())?;
            }
            ends.push(end);
        }
        for end in &ends {
            same(CONVERGENT, Copy::new(&ends[0].0, &ends[0].1), Copy::new(&end.0, &end.1))?;
        }
        let (plan, ledger) = &ends[0];
        self.nothing_lost(Copy::new(plan, ledger), all)?;
        if self.dice.below(4) > 0 {
            return Ok(());
        }
        let text = write_plan(plan, Some(&ledger.to_tree()));
        let again = read(text.as_bytes());
        match again {
            Ok(again) if again.document.plan == *plan && again.document.plan.trash() == plan.trash() => {
                Ok(())
            }
            Ok(_) => broken(CONVERGENT, "the file reads as another plan"),
            Err(refused) => broken(CONVERGENT, format!("the merged file is refused: {refused}")),
        }
    }

    /// Compares what a copy holds with what has reached it.
    fn nothing_lost(&self, copy: Copy, reached: u128) -> Result<(), Broken> {
        let has = |i: usize, mask: u128| mask & (1 << i) != 0;
        let writes: Vec<(usize, &Write)> =
            self.writes.iter().enumerate().filter(|(i, _)| has(*i, reached)).collect();
        let mut of: BTreeMap<(&str, &str), Vec<(usize, &Option<String>)>> = BTreeMap::new();
        for (i, write) in &writes {
            for (name, path, value) in &write.fields {
                of.entry((name, path)).or_default().push((*i, value));
            }
        }
        let mut standing: BTreeMap<(&str, &str), BTreeMap<&Dot, (usize, &Option<String>)>> = BTreeMap::new();
        for (field, all) in &of {
            let replaced = |i: usize| all.iter().any(|(j, _)| has(i, self.writes[*j].seen));
            let stands = all.iter().filter(|(i, _)| !replaced(*i));
            standing.insert(*field, stands.map(|(i, v)| (&self.writes[*i].dot, (*i, *v))).collect());
        }
        let held = versions(copy);
        for ((name, path), expected) in &standing {
            let none = BTreeMap::new();
            let held = held.get(*name).and_then(|fields| fields.get(*path)).unwrap_or(&none);
            for (dot, (i, value)) in expected {
                let is_default = value.is_none()
                    && (copy.ledger.dot_of(name, path) == Some(*dot) || self.writes[*i].adopts);
                if held.get(*dot) != Some(*value) && !is_default {
                    let how = format!("{name}/{path}: {dot} {value:?} is missing; held {held:?}");
                    return broken(NOTHING_LOST, how);
                }
            }
            if let Some(dead) = held.keys().find(|dot| !expected.contains_key(dot)) {
                return broken(NOTHING_LOST, format!("{name}/{path}: {dead} is back; expected {expected:?}"));
            }
        }
        for (name, fields) in &held {
            for (path, versions) in fields {
                if !standing.contains_key(&(name.as_str(), path.as_str())) {
                    return broken(NOTHING_LOST, format!("{name}/{path}: {versions:?} was never written"));
                }
            }
        }
        self.trash_as_deleted(copy, &writes, &standing)
    }

    fn trash_as_deleted(
        &self,
        copy: Copy,
        writes: &[(usize, &Write)],
        standing: &BTreeMap<(&str, &str), BTreeMap<&Dot, (usize, &Option<String>)>>,
    ) -> Result<(), Broken> {
        let has = |i: usize, mask: u128| mask & (1 << i) != 0;
        let mut below: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for ((name, path), versions) in standing {
            let (of, own) = name.split_once('/').unwrap_or((name, ""));
            let above = match (of, *path) {
                ("objectives", "cycle") => "cycles",
                ("keyResults", "objective") => "objectives",
                ("checkIns" | "initiatives", "keyResult") => "keyResults",
                _ if of == "measurements" => {
                    below.entry(format!("kpis/{own}")).or_default().insert(name);
                    continue;
                }
                _ => continue,
            };
            for (_, value) in versions.values() {
                let id = value.as_deref().unwrap_or_default().trim_matches('"');
                below.entry(format!("{above}/{id}")).or_default().insert(name);
            }
        }
        let names: BTreeSet<&str> = standing.keys().map(|(name, _)| *name).filter(|n| *n != "plan").collect();
        // from the bottom up
        let order = ["checkIns", "initiatives", "measurements", "keyResults", "objectives", "cycles", "kpis"];
        let mut live: BTreeMap<&str, bool> = BTreeMap::new();
        let rest = names.iter().filter(|n| !order.iter().any(|o| n.starts_with(o)));
        let ordered = order.iter().flat_map(|o| names.iter().filter(move |n| n.starts_with(o)));
        for name in ordered.chain(rest) {
            let touches = |w: &Write| w.deleted.iter().chain(&w.restored).any(|n| n == name);
            let all: Vec<usize> = writes.iter().filter(|(_, w)| touches(w)).map(|(i, _)| *i).collect();
            let last: Vec<usize> = (all.iter().copied())
                .filter(|i| !all.iter().any(|j| has(*i, self.writes[*j].seen)))
                .collect();
            let restored = last.iter().any(|i| self.writes[*i].restored.iter().any(|n| n == name));
            let cover = last.iter().fold(0, |cover, i| cover | self.writes[*i].seen | (1 << i));
            let mut within = vec![*name];
            let mut unseen = false;
            while let Some(at) = within.pop() {
                let fields = standing.iter().filter(|((n, _), _)| *n == at);
                unseen |= fields.flat_map(|(_, v)| v.values()).any(|(i, _)| !has(*i, cover));
                if at != *name {
                    let brought = |(i, w): &(usize, &Write)| {
                        let later = writes.iter().any(|(_, l)| {
                            has(*i, l.seen) && l.deleted.iter().chain(&l.restored).any(|n| n == at)
                        });
                        w.restored.iter().any(|n| n == at) && !has(*i, cover) && !later
                    };
                    unseen |= writes.iter().any(brought);
                }
                within.extend(below.get(at).into_iter().flatten());
            }
            let kept_up = below.get(*name).into_iter().flatten().any(|b| live.get(b) == Some(&true));
            // a series whose every measurement was cleared is none, and keeps nothing
            let shown = |versions: &BTreeMap<&Dot, (usize, &Option<String>)>| {
                let last = versions.iter().max_by_key(|(dot, _)| (dot.counter, dot.replica.clone()));
                last.is_some_and(|(_, (_, value))| value.is_some())
            };
            let mut fields = standing.iter().filter(|((n, _), _)| n == name);
            let empty = name.starts_with("measurements/") && !fields.any(|(_, versions)| shown(versions));
            live.insert(name, !empty && (last.is_empty() || restored || unseen || kept_up));
        }
        for (name, live) in live {
            let Some(RecordKey::Record(kind, id)) = record_named(name) else { continue };
            let is_live = copy.plan.records().contains(kind, &id);
            if is_live != live {
                return broken(NOTHING_LOST, format!("{name} is live: {is_live}, and should be: {live}"));
            }
        }
        Ok(())
    }
}

/// The plan that all histories begin with, opened from a file without registers.
pub fn start() -> Saved {
    let document = open(START).document;
    let ledger = Ledger::adopt(&document).unwrap();
    Saved { plan: document.plan, ledger, reached: 1 }
}

fn records(copy: Copy) -> Vec<(String, Record)> {
    let mut all = vec![("plan".to_string(), Record::Head(copy.plan.head().clone()))];
    for kind in Kind::ALL {
        for records in [copy.plan.records(), copy.plan.trash()] {
            for id in records.ids(kind) {
                let name = record_name(&RecordKey::Record(kind, id.clone()));
                all.extend(records.get(kind, id).map(|record| (name, record)));
            }
        }
    }
    all
}

fn texts(record: &Record) -> Vec<(String, String)> {
    record_fields(record).into_iter().map(|(path, value)| (path, value.compact())).collect()
}

type Held = BTreeMap<String, BTreeMap<String, BTreeMap<Dot, Option<String>>>>;

/// Every version a copy holds, by record and field.
pub fn versions(copy: Copy) -> Held {
    let mut held = Held::new();
    for (name, record) in records(copy) {
        for (path, text) in texts(&record) {
            let dot = copy.ledger.dot_of(&name, &path).unwrap_or_else(|| panic!("{name}/{path} has no dot"));
            held.entry(name.clone()).or_default().entry(path).or_default().insert(dot.clone(), Some(text));
        }
    }
    for (name, dots) in &copy.ledger.fields {
        for (path, dot) in dots.iter().filter(|(path, _)| *path != Ledger::DEFAULT) {
            let fields = held.entry(name.clone()).or_default().entry(path.clone()).or_default();
            fields.entry(dot.clone()).or_insert(None);
        }
    }
    for (name, fields) in &copy.ledger.conflicts {
        for (path, others) in fields {
            let versions = held.entry(name.clone()).or_default().entry(path.clone()).or_default();
            for other in others {
                versions.insert(other.dot.clone(), other.value.as_ref().map(Tree::compact));
            }
        }
    }
    held
}

/// Whether two copies hold the same: content, Trash, and every version.
pub fn same(law: &'static str, a: Copy, b: Copy) -> Result<(), Broken> {
    if a.plan != b.plan {
        let (a, b) = (write_plan(a.plan, None), write_plan(b.plan, None));
        let lines = a.lines().zip(b.lines()).find(|(a, b)| a != b);
        return broken(law, format!("contents differ: {lines:?}"));
    }
    if a.plan.trash() != b.plan.trash() {
        return broken(law, "the Trashes differ");
    }
    if a.ledger.seen != b.ledger.seen {
        return broken(law, "what they have seen differs");
    }
    // most are the same to the letter
    if a.ledger.fields == b.ledger.fields && a.ledger.conflicts == b.ledger.conflicts {
        return Ok(());
    }
    let (x, y) = (versions(a), versions(b));
    if x != y {
        let name = x.keys().chain(y.keys()).find(|n| x.get(*n) != y.get(*n)).unwrap();
        return broken(law, format!("{name}: {:?} and {:?}", x.get(name), y.get(name)));
    }
    Ok(())
}

/// Runs a history and holds the laws against it.
pub fn run(seed: u64, merging: Merging, reuses_ids: bool) -> Result<(), (Broken, Vec<String>)> {
    let mut world = World::new(seed, merging);
    world.reuses_ids = reuses_ids;
    let steps = if reuses_ids { 40 } else { 4 + world.dice.below(9) };
    let done = world.live(steps).and_then(|()| world.hold_laws());
    done.map_err(|broken| (broken, std::mem::take(&mut world.log)))
}
