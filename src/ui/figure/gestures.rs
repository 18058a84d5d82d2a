//! Wheel, touch, mouse and keys on a chart: what they mean for the point that is read and the days that are shown. Owns
//! the fingers on it; the arithmetic is [`Window`]'s.

use leptos::{ev, prelude::*};

use crate::chart::Window;
use crate::ui::widget::Painter;

/// How much nearer a step of a key or a button leads.
pub const STEP: f64 = 1.6;
/// How far a step of a key leads to the side, as a share of what is shown.
const SIDE: f64 = 0.25;
/// A wheel that counts in lines moves so many px a line.
const LINE: f64 = 16.0;
/// A notch of a mouse's wheel (about 100 px) is a third nearer; a pinch on a touch pad comes in many small ones.
const PER_PX: f64 = 0.003;
/// Fingers move this far, in px, before they drag instead of pointing.
const SLACK: f64 = 4.0;

/// The fingers, or the mouse, on one chart.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    painter: Painter,
    /// Where each of them is, and whether it drags already.
    fingers: StoredValue<Vec<Finger>>,
}

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    x: f64,
    drags: bool,
}

impl Hand {
    pub(super) fn new(painter: Painter) -> Hand {
        Hand { painter, fingers: StoredValue::new(Vec::new()) }
    }

    /// With Ctrl (as touch pads send it for a pinch) nearer or farther; sideways, or with Shift, to and fro where not all
    /// days are shown. A plain turn scrolls the page.
    pub(super) fn wheel(self, event: &ev::WheelEvent) {
        let px = if event.delta_mode() == web_sys::WheelEvent::DOM_DELTA_LINE { LINE } else { 1.0 };
        let (x, y) = (event.delta_x() * px, event.delta_y() * px);
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            self.nearer(f64::from(event.offset_x()), (-y * PER_PX).exp());
        } else if event.shift_key() || x.abs() > y.abs() {
            let sideways = if x.abs() > y.abs() { x } else { y };
            if self.is_part() {
                event.prevent_default();
                self.drag(-sideways);
            }
        }
    }

    pub(super) fn down(self, event: &ev::PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let finger = Finger { id: event.pointer_id(), x: f64::from(event.offset_x()), drags: false };
        self.fingers.update_value(|fingers| {
            fingers.retain(|known| known.id != finger.id);
            fingers.push(finger);
        });
        if let Some(canvas) = self.painter.canvas.get_untracked() {
            // Without capture, a drag ends at the edge of the chart.
            let _ = canvas.set_pointer_capture(finger.id);
        }
        self.point(finger.x);
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let x = f64::from(event.offset_x());
        if event.buttons() == 0 {
            // lifted where nobody heard of it, such as over a menu: it drags no more
            self.up(event);
        }
        let fingers = self.fingers.get_value();
        let Some(at) = fingers.iter().position(|finger| finger.id == event.pointer_id()) else {
            return self.point(x);
        };
        let Some(before) = fingers.get(at).copied() else { return };
        match fingers.get(1 - at.min(1)).filter(|_| fingers.len() == 2) {
            Some(other) => {
                let (was, is) = ((before.x - other.x).abs(), (x - other.x).abs());
                self.nearer(other.x, is.max(1.0) / was.max(1.0));
                self.follow(Finger { x, drags: true, ..before });
            }
            None if !self.is_part() => self.point(x),
            None if before.drags || (x - before.x).abs() > SLACK => {
                self.painter.focus.set(None);
                self.drag(x - before.x);
                self.follow(Finger { x, drags: true, ..before });
            }
            None => {}
        }
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        self.fingers.update_value(|fingers| fingers.retain(|finger| finger.id != event.pointer_id()));
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let painter = self.painter;
        let shown = painter.shown();
        match (event.key().as_str(), event.shift_key()) {
            ("ArrowLeft", true) => painter.show(shown.later(painter.whole(), -shown.span() * SIDE)),
            ("ArrowRight", true) => painter.show(shown.later(painter.whole(), shown.span() * SIDE)),
            ("+" | "=", _) => self.step(STEP),
            ("-" | "−", _) => self.step(1.0 / STEP),
            ("0", _) => painter.window.set(None),
            (key, false) => {
                if !self.read(key) {
                    return;
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Moves the point that is read, and the days with it; gives whether the key means that.
    fn read(self, key: &str) -> bool {
        let painter = self.painter;
        let picture = painter.picture_now();
        let points = &picture.scene.series.points;
        let at = painter.focus.get_untracked();
        let shown = painter.shown();
        let number = |index: &usize| points.get(*index).map(|point| f64::from(point.day.day_number()));
        let inside = |index: &usize| number(index).is_some_and(|day| shown.first <= day && day <= shown.last);
        let Some(last) = points.len().checked_sub(1) else { return false };
        let next = match key {
            "ArrowLeft" => Some(at.map_or_else(
                || (0..=last).rev().find(inside).unwrap_or(last),
                |index| index.saturating_sub(1),
            )),
            "ArrowRight" => {
                Some(at.map_or_else(|| (0..=last).find(inside).unwrap_or(0), |index| (index + 1).min(last)))
            }
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" if at.is_some() => None,
            _ => return false,
        };
        painter.focus.set(next);
        if let Some(point) = next.and_then(|index| points.get(index)) {
            painter.show(shown.showing(painter.whole(), point.day));
        }
        true
    }

    /// A step nearer or farther, around the point that is read, else around the middle.
    pub(super) fn step(self, factor: f64) {
        let painter = self.painter;
        let read = painter.focus.get_untracked();
        let at = read
            .and_then(|index| painter.asked(|picture, layout| layout.point(&picture.scene, index)).flatten());
        match at {
            Some((x, _)) => self.nearer(x, factor),
            None => painter.show(painter.shown().nearer(painter.whole(), 0.5, factor)),
        }
    }

    fn nearer(self, x: f64, factor: f64) {
        let share = self.painter.asked(|_, layout| layout.share_at(x)).unwrap_or(0.5);
        self.painter.show(self.painter.shown().nearer(self.painter.whole(), share, factor));
    }

    /// Moves the days along with a hand that went `px` to the right.
    fn drag(self, px: f64) {
        let Some(width) = self.painter.asked(|_, layout| layout.plot.right - layout.plot.left) else {
            return;
        };
        let shown = self.painter.shown();
        self.painter.show(shown.later(self.painter.whole(), -px / width.max(1.0) * shown.span()));
    }

    fn point(self, x: f64) {
        let hit = self.painter.asked(|picture, layout| layout.nearest(&picture.scene, x)).flatten();
        if self.painter.focus.get_untracked() != hit {
            self.painter.focus.set(hit);
        }
    }

    fn follow(self, finger: Finger) {
        self.fingers.update_value(|fingers| {
            if let Some(known) = fingers.iter_mut().find(|known| known.id == finger.id) {
                *known = finger;
            }
        });
    }

    fn is_part(self) -> bool {
        self.painter
            .window
            .get_untracked()
            .is_some_and(|window| window != Window::of(self.painter.picture_now().scene.days))
    }
}
