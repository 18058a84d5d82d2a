//! The line of values through a window, how far the values inside it reach, and quiet lines cut at its edges.

use super::super::strokes::Px;
use super::super::{Columns, Extremes, Fan, Line, Scene, decimate};
use super::Layout;
use crate::domain::Date;

/// Points closer than this (px) merge into a line.
const ROOM: f64 = 7.0;

impl Layout {
    /// Finds the points inside the window, and the lowest and highest value that must be visible there.
    pub(super) fn look_inside(&mut self, scene: &Scene, extremes: &Extremes) -> Option<(f64, f64)> {
        if !self.is_part {
            return scene.values;
        }
        let points = &scene.series.points;
        let (first, last) = (self.window.first, self.window.last);
        let number = |day: Date| f64::from(day.day_number());
        self.inside = points.partition_point(|point| number(point.day) < first)
            ..points.partition_point(|point| number(point.day) <= last);
        let mut seen = Scene { values: None, ..Scene::new(scene.days.0, scene.days.1) };
        seen.floor = scene.floor;
        let cut = |path: &[(Date, f64)]| {
            cut(path.iter().map(|(day, value)| (number(*day), *value)).collect(), first, last)
        };
        let lines = scene.lines.iter().flat_map(|line| cut(&line.path)).map(|(_, value)| value);
        lines.for_each(|value| seen.include(value));
        let bands =
            scene.bands.iter().filter(|band| number(band.days.0) <= last && number(band.days.1) >= first);
        bands.flat_map(|band| [band.low, band.high]).flatten().for_each(|value| seen.include(value));
        if let Some(fan) = &scene.fan {
            for end in [fan.low, fan.central, fan.high] {
                cut(&[(fan.from.0, fan.from.1), (fan.to, end)])
                    .into_iter()
                    .for_each(|(_, value)| seen.include(value));
            }
        }
        let ends = self.ends(scene).into_iter().flatten().map(|(_, value)| value);
        let extreme = extremes.within(points, self.inside.clone());
        let extreme = extreme.into_iter().flat_map(|(low, high)| [low, high]);
        let values: Vec<f64> =
            extreme.filter_map(|index| points.get(index)).map(|point| point.value).chain(ends).collect();
        seen.include_points(&values, scene.series.stepped);
        seen.values
    }

    /// The values where the line crosses the edges of the window, by day number: on its way from or to a point outside.
    fn ends(&self, scene: &Scene) -> [Option<(f64, f64)>; 2] {
        let points = &scene.series.points;
        let at = |index: Option<usize>| {
            let point = points.get(index?)?;
            Some((f64::from(point.day.day_number()), point.value))
        };
        let between = |from: Option<usize>, to: usize, day: f64| {
            let ((x, y), (to_x, to_y)) = (at(from)?, at(Some(to))?);
            if x >= day || to_x <= day {
                return None;
            }
            let share = if scene.series.stepped { 0.0 } else { (day - x) / (to_x - x) };
            Some((day, y + (to_y - y) * share))
        };
        if !self.is_part {
            return [None, None];
        }
        let (start, end) = (self.inside.start, self.inside.end);
        [
            between(start.checked_sub(1), start, self.window.first),
            between(end.checked_sub(1), end, self.window.last),
        ]
    }

    pub(super) fn lay_line(&mut self, scene: &Scene, extremes: &Extremes, ratio: f64) {
        let points = &scene.series.points;
        let (finest, width) = (ratio.max(1.0), self.plot.right - self.plot.left);
        let per_day = width / self.window.span() * finest;
        let columns = Columns { per_day, at_zero: self.plot.left * finest - self.window.first * per_day };
        self.shown = decimate(points, extremes, self.inside.clone(), columns);
        let [left, right] = self.ends(scene);
        let inside = self.shown.iter().filter_map(|i| points.get(*i));
        let inside = inside.map(|point| (f64::from(point.day.day_number()), point.value));
        let mut line: Vec<Px> = Vec::with_capacity(self.shown.len() + 2);
        for (day, value) in left.into_iter().chain(inside).chain(right) {
            let (x, y) = (self.x_at(day), self.y(value));
            if scene.series.stepped
                && let Some((_, before)) = line.last().copied()
            {
                line.push((x, before));
            }
            line.push((x, y));
        }
        if let (Some(until), Some((x, y))) = (scene.series.holds_until, line.last().copied()) {
            let until = self.x(until).min(if self.is_part { self.plot.right } else { f64::MAX });
            if right.is_none() && (until > x || !self.is_part) {
                line.push((until, y));
            }
        }
        let between = self.inside.len().saturating_sub(1).max(1) as f64;
        let width = match (points.get(self.inside.start), points.get(self.inside.end.saturating_sub(1))) {
            (Some(first), Some(last)) => self.x(last.day) - self.x(first.day),
            _ => 0.0,
        };
        self.roomy = self.inside.len() < 2 || width / between >= ROOM;
        self.line = line;
    }

