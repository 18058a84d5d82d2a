//! Which objectives stand on a map, and what is above what: the graph of `supports` as a forest. Private to the map.

use crate::domain::{Id, Plan, by_rank, team_path};
use crate::ordered::{Map, Set, sort_by};

/// Objectives by index, with what is above and below each.
pub(super) struct Forest<'a> {
    pub ids: Vec<&'a Id>,
    pub parents: Vec<Option<usize>>,
    /// Those that support it, in their order.
    pub children: Vec<Vec<usize>>,
    /// All of them, each before what supports it.
    pub order: Vec<usize>,
    /// Steps from the top.
    pub layers: Vec<usize>,
}

/// The objectives of a cycle that `picked` lets in and all that they support, as a forest.
pub(super) fn forest<'a>(plan: &'a Plan, cycle: &Id, picked: &dyn Fn(&Id) -> bool) -> Forest<'a> {
    let records = plan.records();
    let above = |id: &Id| -> Option<&'a Id> {
        let named = records.objectives.get(id)?.supports.as_ref()?;
        let up = records.key_results.get(named).map_or(named, |k| &k.objective);
        records.objectives.get_key_value(up).map(|(id, _)| id)
    };
    let mut wanted: Set<&'a Id> = Set::new();
    for (id, _) in records.objectives.iter().filter(|(id, o)| &o.cycle == cycle && picked(id)) {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| wanted.insert(id)) {
            next = above(id);
        }
    }
    let ids: Vec<&Id> = wanted.into_iter().collect();
    let index: Map<&Id, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut parents: Vec<Option<usize>> =
        ids.iter().map(|id| above(id).and_then(|up| index.get(up).copied())).collect();
    cut_circles(&mut parents);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(below) = parent.and_then(|parent| children.get_mut(parent)) {
            below.push(at);
        }
    }
    let mut tops: Vec<usize> = (0..ids.len()).filter(|at| parents[*at].is_none()).collect();
    let keys = sort_keys(plan, &ids);
    let in_order =
        |a: &usize, b: &usize| keys[*a].cmp(&keys[*b]).then_with(|| ranked(plan, ids[*a], ids[*b]));
    sort_by(&mut tops, in_order);
    children.iter_mut().for_each(|below| sort_by(below, in_order));
    let (order, layers) = walk(&tops, &children);
    Forest { ids, parents, children, order, layers }
}

/// Teams from the top down, so that those of one branch stand together; then rank.
fn sort_keys(plan: &Plan, ids: &[&Id]) -> Vec<Vec<(Option<String>, Id)>> {
    let teams = &plan.records().teams;
    let key = |id: &&Id| {
        let team = plan.records().objectives.get(*id).and_then(|o| o.team.as_ref());
        let path = team.map(|team| team_path(plan, team)).unwrap_or_default();
        let rank = |team: &Id| teams.get(team).and_then(|t| t.rank.as_ref()).map(|r| r.as_str().to_string());
        path.into_iter().map(|team| (rank(team), team.clone())).collect()
    };
    ids.iter().map(key).collect()
}

fn ranked(plan: &Plan, a: &Id, b: &Id) -> std::cmp::Ordering {
    let rank = |id: &Id| plan.records().objectives.get(id).and_then(|o| o.rank.as_ref());
    by_rank(rank(a), a, rank(b), b)
}

/// Takes away one line of every circle: that of its smallest id (indexes are in the order of ids).
fn cut_circles(parents: &mut [Option<usize>]) {
    let mut done = vec![false; parents.len()];
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut on_path: Set<usize> = Set::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| !done[*at]) {
            if !on_path.insert(at) {
                let circle = path.iter().skip_while(|step| **step != at);
                if let Some(smallest) = circle.min().copied() {
                    parents[smallest] = None;
                }
                break;
            }
            path.push(at);
            next = parents[at];
        }
        path.into_iter().for_each(|at| done[at] = true);
    }
}

/// Each before what supports it, branch by branch, and the steps from the top. Without recursion: a chain may be long.
fn walk(tops: &[usize], children: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut layers = vec![0; children.len()];
    let mut order = Vec::with_capacity(children.len());
    let mut waiting: Vec<usize> = tops.iter().rev().copied().collect();
    while let Some(at) = waiting.pop() {
        order.push(at);
        for child in children[at].iter().rev() {
            layers[*child] = layers[at] + 1;
            waiting.push(*child);
        }
    }
    (order, layers)
}
