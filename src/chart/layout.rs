//! Where everything of a scene comes to lie, in CSS px from the top left corner. Draws nothing; answers the pointer.

use super::labels::{Rect, spread};
use super::placing::{Placer, Word, shortened};
use super::strokes::Px;
use super::{DayForm, Line, Look, Scene, TextWidths, ValueScale, day_ticks, decimate, value_scale};
use crate::domain::Date;
use crate::ordered::sort_by;

/// Width and height of a chart in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// The part of a chart where values are drawn.
pub type Area = Rect;

/// Where a scene comes to lie at one size, with one look.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Of the whole chart.
    pub size: Size,
    /// Where the values are drawn.
    pub plot: Area,
    pub(super) days: (Date, Date),
    pub(super) scale: Option<ValueScale>,
    /// Heights of the grid lines.
    pub(super) grid: Vec<f64>,
    /// Places of the marks on the axis of days.
    pub(super) day_marks: Vec<f64>,
    /// All words, in the order they are drawn.
    pub(super) words: Vec<Word>,
    /// The line of values, with no more corners than the picture needs.
    pub(super) line: Vec<Px>,
    /// Which points of the series the picture needs.
    pub(super) shown: Vec<usize>,
    /// Whether the points stand far enough apart to be drawn one by one.
    pub(super) roomy: bool,
}

/// Points closer than this (px) merge into a line.
const ROOM: f64 = 7.0;
/// Between words and what they stand at.
const GAP: f64 = 6.0;
/// The same at the right end, where a dot may lie.
const END_GAP: f64 = 8.0;

impl Layout {
    /// Lays a scene out.
    pub fn new(scene: &Scene, size: Size, look: &Look, widths: &dyn TextWidths) -> Layout {
        let mut layout = Layout {
            size,
            plot: Rect {
                left: 3.0,
                top: 3.0,
                right: (size.width - 3.0).max(4.0),
                bottom: (size.height - 3.0).max(4.0),
            },
            days: scene.days,
            scale: None,
            grid: Vec::new(),
            day_marks: Vec::new(),
            words: Vec::new(),
            line: Vec::new(),
            shown: Vec::new(),
            roomy: false,
        };
        if scene.axes {
            layout.lay_axes(scene, look, widths);
        } else {
            layout.scale = scene.values.map(|(low, high)| bare_scale(low, high));
        }
        layout.lay_line(scene);
        if scene.axes {
            let mut placer = Placer::new(scene, &layout, look, widths);
            placer.place_all();
            let words = placer.words;
            layout.words.extend(words);
        }
        layout
    }

    /// Where a day lies; the middle when only one day is shown.
    pub fn x(&self, day: Date) -> f64 {
        let span = self.days.1.days_since(self.days.0);
        let share = if span == 0 { 0.5 } else { f64::from(day.days_since(self.days.0)) / f64::from(span) };
        self.plot.left + share * (self.plot.right - self.plot.left)
    }

    /// Where a value lies; what is off the scale lies at its edge.
    pub fn y(&self, value: f64) -> f64 {
        let share = self.scale.as_ref().map_or(0.5, |scale| scale.share(value).clamp(0.0, 1.0));
        self.plot.bottom - share * (self.plot.bottom - self.plot.top)
    }

    /// The corners of a line; over a single day it runs from edge to edge.
    pub(super) fn path(&self, line: &Line) -> Vec<Px> {
        let mut path: Vec<Px> = line.path.iter().map(|(day, value)| (self.x(*day), self.y(*value))).collect();
        if self.days.0 == self.days.1
            && let [first, .., last] = path.as_mut_slice()
        {
            (first.0, last.0) = (self.plot.left, self.plot.right);
        }
        path
    }

    /// The point of the series that lies nearest to `x`, for hover and touch.
    pub fn nearest(&self, scene: &Scene, x: f64) -> Option<usize> {
        let points = &scene.series.points;
        let after = points.partition_point(|point| self.x(point.day) < x);
        let distance = |i: usize| points.get(i).map(|point| (self.x(point.day) - x).abs());
        let before = after.checked_sub(1);
        match (before.and_then(distance), distance(after)) {
            (Some(b), Some(a)) => {
                if b <= a {
                    before
                } else {
                    Some(after)
                }
            }
            (Some(_), None) => before,
            (None, Some(_)) => Some(after),
            (None, None) => None,
        }
    }

    /// Where a point of the series lies, for a read-out beside it.
    pub fn point(&self, scene: &Scene, index: usize) -> Option<(f64, f64)> {
        scene.series.points.get(index).map(|point| (self.x(point.day), self.y(point.value)))
    }

    /// Whether the axis of values begins elsewhere than at zero.
    pub fn starts_off_zero(&self) -> bool {
        self.scale.as_ref().is_some_and(|scale| !scale.has_zero())
    }

