//! The plan that came along in a one-file copy. At first it opens as it is; once it is kept in this browser, what is
//! kept goes on, and takes in what the file has besides.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::{receive, receive_copy};
use crate::browser::{backups, clock, copy};
use crate::merge::{self, Copy, Proposal, Received, merge};
use crate::plan_file::{Opened, read, write_body};
use crate::ui::backup;
use crate::ui::keeping::Kept;
use crate::ui::recovery;
use crate::ui::start;
use crate::ui::text::{fill, t};
use crate::ui::workspace::{Notice, Workspace};

/// Opens the plan that came along, with all that this browser knows of it. What was open here last is another file's.
pub fn open_carried(workspace: Workspace, text: String) {
    let opened = read(text.as_bytes()).ok().map(Arc::new);
    let done = Rc::new(Cell::new(false));
    let open = {
        let (done, opened) = (done.clone(), opened.clone());
        move || {
            if !done.replace(true) {
                show(workspace, &text, opened.clone());
            }
        }
    };
    workspace.starting.set(true);
    set_timeout(open.clone(), recovery::PATIENCE);
    leptos::task::spawn_local(async move {
        if let Ok(mirror) = backups::open().await {
            workspace.with_keeping(|keeping, _| keeping.consult(mirror));
            if let Some(id) = opened.map(|opened| opened.document.plan.id().to_string()) {
                if !done.get() && !is_kept(workspace, &id) {
                    // Nothing to bring back is the usual case.
                    let _ = workspace.with_keeping(|keeping, _| keeping.bring_back(&id));
                } else {
                    recovery::compare(workspace, &id, done.get()).await;
                }
            }
        }
        open();
        recovery::look_for_lost(workspace).await;
    });
}

fn is_kept(workspace: Workspace, id: &str) -> bool {
    let kept = workspace.with_keeping(|keeping, _| keeping.readable_plans()).unwrap_or_default();
    kept.iter().any(|kept| kept == id)
}

fn show(workspace: Workspace, text: &str, opened: Option<Arc<Opened>>) {
    match opened.filter(|opened| is_kept(workspace, opened.document.plan.id().as_str())) {
        Some(opened) => {
            let id = opened.document.plan.id().to_string();
            let then = move || take_in(workspace, opened.clone());
            start::open_kept_and(workspace, &id, Some(Arc::new(then)));
            // The answer about the turn takes a moment; a browser that never gives one must not keep people out.
            set_timeout(move || workspace.starting.set(false), recovery::PATIENCE);
        }
        None => {
            workspace.starting.set(false);
            receive(workspace, &copy::name(), text.as_bytes());
        }
    }
}

/// What the file has and the kept plan has not: taken where the kept one has nothing besides, else reviewed.
fn take_in(workspace: Workspace, opened: Arc<Opened>) {
    if workspace.kept.with_untracked(Kept::read_only).is_some() {
        return;
    }
    let name = copy::name();
    let news = workspace.with_keeping(|keeping, plan| {
        let ours = Copy::new(plan, keeping.ledger());
        match merge::receive(ours, &opened) {
            Ok(Received::Proposal(proposal)) if proposal.is_empty(ours) => News::None,
            Ok(Received::Proposal(proposal)) if is_ahead(&proposal, ours) => News::Ahead(proposal),
            Ok(Received::AlreadyImported | Received::AnotherPlan) => News::None,
            _ => News::Some,
        }
    });
    match news {
        Some(News::Ahead(proposal)) => catch_up(workspace, &name, &proposal),
        Some(News::Some) => receive_copy(workspace, &name, opened),
        Some(News::None) | None => {}
    }
}

/// What a file brings to a kept copy of its plan.
enum News {
    None,
    /// All that the kept one has, and more.
    Ahead(Box<Proposal>),
    /// Something that a person must look at.
    Some,
}

/// Whether both together are what the file has.
fn is_ahead(proposal: &Proposal, ours: Copy) -> bool {
    let theirs = proposal.theirs();
    let (mut plan, mut ledger) = (ours.plan.clone(), ours.ledger.clone());
    let together = merge(ours, theirs, "").and_then(|step| step.replay(&mut plan, &mut ledger));
    together.is_ok() && write_body(&plan, None) == write_body(theirs.plan, None)
}

/// One step, which one undo takes back.
fn catch_up(workspace: Workspace, name: &str, proposal: &Proposal) {
    backup::before_replacing(workspace);
    let done = workspace.make(fill(t().merged_label, &[name]), |keeping, plan| {
        let replica = keeping.sitting().clone();
        let step = proposal.take(Copy::new(plan, keeping.ledger()), &replica, &clock::now()).ok()?;
        keeping.make(step, plan)
    });
    if done {
        let text = t().copy_is_ahead.to_string();
        workspace.notice.set(Some(Notice { text, undoable: true }));
    }
}
