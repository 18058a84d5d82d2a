//! The five laws of merging, over random histories of two to four copies: see `merge_support`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod merge_support;

use merge_support::{as_shipped, run};

const HISTORIES: u64 = 20_000;
const THREADS: u64 = 2;

#[test]
fn the_five_laws_hold_over_twenty_thousand_histories() {
    let run_all = |first: u64| {
        for seed in (first..HISTORIES).step_by(THREADS as usize) {
            if let Err((broken, log)) = run(seed, as_shipped, false) {
                panic!("history {seed} breaks the law: {}\n{}\n{}", broken.law, broken.how, log.join("\n"));
            }
        }
    };
    std::thread::scope(|scope| {
        for first in 0..THREADS {
            scope.spawn(move || run_all(first));
        }
    });
}
