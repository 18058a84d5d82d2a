//! The fifth part of the closing: which objectives go on, and how. Nothing carries over silently.

use leptos::prelude::*;

use super::decision::{carry, destination, destinations, goes_on};
use super::send;
use crate::change::{Command, carried_measure};
use crate::domain::{Date, Decision, Id, Kind, NextStep, Plan};
use crate::progress::{objectives_of, standing};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::widget::Inline;
use crate::ui::workspace::{Workspace, use_workspace};

const STEPS: [NextStep; 3] = [NextStep::Keep, NextStep::Change, NextStep::Drop];

fn word(what: NextStep) -> &'static str {
    match what {
        NextStep::Keep => t().keep_on,
        NextStep::Change => t().change_on,
        NextStep::Drop => t().drop_it,
    }
}

/// Every objective of the cycle with its decision.
#[component]
pub(super) fn Next(cycle: Id, closed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let into = RwSignal::new(String::new());
    let of_ids = cycle.clone();
    let ids = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Objective), Topic::List(Kind::Cycle)], |plan| {
            objectives_of(plan, &of_ids).into_iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| ids.read().is_empty());
    let of_pick = cycle.clone();
    let pick = move || {
        let today = workspace.today.get();
        closed.then(|| {
            workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
                view! { <p class="into">{t().goes_on_in}" "{destinations(plan, &of_pick, today, into)}</p> }
            })
        })
    };
    view! {
        <section class="part">
            <h2><span class="count">"5 "</span>{t().part_next}</h2>
            <p class="soft">{t().part_next_hint}</p>
            {live(pick)}
            {move || none.get().then(|| view! { <p class="panel empty">{t().no_objectives}</p> })}
            {move || (!none.get()).then(|| view! {
                <ul class="panel decisions">
                    {each(move || ids.get(), {
                        let cycle = cycle.clone();
                        move |id| view! { <Row id=id cycle=cycle.clone() into=into closed=closed /> }
                    })}
                </ul>
            })}
        </section>
    }
}

#[component]
fn Row(id: Id, cycle: Id, into: RwSignal<String>, closed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let (of_decision, in_cycle) = (id.clone(), cycle.clone());
    let decision = Memo::new(move |_| {
        workspace.read(&[Topic::Reports], |plan| {
            plan.records().reviews.get(&in_cycle).and_then(|r| r.next.get(&of_decision)).cloned()
        })
    });
    let of_head = id.clone();
    let title = workspace
        .peek(|plan| plan.records().objectives.get(&id).map(|o| o.title.clone()).unwrap_or_default());
    let head = move || {
        workspace.read(&[Topic::Record(Kind::Objective, of_head.clone())], |plan| {
            let objective = plan.records().objectives.get(&of_head)?;
            Some(view! { <a href=Route::Objective(of_head.clone()).to_string()><bdi>{objective.title.clone()}</bdi></a> })
        })
    };
    let (of_plan, of_copy) = (id.clone(), id.clone());
    let what_comes = move || {
        let what = decision.get()?.what;
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            copy_of(plan, &of_copy).or_else(|| preview(plan, &of_plan, what, day))
        })
    };
    let choices = if closed {
        let (id, cycle) = (id.clone(), cycle.clone());
        live(move || settled(workspace, &id, &cycle, decision.get(), into))
    } else {
        radios(workspace, &id, &title, decision)
    };
    let (of_why, why_of) = (id, title);
    let said = Signal::derive(move || decision.get().and_then(|d| d.why).unwrap_or_default());
    let decided = Memo::new(move |_| decision.with(Option::is_some));
    let why = move || {
        if !decided.get() {
            return None;
        }
        if closed {
            return Some(view! { <p class="sub"><bdi>{said.get()}</bdi></p> });
        }
        let id = of_why.clone();
        let save = move |why: String| {
            let Some(known) = decision.try_get_untracked().flatten() else { return };
            let decision = Decision { why: (!why.is_empty()).then_some(why), ..known };
            send(workspace, t().decision_label, Command::Decide { objective: id.clone(), decision });
        };
        Some(
            view! { <Inline label=fill(t().decision_why_of, &[&why_of]) quiet=true said=said save=save placeholder=t().decision_why /> },
        )
    };
    view! {
        <li>
            <div class="what wrap-anywhere">{live(head)}{live(what_comes)}</div>
            {choices}
            <div class="why">{live(why)}</div>
        </li>
    }
}

