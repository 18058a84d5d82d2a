//! The measures that a key result had before, in words: what they were, until when, and why.

use crate::domain::{Date, KeyResult, Measure};
use crate::ui::say;
use crate::ui::text::{fill, t};

/// A line for each revision up to `day`, the newest first: "Target 90 → 95 on 14 Feb: …".
pub fn revisions(key_result: &KeyResult, day: Date) -> Vec<String> {
    let mut lines: Vec<String> = key_result
        .revisions
        .range(..=day)
        .map(|(on, revision)| {
            let words = revised(key_result, *on, &revision.measure);
            match revision.why.as_deref().map(str::trim).filter(|why| !why.is_empty()) {
                Some(why) => fill(t().told_with_reason, &[&words, why]),
                None => words,
            }
        })
        .collect();
    lines.reverse();
    lines
}

fn revised(key_result: &KeyResult, on: Date, now: &Measure) -> String {
    let before = on.plus_days(-1);
    let unit = key_result.unit.as_deref();
    match (key_result.measure_on(before), now) {
        (Some(Measure::Reach(was)), Measure::Reach(now)) if was.from == now.from => {
            fill(t().target_moved, &[&say::number(was.to), &say::with_unit(now.to, unit), &say::full_day(on)])
        }
        _ => {
            let said = |on| say::measure(key_result, on);
            fill(t().measure_moved, &[&said(on), &said(before), &say::full_day(on)])
        }
    }
}
