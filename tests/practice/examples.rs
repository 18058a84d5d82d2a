//! The hints on the thirteen worked examples, as they were looked at: `tests/snapshots/advice.txt`. To write them anew
//! after a rule changed: `UPDATE_SNAPSHOTS=1 cargo test --test practice`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cairn::advice::open_advice;
use cairn::library::{ANCHOR, WORKED_EXAMPLES};

use crate::support::{day, plan};

#[test]
fn the_hints_on_the_worked_examples_are_those_that_were_looked_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    for example in WORKED_EXAMPLES {
        let text = fs::read_to_string(root.join(format!("src/examples/{}.okr.json", example.file))).unwrap();
        writeln!(all, "{}", example.id).unwrap();
        for finding in open_advice(&plan(&text), day(ANCHOR)) {
            writeln!(all, "  {} {:?}", finding.key(), finding.reason).unwrap();
        }
    }
    let path = root.join("tests/snapshots/advice.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &all).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), all);
}
