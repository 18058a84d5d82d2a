//! The map of alignment: which objective supports which, laid out from the top (left) to what supports it (right).
//!
//! Owns where every objective of a cycle stands and how it can be walked with arrow keys; nothing of words, colours or
//! drawing. `supports` names at most one thing above, so what is drawn is a forest: columns are steps from the top, a
//! branch keeps its rows to itself, lines run in the gaps between columns and cross nothing. Linear in the objectives
//! but for sorting them.

use super::map_forest::{Forest, forest};
use crate::domain::{Id, Plan};
use crate::progress::is_unaligned;

/// Width and height of a node, and the gaps between columns and rows, in the map's own units (px at 100 %).
pub const NODE: (f64, f64) = (240.0, 104.0);
const GAP: (f64, f64) = (72.0, 16.0);

/// A map, laid out.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlignmentMap {
    /// Its nodes: each branch from its top on, as the keyboard goes through them.
    pub nodes: Vec<MapNode>,
    /// What supports what.
    pub edges: Vec<MapEdge>,
    /// Width and height.
    pub size: (f64, f64),
}

/// An objective on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    /// The objective.
    pub objective: Id,
    /// Its team.
    pub team: Option<Id>,
    /// Steps from the top, 0 being the top.
    pub layer: usize,
    /// Its upper left corner; its size is [`NODE`].
    pub at: (f64, f64),
    /// The node above it.
    pub parent: Option<usize>,
    /// The nodes that support it, from the top down.
    pub children: Vec<usize>,
    /// It should support something and does not.
    pub unaligned: bool,
    /// It belongs to another cycle and stands here because something of this one supports it.
    pub of_other_cycle: bool,
}

/// A line from an objective to what it supports.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEdge {
    /// The node that supports.
    pub from: usize,
    /// The node that is supported.
    pub to: usize,
    /// The key result that is meant, where one is named.
    pub key_result: Option<Id>,
    /// A cubic Bézier curve: start at the right side of `to`, two control points, end at the left side of `from`.
    pub curve: [(f64, f64); 4],
}

/// Where an arrow key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// To what is supported.
    Left,
    /// To the first that supports.
    Right,
    /// To the one above in the column.
    Up,
    /// To the one below in the column.
    Down,
}

/// The map of a cycle: its objectives, and those of other cycles that they support along the way. The same plan gives
/// the same map. A circle of `supports` is cut at its smallest id.
pub fn alignment_map(plan: &Plan, cycle: &Id) -> AlignmentMap {
    alignment_map_of(plan, cycle, &|_| true)
}

/// The map of those objectives of a cycle that are wanted, and of what they support along the way.
pub fn alignment_map_of(plan: &Plan, cycle: &Id, wanted: &dyn Fn(&Id) -> bool) -> AlignmentMap {
    let Forest { ids, parents, children, order, layers } = forest(plan, cycle, wanted);
    let rows = rows_of(&children, &parents, &order, &layers);
    // where an id stands among the nodes, which are in the order of the keyboard
    let mut place = vec![0; ids.len()];
    order.iter().enumerate().for_each(|(at, index)| place[*index] = at);
    let records = plan.records();
    let mut map = AlignmentMap::default();
    for index in &order {
        let id = ids[*index];
        let objective = records.objectives.get(id);
        let (column, row) = rows[*index];
        let at = (column as f64 * (NODE.0 + GAP.0), row * (NODE.1 + GAP.1));
        map.size = (map.size.0.max(at.0 + NODE.0), map.size.1.max(at.1 + NODE.1));
        map.nodes.push(MapNode {
            objective: id.clone(),
            team: objective.and_then(|o| o.team.clone()),
            layer: layers[*index],
            at,
            parent: parents[*index].map(|parent| place[parent]),
            children: children[*index].iter().map(|child| place[*child]).collect(),
            unaligned: is_unaligned(plan, id),
            of_other_cycle: objective.is_some_and(|o| &o.cycle != cycle),
        });
    }
    for (from, node) in map.nodes.iter().enumerate() {
        let Some((to, above)) = node.parent.and_then(|to| Some((to, map.nodes.get(to)?))) else { continue };
        let supports = records.objectives.get(&node.objective).and_then(|o| o.supports.as_ref());
        let key_result = supports.filter(|id| records.key_results.contains_key(*id)).cloned();
        let end = (node.at.0, node.at.1 + NODE.1 / 2.0);
        let start =
            (above.at.0 + NODE.0, above.at.1 + NODE.1 * port(plan, &above.objective, key_result.as_ref()));
        let middle = (start.0 + end.0) / 2.0;
        map.edges.push(MapEdge {
            from,
            to,
            key_result,
            curve: [start, (middle, start.1), (middle, end.1), end],
        });
    }
    map
}

