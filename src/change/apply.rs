//! `Command → Patch`: the one place that decides what an edit does.

use super::check::{check, open};
use super::{Command, Patch, Refusal, activate, carry_over, check_in, cycle, delete, improve, place};
use crate::domain::{Id, KeyResult, Kind, Measure, Plan, Record, RecordKey, Revision};

/// What `command` does to `plan`, as a patch, or why it is refused. The plan itself is changed by [`Patch::apply`].
pub fn apply(plan: &Plan, command: Command) -> Result<Patch, Refusal> {
    let mut patch = Patch::default();
    match command {
        Command::Create { id, record } => {
            let Some(kind) = record.kind() else { return Err(Refusal::IdTaken) };
            let shared = matches!(kind, Kind::Objective | Kind::KeyResult)
                && (plan.records().contains(Kind::Objective, &id)
                    || plan.records().contains(Kind::KeyResult, &id));
            if shared || plan.records().contains(kind, &id) {
                return Err(Refusal::IdTaken);
            }
            let record = place::ranked_last(plan, record);
            check(plan, &id, &record)?;
            patch.set(plan, RecordKey::Record(kind, id), Some(record));
        }
        Command::Edit { id, record } => {
            let Some(kind) = record.kind() else { return Err(Refusal::IdTaken) };
            let before = plan.records().get(kind, &id).ok_or(Refusal::NotThere(kind))?;
            // Closed on both sides: neither may an edit reach into a closed cycle, nor lead out of one.
            open(plan, &id, &before)?;
            check(plan, &id, &record)?;
            patch.set(plan, RecordKey::Record(kind, id), Some(record));
        }
        Command::Delete { kind, id } => {
            // a whole cycle can go, with all that is in it; a piece of a closed one can't
            if let Some(record) = plan.records().get(kind, &id).filter(|_| kind != Kind::Cycle) {
                open(plan, &id, &record)?;
            }
            delete::delete(plan, kind, &id, &mut patch)?;
        }
        Command::Place { kind, id, after } => {
            if let Some(record) = plan.records().get(kind, &id).filter(|_| kind != Kind::Cycle) {
                open(plan, &id, &record)?;
            }
            place::place(plan, kind, &id, after.as_ref(), &mut patch)?;
        }
        Command::RecordCheckIn { id, check_in } => {
            return apply(plan, Command::Create { id, record: Record::CheckIn(check_in) });
        }
        Command::RecordMeasurement { kpi, day, measurement } => {
            if !plan.records().contains(Kind::Kpi, &kpi) {
                return Err(Refusal::NotThere(Kind::Kpi));
            }
            if measurement.as_ref().is_some_and(|m| !m.value.is_finite()) {
                return Err(Refusal::NotFinite);
            }
            patch.set(plan, RecordKey::Measurement(kpi, day), measurement.map(Record::Measurement));
        }
        Command::TickMilestone { key_result, milestone, done } => {
            let mut edited = key_result_of(plan, &key_result)?;
            // The tick belongs to the measure in force last, so that a revised list of milestones can be ticked too.
            let in_force = match edited.revisions.last_value_mut() {
                Some(revision) => Some(&mut revision.measure),
                None => edited.measure.as_mut(),
            };
            let Some(Measure::Milestones(steps)) = in_force else { return Err(Refusal::MeasureMissing) };
            steps.get_mut(&milestone).ok_or(Refusal::NotThere(Kind::KeyResult))?.done = done;
            return apply(plan, Command::Edit { id: key_result, record: Record::KeyResult(edited) });
        }
        Command::ReviseMeasure { key_result, day, measure, why } => {
            let mut edited = key_result_of(plan, &key_result)?;
            edited.revisions.insert(day, Revision { measure, why });
            return apply(plan, Command::Edit { id: key_result, record: Record::KeyResult(edited) });
        }
        Command::CorrectCheckIn { id, correction, at, now, why } => {
            return check_in::correct(plan, id, correction, at, now, why);
        }
        Command::ClearBlocker { check_in, day } => return check_in::clear_blocker(plan, check_in, day),
        Command::ActivateObjective { objective, anyway } => {
            return activate::activate(plan, objective, anyway);
        }
        Command::CloseCycle { cycle, day, review } => cycle::close(plan, &cycle, day, review, &mut patch)?,
        Command::ReopenCycle { cycle, day, why } => cycle::reopen(plan, &cycle, day, &why, &mut patch)?,
        Command::Decide { objective, decision } => {
            cycle::decide(plan, &objective, decision, &mut patch)?;
        }
        Command::CarryOver(carry) => return carry_over::carry_over(plan, carry),
        Command::Improve(improve) => return improve::improve(plan, improve),
        Command::MarkChange { kpi, day, what } => return improve::mark_change(plan, kpi, day, what),
        Command::EditHead(head) => {
            if head.title.trim().is_empty() {
                return Err(Refusal::TitleMissing);
            }
            patch.set(plan, RecordKey::Head, Some(Record::Head(head)));
        }
    }
    Ok(patch)
}

/// Makes several commands in place, each on what the one before left, as one step: all of them or, on a refusal, none.
/// `before_each` sees every patch together with the plan that it is about to change.
pub fn apply_all(
    plan: &mut Plan,
    commands: Vec<Command>,
    mut before_each: impl FnMut(&Patch, &Plan),
) -> Result<Patch, Refusal> {
    let mut made: Vec<Patch> = Vec::new();
    let mut fresh = Vec::new();
    for command in commands {
        let step = apply(plan, command).and_then(|patch| {
            before_each(&patch, plan);
            let new_ids = patch.changes().iter().filter(|c| c.before.is_none()).map(|c| &c.key);
            fresh.extend(new_ids.filter(|key| !plan.is_trashed(key)).cloned());
            patch.apply(plan).map(|()| patch).map_err(Refusal::Stale)
        });
        match step {
            Ok(patch) => made.push(patch),
            Err(refusal) => {
                // What was just made can be taken back: nothing came in between. It never was, so no Trash either.
                made.iter().rev().for_each(|patch| {
                    let _ = patch.invert().apply(plan);
                });
                fresh.iter().for_each(|key| plan.forget_trashed(key));
                return Err(refusal);
            }
        }
    }
    Ok(Patch::joined(made))
}

fn key_result_of(plan: &Plan, id: &Id) -> Result<KeyResult, Refusal> {
    plan.records().key_results.get(id).cloned().ok_or(Refusal::NotThere(Kind::KeyResult))
}
