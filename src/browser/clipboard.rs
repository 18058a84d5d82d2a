//! The clipboard, for what a person asks to copy.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

/// Copies `text`; where the browser refuses, selects what `selector` finds instead. Gives whether it was copied.
pub async fn copy(text: &str, selector: &str) -> bool {
    let copied = match write(text) {
        Some(writing) => wasm_bindgen_futures::JsFuture::from(writing).await.is_ok(),
        None => false,
    };
    if !copied {
        select(selector);
    }
    copied
}

/// Copies a text together with how it looks, which a mail takes and a plain field does not; only the text where the
/// browser can't carry both. Gives whether it was copied.
pub async fn copy_rich(text: &str, html: &str) -> bool {
    if let Some(writing) = write_both(text, html)
        && wasm_bindgen_futures::JsFuture::from(writing).await.is_ok()
    {
        return true;
    }
    match write(text) {
        Some(writing) => wasm_bindgen_futures::JsFuture::from(writing).await.is_ok(),
        None => false,
    }
}

fn write_both(text: &str, html: &str) -> Option<Promise> {
    let window = web_sys::window()?;
    let item = Reflect::get(&window, &"ClipboardItem".into()).ok()?.dyn_into::<Function>().ok()?;
    let forms = Object::new();
    for (kind, text) in [("text/plain", text), ("text/html", html)] {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
        Reflect::set(&forms, &kind.into(), &blob).ok()?;
    }
    let item = Reflect::construct(&item, &Array::of1(&forms)).ok()?;
    let clipboard = clipboard()?;
    let write = Reflect::get(&clipboard, &"write".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &Array::of1(&item)).ok()?.dyn_into().ok()
}

/// The clipboard; a page without a secure origin has none.
fn clipboard() -> Option<JsValue> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object)
}

/// Begins to write, where the browser has a clipboard (it has none without a secure origin).
fn write(text: &str) -> Option<Promise> {
    let clipboard = clipboard()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Selects an element's text, so that the person's own copy command takes it.
pub fn select(selector: &str) {
    let _ = try_select(selector);
}

fn try_select(selector: &str) -> Option<()> {
    let window = web_sys::window()?;
    let element = window.document()?.query_selector(selector).ok().flatten()?;
    let get = Reflect::get(&window, &"getSelection".into()).ok()?.dyn_into::<Function>().ok()?;
    let selection = get.call0(&window).ok()?;
    let all = Reflect::get(&selection, &"selectAllChildren".into()).ok()?.dyn_into::<Function>().ok()?;
    all.call1(&selection, &element).ok().map(|_| ())
}
