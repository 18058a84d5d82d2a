//! The walls between modules that the compiler does not hold by itself, and the lints of a safe page.

use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the crate, and which others it may name. All of them may name `ordered`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ordered.rs", &[]),
    ("domain", &[]),
    ("progress", &["domain"]),
    ("sentence", &["domain"]),
    ("library", &["domain"]),
    ("advice", &["domain", "progress", "sentence"]),
    ("change", &["domain"]),
    ("plan_file", &["domain", "change"]),
    ("merge", &["domain", "change", "plan_file"]),
    ("folder", &["domain", "plan_file", "merge"]),
    ("table", &["domain", "change", "progress", "sentence"]),
    ("storage", &[]),
    ("chart", &["domain", "progress"]),
    ("report", &["domain", "progress"]),
    ("route.rs", &["domain"]),
    ("browser", &["domain", "folder", "storage", "chart", "sentence"]),
];

/// Words that a module must not contain: crates and calls that belong elsewhere.
const MUST_NOT_NAME: &[(&str, &[&str])] = &[
    ("domain", &["serde", "web_sys", "js_sys", "std::time", "rand::"]),
    ("progress", &["serde", "web_sys", "format!(", "std::time"]),
    ("sentence", &["serde", "web_sys", "std::time"]),
    ("library", &["serde", "web_sys", "std::time", "include_str"]),
    ("advice", &["serde", "web_sys", "format!(", "std::time"]),
    ("change", &["serde", "web_sys", "std::time"]),
    ("plan_file", &["web_sys", "std::time"]),
    ("merge", &["web_sys", "std::time"]),
    ("folder", &["serde", "web_sys", "std::time"]),
    ("table", &["serde", "web_sys", "std::time"]),
    ("storage", &["web_sys", "std::time", "gloo"]),
    ("chart", &["web_sys", "serde", "std::time"]),
    ("report", &["web_sys", "serde", "std::time"]),
    ("ui", &["local_storage()", "gloo_storage", "inner_html", "style=\"", ".put(", "set_attribute(\"style"]),
];

/// Where the UI builds a plan that is not the open one yet, so that no command can be meant.
const BUILDS_A_PLAN: &[&str] = &["ui/start.rs", "ui/open_file/examples.rs"];

fn sources(of: &Path) -> Vec<PathBuf> {
    if of.is_file() {
        return vec![of.to_path_buf()];
    }
    let entries = fs::read_dir(of).unwrap_or_else(|e| panic!("{}: {e}", of.display()));
    let mut files: Vec<PathBuf> = entries.flatten().flat_map(|entry| sources(&entry.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "rs"));
    files
}

/// The lines of a file that are code: no comments, no tests.
fn code(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string();
    let lines = code.lines().enumerate().map(|(i, line)| (i + 1, line.to_string()));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn is_test(file: &Path) -> bool {
    let path = file.to_string_lossy();
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("testing.rs")
}

#[test]
fn modules_name_only_what_they_may_use() {
    let all: Vec<&str> = MAY_USE
        .iter()
        .map(|(name, _)| name.trim_end_matches(".rs"))
        .chain(["ui"])
        .filter(|name| *name != "ordered")
        .collect();
    let mut broken = Vec::new();
    for (module, allowed) in MAY_USE {
        for file in sources(&src().join(module)).into_iter().filter(|f| !is_test(f)) {
            for (line, text) in code(&file) {
                for other in
                    all.iter().filter(|o| **o != module.trim_end_matches(".rs") && !allowed.contains(o))
                {
                    if text.contains(&format!("crate::{other}")) {
                        broken.push(format!("{}:{line}: {module} names {other}", file.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn modules_keep_off_what_belongs_elsewhere() {
    let mut broken = Vec::new();
    for (module, words) in MUST_NOT_NAME {
        for file in sources(&src().join(module)).into_iter().filter(|f| !is_test(f)) {
            let builds = BUILDS_A_PLAN.iter().any(|name| file.ends_with(name));
            for (line, text) in code(&file) {
                for word in words.iter().filter(|w| !(builds && **w == ".put(")) {
                    if text.contains(word) {
                        broken.push(format!("{}:{line}: {module} contains {word}", file.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_change_and_plan_file_change_a_plan() {
    let mut broken = Vec::new();
    for module in
        ["progress", "sentence", "advice", "library", "merge", "folder", "storage", "chart", "browser"]
    {
        for file in sources(&src().join(module)).into_iter().filter(|f| !is_test(f)) {
            for (line, text) in code(&file) {
                if text.contains("plan.put(")
                    || text.contains("keep_trashed(")
                    || text.contains("keep_unread(")
                {
                    broken.push(format!("{}:{line}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_component_holds_words_of_its_own() {
    // The table of texts is for all words; what remains between quotes in a view is a proper name or a sign.
    const NAMES: &[&str] = &["Cairn", "OKRs", "KPIs", "KPIs ", "OKRs › ", "Ctrl S", "Ctrl K", "Esc"];
    let mut found = Vec::new();
    for file in sources(&src().join("ui")) {
        if file.ends_with("ui/text/en.rs") {
            continue;
        }
        for (line, text) in code(&file) {
            // A string that stands as a child: after '>' or '}' and before '<' or '{'.
            for (start, _) in text.match_indices('"') {
                let before = text[..start].trim_end().chars().next_back();
                let rest = &text[start + 1..];
                let Some(end) = rest.find('"') else { continue };
                let after = rest[end + 1..].trim_start().chars().next();
                let child = matches!(before, Some('>' | '}')) && matches!(after, Some('<' | '{'));
                let word = &rest[..end];
                if child && word.chars().any(char::is_alphabetic) && !NAMES.contains(&word) {
                    found.push(format!("{}:{line}: {word}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
