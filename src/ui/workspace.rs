//! The open plan and the one way to change it from a screen.
//!
//! Owns the plan, its history and the map from topics to the views that show them; passes every step on to `keeping`.
//! Views read through `read`, which also says what they depend on; they never see a trigger and keep no copy.

use crate::ordered::Map;

use leptos::prelude::*;

use super::backup;
use super::keeping::{Followed, Held, Keeping, Kept, Me};
use super::merging::Review;
use super::recovery::Offer;
use super::say;
use super::sheet::Sheet;
use super::start;
use super::text::{fill, t};
use super::topic::{Topic, topics_of};
use crate::browser::clock;
use crate::change::{Command, History, Patch, Stays, apply_all};
use crate::domain::{Date, Id, Plan};
use crate::merge::Made;
use crate::plan_file::Edit;

/// A handle to the open plan; copies are the same workspace.
#[derive(Clone, Copy)]
pub struct Workspace {
    inner: StoredValue<Inner, LocalStorage>,
    /// The plan on screen; `None` shows the welcome.
    pub plan_id: RwSignal<Option<Id>>,
    /// Today in the user's time zone; changes at midnight.
    pub today: RwSignal<Date>,
    /// The day that is looked at, where it is not today.
    pub as_of: RwSignal<Option<Date>>,
    /// How the last edits are kept.
    pub kept: RwSignal<Kept>,
    /// What undo and redo would do, in words.
    pub steps: RwSignal<Steps>,
    /// The form that lies over the screen.
    pub sheet: RwSignal<Option<Sheet>>,
    /// A kept plan is about to be shown: whose turn it is to write is still being asked.
    pub starting: RwSignal<bool>,
    /// Why the plan that is kept here could not be opened; nothing is written over it.
    pub lost: RwSignal<Option<String>>,
    /// What can't be opened from localStorage and can be had from the backups.
    pub offers: RwSignal<Vec<Offer>>,
    /// What a copy of the plan would change, while a person decides.
    pub review: RwSignal<Option<Review>, LocalStorage>,
    /// A table of values that is about to be brought in.
    pub table: RwSignal<Option<super::import::Source>>,
    /// Counts how often many lines of a review were ticked or unticked at once, so that each looks again.
    pub review_ticks: RwSignal<u32>,
    /// A newer release of the app waits to be used.
    pub update_ready: RwSignal<bool>,
    /// Counts the backups made in this tab, so that a list of them is read again.
    pub backups_made: RwSignal<u32>,
    /// What just happened, said once.
    pub notice: RwSignal<Option<Notice>>,
}

/// What undo and redo would do, in words.
#[derive(Clone, Debug, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Steps {
    pub undo: Option<String>,
    pub redo: Option<String>,
}

/// What just happened, and whether it can be undone from where it is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Offers "Undo" beside them.
    pub undoable: bool,
}

/// A step that was made: what people call it, and what takes it back.
struct Done {
    text: String,
    did: Did,
}

enum Did {
    /// It changed the plan.
    Made(Box<Made>),
    /// It put another plan in place.
    Swapped(std::sync::Arc<Swap>),
}

/// A plan that gave way to another, each with its registers; taking it back is the same the other way round.
struct Swap {
    before: Held,
    after: Held,
}

struct Inner {
    plan: Plan,
    history: History<Done>,
    triggers: Map<Topic, ArcTrigger>,
    keeping: Keeping,
}

/// Whether a step is new, or takes one back or makes one again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Undo,
    Redo,
}

/// What came of undo or redo.
enum Taken {
    /// The step was taken back; without a patch another plan is on screen.
    Back { text: String, patch: Option<Patch> },
    /// It could not be, and why.
    Refused { why: String },
}

impl Inner {
    fn edit(&mut self, text: String, edit: Edit) -> Option<Patch> {
        let made = self.keeping.edit(edit, &mut self.plan)?;
        Some(self.remember(text, made))
    }

    fn remember(&mut self, text: String, made: Made) -> Patch {
        let patch = made.patch.clone();
        self.history.push(Done { text, did: Did::Made(Box::new(made)) });
        patch
    }

