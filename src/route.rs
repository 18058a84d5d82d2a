//! Places of the app and their addresses behind `#`. Pure: parses and prints, knows no browser.

use std::fmt;

use crate::domain::{Date, Id};

/// A place of the app. Every place has one address, and every address leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The day's desk.
    Now,
    /// The objectives of a cycle; without one, of the cycle that today falls in.
    Okrs(Option<Id>),
    /// The same as an outline: what supports what, from the company down.
    OkrsTree(Id),
    /// The same as a map of what supports what.
    OkrsMap(Id),
    /// One objective with its key results.
    Objective(Id),
    /// The KPI board.
    Kpis,
    /// The last periods of all KPIs, side by side.
    KpisGrid,
    /// Values of one day, typed down a column.
    KpisEnter,
    /// KPIs of other organisations to begin from.
    KpiLibrary,
    /// One KPI.
    Kpi(Id),
    /// Save, open, and where the plan is kept.
    Share,
    /// The stages of a cycle, its closing, and what became of the cycles before; without one, of that which is to be
    /// closed or runs.
    Review(Option<Id>),
    /// The report of a cycle, to be read and printed; without one, of that which runs.
    Report(Option<Id>),
    /// What a copy of the plan would change.
    Merge,
    /// How OKRs and KPIs are meant, and how to begin.
    Guide,
    /// Cycles, teams, people and the plan's own settings.
    Plan,
    /// Values out of a table.
    Import,
    /// Who changed what and when, of a record with all that belongs to it or of everything.
    History(Option<Id>),
    /// What was deleted.
    Trash,
    /// What changed between two days; without them, in the last week.
    Changed(Option<(Date, Date)>),
}

impl Route {
    /// The place an address leads to; what is not understood leads to the OKRs.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        if let Some(days) = path.strip_prefix("changed") {
            let mut days = days.trim_start_matches('/').split('/').map(Date::parse);
            return Route::Changed(days.next().flatten().zip(days.next().flatten()));
        }
        let mut parts = path.split('/');
        let (place, id, view) = (parts.next().unwrap_or(""), parts.next().and_then(Id::parse), parts.next());
        match (place, id) {
            ("now", _) => Route::Now,
            ("okrs", Some(cycle)) if view == Some("tree") => Route::OkrsTree(cycle),
            ("okrs", Some(cycle)) if view == Some("map") => Route::OkrsMap(cycle),
            ("okrs", cycle) => Route::Okrs(cycle),
            ("objective", Some(id)) => Route::Objective(id),
            ("kpis", _) if path.ends_with("/grid") => Route::KpisGrid,
            ("kpis", _) if path.ends_with("/enter") => Route::KpisEnter,
            ("kpis", _) if path.ends_with("/library") => Route::KpiLibrary,
            ("kpis", _) => Route::Kpis,
            ("kpi", Some(id)) => Route::Kpi(id),
            ("share", _) => Route::Share,
            ("review", cycle) => Route::Review(cycle),
            ("report", cycle) => Route::Report(cycle),
            ("merge", _) => Route::Merge,
            ("guide", _) => Route::Guide,
            ("plan", _) => Route::Plan,
            ("import", _) => Route::Import,
            ("history", of) => Route::History(of),
            ("trash", _) => Route::Trash,
            _ => Route::Okrs(None),
        }
    }

    /// Whether it is the board of KPIs, or reached from there.
    pub fn is_of_kpis(&self) -> bool {
        use Route::{Import, Kpi, KpiLibrary, Kpis, KpisEnter, KpisGrid};
        matches!(self, Kpis | KpisGrid | KpisEnter | KpiLibrary | Kpi(_) | Import)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Now => f.write_str("#/now"),
            Route::Okrs(None) => f.write_str("#/okrs"),
            Route::Okrs(Some(cycle)) => write!(f, "#/okrs/{cycle}"),
            Route::OkrsTree(cycle) => write!(f, "#/okrs/{cycle}/tree"),
            Route::OkrsMap(cycle) => write!(f, "#/okrs/{cycle}/map"),
            Route::Objective(id) => write!(f, "#/objective/{id}"),
            Route::Kpis => f.write_str("#/kpis"),
            Route::KpisGrid => f.write_str("#/kpis/grid"),
            Route::KpisEnter => f.write_str("#/kpis/enter"),
            Route::KpiLibrary => f.write_str("#/kpis/library"),
            Route::Kpi(id) => write!(f, "#/kpi/{id}"),
            Route::Share => f.write_str("#/share"),
            Route::Review(None) => f.write_str("#/review"),
            Route::Review(Some(cycle)) => write!(f, "#/review/{cycle}"),
            Route::Report(None) => f.write_str("#/report"),
            Route::Report(Some(cycle)) => write!(f, "#/report/{cycle}"),
            Route::Merge => f.write_str("#/merge"),
            Route::Guide => f.write_str("#/guide"),
            Route::Plan => f.write_str("#/plan"),
            Route::Import => f.write_str("#/import"),
            Route::History(None) => f.write_str("#/history"),
            Route::History(Some(id)) => write!(f, "#/history/{id}"),
            Route::Trash => f.write_str("#/trash"),
            Route::Changed(None) => f.write_str("#/changed"),
            Route::Changed(Some((from, to))) => write!(f, "#/changed/{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_address() {
        let id = Id::parse("o_1").expect("an id");
        let places = [
            Route::Now,
            Route::Okrs(None),
            Route::Okrs(Some(id.clone())),
            Route::Review(None),
            Route::Review(Some(id.clone())),
            Route::Report(None),
            Route::Report(Some(id.clone())),
            Route::OkrsTree(id.clone()),
            Route::OkrsMap(id.clone()),
            Route::Objective(id.clone()),
            Route::Kpis,
            Route::KpisGrid,
            Route::KpisEnter,
            Route::KpiLibrary,
            Route::Kpi(id.clone()),
            Route::History(None),
            Route::History(Some(id)),
            Route::Trash,
            Route::Share,
            Route::Guide,
            Route::Plan,
            Route::Import,
            Route::Changed(None),
            Route::Changed(Date::parse("2027-02-01").zip(Date::parse("2027-02-14"))),
        ];
        for place in places {
            assert_eq!(Route::parse(&place.to_string()), place);
        }
    }

    #[test]
    fn an_unknown_address_leads_to_the_okrs() {
        for hash in ["", "#", "#/", "#/nowhere", "#/objective", "#/objective/<script>", "#/kpi/a b"] {
            assert_eq!(Route::parse(hash), Route::Okrs(None), "{hash}");
        }
    }
}
