//! The changes between two states of a plan, as one value: the review of a merge, the history and undo all speak it.

use super::conflicts::open_versions;
use super::{Candidate, Copy, Dot};
use crate::change::Patch;
use crate::domain::{Id, Kind, Plan, Record, RecordKey};
use crate::ordered::{Map, Set};
use crate::plan_file::{Standing, Tree, record_fields, record_name};

/// What changed, grouped by what it belongs to.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Changes {
    /// The groups, each with at least one record.
    pub groups: Vec<Group>,
}

/// Changes of what belongs together: an objective with its key results and their check-ins, a KPI with its
/// measurements, a cycle with its review, or the plan itself with its people and teams.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The objective, KPI or cycle; `None` for the plan.
    pub of: Option<RecordKey>,
    /// The records that changed.
    pub records: Vec<RecordChange>,
}

/// What changed in one record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordChange {
    /// The record; a measurement is a field of its series.
    pub key: RecordKey,
    /// What became of it.
    pub became: Became,
    /// What changed in it: all its fields where it is new, none where it was deleted.
    pub fields: Vec<FieldChange>,
    /// Whether it is to be taken, where the record as a whole comes or goes. A review proposes, a person decides.
    pub ticked: bool,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is new.
    Created,
    /// It came back from the Trash.
    Restored,
    /// It changed.
    Changed,
    /// It went to the Trash.
    Deleted,
}

/// What changed in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Its path in the record.
    pub path: String,
    /// The value before; `None` where there was none.
    pub before: Option<Tree>,
    /// The value that shows now.
    pub after: Option<Tree>,
    /// The version that shows now: [`Ledger::author_of`](super::Ledger::author_of) and
    /// [`Ledger::time_of`](super::Ledger::time_of) tell who made it and when.
    pub dot: Option<Dot>,
    /// Versions of another value that do not show: both sides changed it, and someone has to choose.
    pub others: Vec<Candidate>,
    /// Whether it is to be taken.
    pub ticked: bool,
    /// The version that is chosen, where there are several; `None` decides later and keeps them all.
    pub chosen: Option<Dot>,
}

impl FieldChange {
    /// Whether there are several versions to choose from.
    pub fn is_conflict(&self) -> bool {
        !self.others.is_empty()
    }
}

impl Changes {
    /// The ticks of all records and fields, in their order.
    pub(super) fn ticks(&self) -> Vec<bool> {
        let of = |record: &RecordChange| {
            let fields: Vec<bool> = record.fields.iter().map(|field| field.ticked).collect();
            std::iter::once(record.ticked).chain(fields)
        };
        self.records().flat_map(of).collect()
    }

    /// The changes from one state to another, conflicts that came up with them included.
    pub fn between(before: Copy, after: Copy) -> Changes {
        let mut found = Found::new(before.plan, after);
        let head = |copy: Copy| Record::Head(copy.plan.head().clone());
        found.add(RecordKey::Head, Became::Changed, Some(&head(before)), Some(&head(after)), Some(before));
        for kind in Kind::ALL {
            let places = [before.plan.records(), after.plan.records()];
            let ids: Set<&Id> = places.iter().flat_map(|records| records.ids(kind)).collect();
            for id in ids {
                let key = RecordKey::Record(kind, id.clone());
                let name = record_name(&key);
                let same = before.plan.records().has_same(after.plan.records(), kind, id);
                if same && before.ledger.conflicts.get(&name) == after.ledger.conflicts.get(&name) {
                    continue;
                }
                let (old, new) = (Standing::of(before.plan, kind, id), Standing::of(after.plan, kind, id));
                let became = match (&old, &new) {
                    (Standing::Live(_), Standing::Live(_)) => Became::Changed,
                    (Standing::Live(_), _) => Became::Deleted,
                    (Standing::Trashed(_), _) => Became::Restored,
                    (Standing::Absent, _) => Became::Created,
                };
                found.add(key, became, old.record(), new.record(), Some(before));
            }
        }
        found.into_changes()
    }

    /// What a patch did; `after` is the copy that it left behind.
    pub fn of(patch: &Patch, after: Copy) -> Changes {
        let mut found = Found::new(after.plan, after);
        for change in patch.changes() {
            let (old, new) = (change.before.as_ref(), change.after.as_ref());
            if let RecordKey::Measurement(kpi, day) = &change.key {
                let value = |record: Option<&Record>| record.map(crate::plan_file::record_tree);
                found.add_day(kpi, day.to_string(), value(old), value(new));
                continue;
            }
            let became = match (old, new) {
                (None, _) => Became::Created,
                (_, None) => Became::Deleted,
                _ => Became::Changed,
            };
            found.add(change.key.clone(), became, old, new, None);
        }
        found.into_changes()
    }

    /// All records that changed.
    pub fn records(&self) -> impl Iterator<Item = &RecordChange> {
        self.groups.iter().flat_map(|group| &group.records)
    }

