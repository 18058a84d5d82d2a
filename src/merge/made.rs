//! A step that was made here, and the step that takes it back.

use super::conflicts::choosing;
use super::{Candidate, Copy, Dot, Ledger, Stamp, Step};
use crate::change::Patch;
use crate::domain::{Id, Kind, Plan, Record, RecordKey};
use crate::ordered::{Map, Set};
use crate::plan_file::{
    Edit, EditedFields, Finding, Moves, Standing, What, record_fields, record_name, record_tree,
};

/// A step as it was made in this sitting. Undoing it is a step of its own, and undoing that one makes it again.
#[derive(Clone, Debug)]
pub struct Made {
    /// The step, for the journal.
    pub step: Step,
    /// What it did, for whoever shows the plan.
    pub patch: Patch,
    before: Before,
}

/// What undo needs to know beside the step.
#[derive(Clone, Debug)]
enum Before {
    /// Of an edit: the versions of each field that it chose among, the one that showed first.
    Edit(Vec<(RecordKey, String, Vec<Candidate>)>),
    /// Of a step with registers: content and registers as they were.
    Copy(Box<(Plan, Ledger)>),
}

impl Made {
    /// Makes a step in a copy; all of it or nothing.
    pub fn make(step: Step, plan: &mut Plan, ledger: &mut Ledger) -> Result<Made, Vec<Finding>> {
        let before = match &step.stamp {
            Stamp::Dot(_) => Before::Edit(chosen_among(&step.edit, Copy::new(plan, ledger))),
            Stamp::Registers(_) => Before::Copy(Box::new((plan.clone(), ledger.clone()))),
        };
        let patch = step.replay(plan, ledger)?;
        Ok(Made { step, patch, before })
    }

    /// Stamps an edit and makes it.
    pub fn edit(
        edit: Edit,
        plan: &mut Plan,
        ledger: &mut Ledger,
        replica: &Id,
        at: &str,
    ) -> Result<Made, Vec<Finding>> {
        let stamp = Stamp::Dot(ledger.next_dot(replica));
        Made::make(Step { at: at.to_string(), edit, stamp }, plan, ledger)
    }

    /// The step that takes this one back in the copy as it is `now`; `None` where there is nothing to take back, since
    /// others have changed it meanwhile.
    ///
    /// Of an edit, the fields whose versions still stand get their old values; where it chose among several versions,
    /// each of them is written again. Any other step (a merge, and the undo of one) is taken back wholly, content and
    /// registers, which only the last step can be: then [`Step::ends_sitting`].
    pub fn undo(&self, now: Copy, replica: &Id, at: &str) -> Option<Step> {
        self.undo_among(now, &Set::new(), replica, at)
    }

    /// The same in a history of many steps. `retraced` are the dots of the steps that took others back, or made them
    /// again, in this history: what such a step wrote is what stood there before, so the older step still stands.
    pub fn undo_among(&self, now: Copy, retraced: &Set<Dot>, replica: &Id, at: &str) -> Option<Step> {
        match (&self.step.stamp, &self.before) {
            (Stamp::Dot(dot), Before::Edit(chosen)) => {
                let (moves, reopened) = (Moves::default(), Vec::new());
                let mut undo = UndoOfEdit { now, dot, retraced, chosen, moves, reopened };
                self.patch.invert().changes().iter().for_each(|c| undo.add(&c.key, c.after.as_ref()));
                undo.reopen_unchanged();
                undo.into_step(replica, at)
            }
            (_, Before::Copy(before)) => {
                let (plan, ledger) = &**before;
                let mut taken_back = now.plan.clone();
                self.patch.invert().apply(&mut taken_back).ok()?;
                let asides = Edit::default().with_asides(unread_between(now.plan, plan));
                asides.apply(&mut taken_back).ok()?;
                // whatever was done since is undone first, or it would vanish
                if taken_back != *plan {
                    return None;
                }
                let edit = Edit::between(now.plan, plan).with_asides(unread_between(now.plan, plan));
                Some(Step::between(edit, now.ledger, ledger, at))
            }
            (Stamp::Registers(_), Before::Edit(_)) => None,
        }
    }
}

/// The fields of an edit that had several versions, with all of them.
fn chosen_among(edit: &Edit, before: Copy) -> Vec<(RecordKey, String, Vec<Candidate>)> {
    let mut chosen = Vec::new();
    for part in edit.parts() {
        let (What::Changed(fields), Some(record)) = (&part.what, before.plan.get(&part.record)) else {
            continue;
        };
        let name = record_name(&part.record);
        let Some(conflicts) = before.ledger.conflicts.get(&name) else { continue };
        let values = record_fields(&record);
        for path in fields.paths() {
            let (Some(others), Some(dot)) = (conflicts.get(path), before.ledger.dot_of(&name, path)) else {
                continue;
            };
            let shown = Candidate { value: values.get(path).cloned(), dot: dot.clone() };
            let rest = others.iter().filter(|other| other.dot != *dot).cloned();
            let versions: Vec<Candidate> = [shown].into_iter().chain(rest).collect();
            if versions.len() > 1 {
                chosen.push((part.record.clone(), path.to_string(), versions));
            }
        }
    }
    chosen
}

fn unread_between(from: &Plan, to: &Plan) -> Vec<(String, Option<String>)> {
    let emptied = from.unread().keys().filter(|place| !to.unread().contains_key(*place));
    let emptied = emptied.map(|place| (place.clone(), None));
    let set = to.unread().iter().filter(|(place, text)| from.unread().get(*place) != Some(text));
    emptied.chain(set.map(|(place, text)| (place.clone(), Some(text.clone())))).collect()
}

