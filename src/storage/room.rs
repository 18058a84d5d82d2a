//! Room in a full store: a ballast that is given up first. Knows no plan.

use super::keys::BALLAST;
use super::{KeyValue, StorageError};

/// Characters of the ballast.
const BALLAST_CHARS: usize = 128 * 1024;

/// Sets a value; where the store is full, gives up the ballast and tries once more.
pub(super) fn put(kv: &impl KeyValue, key: &str, value: &str) -> Result<(), StorageError> {
    match kv.set(key, value) {
        Err(StorageError::Full) => {
            kv.remove(BALLAST)?;
            kv.set(key, value)
        }
        done => done,
    }
}

/// Lays the ballast where there is none and room for it; false where there is no room.
pub(super) fn lay_ballast(kv: &impl KeyValue) -> bool {
    match kv.get(BALLAST) {
        Ok(Some(_)) => true,
        Ok(None) => kv.set(BALLAST, &format!("\"{}\"", "-".repeat(BALLAST_CHARS - 2))).is_ok(),
        Err(_) => false,
    }
}
