//! Which objectives someone looks for: by team, owner, ambition and status.

use super::objective::objective_status;
use super::status::Status;
use crate::domain::{Ambition, Date, Id, Objective, Plan, team_path};

/// What is looked for; what is not said asks for nothing.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Wanted {
    /// Of this team, or of one below it.
    pub team: Option<Id>,
    /// Whose.
    pub owner: Option<Owned>,
    /// Must it, or does it reach?
    pub ambition: Option<Ambition>,
    /// How it stands; of closed ones the band does not matter.
    pub status: Option<Status>,
}

/// Who answers for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Owned {
    /// This person, for the objective or for one of its key results.
    By(Id),
    /// Nobody, for the objective or for one of its key results.
    ByNobody,
}

impl Wanted {
    /// Whether everything is wanted.
    pub fn everything(&self) -> bool {
        *self == Wanted::default()
    }

    /// Whether an objective is among what is wanted on `day`. Its status is worked out only where it is asked for.
    pub fn has(&self, plan: &Plan, id: &Id, day: Date) -> bool {
        let Some(objective) = plan.records().objectives.get(id) else { return false };
        let in_team = |team: &Id| {
            let own = objective.team.as_ref();
            own.is_some_and(|own| team_path(plan, own).contains(&team))
        };
        self.team.as_ref().is_none_or(in_team)
            && self.owner.as_ref().is_none_or(|owner| owner.owns(plan, id, objective))
            && self.ambition.is_none_or(|ambition| objective.ambition() == ambition)
            && self.status.is_none_or(|status| same(objective_status(plan, id, day).status, status))
    }
}

impl Owned {
    fn owns(&self, plan: &Plan, id: &Id, objective: &Objective) -> bool {
        let mut owners = plan.key_results_of(id).into_iter().map(|(_, k)| k.owner.as_ref());
        match self {
            Owned::By(person) => {
                objective.owner.as_ref() == Some(person) || owners.any(|owner| owner == Some(person))
            }
            // whoever owns the objective answers for its key results
            Owned::ByNobody => {
                objective.owner.is_none() && (owners.len() == 0 || owners.any(|owner| owner.is_none()))
            }
        }
    }
}

fn same(a: Status, b: Status) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}
