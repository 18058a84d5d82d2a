//! Both axes: the scale of values with its words at the left, the days below, and the words at the right ends of lines.

use super::super::labels::spread;
use super::super::placing::{Word, shortened};
use super::super::{DayForm, Label, Look, Scene, TextWidths, ValueScale, day_ticks, value_scale};
use super::Layout;
use crate::domain::Date;
use crate::ordered::sort_by;

/// Between words and what they stand at.
const GAP: f64 = 6.0;
/// The same at the right end, where a dot may lie.
const END_GAP: f64 = 8.0;

/// How much larger a title is than the words beside lines.
const TITLE: f64 = 1.35;

impl Layout {
    pub(super) fn lay_axes(
        &mut self,
        scene: &Scene,
        values: Option<(f64, f64)>,
        look: &Look,
        widths: &dyn TextWidths,
    ) {
        let (axis, label) = (look.sizes.axis, look.sizes.label);
        self.plot.top = label + 8.0;
        if let Some(title) = &scene.title {
            let size = label * TITLE;
            let text = shortened(title, self.size.width - 2.0 * GAP, size, true, widths);
            self.words.push(Word::new(text, &Label::strong(""), GAP, size, size));
            self.plot.top += size * 1.8;
        }
        self.plot.bottom = (self.size.height - axis - 12.0).max(self.plot.top + 1.0);
        let most = ((self.plot.bottom - self.plot.top) / (axis * 2.6)).clamp(2.0, 6.0) as usize;
        self.scale = values.map(|(low, high)| value_scale(low, high, most));
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
        let mut ends: Vec<(f64, String, &Label)> = scene
            .lines
            .iter()
            .filter_map(|line| {
                let label = line.end.as_ref()?;
                let y = self.right_end(line)?;
                Some((y, shortened(&label.text, most, size, label.bold, widths), label))
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
        let (first, last) = self.days_inside();
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
}

/// The scale of a sparkline: the values fill the height; a constant lies in the middle.
pub(super) fn bare_scale(low: f64, high: f64) -> ValueScale {
    // value_scale opens a range around a constant; otherwise the values themselves are the ends
    let is_constant = high - low <= low.abs().max(high.abs()) * 1e-9;
    let (low, high) = if is_constant {
        let nice = value_scale(low, high, 6);
        (nice.low, nice.high)
    } else {
        (low, high)
    };
    ValueScale { low, high, ticks: Vec::new(), decimals: 0 }
}
