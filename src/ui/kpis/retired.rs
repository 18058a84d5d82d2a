//! KPIs that are retired: folded below the board, each with the way back.

use leptos::prelude::*;

use crate::domain::{Id, Kind};
use crate::route::Route;
use crate::ui::kpi::bring_back;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::workspace::use_workspace;

/// The list; nothing where none is retired.
#[component]
pub(super) fn RetiredKpis() -> impl IntoView {
    let workspace = use_workspace();
    let retired = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
            let retired = plan.records().kpis.iter().filter(|(_, kpi)| kpi.retired_on(day));
            retired.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| !retired.read().is_empty());
    let count = move || retired.read().len().to_string();
    live(move || {
        any.get().then(|| {
            view! {
                <details class="retired">
                    <summary>{t().retired}" "<span class="tag">{live(count)}</span></summary>
                    <ul class="panel rows">{each(move || retired.get(), |id| view! { <Row id=id /> })}</ul>
                </details>
            }
        })
    })
}

#[component]
fn Row(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_row = id.clone();
    let shown = move || {
        let (title, retired) = workspace.read(&[Topic::Record(Kind::Kpi, of_row.clone())], |plan| {
            plan.records().kpis.get(&of_row).map(|kpi| (kpi.title.clone(), kpi.retired))
        })?;
        let since = retired.map(|on| fill(t().retired_on_day, &[&say::full_day(on)]));
        let (back, name, is_past) = (of_row.clone(), title.clone(), workspace.as_of.get().is_some());
        Some(view! {
            <span class="what"><a href=Route::Kpi(of_row.clone()).to_string()><bdi>{title.clone()}</bdi></a></span>
            <span class="small soft">{since}</span>
            {(!is_past).then(|| view! {
                <button type="button" class="button small" aria-label=fill(t().bring_back_named, &[&title])
                    on:click=handler(move |_| bring_back(workspace, &back, &name))>{t().bring_back}</button>
            })}
        })
    };
    view! { <li>{live(shown)}</li> }
}
