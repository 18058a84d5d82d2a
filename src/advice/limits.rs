//! How many: A4 (objectives of a team), A5 (key results of an objective), A7 (KPIs of a board), C13 and C14 (what follows
//! where the limits are passed).

use super::on::{On, OpenObjective, at};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Id, Kind, RecordKey};
use crate::ordered::Map;

/// Most KPIs on one board where the plan sets no limit.
const KPIS_PER_BOARD: u32 = 30;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for (cycle, objectives) in &on.cycles {
        objectives_of_teams(on, cycle, objectives, found);
        objectives.iter().for_each(|objective| key_results(on, objective, found));
    }
    kpis(on, found);
}

/// A4 at the first objective of a team that is one too many; then C14 and C13 at its cycle.
fn objectives_of_teams(on: &On, cycle: &Id, objectives: &[OpenObjective], found: &mut Vec<Finding>) {
    let (_, most) = on.plan.head().settings.objectives_per_team();
    let mut by_team: Map<Option<Id>, Vec<&Id>> = Map::new();
    for objective in objectives {
        by_team.or_default(objective.objective.team.clone()).push(objective.id);
    }
    let mut passed = false;
    for (team, ids) in by_team {
        if let Some(beyond) = ids.get(most as usize) {
            passed = true;
            let reason = Reason::TooManyObjectives { team, count: ids.len(), most };
            found.push(at(Practice::A4, Severity::Notice, Kind::Objective, beyond, reason));
        }
    }
    if passed {
        let not_doing = on.plan.records().cycles.get(cycle).map_or(0, |c| c.not_doing.len());
        let reason = Reason::EverythingIsAPriority;
        found.push(at(Practice::C14, Severity::Notice, Kind::Cycle, cycle, reason));
        if not_doing == 0 {
            found.push(at(Practice::C13, Severity::Hint, Kind::Cycle, cycle, Reason::NothingIsNotDone));
        }
    }
}

/// A5. None at all is A3's to say.
fn key_results(on: &On, objective: &OpenObjective, found: &mut Vec<Finding>) {
    let (fewest, most) = on.plan.head().settings.key_results_per_objective();
    let count = objective.key_results.len();
    let (severity, reason) = match count {
        0 => return,
        _ if count < fewest as usize => (Severity::Hint, Reason::TooFewKeyResults { count, fewest }),
        _ if count > most as usize => (Severity::Warning, Reason::TooManyKeyResults { count, most }),
        _ => return,
    };
    found.push(at(Practice::A5, severity, Kind::Objective, objective.id, reason));
}

/// A7: a hint from two thirds of the limit on, a notice beyond it; at the team, or at the plan for KPIs without one.
fn kpis(on: &On, found: &mut Vec<Finding>) {
    let most = on.plan.head().settings.kpis_per_board.unwrap_or(KPIS_PER_BOARD);
    let mut boards: Map<Option<Id>, usize> = Map::new();
    for kpi in on.plan.records().kpis.values().filter(|kpi| !kpi.retired_on(on.day)) {
        *boards.or_default(kpi.team.clone()) += 1;
    }
    for (team, count) in boards {
        let place = team.clone().map_or(RecordKey::Head, |team| RecordKey::Record(Kind::Team, team));
        let severity = match count {
            _ if count > most as usize => Severity::Notice,
            _ if count * 3 > most as usize * 2 => Severity::Hint,
            _ => continue,
        };
        found.push(Finding::new(Practice::A7, severity, place, Reason::TooManyKpis { team, count, most }));
    }
}
