//! What is due in a plan on a day: check-ins and measurements, the oldest first. For the day's desk and the lists.

use super::kpi::{kpi_overdue, next_measurement_due};
use super::on_day::OnDay;
use super::silence::next_due;
use super::status::key_result_status;
use crate::domain::{Date, Id, Plan};
use crate::ordered::sort_by;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueReport {
    /// A check-in on this key result (or a milestone ticked).
    CheckIn(Id),
    /// A measurement of this KPI.
    Measurement(Id),
}

/// A report that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day on which it is or was due.
    pub on: Date,
    /// What is asked for.
    pub report: DueReport,
    /// The grace is over too.
    pub overdue: bool,
}

/// What is due on `day` or was due before it and has not come, the oldest first. Key results that a KPI feeds ask for
/// no check-in: the KPI asks for its measurement. A KPI that was never measured is due on `day` itself; one that is
/// retired asks for nothing.
pub fn due(plan: &Plan, day: Date) -> Vec<Due> {
    let fed = |id: &Id| OnDay::new(plan, id, day).is_some_and(|on| on.kpi().is_some());
    let unfed = plan.records().key_results.keys().filter(|id| !fed(id));
    let check_ins = unfed.filter_map(|id| {
        let on = next_due(plan, id, day).filter(|on| *on <= day)?;
        let overdue = key_result_status(plan, id, day).silent;
        Some(Due { on, report: DueReport::CheckIn(id.clone()), overdue })
    });
    let in_use = plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(day));
    let measurements = in_use.filter_map(|(id, _)| {
        let on = next_measurement_due(plan, id, day).unwrap_or(day);
        let overdue = kpi_overdue(plan, id, day);
        (on <= day).then(|| Due { on, report: DueReport::Measurement(id.clone()), overdue })
    });
    let mut all: Vec<Due> = check_ins.chain(measurements).collect();
    sort_by(&mut all, Ord::cmp);
    all
}
