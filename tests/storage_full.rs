//! T01, natively: a store that is full to the last character.

mod storage_support;

use cairn::storage::{CreateError, Keeper, NotSaved, SaveState, Writer, asides, discard_aside, raw_dump};
use storage_support::*;

fn keeper(session: &mut Session<'_>) -> NotSavedOr {
    match session.keeper.as_ref().map(Keeper::state) {
        Some(SaveState::NotSaved(why)) => NotSavedOr::Not(why),
        Some(SaveState::Saved) => NotSavedOr::Saved,
        other => panic!("{other:?}"),
    }
}

#[derive(Debug, PartialEq)]
enum NotSavedOr {
    Saved,
    Not(NotSaved),
}

#[test]
fn t01_full_says_not_saved_keeps_the_edits_in_memory_and_saves_them_in_order_once_there_is_room() {
    for room in (0..400).step_by(3) {
        let kv = Faulty::light();
        let mut session = Session::new(&kv);
        session.create();
        session.edits(5);
        session.wait(MINUTE);
        session.commit();
        session.edits(3);
        kv.room.set(Some(kv.used() + room));
        session.edits(12);
        let promised = session.promised(usize::MAX).unwrap();
        let waiting: List = session.keeper.as_ref().unwrap().unsaved().map(word).collect();
        assert_eq!(session.states[promised].len() + waiting.len(), session.list.len());
        assert!(session.list.ends_with(&waiting), "room {room}: {waiting:?}");
        if !waiting.is_empty() {
            assert_eq!(keeper(&mut session), NotSavedOr::Not(NotSaved::Full));
        }
        reopen_full(&kv, &session, &format!("full with {room} to spare"));
        // a commit in a full store changes nothing, or saves everything
        session.wait(MINUTE);
        session.commit();
        reopen_full(&kv, &session, &format!("committed, full with {room} to spare"));
        assert!(raw_dump(&kv).unwrap().contains("w8"));

        kv.room.set(None);
        session.edit();
        assert_eq!(keeper(&mut session), NotSavedOr::Saved, "room {room}");
        assert_eq!(list_of(&load(&kv, "x", 20_000_000).unwrap()), session.list);
        for _ in 0..3 {
            session.wait(MINUTE);
        }
    }
}

/// The older generation alone, the newer alone, and both hold what was promised.
fn reopen_full(kv: &Faulty, session: &Session<'_>, why: &str) {
    let promised = session.promised(usize::MAX);
    reopen(kv.values(), &session.states, promised, why);
    for key in [A, B] {
        let mut values = kv.values();
        values.remove(key);
        reopen(values, &session.states, promised, &format!("{why}, without {key}"));
    }
}

#[test]
fn t01_the_ballast_is_given_up_first_and_laid_again() {
    let kv = Faulty::default();
    let mut session = Session::new(&kv);
    session.create();
    assert!(kv.raw("cairn/1/ballast").is_some_and(|ballast| ballast.len() == 128 * 1024));
    session.edits(2);
    kv.room.set(Some(kv.used()));
    let keeper = session.keeper.as_mut().unwrap();
    let ack = keeper.append("\"w3\"", session.now).unwrap();
    assert!(ack.nearly_full);
    assert_eq!(kv.raw("cairn/1/ballast"), None);
    assert!(keeper.append("\"w4\"", session.now).unwrap().nearly_full);
    kv.room.set(None);
    session.list.extend(["w3".to_string(), "w4".to_string()]);
    keeper.commit(&body(&session.list), session.now).unwrap();
    assert!(!keeper.append("\"w5\"", session.now).unwrap().nearly_full);
    assert!(kv.raw("cairn/1/ballast").is_some());
}

#[test]
fn t01_a_full_store_is_swept_before_the_ballast_goes() {
    let kv = Faulty::default();
    let mut session = Session::new(&kv);
    session.create();
    session.edits(20);
    session.wait(MINUTE);
    session.commit();
    session.edits(2);
    session.wait(MINUTE);
    session.commit();
    let records = |kv: &Faulty| kv.values().keys().filter(|key| key.starts_with(JOURNAL)).count();
    assert_eq!(records(&kv), 22);
    session.wait(MINUTE);
    kv.room.set(Some(kv.used()));
    session.edit();
    assert_eq!(records(&kv), 3);
    assert!(kv.raw("cairn/1/ballast").is_some());
    reopen_full(&kv, &session, "swept");
}

#[test]
fn t01_edits_that_found_no_room_are_safe_after_a_commit_over_both_snapshots() {
    // bodies that shrink: the snapshots fit where a record does not
    let kv = Faulty::light();
    let mut keeper = Keeper::create(&kv, PLAN, &body(&["x".repeat(400)]), Writer::new("w", 1), 0).unwrap();
    kv.room.set(Some(kv.used()));
    for word in ["a", "b"] {
        assert_eq!(keeper.append(&edit(word), 1), Err(NotSaved::Full));
    }
    // the body after both edits, as the app has it, is shorter; but not so much that a record fits
    let after = vec!["x".repeat(380), "a".to_string(), "b".to_string()];
    keeper.commit(&body(&after), 2).unwrap();
    assert_eq!(keeper.state(), SaveState::Saved);
    for key in [A, B] {
        let mut values = kv.values();
        values.remove(key);
        let alone = Faulty::with(values);
        let loaded = load(&alone, "y", 3).unwrap();
        assert_eq!(list_of(&loaded), after, "without {key}");
    }
}

