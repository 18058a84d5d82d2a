//! KPI status, change, trend, periods. `domain.md`, "KPI".

use super::super::testing::*;
use crate::domain::{Aggregate, Direction, Every, Goal};
use crate::progress::*;

fn kpi(direction: Direction, every: Every) -> Told {
    let mut told = Told::quarter();
    told.kpi("m", direction, every);
    told
}

fn status(told: &Told, day: &str) -> KpiStatus {
    kpi_status(&told.plan, &id("m"), date(day)).status
}

#[test]
fn e12_the_first_that_fits() {
    let mut told = kpi(Direction::Higher, Every::Week);
    told.target("m", "2027-01-11", Goal::Value(9.0), Some(0.5));
    assert_eq!(status(&told, "2027-01-04"), KpiStatus::NoData);
    told.measure("m", "2027-01-04", 9.5);
    assert_eq!(status(&told, "2027-01-03"), KpiStatus::NoData);
    assert_eq!(status(&told, "2027-01-04"), KpiStatus::NoTarget, "none in force yet");
    assert_eq!(status(&told, "2027-01-11"), KpiStatus::Healthy);
    told.measure("m", "2027-01-11", 8.9);
    assert_eq!(status(&told, "2027-01-11"), KpiStatus::Unhealthy, "under 6 measurements there is no watch");
    told.measure_all("m", "2026-12-07", 7, &[9.0, 9.1, 9.0, 9.1, 9.5]);
    for (value, expected) in [
        (9.0, KpiStatus::Healthy),
        (8.9, KpiStatus::Watch),
        (8.5, KpiStatus::Watch),
        (8.499, KpiStatus::Unhealthy),
    ] {
        told.measure("m", "2027-01-11", value);
        assert_eq!(status(&told, "2027-01-11"), expected, "{value}");
    }
    told.change_kpi("m", |k| {
        k.targets.get_mut(&date("2027-01-11")).expect("a target").until = Some(date("2027-01-12"));
    });
    assert_eq!(status(&told, "2027-01-13"), KpiStatus::NoTarget, "the target has ended");
    let overdue = kpi_status(&told.plan, &id("m"), date("2027-02-10"));
    assert_eq!((overdue.status, overdue.health), (KpiStatus::Overdue, KpiStatus::NoTarget));
    assert_eq!(kpi_status(&told.plan, &id("none"), date("2027-02-10")).status, KpiStatus::NoData);
}

#[test]
fn each_direction_meets_its_target_on_its_own_side() {
    let range = Goal::Range { at_least: 18.0, at_most: 22.0 };
    for (direction, goal, value, expected) in [
        (Direction::Lower, Goal::Value(2.0), 2.0, KpiStatus::Healthy),
        (Direction::Lower, Goal::Value(2.0), 2.1, KpiStatus::Unhealthy),
        (Direction::Higher, Goal::Value(-5.0), -5.0, KpiStatus::Healthy),
        (Direction::Higher, Goal::Value(0.3), 0.1 + 0.2, KpiStatus::Healthy),
        (Direction::Lower, Goal::Value(0.3), 0.1 + 0.2, KpiStatus::Healthy),
        (Direction::Within, range, 18.0, KpiStatus::Healthy),
        (Direction::Within, range, 22.0, KpiStatus::Healthy),
        (Direction::Within, range, 17.9, KpiStatus::Unhealthy),
        (Direction::Within, range, 22.1, KpiStatus::Unhealthy),
        (Direction::None, Goal::Value(2.0), 2.0, KpiStatus::NoTarget),
    ] {
        let mut told = kpi(direction, Every::Week);
        told.target("m", "2027-01-01", goal, None).measure("m", "2027-01-04", value);
        let verdict = kpi_status(&told.plan, &id("m"), date("2027-01-04"));
        assert_eq!(verdict.status, expected, "{direction:?} {goal:?} at {value}");
        assert_eq!(verdict.target.is_none(), direction == Direction::None);
    }
}

