//! Merging two copies: every record joined, then each put where it belongs, in the plan or in the Trash.

use super::join_record::{Joined, join};
use super::presence::{Place, Presence};
use super::register::{Fault, by_age};
use super::{Candidate, Copy, Deletion, Ledger};
use crate::domain::{Id, Kind, Record, RecordKey, Records};
use crate::ordered::{Map, Set, sort_by};
use crate::plan_file::{
    Edit, EditedFields, Finding, Moves, Reason, Standing, Tree, record_fields, record_named, with_fields,
};

/// What merging does to a copy: the edit of its content, and its registers afterwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Merged {
    pub(super) edit: Edit,
    pub(super) ledger: Ledger,
}

/// Merges `theirs` into `ours`. Refused, with places, where the registers can't be those of two copies of one plan;
/// both copies are as they were then.
pub(super) fn merge(ours: Copy, theirs: Copy) -> Result<Merged, Vec<Finding>> {
    let mut joining = Joining {
        ours,
        theirs,
        ledger: ours.ledger.clone(),
        made: Records::default(),
        head: None,
        places: Vec::new(),
        findings: Vec::new(),
    };
    let names: Set<String> = ours.names().chain(theirs.names()).collect();
    for name in &names {
        joining.join_record(name);
        joining.join_gone(name);
    }
    if !joining.findings.is_empty() {
        return Err(joining.findings);
    }
    joining.ledger.seen.join(&theirs.ledger.seen);
    joining.ledger.join_notes(theirs.ledger);
    let asides = super::unread::joined(ours.plan, theirs.plan);
    let edit = joining.moves().with_asides(asides);
    Ok(Merged { edit, ledger: joining.ledger })
}

struct Joining<'a> {
    ours: Copy<'a>,
    theirs: Copy<'a>,
    ledger: Ledger,
    /// Records that are other than in our copy.
    made: Records,
    head: Option<Record>,
    /// Every record that is anywhere.
    places: Vec<(String, Place)>,
    findings: Vec<Finding>,
}

