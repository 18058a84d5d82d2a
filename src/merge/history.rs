//! Who changed what and when, as far as the registers tell: for every field the step that gave it the value it has, for
//! every record the step that brought it, deleted it or brought it back. What was replaced since is not in here.

use super::{Copy, Dot, Ledger};
use crate::domain::{Id, RecordKey};
use crate::ordered::{Map, sort_by};
use crate::plan_file::record_named;

/// A step, told by what of it still stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Its version.
    pub dot: Dot,
    /// When it was made, RFC 3339 in UTC; `None` where the plan did not know it yet, as of a file that came from elsewhere.
    pub at: Option<String>,
    /// Who made it.
    pub by: Option<Id>,
    /// The records it changed.
    pub records: Vec<WrittenRecord>,
}

/// What a step did to a record.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRecord {
    /// The record; a measurement is a field of its series.
    pub key: RecordKey,
    /// What became of it.
    pub did: Did,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Did {
    /// It came.
    Created,
    /// These of its fields got the values they have, or values that wait for a choice.
    Changed(Vec<String>),
    /// It went to the Trash.
    Deleted,
    /// It came back.
    Restored,
}

/// The steps of a copy, the latest first; those of unknown time come last.
pub fn history(copy: Copy) -> Vec<Written> {
    let mut steps: Map<Dot, Map<RecordKey, Did>> = Map::new();
    let ledger = copy.ledger;
    for (name, dots) in &ledger.fields {
        let Some(key) = record_named(name) else { continue };
        for (path, dot) in dots {
            note(&mut steps, dot, &key, path);
        }
    }
    for (name, fields) in &ledger.conflicts {
        let Some(key) = record_named(name) else { continue };
        for (path, others) in fields {
            others.iter().for_each(|other| note(&mut steps, &other.dot, &key, path));
        }
    }
    for (name, versions) in &ledger.gone {
        let Some(key) = record_named(name) else { continue };
        for version in versions {
            let did = if version.seen.is_some() { Did::Deleted } else { Did::Restored };
            steps.or_default(version.dot.clone()).insert(key.clone(), did);
        }
    }
    let mut all: Vec<Written> = steps.into_iter().map(|(dot, records)| told(ledger, dot, records)).collect();
    sort_by(&mut all, |a, b| (&b.at, b.dot.counter, &b.dot).cmp(&(&a.at, a.dot.counter, &a.dot)));
    all
}

fn note(steps: &mut Map<Dot, Map<RecordKey, Did>>, dot: &Dot, key: &RecordKey, path: &str) {
    let records = steps.or_default(dot.clone());
    if path == Ledger::DEFAULT {
        records.insert(key.clone(), Did::Created);
        return;
    }
    match records.get_mut(key) {
        Some(Did::Changed(fields)) => fields.push(path.to_string()),
        Some(_) => {}
        None => drop(records.insert(key.clone(), Did::Changed(vec![path.to_string()]))),
    }
}

fn told(ledger: &Ledger, dot: Dot, records: Map<RecordKey, Did>) -> Written {
    let records = records.into_iter().map(|(key, did)| WrittenRecord { key, did }).collect();
    Written {
        at: ledger.time_of(&dot).map(str::to_string),
        by: ledger.author_of(&dot).cloned(),
        dot,
        records,
    }
}