#[test]
fn the_default_tolerance_is_the_mean_moving_range_of_the_baseline() {
    // ranges 1, 1, 1, 1, 2 of six values: 1.2
    let values = [10.0, 11.0, 10.0, 11.0, 10.0, 8.0];
    let mut told = kpi(Direction::Higher, Every::Week);
    told.target("m", "2027-01-01", Goal::Value(9.2), None);
    told.measure_all("m", "2027-01-04", 7, &values[..5]).measure("m", "2027-02-01", 8.0);
    assert_eq!(status(&told, "2027-02-01"), KpiStatus::Unhealthy, "under 6 there is no watch");
    told.measure_all("m", "2027-01-04", 7, &values);
    assert_eq!(status(&told, "2027-02-08"), KpiStatus::Watch, "missed by exactly 1.2");
    told.target("m", "2027-01-01", Goal::Value(9.201), None);
    assert_eq!(status(&told, "2027-02-08"), KpiStatus::Unhealthy);
    told.target("m", "2027-01-01", Goal::Value(9.2), None);
    told.change_kpi("m", |k| {
        k.changes.insert(date("2027-01-11"), "new survey".into());
    });
    assert_eq!(
        status(&told, "2027-02-08"),
        KpiStatus::Unhealthy,
        "five measurements since the marked change"
    );
}

#[test]
fn an_uptime_of_89_9_is_not_on_watch_of_99_9() {
    let mut told = kpi(Direction::Higher, Every::Day);
    let uptime = [99.9, 99.95, 99.9, 99.99, 99.92, 99.97, 99.9, 89.9];
    told.target("m", "2027-01-01", Goal::Value(99.9), None).measure_all("m", "2027-01-01", 1, &uptime);
    // the outage itself widens the ranges: 10.25 ÷ 7 = 1.46, far from 10
    assert_eq!(status(&told, "2027-01-08"), KpiStatus::Unhealthy);
}

/// The first day on which the KPI is overdue.
fn overdue_from(told: &Told, from: &str) -> String {
    let days = (0..1000).map(|n| date(from).plus_days(n));
    let found = days.into_iter().find(|d| kpi_overdue(&told.plan, &id("m"), *d));
    found.map(|d| d.to_string()).unwrap_or_default()
}

#[test]
fn e8_f12_each_frequency_goes_overdue_after_the_end_of_its_period_and_its_grace() {
    // grace 1, 3, 7, 14, 30 days after the end of the period that holds no measurement
    for (every, measured, overdue) in [
        (Every::Day, "2027-02-01", "2027-02-04"), // 02-02 + 1 has passed on 02-04
        (Every::Week, "2027-02-01", "2027-02-18"), // week of 02-08 ends 02-14, + 3
        (Every::Week, "2027-02-07", "2027-02-18"), // Sunday: the same week
        (Every::Month, "2027-02-28", "2027-04-08"), // March + 7
        (Every::Quarter, "2027-02-01", "2027-07-15"), // second quarter + 14
        (Every::Year, "2026-03-01", "2028-01-31"), // 2027 + 30
    ] {
        let mut told = kpi(Direction::Higher, every);
        told.measure("m", measured, 1.0);
        assert_eq!(overdue_from(&told, measured), overdue, "{every:?}");
    }
    assert!(!kpi_overdue(&kpi(Direction::Higher, Every::Day).plan, &id("m"), date("2030-01-01")));
}

