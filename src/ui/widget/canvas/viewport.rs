//! When charts are painted, and how they look now.

use leptos::{ev, prelude::*};

use crate::browser::canvas::{palette_of, text_sizes_of};
use crate::browser::page;
use crate::chart::{Palette, TextSizes};

/// What all canvases of the page have in common.
#[derive(Clone, Copy)]
pub struct Viewport {
    /// Changes whenever every chart must be painted again: size of the window, theme, pixel ratio.
    pub changed: RwSignal<u32>,
    /// The app is all here: no first screen waits for the part of it that draws.
    pub drawable: RwSignal<bool>,
    /// The page is being printed: what is out of sight is painted as well.
    pub printing: RwSignal<bool>,
    /// Colours and type of each class of canvas; asking the browser for them takes longer than painting a sparkline.
    looks: StoredValue<Vec<(String, Palette, TextSizes)>>,
}

impl Viewport {
    /// Charts are painted once the app is all here.
    pub fn new() -> Viewport {
        let drawable = RwSignal::new(page::is_all_here());
        window_event_listener_untyped("cairn-all-here", move |_| drawable.set(true));
        let printing = RwSignal::new(false);
        window_event_listener(ev::beforeprint, move |_| printing.set(true));
        window_event_listener(ev::afterprint, move |_| printing.set(false));
        Viewport { changed: RwSignal::new(0), drawable, printing, looks: StoredValue::new(Vec::new()) }
    }

    /// Has every chart painted again.
    pub fn repaint(self) {
        self.looks.update_value(Vec::clear);
        self.changed.update(|count| *count = count.wrapping_add(1));
    }

    /// The colours and type of a canvas of this class.
    pub fn look_of(self, canvas: &web_sys::HtmlCanvasElement, class: &str) -> (Palette, TextSizes) {
        let known = self.looks.with_value(|looks| looks.iter().find(|look| look.0 == class).cloned());
        if let Some((_, palette, sizes)) = known {
            return (palette, sizes);
        }
        let (palette, sizes) = (palette_of(canvas), text_sizes_of(canvas));
        self.looks.update_value(|looks| looks.push((class.to_string(), palette, sizes.clone())));
        (palette, sizes)
    }
}
