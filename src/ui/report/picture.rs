//! A chart as a drawing that stays sharp on paper: an SVG in an image, where nothing in it can run.

use leptos::prelude::*;

use crate::browser::page;
use crate::chart::{EstimatedWidths, Layout, Look, Palette, Size, TextSizes, Window, svg_page};
use crate::domain::{Date, Every};
use crate::ui::chart::with_say;
use crate::ui::view::view;
use crate::ui::widget::Picture;

/// Beside the words of a record, in px of the page.
const SIZE: Size = Size { width: 330.0, height: 132.0 };

/// The chart with the sentence that says the same; nothing where it can't be drawn.
pub(super) fn picture(picture: &Picture, days: Option<(Date, Date)>) -> Option<AnyView> {
    let sizes = TextSizes::of_body(14.0, "system-ui, sans-serif");
    let mut drawn = None;
    with_say(&mut |say| {
        let look = Look { palette: &Palette::LIGHT, sizes: &sizes, say, ratio: 1.0 };
        let window = Window::of(days.unwrap_or(picture.scene.days));
        let scene = &picture.scene;
        let layout = Layout::part(scene, &picture.extremes, window, SIZE, &look, &EstimatedWidths);
        drawn = svg_page(scene, &layout, &look, &picture.sentence).ok();
    });
    let address = page::picture_address(&drawn?);
    let (width, height) = (SIZE.width.to_string(), SIZE.height.to_string());
    let sentence = picture.sentence.clone();
    Some(view! { <img class="chart" src=address alt=sentence width=width height=height decoding="sync" /> })
}

/// The days of a KPI's chart: as many measurements as can be told apart, and the cycle at least.
pub(super) fn days_of(every: Every, all: (Date, Date), first: Date, on: Date) -> (Date, Date) {
    let back = match every {
        Every::Day => 120,
        Every::Week => 400,
        Every::Month => 1200,
        Every::Quarter | Every::Year => return all,
    };
    (all.0.max(first.min(on.plus_days(-back))), all.1)
}
