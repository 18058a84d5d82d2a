//! What the backups have and localStorage lost: edits of a killed browser come back by themselves, a whole plan is
//! offered. Decides at the start, before anything can be written.

use leptos::prelude::*;

use super::open_file::open_carried;
use super::text::{fill, plural, t};
use super::workspace::{Notice, Workspace, use_workspace};
use super::{backup, say, start};
use crate::browser::{backups, clock, copy};
use crate::storage::{Backup, BackupKind, MirrorState};
use crate::ui::view::{handler, live, view};

/// How long the start waits for IndexedDB, which may never answer.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_millis(1500);

/// A plan that is not in localStorage any more, or can't be read there, and can be had from the backups.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The plan.
    pub plan: String,
    /// Its title, as far as it is known.
    pub title: String,
    /// The backup it would come from; `None` for the mirror, which has all of it.
    pub backup: Option<Backup>,
}

/// Opens the plan that was open last, where there is one, with all that the backups know of it.
pub fn begin(workspace: Workspace) {
    // By table, as `view::apart`: no first screen of the app that is served has a plan in its page.
    let carried: Option<Box<dyn FnOnce()>> =
        copy::plan().map(|text| Box::new(move || open_carried(workspace, text)) as Box<dyn FnOnce()>);
    if let Some(open) = carried {
        return open();
    }
    let last = workspace.with_keeping(|keeping, _| keeping.last_plan()).flatten();
    let opened = StoredValue::new(false);
    let of_timeout = last.clone();
    let open = move |plan: Option<String>| {
        if let Some(plan) = plan
            && !opened.get_value()
        {
            opened.set_value(true);
            start::open_kept(workspace, &plan);
        }
    };
    if last.is_some() {
        workspace.starting.set(true);
        set_timeout(move || open(of_timeout), PATIENCE);
        // The answer about the turn takes a moment; a browser that never gives one must not keep people out.
        set_timeout(move || workspace.starting.set(false), 2 * PATIENCE);
    }
    leptos::task::spawn_local(async move {
        if let Ok(mirror) = backups::open().await {
            workspace.with_keeping(|keeping, _| keeping.consult(mirror));
            if let Some(plan) = &last {
                compare(workspace, plan, opened.get_value()).await;
            }
        }
        open(last);
        look_for_lost(workspace).await;
    });
}

/// Acts on what the mirror knows of a plan; `shown` says that the plan is on screen already.
pub async fn compare(workspace: Workspace, plan: &str, shown: bool) {
    let state = workspace.with_keeping(|keeping, _| keeping.mirror_state(plan));
    match state {
        Some(MirrorState::Ahead { edits }) => {
            if workspace.with_keeping(|keeping, _| keeping.bring_back(plan)).is_some_and(|done| done.is_ok())
            {
                let text = plural(edits as usize, t().came_back_one, t().came_back_many);
                workspace.notice.set(Some(Notice { text, undoable: false }));
                if shown {
                    start::open_kept(workspace, plan);
                }
            }
        }
        Some(MirrorState::Apart) => {
            let body = workspace.with_keeping(|keeping, _| keeping.copy_in_mirror(plan)).flatten();
            let Some((title, body)) = body else { return };
            let kept =
                Backup { plan: plan.to_string(), kind: BackupKind::BeforeReplace, at_ms: clock::now_ms() };
            // Only when it is safe elsewhere may the mirror become what localStorage is.
            match backups::add(&kept, &title, &body, &[]).await {
                Ok(()) => {
                    workspace.notice.set(Some(Notice { text: t().other_state.to_string(), undoable: false }))
                }
                Err(_) => {
                    backups::close();
                    workspace.with_keeping(|keeping, _| keeping.forget_mirror());
                }
            }
        }
        Some(MirrorState::Behind | MirrorState::Alone) | None => {}
    }
}

/// Offers what can't be opened from localStorage and is in the backups.
pub async fn look_for_lost(workspace: Workspace) {
    let here = workspace.with_keeping(|keeping, _| keeping.readable_plans()).unwrap_or_default();
    let mirrored = workspace.with_keeping(|keeping, _| keeping.mirrored_plans()).unwrap_or_default();
    let mut offers: Vec<Offer> = Vec::new();
    for entry in mirrored {
        if !here.contains(&entry.id) {
            let title = entry.about.title.unwrap_or_else(|| entry.id.clone());
            offers.push(Offer { plan: entry.id, title, backup: None });
        }
    }
    let mut backups = backups::list().await;
    crate::ordered::sort_by(&mut backups, |x, y| y.0.at_ms.cmp(&x.0.at_ms));
    for (backup, title) in backups {
        let known = here.contains(&backup.plan) || offers.iter().any(|offer| offer.plan == backup.plan);
        if !known {
            offers.push(Offer {
                plan: backup.plan.clone(),
                title: backup::title_of(&title),
                backup: Some(backup),
            });
        }
    }
    workspace.offers.set(offers);
}

/// Brings a plan back and opens it.
fn accept(workspace: Workspace, offer: Offer) {
    // Once: a second click finds it gone.
    let offered = workspace.offers.with_untracked(|offers| offers.contains(&offer));
    if !offered {
        return;
    }
    workspace.offers.update(|offers| offers.retain(|it| *it != offer));
    leptos::task::spawn_local(async move {
        // Another tab may have brought it back long ago, and worked on.
        if let Ok(mirror) = backups::open().await {
            workspace.with_keeping(|keeping, _| keeping.consult(mirror));
        }
        let state = workspace.with_keeping(|keeping, _| keeping.mirror_state(&offer.plan));
        let lost = matches!(state, Some(MirrorState::Alone | MirrorState::Ahead { .. }));
        let done = match &offer.backup {
            None if !lost => Ok(()),
            None => workspace.with_keeping(|keeping, _| keeping.bring_back(&offer.plan)).unwrap_or(Ok(())),
            Some(found) => backup::body(found).await.and_then(|body| {
                workspace.with_keeping(|keeping, _| keeping.keep_again(&offer.plan, &body)).unwrap_or(Ok(()))
            }),
        };
        match done {
            Ok(()) => {
                workspace.lost.set(None);
                start::open_kept(workspace, &offer.plan);
            }
            Err(why) => {
                workspace.offers.update(|offers| offers.push(offer));
                let text = fill(t().not_brought_back, &[&why]);
                workspace.notice.set(Some(Notice { text, undoable: false }));
            }
        }
    });
}

/// What can be brought back, each with its button.
#[component]
pub fn Offers() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let offers = workspace.offers.get().into_iter().map(|offer| {
            let (heading, says) = (fill(t().offer_heading, &[&offer.title]), explained(&offer));
            view! {
                <div class="banner" role="alert">
                    <p class="wrap-anywhere"><b><bdi>{heading}</bdi></b><br />{says}</p>
                    <button type="button" class="button primary"
                        on:click=handler(move |_| accept(workspace, offer.clone()))>{t().bring_back}</button>
                </div>
            }
        });
        offers.collect_view()
    })
}

/// What an offer says of itself: "all of it", or how old the backup is.
fn explained(offer: &Offer) -> String {
    match &offer.backup {
        None => t().offer_whole.to_string(),
        Some(backup) => fill(t().offer_backup, &[&say::moment(backup.at_ms)]),
    }
}
