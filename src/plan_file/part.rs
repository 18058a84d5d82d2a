//! A plan with some of its records: what a part of a plan is written from.

use crate::domain::{Id, Kind, Plan, Record, RecordKey};

/// The plan with the records that `stays` names, and with nothing in the Trash.
pub fn with_records(plan: &Plan, stays: &dyn Fn(Kind, &Id) -> bool) -> Plan {
    let mut part = Plan::new(plan.id().clone(), "");
    part.put(&RecordKey::Head, Some(Record::Head(plan.head().clone())));
    for kind in Kind::ALL {
        for id in plan.records().ids(kind).filter(|id| stays(kind, id)) {
            part.put(&RecordKey::Record(kind, id.clone()), plan.records().get(kind, id));
        }
    }
    part
}
