//! The one writer of a plan: acknowledges edits, and knows what still has to be done.
//!
//! Loading is in `load`, snapshots in `commit`, whether it may write at all in `turn`.

use super::envelope::{Point, write_record};
use super::keys::{PlanKeys, Side};
use super::room::put;
use super::slot::Slot;
use super::{KeyValue, NotSaved, StorageError, Writer, lease};
use std::collections::{BTreeMap, VecDeque};

/// An edit is in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The number of the last edit of the plan.
    pub seq: u64,
    /// The store is nearly full: the ballast has been given up.
    pub nearly_full: bool,
}

/// Keeps one plan, as its only writer. Made by [`Keeper::create`] or [`Keeper::load`].
///
/// `now_ms` never goes back in one tab, and is comparable between tabs (`performance.timeOrigin +
/// performance.now()`).
#[derive(Debug)]
pub struct Keeper<K> {
    pub(super) kv: K,
    pub(super) keys: PlanKeys,
    pub(super) writer: Writer,
    /// The last acknowledged edit.
    pub(super) tip: Point,
    /// The highest generation of a snapshot ever seen.
    pub(super) generation: u64,
    pub(super) a: Slot,
    pub(super) b: Slot,
    /// The records of the chain that are in the store: by number and key.
    pub(super) journal: BTreeMap<(u64, String), Held>,
    /// Other values in the journal.
    pub(super) strays: BTreeMap<String, Stray>,
    /// Strays were found and no commit was made since.
    pub(super) repair_due: bool,
    pub(super) unsaved: VecDeque<String>,
    pub(super) halted: Option<NotSaved>,
    /// Whose mark still stands because ours could not be written.
    pub(super) predecessor: Option<String>,
    pub(super) failure: Option<NotSaved>,
    pub(super) tried_ms: Option<u64>,
    /// The ballast has been given up.
    pub(super) low: bool,
}

/// A record of the chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) bytes: usize,
}

/// A value in the journal that is not on the chain.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    /// The name of its copy, once it has one.
    pub(super) copy: Option<String>,
    pub(super) since_ms: u64,
    pub(super) whole: bool,
}

impl<K: KeyValue> Keeper<K> {
    pub(super) fn blank(kv: K, keys: PlanKeys, writer: Writer, tip: Point) -> Keeper<K> {
        Keeper {
            kv,
            keys,
            writer,
            tip,
            generation: 0,
            a: Slot::new(),
            b: Slot::new(),
            journal: BTreeMap::new(),
            strays: BTreeMap::new(),
            repair_due: false,
            unsaved: VecDeque::new(),
            halted: None,
            predecessor: None,
            failure: None,
            tried_ms: None,
            low: false,
        }
    }

    /// Appends one edit (a JSON text, at best under 2 KB) and acknowledges it: it is in the store, and loading leads
    /// to it. On any error but [`NotSaved::NotJson`] the edit waits in memory, in order, and is tried again by the
    /// next `append`, [`Keeper::retry`] or [`Keeper::commit`].
    pub fn append(&mut self, edit: &str, now_ms: u64) -> Result<Ack, NotSaved> {
        let edit = super::envelope::json_text(edit).ok_or(NotSaved::NotJson)?;
        self.unsaved.push_back(edit.to_string());
        self.retry(now_ms)
    }

    /// Tries again to append what waits in memory.
    pub fn retry(&mut self, now_ms: u64) -> Result<Ack, NotSaved> {
        let done = self.flush(now_ms);
        self.note(&done);
        done.map(|()| Ack { seq: self.tip.seq, nearly_full: self.low })
    }

    /// Remembers why something failed; "commit first" says less than what made it necessary.
    pub(super) fn note<T>(&mut self, done: &Result<T, NotSaved>) {
        match done {
            Err(NotSaved::CommitFirst) => {}
            _ => self.failure = done.as_ref().err().cloned(),
        }
    }

    fn flush(&mut self, now_ms: u64) -> Result<(), NotSaved> {
        self.check_turn()?;
        if !self.is_settled() {
            return Err(NotSaved::CommitFirst);
        }
        self.write_queue(now_ms)
    }

    /// Writes what waits in memory, one record each, as far as it goes.
    pub(super) fn write_queue(&mut self, now_ms: u64) -> Result<(), NotSaved> {
        while let Some(edit) = self.unsaved.front() {
            let (text, after) = write_record(self.tip, self.writer.id(), edit);
            let key = self.keys.record(after.seq, self.writer.id());
            self.put(&key, &text, now_ms)?;
            let held = Held { from: self.tip, to: after, bytes: text.len() };
            self.journal.insert((after.seq, key), held);
            self.tip = after;
            self.unsaved.pop_front();
        }
        Ok(())
    }

    /// Sets a value; where the store is full, after sweeping, and then after giving up the ballast.
    pub(super) fn put(&mut self, key: &str, value: &str, now_ms: u64) -> Result<(), NotSaved> {
        match self.kv.set(key, value) {
            Err(StorageError::Full) => {
                self.inspect(now_ms)?;
                self.sweep(now_ms);
                match self.kv.set(key, value) {
                    Err(StorageError::Full) => {
                        self.low = true;
                        Ok(put(&self.kv, key, value)?)
                    }
                    done => Ok(done?),
                }
            }
            done => Ok(done?),
        }
    }

    /// Where the chain will be once everything that waits in memory is written.
    pub(super) fn goal(&self) -> Point {
        self.unsaved.iter().fold(self.tip, |point, edit| write_record(point, self.writer.id(), edit).1)
    }

    /// True where each snapshot alone leads to the last edit, and what was off the chain has been dealt with.
    pub(super) fn is_settled(&self) -> bool {
        self.a.leads && self.b.leads && !self.repair_due
    }

    /// The edits that are in memory only, in order.
    pub fn unsaved(&self) -> impl Iterator<Item = &str> {
        self.unsaved.iter().map(String::as_str)
    }

    /// This keeper's writer.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Renews the lease; call it every few seconds where Web Locks are missing. `Err(Overtaken)` or
    /// `Err(NewerBuild)`: this tab may only follow from now on.
    pub fn renew(&mut self, now_ms: u64) -> Result<(), NotSaved> {
        self.check_turn()?;
        match lease::claim(&self.kv, &self.keys, &self.writer, now_ms)? {
            lease::Standing::Newer(build) => Err(self.halt(NotSaved::NewerBuild(build))),
            lease::Standing::Held(_) => Err(self.halt(NotSaved::Overtaken)),
            lease::Standing::Free | lease::Standing::Mine => {
                self.predecessor = None;
                Ok(())
            }
        }
    }

    /// Lets the lease go (on `pagehide`). The keeper can go on if the page comes back and nobody else took it.
    pub fn release(&mut self) -> Result<(), NotSaved> {
        Ok(lease::release(&self.kv, &self.keys, &self.writer)?)
    }

    pub(super) fn slot(&self, side: Side) -> &Slot {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    pub(super) fn slot_mut(&mut self, side: Side) -> &mut Slot {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }
}
