//! Registers: which version of every field a copy holds, so that two copies that both changed can be merged later.
//!
//! Owns dots, version vectors, how an [`Edit`](crate::plan_file::Edit) is stamped ([`Ledger::stamp`]), journalled and
//! replayed ([`Step`]); what two copies become ([`merge`]); the changes between two states ([`Changes`]), what of a file
//! is taken ([`receive`], [`Proposal`]), what was left undecided ([`conflicts`], [`choosing`]), how a step is taken
//! back ([`Made`]), who wrote what ([`history`]) and what is in the Trash ([`trash`]). Must not know storage, screens, clocks or randomness: replica names and instants are told.
//!
//! # How it works
//! A field is a register of versions, each named by a dot. Of two copies a version stays that both hold, or that one
//! holds and the other has not seen: what it has seen and does not hold, it has replaced. So `seen` and the versions
//! may only ever be raised together, and a replica id belongs to one sitting. Everything that changes a copy is one
//! [`Step`]: an edit with one dot, or an edit that brings its registers along (a merge, the undo of one or of a choice,
//! what was taken of a file).
//!
//! # Where it goes beyond the contract, and why
//! - What can't stand in its record (the day of a milestone that another person removed) waits among the conflicts
//!   under the dot that shows; a record is readable after every merge.
//! - A first day behind a last one is no refusal in a file that Cairn wrote: two people wrote them.
//! - A file that was reviewed is marked with `h<hash>:1`, not with the `x<hash>:1` of one that was opened: whoever
//!   opened it holds that version of every field, and a mark of the same name would claim to have replaced them all.
//! - Two values under one dot refuse a merge as well as an emptied field does: that is what a reused replica id leaves.
//! - A live record keeps what it can't be without out of the Trash.

mod adopt;
mod by_hand;
mod changes;
mod conflicts;
mod copy;
mod dot;
mod history;
mod join;
mod join_record;
mod ledger;
mod ledger_file;
mod made;
mod part;
mod presence;
mod proposal;
mod register;
mod registers;
mod step;
mod trash;
mod unread;

pub use changes::{Became, Changes, FieldChange, Group, RecordChange};
pub use conflicts::{Conflict, choosing, conflicts};
pub use copy::Copy;
pub use dot::{Dot, Seen};
pub use history::{Did, Written, WrittenRecord, history};
pub use ledger::{Candidate, Deletion, Ledger};
pub use made::Made;
pub use part::{Notes, part_of};
pub use proposal::{Proposal, Received, earlier, receive};
pub use registers::Registers;
pub use step::{Stamp, Step};
pub use trash::{Trashed, bringing_back, trash};

use crate::plan_file::Finding;

/// The step that merges `theirs` into `ours`, made at the instant `at` (RFC 3339 in UTC). It takes no dot: whoever
/// merges, and in whatever order, comes to the same. The findings say where and why two copies can't be merged: where a
/// field would be left without a version, or one version has two values.
pub fn merge(ours: Copy, theirs: Copy, at: &str) -> Result<Step, Vec<Finding>> {
    let merged = join::merge(ours, theirs)?;
    Ok(Step::between(merged.edit, ours.ledger, &merged.ledger, at))
}
