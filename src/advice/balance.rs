//! OKRs and KPIs together: G1 (a KPI that is watched can be a key result), G8 (both are kept), G11 (without a KPI or a baseline one would not know what to improve).

use super::on::{On, OpenObjective, at};
use super::{Finding, Practice, Reason, Severity};
use crate::domain::{Kind, Measure, RecordKey};

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    let in_use = on.plan.records().kpis.values().filter(|kpi| !kpi.retired_on(on.day));
    let (objectives, kpis) = (on.objectives().count(), in_use.count());
    let balance = match (objectives, kpis) {
        (1.., 0) => Some(Reason::NoKpis),
        (0, 1..) => Some(Reason::NoObjectives),
        _ => None,
    };
    found.extend(balance.map(|reason| Finding::new(Practice::G8, Severity::Hint, RecordKey::Head, reason)));
    for objective in on.objectives().filter(|o| knows_no_start(on, o)) {
        let watched = objective.objective.watch.iter().next();
        let (practice, reason) = match watched {
            Some(kpi) => (Practice::G1, Reason::BindKpi { kpi: kpi.clone() }),
            None => (Practice::G11, Reason::NoBaseline),
        };
        found.push(at(practice, Severity::Hint, Kind::Objective, objective.id, reason));
    }
}

/// No KPI feeds a key result, and none begins at a value of its own: nothing tells what there is to improve, or (where a
/// KPI is watched) nothing measures it. Without any key result that can be measured A3 says it.
fn knows_no_start(on: &On, objective: &OpenObjective) -> bool {
    let measures = objective.key_results.iter().filter_map(|(_, k)| Some((k, k.measure_on(on.day)?)));
    let measured: Vec<_> = measures.collect();
    let begins = |measure: &Measure| match measure {
        Measure::Reach(reach) => reach.from != 0.0,
        Measure::Keep(_) => true,
        Measure::Milestones(_) => false,
    };
    !measured.is_empty() && !measured.iter().any(|(k, measure)| k.kpi.is_some() || begins(measure))
}
