//! The map of alignment as an outline, its twin in words: teams from the company down, in each what stands at the top of
//! a branch, and below that what supports it. Key results stand below their objective, with what supports them.

use super::AlignmentMap;
use crate::domain::{Id, Kind, Plan, by_rank, team_path};
use crate::ordered::{Map, Set, sort_by};

/// The rows of an outline, each before what stands below it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outline {
    /// The rows.
    pub rows: Vec<OutlineRow>,
}

/// A team, an objective or a key result in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineRow {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
    /// Steps from the outermost rows.
    pub depth: usize,
    /// The row it stands below.
    pub parent: Option<usize>,
    /// Whether anything stands below it.
    pub has_below: bool,
}

/// The outline of a map.
pub fn outline(plan: &Plan, map: &AlignmentMap) -> Outline {
    let below = below(plan, map);
    let mut rows: Vec<OutlineRow> = Vec::new();
    let mut waiting: Vec<(Key, Option<usize>)> =
        below.get(&None).into_iter().flatten().rev().map(|key| (key.clone(), None)).collect();
    // Without recursion: a chain may be long. Each once, whatever the records say.
    let mut seen: Set<Key> = Set::new();
    while let Some((key, parent)) = waiting.pop() {
        if !seen.insert(key.clone()) {
            continue;
        }
        let at = rows.len();
        let depth = parent.and_then(|parent| rows.get(parent)).map_or(0, |above| above.depth + 1);
        let inside = below.get(&Some(key.clone()));
        waiting.extend(inside.into_iter().flatten().rev().map(|key| (key.clone(), Some(at))));
        let (kind, id) = key;
        rows.push(OutlineRow { kind, id, depth, parent, has_below: inside.is_some() });
    }
    Outline { rows }
}

type Key = (Kind, Id);

/// What stands below each, in order; below `None`, the outermost.
fn below(plan: &Plan, map: &AlignmentMap) -> Map<Option<Key>, Vec<Key>> {
    let mut below: Map<Option<Key>, Vec<Key>> = Map::new();
    let tops = map.nodes.iter().filter(|node| node.parent.is_none());
    let mut teams: Set<&Id> = Set::new();
    for node in tops {
        let team =
            node.team.as_ref().and_then(|team| plan.records().teams.get_key_value(team)).map(|(id, _)| id);
        let path = team.map(|team| team_path(plan, team)).unwrap_or_default();
        path.into_iter().for_each(|team| {
            teams.insert(team);
        });
        let place = team.map(|team| (Kind::Team, team.clone()));
        below.or_default(place).push((Kind::Objective, node.objective.clone()));
    }
    let mut teams: Vec<&Id> = teams.into_iter().collect();
    let rank = |team: &Id| plan.records().teams.get(team).and_then(|t| t.rank.as_ref());
    sort_by(&mut teams, |a, b| by_rank(rank(a), a, rank(b), b));
    for team in teams {
        // Where parents lead in a circle, the team stands at the top.
        let path = team_path(plan, team);
        let above = path.len().checked_sub(2).and_then(|at| path.get(at)).copied();
        let above = above.filter(|above| team_path(plan, above).len() + 1 == path.len());
        below.or_default(above.map(|above| (Kind::Team, above.clone()))).push((Kind::Team, team.clone()));
    }
    for node in &map.nodes {
        let key = (Kind::Objective, node.objective.clone());
        for (id, _) in plan.key_results_of(&node.objective) {
            below.or_default(Some(key.clone())).push((Kind::KeyResult, id.clone()));
        }
    }
    let of = |at: usize| map.nodes.get(at).map(|node| (Kind::Objective, node.objective.clone()));
    for edge in &map.edges {
        let above = edge.key_result.clone().map(|id| (Kind::KeyResult, id)).or_else(|| of(edge.to));
        if let (Some(above), Some(supporter)) = (above, of(edge.from)) {
            below.or_default(Some(above)).push(supporter);
        }
    }
    below
}

impl Outline {
    /// The row of a record.
    pub fn row_of(&self, kind: Kind, id: &Id) -> Option<&OutlineRow> {
        self.rows.iter().find(|row| row.kind == kind && &row.id == id)
    }

    /// The rows in sight where some are folded: none below a folded one.
    pub fn unfolded(&self, folded: &dyn Fn(&OutlineRow) -> bool) -> Vec<&OutlineRow> {
        let mut hidden = vec![false; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            let above = row.parent.and_then(|parent| Some((hidden.get(parent)?, self.rows.get(parent)?)));
            let is_hidden = above.is_some_and(|(hidden, above)| *hidden || folded(above));
            if let Some(place) = hidden.get_mut(at) {
                *place = is_hidden;
            }
        }
        self.rows.iter().zip(hidden).filter(|(_, hidden)| !hidden).map(|(row, _)| row).collect()
    }

    /// The rows that match and the way to each from the outermost row.
    pub fn matching(&self, is_match: &dyn Fn(&OutlineRow) -> bool) -> Vec<&OutlineRow> {
        let mut kept = vec![false; self.rows.len()];
        // A row stands behind what it is below, so one pass from the end is enough.
        for (at, row) in self.rows.iter().enumerate().rev() {
            let keep = kept.get(at).is_some_and(|kept| *kept) || is_match(row);
            for place in [Some(at), row.parent].into_iter().flatten() {
                if let Some(kept) = kept.get_mut(place) {
                    *kept |= keep;
                }
            }
        }
        self.rows.iter().zip(kept).filter(|(_, kept)| *kept).map(|(row, _)| row).collect()
    }
}
