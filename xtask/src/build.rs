//! The release in `dist/`, checked before anyone serves it.

use crate::{
    Outcome, browser, divide,
    engines::Engine,
    offline,
    process::{self, step},
    setup, tools,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the release goes.
pub const DIST: &str = "dist";

/// The attribute of the page that only the script that starts the app has.
const START: &str = "data-wasm=";

/// Sets up, builds, checks and divides.
pub fn run() -> Outcome {
    setup::for_builds()?;
    step("release build", || {
        process::run(tools::trunk()?.args(["build", "--release", "--dist", DIST]))?;
        check_module()
    })?;
    match browser::find(Engine::Chromium) {
        Some(programs) => step("module in parts", || divide::run(&programs))?,
        None => {
            println!(
                "build: dist/ works, but its first screen waits for the whole module. With Chromium and \
                 chromedriver here (`cargo xtask setup`), the build leaves it in parts."
            );
        }
    }
    offline::run()
}

/// Tells the page of something about its release, as an attribute of the script that starts it.
pub fn mark(attribute: &str) -> Outcome {
    let page = format!("{DIST}/index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{page}: {error}"))?;
    let marked = html.replacen(START, &format!("{attribute} {START}"), 1);
    if marked == html {
        return Err(format!("{page} has no place for {attribute}"));
    }
    fs::write(&page, marked).map_err(|error| format!("{page}: {error}"))
}

/// All files of the release; none is an error.
pub fn files() -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(Path::new(DIST), &mut files)
        .map_err(|error| format!("{DIST}: {error}; `cargo xtask build` makes it"))?;
    files.sort();
    Ok(files)
}

/// Proves that the optimised module still starts: a wasm-opt too old for it fails silently.
fn check_module() -> Outcome {
    for file in files()?.iter().filter(|file| file.extension().is_some_and(|it| it == "wasm")) {
        process::run(Command::new("node").arg("xtask/node/check_module.mjs").arg(file))?;
    }
    Ok(())
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
