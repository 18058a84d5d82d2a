//! Charts of a plan on a day: the facts come from `progress`, the scenes show them.

#![allow(clippy::expect_used)]

mod chart_snapshot;
mod chart_support;

use cairn::chart::{
    Ink, Mark, Size, Tone, key_result_chart, key_result_sparkline, kpi_chart_on, kpi_differences_on,
    kpi_periods_on, kpi_sparkline, moving_range_chart_on,
};
use cairn::domain::*;
use chart_snapshot::{check, check_at};
use chart_support::*;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn put(plan: &mut Plan, key: &str, record: Record) {
    let kind = record.kind().expect("a kind");
    plan.put(&RecordKey::Record(kind, id(key)), Some(record));
}

/// A plan with the quarter April to June 2027 and one objective in it.
fn quarter() -> Plan {
    let mut plan = Plan::new(id("p_clinic"), "Clinic");
    let cycle = Cycle::new("2027 Q2", day("2027-04-01"), day("2027-06-30"));
    put(&mut plan, "c_q2", Record::Cycle(cycle));
    put(&mut plan, "o_wait", Record::Objective(Objective::new("Nobody dreads the waiting room", id("c_q2"))));
    plan
}

fn key_result(plan: &mut Plan, measure: Measure, check_ins: &[(&str, f64, Option<&str>)]) {
    let kr = KeyResult::new("A key result", id("o_wait"), Some(measure));
    put(plan, "k_kr", Record::KeyResult(kr));
    for (i, (on, value, note)) in check_ins.iter().enumerate() {
        let note = note.map(str::to_string);
        let check_in = CheckIn { value: Some(*value), note, ..CheckIn::new(id("k_kr"), day(on)) };
        put(plan, &format!("i_{i}"), Record::CheckIn(check_in));
    }
}

fn measure(plan: &mut Plan, kpi: &str, series: &Series) {
    for (on, value, note) in series.iter() {
        let measurement = Measurement { value, note: note.map(str::to_string) };
        plan.put(&RecordKey::Measurement(id(kpi), on), Some(Record::Measurement(measurement)));
    }
}

#[test]
fn whole_things_are_expected_in_stairs() {
    let mut plan = quarter();
    let check_ins = [("2027-04-12", 0.0, None), ("2027-05-10", 1.0, Some("First one is out"))];
    key_result(&mut plan, Measure::Reach(Reach { from: 0.0, to: 3.0 }), &check_ins);
    let (scene, facts) = key_result_chart(&plan, &id("k_kr"), day("2027-05-20"), &say()).expect("a chart");
    check("plan-stairs", &scene);
    // day 50 of 91: of 3 one is expected
    assert_eq!((facts.expected, facts.count), (Some(1.0), 2));
    assert_eq!(scene.series.points.last().map(|p| p.mark), Some(Mark::Dot(Tone::OnTrack)));
}

#[test]
fn values_after_the_day_do_not_show_and_the_pace_is_straight() {
    let mut plan = quarter();
    let values: Vec<(String, f64)> = (0..10)
        .map(|week| (day("2027-04-05").plus_days(7 * week).to_string(), 48.0 - 2.5 * f64::from(week)))
        .collect();
    let check_ins: Vec<_> = values.iter().map(|(on, value)| (on.as_str(), *value, None)).collect();
    key_result(&mut plan, Measure::Reach(Reach { from: 48.0, to: 18.0 }), &check_ins);
    let (scene, facts) = key_result_chart(&plan, &id("k_kr"), day("2027-05-20"), &say()).expect("a chart");
    check("plan-falling", &scene);
    assert_eq!(facts.course, Some((day("2027-04-05"), day("2027-05-17"), 33.0)));
    let fan = scene.fan.expect("a forecast");
    assert_eq!(fan.from, (day("2027-05-17"), 33.0));
    assert!(fan.low <= fan.central && fan.central <= fan.high);
    let spark = key_result_sparkline(&plan, &id("k_kr"), day("2027-05-20"));
    assert_eq!((spark.series.points.len(), spark.series.ink), (7, Ink::Tone(Tone::OnTrack)));
}

