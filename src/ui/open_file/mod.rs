//! A plan that arrives: from a file that was picked or dropped, from the clipboard, or an example. What would be opened
//! is shown first; a refused file changes nothing.

mod carried;
mod dialog;
mod examples;

use std::sync::Arc;

use leptos::prelude::*;

pub use self::carried::open_carried;
pub use self::dialog::ArrivalSheet;
pub use self::examples::{EXAMPLES, Example, open_example};
use super::import;
use super::keeping::{Held, Kept, adopt};
use super::merging::Of;
use super::say;
use super::sheet::Sheet;
use super::start;
use super::text::{fill, plural, t};
use super::workspace::{Notice, Workspace};
use crate::browser::{files, page, tabs};
use crate::domain::{Id, Kind, Plan};
use crate::merge::{self, Received};
use crate::plan_file::{self, Finding, Opened, Refused, carried, read, read_newer};
use crate::storage::Aside;

/// What arrived and wants a word first.
#[derive(Clone)]
pub struct Arrival {
    /// The file's name.
    pub name: String,
    /// What it is.
    pub what: What,
}

/// What a file that arrived is.
#[derive(Clone)]
pub enum What {
    /// It can't be read: everything that is wrong with it, each with its place.
    Refused(Vec<String>),
    /// Another plan: with its registers, and what was repaired or noticed.
    Ready(Arc<Held>, Vec<String>),
    /// A copy of a plan that is kept here and not on screen.
    CopyOfKept(Arc<Opened>),
    /// A plan that a newer version of Cairn made, and its file as it came.
    Newer(Arc<(Plan, String)>),
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arrival").field("name", &self.name).finish_non_exhaustive()
    }
}

fn ask(workspace: Workspace, name: &str, what: What) {
    workspace.sheet.set(Some(Sheet::Arrival(Arrival { name: name.to_string(), what })));
}

/// Findings in words, one by one.
fn said(findings: &[Finding], left_out: usize) -> Vec<String> {
    let more = (left_out > 0).then(|| fill(t().and_more, &[&left_out.to_string()]));
    findings.iter().map(Finding::to_string).chain(more).collect()
}

fn refuse(workspace: Workspace, name: &str, refused: &Refused) {
    ask(workspace, name, What::Refused(said(&refused.findings, refused.left_out)));
}

/// Takes the bytes of a plan file. Where no plan is open a good one opens at once; else one dialog asks.
pub fn receive(workspace: Workspace, name: &str, bytes: &[u8]) {
    // What is half typed in a form must not go because a file was dropped on it.
    let typing = workspace
        .sheet
        .with_untracked(|sheet| !matches!(sheet, None | Some(Sheet::Arrival(_)) | Some(Sheet::Restore(_))));
    if typing {
        let text = t().form_first.to_string();
        return workspace.notice.set(Some(Notice { text, undoable: false }));
    }
    // Who got the plan with the app inside may send it back that way.
    let bytes = carried(bytes).map_or(bytes, str::as_bytes);
    if import::receive(workspace, name, bytes) {
        return;
    }
    let opened = match read(bytes) {
        Ok(opened) => Arc::new(opened),
        Err(refused) => return receive_unread(workspace, name, bytes, &refused),
    };
    let id = opened.document.plan.id().clone();
    let shown = shown(workspace);
    if shown.as_ref() == Some(&id) {
        return receive_copy(workspace, name, opened);
    }
    let kept = workspace.with_keeping(|keeping, _| keeping.readable_plans()).unwrap_or_default();
    if kept.iter().any(|kept| *kept == id.as_str()) {
        return ask(workspace, name, What::CopyOfKept(opened));
    }
    let repairs = said(&opened.repairs, opened.repairs_left_out);
    match adopt(&opened) {
        Ok(held) if shown.is_none() && repairs.is_empty() => open(workspace, held),
        Ok(held) => ask(workspace, name, What::Ready(Arc::new(held), repairs)),
        Err(refused) => refuse(workspace, name, &refused),
    }
}

/// The plan on screen, unless it is one that is only read.
fn shown(workspace: Workspace) -> Option<Id> {
    let only_read = workspace.kept.with_untracked(|kept| kept.made_by_newer);
    workspace.plan_id.get_untracked().filter(|_| !only_read)
}

/// What can't be opened is looked at once more: a newer version's plan can perhaps be read.
fn receive_unread(workspace: Workspace, name: &str, bytes: &[u8], refused: &Refused) {
    let newer = if refused.is_newer() { read_newer(bytes).ok() } else { None };
    match (newer, std::str::from_utf8(bytes)) {
        (Some(newer), Ok(text)) => {
            ask(workspace, name, What::Newer(Arc::new((newer.document.plan, text.to_string()))));
        }
        _ => refuse(workspace, name, refused),
    }
}

