//! Files that never go through the registers: edited by hand, without registers, or a part of a plan.
//!
//! Each difference is offered, and proposed only where nothing of ours would be undone by it. A record that the file
//! does not have is no difference: a missing record is never a deletion.

use super::changes::{Became, Changes, FieldChange, Found, RecordChange};
use super::conflicts::{changing, changing_with_home, restoring, with_what_goes};
use super::part::holds_notes;
use super::proposal::{is_of_measure, set};
use super::{Copy, Dot};
use crate::domain::{Kind, Plan, Record, RecordKey};
use crate::ordered::{Map, Set};
use crate::plan_file::{
    Edit, EditedFields, Finding, Part, Tree, What, record_fields, record_name, record_tree,
};

/// The differences of a file from our copy. `is_whole` says that the registers of the file speak for its content:
/// Cairn wrote it, as a part of the plan.
pub(super) fn changes(ours: Copy, theirs: Copy, is_whole: bool) -> Changes {
    let mut found = Found::new(ours.plan, theirs);
    let heads = [ours, theirs].map(|copy| Record::Head(copy.plan.head().clone()));
    let [our_head, their_head] = &heads;
    let differing = Differing { ours, theirs, is_whole };
    differing.add(RecordKey::Head, Some(our_head), their_head, &mut found);
    for kind in Kind::ALL {
        for id in theirs.plan.records().ids(kind) {
            if ours.plan.records().has_same(theirs.plan.records(), kind, id) {
                continue;
            }
            let Some(record) = theirs.plan.records().get(kind, id) else { continue };
            let known = ours.plan.records().get(kind, id);
            differing.add(RecordKey::Record(kind, id.clone()), known.as_ref(), &record, &mut found);
        }
    }
    found.into_changes()
}

struct Differing<'a> {
    ours: Copy<'a>,
    theirs: Copy<'a>,
    is_whole: bool,
}

impl Differing<'_> {
    fn add(&self, key: RecordKey, old: Option<&Record>, new: &Record, found: &mut Found) {
        let name = record_name(&key);
        let trashed =
            matches!(&key, RecordKey::Record(kind, id) if self.ours.plan.trash().contains(*kind, id));
        let became = match (old, trashed) {
            (Some(_), _) => Became::Changed,
            (None, true) => Became::Restored,
            (None, false) => Became::Created,
        };
        let old = old.map(record_fields).unwrap_or_default();
        let new = record_fields(new);
        let paths: Set<&String> = old.keys().chain(new.keys()).collect();
        let mut fields = Vec::new();
        for path in paths {
            let (before, after) = (old.get(path), self.with_our_note(&key, old.get(path), new.get(path)));
            let after = after.as_ref();
            let silent = self.is_older(&name, path) || (after.is_none() && self.says_nothing(&name, path));
            if before == after || (became == Became::Changed && silent) {
                continue;
            }
            let unseen = before.is_some() && self.was_left_out(&key, path);
            let ticked = became != Became::Changed || (self.is_proposed(&name, path) && !unseen);
            fields.push(FieldChange { ticked, ..self.field(&name, path, before, after) });
        }
        if became == Became::Changed && !self.measure_fits(&key, &fields) {
            // Some of it is older than ours and some is not: only the whole of it is a measure.
            fields.retain(|field| !is_of_measure(&field.path));
            let whole = paths_of_measure(&old, &new).filter(|path| old.get(*path) != new.get(*path));
            fields.extend(whole.map(|path| FieldChange {
                ticked: false,
                ..self.field(&name, path, old.get(path), new.get(path))
            }));
        }
        // A record that we have deleted, or that is someone else's and has not come to us, is offered and no more.
        let ticked = match became {
            Became::Changed => true,
            Became::Created => self.is_new(&name),
            Became::Restored | Became::Deleted => false,
        };
        if became != Became::Changed || !fields.is_empty() {
            found.push(RecordChange { key, became, fields, ticked });
        }
    }

    fn field(&self, name: &str, path: &str, before: Option<&Tree>, after: Option<&Tree>) -> FieldChange {
        FieldChange {
            path: path.to_string(),
            before: before.cloned(),
            after: after.cloned(),
            dot: self.theirs.ledger.dot_of(name, path).cloned(),
            others: Vec::new(),
            ticked: true,
            chosen: None,
        }
    }

    /// Whether what is offered of a measure is all proposed, and is a measure once it is taken.
    fn measure_fits(&self, key: &RecordKey, fields: &[FieldChange]) -> bool {
        let mut edited = EditedFields::default();
        for field in fields.iter().filter(|field| is_of_measure(&field.path)) {
            if !field.ticked {
                return false;
            }
            set(&mut edited, &field.path, field.after.clone());
        }
        edited.is_empty() || changing(self.ours.plan, key, edited).to_patch(self.ours.plan).is_ok()
    }

    fn dots(&self, name: &str, path: &str) -> (Option<&Dot>, Option<&Dot>) {
        (self.ours.ledger.dot_of(name, path), self.theirs.ledger.dot_of(name, path))
    }

    /// Whether the registers of a part say that we have replaced its version.
    fn is_older(&self, name: &str, path: &str) -> bool {
        let (ours, theirs) = self.dots(name, path);
        self.is_whole && ours != theirs && theirs.is_none_or(|dot| self.ours.ledger.seen.covers(dot))
    }

    /// Whether a part is silent about a field that is not in it: it was left out, and nobody cleared it there.
    fn says_nothing(&self, name: &str, path: &str) -> bool {
        let dots = self.theirs.ledger.fields.get(name);
        self.is_whole && dots.is_none_or(|dots| dots.get(path).is_none())
    }

    /// Whether our value of a field could not be seen by whoever worked on a part without notes.
    fn was_left_out(&self, key: &RecordKey, path: &str) -> bool {
        let of_check_in = matches!(key, RecordKey::Record(Kind::CheckIn, _));
        self.is_whole && self.theirs.ledger.bare && of_check_in && holds_notes(key, path)
    }

    /// A measurement out of a part without notes keeps the note that we have of that day.
    fn with_our_note(&self, key: &RecordKey, before: Option<&Tree>, after: Option<&Tree>) -> Option<Tree> {
        let of_series = matches!(key, RecordKey::Record(Kind::Series, _));
        if let (true, Some(value @ Tree::Number(_)), Some(note)) =
            (of_series && self.is_whole && self.theirs.ledger.bare, after, before.and_then(note_of))
        {
            return Some(Tree::Array(vec![value.clone(), note.clone()]));
        }
        after.cloned()
    }

    /// Whether we still hold the version that the file was made from: where it was edited by hand the one it names,
    /// in a part one that its writer had seen.
    fn is_proposed(&self, name: &str, path: &str) -> bool {
        let (ours, theirs) = self.dots(name, path);
        let disputed = self.ours.ledger.conflicts.get(name).is_some_and(|fields| fields.contains_key(path));
        let held = if self.is_whole {
            ours.is_none_or(|dot| self.theirs.ledger.seen.covers(dot))
        } else {
            ours == theirs
        };
        held && !disputed
    }

    /// Whether a record that we don't have was made there.
    fn is_new(&self, name: &str) -> bool {
        match self.theirs.ledger.fields.get(name) {
            None => true,
            Some(dots) => self.is_whole && dots.values().all(|dot| !self.ours.ledger.seen.covers(dot)),
        }
    }
}

