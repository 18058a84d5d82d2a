//! The choices in the heads of places: which cycle, which team.

use leptos::prelude::*;

use super::glance::select;
use crate::browser::page;
use crate::domain::{Id, Kind, by_rank};
use crate::ordered::sort_by;
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// Another cycle of the same place; nothing where there is only one.
#[component]
pub fn CycleChoice(
    cycle: Id,
    /// The place of a cycle.
    to: fn(Id) -> Route,
) -> impl IntoView {
    let workspace = use_workspace();
    let cycles = move || {
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let mut rows: Vec<_> = plan.records().cycles.iter().collect();
            sort_by(&mut rows, |a, b| {
                (b.1.from, b.1.to)
                    .cmp(&(a.1.from, a.1.to))
                    .then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
            });
            rows.into_iter().map(|(id, c)| (id.to_string(), c.title.clone())).collect::<Vec<_>>()
        })
    };
    let chosen = cycle.to_string();
    live(move || {
        let (cycles, chosen) = (cycles(), chosen.clone());
        (cycles.len() > 1).then(|| {
            view! {
                <select class="input auto" aria-label=t().cycle
                    on:change=handler(move |event| {
                        if let Some(cycle) = Id::parse(&event_target_value(&event)) {
                            page::go(&to(cycle).to_string());
                        }
                    })>
                    {cycles.into_iter().map(|(id, title)| {
                        let selected = id == chosen;
                        view! { <option value=id selected=selected>{title}</option> }
                    }).collect_view()}
                </select>
            }
        })
    })
}

/// Which team's part is shown; "" = all.
#[component]
pub fn TeamChoice(team: RwSignal<String>) -> impl IntoView {
    let workspace = use_workspace();
    let teams = move || {
        workspace.read(&[Topic::List(Kind::Team)], |plan| {
            let mut rows: Vec<_> = plan
                .records()
                .teams
                .keys()
                .map(|id| (id.to_string(), say::team_line(plan, Some(id))))
                .collect();
            sort_by(&mut rows, |a, b| a.1.cmp(&b.1));
            rows
        })
    };
    live(move || {
        let teams = teams();
        (!teams.is_empty()).then(|| select(t().team, t().all_teams, team, teams))
    })
}
