//! A copy of a plan: its content and its registers.

use super::Ledger;
use super::register::Side;
use crate::domain::{Id, Kind, Plan, Record, RecordKey};
use crate::ordered::Map;
use crate::plan_file::{record_fields, record_name};

/// A copy of a plan, borrowed: what is merged, compared and changed.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'a> {
    /// What it says.
    pub plan: &'a Plan,
    /// Which versions that are.
    pub ledger: &'a Ledger,
}

impl<'a> Copy<'a> {
    /// A copy.
    pub fn new(plan: &'a Plan, ledger: &'a Ledger) -> Copy<'a> {
        Copy { plan, ledger }
    }

    /// A record in the plan or, where it is not there, in the Trash.
    pub(super) fn record(&self, kind: Kind, id: &Id) -> Option<Record> {
        self.plan.records().get(kind, id).or_else(|| self.plan.trash().get(kind, id))
    }

    pub(super) fn has(&self, kind: Kind, id: &Id) -> bool {
        self.plan.records().contains(kind, id) || self.plan.trash().contains(kind, id)
    }

    /// Whether both copies have the same record, wherever it stands in each.
    pub(super) fn has_same(&self, other: &Copy, kind: Kind, id: &Id) -> bool {
        let place = |copy: &Copy<'a>| {
            if copy.plan.records().contains(kind, id) { copy.plan.records() } else { copy.plan.trash() }
        };
        let others =
            if other.plan.records().contains(kind, id) { other.plan.records() } else { other.plan.trash() };
        place(self).has_same(others, kind, id)
    }

    /// A record with its registers, ready to be joined with another copy's. `key` is `None` where this version knows
    /// no such record.
    pub(super) fn side(&self, name: &str, key: Option<&RecordKey>) -> Side<'a> {
        let fields = match key {
            Some(RecordKey::Head) => Some(record_fields(&Record::Head(self.plan.head().clone()))),
            Some(RecordKey::Record(kind, id)) => {
                let fields = self.record(*kind, id).map(|record| record_fields(&record));
                // a series without measurements is none
                fields.or_else(|| (*kind == Kind::Series).then(Map::new))
            }
            _ => None,
        };
        Side {
            seen: &self.ledger.seen,
            dots: self.ledger.fields.get(name),
            conflicts: self.ledger.conflicts.get(name),
            fields,
        }
    }

    /// The names of all records that it has content or registers of.
    pub(super) fn names(&self) -> impl Iterator<Item = String> + use<'a> {
        let (plan, ledger) = (self.plan, self.ledger);
        let content = Kind::ALL.into_iter().flat_map(move |kind| {
            let ids = plan.records().ids(kind).chain(plan.trash().ids(kind));
            ids.map(move |id| record_name(&RecordKey::Record(kind, id.clone())))
        });
        let registers = ledger.fields.keys().chain(ledger.conflicts.keys()).chain(ledger.gone.keys());
        content.chain(registers.cloned()).chain([record_name(&RecordKey::Head)])
    }
}
