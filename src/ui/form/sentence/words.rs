//! A parse and its questions in words.

use std::ops::Range;

use leptos::prelude::*;

use super::super::measure;
use super::super::words::date_or_none;
use super::{Fields, SentenceDraft, days_of, follow, typed_number};
use crate::change::Refusal;
use crate::domain::{Keep, KeyResult, Measure};
use crate::sentence::{Ask, TypedMeasure, TypedTarget, Way};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::workspace::use_workspace;

/// "Reach 75 → 90 %, due 30 Jun 2027": what would be saved, as far as it is known.
pub(super) fn read_as(draft: SentenceDraft, fields: Fields) -> String {
    let mut parts = vec![measured(draft, fields)];
    let parse = draft.chosen();
    let own = {
        fields.to.track();
        date_or_none(fields.to)
    };
    let today = use_workspace().today.get();
    let due = parse.as_ref().and_then(|parse| Some(parse.due?.days(draft.cycle?, today).to));
    let spoken = parse.as_ref().and_then(|parse| follow::due(parse, draft, today));
    // a last day that was corrected stands in front of the one that was typed
    let due = match spoken {
        Some((_, Some(_))) | None => own,
        Some((_, None)) => own.or(due),
    };
    parts.extend(due.map(|day| fill(t().due_on, &[&say::full_day(day)])));
    if let Some(every) = parse.and_then(|parse| parse.every) {
        parts.push(say::every(every).to_lowercase());
    }
    parts.join(", ")
}

/// The measure that the fields hold; where they hold none, what the sentence says of it.
fn measured(draft: SentenceDraft, fields: Fields) -> String {
    fields.measure.track();
    let unit = fields.unit.get();
    let unit = (!unit.trim().is_empty()).then(|| unit.trim().to_string());
    let said = |measure: Measure| {
        let verb = match measure {
            Measure::Reach(_) => t().parse_reach,
            Measure::Keep(_) => t().parse_keep,
            Measure::Milestones(_) => t().parse_milestones,
        };
        let mut shown = KeyResult::new("", crate::browser::clock::mint("k"), Some(measure));
        shown.unit = unit.clone();
        let day = use_workspace().today.get_untracked();
        fill(verb, &[&say::measure(&shown, day)])
    };
    if let Ok((Some(measure), _)) = fields.measure.read(fields.unit) {
        return said(measure);
    }
    let parse = draft.chosen();
    let half = parse.as_ref().and_then(|parse| draft.measure(parse));
    match half {
        Some(TypedMeasure::Reach { from, to }) => {
            let from = typed_number(fields.measure.from).or(from);
            let from = from.map_or_else(|| t().unknown_value.to_string(), say::number);
            fill(t().parse_reach, &[&format!("{from} → {}", target(to, unit.as_deref()))])
        }
        Some(TypedMeasure::Keep(Keep { at_least, at_most })) => {
            said(Measure::Keep(Keep { at_least, at_most }))
        }
        _ => t().no_measure.to_string(),
    }
}

fn target(to: Option<TypedTarget>, unit: Option<&str>) -> String {
    let percent = |value: f64| fill(t().percent, &[&say::signed(value)]);
    match to {
        None => t().unknown_value.to_string(),
        Some(TypedTarget::Absolute { value, .. }) => say::with_unit(value, unit),
        Some(TypedTarget::Percent(value)) => percent(value),
        Some(TypedTarget::Points(value)) => fill(t().n_points, &[&say::signed(value)]),
        Some(TypedTarget::By(value)) => {
            say::with_unit(value, unit).replacen(&say::number(value), &say::signed(value), 1)
        }
        Some(TypedTarget::Times(value)) => format!("×{}", say::number(value)),
    }
}

/// The stretch of the sentence, as it was typed.
pub(super) fn stretch(sentence: &str, at: &Range<usize>) -> String {
    sentence.trim().get(at.clone()).unwrap_or_default().trim().to_string()
}

/// A question in words.
pub(super) fn question(ask: &Ask, sentence: &str) -> String {
    match ask {
        Ask::NotMeasurable => t().ask_not_measurable.to_string(),
        Ask::YesOrNo => t().ask_yes_or_no.to_string(),
        Ask::HowMany(every) => fill(t().ask_how_many, &[&say::every(*every).to_lowercase()]),
        Ask::Placeholder(at) => fill(t().ask_placeholder, &[&stretch(sentence, at)]),
        Ask::Number { at, .. } => fill(t().ask_number, &[&stretch(sentence, at), &say::number(1234.5)]),
        Ask::WhichNumber(candidates) if candidates.is_empty() => t().ask_one_number.to_string(),
        Ask::WhichNumber(_) => t().ask_which_number.to_string(),
        Ask::TwoInOne(_) => t().ask_two_in_one.to_string(),
        Ask::WhichWay { said: Some(Way::Rise), better: Some(Way::Fall) } => t().ask_way_more.to_string(),
        Ask::WhichWay { said: Some(Way::Fall), better: Some(Way::Rise) } => t().ask_way_less.to_string(),
        Ask::WhichWay { .. } => t().ask_way.to_string(),
        Ask::ChangeOrTarget => t().ask_change_or_target.to_string(),
        Ask::HoldOrReach => t().ask_hold_or_reach.to_string(),
        Ask::UnitsDiffer(one, other) => fill(t().ask_units_differ, &[&one.text, &other.text]),
        Ask::Target => t().target_missing.to_string(),
        Ask::Resolve(question) => measure::ask(*question).to_string(),
        Ask::Fault(fault) => say::refusal(&Refusal::Measure(*fault)),
    }
}

/// How many there are in all of a thing that recurs.
pub(super) fn occasions(ask: &Ask, draft: SentenceDraft, fields: Fields) -> Option<u32> {
    let Ask::HowMany(every) = ask else { return None };
    days_of(draft, fields).map(|days| crate::sentence::occasions(*every, days)).filter(|n| *n > 0)
}
