//! Cairn: OKRs and KPIs in one browser tab. (Architecture text follows as the modules land.)

pub mod change;
pub mod chart;
pub mod domain;
pub mod merge;
pub mod plan_file;
pub mod progress;
pub mod sentence;
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
