//! Every row of `domain.md`, "Worked figures", by name.

use super::super::testing::*;
use crate::domain::{Ambition, Direction, Every, Measure, MeasureFault, Reach, round_half_up};
use crate::progress::*;

const DAY: &str = "2027-02-14";

/// Progress of a reach at a value, in percent with one decimal, and the two marks.
fn at(from: f64, to: f64, value: f64) -> (f64, bool, bool) {
    let mut told = Told::quarter();
    told.key_result("k", reach(from, to)).check_in("k", DAY, value);
    let s = standing(&told.plan, &id("k"), date(DAY));
    (round_half_up(s.progress.expect("a progress") * 100.0, 1), s.beyond_target, s.below_start)
}

#[test]
fn from_75_to_90_at_84_is_60_percent() {
    assert_eq!(at(75.0, 90.0, 84.0), (60.0, false, false));
}

#[test]
fn from_4_to_1_at_3_and_1_and_5() {
    assert_eq!(at(4.0, 1.0, 3.0), (33.3, false, false));
    assert_eq!(at(4.0, 1.0, 1.0), (100.0, false, false));
    assert_eq!(at(4.0, 1.0, 5.0), (0.0, false, true));
}

#[test]
fn from_5_5_to_3_at_4_25_and_2_5() {
    assert_eq!(at(5.5, 3.0, 4.25), (50.0, false, false));
    assert_eq!(at(5.5, 3.0, 2.5), (100.0, true, false));
}

#[test]
fn from_1_5_to_0_5_at_1_and_from_50_to_99_at_74_5() {
    assert_eq!(at(1.5, 0.5, 1.0), (50.0, false, false));
    assert_eq!(at(50.0, 99.0, 74.5), (50.0, false, false));
}

#[test]
fn keep_at_least_9_at_9_is_on_track_and_at_8_9_off_track_and_so_the_objective() {
    for (value, expected) in [(9.0, Status::OnTrack), (8.9, Status::OffTrack)] {
        let mut told = Told::quarter();
        told.key_result("guard", at_least(9.0)).check_in("guard", DAY, value);
        told.key_result("k", reach(0.0, 10.0)).check_in("k", DAY, 9.9);
        assert_eq!(key_result_status(&told.plan, &id("guard"), date(DAY)).status, expected);
        assert_eq!(objective_status(&told.plan, &id("o"), date(DAY)).status, expected);
    }
}

#[test]
fn milestones_of_weight_1_2_1_with_the_first_two_done_are_75_percent() {
    let mut told = Told::quarter();
    told.key_result("k", milestones(&[(1.0, Some(DAY)), (2.0, Some("2027-01-20")), (1.0, None)]));
    assert_eq!(standing(&told.plan, &id("k"), date(DAY)).progress, Some(0.75));
}

#[test]
fn raw_200_and_0_percent_give_50_with_and_without_a_met_guard() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 10.0)).check_in("a", DAY, 20.0);
    told.key_result("b", reach(0.0, 10.0)).check_in("b", DAY, 0.0);
    assert_eq!(standing(&told.plan, &id("a"), date(DAY)).raw, Some(2.0));
    assert_eq!(objective_progress(&told.plan, &id("o"), date(DAY)), Some(0.5));
    told.key_result("guard", at_least(9.0)).check_in("guard", DAY, 9.5);
    assert_eq!(objective_progress(&told.plan, &id("o"), date(DAY)), Some(0.5));
}

#[test]
fn a_value_of_02_14_in_the_first_quarter_of_2027_is_expected_at_45_of_90_days() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.5)).check_in("k", DAY, 0.5);
    // asked later: still compared with the day of the value
    let pace = pace(&told.plan, &id("k"), date("2027-02-20")).expect("a pace");
    assert_eq!((pace.on, pace.expected), (date(DAY), 0.5));
    assert_eq!(expected_on(&told.plan, &id("k"), date(DAY)), Some(0.5));
}

#[test]
fn launch_3_with_0_reported_on_day_29_is_on_track_and_on_day_31_off_track() {
    for (day, expected, status) in
        [("2027-01-29", 0.0, Status::OnTrack), ("2027-01-31", 1.0 / 3.0, Status::OffTrack)]
    {
        let mut told = Told::quarter();
        told.key_result("k", reach(0.0, 3.0)).check_in("k", day, 0.0);
        let verdict = key_result_status(&told.plan, &id("k"), date(day));
        let pace = verdict.pace.expect("a pace");
        assert!((pace.expected - expected).abs() < 1e-8, "{day}: {}", pace.expected);
        assert_eq!(verdict.status, status, "{day}");
    }
}

#[test]
fn scores_of_0_6_and_0_7_are_0_7_and_green() {
    let mut told = Told::quarter();
    told.aspirational().key_result("a", reach(0.0, 10.0)).key_result("b", reach(0.0, 10.0));
    told.score("a", 0.6).score("b", 0.7).closed_on("2027-04-02");
    let score = objective_score(&told.plan, &id("o"), date("2027-04-02"));
    assert_eq!(score, Some(0.7));
    assert_eq!(band(0.7, Ambition::Aspirational), Band::Green);
    let verdict = objective_status(&told.plan, &id("o"), date("2027-04-02"));
    assert_eq!(verdict.status, Status::Closed(Some(Band::Green)));
}

#[test]
fn a_committed_key_result_at_95_4_percent_scores_0_9_and_is_amber() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0)).check_in("k", "2027-03-31", 95.4).closed_on("2027-04-02");
    assert_eq!(proposed_score(&told.plan, &id("k"), date("2027-04-02")), 0.9);
    let verdict = key_result_status(&told.plan, &id("k"), date("2027-04-02"));
    assert_eq!(verdict.status, Status::Closed(Some(Band::Amber)));
}

#[test]
fn the_flow_rates_have_their_limits_and_no_signal() {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 "Individuals Control Charts", as in domain.md
    let flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    let mut told = Told::quarter();
    told.kpi("m", Direction::Higher, Every::Day).measure_all("m", "2027-01-01", 1, &flow);
    let day = date("2027-01-10");
    let limits = limits(&told.plan, &id("m"), day).expect("limits");
    assert_eq!(round_half_up(limits.centre, 2), 50.81);
    assert_eq!(round_half_up(limits.mean_range, 4), 1.8778);
    assert_eq!(round_half_up(limits.lower, 3), 45.815);
    assert_eq!(round_half_up(limits.upper, 3), 55.805);
    assert_eq!(round_half_up(limits.range_upper, 3), 6.137);
    assert!(limits.provisional);
    assert_eq!(signals(&told.plan, &id("m"), day), []);
}

#[test]
fn from_equal_to_to_is_refused_and_has_no_progress() {
    assert_eq!(Measure::Reach(Reach { from: 3.0, to: 3.0 }).fault(), Some(MeasureFault::FromEqualsTo));
    // a plan can't hold one; should it, nothing is divided by zero
    let mut told = Told::quarter();
    told.key_result("k", reach(3.0, 3.0)).check_in("k", DAY, 3.0);
    assert_eq!(standing(&told.plan, &id("k"), date(DAY)), Standing::default());
    assert_eq!(key_result_status(&told.plan, &id("k"), date(DAY)).status, Status::NoData);
    assert_eq!(objective_progress(&told.plan, &id("o"), date(DAY)), Some(0.0));
}