#[test]
fn closed_days_do_not_count_for_a_kpi() {
    let mut told = kpi(Direction::Higher, Every::Day);
    told.measure("m", "2027-02-01", 1.0).closed_days(&["2027-02-02", "2027-02-03"]);
    // nothing can be measured on closed days: 02-04 is the first period, + 1
    assert_eq!(overdue_from(&told, "2027-02-01"), "2027-02-06");
    assert_eq!(next_measurement_due(&told.plan, &id("m"), date("2027-02-01")), Some(date("2027-02-04")));
    let mut told = kpi(Direction::Higher, Every::Week);
    told.measure("m", "2027-02-01", 1.0).closed_days(&["2027-02-15", "2027-02-18"]);
    // the three days of grace after 02-14 are 02-16, 17, 19
    assert_eq!(overdue_from(&told, "2027-02-01"), "2027-02-20");
    assert_eq!(next_measurement_due(&told.plan, &id("m"), date("2027-02-03")), Some(date("2027-02-14")));
}

#[test]
fn e11_a_change_is_coloured_by_direction() {
    let range = Goal::Range { at_least: 18.0, at_most: 22.0 };
    for (direction, from, to, expected) in [
        (Direction::Higher, 5.0, 6.0, Judged::Better),
        (Direction::Higher, 6.0, 5.0, Judged::Worse),
        (Direction::Higher, 5.0, 5.0, Judged::Neutral),
        (Direction::Lower, 5.0, 6.0, Judged::Worse),
        (Direction::Lower, 6.0, 5.0, Judged::Better),
        (Direction::None, 5.0, 6.0, Judged::Neutral),
        (Direction::Within, 25.0, 23.0, Judged::Better),
        (Direction::Within, 17.0, 15.0, Judged::Worse),
        (Direction::Within, 19.0, 20.0, Judged::Neutral),
        (Direction::Within, 21.0, 22.5, Judged::Worse),
    ] {
        let mut told = kpi(direction, Every::Week);
        told.target("m", "2027-01-01", range, None);
        told.measure("m", "2027-01-04", from).measure("m", "2027-01-11", to).measure("m", "2027-01-18", 0.0);
        let change = kpi_change(&told.plan, &id("m"), date("2027-01-17")).expect("a change");
        assert_eq!((change.by, change.judged), (to - from, expected), "{direction:?} {from} → {to}");
        assert_eq!(kpi_change(&told.plan, &id("m"), date("2027-01-10")), None, "one measurement only");
    }
}

fn trend_of(direction: Direction, values: &[f64]) -> Option<Trend> {
    let mut told = kpi(direction, Every::Week);
    told.target("m", "2026-01-01", Goal::Range { at_least: 18.0, at_most: 22.0 }, None);
    told.measure_all("m", "2027-01-04", 7, values);
    trend(&told.plan, &id("m"), date("2027-12-31"))
}

#[test]
fn e11_a_trend_is_steady_until_the_window_changes_by_more_than_twice_its_moving_range() {
    let rising = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    // slope 1 a week, change 5, mR̄ 1
    assert_eq!(trend_of(Direction::Higher, &rising[..5]), None, "under 6");
    assert_eq!(trend_of(Direction::Higher, &rising), Some(Trend::Improving));
    assert_eq!(trend_of(Direction::Lower, &rising), Some(Trend::Worsening));
    assert_eq!(trend_of(Direction::None, &rising), Some(Trend::Rising));
    assert_eq!(trend_of(Direction::None, &[6.0, 5.0, 4.0, 3.0, 2.0, 1.0]), Some(Trend::Falling));
    assert_eq!(trend_of(Direction::Higher, &[5.0; 6]), Some(Trend::Steady));
    assert_eq!(trend_of(Direction::Higher, &[1.0, 9.0, 2.0, 8.0, 1.0, 9.0, 3.0]), Some(Trend::Steady));
    // median of the slopes 0.5 a week, change 2.5, mR̄ 1.6: more than once, less than twice
    assert_eq!(trend_of(Direction::Higher, &[0.0, 2.0, 1.0, 3.0, 2.0, 4.0]), Some(Trend::Steady));
    // only the last 12 count
    let mut thirteen = vec![1000.0];
    thirteen.extend((1..=12).map(f64::from));
    assert_eq!(trend_of(Direction::Higher, &thirteen), Some(Trend::Improving));
    let mut long = vec![50.0, 40.0, 30.0, 20.0, 10.0];
    long.extend([5.0; 12]);
    assert_eq!(trend_of(Direction::Lower, &long), Some(Trend::Steady));
}

