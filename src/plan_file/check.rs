//! What one field or record can't know alone: ids that must be unique, what a check-in or key result may lack, days in
//! their order.

use super::finding::Findings;
use super::record::collection;
use super::{Finding, Reason};
use crate::domain::{Date, Id, KeyResult, Kind, Measure, ObjectiveStage, Records};

/// An id is unique across objectives and key results, in the plan and in the Trash: `supports` names either.
pub(super) fn ids(records: &Records, trash: &Records, findings: &Findings) {
    let taken = |id: &Id| records.objectives.contains_key(id) || trash.objectives.contains_key(id);
    for (within, records) in [("", records), ("trash/", trash)] {
        for id in records.key_results.keys().filter(|id| taken(id)) {
            let place = format!("{within}{}/{id}", collection(Kind::KeyResult));
            findings.add(Finding::new(place, id.as_str(), Reason::IdTaken(Kind::Objective)));
        }
    }
}

/// Rules that an edit elsewhere can break: a draft that becomes active, a KPI that is let go, a first day moved by one
/// person and a last day by another.
pub(super) fn rules(records: &Records, findings: &Findings) {
    for (id, cycle) in &records.cycles {
        in_order(Kind::Cycle, id, Some(cycle.from), Some(cycle.to), findings);
    }
    for (id, key_result) in &records.key_results {
        in_order(Kind::KeyResult, id, key_result.from, key_result.to, findings);
        let objective = records.objectives.get(&key_result.objective);
        let draft = objective.is_none_or(|o| o.stage() == ObjectiveStage::Draft);
        if key_result.measure.is_none() && !draft {
            let place = format!("{}/{id}/measure", collection(Kind::KeyResult));
            findings.add(Finding::new(place, "missing", Reason::MeasureMissing));
        }
    }
    for (id, check_in) in records.check_ins.iter().filter(|(_, c)| c.value.is_none()) {
        let key_result = records.key_results.get(&check_in.key_result);
        if !key_result.is_none_or(has_values_of_its_own) {
            let place = format!("{}/{id}/value", collection(Kind::CheckIn));
            findings.add(Finding::new(place, "missing", Reason::ValueMissing));
        }
    }
}

/// Whether check-ins may leave the value out: a KPI feeds it, or it is (or was, or will be) a list of milestones.
fn has_values_of_its_own(key_result: &KeyResult) -> bool {
    let mut measures = key_result.measure.iter().chain(key_result.revisions.values().map(|r| &r.measure));
    key_result.kpi.is_some() || measures.any(|measure| matches!(measure, Measure::Milestones(_)))
}

fn in_order(kind: Kind, id: &Id, from: Option<Date>, to: Option<Date>, findings: &Findings) {
    if let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) {
        let place = format!("{}/{id}", collection(kind));
        findings.add(Finding::new(place, format!("from {from} to {to}"), Reason::EndsBeforeItBegins));
    }
}
