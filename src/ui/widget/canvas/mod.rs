//! Drawings on a canvas: when they are painted, and a small one that stands beside its words. Must not know what is
//! drawn: it comes from the caller as a scene, and words come with it.

mod painter;
mod picture;
mod viewport;

use leptos::prelude::*;

pub use self::painter::Painter;
pub use self::picture::{Picture, WithSay};
pub use self::viewport::Viewport;
use crate::ui::view::view;

/// A sparkline. It has no points to read and is silent beside its words; the class `spark` gives it its size.
#[component]
pub fn Spark(
    /// What is shown; runs again when what it reads changes.
    picture: impl Fn() -> Picture + Send + Sync + 'static,
    /// How numbers and days are said inside a drawing.
    with_say: WithSay,
) -> impl IntoView {
    spark(Box::new(picture), with_say)
}

fn spark(picture: Box<dyn Fn() -> Picture + Send + Sync>, with_say: WithSay) -> AnyView {
    let painter = Painter::new("spark", picture, with_say, RwSignal::new(None));
    view! { <div class="spark" aria-hidden="true"><canvas node_ref=painter.canvas></canvas></div> }
}
