//! The limits of routine variation: the process behaviour chart (XmR). `domain.md`, "Signal or noise"; the constants
//! 2.660 and 3.268 are those of Wheeler, "Understanding Variation" (1993): 3 ÷ d₂ and D₄ for ranges of two values.

use super::statistics::{mean_moving_range, possible};
use crate::domain::{Date, Id, Kpi, Plan, Series, round};

/// How far routine variation goes. Values outside are signals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// x̄, the mean of the baseline.
    pub centre: f64,
    /// mR̄, the mean moving range of the baseline.
    pub mean_range: f64,
    /// Lower natural limit, held at what is possible.
    pub lower: f64,
    /// Upper natural limit, held at what is possible.
    pub upper: f64,
    /// Upper limit of the moving range.
    pub range_upper: f64,
    /// Fewer than 15 values stand behind it: only a value outside is a signal.
    pub provisional: bool,
}

/// A stretch of measurements between two marked changes, with the limits that its first values give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// First day: that of the marked change, or of the first measurement.
    pub from: Date,
    /// Last measured day before the next change.
    pub to: Date,
    /// Where its measurements begin in the series…
    pub start: usize,
    /// …and the place after its last.
    pub end: usize,
    /// The limits; none under 6 values, or where they do not vary.
    pub limits: Option<Limits>,
}

/// Most values a baseline is made of; fewest for limits at all; fewest for limits that are not provisional.
const BASELINE: usize = 20;
pub(super) const FEWEST: usize = 6;
const SETTLED: usize = 15;

/// The limits of a KPI that are in force on `day`: from its measurements since the last marked change. None where
/// nothing was measured since.
pub fn limits(plan: &Plan, kpi: &Id, day: Date) -> Option<Limits> {
    let changed = plan.records().kpis.get(kpi)?.changes.range(..=day).next_back();
    let last = baselines(plan, kpi, day).pop()?;
    if changed.is_some_and(|(on, _)| *on > last.to) { None } else { last.limits }
}

/// The stretches between marked changes up to `day`, the earliest first; a marked change begins a new one on its own
/// day. Stretches without a measurement are left out.
pub fn baselines(plan: &Plan, kpi: &Id, day: Date) -> Vec<Baseline> {
    let (Some(record), Some(series)) = (plan.records().kpis.get(kpi), plan.series_of(kpi)) else {
        return Vec::new();
    };
    let known = series.len_on(day);
    let seen = series.values().get(..known).unwrap_or_default();
    let possible = possible(record.unit.as_deref(), seen);
    let changes: Vec<Date> = record.changes.range(..=day).map(|(on, _)| *on).collect();
    let mut starts: Vec<usize> = changes.iter().map(|on| series.days().partition_point(|d| d < on)).collect();
    starts.insert(0, 0);
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([known]);
    let stretches = starts.iter().copied().zip(ends);
    stretches
        .filter_map(|(start, end)| {
            let days = series.days().get(start..end)?;
            let values = series.values().get(start..end)?;
            let (first, to) = (*days.first()?, *days.last()?);
            let from = changes.iter().rev().find(|on| **on <= first).copied().unwrap_or(first);
            Some(Baseline { from, to, start, end, limits: limits_of(values, possible) })
        })
        .collect()
}

/// A KPI as its changes from measurement to measurement, each on the day of the later one, and their stretches: how one
/// tells noise from signal in a KPI that trends or adds up. Two measurements with a marked change between them have no
/// difference: they are of two processes.
pub fn differences(plan: &Plan, kpi: &Id, day: Date) -> (Series, Vec<Baseline>) {
    let Some(series) = plan.series_of(kpi) else { return (Series::default(), Vec::new()) };
    let (mut changes, mut stretches) = (Vec::new(), Vec::new());
    for stretch in baselines(plan, kpi, day) {
        let days = series.days().get(stretch.start..stretch.end).unwrap_or_default();
        let values = series.values().get(stretch.start..stretch.end).unwrap_or_default();
        let start = changes.len();
        let pairs = values.iter().zip(values.iter().skip(1)).map(|(before, value)| round(value - before));
        changes.extend(days.iter().skip(1).copied().zip(pairs));
        let known = changes.get(start..).unwrap_or_default();
        let Some((from, _)) = known.first() else { continue };
        let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
        let limits = limits_of(&values, (f64::NEG_INFINITY, f64::INFINITY));
        stretches.push(Baseline { from: *from, to: stretch.to, start, end: changes.len(), limits });
    }
    (changes.into_iter().collect(), stretches)
}

/// x̄ ± 2.660·mR̄ and 3.268·mR̄ of the first 20 values, or all there are, held between the lowest and highest possible
/// value. None under 6 values or where they do not vary; provisional under 15.
pub fn limits_of(values: &[f64], (lowest, highest): (f64, f64)) -> Option<Limits> {
    let base = values.get(..values.len().min(BASELINE))?;
    if base.len() < FEWEST || !base.iter().all(|v| v.is_finite()) {
        return None;
    }
    let centre = base.iter().sum::<f64>() / base.len() as f64;
    let mean_range = mean_moving_range(base).filter(|mean| round(*mean) > 0.0)?;
    centre.is_finite().then(|| Limits {
        centre,
        mean_range,
        lower: (centre - 2.660 * mean_range).max(lowest),
        upper: (centre + 2.660 * mean_range).min(highest),
        range_upper: 3.268 * mean_range,
        provisional: base.len() < SETTLED,
    })
}

/// mR̄ of the baseline in force on `day`: the default tolerance of a target. `None` where it holds fewer than
/// 6 measurements.
pub(super) fn baseline_range(kpi: &Kpi, series: &Series, day: Date) -> Option<f64> {
    let start = kpi.changes.range(..=day).next_back();
    let start = start.map_or(0, |(on, _)| series.days().partition_point(|d| d < on));
    let values = series.values().get(start..series.len_on(day))?;
    let base = values.get(..values.len().min(BASELINE))?;
    (base.len() >= FEWEST).then(|| mean_moving_range(base))?
}