#[test]
fn t01_t13_a_replacement_without_room_for_the_copy_or_the_body_changes_nothing() {
    let old = vec!["old".to_string(), "x".repeat(300)];
    let new = vec!["new".to_string(), "y".repeat(700)];
    let mut outcomes = [0, 0];
    for room in (0..4_000).step_by(7) {
        let kv = Faulty::light();
        let mut keeper = Keeper::create(&kv, PLAN, &body(&old), Writer::new("w", 1), 0).unwrap();
        keeper.append("\"e\"", 1).unwrap();
        let with_e: List = old.iter().cloned().chain(["e".to_string()]).collect();
        kv.room.set(Some(kv.used() + room));
        let done = keeper.replace(&body(&with_e), &body(&new), 2);
        let expected = if done.is_ok() { &new } else { &with_e };
        outcomes[usize::from(done.is_ok())] += 1;
        assert_eq!(list_of(&load(&Faulty::with(kv.values()), "x", 3).unwrap()), *expected, "room {room}");
        for key in [A, B] {
            let mut values = kv.values();
            values.remove(key);
            let alone = Faulty::with(values);
            assert_eq!(list_of(&load(&alone, "x", 3).unwrap()), *expected, "room {room}, without {key}");
        }
        if let Ok(name) = done {
            let kept = asides(&kv, PLAN).unwrap();
            let copy = kept.iter().find(|aside| aside.name == name).unwrap();
            assert_eq!(copy.body(), Some(body(&with_e).as_str()), "T14: byte for byte");
        }
        // and the keeper goes on
        kv.room.set(None);
        keeper.append("\"f\"", 4).unwrap();
        let mut grown = expected.clone();
        grown.push("f".to_string());
        assert_eq!(list_of(&load(&kv, "z", 5).unwrap()), grown);
    }
    assert!(outcomes[0] > 20 && outcomes[1] > 20, "{outcomes:?}");
}

#[test]
fn t13_a_replacement_that_stops_at_any_write_leaves_a_keeper_that_acknowledges_only_what_will_load() {
    for writes in 0..6 {
        let kv = Faulty::light();
        let mut list: List = vec!["old".to_string(), "e".to_string()];
        let mut keeper = Keeper::create(&kv, PLAN, &body(&list[..1]), Writer::new("w", 1), 0).unwrap();
        keeper.append("\"e\"", 1).unwrap();
        kv.sets_fail_from.set(Some(kv.sets.get() + writes));
        let new = vec!["new".to_string()];
        match keeper.replace(&body(&list), &body(&new), 2) {
            Ok(_) => list = new,
            Err(why) => assert!(matches!(why, NotSaved::Unavailable(_))),
        }
        kv.sets_fail_from.set(None);
        list.push("f".to_string());
        match keeper.append("\"f\"", 3) {
            Ok(_) => {}
            Err(NotSaved::CommitFirst) => keeper.commit(&body(&list), 3).unwrap(),
            Err(other) => panic!("{other}"),
        }
        for key in ["", A, B] {
            let mut values = kv.values();
            values.remove(key);
            let found = list_of(&load(&Faulty::with(values), "x", 4).unwrap());
            assert_eq!(found, list, "{writes} writes, without {key:?}");
        }
    }
}

#[test]
fn t13_the_newest_three_replaced_bodies_are_kept_and_can_be_put_back() {
    let kv = Faulty::light();
    let mut keeper = Keeper::create(&kv, PLAN, &body(&["0".to_string()]), Writer::new("w", 1), 0).unwrap();
    for n in 0..5u64 {
        let (before, after) = (vec![n.to_string()], vec![(n + 1).to_string()]);
        keeper.replace(&body(&before), &body(&after), n).unwrap();
    }
    let kept = asides(&kv, PLAN).unwrap();
    let bodies: Vec<List> = kept.iter().map(|aside| words(aside.body().unwrap())).collect();
    assert_eq!(bodies, [["2"], ["3"], ["4"]]);
    let restored = kept[0].body().unwrap();
    keeper.replace(&body(&["5".to_string()]), restored, 9).unwrap();
    let loaded = load(&kv, "x", 10).unwrap();
    assert_eq!(loaded.body, body(&["2".to_string()]), "byte for byte");
    for aside in asides(&kv, PLAN).unwrap() {
        discard_aside(&kv, PLAN, &aside.name).unwrap();
    }
    assert_eq!(asides(&kv, PLAN).unwrap(), []);
}

#[test]
fn t01_a_plan_that_does_not_fit_is_not_made_by_half() {
    for room in 0..900 {
        let kv = Faulty::default();
        kv.room.set(Some(room));
        let made = Keeper::create(&kv, PLAN, &body(&["x".repeat(200)]), Writer::new("w", 1), 0);
        match made {
            Ok(_) => assert!(kv.raw(A).is_some() && kv.raw(B).is_some()),
            Err(CreateError::NotSaved(NotSaved::Full)) => {
                assert!(kv.raw(A).is_none() && kv.raw(B).is_none(), "room {room}");
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}
