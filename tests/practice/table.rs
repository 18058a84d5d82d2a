//! Which test shows which practice: printed by the run, and without a hole that is not named here.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The ids of practice.md, sections 1–7.
const SECTIONS: [(char, &[u32]); 7] = [
    ('a', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    ('b', &[1, 2, 3, 4, 5, 6, 7]),
    ('c', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    ('d', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ('e', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]),
    ('f', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    ('g', &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
];

/// Words on a screen: they come with the screen, as a browser test that bears the id in its name. A row leaves this list
/// when its test is there (the run says so).
const SCREENS_TO_COME: &[(&str, &str)] = &[];

/// Shown by tests that were there before and bear no id.
const BY_NAME: &[(&str, &str)] =
    &[("c2", "nothing_carries_over_silently"), ("c6", "closing_a_cycle_keeps_what_was_found_in_one_step")];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The names of all tests below `src` and `tests`, with their files.
fn tests() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for file in [sources(&root.join("src")), sources(&root.join("tests"))].concat() {
        let text = fs::read_to_string(&file).expect("a source");
        let place = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[test]") || line.starts_with("#[tokio::test]") {
                is_test = true;
            } else if let Some(name) = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                let in_each_engine = text.contains("in_each_engine!(") && text.matches(name).count() > 1;
                if is_test || in_each_engine {
                    all.push((name.to_string(), place.clone()));
                }
                is_test = false;
            }
        }
    }
    all
}

/// The ids at the beginning of a name such as `a3_a11_an_objective`.
fn ids_of(name: &str) -> Vec<String> {
    let is_id = |word: &&str| {
        let mut chars = word.chars();
        let section = chars.next().filter(|c| SECTIONS.iter().any(|(s, _)| s == c));
        section.is_some() && !chars.as_str().is_empty() && chars.as_str().bytes().all(|b| b.is_ascii_digit())
    };
    name.split('_').take_while(is_id).map(str::to_string).collect()
}

#[test]
fn every_practice_has_a_test() {
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, place) in tests() {
        let by_name = BY_NAME.iter().filter(|(_, test)| *test == name).map(|(id, _)| id.to_string());
        for id in ids_of(&name).into_iter().chain(by_name) {
            shown.entry(id).or_default().push(format!("{place} {name}"));
        }
    }
    // not println: a passing test's words are kept from the screen
    let mut out = std::io::stderr().lock();
    let (mut holes, mut done) = (Vec::new(), Vec::new());
    for id in SECTIONS.iter().flat_map(|(section, ns)| ns.iter().map(move |n| format!("{section}{n}"))) {
        let name = id.to_uppercase();
        let to_come = SCREENS_TO_COME.iter().find(|(screen, _)| *screen == id);
        match (shown.get(&id), to_come) {
            (Some(tests), to_come) => {
                done.extend(to_come.map(|_| name.clone()));
                tests.iter().for_each(|test| writeln!(out, "{name:<4} {test}").expect("written"));
            }
            (None, Some((_, words))) => {
                writeln!(out, "{name:<4} MISSING, comes with its screen: {words}").expect("written")
            }
            (None, None) => holes.push(name),
        }
    }
    assert_eq!(holes, Vec::<String>::new(), "practices without a test");
    assert_eq!(done, Vec::<String>::new(), "they have a test now: take them off the list of screens to come");
    for (_, test) in BY_NAME {
        assert!(shown.values().flatten().any(|shown| shown.ends_with(&format!(" {test}"))), "{test}");
    }
}