struct UndoOfEdit<'a> {
    now: Copy<'a>,
    dot: &'a Dot,
    retraced: &'a Set<Dot>,
    chosen: &'a [(RecordKey, String, Vec<Candidate>)],
    moves: Moves,
    /// Conflicts to be opened again.
    reopened: Vec<&'a (RecordKey, String, Vec<Candidate>)>,
}

impl<'a> UndoOfEdit<'a> {
    /// Whether a version is the edit's, or one that leads back to it.
    fn is_own(&self, dot: &Dot) -> bool {
        dot == self.dot || self.retraced.contains(dot)
    }

    /// Whether the edit's version is all there is of a field.
    fn stands(&self, name: &str, path: &str) -> bool {
        let others = self.now.ledger.conflicts.get(name).is_some_and(|fields| fields.contains_key(path));
        self.now.ledger.dot_of(name, path).is_some_and(|dot| self.is_own(dot)) && !others
    }

    fn add(&mut self, key: &RecordKey, old: Option<&Record>) {
        let name = record_name(key);
        match key {
            RecordKey::Measurement(kpi, day) => {
                let day = day.to_string();
                if self.stands(&name, &day) {
                    let mut fields = EditedFields::default();
                    match old.map(record_tree) {
                        Some(value) => fields.set.push((day, value)),
                        None => fields.cleared.push(day),
                    }
                    self.push_fields(RecordKey::Record(Kind::Series, kpi.clone()), fields);
                }
            }
            RecordKey::Head => {
                let now = Record::Head(self.now.plan.head().clone());
                if let Some(old) = old {
                    self.add_fields(key, &name, &now, old);
                }
            }
            RecordKey::Record(kind, id) => match (Standing::of(self.now.plan, *kind, id), old) {
                (Standing::Live(now), Some(old)) => self.add_fields(key, &name, &now, old),
                (Standing::Live(now), None) if self.is_all_of(&name) => {
                    self.moves.add(key.clone(), &Standing::Live(now.clone()), &Standing::Trashed(now));
                }
                (Standing::Trashed(now), Some(_)) if self.deleted_it(&name) => {
                    self.moves.add(key.clone(), &Standing::Trashed(now.clone()), &Standing::Live(now));
                }
                _ => {}
            },
        }
    }

    fn add_fields(&mut self, key: &RecordKey, name: &str, now: &Record, old: &Record) {
        let (now, old) = (record_fields(now), record_fields(old));
        let paths: Set<&String> = now.keys().chain(old.keys()).collect();
        let mut fields = EditedFields::default();
        for path in paths {
            if now.get(path) == old.get(path) || !self.stands(name, path) {
                continue;
            }
            match old.get(path) {
                Some(value) => fields.set.push((path.clone(), value.clone())),
                None => fields.cleared.push(path.clone()),
            }
        }
        self.push_fields(key.clone(), fields);
    }

    fn push_fields(&mut self, key: RecordKey, fields: EditedFields) {
        if !fields.is_empty() {
            self.moves.push(key, What::Changed(fields));
        }
    }

    /// Whether nobody else has written anything in a record that the edit created or brought back.
    fn is_all_of(&self, name: &str) -> bool {
        let ledger = self.now.ledger;
        let restored = ledger.gone.get(name).is_some_and(|all| all.iter().all(|d| self.is_own(&d.dot)));
        let written = ledger.fields.get(name).is_some_and(|dots| dots.values().all(|dot| self.is_own(dot)));
        (restored || written) && !ledger.conflicts.contains_key(name)
    }

    /// Whether the edit's deletion of a record still stands.
    fn deleted_it(&self, name: &str) -> bool {
        let versions = self.now.ledger.gone.get(name).map(Vec::as_slice);
        matches!(versions, Some([only]) if self.is_own(&only.dot))
    }

    /// Conflicts that the edit settled and that nobody has settled otherwise since.
    fn reopen_unchanged(&mut self) {
        let standing = self.chosen.iter().filter(|(key, path, _)| self.stands(&record_name(key), path));
        self.reopened = standing.collect();
    }

    fn into_step(self, replica: &Id, at: &str) -> Option<Step> {
        let UndoOfEdit { now, moves, reopened, .. } = self;
        let mut edit = moves.into_edit();
        if reopened.is_empty() {
            let stamp = Stamp::Dot(now.ledger.next_dot(replica));
            return (!edit.is_empty()).then(|| Step { at: at.to_string(), edit, stamp });
        }
        for (key, path, versions) in &reopened {
            let shown = versions.first().and_then(|version| version.value.as_ref());
            edit = edit.without(key, path).then(choosing(now.plan, key, path, shown));
        }
        let mut ledger = now.ledger.clone();
        let others: Vec<(String, &str, Vec<Candidate>)> = reopened
            .iter()
            .map(|(key, path, versions)| {
                let rest = versions.iter().skip(1).rev();
                let again = |version: &Candidate| {
                    let dot = ledger.stamp(&Edit::default(), replica, at);
                    Candidate { value: version.value.clone(), dot }
                };
                (record_name(key), path.as_str(), rest.map(again).collect())
            })
            .collect();
        // last, so that what showed has the highest counter and shows again
        ledger.stamp(&edit, replica, at);
        for (name, path, mut versions) in others {
            versions.reverse();
            let fields: &mut Map<String, Vec<Candidate>> = ledger.conflicts.or_default(name);
            fields.insert(path.to_string(), versions);
        }
        Some(Step::between(edit, now.ledger, &ledger, at))
    }
}
