//! Colours by meaning. Owns which meanings a chart can paint with; must not know where the colours come from (the
//! CSS tokens, read by the caller).

/// A colour, opaque.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`, the way a canvas writes an opaque colour.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.trim().strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Rgb(part(0)?, part(2)?, part(4)?))
    }
}

/// What a stroke, a fill or a word means; the palette gives its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Ink {
    Ink,
    InkSoft,
    Line,
    LineStrong,
    Accent,
    Band,
    Panel,
    Tone(Tone),
}

/// The verdict that colours a point or a line; the UI knows which status has which tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tone {
    OnTrack,
    AtRisk,
    OffTrack,
    NoData,
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Words that matter.
    pub ink: Rgb,
    /// Words on quiet lines, axis words, the line of measurements.
    pub ink_soft: Rgb,
    /// Grid.
    pub line: Rgb,
    /// Limits, the day's mark, the axis.
    pub line_strong: Rgb,
    /// Targets.
    pub accent: Rgb,
    /// The range between limits or bounds.
    pub band: Rgb,
    /// What the chart lies on; fills hollow points.
    pub panel: Rgb,
    /// On track, healthy, met.
    pub on_track: Rgb,
    /// At risk, watch.
    pub at_risk: Rgb,
    /// Off track, unhealthy, outside the limits.
    pub off_track: Rgb,
    /// Nothing known, overdue.
    pub no_data: Rgb,
}

impl Palette {
    /// The light theme of `look-and-feel.md`: for print, reports and wherever a token is missing.
    pub const LIGHT: Palette = Palette {
        ink: Rgb(0x1f, 0x1d, 0x1a),
        ink_soft: Rgb(0x5d, 0x58, 0x4f),
        line: Rgb(0xe5, 0xe1, 0xda),
        line_strong: Rgb(0xd3, 0xcd, 0xc3),
        accent: Rgb(0x0f, 0x6b, 0x6b),
        band: Rgb(0xf7, 0xf5, 0xf2),
        panel: Rgb(0xff, 0xff, 0xff),
        on_track: Rgb(0x2f, 0x7d, 0x4f),
        at_risk: Rgb(0xb2, 0x6a, 0x00),
        off_track: Rgb(0xc2, 0x40, 0x2d),
        no_data: Rgb(0x8a, 0x84, 0x79),
    };

    /// The dark theme of `look-and-feel.md`.
    pub const DARK: Palette = Palette {
        ink: Rgb(0xee, 0xeb, 0xe5),
        ink_soft: Rgb(0xb1, 0xab, 0xa0),
        line: Rgb(0x32, 0x2f, 0x2a),
        line_strong: Rgb(0x45, 0x41, 0x3a),
        accent: Rgb(0x5e, 0xc1, 0xbb),
        band: Rgb(0x24, 0x22, 0x1e),
        panel: Rgb(0x1e, 0x1d, 0x1a),
        on_track: Rgb(0x6c, 0xc2, 0x8d),
        at_risk: Rgb(0xe2, 0xa9, 0x4a),
        off_track: Rgb(0xef, 0x83, 0x70),
        no_data: Rgb(0x8a, 0x84, 0x79),
    };

    /// The colour of a meaning.
    pub fn colour(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Ink => self.ink,
            Ink::InkSoft => self.ink_soft,
            Ink::Line => self.line,
            Ink::LineStrong => self.line_strong,
            Ink::Accent => self.accent,
            Ink::Band => self.band,
            Ink::Panel => self.panel,
            Ink::Tone(Tone::OnTrack) => self.on_track,
            Ink::Tone(Tone::AtRisk) => self.at_risk,
            Ink::Tone(Tone::OffTrack) => self.off_track,
            Ink::Tone(Tone::NoData) => self.no_data,
        }
    }
}
