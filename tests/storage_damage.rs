//! T03, T12, T28: damaged values, ruins, and a store that throws.

mod storage_support;

use cairn::storage::{
    AsideKind, CreateError, Follower, Keeper, KeyValue, LoadError, Memory, NotSaved, SaveState, StorageError,
    Trouble, Writer, about, asides, current_plan, discard_aside, give_up_quarantined, lease, plans, raw_dump,
};
use storage_support::*;

const LATER: u64 = 10_000_000;

/// A small state with both snapshots, swept and unswept records, a lease, an aside: and the list it holds.
fn small() -> (Values, List) {
    let kv = Faulty::light();
    let mut session = Session::new(&kv);
    session.create();
    session.edits(2);
    session.replace();
    for _ in 0..3 {
        session.edits(2);
        session.wait(MINUTE);
        session.commit();
    }
    session.edits(3);
    (kv.values(), session.list)
}

/// Flips, cuts, and nonsense for one value.
fn damages(value: &str) -> Vec<String> {
    let mut all =
        vec![String::new(), "{}".to_string(), "null".to_string(), "\"".to_string(), value.repeat(2)];
    for at in 0..value.len() {
        all.push(String::from_utf8_lossy(&value.as_bytes()[..at]).into_owned());
        for mask in [1u8, 4, 64, 128] {
            let mut bytes = value.to_string().into_bytes();
            bytes[at] ^= mask;
            all.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    all
}

#[allow(clippy::unwrap_used)]
fn is_somewhere(kv: &Faulty, text: &str) -> bool {
    kv.values().values().any(|value| value == text)
        || asides(&kv, PLAN).unwrap().iter().any(|aside| aside.text == text)
}

#[test]
fn t03_any_damage_to_any_value_opens_all_that_the_rest_holds_and_keeps_the_damaged_bytes() {
    let (whole, list) = small();
    assert!(whole.keys().filter(|key| key.starts_with(JOURNAL)).count() > 3);
    for (key, value) in &whole {
        for damaged in damages(value) {
            let why = format!("{key} = {damaged:.200}");
            let kv = Faulty::with(whole.clone());
            kv.poke(key, Some(damaged.clone()));
            let mut loaded = load(&kv, "x", LATER).unwrap();
            let mut found = list_of(&loaded);
            assert!(list.starts_with(&found), "{why}: {found:?}");
            if key.starts_with(JOURNAL) {
                // whatever the snapshots don't hold is aside, but for the damaged edit, whose bytes are
                let aside = words_aside(&kv);
                let (seq, word) = (key.split('/').nth(4).unwrap(), value.split('"').nth(11).unwrap());
                assert!(seq.parse::<u64>().unwrap() > 0);
                for lost in list.iter().filter(|word| !found.contains(word)) {
                    assert!(aside.contains(lost) || lost == word, "{why}: {lost}");
                }
            } else {
                assert_eq!(found, list, "{why}");
            }
            assert!(key.ends_with("/lease") || is_somewhere(&kv, &damaged), "{why}: before the repair");
            go_on(&kv, &mut loaded, &mut found, &why);
            assert!(key.ends_with("/lease") || is_somewhere(&kv, &damaged), "{why}: after the repair");
        }
    }
}

#[test]
fn t03_both_snapshots_damaged_is_quarantine_and_never_an_empty_plan() {
    let (whole, _) = small();
    for (a, b) in [(Some("x"), Some("")), (None, Some("{}")), (Some("\"ä"), None), (None, None)] {
        let kv = Faulty::with(whole.clone());
        kv.poke(A, a.map(str::to_string));
        kv.poke(B, b.map(str::to_string));
        let before = kv.values();
        let Err(LoadError::Quarantined { originals, copied }) = load(&kv, "x", LATER) else {
            panic!("{a:?} {b:?} opened");
        };
        assert!(copied);
        for (key, value) in &before {
            assert_eq!(kv.raw(key).as_ref(), Some(value), "untouched");
            let part = key == A || key == B || key.starts_with(JOURNAL);
            assert_eq!(originals.contains(&(key.clone(), value.clone())), part, "{key}");
        }
        let copies = kv.values().len();
        assert!(matches!(load(&kv, "y", LATER), Err(LoadError::Quarantined { .. })));
        assert_eq!(kv.values().len(), copies, "copied once, however often it is opened");
        let made = Keeper::create(&kv, PLAN, &body(&["new".to_string()]), Writer::new("z", 1), LATER);
        assert!(matches!(made, Err(CreateError::Exists)));
        assert_eq!(plans(&kv).unwrap().len(), 1);

        give_up_quarantined(&kv, PLAN).unwrap();
        let made = Keeper::create(&kv, PLAN, &body(&["new".to_string()]), Writer::new("z", 1), LATER);
        assert!(made.is_ok());
        let dump = raw_dump(&kv).unwrap();
        for (key, value) in originals {
            let text = serde_json::Value::from(value).to_string();
            assert!(dump.contains(&key) && (text.len() < 8 || dump.len() > text.len()), "{key}");
        }
    }
}

#[test]
fn t03_a_quarantine_without_room_leaves_the_originals_and_says_so() {
    let (whole, _) = small();
    let kv = Faulty::with(whole);
    kv.poke(A, Some("x".to_string()));
    kv.poke(B, Some("y".to_string()));
    kv.poke("cairn/1/ballast", None);
    let before = kv.values();
    kv.room.set(Some(kv.used()));
    assert!(matches!(load(&kv, "x", LATER), Err(LoadError::Quarantined { copied: false, .. })));
    assert_eq!(kv.values(), before);
    assert!(give_up_quarantined(&kv, PLAN).is_err());
    assert_eq!(kv.values(), before, "not one original goes without its copy");
}

#[test]
fn t03_what_can_be_read_is_never_given_up() {
    let (whole, _) = small();
    let kv = Faulty::with(whole.clone());
    assert!(give_up_quarantined(&kv, PLAN).is_err());
    assert_eq!(kv.values(), whole);
}

#[test]
fn t03_a_repair_without_room_for_the_copy_waits_and_loses_nothing() {
    let (whole, mut list) = small();
    let kv = Faulty::with(whole);
    let damaged = kv.raw(A).unwrap().replace("gen", "nog");
    kv.poke(A, Some(damaged.clone()));
    kv.poke("cairn/1/ballast", None);
    kv.room.set(Some(kv.used()));
    let mut loaded = load(&kv, "x", LATER).unwrap();
    assert_eq!(list_of(&loaded), list);
    let missing = loaded.trouble.iter().any(|t| matches!(t, Trouble::NotSetAside(_, StorageError::Full)));
    assert!(missing, "{:?}", loaded.trouble);
    let keeper = &mut loaded.keeper;
    assert_eq!(keeper.commit(&body(&list), LATER), Err(NotSaved::Full));
    assert_eq!(kv.raw(A), Some(damaged.clone()), "not overwritten without a copy");
    assert_eq!(keeper.append("\"x\"", LATER), Err(NotSaved::CommitFirst));
    assert_eq!(keeper.state(), SaveState::NotSaved(NotSaved::Full));
    list.push("x".to_string());
    kv.room.set(None);
    assert!(keeper.commit_due(LATER + 10_000));
    keeper.commit(&body(&list), LATER + 10_000).unwrap();
    assert_eq!(keeper.state(), SaveState::Saved);
    assert!(is_somewhere(&kv, &damaged));
    assert_eq!(list_of(&load(&kv, "y", LATER + 10_000).unwrap()), list);
}

#[test]
fn asides_are_listed_with_what_is_in_them_and_go_only_when_told() {
    let (whole, list) = small();
    let kv = Faulty::with(whole.clone());
    let last = whole.keys().filter(|key| key.starts_with(JOURNAL)).nth_back(1).unwrap();
    kv.poke(last, None);
    kv.poke(B, Some("rubbish \u{1}\"".to_string()));
    let loaded = load(&kv, "x", LATER).unwrap();
    assert_eq!(list_of(&loaded), list[..list.len() - 2]);
    let kept = asides(&kv, PLAN).unwrap();
    let kinds: Vec<AsideKind> = kept.iter().map(|aside| aside.kind).collect();
    assert_eq!(kinds, [AsideKind::Replaced, AsideKind::Record, AsideKind::Damaged]);
    assert_eq!(kept[0].body().map(words).unwrap(), ["first", "w1", "w2"]);
    assert_eq!(kept[1].edit().map(word).as_ref(), list.last());
    assert_eq!(kept[2].text, "rubbish \u{1}\"");
    discard_aside(&kv, PLAN, &kept[1].name).unwrap();
    discard_aside(&kv, PLAN, A).unwrap();
    assert_eq!(asides(&kv, PLAN).unwrap().len(), 2);
    assert!(kv.raw(A).is_some());
}

#[test]
fn t03_a_record_missing_between_the_snapshots_is_mended_and_no_snapshot_is_taken_for_a_branch() {
    let (whole, list) = small();
    let seqs = |key: &str| {
        let value: serde_json::Value = serde_json::from_str(&whole[key]).unwrap();
        value["seq"].as_u64().unwrap()
    };
    let (older, newer) = (seqs(A).min(seqs(B)), seqs(A).max(seqs(B)));
    for seq in older + 1..=newer {
        let kv = Faulty::with(whole.clone());
        let key = whole.keys().find(|key| key.starts_with(&format!("{JOURNAL}{seq:012}"))).unwrap();
        kv.poke(key, None);
        let mut loaded = load(&kv, "x", LATER).unwrap();
        assert_eq!(list_of(&loaded), list);
        assert!(loaded.trouble.contains(&Trouble::RecordMissing));
        // a record that is left before the gap might be another branch's: that one is copied
        let astray = |t: &Trouble| matches!(t, Trouble::RecordMissing | Trouble::RecordAstray(_));
        assert!(loaded.trouble.iter().all(astray), "{:?}", loaded.trouble);
        loaded.keeper.commit(&body(&list), LATER).unwrap();
        assert!(!load(&kv, "y", LATER).unwrap().trouble.contains(&Trouble::RecordMissing));
        assert!(asides(&kv, PLAN).unwrap().iter().all(|aside| aside.kind != AsideKind::Snapshot));
    }
}

#[test]
fn t12_nothing_empty_and_no_second_plan_replaces_a_full_one() {
    let (whole, list) = small();
    let kv = Faulty::with(whole.clone());
    for empty in ["null", "{}", "[]", "", "\"\"", "{ }", "{\"a\":"] {
        let made = Keeper::create(&kv, PLAN, empty, Writer::new("x", 1), LATER);
        assert!(matches!(made, Err(CreateError::NotSaved(NotSaved::NotJson))));
    }
    let made = Keeper::create(&kv, PLAN, &body(&list), Writer::new("x", 1), LATER);
    assert!(matches!(made, Err(CreateError::Exists)));
    assert_eq!(kv.values(), whole, "not a byte");
    for key in whole.keys().filter(|key| key.starts_with(JOURNAL) || *key == A || *key == B) {
        let kv = Faulty::with(Values::from([(key.clone(), whole[key].clone())]));
        let made = Keeper::create(&kv, PLAN, &body(&list), Writer::new("x", 1), LATER);
        assert!(matches!(made, Err(CreateError::Exists)), "{key} alone");
    }
    let mut loaded = load(&kv, "x", LATER).unwrap();
    let before = kv.values();
    for empty in ["null", "{}", "[]", "", "{ \n}"] {
        assert_eq!(loaded.keeper.commit(empty, LATER), Err(NotSaved::NotJson));
        assert_eq!(loaded.keeper.replace(&body(&list), empty, LATER), Err(NotSaved::NotJson));
    }
    assert_eq!(loaded.keeper.append("{", LATER), Err(NotSaved::NotJson));
    assert_eq!(loaded.keeper.unsaved().count(), 0, "what is not JSON is not taken at all");
    assert_eq!(kv.values(), before);
}

#[test]
fn t28_a_store_that_throws_is_an_error_and_never_a_panic() {
    let (whole, list) = small();
    for broken in ["g", "s", "r", "k", "gs", "gsrk"] {
        for error in [StorageError::Full, StorageError::Unavailable("SecurityError".to_string())] {
            let kv = Faulty::with(whole.clone());
            *kv.fail_with.borrow_mut() = Some(error);
            let mut loaded = load(&kv, "x", LATER).unwrap();
            let mut grown = list.clone();
            kv.broken.replace(broken.to_string());
            grown.push("x".to_string());
            let kept = loaded.keeper.append("\"x\"", LATER).is_ok();
            assert_eq!(loaded.keeper.unsaved().count(), usize::from(!kept));
            assert_eq!(matches!(loaded.keeper.state(), SaveState::NotSaved(_)), !kept, "{broken}");
            let _ = loaded.keeper.commit(&body(&grown), LATER + MINUTE);
            let _ = loaded.keeper.renew(LATER);
            let _ = loaded.keeper.release();
            let _ = Follower::new(&kv, PLAN).refresh();
            let _ = (raw_dump(&kv), plans(&kv), about(&kv, PLAN), current_plan(&kv));
            let _ = (asides(&kv, PLAN), lease::standing(&kv, PLAN, &Writer::new("y", 1), LATER));
            let other = Faulty::with(kv.values());
            other.broken.replace(broken.to_string());
            let _ = load(&other, "y", LATER);
            let _ = Keeper::create(&kv, "other", &body(&list), Writer::new("y", 1), LATER);
            kv.broken.replace(String::new());
            let _ = loaded.keeper.append("\"z\"", LATER);
            grown.push("z".to_string());
            loaded.keeper.commit(&body(&grown), LATER + MINUTE).unwrap();
            assert_eq!(loaded.keeper.state(), SaveState::Saved);
            assert_eq!(list_of(&load(&kv, "z", LATER).unwrap()), grown, "{broken}");
        }
    }
}

#[test]
fn t28_with_storage_blocked_the_plan_lives_in_memory() {
    let kv = Memory::default();
    let mut keeper = Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("x", 1), 0).unwrap();
    keeper.append("\"b\"", 1).unwrap();
    assert_eq!(keeper.state(), SaveState::Saved);
    let loaded = Keeper::load(&kv, PLAN, Writer::new("y", 1), 2).unwrap();
    assert_eq!(list_of(&loaded), ["a", "b"]);
    assert!(kv.get(A).unwrap().is_some());
}

#[test]
fn a_store_that_is_cleared_behind_our_back_is_written_anew_from_memory() {
    for cleared in [vec![A], vec![B], vec![A, B], vec![JOURNAL], vec![A, B, JOURNAL]] {
        let (whole, mut list) = small();
        let kv = Faulty::with(whole);
        let mut loaded = load(&kv, "x", LATER).unwrap();
        for key in kv.values().keys().filter(|key| cleared.iter().any(|gone| key.starts_with(gone))) {
            kv.poke(key, None);
        }
        list.push("x".to_string());
        assert_eq!(loaded.keeper.append("\"x\"", LATER), Err(NotSaved::CommitFirst), "{cleared:?}");
        assert_eq!(loaded.keeper.state(), SaveState::Saving);
        assert!(loaded.keeper.commit_due(LATER));
        loaded.keeper.commit(&body(&list), LATER).unwrap();
        let again = load(&kv, "y", LATER).unwrap();
        assert_eq!((list_of(&again), again.trouble), (list, vec![]), "{cleared:?}");
    }
}
