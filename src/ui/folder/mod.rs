//! "Work in a folder": the plan on screen and a folder that others share, kept together from round to round.
//!
//! Binds [`folder`](crate::folder) to the browser and the workspace. A round lists the folder, takes in what others
//! changed as ordinary steps, and writes this copy's file where it must. Only the tab that writes the plan does so.

mod round;
mod section;
mod words;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

pub use self::section::FolderSection;
use super::text::{fill, t};
use super::view::{handler, view};
use super::workspace::{Notice, Workspace};
use crate::browser::folder::{Folder, Remembered, is_offered, pick, remember, remembered};
use crate::browser::{clock, page};
use crate::domain::Id;
use crate::folder::{Fault, State, Watch, copy_word, who};
use crate::plan_file::{Opened, copy_name};

/// Between one look at the folder and the next.
const EVERY: Duration = Duration::from_secs(3);
/// After so long without an answer, people are told that there is none.
const NO_ANSWER_MS: u64 = 30_000;
/// After so long a look is given up and a new one begun.
const GIVEN_UP_MS: u64 = 120_000;

/// The folder of the plan on screen; copies are the same.
#[derive(Clone, Copy)]
pub struct SharedFolder {
    workspace: Workspace,
    inner: StoredValue<Inner, LocalStorage>,
    /// What is shown of it.
    pub shown: RwSignal<Shown>,
    /// When the folder was looked at last, in ms since 1970.
    pub looked_ms: RwSignal<Option<u64>>,
    /// The folder that has to be allowed again.
    asking: RwSignal<Option<String>>,
}

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

#[derive(Default)]
struct Inner {
    /// Whether the life of the tab is listened to.
    listens: bool,
    /// Whether this tab had the turn to write when it was looked at last.
    was_ours: bool,
    plan: Option<Id>,
    remembered: Option<Remembered>,
    watch: Option<Watch>,
    busy_since: Option<u64>,
    /// A round is wanted as soon as the one that runs is over.
    again: bool,
    trouble: Option<String>,
    arrivals: Vec<(u64, String)>,
    /// Files of which people were told that they want a look.
    looks_told: Vec<String>,
    backed_up_ms: u64,
}

impl SharedFolder {
    /// Nothing yet; the folder of a plan is looked for once the plan is on screen.
    pub fn new(workspace: Workspace) -> SharedFolder {
        let folder = SharedFolder {
            workspace,
            inner: StoredValue::new_local(Inner::default()),
            shown: RwSignal::new(Shown::default()),
            looked_ms: RwSignal::new(None),
            asking: RwSignal::new(None),
        };
        let _ = set_interval_with_handle(move || workspace.when_free(move || folder.tick()), EVERY);
        folder
    }

    /// Listens to the tab: what is written while it goes out of sight goes out with it.
    fn listen(self) {
        let look = move || self.workspace.when_free(move || self.tick());
        page::on_visibility_change(look);
        window_event_listener(leptos::ev::focus, move |_| look());
    }

    fn tick(self) {
        let (plan, ours) = (self.workspace.plan_id.get_untracked(), self.may_work());
        let known = self.inner.try_update_value(|inner| {
            if !inner.listens {
                inner.listens = true;
                self.listen();
            }
            // Another tab may have begun or stopped meanwhile.
            let is_back = ours && !inner.was_ours;
            inner.was_ours = ours;
            inner.plan == plan && !is_back
        });
        match known {
            Some(false) => self.begin(plan),
            _ if self.shown.with_untracked(|shown| shown.phase == Phase::Working) => self.look_now(),
            _ => {}
        }
    }

