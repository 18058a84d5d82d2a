//! Cairn: OKRs and KPIs in one browser tab. (Architecture text follows as the modules land.)

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod change;
pub mod chart;
pub mod domain;
pub mod merge;
pub mod plan_file;
pub mod progress;
pub mod route;
pub mod sentence;
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
