//! What comes along with the app: the worked examples of the practice, and KPIs by department to begin from.
//!
//! Owns which files there are and which day is "today" in them. Must not hold their contents: each is a plan file of its
//! own beside the app (`src/examples`), fetched when someone asks for it, so that the program does not grow with them.
//! The library of KPIs is a plan, too: its teams are departments, and its KPIs have no target, owner or reason of yours.

mod kpis;

pub use kpis::{PHASES, Phase, draft, phases_of};

use crate::domain::Date;

/// A worked example of the practice, by the number it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkedExample {
    /// "X1" to "X13".
    pub id: &'static str,
    /// Its file beside the app: `examples/<file>.okr.json`.
    pub file: &'static str,
}

/// The thirteen worked examples, in the order of the practice.
pub const WORKED_EXAMPLES: [WorkedExample; 13] = [
    WorkedExample { id: "X1", file: "x01-revenue" },
    WorkedExample { id: "X2", file: "x02-online-presence" },
    WorkedExample { id: "X3", file: "x03-customer-satisfaction" },
    WorkedExample { id: "X4", file: "x04-product-offerings" },
    WorkedExample { id: "X5", file: "x05-collaboration" },
    WorkedExample { id: "X6", file: "x06-patient-registration" },
    WorkedExample { id: "X7", file: "x07-customer-experience" },
    WorkedExample { id: "X8", file: "x08-brand-awareness" },
    WorkedExample { id: "X9", file: "x09-ticket-resolution" },
    WorkedExample { id: "X10", file: "x10-lagging-sales" },
    WorkedExample { id: "X11", file: "x11-engagement" },
    WorkedExample { id: "X12", file: "x12-support-efficiency" },
    WorkedExample { id: "X13", file: "x13-learning" },
];

/// The file of the KPIs by department.
pub const KPI_LIBRARY: &str = "kpi-library";

/// The day that is "today" in every worked example: a plan is moved by whole weeks from here.
pub const ANCHOR: &str = "2027-08-27";

/// By how many weeks a worked example is moved so that `today` falls into its last week.
pub fn weeks_to(today: Date) -> i32 {
    Date::parse(ANCHOR).map_or(0, |anchor| today.days_since(anchor).div_euclid(7))
}
