//! What the closing page of a cycle holds: a proposed score for each key result, and how the KPIs changed from the first
//! day to the last. `domain.md`, "Closing a cycle" and "Scores".

use super::kpi::KpiStatus;
use super::kpi::{Judged, judge, kpi_status};
use super::score::{Band, band, key_result_score, objective_score, proposed_score, too_easy};
use crate::domain::{Date, Id, ObjectiveStage, Plan, round};

/// An objective on the closing page.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveClosing {
    /// The objective.
    pub id: Id,
    /// Its score from those of its key results, 0–1; `None` when all weights are 0.
    pub score: Option<f64>,
    /// What the score means for its ambition.
    pub band: Option<Band>,
    /// Whether to ask "was it ambitious enough?".
    pub too_easy: bool,
    /// Its key results, in their order.
    pub key_results: Vec<ScoreLine>,
}

/// A key result on the closing page.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreLine {
    /// The key result.
    pub id: Id,
    /// The score the program proposes, 0.0–1.0 in steps of 0.1.
    pub proposed: f64,
    /// The score that counts: the one a person gave, else the proposed one.
    pub score: f64,
    /// What it means for the ambition of the objective.
    pub band: Band,
    /// Whether a person gave another score than the proposed one without a reason: the page asks for it.
    pub asks_why: bool,
}

/// The scores of a cycle as proposed and given on `day`, in the order of its objectives. Drafts were never set in motion
/// and are not scored.
pub fn closing_scores(plan: &Plan, cycle: &Id, day: Date) -> Vec<ObjectiveClosing> {
    let review = plan.records().reviews.get(cycle);
    let line = |id: &Id, ambition| {
        let (proposed, score) = (proposed_score(plan, id, day), key_result_score(plan, id, day));
        let why = review.and_then(|r| r.scores.get(id)).and_then(|s| s.why.as_deref());
        let asks_why = round(proposed) != round(score) && why.is_none_or(|why| why.trim().is_empty());
        ScoreLine { id: id.clone(), proposed, score, band: band(score, ambition), asks_why }
    };
    let objectives = super::alignment::objectives_of(plan, cycle).into_iter();
    let scored = objectives.filter(|(_, o)| o.stage() != ObjectiveStage::Draft);
    scored
        .map(|(id, objective)| {
            let score = objective_score(plan, id, day);
            ObjectiveClosing {
                id: id.clone(),
                score,
                band: score.map(|s| band(s, objective.ambition())),
                too_easy: score.is_some_and(|s| too_easy(s, objective.ambition())),
                key_results: plan
                    .key_results_of(id)
                    .iter()
                    .map(|(k, _)| line(k, objective.ambition()))
                    .collect(),
            }
        })
        .collect()
}

/// How a KPI changed over some days.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiSpan {
    /// The KPI.
    pub kpi: Id,
    /// What held on the first day: the last measurement on or before it, else the first one after it.
    pub start: Option<(Date, f64)>,
    /// What held on the last day: the last measurement on or before it. None before the start's.
    pub end: Option<(Date, f64)>,
    /// The difference, in the KPI's unit; `None` without two measurements.
    pub by: Option<f64>,
    /// Whether that is good, by the KPI's direction.
    pub judged: Judged,
    /// Its health on the first day…
    pub before: KpiStatus,
    /// …and on the last.
    pub after: KpiStatus,
}

/// How a KPI changed from one day to a later one; `None` where there is no such KPI.
pub fn kpi_span(plan: &Plan, kpi: &Id, first: Date, last: Date) -> Option<KpiSpan> {
    let (kpi, record) = plan.records().kpis.get_key_value(kpi)?;
    let series = plan.series_of(kpi);
    let start = series.and_then(|series| {
        let later = || {
            let at = series.len_on(first);
            Some((*series.days().get(at)?, *series.values().get(at)?)).filter(|(day, _)| *day <= last)
        };
        series.last_on(first).or_else(later)
    });
    let end =
        series.and_then(|series| series.last_on(last)).filter(|end| start.is_some_and(|s| s.0 <= end.0));
    let both = start.zip(end).filter(|(start, end)| start.0 < end.0);
    Some(KpiSpan {
        kpi: kpi.clone(),
        start,
        end,
        by: both.map(|(start, end)| round(end.1 - start.1)),
        judged: both.map_or(Judged::Neutral, |(start, end)| judge(record, last, start.1, end.1)),
        before: kpi_status(plan, kpi, first).status,
        after: kpi_status(plan, kpi, last).status,
    })
}

/// How every KPI changed from the first day of a cycle to its last, or to `day` where that comes first; by rank.
pub fn kpis_over_cycle(plan: &Plan, cycle: &Id, day: Date) -> Vec<KpiSpan> {
    let Some(cycle) = plan.records().cycles.get(cycle) else { return Vec::new() };
    let last = cycle.to.min(day).max(cycle.from);
    let mut kpis: Vec<_> = plan.records().kpis.iter().collect();
    crate::ordered::sort_by(&mut kpis, |a, b| {
        crate::domain::by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0)
    });
    kpis.into_iter().filter_map(|(id, _)| kpi_span(plan, id, cycle.from, last)).collect()
}
