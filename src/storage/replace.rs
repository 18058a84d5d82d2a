//! Replacing the plan as a whole, so that the old one stays restorable and nothing is done by half.

use super::aside::{AsideKind, keep, thin_replaced};
use super::envelope::{body_text, replaced_point};
use super::keys::Side;
use super::room::lay_ballast;
use super::slot::{Holds, Slot};
use super::{Keeper, KeyValue, NotSaved};

impl<K: KeyValue> Keeper<K> {
    /// Replaces the whole plan (import, merge, restore, and the undo of these): `before` is set aside first, and
    /// stays restorable among [`asides`](super::asides) under the name that is returned; then both snapshots hold
    /// `after`. On an error the plan is as it was.
    pub fn replace(&mut self, before: &str, after: &str, now_ms: u64) -> Result<String, NotSaved> {
        let before = body_text(before).ok_or(NotSaved::NotJson)?;
        let after = body_text(after).ok_or(NotSaved::NotJson)?;
        let done = self.try_replace(before, after, now_ms);
        self.note(&done);
        done
    }

    fn try_replace(&mut self, before: &str, after: &str, now_ms: u64) -> Result<String, NotSaved> {
        self.inspect(now_ms)?;
        if !self.is_settled() {
            return Err(NotSaved::CommitFirst);
        }
        let reached = self.goal();
        let root = self.keys.aside();
        let copy = keep(&self.kv, &root, AsideKind::Replaced, reached.seq, self.keys.prefix(), before)?;
        let goal = replaced_point(reached, self.writer.id(), after);
        let first = self.next_side();
        let old = self.kv.get(&self.keys.snapshot(first))?;
        let old_slot = self.slot(first).clone();
        let replaced = self.write_slot(first, after, goal, now_ms).and_then(|()| {
            let done = self.write_slot(first.other(), after, goal, now_ms);
            done.map_err(|why| self.put_back(first, old.as_deref(), old_slot, why, now_ms))
        });
        replaced?;
        self.unsaved.clear();
        self.tip = goal;
        self.tried_ms = Some(now_ms);
        let _ = thin_replaced(&self.kv, &self.keys);
        self.sweep(now_ms);
        self.low = !lay_ballast(&self.kv);
        Ok(copy)
    }

    /// Takes half a replacement back: the old snapshot fitted before, so it fits again.
    fn put_back(
        &mut self,
        side: Side,
        old: Option<&str>,
        mut old_slot: Slot,
        why: NotSaved,
        now_ms: u64,
    ) -> NotSaved {
        let key = self.keys.snapshot(side);
        let back = old.is_some_and(|old| {
            self.kv.set(&key, old).is_ok() && matches!(self.kv.get(&key), Ok(Some(now)) if now == old)
        });
        if back {
            let contains = old_slot.seal().map_or(0, |seal| seal.point.seq);
            old_slot.stands(now_ms, contains);
            *self.slot_mut(side) = old_slot;
        } else {
            // the next commit writes the old plan over it, and edits wait for that
            let slot = self.slot_mut(side);
            if let Holds::Ours(seal) = slot.holds {
                slot.holds = Holds::Unsure(seal);
            }
            slot.leads = false;
        }
        why
    }
}
