//! The edit that leads from one state of a plan to another, the Trash included.

use super::edit::{EditedFields, difference};
use super::record::write_record;
use super::{Edit, What};
use crate::domain::{Id, Kind, Plan, Record, RecordKey};
use crate::ordered::Set;

/// Where a record stands in a state of a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Neither in the plan nor in the Trash.
    Absent,
    /// In the plan.
    Live(Record),
    /// In the Trash.
    Trashed(Record),
}

impl Standing {
    /// Where the record of a kind and id stands in `plan`.
    pub fn of(plan: &Plan, kind: Kind, id: &Id) -> Standing {
        if let Some(record) = plan.records().get(kind, id) {
            return Standing::Live(record);
        }
        plan.trash().get(kind, id).map_or(Standing::Absent, Standing::Trashed)
    }

    /// The record, wherever it stands.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Standing::Absent => None,
            Standing::Live(record) | Standing::Trashed(record) => Some(record),
        }
    }
}

impl Edit {
    /// The edit that makes `before` what `after` is, in the Trash too. A record that `after` knows nothing of is
    /// deleted; out of the Trash no edit takes it.
    pub fn between(before: &Plan, after: &Plan) -> Edit {
        let mut moves = Moves::default();
        let head = |plan: &Plan| Record::Head(plan.head().clone());
        moves.change(RecordKey::Head, &head(before), &head(after));
        for kind in Kind::ALL {
            let places = [before.records(), before.trash(), after.records(), after.trash()];
            let ids: Set<&Id> = places.iter().flat_map(|records| records.ids(kind)).collect();
            for id in ids {
                if before.records().has_same(after.records(), kind, id)
                    && before.trash().has_same(after.trash(), kind, id)
                {
                    continue;
                }
                let (from, to) = (Standing::of(before, kind, id), Standing::of(after, kind, id));
                moves.add(RecordKey::Record(kind, id.clone()), &from, &to);
            }
        }
        moves.into_edit()
    }
}

/// Moves of records from one standing to another: first all that is made, changed or brought back, then what goes, so
/// that the Trash ends up with the changed form.
#[derive(Default)]
pub struct Moves {
    edit: Edit,
    gone: Vec<RecordKey>,
}

impl Moves {
    /// Adds the move of one record.
    pub fn add(&mut self, key: RecordKey, from: &Standing, to: &Standing) {
        use Standing::{Absent, Live, Trashed};
        match (from, to) {
            (Live(old), Live(new)) => self.change(key, old, new),
            (Live(old), Trashed(new)) => {
                self.change(key.clone(), old, new);
                self.gone.push(key);
            }
            (Live(_), Absent) => self.gone.push(key),
            (Trashed(old), Live(new)) => self.edit.push(key, What::Restored(difference(old, new))),
            (Trashed(old), Trashed(new)) => {
                let fields = difference(old, new);
                if !fields.is_empty() {
                    self.edit.push(key.clone(), What::Restored(fields));
                    self.gone.push(key);
                }
            }
            (Absent, Live(new)) => self.edit.push(key, What::Created(write_record(new))),
            (Absent, Trashed(new)) => {
                self.edit.push(key.clone(), What::Created(write_record(new)));
                self.gone.push(key);
            }
            (Absent | Trashed(_), Absent) => {}
        }
    }

    /// Adds the change of a record that stays where it is.
    pub fn change(&mut self, key: RecordKey, old: &Record, new: &Record) {
        let fields: EditedFields = difference(old, new);
        if !fields.is_empty() {
            self.edit.push(key, What::Changed(fields));
        }
    }

    /// Adds what becomes of a record.
    pub fn push(&mut self, key: RecordKey, what: What) {
        self.edit.push(key, what);
    }

    /// The edit that makes them all.
    pub fn into_edit(self) -> Edit {
        let mut edit = self.edit;
        self.gone.into_iter().for_each(|key| edit.push(key, What::Gone));
        edit
    }
}
