//! `first_screens DIRECTORY`: which functions of the traced module (`xtask/split`) the first screens run.
//!
//! The directory holds a build with the traced module. Writes two lists beside it: what an empty
//! browser runs, and what one with a stored plan runs.

#![forbid(unsafe_code)]

use harness::{Browser, Site};
use std::{fs, path::Path, time::Duration};

/// Reads the bits that the traced module sets, of which there are 64 in each exported global.
const READ: &str = r#"
    const { parts: [traced] } = window.cairnParts;
    const ran = [];
    for (let word = 0; `trace${word}` in traced; word++) {
      const bits = BigInt.asUintN(64, traced[`trace${word}`].value);
      for (let bit = 0; bit < 64; bit++) if ((bits >> BigInt(bit)) & 1n) ran.push(word * 64 + bit);
    }
    return ran.join(" ");
"#;

/// What a first screen still does when it is there: leases, frames, what is due.
const AFTERWARDS: Duration = Duration::from_secs(1);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let directory = std::env::args().nth(1).expect("the directory of the traced build");
    let directory = Path::new(&directory);
    let site = Site::of(directory.to_path_buf());

    let empty = Browser::open(&site).await;
    empty.goto("").await;
    empty.button("Support team").await;
    write(directory, "ran0.txt", &[ran(&empty).await]);

    let with_sample = Browser::open(&site).await;
    with_sample.goto("").await;
    with_sample.press("Support team").await;
    with_sample.find(".objective-card").await;
    with_sample.reload().await;
    with_sample.find(".objective-card").await;
    let sample = ran(&with_sample).await;

    let with_empty_plan = Browser::open(&site).await;
    with_empty_plan.goto("").await;
    with_empty_plan.start_empty().await;
    with_empty_plan.reload_plan().await;
    write(directory, "ran1.txt", &[sample, ran(&with_empty_plan).await]);
}

async fn ran(browser: &Browser) -> String {
    tokio::time::sleep(AFTERWARDS).await;
    let ran = browser.run(READ, Vec::new()).await;
    ran.as_str().unwrap_or_default().to_owned()
}

fn write(directory: &Path, name: &str, lists: &[String]) {
    let file = directory.join(name);
    fs::write(&file, lists.join("\n")).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}
