//! The plans of this browser: opened, copied, put away, thrown away and put back. Removing one for good asks, since
//! nothing takes that back.

use leptos::prelude::*;

use super::days_since;
use crate::browser::clock;
use crate::ordered::sort_by;
use crate::storage::{PlanEntry, Shelf};
use crate::ui::keeping::Held;
use crate::ui::open_file;
use crate::ui::say;
use crate::ui::start;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Menu, MenuItem};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// The section on the place "Share", and below the welcome where plans are put away.
#[component]
pub fn PlansHere() -> impl IntoView {
    let workspace = use_workspace();
    let changed = RwSignal::new(0_u32);
    live(move || {
        changed.track();
        let only_read = workspace.kept.with(|kept| kept.made_by_newer);
        let current = workspace.plan_id.get().filter(|_| !only_read).map(|id| id.to_string());
        let mut plans = workspace.with_keeping(|keeping, _| keeping.plans()).unwrap_or_default();
        sort_by(&mut plans, |a, b| b.about.opened_ms.cmp(&a.about.opened_ms));
        let on = |shelf: Shelf| plans.iter().filter(move |entry| entry.about.shelf() == shelf);
        let here = on(Shelf::Here).map(|entry| {
            let is_open = current.as_deref() == Some(entry.id.as_str());
            here_row(workspace, changed, entry, is_open)
        });
        let here = here.collect_view();
        let away = [(Shelf::Archived, t().plans_archived), (Shelf::Deleted, t().plans_deleted)];
        let away = away.into_iter().filter_map(|(shelf, heading)| {
            let rows: Vec<AnyView> =
                on(shelf).map(|entry| away_row(workspace, changed, entry, shelf)).collect();
            let heading = fill(heading, &[&rows.len().to_string()]);
            (!rows.is_empty()).then(|| {
                view! {
                    <details><summary>{heading}</summary><ul class="rows">{rows}</ul></details>
                }
            })
        });
        let away = away.collect_view();
        view! {
            <section class="panel section plans">
                <h3>{t().plans_here}</h3>
                <ul class="rows">{here}</ul>
                {away}
                <div class="actions">
                    <button type="button" class="button small" on:click=handler(move |_| start::start_empty(workspace))>
                        {t().new_empty_plan}
                    </button>
                </div>
            </section>
        }
    })
}

/// A plan's title, and when it was opened last.
fn name(entry: &PlanEntry) -> (String, Option<String>) {
    let title = entry.about.title.clone().unwrap_or_else(|| entry.id.clone());
    (title, entry.about.opened_ms.map(|ms| fill(t().opened_when, &[&say::days_ago(days_since(ms))])))
}

fn here_row(workspace: Workspace, changed: RwSignal<u32>, entry: &PlanEntry, is_open: bool) -> AnyView {
    let (title, when) = name(entry);
    let open = if is_open {
        view! { <span class="tag">{t().on_screen}</span> }
    } else {
        let (id, label) = (entry.id.clone(), fill(t().open_plan_named, &[&title]));
        view! {
            <button type="button" class="button small" aria-label=label
                on:click=handler(move |_| start::open_kept(workspace, &id))>{t().open}</button>
        }
    };
    let (of_copy, of_archive, of_deletion) = (entry.id.clone(), entry.id.clone(), entry.id.clone());
    let [copied, archived, deleted] =
        [t().plan_copied, t().plan_archived, t().plan_deleted].map(|text| fill(text, &[&title]));
    view! {
        <li>
            <span class="name"><bdi>{title.clone()}</bdi><span class="sub">{when}</span></span>
            {open}
            <Menu label=fill(t().more_for, &[&title])>
                <MenuItem word=t().plan_copy run=move || copy(workspace, &of_copy, copied.clone()) />
                <MenuItem word=t().plan_archive run=move || shelve(workspace, changed, &of_archive, Shelf::Archived, archived.clone()) />
                <MenuItem word=t().plan_delete run=move || shelve(workspace, changed, &of_deletion, Shelf::Deleted, deleted.clone()) />
            </Menu>
        </li>
    }
}

fn away_row(workspace: Workspace, changed: RwSignal<u32>, entry: &PlanEntry, shelf: Shelf) -> AnyView {
    let (title, when) = name(entry);
    let asks = RwSignal::new(false);
    let (id, of_return) = (entry.id.clone(), entry.id.clone());
    let (back, gone) = (fill(t().plan_returned, &[&title]), fill(t().plan_forgotten, &[&title]));
    let sure = fill(t().plan_forget_sure, &[&title]);
    let forget = fill(t().plan_forget_named, &[&title]);
    let question = move || {
        let (id, gone) = (id.clone(), gone.clone());
        asks.get().then(|| view! {
            <div class="sure" role="alert">
                <p>{sure.clone()}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=handler(move |_| asks.set(false))>{t().cancel}</button>
                    <button type="button" class="button stop" on:click=handler(move |_| remove(workspace, changed, &id, gone.clone()))>{t().plan_forget}</button>
                </div>
            </div>
        })
    };
    view! {
        <li>
            <span class="name"><bdi>{title.clone()}</bdi><span class="sub">{when}</span></span>
            <button type="button" class="button small" aria-label=fill(t().plan_return_named, &[&title])
                on:click=handler(move |_| shelve(workspace, changed, &of_return, Shelf::Here, back.clone()))>{t().plan_return}</button>
            {(shelf == Shelf::Deleted).then(|| view! {
                <button type="button" class="button small" aria-label=forget on:click=handler(move |_| asks.set(true))>{t().plan_forget}</button>
            })}
            {live(question)}
        </li>
    }
}

fn say(workspace: Workspace, text: String) {
    workspace.notice.set(Some(Notice { text, undoable: false }));
}

/// Opens a copy of a plan under an id of its own; one undo puts back what was on screen.
fn copy(workspace: Workspace, id: &str, done: String) {
    let held = workspace.with_keeping(|keeping, shown| keeping.held(id, shown)).flatten();
    let Some(Held { plan, ledger }) = held else { return say(workspace, t().plan_unreadable.to_string()) };
    let title = fill(t().plan_copy_title, &[&plan.head().title]);
    let plan = plan.copied(clock::mint("p"), &title);
    open_file::open(workspace, Held { plan, ledger });
    workspace.notice.set(Some(Notice { text: done, undoable: true }));
}

/// Puts a plan on a shelf. The one on screen gives way to the one that was opened before it.
fn shelve(workspace: Workspace, changed: RwSignal<u32>, id: &str, shelf: Shelf, done: String) {
    let is_open =
        workspace.plan_id.with_untracked(|open| open.as_ref().is_some_and(|open| open.as_str() == id));
    if is_open && workspace.kept.with_untracked(|kept| kept.not_saved.is_some() || kept.memory_only) {
        return say(workspace, t().plan_not_now.to_string());
    }
    workspace.with_keeping(|keeping, _| keeping.shelve(id, shelf));
    changed.update(|changed| *changed += 1);
    say(workspace, done);
    if is_open && shelf != Shelf::Here {
        start::leave(workspace);
    }
}

fn remove(workspace: Workspace, changed: RwSignal<u32>, id: &str, done: String) {
    let removed = workspace.with_keeping(|keeping, _| keeping.forget(id));
    changed.update(|changed| *changed += 1);
    say(
        workspace,
        match removed {
            Some(Err(why)) => fill(t().plan_not_forgotten, &[&why]),
            _ => done,
        },
    );
}
