//! A store that fails on purpose, and a session whose plan is a list of words, so that "nothing lost" is `==`.
// each test binary uses a part; outside of #[test] functions clippy does not know that this is a test
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use cairn::storage::{
    AsideKind, Keeper, KeyValue, LoadError, Loaded, NotSaved, StorageError, Writer, asides,
};
use serde_json::value::RawValue;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

pub const PLAN: &str = "p_1";
pub const A: &str = "cairn/1/p_1/a";
pub const B: &str = "cairn/1/p_1/b";
pub const JOURNAL: &str = "cairn/1/p_1/j/";
pub const MINUTE: u64 = 60_000;

pub type Values = BTreeMap<String, String>;
pub type List = Vec<String>;

/// One change of the store.
#[derive(Clone, Debug)]
pub struct Change {
    pub at: u64,
    pub key: String,
    pub value: Option<String>,
}

/// What a call that is made to fail does first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// Nothing.
    Clean,
    /// All of it: the error is a lie.
    Done,
}

/// The store. Every value set must be JSON and pass through `RawValue` unchanged, as in the browser.
#[derive(Debug, Default)]
pub struct Faulty {
    values: RefCell<Values>,
    base: Values,
    pub log: RefCell<Vec<Change>>,
    pub calls: Cell<u64>,
    pub now: Cell<u64>,
    /// From this call on…
    pub fail_from: Cell<Option<u64>>,
    /// …up to this one, everything fails with this.
    pub fail_to: Cell<u64>,
    pub fail_with: RefCell<Option<StorageError>>,
    pub failing: Cell<Option<Failing>>,
    /// Which calls always fail: g, s, r, k.
    pub broken: RefCell<String>,
    /// How many characters fit.
    pub room: Cell<Option<usize>>,
    /// Sets that store half of the value without saying so.
    pub garble_set: Cell<Option<u64>>,
    pub sets: Cell<u64>,
    /// From this set on, sets fail; everything else works.
    pub sets_fail_from: Cell<Option<u64>>,
}

impl Faulty {
    pub fn with(values: Values) -> Faulty {
        Faulty { values: RefCell::new(values), ..Faulty::default() }
    }

    /// An empty store with a ballast of nothing, which keeps exhaustive tests quick.
    pub fn light() -> Faulty {
        let base = Values::from([("cairn/1/ballast".to_string(), "0".to_string())]);
        Faulty { values: RefCell::new(base.clone()), base, ..Faulty::default() }
    }

    /// Everything from the call `from` to `to` fails.
    pub fn fail(&self, from: u64, to: u64, failing: Failing) {
        self.fail_from.set(Some(from));
        self.fail_to.set(to);
        self.failing.set(Some(failing));
    }

    pub fn values(&self) -> Values {
        self.values.borrow().clone()
    }

    pub fn raw(&self, key: &str) -> Option<String> {
        self.values.borrow().get(key).cloned()
    }

    /// Changes a value behind everyone's back.
    pub fn poke(&self, key: &str, value: Option<String>) {
        match value {
            Some(value) => self.values.borrow_mut().insert(key.to_string(), value),
            None => self.values.borrow_mut().remove(key),
        };
    }

    pub fn used(&self) -> usize {
        self.values.borrow().iter().map(|(k, v)| utf16(k) + utf16(v)).sum()
    }

    /// The state after the first `m` changes.
    pub fn at(&self, m: usize) -> Values {
        let mut values = self.base.clone();
        for change in &self.log.borrow()[..m] {
            apply(&mut values, change);
        }
        values
    }

    /// Ok(true): go on; Ok(false): fail after doing it.
    fn call(&self, kind: &str) -> Result<bool, StorageError> {
        let call = self.calls.get();
        self.calls.set(call + 1);
        let error =
            self.fail_with.borrow().clone().unwrap_or(StorageError::Unavailable("on purpose".to_string()));
        if self.broken.borrow().contains(kind) {
            return Err(error);
        }
        match (self.fail_from.get(), self.failing.get()) {
            (Some(from), Some(failing)) if (from..=self.fail_to.get()).contains(&call) => {
                // only the first is ambiguous; a dead store does nothing more
                if failing == Failing::Done && call == from { Ok(false) } else { Err(error) }
            }
            _ => Ok(true),
        }
    }

    fn change(&self, key: &str, value: Option<String>) {
        let change = Change { at: self.now.get(), key: key.to_string(), value };
        apply(&mut self.values.borrow_mut(), &change);
        self.log.borrow_mut().push(change);
    }

    fn lie(&self) -> StorageError {
        StorageError::Unavailable("done all the same".to_string())
    }
}

