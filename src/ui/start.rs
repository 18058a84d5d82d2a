//! How the app starts: whose turn it is to write, which plan is opened, and the three ways to begin.

use leptos::prelude::*;

use super::backup;
use super::form::quarter_of;
use super::import;
use super::keeping::Held;
use super::open_file::{self, open};
use super::text::t;
use super::workspace::{Notice, Workspace};
use crate::browser::{clock, files, page, tabs};
use crate::domain::{Kind, Plan, Record, RecordKey};
use crate::merge::Ledger;
use crate::plan_file::Document;
use crate::storage::Shelf;

/// Opens a plan that is kept in this browser; if another tab has the turn to write it, reads along.
pub fn open_kept(workspace: Workspace, id: &str) {
    open_kept_and(workspace, id, None);
}

/// What is done once a plan is on screen.
type Then = Option<std::sync::Arc<dyn Fn() + Send + Sync>>;

/// The same, and `then` goes on with it once it is on screen.
pub fn open_kept_and(workspace: Workspace, id: &str, then: Then) {
    let unsaved = workspace.kept.with_untracked(|kept| kept.not_saved.is_some());
    if unsaved && workspace.plan_id.get_untracked().is_some() {
        let text = t().update_not_yet.to_string();
        return workspace.notice.set(Some(Notice { text, undoable: false }));
    }
    tabs::let_go_of_others(id);
    if tabs::holds(id) {
        return load(workspace, id, true, then);
    }
    let (of_answer, decided, of_load) = (id.to_string(), StoredValue::new(false), then.clone());
    let answer = move |ours: bool| {
        if decided.try_get_value() == Some(true) {
            // Later news about a turn that was ours: another tab took it.
            return turn_changed(workspace, &of_answer, ours);
        }
        decided.set_value(true);
        load(workspace, &of_answer, ours, of_load.clone());
        if !ours {
            wait_for_turn(workspace, &of_answer);
        }
    };
    if !tabs::ask_for_turn(id, tabs::Ask::IfFree, answer) {
        let held = workspace.with_keeping(|keeping, _| keeping.is_held_by_another(id)).unwrap_or(false);
        load(workspace, id, !held, then);
    }
}

fn load(workspace: Workspace, id: &str, writing: bool, then: Then) {
    workspace.starting.set(false);
    match workspace.with_keeping(|keeping, _| keeping.load(id, writing)) {
        Some(Ok(plan)) => {
            workspace.show(plan);
            page::focus("#main");
            if writing {
                backup::make_due(workspace);
            }
            if let Some(then) = then {
                then();
            }
        }
        Some(Err(why)) => {
            workspace.lost.set(Some(why.to_string()));
            // The plan on screen, if there is one, is still this tab's to write, where it was before.
            if !workspace.kept.with_untracked(|kept| kept.following) {
                claim_turn(workspace);
            }
        }
        None => {}
    }
}

/// Leaves the plan on screen for the one that was opened before it; without one, for the welcome.
pub fn leave(workspace: Workspace) {
    let next = workspace.with_keeping(|keeping, _| {
        let mut others = keeping.plans();
        others.retain(|entry| entry.about.shelf() == Shelf::Here);
        others.into_iter().max_by_key(|entry| entry.about.opened_ms).map(|entry| entry.id)
    });
    match next.flatten() {
        Some(id) => open_kept(workspace, &id),
        None => {
            tabs::let_go_of_others("");
            workspace.with_keeping(|keeping, _| keeping.let_go());
            workspace.show_none();
        }
    }
    page::go("#/okrs");
}

/// When the tab that writes is closed or killed, its turn passes on to the one that waited longest.
fn wait_for_turn(workspace: Workspace, id: &str) {
    ask(workspace, id, tabs::Ask::Wait);
}

/// The plan on screen was put in place here, so it is this tab's turn to write it.
pub fn claim_turn(workspace: Workspace) {
    let Some(id) = workspace.plan_id.get_untracked() else { return };
    tabs::let_go_of_others(id.as_str());
    if !tabs::holds(id.as_str()) {
        ask(workspace, id.as_str(), tabs::Ask::Steal);
    }
}

/// Takes the turn to write from the tab that has it.
pub fn take_over(workspace: Workspace) {
    let Some(id) = workspace.plan_id.get_untracked() else { return };
    if !ask(workspace, id.as_str(), tabs::Ask::Steal) {
        become_writer(workspace);
    }
}

fn ask(workspace: Workspace, id: &str, ask: tabs::Ask) -> bool {
    let of_answer = id.to_string();
    tabs::ask_for_turn(id, ask, move |ours| {
        let of_answer = of_answer.clone();
        workspace.when_free(move || turn_changed(workspace, &of_answer, ours));
    })
}

/// News about the turn to write a plan, which may have left the screen meanwhile.
fn turn_changed(workspace: Workspace, id: &str, ours: bool) {
    let on_screen = workspace.plan_id.try_get_untracked().flatten();
    match (on_screen.is_some_and(|plan| plan.as_str() == id), ours) {
        (true, true) => become_writer(workspace),
        (true, false) => {
            become_reader(workspace);
            wait_for_turn(workspace, id);
        }
        (false, _) => tabs::let_go(id),
    }
}

fn become_writer(workspace: Workspace) {
    let Some(id) = workspace.plan_id.try_get_untracked().flatten() else { return };
    if workspace.kept.with_untracked(|kept| kept.following) {
        load(workspace, id.as_str(), true, None);
    }
}

fn become_reader(workspace: Workspace) {
    workspace.with_keeping(|keeping, plan| keeping.lose_turn(plan));
    workspace.follow();
}

/// Gives way to a newer release: first everything is written down, then every tab is reloaded.
pub fn use_update(workspace: Workspace) {
    workspace.with_keeping(|keeping, plan| {
        keeping.tidy(plan, true);
        keeping.rest();
    });
    if workspace.kept.with_untracked(|kept| kept.not_saved.is_some()) {
        workspace.notice.set(Some(Notice { text: t().update_not_yet.to_string(), undoable: false }));
    } else {
        page::use_update();
    }
}

/// A new plan with the current quarter as its cycle and nothing else.
pub fn start_empty(workspace: Workspace) {
    let mut plan = Plan::new(clock::mint("p"), t().new_plan_title);
    let cycle = Record::Cycle(quarter_of(workspace.today.get_untracked()));
    plan.put(&RecordKey::Record(Kind::Cycle, clock::mint("y")), Some(cycle));
    let document = Document::new(plan, None);
    match Ledger::adopt(&document) {
        Ok(ledger) => open(workspace, Held { plan: document.plan, ledger }),
        Err(refused) => {
            workspace.notice.set(Some(Notice { text: refused.to_string(), undoable: false }));
        }
    }
}

/// Hands out everything that is kept, as it is.
pub fn download_raw(workspace: Workspace) {
    let raw = workspace.with_keeping(|keeping, _| keeping.raw()).flatten();
    if let Some(raw) = raw {
        let _ = files::download("cairn-storage.json", &raw, crate::plan_file::MEDIA_TYPE);
    }
}

/// Takes what was pasted, where it looks like a plan.
pub fn paste(workspace: Workspace, text: &str) -> bool {
    let looks_like_a_plan = text.trim_start().starts_with('{') && text.contains("okr-plan");
    if looks_like_a_plan {
        open_file::receive(workspace, t().clipboard, text.as_bytes());
    }
    looks_like_a_plan || import::receive(workspace, t().clipboard, text.as_bytes())
}
