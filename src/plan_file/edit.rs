//! One edit, field by field: what the journal keeps, what the registers stamp, what another copy will merge.
//!
//! Made from a [`Patch`] by comparing the trees of both sides, so a field that nobody knows is a field like any other.

use super::edit_fields::{assemble, fields_of};
use super::fields::sorted;
use super::finding::Findings;
use super::kpis::read_measurement;
use super::place::Place;
use super::record::{kept_of, read_head, read_record, record_name, write_record};
use super::{Finding, Reason, Tree};
use crate::change::{Change, Patch};
use crate::domain::{Date, Id, Kind, Plan, Record, RecordKey};

/// What one step changed, in the order of its patch.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Edit {
    parts: Vec<Part>,
}

/// What one step changed in one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The record: the head or one of a collection; a measurement is a field of its series.
    pub record: RecordKey,
    /// What became of it.
    pub what: What,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It is new, and this is all of it.
    Created(Tree),
    /// It came back from the Trash, with these fields other than they were there.
    Restored(Fields),
    /// These fields changed.
    Changed(Fields),
    /// It went to the Trash.
    Gone,
}

/// Fields that changed, by their path in the record (`owner`, `measure/milestones/s1/done`, `2027-01-04` in a series).
/// In a path, `~` is written `~0`, a `/` inside of a name `~1`, and the name `*` alone `~2`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Fields {
    /// Fields that have a value now.
    pub set: Vec<(String, Tree)>,
    /// Fields that have none any more.
    pub cleared: Vec<String>,
}

impl Fields {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.cleared.is_empty()
    }

    /// The paths of all fields that changed.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.set.iter().map(|(path, _)| path).chain(&self.cleared).map(String::as_str)
    }
}

impl Edit {
    /// What a patch changes. `before` is the plan it is made for, *before* the patch is applied: a record that comes
    /// back is compared with the Trash there.
    pub fn from_patch(patch: &Patch, before: &Plan) -> Edit {
        let mut edit = Edit::default();
        for change in patch.changes() {
            edit.add(change, before);
        }
        edit
    }

    /// An edit of these parts.
    pub fn of(parts: Vec<Part>) -> Edit {
        Edit { parts }
    }

    /// What it changes, record by record; a record whose series changed day by day may come more than once.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The patch that makes this edit in `plan`; the records it reads are checked like those of a file.
    pub fn to_patch(&self, plan: &Plan) -> Result<Patch, Vec<Finding>> {
        let findings = Findings::default();
        let changes: Vec<Change> =
            self.parts.iter().flat_map(|part| changes_of(part, plan, &findings)).collect();
        let (findings, _) = findings.into_parts();
        if findings.is_empty() { Ok(changes.into_iter().collect()) } else { Err(findings) }
    }

    fn add(&mut self, change: &Change, before: &Plan) {
        let what = match (&change.key, &change.before, &change.after) {
            (RecordKey::Measurement(kpi, day), _, after) => return self.add_day(kpi, *day, after.as_ref()),
            (RecordKey::Record(kind, id), None, Some(after)) => match before.trash().get(*kind, id) {
                Some(trashed) => What::Restored(difference(&trashed, after)),
                None => What::Created(write_record(after)),
            },
            (_, Some(before), Some(after)) => {
                let fields = difference(before, after);
                if fields.is_empty() {
                    return;
                }
                What::Changed(fields)
            }
            (_, Some(_), None) => What::Gone,
            (_, None, _) => return,
        };
        self.parts.push(Part { record: change.key.clone(), what });
    }

    /// Adds a day of a series, to the part before where that keeps the order.
    fn add_day(&mut self, kpi: &Id, day: Date, after: Option<&Record>) {
        let record = RecordKey::Record(Kind::Series, kpi.clone());
        let (path, value) = (day.to_string(), after.map(write_record));
        let last = self.parts.last_mut().filter(|part| part.record == record);
        let last = last
            .and_then(|part| if let What::Changed(fields) = &mut part.what { Some(fields) } else { None });
        match (last, value) {
            (Some(fields), Some(value)) if fields.cleared.is_empty() => fields.set.push((path, value)),
            (Some(fields), None) => fields.cleared.push(path),
            (_, value) => {
                let mut fields = Fields::default();
                match value {
                    Some(value) => fields.set.push((path, value)),
                    None => fields.cleared.push(path),
                }
                self.parts.push(Part { record, what: What::Changed(fields) });
            }
        }
    }
}

