//! What keeps the open plan: registers and journal of every step, snapshots when idle, one writer among the tabs.
//!
//! Binds `plan_file`, `merge` and `storage` to the browser. Must not know screens; it says its state as [`Kept`].

mod shelves;
mod who;

use std::rc::Rc;

pub use self::who::Me;

use super::say;
use super::text::{fill, t};
use crate::browser::local_storage::LocalStorage;
use crate::browser::{backups, clock, tabs};
use crate::change::Patch;
use crate::domain::{Id, Plan};
use crate::merge::{Copy, Dot, Ledger, Made, Stamp, Step, merge};
use crate::ordered::Set;
use crate::plan_file::{Document, Edit, Opened, Tree, read, read_own, write, write_body};
use crate::storage::{
    About, Aside, Backup, BackupKind, Follower, Keeper, KeyValue, LoadError, Memory, MirrorState, News,
    NotSaved, PlanEntry, SaveState, Shelf, StorageError, Writer, about, asides, bring_back, current_plan,
    give_up_quarantined, lease, mirror_state, mirror_writes, note_about, plans, raw_dump, set_current_plan,
};

/// The number of this build's way of keeping plans: a tab with a lower one stops writing once a higher one has.
const BUILD: u64 = 1;

/// The browser's storage, or memory where that is blocked.
#[derive(Clone)]
pub enum Store {
    /// localStorage.
    Local(LocalStorage),
    /// Nothing that outlives the tab.
    Memory(Rc<Memory>),
}

impl KeyValue for Store {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        match self {
            Store::Local(store) => store.get(key),
            Store::Memory(store) => store.get(key),
        }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        match self {
            Store::Local(store) => store.set(key, value),
            Store::Memory(store) => store.set(key, value),
        }
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        match self {
            Store::Local(store) => store.remove(key),
            Store::Memory(store) => store.remove(key),
        }
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        match self {
            Store::Local(store) => store.keys(prefix),
            Store::Memory(store) => store.keys(prefix),
        }
    }
}

/// How the plan is kept, for people to see.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Kept {
    /// Everything is in storage.
    pub safe: bool,
    /// Why something is in memory only; `None` while nothing is.
    pub not_saved: Option<String>,
    /// Storage is blocked: the plan lives as long as this tab.
    pub memory_only: bool,
    /// What was changed since the plan was opened or saved to a file goes with this tab: nothing else has it.
    pub goes_with_tab: bool,
    /// Another tab writes; this one reads along.
    pub following: bool,
    /// A newer version of Cairn made the plan: it can be read and saved as it is.
    pub made_by_newer: bool,
    /// What was found wrong when the plan was opened, and what was kept of it.
    pub trouble: usize,
    /// When the plan was last saved to a file, ms since 1970.
    pub file_ms: Option<u64>,
    /// Who works on the plan in this browser.
    pub me: Me,
    /// Somebody has written here and was not asked who they are.
    pub asks_who: bool,
}

impl Kept {
    /// Why nothing can be changed here, where that is so.
    pub fn read_only(&self) -> Option<String> {
        let newer = self.made_by_newer.then(|| t().read_only_newer.to_string());
        newer.or_else(|| self.following.then(|| t().read_only_here.to_string()))
    }
}

/// Whose turn it is to write the open plan.
enum Turn {
    /// No plan is open.
    Nobody,
    Ours(Box<Keeper<Store>>),
    Theirs(Follower<Store>),
    /// A newer version of Cairn made the plan on screen: it is read and never written. The file as it came.
    OnlyRead(String),
}

/// A plan and its registers.
#[derive(Clone)]
pub struct Held {
    /// The plan.
    pub plan: Plan,
    /// The registers of its fields.
    pub ledger: Ledger,
}

/// What waits for the turn to write: the steps that are not saved, and the copy that they have led to.
struct Waiting {
    steps: Vec<Step>,
    copy: Held,
}

