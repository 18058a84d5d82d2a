//! What a tab remembers of how its screens were left, until it is closed. No part of a plan, and nothing depends on it.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.session_storage().ok().flatten())
}

/// What was remembered under `key`; nothing where the browser keeps nothing.
pub fn remembered(key: &str) -> Option<String> {
    storage().and_then(|storage| storage.get_item(key).ok().flatten())
}

/// Remembers `text` under `key` as long as the tab lives, where that is possible.
pub fn remember(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}
