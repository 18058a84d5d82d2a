//! What people see of the folder, and what is said of it on every place.

use std::sync::Arc;

use leptos::prelude::*;

use super::{SharedFolder, words};
use crate::browser::folder::Folder;
use crate::folder::{State, who};
use crate::plan_file::Opened;
use crate::route::Route;
use crate::ui::open_file::receive_copy;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};
use crate::ui::workspace::Notice;

/// So many looks in turn may fail before it is said on every place.
const PATIENCE: u32 = 3;

/// How the plan stands to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Phase {
    /// It works in none.
    #[default]
    Off,
    /// It worked in one, and a click has to allow it again.
    Asking,
    /// It works in one.
    Working,
}

/// What is said of the folder on every place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Warning {
    /// The folder of this name has to be allowed again.
    Asking(String),
    /// It can't be worked with, and not only for a moment.
    Trouble(String),
}

/// What people see of the folder.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Shown {
    /// How the plan stands to it.
    pub phase: Phase,
    /// What the folder is called.
    pub name: String,
    /// The name this copy's file bears.
    pub person: String,
    /// What keeps us from working with it just now.
    pub trouble: Option<String>,
    /// The files.
    pub rows: Vec<Row>,
    /// What arrived last, newest first: when, and in words.
    pub arrivals: Vec<(u64, String)>,
}

/// A file of the folder, for people to see.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub file: String,
    /// Whose it is, as far as its name tells.
    pub who: String,
    /// When it was written last; `None` where it is gone.
    pub modified_ms: Option<u64>,
    /// How it stands, in words.
    pub says: String,
    /// Whether it wants a person's look.
    pub look: bool,
}

impl SharedFolder {
    /// Says once that a file wants a person's look.
    pub(super) fn tell_of_looks(self) {
        let wants: Vec<String> = self.shown.with_untracked(|shown| {
            shown.rows.iter().filter(|row| row.look).map(|row| row.file.clone()).collect()
        });
        let new = self.inner.try_update_value(|inner| {
            let new = wants.iter().find(|file| !inner.looks_told.contains(file)).cloned();
            inner.looks_told = wants;
            new
        });
        if let Some(file) = new.flatten() {
            self.say(fill(t().folder_wants_look, &[&file]));
        }
    }

    pub(super) fn say(self, text: String) {
        self.workspace.notice.set(Some(Notice { text, undoable: false }));
    }

    /// Shows what is known, where that is other than what is shown.
    pub(super) fn publish(self, phase: Phase) {
        let now = self.inner.try_with_value(|inner| Shown {
            phase,
            name: inner
                .remembered
                .as_ref()
                .and_then(|it| it.folder.as_ref())
                .map(Folder::name)
                .unwrap_or_default(),
            person: inner.remembered.as_ref().and_then(|it| who(&it.own)).unwrap_or_default(),
            trouble: inner.trouble.clone(),
            rows: inner.watch.as_ref().filter(|_| phase != Phase::Off).map(words::rows).unwrap_or_default(),
            arrivals: inner.arrivals.clone(),
        });
        let Some(now) = now else { return };
        let lasts = self.inner.try_with_value(|inner| inner.troubles >= PATIENCE) == Some(true);
        let warning = match phase {
            Phase::Asking => Some(Warning::Asking(now.name.clone())),
            Phase::Working => now.trouble.clone().filter(|_| lasts).map(Warning::Trouble),
            Phase::Off => None,
        };
        if self.warning.with_untracked(|before| *before != warning) {
            self.warning.set(warning);
        }
        if self.shown.with_untracked(|shown| *shown != now) {
            self.shown.set(now);
        }
    }

    /// Opens the usual review of a file that wants a look.
    pub(super) fn review(self, file: &str) {
        let found = self.inner.try_with_value(|inner| {
            let told = inner.watch.as_ref()?.told();
            told.into_iter().find(|told| told.name == file)
        });
        if let Some(State::Look(_, opened)) = found.flatten().map(|told| told.state) {
            let opened: Arc<Opened> = opened;
            receive_copy(self.workspace, file, opened);
        }
    }
}

/// What keeps the plan from its folder, with the button that helps, for the head of every place.
pub fn banner() -> Option<(String, AnyView)> {
    let folder = use_context::<SharedFolder>()?;
    Some(match folder.warning.get()? {
        Warning::Asking(name) => (t().folder_asking.to_string(), go_on_button(folder, &name)),
        Warning::Trouble(text) => {
            (text, view! { <a class="button" href=Route::Share.to_string()>{t().look}</a> })
        }
    })
}

pub(super) fn go_on_button(folder: SharedFolder, name: &str) -> AnyView {
    let word = fill(t().folder_go_on, &[name]);
    view! {
        <button type="button" class="button" on:click=handler(move |_| folder.go_on())><bdi>{word}</bdi></button>
    }
}
