//! The clipboard, for what a person asks to copy.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Copies `text`; where the browser refuses, selects what `selector` finds instead. Gives whether it was copied.
pub async fn copy(text: &str, selector: &str) -> bool {
    let copied = match write(text) {
        Some(writing) => wasm_bindgen_futures::JsFuture::from(writing).await.is_ok(),
        None => false,
    };
    if !copied {
        let _ = select(selector);
    }
    copied
}

/// Begins to write, where the browser has a clipboard (it has none without a secure origin).
fn write(text: &str) -> Option<Promise> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object)?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Selects an element's text, so that the person's own copy command takes it.
fn select(selector: &str) -> Option<()> {
    let window = web_sys::window()?;
    let element = window.document()?.query_selector(selector).ok().flatten()?;
    let get = Reflect::get(&window, &"getSelection".into()).ok()?.dyn_into::<Function>().ok()?;
    let selection = get.call0(&window).ok()?;
    let all = Reflect::get(&selection, &"selectAllChildren".into()).ok()?.dyn_into::<Function>().ok()?;
    all.call1(&selection, &element).ok().map(|_| ())
}
