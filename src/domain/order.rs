//! Order and lineage as every screen shows them. Trouble across records (a team above itself, equal ranks) is settled
//! here, in the view, the same way everywhere; nothing is written back.

use std::cmp::Ordering;

use super::{Id, Plan, Rank};

/// Records stand by rank, those without one last, ties by id.
pub fn by_rank(a_rank: Option<&Rank>, a: &Id, b_rank: Option<&Rank>, b: &Id) -> Ordering {
    (a_rank.is_none(), a_rank, a).cmp(&(b_rank.is_none(), b_rank, b))
}

/// The team and those above it, from the top down. A circle of parents is cut where it would repeat.
pub fn team_path<'a>(plan: &'a Plan, team: &'a Id) -> Vec<&'a Id> {
    let mut path = Vec::new();
    let mut next = Some(team);
    while let Some((id, record)) = next.and_then(|id| plan.records().teams.get_key_value(id)) {
        if path.contains(&id) {
            break;
        }
        path.push(id);
        next = record.parent.as_ref();
    }
    path.reverse();
    path
}

/// The objectives and key results above an objective along `supports`, the nearest first. A circle is cut.
pub fn supports_chain<'a>(plan: &'a Plan, objective: &'a Id) -> Vec<&'a Id> {
    let mut chain: Vec<&Id> = Vec::new();
    let mut seen = vec![objective];
    let mut at = objective;
    while let Some(above) = plan.records().objectives.get(at).and_then(|o| o.supports.as_ref()) {
        let up = plan.records().key_results.get(above).map_or(above, |k| &k.objective);
        if seen.contains(&up) || !plan.records().objectives.contains_key(up) {
            break;
        }
        chain.push(above);
        seen.push(up);
        at = up;
    }
    chain
}
