//! Reading all that is kept of a plan and deciding what it means, without writing anything.

use super::envelope::{Point, Seal, Snapshot};
use super::graph::{Graph, Link};
use super::keys::{PlanKeys, Side};
use super::{KeyValue, StorageError};
use crate::ordered::Set;

/// What was found under a plan's keys.
pub(super) enum Found {
    /// No key of this plan.
    Nothing,
    /// Something, but no snapshot that can be read: every key with its raw value.
    Ruin(Vec<(String, String)>),
    /// A plan.
    Plan(Box<Survey>),
}

/// One of the two snapshots, as found.
pub(super) struct FoundSlot {
    pub(super) raw: Option<String>,
    /// `None` where there is no whole snapshot.
    pub(super) seal: Option<Seal>,
    /// It is the newest one, or an ancestor of it.
    pub(super) on_chain: bool,
    /// With the journal, it alone leads to the tip.
    pub(super) leads: bool,
}

/// A plan, as found.
pub(super) struct Survey {
    pub(super) a: FoundSlot,
    pub(super) b: FoundSlot,
    /// The body of the newest snapshot.
    pub(super) body: String,
    /// The edits after it, in order.
    pub(super) edits: Vec<Link>,
    /// Where they end.
    pub(super) tip: Point,
    /// All records on the chain, in any order.
    pub(super) chained: Vec<Link>,
    /// All other values of the journal: key, raw value, true where the record is whole.
    pub(super) strays: Vec<(String, String, bool)>,
    graph: Graph,
}

impl Survey {
    pub(super) fn slot(&self, side: Side) -> &FoundSlot {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// The newest build that wrote a snapshot.
    pub(super) fn newest_build(&self) -> u64 {
        [&self.a, &self.b].iter().filter_map(|slot| slot.seal).map(|seal| seal.build).max().unwrap_or(0)
    }

    /// Whether the chain leads through a point on its way to the tip, as far as its records are there.
    pub(super) fn has_passed(&self, point: Point) -> bool {
        let snapshots = [&self.a, &self.b].into_iter().filter(|slot| slot.on_chain);
        point == self.tip
            || snapshots.filter_map(|slot| slot.seal).any(|seal| seal.point == point)
            || self.chained.iter().any(|link| link.from == point || link.to == point)
    }

    /// The edits from an earlier point of the chain to the tip; `None` where that can't be told.
    pub(super) fn edits_since(&self, point: Point) -> Option<Vec<String>> {
        let links = self.graph.edits_between(point, self.tip)?;
        Some(links.iter().map(|link| link.edit.clone()).collect())
    }
}

/// Reads all that is kept of a plan.
pub(super) fn survey(kv: &impl KeyValue, keys: &PlanKeys) -> Result<Found, StorageError> {
    let raw_a = kv.get(&keys.snapshot(Side::A))?;
    let raw_b = kv.get(&keys.snapshot(Side::B))?;
    let mut journal = Vec::new();
    for key in kv.keys(&keys.journal())? {
        if let Some(raw) = kv.get(&key)? {
            journal.push((key, raw));
        }
    }
    let read_a = raw_a.as_deref().and_then(Snapshot::read);
    let read_b = raw_b.as_deref().and_then(Snapshot::read);
    let rank = |read: &Option<Snapshot>| read.as_ref().map(|s| (s.seal.generation, s.seal.point.seq));
    let newest = if rank(&read_a) >= rank(&read_b) { &read_a } else { &read_b };
    let Some((newest, body)) = newest.as_ref().map(|newest| (newest.seal, newest.body.to_string())) else {
        return Ok(ruin(keys, raw_a, raw_b, journal));
    };

    let read_links = journal.iter().filter_map(|(key, raw)| Link::read(keys, key, raw)).collect();
    let graph = Graph::new(read_links);
    let edits: Vec<Link> = graph.ahead(newest.point).into_iter().cloned().collect();
    let tip = edits.last().map_or(newest.point, |link| link.to);
    let slot = |raw: &Option<String>, read: &Option<Snapshot>| {
        let seal = read.as_ref().map(|snapshot| snapshot.seal);
        let leads = seal.is_some_and(|seal| graph.edits_between(seal.point, tip).is_some());
        let attested = seal.is_some_and(|seal| newest.beside == (seal.generation, seal.crc));
        FoundSlot { raw: raw.clone(), seal, on_chain: leads || attested, leads }
    };
    let a = slot(&raw_a, &read_a);
    let b = slot(&raw_b, &read_b);

    let mut ends = vec![tip];
    for (slot, read) in [(&a, &read_a), (&b, &read_b)] {
        if let Some(snapshot) = read.as_ref().filter(|_| slot.on_chain) {
            ends.push(snapshot.seal.point);
            ends.extend(&snapshot.ends);
        }
    }
    let mut on_chain = Set::new();
    let mut chained = Vec::new();
    for end in ends {
        for link in graph.behind(end) {
            if on_chain.insert(link.key.clone()) {
                chained.push(link.clone());
            }
        }
    }
    let whole: Set<&str> = graph.links().iter().map(|link| link.key.as_str()).collect();
    let strays = journal
        .iter()
        .filter(|(key, _)| !on_chain.contains(key))
        .map(|(key, raw)| (key.clone(), raw.clone(), whole.contains(key.as_str())))
        .collect();
    Ok(Found::Plan(Box::new(Survey { a, b, body, edits, tip, chained, strays, graph })))
}

fn ruin(
    keys: &PlanKeys,
    raw_a: Option<String>,
    raw_b: Option<String>,
    journal: Vec<(String, String)>,
) -> Found {
    let snapshots = [(Side::A, raw_a), (Side::B, raw_b)];
    let mut values: Vec<_> =
        snapshots.into_iter().filter_map(|(side, raw)| Some((keys.snapshot(side), raw?))).collect();
    values.extend(journal);
    if values.is_empty() { Found::Nothing } else { Found::Ruin(values) }
}
