//! What an objective says: A1 (no figures), A3 (measurable key results), A9 (how we get there), A12 (specific).

use super::on::{On, OpenObjective, at};
use super::words::{self, Sort};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::Kind;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for objective in on.objectives() {
        let id = objective.id;
        if let Some(figure) = figure_in(&objective.objective.title) {
            let reason = Reason::FigureInObjective { figure };
            found.push(at(Practice::A1, Severity::Hint, Kind::Objective, id, reason));
        }
        if objective.key_results.iter().all(|(_, k)| k.measure_on(on.day).is_none()) {
            let reason = Reason::NoMeasurableKeyResult;
            found.push(at(Practice::A3, Severity::Error, Kind::Objective, id, reason));
        }
        if lacks_strategy(on, objective) {
            found.push(at(Practice::A9, Severity::Hint, Kind::Objective, id, Reason::NoStrategy));
        }
        if let Some(words) = vague(&objective.objective.title) {
            found.push(at(Practice::A12, Severity::Notice, Kind::Objective, id, Reason::Vague { words }));
        }
    }
}

/// The first figure of a title. The name of a year or a quarter ("2027", "Q3") is a date and no figure.
fn figure_in(title: &str) -> Option<String> {
    let words = title.split(|c: char| c.is_whitespace() || "()[],;:–—/".contains(c));
    let mut figures =
        words.map(|w| w.trim_end_matches(['.', '!', '?'])).filter(|w| w.chars().any(char::is_numeric));
    figures.find(|word| !is_date_name(word)).map(str::to_string)
}

fn is_date_name(word: &str) -> bool {
    let year = word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year));
    let quarter = |rest: &str| matches!(rest, "1" | "2" | "3" | "4");
    year || word.strip_prefix(['Q', 'q', 'T', 't']).is_some_and(quarter)
}

/// The third question of an objective has no answer: no strategy, and no initiative on any of its key results.
fn lacks_strategy(on: &On, objective: &OpenObjective) -> bool {
    let is_blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let serves = |id| objective.key_results.iter().any(|(k, _)| *k == id);
    let mut initiatives = on.plan.records().initiatives.values();
    is_blank(&objective.objective.strategy) && !initiatives.any(|i| i.key_result.as_ref().is_some_and(serves))
}

/// The words of a title, where none of them is specific: only praise ("better"), things ("performance"), and small words.
fn vague(title: &str) -> Option<Vec<String>> {
    let words: Vec<String> = words::of(title);
    let says_nothing = |word: &String| words::is(Sort::Vague, word);
    let empty = words.iter().all(|word| says_nothing(word) || words::is(Sort::Small, word));
    let vague: Vec<String> = words.into_iter().filter(says_nothing).collect();
    (empty && !vague.is_empty()).then_some(vague)
}
