//! The cross-hair on a point: where its lines run, and its value and day in boxes on the axes. Draws nothing.

use super::labels::Rect;
use super::placing::Word;
use super::{DayForm, Ink, Layout, Look, Scene, TextWidths};

/// A point that is pointed at, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossHair {
    /// Where the lines cross.
    pub at: (f64, f64),
    /// The value over the axis of values, the day over that of days: each a box and the word in it.
    pub(super) tags: Vec<(Rect, Word)>,
}

/// Between a word and the edge of its box.
const AIR: f64 = 4.0;

impl CrossHair {
    /// On the point of this index; none where it is not shown.
    pub fn on(
        scene: &Scene,
        layout: &Layout,
        index: usize,
        look: &Look,
        widths: &dyn TextWidths,
    ) -> Option<CrossHair> {
        let point = scene.series.points.get(index)?;
        let (x, y) = layout.point(scene, index)?;
        if !scene.axes {
            return Some(CrossHair { at: (x, y), tags: Vec::new() });
        }
        let size = look.sizes.axis;
        let plot = layout.plot;
        let tag = |text: String, left: &dyn Fn(f64) -> f64, middle: f64| {
            let width = widths.width(&text, size, false) + 2.0 * AIR;
            let left = left(width).clamp(0.0, (layout.size.width - width).max(0.0));
            let half = size * 0.5 + 3.0;
            let middle = middle.clamp(half, (layout.size.height - half).max(half));
            let rect = Rect { left, right: left + width, top: middle - half, bottom: middle + half };
            let word = Word { ink: Ink::Panel, ..Word::axis(text, left + AIR, middle, size) };
            (rect, word)
        };
        let value = tag((look.say.value)(point.value), &|width| plot.left - width, y);
        let days = (look.say.day)(point.day, DayForm::Full);
        let day = tag(days, &|width| x - width / 2.0, plot.bottom + size * 0.5 + 7.0);
        Some(CrossHair { at: (x, y), tags: vec![value, day] })
    }
}
