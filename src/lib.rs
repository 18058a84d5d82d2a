//! Cairn: OKRs and KPIs in one browser tab. No server, no account; a plan lives in the browser and travels as a file.
//!
//! # Bird's-eye view
//! A pure core (plain Rust, native tests in seconds) and a thin browser around it. Data flows one way:
//!
//! ```text
//! event → Command → change::apply → plan_file::Edit ─┐
//! a copy → merge::Proposal, reviewed ────────────────┼→ merge::Step → Plan and Ledger, in place → Patch → the views
//! undo → merge::Made, taken back ────────────────────┘       └→ storage: journal, snapshots → mirror in IndexedDB
//! ```
//!
//! A command is tried first; what it changes is then made the one way that edits, merges, choices and their undo are
//! made: as a step that is stamped, journalled and can be replayed.
//!
//! # Module map
//! | module | owns | may use |
//! |---|---|---|
//! | [`domain`] | the plan and its records, dates, ranks | std |
//! | [`progress`] | every formula: (plan, day) → progress, pace, status, signals, scores | domain |
//! | [`sentence`] | what people type → numbers and targets | domain |
//! | [`advice`] | the hints of the practice: (plan, day) → findings with a place and a reason | domain, progress, sentence |
//! | [`change`] | commands, patches, history: the only way a plan changes | domain |
//! | [`plan_file`] | the JSON contract: reading, findings, canonical writing, edits as fields | domain, change |
//! | [`merge`] | registers: dots, stamping, journal steps; two copies merged, what changed, conflicts, undo of steps | domain, change, plan_file |
//! | [`folder`] | a folder that several copies share: what to read, merge, wait for and write, and what to say of it | domain, plan_file, merge |
//! | [`table`] | values as text: CSV and pasted tables read, mapped, compared with the plan; all of a plan written | domain, change, progress, sentence |
//! | [`storage`] | keeping strings safely: snapshots, journal, quarantine, one writer, mirror, ring of backups | no other module |
//! | [`chart`] | scenes: what a chart shows, on any plotters backend; where everything stands on the map of alignment | domain, progress |
//! | [`report`] | what goes out for people to read: the facts of the weekly update and of a cycle's report; documents as text and HTML | domain, progress |
//! | [`library`] | which worked examples and KPIs to begin from come along, and in which phase these matter; their contents are plan files | domain |
//! | [`route`] | places and their addresses | domain |
//! | [`ordered`] | maps and sets in the order of their keys; sorting | std, named by all |
//! | `browser` (wasm) | the only module that names web-sys | the core |
//! | `ui` (wasm) | the screens; writes only through `Workspace::dispatch` | all |
//!
//! Browser crates are dependencies of the wasm target alone, and `browser` and `ui` exist only there: a browser call
//! in the core does not compile. `tests/layering.rs` holds the finer walls of the table.
//!
//! # Invariants
//! 1. [`change`] is the only code that changes a plan; `plan_file` builds one while it reads.
//! 2. Applying the inverse of a patch after the patch gives the same content again.
//! 3. Only [`plan_file`] (and [`merge`] for its own section) knows JSON names.
//! 4. Reading gives a plan and its findings, or an error with a place; never a silent repair.
//! 5. The core never asks what day it is, nor for randomness.
//! 6. The UI keeps no copy of domain data; what is open, hovered or half typed never enters the plan.
//! 7. Nothing a user, a file or a browser can cause makes the program panic.
//!
//! # Where it differs from the first sketch, and why
//! - A [`change::Patch`] holds whole records, and [`plan_file::Edit`] derives the changed *fields* from it by comparing
//!   their JSON forms: so the field names stand in one module, and unknown members are fields like any other.
//! - [`storage`] knows no plan at all, only JSON texts: its crash tests run over a list of strings.
//! - The release's module comes in three parts (`xtask/split`, `src/page/boot.js`): which functions the first screens
//!   run is traced in a browser at each build, and the rest comes after the screen, with the data that only it speaks of.
//!   Nothing in the source marks it.
//! - IndexedDB mirrors localStorage key by key instead of keeping a journal of its own: the same loading code judges both,
//!   and edits that a killed browser forgot come back by themselves, since they follow what is there without a gap.
//! - Opening a file in place of the plan on screen is an undoable step that swaps whole plans, not a patch.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod advice;
pub mod change;
pub mod chart;
pub mod domain;
pub mod folder;
pub mod library;
pub mod merge;
pub mod ordered;
pub mod plan_file;
pub mod progress;
pub mod report;
pub mod route;
pub mod sentence;
pub mod storage;
pub mod table;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
