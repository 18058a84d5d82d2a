//! The report of a cycle: its objectives with their key results, what was found at its closing, what was not done, and
//! the KPIs beside it. Facts by id; the words are another's.

use crate::domain::{Cycle, Date, Id, InitiativeStage, Plan, by_rank};
use crate::ordered::{Map, sort_by};
use crate::progress::{
    Band, Concern, KpiSpan, KpiVerdict, ObjectiveClosing, ObjectiveVerdict, OpenBlocker, ScoreLine, Status,
    Verdict, Whose, closing_scores, concern, key_result_status, kpi_span, kpi_status, objective_status,
    objectives_of, open_blockers, scores_across,
};

/// What the report of a cycle tells.
#[derive(Clone, Debug, PartialEq)]
pub struct CycleReport {
    /// The cycle.
    pub cycle: Id,
    /// The day everything is said of: the day asked for, or the closing day where that came first.
    pub on: Date,
    /// The day it was closed, by then.
    pub closed: Option<Date>,
    /// The mean of its scores, where it is closed.
    pub mean: Option<f64>,
    /// How many objectives stand how, the worst first.
    pub statuses: Vec<(Status, usize)>,
    /// How many key results there are, and how many of them are silent.
    pub key_results: (usize, usize),
    /// The objectives, in their order.
    pub objectives: Vec<ObjectiveReport>,
    /// The KPIs in use, in their order.
    pub kpis: Vec<KpiReport>,
    /// What the team said no to.
    pub not_doing: Vec<String>,
}

/// An objective in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveReport {
    /// The objective.
    pub id: Id,
    /// How it stands.
    pub verdict: ObjectiveVerdict,
    /// Its score, where the cycle is closed and it has one.
    pub score: Option<(f64, Band)>,
    /// Its key results, in their order.
    pub key_results: Vec<KeyResultReport>,
}

/// A key result in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyResultReport {
    /// The key result.
    pub id: Id,
    /// How it stands.
    pub verdict: Verdict,
    /// Its score, where the cycle is closed.
    pub score: Option<ScoreLine>,
    /// What was said of it last, and when.
    pub note: Option<(Date, String)>,
    /// What stands in its way.
    pub blockers: Vec<OpenBlocker>,
    /// The work done for it, without what was dropped.
    pub initiatives: Vec<Id>,
}

/// A KPI in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiReport {
    /// The KPI.
    pub id: Id,
    /// Its health.
    pub verdict: KpiVerdict,
    /// How it changed since the first day of the cycle.
    pub span: Option<KpiSpan>,
    /// What asks for a look at it.
    pub concern: Option<Concern>,
}

/// The report of a cycle as of `day`; nothing where there is no such cycle.
pub fn cycle_report(plan: &Plan, cycle: &Id, day: Date) -> Option<CycleReport> {
    let records = plan.records();
    let (cycle, record) = records.cycles.get_key_value(cycle)?;
    let closed = record.closing_before(day);
    let on = closed.unwrap_or(day);
    let is_closed = record.closed_on(on);
    let scores: Vec<ObjectiveClosing> = if is_closed { closing_scores(plan, cycle, on) } else { Vec::new() };
    let blockers = open_blockers(plan, Whose::All, on);
    let of_objective = |id: &Id| {
        let scored = scores.iter().find(|scored| scored.id == *id);
        let key_results = plan.key_results_of(id).into_iter().map(|(id, _)| {
            let line = scored.and_then(|scored| scored.key_results.iter().find(|line| line.id == *id));
            key_result_report(plan, id, on, line.cloned(), &blockers)
        });
        ObjectiveReport {
            id: id.clone(),
            verdict: objective_status(plan, id, on),
            score: scored.and_then(|scored| scored.score.zip(scored.band)),
            key_results: key_results.collect(),
        }
    };
    let objectives: Vec<_> = objectives_of(plan, cycle).into_iter().map(|(id, _)| of_objective(id)).collect();
    let all = || objectives.iter().flat_map(|objective| &objective.key_results);
    Some(CycleReport {
        cycle: cycle.clone(),
        on,
        closed,
        mean: scores_across(plan, None, on).into_iter().find(|it| it.cycle == *cycle).and_then(|it| it.mean),
        statuses: counted(&objectives),
        key_results: (all().count(), all().filter(|it| it.verdict.silent).count()),
        kpis: kpi_reports(plan, record, on),
        not_doing: record.not_doing.values().cloned().collect(),
        objectives,
    })
}

/// How many objectives stand how, the worst first.
fn counted(objectives: &[ObjectiveReport]) -> Vec<(Status, usize)> {
    let mut counts: Map<usize, (Status, usize)> = Map::new();
    for status in objectives.iter().map(|objective| objective.verdict.status) {
        let before = counts.get(&urgency(status)).map_or(0, |(_, count)| *count);
        counts.insert(urgency(status), (status, before + 1));
    }
    counts.into_values().collect()
}

/// Statuses in the order in which they want to be read; each has a place of its own.
fn urgency(status: Status) -> usize {
    match status {
        Status::Closed(Some(Band::Red)) => 0,
        Status::Closed(Some(Band::Amber)) => 1,
        Status::Closed(Some(Band::Green)) => 2,
        Status::Closed(None) => 3,
        Status::OffTrack => 4,
        Status::Missed => 5,
        Status::AtRisk => 6,
        Status::NoData => 7,
        Status::TooEarly => 8,
        Status::OnTrack => 9,
        Status::Achieved => 10,
        Status::Upcoming => 11,
        Status::Draft => 12,
    }
}

fn key_result_report(
    plan: &Plan,
    id: &Id,
    on: Date,
    score: Option<ScoreLine>,
    blockers: &[OpenBlocker],
) -> KeyResultReport {
    let said = plan.check_ins_of(id).rev().map(|(_, said)| said).filter(|said| said.on <= on);
    let mut said = said.filter_map(|said| Some((said.on, said.note.as_ref()?)));
    let note = said.find(|(_, note)| !note.trim().is_empty()).map(|(on, note)| (on, note.clone()));
    let work = plan.records().initiatives.iter().filter(|(_, work)| work.key_result.as_ref() == Some(id));
    let mut work: Vec<_> = work.filter(|(_, work)| work.stage != Some(InitiativeStage::Dropped)).collect();
    sort_by(&mut work, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    KeyResultReport {
        id: id.clone(),
        verdict: key_result_status(plan, id, on),
        score,
        note,
        blockers: blockers.iter().filter(|blocker| blocker.key_result == *id).cloned().collect(),
        initiatives: work.into_iter().map(|(id, _)| id.clone()).collect(),
    }
}

fn kpi_reports(plan: &Plan, cycle: &Cycle, on: Date) -> Vec<KpiReport> {
    let mut kpis: Vec<_> = plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(on)).collect();
    sort_by(&mut kpis, |a, b| {
        let by_pin = b.1.pinned.cmp(&a.1.pinned);
        by_pin.then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    let report = |id: &Id| KpiReport {
        id: id.clone(),
        verdict: kpi_status(plan, id, on),
        span: kpi_span(plan, id, cycle.from, on.max(cycle.from)),
        concern: concern(plan, id, on),
    };
    kpis.into_iter().map(|(id, _)| report(id)).collect()
}
