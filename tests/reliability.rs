//! Which test shows which promise of `reliability.md` (T01 … T32): printed by the run, and without a hole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

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
    found
}

/// The numbers in a name such as `t01_t13_a_replacement`.
fn promises_of(name: &str) -> Vec<u32> {
    let words = name.split('_');
    let numbers = words.map_while(|word| word.strip_prefix('t').filter(|rest| rest.len() == 2)?.parse().ok());
    numbers.collect()
}

#[test]
fn every_promise_has_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for file in [sources(&root.join("src")), sources(&root.join("tests"))].concat() {
        let text = fs::read_to_string(&file).expect("a source");
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[test]") || line.starts_with("#[tokio::test]") {
                is_test = true;
            } else if let Some(name) = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                let place = file.strip_prefix(root).unwrap_or(&file).display();
                // a name that `in_each_engine!` lists stands there and as the function
                let in_each_engine = text.contains("in_each_engine!(") && text.matches(name).count() > 1;
                for promise in promises_of(name).into_iter().filter(|_| is_test || in_each_engine) {
                    shown.entry(promise).or_default().push(format!("{place} {name}"));
                }
                is_test = false;
            }
        }
    }
    let mut holes = Vec::new();
    for promise in 1..=32 {
        match shown.get(&promise) {
            Some(tests) => tests.iter().for_each(|test| println!("T{promise:02}  {test}")),
            None => holes.push(promise),
        }
    }
    assert_eq!(holes, Vec::<u32>::new(), "promises without a test");
}
