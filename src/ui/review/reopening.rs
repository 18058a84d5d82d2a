//! A closed cycle can only be read, until it is opened again for a reason.

use leptos::{ev, prelude::*};

use crate::change::Command;
use crate::domain::{Id, Kind};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::TextField;
use crate::ui::workspace::{Notice, use_workspace};

/// Since when it is closed, and the way back.
#[component]
pub(super) fn Closed(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let why = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let (title, since) = workspace.peek(|plan| {
        let cycle = plan.records().cycles.get(&cycle);
        let since = cycle.and_then(|c| c.closed).map(|on| fill(t().closed_since, &[&say::full_day(on)]));
        (cycle.map(|c| c.title.clone()).unwrap_or_default(), since)
    });
    let label = fill(t().reopened_said, &[&title]);
    let reopen = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (why, day) = (why.get_untracked(), workspace.today.get_untracked());
        match workspace.dispatch(label.clone(), Command::ReopenCycle { cycle: cycle.clone(), day, why }) {
            Ok(()) => workspace.notice.set(Some(Notice { text: label.clone(), undoable: true })),
            Err(refused) => error.set(Some(refused)),
        }
    };
    view! {
        <section class="part close-it panel">
            <h2>{since.unwrap_or_else(|| t().cycle_closed.to_string())}</h2>
            <p class="soft">{t().closed_hint}</p>
            <details>
                <summary>{t().reopen}</summary>
                <form novalidate on:submit=handler(reopen)>
                    <TextField label=t().reopen_why value=why required=true />
                    <button type="submit" class="button">{fill(t().reopen_named, &[&title])}</button>
                </form>
                <p class="error" role="alert">{move || error.get()}</p>
            </details>
        </section>
    }
}

/// Every time it was opened again, with the reason.
#[component]
pub(super) fn Reopened(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let again = &plan.records().cycles.get(&cycle)?.reopened;
            let rows = again.iter().map(|(on, again)| {
                let words = match again.closed {
                    Some(closed) => {
                        fill(t().reopened_on, &[&say::full_day(*on), &say::full_day(closed), &again.why])
                    }
                    None => fill(t().reopened_on_only, &[&say::full_day(*on), &again.why]),
                };
                view! { <li><bdi>{words}</bdi></li> }
            });
            (!again.is_empty()).then(|| view! { <ul class="reopened small soft">{rows.collect_view()}</ul> })
        })
    })
}