/// Keeps the open plan.
pub struct Keeping {
    store: Store,
    turn: Turn,
    ledger: Ledger,
    replica: Option<Id>,
    who: who::Who,
    /// The dots of undone and redone steps of this sitting.
    retraced: Set<Dot>,
    /// What was made here and could not be saved before another tab took the turn.
    waiting: Option<Waiting>,
    trouble: usize,
    persisted: bool,
    file_ms: Option<u64>,
    /// The plans that were changed since they were opened or saved to a file.
    changed: Set<Id>,
    /// What the mirror held at the start, until localStorage and mirror are even.
    mirror: Option<Store>,
}

/// Why a kept plan can't be opened.
pub enum CannotOpen {
    /// Storage or its content.
    Storage(LoadError),
    /// It was kept well but can't be read as a plan.
    Unreadable,
    /// A newer version of Cairn kept it.
    Newer,
}

impl std::fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            CannotOpen::Storage(LoadError::Quarantined { originals, .. }) => {
                fill(t().quarantined, &[&originals.len().to_string()])
            }
            CannotOpen::Storage(other) => fill(t().cannot_load, &[&other.to_string()]),
            CannotOpen::Unreadable => t().kept_unreadable.to_string(),
            CannotOpen::Newer => t().kept_newer.to_string(),
        })
    }
}

impl Keeping {
    /// Looks whether the browser lets us keep anything.
    pub fn start() -> Keeping {
        let store = match LocalStorage::probe() {
            Ok(store) => Store::Local(store),
            Err(_) => Store::Memory(Rc::new(Memory::default())),
        };
        Keeping {
            store,
            turn: Turn::Nobody,
            ledger: Ledger::default(),
            replica: None,
            who: who::Who::default(),
            retraced: Set::new(),
            waiting: None,
            trouble: 0,
            persisted: false,
            file_ms: None,
            changed: Set::new(),
            mirror: None,
        }
    }

    /// The state, for people to see.
    /// `shown` says that a plan is on screen.
    pub fn kept(&self, shown: bool) -> Kept {
        let nobody = shown && matches!(self.turn, Turn::Nobody);
        let state = match &self.turn {
            Turn::Ours(keeper) => keeper.state(),
            Turn::Nobody | Turn::Theirs(_) | Turn::OnlyRead(_) => SaveState::Saved,
        };
        Kept {
            safe: !nobody && self.waiting.is_none() && !matches!(state, SaveState::NotSaved(_)),
            not_saved: match state {
                _ if nobody => Some(t().not_saved_nobody.to_string()),
                _ if self.waiting.is_some() => Some(t().not_saved_overtaken.to_string()),
                SaveState::NotSaved(why) => Some(said(&why)),
                SaveState::Saved | SaveState::Saving => None,
            },
            memory_only: matches!(self.store, Store::Memory(_)),
            goes_with_tab: matches!(self.store, Store::Memory(_)) && !self.changed.is_empty(),
            following: matches!(self.turn, Turn::Theirs(_)),
            made_by_newer: matches!(self.turn, Turn::OnlyRead(_)),
            trouble: self.trouble,
            file_ms: self.file_ms,
            me: self.who.me.clone(),
            asks_who: self.who.is_to_be_asked(),
        }
    }

    /// The plan to open at the start: the one that was open last, else the one opened latest.
    pub fn last_plan(&self) -> Option<String> {
        let mut entries = self.plans();
        entries.retain(|entry| entry.about.shelf() == Shelf::Here);
        let current =
            current_plan(&self.store).ok().flatten().filter(|id| entries.iter().any(|e| &e.id == id));
        current.or_else(|| entries.into_iter().max_by_key(|e| e.about.opened_ms).map(|e| e.id))
    }

    /// The plans kept in this browser.
    pub fn plans(&self) -> Vec<PlanEntry> {
        plans(&self.store).unwrap_or_default()
    }

    /// What was set aside for the open plan.
    pub fn asides(&self, plan: &Id) -> Vec<Aside> {
        asides(&self.store, plan.as_str()).unwrap_or_default()
    }

