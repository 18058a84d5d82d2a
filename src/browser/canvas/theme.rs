//! The theme's colours and type as CSS has them, for a canvas that CSS does not reach.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement};

use super::context_of;
use crate::chart::{Palette, Rgb, TextSizes};

/// The palette from the tokens of `style/tokens.css` as they hold at the canvas; a token that is missing or that the
/// canvas cannot read keeps its colour of `look-and-feel.md`. Ask again when the theme changes, not at every paint.
pub fn palette_of(canvas: &HtmlCanvasElement) -> Palette {
    let (Some(style), Ok(context)) = (style_of(canvas), context_of(canvas)) else { return Palette::LIGHT };
    // `color` is always resolved, so it tells the theme whatever chose it
    let ink = style.get_property_value("color").ok().and_then(|text| resolved(&context, &text));
    let dark = ink.is_some_and(|Rgb(r, g, b)| u32::from(r) + u32::from(g) + u32::from(b) > 3 * 128);
    let base = if dark { Palette::DARK } else { Palette::LIGHT };
    let token = |name: &str, or: Rgb| {
        let text = style.get_property_value(name).unwrap_or_default();
        resolved(&context, chosen(text.trim(), dark)).unwrap_or(or)
    };
    Palette {
        ink: token("--ink", base.ink),
        ink_soft: token("--ink-soft", base.ink_soft),
        line: token("--line", base.line),
        line_strong: token("--line-strong", base.line_strong),
        accent: token("--accent", base.accent),
        band: token("--band", base.band),
        panel: token("--panel", base.panel),
        on_track: token("--on-track", base.on_track),
        at_risk: token("--at-risk", base.at_risk),
        off_track: token("--off-track", base.off_track),
        no_data: token("--no-data", base.no_data),
    }
}

/// The type of the canvas as CSS sets it: its family, and sizes that follow its `font-size`.
pub fn text_sizes_of(canvas: &HtmlCanvasElement) -> TextSizes {
    let property = |name| style_of(canvas).and_then(|style| style.get_property_value(name).ok());
    let size =
        property("font-size").and_then(|text| text.trim_end_matches("px").parse().ok()).unwrap_or(16.0);
    let family = property("font-family").filter(|family| !family.is_empty());
    TextSizes::of_body(size, family.as_deref().unwrap_or("sans-serif"))
}

fn style_of(canvas: &HtmlCanvasElement) -> Option<CssStyleDeclaration> {
    web_sys::window()?.get_computed_style(canvas.unchecked_ref()).ok()?
}

/// The canvas itself reads a CSS colour and writes it as `#rrggbb`, system colours of forced-colors included.
fn resolved(context: &CanvasRenderingContext2d, text: &str) -> Option<Rgb> {
    const UNREAD: &str = "#010203";
    context.set_fill_style_str(UNREAD);
    context.set_fill_style_str(text);
    let read = context.fill_style().as_string().filter(|read| read != UNREAD)?;
    Rgb::parse(&read)
}

/// Tokens come as written: of `light-dark(a, b)` the one that holds.
fn chosen(text: &str, dark: bool) -> &str {
    let Some(pair) = text.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) else {
        return text;
    };
    let mut depth = 0;
    let comma = pair.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        *c == ',' && depth == 0
    });
    match comma.map(|(at, _)| pair.split_at(at)) {
        Some((light, dark_one)) => {
            if dark {
                dark_one.trim_start_matches(',').trim()
            } else {
                light.trim()
            }
        }
        None => text,
    }
}
