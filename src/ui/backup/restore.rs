//! Going back to a backup, after a word: for this browser alone, or for everyone who works on a copy.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::page;
use crate::plan_file::Edit;
use crate::ui::keeping::{Held, Kept};
use crate::ui::open_file::{contents, halves};
use crate::ui::sheet::Sheet;
use crate::ui::text::t;
use crate::ui::view::{handler, view};
use crate::ui::widget::Dialog;
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// An earlier state of the plan on screen, and when it was kept.
#[derive(Clone)]
pub struct Restore {
    /// In words.
    pub when: String,
    /// The state.
    pub held: Arc<Held>,
}

impl std::fmt::Debug for Restore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Restore").field(&self.when).finish()
    }
}

/// Asks how to go back.
pub fn ask(workspace: Workspace, when: String, held: Held) {
    workspace.sheet.set(Some(Sheet::Restore(Restore { when, held: Arc::new(held) })));
}

/// The dialog that asks.
#[component]
pub fn RestoreSheet(restore: Restore) -> impl IntoView {
    let workspace = use_workspace();
    let close = move || workspace.sheet.set(None);
    let Restore { when, held } = restore;
    let (then, now) = (contents(&held.plan), workspace.peek(contents));
    let shrinks = workspace.peek(|plan| halves(plan, &held.plan));
    let of_all = held.clone();
    view! {
        <Dialog title=t().restore_heading closed=close>
            <div class="body">
                <h2>{t().restore_heading}</h2>
                <p>{when}<br /><span class="small soft">{then}</span></p>
                <p class="small soft">{t().now_on_screen}" "{now}</p>
                {shrinks.then(|| view! { <p class="banner stop">{t().shrinks}</p> })}
                <p><b>{t().restore_for_me}</b>": "{t().restore_for_me_says}</p>
                <p><b>{t().restore_for_everyone}</b>": "{t().restore_for_everyone_says}</p>
                <footer>
                    <button type="button" class="button" on:click=handler(move |_| close())>{t().cancel}</button>
                    <button type="button" class="button" on:click=handler(move |_| {
                        close();
                        for_everyone(workspace, &of_all);
                    })>{t().restore_for_everyone}</button>
                    <button type="button" class="button primary" autofocus=true on:click=handler(move |_| {
                        close();
                        for_me(workspace, &held);
                    })>{t().restore_for_me}</button>
                </footer>
            </div>
        </Dialog>
    }
}

/// The whole copy as it was, registers too: what others have changed since comes again with their next file.
fn for_me(workspace: Workspace, held: &Held) {
    let done = workspace.swap(t().restored_label, held.clone());
    finish(workspace, done);
}

/// The old values as new edits: whoever takes in the next file has them too.
fn for_everyone(workspace: Workspace, held: &Held) {
    if let Some(why) = workspace.kept.with_untracked(Kept::read_only) {
        return finish(workspace, Err(why));
    }
    super::before_replacing(workspace);
    let made = workspace.make(t().restored_label, |keeping, plan| {
        let edit = Edit::between(plan, &held.plan);
        if edit.is_empty() { None } else { keeping.edit(edit, plan) }
    });
    finish(workspace, if made { Ok(()) } else { Err(t().restored_nothing.to_string()) });
}

fn finish(workspace: Workspace, done: Result<(), String>) {
    let (text, undoable) = match done {
        Ok(()) => (t().restored.to_string(), true),
        Err(why) => (why, false),
    };
    workspace.notice.set(Some(Notice { text, undoable }));
    if undoable {
        page::go("#/okrs");
    }
}
