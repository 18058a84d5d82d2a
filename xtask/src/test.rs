//! Every test: the native ones first, as they take seconds; then the release in a browser.

use crate::{
    Outcome,
    arguments::Arguments,
    build,
    process::{self, cargo, step},
    setup, size,
    tools::Tool,
};
use std::process::Command;

/// The member crate that drives a browser; plain `cargo test` leaves it out.
const BROWSER_TESTS: &str = "browser-tests";

/// Which tests.
#[derive(Default)]
pub struct Options {
    native: bool,
    browser: bool,
    filter: Option<String>,
}

impl Options {
    /// Reads `[--native | --browser] [--filter NAME]`.
    pub fn parse(mut arguments: Arguments) -> Outcome<Self> {
        let (native, browser) = (arguments.flag("--native"), arguments.flag("--browser"));
        let filter = arguments.option("--filter")?;
        arguments.done()?;
        // Neither means both.
        Ok(Self { native: native || !browser, browser: browser || !native, filter })
    }

    /// Every test there is.
    pub fn all() -> Self {
        Self { native: true, browser: true, filter: None }
    }
}

/// Runs them; the browser is asked for before anything takes time.
pub fn run(options: &Options) -> Outcome {
    let filter = options.filter.as_deref();
    let browser = if options.browser { Some(setup::for_browser_tests()?) } else { None };
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
        step("browser tests", || {
            let mut test = browser_crate("test")?;
            programs.tell(&mut test);
            // Each test has a browser of its own; more than two at a time slow each other down.
            process::run(test.args(filter).args(["--", "--test-threads=2", "--show-output"]))
        })?;
    }
    Ok(())
}

/// `cargo <what>` on the browser crate, which reads what it needs from the environment.
pub fn browser_crate(what: &str) -> Outcome<Command> {
    let mut command = cargo();
    command.args([what, "--package", BROWSER_TESTS]);
    command.env("CAIRN_AXE", Tool::axe_core().product()?);
    Ok(command)
}
