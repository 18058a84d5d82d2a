//! A plan without a hint, and the findings that a change brings.

use cairn::advice::{Finding, Reason, advice, open_advice};
use cairn::domain::{Date, Id, Plan};
use cairn::plan_file::read;

/// Every rule is content with it on [`DAY`].
pub const GOOD: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Plan",
  "people": { "u": { "name": "Ana" } },
  "teams": { "t_top": { "name": "Acme", "level": "company" }, "t_sub": { "name": "Support", "level": "team", "parent": "t_top" } },
  "cycles": { "q": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": {
    "o": { "title": "Streamline ticket resolution", "watch": { "m": true }, "why": "Tickets cost.", "strategy": "Causes first.", "cycle": "q", "team": "t_top", "owner": "u", "sponsor": "u", "ambition": "committed", "stage": "active", "rank": "a" },
    "o_sub": { "title": "Answer calmly", "why": "It helps.", "strategy": "Pairs.", "cycle": "q", "team": "t_sub", "owner": "u", "ambition": "aspirational", "stage": "active", "supports": "k_time", "rank": "b" } },
  "keyResults": {
    "k_time": { "objective": "o", "title": "Time to resolve one ticket", "measure": { "reach": { "from": 5.5, "to": 3 } }, "unit": "min", "confidence": 6, "rank": "a" },
    "k_csat": { "objective": "o", "title": "Satisfaction stays high", "measure": { "keep": { "atLeast": 9 } }, "unit": "points", "rank": "b" },
    "k_calls": { "objective": "o_sub", "title": "Missed calls per day", "measure": { "reach": { "from": 12, "to": 4 } }, "unit": "calls", "rank": "a" },
    "k_notes": { "objective": "o_sub", "title": "Calls with a note", "measure": { "reach": { "from": 40, "to": 90 } }, "unit": "%", "rank": "b" } },
  "initiatives": { "i": { "title": "Macro library", "keyResult": "k_time", "why": "w", "value": "v", "impact": "i" } },
  "kpis": { "m": { "title": "Customer satisfaction", "unit": "points", "direction": "higher", "every": "week", "targets": { "2026-10-01": { "value": 9 } }, "team": "t_sub", "owner": "u", "definition": "d", "reason": "r", "source": "s", "relevance": "g" } }
}"#;

/// A day on which nothing but the plan itself gives hints: after the first day, before the review.
pub const DAY: &str = "2027-01-20";

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn plan(text: &str) -> Plan {
    let opened = read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}\n{text}"));
    assert_eq!(opened.repairs, []);
    opened.document.plan
}

/// The good plan with some places changed, each of which stands there once.
pub fn with(changes: &[(&str, &str)]) -> Plan {
    plan(&changes.iter().fold(GOOD.to_string(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from:?} must stand once");
        text.replace(from, to)
    }))
}

/// Key and reason of every open finding.
pub fn found(plan: &Plan, on: &str) -> Vec<(String, Reason)> {
    open_advice(plan, day(on)).into_iter().map(|f| (f.key(), f.reason)).collect()
}

/// Exactly these findings come of the changes.
pub fn finds(changes: &[(&str, &str)], expected: &[(&str, Reason)]) {
    let expected: Vec<_> = expected.iter().map(|(key, reason)| (key.to_string(), reason.clone())).collect();
    assert_eq!(found(&with(changes), DAY), expected, "{changes:?}");
}

/// The one finding of a key.
pub fn finding(plan: &Plan, key: &str) -> Finding {
    advice(plan, day(DAY)).into_iter().find(|f| f.key() == key).unwrap_or_else(|| panic!("no {key}"))
}

/// More records of a collection, in front of one that stands there.
pub fn more(before: &str, records: String) -> String {
    format!("{records}\n    {before}")
}

/// So many key results of an objective beside those that stand there.
pub fn key_results(objective: &str, count: usize) -> String {
    let one = |n| {
        format!(
            r#""k_{objective}_{n}": {{ "objective": "{objective}", "title": "Complaints about part {n}", "measure": {{ "reach": {{ "from": 9, "to": 1 }} }}, "unit": "complaints", "rank": "z{n}" }},"#
        )
    };
    (0..count).map(one).collect()
}

/// So many good objectives of the team below beside the one that stands there.
pub fn objectives(count: usize) -> String {
    let one = |n| {
        format!(
            r#""o_{n}": {{ "title": "Answer calmly everywhere", "strategy": "s", "cycle": "q", "team": "t_sub", "owner": "u", "ambition": "committed", "supports": "o", "rank": "c{n}" }},"#
        )
    };
    (0..count).map(one).collect()
}

pub const O: &str = r#""o": { "title""#;
pub const K: &str = r#""k_time": {"#;

#[test]
fn the_good_plan_has_no_hint() {
    assert_eq!(found(&plan(GOOD), DAY), []);
}
