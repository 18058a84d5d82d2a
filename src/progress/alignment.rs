//! What leads where: the objectives of a cycle in their order, the line of sight from anything to the top, and what is
//! not aligned. Circles are cut as everywhere in the view.

use crate::domain::{Date, Id, Kind, Objective, Plan, by_rank, supports_chain, team_path};
use crate::ordered::sort_by;

/// The objectives of a cycle, in their order.
pub fn objectives_of<'a>(plan: &'a Plan, cycle: &Id) -> Vec<(&'a Id, &'a Objective)> {
    let mut rows: Vec<_> = plan.records().objectives.iter().filter(|(_, o)| &o.cycle == cycle).collect();
    sort_by(&mut rows, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    rows
}

/// The cycles that run on a day and are open on it, the shortest first, then by first day.
pub fn cycles_on(plan: &Plan, day: Date) -> Vec<&Id> {
    let running = |c: &crate::domain::Cycle| c.from <= day && day <= c.to && !c.closed_on(day);
    let mut rows: Vec<_> = plan.records().cycles.iter().filter(|(_, c)| running(c)).collect();
    sort_by(&mut rows, |a, b| {
        let key = |c: &crate::domain::Cycle| (c.to.days_since(c.from), c.from);
        key(a.1).cmp(&key(b.1)).then(by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    rows.into_iter().map(|(id, _)| id).collect()
}

/// The line of sight of an initiative, a check-in, a key result or an objective: itself first, then what it contributes
/// to, up to the top. A key result that is supported stands on the way; the objective it belongs to follows. Empty for
/// what is not there and for other kinds.
pub fn line_of_sight(plan: &Plan, kind: Kind, id: &Id) -> Vec<(Kind, Id)> {
    let records = plan.records();
    if !records.contains(kind, id) {
        return Vec::new();
    }
    let mut line = vec![(kind, id.clone())];
    let objective = match kind {
        Kind::Objective => Some(id.clone()),
        Kind::KeyResult | Kind::CheckIn | Kind::Initiative => {
            let key_result = match kind {
                Kind::KeyResult => Some(id.clone()),
                Kind::CheckIn => records.check_ins.get(id).map(|c| c.key_result.clone()),
                _ => records.initiatives.get(id).and_then(|i| i.key_result.clone()),
            };
            if let Some(key_result) = key_result.as_ref().filter(|_| kind != Kind::KeyResult) {
                line.push((Kind::KeyResult, key_result.clone()));
            }
            let home = key_result.and_then(|k| records.key_results.get(&k)).map(|k| k.objective.clone());
            line.extend(home.iter().map(|home| (Kind::Objective, home.clone())));
            home
        }
        _ => return Vec::new(),
    };
    for above in objective.iter().flat_map(|objective| supports_chain(plan, objective)) {
        match records.key_results.get(above) {
            Some(key_result) => {
                line.push((Kind::KeyResult, above.clone()));
                line.push((Kind::Objective, key_result.objective.clone()));
            }
            None => line.push((Kind::Objective, above.clone())),
        }
    }
    line
}

/// Whether an objective should support something and does not: its team stands below another one, and it names nothing
/// above it that is there. What has no team, or a team at the top, is itself the top.
pub fn is_unaligned(plan: &Plan, objective: &Id) -> bool {
    let Some(record) = plan.records().objectives.get(objective) else { return false };
    let below = record.team.as_ref().is_some_and(|team| team_path(plan, team).len() > 1);
    // one step is enough to know, and a chain may be long
    let named =
        record.supports.as_ref().map(|up| plan.records().key_results.get(up).map_or(up, |k| &k.objective));
    below && named.is_none_or(|up| up == objective || !plan.records().objectives.contains_key(up))
}

/// The objectives of a cycle that should support something and do not, in their order.
pub fn unaligned(plan: &Plan, cycle: &Id) -> Vec<Id> {
    let rows = objectives_of(plan, cycle).into_iter();
    rows.filter(|(id, _)| is_unaligned(plan, id)).map(|(id, _)| id.clone()).collect()
}

/// What an objective could support: the other objectives of cycles that are open on `day`, each followed by its key
/// results; those of the teams above its own first, the nearest first. Never what already leads to it.
pub fn supportable(plan: &Plan, objective: &Id, day: Date) -> Vec<(Kind, Id)> {
    let records = plan.records();
    let team = records.objectives.get(objective).and_then(|o| o.team.as_ref());
    let path = team.map(|team| team_path(plan, team)).unwrap_or_default();
    let steps_up = |team: &Option<Id>| {
        let at = path.iter().rev().skip(1).position(|above| Some(*above) == team.as_ref());
        at.unwrap_or(usize::MAX)
    };
    let open = |cycle: &Id| records.cycles.get(cycle).is_some_and(|c| !c.closed_on(day));
    let leads_here = |id: &Id| {
        let up = supports_chain(plan, id).into_iter();
        up.map(|up| records.key_results.get(up).map_or(up, |k| &k.objective)).any(|up| up == objective)
    };
    let mut rows: Vec<_> = records
        .objectives
        .iter()
        .filter(|(id, o)| *id != objective && open(&o.cycle) && !leads_here(id))
        .collect();
    sort_by(&mut rows, |a, b| {
        steps_up(&a.1.team)
            .cmp(&steps_up(&b.1.team))
            .then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    let with_key_results = |(id, _): (&Id, &Objective)| {
        let below = plan.key_results_of(id).into_iter().map(|(k, _)| (Kind::KeyResult, k.clone()));
        std::iter::once((Kind::Objective, id.clone())).chain(below).collect::<Vec<_>>()
    };
    rows.into_iter().flat_map(with_key_results).collect()
}
