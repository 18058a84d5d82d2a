//! A part of a plan: one team's branch, to be mailed on its own. It comes back through a review, never through the
//! registers, for it has seen more than it holds.
//!
//! What a part leaves out it says nothing of: a field that is not in it and has no version of its own there was never
//! cleared by anyone (`by_hand` reads it so). That is why references to what stays behind, and notes, can be left out of
//! a record that is in the part.

use super::{Copy, Ledger};
use crate::domain::{Id, Kind, Plan, RecordKey, team_path};
use crate::ordered::{Map, Set};
use crate::plan_file::{
    Edit, What, read, record_name, record_named, with_records, without_hints_elsewhere, without_notes,
    write_body,
};

/// What of the branch goes into a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// Everything.
    With,
    /// Figures only: no notes of check-ins and measurements, and nothing of what stands in the way.
    Without,
}

/// The branch of a team: its objectives and KPIs and those of the teams below it, with all that belongs to them, the
/// KPIs that these objectives read or watch, and the plan's people, teams and cycles. Gives its content and registers.
pub fn part_of(copy: Copy, team: &Id, notes: Notes) -> (Plan, Ledger) {
    let whole = branch(copy.plan, team);
    let bare = if notes == Notes::Without { without_notes(&whole) } else { whole.clone() };
    let bare = without_hints_elsewhere(&bare);
    // Read as its receiver will read it: references to what stayed behind are dropped here, where nobody takes that for
    // a change.
    let plan = match read(write_body(&bare, None).as_bytes()) {
        Ok(opened) => opened.document.plan,
        Err(_) => bare,
    };
    let is_in = |name: &str| match record_named(name) {
        Some(RecordKey::Record(kind, id)) => plan.records().contains(kind, &id),
        key => key == Some(RecordKey::Head),
    };
    let mut ledger = Ledger {
        seen: copy.ledger.seen.clone(),
        replicas: copy.ledger.replicas.clone(),
        times: copy.ledger.times.clone(),
        fields: filtered(&copy.ledger.fields, &is_in),
        conflicts: filtered(&copy.ledger.conflicts, &is_in),
        gone: Map::new(),
        part: Some(record_name(&RecordKey::Record(Kind::Team, team.clone()))),
        bare: notes == Notes::Without,
        unknown: copy.ledger.unknown.clone(),
    };
    forget_versions(&mut ledger, &Edit::between(&whole, &plan));
    if notes == Notes::Without {
        forget_conflicts_of_notes(&mut ledger);
    }
    (plan, ledger)
}

/// The records of a team's branch.
fn branch(plan: &Plan, team: &Id) -> Plan {
    let records = plan.records();
    let in_branch = |of: Option<&Id>| of.is_some_and(|of| team_path(plan, of).contains(&team));
    let objective_is_in = |id: &Id| in_branch(records.objectives.get(id).and_then(|o| o.team.as_ref()));
    let read = records.key_results.values().filter(|k| objective_is_in(&k.objective)).flat_map(|k| &k.kpi);
    let watched = records.objectives.iter().filter(|(id, _)| objective_is_in(id));
    let watched = watched.flat_map(|(_, objective)| &objective.watch);
    let needed: Set<&Id> = read.chain(watched).collect();
    let kpi_is_in =
        |id: &Id| needed.contains(id) || in_branch(records.kpis.get(id).and_then(|k| k.team.as_ref()));
    let stays = |kind: Kind, id: &Id| -> bool {
        let (mut kind, mut id) = (kind, id.clone());
        loop {
            match kind {
                Kind::Objective => return objective_is_in(&id),
                Kind::Kpi => return kpi_is_in(&id),
                Kind::Person | Kind::Team | Kind::Cycle => return true,
                // It holds the scores of every team, and what all of them said.
                Kind::Review => return false,
                _ => {}
            }
            match records.home(kind, &id) {
                Some(home) => (kind, id) = home,
                None => return false,
            }
        }
    };
    with_records(plan, &stays)
}

/// Of what was left out of records no version is named.
fn forget_versions(ledger: &mut Ledger, left_out: &Edit) {
    for part in left_out.parts() {
        let What::Changed(fields) = &part.what else { continue };
        let name = record_name(&part.record);
        for path in &fields.cleared {
            if let Some(dots) = ledger.fields.get_mut(&name) {
                dots.remove(path);
            }
            if let Some(conflicts) = ledger.conflicts.get_mut(&name) {
                conflicts.remove(path);
            }
        }
    }
    ledger.conflicts.retain(|_, fields| !fields.is_empty());
}

/// Versions of notes that do not show are notes too.
fn forget_conflicts_of_notes(ledger: &mut Ledger) {
    ledger.conflicts.retain(|name, fields| {
        let key = record_named(name);
        fields.retain(|path, _| !key.as_ref().is_some_and(|key| holds_notes(key, path)));
        !fields.is_empty()
    });
}

/// Whether a field holds what a part without notes leaves out.
pub(super) fn holds_notes(key: &RecordKey, path: &str) -> bool {
    match key {
        RecordKey::Record(Kind::CheckIn, _) => path == "note" || path == "blocker",
        RecordKey::Record(Kind::Series, _) => true,
        _ => false,
    }
}

fn filtered<V: Clone>(all: &Map<String, V>, is_in: &dyn Fn(&str) -> bool) -> Map<String, V> {
    let kept = all.iter().filter(|(name, _)| is_in(name));
    kept.map(|(name, entry)| (name.clone(), entry.clone())).collect()
}
