//! Inputs changed at random, for a fixed time a target: `CAIRN_FUZZ_SECONDS`, 2 where it is not set. What is kept in
//! `tests/fixtures/corpus` is replayed first; what fails is written to `target/fuzz`, with the seed to find it again.

mod fuzz_support;
mod merge_support;
mod storage_support;

use fuzz_support::{journal, merge, read, run, sentence, store};

#[test]
fn bytes_opened_as_a_plan() {
    run(&read());
}

#[test]
fn a_file_of_our_plan_received_and_taken() {
    run(&merge());
}

#[test]
fn journal_steps_replayed() {
    run(&journal());
}

#[test]
fn a_store_changed_behind_our_back() {
    run(&store());
}

#[test]
fn what_people_type() {
    run(&sentence());
}
