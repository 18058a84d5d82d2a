//! Natural limits and signals. `domain.md`, "Signal or noise".

use super::super::testing::*;
use crate::domain::{Direction, Every};
use crate::progress::*;

/// A daily KPI with these values from 2027-01-01 on, seen at the end of the year.
fn told(values: &[f64]) -> Told {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Higher, Every::Day).measure_all("m", "2027-01-01", 1, values);
    told
}

fn limits_at(told: &Told) -> Option<Limits> {
    limits(&told.plan, &id("m"), date("2027-12-31"))
}

fn episodes(told: &Told) -> Vec<(String, String, Vec<Rule>, Side)> {
    let all = signals(&told.plan, &id("m"), date("2027-12-31"));
    all.into_iter().map(|e| (e.from.to_string(), e.to.to_string(), e.rules, e.side)).collect()
}

/// 20 values around 10 that go up and down by 1: centre 10, mR̄ 1, limits 7.34 and 12.66, half-way at 8.67 and 11.33.
fn quiet() -> Vec<f64> {
    (0..20).map(|n| if n % 2 == 0 { 9.5 } else { 10.5 }).collect()
}

#[test]
fn limits_need_6_values_are_provisional_under_15_and_stand_on_the_first_20() {
    let values = quiet();
    assert_eq!(limits_at(&told(&values[..5])), None);
    assert!(limits_at(&told(&values[..6])).is_some_and(|l| l.provisional));
    assert!(limits_at(&told(&values[..14])).is_some_and(|l| l.provisional));
    assert!(limits_at(&told(&values[..15])).is_some_and(|l| !l.provisional));
    let settled = limits_at(&told(&values)).expect("limits");
    assert_eq!((settled.centre, settled.mean_range), (10.0, 1.0));
    assert!((settled.lower - 7.34).abs() < 1e-9 && (settled.upper - 12.66).abs() < 1e-9);
    assert!((settled.range_upper - 3.268).abs() < 1e-9);
    let mut more = values.clone();
    more.extend([100.0, 200.0]);
    assert_eq!(limits_at(&told(&more)), Some(settled), "the 21st changes nothing");
    assert_eq!(limits_at(&told(&[5.0; 30])), None, "what does not vary has no limits");
}

#[test]
fn limits_are_held_at_what_is_possible() {
    let low: Vec<f64> = (0..20).map(|n| if n % 2 == 0 { 0.0 } else { 2.0 }).collect();
    // centre 1, mR̄ 2: −4.32 and 6.32
    let limits = limits_at(&told(&low)).expect("limits");
    assert_eq!((limits.lower, (limits.upper * 100.0).round()), (0.0, 632.0));
    let below: Vec<f64> = low.iter().map(|v| v - 1.0).collect();
    assert!(limits_at(&told(&below)).is_some_and(|l| l.lower < -5.0), "it was negative before");
    let shares: Vec<f64> = low.iter().map(|v| 98.0 + v).collect();
    let mut percent = told(&shares);
    assert!(limits_at(&percent).is_some_and(|l| l.upper > 100.0), "no percentage");
    percent.change_kpi("m", |k| k.unit = Some("%".into()));
    assert!(limits_at(&percent).is_some_and(|l| l.upper == 100.0));
    percent.measure("m", "2027-03-01", 120.0);
    assert!(limits_at(&percent).is_some_and(|l| l.upper > 100.0), "a growth in percent may pass 100");
}

#[test]
fn a_value_near_the_edge_of_the_possible_is_no_signal_for_that() {
    // centre 1, natural limits −4.32 and 6.32: 0 is nearer to the drawn limit 0 than to the centre, and quite ordinary
    let mut values: Vec<f64> = (0..20).map(|n| if n % 2 == 0 { 0.0 } else { 2.0 }).collect();
    values.extend([0.0, 0.0, 2.0, 0.0]);
    assert_eq!(episodes(&told(&values)), []);
}

