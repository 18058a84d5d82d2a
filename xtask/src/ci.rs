//! All that must hold before a change is merged, also on a machine that has nothing yet.

use crate::{
    Outcome,
    process::{self, cargo, step},
    setup, size, test,
};

/// Set-up, format, lints for both targets, every test, the size of the release.
pub fn run() -> Outcome {
    step("set-up", || {
        setup::for_lints()?;
        setup::everything()
    })?;
    step("rustfmt", || process::run(cargo().args(["fmt", "--all", "--check"])))?;
    step("clippy, this machine", || clippy(&["--workspace", "--all-targets"]))?;
    step("clippy, wasm", || clippy(&["--package", "cairn", "--target", setup::TARGET]))?;
    test::run(&test::Options::all())?;
    step("size", size::run)
}

fn clippy(what: &[&str]) -> Outcome {
    process::run(cargo().args(["clippy", "--quiet"]).args(what).args(["--", "--deny", "warnings"]))
}
