//! A canvas that is painted when it is in sight, again when what it shows has changed, and at most once a frame.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{Picture, Viewport, WithSay};
use crate::browser::canvas::{device_pixel_ratio, lay_out, paint};
use crate::browser::seen;
use crate::chart::{Layout, Look, Size, Window};

/// The state of one canvas.
#[derive(Clone, Copy)]
pub struct Painter {
    /// The element.
    pub canvas: NodeRef<html::Canvas>,
    /// The point that is pointed at.
    pub focus: RwSignal<Option<usize>>,
    /// The part of the days that is shown; all of them by default.
    pub window: RwSignal<Option<Window>>,
    picture: Memo<Shown>,
    laid: StoredValue<Option<Laid>, LocalStorage>,
    waits: StoredValue<bool>,
    class: StoredValue<String>,
    with_say: WithSay,
    viewport: Viewport,
}

/// A layout and what it was made of.
struct Laid {
    picture: Arc<Picture>,
    window: Option<Window>,
    changed: u32,
    layout: Layout,
}

impl Painter {
    /// A canvas of `class` for what `picture` gives, which runs again when something it reads has changed; not before the
    /// canvas is in sight for the first time.
    pub fn new(
        class: &str,
        picture: Box<dyn Fn() -> Picture + Send + Sync>,
        with_say: WithSay,
        window: RwSignal<Option<Window>>,
    ) -> Painter {
        let painter = Painter {
            canvas: NodeRef::new(),
            focus: RwSignal::new(None),
            window,
            picture: Memo::new(move |_| Shown(Arc::new(picture()))),
            laid: StoredValue::new_local(None),
            waits: StoredValue::new(false),
            class: StoredValue::new(class.to_string()),
            with_say,
            viewport: expect_context(),
        };
        painter.follow();
        painter
    }

    /// The picture on the canvas, and again when there is another.
    pub fn picture(&self) -> Arc<Picture> {
        self.picture.get().0
    }

    /// The picture, asked once.
    pub fn picture_now(&self) -> Arc<Picture> {
        self.picture.get_untracked().0
    }

    /// All days of the picture.
    pub fn whole(&self) -> Window {
        Window::of(self.picture_now().scene.days)
    }

    /// The days that are shown.
    pub fn shown(&self) -> Window {
        self.window.get_untracked().map_or_else(|| self.whole(), |window| window.inside(self.whole()))
    }

    /// Shows another part of the days; where these are all, it follows them from now on.
    pub fn show(&self, window: Window) {
        let window = (window != self.whole()).then_some(window);
        if self.window.get_untracked() != window {
            self.window.set(window);
        }
    }

    /// Asks the layout on the canvas something; none before there is one.
    pub fn asked<T>(&self, ask: impl FnOnce(&Picture, &Layout) -> T) -> Option<T> {
        self.laid.with_value(|laid| laid.as_ref().map(|laid| ask(&laid.picture, &laid.layout)))
    }

    fn follow(self) {
        let in_sight = RwSignal::new(false);
        let watched = StoredValue::new(None::<u32>);
        Effect::new(move |_| {
            let Some(canvas) = self.canvas.get() else { return };
            let number = seen::watch(&canvas, move |seen| {
                if in_sight.try_get_untracked().is_some_and(|known| known != seen) {
                    in_sight.set(seen);
                }
            });
            if let Some(Some(before)) = watched.try_update_value(|watched| watched.replace(number)) {
                seen::unwatch(before);
            }
        });
        on_cleanup(move || {
            if let Some(Some(number)) = watched.try_get_value() {
                seen::unwatch(number);
            }
        });
        Effect::new(move |_| {
            if !self.viewport.drawable.get() {
                return;
            }
            let printing = self.viewport.printing.get();
            if !printing && !in_sight.get() {
                return;
            }
            self.viewport.changed.track();
            self.focus.track();
            self.window.track();
            self.picture.track();
            if printing {
                self.paint();
            } else if !self.waits.get_value() {
                // One paint a frame, after the layout of the page is known, however many things have changed.
                self.waits.set_value(true);
                request_animation_frame(move || {
                    if self.waits.try_set_value(false).is_none() {
                        self.paint();
                    }
                });
            }
        });
    }

    fn paint(self) {
        let Some(Some(canvas)) = self.canvas.try_get_untracked() else { return };
        let size =
            Size { width: f64::from(canvas.client_width()), height: f64::from(canvas.client_height()) };
        if size.width < 1.0 || size.height < 1.0 {
            return;
        }
        let (palette, sizes) = self.class.with_value(|class| self.viewport.look_of(&canvas, class));
        (self.with_say)(&mut |say| {
            let look = Look { palette: &palette, sizes: &sizes, say, ratio: device_pixel_ratio() };
            self.laid.update_value(|laid| {
                let picture = self.picture_now();
                let (window, changed) = (self.window.get_untracked(), self.viewport.changed.get_untracked());
                let fits = |laid: &Laid| {
                    Arc::ptr_eq(&laid.picture, &picture)
                        && laid.window == window
                        && laid.changed == changed
                        && laid.layout.size == size
                };
                // where only the pointer has moved, everything still lies where it lay
                if !laid.as_ref().is_some_and(fits) {
                    let layout =
                        lay_out(&canvas, size, &picture.scene, &picture.extremes, window, &look).ok();
                    *laid = layout.map(|layout| Laid { picture, window, changed, layout });
                }
                if let Some(laid) = laid {
                    // A browser that can't paint leaves the sentence and the table.
                    let _ =
                        paint(&canvas, &laid.picture.scene, &laid.layout, &look, self.focus.get_untracked());
                }
            });
        });
    }
}

/// A picture is compared by nobody: it is made anew when something it reads has changed.
#[derive(Clone)]
struct Shown(Arc<Picture>);

impl PartialEq for Shown {
    fn eq(&self, _: &Shown) -> bool {
        false
    }
}
