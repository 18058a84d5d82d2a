//! An edit back to patches: its fields put into the records that a plan holds now, which are read like those of a file.

use std::collections::BTreeSet;

use super::edit_fields::assemble;
use super::fields::sorted;
use super::finding::Findings;
use super::kpis::read_measurement;
use super::place::Place;
use super::record::{kept_of, read_head, read_record, record_name, write_record};
use super::{Edit, EditedFields, Finding, Part, Reason, Tree, What};
use crate::change::{Change, Patch};
use crate::domain::{Date, Id, Kind, Plan, Record, RecordKey};

impl Edit {
    /// The patch that makes this edit in `plan`, or why it can't be made there.
    pub fn to_patch(&self, plan: &Plan) -> Result<Patch, Vec<Finding>> {
        Ok(self.to_patches(plan)?.into_iter().reduce(Patch::then).unwrap_or_default())
    }

    /// The patches that make this edit in `plan`, one after the other: more than one where a step touched a record
    /// more than once, so that the Trash ends up with what was deleted and not with what stood there first.
    pub fn to_patches(&self, plan: &Plan) -> Result<Vec<Patch>, Vec<Finding>> {
        let findings = Findings::default();
        let patches = if self.touches_each_record_once() {
            vec![self.parts().iter().flat_map(|part| changes_of(part, plan, &findings)).collect()]
        } else {
            let mut draft = plan.clone();
            let mut patches = Vec::new();
            for part in self.parts() {
                let patch: Patch = changes_of(part, &draft, &findings).into_iter().collect();
                // made for the draft as it is, so it fits; where it does not, whoever applies the patches is told
                let _ = patch.apply(&mut draft);
                patches.push(patch);
            }
            patches
        };
        let (findings, _) = findings.into_parts();
        if findings.is_empty() { Ok(patches) } else { Err(findings) }
    }

    fn touches_each_record_once(&self) -> bool {
        let (mut whole, mut days) = (BTreeSet::new(), BTreeSet::new());
        let once = self.parts().iter().all(|part| match (&part.record, &part.what) {
            (RecordKey::Record(Kind::Series, kpi), What::Changed(fields)) => {
                fields.paths().all(|day| days.insert((kpi, day)))
            }
            (record, _) => whole.insert(record),
        });
        let mixed = |(kpi, _): &(&Id, &str)| whole.contains(&RecordKey::Record(Kind::Series, (*kpi).clone()));
        once && !days.iter().any(mixed)
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
