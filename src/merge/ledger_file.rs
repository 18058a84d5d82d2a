//! The registers as the `merge` section of a file, and everything that can be wrong with one.

use crate::ordered::Map;

use super::dot::MOST;
use super::{Candidate, Deletion, Dot, Ledger, Seen};
use crate::domain::Id;
use crate::plan_file::{Expected, Finding, Reason, Tree, instant, record_named, whole};

/// A hostile section has millions of faults; nobody reads more than some.
const MOST_FINDINGS: usize = 1000;

impl Ledger {
    /// The registers of a `merge` section, or everything that is damaged in it, with its place.
    pub fn read(tree: &Tree) -> Result<Ledger, Vec<Finding>> {
        let mut reader = Reader { findings: Vec::new() };
        let mut ledger = Ledger::default();
        for (name, tree) in reader.entries("merge", tree) {
            let place = format!("merge/{name}");
            match name.as_str() {
                "seen" => ledger.seen = reader.seen(&place, tree),
                "replicas" => ledger.replicas = reader.map(&place, tree, Reader::replica, Reader::person),
                "times" => ledger.times = reader.map(&place, tree, Reader::replica, Reader::times),
                "fields" => ledger.fields = reader.map(&place, tree, Reader::name, Reader::dots),
                "conflicts" => ledger.conflicts = reader.map(&place, tree, Reader::name, Reader::conflicts),
                "gone" => ledger.gone = reader.map(&place, tree, Reader::name, Reader::deletions),
                "part" => ledger.part = reader.part(&place, tree),
                "bare" => ledger.bare = reader.truth(&place, tree),
                _ => ledger.unknown.push((name.clone(), tree.clone())),
            }
        }
        ledger.note_unseen(&mut reader.findings);
        if reader.findings.is_empty() { Ok(ledger) } else { Err(reader.findings) }
    }

    /// A dot beyond `seen` would be given out a second time: two histories under one name.
    pub(super) fn note_unseen(&self, findings: &mut Vec<Finding>) {
        let mut check = |place: String, dot: &Dot| {
            if !self.seen.covers(dot) && findings.len() < MOST_FINDINGS {
                findings.push(Finding::new(place, dot.to_string(), Reason::UnseenDot));
            }
        };
        for (record, dots) in &self.fields {
            dots.iter().for_each(|(field, dot)| check(format!("merge/fields/{record}/{field}"), dot));
        }
        for (record, fields) in &self.conflicts {
            for (field, candidates) in fields {
                let place = format!("merge/conflicts/{record}/{field}");
                candidates.iter().for_each(|candidate| check(place.clone(), &candidate.dot));
            }
        }
        for (record, versions) in &self.gone {
            versions.iter().for_each(|version| check(format!("merge/gone/{record}"), &version.dot));
        }
    }

    /// The registers as a `merge` section.
    pub fn to_tree(&self) -> Tree {
        let times = |times: &Vec<(u64, String)>| {
            let pair = |(n, at): &(u64, String)| Tree::Array(vec![Tree::number(*n as f64), Tree::text(at)]);
            Tree::Array(times.iter().map(pair).collect())
        };
        let dots =
            |dots: &Map<String, Dot>| Tree::object(dots.iter().map(|(field, dot)| (field, dot_tree(dot))));
        let conflicts = |fields: &Map<String, Vec<Candidate>>| {
            let list = |c: &Vec<Candidate>| Tree::Array(c.iter().map(candidate_tree).collect());
            Tree::object(fields.iter().map(|(field, candidates)| (field, list(candidates))))
        };
        let gone = |versions: &Vec<Deletion>| Tree::Array(versions.iter().map(deletion_tree).collect());
        let sections = [
            ("part", self.part.as_ref().map_or(Tree::Object(Vec::new()), Tree::text)),
            ("bare", if self.bare { Tree::Bool(true) } else { Tree::Object(Vec::new()) }),
            ("seen", seen_tree(&self.seen)),
            ("replicas", section(&self.replicas, |person| Tree::text(person.as_str()))),
            ("times", section(&self.times, times)),
            ("fields", section(&self.fields, dots)),
            ("conflicts", section(&self.conflicts, conflicts)),
            ("gone", section(&self.gone, gone)),
        ];
        let known = sections.into_iter().filter(|(_, tree)| tree.members() != Some(&[]));
        let known = known.map(|(name, tree)| (name.to_string(), tree));
        Tree::Object(known.chain(self.unknown.iter().cloned()).collect())
    }
}

fn section<K: ToString, V>(map: &Map<K, V>, tree: impl Fn(&V) -> Tree) -> Tree {
    Tree::object(map.iter().map(|(key, value)| (key.to_string(), tree(value))))
}

pub(super) fn dot_tree(dot: &Dot) -> Tree {
    Tree::text(dot.to_string())
}

pub(super) fn seen_tree(seen: &Seen) -> Tree {
    section(&seen.0, |counter| Tree::number(*counter as f64))
}

fn candidate_tree(candidate: &Candidate) -> Tree {
    Tree::Array(candidate.value.iter().cloned().chain([dot_tree(&candidate.dot)]).collect())
}

fn deletion_tree(deletion: &Deletion) -> Tree {
    Tree::Array([dot_tree(&deletion.dot)].into_iter().chain(deletion.seen.as_ref().map(seen_tree)).collect())
}

