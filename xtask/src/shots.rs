//! Pictures of every place of the app, to be looked at after each change of the screens.

use crate::{
    Outcome, build,
    process::{self, step},
    setup,
    test::browser_crate,
};

/// Builds the release and photographs it.
pub fn run() -> Outcome {
    let programs = setup::for_browser_tests()?;
    build::run()?;
    step("pictures in target/shots", || {
        let mut shots = browser_crate("run")?;
        programs.tell(&mut shots);
        process::run(shots.args(["--bin", "shots"]))
    })
}
