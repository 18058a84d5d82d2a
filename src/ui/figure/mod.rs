//! A chart as people use it: its points are read with the pointer and with arrow keys, one looks closer with wheel, touch,
//! keys and buttons, and takes it along as a picture. What is drawn comes as a [`Picture`].

mod gestures;
mod save;
mod tools;

use leptos::{ev, prelude::*};

use self::tools::Tools;
use super::say;
use super::text::t;
use super::view::{handler, live, view};
use super::widget::{Painter, Picture, WithSay};
use crate::chart::Window;

/// A chart. `class` gives it its size.
#[component]
pub fn Figure(
    #[prop(into)] class: String,
    /// What is shown; runs again when what it reads changes.
    picture: impl Fn() -> Picture + Send + Sync + 'static,
    /// How numbers, days and quiet lines are said inside the drawing.
    with_say: WithSay,
    /// The part of the days that is shown, where several charts share one.
    #[prop(optional)]
    window: Option<RwSignal<Option<Window>>>,
) -> impl IntoView {
    figure(class, Box::new(picture), with_say, window.unwrap_or_else(|| RwSignal::new(None)))
}

fn figure(
    class: String,
    picture: Box<dyn Fn() -> Picture + Send + Sync>,
    with_say: WithSay,
    window: RwSignal<Option<Window>>,
) -> AnyView {
    let painter = Painter::new(&class, picture, with_say, window);
    let hand = gestures::Hand::new(painter);
    let said =
        move || painter.focus.get().and_then(|index| painter.picture().point(index)).unwrap_or_default();
    // The days that are shown, where these are not all.
    let days = move || {
        let whole = Window::of(painter.picture().scene.days);
        window.get().map(|window| window.inside(whole)).filter(|window| *window != whole).map(|window| {
            let (first, last) = window.days();
            say::span(first, last)
        })
    };
    view! {
        <div class="figure">
            <div class=["chart ", &class].concat() class:nearer=move || window.get().is_some()>
                <canvas
                    node_ref=painter.canvas
                    role="img"
                    tabindex="0"
                    aria-label=move || painter.picture().sentence.clone()
                    on:wheel=handler(move |event: ev::WheelEvent| hand.wheel(&event))
                    on:pointerdown=handler(move |event: ev::PointerEvent| hand.down(&event))
                    on:pointermove=handler(move |event: ev::PointerEvent| hand.moved(&event))
                    on:pointerup=handler(move |event: ev::PointerEvent| hand.up(&event))
                    on:pointercancel=handler(move |event: ev::PointerEvent| hand.up(&event))
                    on:pointerleave=handler(move |_| painter.focus.set(None))
                    on:dblclick=handler(move |_| window.set(None))
                    on:keydown=handler(move |event: ev::KeyboardEvent| hand.key(&event))
                    on:blur=handler(move |_| painter.focus.set(None))
                ></canvas>
                <p class="read-out" aria-live="polite">{live(said)}</p>
            </div>
            <div class="chart-tools">
                <p class="days" aria-live="polite">{live(days)}</p>
                <Tools painter=painter with_say=with_say />
            </div>
        </div>
    }
}

/// What the keys of a chart are, for the sheet of keys.
pub fn keys() -> [(&'static str, &'static str); 4] {
    [("← →", t().key_points), ("+ −", t().key_zoom), ("Shift ← →", t().key_pan), ("0", t().key_whole)]
}
