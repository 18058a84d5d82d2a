//! The OKRs of one cycle, as a list, a tree or a map: objectives with their key results, progress against pace, status.

mod choices;
mod cycle_head;
mod glance;
mod key_result_row;
mod map;
mod objective_card;
mod pan;
mod staying;
mod teams;
mod tree;
mod unaligned;

use leptos::prelude::*;

pub use self::choices::{CycleChoice, TeamChoice};
use self::cycle_head::CycleHead;
use self::glance::Glance;
pub use self::glance::select;
pub use self::key_result_row::{KeyResultRow, row};
use self::objective_card::ObjectiveCard;
pub use self::staying::{Staying, View, staying};
pub use self::unaligned::LinkPicker;
use super::sheet::Sheet;
use super::text::t;
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::browser::page;
use crate::domain::{Date, Id, Kind, Plan};
use crate::ui::view::{apart, each, handler, live, view};

/// The cycle to show when nobody says which: the active one that holds the day, else the last that has begun, else the
/// next one.
pub fn cycle_of_day(plan: &Plan, day: Date) -> Option<Id> {
    let cycles = &plan.records().cycles;
    let shortest =
        |rows: Vec<(&Id, i32)>| rows.into_iter().min_by_key(|(_, days)| *days).map(|(id, _)| id.clone());
    let holding = cycles.iter().filter(|(_, c)| c.from <= day && day <= c.to).map(|(id, c)| {
        // A quarter inside a year is the closer one, if it has anything to show.
        let empty = !plan.records().objectives.values().any(|o| &o.cycle == id);
        (id, c.to.days_since(c.from) + if empty { 100_000 } else { 0 })
    });
    shortest(holding.collect())
        .or_else(|| {
            cycles.iter().filter(|(_, c)| c.from <= day).max_by_key(|(_, c)| c.to).map(|(id, _)| id.clone())
        })
        .or_else(|| cycles.iter().min_by_key(|(_, c)| c.from).map(|(id, _)| id.clone()))
}

/// The place "OKRs".
#[component]
pub fn OkrsPlace(cycle: Option<Id>, view: View) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    if staying.view.get_untracked() != view {
        staying.view.set(view);
    }
    let shown = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            cycle
                .clone()
                .filter(|id| plan.records().contains(Kind::Cycle, id))
                .or_else(|| cycle_of_day(plan, day))
        })
    });
    if let Some(focus) = staying.focus.get_untracked() {
        staying.focus.set(None);
        // Once the place is drawn; what is not there takes no focus.
        request_animation_frame(move || page::focus(&focus));
    }
    live(move || match shown.get() {
        None => view! {
            <div class="panel empty">
                <h1>{t().no_cycle}</h1>
                <p>{t().no_cycle_hint}</p>
                <button type="button" class="button primary" on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Cycle(None))))>
                    {t().new_cycle}
                </button>
            </div>
        },
        Some(cycle) => view! {
            <CycleHead cycle=cycle.clone() view=view />
            <Glance cycle=cycle.clone() view=view />
            <Objectives cycle=cycle view=view />
        },
    })
}

#[component]
fn Objectives(cycle: Id, view: View) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    let of_cycle = cycle.clone();
    let ids = Memo::new(move |_| {
        workspace
            .read(&glance::topics(staying), |plan| glance::wanted_in(plan, &of_cycle, staying, workspace))
    });
    let of_all = cycle.clone();
    let any_at_all = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Objective)], |plan| {
            plan.records().objectives.values().any(|o| o.cycle == of_all)
        })
    });
    let is_empty = Memo::new(move |_| ids.read().is_empty());
    live(move || {
        let cycle = cycle.clone();
        if !any_at_all.get() {
            let new = move || workspace.sheet.set(Some(Sheet::Objective { cycle: cycle.clone(), id: None }));
            return view! {
                <div class="panel empty">
                    <h2>{t().no_objectives}</h2>
                    <p>{t().no_objectives_hint}</p>
                    <button type="button" class="button primary" on:click=handler(move |_| new())>{t().new_objective}</button>
                </div>
            };
        }
        if is_empty.get() {
            return view! { <div class="panel empty"><h2>{t().nothing_wanted}</h2><p>{t().nothing_wanted_hint}</p></div> };
        }
        match view {
            View::List => view! {
                <div class="objectives">
                    {each(move || ids.get(), |id| view! { <ObjectiveCard id=id /> })}
                </div>
            },
            View::Tree => apart(|| view! { <tree::TreeView cycle=cycle /> }),
            View::Map => apart(|| view! { <map::MapView cycle=cycle /> }),
        }
    })
}