    /// The state of the plan on screen that was set aside, as a file that came; `None` where it is none. A lone edit of
    /// another branch says nothing of what was seen there, so it comes as a file without registers.
    pub fn state_in(&self, aside: &Aside, shown: &Plan) -> Option<Opened> {
        if let Some(body) = aside.body() {
            return read_own(body.as_bytes()).ok();
        }
        let mut plan = shown.clone();
        step_of(aside.edit()?)?.edit.apply(&mut plan).ok()?;
        read(write_body(&plan, None).as_bytes()).ok()
    }

    /// Every key and value Cairn keeps, as one JSON text.
    pub fn raw(&self) -> Option<String> {
        raw_dump(&self.store).ok()
    }

    /// The registers of the open plan.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether the lease in the store says that another tab writes: the answer where there are no Web Locks.
    pub fn is_held_by_another(&self, plan: &str) -> bool {
        let standing = lease::standing(&self.store, plan, &self.writer(), clock::now_ms());
        matches!(standing, Ok(lease::Standing::Held(_)))
    }

    /// Opens a kept plan: for writing, or to read along with the tab that writes.
    pub fn load(&mut self, plan: &str, writing: bool) -> Result<Plan, CannotOpen> {
        if !writing {
            let mut follower = Follower::new(self.store.clone(), plan);
            let news = follower.refresh().map_err(CannotOpen::Storage)?;
            let News::Plan { body, edits } = news else { return Err(CannotOpen::Unreadable) };
            let held = read_kept(&body, &edits).ok_or_else(|| unreadable(&body))?;
            self.let_go();
            self.turn = Turn::Theirs(follower);
            self.take(plan, held.ledger, 0);
            return Ok(held.plan);
        }
        let loaded = Keeper::load(self.store.clone(), plan, self.writer(), clock::now_ms());
        let loaded = loaded.map_err(CannotOpen::Storage)?;
        let held = read_kept(&loaded.body, &loaded.edits).ok_or_else(|| unreadable(&loaded.body))?;
        // Only now: a plan that can't be opened must not take the turn from the one on screen.
        self.let_go();
        self.turn = Turn::Ours(Box::new(loaded.keeper));
        self.take(plan, held.ledger, loaded.trouble.len());
        self.tidy(&held.plan, false);
        let _ = set_current_plan(&self.store, plan);
        let mut plan = held.plan;
        self.make_up(&mut plan);
        self.even_out();
        Ok(plan)
    }

    /// Lets go of the open plan, for one that is only read and not kept here: `text` is its file as it came.
    pub fn only_read(&mut self, text: String) {
        self.let_go();
        self.ledger = Ledger::default();
        self.trouble = 0;
        self.file_ms = None;
        self.who = who::Who::default();
        self.turn = Turn::OnlyRead(text);
    }

    /// The file of the open plan, registers and all; of one that is only read the file as it came.
    pub fn file_of(&self, plan: &Plan) -> String {
        match &self.turn {
            Turn::OnlyRead(text) => text.clone(),
            _ => write(&Document::new(plan.clone(), Some(self.ledger.to_tree()))),
        }
    }

    /// Learns what the mirror held when the app started.
    pub fn consult(&mut self, mirror: Memory) {
        if matches!(self.store, Store::Local(_)) {
            self.mirror = Some(Store::Memory(Rc::new(mirror)));
        }
    }

    /// The mirror may not become what localStorage is: it holds what is nowhere else.
    pub fn forget_mirror(&mut self) {
        self.mirror = None;
    }

    /// How the mirror of a plan stands to localStorage.
    pub fn mirror_state(&self, plan: &str) -> MirrorState {
        let state = self.mirror.as_ref().map(|mirror| mirror_state(&self.store, mirror, plan));
        state.and_then(Result::ok).unwrap_or(MirrorState::Behind)
    }

    /// Copies a plan from the mirror into localStorage, where that is behind or has none that can be read.
    pub fn bring_back(&mut self, plan: &str) -> Result<(), String> {
        let Some(mirror) = &self.mirror else { return Err(t().backup_gone.to_string()) };
        bring_back(&self.store, mirror, plan).map_err(|e| e.to_string())
    }

