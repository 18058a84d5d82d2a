//! T04, the mirror's part: what localStorage forgets when the browser is killed comes back from the mirror, and the
//! mirror never takes anything away. T31: an emptied store finds its plan again.

mod storage_support;

use cairn::storage::{
    Keeper, KeyValue, MirrorState, Writer, bring_back, is_mirrored, mirror_state, mirror_writes,
};
use storage_support::*;

fn recorded() -> Faulty {
    Faulty::light()
}

fn mirror_of(values: &Values) -> Faulty {
    Faulty::with(
        values.iter().filter(|(key, _)| is_mirrored(key)).map(|(k, v)| (k.clone(), v.clone())).collect(),
    )
}

fn loaded_list(kv: &Faulty) -> List {
    list_of(&load(kv, "after", 10_000_000).unwrap())
}

/// Whatever the last 45 seconds were and however much of them the store forgot.
#[test]
fn t04_what_a_killed_browser_forgot_comes_back_from_the_mirror() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let log = kv.log.borrow().clone();
    let mut ahead = 0;
    for now in 1..=log.len() {
        let Some(promised) = session.promised(now) else { continue };
        let forgets = log[..now].iter().filter(|change| change.at + 45_000 > log[now - 1].at).count();
        for durable in now - forgets..=now {
            let why = format!("{now} changes, of which {durable} are on the disk");
            let (store, mirror) = (Faulty::with(kv.at(durable)), mirror_of(&kv.at(now)));
            let state = mirror_state(&store, &mirror, PLAN).unwrap();
            match state {
                MirrorState::Ahead { edits } => {
                    let before = loaded_list(&Faulty::with(store.values()));
                    bring_back(&store, &mirror, PLAN).unwrap();
                    let after = loaded_list(&store);
                    if before[0] == after[0] {
                        assert_eq!(after.len() - before.len(), edits as usize, "{why}");
                    } // else the plan was replaced, and the chain tells
                    ahead += 1;
                }
                MirrorState::Alone => bring_back(&store, &mirror, PLAN).unwrap(),
                MirrorState::Behind => {}
                MirrorState::Apart => panic!("{why}: the store is only behind"),
            }
            let found = reopen(store.values(), &session.states, Some(promised), &why);
            assert!(found.is_some(), "{why}: {state:?}");
        }
    }
    assert!(ahead > 100, "{ahead}");
}

#[test]
fn t04_a_copy_back_that_fails_on_the_way_leads_no_further_back() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let end = kv.log.borrow().len();
    let durable = end - 5;
    let mirror = mirror_of(&kv.at(end));
    let before = loaded_list(&Faulty::with(kv.at(durable)));
    for calls in 0..200 {
        let store = Faulty::with(kv.at(durable));
        store.fail(calls, u64::MAX, Failing::Clean);
        let done = bring_back(&store, &mirror, PLAN);
        let found = loaded_list(&Faulty::with(store.values()));
        assert!(found.starts_with(&before), "stopped at {calls}: {found:?}");
        if done.is_ok() {
            assert_eq!(found, *session.states.last().unwrap());
            return;
        }
    }
    panic!("it never came to an end");
}

/// Once a second tab or a mirror that failed has made the two differ, nobody is overwritten.
#[test]
fn edits_on_both_sides_are_apart_and_a_store_that_went_on_alone_is_not_set_back() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.create();
    session.edits(3);
    let mirror = mirror_of(&kv.values());
    session.edits(2);
    assert_eq!(mirror_state(&kv, &mirror, PLAN).unwrap(), MirrorState::Behind);

    let other = Faulty::with(mirror.values());
    let mut keeper = load(&other, "other", 20_000).unwrap().keeper;
    keeper.append("\"elsewhere\"", 20_000).unwrap();
    assert_eq!(mirror_state(&kv, &other, PLAN).unwrap(), MirrorState::Apart);
}

#[test]
fn t31_an_emptied_store_finds_its_plan_in_the_mirror_and_a_ruined_one_too() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.create();
    session.edits(3);
    let mirror = mirror_of(&kv.values());
    let empty = Faulty::light();
    assert_eq!(mirror_state(&empty, &mirror, PLAN).unwrap(), MirrorState::Alone);
    bring_back(&empty, &mirror, PLAN).unwrap();
    assert_eq!(loaded_list(&empty), session.list);

    let ruined = Faulty::with(kv.values());
    for key in [A, B] {
        ruined.poke(key, Some("\"ruin\"".to_string()));
    }
    assert_eq!(mirror_state(&ruined, &mirror, PLAN).unwrap(), MirrorState::Alone);
    assert!(load(&ruined, "x", 1).is_err());
    bring_back(&ruined, &mirror, PLAN).unwrap();
    assert_eq!(loaded_list(&ruined), session.list);

    // both empty: a clean start, and no word of damage
    assert_eq!(mirror_state(&Faulty::light(), &Faulty::light(), PLAN).unwrap(), MirrorState::Behind);
}

#[test]
fn the_mirror_becomes_equal_and_keeps_the_plans_that_the_store_lost() {
    let kv = recorded();
    let mut session = Session::new(&kv);
    session.long();
    let mirror = Faulty::default();
    Keeper::create(&mirror, "p_lost", "{\"plan\": []}", Writer::new("w", 1), 1).unwrap();
    mirror.poke("cairn/1/p_1/j/000000000001/gone", Some("1".to_string()));
    for (key, value) in mirror_writes(&kv, &mirror).unwrap() {
        mirror.poke(&key, value);
    }
    let values = mirror.values();
    let (lost, ours): (Vec<_>, Vec<_>) = values.iter().partition(|(key, _)| key.contains("p_lost"));
    assert!(lost.len() > 1, "{lost:?}");
    let ours: Values =
        ours.into_iter().filter(|(k, _)| is_mirrored(k)).map(|(k, v)| (k.clone(), v.clone())).collect();
    assert_eq!(ours, mirror_of(&kv.values()).values());
    assert!(!ours.keys().any(|key| key.ends_with("/lease") || key.ends_with("ballast")), "{ours:?}");
    assert_eq!(mirror_writes(&kv, &mirror).unwrap(), []);

    // an emptied store takes nothing away
    assert_eq!(mirror_writes(&Faulty::light(), &mirror).unwrap(), []);
    assert!(mirror.get(A).unwrap().is_some());
}