fn radios(workspace: Workspace, id: &Id, title: &str, decision: Memo<Option<Decision>>) -> AnyView {
    let group = format!("next-{id}");
    let one = |what: NextStep| {
        let id = id.clone();
        let choose = move || {
            let why = decision.get_untracked().and_then(|d| d.why);
            let decision = Decision { what, why };
            send(workspace, t().decision_label, Command::Decide { objective: id.clone(), decision });
        };
        view! {
            <label>
                <input type="radio" name=group.clone() prop:checked=move || decision.get().is_some_and(|d| d.what == what)
                    on:change=handler(move |_| choose()) />
                {word(what)}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="visually-hidden">{fill(t().decision_of, &[title])}</legend>
            <div class="segments">{STEPS.map(one).into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// In a closed cycle: what was decided, and for what did not go on yet, that it still can.
fn settled(
    workspace: Workspace,
    id: &Id,
    cycle: &Id,
    decision: Option<Decision>,
    into: RwSignal<String>,
) -> AnyView {
    let copied = workspace.peek(|plan| copy_of(plan, id).is_some());
    let known = decision.as_ref().map_or(t().undecided, |d| word(d.what));
    let (id, cycle, why) = (id.clone(), cycle.clone(), decision.and_then(|d| d.why));
    let take = move |what: NextStep| {
        let today = workspace.today.get_untracked();
        let decision = Decision { what, why: why.clone() };
        let commands = workspace.peek(|plan| {
            let (into, made) = destination(plan, &cycle, &into.get_untracked(), today)?;
            Some(made.into_iter().chain([carry(plan, &id, decision, &into, today)]).collect::<Vec<_>>())
        });
        super::closing::told(workspace, t().went_on, commands.unwrap_or_default());
    };
    view! {
        <div class="settled">
            <span>{known}</span>
            {(!copied).then(|| [NextStep::Keep, NextStep::Change].map(|what| {
                let take = take.clone();
                view! { <button type="button" class="button small" on:click=handler(move |_| take(what))>{word(what)}</button> }
            }).into_iter().collect_view())}
        </div>
    }
}

/// Where it went on already.
fn copy_of(plan: &Plan, objective: &Id) -> Option<AnyView> {
    let records = plan.records();
    let (id, copy) = records.objectives.iter().find(|(_, o)| o.carried_from.as_ref() == Some(objective))?;
    let cycle = records.cycles.get(&copy.cycle)?.title.clone();
    let place = Route::Objective(id.clone()).to_string();
    Some(view! { <span class="sub">{t().goes_on_as}" "<a href=place><bdi>{cycle}</bdi></a></span> })
}

/// What would go on: from which values, and what has no target any more.
fn preview(plan: &Plan, objective: &Id, what: NextStep, day: Date) -> Option<AnyView> {
    if !goes_on(what) {
        return None;
    }
    let (mut begins, mut asks) = (Vec::new(), 0);
    for (id, key_result) in plan.key_results_of(objective) {
        let measure = key_result.measure_on(day);
        match measure.and_then(|measure| carried_measure(measure, standing(plan, id, day).value, day)) {
            Some(measure) => {
                let copy = crate::domain::KeyResult {
                    measure: Some(measure),
                    revisions: crate::ordered::Map::new(),
                    ..key_result.clone()
                };
                begins.push(say::measure(&copy, day));
            }
            None => asks += 1,
        }
    }
    let asks = (asks > 0).then(|| plural(asks, t().asks_target_one, t().asks_target_many));
    let draft = (what == NextStep::Change || asks.is_some()).then(|| t().as_draft.to_string());
    let begins = (!begins.is_empty()).then(|| fill(t().begins_at, &[&begins.join(", ")]));
    let words: Vec<String> = begins.into_iter().chain(asks).chain(draft).collect();
    Some(view! { <span class="sub">{words.join(" · ")}</span> })
}
