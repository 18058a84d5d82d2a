//! How sure someone is, 0 to 10: eleven radio buttons in a row.

use leptos::prelude::*;

use crate::ui::view::{handler, view};

/// Radio buttons from 0 to 10; none is chosen at first.
#[component]
pub fn Confidence(#[prop(into)] legend: String, value: RwSignal<Option<u8>>) -> impl IntoView {
    let choices = (0..=10u8).map(move |n| {
        view! {
            <label class:below=move || value.get().is_some_and(|v| n < v)>
                <input type="radio" name="confidence" value=n.to_string() aria-label=n.to_string()
                    prop:checked=move || value.get() == Some(n)
                    on:change=handler(move |_| value.set(Some(n))) />
                <span aria-hidden="true">{n.to_string()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="confidence">{choices.collect_view()}</div>
        </fieldset>
    }
}
