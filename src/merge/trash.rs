//! The Trash: what was deleted together, and the edit that brings all of it back.

use super::conflicts::restoring;
use super::{Copy, Dot, Ledger};
use crate::domain::{Id, Kind, Plan, RecordKey};
use crate::ordered::{Map, Set, sort_by};
use crate::plan_file::{Edit, EditedFields, Part, What, record_name};

/// A record in the Trash, with what was deleted with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trashed {
    /// The record.
    pub key: RecordKey,
    /// What belongs to it and went with it, from the top down.
    pub with: Vec<RecordKey>,
    /// The step that deleted it, where that is known.
    pub dot: Option<Dot>,
}

type Place = (Kind, Id);

/// What is in the Trash, what was deleted last first.
pub fn trash(copy: Copy) -> Vec<Trashed> {
    let trash = copy.plan.trash();
    let mut of_root: Map<Place, Vec<Place>> = Map::new();
    for kind in Kind::ALL {
        for id in trash.ids(kind) {
            let place = (kind, id.clone());
            let root = root_of(copy, &place);
            let with = of_root.or_default(root.clone());
            if root != place {
                with.push(place);
            }
        }
    }
    let key = |(kind, id): Place| RecordKey::Record(kind, id);
    let mut all: Vec<Trashed> = of_root
        .into_iter()
        .map(|(root, with)| {
            let dot = deletion_of(copy.ledger, &root).cloned();
            Trashed { key: key(root), with: with.into_iter().map(key).collect(), dot }
        })
        .collect();
    let age = |it: &Trashed| {
        let time = it.dot.as_ref().and_then(|dot| copy.ledger.time_of(dot)).map(str::to_string);
        (time, it.dot.as_ref().map_or(0, |dot| dot.counter))
    };
    sort_by(&mut all, |a, b| age(b).cmp(&age(a)));
    all
}

/// The topmost record that was deleted in the same step and that this one belongs to.
fn root_of(copy: Copy, place: &Place) -> Place {
    let trash = copy.plan.trash();
    let dot = deletion_of(copy.ledger, place);
    let mut root = place.clone();
    let mut known = Set::new();
    while known.insert(root.clone())
        && let Some((kind, id)) = trash.home(root.0, &root.1)
        && trash.contains(kind, &id)
        && deletion_of(copy.ledger, &(kind, id.clone())) == dot
    {
        root = (kind, id);
    }
    root
}

fn deletion_of<'a>(ledger: &'a Ledger, (kind, id): &Place) -> Option<&'a Dot> {
    let versions = ledger.gone.get(&record_name(&RecordKey::Record(*kind, id.clone())))?;
    versions.iter().map(|version| &version.dot).max_by_key(|dot| dot.counter)
}

/// The edit that brings a record back with all that went with it, and with what it can't be without.
pub fn bringing_back(plan: &Plan, trashed: &Trashed) -> Edit {
    let mut edit = restoring(&trashed.key, plan);
    let known: Set<RecordKey> = edit.parts().iter().map(|part| part.record.clone()).collect();
    let rest = trashed.with.iter().filter(|key| !known.contains(*key) && plan.is_trashed(key));
    let what = What::Restored(EditedFields::default());
    let parts = rest.map(|key| Part { record: key.clone(), what: what.clone() }).collect();
    edit = edit.then(Edit::of(parts));
    edit
}
