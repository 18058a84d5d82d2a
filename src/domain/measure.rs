//! How a key result is measured: reach a value, keep a bound, or finish milestones.

use crate::ordered::Map;

use super::{Date, Id, Rank};

/// The measure of a key result.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// Move a value from a baseline to a target.
    Reach(Reach),
    /// Hold a value inside bounds.
    Keep(Keep),
    /// Finish weighted steps, by id.
    Milestones(Map<Id, Milestone>),
}

/// From a baseline to a target; the sign of `to − from` gives the direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The baseline.
    pub from: f64,
    /// The target; never equal to `from`.
    pub to: f64,
}

/// Inclusive bounds, at least one of them given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keep {
    /// The lowest value that still meets it.
    pub at_least: Option<f64>,
    /// The highest value that still meets it.
    pub at_most: Option<f64>,
}

/// One step of a milestone measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// What is finished then.
    pub title: String,
    /// Share of the whole relative to the other steps; none given means 1.
    pub weight: Option<f64>,
    /// The day it was finished.
    pub done: Option<Date>,
    /// Place among the steps.
    pub rank: Option<Rank>,
}

impl Milestone {
    /// The weight in force.
    pub fn weight(&self) -> f64 {
        self.weight.unwrap_or(1.0)
    }

    /// Whether the step was finished on or before `day`.
    pub fn done_on(&self, day: Date) -> bool {
        self.done.is_some_and(|done| done <= day)
    }
}

impl Measure {
    /// Why this measure cannot be, or `None` where it can: numbers finite, `from` ≠ `to`, a bound given and the
    /// bounds in order, weights not negative and not all 0.
    pub fn fault(&self) -> Option<MeasureFault> {
        let finite = |values: &[Option<f64>]| values.iter().flatten().all(|v| v.is_finite());
        match self {
            Measure::Reach(r) if !finite(&[Some(r.from), Some(r.to)]) => Some(MeasureFault::NotFinite),
            Measure::Reach(r) if super::round(r.from) == super::round(r.to) => {
                Some(MeasureFault::FromEqualsTo)
            }
            Measure::Reach(_) => None,
            Measure::Keep(k) if !finite(&[k.at_least, k.at_most]) => Some(MeasureFault::NotFinite),
            Measure::Keep(Keep { at_least: None, at_most: None }) => Some(MeasureFault::NoBound),
            Measure::Keep(Keep { at_least: Some(a), at_most: Some(b) }) if a > b => {
                Some(MeasureFault::BoundsCrossed)
            }
            Measure::Keep(_) => None,
            Measure::Milestones(steps) if steps.is_empty() => Some(MeasureFault::NoMilestone),
            Measure::Milestones(steps)
                if steps.values().any(|s| !(s.weight().is_finite() && s.weight() >= 0.0)) =>
            {
                Some(MeasureFault::BadWeight)
            }
            Measure::Milestones(steps) if steps.values().all(|s| s.weight() == 0.0) => {
                Some(MeasureFault::BadWeight)
            }
            Measure::Milestones(_) => None,
        }
    }
}

/// Why a measure cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureFault {
    /// A number is infinite or not a number.
    NotFinite,
    /// There is no way to go: progress would divide by zero.
    FromEqualsTo,
    /// A guard without a bound guards nothing.
    NoBound,
    /// The lower bound lies above the upper one.
    BoundsCrossed,
    /// Milestones without a step.
    NoMilestone,
    /// A weight is negative, or all weights are 0.
    BadWeight,
}
