//! Beginning to work in a folder, going on after a restart, and stopping.

use leptos::prelude::*;

use super::{Inner, Phase, SharedFolder, words};
use crate::browser::clock;
use crate::browser::folder::{Folder, Remembered, is_offered, pick, remember, remembered};
use crate::domain::Id;
use crate::folder::{Watch, copy_word, who};
use crate::plan_file::folder_name;
use crate::ui::text::t;

impl SharedFolder {
    /// Another plan is on screen: its folder, where it has one.
    pub(super) fn begin(self, plan: Option<Id>) {
        self.renew(Inner { plan: plan.clone(), ..Inner::default() });
        self.publish(Phase::Off);
        let Some(plan) = plan.filter(|_| is_offered()) else { return };
        leptos::task::spawn_local(async move {
            let Some(found) = remembered(plan.as_str()).await else { return };
            let allowed = match &found.folder {
                Some(folder) => Some(folder.is_allowed().await),
                None => None,
            };
            self.change(&plan, |inner| {
                inner.watch = Some(Watch::new(plan.clone(), found.own.clone()));
                inner.remembered = Some(found);
            });
            match allowed {
                Some(true) => self.work(),
                Some(false) => self.publish(Phase::Asking),
                None => self.publish(Phase::Off),
            }
        });
    }

    /// Lets the user pick a folder and goes to work in it. Only in answer to a click.
    pub fn choose(self, person: String) {
        let Some(plan) = self.workspace.plan_id.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            match pick().await {
                Ok(Some(folder)) => self.start(&plan, folder, &person).await,
                Ok(None) => {}
                Err(fault) => self.say(words::fault(&fault)),
            }
        });
    }

    async fn start(self, plan: &Id, folder: Folder, person: &str) {
        let title = self.workspace.peek(|plan| plan.head().title.clone());
        // The same person comes back to the same file.
        let before = self.inner.try_with_value(|inner| inner.remembered.as_ref().map(|it| it.own.clone()));
        let person = person.trim();
        let is_theirs = |own: &String| {
            let fresh = folder_name("", &copy_word(person, "x"));
            who(own).unwrap_or_default() == who(&fresh).unwrap_or_default()
        };
        let own = before.flatten().filter(is_theirs).unwrap_or_else(|| own_name(&title, person));
        let what = Remembered { folder: Some(folder), own: own.clone() };
        remember(plan.as_str(), &what).await;
        self.renew(Inner {
            plan: Some(plan.clone()),
            watch: Some(Watch::new(plan.clone(), own)),
            remembered: Some(what),
            ..Inner::default()
        });
        self.work();
    }

    /// Goes on in the folder that was worked in before. Only in answer to a click, as it may have to be allowed again.
    pub fn go_on(self) {
        let folder = self.folder();
        leptos::task::spawn_local(async move {
            let Some(folder) = folder else { return };
            if folder.is_allowed().await || folder.ask().await {
                self.work();
            } else {
                self.say(t().folder_not_allowed.to_string());
            }
        });
    }

    /// Stops; the file stays in the folder, and so does all that came from it here.
    pub fn stop(self) {
        let Some(plan) = self.workspace.plan_id.get_untracked() else { return };
        let own = self.inner.try_with_value(|inner| inner.remembered.as_ref().map(|it| it.own.clone()));
        let Some(own) = own.flatten() else { return };
        let what = Remembered { folder: None, own: own.clone() };
        self.renew(Inner { plan: Some(plan.clone()), remembered: Some(what.clone()), ..Inner::default() });
        self.publish(Phase::Off);
        leptos::task::spawn_local(async move { remember(plan.as_str(), &what).await });
        self.say(t().folder_stopped.to_string());
    }
}

/// A name for this copy's file that nobody else has.
pub(super) fn own_name(title: &str, person: &str) -> String {
    let word = clock::mint_replica();
    let word: String = word.as_str().chars().rev().take(5).collect();
    folder_name(title, &copy_word(person, &word))
}
