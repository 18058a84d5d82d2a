//! The health of a KPI. `domain.md`, "KPI".

use super::limits::baseline_range;
use super::silence::over_closed_days;
use crate::domain::{Date, Direction, Every, Goal, Id, Kpi, Plan, Series, Target, round};

/// The health of a KPI on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KpiStatus {
    /// Never measured.
    NoData,
    /// A measurement should have come and has not.
    Overdue,
    /// No target is in force: never green.
    NoTarget,
    /// The target is met.
    Healthy,
    /// The target is missed by no more than the tolerance.
    Watch,
    /// The target is missed.
    Unhealthy,
}

/// How a KPI stands on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KpiVerdict {
    /// The first that fits.
    pub status: KpiStatus,
    /// What the last value says where `status` is overdue (else the same as `status`).
    pub health: KpiStatus,
    /// The last measurement on or before the day.
    pub last: Option<(Date, f64)>,
    /// The target in force.
    pub target: Option<Target>,
}

/// Whether a change is for the better, by the KPI's direction: never "up is green".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Judged {
    Better,
    Worse,
    Neutral,
}

/// From one measurement to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KpiChange {
    /// The measurement before.
    pub from: (Date, f64),
    /// The last measurement.
    pub to: (Date, f64),
    /// The difference, in the KPI's unit.
    pub by: f64,
    /// Whether that is good.
    pub judged: Judged,
}

/// The health of a KPI on `day`: its last value against the target in force on that day.
pub fn kpi_status(plan: &Plan, kpi: &Id, day: Date) -> KpiVerdict {
    let none = KpiVerdict { status: KpiStatus::NoData, health: KpiStatus::NoData, last: None, target: None };
    let Some(record) = plan.records().kpis.get(kpi) else { return none };
    let target = (record.direction != Direction::None).then(|| record.target_on(day)).flatten();
    let target = target.map(|(_, target)| *target);
    let Some((series, last)) = plan.series_of(kpi).and_then(|s| Some((s, s.last_on(day)?))) else {
        return KpiVerdict { target, ..none };
    };
    let health = target.map_or(KpiStatus::NoTarget, |t| health(record, series, &t, last.1, day));
    let status = if kpi_overdue(plan, kpi, day) { KpiStatus::Overdue } else { health };
    KpiVerdict { status, health, last: Some(last), target }
}

/// The health of a value measured on `day` against the target in force on it.
pub(super) fn health_at(kpi: &Kpi, series: &Series, value: f64, day: Date) -> KpiStatus {
    let target = kpi.target_on(day).filter(|_| kpi.direction != Direction::None);
    target.map_or(KpiStatus::NoTarget, |(_, target)| health(kpi, series, target, value, day))
}

fn health(kpi: &Kpi, series: &Series, target: &Target, value: f64, day: Date) -> KpiStatus {
    let Some(missed_by) = missed_by(&target.goal, kpi.direction, value) else { return KpiStatus::NoTarget };
    // under 6 measurements in the baseline there is no watch, not even by a tolerance that was given
    let tolerance = || baseline_range(kpi, series, day).map(|range| target.tolerance.unwrap_or(range));
    if missed_by <= 0.0 {
        KpiStatus::Healthy
    } else if tolerance().is_some_and(|most| missed_by <= round(most)) {
        KpiStatus::Watch
    } else {
        KpiStatus::Unhealthy
    }
}

/// By how much a value misses a goal, in the KPI's unit; 0 or less = met, bounds inclusive. `None` without a direction.
pub(super) fn missed_by(goal: &Goal, direction: Direction, value: f64) -> Option<f64> {
    let missed = match (goal, direction) {
        (_, Direction::None) => return None,
        (Goal::Value(goal), Direction::Higher) => goal - value,
        (Goal::Value(goal), Direction::Lower) => value - goal,
        (Goal::Value(goal), Direction::Within) => (value - goal).abs(),
        (Goal::Range { at_least, at_most }, _) => (at_least - value).max(value - at_most),
    };
    Some(round(missed))
}

/// Whether `to` is better than `from`. Within a range: whichever is nearer to the range in force on `day`.
pub(super) fn judge(kpi: &Kpi, day: Date, from: f64, to: f64) -> Judged {
    let nearer = || {
        let (_, target) = kpi.target_on(day)?;
        let distance = |v| missed_by(&target.goal, kpi.direction, v).map(|d| d.max(0.0));
        Some(distance(from)? - distance(to)?)
    };
    let gain = match kpi.direction {
        Direction::Higher => to - from,
        Direction::Lower => from - to,
        Direction::Within => nearer().unwrap_or(0.0),
        Direction::None => 0.0,
    };
    match round(gain) {
        gain if gain > 0.0 => Judged::Better,
        gain if gain < 0.0 => Judged::Worse,
        _ => Judged::Neutral,
    }
}

/// The change from the last measurement but one to the last, as known on `day`.
pub fn kpi_change(plan: &Plan, kpi: &Id, day: Date) -> Option<KpiChange> {
    let record = plan.records().kpis.get(kpi)?;
    let series = plan.series_of(kpi)?;
    let to = series.last_on(day)?;
    let from = series.last_on(to.0.plus_days(-1)).filter(|from| from.0 < to.0)?;
    Some(KpiChange { from, to, by: round(to.1 - from.1), judged: judge(record, day, from.1, to.1) })
}

/// Days after the end of a period in which its measurement may still come.
fn grace(every: Every) -> i32 {
    match every {
        Every::Day => 1,
        Every::Week => 3,
        Every::Month => 7,
        Every::Quarter => 14,
        Every::Year => 30,
    }
}

/// Whether a measurement should have come by `day`: nothing was measured since the start of the latest calendar period
/// whose end and grace have passed. Closed days do not count, neither in the grace nor as a period of their own. What
/// was never measured has no data and is not overdue, nor is one that is retired.
pub fn kpi_overdue(plan: &Plan, kpi: &Id, day: Date) -> bool {
    let due = || {
        let record = plan.records().kpis.get(kpi).filter(|kpi| !kpi.retired_on(day))?;
        let (last, _) = plan.series_of(kpi)?.last_on(day)?;
        let closed = &plan.head().settings.closed_days;
        let mut start = day.period_start(record.every);
        while last < start {
            let end = start.period_end(record.every);
            let forgiven = over_closed_days(end, end.plus_days(grace(record.every)), closed);
            if day > forgiven && !wholly_closed(plan, start, end) {
                return Some(());
            }
            start = start.plus_days(-1).period_start(record.every);
        }
        None
    };
    due().is_some()
}

/// The day on which the next measurement is due, seen from `day`: the end of the first period after the last measurement
/// that is not wholly closed. `None` where nothing was measured yet.
pub fn next_measurement_due(plan: &Plan, kpi: &Id, day: Date) -> Option<Date> {
    let record = plan.records().kpis.get(kpi)?;
    let (last, _) = plan.series_of(kpi)?.last_on(day)?;
    let mut end = last.period_end(record.every);
    loop {
        let start = end.plus_days(1);
        let next = start.period_end(record.every);
        if !wholly_closed(plan, start, next) || next <= end {
            return Some(next);
        }
        end = next;
    }
}

fn wholly_closed(plan: &Plan, start: Date, end: Date) -> bool {
    let closed = plan.head().settings.closed_days.range(start..=end).count();
    closed as i64 > i64::from(end.days_since(start))
}
