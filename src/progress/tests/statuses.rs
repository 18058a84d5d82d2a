//! The rules of "Status of a KR on a day", one after the other.

use super::super::testing::*;
use crate::domain::{CycleStage, Direction, Every, ObjectiveStage};
use crate::progress::*;

fn verdict(told: &Told, day: &str) -> Verdict {
    key_result_status(&told.plan, &id("k"), date(day))
}

fn status(told: &Told, day: &str) -> Status {
    verdict(told, day).status
}

/// "k" from 0 to 1 (no whole steps once a part was reported), with one check-in.
fn told(day: &str, value: f64) -> Told {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.0)).check_in("k", day, value);
    told
}

#[test]
fn rule_1_a_draft_is_a_draft_whatever_else_holds() {
    let mut told = told("2027-03-31", 1.0);
    told.closed_on("2027-04-01").change_objective(|o| o.stage = Some(ObjectiveStage::Draft));
    for day in ["2026-12-01", "2027-02-01", "2027-06-01"] {
        assert_eq!(status(&told, day), Status::Draft);
    }
    assert_eq!(next_due(&told.plan, &id("k"), date("2027-02-01")), None);
    told.change_objective(|o| o.stage = None).change("k", |k| k.measure = None);
    assert_eq!(status(&told, "2027-02-01"), Status::Draft, "without a measure");
}

#[test]
fn rule_2_in_a_closed_cycle_the_band_of_the_score() {
    let mut told = told("2027-03-30", 0.65);
    told.closed_on("2027-04-03");
    assert_eq!(status(&told, "2027-04-02"), Status::Missed, "not closed on that day yet");
    assert_eq!(status(&told, "2027-04-03"), Status::Closed(Some(Band::Amber)));
    assert!(!verdict(&told, "2028-01-01").silent);
    told.aspirational();
    assert_eq!(status(&told, "2027-04-03"), Status::Closed(Some(Band::Green)), "0.65 half up is 0.7");
    told.score("k", 0.3);
    assert_eq!(status(&told, "2027-04-03"), Status::Closed(Some(Band::Red)), "a person's score goes first");
    told.change_cycle(|c| (c.stage, c.closed) = (Some(CycleStage::Closed), None));
    assert_eq!(status(&told, "2026-01-01"), Status::Closed(Some(Band::Red)), "before rule 3");
}

#[test]
fn rule_3_before_its_first_day_upcoming() {
    let mut told = told("2027-01-01", 0.9);
    assert_eq!(status(&told, "2026-12-31"), Status::Upcoming);
    assert_ne!(status(&told, "2027-01-01"), Status::Upcoming);
    told.change("k", |k| k.from = Some(date("2027-02-01")));
    assert_eq!(status(&told, "2027-01-31"), Status::Upcoming, "its own first day");
    told.key_result("k", milestones(&[(1.0, Some("2026-12-01"))]));
    assert_eq!(status(&told, "2026-12-31"), Status::Upcoming, "before rule 4");
}

#[test]
fn rule_4_all_milestones_done_is_achieved_for_good() {
    let mut told = Told::quarter();
    told.key_result("k", milestones(&[(1.0, Some("2027-01-05")), (0.0, Some("2027-01-20"))]));
    assert_ne!(status(&told, "2027-01-04"), Status::Achieved);
    for day in ["2027-01-20", "2027-03-31", "2027-06-01"] {
        let verdict = verdict(&told, day);
        assert_eq!((verdict.status, verdict.silent), (Status::Achieved, false), "{day}");
        assert_eq!(next_due(&told.plan, &id("k"), date(day)), None);
    }
}

#[test]
fn rule_5_without_a_value_no_data_which_is_never_green() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.0)).report("k", "2027-02-01", None, Some(9));
    for day in ["2027-01-01", "2027-02-14", "2027-03-31", "2027-06-01"] {
        let verdict = verdict(&told, day);
        assert_eq!(
            (verdict.status, verdict.overdue, verdict.green()),
            (Status::NoData, false, false),
            "{day}"
        );
    }
    told.key_result("k", at_least(9.0));
    assert_eq!(status(&told, "2027-02-14"), Status::NoData);
    told.key_result("k", milestones(&[(1.0, None)]));
    assert_ne!(status(&told, "2027-02-14"), Status::NoData, "milestones always have a value");
}

#[test]
fn rule_6_keep_is_met_or_breached_on_every_day_alike() {
    for (value, expected) in [(9.0, Status::OnTrack), (8.0, Status::OffTrack)] {
        let mut told = Told::quarter();
        told.key_result("k", at_least(9.0)).check_in("k", "2027-01-01", value);
        assert_eq!(status(&told, "2027-01-01"), expected, "not too early");
        told.check_in("k", "2027-03-31", value);
        assert_eq!(status(&told, "2027-04-05"), expected, "not missed");
    }
}

