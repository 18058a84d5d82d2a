//! What the columns of written tables are called and what stands in them, apart from any language.

use crate::domain::{
    Aggregate, Ambition, CycleStage, Date, Direction, Effort, Every, Indicator, InitiativeStage, KeyResult,
    Level, NextStep, ObjectiveStage, Scope, Tag,
};
use crate::progress::{Band, KpiStatus, ObjectiveVerdict, Verdict};

macro_rules! heads {
    ($($name:ident,)*) => {
        /// What a column holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Head { $($name,)* }

        impl Head {
            /// All of them.
            pub const ALL: &[Head] = &[$(Head::$name,)*];
        }
    };
}

heads! {
    Cycle, Team, Objective, ObjectiveOwner, Sponsor, Ambition, ObjectiveStage, ObjectiveStatus, ObjectiveProgress,
    Why, Strategy, Supports, KeyResult, Owner, Measure, From, To, AtLeast, AtMost, Unit, Weight, FirstDay, LastDay, Kpi,
    Value, ValueDay, Progress, Expected, Status, Confidence, Note, Blocker, ClearedBy, Until, Cleared, By, Day,
    Milestone, Done, Initiative, Stage, BringsValue, Impact, Direction, Every, Aggregate, Tolerance, TargetSince,
    TargetUntil, Benchmark, BenchmarkSource, Definition, Reason, Source, Relevance, IfWorse, Scope, Indicator, Tags,
    Effort, NextReview, Retired, Closed, Facilitator, Worked, DidNot, Score, Proposed, Band, ScoreWhy, Decision,
    DecisionWhy, NotDoing, Level, Above, Person,
}

/// A thing that has a word of its own in every language.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Term {
    Verdict(Verdict),
    ObjectiveVerdict(ObjectiveVerdict),
    KpiStatus(KpiStatus),
    Band(Band),
    Ambition(Ambition),
    CycleStage(CycleStage),
    ObjectiveStage(ObjectiveStage),
    InitiativeStage(InitiativeStage),
    Direction(Direction),
    Every(Every),
    Aggregate(Aggregate),
    Scope(Scope),
    Indicator(Indicator),
    Tag(Tag),
    Effort(Effort),
    Decision(NextStep),
    Level(Level),
}

/// The caller's words.
#[derive(Clone, Copy)]
pub struct Words {
    /// A heading.
    pub head: fn(Head) -> &'static str,
    /// A status, a stage, a direction …
    pub term: fn(Term) -> &'static str,
    /// A measure as it stands on a day: "48 → 18 min".
    pub measure: fn(&KeyResult, Date) -> String,
}
