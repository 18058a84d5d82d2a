//! What is known of a shared folder from round to round.

use super::judge::{PATIENCE, State, judge};
use super::{Listed, is_candidate};
use crate::domain::Id;
use crate::merge::{Copy, Dot, Proposal, Seen};
use crate::ordered::{Map, Set};
use crate::plan_file::SIZE_LIMIT;

/// So many rounds what can't be read is looked at each time; then only now and then, or when it changes.
const EAGER: u32 = 6;
const NOW_AND_THEN: u64 = 20;
/// So many rounds what others' files hold already may be missing in one's own: a minute. One edit is one write then, and
/// not one of everybody; and where one of the others can't read that one file, it comes in this one all the same.
const LEISURE: u64 = 20;

/// What came of a file that was read.
#[derive(Debug)]
pub enum Came {
    /// Nothing to do.
    Nothing,
    /// Changes to take in as one step; then [`Watch::took`].
    Merge(Box<Proposal>),
}

/// A file, for people to see.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// When it was written last.
    pub modified_ms: u64,
    /// Whether it is this copy's own.
    pub own: bool,
    /// What it is.
    pub state: State,
}

/// What is known of a file.
#[derive(Debug)]
struct Known {
    modified_ms: u64,
    size: u64,
    state: State,
    /// What it had seen, where everything in it is here.
    seen: Option<Seen>,
    /// The text as it was judged.
    text: Option<u64>,
    /// How often the same text was not whole.
    tries: u32,
    /// What this copy had seen when a look at the file was asked for: with more, it may not be needed any more.
    judged: Option<Seen>,
}

/// What this copy knows of the folder.
#[derive(Debug)]
pub struct Watch {
    plan: Id,
    own: String,
    files: Map<String, Known>,
    /// The text that this sitting wrote into its own file.
    written: Option<u64>,
    /// Someone else writes into the own file.
    foreign: bool,
    /// Files that are gone since they were taken in.
    vanished: Set<String>,
    round: u64,
    /// Since which round the own file lacks something.
    behind: Option<u64>,
}

