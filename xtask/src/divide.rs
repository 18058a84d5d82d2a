//! The release's module in three parts, so that a first screen does not wait for all of it.
//!
//! Which functions a first screen runs is seen in a browser each time, with a traced copy of the
//! module: no list that could grow stale is kept. `xtask/split` does the rest.

use crate::{
    Outcome,
    browser::Programs,
    build,
    process::{self, cargo},
};
use std::{fs, path::Path};

/// Where the traced copy of the release goes.
const TRACED: &str = "target/traced";

/// The module as the linker left it, with what it knew of the data.
const LINKED: &str = "target/wasm32-unknown-unknown/release/cairn.wasm";

/// What tells the page that there are more parts (`src/page/boot.js`).
const PARTS: &str = "data-parts=\"2\"";

/// Divides the module in `dist/`.
pub fn run(programs: &Programs) -> Outcome {
    let files = build::files()?;
    let module = files.iter().find(|file| file.to_string_lossy().ends_with("_bg.wasm"));
    let module = module.ok_or("no module in dist/")?.to_string_lossy().into_owned();
    let name = module.trim_start_matches(build::DIST).trim_start_matches('/');
    let whole = format!("{TRACED}/{name}.whole");

    copy(&files, Path::new(TRACED))?;
    rename(&format!("{TRACED}/{name}"), &whole)?;
    split(&["trace", &whole, &format!("{TRACED}/{name}")])?;
    let mut first_screens = cargo();
    first_screens.args([
        "run",
        "--quiet",
        "--package",
        "browser-tests",
        "--bin",
        "first_screens",
        "--",
        TRACED,
    ]);
    programs.tell(&mut first_screens);
    process::run(&mut first_screens)?;

    let part = |number: u32| module.replace("_bg.wasm", &format!("_{number}.wasm"));
    let ran = |number: u32| format!("{TRACED}/ran{number}.txt");
    split(&["divide", &whole, LINKED, &module, &ran(0), &part(1), &ran(1), &part(2)])?;
    build::mark(PARTS)
}

fn split(arguments: &[&str]) -> Outcome {
    process::run(cargo().args(["run", "--quiet", "--package", "split", "--"]).args(arguments))
}

fn copy(files: &[std::path::PathBuf], to: &Path) -> Outcome {
    fs::remove_dir_all(to).ok(); // an older one, or none
    for file in files {
        let inner = file.strip_prefix(build::DIST).map_err(|error| error.to_string())?;
        let copy = to.join(inner);
        let made = copy.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(file, &copy));
        made.map_err(|error| format!("{}: {error}", copy.display()))?;
    }
    Ok(())
}

fn rename(from: &str, to: &str) -> Outcome {
    fs::rename(from, to).map_err(|error| format!("{from}: {error}"))
}
