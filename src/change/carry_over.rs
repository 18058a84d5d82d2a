//! An objective goes on in the next cycle: as a copy with a fresh baseline, never by itself.

use super::cycle::decide;
use super::{Command, Patch, Refusal, apply};
use crate::domain::{
    Date, Decision, Id, KeyResult, Kind, Measure, Milestone, NextStep, Objective, ObjectiveStage, Plan,
    Reach, Record, RecordKey, round,
};
use crate::ordered::Map;

/// How an objective goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct CarryOver {
    /// The objective of the cycle that ends.
    pub objective: Id,
    /// Keep: as it is, from the last values on. Change: as a draft to be worked over.
    pub decision: Decision,
    /// The cycle it goes on in.
    pub into: Id,
    /// The id of the copy, not used so far.
    pub id: Id,
    /// The day it is done: the measures in force on it (or on the closing day before it) go on.
    pub day: Date,
    /// The key results that go on with it, in their order; one that is not named stays behind.
    pub key_results: Vec<CarriedKeyResult>,
}

/// How a key result goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedKeyResult {
    /// The key result of the cycle that ends.
    pub of: Id,
    /// The id of the copy, not used so far.
    pub id: Id,
    /// Its last value, in its unit: where the copy begins (see `progress::standing`). `None` where there is none.
    pub last: Option<f64>,
}

/// The measure that a copy begins with, after `measure` ended at the value `last` on `day`.
///
/// *reach* begins at the last value; `None`, and so a draft that asks for a new target, where the target is met already
/// or the direction would turn. *keep* goes on as it is. Of milestones those go on that are not done; `None` where all
/// are.
pub fn carried_measure(measure: &Measure, last: Option<f64>, day: Date) -> Option<Measure> {
    let carried = match measure {
        Measure::Reach(reach) => {
            let from = last.unwrap_or(reach.from);
            let left = if reach.to > reach.from { reach.to - from } else { from - reach.to };
            if round(left) <= 0.0 {
                return None;
            }
            Measure::Reach(Reach { from, to: reach.to })
        }
        Measure::Keep(_) => measure.clone(),
        Measure::Milestones(steps) => {
            let undone = steps.iter().filter(|(_, step)| !step.done_on(day));
            let fresh = undone.map(|(id, step)| (id.clone(), Milestone { done: None, ..step.clone() }));
            Measure::Milestones(fresh.collect::<Map<_, _>>())
        }
    };
    carried.fault().is_none().then_some(carried)
}

/// Adds the copy of an objective, and the decision in the review of its cycle, to a patch.
pub(super) fn carry_over(plan: &Plan, carry: CarryOver) -> Result<Patch, Refusal> {
    let records = plan.records();
    let CarryOver { objective: of, decision, into, id, day, key_results } = carry;
    let objective = records.objectives.get(&of).ok_or(Refusal::NotThere(Kind::Objective))?;
    if objective.cycle == into {
        return Err(Refusal::SameCycle);
    }
    let is_copy = |o: &Objective| o.cycle == into && o.carried_from.as_ref() == Some(&of);
    if records.objectives.values().any(is_copy) {
        return Err(Refusal::AlreadyCarried);
    }
    let closed = records.cycles.get(&objective.cycle).and_then(|c| c.closed);
    let day = closed.map_or(day, |closed| closed.min(day));
    let mut patch = Patch::default();
    decide(plan, &of, decision.clone(), &mut patch)?;
    if decision.what == NextStep::Drop {
        return Ok(patch);
    }
    let copies = key_results.iter().map(|carried| copy_of(plan, carried, &of, &id, day));
    let copies: Vec<(Id, KeyResult)> = copies.collect::<Result<_, _>>()?;
    let all_measured = copies.iter().all(|(_, k)| k.measure.is_some());
    let active =
        decision.what == NextStep::Keep && objective.stage() != ObjectiveStage::Draft && all_measured;
    let copy = Objective {
        cycle: into.clone(),
        stage: Some(if active { ObjectiveStage::Active } else { ObjectiveStage::Draft }),
        supports: objective.supports.as_ref().and_then(|above| carried_target(plan, above, &into)),
        carried_from: Some(of.clone()),
        rank: None,
        kept: Vec::new(),
        ..objective.clone()
    };
    // each is made in the plan that the one before leaves behind, so that ids and ranks are checked as always
    let mut draft = plan.clone();
    let mut make = |command: Command| {
        let made = apply(&draft, command)?;
        made.apply(&mut draft).map_err(Refusal::Stale)?;
        Ok::<_, Refusal>(made)
    };
    let mut made = vec![patch, make(Command::Create { id: id.clone(), record: Record::Objective(copy) })?];
    for (id, copy) in copies {
        made.push(make(Command::Create { id, record: Record::KeyResult(copy) })?);
    }
    made.push(realigned(&draft, &of, &id, &into));
    Ok(Patch::joined(made))
}

