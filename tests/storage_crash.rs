//! T04: whenever the store stops, and whatever it forgets, nothing that was acknowledged is lost.

mod storage_support;

use cairn::storage::{CreateError, Keeper, NotSaved, SaveState, Writer};
use std::collections::{BTreeMap, BTreeSet};
use storage_support::*;

fn recorded() -> Faulty {
    Faulty::light()
}

#[test]
fn the_long_scenario_is_what_the_other_tests_need() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    assert_eq!(session.acked.len(), session.states.len() + 7, "every call was acknowledged");
    let removed = kv.log.borrow().iter().filter(|change| change.value.is_none()).count();
    assert!(removed > 25, "{removed} records were swept");
    assert!(kv.values().keys().filter(|key| key.starts_with(JOURNAL)).count() > 2);
}

#[test]
fn t04_stopping_after_any_call_loses_nothing_acknowledged() {
    let kv = recorded();
    Session::new(&kv).long();
    let calls = kv.calls.get();
    assert!(calls > 200, "{calls}");
    for failing in [Failing::Clean, Failing::Done] {
        for k in 0..calls {
            let kv = recorded();
            kv.fail(k, u64::MAX, failing);
            let mut session = Session::new(&kv);
            session.long();
            let promised = session.promised(usize::MAX);
            reopen(kv.values(), &session.states, promised, &format!("stopped at {k}, {failing:?}"));
        }
    }
}

#[test]
fn t04_a_call_that_fails_once_loses_nothing_and_everything_is_saved_in_the_end() {
    let kv = recorded();
    Session::new(&kv).long();
    for failing in [Failing::Clean, Failing::Done] {
        for length in [0, 4] {
            for k in 0..kv.calls.get() {
                let why = format!("calls {k} to {} fail, {failing:?}", k + length);
                let kv = recorded();
                kv.fail(k, k + length, failing);
                let mut session = Session::new(&kv);
                session.long();
                let promised = session.promised(usize::MAX);
                if session.keeper.is_some() {
                    kv.fail_from.set(None);
                    session.wait(MINUTE);
                    session.commit();
                    session.edit();
                    assert_eq!(session.promised(usize::MAX), Some(session.states.len() - 1), "{why}");
                }
                let promised = session.promised(usize::MAX).or(promised);
                reopen(kv.values(), &session.states, promised, &why);
            }
        }
    }
}

#[test]
fn t04_dropping_any_suffix_and_then_either_snapshot_loses_nothing() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    for m in 0..=kv.log.borrow().len() {
        let promised = session.promised(m);
        reopen(kv.at(m), &session.states, promised, &format!("first {m} changes"));
        for key in [A, B] {
            let mut values = kv.at(m);
            values.remove(key);
            let beginning = !values.contains_key(A) && !values.contains_key(B);
            if !beginning {
                reopen(values, &session.states, promised, &format!("first {m} changes without {key}"));
            }
        }
    }
}

#[test]
fn t04_dropping_one_record_leaves_a_prefix_and_keeps_the_rest_aside() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let mut fell_short = 0;
    for m in 0..=kv.log.borrow().len() {
        let Some(promised) = session.promised(m) else { continue };
        let whole = kv.at(m);
        for key in whole.keys().filter(|key| key.starts_with(JOURNAL)) {
            let why = format!("first {m} changes without {key}");
            let mut values = whole.clone();
            let dropped = values.remove(key).unwrap();
            let found = reopen(values.clone(), &session.states, None, &why).unwrap();
            let crashed = Faulty::with(values);
            let loaded = load(&crashed, "x", 10_000_000).unwrap();
            if found >= promised {
                continue;
            }
            fell_short += 1;
            let (list, aside) = (list_of(&loaded), words_aside(&crashed));
            assert!(session.states[promised].starts_with(&list), "{why}: a prefix");
            for word in &session.states[promised] {
                let here = list.contains(word) || aside.contains(word);
                assert!(here || dropped.contains(&format!("\"{word}\"")), "{why}: {word}");
            }
        }
    }
    assert!(fell_short > 20, "{fell_short}");
}

/// How many of a key's changes made it to the disk.
type Cut<'k> = Box<dyn Fn(&str) -> usize + 'k>;

