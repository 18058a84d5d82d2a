//! Measurements joined into a coarser period. `domain.md`, "KPI": last, sum or mean.

use crate::domain::{Aggregate, Date, Every, Series};

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
