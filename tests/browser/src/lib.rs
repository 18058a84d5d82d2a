//! A browser for tests: the release in `dist/`, served on this machine, opened in Chromium; for tests written for it, in
//! Firefox and WebKitGTK too (see [`Engine`]).
//!
//! ```no_run
//! # use harness::{Browser, Site};
//! #[tokio::test]
//! async fn a_plan_survives_a_reload() {
//!     let browser = Browser::open(&Site::start()).await;
//!     browser.goto("#/okrs").await;
//!     browser.button("Start empty").await.click().await.unwrap();
//!     browser.reload().await;
//!     browser.wait_for_text("No objectives yet").await;
//!     browser.assert_clean().await;
//! }
//! ```
//!
//! Helpers wait up to [`PATIENCE`] for what they look for and panic with what they saw instead: a
//! test reads as the steps of a person. Everything else is at [`Browser::driver`], thirtyfour's own.
//! Each test has its own browser with its own profile, which end with it, also when it panics.
//!
//! Run through `cargo xtask test --browser`, which builds the release and names the programs in
//! `CAIRN_CHROMIUM`, `CAIRN_CHROMEDRIVER`, `CAIRN_AXE` and their like for the other engines.

mod axe;
mod browser;
mod cleanliness;
mod disk;
mod driver;
mod engine;
mod files;
mod page;
mod picture;
mod profile;
mod release;
mod scratch;
mod screen;
mod site;
mod steps;

pub use browser::{Browser, Options, PATIENCE, Theme};
pub use engine::Engine;
pub use files::Download;
pub use profile::Profile;
pub use release::Release;
pub use site::Site;
pub use steps::{Screens, fixture};
pub use thirtyfour::{self, By, Key, WebElement};

/// The repository.
pub(crate) fn repository() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
