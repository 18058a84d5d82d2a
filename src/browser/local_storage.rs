//! localStorage behind the [`KeyValue`] port. Writes go through gloo-storage; everything is probed first, since both
//! the browser and gloo may refuse at any time.

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::Storage as _;
use gloo_storage::errors::StorageError as GlooError;
use serde_json::value::RawValue;

use super::backups;
use crate::storage::{KeyValue, StorageError};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on nothing is written or removed: after a panic nobody knows what state the app is in, and the browser
/// goes on calling it.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

fn running() -> Result<(), StorageError> {
    let stopped = STOPPED.load(Ordering::Relaxed);
    if stopped { Err(StorageError::Unavailable("the app has stopped".to_string())) } else { Ok(()) }
}

/// The browser's localStorage, known to have worked once.
#[derive(Clone, Copy, Debug)]
pub struct LocalStorage(());

impl LocalStorage {
    /// The browser's storage, or why it can't be used. Writes and removes one key to find out.
    pub fn probe() -> Result<LocalStorage, StorageError> {
        const KEY: &str = "cairn/probe";
        let storage = raw()?;
        match storage.set_item(KEY, "1") {
            Ok(()) => storage.remove_item(KEY).map_err(unavailable)?,
            // A full storage works: it can be read, and freed.
            Err(error) if is_quota(&error) => {}
            Err(error) => return Err(unavailable(error)),
        }
        Ok(LocalStorage(()))
    }
}

impl KeyValue for LocalStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        raw()?.get_item(key).map_err(unavailable)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        running()?;
        // gloo panics where localStorage itself throws, so ask for it first.
        raw()?;
        let json: &RawValue =
            serde_json::from_str(value).map_err(|e| StorageError::Unavailable(e.to_string()))?;
        gloo_storage::LocalStorage::set(key, json).map_err(|error| match error {
            GlooError::JsError(js) if is_quota_name(&js.name) => StorageError::Full,
            other => StorageError::Unavailable(other.to_string()),
        })?;
        backups::note(key, Some(value));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        running()?;
        raw()?.remove_item(key).map_err(unavailable)?;
        backups::note(key, None);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let storage = raw()?;
        let count = storage.length().map_err(unavailable)?;
        let mut keys = Vec::new();
        for i in 0..count {
            if let Some(key) = storage.key(i).map_err(unavailable)?
                && key.starts_with(prefix)
            {
                keys.push(key);
            }
        }
        Ok(keys)
    }
}

fn raw() -> Result<web_sys::Storage, StorageError> {
    let missing = || StorageError::Unavailable("this browser offers no local storage here".to_string());
    web_sys::window().ok_or_else(missing)?.local_storage().map_err(unavailable)?.ok_or_else(missing)
}

fn unavailable(error: wasm_bindgen::JsValue) -> StorageError {
    StorageError::Unavailable(super::page::error_text(&error))
}

/// The names engines give to "no room": the standard one, Firefox's, and the codes 22 and 1014 of old.
fn is_quota(error: &wasm_bindgen::JsValue) -> bool {
    use wasm_bindgen::JsCast;
    let exception = error.dyn_ref::<web_sys::DomException>();
    exception.is_some_and(|e| is_quota_name(&e.name()) || matches!(e.code(), 22 | 1014))
}

fn is_quota_name(name: &str) -> bool {
    matches!(name, "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "QUOTA_EXCEEDED_ERR")
}