#[test]
fn silence_is_never_green() {
    let mut plan = quarter();
    let reach = Measure::Reach(Reach { from: 0.0, to: 10.0 });
    key_result(&mut plan, reach, &[("2027-04-12", 5.5, None)]);
    let (scene, _) = key_result_chart(&plan, &id("k_kr"), day("2027-05-20"), &say()).expect("a chart");
    assert_eq!(scene.series.points.last().map(|p| p.mark), Some(Mark::Dot(Tone::NoData)));
}

#[test]
fn a_key_result_fed_by_a_kpi_shows_its_measurements_and_the_check_ins_words() {
    let mut plan = quarter();
    let reach = Measure::Reach(Reach { from: 14.0, to: 6.0 });
    key_result(&mut plan, reach.clone(), &[("2027-04-21", 0.0, Some("Rota swapped"))]);
    let mut kr = KeyResult::new("Overtime", id("o_wait"), Some(reach));
    kr.kpi = Some(id("m_overtime"));
    put(&mut plan, "k_kr", Record::KeyResult(kr));
    put(&mut plan, "m_overtime", Record::Kpi(Kpi::new("Overtime", Direction::Lower, Every::Week)));
    measure(
        &mut plan,
        "m_overtime",
        &weekly("2027-03-01", &[15.0, 14.5, 14.0, 14.2, 13.9, 13.4, 12.8, 12.1]),
    );
    let (scene, facts) = key_result_chart(&plan, &id("k_kr"), day("2027-04-22"), &say()).expect("a chart");
    // what was measured before the first day is the KPI's history
    assert_eq!(facts.course, Some((day("2027-04-05"), day("2027-04-19"), 12.1)));
    assert_eq!(scene.notes.len(), 1);
    assert_eq!(scene.notes.first().map(|note| (note.day, note.value)), Some((day("2027-04-19"), 12.1)));
}

#[test]
fn e13_a_kpi_with_natural_limits_and_one_value_outside_and_no_projection() {
    let mut plan = quarter();
    let mut kpi = Kpi::new("No-show rate", Direction::Lower, Every::Week);
    kpi.unit = Some("%".into());
    let goal = Goal::Value(8.0);
    kpi.targets.insert(day("2027-01-01"), Target { goal, tolerance: None, until: None });
    put(&mut plan, "m_noshow", Record::Kpi(kpi));
    let values = [
        8.2, 8.6, 7.9, 8.4, 8.1, 8.8, 8.3, 7.8, 8.5, 8.2, 8.9, 8.4, 8.0, 8.6, 9.1, 8.7, 8.9, 11.2, 8.4, 8.2,
        8.6,
    ];
    let mut series = weekly("2026-12-28", &values);
    note(&mut series, "2027-04-26", "School holidays");
    measure(&mut plan, "m_noshow", &series);
    let (scene, facts) =
        kpi_chart_on(&plan, &id("m_noshow"), day("2027-05-20"), None, &say()).expect("a chart");
    check("plan-kpi", &scene);
    // a KPI tells what was: nothing leads on from its last value
    assert_eq!(scene.fan, None);
    assert_eq!(facts.last_signal, Some((day("2027-04-26"), 11.2)));
    let limits = facts.limits.expect("limits");
    assert!(limits.0.is_some() && limits.2.is_some());
    let window = Some((day("2027-03-01"), day("2027-05-20")));
    let (zoomed, facts) =
        kpi_chart_on(&plan, &id("m_noshow"), day("2027-05-20"), window, &say()).expect("a chart");
    assert_eq!((facts.count, zoomed.days), (12, (day("2027-03-01"), day("2027-05-20"))));
    assert_eq!(kpi_sparkline(&plan, &id("m_noshow"), day("2027-05-20"), 12).series.points.len(), 12);
}

