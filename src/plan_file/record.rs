//! One record of any kind: the name of its collection, its tree, and back. What edits and files have in common.

use super::fields::{Fields, sorted};
use super::finding::Findings;
use super::members::{self, Members};
use super::place::Place;
use super::{Tree, check_ins, cycles, head, key_results, kpis, objectives, people};
use crate::domain::{Head, Id, Kept, Kind, Record, RecordKey};
use crate::ordered::Map;

/// The name of a collection in a plan file.
pub fn collection(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        Kind::Team => "teams",
        Kind::Cycle => "cycles",
        Kind::Objective => "objectives",
        Kind::KeyResult => "keyResults",
        Kind::CheckIn => "checkIns",
        Kind::Initiative => "initiatives",
        Kind::Kpi => "kpis",
        Kind::Series => "measurements",
        Kind::Review => "reviews",
    }
}

/// The name of a record in edits and registers: `keyResults/k_tickets`, `measurements/m_csat`, `plan` for the head.
/// A single measurement has the name of its series.
pub fn record_name(key: &RecordKey) -> String {
    match key {
        RecordKey::Head => "plan".to_string(),
        RecordKey::Record(kind, id) => format!("{}/{id}", collection(*kind)),
        RecordKey::Measurement(kpi, _) => format!("{}/{kpi}", collection(Kind::Series)),
    }
}

/// The record of a name, or `None` where it is none.
pub fn record_named(name: &str) -> Option<RecordKey> {
    if name == "plan" {
        return Some(RecordKey::Head);
    }
    let (of, id) = name.split_once('/')?;
    let kind = Kind::ALL.into_iter().find(|kind| collection(*kind) == of)?;
    Some(RecordKey::Record(kind, Id::parse(id)?))
}

/// The fields of a record that have a value, by their path.
pub fn record_fields(record: &Record) -> Map<String, Tree> {
    super::edit_fields::fields_of(record.kind(), &write_record(record)).into_iter().collect()
}

/// Reads the record of a kind; `None` only where something was found to be wrong.
pub(super) fn read_record(kind: Kind, tree: &Tree, place: &Place<'_>, findings: &Findings) -> Option<Record> {
    let before = findings.count();
    let record = if kind == Kind::Series {
        kpis::read_series(tree, place, findings).map(Record::Series)
    } else {
        let mut f = Fields::of(tree, place, findings)?;
        match kind {
            Kind::Person => people::read_person(&mut f).map(Record::Person),
            Kind::Team => people::read_team(&mut f).map(Record::Team),
            Kind::Cycle => cycles::read_cycle(&mut f).map(Record::Cycle),
            Kind::Objective => objectives::read_objective(&mut f).map(Record::Objective),
            Kind::KeyResult => key_results::read_key_result(&mut f).map(Record::KeyResult),
            Kind::CheckIn => check_ins::read_check_in(&mut f).map(Record::CheckIn),
            Kind::Initiative => check_ins::read_initiative(&mut f).map(Record::Initiative),
            Kind::Kpi => kpis::read_kpi(&mut f).map(Record::Kpi),
            Kind::Series => None,
            Kind::Review => cycles::read_review(&mut f).map(Record::Review),
        }
    };
    record.filter(|_| findings.count() == before)
}

/// The tree of a record as it stands in a file.
pub(super) fn write_record(record: &Record) -> Tree {
    match record {
        Record::Head(head) => write_head(head),
        Record::Person(r) => people::write_person(r),
        Record::Team(r) => people::write_team(r),
        Record::Cycle(r) => cycles::write_cycle(r),
        Record::Objective(r) => objectives::write_objective(r),
        Record::KeyResult(r) => key_results::write_key_result(r),
        Record::CheckIn(r) => check_ins::write_check_in(r),
        Record::Initiative(r) => check_ins::write_initiative(r),
        Record::Kpi(r) => kpis::write_kpi(r),
        Record::Series(r) => kpis::write_series(r),
        Record::Measurement(r) => kpis::write_measurement(r.value, r.note.as_deref()),
        Record::Review(r) => cycles::write_review(r),
    }
}

/// The head as if it were a record of its own: what stands at the top beside the collections.
fn write_head(head: &Head) -> Tree {
    let trash = Members::of(&head.kept, "trash").into_members();
    Members::of(&head.kept, "")
        .put("title", members::text(&head.title))
        .put("settings", head::write_settings(head))
        .put("dismissed", head::write_dismissed(head))
        .put("trash", (!trash.is_empty()).then_some(Tree::Object(trash)))
        .done()
}

/// Reads the head from the tree of [`write_head`].
pub(super) fn read_head(tree: &Tree, findings: &Findings) -> Option<Head> {
    let place = Place::TOP.record("plan");
    let mut kept = Vec::new();
    let mut f = Fields::of(tree, &place, findings)?;
    let head = head::read_head(&mut f, &mut kept);
    if let Some(trash) = f.take("trash") {
        let place = place.at("trash");
        if let Some(f) = Fields::of(trash, &place, findings) {
            f.keep_rest(&mut kept);
        }
    }
    f.keep_rest(&mut kept);
    Some(Head { kept: sorted(kept), ..head? })
}

/// The members a record keeps without knowing them.
pub(super) fn kept_of(record: &mut Record) -> Option<&mut Vec<Kept>> {
    Some(match record {
        Record::Head(r) => &mut r.kept,
        Record::Person(r) => &mut r.kept,
        Record::Team(r) => &mut r.kept,
        Record::Cycle(r) => &mut r.kept,
        Record::Objective(r) => &mut r.kept,
        Record::KeyResult(r) => &mut r.kept,
        Record::CheckIn(r) => &mut r.kept,
        Record::Initiative(r) => &mut r.kept,
        Record::Kpi(r) => &mut r.kept,
        Record::Review(r) => &mut r.kept,
        Record::Series(_) | Record::Measurement(_) => return None,
    })
}
