//! The five laws of merging, over random histories of two to four copies: see `merge_support`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod merge_support;

use std::collections::BTreeMap;

use cairn::domain::Plan;
use cairn::merge::{Copy, Ledger};
use cairn::plan_file::Finding;
use merge_support::{Merging, NOTHING_LOST, as_shipped, run};

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

/// The laws that a wrong way of merging breaks in some hundred histories, each with how often.
fn laws_broken_by(merging: Merging, reuses_ids: bool) -> BTreeMap<&'static str, usize> {
    let mut laws = BTreeMap::new();
    for seed in 0..150 {
        if let Err((broken, _)) = run(seed, merging, reuses_ids) {
            *laws.entry(broken.law).or_default() += 1;
        }
    }
    laws
}

/// Of two versions only the one that shows is kept.
fn last_write_wins(ours: Copy, theirs: Copy) -> Result<(Plan, Ledger), Vec<Finding>> {
    let (plan, mut ledger) = as_shipped(ours, theirs)?;
    ledger.conflicts.clear();
    Ok((plan, ledger))
}

#[test]
fn last_write_wins_is_caught_as_a_loss() {
    let laws = laws_broken_by(last_write_wins, false);
    assert!(laws.contains_key(NOTHING_LOST), "{laws:?}");
}

/// What a copy does not take it claims to have seen: the tempting way to decline.
fn seen_without_the_values(ours: Copy, theirs: Copy) -> Result<(Plan, Ledger), Vec<Finding>> {
    if ours.ledger.seen.next().is_multiple_of(2) {
        return as_shipped(ours, theirs);
    }
    let mut ledger = ours.ledger.clone();
    ledger.seen.join(&theirs.ledger.seen);
    Ok((ours.plan.clone(), ledger))
}

#[test]
fn seen_raised_without_the_values_is_caught_as_a_loss() {
    let laws = laws_broken_by(seen_without_the_values, false);
    assert!(laws.contains_key(NOTHING_LOST), "{laws:?}");
}

#[test]
fn a_reused_replica_id_is_caught_as_a_loss() {
    let laws = laws_broken_by(as_shipped, true);
    assert!(laws.contains_key(NOTHING_LOST), "{laws:?}");
    assert!(laws_broken_by(as_shipped, false).is_empty());
}
