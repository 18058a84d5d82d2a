//! One target, for a fixed time.

use std::collections::BTreeSet;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::dice::Dice;
use super::mutate::mutated;
use super::smaller::smaller;
use super::words::Words;
use super::{Judged, Target, corpus};

/// How long an answer to one input may take: inputs are small, so this is far too long already.
const BOUND: Duration = Duration::from_secs(5);
/// Most inputs that are changed further, and the longest of them.
const MOST: usize = 2000;
const LONGEST: usize = 40_000;

/// Replays the kept inputs, then changes inputs for `CAIRN_FUZZ_SECONDS` (2 where it is not set), beginning at
/// `CAIRN_FUZZ_SEED`.
pub fn run(target: &Target) {
    let (seconds, seed) = (told("CAIRN_FUZZ_SECONDS", 2), told("CAIRN_FUZZ_SEED", 20_270_101));
    let kept = corpus::kept(target.name);
    let (mut pool, mut outcomes) = (target.seeds.clone(), BTreeSet::new());
    for (name, input) in kept {
        judged(target, &input).unwrap_or_else(|why| panic!("the kept input {}/{name}: {why}", target.name));
        pool.push(input);
    }
    for input in &pool {
        outcomes.insert(judged(target, input).unwrap_or_else(|why| panic!("a good input: {why}")));
    }
    let words = Words::of(&pool);
    let good = pool.len();
    let mut dice = Dice::new(seed);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut runs = 0u64;
    while Instant::now() < end {
        let most = if dice.once_in(2) { good } else { pool.len() };
        let (from, other) = (dice.below(most), dice.below(pool.len()));
        let input = mutated(target.shape, &pool[from], &pool[other], &words, &mut dice);
        runs += 1;
        match judged(target, &input) {
            Ok(outcome) => {
                if outcomes.insert(outcome) && pool.len() < MOST && input.len() < LONGEST {
                    pool.push(input);
                }
            }
            Err(why) => fail(target, seed, input, &why),
        }
    }
    println!("{}: {runs} inputs, {} outcomes, seed {seed}", target.name, outcomes.len());
}

fn fail(target: &Target, seed: u64, input: Vec<u8>, why: &str) -> ! {
    let whole = corpus::write_failing(target.name, seed, &input);
    let small = smaller(target, input, why);
    let small_why = judged(target, &small).err().unwrap_or_default();
    let name = corpus::write_failing(&format!("{}-small", target.name), seed, &small);
    panic!(
        "{why}\n\nThe input is {whole}, with less in it {name}: {small_why}\n{}\nAgain: CAIRN_FUZZ_SEED={seed}. \
         Keep it under tests/fixtures/corpus/{} once it is understood.",
        String::from_utf8_lossy(&small),
        target.name
    )
}

/// What a target says of an input; a panic and a late answer break promises too.
pub fn judged(target: &Target, input: &[u8]) -> Judged {
    let begin = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.judge)(input))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()));
        Err(format!("never panics: {}", text.unwrap_or_default()))
    })?;
    let took = begin.elapsed();
    if took > BOUND { Err(format!("answers in time: {took:?}")) } else { Ok(outcome) }
}

fn told(name: &str, otherwise: u64) -> u64 {
    match env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a whole number, not {text:?}")),
        Err(_) => otherwise,
    }
}
