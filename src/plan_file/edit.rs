//! One edit, field by field: what the journal keeps, what the registers stamp, what another copy will merge.
//!
//! Made from a [`Patch`] by comparing the trees of both sides, so a field that nobody knows is a field like any other.

use super::Tree;
use super::edit_fields::fields_of;
use super::record::write_record;
use crate::change::{Change, Patch};
use crate::domain::{Date, Id, Kind, Plan, Record, RecordKey};

/// What one step changed, in the order of its patch.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Edit {
    parts: Vec<Part>,
    asides: Vec<(String, Option<String>)>,
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
    Restored(EditedFields),
    /// These fields changed.
    Changed(EditedFields),
    /// It went to the Trash.
    Gone,
}

/// Fields that changed, by their path in the record (`owner`, `measure/milestones/s1/done`, `2027-01-04` in a series).
/// In a path, `~` is written `~0`, a `/` inside of a name `~1`, and the name `*` alone `~2`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EditedFields {
    /// Fields that have a value now.
    pub set: Vec<(String, Tree)>,
    /// Fields that have none any more.
    pub cleared: Vec<String>,
}

impl EditedFields {
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
        Edit { parts, asides: Vec::new() }
    }

    /// What it changes, record by record; a record whose series changed day by day may come more than once.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// This edit, which also sets aside what a merged file held that could not be read: places and their texts, a
    /// place without a text being emptied again.
    pub fn with_asides(mut self, asides: Vec<(String, Option<String>)>) -> Edit {
        self.asides.extend(asides);
        self
    }

    /// This edit and then `later`, as one.
    pub fn then(mut self, later: Edit) -> Edit {
        self.parts.extend(later.parts);
        self.asides.extend(later.asides);
        self
    }

    /// This edit without what it does to one field of a record that it changes.
    pub fn without(mut self, record: &RecordKey, path: &str) -> Edit {
        for part in self.parts.iter_mut().filter(|part| part.record == *record) {
            if let What::Changed(fields) = &mut part.what {
                fields.set.retain(|(of, _)| of != path);
                fields.cleared.retain(|of| of != path);
            }
        }
        self.parts.retain(|part| !matches!(&part.what, What::Changed(fields) if fields.is_empty()));
        self
    }

    /// What it sets aside; see [`Edit::with_asides`].
    pub fn asides(&self) -> &[(String, Option<String>)] {
        &self.asides
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.asides.is_empty()
    }

    /// Adds a part behind the others.
    pub(super) fn push(&mut self, record: RecordKey, what: What) {
        self.parts.push(Part { record, what });
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
                let mut fields = EditedFields::default();
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
pub(super) fn difference(before: &Record, after: &Record) -> EditedFields {
    let kind = before.kind();
    let (old, new) = (fields_of(kind, &write_record(before)), fields_of(kind, &write_record(after)));
    let old_of: crate::ordered::Map<&str, &Tree> = old.iter().map(|(p, v)| (p.as_str(), v)).collect();
    let new_of: crate::ordered::Set<&str> = new.iter().map(|(p, _)| p.as_str()).collect();
    let cleared = old.iter().map(|(path, _)| path).filter(|path| !new_of.contains(path.as_str())).cloned();
    let cleared = cleared.collect();
    let set = new.iter().filter(|(path, value)| old_of.get(path.as_str()) != Some(&value)).cloned().collect();
    EditedFields { set, cleared }
}