impl Watch {
    /// Begins to watch for copies of `plan`, as the copy whose file is `own`.
    pub fn new(plan: Id, own: String) -> Watch {
        Watch {
            plan,
            own,
            files: Map::new(),
            written: None,
            foreign: false,
            vanished: Set::new(),
            round: 0,
            behind: None,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Id {
        &self.plan
    }

    /// The name of this copy's file.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// A round begins: which files of the folder are to be read. `seen` is what this copy has seen.
    pub fn listed(&mut self, listing: &[Listed], seen: &Seen) -> Vec<Listed> {
        self.round += 1;
        let own = self.files.get(&self.own).and_then(|known| known.seen.as_ref());
        let is_whole = own.is_some_and(|own| covers(own, seen));
        self.behind = if is_whole { None } else { self.behind.or(Some(self.round)) };
        let there: Set<&str> = listing.iter().map(|file| file.name.as_str()).collect();
        let gone: Vec<String> =
            self.files.keys().filter(|name| !there.contains(name.as_str())).cloned().collect();
        for name in gone {
            let known = self.files.remove(&name);
            if known.is_some_and(|known| known.seen.is_some()) {
                self.vanished.insert(name);
            }
        }
        self.vanished.retain(|name| !there.contains(name.as_str()));
        let mut wanted = Vec::new();
        for file in listing.iter().filter(|file| is_candidate(&file.name)) {
            if file.size > SIZE_LIMIT as u64 {
                let known = Known::new(file, State::TooLarge);
                self.files.insert(file.name.clone(), known);
            } else if self.files.get(&file.name).is_none_or(|known| self.is_due(known, file, seen)) {
                wanted.push(file.clone());
            }
        }
        wanted
    }

    fn is_due(&self, known: &Known, file: &Listed, seen: &Seen) -> bool {
        let changed = (known.modified_ms, known.size) != (file.modified_ms, file.size);
        changed
            || match &known.state {
                State::Waiting { .. } => known.tries < EAGER || self.round.is_multiple_of(NOW_AND_THEN),
                State::Look(..) => known.judged.as_ref() != Some(seen),
                _ => false,
            }
    }

    /// Judges what was read of a file.
    pub fn arrived(&mut self, file: &Listed, bytes: &[u8], ours: Copy) -> Came {
        let text = fingerprint(bytes);
        let before = self.files.get(&file.name);
        let tries = before.filter(|known| known.text == Some(text)).map_or(0, |known| known.tries) + 1;
        // A sync service touches a file without changing it.
        let known_well = before.filter(|known| known.text == Some(text) && known.seen.is_some());
        if let Some(seen) = known_well.and_then(|known| known.seen.clone()) {
            self.note(file, text, State::Taken, Some(seen), 0);
            return Came::Nothing;
        }
        let is_own = file.name == self.own;
        let (state, proposal) = judge(&self.plan, bytes, ours, tries);
        let judged = matches!(state, State::Look(..)).then(|| ours.ledger.seen.clone());
        let Some(proposal) = proposal else {
            self.note(file, text, state, None, tries);
            if let Some(known) = self.files.get_mut(&file.name) {
                known.judged = judged;
            }
            return Came::Nothing;
        };
        let theirs = proposal.theirs().ledger.seen.clone();
        if proposal.is_empty(ours) {
            // also an older state of one's own file that a service brought back
            self.note(file, text, State::Taken, Some(theirs), 0);
            return Came::Nothing;
        }
        if is_own && self.written.is_some_and(|written| written != text) {
            self.foreign = true;
        }
        self.note(file, text, State::Waiting { told: false }, None, 0);
        Came::Merge(proposal)
    }

    /// What a file brought was taken in.
    pub fn took(&mut self, name: &str, proposal: &Proposal) {
        if let Some(known) = self.files.get_mut(name) {
            known.state = State::Taken;
            known.seen = Some(proposal.theirs().ledger.seen.clone());
        }
    }

    /// A merge was refused: both are kept.
    pub fn refused(&mut self, name: &str, why: &str) {
        if let Some(known) = self.files.get_mut(name) {
            known.state = State::Refused(why.to_string());
        }
    }

    /// A file could not be read this time.
    pub fn unread(&mut self, file: &Listed) {
        let tries = self.files.get(&file.name).map_or(0, |known| known.tries) + 1;
        let state = State::Waiting { told: tries >= PATIENCE };
        let known = Known { tries, ..Known::new(file, state) };
        self.files.insert(file.name.clone(), known);
    }

    fn note(&mut self, file: &Listed, text: u64, state: State, seen: Option<Seen>, tries: u32) {
        let known = Known { text: Some(text), seen, tries, ..Known::new(file, state) };
        self.files.insert(file.name.clone(), known);
    }

    /// Whether this copy has to write its file: it holds something that no whole file of the folder does, or its own has
    /// been behind for a while. Never while it is not known what stands there.
    pub fn must_write(&self, seen: &Seen) -> bool {
        if self.foreign {
            return true;
        }
        match self.files.get(&self.own) {
            None => true,
            Some(Known { state: State::Taken, .. }) => {
                let mut held = Seen::default();
                self.files.values().filter_map(|known| known.seen.as_ref()).for_each(|seen| held.join(seen));
                !covers(&held, seen) || self.behind.is_some_and(|since| self.round >= since + LEISURE)
            }
            Some(_) => self.must_move(),
        }
    }

    /// Whether this copy has to go on in a file of another name, since what stands in its own is not its own and may not
    /// be written over.
    pub fn must_move(&self) -> bool {
        let of_others = |known: &Known| match &known.state {
            State::Taken => false,
            State::Waiting { told, .. } => *told,
            _ => true,
        };
        self.foreign || self.files.get(&self.own).is_some_and(of_others)
    }

    /// Goes on in a file of this name.
    pub fn move_to(&mut self, own: String) {
        self.own = own;
        self.written = None;
        self.foreign = false;
    }

    /// What the listing must say of the own file just before it is written: as it was judged, or nothing where it is new.
    pub fn expects(&self) -> Option<(u64, u64)> {
        self.files.get(&self.own).map(|known| (known.modified_ms, known.size))
    }

    /// The own file was written: as it is listed now, and what this copy had seen.
    pub fn wrote(&mut self, file: &Listed, bytes: &[u8], seen: &Seen) {
        let text = fingerprint(bytes);
        self.written = Some(text);
        self.behind = None;
        self.note(file, text, State::Taken, Some(seen.clone()), 0);
    }

    /// The files that are copies of this plan or may be, for people to see.
    pub fn told(&self) -> Vec<Told> {
        let shown = self.files.iter().filter(|(_, known)| !matches!(known.state, State::Other));
        let told = shown.map(|(name, known)| Told {
            name: name.clone(),
            modified_ms: known.modified_ms,
            own: *name == self.own,
            state: known.state.clone(),
        });
        told.collect()
    }

    /// Files that were taken in and are gone.
    pub fn vanished(&self) -> impl Iterator<Item = &String> {
        self.vanished.iter()
    }
}

impl Known {
    fn new(file: &Listed, state: State) -> Known {
        let Listed { modified_ms, size, .. } = *file;
        Known { modified_ms, size, state, seen: None, text: None, tries: 0, judged: None }
    }
}

/// Knows a text again.
fn fingerprint(bytes: &[u8]) -> u64 {
    // FNV-1a, eight bytes at a time: texts of one's own colleagues, not of an adversary
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}

/// Whether all that one has seen, `held` has.
fn covers(held: &Seen, seen: &Seen) -> bool {
    seen.iter().all(|(replica, counter)| held.covers(&Dot { replica: replica.clone(), counter }))
}
