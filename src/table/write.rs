//! A series for others to read.

use crate::domain::{Id, Plan};

/// The measurements of a KPI as a table: day, value, note. Days as 2027-03-01, numbers with a point, lines as RFC 4180
/// says. No text in it can be taken for a formula.
pub fn write_series(plan: &Plan, kpi: &Id, day: &str, note: &str) -> Option<String> {
    let named = plan.records().kpis.get(kpi)?;
    let title = match &named.unit {
        Some(unit) => [&named.title, " (", unit, ")"].concat(),
        None => named.title.clone(),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record([day, &harmless(&title), note]).ok()?;
    for (on, value, said) in plan.series_of(kpi).into_iter().flat_map(|series| series.iter()) {
        let said = said.map(harmless).unwrap_or_default();
        writer.write_record([on.to_string(), value.to_string(), said]).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// Whether a spreadsheet would take a text for a formula or a command, or eat its first character. Some take the space
/// before it away first.
pub(super) fn is_dangerous(text: &str) -> bool {
    let is_space =
        |c: char| matches!(c, '\u{feff}' | '\u{200b}') || (c.is_whitespace() && c != '\t' && c != '\r');
    let signs = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    text.trim_start_matches(is_space).starts_with(signs)
}

/// Whether the reader would take a first `'` of it away.
pub(super) fn is_guarded(text: &str) -> bool {
    text.strip_prefix('\'').is_some_and(|rest| is_dangerous(rest) || is_guarded(rest))
}

/// The text with a `'` before it where it needs one, or where its own would be taken for one.
pub(super) fn harmless(text: &str) -> String {
    if is_dangerous(text) || is_guarded(text) { ["'", text].concat() } else { text.to_string() }
}
