//! A file of the same plan arrives: what it changes, what of it is taken, and the one step that takes it.

use super::by_hand;
use super::changes::{Became, Changes, FieldChange, RecordChange};
use super::conflicts::{changing_with_home, choosing, restoring};
use super::{Copy, Dot, Ledger, Step, merge};
use crate::change::deletion;
use crate::domain::{Id, Plan, RecordKey};
use crate::plan_file::{Document, Edit, EditedFields, Finding, Opened, Refused, Tree};

/// What a file is to the copy it came to.
#[derive(Clone, Debug)]
pub enum Received {
    /// It is another plan: to be opened beside this one.
    AnotherPlan,
    /// It came through a review before.
    AlreadyImported,
    /// A copy, a part or a hand-edited file of this plan.
    Proposal(Box<Proposal>),
}

/// The changes that a file brings: all of it is merged (or, of what never goes through the registers, nothing is
/// taken) until the ticks say otherwise.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it changes. The ticks, and the versions chosen, are a person's to set.
    pub changes: Changes,
    /// What came with the file: the copy whose changes they are.
    pub(super) theirs: (Plan, Ledger),
    /// Whether it came through the registers: a file as Cairn wrote it, of the whole plan.
    pub is_merge: bool,
    /// What says that the file was reviewed, once it was.
    pub(super) reviewed: Option<Reviewed>,
}

/// How a file that never goes through the registers is known again.
#[derive(Clone, Debug)]
pub(super) struct Reviewed {
    /// Its mark among what was seen.
    mark: Dot,
    /// The ticks as they were proposed.
    proposed: Vec<bool>,
}

impl Reviewed {
    /// Whether all that was proposed was taken. What a person left out can be had later from the same file.
    fn is_done(&self, changes: &Changes) -> bool {
        self.proposed.iter().zip(changes.ticks()).all(|(proposed, ticked)| ticked || !proposed)
    }
}

/// What a file that was read is to `ours`. Refused with places, nothing changed, where its registers are damaged or
/// can't be those of a copy of this plan.
pub fn receive(ours: Copy, opened: &Opened) -> Result<Received, Refused> {
    let refused = |findings| Refused { findings, left_out: 0 };
    let document = &opened.document;
    if document.plan.id() != ours.plan.id() {
        return Ok(Received::AnotherPlan);
    }
    let ledger = document.merge.as_ref().map_or(Ok(Ledger::default()), Ledger::read).map_err(refused)?;
    // References to what is missing there may be whole here: as the file has them, not as they were repaired.
    let mut plan = document.plan.clone();
    let _ = opened.repair.invert().apply(&mut plan);
    let theirs = (plan, ledger);
    let is_part = theirs.1.part.is_some() || ours.ledger.part.is_some();
    if document.merge.is_some() && !document.is_hand_edited() && !is_part {
        let step = merge(ours, Copy::new(&theirs.0, &theirs.1), "").map_err(refused)?;
        let (mut plan, mut ledger) = (ours.plan.clone(), ours.ledger.clone());
        step.replay(&mut plan, &mut ledger).map_err(refused)?;
        let changes = Changes::between(ours, Copy::new(&plan, &ledger));
        return Ok(Received::Proposal(Box::new(Proposal {
            changes,
            theirs,
            is_merge: true,
            reviewed: None,
        })));
    }
    if marks_of(document).iter().flatten().any(|mark| ours.ledger.seen.covers(mark)) {
        return Ok(Received::AlreadyImported);
    }
    let whole = is_part && !document.is_hand_edited();
    let changes = by_hand::changes(ours, Copy::new(&theirs.0, &theirs.1), whole);
    let [_, mark] = marks_of(document);
    let reviewed = mark.map(|mark| Reviewed { mark, proposed: changes.ticks() });
    Ok(Received::Proposal(Box::new(Proposal { changes, theirs, is_merge: false, reviewed })))
}

/// The dots that say that a file was opened as a plan, or reviewed. The two differ: what was only reviewed must not
/// seem to be a version that someone else, who opened the same file, holds of every field.
fn marks_of(document: &Document) -> [Option<Dot>; 2] {
    let start = document.hash.get(..12).unwrap_or_default();
    ["x", "h"].map(|sign| Some(Dot { replica: Id::parse(&format!("{sign}{start}"))?, counter: 1 }))
}

/// What an earlier state of the plan holds otherwise than the plan does now: each difference is offered and none of
/// them proposed. What is taken comes back as new edits; what came since stays.
pub fn earlier(ours: Copy, state: Plan) -> Proposal {
    let mut changes = by_hand::changes(ours, Copy::new(&state, &Ledger::default()), false);
    for record in changes.records_mut() {
        record.ticked = record.became == Became::Changed;
        record.fields.iter_mut().for_each(|field| field.ticked = false);
    }
    Proposal { changes, theirs: (state, Ledger::default()), is_merge: false, reviewed: None }
}

