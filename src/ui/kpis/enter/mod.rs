//! Values of one day, typed down a column: a field a KPI, and Enter goes on to the next. What is typed is kept as soon as
//! its field is left, each value as a step of its own.

mod field;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use self::field::ValueField;
use crate::domain::{Date, Id};
use crate::ui::text::{fill, t};
use crate::ui::view::{each, handler, view};
use crate::ui::widget::DateField;
use crate::ui::workspace::use_workspace;
use crate::ui::{form::date_or_none, say};

/// The day that the values of a column speak of, and why what is chosen is none.
#[derive(Clone, Copy)]
pub(super) struct EntryDay {
    typed: RwSignal<String>,
    day: Memo<Result<Date, &'static str>>,
}

impl EntryDay {
    /// Today, until another day is chosen.
    pub fn new() -> EntryDay {
        let workspace = use_workspace();
        let typed = RwSignal::new(workspace.today.get_untracked().to_string());
        let day = Memo::new(move |_| {
            typed.track();
            let day = date_or_none(typed).ok_or(t().day_missing)?;
            if day > workspace.today.get() { Err(t().day_ahead) } else { Ok(day) }
        });
        EntryDay { typed, day }
    }
}

/// The day, said once for the whole column, and how the keys move in it.
#[component]
pub(super) fn DayOfEntry(day: EntryDay) -> impl IntoView {
    let workspace = use_workspace();
    let max = workspace.today.get_untracked().to_string();
    let said = move || day.day.get().ok().map(|day| fill(t().entering_for, &[&say::full_day(day)]));
    view! {
        <div class="entering-day panel">
            <DateField label=t().day value=day.typed max=max />
            <p class="small soft"><b role="status">{said}</b>" "{t().entering_hint}</p>
            <p class="error" role="alert">{move || day.day.get().err()}</p>
        </div>
    }
}

/// The column of one team.
#[component]
pub(super) fn Column(ids: Vec<Id>, day: EntryDay) -> impl IntoView {
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "Enter" | "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if event.is_composing() || event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        if step(&event, by) {
            event.prevent_default();
        }
    };
    view! {
        <ul class="panel entering" on:keydown=handler(on_key)>
            {each(move || ids.clone(), move |id| view! { <ValueField id=id day=day.day /> })}
        </ul>
    }
}

/// Moves the focus from the field that the event came from by so many fields, through all columns of the place. At an end
/// the field is left all the same, so that what was typed in it is kept.
fn step(event: &ev::KeyboardEvent, by: isize) -> bool {
    let from = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    let (Some(from), Some(document)) = (from, web_sys::window().and_then(|w| w.document())) else {
        return false;
    };
    let Ok(found) = document.query_selector_all(".entering input") else { return false };
    let fields: Vec<web_sys::HtmlInputElement> =
        (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
    let at = fields.iter().position(|field| field.is_same_node(Some(&from)));
    let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|to| fields.get(to));
    // Leaving is what saves, so that the focus comes back where there is no next field.
    let _ = from.blur();
    let next = to.unwrap_or(&from);
    let _ = next.focus();
    next.select();
    true
}
