//! A plan with some of its records: what a part of a plan is written from.

use crate::domain::{Id, Kind, Measurement, Plan, Record, RecordKey, Series};

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

/// The plan without what people wrote beside the figures: notes of check-ins and measurements, and what stands in the
/// way.
pub fn without_notes(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let check_ins: Vec<Id> = plan.records().ids(Kind::CheckIn).cloned().collect();
    for id in check_ins {
        if let Some(mut check_in) = plan.records().check_ins.get(&id).cloned() {
            (check_in.note, check_in.blocker) = (None, None);
            plan.put(&RecordKey::Record(Kind::CheckIn, id), Some(Record::CheckIn(check_in)));
        }
    }
    let kpis: Vec<Id> = plan.records().ids(Kind::Series).cloned().collect();
    for id in kpis {
        let Some(series) = plan.series_of(&id) else { continue };
        let mut bare = Series::default();
        for day in series.days() {
            let measurement = series.get(*day).map(|it| Measurement { note: None, ..it });
            bare.put(*day, measurement);
        }
        plan.put(&RecordKey::Record(Kind::Series, id), Some(Record::Series(bare)));
    }
    plan
}

/// The plan without the reasons why hints about records that are not in it were dismissed: they are others' to read.
pub fn without_hints_elsewhere(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let mut head = plan.head().clone();
    let is_here = |hint: &String| {
        let of = hint.split_once('/').and_then(|(_, of)| Id::parse(of));
        of.is_none_or(|of| Kind::ALL.iter().any(|kind| plan.records().contains(*kind, &of)))
    };
    head.dismissed.retain(|hint, _| is_here(hint));
    plan.put(&RecordKey::Head, Some(Record::Head(head)));
    plan
}
