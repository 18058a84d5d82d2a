//! `cargo xtask …`: everything one does with this repository besides writing it.
//!
//! Only `std` (what rewrites wasm is the package `split` beside it), so that it compiles in seconds on a fresh machine; it owns the tools (which, which
//! version, where) and the order of the steps. It knows nothing of OKRs.

#![forbid(unsafe_code)]

mod arguments;
mod bench;
mod browser;
mod build;
mod bundle;
mod ci;
mod divide;
mod engines;
mod lock_file;
mod offline;
mod process;
mod serve;
mod setup;
mod shots;
mod size;
mod styles;
mod test;
mod tools;

use arguments::Arguments;
use std::process::ExitCode;

/// What a step gives: its result, or one message for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  serve [--release] [--port N]   build and serve on http://127.0.0.1:8080, again at each change
  build                          the release, in dist/
  bundle                         dist/cairn.html: all of it in one file that runs from a disk
  test [--native | --browser] [--engines LIST] [--filter NAME]
                                 every test; or only those without, or with, a browser;
                                 engines: all, or of chromium (by itself), firefox, webkit
  shots [--filter NAME]          a picture of every place, in target/shots/
  bench                          the charts against uPlot's, in one page and run
  size                           brotli size of dist/ against the budget
  setup [--engines LIST]         only install what the other commands need
  ci                             all that must hold before a change is merged

Tools are kept in $CAIRN_TOOLS, else in the user's cache directory under cairn/tools.";

fn main() -> ExitCode {
    match std::env::set_current_dir(workspace_root())
        .map_err(|error| format!("cannot enter the repository: {error}"))
        .and_then(|()| dispatch(Arguments::from_env()))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut arguments: Arguments) -> Outcome {
    match arguments.command().as_deref() {
        Some("serve") => serve::run(serve::Options::parse(arguments)?),
        Some("build") => arguments.done().and_then(|()| build::run()),
        Some("bundle") => arguments.done().and_then(|()| bundle::run()),
        Some("test") => test::run(&test::Options::parse(arguments)?),
        Some("shots") => shots::run(arguments),
        Some("bench") => arguments.done().and_then(|()| bench::run()),
        Some("size") => arguments.done().and_then(|()| size::run()),
        Some("setup") => {
            let engines = arguments.engines()?;
            arguments.done().and_then(|()| setup::everything(&engines))
        }
        Some("ci") => arguments.done().and_then(|()| ci::run()),
        None | Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            Ok(())
        }
        Some(unknown) => Err(format!("no command `{unknown}`\n\n{USAGE}")),
    }
}

/// All paths in this crate are relative to the repository, whose child this package is.
fn workspace_root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
