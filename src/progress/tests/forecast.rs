//! Forecasts. `domain.md`, "Forecast".

use super::super::statistics::{median, pairwise_slopes, percentile};
use super::super::testing::*;
use crate::domain::{Direction, Every};
use crate::progress::*;

/// "k" from 0 to 100 in the quarter, with weekly check-ins from 01-04 on.
fn weekly(values: &[f64]) -> Told {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0));
    for (i, value) in values.iter().enumerate() {
        told.check_in("k", &date("2027-01-04").plus_days(7 * i as i32).to_string(), *value);
    }
    told
}

fn at(told: &Told, day: &str) -> Forecast {
    forecast(&told.plan, &id("k"), date(day)).expect("a forecast")
}

#[test]
fn percentiles_are_of_type_7() {
    // R: quantile(c(1, 2, 3, 4, 10), c(.1, .5, .9), type = 7) gives 1.4 3.0 7.6
    let mut values = [10.0, 1.0, 3.0, 2.0, 4.0];
    let found = [0.1, 0.5, 0.9].map(|p| percentile(&mut values, p).map(|v| (v * 1e9).round() / 1e9));
    assert_eq!(found, [Some(1.4), Some(3.0), Some(7.6)]);
    assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
    assert_eq!(median(&mut []), None);
}

#[test]
fn the_median_slope_ignores_one_wild_value() {
    // Sen (1968): the estimator has a breakdown point of 29 %; nine points on y = 2x and one far away
    let mut points: Vec<(f64, f64)> = (0..10).map(|n| (f64::from(n), 2.0 * f64::from(n))).collect();
    points[7].1 = 500.0;
    assert_eq!(median(&mut pairwise_slopes(&points)), Some(2.0));
}

#[test]
fn too_little_data_is_said_so() {
    assert_eq!(at(&weekly(&[]), "2027-02-01").outlook, Outlook::TooLittleData);
    assert_eq!(at(&weekly(&[1.0, 5.0]), "2027-02-01").outlook, Outlook::TooLittleData);
    assert_ne!(at(&weekly(&[1.0, 5.0, 9.0]), "2027-02-01").outlook, Outlook::TooLittleData);
    // four check-ins on two days are two reports; three within 13 days are too short
    let mut told = weekly(&[1.0, 5.0]);
    told.check_in("k", "2027-01-04", 2.0).check_in("k", "2027-01-11", 6.0);
    assert_eq!(at(&told, "2027-02-01").outlook, Outlook::TooLittleData);
    told.check_in("k", "2027-01-17", 7.0);
    assert_eq!(at(&told, "2027-02-01").outlook, Outlook::TooLittleData);
    told.check_in("k", "2027-01-18", 7.0);
    assert_ne!(at(&told, "2027-02-01").outlook, Outlook::TooLittleData);
}

#[test]
fn a_straight_line_goes_on_straight() {
    // 7 a week = 1 a day from 01-04 on: on 02-08 at 35, on 03-31 (51 days later) at 86
    let told = weekly(&[0.0, 7.0, 14.0, 21.0, 28.0, 35.0]);
    let found = at(&told, "2027-02-10");
    let line = found.projection.expect("a line");
    assert_eq!((line.start, line.end), ((date("2027-02-08"), 35.0), date("2027-03-31")));
    assert_eq!((line.per_week, line.central, line.range), (7.0, 86.0, Some((86.0, 86.0))));
    assert_eq!(found.outlook, Outlook::NotAtThisPace, "100 would be reached on 04-14");
    // 65 missing, 49 days or 7 weeks left
    let needed = found.needed_per_week.expect("a need");
    assert!((needed - 65.0 / 7.0).abs() < 1e-8, "{needed}");
    assert_eq!(at(&told, "2027-02-09").projection, found.projection, "waiting a day lowers nothing");
}

#[test]
fn a_straight_series_hits_the_exact_end_and_an_outlier_moves_it_little() {
    // one a day from 1 on 01-04: on the last day, 86 days later, at 87
    let straight: Vec<f64> = (0..12).map(|n| f64::from(7 * n + 1)).collect();
    let mut told = weekly(&straight);
    told.key_result("k", reach(0.0, 87.0));
    let end = |told: &Told| at(told, "2027-03-24").projection.expect("a line").central;
    assert_eq!(end(&told), 87.0);
    assert_eq!(at(&told, "2027-03-24").outlook, Outlook::Reaches(date("2027-03-31")));
    // one report of ten times what it was, on the way
    told.check_in("k", "2027-02-08", 360.0);
    assert!((end(&told) - 87.0).abs() <= 1.0, "{}", end(&told));
}

#[test]
fn the_range_comes_with_the_sixth_report_and_holds_the_line() {
    let values = [0.0, 12.0, 13.0, 30.0, 28.0, 44.0];
    assert_eq!(at(&weekly(&values[..5]), "2027-02-10").projection.and_then(|l| l.range), None);
    let line = at(&weekly(&values), "2027-02-10").projection.expect("a line");
    let (low, high) = line.range.expect("a range");
    assert!(low < line.central && line.central < high, "{low} {} {high}", line.central);
}