    fn take_back(&mut self, way: Way) -> Option<Taken> {
        let Inner { plan, history, keeping, .. } = self;
        let (mut patch, mut refused) = (None, None);
        let back = |done: &Done| {
            let did = match &done.did {
                Did::Made(made) => match keeping.take_back(made, plan) {
                    Some(made) => {
                        patch = Some(made.patch.clone());
                        Did::Made(Box::new(made))
                    }
                    None => {
                        refused = Some(fill(t().not_undone, &[&done.text]));
                        return Err(Stays::Never);
                    }
                },
                Did::Swapped(swap) => {
                    match keeping.go_back_to(&swap.before, plan) {
                        Ok(before) => *plan = before,
                        Err(why) => {
                            refused = Some(why);
                            return Err(Stays::ForNow);
                        }
                    }
                    let back = Swap { before: swap.after.clone(), after: swap.before.clone() };
                    Did::Swapped(std::sync::Arc::new(back))
                }
            };
            Ok(Done { text: done.text.clone(), did })
        };
        let taken = match way {
            Way::Undo => history.undo(back),
            Way::Redo => history.redo(back),
        };
        let text = taken.map(|done| done.text.clone());
        match (text, refused) {
            (Some(text), _) => Some(Taken::Back { text, patch }),
            (None, Some(why)) => Some(Taken::Refused { why }),
            (None, None) => None,
        }
    }
}

impl Workspace {
    /// A workspace around what is kept in this browser; shows the welcome until a plan is opened.
    pub fn new(keeping: Keeping) -> Workspace {
        let plan = Plan::new(clock::mint("p"), "");
        let kept = keeping.kept(false);
        let inner = Inner { plan, history: History::default(), triggers: Map::new(), keeping };
        Workspace {
            inner: StoredValue::new_local(inner),
            plan_id: RwSignal::new(None),
            today: RwSignal::new(clock::today()),
            as_of: RwSignal::new(None),
            kept: RwSignal::new(kept),
            steps: RwSignal::new(Steps::default()),
            sheet: RwSignal::new(None),
            starting: RwSignal::new(false),
            lost: RwSignal::new(None),
            offers: RwSignal::new(Vec::new()),
            backups_made: RwSignal::new(0),
            update_ready: RwSignal::new(false),
            review: RwSignal::new_local(None),
            table: RwSignal::new(None),
            review_ticks: RwSignal::new(0),
            notice: RwSignal::new(None),
        }
    }

    /// The day of which everything on screen is said, for a view that runs again when it changes: today, unless a past
    /// day is looked at. What is written is written today.
    pub fn day(&self) -> Date {
        self.as_of.get().unwrap_or_else(|| self.today.get())
    }

    /// Why nothing can be changed here now, where that is so.
    pub fn read_only(&self) -> Option<String> {
        let past = || Some(fill(t().read_only_past, &[&say::day(self.as_of.get_untracked()?)]));
        self.kept.with_untracked(Kept::read_only).or_else(past)
    }

    /// Whether a past day is looked at, so that nothing can be begun that changes the plan; says so, and the way back.
    pub fn stays_as_it_was(&self) -> bool {
        let Some(day) = self.as_of.get_untracked() else { return false };
        let text = fill(t().read_only_past, &[&say::full_day(day)]);
        self.notice.set(Some(Notice { text, undoable: false }));
        true
    }

    /// Looks at a day; today is where everything can be changed.
    pub fn look_at(&self, day: Date) {
        let past = Some(day).filter(|day| *day < self.today.get_untracked());
        if self.as_of.get_untracked() != past {
            self.as_of.set(past);
        }
    }

    /// Reads the plan for a view that shows `topics`: the view runs again when one of them changes.
    pub fn read<R>(&self, topics: &[Topic], read: impl FnOnce(&Plan) -> R) -> R {
        self.track(topics);
        self.peek(read)
    }

    fn track(&self, topics: &[Topic]) {
        // Another plan, or a step that concerns everything, reaches every view through this one signal.
        self.plan_id.track();
        let triggers: Vec<ArcTrigger> = self
            .inner
            .try_update_value(|inner| {
                topics.iter().map(|topic| inner.triggers.or_default(topic.clone()).clone()).collect()
            })
            .unwrap_or_default();
        triggers.iter().for_each(Track::track);
    }

    /// Reads the plan once, without depending on it: for event handlers.
    pub fn peek<R>(&self, read: impl FnOnce(&Plan) -> R) -> R {
        read(&self.inner.read_value().plan)
    }

    /// Makes one step; on a refusal nothing has changed and the words say why.
    pub fn dispatch(&self, label: impl Into<String>, command: Command) -> Result<(), String> {
        self.dispatch_all(label, vec![command])
    }

