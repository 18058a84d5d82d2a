//! KPIs: health metrics that live across cycles.

use crate::ordered::{Map, Set};

use super::{
    Benchmark, Date, Effort, Every, Factor, Id, Indicator, Kept, KpiReview, Outcome, Rank, Scope, Tag,
};

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
    /// What others reach, and where that is known from. In a box of its own: few KPIs have one, and records travel by value.
    pub benchmark: Option<Box<Benchmark>>,
    /// The team whose health it tells.
    pub team: Option<Id>,
    /// The person who answers for it.
    pub owner: Option<Id>,
    /// What it is of.
    pub scope: Option<Scope>,
    /// Whether it tells what comes or what was.
    pub indicator: Option<Indicator>,
    /// What it looks at.
    pub tags: Set<Tag>,
    /// Context: what exactly is counted.
    pub definition: Option<String>,
    /// Context: why it was chosen.
    pub reason: Option<String>,
    /// Context: where the values come from.
    pub source: Option<String>,
    /// Context: which goal it serves.
    pub relevance: Option<String>,
    /// What is done if it worsens.
    pub if_worse: Option<String>,
    /// Which of the ten factors of a good choice it has.
    pub factors: Set<Factor>,
    /// What it takes to measure it.
    pub effort: Option<Effort>,
    /// The day on which its relevance is looked at next.
    pub review: Option<Date>,
    /// What the reviews came to, by the day.
    pub reviewed: Map<Date, KpiReview>,
    /// Days on which the process behind it changed, and how: each starts a new baseline.
    pub changes: Map<Date, String>,
    /// The first day on which it is no longer measured.
    pub retired: Option<Date>,
    /// Stands before the others on the board.
    pub pinned: bool,
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
            benchmark: None,
            team: None,
            owner: None,
            scope: None,
            indicator: None,
            tags: Set::new(),
            definition: None,
            reason: None,
            source: None,
            relevance: None,
            if_worse: None,
            factors: Set::new(),
            effort: None,
            review: None,
            reviewed: Map::new(),
            changes: Map::new(),
            retired: None,
            pinned: false,
            rank: None,
            kept: Vec::new(),
        }
    }

    /// The target in force on `day` and the day it came: the last one on or before it, unless it has ended.
    pub fn target_on(&self, day: Date) -> Option<(Date, &Target)> {
        let (from, target) = self.targets.range(..=day).next_back()?;
        target.until.is_none_or(|until| day <= until).then_some((*from, target))
    }

    /// The last target, where it has ended before `day` and none came after it: its end asks for another.
    pub fn ended_target(&self, day: Date) -> Option<(Date, &Target)> {
        let (from, target) = self.targets.range(..=day).next_back()?;
        target.until.is_some_and(|until| until < day).then_some((*from, target))
    }

    /// Whether it is out of use on `day`.
    pub fn retired_on(&self, day: Date) -> bool {
        self.retired.is_some_and(|retired| retired <= day)
    }

    /// Whether its review should have been by `day`.
    pub fn review_due(&self, day: Date) -> bool {
        !self.retired_on(day) && self.review.is_some_and(|review| review <= day)
    }

    /// Notes what a review on `day` came to: it is retired from that day on, or looked at again on `next`.
    pub fn note_review(&mut self, day: Date, review: KpiReview, next: Option<Date>) {
        let retires = review.outcome == Outcome::Retire;
        self.reviewed.insert(day, review);
        self.review = if retires { None } else { next };
        self.retired = if retires { Some(day) } else { self.retired };
    }

    /// Whether nobody has made it their own yet: it has no target, no owner and no reason.
    pub fn is_anybodys(&self) -> bool {
        let unsaid = self.reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
        self.targets.is_empty() && self.owner.is_none() && unsaid
    }

    /// How many of the four parts of its context are said: definition, reason, source, relevance.
    pub fn context(&self) -> usize {
        let parts = [&self.definition, &self.reason, &self.source, &self.relevance];
        parts.into_iter().flatten().filter(|text| !text.trim().is_empty()).count()
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