#[test]
fn t04_torn_writes_of_the_last_minute_lose_nothing_older() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let log = kv.log.borrow().clone();
    let mut seen = BTreeSet::new();
    for m in 1..=log.len() {
        let crash = log[m - 1].at;
        let durable = log[..m].iter().filter(|change| change.at + MINUTE <= crash).count();
        let promised = session.promised_by(m, crash.saturating_sub(MINUTE));
        // each key of the window: how many of its changes made it to the disk
        let window = &log[durable..m];
        let count = |key: &str| window.iter().filter(|change| change.key == key).count();
        let mut others: Vec<&str> =
            window.iter().map(|change| change.key.as_str()).filter(|key| ![A, B].contains(key)).collect();
        others.sort_unstable();
        others.dedup();
        let mut cuts: Vec<Cut> = vec![Box::new(|_| 0), Box::new(|_| usize::MAX)];
        for &odd in &others {
            cuts.push(Box::new(move |key| if key == odd { 0 } else { usize::MAX }));
            cuts.push(Box::new(move |key| if key == odd { usize::MAX } else { 0 }));
        }
        for a in 0..=count(A) {
            for b in 0..=count(B) {
                for (n, cut) in cuts.iter().enumerate() {
                    let mut values = kv.at(durable);
                    let mut made = BTreeMap::<&str, usize>::new();
                    for change in window {
                        let nth = made.entry(&change.key).or_default();
                        let limit = match change.key.as_str() {
                            A => a,
                            B => b,
                            key => cut(key),
                        };
                        if *nth < limit {
                            apply(&mut values, change);
                        }
                        *nth += 1;
                    }
                    if !values.contains_key(A) && !values.contains_key(B) {
                        assert_eq!(promised, None);
                        continue;
                    }
                    let why = format!("crash after {m}: a {a}, b {b}, cut {n}");
                    if seen.insert((promised, values.clone())) {
                        reopen(values, &session.states, promised, &why);
                    }
                }
            }
        }
    }
}

#[test]
fn t04_a_crash_during_the_repair_after_a_crash_loses_nothing() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let m = kv.log.borrow().len();
    let whole = kv.at(m);
    let records: Vec<&String> = whole.keys().filter(|key| key.starts_with(JOURNAL)).collect();
    let mut damages: Vec<(String, Option<String>)> =
        vec![(A.to_string(), None), (B.to_string(), None), (B.to_string(), Some("\"broken\"".to_string()))];
    damages.extend(records.iter().map(|key| ((*key).clone(), None)));
    for (key, value) in damages {
        for k in 0.. {
            let values = whole.clone();
            let kv = Faulty::with(values);
            kv.poke(&key, value.clone());
            let before = list_of(&load(&Faulty::with(kv.values()), "x", 10_000_000).unwrap());
            kv.fail(k, u64::MAX, Failing::Clean);
            let now = 9_000_000;
            let Ok(mut loaded) = load(&kv, "repairing", now) else { continue };
            let mut list = list_of(&loaded);
            assert_eq!(list, before);
            let mut states = vec![list.clone()];
            let mut promised = 0;
            list.push("x".to_string());
            states.push(list.clone());
            let kept = loaded.keeper.append("\"x\"", now).is_ok();
            if kept || loaded.keeper.commit(&body(&list), now).is_ok() {
                promised = 1;
            }
            drop(loaded);
            reopen(kv.values(), &states, Some(promised), &format!("{key} lost, repair stopped at {k}"));
            if kv.calls.get() <= k {
                break;
            }
        }
    }
}

#[test]
fn a_snapshot_that_does_not_read_back_is_no_snapshot() {
    for nth in [1, 2] {
        let kv = recorded();
        kv.garble_set.set(Some(nth)); // after the lease: a, then b
        let made = Keeper::create(&kv, PLAN, &body(&["x".to_string()]), Writer::new("w", 1), 0);
        assert!(matches!(made, Err(CreateError::NotSaved(NotSaved::Misread))), "{nth}");
        assert_eq!((kv.raw(A), kv.raw(B)), (None, None), "nothing is left of the attempt");
    }
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.create();
    session.edits(3);
    kv.garble_set.set(Some(kv.sets.get()));
    let keeper = session.keeper.as_mut().unwrap();
    assert_eq!(keeper.commit(&body(&session.list), session.now), Err(NotSaved::Misread));
    assert_eq!(keeper.append("\"no\"", session.now), Err(NotSaved::CommitFirst), "one snapshot is not two");
    assert_eq!(keeper.state(), SaveState::NotSaved(NotSaved::Misread));
    session.list.push("no".to_string());
    keeper.commit(&body(&session.list), session.now).unwrap();
    // the first snapshot of a replacement (the set before it is the copy), then (the copy is there) the second
    for nth in [1, 2] {
        kv.garble_set.set(Some(kv.sets.get() + 1));
        let new = body(&[format!("new{nth}")]);
        assert_eq!(keeper.replace(&body(&session.list), &new, session.now), Err(NotSaved::Misread), "{nth}");
        keeper.commit(&body(&session.list), session.now).unwrap();
        assert_eq!(keeper.state(), SaveState::Saved);
    }
    for key in [A, B] {
        let mut values = kv.values();
        values.remove(key);
        assert_eq!(list_of(&load(&Faulty::with(values), "x", session.now).unwrap()), session.list);
    }
}

#[test]
fn t04_a_snapshot_stored_by_half_loses_nothing_acknowledged() {
    let kv = recorded();
    Session::new(&kv).long();
    for n in 0..kv.sets.get() {
        let kv = recorded();
        kv.garble_set.set(Some(n));
        let mut session = Session::new(&kv);
        session.long();
        // a record that is stored by half is the one thing that only a later load can see
        let record = kv.log.borrow()[..].iter().any(|change| {
            change.key.starts_with(JOURNAL) && change.value.as_ref().is_some_and(|v| !v.ends_with('}'))
        });
        if session.keeper.is_some() && !record {
            reopen(kv.values(), &session.states, session.promised(usize::MAX), &format!("set {n} garbled"));
        }
    }
}
