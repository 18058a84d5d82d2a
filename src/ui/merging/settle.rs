//! Fields that two people changed without knowing of each other: listed until someone chooses.

use leptos::prelude::*;

use super::lines::{Version, version};
use super::words::{Sides, field_word};
use crate::domain::RecordKey;
use crate::merge::{Conflict, Copy, Dot, choosing, conflicts};
use crate::plan_file::Tree;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Workspace, use_workspace};

/// How many fields wait for a choice.
pub fn unsettled(workspace: Workspace) -> usize {
    workspace
        .with_keeping(|keeping, plan| conflicts(Copy::new(plan, keeping.ledger())).len())
        .unwrap_or_default()
}

/// What happens when a version is chosen; `None` keeps them all.
pub type Choose = Box<dyn Fn(Option<Dot>)>;

/// The versions of a field as buttons of which one is on.
pub fn versions(name: &str, versions: Vec<Version>, choose: Option<Choose>) -> AnyView {
    let choose = std::rc::Rc::new(choose);
    let option = |label: AnyView, dot: Option<Dot>, checked: bool| {
        let choose = choose.clone();
        let chosen = move |_| {
            if let Some(choose) = choose.as_ref() {
                choose(dot.clone());
            }
        };
        view! {
            <label class="version">
                <input type="radio" name=name.to_string() checked=checked on:change=handler(chosen) />
                <span>{label}</span>
            </label>
        }
    };
    let mut options: Vec<AnyView> = versions
        .into_iter()
        .map(|version| {
            let label = view! {
                {version.whose}": "<b class="wrap-anywhere"><bdi>{version.value}</bdi></b>" "<span class="small soft">{version.by}</span>
            };
            option(label, Some(version.dot), false)
        })
        .collect();
    options.push(option(t().decide_later.into_any(), None, true));
    view! { <span class="versions" role="radiogroup" aria-label=t().both_changed>{options}</span> }
}

/// What waits for a choice, as a section of "Share".
#[component]
pub fn Settle() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        workspace.plan_id.track();
        let rows = workspace.with_keeping(|keeping, plan| {
            let copy = Copy::new(plan, keeping.ledger());
            conflicts(copy).into_iter().map(|open| shown(copy, open)).collect::<Vec<_>>()
        });
        let rows = rows.filter(|rows| !rows.is_empty())?;
        let rows = rows.into_iter().map(|row| settle_row(workspace, row)).collect_view();
        Some(view! {
            <section class="panel changes" id="settle">
                <h2>{t().settle_heading}</h2>
                <ul>{rows}</ul>
            </section>
        })
    })
}

/// A field that waits, in words.
struct Waiting {
    key: RecordKey,
    path: String,
    title: String,
    values: Vec<(Version, Option<Tree>)>,
}

fn shown(copy: Copy, open: Conflict) -> Waiting {
    let sides = Sides { ours: copy, theirs: copy };
    let of = match &open.key {
        RecordKey::Record(kind, id) => sides.name(*kind, id).unwrap_or_default(),
        _ => copy.plan.head().title.clone(),
    };
    let showing = open.dot.into_iter().map(|dot| (dot, open.shown.clone(), true));
    let others = open.others.into_iter().map(|it| (it.dot, it.value, false));
    let values = showing.chain(others).map(|(dot, value, shows)| {
        let mut version = version(sides, &open.path, dot, value.as_ref(), false);
        version.whose = if shows { t().shows_now } else { t().other_version }.to_string();
        (version, value)
    });
    let values = values.collect();
    Waiting {
        title: fill(t().field_of, &[&field_word(&open.path), &of]),
        key: open.key,
        path: open.path,
        values,
    }
}

fn settle_row(workspace: Workspace, waiting: Waiting) -> AnyView {
    let Waiting { key, path, title, values } = waiting;
    let label = fill(t().settled_label, &[&title]);
    let buttons = values.into_iter().map(|(version, value)| {
        let (key, path, label) = (key.clone(), path.clone(), label.clone());
        let choose = move |_| {
            workspace.make(label.clone(), |keeping, plan| {
                keeping.edit(choosing(plan, &key, &path, value.as_ref()), plan)
            });
        };
        view! {
            <button type="button" class="button small" on:click=handler(choose)>
                {version.whose}": "<b class="wrap-anywhere"><bdi>{version.value}</bdi></b>" "<span class="soft">{version.by}</span>
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <li class="both">
            <span class="what wrap-anywhere"><b>{t().both_changed}</b><span class="sub"><bdi>{title}</bdi></span></span>
            <span class="versions" role="group" aria-label=label>{buttons}</span>
        </li>
    }
}
