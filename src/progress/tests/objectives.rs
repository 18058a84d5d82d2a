//! Objectives: progress, the worst-of rule, scores. `domain.md`, "Objective" and "Scores".

use super::super::testing::*;
use crate::domain::{Ambition, ObjectiveStage, round};
use crate::progress::*;

const DAY: &str = "2027-02-14";

/// An objective whose key results have these statuses on 02-14 (day 45 of 90); `!` = silent.
fn objective(kinds: &[&str]) -> ObjectiveVerdict {
    let mut told = Told::quarter();
    for (i, kind) in kinds.iter().enumerate() {
        let key = format!("k{i}");
        let (kind, day) = kind.strip_suffix('!').map_or((*kind, DAY), |kind| (kind, "2027-02-01"));
        told.key_result(&key, reach(0.0, 1.0));
        match kind {
            "off" => told.check_in(&key, day, 0.01),
            "missed" => {
                told.change(&key, |k| k.to = Some(date("2027-02-13"))).check_in(&key, "2027-02-13", 0.9)
            }
            "risk" => told.report(&key, day, Some(0.6), Some(2)),
            "on" => told.check_in(&key, day, 0.6),
            "achieved" => told.check_in(&key, day, 1.0),
            "early" => told
                .change(&key, |k| (k.from, k.to) = (Some(date("2027-02-01")), Some(date("2027-06-30"))))
                .check_in(&key, day, 0.01),
            "upcoming" => told.change(&key, |k| k.from = Some(date("2027-03-01"))),
            "none" => &mut told,
            other => panic!("{other}"),
        };
        let expected = match kind {
            "off" => Status::OffTrack,
            "missed" => Status::Missed,
            "risk" => Status::AtRisk,
            "on" => Status::OnTrack,
            "achieved" => Status::Achieved,
            "early" => Status::TooEarly,
            "upcoming" => Status::Upcoming,
            _ => Status::NoData,
        };
        assert_eq!(key_result_status(&told.plan, &id(&key), date(DAY)).status, expected, "{kind}");
    }
    objective_status(&told.plan, &id("o"), date(DAY))
}

#[test]
fn the_worst_of_its_key_results_decides() {
    use Status::*;
    for (kinds, expected) in [
        (&["off", "missed", "risk", "on", "achieved"][..], OffTrack),
        (&["missed", "risk", "on", "achieved"], Missed),
        (&["risk", "on", "achieved"], AtRisk),
        (&["on", "achieved"], OnTrack),
        (&["achieved", "achieved"], Achieved),
        (&["on", "early"], OnTrack),
        (&["on", "upcoming"], OnTrack),
        (&["early", "off"], OffTrack),
        // silence and missing data cap it
        (&["on", "on!"], AtRisk),
        (&["achieved", "achieved!"], AtRisk),
        (&["on", "none"], AtRisk),
        (&["achieved", "none"], AtRisk),
        (&["on", "early!"], AtRisk),
        (&["off", "on!"], OffTrack),
        (&["missed", "none"], Missed),
        (&["off!", "on"], OffTrack),
        // only if all are
        (&["early", "early"], TooEarly),
        (&["upcoming", "upcoming"], Upcoming),
        (&["none", "none"], NoData),
        (&["early", "upcoming"], TooEarly),
        (&["early", "none"], NoData),
        (&[], NoData),
    ] {
        let verdict = objective(kinds);
        assert_eq!(verdict.status, expected, "{kinds:?}");
        let capped = kinds.iter().any(|k| k.ends_with('!') || *k == "none");
        assert!(!(capped && verdict.green()), "{kinds:?}: silence and no data are never green");
    }
}

#[test]
fn one_without_data_caps_it_before_its_first_report_is_due() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 1.0)).check_in("a", DAY, 0.6);
    told.key_result("new", reach(0.0, 1.0)).change("new", |k| k.from = Some(date("2027-02-13")));
    let verdict = objective_status(&told.plan, &id("o"), date(DAY));
    assert_eq!((verdict.status, verdict.silent, verdict.missing), (Status::AtRisk, 0, 1));
}

#[test]
fn it_says_how_many_are_silent_and_how_many_have_no_data() {
    let verdict = objective(&["on!", "on", "off!", "none", "upcoming"]);
    // "none" was due on 01-08 and never came: silent as well
    assert_eq!((verdict.silent, verdict.missing, verdict.key_results), (3, 1, 5));
}

#[test]
fn a_draft_objective_is_a_draft_and_a_closed_one_has_its_band() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 1.0)).check_in("a", DAY, 1.0);
    told.key_result("b", reach(0.0, 1.0)).check_in("b", DAY, 0.5).closed_on("2027-04-01");
    let status = |told: &Told, day| objective_status(&told.plan, &id("o"), date(day)).status;
    assert_eq!(status(&told, "2027-04-01"), Status::Closed(Some(Band::Amber)), "0.75 → 0.8, committed");
    told.aspirational();
    assert_eq!(status(&told, "2027-04-01"), Status::Closed(Some(Band::Green)));
    told.weight("a", 0.0).weight("b", 0.0);
    assert_eq!(status(&told, "2027-04-01"), Status::Closed(None));
    told.change_objective(|o| o.stage = Some(ObjectiveStage::Draft));
    assert_eq!(status(&told, "2027-04-01"), Status::Draft);
}

