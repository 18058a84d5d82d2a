//! What an edit did, record by record, with both sides: the one diff type of the program.

use crate::domain::{Plan, Record, RecordKey};
use crate::ordered::Map;

/// One record before and after; `None` means that it is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where the record stands.
    pub key: RecordKey,
    /// What stood there.
    pub before: Option<Record>,
    /// What stands there now.
    pub after: Option<Record>,
}

/// Everything one step changed, each record once. An edit, an undo, a replayed journal record: all are patches.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Patch {
    changes: Vec<Change>,
}

/// A patch met a plan that no longer is what the patch was made for; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The first record that differs.
    pub key: RecordKey,
}

/// A patch of changes to different records. One by one, [`Patch::set`] would search them all for each.
impl FromIterator<Change> for Patch {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Patch {
        Patch { changes: changes.into_iter().filter(|c| c.before != c.after).collect() }
    }
}

impl Patch {
    /// The changes, in the order in which they are made.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds the change of a record to what `after` says, as seen from `plan`; a record that stays equal is left out,
    /// and a second change of the same record replaces what the first said.
    pub fn set(&mut self, plan: &Plan, key: RecordKey, after: Option<Record>) {
        let before = plan.get(&key);
        self.changes.retain(|c| c.key != key);
        if before != after {
            self.changes.push(Change { key, before, after });
        }
    }

    /// The patch that takes this one back.
    pub fn invert(&self) -> Patch {
        let swap =
            |c: &Change| Change { key: c.key.clone(), before: c.after.clone(), after: c.before.clone() };
        Patch { changes: self.changes.iter().rev().map(swap).collect() }
    }

    /// This patch and `later`, which was made for the plan that this one leaves behind, as one step.
    pub fn then(self, later: Patch) -> Patch {
        Patch::joined([self, later])
    }

    /// Patches, each made for the plan that the one before leaves behind, as one step.
    pub fn joined(patches: impl IntoIterator<Item = Patch>) -> Patch {
        let mut places: Map<RecordKey, usize> = Map::new();
        let mut changes: Vec<Change> = Vec::new();
        for change in patches.into_iter().flat_map(|patch| patch.changes) {
            match places.get(&change.key).and_then(|at| changes.get_mut(*at)) {
                Some(earlier) => earlier.after = change.after,
                None => {
                    places.insert(change.key.clone(), changes.len());
                    changes.push(change);
                }
            }
        }
        changes.into_iter().collect()
    }

    /// The records it touches.
    pub fn touched(&self) -> impl Iterator<Item = &RecordKey> {
        self.changes.iter().map(|c| &c.key)
    }

    /// Makes the changes in place, all or none.
    pub fn apply(&self, plan: &mut Plan) -> Result<(), Stale> {
        if let Some(stale) = self.changes.iter().find(|c| plan.get(&c.key) != c.before) {
            return Err(Stale { key: stale.key.clone() });
        }
        for change in &self.changes {
            plan.put(&change.key, change.after.clone());
        }
        Ok(())
    }
}
