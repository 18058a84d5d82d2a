//! The only way a plan changes: `Command → apply → Patch`, and the history that undoes it.
//!
//! Owns every rule about what an edit may do (which records it needs, what it takes along) and the one diff type that
//! undo, journal, registers and screens share. Must not know JSON, storage, clocks or randomness: a command brings its
//! ids, days and instants along. `apply(invert(p))` after `apply(p)` gives the same content again.

mod activate;
mod apply;
mod carry_over;
mod check;
mod check_in;
mod command;
mod cycle;
mod delete;
mod history;
mod improve;
mod patch;
mod place;
mod redefine;

pub use activate::{Item, Need, checklist};
pub use apply::{apply, apply_all};
pub use carry_over::{CarriedKeyResult, CarryOver, carried_measure};
pub use command::{Command, Refusal};
pub use delete::deletion;
pub use history::{History, Stays};
pub use improve::{Guard, Improve};
pub use patch::{Change, Patch, Stale};
pub use redefine::{Redefined, log_change, redefined};
