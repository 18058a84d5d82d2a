//! Registers: which version of every field a copy holds, so that two copies that both changed can be merged later.
//!
//! Owns dots, version vectors, and how an [`Edit`](crate::plan_file::Edit) is stamped ([`Ledger::stamp`]), journalled
//! and replayed ([`Step`]). Every edit is stamped from the first day; merging two copies is a later addition to this
//! module. Must not know storage, screens, clocks or randomness: replica names and instants are told.

mod adopt;
mod by_hand;
mod changes;
mod conflicts;
mod copy;
mod dot;
mod join;
mod join_record;
mod ledger;
mod ledger_file;
mod made;
mod presence;
mod register;
mod registers;
mod review;
mod step;
mod unread;

pub use changes::{Became, Changes, FieldChange, Group, RecordChange};
pub use conflicts::{Conflict, choosing, conflicts};
pub use copy::Copy;
pub use dot::{Dot, Seen};
pub use ledger::{Candidate, Deletion, Ledger};
pub use made::Made;
pub use registers::Registers;
pub use review::{Received, Review, receive};
pub use step::{Stamp, Step};

use crate::plan_file::Finding;

/// The step that merges `theirs` into `ours`, or why the two can't be copies of one plan; nothing has changed then.
pub fn merge(ours: Copy, theirs: Copy, at: &str) -> Result<Step, Vec<Finding>> {
    let merged = join::merge(ours, theirs)?;
    Ok(Step::between(merged.edit, ours.ledger, &merged.ledger, at))
}
