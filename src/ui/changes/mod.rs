//! What changed between two days: check-ins, moves of a status, revisions, corrections, closings, by objective.

mod groups;
mod told;

use leptos::prelude::*;

use self::groups::{Group, Move, Part, groups, summary};
pub use self::told::{Told, told};
use super::form::{date_draft, date_or_none};
use super::okrs::cycle_of_day;
use super::say;
use super::text::{fill, t};
use super::topic::Topic;
use super::widget::{DateField, StatusBadge};
use super::workspace::use_workspace;
use crate::browser::page;
use crate::domain::Date;
use crate::progress::what_changed;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// Both days where none are chosen: the last week.
const WEEK: i32 = 7;
const MONTH: i32 = 30;

/// The place; the days stand in its address.
#[component]
pub fn ChangesPlace(days: Option<(Date, Date)>) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let (first, second) = days.unwrap_or((today.plus_days(-WEEK), today));
    let (from, to) = (date_draft(Some(first)), date_draft(Some(second.min(today))));
    let chosen = Memo::new(move |_| {
        let days = (from.track(), to.track(), date_or_none(from).zip(date_or_none(to))).2;
        days.filter(|(from, to)| *from <= today && *to <= today && from != to)
    });
    Effect::new(move |before: Option<Option<(Date, Date)>>| {
        let days = chosen.get();
        // The address follows what is chosen, so that it can be kept and sent.
        if before.is_some_and(|before| before != days) && days.is_some() {
            page::replace(&Route::Changed(days).to_string());
        }
        days
    });
    let choose = move |first: Date| {
        from.set(first.to_string());
        to.set(today.to_string());
    };
    let cycle_from = workspace.peek(|plan| {
        let cycle = cycle_of_day(plan, today).and_then(|id| plan.records().cycles.get(&id));
        cycle.map(|cycle| (cycle.title.clone(), cycle.from.plus_days(-1))).filter(|(_, first)| *first < today)
    });
    let shown = move || {
        let Some((from, to)) = chosen.get() else {
            return view! { <p class="panel empty">{t().choose_two_days}</p> };
        };
        let found = workspace.read(&[Topic::Reports], |plan| {
            let between = what_changed(plan, from, to);
            (groups(plan, &between), summary(&between))
        });
        let span = say::span(from.min(to), from.max(to));
        if found.0.is_empty() {
            return view! { <p class="panel empty">{fill(t().nothing_changed_between, &[&span])}</p> };
        }
        view! {
            <p class="soft" role="status">{span}" · "{found.1}</p>
            <div class="stack between">{found.0.into_iter().map(group).collect_view()}</div>
        }
    };
    view! {
        <header><div class="titles">
            <p class="crumbs"><a href=Route::Now.to_string()>{t().now}</a></p>
            <h1>{t().what_changed_heading}</h1>
        </div></header>
        <div class="two-days">
            <DateField label=t().after_day value=from max=today.to_string() />
            <DateField label=t().up_to_day value=to max=today.to_string() />
            <div class="actions">
                <button type="button" class="button small" on:click=handler(move |_| choose(today.plus_days(-WEEK)))>{t().seven_days}</button>
                <button type="button" class="button small" on:click=handler(move |_| choose(today.plus_days(-MONTH)))>{t().thirty_days}</button>
                {cycle_from.map(|(title, first)| view! {
                    <button type="button" class="button small" on:click=handler(move |_| choose(first))><bdi>{title}</bdi></button>
                })}
            </div>
        </div>
        {live(shown)}
    }
}

fn group(group: Group) -> AnyView {
    let Group { title, place, moved, parts, events } = group;
    let parts = parts.into_iter().map(|Part { title, place, moved }| {
        view! { <li><span class="wrap-anywhere">{named(title, place)}</span>{shift(moved)}</li> }
    });
    let parts = parts.collect_view();
    let events = events.into_iter().map(|(when, what)| {
        view! { <li><span class="when small faint">{when}</span><bdi class="wrap-anywhere">{what}</bdi></li> }
    });
    let events = events.collect_view();
    view! {
        <section class="panel">
            <header class="line-head">
                <h2 class="wrap-anywhere">{named(title, place)}</h2>
                {moved.map(shift)}
            </header>
            {(!parts.is_empty()).then(|| view! { <ul class="moves">{parts}</ul> })}
            {(!events.is_empty()).then(|| view! { <ul class="events">{events}</ul> })}
        </section>
    }
}

fn named(title: String, place: Option<String>) -> AnyView {
    match place {
        Some(place) => view! { <a href=place><bdi>{title}</bdi></a> },
        None => view! { <bdi>{title}</bdi> },
    }
}

/// How it stood, and how it stands.
fn shift(moved: Move) -> AnyView {
    let Move { before, after, figures } = moved;
    let same = before == after;
    let badge = |(tone, word): (_, &'static str)| view! { <StatusBadge tone=tone word=word /> };
    view! {
        <span class="shift">
            {figures.map(|figures| view! { <span class="figures-moved">{figures}</span> })}
            {(!same).then(|| view! { {badge(before)}<span aria-hidden="true">"→"</span><span class="visually-hidden">{t().became}</span> })}
            {badge(after)}
        </span>
    }
}