impl Proposal {
    /// The copy that came with the file.
    pub fn theirs(&self) -> Copy<'_> {
        Copy::new(&self.theirs.0, &self.theirs.1)
    }

    /// Whether the file brings nothing: no change, and no version that was not seen.
    pub fn is_empty(&self, ours: Copy) -> bool {
        let unseen = |(replica, counter): (&Id, u64)| {
            !ours.ledger.seen.covers(&Dot { replica: replica.clone(), counter })
        };
        self.changes.is_empty() && !(self.is_merge && self.theirs.1.seen.iter().any(unseen))
    }

    /// The one step that takes what is ticked, and chooses what is chosen: merging everything, then putting back what
    /// was not taken as ordinary edits of `replica`; of a part or a hand-edited file, ordinary edits of what was taken.
    pub fn take(&self, ours: Copy, replica: &Id, at: &str) -> Result<Step, Vec<Finding>> {
        let (mut plan, mut ledger) = (ours.plan.clone(), ours.ledger.clone());
        let mut whole = Edit::default();
        if self.is_merge {
            let step = merge(ours, Copy::new(&self.theirs.0, &self.theirs.1), at)?;
            step.replay(&mut plan, &mut ledger)?;
            whole = step.edit;
        }
        let edit = if self.is_merge {
            put_back(&self.changes, &plan)?
        } else {
            by_hand::taken(&self.changes, ours, &self.theirs.0)?
        };
        let mut draft = plan.clone();
        edit.apply(&mut draft)?;
        let edit = edit.then(choices(&self.changes, &mut draft));
        if !edit.is_empty() {
            Step::stamped(&mut ledger, edit.clone(), replica, at);
            edit.apply(&mut plan)?;
            whole = whole.then(edit);
        }
        if let Some(review) = self.reviewed.as_ref().filter(|review| review.is_done(&self.changes)) {
            ledger.seen.add(&review.mark);
        }
        Ok(Step::between(whole, ours.ledger, &ledger, at))
    }
}

/// The edits that put back what was not taken; `plan` is the merged one.
fn put_back(changes: &Changes, plan: &Plan) -> Result<Edit, Vec<Finding>> {
    let mut draft = plan.clone();
    let mut edit = Edit::default();
    for record in changes.records() {
        let more = match (record.became, &record.key) {
            (Became::Created | Became::Restored, RecordKey::Record(kind, id)) if !record.ticked => {
                // with all that can't be without it, unless that has taken it along already
                let patch = deletion(&draft, *kind, id).unwrap_or_default();
                Edit::from_patch(&patch, &draft)
            }
            // unless what it belongs to has brought it back already
            (Became::Deleted, RecordKey::Record(..))
                if !record.ticked && draft.get(&record.key).is_none() =>
            {
                restoring(&record.key, &draft)
            }
            (Became::Deleted | Became::Created, _) => continue,
            // what was put back above it has taken it along
            _ if draft.get(&record.key).is_none() => continue,
            _ => {
                // Half of a measure is none: then all of it is put back, or none where a version of it is chosen.
                let is_untaken: [&dyn Fn(&FieldChange) -> bool; 3] = [
                    &|field| !field.ticked,
                    &|field| !field.ticked || is_of_measure(&field.path),
                    &|field| !field.ticked && !is_of_measure(&field.path),
                ];
                let tries = is_untaken.map(|is_untaken| untaken(record, &draft, is_untaken));
                tries.into_iter().find(|edit| edit.to_patch(&draft).is_ok()).unwrap_or_default()
            }
        };
        more.apply(&mut draft)?;
        edit = edit.then(more);
    }
    Ok(edit)
}

/// The edit that gives fields of a record, where they were not taken, the values they had.
fn untaken(record: &RecordChange, draft: &Plan, is_untaken: &dyn Fn(&FieldChange) -> bool) -> Edit {
    let mut fields = EditedFields::default();
    for field in record.fields.iter().filter(|f| is_untaken(f) && f.chosen.is_none() && f.before != f.after) {
        set(&mut fields, &field.path, field.before.clone());
    }
    changing_with_home(draft, &record.key, fields)
}

/// Whether a field is the measure of a key result or a milestone in it: they stand or fall together.
pub(super) fn is_of_measure(path: &str) -> bool {
    path == "measure" || path.starts_with("measure/")
}

pub(super) fn set(fields: &mut EditedFields, path: &str, value: Option<Tree>) {
    match value {
        Some(value) => fields.set.push((path.to_string(), value)),
        None => fields.cleared.push(path.to_string()),
    }
}

/// The edits that choose among versions. A value that can't stand in its record alone, such as the day of a milestone
/// that was removed, stays undecided.
fn choices(changes: &Changes, draft: &mut Plan) -> Edit {
    let mut edit = Edit::default();
    for record in changes.records() {
        for field in &record.fields {
            let Some(dot) = &field.chosen else { continue };
            let other = field.others.iter().find(|other| other.dot == *dot);
            let value = other.map_or(field.after.as_ref(), |other| other.value.as_ref());
            let choice = choosing(draft, &record.key, &field.path, value);
            if choice.apply(draft).is_ok() {
                edit = edit.then(choice);
            }
        }
    }
    edit
}
