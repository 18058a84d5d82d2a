//! From draft to active: what the practice asks of an objective before it is set in motion, as a list to be shown.
//!
//! A checklist, not a wall: activating refuses what is lacking once, with all of it named, and can be asked to go ahead
//! `anyway`. Even then two things are refused, because no plan may hold them: a key result without a measure in an
//! objective that is no draft, and a change in a closed cycle.

use super::{Command, Patch, Refusal, apply};
use crate::domain::{Id, Kind, Objective, ObjectiveStage, Plan, Record};

/// What an objective needs before it is set in motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// At least one key result.
    KeyResult,
    /// A measure of each key result.
    Measure,
    /// A person who answers for the objective.
    Owner,
    /// Committed or aspirational, said and not left to the default.
    Ambition,
    /// A first and a last day of each key result, its own or the cycle's, in their order.
    Dates,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is needed.
    pub need: Need,
    /// The records that lack it (key results, or the objective); empty = it is there.
    pub lacking: Vec<Id>,
}

/// What an objective needs before it is set in motion and where it is lacking, in the order of the form; empty for one
/// that is not there.
pub fn checklist(plan: &Plan, objective: &Id) -> Vec<Item> {
    let Some(record) = plan.records().objectives.get(objective) else { return Vec::new() };
    let key_results = plan.key_results_of(objective);
    let here = |lacks: bool| if lacks { vec![objective.clone()] } else { Vec::new() };
    let unmeasured = key_results.iter().filter(|(_, k)| k.measure.is_none());
    let undated =
        key_results.iter().filter(|(_, k)| plan.span_of(k).is_none_or(|(first, last)| last < first));
    let item = |need: Need, lacking: Vec<Id>| Item { need, lacking };
    vec![
        item(Need::KeyResult, here(key_results.is_empty())),
        item(Need::Measure, unmeasured.map(|(id, _)| (*id).clone()).collect()),
        item(Need::Owner, here(record.owner.is_none())),
        item(Need::Ambition, here(record.ambition.is_none())),
        item(Need::Dates, undated.map(|(id, _)| (*id).clone()).collect()),
    ]
}

/// The patch that sets an objective in motion.
pub(super) fn activate(plan: &Plan, id: Id, anyway: bool) -> Result<Patch, Refusal> {
    let record = plan.records().objectives.get(&id).ok_or(Refusal::NotThere(Kind::Objective))?;
    let lacking: Vec<Need> = checklist(plan, &id)
        .into_iter()
        .filter(|item| !item.lacking.is_empty())
        .map(|item| item.need)
        .collect();
    let active = Objective { stage: Some(ObjectiveStage::Active), ..record.clone() };
    let patch = apply(plan, Command::Edit { id, record: Record::Objective(active) });
    match patch {
        // the list says it better than the first thing on it
        Ok(_) | Err(Refusal::MeasureMissing) if !anyway && !lacking.is_empty() => {
            Err(Refusal::NotReady(lacking))
        }
        patch => patch,
    }
}
