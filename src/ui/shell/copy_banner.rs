//! What a one-file copy says on every place: where changes stay, and how they get back.

use leptos::prelude::*;

use crate::browser::{copy, session};
use crate::ui::share::save_to_file;
use crate::ui::text::t;
use crate::ui::view::{apart, handler, live, view};
use crate::ui::workspace::Workspace;

/// Where a tab remembers that it was read.
const READ: &str = "cairn/copy-banner-read";

/// Nothing in the app that is served.
pub fn copy_banner(workspace: Workspace) -> Option<AnyView> {
    copy::is_one().then(|| apart(move || banner(workspace)))
}

/// In a tab that keeps nothing it stays; else it can be put away.
fn banner(workspace: Workspace) -> AnyView {
    let read = RwSignal::new(session::remembered(READ).is_some());
    live(move || {
        let memory_only = workspace.kept.with(|kept| kept.memory_only);
        if read.get() && !memory_only {
            return None;
        }
        let put_away = move |_| {
            session::remember(READ, "1");
            read.set(true);
        };
        let (class, text) = match memory_only {
            true => ("banner stop", t().copy_in_tab),
            false => ("banner told", t().copy_in_browser),
        };
        let close = (!memory_only).then(|| {
            view! { <button type="button" class="button" on:click=handler(put_away)>{t().understood}</button> }
        });
        Some(view! {
            <div class=class role="note">
                <p>{text}</p>
                <button type="button" class="button primary" on:click=handler(move |_| save_to_file(workspace))>{t().save_to_mail_back}</button>
                {close}
            </div>
        })
    })
}
