//! What is repaired on opening, each repair listed: a reference to nothing is dropped, a record that can't be without
//! a missing one is set aside. Circles stay as they are (the view cuts them) and are listed too.
//!
//! A reference to a record in the Trash stays: restoring the record makes it whole again.

use crate::ordered::{Map, Set};

use super::finding::Findings;
use super::record::{collection, write_record};
use super::{Finding, Reason};
use crate::change::Change;
use crate::domain::{Id, Kind, Record, RecordKey, Records};

/// Sets aside the copy in the Trash of what is in the plan too.
pub(super) fn trashed_twice(
    records: &Records,
    trash: &mut Records,
    unread: &mut Map<String, String>,
    notes: &Findings,
) {
    for kind in Kind::ALL {
        let both: Vec<Id> = trash.ids(kind).filter(|id| records.contains(kind, id)).cloned().collect();
        for id in both {
            let place = format!("trash/{}/{id}", collection(kind));
            notes.add(Finding::new(place.as_str(), id.as_str(), Reason::AlsoInTrash));
            if let Some(record) = trash.remove(kind, &id) {
                set_aside(place, &record, unread);
            }
        }
    }
}

/// Sets aside every record that can't be without a missing one, from the top down.
pub(super) fn homeless(records: &mut Records, unread: &mut Map<String, String>, notes: &Findings) {
    for kind in [Kind::Objective, Kind::KeyResult, Kind::CheckIn, Kind::Series, Kind::Review] {
        let lost: Vec<(Id, Kind, Id)> = records
            .ids(kind)
            .filter_map(|id| {
                let (home, of) = records.home(kind, id)?;
                (!records.contains(home, &of)).then(|| (id.clone(), home, of))
            })
            .collect();
        for (id, home, of) in lost {
            let place = format!("{}/{id}", collection(kind));
            let missing = of.to_string();
            notes.add(Finding::new(place.as_str(), missing, Reason::Homeless { kind: home, id: of }));
            if let Some(record) = records.remove(kind, &id) {
                set_aside(place, &record, unread);
            }
        }
    }
}

fn set_aside(place: String, record: &Record, unread: &mut Map<String, String>) {
    let free = |n: usize| if n == 1 { place.clone() } else { format!("{place} ({n})") };
    let name = (1..).map(free).find(|name| !unread.contains_key(name)).unwrap_or_default();
    unread.insert(name, write_record(record).compact());
}

/// The changes that drop every reference to nothing.
pub(super) fn dangling(records: &Records, trash: &Records, notes: &Findings) -> Vec<Change> {
    let there = |kind: Kind, id: &Id| records.contains(kind, id) || trash.contains(kind, id);
    let mut changes = Vec::new();
    for kind in [
        Kind::Team,
        Kind::Cycle,
        Kind::Objective,
        Kind::KeyResult,
        Kind::CheckIn,
        Kind::Initiative,
        Kind::Kpi,
    ] {
        for id in records.ids(kind) {
            let place = |field: &str| format!("{}/{id}/{field}", collection(kind));
            let note = |field: &str, of: Kind, to: &Id| {
                notes.add(Finding::new(place(field), to.as_str(), Reason::Dangling(of)));
            };
            // a reference is dropped from a copy, made only where there is one to drop
            let Some(before) = records.get(kind, id) else { continue };
            let mut after = before.clone();
            for (field, of, reference) in references(&mut after) {
                if let Some(to) = reference.take_if(|to| !there(of, to)) {
                    note(field, of, &to);
                }
            }
            if let Record::Objective(objective) = &mut after {
                let target = |to: &Id| there(Kind::Objective, to) || there(Kind::KeyResult, to);
                if let Some(to) = objective.supports.take_if(|to| !target(to)) {
                    note("supports", Kind::Objective, &to);
                }
                objective.watch.retain(|kpi| {
                    let stays = there(Kind::Kpi, kpi);
                    if !stays {
                        note(&format!("watch/{kpi}"), Kind::Kpi, kpi);
                    }
                    stays
                });
            }
            if before != after {
                let key = RecordKey::Record(kind, id.clone());
                changes.push(Change { key, before: Some(before), after: Some(after) });
            }
        }
    }
    changes
}

/// The references of a record that may be missing, each with its place and the kind it names.
fn references(record: &mut Record) -> Vec<(&'static str, Kind, &mut Option<Id>)> {
    match record {
        Record::Team(team) => vec![("parent", Kind::Team, &mut team.parent)],
        Record::Cycle(c) => vec![("facilitator", Kind::Person, &mut c.facilitator)],
        Record::Objective(o) => vec![
            ("team", Kind::Team, &mut o.team),
            ("owner", Kind::Person, &mut o.owner),
            ("sponsor", Kind::Person, &mut o.sponsor),
            ("carriedFrom", Kind::Objective, &mut o.carried_from),
        ],
        Record::KeyResult(k) => vec![
            ("owner", Kind::Person, &mut k.owner),
            ("kpi", Kind::Kpi, &mut k.kpi),
            ("carriedFrom", Kind::KeyResult, &mut k.carried_from),
        ],
        Record::CheckIn(c) => {
            let blocker = c.blocker.as_mut().map(|b| ("blocker/who", Kind::Person, &mut b.who));
            std::iter::once(("by", Kind::Person, &mut c.by)).chain(blocker).collect()
        }
        Record::Initiative(i) => {
            vec![("keyResult", Kind::KeyResult, &mut i.key_result), ("owner", Kind::Person, &mut i.owner)]
        }
        Record::Kpi(k) => vec![("team", Kind::Team, &mut k.team), ("owner", Kind::Person, &mut k.owner)],
        _ => Vec::new(),
    }
}

/// Lists every circle of teams and of `supports` once, at its first id.
pub(super) fn circles(records: &Records, notes: &Findings) {
    let parent = |team: &Id| records.teams.get(team).and_then(|t| t.parent.clone());
    list_circles(records.teams.keys(), parent, "teams", "parent", notes);
    let above = |objective: &Id| {
        let up = records.objectives.get(objective)?.supports.clone()?;
        Some(records.key_results.get(&up).map_or(up, |k| k.objective.clone()))
    };
    list_circles(records.objectives.keys(), above, "objectives", "supports", notes);
}

fn list_circles<'a>(
    ids: impl Iterator<Item = &'a Id>,
    above: impl Fn(&Id) -> Option<Id>,
    collection: &str,
    field: &str,
    notes: &Findings,
) {
    let mut done: Set<Id> = Set::new();
    for id in ids {
        let mut path: Vec<Id> = Vec::new();
        let mut on_path: Set<Id> = Set::new();
        let mut next = Some(id.clone());
        while let Some(at) = next.filter(|at| !done.contains(at)) {
            if !on_path.insert(at.clone()) {
                let circle: Vec<&Id> = path.iter().skip_while(|id| **id != at).collect();
                if let Some(first) = circle.iter().min() {
                    let names: Vec<&str> = circle.iter().map(|id| id.as_str()).collect();
                    let place = format!("{collection}/{first}/{field}");
                    notes.add(Finding::new(place, names.join(" → "), Reason::Circle));
                }
                break;
            }
            next = above(&at);
            path.push(at);
        }
        done.extend(on_path);
    }
}