    /// All records that changed, for ticking.
    pub fn records_mut(&mut self) -> impl Iterator<Item = &mut RecordChange> {
        self.groups.iter_mut().flat_map(|group| &mut group.records)
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many there are to read and to take: values of records that stay, and records that come or go.
    pub fn count(&self) -> usize {
        let of = |record: &RecordChange| match record.became {
            Became::Changed => record.fields.iter().filter(|field| field.path != "typed").count(),
            _ => 1,
        };
        self.records().map(of).sum()
    }

    /// Whether they put more than half of the plan they are made to into the Trash, more often an accident than a wish:
    /// how many records and measurements of how many.
    pub fn shrinks(&self, plan: &Plan) -> Option<(usize, usize)> {
        let records = plan.records();
        let of = |record: &RecordChange| match &record.key {
            RecordKey::Record(Kind::Series, kpi) => {
                records.series.get(kpi).map_or(1, |series| series.len() + 1)
            }
            _ => 1,
        };
        let goes: usize = self.records().filter(|record| record.became == Became::Deleted).map(of).sum();
        let holds = records.size();
        (goes * 2 > holds).then_some((goes, holds))
    }

    /// How many fields have several versions to choose from.
    pub fn conflicts(&self) -> usize {
        self.records().flat_map(|record| &record.fields).filter(|field| field.is_conflict()).count()
    }
}

/// Changes as they are found.
pub(super) struct Found<'a> {
    before: &'a Plan,
    after: Copy<'a>,
    groups: Map<Option<RecordKey>, Vec<RecordChange>>,
}

impl<'a> Found<'a> {
    pub(super) fn new(before: &'a Plan, after: Copy<'a>) -> Found<'a> {
        Found { before, after, groups: Map::new() }
    }

    /// Adds a record. Conflicts that `known` has as well, of a field that did not change, are not new and left out.
    pub(super) fn add(
        &mut self,
        key: RecordKey,
        became: Became,
        old: Option<&Record>,
        new: Option<&Record>,
        known: Option<Copy>,
    ) {
        let name = record_name(&key);
        let mut fields = Vec::new();
        if became != Became::Deleted {
            let old = old.filter(|_| became != Became::Created).map(record_fields).unwrap_or_default();
            let new = new.map(record_fields).unwrap_or_default();
            let conflicts = self.after.ledger.conflicts.get(&name);
            let disputed = conflicts.into_iter().flat_map(|fields| fields.keys());
            let paths: Set<&String> = old.keys().chain(new.keys()).chain(disputed).collect();
            for path in paths {
                let (before, after) = (old.get(path).cloned(), new.get(path).cloned());
                let others = open_versions(self.after.ledger, &name, path, after.as_ref());
                let is_known = known.is_some_and(|copy| {
                    open_versions(copy.ledger, &name, path, before.as_ref()).len() >= others.len()
                });
                if before != after || (!others.is_empty() && !is_known) {
                    let dot = self.after.ledger.dot_of(&name, path).cloned();
                    let path = path.clone();
                    fields.push(FieldChange { path, before, after, dot, others, ticked: true, chosen: None });
                }
            }
        }
        if became != Became::Changed || !fields.is_empty() {
            self.push(RecordChange { key, became, fields, ticked: true });
        }
    }

    fn add_day(&mut self, kpi: &Id, path: String, before: Option<Tree>, after: Option<Tree>) {
        let key = RecordKey::Record(Kind::Series, kpi.clone());
        let dot = self.after.ledger.dot_of(&record_name(&key), &path).cloned();
        let others = open_versions(self.after.ledger, &record_name(&key), &path, after.as_ref());
        let field = FieldChange { path, before, after, dot, others, ticked: true, chosen: None };
        let group = self.groups.or_default(self.group_of(&key));
        match group.last_mut().filter(|record| record.key == key) {
            Some(record) => record.fields.push(field),
            None => {
                group.push(RecordChange { key, became: Became::Changed, fields: vec![field], ticked: true })
            }
        }
    }

    pub(super) fn push(&mut self, change: RecordChange) {
        self.groups.or_default(self.group_of(&change.key)).push(change);
    }

    /// What a record belongs to: the objective, KPI or cycle at or above it.
    fn group_of(&self, key: &RecordKey) -> Option<RecordKey> {
        let RecordKey::Record(kind, id) = key else { return None };
        let (mut kind, mut id) = (*kind, id.clone());
        let plans = [self.after.plan, self.before];
        let sources: Vec<_> = plans.iter().flat_map(|plan| [plan.records(), plan.trash()]).collect();
        while !matches!(kind, Kind::Objective | Kind::Kpi | Kind::Cycle) {
            (kind, id) = sources.iter().find_map(|records| records.home(kind, &id))?;
        }
        Some(RecordKey::Record(kind, id))
    }

    pub(super) fn into_changes(self) -> Changes {
        let groups = self.groups.into_iter().map(|(of, records)| Group { of, records });
        Changes { groups: groups.collect() }
    }
}
