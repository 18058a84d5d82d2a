//! A KPI against the period before.

use super::super::testing::*;
use crate::domain::{Direction, Every};
use crate::progress::*;

fn at(told: &Told, day: &str) -> Option<(f64, f64, f64, Judged)> {
    compared_with_before(&told.plan, &id("m"), date(day)).map(|c| (c.now, c.before, c.by, c.judged))
}

#[test]
fn e14_a_weekly_kpi_is_compared_by_quarters_of_13_weeks() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Lower, Every::Week);
    // 91 days up to 2027-06-30 begin after 2027-03-31
    told.measure("m", "2026-12-30", 99.0).measure("m", "2026-12-31", 4.0).measure("m", "2027-03-31", 6.0);
    assert_eq!(at(&told, "2027-06-30"), None, "nothing in the newer window");
    told.measure("m", "2027-04-01", 2.0).measure("m", "2027-06-30", 3.0);
    assert_eq!(at(&told, "2027-06-30"), Some((2.5, 5.0, -2.5, Judged::Better)));
    told.change_kpi("m", |k| k.direction = Direction::Higher);
    assert_eq!(at(&told, "2027-06-30"), Some((2.5, 5.0, -2.5, Judged::Worse)));
    assert_eq!(
        at(&told, "2027-03-31"),
        Some((5.0, 99.0, -94.0, Judged::Worse)),
        "on a past day what was known then"
    );
    assert_eq!(at(&told, "2026-12-31"), None, "nothing before");
}

#[test]
fn e19_the_window_follows_the_frequency() {
    for (every, periods, newer, older) in [
        (Every::Day, 28, "2027-06-03", "2027-06-02"),
        (Every::Week, 13, "2027-04-01", "2027-03-31"),
        (Every::Month, 12, "2026-07-01", "2026-06-30"),
        (Every::Quarter, 4, "2026-07-01", "2026-06-30"),
        (Every::Year, 1, "2026-07-01", "2026-06-30"),
    ] {
        let mut told = Told::quarter();
        told.kpi("m", Direction::Higher, every).measure("m", newer, 2.0).measure("m", older, 1.0);
        let compared = compared_with_before(&told.plan, &id("m"), date("2027-06-30")).expect("two windows");
        assert_eq!((compared.periods, compared.now, compared.before), (periods, 2.0, 1.0), "{every:?}");
    }
}
