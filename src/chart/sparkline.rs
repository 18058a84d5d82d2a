//! A sparkline: the course of values in the height of a line of text. No axes, no words.

use super::{Ink, Mark, Point, Scene, Tone};
use crate::domain::Date;

/// The course of `values`, ascending by day, as a small line in the colour of the verdict with a dot at its end.
pub fn sparkline(values: impl IntoIterator<Item = (Date, f64)>, tone: Tone) -> Scene {
    let values = values.into_iter();
    // a board has a thousand of these: room for all at once, instead of growing
    let mut points: Vec<Point> = Vec::with_capacity(values.size_hint().1.unwrap_or_default());
    points.extend(values.filter(|(_, value)| value.is_finite()).map(|(day, value)| Point {
        day,
        value,
        mark: Mark::Plain,
    }));
    let first = points.first().map_or(Date::from_day_number(0), |point| point.day);
    let last = points.last().map_or(first, |point| point.day);
    let mut scene = Scene::new(first, last);
    scene.axes = false;
    scene.series.points = points;
    scene.series.ink = Ink::Tone(tone);
    scene.series.width = 1.5;
    scene.series.rings = false;
    if let Some(point) = scene.series.points.last_mut() {
        point.mark = Mark::Dot(tone);
    }
    scene.include_all();
    scene
}
