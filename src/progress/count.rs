//! Statistics of a cycle. Every key result counts, whatever its objective, status or data: a sum that leaves out the
//! silent ones looks better than the truth.

use super::alignment::objectives_of;
use super::objective::objective_status;
use super::status::{Status, key_result_status};
use crate::domain::{Date, Id, Objective, Plan};
use crate::ordered::Map;

/// How a cycle stands on a day, counted.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CycleCount {
    /// Its objectives by status; the sum is all of them.
    pub objectives: Map<Status, usize>,
    /// Its key results by status; the sum is all of them, drafts and those without data too.
    pub key_results: Map<Status, usize>,
    /// Key results of which a report was due and has not come.
    pub silent: usize,
    /// Key results whose value lies beyond the target…
    pub beyond_target: usize,
    /// …and those whose value lies on the wrong side of where they began.
    pub below_start: usize,
    /// Key results that nobody answers for: neither they nor their objective have an owner.
    pub without_owner: usize,
    /// Objectives that should support something above them and do not.
    pub unaligned: usize,
}

impl CycleCount {
    /// How many objectives there are.
    pub fn all_objectives(&self) -> usize {
        self.objectives.values().sum()
    }

    /// How many key results there are.
    pub fn all_key_results(&self) -> usize {
        self.key_results.values().sum()
    }
}

/// The statistics of a cycle on `day`.
pub fn count(plan: &Plan, cycle: &Id, day: Date) -> CycleCount {
    let mut count = CycleCount::default();
    for (id, objective) in objectives_of(plan, cycle) {
        add(&mut count, plan, id, objective, day);
    }
    count
}

/// The same for each team's own objectives; without a team, under `None`.
pub fn count_by_team(plan: &Plan, cycle: &Id, day: Date) -> Map<Option<Id>, CycleCount> {
    let mut teams: Map<Option<Id>, CycleCount> = Map::new();
    for (id, objective) in objectives_of(plan, cycle) {
        add(teams.or_default(objective.team.clone()), plan, id, objective, day);
    }
    teams
}

fn add(count: &mut CycleCount, plan: &Plan, id: &Id, objective: &Objective, day: Date) {
    *count.objectives.or_default(objective_status(plan, id, day).status) += 1;
    count.unaligned += usize::from(super::alignment::is_unaligned(plan, id));
    for (id, _) in plan.key_results_of(id) {
        let verdict = key_result_status(plan, id, day);
        *count.key_results.or_default(verdict.status) += 1;
        count.silent += usize::from(verdict.silent);
        count.beyond_target += usize::from(verdict.standing.beyond_target);
        count.below_start += usize::from(verdict.standing.below_start);
    }
    count.without_owner += ownerless(plan, id, objective);
}

/// How many key results of a cycle nobody answers for. Asks no status, so it is quick.
pub fn without_owner(plan: &Plan, cycle: &Id) -> usize {
    objectives_of(plan, cycle).into_iter().map(|(id, objective)| ownerless(plan, id, objective)).sum()
}

fn ownerless(plan: &Plan, id: &Id, objective: &Objective) -> usize {
    let of_nobody = || plan.key_results_of(id).into_iter().filter(|(_, k)| k.owner.is_none()).count();
    if objective.owner.is_none() { of_nobody() } else { 0 }
}
