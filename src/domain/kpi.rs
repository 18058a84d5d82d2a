//! KPIs: health metrics that live across cycles.

use crate::ordered::Map;

use super::{Date, Every, Id, Kept, Rank};

/// A health metric: unit, direction, frequency, dated targets, owner, team and its context.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// What is measured.
    pub title: String,
    /// What its values count: "%", "min", "points".
    pub unit: Option<String>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it is measured.
    pub every: Every,
    /// How values join when shown by a coarser period; none given means [`Aggregate::Last`].
    pub aggregate: Option<Aggregate>,
    /// Targets by the day they came into force.
    pub targets: Map<Date, Target>,
    /// The team whose health it tells.
    pub team: Option<Id>,
    /// The person who answers for it.
    pub owner: Option<Id>,
    /// Context: what exactly is counted.
    pub definition: Option<String>,
    /// Context: why it was chosen.
    pub reason: Option<String>,
    /// Context: where the values come from.
    pub source: Option<String>,
    /// Context: which goal it serves.
    pub relevance: Option<String>,
    /// The day on which its relevance is looked at next.
    pub review: Option<Date>,
    /// Days on which the process behind it changed, and how: each starts a new baseline.
    pub changes: Map<Date, String>,
    /// Place on the board.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

impl Kpi {
    /// A KPI with nothing but what it cannot be without.
    pub fn new(title: &str, direction: Direction, every: Every) -> Kpi {
        Kpi {
            title: title.to_string(),
            unit: None,
            direction,
            every,
            aggregate: None,
            targets: Map::new(),
            team: None,
            owner: None,
            definition: None,
            reason: None,
            source: None,
            relevance: None,
            review: None,
            changes: Map::new(),
            rank: None,
            kept: Vec::new(),
        }
    }

    /// The target in force on `day` and the day it came: the last one on or before it, unless it has ended.
    pub fn target_on(&self, day: Date) -> Option<(Date, &Target)> {
        let (from, target) = self.targets.range(..=day).next_back()?;
        target.until.is_none_or(|until| day <= until).then_some((*from, target))
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The more the better.
    Higher,
    /// The less the better.
    Lower,
    /// Best inside a range.
    Within,
    /// Neither; has no targets.
    None,
}

/// How several values become one of a coarser period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Aggregate {
    Last,
    Sum,
    Mean,
}

/// A dated target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// What is to be met, inclusive.
    pub goal: Goal,
    /// By how much it may be missed and still be *watch*; none given means the mean moving range of the baseline.
    pub tolerance: Option<f64>,
    /// Last day in force, inclusive.
    pub until: Option<Date>,
}

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// One value, met on the better side of it.
    Value(f64),
    /// A range, met inside it; for [`Direction::Within`].
    Range {
        /// The lowest value that meets it.
        at_least: f64,
        /// The highest value that meets it.
        at_most: f64,
    },
}
