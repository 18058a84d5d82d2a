//! Decimation leaves the picture as it was: against brute force.

use cairn::chart::decimate;
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_pixel_column_keeps_its_ends_and_extremes(
        steps in proptest::collection::vec((0.0..0.9_f64, -1e6..1e6_f64), 0..400),
    ) {
        let mut x = -3.0;
        let points: Vec<(f64, f64)> = steps.iter().map(|(dx, y)| { x += dx; (x, *y) }).collect();
        let kept = decimate(points.iter().copied());
        prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        let mut columns: Vec<i64> = points.iter().map(|p| p.0.floor() as i64).collect();
        columns.dedup();
        prop_assert!(kept.len() <= 4 * columns.len());
        for column in columns {
            let inside = |i: &usize| points[*i].0.floor() as i64 == column;
            let all: Vec<usize> = (0..points.len()).filter(inside).collect();
            let left: Vec<usize> = kept.iter().copied().filter(inside).collect();
            let lowest = |of: &[usize]| of.iter().map(|i| points[*i].1).fold(f64::MAX, f64::min);
            let highest = |of: &[usize]| of.iter().map(|i| points[*i].1).fold(f64::MIN, f64::max);
            prop_assert_eq!(lowest(&all), lowest(&left));
            prop_assert_eq!(highest(&all), highest(&left));
            prop_assert_eq!((all.first(), all.last()), (left.first(), left.last()));
        }
    }
}

#[test]
fn few_points_stay_all() {
    assert_eq!(decimate([(0.0, 1.0), (8.0, 2.0), (16.0, 0.0)]), [0, 1, 2]);
    assert!(decimate([]).is_empty());
}
