//! The Trash: what was deleted, with all that went with it, and its way back.

use leptos::prelude::*;

use super::merging::words::{Sides, kind_word};
use super::say;
use super::text::{fill, plural, t};
use super::topic::Topic;
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::clock;
use crate::domain::RecordKey;
use crate::merge::{Copy, Trashed, bringing_back, trash};
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// How many entries the Trash has.
pub fn count(workspace: Workspace) -> usize {
    workspace.with_keeping(|keeping, plan| trash(Copy::new(plan, keeping.ledger())).len()).unwrap_or_default()
}

/// An entry in words.
struct Entry {
    trashed: Trashed,
    kind: &'static str,
    name: String,
    facts: String,
}

/// The place.
#[component]
pub fn TrashPlace() -> impl IntoView {
    let workspace = use_workspace();
    let list = move || {
        workspace.read(&[Topic::Reports, Topic::Head], |_| ());
        let entries = workspace.with_keeping(|keeping, plan| {
            let copy = Copy::new(plan, keeping.ledger());
            trash(copy).into_iter().map(|trashed| entry(copy, trashed)).collect::<Vec<_>>()
        });
        let entries = entries.unwrap_or_default();
        if entries.is_empty() {
            return view! { <p class="panel empty">{t().trash_none}</p> };
        }
        let rows = entries.into_iter().map(|entry| row(workspace, entry)).collect_view();
        view! { <section class="panel section"><ul class="rows">{rows}</ul></section> }
    };
    view! {
        <header><div class="titles">
            <p class="crumbs"><a href=Route::Share.to_string()>{t().share}</a></p>
            <h1>{t().trash}</h1>
            <p>{t().trash_explain}</p>
        </div></header>
        {live(list)}
    }
}

fn entry(copy: Copy, trashed: Trashed) -> Entry {
    let sides = Sides { ours: copy, theirs: copy };
    let (kind, name) = match &trashed.key {
        RecordKey::Record(kind, id) => {
            (kind_word(*kind), sides.name(*kind, id).unwrap_or_else(|| id.to_string()))
        }
        _ => ("", String::new()),
    };
    let when = trashed.dot.as_ref().and_then(|dot| copy.ledger.time_of(dot)).and_then(clock::instant_ms);
    let who = trashed.dot.as_ref().and_then(|dot| sides.author(dot));
    let deleted = when.map(|ms| match who {
        Some(who) => fill(t().trash_by, &[&say::moment(ms), &who]),
        None => fill(t().trash_on, &[&say::moment(ms)]),
    });
    let with = trashed.with.len();
    let with = (with > 0).then(|| plural(with, t().trash_with_one, t().trash_with_many));
    Entry {
        kind,
        name,
        facts: [with, deleted].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        trashed,
    }
}

fn row(workspace: Workspace, entry: Entry) -> AnyView {
    let Entry { trashed, kind, name, facts } = entry;
    let label = fill(t().trash_restore_named, &[&name]);
    let title = name.clone();
    let back = move |_| {
        let done = fill(t().trash_restored, &[&name]);
        let made =
            workspace.make(done.clone(), |keeping, plan| keeping.edit(bringing_back(plan, &trashed), plan));
        if made {
            workspace.notice.set(Some(Notice { text: done, undoable: true }));
        }
    };
    view! {
        <li>
            <span class="name"><span class="small soft">{kind}</span>" "<bdi>{title}</bdi><span class="sub">{facts}</span></span>
            <button type="button" class="button small" aria-label=label on:click=handler(back)>{t().trash_restore}</button>
        </li>
    }
}
