//! Installing what is missing, at pinned versions, and saying so; at once when nothing is.
//!
//! A tool is installed beside its place and moved there when complete, under a lock, so that
//! neither an interrupted nor a second installation is ever mistaken for a finished one.

use crate::{
    Outcome, browser,
    engines::Engine,
    process::{self, cargo, duration},
    tools::{self, Registry, Tool},
};
use std::{fmt::Display, fs, path::Path, process::Command, time::Instant};

/// What the app is compiled to.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What any command may need, with these engines.
pub fn everything(engines: &[Engine]) -> Outcome {
    for_builds()?;
    for_browser_tests(engines)?;
    println!("setup: all there");
    Ok(())
}

/// The wasm target, the bundler and its helpers, the crates of the lock file.
pub fn for_builds() -> Outcome {
    wasm_target()?;
    check_node()?;
    install_missing(&Tool::for_builds()?)?;
    // Trunk builds without the network, so that it downloads no tools; the crates must be here.
    process::run(cargo().args(["fetch", "--quiet"]))
}

/// The engines, their drivers and the accessibility checks.
pub fn for_browser_tests(engines: &[Engine]) -> Outcome<browser::Programs> {
    check_node()?;
    let programs = browser::find_or_install(engines)?;
    install_missing(&[Tool::axe_core()])?;
    if engines.contains(&Engine::Firefox) {
        install_missing(&[Tool::geckodriver()])?;
    }
    Ok(programs)
}

/// The rival of the benchmark.
pub fn for_bench() -> Outcome {
    install_missing(&[Tool::uplot()])
}

/// `rustfmt` and `clippy`, which the smallest rustup profile lacks.
pub fn for_lints() -> Outcome {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output(cargo().args([command, "--version"])).is_err() {
            said(component, "with rustup, a moment", || rustup(&["component", "add", component]))?;
        }
    }
    Ok(())
}

fn wasm_target() -> Outcome {
    let mut rustc = Command::new("rustc");
    let library = process::output(rustc.args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(library.trim()).exists() {
        return Ok(());
    }
    said(TARGET, "with rustup, half a minute", || rustup(&["target", "add", TARGET]))
}

fn rustup(arguments: &[&str]) -> Outcome {
    process::run(Command::new("rustup").args(arguments))
}

fn check_node() -> Outcome {
    for program in ["node", "npm"] {
        process::output(Command::new(program).arg("--version"))
            .map_err(|_| format!("`{program}` is missing: install Node.js 18 or newer, with npm"))?;
    }
    Ok(())
}

fn install_missing(wanted: &[Tool]) -> Outcome {
    if missing(wanted)?.is_empty() {
        return Ok(());
    }
    let home = tools::home()?;
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let lock =
        fs::File::create(home.join(".lock")).map_err(|error| format!("{}: {error}", home.display()))?;
    if lock.try_lock().is_err() {
        println!("setup: waiting for another set-up on this machine");
        lock.lock().map_err(|error| format!("{}: {error}", home.display()))?;
    }
    for tool in missing(wanted)? {
        install(tool, &home)?;
    }
    remove(&home.join(COMPILED))
}

fn missing(wanted: &[Tool]) -> Outcome<Vec<&Tool>> {
    let mut missing = Vec::new();
    for tool in wanted {
        if !tool.is_installed()? {
            missing.push(tool);
        }
    }
    Ok(missing)
}

/// Where crates are compiled; shared, as the tools have many dependencies in common.
const COMPILED: &str = ".compiled";

fn install(tool: &Tool, home: &Path) -> Outcome {
    let unfinished = home.join(format!(".{}-{}", tool.package, tool.version));
    remove(&unfinished)?;
    let package = format!("{}@{}", tool.package, tool.version);
    let compiled = home.join(COMPILED);
    match tool.registry {
        Registry::Npm => {
            said(tool, "from npm, seconds", || process::output(&mut npm_install(&package, &unfinished)))?;
        }
        Registry::PyPi => {
            let mut pip = pip_install(tool, &unfinished)?;
            said(tool, "from PyPI, seconds", || process::output(&mut pip))?;
        }
        Registry::CratesLocked => {
            let mut cargo = cargo_install(&package, &unfinished, &compiled);
            said(tool, "compiled, minutes", || process::run(cargo.arg("--locked")))?;
        }
        Registry::CratesNewest => {
            let mut cargo = cargo_install(&package, &unfinished, &compiled);
            said(tool, "compiled, minutes", || process::run(&mut cargo))?;
        }
    }
    let place = tool.directory()?;
    remove(&place)?;
    fs::rename(&unfinished, &place).map_err(|error| format!("{}: {error}", place.display()))
}

fn npm_install(package: &str, into: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]);
    npm.arg("--prefix").arg(into).arg(package);
    npm
}

fn pip_install(tool: &Tool, into: &Path) -> Outcome<Command> {
    let python = tools::python_with_pip();
    let mut pip = Command::new(python.ok_or_else(|| format!("{tool} comes with pip: install python3-pip"))?);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
    pip.arg(into).arg(format!("{}=={}", tool.package, tool.version));
    // as root, pip says at length that it should not be root
    pip.env("PIP_ROOT_USER_ACTION", "ignore");
    Ok(pip)
}

/// Compiles for a short wait rather than for speed.
fn cargo_install(package: &str, into: &Path, compiled: &Path) -> Command {
    let mut cargo = cargo();
    cargo.args(["install", "--quiet", "--no-default-features", package, "--root"]).arg(into);
    cargo.env("CARGO_TARGET_DIR", compiled);
    for (setting, value) in [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1")] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    cargo
}

fn remove(directory: &Path) -> Outcome {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", directory.display()))
        }
        _ => Ok(()),
    }
}

/// Says what is installed, then how long it took.
pub fn said<T>(what: impl Display, how: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("setup: installing {what} ({how})");
    let start = Instant::now();
    let done = work()?;
    println!("setup: {what} installed in {}", duration(start));
    Ok(done)
}