#[test]
fn rule_6_progress_1_is_achieved_also_early_and_after_the_last_day() {
    let mut told = told("2027-01-02", 1.0);
    assert_eq!(status(&told, "2027-01-02"), Status::Achieved);
    told.check_in("k", "2027-04-02", 1.3);
    assert_eq!(status(&told, "2027-04-02"), Status::Achieved);
}

#[test]
fn rule_6_fed_by_a_kpi_it_is_achieved_when_the_last_two_measurements_meet_the_target() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Lower, Every::Week).key_result("k", reach(5.5, 3.0)).fed("k", "m");
    told.measure("m", "2027-02-01", 2.9);
    assert_ne!(status(&told, "2027-02-01"), Status::Achieved, "the first measurement of all");
    told.measure("m", "2027-02-08", 3.1);
    assert_ne!(status(&told, "2027-02-08"), Status::Achieved);
    told.measure("m", "2027-02-15", 3.0);
    assert_eq!(status(&told, "2027-02-15"), Status::OnTrack, "once could be noise");
    told.measure("m", "2027-02-22", 2.8);
    assert_eq!(status(&told, "2027-02-22"), Status::Achieved);
    assert_eq!(status(&told, "2027-02-21"), Status::OnTrack, "any past day as it was");
}

#[test]
fn rule_6_after_the_last_day_missed() {
    let told = told("2027-03-31", 0.99);
    assert_eq!(status(&told, "2027-03-31"), Status::OnTrack);
    assert_eq!(status(&told, "2027-04-01"), Status::Missed);
}

#[test]
fn rule_6_a_fifth_of_its_days_is_too_early() {
    // 18 of 90 days are 20 %
    let told = told("2027-01-12", 0.01);
    assert_eq!(status(&told, "2027-01-18"), Status::TooEarly);
    assert_eq!(status(&told, "2027-01-19"), Status::OffTrack);
    assert!(!verdict(&told, "2027-01-18").green());
}

#[test]
fn rule_6_thresholds_hold_exactly_on_the_line() {
    // day 45 of 90: expected 0.5. Committed: 0.45 is 0.9 of it and 5 points behind; 0.4 is 10 points behind.
    // Aspirational: 0.35 is 0.7 of it, 0.2 is 0.4 of it.
    let day = "2027-02-14";
    for (value, committed, aspirational) in [
        (0.5, Status::OnTrack, Status::OnTrack),
        (0.45, Status::OnTrack, Status::OnTrack),
        (0.449_999, Status::AtRisk, Status::OnTrack),
        (0.4, Status::AtRisk, Status::OnTrack),
        (0.399_999, Status::AtRisk, Status::OnTrack),
        (0.35, Status::AtRisk, Status::OnTrack),
        (0.349_999, Status::OffTrack, Status::AtRisk),
        (0.2, Status::OffTrack, Status::AtRisk),
        (0.199_999, Status::OffTrack, Status::OffTrack),
        (0.0, Status::OffTrack, Status::OffTrack),
        (-3.0, Status::OffTrack, Status::OffTrack),
    ] {
        // 0.001 keeps it from counting in whole steps
        let mut told = told("2027-01-10", 0.001);
        told.check_in("k", day, value);
        assert_eq!(status(&told, day), committed, "committed at {value}");
        told.aspirational();
        assert_eq!(status(&told, day), aspirational, "aspirational at {value}");
    }
}

#[test]
fn rule_6_points_behind_save_a_late_start() {
    // a span of 100 days; on day 30 expected 0.3: 5 points behind = 0.25 (pace 0.83), 10 points = 0.2 (pace 0.67)
    for (value, expected) in [
        (0.25, Status::OnTrack),
        (0.249_9, Status::AtRisk),
        (0.2, Status::AtRisk),
        (0.199_9, Status::OffTrack),
    ] {
        let mut told = Told::cycle("2027-01-01", "2027-04-10");
        told.key_result("k", reach(0.0, 1.0)).check_in("k", "2027-01-30", value);
        assert_eq!(status(&told, "2027-01-30"), expected, "{value}");
    }
}

#[test]
fn rule_6_pace_thresholds_survive_floats_on_every_day_of_a_year() {
    // progress of exactly 0.9 and 0.7 of what is expected, as people would report it, is never below the line
    for (share, aspirational, worst) in [
        (9.0, false, Status::OnTrack),
        (7.0, false, Status::AtRisk),
        (7.0, true, Status::OnTrack),
        (4.0, true, Status::AtRisk),
    ] {
        let mut base = Told::cycle("2027-01-01", "2027-12-31");
        base.key_result("k", reach(0.0, 365.0));
        if aspirational {
            base.aspirational();
        }
        base.check_in("k", "2027-01-01", 0.5);
        for n in 80..=364 {
            let day = date("2027-01-01").plus_days(n - 1).to_string();
            base.check_in("k", &day, f64::from(n) * share / 10.0);
            let found = status(&base, &day);
            assert!(found == worst || found == Status::OnTrack, "{share} of 10 on day {n}: {found:?}");
        }
    }
}