    /// Keeps a plan anew from a backup of it; what stands there and can't be read has been copied into quarantine.
    pub fn keep_again(&mut self, plan: &str, body: &str) -> Result<(), String> {
        let held = read_held(body).ok_or_else(|| t().kept_unreadable.to_string())?;
        give_up_quarantined(&self.store, plan).map_err(|e| e.to_string())?;
        self.put_in_place(&held, None)
    }

    /// The plans that the mirror holds.
    pub fn mirrored_plans(&self) -> Vec<PlanEntry> {
        self.mirror.as_ref().and_then(|mirror| plans(mirror).ok()).unwrap_or_default()
    }

    /// The plans in localStorage that can be opened.
    pub fn readable_plans(&self) -> Vec<String> {
        let ids = self.plans().into_iter().map(|entry| entry.id);
        ids.filter(|id| Follower::new(self.store.clone(), id).refresh().is_ok()).collect()
    }

    /// A plan as the mirror holds it: its title, and all of it as one text.
    pub fn copy_in_mirror(&self, plan: &str) -> Option<(String, String)> {
        let mut follower = Follower::new(self.mirror.clone()?, plan);
        let News::Plan { body, edits } = follower.refresh().ok()? else { return None };
        let Held { plan, ledger } = read_kept(&body, &edits)?;
        Some((plan.head().title.clone(), write_body(&plan, Some(&ledger.to_tree()))))
    }

    /// The plan as one text with its registers, as snapshots and backups hold it.
    pub fn body_of(&self, plan: &Plan) -> String {
        write_body(plan, Some(&self.ledger.to_tree()))
    }

    /// A plan of this id is only in the mirror, which is about to be written over: it becomes a backup first.
    fn keep_apart_what_is_mirrored(&self, id: &str) {
        if let Some((title, body)) = self.copy_in_mirror(id) {
            let backup =
                Backup { plan: id.to_string(), kind: BackupKind::BeforeReplace, at_ms: clock::now_ms() };
            backups::keep(&backup, &title, &body);
        }
    }

    /// Writes to the mirror what it lacks of localStorage. From then on every change goes to both.
    fn even_out(&mut self) {
        if let Some(mirror) = &self.mirror
            && let Ok(writes) = mirror_writes(&self.store, mirror)
        {
            backups::mirror(writes);
        }
    }

    /// Makes what waited for the turn on what the other tab has written meanwhile: edits as new steps. Where one of them
    /// does not fit any more, or is no edit but a merge, the copy that it led to is merged.
    fn make_up(&mut self, plan: &mut Plan) {
        let Some(Waiting { steps, copy }) =
            self.waiting.take_if(|waiting| waiting.copy.plan.id() == plan.id())
        else {
            return;
        };
        let mut draft = plan.clone();
        let are_edits = steps.iter().all(|step| matches!(step.stamp, Stamp::Dot(_)));
        if are_edits && steps.iter().all(|step| step.edit.apply(&mut draft).is_ok()) {
            for step in steps {
                let _ = self.edit(step.edit, plan);
            }
            return;
        }
        let theirs = Copy::new(&copy.plan, &copy.ledger);
        match merge(Copy::new(plan, &self.ledger), theirs, &clock::now()) {
            Ok(step) => drop(self.make(step, plan)),
            // It can't come in, so it is put where it can be had back.
            Err(_) => {
                let body = write_body(&copy.plan, Some(&copy.ledger.to_tree()));
                let backup = Backup {
                    plan: plan.id().to_string(),
                    kind: BackupKind::BeforeReplace,
                    at_ms: clock::now_ms(),
                };
                backups::keep(&backup, &copy.plan.head().title, &body);
            }
        }
    }

