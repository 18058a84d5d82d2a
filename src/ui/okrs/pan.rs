//! A picture that is larger than its frame: zoomed about a point, dragged with the mouse; a finger scrolls it anyway.

use leptos::{ev, html, prelude::*};

/// How small and how large it gets.
const SMALLEST: f64 = 0.3;
const LARGEST: f64 = 2.0;
/// The room around the picture, in px: the frame's padding.
const EDGE: f64 = 16.0;
/// A press that moves less than this, in px, is a click.
const STILL: f64 = 4.0;

/// Where a drag began: pointer and scroll position.
#[derive(Clone, Copy)]
struct Begun {
    at: (f64, f64),
    scroll: (i32, i32),
}

/// A frame that scrolls over what is zoomed.
#[derive(Clone, Copy)]
pub(super) struct Pan {
    frame: NodeRef<html::Div>,
    zoom: RwSignal<f64>,
    begun: StoredValue<Option<Begun>>,
    /// It follows the pointer now.
    pub(super) dragging: RwSignal<bool>,
}

impl Pan {
    pub(super) fn new(frame: NodeRef<html::Div>, zoom: RwSignal<f64>) -> Pan {
        Pan { frame, zoom, begun: StoredValue::new(None), dragging: RwSignal::new(false) }
    }

    /// Zooms, and keeps what is in the middle of the frame there.
    pub(super) fn zoom_by(self, by: f64) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let middle = (f64::from(frame.client_width()) / 2.0, f64::from(frame.client_height()) / 2.0);
        self.zoom_about(by, middle);
    }

    /// So large that all of `size` is in sight, but no larger than it is laid out.
    pub(super) fn fit(self, size: (f64, f64)) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let share = |room: i32, needed: f64| f64::from(room) / needed.max(1.0);
        let most = share(frame.client_width() - 34, size.0).min(share(frame.client_height() - 34, size.1));
        self.zoom.set(most.clamp(SMALLEST, 1.0));
    }

    /// Brings a part of the picture, its corner and size as laid out, into the middle of the frame, where it is not
    /// in sight anyway.
    pub(super) fn show(self, corner: (f64, f64), size: (f64, f64)) {
        let (Some(Some(frame)), Some(zoom)) = (self.frame.try_get_untracked(), self.zoom.try_get_untracked())
        else {
            return;
        };
        let scroll = |from: i32, at: f64, length: f64, room: i32| {
            let (from, room) = (f64::from(from), f64::from(room));
            let (start, end) = (at * zoom, (at + length) * zoom + 2.0 * EDGE);
            let in_sight = start >= from && end <= from + room;
            if in_sight {
                return from as i32;
            }
            ((start + end - room) / 2.0).clamp(0.0, start).round() as i32
        };
        frame.set_scroll_left(scroll(frame.scroll_left(), corner.0, size.0, frame.client_width()));
        frame.set_scroll_top(scroll(frame.scroll_top(), corner.1, size.1, frame.client_height()));
    }

    fn zoom_about(self, by: f64, point: (f64, f64)) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let before = self.zoom.get_untracked();
        let after = (before * by).clamp(SMALLEST, LARGEST);
        // Round figures come again on the way back.
        let after = if (after - 1.0).abs() < 0.04 { 1.0 } else { (after * 100.0).round() / 100.0 };
        let moved =
            |scroll: i32, point: f64| ((f64::from(scroll) + point) * after / before - point).round() as i32;
        let to = (moved(frame.scroll_left(), point.0), moved(frame.scroll_top(), point.1));
        self.zoom.set(after);
        // Once it has its new size.
        request_animation_frame(move || {
            frame.set_scroll_left(to.0);
            frame.set_scroll_top(to.1);
        });
    }

    pub(super) fn on_wheel(self, event: ev::WheelEvent) {
        if !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        event.prevent_default();
        let Some(frame) = self.frame.get_untracked() else { return };
        let corner = frame.get_bounding_client_rect();
        let point = (f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top());
        self.zoom_about(if event.delta_y() < 0.0 { 1.1 } else { 1.0 / 1.1 }, point);
    }

    pub(super) fn on_down(self, event: ev::PointerEvent) {
        let Some(frame) = self.frame.get_untracked() else { return };
        if event.pointer_type() == "mouse" && event.button() == 0 {
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            self.dragging.set(false);
            self.begun.set_value(Some(Begun { at, scroll: (frame.scroll_left(), frame.scroll_top()) }));
        }
    }

    pub(super) fn on_move(self, event: ev::PointerEvent) {
        let (Some(begun), Some(frame)) = (self.begun.get_value(), self.frame.get_untracked()) else { return };
        if event.buttons() & 1 == 0 {
            return self.on_up();
        }
        let by = (f64::from(event.client_x()) - begun.at.0, f64::from(event.client_y()) - begun.at.1);
        if !self.dragging.get_untracked() && by.0.abs().max(by.1.abs()) >= STILL {
            self.dragging.set(true);
            // Follows outside the frame too; where it can't, it follows inside.
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        if self.dragging.get_untracked() {
            event.prevent_default();
            frame.set_scroll_left(begun.scroll.0 - by.0 as i32);
            frame.set_scroll_top(begun.scroll.1 - by.1 as i32);
        }
    }

    pub(super) fn on_up(self) {
        self.begun.set_value(None);
        // After the click that belongs to it.
        set_timeout(
            move || {
                let _ = self.dragging.try_set(false);
            },
            std::time::Duration::ZERO,
        );
    }

    /// The click at the end of a drag opens nothing.
    pub(super) fn on_click(self, event: ev::MouseEvent) {
        if self.dragging.get_untracked() {
            self.dragging.set(false);
            event.prevent_default();
        }
    }
}
