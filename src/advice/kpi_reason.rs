//! Why something was found at a KPI, or at a team for its KPIs.

use crate::domain::Date;

/// Why something was found. Words, figures and days are those of the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum KpiReason {
    /// E2: no target is in force: effort is measured by nothing.
    NoTarget,
    /// E4: the title names two things.
    TwoInOne {
        /// The word that joins them.
        word: String,
    },
    /// E5: neither a target nor an owner nor a reason: it could be anybody's.
    NotYours,
    /// E10: measured for a quarter, and no review was ever held or set.
    NeverReviewed,
    /// E10: its review is due.
    ReviewDue {
        /// The day it was set for.
        on: Date,
    },
    /// E14: nothing says where the benchmark comes from.
    BenchmarkWithoutSource,
    /// E15: its target has ended, and none came after it.
    TargetEnded {
        /// Its last day.
        on: Date,
    },
    /// F1: it feeds no key result, and no objective watches it.
    StandsAlone,
    /// F2: it counts what looks good, and no rate stands beside it.
    Vanity {
        /// The word that says so.
        word: String,
    },
    /// F3: nothing says which goal it serves.
    NoRelevance,
    /// F5: it has met the same target for long.
    MetForLong {
        /// How many measurements running.
        count: usize,
    },
    /// F6: a team measures, and has no objective.
    TeamWithoutObjective,
    /// F6: a team has objectives, and no KPI tells how they fare.
    TeamWithoutKpi,
    /// F9: it is unhealthy, and nothing says what is done then.
    NoAction,
    /// F13: it takes much to measure and serves little.
    Costly,
    /// F15: nothing says why it was chosen.
    NoReason,
}
