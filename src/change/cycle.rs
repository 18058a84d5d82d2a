//! Closing a cycle and opening it again, each one step.

use super::{Patch, Refusal};
use crate::domain::{
    Cycle, CycleStage, Date, Decision, Id, Kind, Plan, Record, RecordKey, Reopening, Review,
};

/// Adds the closing of a cycle, with what the team found, to `patch`.
pub(super) fn close(
    plan: &Plan,
    id: &Id,
    day: Date,
    review: Review,
    patch: &mut Patch,
) -> Result<(), Refusal> {
    let cycle = cycle_of(plan, id)?;
    if cycle.is_closed() {
        return Err(Refusal::CycleClosed);
    }
    if day < cycle.from {
        return Err(Refusal::BeforeFirstDay(cycle.from));
    }
    check(plan, id, &review)?;
    let closed = Cycle { stage: Some(CycleStage::Closed), closed: Some(day), ..cycle.clone() };
    patch.set(plan, RecordKey::Record(Kind::Cycle, id.clone()), Some(Record::Cycle(closed)));
    patch.set(plan, RecordKey::Record(Kind::Review, id.clone()), Some(Record::Review(review)));
    Ok(())
}

/// Scores from 0 to 1, of key results of this cycle; decisions on objectives of this cycle.
fn check(plan: &Plan, cycle: &Id, review: &Review) -> Result<(), Refusal> {
    let records = plan.records();
    let of_cycle = |objective: &Id| records.objectives.get(objective).is_some_and(|o| &o.cycle == cycle);
    let key_result = |id: &Id| records.key_results.get(id).is_some_and(|k| of_cycle(&k.objective));
    if !review.scores.values().all(|score| (0.0..=1.0).contains(&score.score)) {
        return Err(Refusal::ScoreOutOfRange);
    }
    if !review.scores.keys().all(key_result) {
        return Err(Refusal::NotThere(Kind::KeyResult));
    }
    if review.next.keys().all(of_cycle) { Ok(()) } else { Err(Refusal::NotThere(Kind::Objective)) }
}

/// Adds the reopening of a closed cycle to `patch`. The day it had been closed stays in the file, so that the days
/// between still show it closed.
pub(super) fn reopen(plan: &Plan, id: &Id, day: Date, why: &str, patch: &mut Patch) -> Result<(), Refusal> {
    let mut cycle = cycle_of(plan, id)?.clone();
    if !cycle.is_closed() {
        return Err(Refusal::CycleOpen);
    }
    if why.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let mut again = Reopening { why: why.trim().to_string(), closed: cycle.closed };
    // opened twice on one day: both reasons, and the earlier closing day
    if let Some(earlier) = cycle.reopened.remove(&day) {
        again.why = format!("{}\n{}", earlier.why, again.why);
        again.closed = earlier.closed.or(again.closed);
    }
    cycle.reopened.insert(day, again);
    (cycle.stage, cycle.closed) = (Some(CycleStage::Active), None);
    patch.set(plan, RecordKey::Record(Kind::Cycle, id.clone()), Some(Record::Cycle(cycle)));
    Ok(())
}

/// Adds to `patch` what becomes of an objective in the next cycle. It is written to the review also when the cycle is
/// closed: it speaks of the next one.
pub(super) fn decide(
    plan: &Plan,
    objective: &Id,
    decision: Decision,
    patch: &mut Patch,
) -> Result<(), Refusal> {
    let records = plan.records();
    let cycle = &records.objectives.get(objective).ok_or(Refusal::NotThere(Kind::Objective))?.cycle;
    cycle_of(plan, cycle)?;
    let mut review = records.reviews.get(cycle).cloned().unwrap_or_default();
    review.next.insert(objective.clone(), decision);
    patch.set(plan, RecordKey::Record(Kind::Review, cycle.clone()), Some(Record::Review(review)));
    Ok(())
}

fn cycle_of<'a>(plan: &'a Plan, id: &Id) -> Result<&'a Cycle, Refusal> {
    plan.records().cycles.get(id).ok_or(Refusal::NotThere(Kind::Cycle))
}
