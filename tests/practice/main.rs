//! Every practice of `practice.md` (sections 1–7) by its id: the tests bear the ids in their names, and `table` prints
//! which test shows which id.
//!
//! Each hint is tested from a plan that has none: one thing is changed, and exactly the expected finding appears.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod alignment;
mod ambition;
mod cycle;
mod defects;
mod examples;
mod improve;
mod kpis;
mod structure;
mod support;
mod table;
mod together;
