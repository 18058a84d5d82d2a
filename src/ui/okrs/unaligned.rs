//! What should support something above it and does not, with a way to link it.

use leptos::prelude::*;

use crate::change::Command;
use crate::domain::{Id, Kind, Plan, Record};
use crate::progress::{supportable, unaligned};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// How many of what could be supported are offered at once.
const OFFERED: usize = 6;

/// The objectives of a cycle that stand alone below the top; nothing where there are none, nor on a past day.
#[component]
pub(super) fn Unaligned(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let ids = Memo::new(move |_| {
        let topics = [Topic::List(Kind::Objective), Topic::List(Kind::KeyResult), Topic::List(Kind::Team)];
        workspace.read(&topics, |plan| unaligned(plan, &cycle))
    });
    let any = Memo::new(move |_| workspace.as_of.get().is_none() && !ids.read().is_empty());
    live(move || {
        any.get().then(|| view! {
            <details class="unaligned">
                <summary>{move || plural(ids.read().len(), t().unaligned_one, t().unaligned_many)}</summary>
                <ul class="panel rows">{each(move || ids.get(), |id| view! { <One id=id /> })}</ul>
            </details>
        })
    })
}

#[component]
fn One(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_line = id.clone();
    let line = move || {
        let topics = [Topic::Record(Kind::Objective, of_line.clone()), Topic::List(Kind::Team)];
        workspace.read(&topics, |plan| {
            let objective = plan.records().objectives.get(&of_line)?;
            let team = say::team_line(plan, objective.team.as_ref());
            let href = Route::Objective(of_line.clone()).to_string();
            Some(view! { <span class="what"><a href=href><bdi>{objective.title.clone()}</bdi></a><span class="sub">{team}</span></span> })
        })
    };
    view! { <li>{live(line)}<LinkPicker objective=id /></li> }
}

/// A button that opens a search for what an objective could support.
#[component]
pub fn LinkPicker(objective: Id) -> impl IntoView {
    let workspace = use_workspace();
    let open = RwSignal::new(false);
    let name = workspace.peek(|plan| say::title_of(plan, &objective)).unwrap_or_default();
    let of_list = objective.clone();
    view! {
        <button type="button" class="button small" aria-expanded=move || open.get().to_string()
            aria-label=fill(t().link_named, &[&name]) on:click=handler(move |_| open.update(|open| *open = !*open))>
            {t().link}
        </button>
        {live(move || open.get().then(|| view! { <Offers objective=of_list.clone() /> }))}
    }
}

#[component]
fn Offers(objective: Id) -> impl IntoView {
    let workspace = use_workspace();
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let topics = [Topic::List(Kind::Objective), Topic::List(Kind::KeyResult), Topic::List(Kind::Team)];
        let asked = search.get().trim().to_lowercase();
        workspace.read(&topics, |plan| {
            let rows = supportable(plan, &objective, workspace.day()).into_iter();
            let rows = rows.filter_map(|(_, id)| Some((say::title_of(plan, &id)?, beside(plan, &id), id)));
            let fits = |title: &str, beside: &str| {
                title.to_lowercase().contains(&asked) || beside.to_lowercase().contains(&asked)
            };
            let rows = rows.filter(|(title, beside, _)| fits(title, beside));
            (objective.clone(), rows.collect::<Vec<_>>())
        })
    });
    view! {
        <div class="offers">
            <input type="search" class="input" aria-label=t().search_supported placeholder=t().search_supported autofocus=true
                autocomplete="off" on:input=handler(move |event| search.set(event_target_value(&event))) />
            {live(move || {
                let (objective, rows) = found.get();
                let more = rows.len().saturating_sub(OFFERED);
                let none = rows.is_empty().then(|| view! { <p class="small soft">{t().nothing_to_support}</p> });
                let rows = rows.into_iter().take(OFFERED).map(move |(title, beside, above)| {
                    let objective = objective.clone();
                    view! {
                        <li><button type="button" class="offer" on:click=handler(move |_| support(workspace, &objective, &above))>
                            <bdi>{title}</bdi>" "<span class="sub">{beside}</span>
                        </button></li>
                    }
                });
                view! {
                    <ul>{rows.collect_view()}</ul>
                    {none}
                    {(more > 0).then(|| view! { <p class="small soft">{fill(t().and_more, &[&more.to_string()])}</p> })}
                }
            })}
        </div>
    }
}

/// What tells an objective or key result from others of its name: where it belongs.
fn beside(plan: &Plan, id: &Id) -> String {
    let records = plan.records();
    if let Some(key_result) = records.key_results.get(id) {
        let objective = say::title_of(plan, &key_result.objective).unwrap_or_default();
        return fill(t().key_result_of, &[&objective]);
    }
    say::team_line(plan, records.objectives.get(id).and_then(|o| o.team.as_ref()))
}

fn support(workspace: Workspace, id: &Id, above: &Id) {
    let objective = workspace.peek(|plan| plan.records().objectives.get(id).cloned());
    let Some(mut objective) = objective else { return };
    objective.supports = Some(above.clone());
    let done = fill(t().linked, &[&objective.title]);
    let command = Command::Edit { id: id.clone(), record: Record::Objective(objective) };
    let notice = match workspace.dispatch(done.clone(), command) {
        Ok(()) => Notice { text: done, undoable: true },
        Err(why) => Notice { text: why, undoable: false },
    };
    workspace.notice.set(Some(notice));
}
