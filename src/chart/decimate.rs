//! Fewer points, the same picture: the exact lowest and highest value of every pixel column. Knows no scales of values.

use std::ops::Range;

use super::{Extremes, Point};

/// The indices, ascending, of the points in `range` that make the same line as all of them: of each run of points that
/// fall into one column the first, the lowest, the highest and the last. `column` gives the place of a point, counted in
/// columns; it ascends with the points.
pub fn decimate(
    points: &[Point],
    extremes: &Extremes,
    range: Range<usize>,
    column: impl Fn(&Point) -> f64,
) -> Vec<usize> {
    let place = |index: usize| points.get(index).map_or(0.0, &column);
    let mut kept = Vec::new();
    if range.len() < 2 {
        kept.extend(range);
        return kept;
    }
    let columns = place(range.end - 1).floor() - place(range.start).floor() + 1.0;
    // with so many points to the column it is quicker to look for its end than to look at each of them
    let is_dense = range.len() as f64 > columns * 24.0;
    let mut start = range.start;
    while start < range.end {
        let edge = place(start).floor() + 1.0;
        let rest = points.get(start + 1..range.end).unwrap_or_default();
        let more = if is_dense {
            rest.partition_point(|point| column(point) < edge)
        } else {
            rest.iter().take_while(|point| column(point) < edge).count()
        };
        let end = start + 1 + more;
        keep(points, extremes, start..end, &mut kept);
        start = end;
    }
    kept
}

/// The four that make the picture of one column, each of them once.
fn keep(points: &[Point], extremes: &Extremes, run: Range<usize>, kept: &mut Vec<usize>) {
    if run.len() < 3 {
        kept.extend(run);
        return;
    }
    let last = run.end - 1;
    let (low, high) = extremes.within(points, run.clone()).unwrap_or((run.start, last));
    for index in [run.start, low.min(high), low.max(high), last] {
        if kept.last() != Some(&index) {
            kept.push(index);
        }
    }
}
