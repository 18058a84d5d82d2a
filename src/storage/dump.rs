//! Everything the app keeps, raw, for the download that works when nothing else does.

use super::{KeyValue, StorageError};
use serde_json::{Map, Value};

/// A JSON text: an object of every key that begins with `cairn/` and its raw value as a string (null, with the
/// reason under `<key> (error)`, where it can't be read).
pub fn raw_dump(kv: &impl KeyValue) -> Result<String, StorageError> {
    let mut keys = kv.keys("cairn/")?;
    keys.sort();
    let mut all = Map::new();
    for key in keys {
        match kv.get(&key) {
            Ok(value) => {
                all.insert(key, value.map_or(Value::Null, Value::from));
            }
            Err(error) => {
                all.insert(format!("{key} (error)"), Value::from(error.to_string()));
                all.insert(key, Value::Null);
            }
        }
    }
    Ok(Value::from(all).to_string())
}
