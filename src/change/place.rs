//! Where a record stands among its siblings.

use super::{Patch, Refusal};
use crate::domain::{Id, Kind, Plan, Rank, Record, RecordKey, by_rank};
use crate::ordered::sort_by;

/// The record with a rank behind its last sibling, where it has none.
pub(super) fn ranked_last(plan: &Plan, mut record: Record) -> Record {
    let siblings = siblings_of(plan, &record);
    if let Some(rank @ None) = rank_mut(&mut record) {
        *rank = Some(Rank::after(siblings.iter().filter_map(|(_, rank)| rank.as_ref()).next_back()));
    }
    record
}

/// Adds the move of a record behind `after` (or to the front) to `patch`.
///
/// Usually one rank changes. Where the neighbours leave no room (equal or missing ranks) all siblings are ranked anew.
pub(super) fn place(
    plan: &Plan,
    kind: Kind,
    id: &Id,
    after: Option<&Id>,
    patch: &mut Patch,
) -> Result<(), Refusal> {
    let record = plan.records().get(kind, id).ok_or(Refusal::NotThere(kind))?;
    let mut siblings = siblings_of(plan, &record);
    siblings.retain(|(sibling, _)| sibling != id);
    let at = match after {
        None => 0,
        Some(after) => 1 + siblings.iter().position(|(s, _)| s == after).ok_or(Refusal::NotThere(kind))?,
    };
    let low = at.checked_sub(1).and_then(|i| siblings.get(i));
    let high = siblings.get(at);
    let room = match (low, high) {
        (Some((_, None)), _) | (_, Some((_, None))) => None,
        (low, high) => Rank::between(low.and_then(|l| l.1.as_ref()), high.and_then(|h| h.1.as_ref())),
    };
    if let Some(rank) = room {
        set_rank(plan, kind, id, rank, patch);
        return Ok(());
    }
    siblings.insert(at, (id.clone(), None));
    let mut last = None;
    for (sibling, _) in siblings {
        let rank = Rank::after(last.as_ref());
        set_rank(plan, kind, &sibling, rank.clone(), patch);
        last = Some(rank);
    }
    Ok(())
}

fn set_rank(plan: &Plan, kind: Kind, id: &Id, rank: Rank, patch: &mut Patch) {
    let Some(mut record) = plan.records().get(kind, id) else { return };
    if let Some(slot) = rank_mut(&mut record) {
        *slot = Some(rank);
        patch.set(plan, RecordKey::Record(kind, id.clone()), Some(record));
    }
}

fn rank_mut(record: &mut Record) -> Option<&mut Option<Rank>> {
    Some(match record {
        Record::Team(r) => &mut r.rank,
        Record::Cycle(r) => &mut r.rank,
        Record::Objective(r) => &mut r.rank,
        Record::KeyResult(r) => &mut r.rank,
        Record::Initiative(r) => &mut r.rank,
        Record::Kpi(r) => &mut r.rank,
        _ => return None,
    })
}

/// Records that are ordered together with this one, in their order.
fn siblings_of(plan: &Plan, record: &Record) -> Vec<(Id, Option<Rank>)> {
    let records = plan.records();
    let mut rows: Vec<(Id, Option<Rank>)> = match record {
        Record::Team(t) => rows(records.teams.iter().filter(|(_, o)| o.parent == t.parent), |o| &o.rank),
        Record::Cycle(_) => rows(records.cycles.iter(), |o| &o.rank),
        Record::Objective(r) => {
            rows(records.objectives.iter().filter(|(_, o)| o.cycle == r.cycle), |o| &o.rank)
        }
        Record::KeyResult(r) => rows(plan.key_results_of(&r.objective).into_iter(), |o| &o.rank),
        Record::Initiative(r) => {
            rows(records.initiatives.iter().filter(|(_, o)| o.key_result == r.key_result), |o| &o.rank)
        }
        Record::Kpi(_) => rows(records.kpis.iter(), |o| &o.rank),
        _ => Vec::new(),
    };
    sort_by(&mut rows, |a, b| by_rank(a.1.as_ref(), &a.0, b.1.as_ref(), &b.0));
    rows
}

fn rows<'a, T: 'a>(
    records: impl Iterator<Item = (&'a Id, &'a T)>,
    rank: impl Fn(&T) -> &Option<Rank>,
) -> Vec<(Id, Option<Rank>)> {
    records.map(|(id, record)| (id.clone(), rank(record).clone())).collect()
}
