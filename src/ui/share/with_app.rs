//! "Save with the app inside": the plan and all of Cairn as one file, for people who have neither.

use leptos::prelude::*;

use crate::browser::{copy, files};
use crate::plan_file::{self, carry};
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// The copy of this release without a plan, beside the app (`cargo xtask bundle`).
const COPY: &str = "cairn.html";
const MEDIA_TYPE: &str = "text/html";

/// A page with a place for a plan: this one where it is a copy itself, else the one beside the app.
async fn page() -> Result<String, String> {
    if let Some(source) = copy::source() {
        return Ok(source);
    }
    let bytes = files::fetch_own(COPY).await?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Downloads the plan on screen with the app inside, and remembers that it was saved.
pub async fn save_with_app(workspace: Workspace) {
    let said = match page().await {
        Err(why) => Some(fill(t().with_app_unreachable, &[&why])),
        Ok(page) => workspace.with_keeping(|keeping, plan| {
            let name = plan_file::copy_name(&plan.head().title);
            // A host may answer any name with some page of its own.
            let Some(page) = carry(&page, &keeping.file_of(plan)) else {
                return fill(t().with_app_unreachable, &[COPY]);
            };
            match files::download(&name, &page, MEDIA_TYPE) {
                Ok(()) => {
                    keeping.saved_to_file(plan);
                    fill(t().with_app_saved, &[&name])
                }
                Err(why) => fill(t().not_downloaded, &[&why]),
            }
        }),
    };
    if let Some(text) = said {
        workspace.notice.set(Some(Notice { text, undoable: false }));
    }
}

/// The section about it.
#[component]
pub fn WithApp() -> impl IntoView {
    let workspace = use_workspace();
    let busy = RwSignal::new(false);
    let press = move |_| {
        if !busy.get_untracked() {
            busy.set(true);
            leptos::task::spawn_local(async move {
                save_with_app(workspace).await;
                busy.try_set(false);
            });
        }
    };
    view! {
        <section class="panel section">
            <h3>{t().with_app_heading}</h3>
            <p>{t().with_app_explain}</p>
            <div class="actions">
                <button type="button" class="button" aria-busy=move || busy.get().to_string() on:click=handler(press)>{t().with_app}</button>
                <span class="small soft">{live(move || if copy::is_one() { t().with_app_again } else { t().with_app_size })}</span>
            </div>
        </section>
    }
}
