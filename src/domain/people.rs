//! Who works on the plan: people and the teams of the cascade.

use super::{Id, Kept, Rank};

/// A name, nothing more: Cairn has no accounts. Owners, authors and sponsors are people of the plan.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Person {
    /// The name as people write it.
    pub name: String,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

/// A node of the cascade.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Team {
    /// The name as people write it.
    pub name: String,
    /// Where in the cascade the team stands; none given means [`Level::Team`].
    pub level: Option<Level>,
    /// The team above, at most one.
    pub parent: Option<Id>,
    /// Place among the teams of the same parent.
    pub rank: Option<Rank>,
    /// Members of the file that this version does not know.
    pub kept: Vec<Kept>,
}

/// The four levels of the cascade, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Level {
    Company,
    Department,
    Team,
    Person,
}
