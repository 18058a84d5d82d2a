//! An edit back to patches: its fields put into the records that a plan holds now, which are read like those of a file.

use super::edit::difference;
use super::edit_fields::assemble;
use super::fields::sorted;
use super::finding::Findings;
use super::kpis::read_measurement;
use super::place::Place;
use super::record::{kept_of, read_head, read_record, record_name, write_record};
use super::{Edit, EditedFields, Finding, Part, Reason, Tree, What};
use crate::change::{Change, Patch};
use crate::domain::{Date, Id, Kind, Plan, Record, RecordKey};
use crate::ordered::Set;

impl Edit {
    /// The patch that makes this edit in `plan`, or why it can't be made there.
    pub fn to_patch(&self, plan: &Plan) -> Result<Patch, Vec<Finding>> {
        Ok(Patch::joined(self.to_patches(plan)?))
    }

    /// Makes the edit in `plan`, all of it or nothing. Gives what it did as one patch.
    pub fn apply(&self, plan: &mut Plan) -> Result<Patch, Vec<Finding>> {
        let patches = self.to_patches(plan)?;
        for patch in &patches {
            if let Err(stale) = patch.apply(plan) {
                return Err(vec![Finding::new(record_name(&stale.key), "", Reason::OutOfOrder)]);
            }
        }
        for (place, text) in self.asides() {
            match text {
                Some(text) => plan.keep_unread(place.clone(), text.clone()),
                None => plan.drop_unread(place),
            }
        }
        Ok(Patch::joined(patches))
    }

    /// The patches that make this edit in `plan`, one after the other: more than one where a step touched a record
    /// more than once, so that the Trash ends up with what was deleted and not with what stood there first.
    pub fn to_patches(&self, plan: &Plan) -> Result<Vec<Patch>, Vec<Finding>> {
        let findings = Findings::default();
        let runs = runs_of(self.parts());
        let mut patches = Vec::with_capacity(runs.len());
        let mut draft = (runs.len() > 1).then(|| plan.clone());
        for run in runs {
            let now = draft.as_ref().unwrap_or(plan);
            let patch: Patch = run.iter().flat_map(|part| changes_of(part, now, &findings)).collect();
            if let Some(draft) = &mut draft {
                // made for the draft as it is, so it fits; where it does not, whoever applies the patches is told
                let _ = patch.apply(draft);
            }
            patches.push(patch);
        }
        let (findings, _) = findings.into_parts();
        if findings.is_empty() { Ok(patches) } else { Err(findings) }
    }
}

/// The parts in runs that touch each record once.
fn runs_of(parts: &[Part]) -> Vec<&[Part]> {
    let mut runs = Vec::new();
    let mut begin = 0;
    let mut touched = Touched::default();
    for (at, part) in parts.iter().enumerate() {
        if !touched.add(part) {
            runs.extend(parts.get(begin..at));
            begin = at;
            touched = Touched::default();
            touched.add(part);
        }
    }
    runs.extend(parts.get(begin..));
    runs
}

/// The records and days that a run has touched.
#[derive(Default)]
struct Touched<'a> {
    whole: Set<&'a RecordKey>,
    days: Set<(&'a Id, &'a str)>,
    /// Series of which some days were touched.
    series: Set<&'a RecordKey>,
}

impl<'a> Touched<'a> {
    /// Notes what a part touches; `false` where something of it was touched before.
    fn add(&mut self, part: &'a Part) -> bool {
        match (&part.record, &part.what) {
            (RecordKey::Record(Kind::Series, kpi), What::Changed(fields)) => {
                self.series.insert(&part.record);
                !self.whole.contains(&part.record) && fields.paths().all(|day| self.days.insert((kpi, day)))
            }
            _ => !self.series.contains(&part.record) && self.whole.insert(&part.record),
        }
    }
}

fn changes_of(part: &Part, plan: &Plan, findings: &Findings) -> Vec<Change> {
    let key = &part.record;
    if let (What::Changed(fields), RecordKey::Record(Kind::Series, kpi)) = (&part.what, key) {
        return days_of(kpi, fields, plan, findings);
    }
    let before = plan.get(key);
    let base = match (&part.what, key) {
        (What::Restored(_), RecordKey::Record(kind, id)) => plan.trash().get(*kind, id),
        _ => before.clone(),
    };
    let after = match (&part.what, key, base) {
        (What::Gone, ..) => None,
        (What::Created(tree), RecordKey::Record(kind, id), _) => {
            let top = Place::TOP.at(super::collection(*kind));
            read_record(*kind, tree, &top.record(id.as_str()), findings)
        }
        (What::Restored(fields) | What::Changed(fields), _, Some(base)) => {
            edited(key, &base, fields, findings)
        }
        _ => {
            findings.add(Finding::new(record_name(key), "", Reason::NotThere));
            None
        }
    };
    vec![Change { key: key.clone(), before, after }]
}

/// A record with some of its fields changed, or what is wrong with it then.
pub fn with_fields(key: &RecordKey, base: &Record, fields: &EditedFields) -> Result<Record, Vec<Finding>> {
    let findings = Findings::default();
    let record = edited(key, base, fields, &findings);
    record.ok_or_else(|| findings.into_parts().0)
}

/// The record `now` with the fields that differ between `began` and `typed` as they were typed; or what is wrong with
/// it then. What nobody touched while it was typed stays as it is now.
pub fn rebased(
    key: &RecordKey,
    began: &Record,
    typed: &Record,
    now: &Record,
) -> Result<Record, Vec<Finding>> {
    let fields = difference(began, typed);
    if fields.is_empty() { Ok(now.clone()) } else { with_fields(key, now, &fields) }
}

/// A record with some of its fields changed.
fn edited(key: &RecordKey, base: &Record, fields: &EditedFields, findings: &Findings) -> Option<Record> {
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

fn days_of(kpi: &Id, fields: &EditedFields, plan: &Plan, findings: &Findings) -> Vec<Change> {
    let mut changes = Vec::new();
    let values = fields.set.iter().map(|(path, value)| (path, Some(value)));
    for (path, value) in values.chain(fields.cleared.iter().map(|path| (path, None))) {
        let day = Date::parse(path).ok_or(Reason::NotADate);
        match (day, value.map(read_measurement).transpose()) {
            (Ok(day), Ok(measurement)) => {
                let key = RecordKey::Measurement(kpi.clone(), day);
                let after = measurement.map(Record::Measurement);
                changes.push(Change { before: plan.get(&key), key, after });
            }
            (Err(reason), _) | (_, Err(reason)) => {
                let place = format!("{}/{kpi}/{path}", super::collection(Kind::Series));
                findings.add(Finding::new(place, value.map_or(String::new(), Tree::compact), reason));
            }
        }
    }
    changes
}
