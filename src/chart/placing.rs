//! Words inside the chart: notes at their points, words beside lines, marked days, the last value. Each takes the first
//! place where it covers no other word, no value and, if possible, no quiet line; a word without a place is left out
//! (its marker and the table still tell). Must not know how words are drawn.

use super::labels::Rect;
use super::strokes::Px;
use super::{Ink, Label, Layout, Look, Mark, Note, Scene, TextWidths};
use crate::ordered::sort_by_key;

/// Words at their place: left edge and middle height, in px.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub size: f64,
    pub ink: Ink,
    pub bold: bool,
    /// Whether `x` is where it ends.
    pub ends: bool,
}

impl Word {
    pub(super) fn new(text: String, label: &Label, x: f64, y: f64, size: f64) -> Word {
        Word { text, x, y, size, ink: label.ink, bold: label.bold, ends: false }
    }

    pub(super) fn axis(text: String, x: f64, y: f64, size: f64) -> Word {
        Word { text, x, y, size, ink: Ink::InkSoft, bold: false, ends: false }
    }

    pub(super) fn right_of_edge(text: String, x: f64, y: f64, size: f64) -> Word {
        Word { ends: true, ..Word::axis(text, x, y, size) }
    }
}

/// `text`, or as much of it as fits into `most` px, with an ellipsis.
pub(super) fn shortened(text: &str, most: f64, size: f64, bold: bool, widths: &dyn TextWidths) -> String {
    if widths.width(text, size, bold) <= most {
        return text.to_string();
    }
    let mut chars: Vec<char> = text.chars().collect();
    while chars.pop().is_some() {
        let cut: String = chars.iter().collect::<String>().trim_end().to_string() + "…";
        if widths.width(&cut, size, bold) <= most {
            return cut;
        }
    }
    "…".to_string()
}

/// Finds places for words, one after the other.
pub(super) struct Placer<'a> {
    scene: &'a Scene,
    layout: &'a Layout,
    look: &'a Look<'a>,
    widths: &'a dyn TextWidths,
    bounds: Rect,
    taken: Vec<Rect>,
    quiet: Vec<Vec<Px>>,
    grid: Vec<Vec<Px>>,
    pub(super) words: Vec<Word>,
}

/// More notes than this hide the line; the others are marked at their points, and read by pointing or with keys.
const MOST_NOTES: usize = 4;