    /// What another tab has written since we last looked: the patches to show, or a whole plan.
    pub fn follow(&mut self, plan: &mut Plan) -> Option<Followed> {
        let Turn::Theirs(follower) = &mut self.turn else { return None };
        match follower.refresh().ok()? {
            News::Nothing => None,
            News::Edits(edits) => {
                let mut patches = Vec::new();
                for edit in &edits {
                    patches.push(step_of(edit)?.replay(plan, &mut self.ledger).ok()?);
                }
                Some(Followed::Steps(patches))
            }
            News::Plan { body, edits } => {
                let held = read_kept(&body, &edits)?;
                self.ledger = held.ledger;
                Some(Followed::Plan(Box::new(held.plan)))
            }
        }
    }

    /// Makes `held` the open plan: a new one is kept anew; of one that is kept already, what stood there is set aside
    /// first and can be had back. Nothing is changed where it can't be kept.
    /// `shown` is the plan on screen.
    pub fn put_in_place(&mut self, held: &Held, shown: Option<&Plan>) -> Result<(), String> {
        let id = held.plan.id().to_string();
        let body = write_body(&held.plan, Some(&held.ledger.to_tree()));
        let now = clock::now_ms();
        if let (Turn::Ours(keeper), Some(shown)) = (&mut self.turn, shown)
            && shown.id() == held.plan.id()
        {
            // The writer stays: a new one would take its turn away for good, also where the replacement then fails.
            let before = write_body(shown, Some(&self.ledger.to_tree()));
            if keeper.commit_due(now) {
                let _ = keeper.commit(&before, now);
            }
            if let Err(why) = keeper.replace(&before, &body, now) {
                let _ = keeper.commit(&before, now);
                return Err(said(&why));
            }
            self.take(&id, held.ledger.clone(), 0);
            self.note_title(&held.plan);
            return Ok(());
        }
        let kept_already = self.plans().iter().any(|entry| entry.id == id);
        let writer = self.writer();
        let keeper = if kept_already {
            let loaded = Keeper::load(self.store.clone(), &id, writer, now).map_err(|e| e.to_string())?;
            let before = read_kept(&loaded.body, &loaded.edits);
            let before =
                before.map(|b| write_body(&b.plan, Some(&b.ledger.to_tree()))).unwrap_or(loaded.body);
            let mut keeper = loaded.keeper;
            keeper.replace(&before, &body, now).map_err(|why| said(&why))?;
            keeper
        } else {
            self.keep_apart_what_is_mirrored(&id);
            Keeper::create(self.store.clone(), &id, &body, writer, now).map_err(|e| match e {
                crate::storage::CreateError::NotSaved(why) => said(&why),
                other => other.to_string(),
            })?
        };
        self.let_go();
        self.turn = Turn::Ours(Box::new(keeper));
        self.take(&id, held.ledger.clone(), 0);
        let _ = set_current_plan(&self.store, &id);
        self.note_title(&held.plan);
        Ok(())
    }

    /// Makes `held`, which was on screen before another plan, the open plan again. As it is kept is how it is opened:
    /// another tab may have worked on it meanwhile.
    pub fn go_back_to(&mut self, held: &Held, shown: &Plan) -> Result<Plan, String> {
        let id = held.plan.id();
        let is_kept = self.plans().iter().any(|entry| entry.id == id.as_str());
        if is_kept && id != shown.id() {
            return self.load(id.as_str(), true).map_err(|why| why.to_string());
        }
        self.put_in_place(held, Some(shown)).map(|()| held.plan.clone())
    }

    /// Makes an edit in the plan as a step of its own, and puts it into the journal before anyone is told that it is
    /// saved. Where it can't be made, nothing has changed.
    pub fn edit(&mut self, edit: Edit, plan: &mut Plan) -> Option<Made> {
        let replica = self.sitting().clone();
        let made = Made::edit(edit, plan, &mut self.ledger, &replica, &clock::now()).ok()?;
        self.journal(&made.step, plan);
        Some(made)
    }

    /// Makes any step: a merge, or what was taken of a file.
    pub fn make(&mut self, step: Step, plan: &mut Plan) -> Option<Made> {
        let made = Made::make(step, plan, &mut self.ledger).ok()?;
        self.journal(&made.step, plan);
        Some(made)
    }

