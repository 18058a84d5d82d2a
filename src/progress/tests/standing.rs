//! Values, measures in force, adherence, expected progress.

use super::super::testing::*;
use crate::domain::{Direction, Every, Kind, round};
use crate::progress::*;

fn value(told: &Told, day: &str) -> Option<f64> {
    standing(&told.plan, &id("k"), date(day)).value
}

#[test]
fn the_latest_check_in_counts_and_of_one_day_the_later() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 10.0));
    told.check_in("k", "2027-01-11", 3.0).check_in("k", "2027-01-04", 1.0).check_in("k", "2027-01-11", 4.0);
    told.report("k", "2027-01-18", None, Some(8));
    assert_eq!(value(&told, "2027-01-03"), None);
    assert_eq!(value(&told, "2027-01-04"), Some(1.0));
    assert_eq!(value(&told, "2027-01-10"), Some(1.0));
    assert_eq!(value(&told, "2027-01-11"), Some(4.0));
    // a check-in with confidence alone leaves the value as it was, and its day
    let later = standing(&told.plan, &id("k"), date("2027-01-20"));
    assert_eq!((later.value, later.value_day), (Some(4.0), Some(date("2027-01-11"))));
}

#[test]
fn a_key_result_fed_by_a_kpi_has_its_last_measurement() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Higher, Every::Week).key_result("k", reach(0.0, 10.0)).fed("k", "m");
    told.check_in("k", "2027-01-12", 9.0);
    assert_eq!(value(&told, "2027-01-12"), None, "check-ins add only confidence and notes");
    told.measure("m", "2026-12-28", 2.0).measure("m", "2027-01-11", 5.0);
    assert_eq!(value(&told, "2027-01-10"), Some(2.0));
    assert_eq!(value(&told, "2027-01-12"), Some(5.0));
    told.remove(Kind::Kpi, "m").remove(Kind::Series, "m");
    assert_eq!(value(&told, "2027-01-12"), None, "a KPI that is gone gives no value");
}

#[test]
fn the_measure_in_force_on_a_day_is_the_last_one_on_or_before_it() {
    // plan-file.md: from 1.5 to 0.5, on 2027-03-01 revised to 0.7
    let mut told = Told::quarter();
    told.key_result("k", reach(1.5, 0.5)).revise("k", "2027-03-01", reach(1.5, 0.7));
    told.check_in("k", "2027-02-01", 1.1);
    let progress = |day| standing(&told.plan, &id("k"), date(day)).progress.map(round);
    assert_eq!(progress("2027-02-28"), Some(0.4));
    assert_eq!(progress("2027-03-01"), Some(0.5));
}

#[test]
fn after_the_closing_a_key_result_stands_as_on_the_closing_day() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 10.0)).closed_on("2027-04-05");
    told.check_in("k", "2027-03-31", 5.0).check_in("k", "2027-04-03", 6.0).check_in("k", "2027-04-06", 9.0);
    assert_eq!(value(&told, "2027-04-02"), Some(5.0));
    assert_eq!(
        value(&told, "2027-04-05"),
        Some(6.0),
        "a check-in after the last day counts until the closing"
    );
    assert_eq!(value(&told, "2028-01-01"), Some(6.0));
}

#[test]
fn bounds_are_inclusive() {
    let mut told = Told::quarter();
    for (measure, value, met) in [
        (at_least(9.0), 9.0, true),
        (at_least(9.0), 8.999_999, false),
        (at_least(0.3), 0.1 + 0.2, true),
        (at_most(0.3), 0.1 + 0.2, true),
        (at_most(2.0), 2.0, true),
        (at_most(2.0), 2.000_001, false),
        (between(-1.0, 1.0), -1.0, true),
        (between(-1.0, 1.0), 1.0, true),
        (between(-1.0, 1.0), 1.1, false),
    ] {
        told.key_result("k", measure.clone()).check_in("k", "2027-02-01", value);
        let standing = standing(&told.plan, &id("k"), date("2027-02-01"));
        assert_eq!((standing.met, standing.raw), (Some(met), None), "{measure:?} at {value}");
    }
}

#[test]
fn adherence_is_reports_that_met_it_by_reports() {
    let mut told = Told::quarter();
    told.key_result("k", at_least(9.0)).revise("k", "2027-03-01", at_least(8.0));
    assert_eq!(adherence(&told.plan, &id("k"), date("2027-01-31")), None);
    // of one day the later counts; each report is judged by the measure of its own day
    for (day, value) in [
        ("2027-01-04", 9.0),
        ("2027-01-11", 8.5),
        ("2027-01-18", 8.0),
        ("2027-01-18", 9.2),
        ("2027-03-02", 8.5),
    ] {
        told.check_in("k", day, value);
    }
    assert_eq!(adherence(&told.plan, &id("k"), date("2027-01-11")), Some(0.5));
    assert_eq!(adherence(&told.plan, &id("k"), date("2027-03-02")), Some(0.75));
    assert_eq!(standing(&told.plan, &id("k"), date("2027-03-02")).progress, Some(0.75));
    told.key_result("r", reach(0.0, 1.0)).check_in("r", "2027-01-04", 1.0);
    assert_eq!(adherence(&told.plan, &id("r"), date("2027-03-02")), None);
}

#[test]
fn adherence_of_a_fed_guard_begins_on_its_first_day() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Higher, Every::Week).key_result("k", at_least(9.0)).fed("k", "m");
    told.measure("m", "2026-12-28", 1.0).measure("m", "2027-01-01", 9.0).measure("m", "2027-01-08", 8.0);
    assert_eq!(adherence(&told.plan, &id("k"), date("2027-01-08")), Some(0.5));
}

