//! Text that is edited where it stands: leaving it or Enter saves, Escape brings back what was there.

use leptos::{ev, html, prelude::*};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ui::view::{handler, view};

/// A text of a record. What is typed is sent when the field is left; another's edit of it shows at once.
#[component]
pub fn Inline(
    #[prop(into)] label: String,
    /// What the record says.
    said: Signal<String>,
    /// Called with what was typed, where it is something else.
    save: impl Fn(String) + 'static,
    /// Several lines: Enter is part of the text.
    #[prop(optional)]
    area: bool,
    /// The label is for those who can't see where the field stands.
    #[prop(optional)]
    quiet: bool,
    #[prop(optional, into)] placeholder: String,
) -> impl IntoView {
    inline(label, said, Box::new(save), area, quiet, placeholder)
}

fn inline(
    label: String,
    said: Signal<String>,
    save: Box<dyn Fn(String)>,
    area: bool,
    quiet: bool,
    placeholder: String,
) -> impl IntoView {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let id = format!("inline-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    // Not the signals of this view: when the place is left with the focus inside, they are gone before the field is.
    let kept = ArcRwSignal::new(said.get_untracked());
    let draft = RwSignal::new(said.get_untracked());
    let of_plan = kept.clone();
    Effect::new(move |_| {
        let now = said.get();
        of_plan.set(now.clone());
        draft.set(now);
    });
    let of_keys = kept.clone();
    let left = move |event: ev::FocusEvent| {
        let typed = event_target_value(&event).trim().to_string();
        if typed != kept.get_untracked().trim() {
            kept.set(typed.clone());
            save(typed);
        }
    };
    let field = NodeRef::<html::Input>::new();
    let pressed = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => draft.set(of_keys.get_untracked()),
        "Enter" if !area => {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                let _ = field.blur();
                let _ = field.focus();
            }
        }
        _ => {}
    };
    let typed = move |event: ev::Event| draft.set(event_target_value(&event));
    let input = if area {
        view! {
            <textarea id=id.clone() class="input" rows="3" placeholder=placeholder prop:value=move || draft.get()
                on:input=handler(typed) on:keydown=handler(pressed) on:focusout=handler(left)></textarea>
        }
    } else {
        view! {
            <input id=id.clone() class="input" type="text" autocomplete="off" placeholder=placeholder node_ref=field
                prop:value=move || draft.get()
                on:input=handler(typed) on:keydown=handler(pressed) on:focusout=handler(left) />
        }
    };
    view! {
        <div class="field">
            <label for=id class:visually-hidden=quiet>{label}</label>
            {input}
        </div>
    }
}