impl<'a> Placer<'a> {
    pub(super) fn new(
        scene: &'a Scene,
        layout: &'a Layout,
        look: &'a Look<'a>,
        widths: &'a dyn TextWidths,
    ) -> Placer<'a> {
        let plot = layout.plot;
        let across = |y: f64| vec![(plot.left, y), (plot.right, y)];
        let lines = scene.lines.iter().map(|line| layout.path(line));
        let marks = scene.day_marks.iter().filter(|mark| layout.shows(mark.day)).map(|mark| {
            let x = layout.x(mark.day);
            vec![(x, plot.top), (x, plot.bottom)]
        });
        let bands = scene.bands.iter().flat_map(|band| [band.low, band.high]).flatten();
        let fan = scene.fan.iter().map(|fan| layout.fan(fan).concat());
        let bands = bands.map(|value| across(layout.y(value)));
        let quiet = lines.chain(marks).chain(bands).chain(fan).collect();
        let grid = layout.grid.iter().map(|y| across(*y)).collect();
        let bounds = Rect { top: 0.0, ..plot };
        Placer { scene, layout, look, widths, bounds, taken: Vec::new(), quiet, grid, words: Vec::new() }
    }

    pub(super) fn place_all(&mut self) {
        self.place_last();
        self.place_day_marks();
        self.place_fan();
        self.place_notes();
        self.place_beside();
    }

    fn place_last(&mut self) {
        let (Some(label), Some(point)) = (&self.scene.series.last, self.scene.series.points.last()) else {
            return;
        };
        if !self.layout.shows(point.day) {
            return;
        }
        let (x, y) = (self.layout.x(point.day), self.layout.y(point.value));
        let (width, height) = self.extent(&label.text, label.bold);
        let (above, below) = (y - height * 0.5 - 6.0, y + height * 0.5 + 6.0);
        let before = self.layout.line.iter().rev().nth(1).map_or(y, |p| p.1);
        // away from where the line comes from
        let (first, second) = if before > y { (above, below) } else { (below, above) };
        let mut places = vec![(x + 7.0, y)];
        for at in [first, second] {
            places.extend([(x - width / 2.0, at), (x - width - 5.0, at), (x + 5.0, at)]);
        }
        self.place(label, &label.text, &places);
    }

    fn place_day_marks(&mut self) {
        let height = self.look.sizes.label;
        for mark in self.scene.day_marks.iter().filter(|mark| self.layout.shows(mark.day)) {
            let most = self.most_note_width();
            let text = shortened(&mark.label.text, most, height, mark.label.bold, self.widths);
            let (width, _) = self.extent(&text, mark.label.bold);
            let (x, y) = (self.layout.x(mark.day), self.layout.plot.top - height * 0.5 - 3.0);
            self.place_anyhow(
                &mark.label,
                &text,
                &[(x - width / 2.0, y), (x + 3.0, y), (x - width - 3.0, y)],
            );
        }
    }

    fn place_fan(&mut self) {
        let Some(fan) = self.scene.fan.as_ref().filter(|fan| self.layout.shows(fan.to)) else { return };
        let (width, height) = self.extent(&fan.label.text, fan.label.bold);
        let (from, to) = (self.layout.x(fan.from.0), self.layout.x(fan.to));
        let (start, left) = (self.layout.y(fan.from.1), (to - width).max(from));
        let share = if to > from { (left - from) / (to - from) } else { 1.0 };
        // the edges of the fan where the words begin and where they end
        let edge = |value: f64| {
            let end = self.layout.y(value);
            (start + (end - start) * share, end)
        };
        let (upper, lower) = (edge(fan.high.max(fan.low)), edge(fan.low.min(fan.high)));
        let away = height * 0.5 + 4.0;
        let places = [(left, upper.0.min(upper.1) - away), (left, lower.0.max(lower.1) + away)];
        self.place(&fan.label, &fan.label.text, &places);
    }

    fn place_notes(&mut self) {
        let marked = |note: &Note| {
            let points = &self.scene.series.points;
            let at = points.binary_search_by(|point| point.day.cmp(&note.day)).ok();
            at.and_then(|i| points.get(i)).is_some_and(|point| matches!(point.mark, Mark::Square(_)))
        };
        let mut notes: Vec<&Note> =
            self.scene.notes.iter().filter(|note| self.layout.shows(note.day)).collect();
        // what stands out first, then the newest
        sort_by_key(&mut notes, |note| (!marked(note), std::cmp::Reverse(note.day)));
        for note in notes.into_iter().take(MOST_NOTES) {
            let label = Label { text: String::new(), ink: Ink::Ink, bold: false };
            let text = shortened(
                note.text.trim(),
                self.most_note_width(),
                self.look.sizes.label,
                false,
                self.widths,
            );
            let (width, height) = self.extent(&text, false);
            let (x, y) = (self.layout.x(note.day), self.layout.y(note.value));
            let away = height * 0.5 + 6.0;
            let mut places = Vec::new();
            let up_first = self.peaks_at(x, y);
            for distance in [away, away + height] {
                for sign in if up_first { [-1.0, 1.0] } else { [1.0, -1.0] } {
                    let at = y + sign * distance;
                    places.extend([
                        (x - width / 2.0, at),
                        (x - width * 0.2, at),
                        (x - width * 0.8, at),
                        (x + 6.0, at),
                        (x - width - 6.0, at),
                    ]);
                }
            }
            places.extend([(x + 8.0, y), (x - width - 8.0, y)]);
            if marked(note) {
                self.place(&label, &text, &places);
            } else {
                self.place_clear(&label, &text, &places);
            }
        }
    }

    fn place_beside(&mut self) {
        for line in &self.scene.lines {
            let Some(label) = &line.beside else { continue };
            let path = self.layout.path(line);
            let (Some(first), Some(last)) = (path.first(), path.last()) else { continue };
            let others: Vec<Vec<Px>> = self
                .scene
                .lines
                .iter()
                .filter(|other| *other != line)
                .map(|other| self.layout.path(other))
                .collect();
            let (width, height) = self.extent(&label.text, label.bold);
            let mut places = Vec::new();
            for share in [0.78, 0.7, 0.85, 0.6, 0.5, 0.4, 0.3, 0.2, 0.12] {
                let x = first.0 + (last.0 - first.0) * share;
                let Some((y, slope)) = height_at(&path, x) else { continue };
                let away = slope.abs() * width / 2.0 + height / 2.0 + 4.0;
                for at in [y + away, y - away] {
                    // no other line between a line and its words
                    let between = Rect { left: x - 0.5, right: x + 0.5, top: y.min(at), bottom: y.max(at) };
                    if !others.iter().any(|path| crosses(path, &between)) {
                        places.push((x - width / 2.0, at));
                    }
                }
            }
            self.place(label, &label.text, &places);
        }
    }

    fn extent(&self, text: &str, bold: bool) -> (f64, f64) {
        let size = self.look.sizes.label;
        (self.widths.width(text, size, bold), size * 1.15)
    }

    fn most_note_width(&self) -> f64 {
        ((self.layout.plot.right - self.layout.plot.left) * 0.45).clamp(48.0, 220.0)
    }

    /// Whether the line lies below the point on both sides of it, rather than above.
    fn peaks_at(&self, x: f64, y: f64) -> bool {
        let line = &self.layout.line;
        let at = line.partition_point(|p| p.0 < x - 0.01);
        let after = line.get(at..).unwrap_or_default().iter().find(|p| p.0 > x + 0.01).map_or(y, |p| p.1);
        let before = at.checked_sub(1).and_then(|i| line.get(i)).map_or(y, |p| p.1);
        before + after >= 2.0 * y
    }

    /// At the first free place; first without touching any line, then across the grid, then across quiet lines.
    fn place(&mut self, label: &Label, text: &str, places: &[Px]) {
        let clear = self.clear(label, text, places);
        self.put(clear.or_else(|| self.free(label, text, places, &[])));
    }

    /// The same, but never across a quiet line: a note that a target strikes through is worse than none,
    /// unless it explains what stands out.
    fn place_clear(&mut self, label: &Label, text: &str, places: &[Px]) {
        self.put(self.clear(label, text, places));
    }

    fn clear(&self, label: &Label, text: &str, places: &[Px]) -> Option<(Word, Rect)> {
        let kinds: [&[&Vec<Vec<Px>>]; 2] = [&[&self.grid, &self.quiet], &[&self.quiet]];
        kinds.iter().find_map(|avoided| self.free(label, text, places, avoided))
    }

    fn put(&mut self, found: Option<(Word, Rect)>) {
        if let Some((word, rect)) = found {
            self.taken.push(rect);
            self.words.push(word);
        }
    }

    /// Only other words are in the way (for words above the values).
    fn place_anyhow(&mut self, label: &Label, text: &str, places: &[Px]) {
        let found = places.iter().find_map(|place| {
            let (word, rect) = self.at(label, text, *place);
            (!self.taken.iter().any(|other| other.meets(&rect))).then_some((word, rect))
        });
        if let Some((word, rect)) = found {
            self.taken.push(rect);
            self.words.push(word);
        }
    }

    fn at(&self, label: &Label, text: &str, place: Px) -> (Word, Rect) {
        let (width, height) = self.extent(text, label.bold);
        let left = place.0.clamp(self.bounds.left, (self.bounds.right - width).max(self.bounds.left));
        let rect =
            Rect { left, right: left + width, top: place.1 - height / 2.0, bottom: place.1 + height / 2.0 };
        (Word::new(text.to_string(), label, left, place.1, self.look.sizes.label), rect)
    }

    fn free(
        &self,
        label: &Label,
        text: &str,
        places: &[Px],
        avoided: &[&Vec<Vec<Px>>],
    ) -> Option<(Word, Rect)> {
        places.iter().map(|place| self.at(label, text, *place)).find(|(_, rect)| {
            let aired = Rect { left: rect.left - 3.0, right: rect.right + 3.0, ..*rect };
            let clear = Rect { top: rect.top - 2.0, bottom: rect.bottom + 2.0, ..*rect };
            rect.inside(&self.bounds)
                && !self.taken.iter().any(|other| other.meets(&aired))
                && !self.covers_values(rect)
                && !avoided.iter().any(|paths| paths.iter().any(|path| crosses(path, &clear)))
        })
    }

    fn covers_values(&self, rect: &Rect) -> bool {
        // the points have a size, so a little air around the words
        let rect = Rect {
            left: rect.left - 2.0,
            top: rect.top - 1.0,
            right: rect.right + 2.0,
            bottom: rect.bottom + 1.0,
        };
        let line = &self.layout.line;
        let from = line.partition_point(|p| p.0 < rect.left).saturating_sub(1);
        let to = (line.partition_point(|p| p.0 <= rect.right) + 1).min(line.len());
        let near = line.get(from..to).unwrap_or_default();
        crosses(near, &rect) || matches!(near, [p] if rect.touches_line(*p, *p))
    }
}

/// Height and slope of a path at `x`.
fn height_at(path: &[Px], x: f64) -> Option<(f64, f64)> {
    path.windows(2).find_map(|pair| match pair {
        [a, b] if a.0 <= x && x <= b.0 && a.0 < b.0 => {
            let slope = (b.1 - a.1) / (b.0 - a.0);
            Some((a.1 + (x - a.0) * slope, slope))
        }
        _ => None,
    })
}

fn crosses(path: &[Px], rect: &Rect) -> bool {
    path.windows(2).any(|pair| matches!(pair, [a, b] if rect.touches_line(*a, *b)))
}
