//! A table of values as text, as spreadsheets and other tools write it: read, understood with what is shown and never
//! guessed silently, brought into a plan, and written for others to read.
//!
//! Owns delimiters, the forms of days, the notations of numbers in a whole column, which column means what, and the
//! report by row, and what stands in the tables that are written. Must not know screens, clocks, randomness or the words
//! of a language: the caller says what day it is, mints ids and brings the words.

mod day;
mod everything;
mod fitting;
mod head;
mod import;
mod okrs;
mod read;
mod reading;
mod write;

pub use day::{DayForm, forms_of};
pub use everything::{Extract, count_rows, write_extract};
pub use head::{Head, Term, Words};
pub use import::{Clash, Goal, Import, Standing, Tally, clashes, commands, rhythm_of, standing, tally};
pub use okrs::{Incoming, OKR_HEADS, OkrColumns, Outcome, RowFault, guess_okrs, okrs_in};
pub use read::{SIZE_LIMIT, Table, TableFault, looks_like_a_table, read};
pub use reading::{Entry, Mapping, Reading, Refused, Why, guess, notations_of};
pub use write::write_series;

#[cfg(test)]
mod tests;
