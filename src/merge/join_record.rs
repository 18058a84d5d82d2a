//! One record of two copies: its registers joined field by field, and the fields that show then.

use super::register::{Fault, Register, Side, Version, by_age};
use super::{Candidate, Dot, Ledger};
use crate::domain::Kind;
use crate::ordered::{Map, Set};
use crate::plan_file::{Tree, take_unshown};

/// The registers of a record, and its content.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Joined {
    pub(super) dots: Map<String, Dot>,
    pub(super) conflicts: Map<String, Vec<Candidate>>,
    /// The fields that show; `None` where neither copy has the record.
    pub(super) fields: Option<Map<String, Tree>>,
}

/// Joins a record of two copies; `kind` is `None` for the head. Or the field that can't be joined, and why.
pub(super) fn join(kind: Option<Kind>, ours: &Side, theirs: &Side) -> Result<Joined, (String, Fault)> {
    let default = default_of(ours, theirs);
    let is_there = ours.fields.is_some() || theirs.fields.is_some();
    let mut joined = Joined { fields: is_there.then(Map::new), ..Joined::default() };
    if let Some(dot) = &default {
        joined.dots.insert(Ledger::DEFAULT.to_string(), dot.clone());
    }
    let paths: Set<&String> = ours.paths().chain(theirs.paths()).collect();
    // a series that a copy lacks may have lost its last day there
    let may_lack = kind == Some(Kind::Series);
    for path in paths {
        let both = (ours.register(path), theirs.register(path));
        let register = both.0.joined(both.1, (ours.seen, theirs.seen), may_lack);
        let register = register.map_err(|fault| (path.clone(), fault))?;
        joined.put(path, register, default.as_ref());
    }
    joined.hold_back(kind);
    Ok(joined)
}

/// The default dot: of two that both stay the one that would show, so that both copies take the same.
fn default_of(ours: &Side, theirs: &Side) -> Option<Dot> {
    let of = |side: &Side| side.default_dot().cloned();
    let all: Vec<Dot> = [of(ours), of(theirs)].into_iter().flatten().collect();
    let stays = |dot: &Dot, other: &Side| other.default_dot() == Some(dot) || !other.seen.covers(dot);
    let staying = [of(ours).filter(|d| stays(d, theirs)), of(theirs).filter(|d| stays(d, ours))];
    staying.into_iter().flatten().max_by(by_age).or_else(|| all.into_iter().max_by(by_age))
}

impl Joined {
    fn put(&mut self, path: &str, register: Register, default: Option<&Dot>) {
        let mut versions = register.versions.into_iter();
        let Some(Version { dot, value, .. }) = versions.next() else { return };
        if let Some(dot) = dot.filter(|dot| Some(dot) != default) {
            self.dots.insert(path.to_string(), dot);
        }
        if let (Some(fields), Some(value)) = (&mut self.fields, value) {
            fields.insert(path.to_string(), value);
        }
        let rest = versions.filter_map(|v| Some(Candidate { value: v.value, dot: v.dot? }));
        let rest: Vec<Candidate> = rest.collect();
        if !rest.is_empty() {
            self.conflicts.insert(path.to_string(), rest);
        }
    }

    /// Lets values that can't stand in the record together wait among the candidates, under the dots that show.
    fn hold_back(&mut self, kind: Option<Kind>) {
        let Some(fields) = &mut self.fields else { return };
        for (path, value) in take_unshown(kind, fields) {
            let dot = self.dots.get(&path).or_else(|| self.dots.get(Ledger::DEFAULT)).cloned();
            if let Some(dot) = dot {
                self.conflicts.or_default(path).insert(0, Candidate { value: Some(value), dot });
            }
        }
    }
}
