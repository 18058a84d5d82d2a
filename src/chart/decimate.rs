//! Fewer points, the same picture: the exact lowest and highest value of every pixel column. Knows no scales of values.

use std::ops::Range;

use super::{Extremes, Point};
use crate::domain::Date;

/// Which column a day falls into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Columns to the day; more than none.
    pub per_day: f64,
    /// The place of day number 0, counted in columns.
    pub at_zero: f64,
}

impl Columns {
    fn of(&self, day: i32) -> f64 {
        (f64::from(day) * self.per_day + self.at_zero).floor()
    }

    /// The first day after those of this column. Days are whole, so points are told apart by comparing whole numbers.
    fn end(&self, column: f64) -> i32 {
        let mut day = ((column + 1.0 - self.at_zero) / self.per_day).ceil() as i32;
        // what rounding may have done to the division
        while self.of(day) <= column && day < i32::MAX {
            day += 1;
        }
        while self.of(day.saturating_sub(1)) > column && day > i32::MIN {
            day -= 1;
        }
        day
    }
}

/// The indices, ascending, of the points in `range` that make the same line as all of them: of each run of points that
/// fall into one column the first, the lowest, the highest and the last.
pub fn decimate(points: &[Point], extremes: &Extremes, range: Range<usize>, columns: Columns) -> Vec<usize> {
    let day = |index: usize| points.get(index).map_or(0, |point: &Point| point.day.day_number());
    let mut kept = Vec::new();
    // columns without a width, such as those of a single day, hold nothing back
    if range.len() < 3
        || !(columns.per_day.is_finite() && columns.per_day > 0.0 && columns.at_zero.is_finite())
    {
        kept.extend(range);
        return kept;
    }
    let count = columns.of(day(range.end - 1)) - columns.of(day(range.start)) + 1.0;
    // with so many points to the column it is quicker to look for its end than to look at each of them
    let is_dense = range.len() as f64 > count * 24.0;
    kept.reserve(range.len().min((count * 4.0) as usize));
    let mut start = range.start;
    while start < range.end {
        let next = Date::from_day_number(columns.end(columns.of(day(start))));
        let rest = points.get(start + 1..range.end).unwrap_or_default();
        let more = if is_dense {
            rest.partition_point(|point| point.day < next)
        } else {
            rest.iter().position(|point| point.day >= next).unwrap_or(rest.len())
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
