//! What holds for the plan as a whole: its title, limits and closed days.

use crate::ordered::{Map, Set};

use super::{Date, Every, Kept};

/// The part of a plan that is no collection: title, settings and dismissed hints.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Head {
    /// What people call the plan.
    pub title: String,
    /// The plan's own limits and rhythm.
    pub settings: Settings,
    /// Hints that were dismissed, by `<practice>/<record>`, and the word given.
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
}

impl Settings {
    /// The check-in rhythm in force.
    pub fn check_in_every(&self) -> Every {
        self.check_in_every.unwrap_or(Every::Week)
    }
}