pub fn apply(values: &mut Values, change: &Change) {
    match &change.value {
        Some(value) => values.insert(change.key.clone(), value.clone()),
        None => values.remove(&change.key),
    };
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

impl KeyValue for Faulty {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        if self.call("g")? { Ok(self.raw(key)) } else { Err(self.lie()) }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        let raw = RawValue::from_string(value.to_string()).expect("every value is JSON");
        assert_eq!(serde_json::to_string(&raw).unwrap(), value, "and passes an encoder unchanged");
        let truly = self.call("s")?;
        if self.sets_fail_from.get().is_some_and(|from| self.sets.get() >= from) {
            return Err(StorageError::Unavailable("read-only".to_string()));
        }
        if let Some(room) = self.room.get() {
            let old = self.raw(key).map_or(0, |old| utf16(key) + utf16(&old));
            if self.used() - old + utf16(key) + utf16(value) > room {
                return Err(StorageError::Full);
            }
        }
        let set = self.sets.get();
        self.sets.set(set + 1);
        let value = if self.garble_set.get() == Some(set) { &value[..value.len() / 2] } else { value };
        self.change(key, Some(value.to_string()));
        if truly { Ok(()) } else { Err(self.lie()) }
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        let truly = self.call("r")?;
        self.change(key, None);
        if truly { Ok(()) } else { Err(self.lie()) }
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        if !self.call("k")? {
            return Err(self.lie());
        }
        // not sorted: nothing may rely on it
        Ok(self.values.borrow().keys().rev().filter(|k| k.starts_with(prefix)).cloned().collect())
    }
}

pub fn body(list: &[String]) -> String {
    format!("{{\"plan\": {},\n \"n\": 1.50}}", serde_json::to_string(list).unwrap())
}

pub fn edit(word: &str) -> String {
    serde_json::to_string(word).unwrap()
}

pub fn word(edit: &str) -> String {
    serde_json::from_str(edit).unwrap()
}

pub fn words(body: &str) -> List {
    let value: serde_json::Value = serde_json::from_str(body).unwrap();
    value["plan"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_string()).collect()
}

/// The plan's list after loading.
pub fn list_of<K>(loaded: &Loaded<K>) -> List {
    let mut list = words(&loaded.body);
    list.extend(loaded.edits.iter().map(|edit| word(edit)));
    list
}

/// Every word that can be found in what was set aside.
pub fn words_aside(kv: &impl KeyValue) -> List {
    let mut found = Vec::new();
    for aside in asides(kv, PLAN).unwrap() {
        found.extend(aside.body().map(words).unwrap_or_default());
        found.extend(aside.edit().map(word));
        if aside.kind == AsideKind::Damaged {
            found.push(aside.text);
        }
    }
    found
}

pub fn load<'f>(kv: &'f Faulty, writer: &str, now: u64) -> Result<Loaded<&'f Faulty>, LoadError> {
    Keeper::load(kv, PLAN, Writer::new(writer, 1), now)
}

/// A tab with a plan in memory, as the app has it, and what has been promised about it.
pub struct Session<'f> {
    pub kv: &'f Faulty,
    pub keeper: Option<Keeper<&'f Faulty>>,
    pub list: List,
    pub now: u64,
    /// Every state the plan has been in or may have reached.
    pub states: Vec<List>,
    /// Promises: (changes of the store so far, time, number of the state).
    pub acked: Vec<(usize, u64, usize)>,
    next: usize,
}

