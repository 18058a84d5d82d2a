//! What people type becomes numbers and measures; nothing is guessed.
//!
//! Owns reading: numbers in the notation of a locale, and targets said relative to a baseline. Must not write anything
//! or know screens. What has two meanings becomes a question or a refusal with its reason, never a guess.

mod number;
mod target;

pub use number::{Number, NumberFault, NumberFormat, read_number};
pub use target::{PercentMeans, Question, Subject, TargetFault, TypedTarget, read_target, resolve_target};
