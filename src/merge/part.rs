//! A part of a plan: one team's branch, to be mailed on its own. It comes back through a review, never through the
//! registers, for it has seen more than it holds.

use super::{Copy, Ledger};
use crate::domain::{Id, Kind, Plan, RecordKey, team_path};
use crate::ordered::Map;
use crate::plan_file::{record_name, record_named, with_records};

/// The branch of a team: its objectives and KPIs and those of the teams below it, with all that belongs to them, and
/// the plan's people, teams and cycles. Gives its content and registers.
pub fn part_of(copy: Copy, team: &Id) -> (Plan, Ledger) {
    let records = copy.plan.records();
    let in_branch = |of: Option<&Id>| of.is_some_and(|of| team_path(copy.plan, of).contains(&team));
    let stays = |kind: Kind, id: &Id| -> bool {
        let (mut kind, mut id) = (kind, id.clone());
        loop {
            match kind {
                Kind::Objective => {
                    return in_branch(records.objectives.get(&id).and_then(|o| o.team.as_ref()));
                }
                Kind::Kpi => return in_branch(records.kpis.get(&id).and_then(|k| k.team.as_ref())),
                Kind::Person | Kind::Team | Kind::Cycle => return true,
                _ => {}
            }
            match records.home(kind, &id) {
                Some(home) => (kind, id) = home,
                None => return false,
            }
        }
    };
    let plan = with_records(copy.plan, &stays);
    let is_in = |name: &str| match record_named(name) {
        Some(RecordKey::Record(kind, id)) => plan.records().contains(kind, &id),
        key => key == Some(RecordKey::Head),
    };
    let ledger = Ledger {
        seen: copy.ledger.seen.clone(),
        replicas: copy.ledger.replicas.clone(),
        times: copy.ledger.times.clone(),
        fields: filtered(&copy.ledger.fields, &is_in),
        conflicts: filtered(&copy.ledger.conflicts, &is_in),
        gone: Map::new(),
        part: Some(record_name(&RecordKey::Record(Kind::Team, team.clone()))),
        unknown: copy.ledger.unknown.clone(),
    };
    (plan, ledger)
}

fn filtered<V: Clone>(all: &Map<String, V>, is_in: &dyn Fn(&str) -> bool) -> Map<String, V> {
    let kept = all.iter().filter(|(name, _)| is_in(name));
    kept.map(|(name, entry)| (name.clone(), entry.clone())).collect()
}
