//! What goes out of the plan for people to read: the weekly update of a team, and documents that any program shows.
//!
//! Owns what a report is made of (facts, in an order) and how a document becomes plain text and HTML. Must not know the
//! browser, storage or the UI, nor the words of a language: who makes a document brings them.
//!
//! ```text
//! (plan, team, day) → Weekly (facts)  →  Document (blocks of words, made by the UI)  →  text, HTML
//! ```

mod document;
mod weekly;

pub use document::{Block, Document, Line};
pub use weekly::{ObjectiveNow, Weekly, weekly};
