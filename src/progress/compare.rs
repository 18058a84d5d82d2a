//! A KPI against the period before: the mean of its measurements over a window as long as its frequency asks for.

use super::Judged;
use super::kpi::judge;
use crate::domain::{Date, Every, Id, Plan, Series, round};

/// The means of two windows that follow each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// How many periods of the KPI a window has.
    pub periods: u32,
    /// Mean of the newer window.
    pub now: f64,
    /// Mean of the one before it.
    pub before: f64,
    /// The difference.
    pub by: f64,
    /// Whether that is good.
    pub judged: Judged,
}

/// Periods in a window, and days: four weeks of days, a quarter of weeks, a year of what is rarer.
fn window(every: Every) -> (u32, i32) {
    match every {
        Every::Day => (28, 28),
        Every::Week => (13, 91),
        Every::Month => (12, 365),
        Every::Quarter => (4, 365),
        Every::Year => (1, 365),
    }
}

/// The last window up to `day` against the one before. `None` where one of them holds no measurement.
pub fn compared_with_before(plan: &Plan, kpi: &Id, day: Date) -> Option<Compared> {
    let (record, series) = (plan.records().kpis.get(kpi)?, plan.series_of(kpi)?);
    let (periods, days) = window(record.every);
    let (newer, older) = (day.plus_days(-days), day.plus_days(-2 * days));
    let (now, before) = (mean(series, newer, day)?, mean(series, older, newer)?);
    let by = round(now - before);
    Some(Compared {
        periods,
        now: round(now),
        before: round(before),
        by,
        judged: judge(record, day, before, now),
    })
}

/// Mean of what was measured after `after`, up to `to`.
fn mean(series: &Series, after: Date, to: Date) -> Option<f64> {
    let values = series.values().get(series.len_on(after)..series.len_on(to))?;
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    mean.is_finite().then_some(mean)
}
