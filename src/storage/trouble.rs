//! What can be wrong with a plan that opens all the same.

use super::StorageError;
use super::keys::{PlanKeys, Side};
use super::survey::Survey;

/// Something that was wrong and did not keep the plan from opening. Keys are named as they are in the store; the
/// values are among [`asides`](super::asides).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// One of the two snapshots is missing.
    SnapshotMissing(String),
    /// One of the two snapshots can't be read.
    SnapshotDamaged(String),
    /// One of the two snapshots belongs to another branch.
    SnapshotAstray(String),
    /// A record between the two snapshots is missing; the newer one contains it.
    RecordMissing,
    /// A record can't be read.
    RecordDamaged(String),
    /// A record belongs to another branch, or comes after a missing one.
    RecordAstray(String),
    /// There is no copy yet of what stands under this key. It stays where it is until there is.
    NotSetAside(String, StorageError),
}

impl Survey {
    /// Everything that is wrong with what was found.
    pub(super) fn trouble(&self, keys: &PlanKeys) -> Vec<Trouble> {
        let mut all = Vec::new();
        for side in Side::BOTH {
            let slot = self.slot(side);
            let key = keys.snapshot(side);
            match (&slot.raw, slot.seal) {
                (None, _) => all.push(Trouble::SnapshotMissing(key)),
                (Some(_), None) => all.push(Trouble::SnapshotDamaged(key)),
                (Some(_), Some(_)) if !slot.on_chain => all.push(Trouble::SnapshotAstray(key)),
                (Some(_), Some(_)) if !slot.leads => all.push(Trouble::RecordMissing),
                (Some(_), Some(_)) => {}
            }
        }
        all.extend(self.strays.iter().map(|(key, _, whole)| {
            if *whole { Trouble::RecordAstray(key.clone()) } else { Trouble::RecordDamaged(key.clone()) }
        }));
        all
    }
}
