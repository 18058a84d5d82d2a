//! The quiet line beneath the head: filter, what nobody answers for, what stands alone, hints. Folded until wanted, and
//! no first screen waits for it.

use leptos::prelude::*;

use super::staying::{NOBODY, STATUSES, Staying, View, staying};
use super::teams::Teams;
use super::unaligned::Unaligned;
use crate::domain::{Id, Kind, Plan};
use crate::ordered::sort_by;
use crate::progress::{objectives_of, without_owner};
use crate::ui::advice::{About, Advice};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{apart, handler, live, view};
use crate::ui::widget::Viewport;
use crate::ui::workspace::{Workspace, use_workspace};

/// The line of a cycle.
#[component]
pub(super) fn Glance(cycle: Id, view: View) -> impl IntoView {
    let viewport = expect_context::<Viewport>();
    view! {
        <div class="glance">
            {live(move || viewport.drawable.get().then(|| {
                let cycle = cycle.clone();
                apart(move || view! {
                    <Filter cycle=cycle.clone() />
                    // The list is for those who work on it; what all teams do stands with the whole.
                    {(view != View::List).then(|| view! { <Teams cycle=cycle.clone() /> })}
                    <Unaligned cycle=cycle.clone() />
                    <Advice about=About::Cycle(cycle) />
                })
            }))}
        </div>
    }
}

/// What the objectives that are wanted depend on.
pub(super) fn topics(staying: Staying) -> Vec<Topic> {
    let mut topics = vec![Topic::List(Kind::Objective)];
    if !staying.owner.read().is_empty() {
        topics.push(Topic::List(Kind::KeyResult));
    }
    if staying.by_status() {
        topics.push(Topic::Reports);
    }
    topics
}

/// The objectives of a cycle that are wanted, in their order.
pub(super) fn wanted_in(plan: &Plan, cycle: &Id, staying: Staying, workspace: Workspace) -> Vec<Id> {
    let wanted = staying.wanted(plan);
    let day = workspace.day();
    let rows = objectives_of(plan, cycle).into_iter();
    rows.filter(|(id, _)| wanted.has(plan, id, day)).map(|(id, _)| id.clone()).collect()
}

#[component]
fn Filter(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    let of_count = cycle.clone();
    let ownerless = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Objective), Topic::List(Kind::KeyResult)], |plan| {
            without_owner(plan, &of_count)
        })
    });
    let hidden = Memo::new(move |_| {
        workspace.read(&topics(staying), |plan| {
            objectives_of(plan, &cycle).len() - wanted_in(plan, &cycle, staying, workspace).len()
        })
    });
    let on = move || {
        let texts = [staying.owner, staying.ambition, staying.status];
        texts.iter().filter(|text| !text.read().is_empty()).count()
    };
    let said = move || match on() {
        0 => t().filter.to_string(),
        n => fill(t().filter_on, &[&n.to_string()]),
    };
    view! {
        <details class="filters">
            <summary>{said}</summary>
            <div class="fields">
                <OwnerChoice staying=staying ownerless=ownerless />
                <Choose label=t().ambition all=t().any_ambition value=staying.ambition
                    choices=say::AMBITIONS.iter().map(|a| (say::ambition_key(*a), say::ambition(*a))).collect() />
                <Choose label=t().status all=t().any_status value=staying.status
                    choices=STATUSES.iter().map(|s| (say::status_word(*s), say::status_word(*s))).collect() />
            </div>
        </details>
        {live(move || (ownerless.get() > 0).then(|| view! {
            <button type="button" class="button quiet small" aria-pressed=move || (staying.owner.read().as_str() == NOBODY).to_string()
                on:click=handler(move |_| staying.owner.update(|owner| {
                    *owner = if owner == NOBODY { String::new() } else { NOBODY.to_string() };
                }))>
                {plural(ownerless.get(), t().without_owner_one, t().without_owner_many)}
            </button>
        }))}
        {live(move || (hidden.get() > 0).then(|| view! {
            <p class="hidden-count" role="status">
                {plural(hidden.get(), t().hidden_one, t().hidden_many)}" "
                <button type="button" class="button small" on:click=handler(move |_| {
                    staying.clear();
                    crate::browser::page::focus(".filters > summary");
                })>{t().show_all}</button>
            </p>
        }))}
    }
}

#[component]
fn OwnerChoice(staying: Staying, ownerless: Memo<usize>) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let people = workspace.read(&[Topic::List(Kind::Person)], |plan| {
            let people = plan.records().people.iter();
            let mut rows: Vec<_> = people.map(|(id, person)| (id.to_string(), person.name.clone())).collect();
            sort_by(&mut rows, |a, b| a.1.cmp(&b.1));
            rows
        });
        let nobody = fill(t().nobody_counted, &[&ownerless.get().to_string()]);
        let rows = std::iter::once((NOBODY.to_string(), nobody)).chain(people);
        select(t().owner, t().any_owner, staying.owner, rows.collect())
    })
}

#[component]
fn Choose(
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    select(
        label,
        all,
        value,
        choices.into_iter().map(|(key, word)| (key.to_string(), word.to_string())).collect(),
    )
}

/// One of several, in the browser's own list; it follows what is chosen elsewhere.
pub fn select(
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    rows: Vec<(String, String)>,
) -> AnyView {
    let rows = std::iter::once((String::new(), all.to_string())).chain(rows);
    let options = rows.map(|(key, word)| {
        let chosen = key.clone();
        view! { <option value=key prop:selected=move || value.read().as_str() == chosen.as_str()>{word}</option> }
    });
    view! {
        <select class="input auto" aria-label=label on:change=handler(move |event| value.set(event_target_value(&event)))>
            {options.collect_view()}
        </select>
    }
}
