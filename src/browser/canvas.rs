//! Charts on a `<canvas>`: sizes its backing store, reads the theme's colours, measures text, and paints a scene through
//! [`Backend`]. Owns everything a chart needs of the browser; must not know what is charted nor the UI. Nothing here
//! puts an element or a style into the document, and the size comes from the caller (a ResizeObserver knows it without
//! forcing a layout).

mod backend;
mod theme;

use std::cell::RefCell;
use std::fmt;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::{CrossHair, Extremes, Layout, Look, Rgb, Scene, Size, TextWidths, Window, draw};
use crate::ordered::Map;

pub use backend::Backend;
pub use theme::{palette_of, text_sizes_of};

/// Why nothing could be painted: the browser's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanvasError(String);

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CanvasError {}

impl From<JsValue> for CanvasError {
    fn from(error: JsValue) -> CanvasError {
        CanvasError(format!("{error:?}"))
    }
}

/// Lays out the part of a scene that `window` shows (all of it by default) on a canvas of `size` CSS px, measuring text as
/// the canvas will draw it. `extremes` are those of the scene's points.
pub fn lay_out(
    canvas: &HtmlCanvasElement,
    size: Size,
    scene: &Scene,
    extremes: &Extremes,
    window: Option<Window>,
    look: &Look,
) -> Result<Layout, CanvasError> {
    let context = context_of(canvas)?;
    let widths = CanvasWidths { context: &context, family: &look.sizes.family };
    let window = window.unwrap_or(Window::of(scene.days));
    Ok(Layout::part(scene, extremes, window, size, look, &widths))
}

/// Paints a scene as it is laid out over the whole canvas, at the look's device pixels to the CSS px; `focus` is the index
/// of the point that is pointed at.
pub fn paint(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    layout: &Layout,
    look: &Look,
    focus: Option<usize>,
) -> Result<(), CanvasError> {
    paint_on(canvas, None, scene, layout, look, focus)
}

fn paint_on(
    canvas: &HtmlCanvasElement,
    ground: Option<Rgb>,
    scene: &Scene,
    layout: &Layout,
    look: &Look,
    focus: Option<usize>,
) -> Result<(), CanvasError> {
    let context = context_of(canvas)?;
    let (size, ratio) = (layout.size, look.ratio);
    let (width, height) = (device_pixels(size.width, ratio), device_pixels(size.height, ratio));
    // setting a size also clears and resets the canvas, so only where it differs
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.clear_rect(0.0, 0.0, width, height);
    if let Some(Rgb(red, green, blue)) = ground {
        context.set_global_alpha(1.0);
        context.set_fill_style_str(&format!("#{red:02x}{green:02x}{blue:02x}"));
        context.fill_rect(0.0, 0.0, width, height);
    }
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)?;
    let widths = CanvasWidths { context: &context, family: &look.sizes.family };
    let cross_hair = focus.and_then(|index| CrossHair::on(scene, layout, index, look, &widths));
    let backend = Backend::new(context.clone(), size, ratio);
    draw(backend, scene, layout, look, cross_hair.as_ref()).map_err(|error| CanvasError(error.to_string()))
}

/// Draws a scene on the ground of panels, on a canvas of its own that no page shows.
pub fn draw_apart(
    scene: &Scene,
    window: Option<Window>,
    size: Size,
    look: &Look,
) -> Result<HtmlCanvasElement, CanvasError> {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.ok_or_else(|| CanvasError("no document".into()))?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| CanvasError("no canvas".into()))?;
    let layout = lay_out(&canvas, size, scene, &Extremes::default(), window, look)?;
    paint_on(&canvas, Some(look.palette.panel), scene, &layout, look, None)?;
    Ok(canvas)
}

/// What is on a canvas as a PNG file.
pub async fn png(canvas: &HtmlCanvasElement) -> Result<Blob, CanvasError> {
    let promise = js_sys::Promise::new(&mut |done, failed| {
        if let Err(error) = canvas.to_blob(&done) {
            let _ = failed.call1(&JsValue::NULL, &error);
        }
    });
    let blob = wasm_bindgen_futures::JsFuture::from(promise).await?;
    blob.dyn_into().map_err(|_| CanvasError("no picture".into()))
}

/// Device pixels to the CSS px of this window, now; changes with zoom and between screens.
pub fn device_pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(0.1)
}

fn device_pixels(px: f64, ratio: f64) -> u32 {
    // a canvas beyond this stays blank in some browsers
    (px * ratio).round().clamp(1.0, 16_384.0) as u32
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, CanvasError> {
    let context = canvas.get_context("2d")?.ok_or_else(|| CanvasError("no 2d context".to_string()))?;
    context.dyn_into().map_err(|_| CanvasError("not a 2d context".to_string()))
}

/// A CSS `font` value.
fn font(family: &str, px: f64, bold: bool) -> String {
    let weight = if bold { "600 " } else { "" };
    format!("{weight}{px}px {family}")
}

/// Widths from `measureText`, remembered over all charts.
struct CanvasWidths<'a> {
    context: &'a CanvasRenderingContext2d,
    family: &'a str,
}

/// Widths remembered before all are forgotten; labels come and go, fonts hardly.
const REMEMBERED: usize = 4000;

thread_local! {
    static WIDTHS: RefCell<Map<(String, String), f64>> = const { RefCell::new(Map::new()) };
}

fn width_of(context: &CanvasRenderingContext2d, font: String, text: &str) -> f64 {
    let key = (font, text.to_string());
    if let Some(width) = WIDTHS.with_borrow(|widths| widths.get(&key).copied()) {
        return width;
    }
    context.set_font(&key.0);
    let width = context.measure_text(text).map_or(0.0, |metrics| metrics.width());
    WIDTHS.with_borrow_mut(|widths| {
        if widths.len() >= REMEMBERED {
            widths.clear();
        }
        widths.insert(key, width);
    });
    width
}

impl TextWidths for CanvasWidths<'_> {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        width_of(self.context, font(self.family, size, bold), text)
    }
}