#[test]
fn what_is_unknown_has_no_chart() {
    let plan = quarter();
    assert!(key_result_chart(&plan, &id("k_none"), day("2027-05-20"), &say()).is_none());
    assert!(kpi_chart_on(&plan, &id("m_none"), day("2027-05-20"), None, &say()).is_none());
    assert!(kpi_sparkline(&plan, &id("m_none"), day("2027-05-20"), 12).series.points.is_empty());
    assert!(key_result_sparkline(&plan, &id("k_none"), day("2027-05-20")).series.points.is_empty());
}

#[test]
fn c7_a_past_day_knows_nothing_of_a_later_revision() {
    let mut plan = quarter();
    key_result(&mut plan, Measure::Reach(Reach { from: 50.0, to: 60.0 }), &[("2027-04-12", 51.5, None)]);
    let mut kr = plan.records().key_results[&id("k_kr")].clone();
    let why = Some("A site closed".to_string());
    let revision = Revision { measure: Measure::Reach(Reach { from: 50.0, to: 56.0 }), why };
    kr.revisions.insert(day("2027-05-03"), revision);
    put(&mut plan, "k_kr", Record::KeyResult(kr));
    let targets = |on: &str| {
        let (scene, _) = key_result_chart(&plan, &id("k_kr"), day(on), &say()).expect("a chart");
        let lines = scene.lines.iter().filter(|line| line.ink == Ink::Accent);
        let notes: Vec<String> = scene.notes.iter().map(|note| note.text.clone()).collect();
        (lines.flat_map(|line| line.path.clone()).map(|(_, value)| value).collect::<Vec<_>>(), notes)
    };
    assert_eq!(targets("2027-05-02"), (vec![60.0, 60.0], vec![]));
    let (after, notes) = targets("2027-05-03");
    assert_eq!(after, [60.0, 60.0, 60.0, 56.0, 56.0]);
    assert_eq!(notes, ["A site closed"]);
    // where it should be by then, as it was known then
    let (scene, _) = key_result_chart(&plan, &id("k_kr"), day("2027-05-02"), &say()).expect("a chart");
    let pace = scene.lines.iter().find(|line| line.ink == Ink::InkSoft).expect("a pace");
    assert_eq!(pace.path.last(), Some(&(day("2027-06-30"), 60.0)));
}

/// The missed visits of the picture, over the days of their own chart.
fn ranges_of(
    values: &[f64],
    change: Option<&str>,
) -> Option<(cairn::chart::Scene, cairn::chart::RangeFacts)> {
    let mut plan = quarter();
    let mut kpi = Kpi::new("No-show rate", Direction::Lower, Every::Week);
    kpi.changes.extend(change.map(|on| (day(on), "new list".to_string())));
    put(&mut plan, "m_noshow", Record::Kpi(kpi));
    measure(&mut plan, "m_noshow", &weekly("2026-12-28", values));
    let on = day("2027-05-20");
    let (own, _) = kpi_chart_on(&plan, &id("m_noshow"), on, None, &say()).expect("a chart");
    let drawn = moving_range_chart_on(&plan, &id("m_noshow"), on, own.days, &say());
    if let Some((scene, _)) = &drawn {
        assert_eq!(scene.days, own.days, "the same axis of days");
    }
    drawn
}

#[test]
fn moving_ranges_with_their_mean_and_limit() {
    let values = [
        8.2, 8.6, 7.9, 8.4, 8.1, 8.8, 8.3, 7.8, 8.5, 8.2, 8.9, 8.4, 8.0, 8.6, 9.1, 8.7, 8.9, 11.2, 8.4, 8.2,
        8.6,
    ];
    let (scene, facts) = ranges_of(&values, None).expect("a chart");
    check("plan-ranges", &scene);
    // of the first 20: 11.6 in 19 steps, 3.268 times that
    assert_eq!(facts.last, Some((day("2027-05-17"), 0.4)));
    let (mean, upper) = facts.limits;
    let sum: f64 = values[..20].windows(2).map(|two| (two[1] - two[0]).abs()).sum();
    assert!((mean - sum / 19.0).abs() < 1e-9 && (upper - 3.268 * sum / 19.0).abs() < 1e-9);
    // up to the holidays and back
    assert_eq!(facts.above, 2);
    assert_eq!(scene.series.points.len(), 20);
    assert_eq!(scene.values.map(|(low, _)| low), Some(0.0), "a range begins at nothing");
}

