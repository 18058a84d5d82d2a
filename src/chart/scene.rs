//! A scene: what a chart shows, in days and values, independent of pixels and of the theme. Must not know where things
//! come to lie ([`super::Layout`]) or how they are drawn.

use super::{Ink, Tone};
use crate::domain::Date;

/// What a chart shows. Drawn in the order of the fields; nothing that is absent leaves a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What it is called; only on a picture that stands alone.
    pub title: Option<String>,
    /// First and last day shown.
    pub days: (Date, Date),
    /// Lowest and highest value that must be visible; `None` where there is nothing to show.
    pub values: Option<(f64, f64)>,
    /// A value that stays visible however small a part of the days is shown; a range begins at nothing.
    pub floor: Option<f64>,
    /// Whether there are axes, ticks and a margin for labels; a sparkline has none.
    pub axes: bool,
    /// Ranges of values that are meant as ground, like that between natural limits.
    pub bands: Vec<Band>,
    /// Where it may lead.
    pub fan: Option<Fan>,
    /// Days marked by an upright line.
    pub day_marks: Vec<DayMark>,
    /// Targets, limits, pace: lines that stay quiet.
    pub lines: Vec<Line>,
    /// The values themselves.
    pub series: Series,
    /// What people wrote, at the points it belongs to.
    pub notes: Vec<Note>,
}

/// A range of values over some days; an open end reaches the edge of the chart.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Band {
    pub days: (Date, Date),
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The range a forecast opens up to, from the last known value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Fan {
    pub from: (Date, f64),
    pub to: Date,
    pub low: f64,
    pub central: f64,
    pub high: f64,
    pub ink: Ink,
    pub label: Label,
}

/// A day marked by an upright line.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct DayMark {
    pub day: Date,
    pub stroke: Stroke,
    pub label: Label,
}

/// A quiet line with words on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its corners.
    pub path: Vec<(Date, f64)>,
    /// How it is stroked.
    pub stroke: Stroke,
    /// Its colour.
    pub ink: Ink,
    /// Words at its right end, in the margin.
    pub end: Option<Label>,
    /// Words beside it, inside the chart, where they fit.
    pub beside: Option<Label>,
}

/// How a line is stroked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stroke {
    Solid,
    Dashed,
    Dotted,
}

/// Words on a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words, ready to be shown.
    pub text: String,
    /// Their colour.
    pub ink: Ink,
    /// Whether they stand out.
    pub bold: bool,
}

impl Label {
    /// Words in soft ink.
    pub fn quiet(text: impl Into<String>) -> Label {
        Label { text: text.into(), ink: Ink::InkSoft, bold: false }
    }

    /// Words that stand out.
    pub fn strong(text: impl Into<String>) -> Label {
        Label { text: text.into(), ink: Ink::Ink, bold: true }
    }

    /// The words with a value behind them: "limit 10.4".
    pub fn with_value(self, value: String) -> Label {
        Label { text: if self.text.is_empty() { value } else { format!("{} {value}", self.text) }, ..self }
    }
}

/// The values, in the order of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The points.
    pub points: Vec<Point>,
    /// Whether a value holds until the next one (milestones), instead of running to it.
    pub stepped: bool,
    /// The day up to which the last value is known to hold; only for a stepped series.
    pub holds_until: Option<Date>,
    /// Colour of the line.
    pub ink: Ink,
    /// Width of the line in px.
    pub width: f64,
    /// Whether every point is drawn as a small ring, where there is room.
    pub rings: bool,
    /// Words at the last point.
    pub last: Option<Label>,
}

/// One value of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Point {
    pub day: Date,
    pub value: f64,
    pub mark: Mark,
}

/// How a point stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// As one among many.
    Plain,
    /// A filled dot in the colour of the verdict: the last value.
    Dot(Tone),
    /// A filled square: outside the natural limits.
    Square(Tone),
}

/// What somebody wrote about a value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Note {
    pub day: Date,
    pub value: f64,
    pub text: String,
}

impl Scene {
    /// An empty chart over some days.
    pub fn new(first: Date, last: Date) -> Scene {
        Scene {
            title: None,
            days: (first, last.max(first)),
            values: None,
            floor: None,
            axes: true,
            bands: Vec::new(),
            fan: None,
            day_marks: Vec::new(),
            lines: Vec::new(),
            series: Series {
                points: Vec::new(),
                stepped: false,
                holds_until: None,
                ink: Ink::InkSoft,
                width: 1.25,
                rings: true,
                last: None,
            },
            notes: Vec::new(),
        }
    }

    /// Makes room for a value.
    pub fn include(&mut self, value: f64) {
        if value.is_finite() {
            let (low, high) = self.values.unwrap_or((value, value));
            self.values = Some((low.min(value), high.max(value)));
        }
    }

    /// Makes room for everything it shows: values with some air, lines, bounds of bands and the forecast.
    pub fn include_all(&mut self) {
        let mut all: Vec<f64> = Vec::new();
        all.extend(self.lines.iter().flat_map(|line| line.path.iter().map(|(_, value)| *value)));
        all.extend(self.bands.iter().flat_map(|band| [band.low, band.high]).flatten());
        all.extend(self.fan.iter().flat_map(|fan| [fan.low, fan.central, fan.high]));
        all.into_iter().for_each(|value| self.include(value));
        let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
        for point in self.series.points.iter().filter(|point| point.value.is_finite()) {
            lowest = lowest.min(point.value);
            highest = highest.max(point.value);
        }
        let ends = if lowest <= highest { vec![lowest, highest] } else { Vec::new() };
        self.include_points(&ends, self.series.stepped);
    }

    /// Makes room for the values of points, with some air, so that none lies on the edge; but not beyond 0 or 100, where
    /// values end by nature. What holds until the next one needs no air.
    pub(super) fn include_points(&mut self, values: &[f64], stepped: bool) {
        self.floor.into_iter().for_each(|floor| self.include(floor));
        let values = || values.iter().copied().filter(|value| value.is_finite());
        let (Some(low), Some(high)) = (values().reduce(f64::min), values().reduce(f64::max)) else { return };
        self.include(low);
        self.include(high);
        let (lowest, highest) = self.values.unwrap_or((low, high));
        let air = if self.axes && !stepped { (highest - lowest) * 0.04 } else { 0.0 };
        let ends = [0.0, 100.0];
        self.include(ends.into_iter().filter(|end| *end <= low).fold(low - air, f64::max));
        self.include(ends.into_iter().filter(|end| *end >= high).fold(high + air, f64::min));
    }
}
