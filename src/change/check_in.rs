//! Check-ins after they were made: corrected with their trace kept, their blockers cleared.
//!
//! A deleted check-in leaves its trace in the Trash. A corrected one keeps what it said beside what it says now, each
//! correction under an id of its own: so two people who correct the same report in two copies both leave theirs when the
//! copies come together, and no clock decides which was first.

use super::{Command, Patch, Refusal, apply};
use crate::domain::{CheckIn, Correction, Date, Id, Kind, Plan, Record};

/// The patch that makes a check-in say what `now` says. What it said of day, value, confidence and note stays as its
/// trace; its author's name and its blocker are no statement and leave none. It stays with its key result.
pub(super) fn correct(
    plan: &Plan,
    id: Id,
    correction: Id,
    at: Option<String>,
    now: CheckIn,
    why: Option<String>,
) -> Result<Patch, Refusal> {
    let was = plan.records().check_ins.get(&id).ok_or(Refusal::NotThere(Kind::CheckIn))?;
    let says = |c: &CheckIn| (c.on, c.value, c.confidence, c.note.clone());
    let mut corrected = CheckIn {
        key_result: was.key_result.clone(),
        at: was.at.clone(),
        was: was.was.clone(),
        kept: was.kept.clone(),
        ..now
    };
    if says(was) != says(&corrected) {
        let (on, value, confidence, note) = says(was);
        if corrected.was.insert(correction, Correction { at, on, value, confidence, note, why }).is_some() {
            return Err(Refusal::IdTaken);
        }
    }
    apply(plan, Command::Edit { id, record: Record::CheckIn(corrected) })
}

/// The patch that clears the blocker of a check-in on a day, or with `None` lets it stand in the way again.
pub(super) fn clear_blocker(plan: &Plan, id: Id, day: Option<Date>) -> Result<Patch, Refusal> {
    let mut check_in = plan.records().check_ins.get(&id).cloned().ok_or(Refusal::NotThere(Kind::CheckIn))?;
    if day.is_some_and(|day| day < check_in.on) {
        return Err(Refusal::BeforeFirstDay(check_in.on));
    }
    check_in.blocker.as_mut().ok_or(Refusal::BlockerMissing)?.cleared = day;
    apply(plan, Command::Edit { id, record: Record::CheckIn(check_in) })
}
