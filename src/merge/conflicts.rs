//! Fields with several versions: listed until someone chooses, which is an ordinary edit.

use super::register::by_age;
use super::{Candidate, Copy, Dot, Ledger};
use crate::domain::{Kind, Plan, Record, RecordKey, Records};
use crate::ordered::{Set, sort_by};
use crate::plan_file::{Edit, EditedFields, Part, Tree, What, record_fields, record_named, with_fields};

/// A field that two people changed without knowing of each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The record.
    pub key: RecordKey,
    /// The field's path in it.
    pub path: String,
    /// The value that shows; `None` where the field is empty.
    pub shown: Option<Tree>,
    /// The version that shows.
    pub dot: Option<Dot>,
    /// The others, each of another value.
    pub others: Vec<Candidate>,
}

/// The conflicts of the records in the plan. Versions of equal value are none.
pub fn conflicts(copy: Copy) -> Vec<Conflict> {
    let mut open = Vec::new();
    for (name, fields) in &copy.ledger.conflicts {
        let Some(key) = record_named(name) else { continue };
        let Some(record) = copy.plan.get(&key) else { continue };
        let values = record_fields(&record);
        for path in fields.keys() {
            let shown = values.get(path).cloned();
            let others = open_versions(copy.ledger, name, path, shown.as_ref());
            if !others.is_empty() {
                let dot = copy.ledger.dot_of(name, path).cloned();
                open.push(Conflict { key: key.clone(), path: path.clone(), shown, dot, others });
            }
        }
    }
    open
}

/// The versions of a field that differ from the value that shows, one of each value.
pub(super) fn open_versions(ledger: &Ledger, name: &str, path: &str, shown: Option<&Tree>) -> Vec<Candidate> {
    let mut open: Vec<Candidate> = Vec::new();
    for candidate in ledger.conflicts.get(name).and_then(|fields| fields.get(path)).into_iter().flatten() {
        let known = open.iter().any(|other| other.value == candidate.value);
        if candidate.value.as_ref() != shown && !known {
            open.push(candidate.clone());
        }
    }
    sort_by(&mut open, |a, b| by_age(&b.dot, &a.dot));
    open
}

/// The edit that chooses a value for a field: it replaces every version there is, also where that value shows already.
/// What the record goes with then comes back where it was deleted.
pub fn choosing(plan: &Plan, key: &RecordKey, path: &str, value: Option<&Tree>) -> Edit {
    let mut fields = EditedFields::default();
    match value {
        Some(value) => fields.set.push((path.to_string(), value.clone())),
        None => fields.cleared.push(path.to_string()),
    }
    changing_with_home(plan, key, fields)
}

/// The edit that sets and clears fields of a record, which may come to belong to another one by it: where that was
/// deleted, it comes back.
pub(super) fn changing_with_home(plan: &Plan, key: &RecordKey, fields: EditedFields) -> Edit {
    let changed = plan.get(key).and_then(|record| with_fields(key, &record, &fields).ok());
    let above = match (key, changed) {
        (RecordKey::Record(kind, id), Some(record)) => {
            let mut alone = Records::default();
            alone.insert(id.clone(), record);
            alone.home(*kind, id).map(|(kind, id)| restoring(&RecordKey::Record(kind, id), plan))
        }
        _ => None,
    };
    above.unwrap_or_default().then(changing(plan, key, fields))
}

/// The edit that sets and clears fields of a record, and clears those that can't be without them: with another measure
/// the milestones go, and each of their fields needs the dot of its clearing.
pub(super) fn changing(plan: &Plan, key: &RecordKey, fields: EditedFields) -> Edit {
    if fields.is_empty() {
        return Edit::default();
    }
    let fields = with_what_goes(plan.get(key).as_ref(), key, fields);
    Edit::of(vec![Part { record: key.clone(), what: What::Changed(fields) }])
}

/// The fields, and those of `before` that can't be without what they clear or replace.
pub(super) fn with_what_goes(
    before: Option<&Record>,
    key: &RecordKey,
    mut fields: EditedFields,
) -> EditedFields {
    let after = before.and_then(|record| with_fields(key, record, &fields).ok());
    if let (Some(before), Some(after)) = (before, after) {
        let after = record_fields(&after);
        let named: Set<String> = fields.paths().map(str::to_string).collect();
        let lost = |path: &String| !after.contains_key(path) && !named.contains(path);
        fields.cleared.extend(record_fields(before).into_keys().filter(lost));
    }
    fields
}

/// The edit that brings a record back from the Trash, with what it goes with, and with the measurements of a KPI and
/// the review of a cycle: new ones would begin a second series beside the one in the Trash.
pub(super) fn restoring(key: &RecordKey, plan: &Plan) -> Edit {
    let mut edit = Edit::default();
    let beside = match key {
        RecordKey::Record(Kind::Kpi, id) => Some((Kind::Series, id)),
        RecordKey::Record(Kind::Cycle, id) => Some((Kind::Review, id)),
        _ => None,
    };
    if let Some((kind, id)) = beside.filter(|(kind, id)| plan.trash().contains(*kind, id)) {
        let what = What::Restored(EditedFields::default());
        edit = Edit::of(vec![Part { record: RecordKey::Record(kind, id.clone()), what }]);
    }
    let mut next = Some(key.clone());
    while let Some(RecordKey::Record(kind, id)) = next {
        if !plan.trash().contains(kind, &id) {
            break;
        }
        let what = What::Restored(EditedFields::default());
        let part = Part { record: RecordKey::Record(kind, id.clone()), what };
        edit = Edit::of(vec![part]).then(edit);
        next = plan.trash().home(kind, &id).map(|(kind, id)| RecordKey::Record(kind, id));
    }
    edit
}
