//! Where everything of a scene comes to lie, in CSS px from the top left corner. Draws nothing; answers the pointer.

mod axes;
mod course;

use std::ops::Range;

use super::labels::Rect;
use super::placing::{Placer, Word};
use super::strokes::Px;
use super::{Extremes, Look, Scene, TextWidths, ValueScale, Window};
use crate::domain::Date;

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
    /// The days that are shown.
    pub window: Window,
    /// Whether these are not all the days of the scene.
    pub(super) is_part: bool,
    pub(super) scale: Option<ValueScale>,
    /// Heights of the grid lines.
    pub(super) grid: Vec<f64>,
    /// Places of the marks on the axis of days.
    pub(super) day_marks: Vec<f64>,
    /// All words, in the order they are drawn.
    pub(super) words: Vec<Word>,
    /// The line of values, with no more corners than the picture needs.
    pub(super) line: Vec<Px>,
    /// Which points of the series lie inside.
    pub(super) inside: Range<usize>,
    /// Which points of the series the picture needs.
    pub(super) shown: Vec<usize>,
    /// Whether the points stand far enough apart to be drawn one by one.
    pub(super) roomy: bool,
}

impl Layout {
    /// Lays a whole scene out.
    pub fn new(scene: &Scene, size: Size, look: &Look, widths: &dyn TextWidths) -> Layout {
        Layout::part(scene, &Extremes::default(), Window::of(scene.days), size, look, widths)
    }

    /// Lays out the part of a scene that a window shows; `extremes` are those of its points. The axis of values reaches
    /// as far as what is inside.
    pub fn part(
        scene: &Scene,
        extremes: &Extremes,
        window: Window,
        size: Size,
        look: &Look,
        widths: &dyn TextWidths,
    ) -> Layout {
        let whole = Window::of(scene.days);
        let window = window.inside(whole);
        let mut layout = Layout {
            size,
            plot: Rect {
                left: 3.0,
                top: 3.0,
                right: (size.width - 3.0).max(4.0),
                bottom: (size.height - 3.0).max(4.0),
            },
            window,
            is_part: window != whole,
            scale: None,
            grid: Vec::new(),
            day_marks: Vec::new(),
            words: Vec::new(),
            line: Vec::new(),
            inside: 0..scene.series.points.len(),
            shown: Vec::new(),
            roomy: false,
        };
        let values = layout.look_inside(scene, extremes);
        if scene.axes {
            layout.lay_axes(scene, values, look, widths);
        } else {
            layout.scale = values.map(|(low, high)| axes::bare_scale(low, high));
        }
        layout.lay_line(scene, extremes, look.ratio);
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
        self.x_at(f64::from(day.day_number()))
    }

    fn x_at(&self, day: f64) -> f64 {
        let span = self.window.span();
        let share = if span == 0.0 { 0.5 } else { (day - self.window.first) / span };
        self.plot.left + share * (self.plot.right - self.plot.left)
    }

    /// The share of the way from the first to the last day shown that lies at `x`.
    pub fn share_at(&self, x: f64) -> f64 {
        ((x - self.plot.left) / (self.plot.right - self.plot.left).max(1.0)).clamp(0.0, 1.0)
    }

    /// Where a value lies; what is off the scale lies at its edge.
    pub fn y(&self, value: f64) -> f64 {
        self.y_beyond(value).clamp(self.plot.top, self.plot.bottom)
    }

    /// The same for what is cut off only later.
    fn y_beyond(&self, value: f64) -> f64 {
        let share = self.scale.as_ref().map_or(0.5, |scale| scale.share(value));
        self.plot.bottom - share * (self.plot.bottom - self.plot.top)
    }

    /// Whether a day lies inside the window.
    pub(super) fn shows(&self, day: Date) -> bool {
        let day = f64::from(day.day_number());
        !self.is_part || (self.window.first <= day && day <= self.window.last)
    }

    /// The point of the series that lies nearest to `x`, of those that are shown, for hover and touch.
    pub fn nearest(&self, scene: &Scene, x: f64) -> Option<usize> {
        let points = scene.series.points.get(self.inside.clone())?;
        let after = points.partition_point(|point| self.x(point.day) < x);
        let distance = |i: usize| points.get(i).map(|point| (self.x(point.day) - x).abs());
        let before = after.checked_sub(1);
        let nearest = match (before.and_then(distance), distance(after)) {
            (Some(b), Some(a)) if a < b => after,
            (Some(_), _) => before?,
            (None, Some(_)) => after,
            (None, None) => return None,
        };
        Some(self.inside.start + nearest)
    }

    /// Where a point of the series lies, for a read-out beside it; none for one that is not shown.
    pub fn point(&self, scene: &Scene, index: usize) -> Option<(f64, f64)> {
        let point = scene.series.points.get(index).filter(|_| self.inside.contains(&index))?;
        Some((self.x(point.day), self.y(point.value)))
    }

    /// Whether the axis of values begins elsewhere than at zero.
    pub fn starts_off_zero(&self) -> bool {
        self.scale.as_ref().is_some_and(|scale| !scale.has_zero())
    }
}
