//! The plan's title and its check-in rhythm.

use leptos::{ev, prelude::*};

use crate::change::Command;
use crate::domain::{Every, Head, Settings};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, view};
use crate::ui::widget::{Choice, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// The fields of the head that everyone needs.
#[component]
pub(super) fn HeadSection() -> impl IntoView {
    let workspace = use_workspace();
    let head = workspace.peek(|plan| plan.head().clone());
    let title = RwSignal::new(head.title.clone());
    let every = RwSignal::new(say::every_key(head.settings.check_in_every()).to_string());
    let error = RwSignal::new(None::<String>);
    let rhythms = Every::ALL.iter().map(|e| Choice::new(say::every_key(*e), say::every(*e))).collect();
    let save = move || {
        let now = workspace.peek(|plan| plan.head().clone());
        let rhythm = Every::ALL.iter().copied().find(|e| say::every_key(*e) == every.get_untracked());
        // The default stays unsaid, unless the file said it.
        let check_in_every = match (now.settings.check_in_every, rhythm) {
            (None, Some(Every::Week)) => None,
            (_, rhythm) => rhythm,
        };
        let settings = Settings { check_in_every, ..now.settings.clone() };
        let head = Head { title: title.get_untracked().trim().to_string(), settings, ..now };
        error.set(workspace.dispatch(t().plan_settings, Command::EditHead(head)).err());
    };
    Effect::new(move |_| {
        let chosen = every.get();
        if workspace.peek(|plan| say::every_key(plan.head().settings.check_in_every()) != chosen) {
            save();
        }
    });
    // Undo, another tab and another plan change what the fields hold; left as they were, they would be saved again.
    Effect::new(move |_| {
        let head = workspace.read(&[Topic::Head], |plan| plan.head().clone());
        title.set(head.title);
        every.set(say::every_key(head.settings.check_in_every()).to_string());
    });
    view! {
        <section class="panel section">
            <h2>{t().plan_settings}</h2>
            <form class="row-fields" on:submit=handler(move |event: ev::SubmitEvent| { event.prevent_default(); save(); }) on:focusout=handler(move |_| {
                // Also when the place is left with the focus inside; then the draft is gone already.
                let typed = title.try_get_untracked();
                if typed.is_some_and(|typed| workspace.peek(|plan| plan.head().title != typed.trim())) { save(); }
            })>
                <TextField label=t().plan_title value=title required=true />
                <SelectField label=t().check_in_rhythm value=every choices=rhythms />
            </form>
            <p class="error" role="alert">{move || error.get()}</p>
        </section>
    }
}