impl Joining<'_> {
    fn join_record(&mut self, name: &str) {
        let key = record_named(name);
        // (a series that was emptied is nowhere and has registers)
        if let Some(RecordKey::Record(kind, id)) = &key
            && (self.ours.has(*kind, id) || self.theirs.has(*kind, id) || *kind == Kind::Series)
        {
            self.check_id(name, *kind, id);
            self.places.push((name.to_string(), (*kind, id.clone())));
        }
        if self.is_same(name, key.as_ref()) || self.is_ours_alone(name, key.as_ref()) {
            return;
        }
        if self.is_theirs_alone(name, key.as_ref()) {
            return self.take_theirs(name, key.as_ref());
        }
        let kind = if let Some(RecordKey::Record(kind, _)) = &key { Some(*kind) } else { None };
        let (ours, theirs) = (self.ours.side(name, key.as_ref()), self.theirs.side(name, key.as_ref()));
        match join(kind, &ours, &theirs) {
            Ok(joined) => self.put(name, key, joined),
            Err((path, fault)) => self.refuse(format!("{name}/{path}"), fault),
        }
    }

    fn refuse(&mut self, place: String, fault: Fault) {
        let (found, reason) = match fault {
            Fault::TwoValues(dot) => (dot.map_or(String::new(), |dot| dot.to_string()), Reason::TwoValues),
            Fault::Emptied => (String::new(), Reason::Emptied),
        };
        self.findings.push(Finding::new(place, found, reason));
    }

    /// `supports` names objectives and key results by id alone.
    fn check_id(&mut self, name: &str, kind: Kind, id: &Id) {
        let taken = |copy: Copy| copy.has(Kind::Objective, id);
        if kind == Kind::KeyResult && (taken(self.ours) || taken(self.theirs)) {
            self.findings.push(Finding::new(name, id.as_str(), Reason::IdTaken(Kind::Objective)));
        }
    }

    /// Whether both copies hold the same versions and the same content: most records, most of the time.
    fn is_same(&self, name: &str, key: Option<&RecordKey>) -> bool {
        let (a, b) = (self.ours.ledger, self.theirs.ledger);
        a.fields.get(name) == b.fields.get(name)
            && a.conflicts.get(name) == b.conflicts.get(name)
            && match key {
                Some(RecordKey::Record(kind, id)) => self.ours.has_same(&self.theirs, *kind, id),
                Some(_) => self.ours.plan.head() == self.theirs.plan.head(),
                None => true,
            }
    }

    /// Whether only `one` knows of the record, and the other has seen nothing of it.
    fn is_alone(&self, one: Copy, other: Copy, name: &str, key: Option<&RecordKey>) -> bool {
        let Some(RecordKey::Record(kind, id)) = key else { return false };
        let candidates = one.ledger.conflicts.get(name).into_iter().flat_map(|fields| fields.values());
        let mut dots = (one.ledger.fields.get(name).into_iter().flat_map(|dots| dots.values()))
            .chain(candidates.flatten().map(|candidate| &candidate.dot));
        !other.has(*kind, id)
            && !other.ledger.fields.contains_key(name)
            && !other.ledger.conflicts.contains_key(name)
            && dots.all(|dot| !other.ledger.seen.covers(dot))
    }

    fn is_ours_alone(&self, name: &str, key: Option<&RecordKey>) -> bool {
        self.is_alone(self.ours, self.theirs, name, key)
    }

    fn is_theirs_alone(&self, name: &str, key: Option<&RecordKey>) -> bool {
        self.is_alone(self.theirs, self.ours, name, key)
    }

    fn take_theirs(&mut self, name: &str, key: Option<&RecordKey>) {
        let dots = self.theirs.ledger.fields.get(name).cloned().unwrap_or_default();
        let conflicts = self.theirs.ledger.conflicts.get(name).cloned().unwrap_or_default();
        self.ledger.put_registers(name, dots, conflicts);
        if let Some(RecordKey::Record(kind, id)) = key
            && let Some(record) = self.theirs.record(*kind, id)
        {
            self.made.insert(id.clone(), record);
        }
    }

    fn put(&mut self, name: &str, key: Option<RecordKey>, joined: Joined) {
        let Joined { dots, conflicts, fields } = joined;
        self.ledger.put_registers(name, dots, conflicts);
        let (Some(key), Some(fields)) = (key, fields) else { return };
        let base = match &key {
            RecordKey::Record(kind, id) => {
                self.ours.record(*kind, id).or_else(|| self.theirs.record(*kind, id))
            }
            _ => Some(Record::Head(self.ours.plan.head().clone())),
        };
        let Some(base) = base else { return };
        match with_fields(&key, &base, &difference(&record_fields(&base), fields)) {
            Ok(record) => match key {
                RecordKey::Record(_, id) => {
                    self.made.insert(id, record);
                }
                _ => self.head = Some(record),
            },
            Err(findings) => self.findings.extend(findings),
        }
    }

    fn join_gone(&mut self, name: &str) {
        let none = Vec::new();
        let ours = self.ours.ledger.gone.get(name).unwrap_or(&none);
        let theirs = self.theirs.ledger.gone.get(name).unwrap_or(&none);
        if ours == theirs {
            return;
        }
        let seen = (&self.ours.ledger.seen, &self.theirs.ledger.seen);
        let mut kept: Vec<Deletion> = Vec::new();
        let holds = |all: &[Deletion], one: &Deletion| all.iter().any(|d| d.dot == one.dot);
        kept.extend(ours.iter().filter(|d| holds(theirs, d) || !seen.1.covers(&d.dot)).cloned());
        for version in theirs.iter().filter(|d| holds(ours, d) || !seen.0.covers(&d.dot)) {
            match kept.iter().find(|d| d.dot == version.dot) {
                None => kept.push(version.clone()),
                Some(known) if known == version => {}
                Some(_) => {
                    return self.refuse(format!("gone/{name}"), Fault::TwoValues(Some(version.dot.clone())));
                }
            }
        }
        if kept.is_empty() {
            return self.refuse(format!("gone/{name}"), Fault::Emptied);
        }
        sort_by(&mut kept, |a, b| by_age(&b.dot, &a.dot));
        self.ledger.gone.insert(name.to_string(), kept);
    }

    /// Where every record goes.
    fn moves(&self) -> Edit {
        let mut moves = Moves::default();
        if let Some(head) = &self.head {
            moves.change(RecordKey::Head, &Record::Head(self.ours.plan.head().clone()), head);
        }
        let some_gone = !self.ledger.gone.is_empty();
        let homes = self.places.iter().filter(|_| some_gone).flat_map(|(name, place)| {
            self.homes_of(name, place).into_iter().map(move |home| (place.clone(), home))
        });
        let is_empty = |(kind, id): &Place| {
            *kind == Kind::Series
                && self
                    .shown(Kind::Series, id)
                    .is_none_or(|of| of.series.get(id).is_none_or(|s| s.is_empty()))
        };
        let mut presence = Presence::new(&self.ledger, homes, &is_empty);
        for (name, place) in &self.places {
            let (kind, id) = place;
            let was_live = self.ours.plan.records().contains(*kind, id);
            let live = if self.ledger.gone.contains_key(name) {
                presence.is_live(place)
            } else {
                was_live || self.theirs.plan.records().contains(*kind, id)
            };
            let made = self.made.get(*kind, id);
            if made.is_none() && live == was_live {
                continue;
            }
            let from = Standing::of(self.ours.plan, *kind, id);
            let Some(record) = made.or_else(|| from.record().cloned()) else { continue };
            // without measurements it is not there in either copy
            if matches!((&from, &record), (Standing::Absent, Record::Series(series)) if series.is_empty()) {
                continue;
            }
            let to = if live { Standing::Live(record) } else { Standing::Trashed(record) };
            moves.add(RecordKey::Record(*kind, id.clone()), &from, &to);
        }
        moves.into_edit()
    }

    /// Where a record is found as it shows.
    fn shown(&self, kind: Kind, id: &Id) -> Option<&Records> {
        let sources = [&self.made, self.ours.plan.records(), self.ours.plan.trash()];
        sources.into_iter().find(|records| records.contains(kind, id))
    }

    /// What a record goes with, as it shows and as its other versions have it.
    fn homes_of(&self, name: &str, (kind, id): &Place) -> Vec<Place> {
        let shown = self.shown(*kind, id);
        let mut homes: Vec<Place> = shown.and_then(|records| records.home(*kind, id)).into_iter().collect();
        let (field, above) = match kind {
            Kind::Objective => ("cycle", Kind::Cycle),
            Kind::KeyResult => ("objective", Kind::Objective),
            Kind::CheckIn | Kind::Initiative => ("keyResult", Kind::KeyResult),
            // A series that was emptied is nowhere, and what was cleared in it still belongs to its KPI.
            Kind::Series => return vec![(Kind::Kpi, id.clone())],
            _ => return homes,
        };
        let others = self.ledger.conflicts.get(name).and_then(|fields| fields.get(field));
        let named = |c: &Candidate| c.value.as_ref().and_then(Tree::as_text).and_then(Id::parse);
        homes.extend(others.into_iter().flatten().filter_map(named).map(|id| (above, id)));
        homes
    }
}

/// The fields in which a record is to differ from what it is.
fn difference(old: &Map<String, Tree>, new: Map<String, Tree>) -> EditedFields {
    let cleared = old.keys().filter(|path| !new.contains_key(*path)).cloned().collect();
    let set = new.into_iter().filter(|(path, value)| old.get(path) != Some(value)).collect();
    EditedFields { set, cleared }
}