    /// Makes several commands as one step that undo takes back as one.
    pub fn dispatch_all(&self, label: impl Into<String>, commands: Vec<Command>) -> Result<(), String> {
        if let Some(why) = self.read_only() {
            return Err(why);
        }
        let text = label.into();
        let made = self.inner.try_update_value(|inner| {
            let mut parts = Vec::new();
            let draft = apply_all(&mut inner.plan, commands, |patch, plan| {
                parts.extend_from_slice(Edit::from_patch(patch, plan).parts());
            });
            let draft = draft.map_err(|refusal| say::refusal(&refusal))?;
            if draft.is_empty() {
                return Ok(None);
            }
            // The commands were tried; the step is made the way it will be replayed, registers and all.
            let _ = draft.invert().apply(&mut inner.plan);
            inner.edit(text, Edit::of(parts)).map(Some).ok_or_else(|| t().not_made.to_string())
        });
        match made {
            Some(Ok(patch)) => {
                if let Some(patch) = patch {
                    self.announce(&patch);
                }
                Ok(())
            }
            Some(Err(why)) => Err(why),
            None => Err(t().not_made.to_string()),
        }
    }

    /// Makes a step that is no command of its own: a choice between versions, what was taken of a file.
    pub fn make(
        &self,
        text: impl Into<String>,
        step: impl FnOnce(&mut Keeping, &mut Plan) -> Option<Made>,
    ) -> bool {
        if let Some(why) = self.read_only() {
            self.notice.set(Some(Notice { text: why, undoable: false }));
            return false;
        }
        let text = text.into();
        let made = self.inner.try_update_value(|inner| {
            let made = step(&mut inner.keeping, &mut inner.plan)?;
            Some(inner.remember(text, made))
        });
        let patch = made.flatten();
        if let Some(patch) = &patch {
            self.announce(patch);
            // What is not settled yet is shown by views that no record's topic reaches.
            self.plan_id.notify();
        }
        patch.is_some()
    }

    /// Makes a step whose undo is offered right away: a deletion never asks, it can be taken back.
    pub fn dispatch_with_undo(&self, done: impl Into<String>, command: Command) {
        let done = done.into();
        let text = match self.dispatch(done.clone(), command) {
            Ok(()) => Notice { text: done, undoable: true },
            Err(why) => Notice { text: why, undoable: false },
        };
        self.notice.set(Some(text));
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.step(Way::Undo);
    }

    /// Makes the last undone step again.
    pub fn redo(&self) {
        self.step(Way::Redo);
    }

    fn step(&self, way: Way) {
        if let Some(why) = self.read_only() {
            self.notice.set(Some(Notice { text: why, undoable: false }));
            return;
        }
        let Some(taken) = self.inner.try_update_value(|inner| inner.take_back(way)).flatten() else { return };
        let (text, shown) = match taken {
            Taken::Back { text, patch } => {
                match patch {
                    Some(patch) => self.announce(&patch),
                    None => {
                        self.announce_all();
                        start::claim_turn(*self);
                    }
                }
                (text, true)
            }
            Taken::Refused { why } => (why, false),
        };
        self.refresh_steps();
        let text = match way {
            _ if !shown => text,
            Way::Undo => say::undone(&text),
            Way::Redo => say::redone(&text),
        };
        self.notice.set(Some(Notice { text, undoable: false }));
    }

    /// Opens `held` in place of the plan on screen, which stays kept and comes back with one undo. On an error nothing
    /// has changed.
    pub fn swap(&self, label: impl Into<String>, held: Held) -> Result<(), String> {
        let label = label.into();
        if self.kept.with_untracked(|kept| kept.not_saved.is_some()) {
            return Err(t().update_not_yet.to_string());
        }
        // Another state of the plan that another tab writes is not put over what that one does.
        let is_same = self.plan_id.get_untracked().as_ref() == Some(held.plan.id());
        if let Some(why) = self.kept.with_untracked(Kept::read_only).filter(|_| is_same) {
            return Err(why);
        }
        backup::before_replacing(*self);
        let done = self.inner.try_update_value(|inner| {
            let before = Held { plan: inner.plan.clone(), ledger: inner.keeping.ledger().clone() };
            inner.keeping.put_in_place(&held, Some(&inner.plan))?;
            inner.plan = held.plan.clone();
            let swap = std::sync::Arc::new(Swap { before, after: held });
            inner.history.push(Done { text: label, did: Did::Swapped(swap) });
            Ok(())
        });
        if let Some(Ok(())) = done {
            self.announce_all();
            start::claim_turn(*self);
        }
        done.unwrap_or(Ok(()))
    }