/// The note of a measurement, which is written as its value or as value and note.
fn note_of(measurement: &Tree) -> Option<&Tree> {
    measurement.items()?.get(1)
}

/// The edit that takes what is ticked; of a new record that can't be without another one, that too.
pub(super) fn taken(changes: &Changes, ours: Copy, theirs: &Plan) -> Result<Edit, Vec<Finding>> {
    let mut draft = ours.plan.clone();
    let mut edit = Edit::default();
    let all: Map<&RecordKey, &RecordChange> = changes.records().map(|record| (&record.key, record)).collect();
    for record in changes.records().filter(|record| record.ticked) {
        let mut chain = vec![record];
        while let Some(RecordChange { key: RecordKey::Record(kind, id), became, .. }) = chain.last()
            && *became != Became::Changed
            && let Some((kind, id)) = theirs.records().home(*kind, id)
            && !draft.records().contains(kind, &id)
            && let Some(above) = all.get(&RecordKey::Record(kind, id))
        {
            chain.push(above);
        }
        for record in chain.into_iter().rev() {
            if matches!(&record.key, RecordKey::Record(kind, id)
                if record.became != Became::Changed && draft.records().contains(*kind, id))
            {
                continue;
            }
            let more = edit_of(record, theirs, &draft);
            more.apply(&mut draft)?;
            edit = edit.then(more);
        }
    }
    Ok(edit)
}

fn edit_of(record: &RecordChange, theirs: &Plan, draft: &Plan) -> Edit {
    let mut fields = EditedFields::default();
    match record.became {
        Became::Created => {
            let tree = theirs.get(&record.key).map(|record| record_tree(&record));
            let what = What::Created(tree.unwrap_or(Tree::Null));
            Edit::of(vec![Part { record: record.key.clone(), what }])
        }
        became => {
            for field in record.fields.iter().filter(|field| field.ticked) {
                set(&mut fields, &field.path, field.after.clone());
            }
            let back = became == Became::Restored;
            if !back {
                return fitting(record, draft, fields);
            }
            let in_trash = match &record.key {
                RecordKey::Record(kind, id) => draft.trash().get(*kind, id),
                _ => None,
            };
            let fields = with_what_goes(in_trash.as_ref(), &record.key, fields);
            let change = Part { record: record.key.clone(), what: What::Changed(fields.clone()) };
            let change = if fields.is_empty() { Vec::new() } else { vec![change] };
            restoring(&record.key, draft).then(Edit::of(change))
        }
    }
}

/// The edit that takes fields of a record; of a measure, where some of it alone is none, all of it.
fn fitting(record: &RecordChange, draft: &Plan, ticked: EditedFields) -> Edit {
    let edit = changing_with_home(draft, &record.key, ticked);
    if edit.to_patch(draft).is_ok() {
        return edit;
    }
    let mut fields = EditedFields::default();
    for field in record.fields.iter().filter(|field| field.ticked || is_of_measure(&field.path)) {
        set(&mut fields, &field.path, field.after.clone());
    }
    changing_with_home(draft, &record.key, fields)
}

fn paths_of_measure<'a>(
    old: &'a Map<String, Tree>,
    new: &'a Map<String, Tree>,
) -> impl Iterator<Item = &'a String> {
    let paths: Set<&String> = old.keys().chain(new.keys()).filter(|path| is_of_measure(path)).collect();
    paths.into_iter()
}
