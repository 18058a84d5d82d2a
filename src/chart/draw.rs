//! Draws a laid-out scene on any plotters backend: canvas, SVG, bitmap. Decides no place and no colour; knows the
//! layout's px and the palette's meanings only.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::{FontDesc, RGBAColor, text_anchor};

use super::placing::Word;
use super::strokes::{Px, pieces};
use super::{CrossHair, Ink, Layout, Look, Mark, Scene, Stroke, Tone};
use crate::domain::Date;

/// Units of the backend in one CSS px. plotters' coordinates are whole numbers; with ten to the px lines and points lie
/// where they should at any devicePixelRatio. A backend reports a size of `width × UNITS`.
pub const UNITS: f64 = 10.0;

/// plotters' SVG backend writes font sizes divided by this, so sizes are handed over multiplied; a backend undoes it.
pub const FONT_SCALE: f64 = 1.24;

type Done<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws the scene, and the cross-hair on a point that is pointed at.
pub fn draw<DB: DrawingBackend>(
    backend: DB,
    scene: &Scene,
    layout: &Layout,
    look: &Look,
    cross_hair: Option<&CrossHair>,
) -> Done<DB> {
    let pen = Pen { area: backend.into_drawing_area(), scene, layout, look };
    pen.ground()?;
    pen.quiet_lines()?;
    pen.values()?;
    layout.words.iter().try_for_each(|word| pen.word(word))?;
    cross_hair.map_or(Ok(()), |cross_hair| pen.cross_hair(cross_hair))?;
    pen.area.present()
}

struct Pen<'a, DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    scene: &'a Scene,
    layout: &'a Layout,
    look: &'a Look<'a>,
}

fn unit(px: f64) -> i32 {
    (px * UNITS).round() as i32
}

