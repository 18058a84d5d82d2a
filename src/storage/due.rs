//! What still has to be done, and what to show about it.

use super::slot::is_old;
use super::{Keeper, KeyValue, NotSaved};

/// A commit is due past this many records since the last one…
const RECORDS_DUE: usize = 200;
/// …or past this many bytes of them…
const BYTES_DUE: usize = 64 * 1024;
/// …but at most one a minute, and a repair that failed is tried again after this long.
const REPAIR_AGAIN_MS: u64 = 10_000;

/// What to show about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is in the store, twice over.
    Saved,
    /// Something waits for a commit, which has not failed.
    Saving,
    /// Something is in memory only, for this reason; or this tab may not write any more.
    NotSaved(NotSaved),
}

impl<K: KeyValue> Keeper<K> {
    /// True where [`Keeper::commit`] is to be called now: a repair is due, or 200 records or 64 KB of them have come
    /// together. Call it from a timer, and after each edit.
    pub fn commit_due(&self, now_ms: u64) -> bool {
        if self.halted.is_some() {
            return false;
        }
        if !self.is_settled() {
            return self.tried_ms.is_none_or(|tried| now_ms.saturating_sub(tried) >= REPAIR_AGAIN_MS);
        }
        let (records, bytes) = self.uncommitted();
        (records >= RECORDS_DUE || bytes >= BYTES_DUE) && self.minute_passed(now_ms)
    }

    /// Like [`Keeper::commit_due`], for when nobody has typed for a while: true also for a single record.
    pub fn idle_commit_due(&self, now_ms: u64) -> bool {
        let something = self.uncommitted().0 > 0 || !self.unsaved.is_empty();
        self.commit_due(now_ms) || (self.halted.is_none() && something && self.minute_passed(now_ms))
    }

    fn minute_passed(&self, now_ms: u64) -> bool {
        self.tried_ms.is_none_or(|tried| is_old(tried, now_ms))
    }

    /// Records (and their bytes) since the newest snapshot.
    fn uncommitted(&self) -> (usize, usize) {
        let seals = [self.a.seal(), self.b.seal()];
        let newest = seals.into_iter().flatten().map(|seal| seal.point.seq).max().unwrap_or(0);
        let after = self.journal.range((newest.saturating_add(1), String::new())..);
        after.fold((0, 0), |(records, bytes), (_, held)| (records + 1, bytes + held.bytes))
    }

    /// What to show about saving.
    pub fn state(&self) -> SaveState {
        if let Some(halted) = &self.halted {
            return SaveState::NotSaved(halted.clone());
        }
        if self.unsaved.is_empty() && self.is_settled() {
            return SaveState::Saved;
        }
        match &self.failure {
            None => SaveState::Saving,
            Some(why) => SaveState::NotSaved(why.clone()),
        }
    }
}
