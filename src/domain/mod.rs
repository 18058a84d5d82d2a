//! The plan and its records, in the words of OKR practice. Plain Rust on std only.
//!
//! Owns what a record *is*: its fields, which of them may be missing, what may point at what, and in which order
//! records stand. Must not know JSON, clocks, randomness, formulas (`progress`) or how things are said to people.

mod cycle;
mod date;
mod id;
mod key_result;
mod kpi;
mod kpi_about;
mod measure;
mod moved;
mod number;
mod objective;
mod order;
mod people;
mod plan;
mod rank;
mod record;
mod records;
mod series;
mod settings;

pub use cycle::{Cycle, CycleStage, Decision, NextStep, Reopening, Review, Score};
pub use date::{Date, Every};
pub use id::{Id, random_word};
pub use key_result::{Blocker, CheckIn, Correction, Initiative, InitiativeStage, KeyResult, Revision};
pub use kpi::{Aggregate, Direction, Goal, Kpi, Target};
pub use kpi_about::{Benchmark, Effort, Factor, Indicator, KpiReview, Outcome, Scope, Tag};
pub use measure::{Keep, Measure, MeasureFault, Milestone, Reach};
pub use number::{round, round_half_up};
pub use objective::{Ambition, Objective, ObjectiveStage, Trigger};
pub use order::{by_rank, supports_chain, team_path};
pub use people::{Level, Person, Team};
pub use plan::Plan;
pub use rank::Rank;
pub use record::{Kept, Kind, Record, RecordKey};
pub use records::Records;
pub use series::{Measurement, Series};
pub use settings::{Head, Maintaining, Settings};
