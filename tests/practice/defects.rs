//! Five defects found in existing tools, which stay fixed by name.

use cairn::domain::{CheckIn, Kind, MeasureFault, Plan, Record, RecordKey};
use cairn::progress::{Status, count, key_result_status, objective_progress, objective_status, standing};

use crate::support::*;

fn told(plan: &Plan, key_result: &str, value: f64) -> Plan {
    let mut plan = plan.clone();
    let check_in = CheckIn { value: Some(value), ..CheckIn::new(id(key_result), day(DAY)) };
    let key = RecordKey::Record(Kind::CheckIn, id(&format!("c_{key_result}")));
    plan.put(&key, Some(Record::CheckIn(check_in)));
    plan
}

#[test]
fn a_falling_key_result_at_its_target_is_100_percent() {
    let plan = told(&plan(GOOD), "k_time", 3.0);
    assert_eq!(standing(&plan, &id("k_time"), day(DAY)).progress, Some(1.0));
    assert_eq!(key_result_status(&plan, &id("k_time"), day(DAY)).status, Status::Achieved);
    let half = told(&plan, "k_time", 4.25);
    assert_eq!(standing(&half, &id("k_time"), day(DAY)).progress, Some(0.5));
}

#[test]
fn one_over_achieved_key_result_hides_no_failed_one() {
    // 200 % of the one and 0 % of the other
    let both = told(&told(&plan(GOOD), "k_calls", -4.0), "k_notes", 40.0);
    let verdict = standing(&both, &id("k_calls"), day(DAY));
    assert_eq!((verdict.raw, verdict.progress, verdict.beyond_target), (Some(2.0), Some(1.0), true));
    assert_eq!(objective_progress(&both, &id("o_sub"), day(DAY)), Some(0.5));
    assert_eq!(objective_status(&both, &id("o_sub"), day("2027-01-25")).status, Status::OffTrack);
}

#[test]
fn values_below_the_baseline_are_visible() {
    let plan = told(&plan(GOOD), "k_time", 6.5);
    let standing = standing(&plan, &id("k_time"), day(DAY));
    assert_eq!((standing.progress, standing.raw, standing.below_start), (Some(0.0), Some(-0.4), true));
    assert_eq!(count(&plan, &id("q"), day(DAY)).below_start, 1);
}

#[test]
fn a_zero_range_is_refused() {
    use cairn::change::{Command, Refusal, apply};
    use cairn::domain::{KeyResult, Measure, Reach};
    let measure = Some(Measure::Reach(Reach { from: 3.0, to: 3.0 }));
    let record = Record::KeyResult(KeyResult::new("K", id("o"), measure));
    let refused = apply(&plan(GOOD), Command::Create { id: id("k_new"), record });
    assert_eq!(refused, Err(Refusal::Measure(MeasureFault::FromEqualsTo)));
    let text = GOOD.replace(r#""from": 5.5, "to": 3"#, r#""from": 3, "to": 3"#);
    assert!(cairn::plan_file::read(text.as_bytes()).is_err());
}

#[test]
fn statistics_count_every_key_result() {
    let plan = told(&plan(GOOD), "k_time", 3.0);
    for on in [DAY, "2026-12-01", "2027-03-31", "2027-05-01"] {
        let count = count(&plan, &id("q"), day(on));
        assert_eq!(count.all_key_results(), plan.records().key_results.len(), "{on}");
        assert_eq!(count.all_objectives(), plan.records().objectives.len(), "{on}");
    }
}
