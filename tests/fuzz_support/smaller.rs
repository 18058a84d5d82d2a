//! A failing input made smaller, so that a person can see what it is about.

use std::time::{Duration, Instant};

use super::Target;
use super::run::judged;

/// Leaves out what the failure does not need, for a few seconds.
pub fn smaller(target: &Target, input: Vec<u8>, why: &str) -> Vec<u8> {
    let promise = |why: &str| why.split(':').next().unwrap_or_default().to_string();
    let (broken, end) = (promise(why), Instant::now() + Duration::from_secs(8));
    let fails = |input: &[u8]| judged(target, input).is_err_and(|why| promise(&why) == broken);
    let mut least = input;
    let mut size = least.len() / 2;
    while size > 0 {
        let (mut at, before) = (0, least.len());
        while at < least.len() && Instant::now() < end {
            let rest = (at + size).min(least.len());
            let less: Vec<u8> = [&least[..at], &least[rest..]].concat();
            if fails(&less) {
                least = less;
            } else {
                at += size;
            }
        }
        if least.len() == before || Instant::now() >= end {
            size /= 2;
        }
    }
    least
}
