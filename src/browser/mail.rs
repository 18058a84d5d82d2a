//! Ways out to people: the system's own share sheet where it takes the file, else the mail program with a text to begin
//! with. Must not know what is sent.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, FilePropertyBag, HtmlAnchorElement};

/// Mail programs cut longer addresses, or refuse them.
const LONGEST: usize = 1900;

/// What became of sharing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The system has it.
    Done,
    /// The person closed the sheet.
    GivenUp,
    /// The browser has no sheet, or none that takes such a file.
    Impossible,
}

/// Hands a file to the system's share sheet.
pub async fn share(name: &str, contents: &str, mime: &str, title: &str, text: &str) -> Shared {
    let Some(promise) = begin(name, contents, mime, title, text) else { return Shared::Impossible };
    match wasm_bindgen_futures::JsFuture::from(promise).await {
        Ok(_) => Shared::Done,
        Err(error) => {
            let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            if name.as_deref() == Some("AbortError") { Shared::GivenUp } else { Shared::Impossible }
        }
    }
}

fn begin(name: &str, contents: &str, mime: &str, title: &str, text: &str) -> Option<Promise> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let method = |name: &str| Reflect::get(&navigator, &name.into()).ok()?.dyn_into::<Function>().ok();
    let options = FilePropertyBag::new();
    options.set_type(mime);
    let file = File::new_with_str_sequence_and_options(&Array::of1(&contents.into()), name, &options).ok()?;
    let data = Object::new();
    for (key, value) in [("files", Array::of1(&file).into()), ("title", title.into()), ("text", text.into())]
    {
        let value: JsValue = value;
        Reflect::set(&data, &key.into(), &value).ok()?;
    }
    let can = method("canShare")?.call1(&navigator, &data).ok()?;
    if !can.is_truthy() {
        return None;
    }
    method("share")?.call1(&navigator, &data).ok()?.dyn_into().ok()
}

/// Of a subject, more than this is read by nobody.
const SUBJECT: usize = 120;

/// Opens a new mail with a subject and a text; gives whether the browser took it. A text that is too long for an address
/// is cut.
pub fn write_mail(subject: &str, text: &str) -> bool {
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    // cut before anything is encoded: a title may be of any length
    let subject: String = subject.chars().take(SUBJECT).collect();
    let mut body: String = text.chars().take(LONGEST).collect();
    let address = loop {
        let address = ["mailto:?subject=", &encoded(&subject), "&body=", &encoded(&body)].concat();
        if address.len() <= LONGEST || body.pop().is_none() {
            break address;
        }
    };
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return false };
    link.set_href(&address);
    link.click();
    true
}