#[test]
fn it_names_the_day_on_which_the_target_is_reached() {
    // 14 a week = 2 a day: at 42 on 01-25, 58 missing, 29 days
    let told = weekly(&[0.0, 14.0, 28.0, 42.0]);
    assert_eq!(at(&told, "2027-01-25").outlook, Outlook::Reaches(date("2027-02-23")));
    // exactly on the last day still counts: 65 days from 01-25 to 03-31
    let mut exact = Told::quarter();
    exact.key_result("k", reach(0.0, 65.0 + 21.0));
    for n in 0..4 {
        exact.check_in("k", &date("2027-01-04").plus_days(7 * n).to_string(), f64::from(7 * n));
    }
    assert_eq!(at(&exact, "2027-01-25").outlook, Outlook::Reaches(date("2027-03-31")));
    exact.key_result("k", reach(0.0, 65.0 + 21.5));
    assert_eq!(at(&exact, "2027-01-25").outlook, Outlook::NotAtThisPace);
}

#[test]
fn falling_targets_are_forecast_alike() {
    let mut told = Told::quarter();
    told.key_result("k", reach(5.5, 3.0)).change("k", |k| k.unit = Some("min".into()));
    for (day, value) in [("2027-01-04", 5.5), ("2027-01-18", 5.0), ("2027-02-01", 4.5)] {
        told.check_in("k", day, value);
    }
    // 0.5 a fortnight: 1.5 missing, 42 days
    assert_eq!(at(&told, "2027-02-01").outlook, Outlook::Reaches(date("2027-03-15")));
    assert_eq!(at(&told, "2027-02-01").needed_per_week.map(|n| n < 0.0), Some(true));
}

#[test]
fn flat_moving_away_and_reached() {
    assert_eq!(at(&weekly(&[5.0, 5.0, 5.0, 5.0]), "2027-02-01").outlook, Outlook::NoProgress);
    assert_eq!(at(&weekly(&[9.0, 8.0, 7.0]), "2027-02-01").outlook, Outlook::NotAtThisPace);
    let reached = at(&weekly(&[60.0, 90.0, 120.0]), "2027-02-01");
    assert_eq!((reached.outlook, reached.needed_per_week), (Outlook::Reached, None));
}

#[test]
fn what_is_not_possible_is_not_forecast() {
    let mut told = weekly(&[50.0, 70.0, 95.0]);
    assert!(at(&told, "2027-01-18").projection.is_some_and(|l| l.central > 100.0));
    told.change("k", |k| k.unit = Some("%".into()));
    assert_eq!(at(&told, "2027-01-18").projection.map(|l| l.central), Some(100.0));
    let mut falling = Told::quarter();
    falling.key_result("k", reach(50.0, 10.0));
    for (day, value) in [("2027-01-04", 50.0), ("2027-01-11", 40.0), ("2027-01-18", 30.0)] {
        falling.check_in("k", day, value);
    }
    assert_eq!(at(&falling, "2027-01-18").projection.map(|l| l.central), Some(0.0));
}

#[test]
fn milestones_are_forecast_by_progress() {
    let mut told = Told::quarter();
    told.key_result(
        "k",
        milestones(&[(1.0, Some("2027-01-01")), (1.0, Some("2027-01-21")), (1.0, None), (1.0, None)]),
    );
    assert_eq!(at(&told, "2027-02-10").outlook, Outlook::TooLittleData);
    told.report("k", "2027-02-10", None, Some(7));
    // shares 0.25 on 01-01, 0.5 on 01-21, 0.5 on 02-10; slopes 0.0125, 0, 0.00625 a day: median 0.00625
    let found = at(&told, "2027-02-10");
    let line = found.projection.expect("a line");
    assert_eq!((line.start.1, line.per_week), (0.5, 0.04375));
    assert_eq!(line.central, 0.80625, "0.5 + 49 × 0.00625");
    assert_eq!(found.outlook, Outlook::NotAtThisPace);
}

#[test]
fn no_need_on_the_last_day_and_no_forecast_after_it_or_for_a_guard() {
    let mut told = weekly(&[0.0, 7.0, 14.0]);
    assert_eq!(at(&told, "2027-03-31").needed_per_week, None);
    assert!(at(&told, "2027-03-30").needed_per_week.is_some());
    assert_eq!(forecast(&told.plan, &id("k"), date("2027-04-01")), None);
    told.key_result("k", at_least(9.0));
    assert_eq!(forecast(&told.plan, &id("k"), date("2027-02-01")), None);
}

#[test]
fn a_fed_key_result_is_forecast_by_its_measurements() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Higher, Every::Week).key_result("k", reach(0.0, 100.0)).fed("k", "m");
    told.measure("m", "2026-12-21", 99.0).measure_all("m", "2027-01-04", 7, &[0.0, 7.0, 14.0]);
    assert_eq!(at(&told, "2027-01-20").projection.map(|l| l.per_week), Some(7.0));
}
