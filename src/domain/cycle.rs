//! A cycle (the period objectives are set for) and its review.

use crate::ordered::{Map, Set};

use super::{Date, Every, Id, Kept, Rank};

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
    /// The day by which its OKRs are set; none given means the first day.
    pub setting: Option<Date>,
    /// The days on which the team looks at them together on the way; none given means the middle of the cycle.
    pub reviews: Set<Date>,
    /// The day by which they are adjusted to what a review found; none given means a week after the (first) review.
    pub adjustment: Option<Date>,
    /// The day the closing is planned for; none given means the last day. The day it came to pass is `closed`.
    pub closing: Option<Date>,
    /// Every time it was opened again, by day.
    pub reopened: Map<Date, Reopening>,
    /// The person who mediates setting and closing, and keeps those concerned invested.
    pub facilitator: Option<Id>,
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

/// A closed cycle that was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// The reason given.
    pub why: String,
    /// The day it had been closed, where that was known.
    pub closed: Option<Date>,
}

impl Cycle {
    /// A cycle in planning with nothing but its title and its days.
    pub fn new(title: &str, from: Date, to: Date) -> Cycle {
        Cycle {
            title: title.to_string(),
            from,
            to,
            stage: None,
            closed: None,
            setting: None,
            reviews: Set::new(),
            adjustment: None,
            closing: None,
            reopened: Map::new(),
            facilitator: None,
            not_doing: Map::new(),
            rank: None,
            kept: Vec::new(),
        }
    }

    /// Whether the cycle is closed on `day`: it has a closing day on or before it (or is closed without a day), or it
    /// had one that was taken back later than `day`.
    pub fn closed_on(&self, day: Date) -> bool {
        self.closing_before(day).is_some()
            || (self.closed.is_none() && self.stage == Some(CycleStage::Closed))
    }

    /// The closing day that is in force on `day`: a cycle that was opened again stays closed on the days between.
    pub fn closing_before(&self, day: Date) -> Option<Date> {
        let now = self.closed.filter(|closed| *closed <= day);
        let then = || {
            self.reopened.range(day.plus_days(1)..).find_map(|(_, again)| again.closed.filter(|c| *c <= day))
        };
        now.or_else(then)
    }

    /// The days of the cycle that comes after it: the next quarter behind quarters, the next year behind a year, else as
    /// many days again.
    pub fn days_after(&self) -> (Date, Date) {
        let first = self.to.plus_days(1);
        let calendar = [Every::Month, Every::Quarter, Every::Year].into_iter().find(|every| {
            (self.from.period_start(*every), self.from.period_end(*every)) == (self.from, self.to)
        });
        let last = match calendar {
            Some(every) => first.period_end(every),
            None => first.plus_days(self.to.days_since(self.from)),
        };
        (first, last)
    }

    /// Whether it can only be read: closed, on whatever day.
    pub fn is_closed(&self) -> bool {
        self.stage == Some(CycleStage::Closed) || self.closed.is_some()
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
    /// What becomes of each objective in the next cycle. One without a decision does not go on: nothing carries over
    /// silently.
    pub next: Map<Id, Decision>,
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

/// What becomes of an objective in the next cycle, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Keep, change or drop.
    pub what: NextStep,
    /// The reason given.
    pub why: Option<String>,
}

/// keep, change or drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NextStep {
    /// It goes on as a copy that begins at the last values.
    Keep,
    /// It goes on as a draft that is worked over.
    Change,
    /// It ends here.
    Drop,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cycle_behind_one_is_as_long_as_the_calendar_says() {
        let after = |from: &str, to: &str| {
            let day = |text: &str| Date::parse(text).expect("a date");
            let (first, last) = Cycle::new("", day(from), day(to)).days_after();
            [first.to_string(), last.to_string()]
        };
        assert_eq!(after("2027-01-01", "2027-03-31"), ["2027-04-01", "2027-06-30"]);
        assert_eq!(after("2027-10-01", "2027-12-31"), ["2028-01-01", "2028-03-31"]);
        assert_eq!(after("2027-01-01", "2027-12-31"), ["2028-01-01", "2028-12-31"]);
        assert_eq!(after("2028-01-01", "2028-01-31"), ["2028-02-01", "2028-02-29"]);
        assert_eq!(after("2027-01-05", "2027-02-15"), ["2027-02-16", "2027-03-29"]);
    }

    #[test]
    fn a_cycle_that_was_opened_again_stays_closed_on_the_days_between() {
        let day = |text: &str| Date::parse(text).expect("a date");
        let mut cycle = Cycle::new("Q1", day("2027-01-01"), day("2027-03-31"));
        let again = Reopening { why: "A late deal".into(), closed: Some(day("2027-04-02")) };
        cycle.reopened.insert(day("2027-04-10"), again);
        let closed =
            |cycle: &Cycle, days: &[&str]| days.iter().map(|d| cycle.closed_on(day(d))).collect::<Vec<_>>();
        let days = ["2027-04-01", "2027-04-02", "2027-04-09", "2027-04-10", "2027-04-20"];
        assert_eq!(closed(&cycle, &days), [false, true, true, false, false]);
        cycle.closed = Some(day("2027-04-20"));
        assert_eq!(closed(&cycle, &days), [false, true, true, false, true]);
        assert_eq!(cycle.closing_before(day("2027-04-05")), Some(day("2027-04-02")));
    }
}
