//! Where the focus goes when a form opens in place.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// Moves the focus to the first input of a form, once it is on the page.
pub fn focus_first_input(form: NodeRef<html::Form>) {
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        request_animation_frame(move || {
            let first = form.query_selector("input").ok().flatten();
            if let Some(first) = first.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                // A refusal leaves the focus where it is; nothing is lost by that.
                let _ = first.focus();
            }
        });
    });
}
