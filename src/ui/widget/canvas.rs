//! A canvas that paints itself again when what it shows, its size or the theme changes, and whose points can be read
//! with the pointer and with arrow keys. What is drawn comes from the caller as a scene; words come with it.

use leptos::{ev, html, prelude::*};

use crate::browser::canvas::{paint, palette_of, text_sizes_of};
use crate::browser::page;
use crate::chart::{Layout, Look, Say, Scene, Size};
use crate::ui::view::{handler, live, view};

/// A scene with the words that stand for it and for each of its points.
#[derive(Clone)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// The sentence that says what the chart shows.
    pub sentence: String,
    /// What a point says when it is pointed at, in the order of the scene's points.
    pub points: Vec<String>,
}

/// Lends the words and formats of the user's language to what draws.
pub type WithSay = fn(&mut dyn FnMut(&Say));

/// When charts are painted.
#[derive(Clone, Copy)]
pub struct Viewport {
    /// Changes whenever every chart must be painted again: size of the window, theme, pixel ratio.
    pub changed: RwSignal<u32>,
    /// The app is all here: no first screen waits for the part of it that draws.
    pub drawable: RwSignal<bool>,
}

impl Viewport {
    /// Charts are painted once the app is all here.
    pub fn new() -> Viewport {
        let drawable = RwSignal::new(page::is_all_here());
        window_event_listener_untyped("cairn-all-here", move |_| drawable.set(true));
        Viewport { changed: RwSignal::new(0), drawable }
    }

    /// Has every chart painted again.
    pub fn repaint(self) {
        self.changed.update(|count| *count = count.wrapping_add(1));
    }
}

/// A chart. `class` gives it its size.
#[component]
pub fn Canvas(
    #[prop(into)] class: String,
    /// What is shown; runs again when what it reads changes.
    picture: impl Fn() -> Picture + Send + Sync + 'static,
    /// How numbers, days and quiet lines are said inside the drawing.
    with_say: WithSay,
    /// Without points to read, as in a sparkline: then it is silent beside its words.
    #[prop(optional)]
    decorative: bool,
) -> impl IntoView {
    canvas(class, Box::new(picture), with_say, decorative)
}

fn canvas(
    class: String,
    picture: Box<dyn Fn() -> Picture + Send + Sync>,
    with_say: WithSay,
    decorative: bool,
) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let viewport = expect_context::<Viewport>();
    let focus = RwSignal::new(None::<usize>);
    let picture = Memo::new(move |_| Shared(picture()));
    let layout = StoredValue::new_local(None::<Layout>);
    Effect::new(move |_| {
        if !viewport.drawable.get() {
            return;
        }
        viewport.changed.track();
        focus.track();
        picture.track();
        // One paint a frame, after the layout of the page is known, however many things have changed.
        request_animation_frame(move || {
            let Some(Some(canvas)) = canvas.try_get_untracked() else { return };
            let size =
                Size { width: f64::from(canvas.client_width()), height: f64::from(canvas.client_height()) };
            if size.width < 1.0 || size.height < 1.0 {
                return;
            }
            let (palette, sizes) = (palette_of(&canvas), text_sizes_of(&canvas));
            picture.with_untracked(|picture| {
                with_say(&mut |say| {
                    let look = Look { palette: &palette, sizes: &sizes, say };
                    let painted = paint(&canvas, size, &picture.0.scene, &look, focus.get_untracked());
                    layout.set_value(painted.ok());
                });
            });
        });
    });
    let nearest = move |event: ev::PointerEvent| {
        let x = f64::from(event.offset_x());
        let hit = layout.with_value(|layout| {
            picture.with_untracked(|p| layout.as_ref().and_then(|layout| layout.nearest(&p.0.scene, x)))
        });
        if focus.get_untracked() != hit {
            focus.set(hit);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = picture.with_untracked(|p| p.0.points.len());
        let Some(last) = count.checked_sub(1) else { return };
        let at = focus.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => Some(at.map_or(last, |i| i.saturating_sub(1))),
            "ArrowRight" => Some(at.map_or(0, |i| (i + 1).min(last))),
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        focus.set(next);
    };
    if decorative {
        return view! { <div class=class aria-hidden="true"><canvas node_ref=canvas></canvas></div> };
    }
    let said =
        move || focus.get().and_then(|i| picture.with(|p| p.0.points.get(i).cloned())).unwrap_or_default();
    view! {
        <div class=class>
            <canvas
                node_ref=canvas
                role="img"
                tabindex="0"
                aria-label=move || picture.with(|p| p.0.sentence.clone())
                on:pointermove=handler(nearest)
                on:pointerleave=handler(move |_| focus.set(None))
                on:keydown=handler(on_key)
                on:blur=handler(move |_| focus.set(None))
            ></canvas>
            <p class="read-out" aria-live="polite">{live(said)}</p>
        </div>
    }
}

/// A picture is compared by nobody: it is made anew when something it reads has changed.
#[derive(Clone)]
struct Shared(Picture);

impl PartialEq for Shared {
    fn eq(&self, _: &Shared) -> bool {
        false
    }
}
