//! A scene as an SVG text, through plotters' own SVG backend: for reports, "Save as SVG" and tests.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::SVGBackend;

use super::{Ink, Layout, Look, Rgb, Scene, Size, TextWidths, UNITS, draw};

/// Why a scene could not be drawn.
pub type SvgError = DrawingAreaErrorKind<std::io::Error>;

/// The scene as an SVG document of `size` px, on a transparent ground.
pub fn svg(scene: &Scene, size: Size, look: &Look, widths: &dyn TextWidths) -> Result<String, SvgError> {
    svg_of(scene, &Layout::new(scene, size, look, widths), look)
}

/// The same as a page to be kept: on the ground of panels, and saying of itself what it shows.
pub fn svg_page(scene: &Scene, layout: &Layout, look: &Look, sentence: &str) -> Result<String, SvgError> {
    let drawn = svg_of(scene, layout, look)?;
    let Rgb(red, green, blue) = look.palette.colour(Ink::Panel);
    let ground = format!("<rect width=\"100%\" height=\"100%\" fill=\"#{red:02X}{green:02X}{blue:02X}\"/>");
    let Some((head, rest)) = drawn.split_once(">\n") else { return Ok(drawn) };
    let page = format!("{head} role=\"img\">\n<desc>{}</desc>\n{ground}\n{rest}", escaped(sentence));
    // XML has no way to write other control characters
    Ok(page.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect())
}

/// A text that is nothing but text in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The same of a scene that is laid out already, such as a part of its days.
pub fn svg_of(scene: &Scene, layout: &Layout, look: &Look) -> Result<String, SvgError> {
    let size = layout.size;
    let (width, height) = ((size.width * UNITS) as u32, (size.height * UNITS) as u32);
    let mut text = String::new();
    draw(SVGBackend::with_string(&mut text, (width, height)), scene, layout, look, None)?;
    // the drawing is ten times as fine as its size on the page
    let fine = format!("<svg width=\"{width}\" height=\"{height}\"");
    let page = format!("<svg width=\"{}\" height=\"{}\"", size.width, size.height);
    Ok(text.replacen(&fine, &page, 1))
}
