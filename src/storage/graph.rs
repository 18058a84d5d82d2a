//! The records of a journal as links between points of the chain, and the ways through them.
//!
//! Knows records, not snapshots; pure.

use super::envelope::{Point, read_record};
use super::keys::PlanKeys;
use std::collections::HashMap;

/// One whole record.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) key: String,
    pub(super) raw: String,
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) edit: String,
}

impl Link {
    /// The record under `key`; `None` where it is not whole.
    pub(super) fn read(keys: &PlanKeys, key: &str, raw: &str) -> Option<Link> {
        let (seq, writer) = keys.record_of(key)?;
        let (prev, crc, edit) = read_record(seq, writer, raw)?;
        let from = Point { seq: seq.checked_sub(1)?, chain: prev };
        let edit = edit.to_string();
        Some(Link { key: key.to_string(), raw: raw.to_string(), from, to: Point { seq, chain: crc }, edit })
    }
}

/// All whole records of a plan.
pub(super) struct Graph {
    links: Vec<Link>,
    into: HashMap<Point, usize>,
    /// From a point, the record that begins the longest run of edits.
    best: HashMap<Point, usize>,
}

impl Graph {
    pub(super) fn new(mut links: Vec<Link>) -> Graph {
        // last first, so that the runs that follow a record are known when it is reached
        links.sort_by(|x, y| (y.to.seq, &y.key).cmp(&(x.to.seq, &x.key)));
        let mut into = HashMap::new();
        let mut best: HashMap<Point, (u64, usize)> = HashMap::new();
        for (at, link) in links.iter().enumerate() {
            into.insert(link.to, at);
            let run = 1 + best.get(&link.to).map_or(0, |&(run, _)| run);
            let known = best.get(&link.from).map_or(0, |&(run, _)| run);
            // of equal runs the first key: the same choice whenever it is made
            if run >= known {
                best.insert(link.from, (run, at));
            }
        }
        let best = best.into_iter().map(|(point, (_, at))| (point, at)).collect();
        Graph { links, into, best }
    }

    /// The longest run of edits that begins at `point`, in order.
    pub(super) fn ahead(&self, mut point: Point) -> Vec<&Link> {
        let mut run = Vec::new();
        while let Some(link) = self.best.get(&point).and_then(|&at| self.links.get(at)) {
            run.push(link);
            point = link.to;
        }
        run
    }

    /// The records that led to `point`, the last first, as far as they are there.
    pub(super) fn behind(&self, mut point: Point) -> Vec<&Link> {
        let mut run = Vec::new();
        while let Some(link) = self.into.get(&point).and_then(|&at| self.links.get(at)) {
            run.push(link);
            point = link.from;
        }
        run
    }

    /// The edits from `from` to `to`, in order; `None` where one is missing (or the plan was replaced between).
    pub(super) fn edits_between(&self, from: Point, to: Point) -> Option<Vec<&Link>> {
        let mut run = Vec::new();
        let mut point = to;
        while point != from {
            let link = self.links.get(*self.into.get(&point)?)?;
            run.push(link);
            point = link.from;
        }
        run.reverse();
        Some(run)
    }

    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::envelope::write_record;

    #[test]
    fn of_two_branches_the_longer_is_taken_and_of_equal_ones_always_the_same() {
        let keys = PlanKeys::new("p").unwrap();
        let start = Point { seq: 3, chain: 9 };
        let branch = |writer: &str, length: usize| {
            let mut point = start;
            let mut links = Vec::new();
            for _ in 0..length {
                let (raw, after) = write_record(point, writer, "1");
                links.push(Link::read(&keys, &keys.record(after.seq, writer), &raw).unwrap());
                point = after;
            }
            links
        };
        for (x, y, taken) in [(2, 3, "y"), (3, 2, "x"), (2, 2, "x"), (0, 1, "y")] {
            for turned in [false, true] {
                let mut links = [branch("x", x), branch("y", y)].concat();
                if turned {
                    links.reverse();
                }
                let graph = Graph::new(links);
                let run = graph.ahead(start);
                assert_eq!(run.len(), x.max(y));
                assert!(run.iter().all(|link| link.key.ends_with(taken)));
                let end = run.last().unwrap().to;
                assert_eq!(graph.edits_between(start, end).unwrap().len(), run.len());
                assert_eq!(graph.behind(end).len(), run.len());
            }
        }
    }
}
