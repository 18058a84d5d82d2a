//! How a chart looks and speaks: colours, type sizes, words and number formats, all given by the caller. Must not know
//! the language on screen nor how text is measured.

use super::Palette;
use crate::domain::Date;

/// Everything about a chart's appearance that is not the chart's own.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Colours of the theme.
    pub palette: &'a Palette,
    /// Type.
    pub sizes: &'a TextSizes,
    /// Formats of axis words.
    pub say: &'a Say<'a>,
    /// Device pixels to the CSS px: how fine the columns are in which the lowest and highest value stay exact.
    pub ratio: f64,
}

/// The caller's formats and words (in the browser: `Intl` and the table of texts).
pub struct Say<'a> {
    /// A value as it stands in a label: "10.4", "48 min".
    pub value: &'a dyn Fn(f64) -> String,
    /// A value on the axis, with as many decimals as the ticks need.
    pub tick: &'a dyn Fn(f64, usize) -> String,
    /// A day on the axis.
    pub day: &'a dyn Fn(Date, DayForm) -> String,
    /// The words on the lines.
    pub words: Words,
}

/// How a day is written on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// "17 May 2027"
    Full,
    /// "17 May"
    Day,
    /// "May"
    Month,
    /// "2027"
    Year,
}

/// The words on the quiet lines; a value follows where there is one ("limit 10.4").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// A target: "target".
    pub target: String,
    /// A lower bound: "at least".
    pub at_least: String,
    /// An upper bound: "at most".
    pub at_most: String,
    /// What others reach: "benchmark".
    pub benchmark: String,
    /// A natural limit: "limit".
    pub limit: String,
    /// The centre of the natural limits: "centre".
    pub centre: String,
    /// The mean of moving ranges: "mean".
    pub mean: String,
    /// Where a value should be by now: "expected".
    pub expected: String,
    /// The current day: "today".
    pub today: String,
    /// Where it leads if it goes on as so far: "forecast".
    pub forecast: String,
}

/// Type of a chart, in CSS px.
#[derive(Clone, Debug, PartialEq)]
pub struct TextSizes {
    /// Ticks of both axes.
    pub axis: f64,
    /// Words on lines, notes.
    pub label: f64,
    /// Font family, as in CSS.
    pub family: String,
}

impl TextSizes {
    /// The sizes that fit a body text of `px` (16 is the usual one), so that charts follow the user's text size.
    pub fn of_body(px: f64, family: &str) -> TextSizes {
        TextSizes { axis: px * 0.6875, label: px * 0.6875, family: family.to_string() }
    }
}

/// Tells how wide a text comes out.
pub trait TextWidths {
    /// Width in CSS px of `text` at `size` px.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// Widths guessed from the letters, a little on the wide side: for SVG, where nobody can measure, and for tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct EstimatedWidths;

impl TextWidths for EstimatedWidths {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let ems: f64 = text.chars().map(em).sum();
        ems * size * if bold { 1.05 } else { 1.0 }
    }
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.29,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.88,
        '0'..='9' | '+' | '−' | '–' => 0.62,
        c if c.is_uppercase() => 0.69,
        // ideographs, kana, hangul, emoji are full squares
        c if c as u32 >= 0x2E80 => 1.0,
        _ => 0.58,
    }
}
