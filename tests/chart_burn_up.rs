//! The charts of key results, drawn with plotters' SVG backend and compared with the stored drawings.

#![allow(clippy::expect_used)]

mod chart_snapshot;
mod chart_support;

use cairn::chart::{BurnUp, BurnUpFacts, Forecast, Report, Scene, Tone, burn_up};
use cairn::domain::{Date, Id, Keep, KeyResult, Measure, Milestone, Reach, Revision};
use cairn::progress::elapsed_share;
use chart_snapshot::check;
use chart_support::*;

fn reach(from: f64, to: f64) -> Measure {
    Measure::Reach(Reach { from, to })
}

fn key_result(measure: Measure) -> KeyResult {
    KeyResult::new("Median wait at the desk", Id::parse("o_wait").expect("an id"), Some(measure))
}

fn reports(first: &str, days: i32, values: &[f64]) -> Vec<Report> {
    let on = |i: usize| day(first).plus_days(i as i32 * days);
    values.iter().enumerate().map(|(i, value)| Report { day: on(i), value: *value, note: None }).collect()
}

fn quarter<'a>(
    kr: &'a KeyResult,
    reports: &'a [Report],
    pace: &'a [Vec<(Date, f64)>],
    today: Date,
    tone: Tone,
) -> BurnUp<'a> {
    let (first, last) = (day("2027-04-01"), day("2027-06-30"));
    BurnUp { key_result: kr, first, last, today, reports, pace, expected: None, tone, forecast: None }
}

/// A straight pace over the quarter for each part of it.
fn pace(parts: &[(f64, f64, &str, &str)]) -> Vec<Vec<(Date, f64)>> {
    let share = |on: &str| elapsed_share((day("2027-04-01"), day("2027-06-30")), day(on));
    let line = |(from, to, first, last): &(f64, f64, &str, &str)| {
        [first, last].map(|on| (day(on), from + (to - from) * share(on))).to_vec()
    };
    parts.iter().map(line).collect()
}

fn whole(from: f64, to: f64) -> Vec<Vec<(Date, f64)>> {
    pace(&[(from, to, "2027-04-01", "2027-06-30")])
}

fn scene(kr: &KeyResult, reports: &[Report], today: &str, tone: Tone) -> Scene {
    let pace = match &kr.measure {
        Some(Measure::Reach(reach)) => whole(reach.from, reach.to),
        Some(Measure::Milestones(_)) => whole(0.0, 100.0),
        _ => vec![],
    };
    burn_up(&quarter(kr, reports, &pace, day(today), tone), &say())
}

#[test]
fn rising() {
    let kr = key_result(reach(20.0, 60.0));
    let mut reports = reports("2027-04-05", 7, &[22.0, 24.5, 27.0, 33.0, 36.0, 42.0, 45.0]);
    reports[3].note = Some("Booking link in every mail".into());
    let pace = whole(20.0, 60.0);
    let mut known = quarter(&kr, &reports, &pace, day("2027-05-20"), Tone::OnTrack);
    known.expected = Some(42.0);
    let drawn = burn_up(&known, &say());
    check("burn-up-rising", &drawn);
    let facts = BurnUpFacts::of(&known, &drawn);
    assert_eq!(facts.course, Some((day("2027-04-05"), day("2027-05-17"), 45.0)));
    assert_eq!(facts.expected, Some(42.0));
    assert_eq!(facts.reach, Some(Reach { from: 20.0, to: 60.0 }));
}

#[test]
fn falling_with_notes_and_a_forecast() {
    let kr = key_result(reach(48.0, 18.0));
    let mut reports = reports("2027-04-05", 7, &[47.0, 46.0, 45.5, 41.0, 42.0, 39.0, 37.5]);
    reports[3].note = Some("Second desk opened".into());
    reports[4].note = Some("Holiday week".into());
    let pace = whole(48.0, 18.0);
    let mut known = quarter(&kr, &reports, &pace, day("2027-05-20"), Tone::OffTrack);
    known.forecast = Some(Forecast { from: (day("2027-05-17"), 37.5), low: 24.0, central: 28.0, high: 33.0 });
    check("burn-up-falling", &burn_up(&known, &say()));
}