/// Shows a plan that is only read; the one on screen stays kept.
fn only_read(workspace: Workspace, plan: Plan, text: String) {
    if workspace.kept.with_untracked(|kept| kept.not_saved.is_some()) {
        let text = t().update_not_yet.to_string();
        return workspace.notice.set(Some(Notice { text, undoable: false }));
    }
    tabs::let_go_of_others("");
    workspace.with_keeping(|keeping, _| keeping.only_read(text));
    workspace.show(plan);
    page::go("#/okrs");
}

/// A state of the plan that was set aside comes back like a copy: after a look at what it changes.
pub fn receive_aside(workspace: Workspace, name: &str, aside: &Aside) {
    match workspace.with_keeping(|keeping, plan| keeping.state_in(aside, plan)).flatten() {
        Some(opened) => receive_copy(workspace, name, Arc::new(opened)),
        None => {
            let text = t().aside_unreadable.to_string();
            workspace.notice.set(Some(Notice { text, undoable: false }));
        }
    }
}

/// A copy of the plan on screen is merged, after a look at what it changes.
pub fn receive_copy(workspace: Workspace, name: &str, opened: Arc<Opened>) {
    if let Some(why) = workspace.kept.with_untracked(Kept::read_only) {
        return workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
    let received = workspace
        .with_keeping(|keeping, plan| merge::receive(merge::Copy::new(plan, keeping.ledger()), &opened));
    match received {
        Some(Ok(Received::Proposal(proposal))) => {
            super::merging::begin(workspace, name, *proposal, Of::Copy(opened))
        }
        Some(Ok(Received::AlreadyImported)) => {
            let text = fill(t().already_imported, &[name]);
            workspace.notice.set(Some(Notice { text, undoable: false }));
        }
        Some(Err(refused)) => {
            refuse(workspace, name, &refused);
        }
        Some(Ok(Received::AnotherPlan)) | None => {}
    }
}

/// Opens a plan: in an empty workspace at once, else in place of the one on screen, which one undo brings back.
pub fn open(workspace: Workspace, held: Held) {
    let title = say::plan_title(&held.plan);
    if shown(workspace).is_none() {
        let plan = held.plan.clone();
        match workspace.with_keeping(|keeping, _| keeping.put_in_place(&held, None)) {
            Some(Ok(())) | None => {
                workspace.show(plan);
                start::claim_turn(workspace);
            }
            Some(Err(why)) => {
                // It can't be kept, but it can be shown, changed and saved to a file; the banner says so.
                workspace.show(plan);
                workspace.notice.set(Some(Notice { text: why, undoable: false }));
            }
        }
    } else {
        let notice = match workspace.swap(say::edited(t().opened, &title), held) {
            Ok(()) => Notice { text: say::edited(t().opened, &title), undoable: true },
            Err(why) => {
                let text = fill(t().not_opened_why, &[&why]);
                return workspace.notice.set(Some(Notice { text, undoable: false }));
            }
        };
        workspace.notice.set(Some(notice));
    }
    page::go("#/okrs");
}

/// Reads a file that was picked or dropped.
pub fn receive_file(workspace: Workspace, file: web_sys::File) {
    leptos::task::spawn_local(async move {
        let name = file.name();
        match files::read(&file, plan_file::SIZE_LIMIT).await {
            Ok(bytes) => receive(workspace, &name, &bytes),
            Err(why) => {
                ask(workspace, &name, What::Refused(vec![say::unread(&why)]));
            }
        }
    });
}

/// What a plan holds: "3 objectives, 9 key results, 250 check-ins …".
pub fn contents(plan: &Plan) -> String {
    let records = plan.records();
    let measurements: usize = records.series.values().map(crate::domain::Series::len).sum();
    [
        plural(records.count(Kind::Objective), t().objective_one, t().objective_many),
        plural(records.count(Kind::KeyResult), t().key_result_one, t().key_result_many),
        plural(records.count(Kind::CheckIn), t().check_in_one, t().check_in_many),
        plural(records.count(Kind::Kpi), t().kpi_one, t().kpi_many),
        plural(measurements, t().measurement_one, t().measurement_many),
    ]
    .join(", ")
}

/// Whether a copy holds less than half of what is on screen: more often an accident than a wish.
pub fn halves(ours: &Plan, theirs: &Plan) -> bool {
    theirs.records().size() * 2 < ours.records().size()
}