impl<'f> Session<'f> {
    pub fn new(kv: &'f Faulty) -> Session<'f> {
        Session { kv, keeper: None, list: vec![], now: 1_000, states: vec![], acked: vec![], next: 0 }
    }

    pub fn fresh(&mut self) -> String {
        self.next += 1;
        format!("w{}", self.next)
    }

    fn reach(&mut self) {
        self.states.push(self.list.clone());
    }

    fn ack(&mut self) {
        self.acked.push((self.kv.log.borrow().len(), self.now, self.states.len() - 1));
    }

    pub fn wait(&mut self, ms: u64) {
        self.now += ms;
        self.kv.now.set(self.now);
    }

    pub fn create(&mut self) {
        self.kv.now.set(self.now);
        self.list = vec!["first".to_string()];
        self.reach();
        let made = Keeper::create(self.kv, PLAN, &body(&self.list), Writer::new("w0", 1), self.now);
        if let Ok(keeper) = made {
            self.keeper = Some(keeper);
            self.ack();
        }
    }

    pub fn edit(&mut self) {
        let word = self.fresh();
        let Some(keeper) = &mut self.keeper else { return };
        self.list.push(word.clone());
        self.states.push(self.list.clone());
        match keeper.append(&edit(&word), self.now) {
            Ok(_) => self.ack(),
            Err(NotSaved::CommitFirst) => self.commit(),
            Err(_) => {}
        }
    }

    pub fn edits(&mut self, count: usize) {
        for _ in 0..count {
            self.wait(100);
            self.edit();
        }
    }

    pub fn commit(&mut self) {
        let Some(keeper) = &mut self.keeper else { return };
        if keeper.commit(&body(&self.list), self.now).is_ok() {
            assert_eq!(keeper.unsaved().count(), 0);
            self.ack();
        }
    }

    pub fn replace(&mut self) {
        let word = self.fresh();
        let Some(keeper) = &mut self.keeper else { return };
        let new = vec!["replaced".to_string(), word];
        self.states.push(new.clone());
        if keeper.replace(&body(&self.list), &body(&new), self.now).is_ok() {
            self.list = new;
            self.ack();
        } else {
            self.reach();
        }
    }

    /// What has been promised by the time the store had made `changes` changes.
    pub fn promised(&self, changes: usize) -> Option<usize> {
        self.acked.iter().filter(|ack| ack.0 <= changes).map(|ack| ack.2).max()
    }

    /// What has been promised no later than `time`.
    pub fn promised_by(&self, changes: usize, time: u64) -> Option<usize> {
        self.acked.iter().filter(|ack| ack.0 <= changes && ack.1 <= time).map(|ack| ack.2).max()
    }

    /// The long scenario: more than 30 edits, commits in turn, a replacement, an early commit, sweeps.
    pub fn long(&mut self) {
        self.create();
        self.edits(6);
        self.wait(MINUTE);
        self.commit();
        self.edits(5);
        self.wait(MINUTE);
        self.commit();
        self.edits(4);
        self.wait(MINUTE);
        self.commit();
        self.edits(3);
        self.wait(5_000);
        self.commit();
        self.edits(4);
        self.replace();
        self.edits(4);
        self.wait(MINUTE);
        self.commit();
        self.edits(3);
        self.wait(MINUTE);
        self.commit();
        self.edits(4);
        self.wait(MINUTE);
        self.commit();
        self.edits(2);
    }
}

/// Loads what a crash left, checks it against what was promised, repairs, goes on, and loads once more. Says which
/// state it found.
pub fn reopen(values: Values, states: &[List], promised: Option<usize>, why: &str) -> Option<usize> {
    let kv = Faulty::with(values);
    let found = match load(&kv, "after", 10_000_000) {
        Ok(mut loaded) => {
            let mut list = list_of(&loaded);
            let found = states.iter().rposition(|state| *state == list);
            let Some(found) = found else { panic!("{why}: {list:?} was never a state of the plan") };
            go_on(&kv, &mut loaded, &mut list, why);
            Some(found)
        }
        Err(LoadError::Absent) => None,
        Err(other) => panic!("{why}: {other}"),
    };
    if let Some(promised) = promised {
        assert!(found.is_some_and(|found| found >= promised), "{why}: promised {promised}, found {found:?}");
    }
    found
}

/// Repairs if need be, edits, and checks that a second load has it all and finds no more trouble than the first.
pub fn go_on(kv: &Faulty, loaded: &mut Loaded<&Faulty>, list: &mut List, why: &str) {
    let now = 10_000_000;
    let keeper = &mut loaded.keeper;
    assert_eq!(keeper.commit_due(now), !loaded.trouble.is_empty(), "{why}: {:?}", loaded.trouble);
    if keeper.commit_due(now) {
        assert_eq!(keeper.append("\"early\"", now), Err(NotSaved::CommitFirst), "{why}");
        list.push("early".to_string());
        keeper.commit(&body(list), now).unwrap();
    }
    keeper.append("\"more\"", now).unwrap();
    list.push("more".to_string());
    let strays = loaded.trouble.len();
    let again = load(kv, "again", now).unwrap();
    assert_eq!(list_of(&again), *list, "{why}: second load");
    assert!(again.trouble.len() <= strays, "{why}: {:?} then {:?}", loaded.trouble, again.trouble);
    for key in [A, B] {
        let mut one_less = kv.values();
        one_less.remove(key);
        let one_less = Faulty::with(one_less);
        assert_eq!(list_of(&load(&one_less, "once more", now).unwrap()), *list, "{why}: without {key}");
    }
    // a minute later the repair is done for good
    let (mut third, mut later) = (again, now);
    for _ in 0..3 {
        third.keeper.commit(&body(list), later).unwrap();
        later += MINUTE;
    }
    drop(third);
    let last = load(kv, "last", later).unwrap();
    assert_eq!((list_of(&last), last.trouble), (list.clone(), vec![]), "{why}: last load");
}