/// Reads what can be read and notes the rest.
struct Reader {
    findings: Vec<Finding>,
}

impl Reader {
    fn wrong(&mut self, place: &str, found: &Tree, reason: Reason) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding::new(place, found.compact(), reason));
        }
    }

    fn entries<'t>(&mut self, place: &str, tree: &'t Tree) -> &'t [(String, Tree)] {
        if tree.members().is_none() {
            self.wrong(place, tree, Reason::WrongType(Expected::Object));
        }
        tree.members().unwrap_or_default()
    }

    fn items<'t>(&mut self, place: &str, tree: &'t Tree) -> &'t [Tree] {
        if tree.items().is_none() {
            self.wrong(place, tree, Reason::WrongType(Expected::Array));
        }
        tree.items().unwrap_or_default()
    }

    fn map<K: Ord, V>(
        &mut self,
        place: &str,
        tree: &Tree,
        key: fn(&str) -> Option<K>,
        value: fn(&mut Reader, &str, &Tree) -> Option<V>,
    ) -> Map<K, V> {
        let mut map = Map::new();
        for (name, tree) in self.entries(place, tree) {
            let place = format!("{place}/{name}");
            let key = key(name);
            if key.is_none() {
                self.wrong(&place, &Tree::text(name), Reason::NotAnId);
            }
            if let (Some(key), Some(value)) = (key, value(self, &place, tree)) {
                map.insert(key, value);
            }
        }
        map
    }

    fn replica(name: &str) -> Option<Id> {
        Id::parse(name)
    }

    fn name(name: &str) -> Option<String> {
        Some(name.to_string())
    }

    fn person(&mut self, place: &str, tree: &Tree) -> Option<Id> {
        let person = tree.as_text().and_then(Id::parse);
        if person.is_none() {
            self.wrong(place, tree, Reason::NotAnId);
        }
        person
    }

    fn truth(&mut self, place: &str, tree: &Tree) -> bool {
        let is_true = matches!(tree, Tree::Bool(true));
        if !is_true {
            self.wrong(place, tree, Reason::WrongType(Expected::True));
        }
        is_true
    }

    fn part(&mut self, place: &str, tree: &Tree) -> Option<String> {
        let name = tree.as_text().filter(|name| record_named(name).is_some());
        if name.is_none() {
            self.wrong(place, tree, Reason::NotThere);
        }
        name.map(str::to_string)
    }

    fn counter(&mut self, place: &str, tree: &Tree) -> Option<u64> {
        whole(0, MOST)(tree).map_err(|reason| self.wrong(place, tree, reason)).ok()
    }

    fn seen(&mut self, place: &str, tree: &Tree) -> Seen {
        Seen(self.map(place, tree, Reader::replica, Reader::counter))
    }

    fn times(&mut self, place: &str, tree: &Tree) -> Option<Vec<(u64, String)>> {
        let mut times = Vec::new();
        for (i, item) in self.items(place, tree).iter().enumerate() {
            let place = format!("{place}/{i}");
            let [counter, at] = item.items().unwrap_or_default() else {
                self.wrong(&place, item, Reason::WrongType(Expected::Array));
                continue;
            };
            let at = instant(at).map_err(|reason| self.wrong(&place, at, reason));
            times.extend(self.counter(&place, counter).zip(at.ok()));
        }
        Some(times)
    }

    fn dot(&mut self, place: &str, tree: &Tree) -> Option<Dot> {
        let dot = tree.as_text().and_then(Dot::parse);
        if dot.is_none() {
            self.wrong(place, tree, Reason::NotADot);
        }
        dot
    }

    fn dots(&mut self, place: &str, tree: &Tree) -> Option<Map<String, Dot>> {
        Some(self.map(place, tree, Reader::name, Reader::dot))
    }

    fn conflicts(&mut self, place: &str, tree: &Tree) -> Option<Map<String, Vec<Candidate>>> {
        Some(self.map(place, tree, Reader::name, Reader::candidates))
    }

    fn candidates(&mut self, place: &str, tree: &Tree) -> Option<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for (i, item) in self.items(place, tree).iter().enumerate() {
            let place = format!("{place}/{i}");
            match item.items().unwrap_or_default() {
                [value, dot] => {
                    let value = Some(value.clone());
                    candidates.extend(self.dot(&place, dot).map(|dot| Candidate { value, dot }));
                }
                [dot] => candidates.extend(self.dot(&place, dot).map(|dot| Candidate { value: None, dot })),
                _ => self.wrong(&place, item, Reason::WrongType(Expected::Array)),
            }
        }
        Some(candidates)
    }

    fn deletions(&mut self, place: &str, tree: &Tree) -> Option<Vec<Deletion>> {
        let mut versions = Vec::new();
        for (i, item) in self.items(place, tree).iter().enumerate() {
            let place = format!("{place}/{i}");
            match item.items().unwrap_or_default() {
                [dot, seen] => {
                    let seen = Some(self.seen(&place, seen));
                    versions.extend(self.dot(&place, dot).map(|dot| Deletion { dot, seen }));
                }
                [dot] => versions.extend(self.dot(&place, dot).map(|dot| Deletion { dot, seen: None })),
                _ => self.wrong(&place, item, Reason::WrongType(Expected::Array)),
            }
        }
        Some(versions)
    }
}