fn units((x, y): Px) -> (i32, i32) {
    (unit(x), unit(y))
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn ground(&self) -> Done<DB> {
        let (layout, plot) = (self.layout, self.layout.plot);
        for band in &self.scene.bands {
            let top = band.high.map_or(plot.top, |value| layout.y(value));
            let bottom = band.low.map_or(plot.bottom, |value| layout.y(value));
            let (left, right) = (self.x_inside(band.days.0), self.x_inside(band.days.1));
            if layout.is_part && right - left < 0.05 {
                continue;
            }
            self.rect((left, top), (right, bottom), Ink::Band)?;
        }
        for y in &layout.grid {
            self.path(&[(plot.left, *y), (plot.right, *y)], Ink::Line, 1.0)?;
        }
        if self.scene.axes && layout.grid.is_empty() {
            self.path(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Ink::Line, 1.0)?;
        }
        for x in &layout.day_marks {
            self.path(&[(*x, plot.bottom), (*x, plot.bottom + 4.0)], Ink::LineStrong, 1.0)?;
        }
        if self.scene.axes && layout.starts_off_zero() {
            self.axis_break()?;
        }
        for mark in self.scene.day_marks.iter().filter(|mark| layout.shows(mark.day)) {
            let x = layout.x(mark.day);
            self.stroke(&[(x, plot.top), (x, plot.bottom)], mark.stroke, Ink::LineStrong, 1.0)?;
        }
        Ok(())
    }

    /// Two short strokes across the axis, between its lowest words: it does not begin at zero.
    fn axis_break(&self) -> Done<DB> {
        let (x, y) = (self.layout.plot.left, self.layout.plot.bottom);
        for above in [10.0, 13.0] {
            self.path(&[(x - 7.0, y - above + 1.5), (x - 1.0, y - above - 1.5)], Ink::InkSoft, 1.0)?;
        }
        Ok(())
    }

    fn quiet_lines(&self) -> Done<DB> {
        if let Some(fan) = &self.scene.fan {
            let [upper, lower, central] = self.layout.fan(fan);
            let corners: Vec<(i32, i32)> = upper.into_iter().chain(lower).map(units).collect();
            if corners.len() > 2 {
                self.area.draw(&Polygon::new(corners, self.colour(fan.ink).mix(0.14).filled()))?;
            }
            self.stroke(&central, Stroke::Dotted, fan.ink, 1.25)?;
        }
        for line in &self.scene.lines {
            let path = self.layout.path(line);
            let width = if line.stroke == Stroke::Solid { 1.0 } else { 1.25 };
            self.stroke(&path, line.stroke, line.ink, width)?;
        }
        Ok(())
    }

    fn values(&self) -> Done<DB> {
        let series = &self.scene.series;
        // where values lie close together, a line of more than a px would run together
        let is_dense = self.layout.line.len() as f64 > self.layout.plot.right - self.layout.plot.left;
        let width = if is_dense { series.width.min(1.0) } else { series.width };
        self.path(&self.layout.line, series.ink, width)?;
        let points = || self.layout.shown.iter().filter_map(|i| series.points.get(*i));
        let place = |day: Date, value: f64| (self.layout.x(day), self.layout.y(value));
        if series.rings && self.layout.roomy {
            let rings: Vec<Px> =
                points().filter(|p| p.mark == Mark::Plain).map(|p| place(p.day, p.value)).collect();
            // all fills, then all strokes: a backend may join what looks alike
            rings.iter().try_for_each(|at| self.disc(*at, 2.4, Ink::Panel))?;
            for at in rings {
                self.area.draw(&Circle::new(units(at), unit(2.4), self.line_style(series.ink, 1.0)))?;
            }
        }
        if self.scene.axes {
            let notes = self.scene.notes.iter().filter(|note| self.layout.shows(note.day));
            let noted: Vec<Px> = notes.map(|note| place(note.day, note.value)).collect();
            noted.into_iter().try_for_each(|at| self.disc(at, 2.9, series.ink))?;
        }
        for point in points() {
            let at = place(point.day, point.value);
            match point.mark {
                Mark::Plain => {}
                Mark::Square(tone) => self.square(at, if self.layout.roomy { 3.6 } else { 2.0 }, tone)?,
                Mark::Dot(tone) => self.dot(at, tone)?,
            }
        }
        Ok(())
    }

    /// The last value, in the colour of the verdict; hollow where there is none.
    fn dot(&self, at: Px, tone: Tone) -> Done<DB> {
        let radius = if self.scene.axes { 3.6 } else { 2.2 };
        self.disc(at, radius, Ink::Tone(tone))?;
        if tone == Tone::NoData && self.scene.axes {
            self.disc(at, radius - 1.25, Ink::Panel)
        } else {
            Ok(())
        }
    }

    fn square(&self, (x, y): Px, half: f64, tone: Tone) -> Done<DB> {
        self.rect((x - half, y - half), (x + half, y + half), Ink::Tone(tone))
    }

    fn cross_hair(&self, cross_hair: &CrossHair) -> Done<DB> {
        let (plot, (x, y)) = (self.layout.plot, cross_hair.at);
        self.path(&[(x, plot.top), (x, plot.bottom)], Ink::LineStrong, 1.0)?;
        self.path(&[(plot.left, y), (plot.right, y)], Ink::LineStrong, 1.0)?;
        self.area.draw(&Circle::new(units((x, y)), unit(6.0), self.line_style(Ink::Ink, 1.5)))?;
        cross_hair.tags.iter().try_for_each(|(rect, word)| {
            self.rect((rect.left, rect.top), (rect.right, rect.bottom), Ink::Ink)?;
            self.word(word)
        })
    }

    fn word(&self, word: &Word) -> Done<DB> {
        let font = FontDesc::new(
            FontFamily::Name(&self.look.sizes.family),
            font_size(word.size * UNITS),
            if word.bold { FontStyle::Bold } else { FontStyle::Normal },
        );
        let h_pos = if word.ends { text_anchor::HPos::Right } else { text_anchor::HPos::Left };
        let colour = self.colour(word.ink);
        let style =
            TextStyle::from(font).color(&colour).pos(text_anchor::Pos::new(h_pos, text_anchor::VPos::Top));
        // the middle of capitals and figures lies 0.36 em above the base line, plotters' top 0.76 em
        let top = word.y + (0.36 - 0.76) * word.size;
        self.area.draw_text(&word.text, &style, units((word.x, top)))
    }

    fn stroke(&self, path: &[Px], stroke: Stroke, ink: Ink, width: f64) -> Done<DB> {
        pieces(path, stroke).iter().try_for_each(|piece| self.path(piece, ink, width))
    }

    fn path(&self, path: &[Px], ink: Ink, width: f64) -> Done<DB> {
        if path.len() < 2 {
            return Ok(());
        }
        let corners: Vec<(i32, i32)> = path.iter().copied().map(units).collect();
        self.area.draw(&PathElement::new(corners, self.line_style(ink, width)))
    }

    fn rect(&self, from: Px, to: Px, ink: Ink) -> Done<DB> {
        self.area.draw(&Rectangle::new([units(from), units(to)], self.colour(ink).filled()))
    }

    fn disc(&self, at: Px, radius: f64, ink: Ink) -> Done<DB> {
        self.area.draw(&Circle::new(units(at), unit(radius), self.colour(ink).filled()))
    }

    fn x_inside(&self, day: Date) -> f64 {
        self.layout.x(day).clamp(self.layout.plot.left, self.layout.plot.right)
    }

    fn line_style(&self, ink: Ink, width: f64) -> ShapeStyle {
        ShapeStyle { color: self.colour(ink), filled: false, stroke_width: (width * UNITS).round() as u32 }
    }

    fn colour(&self, ink: Ink) -> RGBAColor {
        let rgb = self.look.palette.colour(ink);
        RGBAColor(rgb.0, rgb.1, rgb.2, 1.0)
    }
}

/// The size for plotters that comes out as exactly `size` after the division by [`FONT_SCALE`].
fn font_size(size: f64) -> f64 {
    let near = size * FONT_SCALE;
    [near, near.next_up(), near.next_down()].into_iter().find(|s| s / FONT_SCALE == size).unwrap_or(near)
}
