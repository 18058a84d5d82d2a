//! A one-file copy: a page that carries the whole app and perhaps a plan (`src/page/one-file.js`). Elsewhere there is none
//! of this.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn copy() -> Option<Object> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"cairnCopy".into()).ok()?.dyn_into().ok()
}

fn ask(what: &str, of: &JsValue) -> Option<JsValue> {
    let copy = copy()?;
    let function: Function = Reflect::get(&copy, &what.into()).ok()?.dyn_into().ok()?;
    function.call1(&copy, of).ok()
}

/// Whether this page is one.
pub fn is_one() -> bool {
    copy().is_some()
}

/// The plan that came along in this page, as its file.
pub fn plan() -> Option<String> {
    ask("plan", &JsValue::UNDEFINED)?.as_string().filter(|text| !text.trim().is_empty())
}

/// This page as it came, with a place for a plan and none in it.
pub fn source() -> Option<String> {
    ask("source", &JsValue::UNDEFINED)?.as_string()
}

/// A file of the release that this page carries; `None` where it is not a copy or has no such file.
pub async fn file(path: &str) -> Option<Vec<u8>> {
    let promise: Promise = ask("file", &path.into())?.dyn_into().ok()?;
    let bytes: Uint8Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(bytes.to_vec())
}

/// Whether this page was opened from a disk.
pub fn is_on_disk() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol == "file:")
}

/// The name of the file that this page is, where it can be told.
pub fn name() -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    js_sys::decode_uri_component(name).map_or_else(|_| name.to_string(), String::from)
}
