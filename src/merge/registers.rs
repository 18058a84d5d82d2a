//! What a step does to the registers when it is more than stamping one dot: merging, undoing a merge or a choice.

use super::{Candidate, Dot, Ledger, Seen};
use crate::ordered::Map;
use crate::plan_file::{Expected, Finding, Reason, Tree};

/// The registers of the records that a step touched, as they are afterwards, and all that the copy has seen then.
#[derive(Clone, Debug, PartialEq)]
pub struct Registers {
    /// What the copy had seen before: the step follows no other state.
    pub(super) from: Seen,
    /// Entries that replace those of the copy; an empty one takes the entry away.
    pub(super) to: Ledger,
}

impl Registers {
    /// The step from one state of the registers to another. What people read of replicas and times is only added to.
    pub(super) fn between(from: &Ledger, to: &Ledger) -> Registers {
        let mut step = Ledger { seen: to.seen.clone(), unknown: to.unknown.clone(), ..Ledger::default() };
        step.part.clone_from(&to.part);
        step.bare = to.bare;
        step.replicas = changed(&from.replicas, &to.replicas);
        step.times = changed(&from.times, &to.times);
        step.fields = with_gaps(&from.fields, &to.fields);
        step.conflicts = with_gaps(&from.conflicts, &to.conflicts);
        step.gone = with_gaps(&from.gone, &to.gone);
        Registers { from: from.seen.clone(), to: step }
    }

    /// The names of the records it touches; some of them twice or three times.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.to.fields.keys().chain(self.to.conflicts.keys()).chain(self.to.gone.keys())
    }

    /// What the step makes of the registers; refused where they could not be read back.
    pub(super) fn applied(&self, ledger: &Ledger) -> Result<Ledger, Vec<Finding>> {
        let mut ledger = ledger.clone();
        self.apply(&mut ledger);
        let mut findings = Vec::new();
        ledger.note_unseen(&mut findings);
        if findings.is_empty() { Ok(ledger) } else { Err(findings) }
    }

    fn apply(&self, ledger: &mut Ledger) {
        ledger.seen.clone_from(&self.to.seen);
        ledger.unknown.clone_from(&self.to.unknown);
        ledger.part.clone_from(&self.to.part);
        ledger.bare = self.to.bare;
        ledger.replicas.extend(self.to.replicas.clone());
        ledger.times.extend(self.to.times.clone());
        put(&mut ledger.fields, &self.to.fields, Map::is_empty);
        put(&mut ledger.conflicts, &self.to.conflicts, Map::is_empty);
        put(&mut ledger.gone, &self.to.gone, Vec::is_empty);
    }

    /// The registers as a tree for the journal.
    pub(super) fn to_tree(&self) -> Tree {
        Tree::object([("from", super::ledger_file::seen_tree(&self.from)), ("to", self.to.to_tree())])
    }

    /// The registers of [`Registers::to_tree`].
    pub(super) fn from_tree(tree: &Tree) -> Result<Registers, Vec<Finding>> {
        let missing = |name: &str| vec![Finding::new(name, "missing", Reason::Missing)];
        if tree.members().is_none() {
            let reason = Reason::WrongType(Expected::Object);
            return Err(vec![Finding::new("registers", tree.compact(), reason)]);
        }
        let from = tree.member("from").ok_or_else(|| missing("from"))?;
        let from = Ledger::read(&Tree::object([("seen", from.clone())]))?.seen;
        let to = Ledger::read(tree.member("to").ok_or_else(|| missing("to"))?)?;
        Ok(Registers { from, to })
    }
}

fn changed<K: Ord + Clone, V: Clone + PartialEq>(from: &Map<K, V>, to: &Map<K, V>) -> Map<K, V> {
    let news = to.iter().filter(|(key, value)| from.get(*key) != Some(value));
    news.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The entries that changed, and an empty one for each that is no longer there.
fn with_gaps<V: Clone + PartialEq + Default>(from: &Map<String, V>, to: &Map<String, V>) -> Map<String, V> {
    let mut entries = changed(from, to);
    let gaps = from.keys().filter(|name| !to.contains_key(*name));
    entries.extend(gaps.map(|name| (name.clone(), V::default())));
    entries
}

fn put<V: Clone>(entries: &mut Map<String, V>, news: &Map<String, V>, is_gap: fn(&V) -> bool) {
    for (name, entry) in news {
        if is_gap(entry) {
            entries.remove(name);
        } else {
            entries.insert(name.clone(), entry.clone());
        }
    }
}

impl Ledger {
    /// Puts the registers of a record; empty ones take its entries away.
    pub(super) fn put_registers(
        &mut self,
        name: &str,
        dots: Map<String, Dot>,
        conflicts: Map<String, Vec<Candidate>>,
    ) {
        put(&mut self.fields, &Map::from([(name.to_string(), dots)]), Map::is_empty);
        put(&mut self.conflicts, &Map::from([(name.to_string(), conflicts)]), Map::is_empty);
    }

    /// Adds what another copy knows for people to read, and members that nobody knows.
    pub(super) fn join_notes(&mut self, theirs: &Ledger) {
        for (replica, person) in &theirs.replicas {
            if self.replicas.get(replica).is_none_or(|known| person < known) {
                self.replicas.insert(replica.clone(), person.clone());
            }
        }
        for (replica, times) in &theirs.times {
            let known = self.times.or_default(replica.clone());
            let all: Map<u64, String> = times.iter().chain(known.iter()).cloned().collect();
            *known = all.into_iter().collect();
        }
        for (name, value) in &theirs.unknown {
            match self.unknown.iter_mut().find(|(known, _)| known == name) {
                None => self.unknown.push((name.clone(), value.clone())),
                Some((_, known)) if value.compact() < known.compact() => *known = value.clone(),
                Some(_) => {}
            }
        }
    }
}
