//! The keys. Those with Ctrl or Cmd work always; single letters only where nothing is typed, and not where a person has
//! switched them off.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::rows;
use crate::browser::page;
use crate::ui::share::save_to_file;
use crate::ui::sheet::Sheet;
use crate::ui::workspace::Workspace;

/// Whether the keys belong to a field. A box to tick or a file to choose has no use for letters.
fn typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|e| match e.tag_name().as_str() {
        "INPUT" => !e.get_attribute("type").is_some_and(|kind| matches!(kind.as_str(), "checkbox" | "file")),
        name => matches!(name, "TEXTAREA" | "SELECT"),
    })
}

/// Listens for the whole life of the app.
pub(super) fn listen(workspace: Workspace) {
    let after_g = StoredValue::new(false);
    window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        let key = event.key().to_lowercase();
        let has_plan = workspace.plan_id.get_untracked().is_some();
        let sheet = workspace.sheet.with_untracked(Option::is_some);
        if command && key == "s" && has_plan {
            event.prevent_default();
            save_to_file(workspace);
        } else if command && key == "k" && has_plan {
            event.prevent_default();
            let palette = workspace.sheet.with_untracked(|sheet| matches!(sheet, Some(Sheet::Palette)));
            // What is half typed in a form must not go because of a shortcut.
            if palette || !sheet {
                workspace.sheet.set((!palette).then_some(Sheet::Palette));
            }
        } else if command && key == "o" && !sheet {
            event.prevent_default();
            // Where no file can be chosen, the place where one can.
            if !page::click("input[type=file]") {
                page::go("#/share");
            }
        } else if command && key == "z" && has_plan && !sheet && !typing(&event) {
            event.prevent_default();
            if event.shift_key() { workspace.redo() } else { workspace.undo() }
        } else if !command && !event.alt_key() && has_plan && !sheet && !typing(&event) && page::letters() {
            let went = after_g.get_value();
            after_g.set_value(!went && key == "g");
            if went {
                to_place(&key);
            } else if act(workspace, &key) {
                // Else the letter would land in the field or form that opens.
                event.prevent_default();
            }
        }
    });
}

/// `g`, then the letter of a place.
fn to_place(key: &str) {
    let place = match key {
        "n" => "#/now",
        "o" => "#/okrs",
        "k" => "#/kpis",
        "r" => "#/review",
        "s" => "#/share",
        "g" => "#/guide",
        "p" => "#/plan",
        _ => return,
    };
    page::go(place);
}

/// What a letter does by itself; gives whether it did anything.
fn act(workspace: Workspace, key: &str) -> bool {
    match key {
        "?" => workspace.sheet.set(Some(Sheet::Keys)),
        "n" => return page::click(".place > header .button.primary:not(.small)"),
        "j" => return rows::go(1),
        "k" => return rows::go(-1),
        "e" => return rows::edit(),
        "c" => return rows::check_in(),
        "/" => {
            if !page::try_focus("main input[type=search]") {
                workspace.sheet.set(Some(Sheet::Palette));
            }
        }
        _ => return false,
    }
    true
}
