//! A plotters backend on the 2D context of a canvas: whole paths in one call, neighbours of one style in one stroke,
//! upright and level lines on whole device pixels. Must not know scenes or themes.

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use super::{CanvasError, font, width_of};
use crate::chart::{FONT_SCALE, Size, UNITS};

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

/// Draws in units of a tenth of a CSS px on a context whose transform is the devicePixelRatio.
pub struct Backend {
    context: CanvasRenderingContext2d,
    size: Size,
    ratio: f64,
    /// The path begun and not yet painted.
    open: Option<Paint>,
    /// What the context is set to.
    stroke: Option<(u8, u8, u8)>,
    fill: Option<(u8, u8, u8)>,
    font: String,
}

/// Paths with more corners are drawn in pieces, of so many lines each.
const LONG: usize = 96;
const PIECE: usize = 64;

/// How a path will be painted; paths that are painted alike are painted together.
#[derive(Clone, Copy, PartialEq)]
struct Paint {
    rgb: (u8, u8, u8),
    alpha: f64,
    /// Width in CSS px; none for a fill.
    stroke: Option<f64>,
}

impl Backend {
    /// A backend over a canvas of `size` CSS px, the context's transform being `ratio`.
    pub fn new(context: CanvasRenderingContext2d, size: Size, ratio: f64) -> Backend {
        context.set_line_join("round");
        context.set_line_cap("butt");
        context.set_text_baseline("alphabetic");
        Backend { context, size, ratio, open: None, stroke: None, fill: None, font: String::new() }
    }

    fn begin(&mut self, paint: Paint) {
        if self.open != Some(paint) {
            self.finish();
            self.context.begin_path();
            self.open = Some(paint);
        }
    }

    fn finish(&mut self) {
        let Some(paint) = self.open.take() else { return };
        self.context.set_global_alpha(paint.alpha);
        match paint.stroke {
            Some(width) => {
                if self.stroke != Some(paint.rgb) {
                    self.context.set_stroke_style_str(&css(paint.rgb));
                    self.stroke = Some(paint.rgb);
                }
                self.context.set_line_width(width);
                self.context.stroke();
            }
            None => {
                self.set_fill(paint.rgb);
                self.context.fill();
            }
        }
    }

    fn set_fill(&mut self, rgb: (u8, u8, u8)) {
        if self.fill != Some(rgb) {
            self.context.set_fill_style_str(&css(rgb));
            self.fill = Some(rgb);
        }
    }

    /// A path of many corners, piece by piece: browsers fill the outline of a stroke, and one with thousands of corners
    /// costs them far more than many with a few each. Where two pieces meet, a round end hides the seam.
    fn long_path(&mut self, corners: &[BackendCoord], paint: Paint) {
        self.finish();
        self.context.set_line_join("bevel");
        self.context.set_line_cap("round");
        let mut start = 0;
        while let Some([first, rest @ ..]) = corners.get(start..(start + PIECE + 1).min(corners.len()))
            && !rest.is_empty()
        {
            self.begin(paint);
            let (x, y) = point(*first);
            self.context.move_to(x, y);
            for (x, y) in rest.iter().copied().map(point) {
                self.context.line_to(x, y);
            }
            self.finish();
            start += rest.len();
        }
        self.context.set_line_join("round");
        self.context.set_line_cap("butt");
    }

    /// Whole device pixels for a hairline, so that it is one pixel wide and not two half ones.
    fn crisp_width(&self, px: f64) -> f64 {
        (px * self.ratio).round().max(1.0) / self.ratio
    }

    /// The middle of a stroke of `width`, moved so that its edges lie between device pixels.
    fn crisp(&self, px: f64, width: f64) -> f64 {
        let half = width * self.ratio / 2.0;
        ((px * self.ratio - half).round() + half) / self.ratio
    }

    fn edge(&self, px: f64) -> f64 {
        (px * self.ratio).round() / self.ratio
    }
}

fn css((r, g, b): (u8, u8, u8)) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn px(units: i32) -> f64 {
    f64::from(units) / UNITS
}

fn point((x, y): BackendCoord) -> (f64, f64) {
    (px(x), px(y))
}

fn stroke_of<S: BackendStyle>(style: &S) -> Paint {
    let colour = style.color();
    Paint { rgb: colour.rgb, alpha: colour.alpha, stroke: Some(f64::from(style.stroke_width()) / UNITS) }
}

fn fill_of(colour: BackendColor) -> Paint {
    Paint { rgb: colour.rgb, alpha: colour.alpha, stroke: None }
}

fn failed(error: JsValue) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(error.into())
}

impl DrawingBackend for Backend {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.width * UNITS) as u32, (self.size.height * UNITS) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.finish();
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.begin(fill_of(colour));
        let ((x, y), side) = (point(at), 1.0 / self.ratio);
        self.context.rect(x, y, side, side);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<BackendCoord> = path.into_iter().collect();
        let mut paint = stroke_of(style);
        if paint.alpha == 0.0 || corners.len() < 2 {
            return Ok(());
        }
        let straight = corners.windows(2).all(|pair| matches!(pair, [a, b] if a.0 == b.0 || a.1 == b.1));
        let width = paint.stroke.map(|width| if straight { self.crisp_width(width) } else { width });
        paint.stroke = width;
        if corners.len() > LONG {
            self.long_path(&corners, paint);
            return Ok(());
        }
        self.begin(paint);
        for (i, corner) in corners.into_iter().enumerate() {
            let (mut x, mut y) = point(corner);
            if let (true, Some(width)) = (straight, width) {
                (x, y) = (self.crisp(x, width), self.crisp(y, width));
            }
            if i == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (point(upper_left), point(bottom_right));
        let (left, top) = (self.edge(left), self.edge(top));
        self.begin(if fill { fill_of(style.color()) } else { stroke_of(style) });
        self.context.rect(left, top, self.edge(right) - left, self.edge(bottom) - top);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x, y), radius) = (point(centre), f64::from(radius) / UNITS);
        self.begin(if fill { fill_of(style.color()) } else { stroke_of(style) });
        self.context.move_to(x + radius, y);
        self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU).map_err(failed)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        // painted alone: polygons that run the other way round would cut holes into each other
        self.finish();
        self.begin(fill_of(style.color()));
        for (i, corner) in corners.into_iter().enumerate() {
            let (x, y) = point(corner);
            if i == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
        self.context.close_path();
        self.finish();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.finish();
        let (size, colour) = (size_of(style), style.color());
        let font = font_of(style);
        if self.font != font {
            self.context.set_font(&font);
            self.font = font;
        }
        self.set_fill(colour.rgb);
        self.context.set_global_alpha(colour.alpha);
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        });
        // the same heights as in plotters' SVG
        let down = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.27,
            VPos::Bottom => -0.27,
        };
        let (x, y) = point(at);
        self.context.fill_text(text, x, y + down * size).map_err(failed)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        let width = width_of(&self.context, font_of(style), text);
        Ok(((width * UNITS).ceil() as u32, (size_of(style) * UNITS).ceil() as u32))
    }
}

/// Type size in CSS px.
fn size_of<S: BackendTextStyle>(style: &S) -> f64 {
    style.size() / FONT_SCALE / UNITS
}

fn font_of<S: BackendTextStyle>(style: &S) -> String {
    font(style.family().as_str(), size_of(style), matches!(style.style(), FontStyle::Bold))
}
