//! Decimation leaves the picture as it was: against brute force, with and without the blocks of extremes.

use cairn::chart::{Columns, Extremes, Mark, Point, decimate};
use cairn::domain::Date;
use proptest::prelude::*;
use std::ops::Range;

/// Points so many days apart.
fn course(steps: &[(i32, f64)]) -> Vec<Point> {
    let mut day = 10_000;
    let mut next = |(days, value): &(i32, f64)| {
        day += days;
        Point { day: Date::from_day_number(day), value: *value, mark: Mark::Plain }
    };
    steps.iter().map(&mut next).collect()
}

/// The lowest and highest of a range, the first of equals.
fn brute(points: &[Point], range: Range<usize>) -> Option<(usize, usize)> {
    let first = |better: fn(f64, f64) -> bool| {
        range.clone().reduce(|best, i| if better(points[i].value, points[best].value) { i } else { best })
    };
    first(|a, b| a < b).zip(first(|a, b| a > b))
}

fn check(points: &[Point], range: Range<usize>, per_day: f64) -> Result<(), TestCaseError> {
    let columns = Columns { per_day, at_zero: -12.7 };
    let column = |point: &Point| f64::from(point.day.day_number()) * per_day - 12.7;
    let extremes = Extremes::of(points);
    let kept = decimate(points, &extremes, range.clone(), columns);
    let plain = decimate(points, &Extremes::default(), range.clone(), columns);
    prop_assert_eq!(&kept, &plain);
    prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
    let mut found: Vec<i64> = points[range.clone()].iter().map(|p| column(p).floor() as i64).collect();
    found.dedup();
    prop_assert!(kept.len() <= 4 * found.len());
    for this in found {
        let inside = |i: &usize| column(&points[*i]).floor() as i64 == this;
        let all: Vec<usize> = range.clone().filter(inside).collect();
        let left: Vec<usize> = kept.iter().copied().filter(inside).collect();
        let lowest = |of: &[usize]| of.iter().map(|i| points[*i].value).fold(f64::MAX, f64::min);
        let highest = |of: &[usize]| of.iter().map(|i| points[*i].value).fold(f64::MIN, f64::max);
        prop_assert_eq!(lowest(&all), lowest(&left));
        prop_assert_eq!(highest(&all), highest(&left));
        prop_assert_eq!((all.first(), all.last()), (left.first(), left.last()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_pixel_column_keeps_its_ends_and_extremes(
        steps in proptest::collection::vec((0..9_i32, -1e6..1e6_f64), 1..400),
        cut in (0.0..1.0_f64, 0.0..1.0_f64),
        per_day in 0.01..1.5_f64,
    ) {
        let points = course(&steps);
        let at = |share: f64| (share * points.len() as f64) as usize;
        check(&points, 0..points.len(), per_day)?;
        check(&points, at(cut.0.min(cut.1))..at(cut.0.max(cut.1)), per_day)?;
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn blocks_find_the_same_extremes_as_looking_at_each_point(
        seed in proptest::collection::vec(-50..50_i32, 97),
        count in 4096..20_000_usize,
        cuts in proptest::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 12),
    ) {
        // many equal values, so that the first of equals matters
        let steps: Vec<(i32, f64)> =
            (0..count).map(|i| (1, f64::from(seed[i * 31 % 97] + seed[i * 7 % 89]))).collect();
        let points = course(&steps);
        let extremes = Extremes::of(&points);
        for (a, b) in cuts {
            let at = |share: f64| (share * count as f64) as usize;
            let range = at(a.min(b))..at(a.max(b));
            prop_assert_eq!(extremes.within(&points, range.clone()), brute(&points, range));
        }
        prop_assert_eq!(extremes.within(&points, 0..count), brute(&points, 0..count));
        prop_assert_eq!(extremes.within(&points, 7..7), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn spikes_survive_in_a_long_series(spikes in proptest::collection::vec(0..60_000_usize, 1..20), pixels in 50..1600_i32) {
        let mut points = course(&vec![(1, 10.0); 60_000]);
        for (nth, at) in spikes.iter().enumerate() {
            points[*at].value = if nth % 2 == 0 { 99.0 } else { -99.0 };
        }
        let per_day = f64::from(pixels) / 60_000.0;
        check(&points, 0..points.len(), per_day)?;
        // the blocks are for this: no column looks through its points one by one
        let kept = decimate(&points, &Extremes::of(&points), 0..points.len(), Columns { per_day, at_zero: 0.0 });
        let columns: std::collections::BTreeSet<usize> = spikes.iter().copied().collect();
        for at in columns {
            let level = points[at].value;
            let near = |i: &usize| (f64::from(points[*i].day.day_number()) * per_day).floor()
                == (f64::from(points[at].day.day_number()) * per_day).floor();
            prop_assert!(kept.iter().filter(|i| near(i)).any(|i| points[*i].value == level));
        }
    }
}

#[test]
fn few_points_stay_all() {
    let points = course(&[(8, 1.0), (8, 2.0), (8, 0.0)]);
    let column = Columns { per_day: 1.0, at_zero: 0.0 };
    assert_eq!(decimate(&points, &Extremes::default(), 0..3, column), [0, 1, 2]);
    assert!(decimate(&points, &Extremes::default(), 0..0, column).is_empty());
    assert!(decimate(&[], &Extremes::default(), 0..0, column).is_empty());
}
