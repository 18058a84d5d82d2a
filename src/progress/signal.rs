//! Signals among the measurements of a KPI. `domain.md`, "Signal or noise". No signal = routine variation, however red
//! the last point looks.

use super::kpi::{Judged, judge};
use super::limits::{Limits, baselines};
use crate::domain::{Date, Id, Kpi, Plan, round};
use crate::ordered::{sort_by, sort_by_key};

/// Why measurements are a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A value outside the natural limits.
    Outside,
    /// 3 of 4 consecutive values nearer to the same limit than to the centre.
    ThreeOfFour,
    /// 8 consecutive values on one side of the centre; a value on the centre breaks the run.
    EightOnOneSide,
}

/// On which side of the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Side {
    Above,
    Below,
}

/// A run of signals on one side: one episode, with one offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// First day of the run.
    pub from: Date,
    /// Last day of the run.
    pub to: Date,
    /// The rules that found it, each once, in their order.
    pub rules: Vec<Rule>,
    /// Above or below the centre.
    pub side: Side,
    /// Whether that side is the good one.
    pub judged: Judged,
    /// After 8 on a side: the day from which "the process changed here" is offered.
    pub process_changed: Option<Date>,
}

/// The episodes up to `day`, the earliest first, each within the stretch between two marked changes.
pub fn signals(plan: &Plan, kpi: &Id, day: Date) -> Vec<Episode> {
    let (Some(record), Some(series)) = (plan.records().kpis.get(kpi), plan.series_of(kpi)) else {
        return Vec::new();
    };
    let mut episodes = Vec::new();
    for stretch in baselines(plan, kpi, day) {
        let Some(limits) = stretch.limits else { continue };
        let values = series.values().get(stretch.start..stretch.end).unwrap_or_default();
        let days = series.days().get(stretch.start..stretch.end).unwrap_or_default();
        let runs = signals_in(values, &limits);
        episodes.extend(runs.iter().filter_map(|run| episode_of(record, run, &limits, days, values, day)));
    }
    episodes
}

/// A run among the days and values of a stretch, as an episode.
pub(super) fn episode_of(
    kpi: &Kpi,
    run: &Run,
    limits: &Limits,
    days: &[Date],
    values: &[f64],
    day: Date,
) -> Option<Episode> {
    let value = values.get(run.end).copied().unwrap_or(limits.centre);
    Some(Episode {
        from: *days.get(run.start)?,
        to: *days.get(run.end)?,
        judged: judge(kpi, day, limits.centre, value),
        process_changed: run.eight_from.and_then(|at| days.get(at)).copied(),
        rules: run.rules.clone(),
        side: run.side,
    })
}

/// A run of signals by the places of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Place of its first value.
    pub start: usize,
    /// Place of its last value.
    pub end: usize,
    /// The rules that found it.
    pub rules: Vec<Rule>,
    /// Above or below the centre.
    pub side: Side,
    /// Place of the first of 8 or more on one side.
    pub eight_from: Option<usize>,
}

/// The runs of signals among values of one stretch, the earliest first.
///
/// "Nearer to the limit than to the centre" is asked of the natural limit x̄ ± 2.660·mR̄ also where the one that is drawn
/// is held at what is possible: else a value near 0 would be suspect for being near 0.
pub fn signals_in(values: &[f64], limits: &Limits) -> Vec<Run> {
    let mut runs = Vec::new();
    for side in [Side::Above, Side::Below] {
        let beyond: Vec<f64> = values
            .iter()
            .map(|v| round(if side == Side::Above { v - limits.centre } else { limits.centre - v }))
            .collect();
        let bound = match side {
            Side::Above => limits.upper - limits.centre,
            Side::Below => limits.centre - limits.lower,
        };
        let mut found = outside(&beyond, round(bound));
        if !limits.provisional {
            found.extend(three_of_four(&beyond, round(1.330 * limits.mean_range)));
            found.extend(eight(&beyond));
        }
        runs.extend(joined(found, side));
    }
    sort_by_key(&mut runs, |r| (r.start, r.end));
    runs
}

type Span = (usize, usize, Rule);

fn outside(beyond: &[f64], bound: f64) -> Vec<Span> {
    let out = beyond.iter().enumerate().filter(|(_, b)| **b > bound);
    out.map(|(i, _)| (i, i, Rule::Outside)).collect()
}

fn three_of_four(beyond: &[f64], half_way: f64) -> Vec<Span> {
    let windows = beyond.windows(4).enumerate();
    let spans = windows.filter_map(|(at, four)| {
        let near = |b: &&f64| **b > half_way;
        let first = four.iter().position(|b| near(&b))?;
        let last = four.iter().rposition(|b| near(&b))?;
        (four.iter().filter(near).count() >= 3).then_some((at + first, at + last, Rule::ThreeOfFour))
    });
    spans.collect()
}

fn eight(beyond: &[f64]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    for (i, b) in beyond.iter().copied().chain([0.0]).enumerate() {
        match start {
            None if b > 0.0 => start = Some(i),
            Some(from) if b <= 0.0 => {
                if i - from >= 8 {
                    spans.push((from, i - 1, Rule::EightOnOneSide));
                }
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// Spans of one side that overlap or follow each other are one run.
fn joined(mut spans: Vec<Span>, side: Side) -> Vec<Run> {
    sort_by(&mut spans, Ord::cmp);
    let mut runs: Vec<Run> = Vec::new();
    for (start, end, rule) in spans {
        let eight_from = (rule == Rule::EightOnOneSide).then_some(start);
        match runs.last_mut() {
            Some(run) if start <= run.end + 1 => {
                run.end = run.end.max(end);
                run.rules.push(rule);
                run.rules.sort();
                run.rules.dedup();
                run.eight_from = run.eight_from.or(eight_from);
            }
            _ => runs.push(Run { start, end, rules: vec![rule], side, eight_from }),
        }
    }
    runs
}