fn copy_of(
    plan: &Plan,
    carried: &CarriedKeyResult,
    of: &Id,
    to: &Id,
    day: Date,
) -> Result<(Id, KeyResult), Refusal> {
    let key_result = plan.records().key_results.get(&carried.of).filter(|k| &k.objective == of);
    let key_result = key_result.ok_or(Refusal::NotThere(Kind::KeyResult))?;
    if carried.last.is_some_and(|last| !last.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let measure = key_result.measure_on(day);
    let goes_on = matches!(measure, Some(Measure::Keep(_)));
    let copy = KeyResult {
        objective: to.clone(),
        measure: measure.and_then(|measure| carried_measure(measure, carried.last, day)),
        // the words spoke of the old baseline
        typed: key_result.typed.clone().filter(|_| goes_on),
        confidence: None,
        revisions: Map::new(),
        from: None,
        to: None,
        carried_from: Some(carried.of.clone()),
        kept: Vec::new(),
        ..key_result.clone()
    };
    Ok((carried.id.clone(), copy))
}

/// What a copy supports: the same as before where that is still open, else its copy in the new cycle.
fn carried_target(plan: &Plan, above: &Id, into: &Id) -> Option<Id> {
    let records = plan.records();
    let objective = records.key_results.get(above).map_or(above, |k| &k.objective);
    let cycle = records.cycles.get(&records.objectives.get(objective)?.cycle)?;
    let in_new = |o: &Id| records.objectives.get(o).is_some_and(|o| &o.cycle == into);
    let mut objectives = records.objectives.iter();
    let mut key_results = records.key_results.iter();
    let copy =
        objectives.find(|(id, o)| o.carried_from.as_ref() == Some(above) && in_new(id)).map(|(id, _)| id);
    let copy = copy.or_else(|| {
        let is_copy = |k: &KeyResult| k.carried_from.as_ref() == Some(above) && in_new(&k.objective);
        key_results.find(|(_, k)| is_copy(k)).map(|(id, _)| id)
    });
    copy.cloned().or_else(|| (!cycle.is_closed()).then(|| above.clone()))
}

/// Copies that were made before the one they support: they support its copy now, so that the order does not matter.
fn realigned(plan: &Plan, of: &Id, copy: &Id, into: &Id) -> Patch {
    let records = plan.records();
    let mut patch = Patch::default();
    for (id, objective) in records.objectives.iter().filter(|(id, o)| &o.cycle == into && *id != copy) {
        let original = objective.carried_from.as_ref().and_then(|from| records.objectives.get(from));
        let Some(above) = original.and_then(|o| o.supports.as_ref()) else { continue };
        let speaks_of = records.key_results.get(above).map_or(above, |k| &k.objective) == of;
        let untouched = objective.supports.is_none() || objective.supports.as_ref() == Some(above);
        if speaks_of && untouched {
            let supports = carried_target(plan, above, into);
            let aligned = Record::Objective(Objective { supports, ..objective.clone() });
            patch.set(plan, RecordKey::Record(Kind::Objective, id.clone()), Some(aligned));
        }
    }
    patch
}
