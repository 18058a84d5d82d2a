//! What a key result says: A2 (specific and measurable), A13 (an outcome, not a deed), C7 (revised with a reason).

use super::on::{On, at};
use super::words::{self, Sort};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Id, KeyResult, Kind, Measure, Reach};
use crate::sentence::{Ask, NumberFormat, Way, read_key_result};

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for (id, key_result) in on.objectives().flat_map(|objective| &objective.key_results) {
        let measure = key_result.measure_on(on.day);
        specific(id, key_result, measure, found);
        outcome(id, key_result, measure, found);
        for (day, _) in key_result.revisions.iter().filter(|(_, r)| is_blank(&r.why)) {
            let reason = Reason::RevisedWithoutReason { on: *day };
            found.push(at(Practice::C7, Severity::Hint, Kind::KeyResult, id, reason));
        }
    }
}

fn is_blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| text.trim().is_empty())
}

/// A2. What was answered when the sentence was typed is not asked again: a measure answers "how", and its unit "what".
fn specific(id: &Id, key_result: &KeyResult, measure: Option<&Measure>, found: &mut Vec<Finding>) {
    // the words alone count here, so one notation does for all: digits are digits
    let parse = read_key_result(&key_result.title, NumberFormat::POINT);
    let mut add = |severity, reason| found.push(at(Practice::A2, severity, Kind::KeyResult, id, reason));
    for ask in &parse.asks {
        match ask {
            Ask::Placeholder(range) => {
                let text = key_result.title.get(range.clone()).unwrap_or_default().to_string();
                add(Severity::Warning, Reason::Placeholder { text });
            }
            Ask::TwoInOne(_) => add(Severity::Hint, Reason::TwoInOne),
            Ask::WhichWay { better: Some(better), .. } if goes_wrong(measure, *better) => {
                add(Severity::Warning, Reason::WrongWay);
            }
            _ => {}
        }
    }
    if measure.is_none() {
        add(Severity::Warning, Reason::NotMeasurable);
    }
    let counts = matches!(measure, Some(Measure::Reach(_) | Measure::Keep(_)));
    if counts && is_blank(&key_result.unit) && key_result.kpi.is_none() && parse.unit.is_none() {
        add(Severity::Hint, Reason::UnitMissing);
    }
}

fn goes_wrong(measure: Option<&Measure>, better: Way) -> bool {
    let Some(Measure::Reach(Reach { from, to })) = measure else { return false };
    (to > from) != (better == Way::Rise)
}

/// A13. Only what is counted from nothing (or not yet, or ticked off) can be a deed in disguise; a value that moves from
/// a baseline, is held, or comes from a KPI is an outcome whatever its words.
fn outcome(id: &Id, key_result: &KeyResult, measure: Option<&Measure>, found: &mut Vec<Finding>) {
    let from_nothing = match measure {
        None | Some(Measure::Milestones(_)) => true,
        Some(Measure::Reach(reach)) => reach.from == 0.0,
        Some(Measure::Keep(_)) => false,
    };
    if !from_nothing || key_result.kpi.is_some() {
        return;
    }
    // the verb stands first in English and Spanish, and last in a German infinitive
    let words = words::of(&key_result.title);
    let ends = [words.first(), words.last()];
    let verb =
        |sort: Sort| ends.iter().flatten().find(|word| words::is(sort, word)).map(|word| (*word).clone());
    let deed = || words.iter().find(|word| words::is(Sort::Deed, word)).cloned();
    let reason = match (verb(Sort::Activity).or_else(deed), verb(Sort::Output)) {
        (Some(word), _) => Reason::Activity { word },
        (None, Some(word)) => Reason::Output { word },
        (None, None) => return,
    };
    found.push(at(Practice::A13, Severity::Hint, Kind::KeyResult, id, reason));
}
