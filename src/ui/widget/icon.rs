//! Line icons, drawn in the colour of the text around them, silent for screen readers.

use crate::ui::view::view;
use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    Cairn,
    Now,
    Target,
    Line,
    Review,
    Share,
    Guide,
    Plan,
    More,
    Nearer,
    Farther,
}

/// Shapes that stand for a verdict beside its word, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    Disc,
    Triangle,
    Square,
    Ring,
}

/// The icon as an inline drawing.
pub fn icon(icon: Icon) -> impl IntoView {
    let (size, paths): (u32, &[&str]) = match icon {
        Icon::Cairn => (22, &[]),
        Icon::Now => (16, &["M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13", "M8 4.2V8l2.6 1.8"]),
        Icon::Target => {
            (16, &["M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13", "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6"])
        }
        Icon::Line => (16, &["M1.5 11.5l4-4.5 3 2.5 6-6"]),
        Icon::Review => (16, &["M3 2.5h10v11H3z", "M5.5 6l1.2 1.2L9 5", "M5.5 10.2h5"]),
        Icon::Share => (16, &["M5 5.5H3.5v8h9v-8H11", "M8 10V1.8", "M5.2 4.4L8 1.6l2.8 2.8"]),
        Icon::Guide => (
            16,
            &[
                "M8 3.5C6.5 2.3 4 2 1.8 2.6v10C4 12 6.5 12.3 8 13.5c1.5-1.2 4-1.5 6.2-.9v-10C12 2 9.5 2.3 8 3.5z",
                "M8 3.5v10",
            ],
        ),
        Icon::Plan => (16, &["M2.5 4h11", "M2.5 8h11", "M2.5 12h7"]),
        Icon::Nearer => (16, &["M3.5 8h9", "M8 3.5v9"]),
        Icon::Farther => (16, &["M3.5 8h9"]),
        Icon::More => (16, &["M3 8h.01", "M8 8h.01", "M13 8h.01"]),
    };
    let width = if icon == Icon::More { "2.4" } else { "1.4" };
    view! {
        <svg
            class="icon"
            width=size
            height=size
            viewBox=if icon == Icon::Cairn { "0 0 22 22" } else { "0 0 16 16" }
            fill="none"
            stroke="currentColor"
            stroke-width=width
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            {paths.iter().map(|d| view! { <path d=*d /> }).collect_view()}
            {(icon == Icon::Cairn).then(cairn)}
        </svg>
    }
}

fn cairn() -> impl IntoView {
    let stone = |cy, rx, ry, opacity| {
        view! { <ellipse cx="11" cy=cy rx=rx ry=ry fill="currentColor" stroke="none" opacity=opacity /> }
    };
    (stone("5", "4", "2.4", "0.55"), stone("10.6", "6", "2.7", "0.75"), stone("17", "8.6", "3.2", "1"))
}

/// The shape of a verdict.
pub fn shape(shape: Shape) -> impl IntoView {
    let path = match shape {
        Shape::Disc => "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8",
        Shape::Triangle => "M5 1.2L9.4 9H.6z",
        Shape::Square => "M1.4 1.4h7.2v7.2H1.4z",
        Shape::Ring => "M5 1.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8",
    };
    let (fill, stroke) =
        if shape == Shape::Ring { ("none", "currentColor") } else { ("currentColor", "none") };
    view! {
        <svg width="10" height="10" viewBox="0 0 10 10" fill=fill stroke=stroke stroke-width="1.6" aria-hidden="true">
            <path d=path />
        </svg>
    }
}
