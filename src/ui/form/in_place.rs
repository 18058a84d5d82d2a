//! A small form that opens where one is: the first field has the focus, Enter sends, Escape puts it away, and what is
//! refused is said at its foot.

use leptos::{ev, html, prelude::*};

use crate::ui::view::{handler, view};
use crate::ui::widget::focus_first_input;
use crate::ui::workspace::use_workspace;

/// The form around its fields and buttons; gone once `save` has sent what was typed. On a past day nothing can be typed
/// that would be lost: it says so in place of the fields.
#[component]
pub fn InPlaceForm(
    class: &'static str,
    open: RwSignal<bool>,
    save: impl Fn() -> Result<(), String> + Send + 'static,
    children: Children,
) -> impl IntoView {
    in_place(class, open, Box::new(save), children)
}

fn in_place(
    class: &'static str,
    open: RwSignal<bool>,
    save: Box<dyn Fn() -> Result<(), String> + Send>,
    children: Children,
) -> AnyView {
    let workspace = use_workspace();
    if workspace.as_of.get_untracked().is_some() {
        let why = workspace.read_only();
        return view! { <p class="error" role="alert">{why}</p> };
    }
    let error = RwSignal::new(None::<String>);
    let form = NodeRef::<html::Form>::new();
    focus_first_input(form);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match save() {
            Ok(()) => open.set(false),
            Err(why) => error.set(Some(why)),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
        }
    };
    view! {
        <form class=class node_ref=form on:submit=handler(submit) on:keydown=handler(on_key) novalidate>
            {children()}
            <p class="error" role="alert">{move || error.get()}</p>
        </form>
    }
}
