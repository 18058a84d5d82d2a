//! The round: everything that is due for a person or a team, one after another, in the order in which people think of it
//! (objective by objective, not by date), and what stands in the way.

use super::alignment::objectives_of;
use super::due::{Due, DueReport, due};
use crate::domain::{Blocker, Date, Id, Plan, by_rank, team_path};
use crate::ordered::{Map, sort_by, sort_by_key};

/// Whose reports are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Everybody's.
    All,
    /// Those of a person: of a key result its owner, else the objective's owner; of a KPI its owner.
    Person(&'a Id),
    /// Those of a team and the teams below it.
    Team(&'a Id),
}

/// What is due on `day` for someone, in the order of the round: the cycle that began first, its objectives and key
/// results in their order, then KPIs in theirs.
pub fn round_of(plan: &Plan, whose: Whose, day: Date) -> Vec<Due> {
    let places = places(plan);
    let mut all = due(plan, day);
    all.retain(|due| concerns(plan, &due.report, whose));
    sort_by_key(&mut all, |due| match &due.report {
        DueReport::CheckIn(id) => (0, places.get(id).copied().unwrap_or(usize::MAX), id.clone()),
        DueReport::Measurement(id) => (1, places.get(id).copied().unwrap_or(usize::MAX), id.clone()),
    });
    all
}

fn concerns(plan: &Plan, report: &DueReport, whose: Whose) -> bool {
    let records = plan.records();
    let (owner, team) = match report {
        DueReport::CheckIn(id) => {
            let key_result = records.key_results.get(id);
            let objective = key_result.and_then(|k| records.objectives.get(&k.objective));
            let owner = key_result.and_then(|k| k.owner.as_ref());
            (owner.or(objective.and_then(|o| o.owner.as_ref())), objective.and_then(|o| o.team.as_ref()))
        }
        DueReport::Measurement(id) => {
            let kpi = records.kpis.get(id);
            (kpi.and_then(|k| k.owner.as_ref()), kpi.and_then(|k| k.team.as_ref()))
        }
    };
    match whose {
        Whose::All => true,
        Whose::Person(person) => owner == Some(person),
        Whose::Team(branch) => team.is_some_and(|team| team_path(plan, team).contains(&branch)),
    }
}

/// The place of every key result and KPI among its like.
fn places(plan: &Plan) -> Map<Id, usize> {
    let records = plan.records();
    let mut cycles: Vec<_> = records.cycles.iter().collect();
    sort_by(&mut cycles, |a, b| {
        a.1.from.cmp(&b.1.from).then(by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    let mut ordered: Vec<&Id> = Vec::new();
    for (cycle, _) in cycles {
        for (objective, _) in objectives_of(plan, cycle) {
            ordered.extend(plan.key_results_of(objective).into_iter().map(|(id, _)| id));
        }
    }
    let mut kpis: Vec<_> = records.kpis.iter().collect();
    sort_by(&mut kpis, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    let in_order =
        |ids: Vec<&Id>| ids.into_iter().enumerate().map(|(at, id)| (id.clone(), at)).collect::<Vec<_>>();
    in_order(ordered).into_iter().chain(in_order(kpis.into_iter().map(|(id, _)| id).collect())).collect()
}

/// Something that stands in the way.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenBlocker {
    /// The check-in that told of it.
    pub check_in: Id,
    /// The key result it holds up.
    pub key_result: Id,
    /// The day it was told of.
    pub since: Date,
    /// What, who clears it, until when.
    pub blocker: Blocker,
    /// The day by which it should be gone has passed.
    pub overdue: bool,
}

/// What stands in the way on `day`: told of on or before it and not cleared by then, in cycles that are open. The one
/// that should be gone first stands first, those without a day last.
pub fn open_blockers(plan: &Plan, whose: Whose, day: Date) -> Vec<OpenBlocker> {
    let records = plan.records();
    let is_open = |id: &Id| {
        let objective = records.key_results.get(id).and_then(|k| records.objectives.get(&k.objective));
        objective.and_then(|o| records.cycles.get(&o.cycle)).is_some_and(|c| !c.closed_on(day))
    };
    let told = records.check_ins.iter().filter_map(|(id, c)| Some((id, c, c.blocker_on(day)?)));
    let concerned = told.filter(|(_, c, blocker)| {
        let clears = matches!(whose, Whose::Person(person) if blocker.who.as_ref() == Some(person));
        is_open(&c.key_result) && (clears || concerns(plan, &DueReport::CheckIn(c.key_result.clone()), whose))
    });
    let mut all: Vec<OpenBlocker> = concerned
        .map(|(id, check_in, blocker)| OpenBlocker {
            check_in: id.clone(),
            key_result: check_in.key_result.clone(),
            since: check_in.on,
            blocker: blocker.clone(),
            overdue: blocker.until.is_some_and(|until| until < day),
        })
        .collect();
    sort_by_key(&mut all, |b| (b.blocker.until.is_none(), b.blocker.until, b.since, b.check_in.clone()));
    all
}
