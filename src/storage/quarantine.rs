//! A plan of which no snapshot can be read: its raw values are copied, nothing is repaired, nothing is removed until
//! a person gives it up. Never an empty plan in its place.

use super::aside::{AsideKind, holds, keep};
use super::keys::PlanKeys;
use super::survey::{Found, survey};
use super::{KeyValue, StorageError};
use std::fmt;

/// Why a plan could not be loaded. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such plan in the store.
    Absent,
    /// No snapshot of it can be read.
    Quarantined {
        /// Every key of the plan with its raw value, for the download.
        originals: Vec<(String, String)>,
        /// True where copies of all of them were made under `quarantine/`; the originals stay in either case.
        copied: bool,
    },
    /// The store can't be read now.
    Unavailable(StorageError),
}

impl From<StorageError> for LoadError {
    fn from(error: StorageError) -> LoadError {
        LoadError::Unavailable(error)
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Absent => f.write_str("no such plan is kept here"),
            LoadError::Quarantined { originals, .. } => {
                write!(f, "the plan can't be read; its {} values are kept as they are", originals.len())
            }
            LoadError::Unavailable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LoadError {}

/// Copies the raw values of a ruined plan into quarantine.
pub(super) fn quarantine(kv: &impl KeyValue, keys: &PlanKeys, originals: Vec<(String, String)>) -> LoadError {
    let copied = originals.iter().all(|(key, raw)| copy(kv, keys, key, raw).is_ok());
    LoadError::Quarantined { originals, copied }
}

/// Makes way for a new plan under the id of one that is in quarantine: removes the originals after every one of them
/// was found in quarantine, byte for byte. Refuses where the plan can be read. Only a person decides this.
pub fn give_up_quarantined(kv: &impl KeyValue, plan: &str) -> Result<(), StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(()) };
    let originals = match survey(kv, &keys)? {
        Found::Nothing => return Ok(()),
        Found::Plan(_) => return Err(StorageError::Unavailable("this plan can be read".to_string())),
        Found::Ruin(originals) => originals,
    };
    for (key, raw) in &originals {
        let name = copy(kv, &keys, key, raw)?;
        if !holds(kv, &name, raw) {
            return Err(StorageError::Unavailable("a copy did not read back".to_string()));
        }
    }
    originals.iter().try_for_each(|(key, _)| kv.remove(key))
}

fn copy(kv: &impl KeyValue, keys: &PlanKeys, key: &str, raw: &str) -> Result<String, StorageError> {
    let seq = keys.record_of(key).map_or(0, |(seq, _)| seq);
    keep(kv, &keys.quarantine(), AsideKind::Damaged, seq, key, raw)
}
