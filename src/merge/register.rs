//! One field as a register of several versions: how a copy holds it, and how two copies' versions become one.

use std::cmp::Ordering;

use super::{Candidate, Dot, Ledger, Seen};
use crate::ordered::{Map, sort_by};
use crate::plan_file::Tree;

/// A version of a field that a copy holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Version {
    /// Its name; `None` where the registers know none, as in a plan that was never merged or stamped.
    pub(super) dot: Option<Dot>,
    /// Its value; `None` where it cleared the field.
    pub(super) value: Option<Tree>,
    /// The copy names the version but lacks the record, and the value with it.
    pub(super) lacks_value: bool,
}

/// A field as one copy holds it.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Register {
    /// Its versions.
    pub(super) versions: Vec<Version>,
    /// The record's default dot, where that says only that the field was never written.
    pub(super) unwritten: Option<Dot>,
}

/// Why two registers can't be those of two copies of one plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    /// One version with two values: two histories ran under one replica id.
    TwoValues(Option<Dot>),
    /// Each copy has seen what the other holds, and neither kept a version.
    Emptied,
}

/// A record as one copy holds it.
pub(super) struct Side<'a> {
    pub(super) seen: &'a Seen,
    pub(super) dots: Option<&'a Map<String, Dot>>,
    pub(super) conflicts: Option<&'a Map<String, Vec<Candidate>>>,
    /// Its fields that have a value; `None` where the copy lacks the record.
    pub(super) fields: Option<Map<String, Tree>>,
}

impl Side<'_> {
    /// The default dot of the record.
    pub(super) fn default_dot(&self) -> Option<&Dot> {
        self.dots?.get(Ledger::DEFAULT)
    }

    /// The paths of all fields that this copy knows of.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        let dots = self.dots.into_iter().flat_map(|dots| dots.keys());
        let conflicts = self.conflicts.into_iter().flat_map(|fields| fields.keys());
        let fields = self.fields.iter().flat_map(|fields| fields.keys());
        dots.chain(conflicts).chain(fields).filter(|path| *path != Ledger::DEFAULT)
    }

    /// The field at `path`.
    pub(super) fn register(&self, path: &str) -> Register {
        let mut register = Register::default();
        let others = self.conflicts.and_then(|fields| fields.get(path)).into_iter().flatten();
        let mut others: Vec<&Candidate> = others.collect();
        let listed = self.dots.and_then(|dots| dots.get(path));
        let value = self.fields.as_ref().and_then(|fields| fields.get(path)).cloned();
        if listed.is_some() || value.is_some() {
            let dot = listed.or(self.default_dot()).cloned();
            // a value that can't stand in its record waits among the candidates, under the dot that shows
            let waiting = |c: &&&Candidate| value.is_none() && Some(&c.dot) == dot.as_ref();
            let waits = others.iter().find(waiting).and_then(|c| c.value.clone());
            others.retain(|c| Some(&c.dot) != dot.as_ref());
            let lacks_value = self.fields.is_none() && waits.is_none();
            register.versions.push(Version { dot, value: value.or(waits), lacks_value });
        } else if let (Some(dot), None) = (self.default_dot(), &self.fields) {
            register.versions.push(Version { dot: Some(dot.clone()), value: None, lacks_value: true });
        } else {
            register.unwritten = self.default_dot().cloned();
        }
        register.versions.extend(others.into_iter().map(|c| Version {
            dot: Some(c.dot.clone()),
            value: c.value.clone(),
            lacks_value: false,
        }));
        register
    }
}

impl Register {
    fn holds(&self, dot: &Dot) -> bool {
        self.unwritten.as_ref() == Some(dot) || self.versions.iter().any(|v| v.dot.as_ref() == Some(dot))
    }

    /// The versions that both copies hold, and those of one that the other has not seen: the one that shows first.
    pub(super) fn joined(
        self,
        other: Register,
        (seen, others_seen): (&Seen, &Seen),
        may_lack: bool,
    ) -> Result<Register, Fault> {
        let stays = |dot: &Dot, other: &Register, seen: &Seen| other.holds(dot) || !seen.covers(dot);
        let unwritten = [(&self, &other, others_seen), (&other, &self, seen)]
            .into_iter()
            .filter_map(|(one, two, two_seen)| one.unwritten.clone().filter(|dot| stays(dot, two, two_seen)));
        let unwritten = unwritten.max_by(by_age);
        let was_written = [&self, &other].iter().any(|r| r.versions.iter().any(|v| v.dot.is_some()));
        let mut kept: Vec<Version> = Vec::new();
        let mut nameless: Vec<Version> = Vec::new();
        let mine = self.versions.iter().map(|v| (v, &other, others_seen));
        for (version, two, two_seen) in mine.chain(other.versions.iter().map(|v| (v, &self, seen))) {
            match &version.dot {
                None => add(&mut nameless, version, may_lack)?,
                Some(dot) if stays(dot, two, two_seen) => add(&mut kept, version, may_lack)?,
                Some(_) => {}
            }
        }
        if kept.is_empty() && unwritten.is_none() && was_written && nameless.is_empty() {
            return Err(Fault::Emptied);
        }
        if kept.is_empty() {
            kept = nameless;
        }
        if !may_lack && kept.iter().any(|v| !v.lacks_value) {
            kept.retain(|v| !v.lacks_value);
        }
        sort_by(&mut kept, |a, b| by_age_of(b.dot.as_ref(), a.dot.as_ref()));
        Ok(Register { versions: kept, unwritten })
    }
}

/// Adds a version that may be there already; the one that has the value counts.
fn add(versions: &mut Vec<Version>, version: &Version, may_lack: bool) -> Result<(), Fault> {
    let Some(known) = versions.iter_mut().find(|v| v.dot == version.dot) else {
        versions.push(version.clone());
        return Ok(());
    };
    let lacks = |v: &Version| v.value.is_none() && (v.lacks_value || may_lack);
    if known.value == version.value || lacks(version) {
        known.lacks_value &= version.lacks_value;
    } else if lacks(known) {
        *known = version.clone();
    } else {
        return Err(Fault::TwoValues(version.dot.clone()));
    }
    Ok(())
}

/// The order in which versions show: the highest counter, then the replica id. No clock decides.
pub(super) fn by_age(a: &Dot, b: &Dot) -> Ordering {
    (a.counter, &a.replica).cmp(&(b.counter, &b.replica))
}

fn by_age_of(a: Option<&Dot>, b: Option<&Dot>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => by_age(a, b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}
