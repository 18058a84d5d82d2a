//! What a check-in said before it was corrected, in words.

use crate::domain::{CheckIn, Correction, Date};
use crate::ordered::sort_by;
use crate::ui::say;
use crate::ui::text::{fill, t};

/// A line for each correction, the newest first: "was 41 min until 14 Feb 2027: typed a 1 for a 7".
pub(super) fn trace(check_in: &CheckIn, unit: Option<&str>) -> Vec<String> {
    let mut was: Vec<_> = check_in.was.iter().collect();
    sort_by(&mut was, |a, b| (&a.1.at, a.0).cmp(&(&b.1.at, b.0)));
    let now = Correction {
        at: None,
        on: check_in.on,
        value: check_in.value,
        confidence: check_in.confidence,
        note: check_in.note.clone(),
        why: None,
    };
    let after = was.iter().skip(1).map(|(_, next)| *next).chain([&now]);
    let lines: Vec<String> =
        was.iter().map(|(_, was)| *was).zip(after).map(|(was, after)| line(was, after, unit)).collect();
    lines.into_iter().rev().collect()
}

/// What a correction took back: only what was said otherwise afterwards.
fn line(was: &Correction, after: &Correction, unit: Option<&str>) -> String {
    let nothing = || t().empty_value.to_string();
    let mut said = Vec::new();
    if was.value != after.value {
        said.push(was.value.map_or_else(nothing, |value| say::with_unit(value, unit)));
    }
    if was.confidence != after.confidence {
        let number = was.confidence.map_or_else(nothing, |confidence| confidence.to_string());
        said.push(fill(t().confidence_n, &[&number]));
    }
    if was.note != after.note {
        said.push(
            was.note.as_ref().map_or_else(|| t().no_note.to_string(), |note| fill(t().quoted, &[note])),
        );
    }
    if was.on != after.on {
        said.push(fill(t().of_day, &[&say::full_day(was.on)]));
    }
    let said = said.join(", ");
    let until = was.at.as_deref().and_then(|at| at.get(..10)).and_then(Date::parse);
    let words = match until {
        Some(day) => fill(t().was_until, &[&said, &say::full_day(day)]),
        None => fill(t().was, &[&said]),
    };
    match &was.why {
        Some(why) => fill(t().told_with_reason, &[&words, why]),
        None => words,
    }
}
