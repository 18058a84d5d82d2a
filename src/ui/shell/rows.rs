//! The rows of a place under the keys: `j` and `k` move the focus among them, `e` edits the one that has it, `c` checks
//! in on it. A place marks nothing for this: a row is known by its class, or by `data-row`; the button for `c` and `e`
//! bears `data-key`.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::browser::page;

/// What counts as a row.
const ROW: &str =
    ".okr-row, .kpi-row, .due > li, .rows > li, .key-result-panel, .between > section, [data-row]";
/// What has the focus in a row; Enter opens it.
const HANDLE: &str = "a[href], button:not([tabindex=\"-1\"])";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn rows() -> Vec<HtmlElement> {
    let main = document().and_then(|document| document.query_selector("main").ok().flatten());
    let Some(found) = main.and_then(|main| main.query_selector_all(ROW).ok()) else { return Vec::new() };
    let rows = (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<HtmlElement>().ok());
    rows.filter(|row| row.offset_height() > 0).collect()
}

/// The row that holds the focus.
fn here() -> Option<Element> {
    document()?.active_element()?.closest(ROW).ok().flatten()
}

fn inside(row: &Element, selector: &str) -> Option<HtmlElement> {
    row.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Moves the focus by so many rows; from outside, to the first or the last.
pub(super) fn go(by: isize) -> bool {
    let rows = rows();
    let Some(last) = rows.len().checked_sub(1) else { return false };
    let here = here();
    let at = here.and_then(|here| rows.iter().position(|row| row.is_same_node(Some(&here))));
    let to = match at {
        Some(at) => at.saturating_add_signed(by).min(last),
        None if by > 0 => 0,
        None => last,
    };
    if let Some(handle) = rows.get(to).and_then(|row| inside(row, HANDLE)) {
        let _ = handle.focus();
    }
    true
}

/// Edits what the focused row shows, else what the whole place is about.
pub(super) fn edit() -> bool {
    const EDIT: &str = "[data-key=e], .menu .items button";
    let row = here().and_then(|row| inside(&row, EDIT));
    row.map(|button| button.click()).is_some()
        || page::click(".place > header [data-key=e], .place > header .menu .items button")
}

/// Checks in on the key result of the focused row, or enters a value of its KPI; else on the first of the place.
pub(super) fn check_in() -> bool {
    let row = here();
    if let Some(button) = row.as_ref().and_then(|row| inside(row, "[data-key=c]")) {
        button.click();
        return true;
    }
    let key_result = row.as_ref().and_then(|row| row.get_attribute("data-key-result"));
    let place = row.and_then(|row| inside(&row, "a[href]")?.get_attribute("href"));
    if let (Some(key_result), Some(place)) = (key_result, place) {
        page::go(&place);
        page::when_there(["#panel-", &key_result, " [data-key=c]"].concat(), |button| button.click());
        return true;
    }
    page::try_focus(".due > .open input") || page::click("main [data-key=c]")
}
