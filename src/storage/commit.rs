//! Snapshots: writing them in turn, and removing from the journal what both have long contained.

use super::aside::{AsideKind, holds, keep};
use super::envelope::{Point, Seal, Snapshot, body_text};
use super::keeper::Stray;
use super::keys::Side;
use super::room::lay_ballast;
use super::slot::{Holds, Slot, is_old};
use super::{Keeper, KeyValue, NotSaved, StorageError};
use std::collections::HashSet;

impl<K: KeyValue> Keeper<K> {
    /// Writes the whole plan, as it is after every edit given to [`Keeper::append`] so far, over the older snapshot,
    /// and reads it back; over both where that is needed to repair something. A failed commit changes nothing that
    /// was acknowledged.
    pub fn commit(&mut self, body: &str, now_ms: u64) -> Result<(), NotSaved> {
        let body = body_text(body).ok_or(NotSaved::NotJson)?;
        self.tried_ms = Some(now_ms);
        let done = self.try_commit(body, now_ms);
        self.note(&done);
        done
    }

    fn try_commit(&mut self, body: &str, now_ms: u64) -> Result<(), NotSaved> {
        self.inspect(now_ms)?;
        if self.is_settled() {
            self.write_what_can_be(now_ms)?;
        }
        let goal = self.goal();
        let first = self.next_side();
        self.write_slot(first, body, goal, now_ms)?;
        self.write_what_can_be(now_ms)?;
        let second = first.other();
        let reaches = |slot: &Slot| slot.leads && slot.seal().is_some_and(|seal| seal.point == goal);
        if !self.slot(second).leads || (!self.unsaved.is_empty() && !reaches(self.slot(second))) {
            self.write_slot(second, body, goal, now_ms)?;
        }
        self.unsaved.clear();
        self.tip = goal;
        self.repair_due = false;
        self.sweep(now_ms);
        self.low = !lay_ballast(&self.kv);
        Ok(())
    }

    /// Writes what waits in memory as records, as far as that goes: the snapshots take in the rest.
    fn write_what_can_be(&mut self, now_ms: u64) -> Result<(), NotSaved> {
        let _ = self.write_queue(now_ms);
        self.halted.clone().map_or(Ok(()), Err)
    }

    /// The snapshot to overwrite: one that is no good, else the older.
    pub(super) fn next_side(&self) -> Side {
        let generation = |slot: &Slot| slot.seal().map_or(0, |seal| seal.generation);
        if generation(&self.a) <= generation(&self.b) { Side::A } else { Side::B }
    }

    /// Writes one snapshot and reads it back; what stood there and was not ours is set aside first.
    pub(super) fn write_slot(
        &mut self,
        side: Side,
        body: &str,
        point: Point,
        now_ms: u64,
    ) -> Result<(), NotSaved> {
        let key = self.keys.snapshot(side);
        let old = self.kv.get(&key)?;
        if let Some(raw) = &old {
            self.keep_unlike(side, raw)?;
        }
        let beside = self.slot(side.other()).seal().map_or((0, 0), |seal| (seal.generation, seal.crc));
        let generation = self.generation.saturating_add(1);
        let seal = Seal { generation, point, build: self.writer.build(), beside, crc: 0 };
        let (text, seal) = Snapshot { seal, ends: self.ends(point), body }.write();
        if let Err(why) = self.put(&key, &text, now_ms) {
            if !matches!(self.kv.get(&key), Ok(now) if now == old) {
                self.doubt(side, Holds::Unsure(seal));
            }
            return Err(why);
        }
        self.generation = generation;
        match self.kv.get(&key) {
            Ok(Some(now)) if now == text => {
                let slot = self.slot_mut(side);
                slot.holds = Holds::Ours(seal);
                slot.leads = true;
                slot.stands(now_ms, point.seq);
                Ok(())
            }
            Ok(_) => {
                self.doubt(side, Holds::Unsure(seal));
                Err(NotSaved::Misread)
            }
            Err(error) => {
                self.doubt(side, Holds::Unsure(seal));
                Err(error.into())
            }
        }
    }

    /// The ends of the runs of records in the journal that do not lead up to `point`.
    fn ends(&self, point: Point) -> Vec<Point> {
        let begins: HashSet<Point> = self.journal.values().map(|held| held.from).collect();
        let ends = self.journal.values().map(|held| held.to);
        ends.filter(|end| *end != point && !begins.contains(end)).collect()
    }

    fn doubt(&mut self, side: Side, holds: Holds) {
        let slot = self.slot_mut(side);
        slot.holds = holds;
        slot.leads = false;
    }

    fn keep_unlike(&self, side: Side, raw: &str) -> Result<(), StorageError> {
        let seal = Snapshot::read(raw).map(|snapshot| snapshot.seal);
        match (self.slot(side).holds, seal) {
            (Holds::Ours(ours), Some(seal)) | (Holds::Unsure(ours), Some(seal)) if ours == seal => Ok(()),
            _ => self.keep_snapshot(side, raw).map(|_| ()),
        }
    }

    pub(super) fn keep_snapshot(&self, side: Side, raw: &str) -> Result<String, StorageError> {
        let seal = Snapshot::read(raw).map(|snapshot| snapshot.seal);
        let kind = if seal.is_some() { AsideKind::Snapshot } else { AsideKind::Damaged };
        let seq = seal.map_or(0, |seal| seal.point.seq);
        keep(&self.kv, &self.keys.aside(), kind, seq, &self.keys.snapshot(side), raw)
    }

    /// Removes the records that both snapshots have contained for a minute, and strays whose copies are that old.
    /// Only after [`Keeper::inspect`]; what can't be removed now is removed another time.
    pub(super) fn sweep(&mut self, now_ms: u64) {
        if !self.is_settled() {
            return;
        }
        let contained = self.a.contained(now_ms).min(self.b.contained(now_ms));
        while let Some(first) = self.journal.first_entry() {
            let (seq, key) = first.key();
            if *seq > contained || self.kv.remove(key).is_err() {
                break;
            }
            first.remove();
        }
        let kept: Vec<String> = self.strays.keys().cloned().collect();
        for key in kept {
            self.sweep_stray(&key, now_ms);
        }
    }

    fn sweep_stray(&mut self, key: &str, now_ms: u64) {
        let Some(stray) = self.strays.get(key).cloned() else { return };
        let Ok(Some(raw)) = self.kv.get(key) else { return };
        let copy = stray.copy.as_deref().filter(|copy| holds(&self.kv, copy, &raw));
        let done = match copy {
            Some(_) if is_old(stray.since_ms, now_ms) => self.kv.remove(key).is_ok(),
            Some(_) => false,
            None => {
                let copy = self.keep_record(key, &raw, stray.whole).ok();
                self.strays.insert(key.to_string(), Stray { copy, since_ms: now_ms, ..stray });
                false
            }
        };
        if done {
            self.strays.remove(key);
        }
    }
}
