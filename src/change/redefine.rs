//! E9: a KPI that has been measured and then counts something else, or counts it otherwise, begins anew: the change is
//! logged on its day, which starts a new baseline and draws a line on the chart.

use crate::domain::{Date, Id, Kpi, Plan};

/// What a KPI no longer means the same by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redefined {
    /// What exactly is counted.
    Definition,
    /// What its values count, before and after.
    #[allow(missing_docs)]
    Unit { from: String, to: String },
}

/// What the values of `kpi`, as it shall be, mean otherwise than those that were measured. Empty while nothing is
/// measured, and where a definition or unit that was lacking is filled in: that says what was meant all along.
pub fn redefined(plan: &Plan, id: &Id, kpi: &Kpi) -> Vec<Redefined> {
    let Some(now) = plan.records().kpis.get(id) else { return Vec::new() };
    if plan.series_of(id).is_none_or(|series| series.days().is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if replaced(&now.definition, &kpi.definition).is_some() {
        found.push(Redefined::Definition);
    }
    if let Some((from, to)) = replaced(&now.unit, &kpi.unit) {
        found.push(Redefined::Unit { from: from.to_string(), to: to.to_string() });
    }
    found
}

/// Before and after, where one text gave way to another (or to none).
fn replaced<'a>(before: &'a Option<String>, after: &'a Option<String>) -> Option<(&'a str, &'a str)> {
    let before = before.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    let after = after.as_deref().map_or("", str::trim);
    (before != after).then_some((before, after))
}

/// Logs a change of the process on `day`, behind what is logged there already.
pub fn log_change(kpi: &mut Kpi, day: Date, words: &str) {
    match kpi.changes.get_mut(&day) {
        Some(there) => *there = [there.trim_end_matches('.'), words].join(". "),
        None => {
            kpi.changes.insert(day, words.to_string());
        }
    }
}
