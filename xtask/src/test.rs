//! Every test: the native ones first, as they take seconds; then the release in a browser.

use crate::{
    Outcome,
    arguments::Arguments,
    browser::Programs,
    build,
    engines::Engine,
    process::{self, cargo, step},
    setup, size,
    tools::Tool,
};
use std::process::Command;

/// The member crate that drives a browser; plain `cargo test` leaves it out.
const BROWSER_TESTS: &str = "browser-tests";

/// Which tests.
pub struct Options {
    native: bool,
    browser: bool,
    engines: Vec<Engine>,
    filter: Option<String>,
}

impl Options {
    /// Reads `[--native | --browser] [--engines LIST] [--filter NAME]`.
    pub fn parse(mut arguments: Arguments) -> Outcome<Self> {
        let (native, browser) = (arguments.flag("--native"), arguments.flag("--browser"));
        let filter = arguments.option("--filter")?;
        let engines = arguments.engines()?;
        arguments.done()?;
        // Neither means both.
        Ok(Self { native: native || !browser, browser: browser || !native, engines, filter })
    }

    /// Every test there is, in every engine.
    pub fn all() -> Self {
        Self { native: true, browser: true, engines: Engine::ALL.to_vec(), filter: None }
    }
}

/// Runs them; the browser is asked for before anything takes time.
pub fn run(options: &Options) -> Outcome {
    let filter = options.filter.as_deref();
    let browser = if options.browser { Some(setup::for_browser_tests(&options.engines)?) } else { None };
    if options.native {
        step("native tests", || {
            let mut test = cargo();
            test.args(["test", "--workspace", "--exclude", BROWSER_TESTS]);
            process::run(test.args(filter))
        })?;
    }
    if let Some(programs) = browser {
        build::run()?;
        size::measure()?.print();
        for engine in &options.engines {
            let name = format!("browser tests, {}", engine.name());
            step(&name, || in_engine(*engine, &programs, filter))?;
        }
    }
    Ok(())
}

/// The tests that run in this engine. Those of `tests/engines` exist once for each, in a module of its name, so that
/// one that does not run is not counted as one that passed; all others are for Chromium.
fn in_engine(engine: Engine, programs: &Programs, filter: Option<&str>) -> Outcome {
    let mut test = browser_crate("test")?;
    programs.tell(&mut test);
    if engine != Engine::Chromium {
        test.args(["--test", "engines"]);
    }
    // Each test has a browser of its own; more than two at a time slow each other down.
    test.args(filter).args(["--", "--test-threads=2", "--show-output"]);
    for other in Engine::ALL.into_iter().filter(|it| *it != engine) {
        test.args(["--skip", &format!("in_{}::", other.name())]);
    }
    process::run(&mut test)
}

/// `cargo <what>` on the browser crate, which reads what it needs from the environment.
pub fn browser_crate(what: &str) -> Outcome<Command> {
    let mut command = cargo();
    command.args([what, "--package", BROWSER_TESTS]);
    command.env("CAIRN_AXE", Tool::axe_core().product()?);
    Ok(command)
}