    /// Takes a step back by another; `None` where others have changed meanwhile what it had changed.
    pub fn take_back(&mut self, made: &Made, plan: &mut Plan) -> Option<Made> {
        let replica = self.sitting().clone();
        let back = made.undo_among(Copy::new(plan, &self.ledger), &self.retraced, &replica, &clock::now())?;
        let made = self.make(back, plan)?;
        if let Stamp::Dot(dot) = &made.step.stamp {
            self.retraced.insert(dot.clone());
        }
        Some(made)
    }

    /// The replica id of this sitting, minted before its first edit.
    pub fn sitting(&mut self) -> &Id {
        if self.replica.is_none() {
            let replica = clock::mint_replica();
            self.sign(&replica);
            self.replica = Some(replica);
        }
        self.replica.get_or_insert_with(clock::mint_replica)
    }

    fn journal(&mut self, step: &Step, plan: &Plan) {
        self.changed.insert(plan.id().clone());
        if step.ends_sitting() {
            self.replica = None;
        }
        let Turn::Ours(keeper) = &mut self.turn else { return };
        // What can't be appended waits in the keeper, and its state says so.
        let _ = keeper.append(&step.to_tree().compact(), clock::now_ms());
        let whole_copies = matches!(step.stamp, Stamp::Registers(_));
        if keeper.commit_due(clock::now_ms()) || whole_copies {
            let _ = keeper.commit(&write_body(plan, Some(&self.ledger.to_tree())), clock::now_ms());
        }
        if !self.persisted {
            self.persisted = true;
            tabs::persist();
        }
        self.note_title(plan);
    }

    /// Writes a snapshot where one is due, and tries again what could not be saved. Called when idle, and with
    /// `leaving` when the page may go away.
    pub fn tidy(&mut self, plan: &Plan, leaving: bool) {
        let now = clock::now_ms();
        if matches!(self.turn, Turn::Nobody) {
            self.keep_what_is_shown(plan);
        }
        let Turn::Ours(keeper) = &mut self.turn else { return };
        let waiting = matches!(keeper.state(), SaveState::NotSaved(_));
        if waiting && keeper.unsaved().next().is_some() {
            let _ = keeper.retry(now);
        }
        if keeper.commit_due(now) || (!leaving && keeper.idle_commit_due(now)) {
            let _ = keeper.commit(&write_body(plan, Some(&self.ledger.to_tree())), now);
        }
        let _ = keeper.renew(now);
    }

    /// A plan is on screen that nobody keeps: there was no room for it, or its storage was cleared. Where nothing stands
    /// in its place it is kept as soon as that is possible.
    fn keep_what_is_shown(&mut self, plan: &Plan) {
        let id = plan.id().as_str();
        if self.plans().iter().any(|entry| entry.id == id) {
            return;
        }
        let body = self.body_of(plan);
        if let Ok(keeper) = Keeper::create(self.store.clone(), id, &body, self.writer(), clock::now_ms()) {
            self.turn = Turn::Ours(Box::new(keeper));
            let _ = set_current_plan(&self.store, id);
            self.note_title(plan);
        }
    }

    /// Lets the turn to write go, so that another tab need not wait for it.
    pub fn let_go(&mut self) {
        if let Turn::Ours(keeper) = &mut self.turn {
            let _ = keeper.release();
        }
        self.turn = Turn::Nobody;
        self.replica = None;
    }

    /// The page goes away, perhaps for a while: the lease need not be waited for. The next edit takes it again.
    pub fn rest(&mut self) {
        if let Turn::Ours(keeper) = &mut self.turn {
            let _ = keeper.release();
        }
    }