/// The fields in which two forms of a record differ.
fn difference(before: &Record, after: &Record) -> Fields {
    let kind = before.kind();
    let (old, new) = (fields_of(kind, &write_record(before)), fields_of(kind, &write_record(after)));
    let old_of: crate::ordered::Map<&str, &Tree> = old.iter().map(|(p, v)| (p.as_str(), v)).collect();
    let new_of: crate::ordered::Set<&str> = new.iter().map(|(p, _)| p.as_str()).collect();
    let cleared = old.iter().map(|(path, _)| path).filter(|path| !new_of.contains(path.as_str())).cloned();
    let cleared = cleared.collect();
    let set = new.iter().filter(|(path, value)| old_of.get(path.as_str()) != Some(&value)).cloned().collect();
    Fields { set, cleared }
}

fn changes_of(part: &Part, plan: &Plan, findings: &Findings) -> Vec<Change> {
    let key = &part.record;
    if let (What::Changed(fields), RecordKey::Record(Kind::Series, kpi)) = (&part.what, key) {
        return days_of(kpi, fields, plan, findings);
    }
    let before = plan.get(key);
    let name = record_name(key);
    let missing = || {
        findings.add(Finding::new(name.as_str(), "", Reason::NotThere));
        Vec::new()
    };
    let after = match (&part.what, key) {
        (What::Gone, _) => None,
        (What::Created(tree), RecordKey::Record(kind, id)) => {
            let top = Place::TOP.at(super::collection(*kind));
            read_record(*kind, tree, &top.record(id.as_str()), findings)
        }
        (What::Restored(fields), RecordKey::Record(kind, id)) => match plan.trash().get(*kind, id) {
            Some(trashed) => edited(key, &trashed, fields, findings),
            None => return missing(),
        },
        (What::Changed(fields), _) => match &before {
            Some(before) => edited(key, before, fields, findings),
            None => return missing(),
        },
        (What::Created(_) | What::Restored(_), _) => return missing(),
    };
    vec![Change { key: key.clone(), before, after }]
}

/// A record with some of its fields changed.
fn edited(key: &RecordKey, base: &Record, fields: &Fields, findings: &Findings) -> Option<Record> {
    let mut base = base.clone();
    let tree = assemble(base.kind(), write_record(&base), fields, key, findings)?;
    let mut record = match key {
        RecordKey::Record(kind, id) => {
            let top = Place::TOP.at(super::collection(*kind));
            read_record(*kind, &tree, &top.record(id.as_str()), findings)?
        }
        _ => read_head(&tree, findings).map(Record::Head)?,
    };
    // What a kept member followed in the file stays true, even where the edit took that away for now.
    if let (Some(old), Some(new)) = (kept_of(&mut base), kept_of(&mut record)) {
        for kept in new.iter_mut() {
            if let Some(old) = old.iter().find(|k| k.within == kept.within && k.name == kept.name) {
                kept.after.clone_from(&old.after);
            }
        }
        *new = sorted(std::mem::take(new));
    }
    Some(record)
}

fn days_of(kpi: &Id, fields: &Fields, plan: &Plan, findings: &Findings) -> Vec<Change> {
    let values = fields.set.iter().map(|(path, value)| (path, Some(value)));
    let days = values.chain(fields.cleared.iter().map(|path| (path, None)));
    let change = |(path, value): (&String, Option<&Tree>)| {
        let wrong = |reason| {
            let place = format!("{}/{kpi}/{path}", super::collection(Kind::Series));
            findings.add(Finding::new(place, value.map_or(String::new(), Tree::compact), reason));
        };
        let Some(day) = Date::parse(path) else {
            wrong(Reason::NotADate);
            return None;
        };
        let after = match value.map(read_measurement) {
            Some(Ok(measurement)) => Some(Record::Measurement(measurement)),
            Some(Err(reason)) => {
                wrong(reason);
                return None;
            }
            None => None,
        };
        let key = RecordKey::Measurement(kpi.clone(), day);
        Some(Change { before: plan.get(&key), key, after })
    };
    days.filter_map(change).collect()
}
