//! T06, T08, T32: two tabs on one store, in every order; leases; following.

#![allow(clippy::unwrap_used)] // clippy does not know the helpers here for tests

mod storage_support;

use cairn::storage::{
    Follower, Keeper, KeyValue, LoadError, Loaded, News, NotSaved, SaveState, StorageError, Writer, lease,
};
use std::cell::{Cell, RefCell};
use storage_support::*;

/// What a tab sees of the store: its own writes at once, another tab's when the browser gets round to it.
struct View<'s> {
    tab: u64,
    shared: &'s Shared,
    synced: Cell<usize>,
    synced_at: Cell<u64>,
    seen: RefCell<Values>,
}

#[derive(Default)]
struct Shared {
    log: RefCell<Vec<Change>>,
}

impl Shared {
    fn write(&self, tab: u64, key: &str, value: Option<String>) -> Change {
        let change = Change { at: tab, key: key.to_string(), value };
        self.log.borrow_mut().push(change.clone());
        change
    }

    fn values(&self) -> Values {
        let mut values = Values::from([("cairn/1/ballast".to_string(), "0".to_string())]);
        self.log.borrow().iter().for_each(|change| apply(&mut values, change));
        values
    }
}

impl<'s> View<'s> {
    fn new(tab: u64, shared: &'s Shared) -> View<'s> {
        let view =
            View { tab, shared, synced: Cell::new(0), synced_at: Cell::new(0), seen: RefCell::default() };
        view.sync(0);
        view
    }

    /// True where another tab has written something that this one has not seen.
    fn has_news(&self) -> bool {
        self.shared.log.borrow().iter().skip(self.synced.get()).any(|change| change.at != self.tab)
    }

    fn sync(&self, now: u64) {
        *self.seen.borrow_mut() = self.shared.values();
        self.synced.set(self.shared.log.borrow().len());
        self.synced_at.set(now);
    }
}

impl KeyValue for View<'_> {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.seen.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        apply(&mut self.seen.borrow_mut(), &self.shared.write(self.tab, key, Some(value.to_string())));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        apply(&mut self.seen.borrow_mut(), &self.shared.write(self.tab, key, None));
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.seen.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Do {
    Load,
    Edit,
    Commit,
}

/// A tab that does what a user does there, and notes which edits it was told are saved.
struct Tab<K> {
    name: &'static str,
    keeper: Option<Keeper<K>>,
    list: List,
    acked: List,
    refused: List,
    loads: u32,
    edits: u32,
}

impl<K: KeyValue + Copy> Tab<K> {
    fn new(name: &'static str) -> Tab<K> {
        Tab { name, keeper: None, list: vec![], acked: vec![], refused: vec![], loads: 0, edits: 0 }
    }

    fn create(&mut self, kv: K) {
        self.list = vec!["first".to_string()];
        self.acked = self.list.clone();
        let writer = Writer::new(self.name, 1);
        self.keeper = Some(Keeper::create(kv, PLAN, &body(&self.list), writer, 0).unwrap());
    }

    fn act(&mut self, kv: K, what: Do, now: u64) {
        match what {
            Do::Load => {
                self.loads += 1;
                let writer = Writer::new(&format!("{}-{}", self.name, self.loads), 1);
                let loaded = Keeper::load(kv, PLAN, writer, now).unwrap();
                self.list = list_of(&loaded);
                self.keeper = Some(loaded.keeper);
                self.settle(now);
            }
            Do::Edit => {
                let Some(keeper) = &mut self.keeper else { return };
                self.edits += 1;
                let word = format!("{}{}", self.name, self.edits);
                self.list.push(word.clone());
                match keeper.append(&edit(&word), now) {
                    Ok(_) => self.acked.push(word),
                    Err(NotSaved::CommitFirst) => {
                        self.settle(now);
                        self.note(word);
                    }
                    Err(_) => self.note(word),
                }
            }
            Do::Commit => {
                if let Some(keeper) = &mut self.keeper {
                    let _ = keeper.commit(&body(&self.list), now);
                }
            }
        }
    }

