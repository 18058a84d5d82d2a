//! What holds for the plan as a whole: its title, limits and closed days.

use crate::ordered::{Map, Set};

use super::{Date, Every, Kept, Level};

/// The part of a plan that is no collection: title, settings and dismissed hints.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Head {
    /// What people call the plan.
    pub title: String,
    /// The plan's own limits and rhythm.
    pub settings: Settings,
    /// Hints that were dismissed, by `<practice>/<record>` (or `<practice>` alone: everywhere), and the word given.
    pub dismissed: Map<String, String>,
    /// Members of the file's top level and of `settings` that this version does not know.
    pub kept: Vec<Kept>,
}

/// Limits and rhythm of a plan. The articles disagree on the limits, so each is a setting with a default.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Settings {
    /// Fewest and most objectives of a team in a cycle.
    pub objectives_per_team: Option<(u32, u32)>,
    /// Fewest and most key results of an objective.
    pub key_results_per_objective: Option<(u32, u32)>,
    /// How often a key result is checked in on; none given means every week.
    pub check_in_every: Option<Every>,
    /// Most KPIs on one board.
    pub kpis_per_board: Option<u32>,
    /// Days on which nothing is due.
    pub closed_days: Set<Date>,
    /// Where *keep* key results are welcome; none given means [`Maintaining::Guards`].
    pub maintaining: Option<Maintaining>,
    /// The lowest level that has objectives of its own; none given means [`Level::Person`].
    pub lowest_level: Option<Level>,
}

/// Where *keep* key results are welcome: one article is against maintaining, another maintains quality as a guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maintaining {
    /// Nowhere.
    Never,
    /// Beside key results that improve something.
    Guards,
    /// Anywhere.
    Anywhere,
}

impl Settings {
    /// The check-in rhythm in force.
    pub fn check_in_every(&self) -> Every {
        self.check_in_every.unwrap_or(Every::Week)
    }

    /// Fewest and most objectives of a team in a cycle, in force: 1 to 3.
    pub fn objectives_per_team(&self) -> (u32, u32) {
        self.objectives_per_team.unwrap_or((1, 3))
    }

    /// Fewest and most key results of an objective, in force: 2 to 5.
    pub fn key_results_per_objective(&self) -> (u32, u32) {
        self.key_results_per_objective.unwrap_or((2, 5))
    }

    /// Where *keep* key results are welcome, in force.
    pub fn maintaining(&self) -> Maintaining {
        self.maintaining.unwrap_or(Maintaining::Guards)
    }

    /// The lowest level that has objectives of its own, in force.
    pub fn lowest_level(&self) -> Level {
        self.lowest_level.unwrap_or(Level::Person)
    }
}
