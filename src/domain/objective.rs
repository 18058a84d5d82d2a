//! Objectives: qualitative, they say where we go.

use crate::ordered::Set;

use super::{Id, Kept, Rank};

/// Says where we go in one cycle; its key results say how we know.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// The direction in words.
    pub title: String,
    /// Why it matters now.
    pub why: Option<String>,
    /// How we mean to get there.
    pub strategy: Option<String>,
    /// The cycle it is set for.
    pub cycle: Id,
    /// The team that pursues it.
    pub team: Option<Id>,
    /// The person who answers for it.
    pub owner: Option<Id>,
    /// The person of the leadership who stands behind it.
    pub sponsor: Option<Id>,
    /// Committed or aspirational; none given means [`Ambition::Aspirational`].
    pub ambition: Option<Ambition>,
    /// Draft, active or closed; none given means [`ObjectiveStage::Active`].
    pub stage: Option<ObjectiveStage>,
    /// The objective or key result above that it supports.
    pub supports: Option<Id>,
    /// The objective of an earlier cycle that this one is a copy of.
    pub carried_from: Option<Id>,
    /// What led from a KPI to it, where it was drafted from one.
    pub trigger: Option<Trigger>,
    /// KPIs to watch: shown beside the objective, without effect on progress.
    pub watch: Set<Id>,
    /// Place among the objectives of the cycle.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

impl Objective {
    /// An active objective of `cycle` with nothing but its title.
    pub fn new(title: &str, cycle: Id) -> Objective {
        Objective {
            title: title.to_string(),
            why: None,
            strategy: None,
            cycle,
            team: None,
            owner: None,
            sponsor: None,
            ambition: None,
            stage: None,
            supports: None,
            carried_from: None,
            trigger: None,
            watch: Set::new(),
            rank: None,
            kept: Vec::new(),
        }
    }

    /// The ambition in force.
    pub fn ambition(&self) -> Ambition {
        self.ambition.unwrap_or(Ambition::Aspirational)
    }

    /// The stage in force.
    pub fn stage(&self) -> ObjectiveStage {
        self.stage.unwrap_or(ObjectiveStage::Active)
    }
}

/// Must we (committed), or do we reach for it (aspirational)?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Ambition {
    Committed,
    Aspirational,
}

/// draft → active → closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ObjectiveStage {
    Draft,
    Active,
    Closed,
}

/// What leads from a KPI to an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// It shall become stronger than it is.
    Strengthen,
    /// It declines.
    Decline,
    /// Something outside changed.
    Outside,
}
