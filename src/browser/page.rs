//! The page around the app: address, title, focus, and the static overlay that takes over when the app can't go on.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// What stands behind `#` in the address.
pub fn hash() -> String {
    web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// Leads the browser to another place of the app.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // A refusal leaves the user where they are; there is nothing better to do.
        let _ = window.location().set_hash(hash);
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        document.set_title(title);
    }
}

/// Moves the keyboard focus to the first element that matches, where there is one.
pub fn focus(selector: &str) {
    let document = web_sys::window().and_then(|w| w.document());
    let element = document.and_then(|d| d.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Hands over to the static overlay of `index.html`: the app can't go on, what is stored can be downloaded.
pub fn show_fatal(message: &str) {
    let Some(window) = web_sys::window() else { return };
    if let Ok(show) = js_sys::Reflect::get(&window, &"cairnFatal".into())
        && let Ok(show) = show.dyn_into::<js_sys::Function>()
    {
        let _ = show.call1(&window, &message.into());
    }
}

/// What a thrown value says of itself.
pub fn error_text(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => format!("{}: {}", String::from(error.name()), String::from(error.message())),
        None => format!("{error:?}"),
    }
}

/// Waits for some milliseconds.
pub async fn pause(ms: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
