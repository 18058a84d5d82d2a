//! Pictures of every place of the app, to be looked at after each change of the screens.

use crate::{
    Outcome,
    arguments::Arguments,
    build,
    engines::Engine,
    process::{self, step},
    setup,
    test::browser_crate,
};

/// Builds the release and photographs it; with `[--filter NAME]` only places of such a name.
pub fn run(mut arguments: Arguments) -> Outcome {
    let filter = arguments.option("--filter")?;
    arguments.done()?;
    let programs = setup::for_browser_tests(&[Engine::Chromium])?;
    build::run()?;
    step("pictures in target/shots", || {
        let mut shots = browser_crate("run")?;
        programs.tell(&mut shots);
        process::run(shots.args(["--quiet", "--bin", "shots", "--"]).args(filter))
    })
}
