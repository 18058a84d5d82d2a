//! The place of a cycle as a whole: its set dates, the closing in five parts, what is not done, and what became of the
//! cycles before.
//!
//! What is written here before the closing is a draft in the plan like everything else. Scores judge goals: no screen of
//! this place ranks people.

mod across;
mod closing;
mod decision;
mod found;
mod kpis;
mod next;
mod not_doing;
mod reopening;
mod score_row;
mod scores;
mod stages;

use leptos::prelude::*;

use self::across::Across;
use self::closing::CloseIt;
use self::found::Found;
use self::kpis::KpiTable;
use self::next::Next;
use self::not_doing::NotDoing;
use self::reopening::{Closed, Reopened};
use self::scores::Scores;
pub use self::stages::NextStepLine;
use self::stages::Stages;
use super::okrs::{CycleChoice, cycle_of_day};
use super::say;
use super::sheet::Sheet;
use super::text::t;
use super::topic::Topic;
use super::workspace::{Notice, Workspace, use_workspace};
use crate::change::Command;
use crate::domain::{Cycle, Date, Id, Kind, Plan, Record, Review};
use crate::progress::{CyclePhase, cycle_phase};
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// The place "Review".
#[component]
pub fn ReviewPlace(cycle: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    // What was shown stays, also when closing it makes another one the next to look at.
    let shown = Memo::new(move |before: Option<&Option<Id>>| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let known = cycle.iter().chain(before.and_then(Option::as_ref));
            let there = known.into_iter().find(|id| plan.records().contains(Kind::Cycle, id)).cloned();
            there.or_else(|| cycle_to_review(plan, day))
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
        Some(cycle) => view! { <OfCycle cycle=cycle /> },
    })
}

/// The cycle that waits longest for its closing; else that of the day.
fn cycle_to_review(plan: &Plan, day: Date) -> Option<Id> {
    let records = plan.records();
    let used = |id: &Id| records.objectives.values().any(|o| &o.cycle == id);
    let waits =
        records.cycles.iter().filter(|(id, c)| cycle_phase(c, day) == CyclePhase::Closing && used(id));
    waits.min_by_key(|(_, c)| (c.to, c.from)).map(|(id, _)| id.clone()).or_else(|| cycle_of_day(plan, day))
}

#[component]
fn OfCycle(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_closed = cycle.clone();
    let closed = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            plan.records().cycles.get(&of_closed).is_some_and(Cycle::is_closed)
        })
    });
    let (of_parts, of_end) = (cycle.clone(), cycle.clone());
    let parts = move || {
        let (cycle, closed) = (of_parts.clone(), closed.get());
        view! {
            <Scores cycle=cycle.clone() closed=closed />
            <Found cycle=cycle.clone() closed=closed />
            <KpiTable cycle=cycle.clone() />
            <Next cycle=cycle closed=closed />
        }
    };
    let end = move || {
        let cycle = of_end.clone();
        if closed.get() {
            view! { <Closed cycle=cycle /> }
        } else {
            view! { <CloseIt cycle=cycle /> }
        }
    };
    view! {
        <Head cycle=cycle.clone() />
        <Stages cycle=cycle.clone() />
        <Reopened cycle=cycle.clone() />
        <div class="review">
            {live(parts)}
            {live(end)}
            <NotDoing cycle=cycle closed=closed.into() />
            <Across />
        </div>
    }
}

#[component]
fn Head(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let (of_title, edit) = (cycle.clone(), cycle.clone());
    let title = move || {
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            plan.records().cycles.get(&of_title).map(|c| {
                view! { <bdi>{c.title.clone()}</bdi>" "<span class="aside">{say::span(c.from, c.to)}</span> }
            })
        })
    };
    view! {
        <header>
            <div class="titles"><p class="crumbs">{t().review}</p><h1>{live(title)}</h1></div>
            <div class="actions">
                <CycleChoice cycle=cycle to=|cycle| Route::Review(Some(cycle)) />
                <button type="button" class="button"
                    on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Cycle(Some(edit.clone())))))>{t().cycle_dates}</button>
            </div>
        </header>
    }
}

/// Changes what the team found so far, as one step.
fn edit_review(workspace: Workspace, cycle: &Id, label: &str, edit: impl FnOnce(&mut Review)) {
    let known = workspace.peek(|plan| plan.records().reviews.get(cycle).cloned());
    let there = known.is_some();
    let mut review = known.unwrap_or_default();
    edit(&mut review);
    let (id, record) = (cycle.clone(), Record::Review(review));
    send(workspace, label, if there { Command::Edit { id, record } } else { Command::Create { id, record } });
}

/// Makes a step in place; only a refusal is worth a word.
fn send(workspace: Workspace, label: &str, command: Command) {
    if let Err(text) = workspace.dispatch(label, command) {
        workspace.notice.set(Some(Notice { text, undoable: false }));
    }
}
