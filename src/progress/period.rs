//! Measurements joined into a coarser period. `domain.md`, "KPI": last, sum or mean.

use super::kpi::{KpiStatus, health_at};
use crate::domain::{Aggregate, Date, Every, Id, Plan, Series};

/// One value for each period of the calendar that has a measurement on or before `day`, by the period's first day.
pub fn by_period(series: &Series, every: Every, aggregate: Aggregate, day: Date) -> Vec<(Date, f64)> {
    let known = series.days().iter().copied().zip(series.values().iter().copied());
    let mut periods: Vec<(Date, f64, usize)> = Vec::new();
    for (on, value) in known.take(series.len_on(day)) {
        let start = on.period_start(every);
        match periods.last_mut() {
            Some(period) if period.0 == start => {
                period.1 = if aggregate == Aggregate::Last { value } else { period.1 + value };
                period.2 += 1;
            }
            _ => periods.push((start, value, 1)),
        }
    }
    let value = |(start, joined, count): (Date, f64, usize)| match aggregate {
        Aggregate::Mean => (start, joined / count as f64),
        Aggregate::Last | Aggregate::Sum => (start, joined),
    };
    periods.into_iter().map(value).collect()
}

/// A KPI in one period of its calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What was measured in it, joined as the KPI says.
    pub value: Option<f64>,
    /// How that stands against the target in force at its end; no data where nothing was measured in it. A period is
    /// judged by what was measured in it, so silence in one shows.
    pub status: KpiStatus,
}

/// The last `count` periods of a KPI's own rhythm, the earliest first; the last one holds `day`.
pub fn last_periods(plan: &Plan, kpi: &Id, day: Date, count: usize) -> Vec<Period> {
    let Some(record) = plan.records().kpis.get(kpi) else { return Vec::new() };
    let empty = Series::default();
    let series = plan.series_of(kpi).unwrap_or(&empty);
    let values = by_period(series, record.every, record.aggregate.unwrap_or(Aggregate::Last), day);
    let mut from = day.period_start(record.every);
    let mut periods = Vec::new();
    for _ in 0..count {
        let to = from.period_end(record.every);
        let value = values.iter().rev().find(|(start, _)| *start == from).map(|(_, value)| *value);
        let at = to.min(day);
        let status = value.map_or(KpiStatus::NoData, |value| health_at(record, series, value, at));
        periods.push(Period { from, to, value, status });
        from = from.plus_days(-1).period_start(record.every);
    }
    periods.reverse();
    periods
}
