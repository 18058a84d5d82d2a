//! T04, long and mixed: edits, commits, replacements, failures, a lost or damaged snapshot, a full store, reloads; the
//! same cases in every run.

mod storage_support;

use cairn::storage::{SaveState, StorageError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use storage_support::*;

#[derive(Clone, Debug)]
enum Op {
    Edits(usize),
    Commit,
    Replace,
    Wait(u64),
    /// After this many calls, this many fail, this way.
    Fail(u64, u64, bool, bool),
    Room(Option<usize>),
    /// The tab dies and the plan is loaded anew.
    Reload,
    /// One snapshot (true: A) vanishes or is damaged, then a reload.
    Damage(bool, Option<String>),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (1usize..6).prop_map(Op::Edits),
        4 => Just(Op::Commit),
        1 => Just(Op::Replace),
        4 => prop_oneof![Just(500), Just(MINUTE / 2), Just(MINUTE)].prop_map(Op::Wait),
        3 => (0u64..30, 0u64..12, any::<bool>(), any::<bool>()).prop_map(|(a, b, c, d)| Op::Fail(a, b, c, d)),
        2 => prop_oneof![Just(None), (0usize..600).prop_map(Some)].prop_map(Op::Room),
        2 => Just(Op::Reload),
        2 => (any::<bool>(), prop_oneof![Just(None), "[a-z{}\"]{0,9}".prop_map(Some)])
            .prop_map(|(side, value)| Op::Damage(side, value)),
    ]
}

fn reload(session: &mut Session<'_>, sitting: &mut u32, why: &str) {
    let kv = session.kv;
    kv.fail_from.set(None);
    kv.room.set(None);
    *sitting += 1;
    let loaded = load(kv, &format!("s{sitting}"), session.now);
    let promised = session.promised(usize::MAX);
    match loaded {
        Ok(loaded) => {
            let list = list_of(&loaded);
            let found = session.states.iter().rposition(|state| *state == list);
            assert!(found.is_some(), "{why}: {list:?} was never a state");
            assert!(found >= promised, "{why}: promised {promised:?}, found {found:?}");
            session.list = list;
            session.states.push(session.list.clone());
            session.keeper = Some(loaded.keeper);
            session.commit();
            assert_eq!(session.keeper.as_ref().map(|k| k.state()), Some(SaveState::Saved), "{why}");
        }
        Err(error) => assert_eq!(promised, None, "{why}: {error}"),
    }
}

#[test]
fn t04_long_random_lives_of_a_plan_lose_nothing_acknowledged() {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner
        .run(&vec(op(), 5..60), |ops| {
            let kv = Faulty::light();
            let mut session = Session::new(&kv);
            session.create();
            let mut sitting = 0;
            for (n, op) in ops.iter().enumerate() {
                let why = format!("step {n}, {op:?}");
                match op {
                    Op::Edits(count) => session.edits(*count),
                    Op::Commit => session.commit(),
                    Op::Replace => session.replace(),
                    Op::Wait(ms) => session.wait(*ms),
                    Op::Fail(after, calls, lie, full) => {
                        let from = kv.calls.get() + after;
                        let mode = if *lie { Failing::Done } else { Failing::Clean };
                        *kv.fail_with.borrow_mut() = full.then_some(StorageError::Full);
                        kv.fail(from, from + calls, mode);
                    }
                    Op::Room(room) => kv.room.set(room.map(|room| kv.used() + room)),
                    Op::Reload => reload(&mut session, &mut sitting, &why),
                    Op::Damage(side, value) => {
                        // one fault at a time: only where both snapshots lead to all that was promised
                        if session.keeper.as_ref().map(|k| k.state()) == Some(SaveState::Saved) {
                            kv.poke(if *side { A } else { B }, value.clone());
                            reload(&mut session, &mut sitting, &why);
                        }
                    }
                }
            }
            reload(&mut session, &mut sitting, "in the end");
            Ok(())
        })
        .unwrap();
}
