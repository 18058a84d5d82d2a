//! Labelled inputs. Each holds its draft in a signal of the form; nothing enters the plan before the form is sent.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ui::view::{handler, view};
use leptos::prelude::*;

fn fresh_id() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("field-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// One line of text, or a number as the user types it.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    /// Shows the keyboard for numbers on a phone.
    #[prop(optional)]
    numeric: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] list: String,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                class="input"
                type="text"
                inputmode=if numeric { "decimal" } else { "text" }
                autocomplete="off"
                required=required
                autofocus=autofocus
                list=(!list.is_empty()).then_some(list)
                prop:value=move || value.get()
                on:input=handler(move |event| value.set(event_target_value(&event)))
            />
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn AreaField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                class="input"
                rows="2"
                prop:value=move || value.get()
                on:input=handler(move |event| value.set(event_target_value(&event)))
            ></textarea>
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
        </div>
    }
}

/// A civil date as the browser's own picker gives it (`YYYY-MM-DD`, or "" for none).
#[component]
pub fn DateField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] max: String,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                class="input"
                type="date"
                required=required
                max=(!max.is_empty()).then_some(max)
                prop:value=move || value.get()
                on:input=handler(move |event| value.set(event_target_value(&event)))
            />
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
        </div>
    }
}

/// One of several: what is kept and what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the signal holds when it is chosen.
    pub value: String,
    /// What people read.
    pub word: String,
}

impl Choice {
    /// A choice of a value and its word.
    pub fn new(value: impl Into<String>, word: impl Into<String>) -> Choice {
        Choice { value: value.into(), word: word.into() }
    }
}

/// One of several, in the browser's own list.
#[component]
pub fn SelectField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    choices: Vec<Choice>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let id = fresh_id();
    let options = choices
        .into_iter()
        .map(|choice| {
            let chosen = choice.value.clone();
            view! {
                <option value=choice.value prop:selected=move || value.read().as_str() == chosen.as_str()>{choice.word}</option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="input" autofocus=autofocus on:change=handler(move |event| value.set(event_target_value(&event)))>{options}</select>
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
        </div>
    }
}
