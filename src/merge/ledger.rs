//! The registers of one copy, and the stamping of edits.

use super::{Dot, Seen};
use crate::domain::Id;
use crate::ordered::{Map, Set};
use crate::plan_file::{Edit, EditedFields, Part, Tree, What, record_name};

/// Which version of every field a copy holds, what it has seen, and what it deleted. The `merge` section of a file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ledger {
    /// Every version this copy has seen.
    pub seen: Seen,
    /// The person who sat at a replica, for people to read.
    pub replicas: Map<Id, Id>,
    /// When a replica made an edit, for people to read: at most one entry a minute. No clock decides anything.
    pub times: Map<Id, Vec<(u64, String)>>,
    /// Versions by record and field; [`Ledger::DEFAULT`] is that of all fields not listed.
    pub fields: Map<String, Map<String, Dot>>,
    /// Versions that do not show, by record and field, until someone chooses.
    pub conflicts: Map<String, Map<String, Vec<Candidate>>>,
    /// Deletions and restores, by record.
    pub gone: Map<String, Vec<Deletion>>,
    /// The record whose branch of a plan this is, where the copy is a part of one.
    pub part: Option<String>,
    /// Whether that part was written without its notes.
    pub bare: bool,
    /// Members of the section that this version does not know.
    pub(super) unknown: Vec<(String, Tree)>,
}

/// A version of a field that does not show.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its value; `None` where it cleared the field.
    pub value: Option<Tree>,
    /// Its version.
    pub dot: Dot,
}

/// A version of whether a record is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Deletion {
    /// Its version.
    pub dot: Dot,
    /// What the deleter had seen; `None` is a restore.
    pub seen: Option<Seen>,
}

impl Ledger {
    /// The field that stands for all fields of a record that are not listed.
    pub const DEFAULT: &'static str = "*";

    /// The dot that an edit of `replica` gets next: one more than the largest counter seen of anyone.
    pub fn next_dot(&self, replica: &Id) -> Dot {
        Dot { replica: replica.clone(), counter: self.seen.next() }
    }

    /// Stamps an edit made by `replica` at the instant `at` (RFC 3339 in UTC): one dot for all it changes.
    ///
    /// No dot is ever dropped: a field that is cleared keeps the dot of the clearing, a record that is deleted keeps
    /// those of its fields.
    pub fn stamp(&mut self, edit: &Edit, replica: &Id, at: &str) -> Dot {
        let dot = self.next_dot(replica);
        let mut before = self.seen.clone();
        if deletes_what_it_changed(edit) {
            before.add(&dot);
        }
        for part in edit.parts() {
            self.stamp_part(part, &dot, &before);
        }
        self.seen.add(&dot);
        self.note_time(&dot, at);
        dot
    }

    fn stamp_part(&mut self, part: &Part, dot: &Dot, before: &Seen) {
        let record = record_name(&part.record);
        match &part.what {
            What::Created(_) => {
                // Where the id was used before, all fields of the new record replace those of the old one.
                self.fields.insert(record.clone(), Map::from([(Self::DEFAULT.to_string(), dot.clone())]));
                self.conflicts.remove(&record);
                self.restore(&record, dot);
            }
            What::Restored(fields) => {
                self.restore(&record, dot);
                self.stamp_fields(record, fields, dot);
            }
            What::Changed(fields) => self.stamp_fields(record, fields, dot),
            What::Gone => {
                let deletion = Deletion { dot: dot.clone(), seen: Some(before.clone()) };
                self.gone.insert(record, vec![deletion]);
            }
        }
    }

    /// A restore replaces the deletions that this copy knows of; without any, there is nothing to say.
    fn restore(&mut self, record: &str, dot: &Dot) {
        if let Some(versions) = self.gone.get_mut(record) {
            *versions = vec![Deletion { dot: dot.clone(), seen: None }];
        }
    }

    fn stamp_fields(&mut self, record: String, fields: &EditedFields, dot: &Dot) {
        if fields.is_empty() {
            return;
        }
        if let Some(conflicts) = self.conflicts.get_mut(&record) {
            fields.paths().for_each(|path| {
                conflicts.remove(path);
            });
            if conflicts.is_empty() {
                self.conflicts.remove(&record);
            }
        }
        let dots = self.fields.or_default(record);
        for path in fields.paths() {
            if dots.get(Self::DEFAULT) == Some(dot) {
                dots.remove(path);
            } else {
                dots.insert(path.to_string(), dot.clone());
            }
        }
    }

    fn note_time(&mut self, dot: &Dot, at: &str) {
        let minute = |at: &str| at.get(.."2027-01-04T08:00".len()).map(str::to_string);
        let times = self.times.or_default(dot.replica.clone());
        if times.last().is_none_or(|(_, last)| minute(last) != minute(at)) {
            times.push((dot.counter, at.to_string()));
        }
    }

    /// The person who made a version, where that is known.
    pub fn author_of(&self, dot: &Dot) -> Option<&Id> {
        self.replicas.get(&dot.replica)
    }

    /// When a version was made, to the minute: for people to read.
    pub fn time_of(&self, dot: &Dot) -> Option<&str> {
        let mut before = self.times.get(&dot.replica)?.iter().filter(|(counter, _)| *counter <= dot.counter);
        before.next_back().map(|(_, at)| at.as_str())
    }

    /// The version of a field that shows: its own dot, else the record's.
    pub fn dot_of(&self, record: &str, field: &str) -> Option<&Dot> {
        let dots = self.fields.get(record)?;
        dots.get(field).or_else(|| dots.get(Self::DEFAULT))
    }
}

/// Whether a step changes a record and then deletes it: its deletion has seen its own dot then, for a dot that a
/// deletion has not seen brings the record back.
fn deletes_what_it_changed(edit: &Edit) -> bool {
    let gone = |what: &What| *what == What::Gone;
    let deleted: Set<_> = edit.parts().iter().filter(|p| gone(&p.what)).map(|p| &p.record).collect();
    edit.parts().iter().any(|part| !gone(&part.what) && deleted.contains(&part.record))
}
