//! The browsers and their drivers: found, or installed where Debian's packages may be.

use crate::{
    Outcome,
    engines::Engine,
    process,
    setup::said,
    tools::{self, Tool},
};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The programs of the browser tests, which learn of them by variables.
pub struct Programs(Vec<(&'static str, PathBuf)>);

/// The tests' own WebKit browser is written in Python, which must know WebKit.
const PYTHON: &str = "CAIRN_WEBKIT_PYTHON";
const PYTHON_KNOWS_WEBKIT: &str = "import gi; gi.require_version('WebKit2', '4.1')";
/// Firefox's driver, which is no Debian package.
const GECKODRIVER: &str = "CAIRN_GECKODRIVER";

impl Programs {
    /// Lets `command` find them.
    pub fn tell(&self, command: &mut Command) {
        command.envs(self.0.iter().map(|(variable, program)| (variable, program)));
    }
}

/// The programs of these engines, installed by apt if some are missing and this user may.
pub fn find_or_install(engines: &[Engine]) -> Outcome<Programs> {
    let missing: Vec<Engine> = engines.iter().copied().filter(|engine| find(*engine).is_none()).collect();
    if !missing.is_empty() {
        let mut packages: Vec<&str> = missing.iter().flat_map(|it| it.packages()).copied().collect();
        if missing.contains(&Engine::Firefox) && tools::python_with_pip().is_none() {
            packages.push("python3-pip");
        }
        packages.sort_unstable();
        packages.dedup();
        install(&missing, &packages)?;
    }
    let mut programs = Vec::new();
    for engine in engines {
        let found = find(*engine);
        programs
            .extend(found.ok_or_else(|| format!("{} was installed but is not in PATH", engine.name()))?.0);
    }
    if engines.contains(&Engine::Firefox) {
        programs.push((GECKODRIVER, given(GECKODRIVER).map_or_else(|| Tool::geckodriver().product(), Ok)?));
    }
    Ok(Programs(programs))
}

fn install(engines: &[Engine], packages: &[&str]) -> Outcome {
    let names: Vec<&str> = engines.iter().map(|engine| engine.name()).collect();
    if !(in_path("apt-get").next().is_some() && is_root()) {
        let variables: Vec<&str> =
            engines.iter().flat_map(|engine| engine.programs()).map(|program| program.variable).collect();
        return Err(format!(
            "the browser tests need {}, with a driver. Install what is missing with\n\n  \
             sudo apt-get install {}\n\nor name the programs in {}. \
             `cargo xtask test --native` runs all other tests.",
            names.join(", "),
            packages.join(" "),
            variables.join(", "),
        ));
    }
    said(packages.join(", "), "Debian packages, a minute", || {
        apt(&["update"])?;
        apt(&[&["install", "--yes", "--no-install-recommends"][..], packages].concat())
    })
}

/// What an engine consists of, where it is here already.
pub fn find(engine: Engine) -> Option<Programs> {
    let mut found = Vec::new();
    for program in engine.programs() {
        let path = given(program.variable);
        found.push((
            program.variable,
            path.or_else(|| program.names.iter().find_map(|it| in_path(it).next()))?,
        ));
    }
    if engine == Engine::WebKit {
        let knows_webkit = |python: &PathBuf| {
            process::output(Command::new(python).args(["-c", PYTHON_KNOWS_WEBKIT])).is_ok()
        };
        // Not any Python: one that somebody installed beside Debian's lacks Debian's modules.
        let python = given(PYTHON).or_else(|| in_path("python3").find(knows_webkit));
        found.push((PYTHON, python?));
    }
    Some(Programs(found))
}

/// The program that a variable names.
fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Every program of this name, in the order of PATH.
pub fn in_path(program: &str) -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let files: Vec<PathBuf> = env::split_paths(&path).map(|directory| directory.join(program)).collect();
    files.into_iter().filter(|file| Path::is_file(file))
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt(arguments: &[&str]) -> Outcome {
    let mut apt = Command::new("apt-get");
    apt.args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    process::output(&mut apt).map(drop)
}