    /// Who works here, where they said so and are still a person of the plan.
    pub fn me(&self) -> Option<Id> {
        let Me::Person(me) = self.kept.with_untracked(|kept| kept.me.clone()) else { return None };
        self.peek(|plan| plan.records().people.contains_key(&me)).then_some(me)
    }

    /// Runs every view: another plan is on screen, or another state of it.
    pub fn announce_all(&self) {
        let id = self.inner.with_value(|inner| inner.plan.id().clone());
        self.refresh_steps();
        self.as_of.set(None);
        self.plan_id.set(Some(id));
        self.refresh_kept();
        self.end_review_of_another();
    }

    /// A review belongs to the plan that it was begun on.
    fn end_review_of_another(&self) {
        let on_screen = self.plan_id.get_untracked();
        let stays = self.review.with_untracked(|review| {
            review
                .as_ref()
                .is_none_or(|review| Some(review.proposal.theirs().plan.id()) == on_screen.as_ref())
        });
        if !stays {
            self.review.set(None);
        }
    }

    /// Shows another plan from now on; the history begins anew.
    pub fn show(&self, plan: Plan) {
        let id = plan.id().clone();
        self.inner.update_value(|inner| {
            inner.plan = plan;
            inner.history.clear();
        });
        self.steps.set(Steps::default());
        self.as_of.set(None);
        self.plan_id.set(Some(id));
        self.refresh_kept();
        self.end_review_of_another();
    }

    /// Shows no plan: the welcome.
    pub fn show_none(&self) {
        self.show(Plan::new(clock::mint("p"), ""));
        self.plan_id.set(None);
        self.refresh_kept();
    }

    /// Works on what keeps the plan (opening, replacing, saving to a file) and shows its state afterwards.
    pub fn with_keeping<R>(&self, work: impl FnOnce(&mut Keeping, &mut Plan) -> R) -> Option<R> {
        let done = self.inner.try_write_value().map(|mut inner| {
            let inner = &mut *inner;
            work(&mut inner.keeping, &mut inner.plan)
        });
        self.refresh_kept();
        done
    }

    /// Runs this now, or as soon as what is being done is done: while Firefox waits for its storage, it goes on telling
    /// the page of tabs that are hidden and shown.
    pub fn when_free(self, run: impl FnOnce() + 'static) {
        if self.inner.try_with_value(|_| ()).is_some() {
            run();
        } else {
            set_timeout(move || self.when_free(run), std::time::Duration::ZERO);
        }
    }

    /// Looks at the clock again: midnight may have passed while the tab slept.
    pub fn look_at_clock(&self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// Says how the last edits are kept, where that has changed.
    pub fn refresh_kept(&self) {
        let shown = self.plan_id.with_untracked(Option::is_some);
        // Who is at work in there (`when_free`) says it afterwards.
        let Some(kept) = self.inner.try_with_value(|inner| inner.keeping.kept(shown)) else { return };
        if self.kept.with_untracked(|k| *k != kept) {
            self.kept.set(kept);
        }
    }

    /// Runs exactly the views that show what the patch touched.
    fn announce(&self, patch: &Patch) {
        let triggers: Option<Vec<ArcTrigger>> = self.inner.with_value(|inner| {
            let of = |topics: crate::ordered::Set<Topic>| {
                topics.iter().filter_map(|topic| inner.triggers.get(topic).cloned()).collect()
            };
            topics_of(patch, &inner.plan).map(of)
        });
        match triggers {
            Some(triggers) => triggers.iter().for_each(Notify::notify),
            None => self.plan_id.notify(),
        }
        self.refresh_steps();
        self.refresh_kept();
    }

    /// Replays what another tab wrote, and shows it.
    pub fn follow(&self) {
        let followed = self.inner.try_update_value(|inner| inner.keeping.follow(&mut inner.plan));
        match followed.flatten() {
            Some(Followed::Steps(patches)) => patches.iter().for_each(|patch| self.announce(patch)),
            Some(Followed::Plan(plan)) => self.show(*plan),
            None => {}
        }
    }

    fn refresh_steps(&self) {
        let steps = self.inner.with_value(|inner| Steps {
            undo: inner.history.undoable().map(|done| done.text.clone()),
            redo: inner.history.redoable().map(|done| done.text.clone()),
        });
        if self.steps.with_untracked(|known| *known != steps) {
            self.steps.set(steps);
        }
    }
}

/// The workspace of the app around this view.
pub fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}
