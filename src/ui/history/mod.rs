//! Who changed what and when, of the whole plan or of one record with all that belongs to it.

mod told;

use std::sync::Arc;

use leptos::{ev, prelude::*};

use self::told::{Told, of_record, tell};
use super::merging::words::Sides;
use super::okrs::select;
use super::say;
use super::share::Who;
use super::text::{fill, plural, t};
use super::topic::Topic;
use super::widget::Avatar;
use super::workspace::{Workspace, use_workspace};
use crate::domain::{Id, Kind};
use crate::merge::{Copy, history};
use crate::ordered::sort_by;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// So many steps are shown at first, and more at a time.
const AT_ONCE: usize = 60;

/// The place; `of` is the record that it tells of.
#[component]
pub fn HistoryPlace(of: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let (person, search) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let most = RwSignal::new(AT_ONCE);
    let (of_steps, named) = (of.clone(), of.clone());
    let steps = Memo::new(move |_| {
        workspace.read(&[Topic::Reports, Topic::Head], |_| ());
        Arc::new(steps(workspace, of_steps.as_ref()))
    });
    let people = Memo::new(move |_| {
        let mut names: Vec<String> = steps.read().iter().filter_map(|step| step.by.clone()).collect();
        sort_by(&mut names, |a, b| a.cmp(b));
        names.dedup();
        names
    });
    let name = named
        .and_then(|id| {
            workspace.with_keeping(|keeping, plan| {
                let copy = Copy::new(plan, keeping.ledger());
                let sides = Sides { ours: copy, theirs: copy };
                Kind::ALL.iter().find_map(|kind| sides.name(*kind, &id))
            })
        })
        .flatten();
    let heading = name.map_or_else(|| t().history.to_string(), |name| fill(t().history_of, &[&name]));
    let list = move || {
        let (who, words) = (person.get(), search.read().trim().to_lowercase());
        let all = steps.get();
        if all.is_empty() {
            return view! { <p class="panel empty">{t().history_none}</p> };
        }
        let fits = |step: &&Told| {
            (who.is_empty() || step.by.as_deref() == Some(who.as_str()))
                && (words.is_empty()
                    || step.lines.iter().any(|line| line.text.to_lowercase().contains(&words)))
        };
        let fitting: Vec<&Told> = all.iter().filter(fits).collect();
        if fitting.is_empty() {
            return view! { <p class="panel empty" role="status">{t().history_nothing_found}</p> };
        }
        let shown = fitting.len().min(most.get());
        let days: Vec<&[&Told]> = fitting[..shown].chunk_by(|a, b| a.day == b.day).collect();
        let days = days.into_iter().map(day).collect_view();
        let more = (shown < fitting.len()).then(|| view! {
            <div class="actions"><button type="button" class="button" on:click=handler(move |_| most.update(|most| *most += AT_ONCE))>{t().history_more}</button></div>
        });
        view! { <div class="stack written">{days}{more}</div> }
    };
    let choice = move || {
        let names = people.get();
        let names = names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
        (!names.is_empty()).then(|| select(t().history_person, t().history_anyone, person, names))
    };
    view! {
        <header><div class="titles">
            <p class="crumbs"><a href=Route::Share.to_string()>{t().share}</a>
                {of.is_some().then(|| view! { " › "<a href=Route::History(None).to_string()>{t().history_all}</a> })}
            </p>
            <h1 class="wrap-anywhere"><bdi>{heading}</bdi></h1>
            <p>{t().history_explain}</p>
        </div></header>
        <Who asks=true />
        <div class="filters">
            <input class="input" type="search" aria-label=t().history_search placeholder=t().history_search
                on:input=handler(move |event: ev::Event| search.set(event_target_value(&event))) />
            {live(choice)}
        </div>
        {live(list)}
    }
}

fn steps(workspace: Workspace, of: Option<&Id>) -> Vec<Told> {
    let told = workspace.with_keeping(|keeping, plan| {
        let copy = Copy::new(plan, keeping.ledger());
        let mut all = history(copy);
        if let Some(of) = of {
            for step in &mut all {
                step.records.retain(|record| of_record(plan, &record.key, of));
            }
        }
        let all = all.into_iter().filter(|step| !step.records.is_empty());
        all.map(|step| tell(copy, step)).collect::<Vec<_>>()
    });
    told.unwrap_or_default()
}

/// The steps of one day.
fn day(steps: &[&Told]) -> AnyView {
    let heading = steps.first().and_then(|step| step.day);
    let heading = heading.map_or_else(|| t().history_before.to_string(), say::full_day);
    let rows = steps.iter().map(|step| {
        let lines = step.lines.iter().map(|line| {
            let text = view! { <bdi>{line.text.clone()}</bdi> };
            let text = match &line.place {
                Some(place) => view! { <a href=place.to_string()>{text}</a> },
                None => text,
            };
            view! { <li class="wrap-anywhere"><span class="small soft">{line.label.clone()}</span>" "{text}</li> }
        });
        let lines = lines.collect_view();
        let rest = (step.rest > 0).then(|| {
            view! { <li class="small faint">{plural(step.rest, t().history_rest_one, t().history_rest_many)}</li> }
        });
        let who = step.by.clone().map(|name| view! {
            <span aria-hidden="true"><Avatar name=name.clone() /></span><bdi class="wrap-anywhere">{name}</bdi>
        });
        let nameless = step.by.is_none().then_some(t().history_nameless);
        let dated = step.day.is_some().then(|| view! {
            <span class="when small faint">{step.time.clone()}</span>
            <span class="who small soft">{who}{nameless}</span>
        });
        view! { <li class=if step.day.is_none() { "undated" } else { "" }>{dated}<ul>{lines}{rest}</ul></li> }
    });
    let rows = rows.collect_view();
    let undated = steps.iter().all(|step| step.day.is_none());
    let undated = undated.then(|| view! { " "<span class="small soft">{t().history_before_says}</span> });
    view! {
        <section class="panel">
            <h2>{heading}{undated}</h2>
            <ul class="past">{rows}</ul>
        </section>
    }
}
