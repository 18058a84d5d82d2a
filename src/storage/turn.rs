//! Whether this keeper may write, and whether the store still holds what the keeper believes: looked at before each
//! write, so that a tab that was overtaken stops, and a store that was cleared behind our back is noticed.

use super::checksum;
use super::envelope::Snapshot;
use super::keys::Side;
use super::slot::Holds;
use super::{Keeper, KeyValue, NotSaved, lease};
use crate::ordered::Set;

impl<K: KeyValue> Keeper<K> {
    /// Refuses for ever where another writer's mark, or a record of one, is found. Notes what has vanished.
    pub(super) fn check_turn(&mut self) -> Result<(), NotSaved> {
        if let Some(halted) = &self.halted {
            return Err(halted.clone());
        }
        if let Some(lease) = lease::read(&self.kv, &self.keys)?
            && lease.writer != self.writer.id()
            && Some(&lease.writer) != self.predecessor.as_ref()
        {
            return Err(self.halt(if lease.build > self.writer.build() {
                NotSaved::NewerBuild(lease.build)
            } else {
                NotSaved::Overtaken
            }));
        }
        let there: Set<String> =
            self.kv.keys(self.keys.prefix())?.into_iter().filter(|key| self.keys.is_plan(key)).collect();
        let known: Set<&str> = self.journal.keys().map(|(_, key)| key.as_str()).collect();
        for key in &there {
            let ours = self.keys.record_of(key).is_some_and(|(_, writer)| writer == self.writer.id());
            let record = key.starts_with(&self.keys.journal());
            if record && !ours && !known.contains(key.as_str()) && !self.strays.contains_key(key) {
                return Err(self.halt(NotSaved::Overtaken));
            }
        }
        self.note_vanished(&there);
        Ok(())
    }

    fn note_vanished(&mut self, there: &Set<String>) {
        for side in Side::BOTH {
            if !there.contains(&self.keys.snapshot(side)) {
                let slot = self.slot_mut(side);
                slot.holds = Holds::Nothing;
                slot.leads = false;
            }
        }
        let gone: Vec<_> = self.journal.keys().filter(|(_, key)| !there.contains(key)).cloned().collect();
        for record in gone {
            self.journal.remove(&record);
            for slot in [&mut self.a, &mut self.b] {
                if slot.seal().is_some_and(|seal| seal.point.seq < record.0) {
                    slot.leads = false;
                }
            }
        }
    }

    /// Like [`Keeper::check_turn`], and reads both snapshots: needed before anything is overwritten or removed.
    pub(super) fn inspect(&mut self, now_ms: u64) -> Result<(), NotSaved> {
        self.check_turn()?;
        for side in Side::BOTH {
            let raw = self.kv.get(&self.keys.snapshot(side))?;
            let holds = self.slot(side).holds;
            let seen = look(holds, raw.as_deref()).map_err(|overtaken| self.halt(overtaken))?;
            if seen != holds {
                let slot = self.slot_mut(side);
                slot.holds = seen;
                slot.leads = false;
                slot.stands(now_ms, 0);
            }
        }
        Ok(())
    }

    pub(super) fn halt(&mut self, why: NotSaved) -> NotSaved {
        self.halted = Some(why.clone());
        why
    }
}

/// What a slot holds, given what it was known to hold and the raw value there now.
fn look(known: Holds, raw: Option<&str>) -> Result<Holds, NotSaved> {
    let Some(raw) = raw else { return Ok(Holds::Nothing) };
    let crc = checksum::of(raw);
    match (known, Snapshot::read(raw)) {
        (Holds::Ours(ours), Some(snapshot)) if snapshot.seal == ours => Ok(known),
        (Holds::Unlike(unlike), _) if unlike == crc => Ok(known),
        (Holds::Unsure(_), _) => Ok(known),
        (_, Some(_)) => Err(NotSaved::Overtaken),
        (_, None) => Ok(Holds::Unlike(crc)),
    }
}
