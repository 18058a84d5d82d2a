//! What the first screen costs to load, against a budget.

use crate::{
    Outcome, build,
    process::{self},
};
use std::{path::PathBuf, process::Command};

/// Bytes of html, css, js and wasm, compressed with brotli, that the first screen shall cost: 180 KB.
const GOAL: u64 = 184_320;

/// What it may cost until the goal is reached: a ratchet, lowered with every step towards the goal and never raised.
const BUDGET: u64 = 410_000;

/// Prints the sizes; too much is an error.
pub fn run() -> Outcome {
    let first_screen = measure()?;
    first_screen.print();
    first_screen.check()
}

/// The files of the first screen with their compressed sizes.
pub struct FirstScreen(Vec<(PathBuf, u64)>);

/// Measures the release in `dist/`.
pub fn measure() -> Outcome<FirstScreen> {
    let mut files = build::files()?;
    files.retain(|file| {
        let kind = file.extension().and_then(|extension| extension.to_str());
        matches!(kind, Some("html" | "css" | "js" | "wasm"))
    });
    let printed = process::output(Command::new("node").arg("xtask/node/brotli_sizes.mjs").args(&files))?;
    let sizes: Vec<u64> = printed.lines().filter_map(|line| line.parse().ok()).collect();
    if sizes.len() != files.len() {
        return Err(format!("{} files but {} sizes", files.len(), sizes.len()));
    }
    Ok(FirstScreen(files.into_iter().zip(sizes).collect()))
}

impl FirstScreen {
    fn total(&self) -> u64 {
        self.0.iter().map(|(_, size)| size).sum()
    }

    /// One line a file, then the sum.
    pub fn print(&self) {
        println!("first screen in bytes, brotli:");
        for (file, size) in &self.0 {
            println!("{size:>9}  {}", file.display());
        }
        println!("{:>9}  of {BUDGET}; the goal is {GOAL}", self.total());
    }

    /// Fails above the budget.
    pub fn check(&self) -> Outcome {
        match self.total().checked_sub(BUDGET) {
            None | Some(0) => Ok(()),
            Some(excess) => Err(format!("the first screen is {excess} bytes over its budget of {BUDGET}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_inclusive() {
        let of = |size| FirstScreen(vec![("index.html".into(), 1), ("app.wasm".into(), size)]);
        assert!(of(BUDGET - 1).check().is_ok());
        assert!(of(BUDGET).check().is_err());
    }
}