#[test]
fn a_marked_change_has_no_range_across_it() {
    let values = [5.0, 5.2, 5.0, 5.2, 5.0, 5.2, 5.0, 9.0, 9.4, 9.0, 9.4, 9.0, 9.4, 9.0];
    let (scene, facts) = ranges_of(&values, Some("2027-02-15")).expect("a chart");
    check_at("plan-ranges-changed", &scene, Size { width: 640.0, height: 132.0 });
    assert_eq!(scene.series.points.len(), 12, "13 steps, one of them across");
    assert!(scene.series.points.iter().all(|point| point.value <= 0.4));
    assert_eq!(facts.above, 0);
    assert_eq!(scene.lines.len(), 4, "two lines a stretch");
    assert!((facts.limits.0 - 0.4).abs() < 1e-9, "in force is the newer");
    let (scene, _) = ranges_of(&values, None).expect("a chart");
    assert_eq!(scene.series.points.len(), 13);
}

#[test]
fn ranges_wait_for_limits() {
    assert!(ranges_of(&[5.0, 5.2, 5.0, 5.2, 5.0], None).is_none());
    assert!(ranges_of(&[5.0, 5.2, 5.0, 5.2, 5.0, 5.2], None).is_some());
    assert!(ranges_of(&[5.0; 9], None).is_none(), "what does not vary has none");
}

/// A KPI that grows by about five a week, with a jump.
fn growing() -> Plan {
    let mut plan = quarter();
    let mut kpi = Kpi::new("Members", Direction::Higher, Every::Week);
    kpi.aggregate = Some(Aggregate::Last);
    kpi.targets.insert(day("2027-01-01"), Target { goal: Goal::Value(150.0), tolerance: None, until: None });
    put(&mut plan, "m_members", Record::Kpi(kpi));
    let steps = wander(30, 5.0, 0.0, 4.0);
    let mut members = 100.0;
    for (week, step) in steps.iter().enumerate() {
        members += step.round() + if week == 25 { 30.0 } else { 0.0 };
        let measurement = Measurement { value: members, note: None };
        plan.put(
            &RecordKey::Measurement(id("m_members"), day("2027-01-04").plus_days(week as i32 * 7)),
            Some(Record::Measurement(measurement)),
        );
    }
    plan
}

#[test]
fn a_growing_kpi_as_its_changes() {
    let plan = growing();
    let (scene, facts) =
        kpi_differences_on(&plan, &id("m_members"), day("2027-08-01"), &say()).expect("a KPI");
    assert_eq!(facts.count, 29);
    assert_eq!(facts.last_signal.map(|(on, _)| on), Some(day("2027-06-28")), "the jump is the one signal");
    let outside = scene.series.points.iter().filter(|point| matches!(point.mark, Mark::Square(_))).count();
    assert_eq!(outside, 1);
    check("plan-differences", &scene);
}

#[test]
fn a_kpi_by_month_keeps_its_targets_and_has_no_limits() {
    let plan = growing();
    let (scene, facts) =
        kpi_periods_on(&plan, &id("m_members"), day("2027-08-01"), Every::Month, &say()).expect("a KPI");
    let days: Vec<String> = scene.series.points.iter().map(|point| point.day.to_string()).collect();
    assert_eq!(
        days,
        ["2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01", "2027-06-01", "2027-07-01"]
    );
    assert_eq!((facts.limits, facts.last_signal), (None, None));
    let last = plan
        .series_of(&id("m_members"))
        .and_then(|series| series.last_on(day("2027-07-31")))
        .expect("a value");
    assert_eq!(scene.series.points.last().map(|point| point.value), Some(last.1));
    check("plan-by-month", &scene);
}