/// How far down the right side of a node (0–1) a line ends: at the place of the key result it means, else in the middle.
fn port(plan: &Plan, objective: &Id, key_result: Option<&Id>) -> f64 {
    let rows = plan.key_results_of(objective);
    let at = rows.iter().position(|(id, _)| Some(*id) == key_result);
    at.map_or(0.5, |at| (at as f64 + 0.5) / rows.len() as f64)
}

/// Column and row of each: a leaf takes the next free row of its branch, what is supported stands in the middle of what
/// supports it. Those that stand alone come last, side by side, as many as there are columns.
fn rows_of(
    children: &[Vec<usize>],
    parents: &[Option<usize>],
    order: &[usize],
    layers: &[usize],
) -> Vec<(usize, f64)> {
    let mut rows = vec![(0, 0.0); order.len()];
    let alone = |index: usize| parents[index].is_none() && children[index].is_empty();
    let mut next = 0.0;
    for index in order.iter().copied().filter(|index| !alone(*index)) {
        if children[index].is_empty() {
            rows[index].1 = next;
            next += 1.0;
        }
    }
    // from the far ends back: those that support stand already
    for index in order.iter().rev().copied() {
        rows[index].0 = layers[index];
        if let (Some(first), Some(last)) = (children[index].first(), children[index].last()) {
            rows[index].1 = (rows[*first].1 + rows[*last].1) / 2.0;
        }
    }
    let columns = layers.iter().max().map_or(1, |most| most + 1).max(3);
    for (at, index) in order.iter().copied().filter(|index| alone(*index)).enumerate() {
        rows[index] = (at % columns, next + (at / columns) as f64);
    }
    rows
}

impl AlignmentMap {
    /// The node of an objective.
    pub fn node_of(&self, objective: &Id) -> Option<usize> {
        self.nodes.iter().position(|node| &node.objective == objective)
    }

    /// The node that an arrow key leads to; `None` where there is none.
    pub fn step(&self, from: usize, arrow: Arrow) -> Option<usize> {
        let node = self.nodes.get(from)?;
        let in_column = |at: &usize| self.nodes.get(*at).is_some_and(|other| other.at.0 == node.at.0);
        let row = |at: usize| self.nodes.get(at).map_or(0.0, |other| other.at.1);
        let others = || (0..self.nodes.len()).filter(in_column);
        match arrow {
            Arrow::Left => node.parent,
            Arrow::Right => node.children.first().copied(),
            Arrow::Up => {
                others().filter(|at| row(*at) < node.at.1).max_by(|a, b| row(*a).total_cmp(&row(*b)))
            }
            Arrow::Down => {
                others().filter(|at| row(*at) > node.at.1).min_by(|a, b| row(*a).total_cmp(&row(*b)))
            }
        }
    }

    /// The nodes from one up to the top: its line of sight, itself first.
    pub fn line_of_sight(&self, from: usize) -> Vec<usize> {
        let mut line = Vec::new();
        let mut next = self.nodes.get(from).map(|_| from);
        while let Some(at) = next.filter(|at| !line.contains(at)) {
            line.push(at);
            next = self.nodes.get(at).and_then(|node| node.parent);
        }
        line
    }
}