#[test]
fn progress_is_weighted_counts_no_data_as_0_and_leaves_guards_out() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 10.0)).weight("a", 3.0).check_in("a", DAY, 8.0);
    told.key_result("b", reach(0.0, 10.0));
    let progress = |told: &Told| objective_progress(&told.plan, &id("o"), date(DAY));
    assert_eq!(progress(&told), Some(0.6));
    told.key_result("guard", at_least(9.0));
    assert_eq!(progress(&told), Some(0.6), "a guard without data takes nothing either");
    // given a weight, its progress is its adherence
    told.check_in("guard", "2027-02-07", 9.0).check_in("guard", DAY, 8.0).weight("guard", 4.0);
    assert_eq!(progress(&told), Some(0.55), "(3 × 0.8 + 0 + 4 × 0.5) ÷ 8");
    told.weight("b", -3.0);
    assert_eq!(round(progress(&told).unwrap_or_default()), round(4.4 / 7.0), "a weight is never negative");
    told.weight("a", 0.0).weight("b", 0.0).weight("guard", 0.0);
    assert_eq!(progress(&told), None, "all weights 0: no number");
    assert_eq!(objective_progress(&Told::quarter().plan, &id("o"), date(DAY)), None);
}

#[test]
fn three_untouched_key_results_and_a_met_guard_are_at_0() {
    let mut told = Told::quarter();
    for key in ["a", "b", "c"] {
        told.key_result(key, reach(0.0, 10.0)).check_in(key, DAY, 0.0);
    }
    told.key_result("guard", at_least(9.0)).check_in("guard", DAY, 9.5);
    assert_eq!(objective_progress(&told.plan, &id("o"), date(DAY)), Some(0.0));
}

#[test]
fn expected_is_weighted_alike() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 0.5));
    told.key_result("b", reach(0.0, 0.5)).weight("b", 3.0);
    told.change("b", |k| k.to = Some(date(DAY)));
    // (0.5 + 3 × 1) ÷ 4
    assert_eq!(objective_expected(&told.plan, &id("o"), date(DAY)), Some(0.875));
    told.key_result("guard", at_least(9.0)).weight("guard", 4.0);
    assert_eq!(objective_expected(&told.plan, &id("o"), date(DAY)), Some(0.9375));
    assert_eq!(objective_expected(&told.plan, &id("o"), date("2026-12-31")), Some(0.0));
}

#[test]
fn scores_are_half_up_and_1_only_when_met() {
    for (value, expected) in [
        (0.0, 0.0),
        (34.9, 0.3),
        (35.0, 0.4),
        (65.0, 0.7),
        (64.999, 0.6),
        (95.0, 0.9),
        (99.999, 0.9),
        (100.0, 1.0),
        (130.0, 1.0),
        (-5.0, 0.0),
    ] {
        let mut told = Told::quarter();
        told.key_result("k", reach(0.0, 100.0)).check_in("k", DAY, value);
        assert_eq!(proposed_score(&told.plan, &id("k"), date(DAY)), expected, "{value}");
    }
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0));
    assert_eq!(proposed_score(&told.plan, &id("k"), date(DAY)), 0.0, "no data counts 0");
    told.key_result("g", at_least(9.0)).check_in("g", "2027-02-07", 9.0).check_in("g", DAY, 8.0);
    assert_eq!(proposed_score(&told.plan, &id("g"), date(DAY)), 0.5, "keep: adherence");
}

#[test]
fn the_objective_takes_the_mean_of_the_unrounded_scores() {
    let mut told = Told::quarter();
    for (key, value) in [("a", 64.0), ("b", 64.0), ("c", 67.0)] {
        told.key_result(key, reach(0.0, 100.0)).check_in(key, DAY, value);
    }
    // 0.65 → 0.7, where the mean of the rounded 0.6, 0.6, 0.7 would give 0.6
    assert_eq!(objective_score(&told.plan, &id("o"), date(DAY)), Some(0.7));
    // accepting what was proposed changes nothing, another number counts as given
    told.score("a", 0.6);
    assert_eq!(objective_score(&told.plan, &id("o"), date(DAY)), Some(0.7));
    told.score("a", 0.4);
    assert_eq!(round(unrounded_score(&told.plan, &id("a"), date(DAY))), 0.4);
    assert_eq!(objective_score(&told.plan, &id("o"), date(DAY)), Some(0.6), "(0.4 + 0.64 + 0.67) ÷ 3 = 0.57");
    assert_eq!(key_result_score(&told.plan, &id("a"), date(DAY)), 0.4);
}

#[test]
fn an_objective_is_never_1_beside_a_key_result_that_is_not_met() {
    let mut told = Told::quarter();
    told.key_result("a", reach(0.0, 100.0)).check_in("a", DAY, 100.0);
    told.key_result("b", reach(0.0, 100.0)).check_in("b", DAY, 97.0);
    assert_eq!(objective_score(&told.plan, &id("o"), date(DAY)), Some(0.9));
    told.check_in("b", DAY, 100.0);
    assert_eq!(objective_score(&told.plan, &id("o"), date(DAY)), Some(1.0));
}

#[test]
fn bands_by_ambition() {
    use Ambition::*;
    for (score, committed, aspirational) in [
        (0.0, Band::Red, Band::Red),
        (0.3, Band::Red, Band::Red),
        (0.4, Band::Amber, Band::Amber),
        (0.6, Band::Amber, Band::Amber),
        (0.7, Band::Amber, Band::Green),
        (0.9, Band::Amber, Band::Green),
        (1.0, Band::Green, Band::Green),
    ] {
        assert_eq!((band(score, Committed), band(score, Aspirational)), (committed, aspirational), "{score}");
    }
    assert!(too_easy(1.0, Aspirational) && !too_easy(0.9, Aspirational) && !too_easy(1.0, Committed));
}
