//! The plan file: the only module that knows JSON and its names.
//!
//! Owns the contract's shape: bytes to an ordered tree ([`Tree`]), the tree to typed records with everything wrong
//! collected ([`read()`]), repairs listed one by one, the canonical text ([`write()`]), and the field-level form of one
//! edit that journal and registers share ([`Edit`]). Must not know storage, registers (a file's `merge` section is
//! carried as a tree), screens, clocks or randomness.
//!
//! Reading never loses and never guesses: what nobody knows is kept and written back in place, numbers digit by
//! digit; what can't be read refuses the file with every problem named; nothing is repaired silently.

mod carried;
mod check;
mod check_ins;
mod cycles;
mod edit;
mod edit_between;
mod edit_fields;
mod edit_make;
mod edit_tree;
mod edit_unshown;
mod fields;
mod file_name;
mod finding;
mod head;
mod key_results;
mod kpi_about;
mod kpis;
mod measures;
mod members;
mod number;
mod objectives;
mod parse;
mod part;
mod people;
mod place;
mod print;
mod read;
mod reason;
mod record;
mod repair;
mod tree;
mod write;

pub use carried::{carried, carry};
pub use edit::{Edit, EditedFields, Part, What};
pub use edit_between::{Moves, Standing};
pub use edit_make::{rebased, with_fields};
pub use edit_unshown::take_unshown;
pub(crate) use fields::{instant, whole};
pub use file_name::{backup_name, copy_name, file_name, folder_name, page_name, picture_name, table_name};
pub use finding::{Finding, Refused};
pub use number::Number;
pub use parse::{DEPTH_LIMIT, SIZE_LIMIT, VALUE_LIMIT};
pub use part::{with_records, without_hints_elsewhere, without_notes};
pub use read::{Opened, read, read_newer, read_own};
pub use reason::{Expected, Reason};
pub use record::{collection, record_fields, record_name, record_named};
pub use tree::Tree;
pub use write::{record_tree, write, write_body, write_plan};

use crate::domain::Plan;

/// The `type` of every plan file.
pub const TYPE: &str = "okr-plan";
/// The version this code reads and writes.
pub const VERSION: u64 = 1;
/// The media type of a plan file.
pub const MEDIA_TYPE: &str = "application/json";

/// Most levels of a member that nobody knows: leaves room for the levels around it, also in Trash and registers.
const DEPTH_TO_KEEP: usize = 48;

/// A plan and what a file holds beside it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The plan.
    pub plan: Plan,
    /// The registers, as the file has them: `merge::Ledger` reads and writes them.
    pub merge: Option<Tree>,
    /// Whether the file's checksum holds. Of no meaning to [`write()`].
    pub seal: Seal,
    /// SHA-256 in hex of the canonical text without `sha256`, as the file was before any repair. Empty where
    /// [`read_own`] had no use for it.
    pub hash: String,
}

impl Document {
    /// A document to be written.
    pub fn new(plan: Plan, merge: Option<Tree>) -> Document {
        Document { plan, merge, seal: Seal::Missing, hash: String::new() }
    }

    /// Whether someone changed the file after Cairn wrote it: its registers no longer speak for its content.
    pub fn is_hand_edited(&self) -> bool {
        self.seal == Seal::Broken || (self.seal == Seal::Missing && self.merge.is_some())
    }
}

/// Whether a file is as Cairn wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It has no `sha256`: typed by hand, made by a script, or Cairn's own storage.
    Missing,
    /// `sha256` holds.
    Intact,
    /// `sha256` does not hold: edited since.
    Broken,
}
