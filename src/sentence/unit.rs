//! What a value counts, as the words beside it say.

/// The unit of a typed key result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Which sort of unit it is.
    pub kind: UnitKind,
    /// What is stored and shown: "%", "$", "h", "min", or the noun as it was typed.
    pub text: String,
}

/// Sorts of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnitKind {
    Percent,
    Money,
    Hours,
    Minutes,
    Seconds,
    Days,
    Weeks,
    Months,
    Quarters,
    Years,
    Stars,
    Points,
    /// Things that are counted: "reviews".
    Count,
}

impl Unit {
    pub(super) fn new(kind: UnitKind, text: &str) -> Unit {
        Unit { kind, text: text.to_string() }
    }

    /// A span of time: what is named with one is no count of things.
    pub(super) fn is_time(&self) -> bool {
        use UnitKind::{Days, Hours, Minutes, Months, Quarters, Seconds, Weeks, Years};
        matches!(self.kind, Hours | Minutes | Seconds | Days | Weeks | Months | Quarters | Years)
    }
}
