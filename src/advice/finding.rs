//! What advice says: the practice, the place, and the reason as data.

use super::{KpiReason, Practice};
use crate::domain::{Date, Id, Kind, RecordKey};

/// One hint.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The practice it rests on.
    pub practice: Practice,
    /// The record it speaks of; the head for the plan as a whole.
    pub place: RecordKey,
    /// How much it matters.
    pub severity: Severity,
    /// Why it was found.
    pub reason: Reason,
    /// The word it was dismissed with.
    pub dismissed: Option<String>,
}

/// How much a finding matters. None is ever in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a thought.
    Hint,
    /// Worth a talk.
    Notice,
    /// Likely a mistake.
    Warning,
    /// It does not work like this.
    Error,
}

/// What may be lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Lacking {
    Owner,
    Team,
    /// Why it is valuable.
    Why,
    /// What value it brings.
    Value,
    /// The impact that is expected.
    Impact,
    /// Which key result it serves.
    KeyResult,
    /// What exactly a KPI counts.
    Definition,
    /// Where its values come from.
    DataSource,
}

/// Why something was found. Words, figures and days are those of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A1: the objective's title holds a figure: it belongs into a key result.
    FigureInObjective {
        /// The figure as it stands there.
        figure: String,
    },
    /// A2: nothing says how the key result is measured.
    NotMeasurable,
    /// A2: a placeholder stands where a number should.
    Placeholder {
        /// As it stands there.
        text: String,
    },
    /// A2: the values count nothing that is named.
    UnitMissing,
    /// A2: two outcomes in one key result.
    TwoInOne,
    /// A2: the measure goes one way, and the thing is better the other way.
    WrongWay,
    /// A3: the objective has no measurable key result.
    NoMeasurableKeyResult,
    /// A4: more objectives of a team in a cycle than the limit.
    TooManyObjectives {
        /// The team; `None`: objectives without one.
        team: Option<Id>,
        /// How many there are.
        count: usize,
        /// The limit in force.
        most: u32,
    },
    /// A5: fewer key results than the limit.
    TooFewKeyResults {
        /// How many there are.
        count: usize,
        /// The limit in force.
        fewest: u32,
    },
    /// A5: more key results than the limit.
    TooManyKeyResults {
        /// How many there are.
        count: usize,
        /// The limit in force.
        most: u32,
    },
    /// A7: a board of KPIs that loses everyone, or soon will.
    TooManyKpis {
        /// The team whose board it is; `None`: KPIs without one.
        team: Option<Id>,
        /// How many there are.
        count: usize,
        /// The limit in force.
        most: u32,
    },
    /// A9: nothing says how to get there: neither a strategy nor an initiative.
    NoStrategy,
    /// A12: nothing in the title is specific.
    Vague {
        /// The words that say nothing.
        words: Vec<String>,
    },
    /// A13: the key result names a deed, not an outcome: is it an initiative?
    Activity {
        /// The word that says so.
        word: String,
    },
    /// A13: the key result counts what is put out, not what comes of it.
    Output {
        /// The word that says so.
        word: String,
    },
    /// B1: neither committed nor aspirational was said.
    NoAmbition,
    /// B2: 9 of 10 or more at drafting: too easy?
    TooEasy {
        /// The confidence given.
        confidence: u8,
    },
    /// B3: 2 of 10 or less at drafting: obtainable?
    TooHard {
        /// The confidence given.
        confidence: u8,
    },
    /// B3: everything in the cycle is a stretch.
    AllAspirational {
        /// How many objectives that is.
        count: usize,
    },
    /// B4: every key result is business as usual.
    BusinessAsUsual {
        /// The words that say so, one of each key result.
        words: Vec<String>,
    },
    /// B5: the objective only maintains.
    MaintainOnly,
    /// B5: a *keep* key result, where the plan wants none.
    Maintains,
    /// C7: a measure was revised without a reason.
    RevisedWithoutReason {
        /// The day it came into force.
        on: Date,
    },
    /// C8: the cycle was reviewed: is this still the right objective?
    StillRight,
    /// C9: the cycle has begun, and this is still a draft.
    StillDraft,
    /// C11: an objective of the company without a sponsor.
    NoSponsor,
    /// C13: limits are passed, and nothing is on the list of what is not done.
    NothingIsNotDone,
    /// C14: limits are passed: when everything is a priority, nothing is.
    EverythingIsAPriority,
    /// D1: an objective below the lowest level that has any by the plan's settings.
    BelowLowestLevel,
    /// D2: the objective of a team below another supports nothing.
    Unaligned,
    /// D5, D8, E7: something is not said.
    Lacks(Vec<Lacking>),
    /// Sections 5 and 6: something about a KPI.
    Kpi(KpiReason),
    /// G1: the objective watches a KPI, and no key result measures it or anything else that has a baseline: bind it.
    BindKpi {
        /// The KPI (the first, where it watches several).
        kpi: Id,
    },
    /// G8: objectives, and no KPI shows where things stand.
    NoKpis,
    /// G8: KPIs, and no objective says where to go.
    NoObjectives,
    /// G11: neither a KPI nor a baseline tells what there is to improve.
    NoBaseline,
}

impl Finding {
    pub(super) fn new(practice: Practice, severity: Severity, place: RecordKey, reason: Reason) -> Finding {
        Finding { practice, place, severity, reason, dismissed: None }
    }

    /// The key under which it is dismissed: `<practice>/<record>`, the record of the plan as a whole being `plan`. The
    /// practice alone dismisses it everywhere.
    pub fn key(&self) -> String {
        let record = match &self.place {
            RecordKey::Head => "plan",
            RecordKey::Record(_, id) | RecordKey::Measurement(id, _) => id.as_str(),
        };
        [self.practice.id(), record].join("/")
    }

    /// The record it speaks of; `None` for the plan as a whole.
    pub fn record(&self) -> Option<(Kind, &Id)> {
        match &self.place {
            RecordKey::Record(kind, id) => Some((*kind, id)),
            _ => None,
        }
    }
}
