//! A scene as an SVG text, through plotters' own SVG backend: for reports, "Save as SVG" and tests.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::SVGBackend;

use super::{Layout, Look, Scene, Size, TextWidths, UNITS, draw};

/// Why a scene could not be drawn.
pub type SvgError = DrawingAreaErrorKind<std::io::Error>;

/// The scene as an SVG document of `size` px, on a transparent ground.
pub fn svg(scene: &Scene, size: Size, look: &Look, widths: &dyn TextWidths) -> Result<String, SvgError> {
    let layout = Layout::new(scene, size, look, widths);
    let (width, height) = ((size.width * UNITS) as u32, (size.height * UNITS) as u32);
    let mut text = String::new();
    draw(SVGBackend::with_string(&mut text, (width, height)), scene, &layout, look, None)?;
    // the drawing is ten times as fine as its size on the page
    let fine = format!("<svg width=\"{width}\" height=\"{height}\"");
    let page = format!("<svg width=\"{}\" height=\"{}\"", size.width, size.height);
    Ok(text.replacen(&fine, &page, 1))
}
