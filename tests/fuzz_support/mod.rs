//! Fuzzing on stable Rust: inputs changed at random for a fixed time, judged by what must hold of every input.
//!
//! There is no coverage to steer by. In its place each judge says what became of an input (which refusal at which
//! place, which kind of step), and an input with a new outcome is changed further.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod bytes;
mod corpus;
mod dice;
mod mutate;
mod odd;
mod run;
mod smaller;
mod targets;
mod trees;
mod words;

pub use run::run;
pub use targets::{journal, merge, read, sentence, store};

/// What became of an input, in few words; or which promise was broken (up to the first colon) and how.
pub type Judged = Result<String, String>;

/// Something to be fuzzed.
pub struct Target {
    /// Its name: the folder of its corpus, and how its failing inputs are called.
    pub name: &'static str,
    /// Good inputs to start from.
    pub seeds: Vec<Vec<u8>>,
    /// How its inputs look.
    pub shape: Shape,
    /// What must hold of every input.
    pub judge: fn(&[u8]) -> Judged,
}

/// How inputs look, and so how they are best changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One JSON value.
    Json,
    /// A JSON object of keys and texts, most of the texts JSON themselves.
    Store,
    /// A line that someone types.
    Text,
}

/// Gives `Err("<promise>: <how>")` where something does not hold.
#[macro_export]
macro_rules! holds {
    ($promise:expr, $holds:expr $(, $($how:tt)+)?) => {
        if !$holds {
            #[allow(unused_mut, unused_assignments)]
            let mut how = stringify!($holds).to_string();
            $(how = format!($($how)+);)?
            return Err(format!("{}: {how}", $promise));
        }
    };
}
