//! The page around the app: address, title, focus, and the static overlay that takes over when the app can't go on.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// What stands behind `#` in the address.
pub fn hash() -> String {
    web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// Where the app stands, without the place in it: what one sends to others. `None` on a disk, where it would only tell
/// what the folders there are called.
pub fn address() -> Option<String> {
    if super::copy::is_on_disk() {
        return None;
    }
    let address = web_sys::window().and_then(|window| window.location().href().ok())?;
    address.split('#').next().map(str::to_string)
}

/// Leads the browser to another place of the app.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // A refusal leaves the user where they are; there is nothing better to do.
        let _ = window.location().set_hash(hash);
    }
}

/// Puts another address in the place of this one, without going there.
pub fn replace(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        document.set_title(title);
    }
}

/// Opens the browser's dialog to print the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Where there is no printer to speak of, nothing happens.
        let _ = window.print();
    }
}

/// An SVG as the address of an image: what is drawn there runs nothing and asks nobody.
pub fn picture_address(svg: &str) -> String {
    ["data:image/svg+xml;charset=utf-8,", &String::from(js_sys::encode_uri_component(svg))].concat()
}

/// Moves the keyboard focus to the first element that matches, where there is one.
pub fn focus(selector: &str) {
    try_focus(selector);
}

/// Moves the keyboard focus to the first element that matches; gives whether there is one.
pub fn try_focus(selector: &str) -> bool {
    let document = web_sys::window().and_then(|w| w.document());
    let element = document.and_then(|d| d.query_selector(selector).ok().flatten());
    let element = element.and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        let _ = element.focus();
    }
    element.is_some()
}

/// Tells the field that is being typed in that it is left, though the focus stays: what saves itself on leaving does so.
pub fn leave_field() {
    let field = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let (Some(field), Ok(left)) = (field, web_sys::Event::new_with_event_init_dict("focusout", &init)) {
        let _ = field.dispatch_event(&left);
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

/// Whether every part of the app is here (`src/page/boot.js`).
pub fn is_all_here() -> bool {
    let parts = web_sys::window().and_then(|window| js_sys::Reflect::get(&window, &"cairnParts".into()).ok());
    let all = parts.and_then(|parts| js_sys::Reflect::get(&parts, &"allHere".into()).ok());
    all.is_some_and(|all| all.is_truthy())
}

/// Lets the release that waits take over (`src/page/offline.js`); the page is reloaded.
pub fn use_update() {
    let Some(window) = web_sys::window() else { return };
    if let Ok(take_over) = js_sys::Reflect::get(&window, &"cairnUseUpdate".into())
        && let Ok(take_over) = take_over.dyn_into::<js_sys::Function>()
    {
        let _ = take_over.call0(&window);
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

/// Where the choice of theme is remembered: it belongs to the browser, not to a plan.
const THEME_KEY: &str = "cairn/theme";

/// The theme chosen here: "light", "dark", or "" for the system's.
pub fn theme() -> String {
    let storage = web_sys::window().and_then(|w| w.local_storage().ok().flatten());
    storage
        .and_then(|s| s.get_item(THEME_KEY).ok().flatten())
        .filter(|t| t == "light" || t == "dark")
        .unwrap_or_default()
}

/// Chooses a theme, and remembers it where that is possible.
pub fn set_theme(theme: &str) {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    if let Some(root) = root {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
    if let Some(storage) = web_sys::window().and_then(|w| w.local_storage().ok().flatten()) {
        let _ = if theme.is_empty() {
            storage.remove_item(THEME_KEY)
        } else {
            storage.set_item(THEME_KEY, theme)
        };
    }
}

/// Where it is remembered that single letters are no shortcuts here: it belongs to the browser, as the theme does.
const LETTERS_KEY: &str = "cairn/letters";

/// Whether single letters are shortcuts.
pub fn letters() -> bool {
    let storage = web_sys::window().and_then(|w| w.local_storage().ok().flatten());
    storage.and_then(|s| s.get_item(LETTERS_KEY).ok().flatten()).is_none_or(|it| it != "off")
}

/// Switches single letters on or off, and remembers it where that is possible.
pub fn set_letters(on: bool) {
    if let Some(storage) = web_sys::window().and_then(|w| w.local_storage().ok().flatten()) {
        let _ = if on { storage.remove_item(LETTERS_KEY) } else { storage.set_item(LETTERS_KEY, "off") };
    }
}

/// Clicks the first element that matches, as if a person had; gives whether there is one.
pub fn click(selector: &str) -> bool {
    let document = web_sys::window().and_then(|w| w.document());
    let element = document.and_then(|d| d.query_selector(selector).ok().flatten());
    let element = element.and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        element.click();
    }
    element.is_some()
}

/// Hands over the first element that matches, once it is drawn: a place that was gone to comes in the frames after.
pub fn when_there(selector: String, then: impl FnOnce(HtmlElement) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        for _ in 0..40 {
            pause(25).await;
            let document = web_sys::window().and_then(|w| w.document());
            let element = document.and_then(|d| d.query_selector(&selector).ok().flatten());
            if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                return then(element);
            }
        }
    });
}

/// Shows the first element that matches and moves the focus to the first control in it, once it is drawn.
pub fn reveal(selector: String) {
    when_there(selector, |element| {
        element.scroll_into_view();
        let control = element.query_selector("a[href], button").ok().flatten();
        if let Some(control) = control.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}

/// The text that was pasted.
pub fn pasted_text(event: &web_sys::Event) -> Option<String> {
    let event = event.dyn_ref::<web_sys::ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// Whether a field has the focus: what is half typed there must not be changed under the fingers.
pub fn is_typing() -> bool {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    let of_text = |it: &web_sys::Element| {
        let kind = it.get_attribute("type").unwrap_or_default();
        match it.tag_name().as_str() {
            "INPUT" => !matches!(kind.as_str(), "file" | "checkbox" | "radio" | "button" | "submit"),
            tag => matches!(tag, "TEXTAREA" | "SELECT"),
        }
    };
    active.is_some_and(|active| of_text(&active))
}

/// Whether the tab is out of sight.
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|w| w.document()).is_some_and(|d| d.hidden())
}

/// Calls `then` whenever the system's theme changes.
pub fn on_theme_change(then: impl Fn() + 'static) {
    let query = web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
    if let Some(query) = query {
        let listener = wasm_bindgen::prelude::Closure::<dyn Fn()>::new(then);
        query.set_onchange(Some(listener.as_ref().unchecked_ref()));
        // The app listens as long as the page lives.
        listener.forget();
    }
}

/// Calls `then` whenever the tab is hidden or shown, also in the middle of such a call: Firefox tells of it while it waits
/// for its storage, and a listener that must not be entered twice would miss it with an error.
pub fn on_visibility_change(then: impl Fn() + 'static) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let listener = wasm_bindgen::prelude::Closure::<dyn Fn()>::new(then);
        let _ =
            document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
        // The app listens as long as the page lives.
        listener.forget();
    }
}

/// Scrolls to the top, as a new place begins there.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}
