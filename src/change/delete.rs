//! What a deletion takes along and what lets go of the deleted record: no reference is left dangling.

use crate::ordered::Set;

use super::{Patch, Refusal};
use crate::domain::{Id, Kind, Plan, Record, RecordKey};

/// The deletion of a record, in a closed cycle too: for merging, which takes back what was not taken from another copy.
pub fn deletion(plan: &Plan, kind: Kind, id: &Id) -> Result<Patch, Refusal> {
    let mut patch = Patch::default();
    delete(plan, kind, id, &mut patch)?;
    Ok(patch)
}

/// Adds the deletion of a record to `patch`.
pub(super) fn delete(plan: &Plan, kind: Kind, id: &Id, patch: &mut Patch) -> Result<(), Refusal> {
    if !plan.records().contains(kind, id) {
        return Err(Refusal::NotThere(kind));
    }
    let mut gone = Set::new();
    collect(plan, kind, id, &mut gone);
    for (kind, id) in &gone {
        patch.set(plan, RecordKey::Record(*kind, id.clone()), None);
    }
    let_go(plan, &gone, patch);
    Ok(())
}

/// The record and everything that can't be without it.
fn collect(plan: &Plan, kind: Kind, id: &Id, gone: &mut Set<(Kind, Id)>) {
    gone.insert((kind, id.clone()));
    let records = plan.records();
    match kind {
        Kind::Cycle => {
            for (objective, _) in records.objectives.iter().filter(|(_, o)| &o.cycle == id) {
                collect(plan, Kind::Objective, objective, gone);
            }
            if records.reviews.contains_key(id) {
                gone.insert((Kind::Review, id.clone()));
            }
        }
        Kind::Objective => {
            for (key_result, _) in plan.key_results_of(id) {
                collect(plan, Kind::KeyResult, key_result, gone);
            }
        }
        Kind::KeyResult => {
            gone.extend(plan.check_ins_of(id).map(|(c, _)| (Kind::CheckIn, c.clone())));
            let serving = records.initiatives.iter().filter(|(_, i)| i.key_result.as_ref() == Some(id));
            gone.extend(serving.map(|(i, _)| (Kind::Initiative, i.clone())));
        }
        Kind::Kpi if records.series.contains_key(id) => {
            gone.insert((Kind::Series, id.clone()));
        }
        _ => {}
    }
}

/// Changes every record that stays and points at one that goes. A team's children and work move up to its parent.
fn let_go(plan: &Plan, gone: &Set<(Kind, Id)>, patch: &mut Patch) {
    let is_gone =
        |kind: Kind, id: &Option<Id>| id.as_ref().is_some_and(|id| gone.contains(&(kind, id.clone())));
    let drop_if_gone = |kind: Kind, id: &mut Option<Id>| {
        if is_gone(kind, id) {
            *id = None;
        }
    };
    let move_up = |id: &mut Option<Id>| {
        if is_gone(Kind::Team, id) {
            *id =
                id.as_ref().and_then(|id| plan.records().teams.get(id)).and_then(|team| team.parent.clone());
        }
    };
    let has_gone = |kind: Kind| gone.iter().any(|(k, _)| *k == kind);
    let (people, teams) = (has_gone(Kind::Person), has_gone(Kind::Team));
    let (targets, kpis) = (has_gone(Kind::Objective) || has_gone(Kind::KeyResult), has_gone(Kind::Kpi));
    let records = plan.records();
    let mut set = |kind: Kind, id: &Id, record: Record| {
        if !gone.contains(&(kind, id.clone())) {
            patch.set(plan, RecordKey::Record(kind, id.clone()), Some(record));
        }
    };
    if teams {
        for (id, team) in &records.teams {
            let mut team = team.clone();
            move_up(&mut team.parent);
            set(Kind::Team, id, Record::Team(team));
        }
    }
    if people || teams || targets || kpis {
        for (id, objective) in &records.objectives {
            let mut objective = objective.clone();
            drop_if_gone(Kind::Person, &mut objective.owner);
            drop_if_gone(Kind::Person, &mut objective.sponsor);
            move_up(&mut objective.team);
            drop_if_gone(Kind::Objective, &mut objective.supports);
            drop_if_gone(Kind::KeyResult, &mut objective.supports);
            drop_if_gone(Kind::Objective, &mut objective.carried_from);
            objective.watch.retain(|kpi| !gone.contains(&(Kind::Kpi, kpi.clone())));
            set(Kind::Objective, id, Record::Objective(objective));
        }
    }
    if people || kpis || targets {
        for (id, key_result) in &records.key_results {
            let mut key_result = key_result.clone();
            drop_if_gone(Kind::Person, &mut key_result.owner);
            drop_if_gone(Kind::Kpi, &mut key_result.kpi);
            drop_if_gone(Kind::KeyResult, &mut key_result.carried_from);
            set(Kind::KeyResult, id, Record::KeyResult(key_result));
        }
    }
    if people || teams {
        for (id, kpi) in &records.kpis {
            let mut kpi = kpi.clone();
            drop_if_gone(Kind::Person, &mut kpi.owner);
            move_up(&mut kpi.team);
            set(Kind::Kpi, id, Record::Kpi(kpi));
        }
    }
    if people {
        for (id, cycle) in &records.cycles {
            let mut cycle = cycle.clone();
            drop_if_gone(Kind::Person, &mut cycle.facilitator);
            set(Kind::Cycle, id, Record::Cycle(cycle));
        }
        for (id, initiative) in &records.initiatives {
            let mut initiative = initiative.clone();
            drop_if_gone(Kind::Person, &mut initiative.owner);
            set(Kind::Initiative, id, Record::Initiative(initiative));
        }
        for (id, check_in) in &records.check_ins {
            let mut check_in = check_in.clone();
            drop_if_gone(Kind::Person, &mut check_in.by);
            if let Some(blocker) = &mut check_in.blocker {
                drop_if_gone(Kind::Person, &mut blocker.who);
            }
            set(Kind::CheckIn, id, Record::CheckIn(check_in));
        }
    }
    if targets {
        for (id, review) in &records.reviews {
            let mut review = review.clone();
            review.scores.retain(|key_result, _| !gone.contains(&(Kind::KeyResult, key_result.clone())));
            review.next.retain(|objective, _| !gone.contains(&(Kind::Objective, objective.clone())));
            set(Kind::Review, id, Record::Review(review));
        }
    }
}
