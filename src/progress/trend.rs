//! Where a KPI is heading. `domain.md`, "KPI", trend.

use super::kpi::{Judged, judge};
use super::limits::FEWEST;
use super::statistics::{mean_moving_range, median, pairwise_slopes};
use crate::domain::{Date, Direction, Id, Plan, round};

/// Where a KPI is heading, as its direction judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Trend {
    /// What change there is stays within twice the mean moving range.
    Steady,
    Improving,
    Worsening,
    /// Only for KPIs without a direction.
    Rising,
    /// Only for KPIs without a direction.
    Falling,
}

/// How many of the last measurements a trend looks at.
const WINDOW: usize = 12;

/// The trend over the last 12 measurements up to `day`, by the median of their pairwise slopes; `None` under 6.
pub fn trend(plan: &Plan, kpi: &Id, day: Date) -> Option<Trend> {
    let record = plan.records().kpis.get(kpi)?;
    let series = plan.series_of(kpi)?;
    let known = series.len_on(day);
    let window = known.saturating_sub(WINDOW)..known;
    let (days, values) = (series.days().get(window.clone())?, series.values().get(window)?);
    if values.len() < FEWEST {
        return None;
    }
    let first = *days.first()?;
    let xs = days.iter().map(|d| f64::from(d.days_since(first)));
    let points: Vec<(f64, f64)> = xs.zip(values.iter().copied()).collect();
    let slope = median(&mut pairwise_slopes(&points))?;
    let change = slope * points.last()?.0;
    if round(change.abs()) <= round(2.0 * mean_moving_range(values)?) {
        return Some(Trend::Steady);
    }
    if record.direction == Direction::None {
        return Some(if change > 0.0 { Trend::Rising } else { Trend::Falling });
    }
    // the fitted line's first and last value, its height by the median of what the slope leaves over
    let start = median(&mut points.iter().map(|(x, y)| y - slope * x).collect::<Vec<_>>())?;
    Some(match judge(record, day, start, start + change) {
        Judged::Better => Trend::Improving,
        Judged::Worse => Trend::Worsening,
        Judged::Neutral => Trend::Steady,
    })
}
