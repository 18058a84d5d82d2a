//! Registers: which version of every field a copy holds, so that two copies that both changed can be merged later.
//!
//! Owns dots, version vectors, and how an [`Edit`](crate::plan_file::Edit) is stamped ([`Ledger::stamp`]), journalled
//! and replayed ([`Step`]). Every edit is stamped from the first day; merging two copies is a later addition to this
//! module. Must not know storage, screens, clocks or randomness: replica names and instants are told.

mod adopt;
mod dot;
mod ledger;
mod ledger_file;
mod step;

pub use dot::{Dot, Seen};
pub use ledger::{Candidate, Deletion, Ledger};
pub use step::Step;
