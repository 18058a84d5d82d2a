//! One of a few, all of them in sight: radio buttons that look like a switch.

use crate::ui::view::{handler, view};
use leptos::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Radio buttons; arrow keys move between them as in any radio group.
#[component]
pub fn Segments(
    #[prop(into)] legend: String,
    value: RwSignal<String>,
    /// What the signal holds, and the word.
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let group = format!("segments-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let buttons = choices
        .into_iter()
        .map(|(key, word)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=group.clone()
                        value=key
                        prop:checked=move || value.read().as_str() == key
                        on:change=handler(move |_| value.set(key.to_string()))
                    />
                    {word}
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="field"><legend>{legend}</legend><div class="segments">{buttons}</div></fieldset> }
}
