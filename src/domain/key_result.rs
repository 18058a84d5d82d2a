//! Key results, the check-ins that report on them, and the initiatives that move them.

use crate::ordered::Map;

use super::{Date, Every, Id, Kept, Measure, Rank};

/// A measurable outcome of one objective.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyResult {
    /// The objective it belongs to.
    pub objective: Id,
    /// The outcome in words.
    pub title: String,
    /// The person who answers for it.
    pub owner: Option<Id>,
    /// How it is measured from the first day on; missing only in a draft objective.
    pub measure: Option<Measure>,
    /// The words the measure was typed in.
    pub typed: Option<String>,
    /// What its values count: "%", "min", "tickets".
    pub unit: Option<String>,
    /// Share in the objective's progress relative to its siblings; none given means 1, for *keep* 0.
    pub weight: Option<f64>,
    /// Confidence that the target will be reached when it was drafted, 0–10: 9 or more asks "too easy?".
    pub confidence: Option<u8>,
    /// Measures that replaced the first one, by the day they came into force.
    pub revisions: Map<Date, Revision>,
    /// How often a check-in is expected; none given means the plan's setting.
    pub check_in_every: Option<Every>,
    /// The KPI whose measurements are its values.
    pub kpi: Option<Id>,
    /// Own first day, where it differs from the cycle's.
    pub from: Option<Date>,
    /// Own last day, where it differs from the cycle's.
    pub to: Option<Date>,
    /// The key result of an earlier cycle that this one is a copy of.
    pub carried_from: Option<Id>,
    /// Place among the key results of the objective.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

impl KeyResult {
    /// A key result of `objective` with nothing but title and measure.
    pub fn new(title: &str, objective: Id, measure: Option<Measure>) -> KeyResult {
        KeyResult {
            objective,
            title: title.to_string(),
            owner: None,
            measure,
            typed: None,
            unit: None,
            weight: None,
            confidence: None,
            revisions: Map::new(),
            check_in_every: None,
            kpi: None,
            from: None,
            to: None,
            carried_from: None,
            rank: None,
            kept: Vec::new(),
        }
    }

    /// The measure in force on `day`: the last one that came on or before it.
    pub fn measure_on(&self, day: Date) -> Option<&Measure> {
        let revised = self.revisions.range(..=day).next_back().map(|(_, revision)| &revision.measure);
        revised.or(self.measure.as_ref())
    }

    /// The weight in force: as given, else 0 for a guard and 1 for the rest (a met guard lends no progress).
    pub fn weight_on(&self, day: Date) -> f64 {
        let default = if matches!(self.measure_on(day), Some(Measure::Keep(_))) { 0.0 } else { 1.0 };
        self.weight.unwrap_or(default)
    }
}

/// A measure that came into force later, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The measure from that day on.
    pub measure: Measure,
    /// The reason given.
    pub why: Option<String>,
}

/// One dated report on one key result.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckIn {
    /// The key result it reports on.
    pub key_result: Id,
    /// The day it speaks of.
    pub on: Date,
    /// The instant it was written, RFC 3339 in UTC; orders the reports of one day.
    pub at: Option<String>,
    /// The value, in the key result's unit; missing with milestones or a feeding KPI.
    pub value: Option<f64>,
    /// Confidence that the target will be reached, 0–10.
    pub confidence: Option<u8>,
    /// What happened.
    pub note: Option<String>,
    /// The person who reports.
    pub by: Option<Id>,
    /// What stands in the way.
    pub blocker: Option<Blocker>,
    /// What it said before it was corrected, by the id of the correction: two people who correct it both leave a trace.
    pub was: Map<Id, Correction>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

impl CheckIn {
    /// A check-in with nothing but its key result and day.
    pub fn new(key_result: Id, on: Date) -> CheckIn {
        CheckIn {
            key_result,
            on,
            at: None,
            value: None,
            confidence: None,
            note: None,
            by: None,
            blocker: None,
            was: Map::new(),
            kept: Vec::new(),
        }
    }

    /// What stands in the way on `day`: a blocker of a report on or before it that is not cleared by then.
    pub fn blocker_on(&self, day: Date) -> Option<&Blocker> {
        let open = |b: &&Blocker| b.cleared.is_none_or(|cleared| day < cleared);
        self.blocker.as_ref().filter(|_| self.on <= day).filter(open)
    }
}

/// What a check-in said before it was corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The instant it was corrected, RFC 3339 in UTC; orders several of them.
    pub at: Option<String>,
    /// The day it spoke of.
    pub on: Date,
    /// The value it gave.
    pub value: Option<f64>,
    /// The confidence it gave, 0–10.
    pub confidence: Option<u8>,
    /// What it told.
    pub note: Option<String>,
    /// Why it was corrected.
    pub why: Option<String>,
}

/// What stands in the way, who clears it, until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocker {
    /// What stands in the way.
    pub what: String,
    /// The person who clears it.
    pub who: Option<Id>,
    /// The day by which it should be gone.
    pub until: Option<Date>,
    /// The day it was gone: from then on it no longer stands among the open ones.
    pub cleared: Option<Date>,
}

/// Work done to move a key result. Never changes progress.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Initiative {
    /// The work in words.
    pub title: String,
    /// The key result it serves.
    pub key_result: Option<Id>,
    /// The person who answers for it.
    pub owner: Option<Id>,
    /// Where it stands; none given means [`InitiativeStage::Idea`].
    pub stage: Option<InitiativeStage>,
    /// Why it is valuable.
    pub why: Option<String>,
    /// What value it brings.
    pub value: Option<String>,
    /// The impact that is expected.
    pub impact: Option<String>,
    /// Place among the initiatives of the key result.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

/// idea → doing → done, or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum InitiativeStage {
    Idea,
    Doing,
    Done,
    Dropped,
}
