//! What people type becomes numbers and measures; nothing is guessed.
//!
//! Owns reading: numbers in the notation of a locale, targets said relative to a baseline, and whole key results in
//! English, German and Spanish. Must not write anything or know screens. What has two meanings becomes a question or a
//! refusal with its reason, never a guess.

mod due;
mod key_result;
mod lex;
mod number;
mod target;
mod unit;
mod words;

pub use due::{Days, Due, DueDays, occasions};
pub use key_result::{Answers, Ask, Candidate, Parse, Read, Role, TypedMeasure, Way, read_key_result};
pub use number::{Number, NumberFault, NumberFormat, read_number};
pub use target::{PercentMeans, Question, Subject, TargetFault, TypedTarget, read_target, resolve_target};
pub use unit::{Unit, UnitKind};
pub use words::Language;
