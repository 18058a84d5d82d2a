//! How far: B1 (committed or aspirational), B2 (not too easy), B3 (obtainable), B4 (not business as usual), B5 (not only
//! maintaining).

use super::on::{On, OpenObjective, at};
use super::words::{self, Sort};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Ambition, Kind, Maintaining, Measure, ObjectiveStage};

/// Confidence at drafting from which on a target is asked whether it is too easy, and up to which whether it can be had.
const TOO_EASY: u8 = 9;
const TOO_HARD: u8 = 2;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for (cycle, objectives) in &on.cycles {
        let set = objectives.iter().filter(|o| o.objective.stage() != ObjectiveStage::Draft);
        let (count, stretches) = set.fold((0, 0), |(count, stretches), o| {
            (count + 1, stretches + usize::from(o.objective.ambition == Some(Ambition::Aspirational)))
        });
        if count > 1 && count == stretches {
            let reason = Reason::AllAspirational { count };
            found.push(at(Practice::B3, Severity::Notice, Kind::Cycle, cycle, reason));
        }
        for objective in objectives {
            if objective.objective.ambition.is_none() {
                found.push(at(
                    Practice::B1,
                    Severity::Hint,
                    Kind::Objective,
                    objective.id,
                    Reason::NoAmbition,
                ));
            }
            confidence(objective, found);
            usual(objective, found);
            maintaining(on, objective, found);
        }
    }
}

fn confidence(objective: &OpenObjective, found: &mut Vec<Finding>) {
    for (id, key_result) in &objective.key_results {
        let Some(confidence) = key_result.confidence else { continue };
        let (practice, reason) = match confidence {
            TOO_EASY.. => (Practice::B2, Reason::TooEasy { confidence }),
            ..=TOO_HARD => (Practice::B3, Reason::TooHard { confidence }),
            _ => continue,
        };
        found.push(at(practice, Severity::Hint, Kind::KeyResult, id, reason));
    }
}

/// B4: every key result goes on with what is done anyway. One that grows clears it. Where all are *keep*, B5 says it.
fn usual(objective: &OpenObjective, found: &mut Vec<Finding>) {
    let keeps = |measure: &Option<Measure>| matches!(measure, Some(Measure::Keep(_)));
    if objective.key_results.iter().all(|(_, k)| keeps(&k.measure)) {
        return;
    }
    let usual = |title: &str| words::of(title).into_iter().find(|word| words::is(Sort::Usual, word));
    let words: Vec<Option<String>> = objective.key_results.iter().map(|(_, k)| usual(&k.title)).collect();
    if let Some(words) = words.into_iter().collect::<Option<Vec<_>>>() {
        let reason = Reason::BusinessAsUsual { words };
        found.push(at(Practice::B4, Severity::Notice, Kind::Objective, objective.id, reason));
    }
}

/// B5, as the plan has it: a guard beside others is fine by default.
fn maintaining(on: &On, objective: &OpenObjective, found: &mut Vec<Finding>) {
    let keeps = |k: &crate::domain::KeyResult| matches!(k.measure_on(on.day), Some(Measure::Keep(_)));
    let guards = objective.key_results.iter().filter(|(_, k)| keeps(k));
    match on.plan.head().settings.maintaining() {
        Maintaining::Anywhere => {}
        Maintaining::Never => found.extend(
            guards.map(|(id, _)| at(Practice::B5, Severity::Notice, Kind::KeyResult, id, Reason::Maintains)),
        ),
        Maintaining::Guards => {
            let count = guards.count();
            if count > 0 && count == objective.key_results.len() {
                found.push(at(
                    Practice::B5,
                    Severity::Notice,
                    Kind::Objective,
                    objective.id,
                    Reason::MaintainOnly,
                ));
            }
        }
    }
}
