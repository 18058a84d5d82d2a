//! KPIs beside objectives: F1 and E3 (none stands alone), F2 (no vanity without a rate), F6 (a team has both).

use super::on::{On, at};
use super::words::{self, Sort};
use super::{Finding, KpiReason, Practice, Reason, Severity};
use crate::domain::{Id, Kind, Kpi, Plan};
use crate::ordered::Set;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for id in unlinked(on.plan, on.day) {
        found.push(at(Practice::F1, Severity::Hint, Kind::Kpi, id, Reason::Kpi(KpiReason::StandsAlone)));
    }
    for (id, kpi) in on.plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(on.day)) {
        if let Some(word) = vanity(kpi).filter(|_| !paired(on.plan, id)) {
            let reason = Reason::Kpi(KpiReason::Vanity { word });
            found.push(at(Practice::F2, Severity::Notice, Kind::Kpi, id, reason));
        }
    }
    teams(on, found);
}

/// The KPIs in use on `day` that feed no key result and that no objective watches.
pub fn unlinked(plan: &Plan, day: crate::domain::Date) -> Vec<&Id> {
    let records = plan.records();
    let mut linked: Set<&Id> = records.key_results.values().filter_map(|k| k.kpi.as_ref()).collect();
    linked.extend(records.objectives.values().flat_map(|o| o.watch.iter()));
    let in_use = records.kpis.iter().filter(|(_, kpi)| !kpi.retired_on(day));
    in_use.map(|(id, _)| id).filter(|id| !linked.contains(id)).collect()
}

/// The KPIs of an objective: those that feed its key results, and those it watches.
fn kpis_of<'a>(plan: &'a Plan, objective: &Id) -> Vec<&'a Id> {
    let watched = plan.records().objectives.get(objective).into_iter().flat_map(|o| o.watch.iter());
    let fed = plan.key_results_of(objective).into_iter().filter_map(|(_, k)| k.kpi.as_ref());
    watched.chain(fed).collect()
}

fn is_rate(kpi: &Kpi) -> bool {
    kpi.unit.as_deref().is_some_and(|unit| unit.trim() == "%")
        || words::of(&kpi.title).iter().any(|word| words::is(Sort::Rate, word))
}

/// The word by which a KPI counts what looks good.
fn vanity(kpi: &Kpi) -> Option<String> {
    if is_rate(kpi) {
        return None;
    }
    words::of(&kpi.title).into_iter().find(|word| words::is(Sort::Vanity, word))
}

/// Whether an objective looks at a rate beside it.
fn paired(plan: &Plan, kpi: &Id) -> bool {
    let records = plan.records();
    records.objectives.keys().any(|objective| {
        let kpis = kpis_of(plan, objective);
        let rate = |other: &&Id| *other != kpi && records.kpis.get(*other).is_some_and(is_rate);
        kpis.contains(&kpi) && kpis.iter().any(rate)
    })
}

/// F6 where the plan has both; where it lacks one altogether, G8 says so.
fn teams(on: &On, found: &mut Vec<Finding>) {
    let in_use = || on.plan.records().kpis.values().filter(|kpi| !kpi.retired_on(on.day));
    if on.objectives().next().is_none() || in_use().next().is_none() {
        return;
    }
    for team in on.plan.records().teams.keys() {
        let own = |of: &Option<Id>| of.as_ref() == Some(team);
        let measures = in_use().any(|kpi| own(&kpi.team));
        let mut objectives = on.objectives().filter(|o| own(&o.objective.team)).peekable();
        let reason = match (measures, objectives.peek().is_some()) {
            (true, false) => KpiReason::TeamWithoutObjective,
            (false, true) if objectives.all(|o| kpis_of(on.plan, o.id).is_empty()) => {
                KpiReason::TeamWithoutKpi
            }
            _ => continue,
        };
        found.push(at(Practice::F6, Severity::Hint, Kind::Team, team, Reason::Kpi(reason)));
    }
}