#[test]
fn rule_1_a_value_outside_the_limits() {
    let mut values = quiet();
    values.extend([12.67, 12.0, 7.0, 10.0]);
    assert_eq!(
        episodes(&told(&values)),
        [
            ("2027-01-21".into(), "2027-01-21".into(), vec![Rule::Outside], Side::Above),
            ("2027-01-23".into(), "2027-01-23".into(), vec![Rule::Outside], Side::Below)
        ]
    );
    // provisional limits use this rule too
    let mut few = quiet()[..10].to_vec();
    few.push(60.0);
    let limits = limits_at(&told(&few)).expect("limits");
    assert!(limits.provisional && few[10] > limits.upper);
    assert_eq!(episodes(&told(&few)).len(), 1);
    few = quiet()[..12].to_vec();
    few.extend([30.0, 31.0, 10.0, 32.0]);
    let mut seen = told(&few[..12]);
    seen.measure_all("m", "2027-01-13", 1, &few[12..14]);
    assert_eq!(episodes(&seen).len(), 1, "one after the other: one episode");
}

#[test]
fn rule_1_a_value_on_the_limit_is_not_outside() {
    for (value, expected) in [(12.66, 0), (12.661, 1), (7.34, 0), (7.339, 1)] {
        let mut values = quiet();
        values.push(value);
        assert_eq!(episodes(&told(&values)).len(), expected, "{value}");
    }
}

#[test]
fn rule_2_three_of_five_or_two_of_four_are_none() {
    for next in [[11.4, 11.4, 9.5, 9.5, 11.4], [11.4, 9.5, 11.4, 9.5, 11.4], [11.4, 11.4, 10.1, 9.5, 9.5]] {
        let mut values = quiet();
        // the 20th value, 10.5, is nearer to the centre
        values.extend(next);
        assert_eq!(episodes(&told(&values)), [], "{next:?}");
    }
}

#[test]
fn rule_2_three_of_four_nearer_to_the_same_limit() {
    let mut values = quiet();
    values.extend([11.4, 10.1, 11.4, 11.4, 9.0]);
    assert_eq!(
        episodes(&told(&values)),
        [("2027-01-21".into(), "2027-01-24".into(), vec![Rule::ThreeOfFour], Side::Above)]
    );
    let mut both = quiet();
    both.extend([11.4, 8.6, 11.4, 8.6, 10.0]);
    assert_eq!(episodes(&told(&both)), [], "two on each side");
    let mut nearer_the_centre = quiet();
    nearer_the_centre.extend([11.33, 11.33, 11.33, 9.0]);
    assert_eq!(episodes(&told(&nearer_the_centre)), [], "exactly half-way is not nearer");
}

#[test]
fn rule_3_eight_on_one_side_offers_that_the_process_changed() {
    let mut values = quiet();
    values.extend([10.2; 7]);
    // the 20th value, 10.5, is above as well: eight
    assert_eq!(
        episodes(&told(&values)),
        [("2027-01-20".into(), "2027-01-27".into(), vec![Rule::EightOnOneSide], Side::Above)]
    );
    let told_8 = told(&values);
    let found = signals(&told_8.plan, &id("m"), date("2027-12-31"));
    assert_eq!(found[0].process_changed, Some(date("2027-01-20")));
    assert_eq!(found[0].judged, Judged::Better);
    assert_eq!(signals(&told_8.plan, &id("m"), date("2027-01-26")), [], "seven are none yet");
    values[22] = 10.0;
    assert_eq!(episodes(&told(&values)), [], "a value on the centre breaks the run");
}

#[test]
fn provisional_limits_use_the_first_rule_only() {
    // 14 values: five around 9, nine steadily above the centre
    let values = [8.0, 9.5, 8.0, 9.5, 8.0, 10.5, 11.0, 10.5, 11.0, 10.5, 11.0, 10.5, 11.0, 10.5];
    assert_eq!(episodes(&told(&values)), []);
    let mut settled = values.to_vec();
    settled.push(11.0);
    assert!(episodes(&told(&settled)).iter().any(|e| e.2.contains(&Rule::EightOnOneSide)));
}

#[test]
fn a_run_of_signals_is_one_episode() {
    let mut values = quiet();
    values.extend([13.0; 10]);
    assert_eq!(
        episodes(&told(&values)),
        [(
            "2027-01-20".into(),
            "2027-01-30".into(),
            vec![Rule::Outside, Rule::ThreeOfFour, Rule::EightOnOneSide],
            Side::Above
        )]
    );
}

