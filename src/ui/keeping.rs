//! What keeps the open plan: registers and journal of every step, snapshots when idle, one writer among the tabs.
//!
//! Binds `plan_file`, `merge` and `storage` to the browser. Must not know screens; it says its state as [`Kept`].

use std::rc::Rc;

use super::text::{fill, t};
use crate::browser::local_storage::LocalStorage;
use crate::browser::{backups, clock, tabs};
use crate::change::Patch;
use crate::domain::{Id, Plan};
use crate::merge::{Copy, Dot, Ledger, Made, Stamp, Step};
use crate::ordered::Set;
use crate::plan_file::{Edit, Opened, Tree, read_own, write_body};
use crate::storage::{
    About, Aside, Backup, BackupKind, Follower, Keeper, KeyValue, LoadError, Memory, MirrorState, News,
    NotSaved, PlanEntry, SaveState, StorageError, Writer, about, asides, bring_back, current_plan,
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
    /// Another tab writes; this one reads along.
    pub following: bool,
    /// What was found wrong when the plan was opened, and what was kept of it.
    pub trouble: usize,
    /// When the plan was last saved to a file, ms since 1970.
    pub file_ms: Option<u64>,
}

impl Kept {
    /// Why nothing can be changed here, where that is so.
    pub fn read_only(&self) -> Option<String> {
        self.following.then(|| t().read_only_here.to_string())
    }
}

/// Whose turn it is to write the open plan.
enum Turn {
    /// No plan is open.
    Nobody,
    Ours(Box<Keeper<Store>>),
    Theirs(Follower<Store>),
}

/// A plan and its registers.
#[derive(Clone)]
pub struct Held {
    /// The plan.
    pub plan: Plan,
    /// The registers of its fields.
    pub ledger: Ledger,
}

/// Keeps the open plan.
pub struct Keeping {
    store: Store,
    turn: Turn,
    ledger: Ledger,
    replica: Option<Id>,
    /// The dots of undone and redone steps of this sitting.
    retraced: Set<Dot>,
    /// Edits that were made here and could not be saved before another tab took the turn.
    waiting: Vec<(Id, Edit)>,
    trouble: usize,
    persisted: bool,
    file_ms: Option<u64>,
    /// What the mirror held at the start, until localStorage and mirror are even.
    mirror: Option<Store>,
}

/// Why a kept plan can't be opened.
pub enum CannotOpen {
    /// Storage or its content.
    Storage(LoadError),
    /// It was kept well but can't be read as a plan.
    Unreadable,
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
            retraced: Set::new(),
            waiting: Vec::new(),
            trouble: 0,
            persisted: false,
            file_ms: None,
            mirror: None,
        }
    }

    /// The state, for people to see.
    /// `shown` says that a plan is on screen.
    pub fn kept(&self, shown: bool) -> Kept {
        let nobody = shown && matches!(self.turn, Turn::Nobody);
        let state = match &self.turn {
            Turn::Ours(keeper) => keeper.state(),
            Turn::Nobody | Turn::Theirs(_) => SaveState::Saved,
        };
        Kept {
            safe: !nobody && self.waiting.is_empty() && !matches!(state, SaveState::NotSaved(_)),
            not_saved: match state {
                _ if nobody => Some(t().not_saved_nobody.to_string()),
                _ if !self.waiting.is_empty() => Some(t().not_saved_overtaken.to_string()),
                SaveState::NotSaved(why) => Some(said(&why)),
                SaveState::Saved | SaveState::Saving => None,
            },
            memory_only: matches!(self.store, Store::Memory(_)),
            following: matches!(self.turn, Turn::Theirs(_)),
            trouble: self.trouble,
            file_ms: self.file_ms,
        }
    }

    /// The plan to open at the start: the one that was open last, else the one opened latest.
    pub fn last_plan(&self) -> Option<String> {
        let entries = self.plans();
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
            let held = read_kept(&body, &edits).ok_or(CannotOpen::Unreadable)?;
            self.let_go();
            self.turn = Turn::Theirs(follower);
            self.take(plan, held.ledger, 0);
            return Ok(held.plan);
        }
        let loaded = Keeper::load(self.store.clone(), plan, self.writer(), clock::now_ms());
        let loaded = loaded.map_err(CannotOpen::Storage)?;
        let held = read_kept(&loaded.body, &loaded.edits).ok_or(CannotOpen::Unreadable)?;
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

    /// Makes the edits that waited for the turn, as new steps on what the other tab has written meanwhile.
    fn make_up(&mut self, plan: &mut Plan) {
        for (of, edit) in std::mem::take(&mut self.waiting) {
            if of == *plan.id() {
                // What does not fit any more, since the other tab removed what it changed, is not made.
                let _ = self.edit(edit, plan);
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
        self.replica.get_or_insert_with(clock::mint_replica)
    }

    fn journal(&mut self, step: &Step, plan: &Plan) {
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
    pub fn lose_turn(&mut self, plan: &Id) {
        if let Turn::Ours(keeper) = &self.turn {
            self.waiting
                .extend(keeper.unsaved().filter_map(|text| Some((plan.clone(), step_of(text)?.edit))));
        }
        self.turn = Turn::Theirs(Follower::new(self.store.clone(), plan.as_str()));
        self.replica = None;
    }

    /// Remembers that the plan was just saved to a file.
    pub fn saved_to_file(&mut self, plan: &Plan) {
        self.file_ms = Some(clock::now_ms());
        let news = About { saved_ms: self.file_ms, ..About::default() };
        let _ = note_about(&self.store, plan.id().as_str(), &news);
    }

    fn take(&mut self, plan: &str, ledger: Ledger, trouble: usize) {
        self.ledger = ledger;
        // A fresh name for every sitting: two histories under one name are what breaks merging.
        self.replica = None;
        self.trouble = trouble;
        self.file_ms = about(&self.store, plan).ok().and_then(|a| a.saved_ms);
        let news = About { opened_ms: Some(clock::now_ms()), ..About::default() };
        let _ = note_about(&self.store, plan, &news);
    }

    fn note_title(&self, plan: &Plan) {
        let known = about(&self.store, plan.id().as_str()).ok().and_then(|a| a.title);
        if known.as_ref() != Some(&plan.head().title) {
            let news = About { title: Some(plan.head().title.clone()), ..About::default() };
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
pub fn adopt(opened: Opened) -> Result<Held, crate::plan_file::Refused> {
    let mut ledger = Ledger::adopt(&opened.document)?;
    let plan = opened.document.plan;
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
