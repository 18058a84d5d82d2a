//! "Mail this plan": through the system's share sheet where it takes the file, else a download and a mail to attach it to.

use leptos::prelude::*;

use crate::browser::mail::{Shared, share, write_mail};
use crate::browser::{files, page};
use crate::plan_file::{self, MEDIA_TYPE};
use crate::ui::open_file::contents;
use crate::ui::text::{fill, t};
use crate::ui::workspace::{Notice, Workspace};

/// Mails the plan on screen, and remembers that it went out.
pub fn mail_plan(workspace: Workspace) {
    let made = workspace.with_keeping(|keeping, plan| {
        let (title, name) = (plan.head().title.clone(), plan_file::file_name(&plan.head().title));
        (title, name, keeping.file_of(plan), contents(plan))
    });
    let Some((title, name, file, contents)) = made else { return };
    let said = move |text: String| workspace.notice.set(Some(Notice { text, undoable: false }));
    let sent = move || {
        workspace.with_keeping(|keeping, plan| keeping.saved_to_file(plan));
    };
    leptos::task::spawn_local(async move {
        let summary = fill(t().mail_summary, &[&title, &contents]);
        match share(&name, &file, MEDIA_TYPE, &title, &summary).await {
            Shared::Done => {
                sent();
                return said(fill(t().mail_shared, &[&name]));
            }
            Shared::GivenUp => return,
            Shared::Impossible => {}
        }
        if let Err(why) = files::download(&name, &file, MEDIA_TYPE) {
            return said(fill(t().not_downloaded, &[&why]));
        }
        sent();
        let text = match page::address() {
            Some(address) => fill(t().mail_text, &[&summary, &name, &address]),
            None => fill(t().mail_text_nowhere, &[&summary, &name]),
        };
        let opened = write_mail(&fill(t().mail_subject, &[&title]), &text);
        said(fill(if opened { t().mail_attach } else { t().mail_by_hand }, &[&name]));
    });
}
