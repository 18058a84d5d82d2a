//! What a first screen costs to load, against a budget.

use crate::{
    Outcome, build, bundle,
    process::{self},
};
use std::{path::PathBuf, process::Command};

/// Bytes of html, css, js and wasm, compressed with brotli, that the first screen of an empty browser
/// may cost: 180 KB.
const EMPTY: u64 = 184_320;

/// The same for the first screen of a stored plan: a ratchet on the way to 220 KB (performance goal
/// P12), lowered with every step and never raised.
const PLAN: u64 = 250_000;

/// What no screen of the app loads: the page of last resort, the one-file copy, and the service worker, which the
/// browser asks for when the page is there.
const APART: [&str; 5] = ["rescue.html", "rescue.css", "rescue-page.js", "sw.js", bundle::FILE];

/// Prints the sizes; too much is an error.
pub fn run() -> Outcome {
    let first_screen = measure()?;
    first_screen.print();
    let copy = std::path::Path::new(build::DIST).join(bundle::FILE);
    let size = std::fs::metadata(&copy).map_err(|error| format!("{}: {error}", copy.display()))?.len();
    println!("{size:>9}  {}, as it is: the whole app in one file, without a plan", copy.display());
    first_screen.check()
}

/// The files of the first screen with their compressed sizes.
pub struct FirstScreen(Vec<(PathBuf, u64)>);

/// Measures the release in `dist/`.
pub fn measure() -> Outcome<FirstScreen> {
    let mut files = build::files()?;
    files.retain(|file| {
        let kind = file.extension().and_then(|extension| extension.to_str());
        let is_loaded = !file.file_name().is_some_and(|name| APART.iter().any(|it| name == *it));
        is_loaded && matches!(kind, Some("html" | "css" | "js" | "wasm"))
    });
    let printed = process::output(Command::new("node").arg("xtask/node/brotli_sizes.mjs").args(&files))?;
    let sizes: Vec<u64> = printed.lines().filter_map(|line| line.parse().ok()).collect();
    if sizes.len() != files.len() {
        return Err(format!("{} files but {} sizes", files.len(), sizes.len()));
    }
    Ok(FirstScreen(files.into_iter().zip(sizes).collect()))
}

impl FirstScreen {
    /// What is loaded before the screen shows: all but the module's later parts and the style of places that no first
    /// screen shows (`src/page/boot.js`).
    fn total(&self, parts: &[&str]) -> u64 {
        let is_later = |file: &PathBuf| {
            let name = file.to_string_lossy();
            let later_style =
                file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("later-"));
            later_style || (name.ends_with(".wasm") && !parts.iter().any(|part| name.ends_with(part)))
        };
        self.0.iter().filter(|(file, _)| !is_later(file)).map(|(_, size)| size).sum()
    }

    fn totals(&self) -> [(&'static str, u64, u64); 2] {
        [
            ("the first screen of an empty browser", self.total(&["_bg.wasm"]), EMPTY),
            ("the first screen of a stored plan", self.total(&["_bg.wasm", "_1.wasm"]), PLAN),
        ]
    }

    /// One line a file, then the sums.
    pub fn print(&self) {
        println!("bytes, brotli:");
        for (file, size) in &self.0 {
            println!("{size:>9}  {}", file.display());
        }
        for (screen, total, budget) in self.totals() {
            println!("{total:>9}  {screen}, of {budget}");
        }
    }

    /// Fails above a budget.
    pub fn check(&self) -> Outcome {
        for (screen, total, budget) in self.totals() {
            if total > budget {
                return Err(format!("{screen} is {} bytes over its budget of {budget}", total - budget));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(first: u64, plan: u64, rest: u64) -> FirstScreen {
        let files = [("index.html", 1), ("a_bg.wasm", first), ("a_1.wasm", plan), ("a_2.wasm", rest)];
        FirstScreen(files.into_iter().map(|(name, size)| (name.into(), size)).collect())
    }

    #[test]
    fn the_budgets_are_inclusive_and_of_what_is_loaded_before_the_screen() {
        assert!(release(EMPTY - 1, PLAN - EMPTY, 1_000_000).check().is_ok());
        assert!(release(EMPTY, 0, 0).check().is_err());
        assert!(release(EMPTY - 1, PLAN - EMPTY + 1, 0).check().is_err());
    }
}