#[test]
fn silent_after_the_last_day() {
    let kr = key_result(reach(9.0, 4.0));
    let reports = reports("2027-04-05", 14, &[8.7, 8.1, 7.4, 6.8]);
    check("burn-up-silent", &scene(&kr, &reports, "2027-07-20", Tone::NoData));
}

#[test]
fn reports_after_the_last_day_beyond_the_target() {
    let kr = key_result(reach(0.0, 3.0));
    let reports = reports("2027-04-12", 21, &[0.0, 1.0, 1.0, 3.0, 4.0]);
    check("burn-up-beyond", &scene(&kr, &reports, "2027-07-08", Tone::OnTrack));
}

#[test]
fn a_bound_to_keep() {
    let kr = key_result(Measure::Keep(Keep { at_least: Some(4.5), at_most: None }));
    let mut reports = reports("2027-04-05", 7, &[4.7, 4.8, 4.6, 4.4, 4.6, 4.5, 4.5]);
    reports[3].note = Some("Two nurses ill".into());
    check("burn-up-keep", &scene(&kr, &reports, "2027-05-20", Tone::OnTrack));
    let between = key_result(Measure::Keep(Keep { at_least: Some(60.0), at_most: Some(80.0) }));
    let reports = self::reports("2027-04-05", 7, &[70.0, 74.0, 82.0, 84.0]);
    check("burn-up-keep-between", &scene(&between, &reports, "2027-05-01", Tone::OffTrack));
}

#[test]
fn milestones() {
    let step = |title: &str, done: &str| Milestone {
        title: title.into(),
        weight: None,
        done: Date::parse(done),
        rank: None,
    };
    let steps = [
        (Id::parse("x_1").expect("an id"), step("Paper test", "2027-04-14")),
        (Id::parse("x_2").expect("an id"), step("Pilot", "2027-05-10")),
        (Id::parse("x_3").expect("an id"), step("All patients", "")),
    ];
    let kr = key_result(Measure::Milestones(steps.into()));
    let reports = [
        Report { day: day("2027-04-14"), value: 33.3, note: Some("Paper test".into()) },
        Report { day: day("2027-05-10"), value: 66.7, note: Some("Pilot".into()) },
    ];
    check("burn-up-milestones", &scene(&kr, &reports, "2027-05-20", Tone::OnTrack));
}

#[test]
fn a_revised_target() {
    let mut kr = key_result(reach(50_000.0, 60_000.0));
    let revision = Revision { measure: reach(50_000.0, 56_000.0), why: Some("A site closed".into()) };
    kr.revisions.insert(day("2027-05-03"), revision);
    let reports =
        reports("2027-04-05", 7, &[50_400.0, 51_000.0, 51_200.0, 51_100.0, 52_000.0, 52_600.0, 53_100.0]);
    let pace = pace(&[
        (50_000.0, 60_000.0, "2027-04-01", "2027-05-02"),
        (50_000.0, 56_000.0, "2027-05-03", "2027-06-30"),
    ]);
    let known = quarter(&kr, &reports, &pace, day("2027-05-20"), Tone::OnTrack);
    check("burn-up-revised", &burn_up(&known, &say()));
}

#[test]
fn nothing_or_one_report() {
    let kr = key_result(reach(75.0, 90.0));
    check("burn-up-empty", &scene(&kr, &[], "2027-04-10", Tone::NoData));
    check("burn-up-upcoming", &scene(&kr, &[], "2027-03-10", Tone::NoData));
    check("burn-up-one", &scene(&kr, &reports("2027-04-05", 7, &[76.0]), "2027-04-10", Tone::AtRisk));
}

#[test]
fn a_draft_without_a_measure_and_a_span_of_one_day() {
    let mut kr = key_result(reach(0.0, 1.0));
    kr.measure = None;
    check("burn-up-no-measure", &scene(&kr, &[], "2027-04-10", Tone::NoData));
    let kr = key_result(reach(0.0, 1.0));
    let day = day("2027-04-10");
    let reports = [Report { day, value: 1.0, note: None }];
    let known = BurnUp {
        key_result: &kr,
        first: day,
        last: day.plus_days(-3), // the wrong way round must not stop a chart
        today: day,
        reports: &reports,
        pace: &[],
        expected: None,
        tone: Tone::OnTrack,
        forecast: None,
    };
    check("burn-up-one-day", &burn_up(&known, &say()));
}
