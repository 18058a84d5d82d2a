//! A plan on a day, as the rules look at it. Private to `advice`.

use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Date, Id, KeyResult, Kind, Objective, Plan, RecordKey};
use crate::progress::objectives_of;

/// An objective that can still be changed, with its key results.
pub(super) struct OpenObjective<'a> {
    pub id: &'a Id,
    pub objective: &'a Objective,
    pub key_results: Vec<(&'a Id, &'a KeyResult)>,
}

/// A plan on a day.
pub(super) struct On<'a> {
    pub plan: &'a Plan,
    pub day: Date,
    /// The cycles that are not closed on the day, each with its objectives in their order.
    pub cycles: Vec<(&'a Id, Vec<OpenObjective<'a>>)>,
}

impl<'a> On<'a> {
    pub fn new(plan: &'a Plan, day: Date) -> On<'a> {
        let open = plan.records().cycles.iter().filter(|(_, cycle)| !cycle.closed_on(day));
        let with_key_results = |(id, objective): (&'a Id, &'a Objective)| OpenObjective {
            id,
            objective,
            key_results: plan.key_results_of(id),
        };
        let cycles =
            open.map(|(id, _)| (id, objectives_of(plan, id).into_iter().map(with_key_results).collect()));
        On { plan, day, cycles: cycles.collect() }
    }

    /// All objectives that can still be changed.
    pub fn objectives(&self) -> impl Iterator<Item = &OpenObjective<'a>> {
        self.cycles.iter().flat_map(|(_, objectives)| objectives)
    }
}

/// A finding at a record.
pub(super) fn at(practice: Practice, severity: Severity, kind: Kind, id: &Id, reason: Reason) -> Finding {
    Finding::new(practice, severity, RecordKey::Record(kind, id.clone()), reason)
}
