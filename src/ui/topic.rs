//! What a view depends on, and which topics a patch concerns: the map from changed records to views that show them.

use crate::ordered::Set;

use crate::change::Patch;
use crate::domain::{Id, Kind, Plan, Record, RecordKey};

/// Something a view shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Title, settings, dismissed hints.
    Head,
    /// One record and what is computed from those that hang on it (a key result with its check-ins).
    Record(Kind, Id),
    /// What is due, what happened and how all of it stands: moves with every change of a record.
    Reports,
    /// Which records a collection has, and in which order.
    List(Kind),
}

/// The topics that `patch`, just applied to `plan`, concerns; `None` where it concerns everything on screen
/// (a cycle's dates or the plan's rhythm move every status).
pub fn topics_of(patch: &Patch, plan: &Plan) -> Option<Set<Topic>> {
    let mut topics = Set::new();
    topics.insert(Topic::Reports);
    for change in patch.changes() {
        match &change.key {
            RecordKey::Head if only_dismissed(&change.before, &change.after) => {
                topics.insert(Topic::Head);
            }
            RecordKey::Head => return None,
            RecordKey::Measurement(kpi, _) => of_kpi(plan, kpi, &mut topics),
            RecordKey::Record(Kind::Cycle, _) => return None,
            RecordKey::Record(kind, id) => {
                topics.insert(Topic::Record(*kind, id.clone()));
                if *kind != Kind::CheckIn && *kind != Kind::Series {
                    topics.insert(Topic::List(*kind));
                }
                for record in [&change.before, &change.after].into_iter().flatten() {
                    of_record(plan, id, record, &mut topics);
                }
            }
        }
    }
    Some(topics)
}

/// A hint was dismissed or brought back: nothing else on screen follows from it.
fn only_dismissed(before: &Option<Record>, after: &Option<Record>) -> bool {
    let (Some(Record::Head(before)), Some(Record::Head(after))) = (before, after) else { return false };
    let mut as_before = after.clone();
    as_before.dismissed = before.dismissed.clone();
    as_before == *before
}

fn of_record(plan: &Plan, id: &Id, record: &Record, topics: &mut Set<Topic>) {
    match record {
        Record::CheckIn(check_in) => of_key_result(plan, &check_in.key_result, topics),
        Record::KeyResult(key_result) => {
            topics.insert(Topic::Record(Kind::Objective, key_result.objective.clone()));
        }
        Record::Objective(_) => {
            // Ambition and stage decide the verdicts of the key results.
            topics.extend(
                plan.key_results_of(id).into_iter().map(|(k, _)| Topic::Record(Kind::KeyResult, k.clone())),
            );
        }
        Record::Kpi(_) | Record::Series(_) => of_kpi(plan, id, topics),
        _ => {}
    }
}

fn of_key_result(plan: &Plan, id: &Id, topics: &mut Set<Topic>) {
    topics.insert(Topic::Record(Kind::KeyResult, id.clone()));
    if let Some(key_result) = plan.records().key_results.get(id) {
        topics.insert(Topic::Record(Kind::Objective, key_result.objective.clone()));
    }
}

fn of_kpi(plan: &Plan, kpi: &Id, topics: &mut Set<Topic>) {
    topics.insert(Topic::Record(Kind::Kpi, kpi.clone()));
    for (id, _) in plan.records().key_results.iter().filter(|(_, k)| k.kpi.as_ref() == Some(kpi)) {
        of_key_result(plan, id, topics);
    }
    for (id, _) in plan.records().objectives.iter().filter(|(_, o)| o.watch.contains(kpi)) {
        topics.insert(Topic::Record(Kind::Objective, id.clone()));
    }
}
