//! The release in `dist/`, checked before anyone serves it.

use crate::{
    Outcome, browser, bundle, divide,
    engines::Engine,
    offline,
    process::{self, step},
    setup, styles, tools,
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
        leave_out_comments()?;
        styles::run()?;
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
    offline::run()?;
    step("one-file copy", bundle::write)
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

/// The comments of the page's scripts are for those who read the source; the first screen waits for every byte.
fn leave_out_comments() -> Outcome {
    for file in files()?.iter().filter(|file| file.extension().is_some_and(|it| it == "js")) {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        fs::write(file, without_comments(&text)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// The text without lines that hold nothing but a comment of one line.
pub fn without_comments(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
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

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn only_lines_of_comments_are_left_out() {
        let script = "// why\nconst a = \"//\"; // here\n  // and why\n\nrun();\n";
        assert_eq!(without_comments(script), "const a = \"//\"; // here\n\nrun();\n");
    }
}