    fn lay_axes(&mut self, scene: &Scene, look: &Look, widths: &dyn TextWidths) {
        let (axis, label) = (look.sizes.axis, look.sizes.label);
        self.plot.top = label + 8.0;
        self.plot.bottom = (self.size.height - axis - 12.0).max(self.plot.top + 1.0);
        let most = ((self.plot.bottom - self.plot.top) / (axis * 2.6)).clamp(2.0, 6.0) as usize;
        self.scale = scene.values.map(|(low, high)| value_scale(low, high, most));
        let ticks: Vec<(f64, String)> = self
            .scale
            .iter()
            .flat_map(|scale| scale.ticks.iter().map(|tick| (*tick, (look.say.tick)(*tick, scale.decimals))))
            .map(|(tick, text)| {
                (tick, shortened(&text, self.size.width / 3.0 - 2.0 * GAP, axis, false, widths))
            })
            .collect();
        let widest = ticks.iter().map(|(_, text)| widths.width(text, axis, false)).fold(0.0, f64::max);
        self.plot.left = if ticks.is_empty() { 8.0 } else { widest + 2.0 * GAP };
        self.lay_ends(scene, look, widths);
        for (tick, text) in ticks {
            let y = self.y(tick);
            self.grid.push(y);
            self.words.push(Word::right_of_edge(text, self.plot.left - GAP, y, axis));
        }
        self.lay_days(look, widths);
    }

    /// Words at the right ends of lines, in the margin, one below the other.
    fn lay_ends(&mut self, scene: &Scene, look: &Look, widths: &dyn TextWidths) {
        let size = look.sizes.label;
        let most = (self.size.width * 0.32).max(40.0);
        let mut ends: Vec<(f64, String, &super::Label)> = scene
            .lines
            .iter()
            .filter_map(|line| {
                let label = line.end.as_ref()?;
                let (_, value) = line.path.last()?;
                Some((self.y(*value), shortened(&label.text, most, size, label.bold, widths), label))
            })
            .collect();
        // two lines at one height: the order of the scene decides, so that labels do not swap between redraws
        sort_by(&mut ends, |a, b| a.0.total_cmp(&b.0));
        let widest =
            ends.iter().map(|(_, text, label)| widths.width(text, size, label.bold)).fold(0.0, f64::max);
        let margin = if ends.is_empty() { 12.0 } else { widest + END_GAP + 6.0 };
        self.plot.right = (self.size.width - margin).max(self.plot.left + 1.0);
        let wished: Vec<f64> = ends.iter().map(|end| end.0).collect();
        let placed = spread(&wished, size * 1.25, self.plot.top, self.plot.bottom);
        let x = self.plot.right + END_GAP;
        self.words.extend(
            ends.into_iter().zip(placed).map(|((_, text, label), y)| Word::new(text, label, x, y, size)),
        );
    }

    fn lay_days(&mut self, look: &Look, widths: &dyn TextWidths) {
        let size = look.sizes.axis;
        let y = self.plot.bottom + size * 0.5 + 7.0;
        let say = |(day, form): &(Date, DayForm)| {
            let text = (look.say.day)(*day, *form);
            let width = widths.width(&text, size, false);
            // a month begins at its tick, a single day stands in the middle of it
            let left = self.x(*day) - if *form == DayForm::Day { width / 2.0 } else { 0.0 };
            (text, left.clamp(0.0, (self.size.width - width).max(0.0)), width)
        };
        let (first, last) = self.days;
        let ticks = day_ticks(first, last, |ticks| {
            let spans: Vec<_> = ticks.iter().map(say).map(|(_, left, width)| (left, left + width)).collect();
            spans.windows(2).all(|pair| matches!(pair, [a, b] if a.1 + 10.0 <= b.0))
        });
        let mut words: Vec<_> = ticks.iter().map(say).collect();
        // the month that the axis begins in the middle of
        if let Some((day, form)) = ticks.first()
            && *form != DayForm::Day
            && *day > first
        {
            let year = ticks.iter().all(|(_, form)| *form == DayForm::Year);
            let lead = say(&(first, if year { DayForm::Year } else { DayForm::Month }));
            if words.first().is_some_and(|word| lead.1 + lead.2 + 10.0 <= word.1) {
                words.insert(0, lead);
            }
        }
        self.day_marks = ticks.iter().map(|(day, _)| self.x(*day)).collect();
        let words =
            words.into_iter().map(|(text, left, _)| Word::axis(text, left, y, size)).collect::<Vec<_>>();
        self.words.extend(words);
    }

    fn lay_line(&mut self, scene: &Scene) {
        let points = &scene.series.points;
        self.shown = decimate(points.iter().map(|point| (self.x(point.day), point.value)));
        let mut line: Vec<Px> = Vec::with_capacity(self.shown.len());
        for point in self.shown.iter().filter_map(|i| points.get(*i)) {
            let (x, y) = (self.x(point.day), self.y(point.value));
            if scene.series.stepped
                && let Some((_, before)) = line.last().copied()
            {
                line.push((x, before));
            }
            line.push((x, y));
        }
        if let (Some(until), Some((_, y))) = (scene.series.holds_until, line.last().copied()) {
            line.push((self.x(until), y));
        }
        let between = points.len().saturating_sub(1).max(1) as f64;
        let width = match (points.first(), points.last()) {
            (Some(first), Some(last)) => self.x(last.day) - self.x(first.day),
            _ => 0.0,
        };
        self.roomy = points.len() < 2 || width / between >= ROOM;
        self.line = line;
    }
}

/// The scale of a sparkline: the values fill the height; a constant lies in the middle.
fn bare_scale(low: f64, high: f64) -> ValueScale {
    let nice = value_scale(low, high, 6);
    // value_scale opens a range around a constant; otherwise the values themselves are the ends
    let (low, high) =
        if high - low > low.abs().max(high.abs()) * 1e-9 { (low, high) } else { (nice.low, nice.high) };
    ValueScale { low, high, ticks: Vec::new(), decimals: 0 }
}