#[test]
fn within_a_range_nearer_is_improving() {
    let step = |from: f64, by: f64| (0..6).map(|n| from + by * f64::from(n)).collect::<Vec<_>>();
    assert_eq!(trend_of(Direction::Within, &step(10.0, 1.0)), Some(Trend::Improving));
    assert_eq!(trend_of(Direction::Within, &step(30.0, -1.0)), Some(Trend::Improving));
    assert_eq!(trend_of(Direction::Within, &step(21.0, 1.0)), Some(Trend::Worsening));
    assert_eq!(trend_of(Direction::Within, &step(18.0, 0.8)), Some(Trend::Steady), "inside all the way");
}

#[test]
fn e19_measurements_join_into_coarser_periods() {
    let mut told = kpi(Direction::Higher, Every::Day);
    for (day, value) in [("2027-01-30", 1.0), ("2027-01-31", 4.0), ("2027-02-01", 10.0), ("2027-04-01", 7.0)]
    {
        told.measure("m", day, value);
    }
    let series = told.plan.series_of(&id("m")).expect("a series");
    let joined = |every, aggregate| {
        let rows = by_period(series, every, aggregate, date("2027-03-31"));
        rows.into_iter().map(|(day, value)| (day.to_string(), value)).collect::<Vec<_>>()
    };
    let row = |day: &str, value| (day.to_string(), value);
    assert_eq!(joined(Every::Month, Aggregate::Last), [row("2027-01-01", 4.0), row("2027-02-01", 10.0)]);
    assert_eq!(joined(Every::Month, Aggregate::Sum), [row("2027-01-01", 5.0), row("2027-02-01", 10.0)]);
    assert_eq!(joined(Every::Month, Aggregate::Mean), [row("2027-01-01", 2.5), row("2027-02-01", 10.0)]);
    assert_eq!(joined(Every::Quarter, Aggregate::Mean), [row("2027-01-01", 5.0)]);
}

#[test]
fn each_of_the_last_periods_is_judged_by_what_was_measured_in_it() {
    let mut told = kpi(Direction::Higher, Every::Month);
    told.target("m", "2027-01-01", Goal::Value(10.0), None);
    told.target("m", "2027-03-10", Goal::Value(20.0), None);
    for (day, value) in [
        ("2026-12-31", 9.0),
        ("2027-01-04", 8.0),
        ("2027-01-20", 12.0),
        ("2027-03-02", 12.0),
        ("2027-04-01", 99.0),
    ] {
        told.measure("m", day, value);
    }
    let periods = last_periods(&told.plan, &id("m"), date("2027-03-31"), 4);
    let said: Vec<_> = periods.iter().map(|p| (p.from.to_string(), p.value, p.status)).collect();
    assert_eq!(
        said,
        [
            ("2026-12-01".to_string(), Some(9.0), KpiStatus::NoTarget),
            // the last value of the month counts
            ("2027-01-01".to_string(), Some(12.0), KpiStatus::Healthy),
            // February is silent, and no later value fills it
            ("2027-02-01".to_string(), None, KpiStatus::NoData),
            // against the target at the end of March, not that of the day of the value
            ("2027-03-01".to_string(), Some(12.0), KpiStatus::Unhealthy),
        ]
    );
    // on the ninth of March the later target was not in force
    let early = last_periods(&told.plan, &id("m"), date("2027-03-09"), 1);
    assert_eq!(early.iter().map(|p| p.status).collect::<Vec<_>>(), [KpiStatus::Healthy]);
    assert_eq!(last_periods(&told.plan, &id("m_gone"), date("2027-03-09"), 13), []);
}
