//! Removing a plan from the store for good: what a person asked for twice.

use super::keys::PlanKeys;
use super::{KeyValue, StorageError};

/// Removes everything that is kept of a plan, what was set aside too. What says that it was thrown away goes last: where
/// this stops on the way, the plan has not come back by it.
pub fn forget_plan(kv: &impl KeyValue, plan: &str) -> Result<(), StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(()) };
    let about = keys.about();
    for key in kv.keys(keys.prefix())? {
        if key != about {
            kv.remove(&key)?;
        }
    }
    kv.remove(&about)
}
