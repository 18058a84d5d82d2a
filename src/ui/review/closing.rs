//! The step that closes a cycle and lets what was decided go on in the next, undone as one.

use leptos::{ev, prelude::*};

use super::decision::{carry, destination, destinations, goes_on};
use crate::change::Command;
use crate::domain::{Date, Id, Kind, NextStep, Plan};
use crate::ordered::Map;
use crate::progress::{closing_scores, objectives_of};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::DateField;
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// Says what is still open, and closes.
#[component]
pub(super) fn CloseIt(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let day = RwSignal::new(today.to_string());
    let into = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let title =
        workspace.peek(|plan| plan.records().cycles.get(&cycle).map(|c| c.title.clone()).unwrap_or_default());
    let of_summary = cycle.clone();
    let summary =
        move || workspace.read(&[Topic::Reports], |plan| summary(plan, &of_summary, workspace.day()));
    let of_pick = cycle.clone();
    let pick = move || {
        let today = workspace.today.get();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| destinations(plan, &of_pick, today, into))
    };
    let (of_close, name) = (cycle, title.clone());
    let close = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(on) = Date::parse(&day.get_untracked()) else {
            return error.set(Some(t().day_missing.to_string()));
        };
        let made = workspace.peek(|plan| closing(plan, &of_close, on, &into.get_untracked(), today));
        match made.and_then(|commands| workspace.dispatch_all(fill(t().closed_said, &[&name]), commands)) {
            Ok(()) => {
                workspace.notice.set(Some(Notice { text: fill(t().closed_said, &[&name]), undoable: true }));
            }
            Err(why) => error.set(Some(why)),
        }
    };
    view! {
        <section class="part close-it panel">
            <h2>{fill(t().close_named, &[&title])}</h2>
            {live(summary)}
            <form novalidate on:submit=handler(close)>
                <DateField label=t().closing_day value=day required=true max=today.to_string() />
                <div class="field"><span class="label">{t().goes_on_in}</span>{live(pick)}</div>
                <button type="submit" class="button primary">{fill(t().close_named, &[&title])}</button>
            </form>
            <p class="error" role="alert">{move || error.get()}</p>
        </section>
    }
}

/// The commands of the closing, or which word is missing.
fn closing(plan: &Plan, cycle: &Id, day: Date, into: &str, today: Date) -> Result<Vec<Command>, String> {
    let asks: Vec<String> = closing_scores(plan, cycle, day)
        .iter()
        .flat_map(|objective| objective.key_results.iter().filter(|line| line.asks_why))
        .filter_map(|line| say::title_of(plan, &line.id))
        .collect();
    if !asks.is_empty() {
        return Err(fill(t().say_why_first, &[&asks.join(", ")]));
    }
    let review = plan.records().reviews.get(cycle).cloned().unwrap_or_default();
    let going: Vec<_> = objectives_of(plan, cycle)
        .into_iter()
        .filter_map(|(id, _)| Some((id, review.next.get(id).filter(|d| goes_on(d.what))?.clone())))
        .filter(|(id, _)| !plan.records().objectives.values().any(|o| o.carried_from.as_ref() == Some(*id)))
        .collect();
    let mut commands = vec![Command::CloseCycle { cycle: cycle.clone(), day, review: review.clone() }];
    if !going.is_empty() {
        let (into, made) = destination(plan, cycle, into, today).ok_or_else(|| t().not_made.to_string())?;
        commands.extend(made);
        commands.extend(going.into_iter().map(|(id, decision)| carry(plan, id, decision, &into, day)));
    }
    Ok(commands)
}

/// How many go on, change and end; and what nobody has said yet.
fn summary(plan: &Plan, cycle: &Id, day: Date) -> AnyView {
    let records = plan.records();
    let review = records.reviews.get(cycle);
    let mut counts: Map<Option<NextStep>, usize> = Map::new();
    for (id, _) in objectives_of(plan, cycle) {
        *counts.or_default(review.and_then(|r| r.next.get(id)).map(|d| d.what)) += 1;
    }
    let count = |what: Option<NextStep>, one, many| {
        counts.get(&what).filter(|n| **n > 0).map(|n| plural(*n, one, many))
    };
    let words: Vec<String> = [
        count(Some(NextStep::Keep), t().kept_one, t().kept_many),
        count(Some(NextStep::Change), t().changed_one, t().changed_many),
        count(Some(NextStep::Drop), t().dropped_one, t().dropped_many),
        count(None, t().undecided_one, t().undecided_many),
    ]
    .into_iter()
    .flatten()
    .collect();
    let early =
        records.cycles.get(cycle).filter(|c| day < c.to).map(|c| fill(t().not_over, &[&say::day(c.to)]));
    view! {
        <p class="soft">{early.map(|early| view! { {early}" " })}{t().close_hint}</p>
        <p>{words.join(", ")}</p>
    }
}

/// Makes steps as one and says so, with undo beside it; or why not.
pub(super) fn told(workspace: Workspace, label: &str, commands: Vec<Command>) {
    let notice = match workspace.dispatch_all(label, commands) {
        Ok(()) => Notice { text: label.to_string(), undoable: true },
        Err(text) => Notice { text, undoable: false },
    };
    workspace.notice.set(Some(notice));
}
