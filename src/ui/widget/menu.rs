//! A small menu behind a "more" button: a native `<details>`, closed by Escape, by a choice, and when focus leaves.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use crate::ui::view::{Handler, handler, view};

/// The menu of one thing.
#[component]
pub fn Menu(
    /// What the menu is for: "More for Ana".
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    // A choice may take the menu itself away (Delete), and its last events still arrive here.
    let there = move || details.try_get_untracked().flatten();
    let close = move || {
        if let Some(details) = there() {
            details.set_open(false);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && there().is_some_and(|d| d.open()) {
            event.stop_propagation();
            close();
            if let Some(details) = there()
                && let Ok(Some(summary)) = details.query_selector("summary")
                && let Ok(summary) = summary.dyn_into::<web_sys::HtmlElement>()
            {
                let _ = summary.focus();
            }
        }
    };
    let on_leave = move |event: ev::FocusEvent| {
        let inside = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        if let Some(details) = there()
            && !inside.is_some_and(|node| details.contains(Some(&node)))
        {
            details.set_open(false);
        }
    };
    view! {
        <details class="menu" node_ref=details on:keydown=handler(on_key) on:focusout=handler(on_leave) on:click=handler(move |event: ev::MouseEvent| {
            let on_item = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|t| t.closest(".items button").ok().flatten().is_some());
            if on_item { close(); }
        })>
            <summary class="icon-button" aria-label=label.clone() title=label>{icon(Icon::More)}</summary>
            <div class="items">{children()}</div>
        </details>
    }
}

/// One thing to do.
#[component]
pub fn MenuItem(#[prop(into)] word: String, run: impl Fn() + Send + 'static) -> impl IntoView {
    item(word, handler(move |_| run()))
}

fn item(word: String, run: Handler<ev::MouseEvent>) -> impl IntoView {
    view! { <button type="button" on:click=run>{word}</button> }
}