    /// Not acknowledged by `append`: saved by a commit since, or kept in memory.
    fn note(&mut self, word: String) {
        let keeper = self.keeper.as_ref().unwrap();
        if keeper.unsaved().any(|kept| kept == edit(&word)) {
            assert!(matches!(keeper.state(), SaveState::NotSaved(_)), "{word}: {:?}", keeper.state());
            self.refused.push(word);
        } else {
            self.acked.push(word);
        }
    }

    fn settle(&mut self, now: u64) {
        if let Some(keeper) = self.keeper.as_mut().filter(|keeper| keeper.commit_due(now)) {
            let _ = keeper.commit(&body(&self.list), now);
        }
    }
}

/// Whatever was acknowledged anywhere is in the plan or aside, also without either snapshot.
fn nothing_lost(values: Values, acked: &[String], why: &str) {
    let sides = [None, Some(A), Some(B)];
    for side in sides {
        let mut values = values.clone();
        side.map(|key| values.remove(key));
        let kv = Faulty::with(values);
        let loaded = match load(&kv, "judge", 10_000_000) {
            Ok(loaded) => loaded,
            Err(other) => panic!("{why} {side:?}: {other}"),
        };
        let (list, aside) = (list_of(&loaded), words_aside(&kv));
        for word in acked {
            assert!(list.contains(word) || aside.contains(word), "{why}, without {side:?}: {word}; {list:?}");
        }
    }
}

/// Every order of two scripts.
fn interleavings(one: &[Do], two: &[Do]) -> Vec<Vec<(usize, Do)>> {
    match (one.split_first(), two.split_first()) {
        (None, _) => vec![two.iter().map(|&step| (2, step)).collect()],
        (_, None) => vec![one.iter().map(|&step| (1, step)).collect()],
        (Some((&x, rest_x)), Some((&y, rest_y))) => {
            let mut all = Vec::new();
            for (first, rest) in [((1, x), interleavings(rest_x, two)), ((2, y), interleavings(one, rest_y))]
            {
                all.extend(rest.into_iter().map(|tail| [vec![first], tail].concat()));
            }
            all
        }
    }
}

const SCRIPTS: [(&[Do], &[Do]); 4] = [
    (&[Do::Edit, Do::Edit, Do::Commit, Do::Edit], &[Do::Load, Do::Edit, Do::Commit, Do::Edit]),
    (&[Do::Edit, Do::Commit, Do::Edit, Do::Load, Do::Edit], &[Do::Load, Do::Edit, Do::Edit]),
    (&[Do::Edit, Do::Commit, Do::Edit, Do::Commit], &[Do::Load, Do::Edit, Do::Commit, Do::Commit]),
    (&[Do::Commit, Do::Edit, Do::Load, Do::Edit], &[Do::Load, Do::Commit, Do::Edit, Do::Load]),
];

#[test]
fn t06_two_tabs_in_every_order_with_late_news_of_each_other_lose_no_edit() {
    let mut forks = 0;
    for (one, two) in SCRIPTS {
        for order in interleavings(one, two) {
            for (step_ms, news) in (0..1u32 << order.len()).map(|news| (1_000, news)).chain([(MINUTE, !0)]) {
                let shared = Shared::default();
                let (view_1, view_2) = (View::new(1, &shared), View::new(2, &shared));
                let (mut tab_1, mut tab_2) = (Tab::new("one"), Tab::new("two"));
                tab_1.create(&view_1);
                view_2.sync(0);
                let mut twice = false;
                for (n, &(tab, what)) in order.iter().enumerate() {
                    let now = (n as u64 + 1) * step_ms;
                    let view = if tab == 1 { &view_1 } else { &view_2 };
                    let hears = news & (1 << n) != 0 || now - view.synced_at.get() >= MINUTE;
                    if hears {
                        view.sync(now);
                    } else if !view.has_news() {
                        twice = true; // nothing to hear: the same run as with the bit set
                        break;
                    }
                    if tab == 1 { tab_1.act(view, what, now) } else { tab_2.act(view, what, now) }
                }
                if twice {
                    continue;
                }
                let acked = [tab_1.acked.clone(), tab_2.acked.clone()].concat();
                let done = tab_1.edits + tab_2.edits + 1;
                let told = acked.len() + tab_1.refused.len() + tab_2.refused.len();
                assert_eq!(done as usize, told);
                forks += usize::from(tab_1.refused.is_empty() && tab_2.refused.is_empty());
                nothing_lost(shared.values(), &acked, &format!("{order:?} {step_ms} {news:b}"));
            }
        }
    }
    assert!(forks > 1_000, "{forks} runs had two writers that both thought it was their turn");
}

/// Runs something of another tab just before one call.
struct Between<'f> {
    kv: &'f Faulty,
    calls: Cell<u64>,
    at: u64,
    what: RefCell<Option<Box<dyn FnOnce() + 'f>>>,
}

