//! Charts: what they show, where it lies, and how it is drawn on any plotters backend.
//!
//! Owns where everything stands on the map of alignment and its twin as an outline, the scenes of a key result, a KPI and a sparkline, their scales, ticks, label places and the sentence's facts.
//! Must not know the browser, storage, the UI, the language on screen or the CSS: colours, type sizes, formatted
//! numbers and words come from the caller as a [`Look`].
//!
//! ```text
//! facts (days, values, targets …)  →  Scene (what is shown)  →  Layout (where, in px)  →  paint on a backend
//! KpiChart, BurnUp, sparkline         no pixels                 ticks, labels, hit test    SVG here, canvas in browser
//! ```
//!
//! The same [`Scene`] gives the canvas, the SVG and the hover read-out, so they cannot disagree. A [`Window`] is the part of
//! its days that one looks at; a [`Layout`] is of a scene and a window, so that looking closer makes no new scene.

mod burn_up;
mod cross_hair;
mod decimate;
mod describe;
mod draw;
mod extremes;
mod from_plan;
mod kpi_chart;
mod labels;
mod layout;
mod look;
mod map;
mod map_forest;
mod moving_range;
mod outline;
mod palette;
mod placing;
mod scale;
mod scene;
mod sparkline;
mod strokes;
mod svg;
mod ticks;
mod window;

pub use burn_up::{BurnUp, Forecast, Report, burn_up};
pub use cross_hair::CrossHair;
pub use decimate::{Columns, decimate};
pub use describe::{BurnUpFacts, KpiFacts};
pub use draw::{FONT_SCALE, UNITS, draw};
pub use extremes::Extremes;
pub use from_plan::{
    key_result_chart, key_result_sparkline, kpi_chart_on, kpi_differences_on, kpi_periods_on, kpi_sparkline,
    tone_of_key_result, tone_of_kpi,
};
pub use kpi_chart::{KpiChart, Limits, kpi_chart};
pub use labels::spread;
pub use layout::{Area, Layout, Size};
pub use look::{DayForm, EstimatedWidths, Look, Say, TextSizes, TextWidths, Words};
pub use map::{AlignmentMap, Arrow, MapEdge, MapNode, NODE, alignment_map, alignment_map_of};
pub use moving_range::{RangeFacts, Ranges, moving_range_chart, moving_range_chart_on};
pub use outline::{Outline, OutlineRow, outline};
pub use palette::{Ink, Palette, Rgb, Tone};
pub use scale::{ValueScale, value_scale};
pub use scene::{Band, DayMark, Fan, Label, Line, Mark, Note, Point, Scene, Series, Stroke};
pub use sparkline::sparkline;
pub use svg::{SvgError, svg, svg_of, svg_page};
pub use ticks::{DayStep, day_ticks};
pub use window::{NEAREST, Window};