#[test]
fn rule_6_a_monthly_rhythm_exactly_on_the_line_is_never_behind() {
    // 2027 has 365 days; each month's last day reports exactly the share of the year that has passed
    let mut told = Told::cycle("2027-01-01", "2027-12-31");
    told.key_result("k", reach(0.0, 36.5)).change("k", |k| k.check_in_every = Some(Every::Month));
    let mut reported = date("2027-01-01").plus_days(-1);
    for n in 0..365 {
        let day = date("2027-01-01").plus_days(n);
        if day == day.period_end(Every::Month) {
            told.check_in("k", &day.to_string(), f64::from(n + 1) / 10.0);
            reported = day;
        }
        let verdict = verdict(&told, &day.to_string());
        let fine = [Status::NoData, Status::TooEarly, Status::OnTrack, Status::Achieved];
        assert!(
            fine.contains(&verdict.status) && !verdict.overdue,
            "{day} after {reported}: {:?}",
            verdict.status
        );
    }
    assert_eq!(status(&told, "2027-12-30"), Status::OnTrack);
    assert_eq!(status(&told, "2027-12-31"), Status::Achieved);
}

#[test]
fn rule_6_nothing_expected_is_on_track() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.0)).check_in("k", "2027-02-14", 0.0);
    let verdict = verdict(&told, "2027-02-14");
    assert_eq!((verdict.status, verdict.pace.and_then(|p| p.ratio)), (Status::OnTrack, None));
}

#[test]
fn rule_6_milestones_are_compared_with_today_in_whole_steps() {
    let mut told = Told::quarter();
    told.key_result("k", milestones(&[(1.0, Some("2027-01-05")), (1.0, None)]));
    told.report("k", "2027-03-25", None, None);
    assert_eq!(status(&told, "2027-03-30"), Status::OnTrack, "half of it is expected until the last day");
    assert_eq!(status(&told, "2027-03-31"), Status::OffTrack);
    assert_eq!(status(&told, "2027-04-01"), Status::Missed);
}

#[test]
fn rule_7_low_confidence_makes_on_track_and_too_early_at_risk() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 1.0));
    told.report("k", "2027-01-10", Some(0.3), Some(3));
    assert_eq!(status(&told, "2027-01-10"), Status::AtRisk, "too early");
    told.report("k", "2027-02-14", Some(0.6), Some(3));
    assert_eq!(status(&told, "2027-02-14"), Status::AtRisk, "on track");
    assert_eq!(verdict(&told, "2027-02-14").confidence_band(), Some(ConfidenceBand::Low));
    told.report("k", "2027-02-14", Some(0.6), None);
    assert_eq!(status(&told, "2027-02-14"), Status::AtRisk, "the newest that was given");
    told.report("k", "2027-02-14", Some(0.6), Some(4));
    assert_eq!(status(&told, "2027-02-14"), Status::OnTrack);
    told.report("k", "2027-02-15", Some(1.0), Some(0));
    assert_eq!(status(&told, "2027-02-15"), Status::Achieved);
    told.report("k", "2027-02-16", Some(0.0), Some(0));
    assert_eq!(status(&told, "2027-02-16"), Status::OffTrack);
    told.key_result("k", at_least(9.0)).report("k", "2027-02-17", Some(9.0), Some(2));
    assert_eq!(status(&told, "2027-02-17"), Status::AtRisk, "a guard that is met");
    assert_eq!(newest_confidence(&told.plan, &id("k"), date("2027-02-14")), Some(4));
}

#[test]
fn confidence_bands() {
    for (confidence, band) in
        [(0, "Low"), (3, "Low"), (4, "Medium"), (6, "Medium"), (7, "High"), (10, "High")]
    {
        assert_eq!(format!("{:?}", ConfidenceBand::of(confidence)), band);
    }
}

#[test]
fn rule_8_silence_covers_any_verdict_but_off_track_and_missed() {
    // last report on 02-14, weekly: due 02-21, silent from 02-25 on
    for (value, verdict_beside, overdue) in [
        (0.6, Status::OnTrack, true),
        (0.42, Status::AtRisk, true),
        (1.0, Status::Achieved, true),
        (0.1, Status::OffTrack, false),
    ] {
        let told = told("2027-02-14", value);
        let before = verdict(&told, "2027-02-24");
        assert_eq!((before.status, before.overdue, before.silent), (verdict_beside, false, false));
        let after = verdict(&told, "2027-02-25");
        assert_eq!((after.status, after.overdue, after.silent), (verdict_beside, overdue, true));
        assert!(!after.green(), "silence is never green");
    }
    let told = told("2027-02-14", 0.6);
    let missed = verdict(&told, "2027-04-01");
    assert_eq!((missed.status, missed.overdue, missed.silent), (Status::Missed, false, true));
}
