//! Backups of the open plan: made before a replacement and by the calendar, listed, looked at and gone back to.

mod restore;

use std::sync::Arc;

use leptos::prelude::*;

pub use self::restore::{Restore, RestoreSheet};

use super::keeping::Held;
use super::open_file::contents;
use super::text::{fill, t};
use super::workspace::{Notice, Workspace, use_workspace};
use super::{keeping, merging, say};
use crate::browser::{backups, clock, files};
use crate::domain::{Id, Plan};
use crate::plan_file::{MEDIA_TYPE, file_name};
use crate::storage::{Backup, BackupKind, backup_due, backups_to_drop};
use crate::ui::view::{handler, live, view};

/// Between the title and the contents of a plan in what the list shows of a backup.
const BETWEEN: char = '\n';

/// What the list shows of a backup of this plan.
fn caption(plan: &Plan) -> String {
    format!("{}{BETWEEN}{}", say::plan_title(plan), contents(plan))
}

/// The plan's title in a caption.
pub fn title_of(caption: &str) -> String {
    caption.split(BETWEEN).next().unwrap_or_default().to_string()
}

/// How long after a plan was opened the calendar is asked: the screen, and what it needs, come first.
const LATER: std::time::Duration = std::time::Duration::from_secs(3);

/// Makes the backup that the calendar asks for, where it asks for one.
pub fn make_due(workspace: Workspace) {
    let begin = move || {
        if let Some(plan) = workspace.plan_id.try_get_untracked().flatten() {
            leptos::task::spawn_local(make_due_of(workspace, plan));
        }
    };
    set_timeout(begin, LATER);
}

async fn make_due_of(workspace: Workspace, plan: Id) {
    let known = known().await;
    let Some(due) = backup_due(&known, plan.as_str(), clock::now_ms()) else { return };
    let kept = workspace.with_keeping(|keeping, shown| {
        (*shown.id() == plan).then(|| (caption(shown), keeping.body_of(shown)))
    });
    if let Some(Some((caption, body))) = kept {
        keep(workspace, due, known, caption, body).await;
    }
}

/// Keeps the plan on screen before something takes its place.
pub fn before_replacing(workspace: Workspace) {
    let kept =
        workspace.with_keeping(|keeping, plan| (plan.id().to_string(), caption(plan), keeping.body_of(plan)));
    let Some((plan, caption, body)) = kept else { return };
    let backup = Backup { plan, kind: BackupKind::BeforeReplace, at_ms: clock::now_ms() };
    leptos::task::spawn_local(async move {
        let known = known().await;
        keep(workspace, backup, known, caption, body).await;
    });
}

async fn known() -> Vec<Backup> {
    backups::list().await.into_iter().map(|(backup, _)| backup).collect()
}

/// Adds a backup and lets older ones of its kind go. What is replaced is set aside in localStorage too, so this may
/// fail without a word.
async fn keep(workspace: Workspace, backup: Backup, mut known: Vec<Backup>, caption: String, body: String) {
    known.push(backup.clone());
    let dropped = backups_to_drop(&known, &backup.plan);
    if backups::add(&backup, &caption, &body, &dropped).await.is_ok() {
        workspace.backups_made.update(|made| *made += 1);
    }
}

/// The plan in a backup, as text.
pub async fn body(backup: &Backup) -> Result<String, String> {
    backups::body(backup).await?.ok_or_else(|| t().backup_gone.to_string())
}

/// The backups of the open plan as a section of "Share".
#[component]
pub fn Backups() -> impl IntoView {
    let workspace = use_workspace();
    let found: RwSignal<Vec<(Backup, String)>> = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        workspace.backups_made.track();
        let Some(plan) = workspace.plan_id.get() else { return };
        leptos::task::spawn_local(async move {
            let mut list = backups::list().await;
            list.retain(|(backup, _)| backup.plan == plan.as_str());
            crate::ordered::sort_by(&mut list, |x, y| y.0.at_ms.cmp(&x.0.at_ms));
            let _ = found.try_set(list);
        });
    });
    live(move || {
        let list = found.get();
        let rows = list.into_iter().map(|(backup, caption)| row(workspace, backup, caption)).collect_view();
        let none = found.with(Vec::is_empty).then(|| view! { <p class="small soft">{t().no_backups}</p> });
        view! {
            <section class="panel section">
                <h3>{t().backups}</h3>
                <p>{t().backups_explain}</p>
                {none}
                <ul class="rows">{rows}</ul>
            </section>
        }
    })
}

fn row(workspace: Workspace, backup: Backup, caption: String) -> AnyView {
    let why = match backup.kind {
        BackupKind::BeforeReplace => t().backup_before_replace,
        BackupKind::Daily => t().backup_daily,
        BackupKind::Weekly => t().backup_weekly,
    };
    let when = fill(why, &[&say::moment(backup.at_ms)]);
    let contents = caption.split(BETWEEN).nth(1).unwrap_or_default().to_string();
    let (go_back, download) = (fill(t().go_back_named, &[&when]), fill(t().download_backup_named, &[&when]));
    let compare = fill(t().compare_backup_named, &[&when]);
    let (of_return, of_compare, of_download) = (backup.clone(), backup.clone(), backup);
    let (at, compared) = (when.clone(), when.clone());
    view! {
        <li>
            <span class="name">{when}<span class="sub">{contents}</span></span>
            <button type="button" class="button small" aria-label=compare
                on:click=handler(move |_| differences(workspace, of_compare.clone(), compared.clone()))>{t().compare_backup}</button>
            <button type="button" class="button small" aria-label=go_back
                on:click=handler(move |_| look(workspace, of_return.clone(), at.clone()))>{t().go_back}</button>
            <button type="button" class="button small" aria-label=download
                on:click=handler(move |_| download_backup(workspace, of_download.clone()))>{t().download}</button>
        </li>
    }
    .into_any()
}

/// Goes back to a backup, after a word.
fn look(workspace: Workspace, backup: Backup, when: String) {
    with_body(workspace, backup, move |body| match keeping::read_held(&body) {
        Some(held) => restore::ask(workspace, when, held),
        None => complain(workspace, t().kept_unreadable.to_string()),
    });
}

/// What was other in a backup, to bring some of it back.
fn differences(workspace: Workspace, backup: Backup, when: String) {
    with_body(workspace, backup, move |body| match keeping::read_held(&body) {
        Some(held) => merging::compare(workspace, &when, Arc::new(held.plan)),
        None => complain(workspace, t().kept_unreadable.to_string()),
    });
}

fn download_backup(workspace: Workspace, backup: Backup) {
    with_body(workspace, backup, move |body| {
        let text = keeping::read_held(&body).map(|Held { plan, ledger }| {
            let document = crate::plan_file::Document::new(plan, Some(ledger.to_tree()));
            (file_name(&document.plan.head().title), crate::plan_file::write(&document))
        });
        let (name, text) = text.unwrap_or_else(|| ("cairn-backup.json".to_string(), body));
        if let Err(why) = files::download(&name, &text, MEDIA_TYPE) {
            complain(workspace, fill(t().not_downloaded, &[&why]));
        }
    });
}

fn with_body(workspace: Workspace, backup: Backup, act: impl FnOnce(String) + 'static) {
    leptos::task::spawn_local(async move {
        match body(&backup).await {
            Ok(body) => act(body),
            Err(why) => complain(workspace, why),
        }
    });
}

fn complain(workspace: Workspace, text: String) {
    workspace.notice.set(Some(Notice { text, undoable: false }));
}
