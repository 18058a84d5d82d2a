//! What works everywhere: shortcuts, dropping a file, pasting a plan, and the life of the tab.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::shortcuts;
use crate::browser::page;
use crate::ui::open_file::receive_file;
use crate::ui::start;
use crate::ui::widget::Viewport;
use crate::ui::workspace::Workspace;

/// Listens for the whole life of the app. `dropping` says whether a file hovers over the window.
pub fn listen(workspace: Workspace, viewport: Viewport, dropping: RwSignal<bool>) {
    shortcuts::listen(workspace);
    files(workspace, dropping);
    life(workspace, viewport);
}

fn files(workspace: Workspace, dropping: RwSignal<bool>) {
    let carries_file = |event: &ev::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
    };
    window_event_listener(ev::dragover, move |event| {
        if carries_file(&event) {
            event.prevent_default();
            dropping.set(true);
        }
    });
    window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            dropping.set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        dropping.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            receive_file(workspace, file);
        }
    });
    window_event_listener(ev::paste, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA")) {
            return;
        }
        let text = page::pasted_text(&event);
        if text.is_some_and(|text| start::paste(workspace, &text)) {
            event.prevent_default();
        }
    });
}

/// The life of the tab: what must be saved before it goes, what may have changed when it comes back.
fn life(workspace: Workspace, viewport: Viewport) {
    let repaint = move || viewport.repaint();
    window_event_listener(ev::resize, move |_| repaint());
    page::on_theme_change(repaint);
    let tidy = move |leaving: bool| {
        if workspace.plan_id.get_untracked().is_some() {
            workspace.with_keeping(|keeping, plan| keeping.tidy(plan, leaving));
        }
    };
    window_event_listener_untyped("cairn-update", move |_| workspace.update_ready.set(true));
    window_event_listener(ev::pagehide, move |_| {
        page::leave_field();
        tidy(true);
        workspace.with_keeping(|keeping, _| keeping.rest());
    });
    let looked_at_or_not = move || {
        if page::is_hidden() {
            page::leave_field();
            tidy(true);
        } else {
            workspace.look_at_clock();
            workspace.follow();
        }
    };
    page::on_visibility_change(move || workspace.when_free(looked_at_or_not));
    window_event_listener(ev::storage, move |event| {
        if event.key().is_none_or(|key| key.starts_with("cairn/")) {
            workspace.when_free(move || workspace.follow());
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        if workspace.kept.with_untracked(|kept| kept.not_saved.is_some() || kept.goes_with_tab) {
            event.prevent_default();
        }
    });
    let every = std::time::Duration::from_secs(5);
    let _ = set_interval_with_handle(
        move || {
            workspace.when_free(move || {
                workspace.look_at_clock();
                tidy(false);
            });
        },
        every,
    );
}
