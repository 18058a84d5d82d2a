//! The rhythm: C8 (validated on the way), C9 (set up in time), C11 (support from the top).

use super::on::{On, at};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Kind, Level, ObjectiveStage};
use crate::progress::{CyclePhase, cycle_phase};

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    let records = on.plan.records();
    for (id, objectives) in &on.cycles {
        let Some(cycle) = records.cycles.get(id) else { continue };
        let adjusting = cycle_phase(cycle, on.day) == CyclePhase::Adjusting;
        let begun = cycle.from <= on.day;
        for objective in objectives {
            let mut add = |practice, reason| {
                found.push(at(practice, Severity::Hint, Kind::Objective, objective.id, reason));
            };
            match objective.objective.stage() {
                ObjectiveStage::Active if adjusting => add(Practice::C8, Reason::StillRight),
                ObjectiveStage::Draft if begun => add(Practice::C9, Reason::StillDraft),
                _ => {}
            }
            let team = objective.objective.team.as_ref().and_then(|team| records.teams.get(team));
            let of_company = team.is_some_and(|team| team.level == Some(Level::Company));
            if of_company && objective.objective.sponsor.is_none() {
                add(Practice::C11, Reason::NoSponsor);
            }
        }
    }
}