impl Between<'_> {
    fn call(&self) {
        let call = self.calls.get();
        self.calls.set(call + 1);
        if call == self.at
            && let Some(what) = self.what.take()
        {
            what();
        }
    }
}

impl KeyValue for &Between<'_> {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.call();
        self.kv.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.call();
        self.kv.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.call();
        self.kv.remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        self.call();
        self.kv.keys(prefix)
    }
}

#[test]
fn t06_another_tab_that_acts_between_any_two_calls_loses_no_edit() {
    use Do::{Commit, Edit, Load};
    let mine = [Edit, Edit, Commit, Edit, Edit, Commit, Edit, Load, Edit];
    for theirs in [&[Load][..], &[Load, Edit], &[Load, Edit, Edit, Commit], &[Load, Commit, Edit, Commit]] {
        for step_ms in [1_000, MINUTE] {
            for at in 0.. {
                let (kv, now) = (Faulty::light(), Cell::new(0));
                let two = RefCell::new(Tab::new("two"));
                let between = Between { kv: &kv, calls: Cell::new(0), at, what: RefCell::new(None) };
                let mut tab = Tab::new("one");
                tab.create(&between);
                if at < between.calls.get() {
                    continue;
                }
                between.what.replace(Some(Box::new(|| {
                    for &what in theirs {
                        two.borrow_mut().act(&kv, what, now.get());
                    }
                })));
                for (n, what) in mine.into_iter().enumerate() {
                    now.set((n as u64 + 1) * step_ms);
                    tab.act(&between, what, now.get());
                    if n == mine.len() - 3 {
                        two.borrow_mut().act(&kv, Edit, now.get());
                    }
                }
                let acked = [tab.acked.clone(), two.borrow().acked.clone()].concat();
                nothing_lost(kv.values(), &acked, &format!("{theirs:?} before call {at}, step {step_ms}"));
                if between.calls.get() < at {
                    break;
                }
            }
        }
    }
}

#[test]
fn t06_the_tab_that_was_overtaken_refuses_and_keeps_its_edit_for_the_next_load() {
    let kv = Faulty::light();
    let mut old = Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("one", 1), 0).unwrap();
    old.append("\"b\"", 1).unwrap();
    let mut new = load(&kv, "two", 2).unwrap();
    assert_eq!(list_of(&new), ["a", "b"]);
    let before = kv.values();
    assert_eq!(old.append("\"c\"", 3), Err(NotSaved::Overtaken));
    assert_eq!(old.commit(&body(&["a".to_string(), "c".to_string()]), 3), Err(NotSaved::Overtaken));
    assert_eq!(
        old.replace(&body(&["a".to_string()]), &body(&["z".to_string()]), 3),
        Err(NotSaved::Overtaken)
    );
    assert_eq!(old.renew(3), Err(NotSaved::Overtaken));
    assert_eq!(kv.values(), before, "it writes nothing");
    assert_eq!(old.state(), SaveState::NotSaved(NotSaved::Overtaken));
    assert_eq!(old.unsaved().collect::<Vec<_>>(), ["\"c\""]);
    assert!(!old.commit_due(9_999_999) && !old.idle_commit_due(9_999_999));
    new.keeper.append("\"d\"", 4).unwrap();
    // taking over again: a new writer, and the edit that waited
    let mut again = load(&kv, "three", 5).unwrap();
    for waiting in old.unsaved() {
        again.keeper.append(waiting, 6).unwrap();
    }
    assert_eq!(new.keeper.append("\"e\"", 7), Err(NotSaved::Overtaken));
    let last = load(&kv, "four", 8).unwrap();
    assert_eq!((list_of(&last).join(""), last.trouble), ("abdc".to_string(), vec![]));
}

