//! A cycle (the period objectives are set for) and its review.

use crate::ordered::Map;

use super::{Date, Id, Kept, Rank};

/// A period with a first and a last day, both inclusive: a quarter, a year or any other span.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// What people call it: "2027 Q2".
    pub title: String,
    /// First day, inclusive.
    pub from: Date,
    /// Last day, inclusive; never before `from`.
    pub to: Date,
    /// Where the cycle stands; none given means [`CycleStage::Planning`].
    pub stage: Option<CycleStage>,
    /// The day it was closed, where it was.
    pub closed: Option<Date>,
    /// What the team decided not to do in this cycle, by key.
    pub not_doing: Map<Id, String>,
    /// Place among the cycles of the same first day.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

/// planning → active → closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum CycleStage {
    Planning,
    Active,
    Closed,
}

impl Cycle {
    /// Whether the cycle is closed on `day`: it has a closing day on or before it (or is closed without a day).
    pub fn closed_on(&self, day: Date) -> bool {
        match self.closed {
            Some(closed) => closed <= day,
            None => self.stage == Some(CycleStage::Closed),
        }
    }
}

/// What the team found when it closed the cycle of the same id.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Review {
    /// Scores by key result.
    pub scores: Map<Id, Score>,
    /// What worked.
    pub worked: Option<String>,
    /// What did not.
    pub did_not: Option<String>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

/// The number 0.0–1.0 that a key result was given at the closing.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// 0.0–1.0.
    pub score: f64,
    /// Why it differs from the proposed one.
    pub why: Option<String>,
}
