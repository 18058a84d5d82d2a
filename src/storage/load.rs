//! Opening a plan: what stands in the store becomes a body, edits and a keeper; what does not fit is copied
//! aside first.

use super::aside::{AsideKind, keep};
use super::checksum;
use super::keeper::{Held, Stray};
use super::keys::{PlanKeys, Side};
use super::quarantine::{LoadError, quarantine};
use super::slot::Holds;
use super::survey::{Found, FoundSlot, Survey, survey};
use super::{Keeper, KeyValue, NotSaved, StorageError, Trouble, Writer, lease};

/// A plan, opened for writing.
#[derive(Debug)]
pub struct Loaded<K> {
    /// The plan's body…
    pub body: String,
    /// …and the edits since, in order.
    pub edits: Vec<String>,
    /// What was found to be wrong. Where this is not empty, [`Keeper::commit_due`] is true: commit at once; edits
    /// are acknowledged only after that.
    pub trouble: Vec<Trouble>,
    /// Its writer.
    pub keeper: Keeper<K>,
}

impl<K: KeyValue> Keeper<K> {
    /// Opens a plan for writing, and takes the turn from whoever had it (ask [`lease::standing`] or Web Locks
    /// before). Where a newer build of the app has written the plan, it opens and the keeper refuses to write.
    pub fn load(kv: K, plan: &str, writer: Writer, now_ms: u64) -> Result<Loaded<K>, LoadError> {
        let keys = PlanKeys::new(plan).ok_or(LoadError::Absent)?;
        let found = plan_of(&kv, &keys, survey(&kv, &keys)?)?;
        let marked = lease::read(&kv, &keys)?.map_or(0, |lease| lease.build);
        let newest = found.newest_build().max(marked);
        if newest > writer.build() {
            let mut keeper = Keeper::from_survey(kv, keys, writer, &found, now_ms);
            keeper.halted = Some(NotSaved::NewerBuild(newest));
            let trouble = found.trouble(&keeper.keys);
            return Ok(found.loaded(trouble, keeper));
        }
        // the mark first, so that the writer before us stops; then read again what it may just have written
        let turn = lease::claim(&kv, &keys, &writer, now_ms);
        let found = plan_of(&kv, &keys, survey(&kv, &keys)?)?;
        let mut keeper = Keeper::from_survey(kv, keys, writer, &found, now_ms);
        match turn {
            Ok(lease::Standing::Newer(build)) => keeper.halted = Some(NotSaved::NewerBuild(build)),
            Ok(lease::Standing::Held(_)) => keeper.halted = Some(NotSaved::Overtaken),
            Ok(lease::Standing::Free | lease::Standing::Mine) => {}
            // a mark that can't be written is no reason not to open: records tell two writers apart too
            Err(_) => keeper.predecessor = lease::read(&keeper.kv, &keeper.keys)?.map(|lease| lease.writer),
        }
        let mut trouble = found.trouble(&keeper.keys);
        if keeper.halted.is_none() {
            trouble.extend(keeper.set_aside(&found));
        }
        Ok(found.loaded(trouble, keeper))
    }

    fn from_survey(kv: K, keys: PlanKeys, writer: Writer, found: &Survey, now_ms: u64) -> Keeper<K> {
        let mut keeper = Keeper::blank(kv, keys, writer, found.tip);
        for side in Side::BOTH {
            let FoundSlot { raw, seal, on_chain, leads } = found.slot(side);
            let slot = keeper.slot_mut(side);
            slot.leads = *leads;
            slot.holds = match (raw, seal) {
                (_, Some(seal)) if *on_chain => Holds::Ours(*seal),
                (Some(raw), _) => Holds::Unlike(checksum::of(raw)),
                (None, _) => Holds::Nothing,
            };
            let contains = slot.seal().map_or(0, |seal| seal.point.seq);
            slot.stands(now_ms, contains);
            keeper.generation = keeper.generation.max(seal.map_or(0, |seal| seal.generation));
        }
        for link in &found.chained {
            let held = Held { from: link.from, to: link.to, bytes: link.raw.len() };
            keeper.journal.insert((link.to.seq, link.key.clone()), held);
        }
        for (key, _, whole) in &found.strays {
            keeper.strays.insert(key.clone(), Stray { copy: None, since_ms: now_ms, whole: *whole });
        }
        keeper.repair_due = !keeper.strays.is_empty();
        keeper
    }

    /// Copies what is damaged or off the chain; says what could not be copied.
    fn set_aside(&mut self, found: &Survey) -> Vec<Trouble> {
        let mut failed = Vec::new();
        for side in Side::BOTH {
            let slot = found.slot(side);
            if let Some(raw) = slot.raw.as_deref().filter(|_| !slot.on_chain)
                && let Err(error) = self.keep_snapshot(side, raw)
            {
                failed.push(Trouble::NotSetAside(self.keys.snapshot(side), error));
            }
        }
        for (key, raw, whole) in &found.strays {
            match self.keep_record(key, raw, *whole) {
                Ok(copy) => {
                    if let Some(stray) = self.strays.get_mut(key) {
                        stray.copy = Some(copy);
                    }
                }
                Err(error) => failed.push(Trouble::NotSetAside(key.clone(), error)),
            }
        }
        failed
    }

    pub(super) fn keep_record(&self, key: &str, raw: &str, whole: bool) -> Result<String, StorageError> {
        let kind = if whole { AsideKind::Record } else { AsideKind::Damaged };
        let seq = self.keys.record_of(key).map_or(0, |(seq, _)| seq);
        keep(&self.kv, &self.keys.aside(), kind, seq, key, raw)
    }
}

impl Survey {
    fn loaded<K>(self, trouble: Vec<Trouble>, keeper: Keeper<K>) -> Loaded<K> {
        let edits = self.edits.into_iter().map(|link| link.edit).collect();
        Loaded { body: self.body, edits, trouble, keeper }
    }
}

fn plan_of(kv: &impl KeyValue, keys: &PlanKeys, found: Found) -> Result<Box<Survey>, LoadError> {
    match found {
        Found::Nothing => Err(LoadError::Absent),
        Found::Ruin(originals) => Err(quarantine(kv, keys, originals)),
        Found::Plan(survey) => Ok(survey),
    }
}