#[test]
fn t06_without_a_lease_a_foreign_record_alone_stops_the_writer() {
    let kv = Faulty::light();
    let mut old = Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("one", 1), 0).unwrap();
    let mut new = load(&kv, "two", 2).unwrap();
    kv.poke("cairn/1/p_1/lease", None);
    new.keeper.append("\"b\"", 3).unwrap();
    assert_eq!(old.append("\"c\"", 3), Err(NotSaved::Overtaken));
}

#[test]
fn t06_without_a_lease_and_a_record_a_foreign_snapshot_stops_the_writer() {
    let kv = Faulty::light();
    let mut old = Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("one", 1), 0).unwrap();
    let mut new = load(&kv, "two", 2).unwrap();
    new.keeper.append("\"b\"", 3).unwrap();
    for minute in 1..5 {
        let list = ["a".to_string(), "b".to_string()];
        new.keeper.commit(&body(&list), minute * MINUTE).unwrap();
    }
    kv.poke("cairn/1/p_1/lease", None);
    assert!(!kv.values().keys().any(|key| key.starts_with(JOURNAL)), "all swept");
    let before = kv.values();
    assert_eq!(old.commit(&body(&["a".to_string()]), 9 * MINUTE), Err(NotSaved::Overtaken));
    assert_eq!(kv.values(), before);
}

fn opened(kv: &Faulty, build: u64, now: u64) -> Loaded<&Faulty> {
    Keeper::load(kv, PLAN, Writer::new(&format!("build{build}"), build), now).unwrap()
}

#[test]
fn t08_an_older_build_never_writes_after_the_newer_spoke() {
    for mark_lost in [false, true] {
        let kv = Faulty::light();
        let first = body(&["a".to_string()]);
        let mut old = Keeper::create(&kv, PLAN, &first, Writer::new("old", 1), 0).unwrap();
        old.append("\"b\"", 1).unwrap();
        let mut new = opened(&kv, 2, 2);
        new.keeper.append("\"c\"", 3).unwrap();
        new.keeper.commit(&body(&["a".to_string(), "b".to_string(), "c".to_string()]), 4).unwrap();
        new.keeper.release().unwrap();
        if mark_lost {
            kv.poke("cairn/1/p_1/lease", None);
        }
        let before = kv.values();
        // the tab that was open all along
        let refused = old.append("\"d\"", 9_999_999).unwrap_err();
        assert_eq!(refused, if mark_lost { NotSaved::Overtaken } else { NotSaved::NewerBuild(2) });
        assert!(old.commit(&first, 9_999_999).is_err());
        assert!(old.renew(9_999_999).is_err());
        // and one that starts from a stale cache
        let mut again = opened(&kv, 1, 9_999_999);
        assert_eq!(list_of(&again), ["a", "b", "c"], "it opens");
        assert_eq!(again.keeper.append("\"d\"", 9_999_999), Err(NotSaved::NewerBuild(2)));
        assert_eq!(again.keeper.commit(&first, 9_999_999), Err(NotSaved::NewerBuild(2)));
        assert_eq!(again.keeper.replace(&first, &first, 9_999_999), Err(NotSaved::NewerBuild(2)));
        assert_eq!(again.keeper.state(), SaveState::NotSaved(NotSaved::NewerBuild(2)));
        again.keeper.release().unwrap();
        let older = Writer::new("old2", 1);
        if !mark_lost {
            assert_eq!(lease::take_over(&kv, PLAN, &older, 1), Ok(lease::Standing::Newer(2)));
        }
        assert_eq!(kv.values(), before, "not a byte, mark lost: {mark_lost}");
        assert!(opened(&kv, 2, 9_999_999).keeper.append("\"d\"", 9_999_999).is_ok());
    }
}

