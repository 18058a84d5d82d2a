//! The score of a closed key result or objective. `domain.md`, "Scores". Scores judge goals, never people.

use super::on_day::OnDay;
use super::standing::standing_of;
use crate::domain::{Ambition, Date, Id, Plan, round, round_half_up};

/// What a score means for the ambition of its objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Band {
    Red,
    Amber,
    Green,
}

/// The band of a rounded score: below 0.4 red, below 0.7 amber; a *committed* objective is green at 1.0 only.
pub fn band(score: f64, ambition: Ambition) -> Band {
    let green = match ambition {
        Ambition::Committed => 1.0,
        Ambition::Aspirational => 0.7,
    };
    match round(score) {
        s if s < 0.4 => Band::Red,
        s if s < green => Band::Amber,
        _ => Band::Green,
    }
}

/// Whether to ask "was it ambitious enough?": an aspirational objective at 1.0 (the sweet spot is 0.6–0.7).
pub fn too_easy(score: f64, ambition: Ambition) -> bool {
    ambition == Ambition::Aspirational && round(score) >= 1.0
}

/// The score the program proposes for a key result on `day`: progress (for *keep* the adherence), half up to one
/// decimal, 1.0 only when it is met. No data counts as 0.
pub fn proposed_score(plan: &Plan, key_result: &Id, day: Date) -> f64 {
    OnDay::new(plan, key_result, day).map_or(0.0, |on| one_decimal(progress_or_0(&on)))
}

/// The score of a key result: the one a person gave in the review of its cycle, else the proposed one.
pub fn key_result_score(plan: &Plan, key_result: &Id, day: Date) -> f64 {
    OnDay::new(plan, key_result, day).map_or(0.0, |on| score_of(&on))
}

/// The score of a key result as it counts in its objective: the unrounded progress where the score given is the proposed
/// one, else the score given.
pub fn unrounded_score(plan: &Plan, key_result: &Id, day: Date) -> f64 {
    OnDay::new(plan, key_result, day).map_or(0.0, |on| unrounded_of(&on))
}

/// The score of an objective: the weighted mean of the unrounded scores of its key results, then rounded; like theirs
/// 1.0 only when all of it is met. `None` when all weights are 0.
pub fn objective_score(plan: &Plan, objective: &Id, day: Date) -> Option<f64> {
    let rows = plan.key_results_of(objective);
    let seen = rows.iter().filter_map(|(id, _)| OnDay::new(plan, id, day));
    weighted_mean(seen.map(|on| (on.weight(), unrounded_of(&on)))).map(one_decimal)
}

pub(super) fn score_of(on: &OnDay) -> f64 {
    given(on).unwrap_or_else(|| one_decimal(progress_or_0(on)))
}

fn unrounded_of(on: &OnDay) -> f64 {
    let progress = progress_or_0(on);
    given(on).filter(|score| round(*score) != one_decimal(progress)).unwrap_or(progress)
}

fn given(on: &OnDay) -> Option<f64> {
    let review = on.plan.records().reviews.get(&on.objective?.cycle)?;
    review.scores.get(on.id).map(|s| s.score).filter(|s| s.is_finite()).map(|s| s.clamp(0.0, 1.0))
}

fn progress_or_0(on: &OnDay) -> f64 {
    standing_of(on).progress.unwrap_or(0.0)
}

fn one_decimal(score: f64) -> f64 {
    let most = if round(score) >= 1.0 { 1.0 } else { 0.9 };
    round_half_up(score, 1).min(most)
}

/// Σ(weight × value) ÷ Σ weight, rounded to 1e-9; `None` when all weights are 0.
pub(super) fn weighted_mean(rows: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, value) in rows {
        sum += weight * value;
        weights += weight;
    }
    let mean = sum / weights;
    mean.is_finite().then(|| round(mean))
}