#[test]
fn a_marked_change_begins_a_new_baseline_on_its_day() {
    let mut values = quiet();
    values.extend(quiet().iter().map(|v| v + 10.0));
    let mut told = told(&values);
    assert_eq!(episodes(&told).len(), 1);
    told.change_kpi("m", |k| {
        k.changes.insert(date("2027-01-21"), "new survey".into());
    });
    assert_eq!(episodes(&told), []);
    assert_eq!(limits_at(&told).map(|l| l.centre), Some(20.0));
    let stretches = baselines(&told.plan, &id("m"), date("2027-12-31"));
    let spans: Vec<_> =
        stretches.iter().map(|b| (b.from.to_string(), b.to.to_string(), b.end - b.start)).collect();
    assert_eq!(
        spans,
        [("2027-01-01".into(), "2027-01-20".into(), 20), ("2027-01-21".into(), "2027-02-09".into(), 20)]
    );
    // the day before it was marked, it was not known
    assert_eq!(limits(&told.plan, &id("m"), date("2027-01-20")).map(|l| l.centre), Some(10.0));
    assert_eq!(limits(&told.plan, &id("m"), date("2027-01-21")), None, "on the day itself it is");
    told.change_kpi("m", |k| {
        k.changes.insert(date("2027-03-01"), "another one".into());
    });
    assert_eq!(limits_at(&told), None, "nothing measured since");
    assert_eq!(baselines(&told.plan, &id("m"), date("2027-12-31")).len(), 2);
    // few measurements since: no limits, not those of before
    assert_eq!(limits(&told.plan, &id("m"), date("2027-01-22")), None);
}

#[test]
fn a_signal_is_judged_by_the_direction_of_the_kpi() {
    let mut values = quiet();
    values.push(13.0);
    for (direction, expected) in [
        (Direction::Higher, Judged::Better),
        (Direction::Lower, Judged::Worse),
        (Direction::None, Judged::Neutral),
    ] {
        let mut told = told(&values);
        told.change_kpi("m", |k| k.direction = direction);
        assert_eq!(signals(&told.plan, &id("m"), date("2027-12-31"))[0].judged, expected);
    }
}

#[test]
fn a_kpi_that_trends_has_limits_of_its_changes() {
    // changes of 2 and 3 in turns: x̄ = 2.5, mR̄ = 1, so 2.5 ± 2.66
    let mut value = 10.0;
    let mut values = vec![value];
    for i in 0..8 {
        value += if i % 2 == 0 { 2.0 } else { 3.0 };
        values.push(value);
    }
    values.push(value + 9.0);
    let mut told = told(&values);
    let (series, stretches) = differences(&told.plan, &id("m"), date("2027-01-09"));
    assert_eq!(series.values(), [2.0, 3.0, 2.0, 3.0, 2.0, 3.0, 2.0, 3.0]);
    assert_eq!(series.days().first(), Some(&date("2027-01-02")), "on the day of the later one");
    let limits = stretches[0].limits.expect("eight changes");
    assert_eq!((limits.centre, limits.mean_range), (2.5, 1.0));
    assert!((limits.upper - 5.16).abs() < 1e-9 && (limits.lower + 0.16).abs() < 1e-9, "{limits:?}");
    let (series, _) = differences(&told.plan, &id("m"), date("2027-12-31"));
    assert_eq!(series.values().last(), Some(&9.0));
    // of two processes: no difference across a marked change
    told.change_kpi("m", |k| {
        k.changes.insert(date("2027-01-05"), "another way".into());
    });
    let (series, stretches) = differences(&told.plan, &id("m"), date("2027-01-09"));
    assert_eq!(series.values(), [2.0, 3.0, 2.0, 2.0, 3.0, 2.0, 3.0]);
    let spans: Vec<_> = stretches.iter().map(|s| (s.start, s.end, s.limits.is_some())).collect();
    assert_eq!(spans, [(0, 3, false), (3, 7, false)]);
}