    /// Another plan is on screen: its folder, where it has one.
    fn begin(self, plan: Option<Id>) {
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

    /// Whether this tab may write the plan at all.
    fn may_work(self) -> bool {
        self.workspace.kept.with_untracked(|kept| kept.read_only().is_none())
    }

    /// Begins anew with what is known; what belongs to the tab stays.
    fn renew(self, fresh: Inner) {
        self.inner.try_update_value(|inner| {
            let (listens, was_ours) = (inner.listens, inner.was_ours);
            *inner = Inner { listens, was_ours, ..fresh };
        });
    }

    /// Changes what is known, unless another plan is on screen by now.
    fn change(self, plan: &Id, change: impl FnOnce(&mut Inner)) {
        self.inner.try_update_value(|inner| {
            if inner.plan.as_ref() == Some(plan) {
                change(inner);
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
            let fresh = copy_name("", &copy_word(person, "x"));
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

    fn work(self) {
        self.inner.try_update_value(|inner| inner.trouble = None);
        self.publish(Phase::Working);
        self.look_now();
    }

    /// Looks at the folder now, or as soon as the look that is being taken is over.
    pub fn look_now(self) {
        if !self.may_work() {
            return;
        }
        let now = clock::now_ms();
        let start = self.inner.try_update_value(|inner| {
            match inner.busy_since {
                // Whatever has come of it, it is tried anew; should both answer, nothing is done twice.
                Some(since) if now > since + GIVEN_UP_MS => {
                    inner.busy_since = Some(now);
                    return true;
                }
                Some(since) if now > since + NO_ANSWER_MS => {
                    inner.trouble = Some(t().folder_silent.to_string())
                }
                Some(_) => inner.again = true,
                None => {
                    inner.busy_since = Some(now);
                    return true;
                }
            }
            false
        });
        if start == Some(true) {
            leptos::task::spawn_local(self.run());
        } else {
            self.publish(self.shown.with_untracked(|shown| shown.phase));
        }
    }

    async fn run(self) {
        let before = self.inner.try_with_value(|inner| inner.plan.clone()).flatten();
        let Some(plan) = before else { return };
        let outcome = round::round(self, &plan).await;
        let mut phase = Phase::Working;
        let mut again = false;
        self.change(&plan, |inner| {
            inner.busy_since = None;
            again = std::mem::take(&mut inner.again) && outcome.is_ok();
            inner.trouble = match &outcome {
                Ok(()) => None,
                // It changes while we look: the next look finds it.
                Err(Fault::Changed) => inner.trouble.take(),
                Err(Fault::Permission) => {
                    phase = Phase::Asking;
                    Some(words::fault(&Fault::Permission))
                }
                Err(fault) => Some(words::fault(fault)),
            };
        });
        let stopped =
            self.inner.try_with_value(|inner| inner.plan.as_ref() != Some(&plan) || inner.watch.is_none());
        if stopped != Some(false) {
            return;
        }
        if outcome.is_ok() {
            let _ = self.looked_ms.try_set(Some(clock::now_ms()));
        }
        self.publish(phase);
        self.tell_of_looks();
        if again {
            self.look_now();
        }
    }

    /// Says once that a file wants a person's look.
    fn tell_of_looks(self) {
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

    fn say(self, text: String) {
        self.workspace.notice.set(Some(Notice { text, undoable: false }));
    }

    fn folder(self) -> Option<Folder> {
        self.inner.try_with_value(|inner| inner.remembered.as_ref()?.folder.clone()).flatten()
    }

    /// Shows what is known, where that is other than what is shown.
    fn publish(self, phase: Phase) {
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
        if let Some(now) = now
            && self.shown.with_untracked(|shown| *shown != now)
        {
            let asking = (phase == Phase::Asking).then(|| now.name.clone());
            if self.asking.with_untracked(|before| *before != asking) {
                self.asking.set(asking);
            }
            self.shown.set(now);
        }
    }

    /// Opens the usual review of a file that wants a look.
    fn review(self, file: &str) {
        let found = self.inner.try_with_value(|inner| {
            let told = inner.watch.as_ref()?.told();
            told.into_iter().find(|told| told.name == file)
        });
        if let Some(State::Look(_, opened)) = found.flatten().map(|told| told.state) {
            let opened: Arc<Opened> = opened;
            super::open_file::receive_copy(self.workspace, file, opened);
        }
    }
}

/// A name for this copy's file that nobody else has.
fn own_name(title: &str, person: &str) -> String {
    let word = clock::mint_replica();
    let word: String = word.as_str().chars().rev().take(5).collect();
    copy_name(title, &copy_word(person, &word))
}

/// What keeps the plan from its folder, with the button that helps, for the head of every place.
pub fn banner() -> Option<(String, AnyView)> {
    let folder = use_context::<SharedFolder>()?;
    let name = folder.asking.get()?;
    Some((t().folder_asking.to_string(), go_on_button(folder, &name)))
}

fn go_on_button(folder: SharedFolder, name: &str) -> AnyView {
    let word = fill(t().folder_go_on, &[name]);
    view! {
        <button type="button" class="button" on:click=handler(move |_| folder.go_on())><bdi>{word}</bdi></button>
    }
}
