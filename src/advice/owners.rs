//! Who and what for: D1 (the levels of the cascade), D2 (aligned), D5 (owners), D8 (the intake of an initiative).

use super::on::{On, OpenObjective, at};
use super::{Finding, Lacking, Practice, Reason, Severity};
use crate::domain::{Initiative, InitiativeStage, Kind, Level};
use crate::progress::is_unaligned;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for objective in on.objectives() {
        let mut add = |practice, reason| {
            found.push(at(practice, Severity::Hint, Kind::Objective, objective.id, reason));
        };
        if below_lowest_level(on, objective) {
            add(Practice::D1, Reason::BelowLowestLevel);
        }
        if is_unaligned(on.plan, objective.id) {
            add(Practice::D2, Reason::Unaligned);
        }
        let owned = [
            (objective.objective.owner.is_none(), Lacking::Owner),
            (objective.objective.team.is_none(), Lacking::Team),
        ];
        if let Some(lacks) = lacks(&owned) {
            add(Practice::D5, lacks);
        }
        let ownerless = objective.key_results.iter().filter(|(_, k)| k.owner.is_none());
        for (id, _) in ownerless.filter(|_| objective.objective.owner.is_none()) {
            let reason = Reason::Lacks(vec![Lacking::Owner]);
            found.push(at(Practice::D5, Severity::Hint, Kind::KeyResult, id, reason));
        }
    }
    for (id, kpi) in on.plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(on.day)) {
        let owned = [(kpi.owner.is_none(), Lacking::Owner), (kpi.team.is_none(), Lacking::Team)];
        found.extend(lacks(&owned).map(|reason| at(Practice::D5, Severity::Hint, Kind::Kpi, id, reason)));
    }
    initiatives(on, found);
}

fn lacks(of: &[(bool, Lacking)]) -> Option<Reason> {
    let lacking: Vec<Lacking> = of.iter().filter(|(lacks, _)| *lacks).map(|(_, what)| *what).collect();
    (!lacking.is_empty()).then_some(Reason::Lacks(lacking))
}

fn below_lowest_level(on: &On, objective: &OpenObjective) -> bool {
    let team = objective.objective.team.as_ref().and_then(|team| on.plan.records().teams.get(team));
    let level = team.map(|team| team.level.unwrap_or(Level::Team));
    level.is_some_and(|level| level > on.plan.head().settings.lowest_level())
}

/// D8: the four questions, of initiatives that are not over and whose cycle, if they have one, is open.
fn initiatives(on: &On, found: &mut Vec<Finding>) {
    let records = on.plan.records();
    let is_over = |i: &Initiative| matches!(i.stage, Some(InitiativeStage::Done | InitiativeStage::Dropped));
    let in_closed = |i: &Initiative| {
        let key_result = i.key_result.as_ref().and_then(|k| records.key_results.get(k));
        let objective = key_result.and_then(|k| records.objectives.get(&k.objective));
        objective.and_then(|o| records.cycles.get(&o.cycle)).is_some_and(|c| c.closed_on(on.day))
    };
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    for (id, initiative) in records.initiatives.iter().filter(|(_, i)| !is_over(i) && !in_closed(i)) {
        let intake = [
            (blank(&initiative.why), Lacking::Why),
            (blank(&initiative.value), Lacking::Value),
            (blank(&initiative.impact), Lacking::Impact),
            (initiative.key_result.is_none(), Lacking::KeyResult),
        ];
        found.extend(
            lacks(&intake).map(|reason| at(Practice::D8, Severity::Hint, Kind::Initiative, id, reason)),
        );
    }
}