#[test]
fn a_milestone_counts_from_the_day_it_was_done() {
    let mut told = Told::quarter();
    told.key_result("k", milestones(&[(1.0, Some("2027-02-10")), (3.0, None)]));
    assert_eq!(standing(&told.plan, &id("k"), date("2027-02-09")).progress, Some(0.0));
    assert_eq!(standing(&told.plan, &id("k"), date("2027-02-10")).progress, Some(0.25));
}

#[test]
fn expected_counts_the_first_and_the_last_day_and_the_leap_day() {
    // 2028 is a leap year: the first quarter has 91 days, and 29 February is its 60th
    let mut told = Told::cycle("2028-01-01", "2028-03-31");
    told.key_result("k", reach(0.0, 0.5));
    let expected = |day| expected_on(&told.plan, &id("k"), date(day)).map(round);
    assert_eq!(expected("2027-12-31"), Some(0.0));
    assert_eq!(expected("2028-01-01"), Some(round(1.0 / 91.0)));
    assert_eq!(expected("2028-02-29"), Some(round(60.0 / 91.0)));
    assert_eq!(expected("2028-03-31"), Some(1.0));
    assert_eq!(expected("2028-04-01"), Some(1.0));
}

#[test]
fn own_dates_go_before_those_of_the_cycle() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 0.5));
    told.change("k", |k| (k.from, k.to) = (Some(date("2027-02-01")), Some(date("2027-02-10"))));
    assert_eq!(expected_on(&told.plan, &id("k"), date("2027-02-05")), Some(0.5));
    told.change("k", |k| k.to = Some(date("2027-01-31")));
    assert_eq!(expected_on(&told.plan, &id("k"), date("2027-02-05")), None, "the last day before the first");
}

#[test]
fn whole_numbers_and_milestones_are_expected_in_whole_steps() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 3.0));
    let steps = |told: &Told, day| expected_on(&told.plan, &id("k"), date(day)).map(|e| (e * 3.0).round());
    for (day, expected) in
        [("2027-01-29", 0.0), ("2027-01-30", 1.0), ("2027-02-28", 1.0), ("2027-03-01", 2.0)]
    {
        assert_eq!(steps(&told, day), Some(expected), "{day}");
    }
    // one value with a part makes it a quantity that grows by the day
    told.check_in("k", "2027-01-10", 0.5);
    assert_eq!(expected_on(&told.plan, &id("k"), date("2027-01-18")), Some(0.2));
    assert_eq!(expected_on(&told.plan, &id("k"), date("2027-01-09")), Some(0.0), "not known yet on that day");
    // a fed one: also the measurement from before its first day, as long as it is the value
    told.kpi("m", Direction::Higher, Every::Week).key_result("fed", reach(0.0, 3.0)).fed("fed", "m");
    told.measure("m", "2026-12-28", 0.5).measure("m", "2027-01-15", 1.0);
    assert_eq!(expected_on(&told.plan, &id("fed"), date("2027-01-09")), Some(0.1));
    assert_eq!(expected_on(&told.plan, &id("fed"), date("2027-01-18")), Some(0.0));
    // a third of 300,000 is exactly 100,000 steps
    told.key_result("big", reach(0.0, 300_000.0));
    assert_eq!(expected_on(&told.plan, &id("big"), date("2027-01-30")).map(round), Some(round(1.0 / 3.0)));
    // falling
    told.key_result("fall", reach(4.0, 1.0));
    assert_eq!(expected_on(&told.plan, &id("fall"), date("2027-02-28")).map(round), Some(round(1.0 / 3.0)));
    told.key_result("steps", milestones(&[(1.0, None), (2.0, None), (1.0, None)]));
    for (day, expected) in [
        ("2027-01-22", 0.0),
        ("2027-01-23", 0.25),
        ("2027-03-08", 0.25),
        ("2027-03-09", 0.75),
        ("2027-03-31", 1.0),
    ] {
        assert_eq!(expected_on(&told.plan, &id("steps"), date(day)), Some(expected), "{day}");
    }
}

#[test]
fn numbers_that_are_too_large_or_a_record_that_is_missing_trip_nothing() {
    let mut told = Told::quarter();
    told.key_result("k", reach(-f64::MAX, f64::MAX)).check_in("k", "2027-02-01", 0.0);
    assert_eq!(standing(&told.plan, &id("k"), date("2027-02-01")).progress, Some(0.5));
    told.check_in("k", "2027-02-02", f64::NAN);
    assert_eq!(standing(&told.plan, &id("k"), date("2027-02-02")).progress, Some(0.5));
    key_result_status(&told.plan, &id("k"), date("2027-03-02"));
    told.key_result("steps", milestones(&[(f64::MAX, None), (f64::MAX, Some("2027-01-01"))]));
    key_result_status(&told.plan, &id("steps"), date("2027-03-02"));
    objective_status(&told.plan, &id("o"), date("2027-03-02"));
    for gone in [Kind::Cycle, Kind::Objective, Kind::KeyResult] {
        told.remove(
            gone,
            if gone == Kind::Cycle {
                "y"
            } else if gone == Kind::Objective {
                "o"
            } else {
                "k"
            },
        );
        let verdict = key_result_status(&told.plan, &id("k"), date("2027-03-02"));
        assert!(!verdict.green() && verdict.status == Status::NoData);
        assert!(!objective_status(&told.plan, &id("o"), date("2027-03-02")).green());
        assert!(due(&told.plan, date("2027-03-02")).is_empty());
    }
}
