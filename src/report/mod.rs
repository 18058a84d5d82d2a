//! What goes out of the plan for people to read: the weekly update of a team, the report of a cycle, and
//! documents that any program shows.
//!
//! Owns what a report is made of (facts, in an order) and how a document becomes plain text and HTML. Must not know the
//! browser, storage or the UI, nor the words of a language: who makes a document brings them.
//!
//! ```text
//! (plan, team, day) → Weekly (facts)  →  Document (blocks of words, made by the UI)  →  text, HTML
//! (plan, cycle, day) → CycleReport (facts)  →  a page that is printed, made by the UI
//! ```

mod cycle;
mod document;
mod weekly;

pub use cycle::{CycleReport, KeyResultReport, KpiReport, ObjectiveReport, cycle_report};
pub use document::{Block, Document, Line};
pub use weekly::{ObjectiveNow, Weekly, weekly};
