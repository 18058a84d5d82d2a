//! All that must hold before a change is merged, also on a machine that has nothing yet.

use crate::{
    Outcome,
    engines::Engine,
    process::{self, cargo, step},
    setup, size, test,
};

/// Set-up, format, lints for both targets, every test in every engine, the size of the release.
pub fn run() -> Outcome {
    step("set-up", || {
        setup::for_lints()?;
        setup::everything(&Engine::ALL)
    })?;
    step("rustfmt", || process::run(cargo().args(["fmt", "--all", "--check"])))?;
    step("clippy, this machine", || clippy(&["--workspace", "--all-targets"]))?;
    step("clippy, wasm", || {
        clippy(&["--package", "cairn", "--package", "cairn-bench", "--target", setup::TARGET])
    })?;
    step("fuzzing", fuzz)?;
    test::run(&test::Options::all())?;
    step("size", size::run)
}

fn clippy(what: &[&str]) -> Outcome {
    process::run(cargo().args(["clippy", "--quiet"]).args(what).args(["--", "--deny", "warnings"]))
}

/// The time of a fuzzing target: with five of them on two threads, about half a minute.
const FUZZ_SECONDS: &str = "12";

/// Fuzzing, for a fixed time and from the fixed seed: a gate that fails by luck gets switched off. Other inputs come with
/// `CAIRN_FUZZ_SEED`, as the tests' own documentation says.
fn fuzz() -> Outcome {
    let mut test = cargo();
    test.env("CAIRN_FUZZ_SECONDS", FUZZ_SECONDS);
    test.args(["test", "--package", "cairn", "--test", "fuzz", "--", "--test-threads=2", "--show-output"]);
    process::run(&mut test)
}