#[test]
fn t08_an_older_build_copies_and_repairs_nothing_in_a_newer_builds_plan() {
    let kv = Faulty::light();
    Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("new", 7), 0).unwrap();
    for key in ["cairn/1/p_1/lease", A] {
        kv.poke(key, Some("\"damaged\"".to_string()));
    }
    let before = kv.values();
    let loaded = opened(&kv, 6, 1);
    assert_eq!((list_of(&loaded), loaded.trouble.len()), (vec!["a".to_string()], 1));
    assert_eq!(kv.values(), before);
}

#[test]
fn a_lease_is_held_renewed_released_and_runs_out() {
    use lease::{LEASE_MS, Standing};
    let kv = Faulty::light();
    let (one, two) = (Writer::new("one", 1), Writer::new("two", 1));
    assert_eq!(lease::acquire(&kv, PLAN, &one, 1_000), Ok(Standing::Mine));
    assert_eq!(lease::acquire(&kv, PLAN, &two, 2_000), Ok(Standing::Held("one".to_string())));
    assert_eq!(lease::acquire(&kv, PLAN, &one, 50_000), Ok(Standing::Mine), "renewed");
    assert_eq!(lease::standing(&kv, PLAN, &two, 49_999 + LEASE_MS), Ok(Standing::Held("one".to_string())));
    assert_eq!(lease::standing(&kv, PLAN, &two, 50_000 + LEASE_MS), Ok(Standing::Free));
    // a clock that was set back by ten years holds nobody up
    assert_eq!(lease::standing(&kv, PLAN, &two, 10), Ok(Standing::Free));
    assert_eq!(lease::take_over(&kv, PLAN, &two, 60_000), Ok(Standing::Mine));
    assert_eq!(lease::standing(&kv, PLAN, &one, 60_001), Ok(Standing::Held("two".to_string())));
    let mut keeper =
        Keeper::create(&kv, PLAN, &body(&["a".to_string()]), Writer::new("three", 1), 60_002).unwrap();
    keeper.renew(90_000).unwrap();
    assert_eq!(lease::standing(&kv, PLAN, &one, 179_999), Ok(Standing::Held("three".to_string())));
    keeper.release().unwrap();
    assert_eq!(lease::standing(&kv, PLAN, &one, 90_001), Ok(Standing::Free));
    keeper.append("\"b\"", 90_002).unwrap();
}

#[test]
fn a_follower_sees_every_edit_and_writes_nothing() {
    let kv = Faulty::light();
    let mut follower = Follower::new(&kv, PLAN);
    assert_eq!(follower.refresh(), Err(LoadError::Absent));
    let mut session = Session::new(&kv);
    session.create();
    let mut followed: List = vec![];
    let mut look = |session: &Session<'_>, what: &str| {
        let before = kv.values();
        let kind = match follower.refresh().unwrap() {
            News::Nothing => "nothing",
            News::Edits(edits) => {
                followed.extend(edits.iter().map(|edit| word(edit)));
                "edits"
            }
            News::Plan { body, edits } => {
                followed = words(&body);
                followed.extend(edits.iter().map(|edit| word(edit)));
                "plan"
            }
        };
        assert_eq!(kv.values(), before);
        assert_eq!((kind, &followed), (what, &session.list));
    };
    look(&session, "plan");
    look(&session, "nothing");
    session.edits(3);
    look(&session, "edits");
    session.edits(2);
    session.wait(MINUTE);
    session.commit();
    session.edits(1);
    look(&session, "edits");
    session.replace();
    look(&session, "plan");
    session.edits(1);
    look(&session, "edits");
    for _ in 0..4 {
        session.edits(2);
        session.wait(MINUTE);
        session.commit();
    }
    look(&session, "plan");
    kv.poke(A, Some("x".to_string()));
    kv.poke(B, None);
    let before = kv.values();
    assert!(matches!(follower.refresh(), Err(LoadError::Quarantined { copied: false, .. })));
    assert_eq!(kv.values(), before);
}
