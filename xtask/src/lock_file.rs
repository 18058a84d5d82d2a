//! The one fact needed from `Cargo.lock`: the version a package is locked to.

use crate::Outcome;
use std::fs;

/// The locked version of `package`: the command-line half of wasm-bindgen must equal the crate.
pub fn version_of(package: &str) -> Outcome<String> {
    let text = fs::read_to_string("Cargo.lock").map_err(|error| format!("Cargo.lock: {error}"))?;
    version_in(&text, package).ok_or_else(|| format!("Cargo.lock does not name {package}"))
}

fn version_in(lock_file: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock_file.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_exactly_the_package() {
        let text = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(version_in(text, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(text, "wasm"), None);
    }
}