    /// Another tab took the turn: from now on this one reads along. What it could not save any more waits until it
    /// has the turn again.
    pub fn lose_turn(&mut self, plan: &Plan) {
        if let Turn::Ours(keeper) = &self.turn {
            let steps: Vec<Step> = keeper.unsaved().filter_map(step_of).collect();
            if !steps.is_empty() {
                let copy = Held { plan: plan.clone(), ledger: self.ledger.clone() };
                self.waiting = Some(Waiting { steps, copy });
            }
        }
        self.turn = Turn::Theirs(Follower::new(self.store.clone(), plan.id().as_str()));
        self.replica = None;
    }

    /// Remembers that the plan was just saved to a file.
    pub fn saved_to_file(&mut self, plan: &Plan) {
        if matches!(self.turn, Turn::OnlyRead(_)) {
            return;
        }
        self.changed.remove(plan.id());
        self.file_ms = Some(clock::now_ms());
        let news = About { saved_ms: self.file_ms, ..About::default() };
        let _ = note_about(&self.store, plan.id().as_str(), &news);
    }

    fn take(&mut self, plan: &str, ledger: Ledger, trouble: usize) {
        self.ledger = ledger;
        // A fresh name for every sitting: two histories under one name are what breaks merging.
        self.replica = None;
        self.trouble = trouble;
        let known = about(&self.store, plan).unwrap_or_default();
        self.file_ms = known.saved_ms;
        self.who = who::Who::known(plan, &known);
        let shelf = Some(Shelf::Here);
        let news = About { opened_ms: Some(clock::now_ms()), shelf, ..About::default() };
        let _ = note_about(&self.store, plan, &news);
    }

    fn note_title(&self, plan: &Plan) {
        let known = about(&self.store, plan.id().as_str()).ok().and_then(|a| a.title);
        let title = say::plan_title(plan);
        if known.as_ref() != Some(&title) {
            let news = About { title: Some(title), ..About::default() };
            let _ = note_about(&self.store, plan.id().as_str(), &news);
        }
    }

    fn writer(&self) -> Writer {
        Writer::new(clock::mint_replica().as_str(), BUILD)
    }
}

/// What came from the tab that writes.
pub enum Followed {
    /// Steps that were replayed.
    Steps(Vec<Patch>),
    /// Another state of the plan altogether.
    Plan(Box<Plan>),
}

/// A plan file as it is opened: with its registers, and with its repairs stamped like an edit.
pub fn adopt(opened: &Opened) -> Result<Held, crate::plan_file::Refused> {
    let mut ledger = Ledger::adopt(&opened.document)?;
    let plan = opened.document.plan.clone();
    if !opened.repair.is_empty() {
        ledger.stamp(&Edit::from_patch(&opened.repair, &plan), &clock::mint_replica(), &clock::now());
    }
    Ok(Held { plan, ledger })
}

/// The plan and the registers in a backup; `None` where it can't be read.
pub fn read_held(body: &str) -> Option<Held> {
    read_kept(body, &[])
}

fn read_kept(body: &str, edits: &[String]) -> Option<Held> {
    let opened = read_own(body.as_bytes()).ok()?;
    let mut ledger = match &opened.document.merge {
        Some(tree) => Ledger::read(tree).ok()?,
        None => Ledger::default(),
    };
    let mut plan = opened.document.plan;
    for edit in edits {
        step_of(edit)?.replay(&mut plan, &mut ledger).ok()?;
    }
    Some(Held { plan, ledger })
}

/// Why a body that was kept well is no plan to this version.
fn unreadable(body: &str) -> CannotOpen {
    let is_newer = read_own(body.as_bytes()).err().is_some_and(|refused| refused.is_newer());
    if is_newer { CannotOpen::Newer } else { CannotOpen::Unreadable }
}

fn step_of(edit: &str) -> Option<Step> {
    Step::from_tree(&Tree::parse(edit.as_bytes()).ok()?).ok()
}

fn said(why: &NotSaved) -> String {
    match why {
        NotSaved::Full => t().not_saved_full.to_string(),
        NotSaved::Overtaken => t().not_saved_overtaken.to_string(),
        NotSaved::NewerBuild(_) => t().not_saved_newer.to_string(),
        other => fill(t().not_saved_other, &[&other.to_string()]),
    }
}