    /// The corners of a line, cut at the edges of the window; over a single day it runs from edge to edge.
    pub(in super::super) fn path(&self, line: &Line) -> Vec<Px> {
        let beyond = line.path.iter().map(|(day, value)| (self.x(*day), self.y_beyond(*value)));
        let (left, right) =
            if self.is_part { (self.plot.left, self.plot.right) } else { (f64::MIN, f64::MAX) };
        let mut path = cut(beyond.collect(), left, right);
        path.iter_mut().for_each(|corner| corner.1 = corner.1.clamp(self.plot.top, self.plot.bottom));
        if self.window.span() == 0.0
            && let [first, .., last] = path.as_mut_slice()
        {
            (first.0, last.0) = (self.plot.left, self.plot.right);
        }
        path
    }

    /// The edges of a forecast cut at those of the window: the upper one, the lower one back to its beginning, and the
    /// middle.
    pub(in super::super) fn fan(&self, fan: &Fan) -> [Vec<Px>; 3] {
        let start = (self.x(fan.from.0), self.y_beyond(fan.from.1));
        let edge = |value: f64| {
            let end = (self.x(fan.to), self.y_beyond(value));
            let mut path = vec![start, end];
            if self.is_part {
                path = cut(path, self.plot.left, self.plot.right);
            }
            path.iter_mut().for_each(|corner| corner.1 = corner.1.clamp(self.plot.top, self.plot.bottom));
            path
        };
        let mut lower = edge(fan.low);
        // one corner is shared: the forecast begins in one point
        lower.reverse();
        if !self.is_part {
            lower.pop();
        }
        [edge(fan.high), lower, edge(fan.central)]
    }

    /// The height of a line where it leaves the chart, for its words; none where it ends or begins elsewhere.
    pub(super) fn right_end(&self, line: &Line) -> Option<f64> {
        let (day, value) = line.path.last()?;
        if !self.is_part {
            return Some(self.y(*value));
        }
        // the axis of days has no place yet, so the cut is made in days
        let number = |day: Date| f64::from(day.day_number());
        let path = line.path.iter().map(|(day, value)| (number(*day), *value)).collect();
        let (_, value) = cut(path, self.window.first, self.window.last).last().copied()?;
        (number(*day) >= self.window.last.min(self.window.at(0.98))).then(|| self.y(value))
    }

    /// The whole days inside the window.
    pub(super) fn days_inside(&self) -> (Date, Date) {
        let day = |number: f64| Date::from_day_number(number as i32);
        (day(self.window.first.ceil()), day(self.window.last.floor()))
    }
}

/// The part of a path between two places, where it goes from left to right.
pub(in super::super) fn cut(path: Vec<(f64, f64)>, left: f64, right: f64) -> Vec<(f64, f64)> {
    let is_inside = |x: f64| left <= x && x <= right;
    if path.iter().all(|(x, _)| is_inside(*x)) {
        return path;
    }
    let mut kept: Vec<(f64, f64)> = Vec::new();
    let mut keep = |corner: (f64, f64)| {
        if kept.last() != Some(&corner) {
            kept.push(corner);
        }
    };
    for pair in path.windows(2) {
        let &[a, b] = pair else { continue };
        if b.0 < left || a.0 > right {
            continue;
        }
        let at = |x: f64| (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0));
        keep(if a.0 < left { at(left) } else { a });
        keep(if b.0 > right { at(right) } else { b });
    }
    kept
}
