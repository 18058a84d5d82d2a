//! One look at the folder: list, read what changed, take it in, write where that must be.

use leptos::prelude::*;

use super::SharedFolder;
use super::starting::own_name;
use crate::browser::folder::{Folder, Remembered, remember};
use crate::browser::{clock, page};
use crate::domain::Id;
use crate::folder::{Came, Fault, Listed, Watch, who};
use crate::merge::{Copy, Proposal, Seen};
use crate::plan_file::SIZE_LIMIT;
use crate::ui::backup;
use crate::ui::merging::unsettled;
use crate::ui::text::{fill, t};
use crate::ui::workspace::Notice;

/// A backup before something is taken in, at most once in so long.
const BACKUP_EVERY_MS: u64 = 60 * 60 * 1000;

/// One look. What can't be done now is done at the next one.
pub(super) async fn round(shared: SharedFolder, plan: &Id) -> Result<(), Fault> {
    let Some(folder) = shared.folder() else { return Ok(()) };
    let listing = folder.list().await?;
    let Some(seen) = seen(shared, plan) else { return Ok(()) };
    if !is_in_hand(shared) {
        let wanted = with_watch(shared, plan, |watch| watch.listed(&listing, &seen)).unwrap_or_default();
        for file in wanted {
            match folder.read(&file.name, SIZE_LIMIT).await {
                // Something may be half typed by now.
                Ok(_) if is_in_hand(shared) => break,
                Ok((bytes, file)) => take_in(shared, plan, &file, &bytes),
                Err(Fault::Permission) => return Err(Fault::Permission),
                Err(Fault::Vanished) => {}
                Err(_) => {
                    with_watch(shared, plan, |watch| watch.unread(&file));
                }
            }
        }
    }
    write(shared, plan, &folder).await
}

/// Whether a person is at something that must not change under their hands.
fn is_in_hand(shared: SharedFolder) -> bool {
    let workspace = shared.workspace;
    workspace.sheet.with_untracked(Option::is_some)
        || workspace.review.with_untracked(Option::is_some)
        || workspace.read_only().is_some()
        || page::is_typing()
}

/// What this copy has seen; `None` where another plan is on screen by now, or another tab has the turn.
fn seen(shared: SharedFolder, plan: &Id) -> Option<Seen> {
    let of = |shown: &crate::domain::Plan| (shown.id() == plan).then_some(());
    shared.may_work().then_some(())?;
    shared.workspace.with_keeping(|keeping, shown| of(shown).map(|()| keeping.ledger().seen.clone()))?
}

fn with_watch<R>(shared: SharedFolder, plan: &Id, work: impl FnOnce(&mut Watch) -> R) -> Option<R> {
    let done = shared.inner.try_update_value(|inner| {
        let is_it = inner.plan.as_ref() == Some(plan);
        inner.watch.as_mut().filter(|_| is_it).map(work)
    });
    done.flatten()
}

/// Judges what was read, and takes in what comes in by itself: one step, that one undo takes back.
fn take_in(shared: SharedFolder, plan: &Id, file: &Listed, bytes: &[u8]) {
    let came = shared.workspace.with_keeping(|keeping, shown| {
        (shown.id() == plan).then(|| {
            with_watch(shared, plan, |watch| watch.arrived(file, bytes, Copy::new(shown, keeping.ledger())))
        })
    });
    let Some(Some(Some(Came::Merge(proposal)))) = came else { return };
    let name = who(&file.name).unwrap_or_else(|| t().folder_someone.to_string());
    let changes = proposal.changes.count();
    let text = fill(plural_of(changes), &[&name, &changes.to_string()]);
    if changes > 0 {
        back_up(shared, plan);
    }
    match merged(shared, &fill(t().folder_step, &[&name]), &proposal, changes > 0) {
        true => {
            with_watch(shared, plan, |watch| watch.took(&file.name, &proposal));
            if changes > 0 {
                shared.change(plan, |inner| inner.arrived(text.clone()));
                shared.workspace.notice.set(Some(Notice { text, undoable: true }));
            }
        }
        false => {
            with_watch(shared, plan, |watch| watch.refused(&file.name, t().not_merged));
        }
    }
}

fn plural_of(changes: usize) -> &'static str {
    if changes == 1 { t().folder_arrived_one } else { t().folder_arrived_many }
}

/// Takes a proposal in. What changes nothing that is shown is no step that anyone would want to take back.
fn merged(shared: SharedFolder, label: &str, proposal: &Proposal, shows: bool) -> bool {
    let step = |keeping: &mut crate::ui::keeping::Keeping, plan: &mut crate::domain::Plan| {
        let replica = keeping.sitting().clone();
        let step = proposal.take(Copy::new(plan, keeping.ledger()), &replica, &clock::now()).ok()?;
        keeping.make(step, plan)
    };
    if shows {
        return shared.workspace.make(label, step);
    }
    let waited = unsettled(shared.workspace);
    let made = shared.workspace.with_keeping(|keeping, plan| step(keeping, plan).is_some());
    if unsettled(shared.workspace) != waited {
        // Someone has chosen what shows here already: what waits for a choice is told by no record's topic.
        shared.workspace.plan_id.notify();
    }
    made.unwrap_or(false)
}

fn back_up(shared: SharedFolder, plan: &Id) {
    let now = clock::now_ms();
    let mut due = false;
    shared.change(plan, |inner| {
        due = now > inner.backed_up_ms + BACKUP_EVERY_MS;
        if due {
            inner.backed_up_ms = now;
        }
    });
    if due {
        backup::before_replacing(shared.workspace);
    }
}

/// Writes this copy's file, where it must be and what stands there is known.
async fn write(shared: SharedFolder, plan: &Id, folder: &Folder) -> Result<(), Fault> {
    let Some(now) = seen(shared, plan) else { return Ok(()) };
    if with_watch(shared, plan, |watch| watch.must_write(&now)) != Some(true) {
        return Ok(());
    }
    if with_watch(shared, plan, |watch| watch.must_move()) == Some(true) {
        move_on(shared, plan, folder).await;
    }
    let Some((own, expected)) = with_watch(shared, plan, |watch| (watch.own().to_string(), watch.expects()))
    else {
        return Ok(());
    };
    // Someone may have written there since it was read: that is read first.
    let there = folder.look(&own).await?;
    if there.map(|file| (file.modified_ms, file.size)) != expected {
        return Ok(());
    }
    let text = shared.workspace.with_keeping(|keeping, shown| {
        (shown.id() == plan).then(|| (keeping.file_of(shown), keeping.ledger().seen.clone()))
    });
    let Some(Some((text, seen))) = text else { return Ok(()) };
    let file = folder.write(&own, &text).await?;
    with_watch(shared, plan, |watch| watch.wrote(&file, text.as_bytes(), &seen));
    Ok(())
}

/// Someone else writes in this copy's file: it goes on in one of its own, and remembers that.
async fn move_on(shared: SharedFolder, plan: &Id, folder: &Folder) {
    let title = shared.workspace.peek(|plan| plan.head().title.clone());
    let mut kept = None;
    shared.change(plan, |inner| {
        let Some(watch) = &mut inner.watch else { return };
        let own = own_name(&title, &who(watch.own()).unwrap_or_default());
        watch.move_to(own.clone());
        let what = Remembered { folder: Some(folder.clone()), own };
        inner.remembered = Some(what.clone());
        // A notice passes; this is still true when someone comes back from lunch.
        inner.arrived(t().folder_moved.to_string());
        kept = Some(what);
    });
    if let Some(what) = kept {
        remember(plan.as_str(), &what).await;
        shared.say(t().folder_moved.to_string());
    }
}
