//! "Work in a folder": the plan on screen and a folder that others share, kept together from round to round.
//!
//! Binds [`folder`](crate::folder) to the browser and the workspace. A round lists the folder, takes in what others
//! changed as ordinary steps, and writes this copy's file where it must. Only the tab that writes the plan does so.

mod round;
mod section;
mod shown;
mod starting;
mod words;

use std::time::Duration;

use leptos::prelude::*;

pub use self::section::FolderSection;
use self::shown::Warning;
pub use self::shown::{Phase, Row, Shown, banner};
use super::text::t;
use super::workspace::Workspace;
use crate::browser::folder::{Folder, Remembered};
use crate::browser::{clock, page};
use crate::domain::Id;
use crate::folder::{Fault, Watch};

/// Between one look at the folder and the next.
const EVERY: Duration = Duration::from_secs(3);
/// After so long without an answer, people are told that there is none.
const NO_ANSWER_MS: u64 = 30_000;
/// Most arrivals that are remembered to be shown.
const ARRIVALS: usize = 5;
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
    /// What is to be said on every place.
    warning: RwSignal<Option<Warning>>,
}

#[derive(Default)]
struct Inner {
    /// Whether the life of the tab is listened to.
    listens: bool,
    /// Whether this tab had the turn to write when that was looked at last; `None` until then.
    was_ours: Option<bool>,
    plan: Option<Id>,
    remembered: Option<Remembered>,
    watch: Option<Watch>,
    busy_since: Option<u64>,
    /// A round is wanted as soon as the one that runs is over.
    again: bool,
    trouble: Option<String>,
    /// How many looks in turn could not be taken.
    troubles: u32,
    arrivals: Vec<(u64, String)>,
    /// Files of which people were told that they want a look.
    looks_told: Vec<String>,
    backed_up_ms: u64,
}

impl Inner {
    /// Remembers what came in, or befell this copy, to be shown.
    fn arrived(&mut self, text: String) {
        self.arrivals.insert(0, (clock::now_ms(), text));
        self.arrivals.truncate(ARRIVALS);
    }
}

impl SharedFolder {
    /// Nothing yet; the folder of a plan is looked for once the plan is on screen.
    pub fn new(workspace: Workspace) -> SharedFolder {
        let folder = SharedFolder {
            workspace,
            inner: StoredValue::new_local(Inner::default()),
            shown: RwSignal::new(Shown::default()),
            looked_ms: RwSignal::new(None),
            warning: RwSignal::new(None),
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
            let is_back = ours && inner.was_ours == Some(false);
            inner.was_ours = Some(ours);
            inner.plan == plan && !is_back
        });
        match known {
            Some(false) => self.begin(plan),
            _ if self.shown.with_untracked(|shown| shown.phase == Phase::Working) => self.look_now(),
            _ => {}
        }
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
            inner.troubles = if outcome.is_ok() { 0 } else { inner.troubles + 1 };
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
        if phase == Phase::Asking {
            self.say(t().folder_no_permission.to_string());
        }
        self.tell_of_looks();
        if again {
            self.look_now();
        }
    }

    fn folder(self) -> Option<Folder> {
        self.inner.try_with_value(|inner| inner.remembered.as_ref()?.folder.clone()).flatten()
    }
}
