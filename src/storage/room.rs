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

/// Lays the ballast where there is none and room for it.
pub(super) fn lay_ballast(kv: &impl KeyValue) {
    if matches!(kv.get(BALLAST), Ok(None)) {
        // no room: the next commit tries again
        let _ = kv.set(BALLAST, &format!("\"{}\"", "-".repeat(BALLAST_CHARS - 2)));
    }
}

/// True where the ballast has been given up: the store is nearly full.
pub(super) fn is_low(kv: &impl KeyValue) -> bool {
    matches!(kv.get(BALLAST), Ok(None))
}
