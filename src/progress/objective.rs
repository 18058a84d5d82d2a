//! How an objective stands: its key results together. `domain.md`, "Objective". Supporting objectives never roll up.

use super::on_day::OnDay;
use super::pace::{elapsed_share, expected_on};
use super::score::{Band, band, objective_score, weighted_mean};
use super::standing::standing_of;
use super::status::{Status, Verdict, key_result_status};
use crate::domain::{Date, Id, Measure, ObjectiveStage, Plan};

/// How an objective stands on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ObjectiveVerdict {
    /// The worst of its key results, see [`objective_status`].
    pub status: Status,
    /// How many of its key results are silent: said beside the status.
    pub silent: usize,
    /// How many have no data.
    pub missing: usize,
    /// How many key results it has.
    pub key_results: usize,
    /// See [`objective_progress`].
    pub progress: Option<f64>,
    /// See [`objective_expected`].
    pub expected: Option<f64>,
}

impl ObjectiveVerdict {
    /// Whether it may be shown green.
    pub fn green(&self) -> bool {
        matches!(self.status, Status::Achieved | Status::OnTrack | Status::Closed(Some(Band::Green)))
    }
}

/// Σ(weight × progress) ÷ Σ weight: guards weigh 0 unless given a weight, no data counts 0. `None` when all weigh 0.
pub fn objective_progress(plan: &Plan, objective: &Id, day: Date) -> Option<f64> {
    let rows = plan.key_results_of(objective);
    let seen = rows.iter().filter_map(|(id, _)| OnDay::new(plan, id, day));
    weighted_mean(seen.map(|on| (on.weight(), standing_of(&on).progress.unwrap_or(0.0))))
}

/// The progress expected of the objective on `day`, weighted alike. A guard that has a weight is expected to have been
/// met all along, from its first day on.
pub fn objective_expected(plan: &Plan, objective: &Id, day: Date) -> Option<f64> {
    let rows = plan.key_results_of(objective);
    let seen = rows.iter().filter_map(|(id, _)| OnDay::new(plan, id, day));
    weighted_mean(seen.map(|on| {
        let begun = on.span.is_some_and(|span| elapsed_share(span, day) > 0.0);
        let expected = match on.measure {
            Some(Measure::Keep(_)) => f64::from(u8::from(begun)),
            _ => expected_on(plan, on.id, day).unwrap_or(0.0),
        };
        (on.weight(), expected)
    }))
}

/// How an objective stands on `day`. Draft; closed with the band of its score; else the worst of *off track* › *missed* ›
/// *at risk* › *on track* › *achieved* among the key results that have such a verdict, at best *at risk* where one is
/// silent or has no data. Without any such verdict: *no data* where one has none, else *too early*, else *upcoming*.
pub fn objective_status(plan: &Plan, objective: &Id, day: Date) -> ObjectiveVerdict {
    let rows = plan.key_results_of(objective);
    let verdicts: Vec<Verdict> = rows.iter().map(|(id, _)| key_result_status(plan, id, day)).collect();
    // a key result without a measure in an objective that is no draft has nothing to tell either
    let missing = verdicts.iter().filter(|v| matches!(v.status, Status::NoData | Status::Draft)).count();
    let silent = verdicts.iter().filter(|v| v.silent).count();
    let status = plan.records().objectives.get(objective).map_or(Status::NoData, |record| {
        let closed = plan.records().cycles.get(&record.cycle).is_some_and(|c| c.closed_on(day));
        if record.stage() == ObjectiveStage::Draft {
            Status::Draft
        } else if closed {
            let score = objective_score(plan, objective, day);
            Status::Closed(score.map(|s| band(s, record.ambition())))
        } else {
            worst(&verdicts, silent + missing > 0)
        }
    });
    ObjectiveVerdict {
        status,
        silent,
        missing,
        key_results: verdicts.len(),
        progress: objective_progress(plan, objective, day),
        expected: objective_expected(plan, objective, day),
    }
}

fn worst(verdicts: &[Verdict], capped: bool) -> Status {
    let any = |status: Status| verdicts.iter().any(|v| v.status == status);
    let of_those = |order: &[Status]| order.iter().copied().find(|s| any(*s));
    let order = [Status::OffTrack, Status::Missed, Status::AtRisk, Status::OnTrack, Status::Achieved];
    match of_those(&order) {
        Some(Status::OnTrack | Status::Achieved) if capped => Status::AtRisk,
        Some(status) => status,
        None if any(Status::NoData) || any(Status::Draft) => Status::NoData,
        None => of_those(&[Status::TooEarly, Status::Upcoming]).unwrap_or(Status::NoData),
    }
}
