//! When reports are due. `domain.md`, rule 8.

use super::super::testing::*;
use crate::domain::{Direction, Every};
use crate::progress::*;

fn due_on(told: &Told, day: &str) -> Option<String> {
    next_due(&told.plan, &id("k"), date(day)).map(|d| d.to_string())
}

/// The first day on which the key result is silent, looked for day by day up to a year.
fn silent_from(told: &Told) -> Option<String> {
    let first = date("2027-01-01");
    let days = (0..365).map(|n| first.plus_days(n));
    days.into_iter().find(|d| key_result_status(&told.plan, &id("k"), *d).silent).map(|d| d.to_string())
}

fn weekly() -> Told {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.0));
    told
}

#[test]
fn the_first_report_is_due_one_cadence_after_the_first_day() {
    let mut told = weekly();
    assert_eq!(due_on(&told, "2026-12-01").as_deref(), Some("2027-01-08"));
    assert_eq!(silent_from(&told).as_deref(), Some("2027-01-12"), "three days of grace");
    for (every, due, silent) in
        [(Every::Day, "2027-01-02", "2027-01-06"), (Every::Month, "2027-02-01", "2027-02-05")]
    {
        told.change("k", |k| k.check_in_every = Some(every));
        assert_eq!(due_on(&told, "2027-01-01").as_deref(), Some(due));
        assert_eq!(silent_from(&told).as_deref(), Some(silent));
    }
    for every in [Every::Quarter, Every::Year] {
        told.change("k", |k| k.check_in_every = Some(every));
        assert_eq!((due_on(&told, "2027-01-01"), silent_from(&told)), (None, None), "after the last day");
    }
}

#[test]
fn a_report_before_the_first_day_does_not_hasten_the_first_due_day() {
    let mut told = weekly();
    told.check_in("k", "2026-12-28", 0.0);
    assert_eq!(due_on(&told, "2027-01-02").as_deref(), Some("2027-01-08"));
}

#[test]
fn every_report_moves_the_due_day_on() {
    let mut told = weekly();
    told.check_in("k", "2027-01-10", 0.1);
    assert_eq!(due_on(&told, "2027-01-09").as_deref(), Some("2027-01-08"), "as seen the day before");
    assert_eq!(due_on(&told, "2027-01-10").as_deref(), Some("2027-01-17"));
    told.report("k", "2027-01-12", None, Some(5));
    assert_eq!(due_on(&told, "2027-01-12").as_deref(), Some("2027-01-19"), "a check-in without a value too");
}

#[test]
fn nothing_is_due_after_the_last_day() {
    let mut told = weekly();
    told.check_in("k", "2027-03-24", 0.5);
    assert_eq!(due_on(&told, "2027-03-24").as_deref(), Some("2027-03-31"));
    assert!(key_result_status(&told.plan, &id("k"), date("2027-04-04")).silent);
    told.check_in("k", "2027-03-25", 0.5);
    assert_eq!(due_on(&told, "2027-03-25"), None);
    assert!(!key_result_status(&told.plan, &id("k"), date("2027-06-04")).silent);
    // a guard that is met stays met after the last day
    told.key_result("k", at_least(0.5));
    assert!(key_result_status(&told.plan, &id("k"), date("2027-06-04")).green());
}

#[test]
fn a_ticked_milestone_is_a_report() {
    let mut told = Told::quarter();
    told.key_result("k", milestones(&[(1.0, Some("2027-01-09")), (1.0, None)]));
    assert_eq!(due_on(&told, "2027-01-08").as_deref(), Some("2027-01-08"));
    assert_eq!(due_on(&told, "2027-01-09").as_deref(), Some("2027-01-16"));
}

#[test]
fn a_measurement_of_the_feeding_kpi_is_a_report_by_its_own_frequency() {
    let mut told = weekly();
    told.kpi("m", Direction::Higher, Every::Month).fed("k", "m");
    assert_eq!(cadence(&told.plan, &id("k"), date("2027-01-01")), Some(Every::Month));
    assert_eq!(due_on(&told, "2027-01-05").as_deref(), Some("2027-02-01"));
    told.measure("m", "2027-01-20", 0.2);
    assert_eq!(due_on(&told, "2027-01-20").as_deref(), Some("2027-02-20"));
    assert_eq!(silent_from(&told).as_deref(), Some("2027-02-24"));
}

#[test]
fn closed_days_do_not_count() {
    let mut told = weekly();
    told.closed_days(&["2027-01-01", "2027-01-06", "2027-01-09"]);
    // the first day itself is no day of waiting; 01-06 moves the due day to 01-09, which is closed: 01-10
    assert_eq!(due_on(&told, "2027-01-01").as_deref(), Some("2027-01-10"));
    // and the three days of grace are 01-11, 12, 13
    assert_eq!(silent_from(&told).as_deref(), Some("2027-01-14"));
    told.closed_days(&["2027-01-12"]);
    assert_eq!(silent_from(&told).as_deref(), Some("2027-01-15"));
}

#[test]
fn a_leap_day_counts_as_a_day() {
    let mut told = Told::cycle("2028-01-01", "2028-12-31");
    told.key_result("k", reach(0.0, 1.0)).check_in("k", "2028-02-26", 0.1);
    assert_eq!(due_on(&told, "2028-02-26").as_deref(), Some("2028-03-04"));
    told.change("k", |k| k.check_in_every = Some(Every::Month)).check_in("k", "2028-03-31", 0.2);
    assert_eq!(due_on(&told, "2028-03-31").as_deref(), Some("2028-04-30"));
}

#[test]
fn the_plan_lists_what_is_due_the_oldest_first() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 1.0)).check_in("a", "2027-02-01", 0.3);
    told.key_result("b", reach(0.0, 1.0)).check_in("b", "2027-02-07", 0.3);
    told.key_result("fed", reach(0.0, 1.0)).kpi("m", Direction::Higher, Every::Week).fed("fed", "m");
    told.measure("m", "2027-02-01", 0.3).kpi("never", Direction::None, Every::Year);
    let rows = |day| {
        let row = |d: Due| match d.report {
            DueReport::CheckIn(id) => (id.to_string(), d.on.to_string(), d.overdue),
            DueReport::Measurement(id) => (id.to_string(), d.on.to_string(), d.overdue),
        };
        due(&told.plan, date(day)).into_iter().map(row).collect::<Vec<_>>()
    };
    let row = |id: &str, on: &str, overdue| (id.to_string(), on.to_string(), overdue);
    assert_eq!(
        rows("2027-02-14"),
        [
            row("a", "2027-02-08", true),
            row("b", "2027-02-14", false),
            row("m", "2027-02-14", false),
            row("never", "2027-02-14", false)
        ]
    );
    assert_eq!(rows("2027-02-07"), [row("never", "2027-02-07", false)]);
}
