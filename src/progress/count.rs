//! Statistics of a cycle. Every key result counts, whatever its objective, status or data: a sum that leaves out the
//! silent ones looks better than the truth.

use super::alignment::objectives_of;
use super::objective::objective_status;
use super::status::{Status, key_result_status};
use crate::domain::{Date, Id, Plan};
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
        *count.objectives.or_default(objective_status(plan, id, day).status) += 1;
        count.unaligned += usize::from(super::alignment::is_unaligned(plan, id));
        for (id, key_result) in plan.key_results_of(id) {
            let verdict = key_result_status(plan, id, day);
            *count.key_results.or_default(verdict.status) += 1;
            count.silent += usize::from(verdict.silent);
            count.beyond_target += usize::from(verdict.standing.beyond_target);
            count.below_start += usize::from(verdict.standing.below_start);
            count.without_owner += usize::from(key_result.owner.is_none() && objective.owner.is_none());
        }
    }
    count
}
