//! Keeping a plan in a store of strings so that nothing that was acknowledged is ever lost.
//!
//! **Owns** the keys under `cairn/1/`, the envelopes around plan bodies and edits, and the protocol: two snapshots,
//! a journal, copies set aside before any repair, quarantine, one writer. **Must not know** what a plan is (bodies
//! and edits are opaque JSON texts), what time it is (callers pass `now_ms`), how to make anything random (callers
//! pass writer ids), or what a browser is (only the [`KeyValue`] port).
//!
//! # What is kept for a plan `p`
//! | key | value |
//! |---|---|
//! | `cairn/1/p/a`, `cairn/1/p/b` | two snapshots of the whole plan, overwritten in turn |
//! | `cairn/1/p/j/<seq>/<writer>` | one edit each, chained by checksums |
//! | `cairn/1/p/aside/…` | what was off the chain, damaged or replaced; removed only by a person |
//! | `cairn/1/p/quarantine/…` | raw values of a plan of which no snapshot could be read |
//! | `cairn/1/p/lease` | who writes, and the newest build that ever did |
//! | `cairn/1/p/about` | title, last opened, last saved to a file, whether put away, who works on it here: what may be lost |
//! | `cairn/1/current`, `cairn/1/ballast` | the open plan; 128 KB to give up when the store is full |
//!
//! # Invariants
//! 1. After every acknowledged call, `a` alone and `b` alone each lead to the newest state, with the journal.
//! 2. A value that is not ours, or is damaged, is copied aside before it is overwritten or removed.
//! 3. A record is removed only when both snapshots, as they stood a minute ago, contain it (browsers write late,
//!    and not all keys at once).
//! 4. A failed call leaves the store leading to the same state as before it.
//! 5. No value found in a store can cause a panic.
//!
//! # How it is called
//! Start: [`plans`], [`current_plan`]; the turn to write from Web Locks, else [`lease::standing`]; then
//! [`Keeper::load`] (or [`Keeper::create`], or a [`Follower`] where another tab writes). Each edit:
//! [`Keeper::append`]. When idle: [`Keeper::commit`] if [`Keeper::idle_commit_due`].
//!
//! # Limits
//! A checksum (CRC-32) finds accidents, not forgery. A plan that does not fit twice is not kept at all.

mod about;
mod aside;
mod backups;
mod checksum;
mod commit;
mod create;
mod cursor;
mod due;
mod dump;
mod envelope;
mod follower;
mod forget;
mod graph;
mod keeper;
mod key_value;
mod keys;
pub mod lease;
mod load;
mod mirror;
mod not_saved;
mod quarantine;
mod replace;
mod room;
mod slot;
mod survey;
mod trouble;
mod turn;

pub use about::{About, PlanEntry, Shelf, about, current_plan, note_about, plans, set_current_plan};
pub use aside::{Aside, AsideKind, asides, discard_aside};
pub use backups::{Backup, BackupKind, backup_due, backups_to_drop};
pub use create::CreateError;
pub use due::SaveState;
pub use dump::raw_dump;
pub use follower::{Follower, News};
pub use forget::forget_plan;
pub use keeper::{Ack, Keeper};
pub use key_value::{KeyValue, Memory, StorageError};
pub use lease::Writer;
pub use load::Loaded;
pub use mirror::{MirrorState, MirrorWrite, bring_back, is_mirrored, mirror_state, mirror_writes};
pub use not_saved::NotSaved;
pub use quarantine::{LoadError, give_up_quarantined};
pub use trouble::Trouble;
