//! Any day: the control that chooses the day of which everything is said, and the bar that says so while it is a past one.

use leptos::{ev, prelude::*};

use super::say;
use super::text::{fill, t};
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::browser::page;
use crate::domain::{Date, Plan};
use crate::route::Route;
use crate::ui::view::{apart, handler, view};

/// Whether a place can be seen as of a past day; the others are about what is, or about what is written.
pub fn has_days(place: &Route) -> bool {
    match place {
        Route::Now | Route::Okrs(_) | Route::OkrsTree(_) | Route::OkrsMap(_) => true,
        Route::Objective(_) | Route::Kpis | Route::KpisGrid | Route::Kpi(_) | Route::Report(_) => true,
        Route::Review(_)
        | Route::Share
        | Route::Merge
        | Route::Guide
        | Route::Plan
        | Route::Import
        | Route::KpisEnter
        | Route::KpiLibrary
        | Route::History(_)
        | Route::Trash
        | Route::Changed(_) => false,
    }
}

/// The first day of which the plan tells anything.
fn first_day(plan: &Plan) -> Option<Date> {
    let records = plan.records();
    let cycles = records.cycles.values().map(|cycle| cycle.from);
    let reported = records.check_ins.values().map(|check_in| check_in.on);
    let measured = records.series.values().filter_map(|series| series.days().first().copied());
    cycles.chain(reported).chain(measured).min()
}

/// The day shown, to be chosen: from the plan's first day to today.
#[component]
pub fn DayChoice() -> impl IntoView {
    let workspace = use_workspace();
    let first = Memo::new(move |_| workspace.read(&[Topic::Reports], first_day));
    let shown = move || workspace.day().to_string();
    let choose = move |event: ev::Event| {
        let day = Date::parse(&event_target_value(&event));
        // A year that is half typed is a day too, long ago.
        let known = day.filter(|day| *day <= workspace.today.get_untracked());
        if let Some(day) = known.filter(|day| first.get_untracked().is_none_or(|first| first <= *day)) {
            workspace.look_at(day);
        }
    };
    let left = move |event: ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            input.set_value(&untrack(shown));
        }
    };
    view! {
        <label class="as-of">
            <span>{t().as_of}</span>
            <input class="input" type="date" min=move || first.get().map(|day| day.to_string())
                max=move || workspace.today.get().to_string() prop:value=shown
                on:change=handler(choose) on:blur=handler(left) />
        </label>
    }
}

/// Says that a past day is shown, with the way to its neighbours and back to today.
#[component]
pub fn PastDay() -> impl IntoView {
    let workspace = use_workspace();
    let past = Memo::new(move |_| workspace.as_of.get().is_some());
    move || past.get().then(|| apart(|| view! { <PastBar /> }))
}

#[component]
fn PastBar() -> impl IntoView {
    let workspace = use_workspace();
    let first = Memo::new(move |_| workspace.read(&[Topic::Reports], first_day));
    let step = move |days: i32| {
        let Some(from) = workspace.as_of.get_untracked() else { return };
        let day = from.plus_days(days);
        workspace.look_at(first.get_untracked().map_or(day, |first| day.max(first)));
        if workspace.as_of.get_untracked().is_none() {
            page::focus("#main");
        }
    };
    let back = move || {
        workspace.as_of.set(None);
        page::focus("#main");
    };
    let said = move || workspace.as_of.get().map(|day| fill(t().as_it_stood, &[&say::full_day(day)]));
    let since = move || {
        let days = workspace.as_of.get().map(|day| (day, workspace.today.get()));
        Route::Changed(days).to_string()
    };
    let button = |(days, name): (i32, &'static str)| {
        view! { <button type="button" class="button small" on:click=handler(move |_| step(days))>{name}</button> }
    };
    let before = [(-7, t().week_back), (-1, t().day_back)].map(button);
    let after = [(1, t().day_on), (7, t().week_on)].map(button);
    view! {
        <section class="past-day" aria-label=t().past_day>
            <div class="stood">
                <p role="status"><b>{said}</b></p>
                <p class="small">{t().past_says}</p>
            </div>
            <div class="actions">
                {before.into_iter().collect_view()}
                <DayChoice />
                {after.into_iter().collect_view()}
                <a class="small since-then" href=since>{t().changed_since}</a>
                <button type="button" class="button small primary back" on:click=handler(move |_| back())>{t().back_to_today}</button>
            </div>
        </section>
    }
}
