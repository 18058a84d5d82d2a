//! The OKRs of one cycle: objectives with their key results, progress against pace, status.

mod cycle_head;
mod key_result_row;
mod objective_card;

use crate::ordered::sort_by;
use leptos::prelude::*;

use self::cycle_head::CycleHead;
pub use self::cycle_head::TeamChoice;
pub use self::key_result_row::{KeyResultMenu, KeyResultRow, row};
use self::objective_card::ObjectiveCard;
pub use self::objective_card::ObjectiveMenu;
use super::sheet::Sheet;
use super::text::t;
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::domain::{Date, Id, Kind, Plan, by_rank, team_path};
use crate::ui::view::{each, handler, live, view};

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

/// The objectives of a cycle in the order of the screen: by rank.
fn objectives_in(plan: &Plan, cycle: &Id, team: &str) -> Vec<Id> {
    let inside = |id: &Option<Id>| {
        team.is_empty()
            || id.as_ref().is_some_and(|id| team_path(plan, id).iter().any(|above| above.as_str() == team))
    };
    let mut rows: Vec<_> =
        plan.records().objectives.iter().filter(|(_, o)| &o.cycle == cycle && inside(&o.team)).collect();
    sort_by(&mut rows, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    rows.into_iter().map(|(id, _)| id.clone()).collect()
}

/// The place "OKRs".
#[component]
pub fn OkrsPlace(cycle: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let team = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            cycle
                .clone()
                .filter(|id| plan.records().contains(Kind::Cycle, id))
                .or_else(|| cycle_of_day(plan, day))
        })
    });
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
            <CycleHead cycle=cycle.clone() team=team />
            <Objectives cycle=cycle team=team />
        },
    })
}

#[component]
fn Objectives(cycle: Id, team: RwSignal<String>) -> impl IntoView {
    let workspace = use_workspace();
    let of_cycle = cycle.clone();
    let ids = Memo::new(move |_| {
        let team = team.get();
        workspace.read(&[Topic::List(Kind::Objective)], |plan| objectives_in(plan, &of_cycle, &team))
    });
    let new = move || {
        let sheet = Sheet::Objective { cycle: cycle.clone(), id: None };
        workspace.sheet.set(Some(sheet));
    };
    let is_empty = Memo::new(move |_| ids.read().is_empty());
    live(move || {
        let new = new.clone();
        if is_empty.get() {
            return view! {
                <div class="panel empty">
                    <h2>{t().no_objectives}</h2>
                    <p>{t().no_objectives_hint}</p>
                    <button type="button" class="button primary" on:click=handler(move |_| new())>{t().new_objective}</button>
                </div>
            };
        }
        view! {
            <div class="objectives">
                {each(move || ids.get(), |id| view! { <ObjectiveCard id=id /> })}
            </div>
        }
    })
}
