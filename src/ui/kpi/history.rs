//! What was asked of a KPI so far: its targets, the changes of what it measures, and what its reviews came to.

use leptos::prelude::*;

use super::words;
use crate::domain::{Date, Id, Kind, Kpi};
use crate::ordered::sort_by_key;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// The history, folded; nothing where there is none.
#[component]
pub(super) fn History(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let open = RwSignal::new(false);
    live(move || {
        let day = workspace.day();
        let lines = workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| {
            plan.records().kpis.get(&id).map(|kpi| lines(kpi, day)).unwrap_or_default()
        });
        (!lines.is_empty()).then(|| {
            let rows = lines.into_iter().map(|(on, what, text)| {
                view! { <li><span class="sub">{say::full_day(on)}" · "{what}</span><bdi>{text}</bdi></li> }
            });
            view! {
                <details class="history" open=open.get_untracked() on:toggle=handler(move |event| open.set(is_open(&event)))>
                    <summary>{t().kpi_history}</summary>
                    <ul>{rows.collect_view()}</ul>
                </details>
            }
        })
    })
}

fn is_open(event: &leptos::ev::Event) -> bool {
    use wasm_bindgen::JsCast;
    let details = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlDetailsElement>().ok());
    details.is_some_and(|details| details.open())
}

/// Day, what happened, and what it says; the newest first, nothing after `day`.
fn lines(kpi: &Kpi, day: Date) -> Vec<(Date, &'static str, String)> {
    let unit = kpi.unit.as_deref();
    let targets = kpi.targets.range(..=day).map(|(on, target)| {
        let until = target.until.map(|until| fill(t().until_day, &[&say::full_day(until)]));
        let goal = say::goal(&target.goal, kpi.direction, unit);
        (*on, t().target, [goal, until.unwrap_or_default()].join(" "))
    });
    let changes = kpi.changes.range(..=day).map(|(on, how)| (*on, t().a_process_changed, how.clone()));
    let reviews = kpi.reviewed.range(..=day).map(|(on, review)| {
        let outcome = words::outcome(review.outcome).1.to_string();
        let said = match &review.why {
            Some(why) => [outcome, why.clone()].join(": "),
            None => outcome,
        };
        (*on, t().kpi_review, said)
    });
    let retired = kpi.retired.filter(|on| *on <= day).map(|on| (on, t().retired, String::new()));
    let mut all: Vec<_> = targets.chain(changes).chain(reviews).chain(retired).collect();
    sort_by_key(&mut all, |(on, ..)| std::cmp::Reverse(*on));
    all
}
