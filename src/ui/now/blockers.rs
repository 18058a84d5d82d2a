//! What stands in the way, until someone says that it is gone.

use leptos::prelude::*;

use crate::change::Command;
use crate::progress::{OpenBlocker, Whose, open_blockers};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Workspace, use_workspace};

/// Open blockers, the most pressing first; nothing where nothing is in the way.
#[component]
pub(super) fn Blockers() -> impl IntoView {
    let workspace = use_workspace();
    let open = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| open_blockers(plan, Whose::All, day))
    });
    live(move || {
        let open = open.get();
        (!open.is_empty()).then(|| {
            view! {
                <section class="blockers">
                    <h2>{t().in_the_way}" "<span class="count">{open.len().to_string()}</span></h2>
                    <ul class="panel rows">{open.into_iter().map(|it| row(workspace, it)).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn row(workspace: Workspace, open: OpenBlocker) -> AnyView {
    let (title, objective, who) = workspace.peek(|plan| {
        let records = plan.records();
        let key_result = records.key_results.get(&open.key_result);
        let who =
            open.blocker.who.as_ref().and_then(|who| records.people.get(who)).map(|who| who.name.clone());
        (
            key_result.map(|k| k.title.clone()).unwrap_or_default(),
            key_result.map(|k| Route::Objective(k.objective.clone()).to_string()).unwrap_or_default(),
            who,
        )
    });
    let until = open
        .blocker
        .until
        .map(|day| fill(if open.overdue { t().was_due_by } else { t().due_by }, &[&say::day(day)]));
    let details: Vec<String> = who.into_iter().chain(until).collect();
    let tone = if open.overdue { "sub toned tone-bad" } else { "sub" };
    let (what, label) = (open.blocker.what.clone(), fill(t().cleared_named, &[&open.blocker.what]));
    let clear = move || {
        let done = fill(t().cleared_said, &[&open.blocker.what]);
        let day = Some(workspace.today.get_untracked());
        workspace.dispatch_with_undo(done, Command::ClearBlocker { check_in: open.check_in.clone(), day });
    };
    view! {
        <li>
            <span class="name wrap-anywhere">
                <bdi>{what}</bdi>
                <span class="sub"><a href=objective><bdi>{title}</bdi></a></span>
                <span class=tone>{details.join(" · ")}</span>
            </span>
            <button type="button" class="button small" aria-label=label on:click=handler(move |_| clear())>{t().cleared}</button>
        </li>
    }
}
