//! A native modal dialog: focus stays inside, Escape closes it, focus returns to where it was.

use crate::ui::view::{handler, view};
use leptos::{ev, html, prelude::*};

/// Opens as soon as it is mounted and calls `closed` when it is closed in any way.
#[component]
pub fn Dialog(
    /// What it is called.
    #[prop(into)]
    title: String,
    /// Called once, when the dialog has been closed.
    closed: impl Fn() + Send + 'static,
    children: Children,
) -> impl IntoView {
    modal(title, Box::new(closed), children)
}

fn modal(title: String, closed: Box<dyn Fn() + Send>, children: Children) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let opener =
        StoredValue::new_local(web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element()));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        use wasm_bindgen::JsCast;
        let opener = opener.try_get_value().flatten().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(opener) = opener {
            let _ = opener.focus();
        }
    });
    let on_backdrop = move |event: ev::MouseEvent| {
        // A click on the backdrop targets the dialog itself; drafts are too easy to lose that way, so it does nothing.
        event.stop_propagation();
    };
    view! {
        <dialog class="sheet" node_ref=dialog aria-label=title on:close=handler(move |_| closed()) on:click=handler(on_backdrop)>
            {children()}
        </dialog>
    }
}
