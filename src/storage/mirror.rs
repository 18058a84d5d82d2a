//! A copy of the store in a second one that writes at once: how the two stand to each other, and what brings them
//! together.
//!
//! Browsers write localStorage late: a browser that is killed forgets half a minute, as if it had never been (25 to 42
//! seconds, measured). A mirror that holds the same keys and is written strictly still has it. Pure: the caller reads
//! the mirror into a [`KeyValue`] and carries the writes to it.

use super::keys::{BALLAST, PlanKeys, ROOT, Side};
use super::survey::{Found, survey};
use super::{KeyValue, StorageError};
use crate::ordered::Set;

/// How the mirror of a plan stands to what the store has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MirrorState {
    /// The mirror has nothing that the store lacks.
    Behind,
    /// The store is where the mirror was some edits ago: it forgot them.
    Ahead {
        /// How many.
        edits: u64,
    },
    /// Only the mirror has a plan that can be read.
    Alone,
    /// Each has edits that the other lacks.
    Apart,
}

/// A change of the mirror: a key with its new value, or `None` to take it away.
pub type MirrorWrite = (String, Option<String>);

/// How the mirror of `plan` stands to the store.
pub fn mirror_state<K: KeyValue>(kv: &K, mirror: &K, plan: &str) -> Result<MirrorState, StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(MirrorState::Behind) };
    let Found::Plan(theirs) = survey(mirror, &keys)? else { return Ok(MirrorState::Behind) };
    let Found::Plan(ours) = survey(kv, &keys)? else { return Ok(MirrorState::Alone) };
    Ok(if ours.tip == theirs.tip || ours.has_passed(theirs.tip) {
        MirrorState::Behind
    } else if theirs.has_passed(ours.tip) {
        MirrorState::Ahead { edits: theirs.tip.seq.saturating_sub(ours.tip.seq) }
    } else {
        MirrorState::Apart
    })
}

/// Copies a plan from the mirror into the store: records first, so that a store that fails on the way leads to where
/// it led before. Only where the mirror is [`MirrorState::Ahead`] or [`MirrorState::Alone`]; what stands there in the
/// latter case must have been copied into quarantine (loading does).
pub fn bring_back<K: KeyValue>(kv: &K, mirror: &K, plan: &str) -> Result<(), StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(()) };
    let mut names = mirror.keys(&keys.journal())?;
    names.extend(Side::BOTH.map(|side| keys.snapshot(side)));
    for name in names {
        if let Some(value) = mirror.get(&name)?
            && kv.get(&name)?.as_deref() != Some(&value)
        {
            kv.set(&name, &value)?;
        }
    }
    Ok(())
}

/// What must be written to the mirror so that it has what the store has. Plans that the store does not have stay in
/// the mirror, also when the whole store was emptied: that may be the browser's doing.
pub fn mirror_writes<K: KeyValue>(kv: &K, mirror: &K) -> Result<Vec<MirrorWrite>, StorageError> {
    let mut writes = Vec::new();
    let mut ours = Set::new();
    for key in kv.keys(ROOT)?.into_iter().filter(|key| is_mirrored(key)) {
        let value = kv.get(&key)?;
        if value.is_some() && mirror.get(&key)? != value {
            writes.push((key.clone(), value));
        }
        ours.insert(key);
    }
    let kept_here = |key: &str| {
        let plan = key.strip_prefix(ROOT).and_then(|rest| rest.split_once('/')).map(|(plan, _)| plan);
        let snapshots = plan.and_then(PlanKeys::new).map(|keys| Side::BOTH.map(|side| keys.snapshot(side)));
        snapshots.is_some_and(|names| names.iter().any(|name| ours.contains(name.as_str())))
    };
    let gone = mirror.keys(ROOT)?.into_iter().filter(|key| !ours.contains(key.as_str()) && kept_here(key));
    writes.extend(gone.map(|key| (key, None)));
    Ok(writes)
}

/// Whether a key belongs into the mirror: everything but who writes just now, and what is there to be given up.
pub fn is_mirrored(key: &str) -> bool {
    key.starts_with(ROOT) && key != BALLAST && !key.ends_with("/lease")
}
