//! The palette (Ctrl K): type to find a place, a record or an act; arrows move, Enter chooses.

mod entries;
mod keys_sheet;

use leptos::{ev, html, prelude::*};

use self::entries::{Entry, Run, entries, matching};
pub use self::keys_sheet::KeysSheet;
use super::share::{save_to_file, save_with_app};
use super::text::{fill, plural, t};
use super::widget::{Dialog, Viewport};
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::page;
use crate::ui::view::{handler, live, view};

/// More than this nobody reads; one more letter says more.
const MOST: usize = 40;

/// The palette as a dialog.
#[component]
pub fn PaletteSheet() -> impl IntoView {
    let workspace = use_workspace();
    let viewport = expect_context::<Viewport>();
    let all = StoredValue::new_local(workspace.peek(|plan| entries(workspace, plan, page::letters())));
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| Found(all.with_value(|all| matching(all, &typed.read(), MOST))));
    let close = move || workspace.sheet.set(None);
    let choose = move |at: usize| {
        if let Some(entry) = found.with_untracked(|found| found.0.get(at).cloned()) {
            close();
            // Once the dialog has given the focus back to what opened it.
            request_animation_frame(move || run(workspace, viewport, entry.run));
        }
    };
    let list = NodeRef::<html::Ul>::new();
    let go = move |by: isize| {
        let count = found.with_untracked(|found| found.0.len()) as isize;
        if count > 0 {
            at.update(|at| *at = (*at as isize + by).rem_euclid(count) as usize);
        }
        if let Some(list) = list.get_untracked()
            && let Some(option) = list.children().item(at.get_untracked() as u32)
        {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => go(1),
            "ArrowUp" => go(-1),
            "PageDown" => go(8),
            "PageUp" => go(-8),
            "Enter" => choose(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let is_empty = Memo::new(move |_| found.with(|found| found.0.is_empty()));
    let options = move || {
        let options = found.get().0.into_iter().enumerate().map(|(i, Entry { title, beside, .. })| {
            view! {
                <li role="option" id=format!("found-{i}") aria-selected=move || (at.get() == i).to_string()
                    on:click=handler(move |_| choose(i))>
                    <bdi class="wrap-anywhere">{title}</bdi><span class="small"><bdi>{beside}</bdi></span>
                </li>
            }
        });
        options.collect_view()
    };
    let input = move |event: ev::Event| {
        typed.set(event_target_value(&event));
        at.set(0);
    };
    let said = move || {
        let count = found.with(|found| found.0.len());
        if count == 0 {
            fill(t().nothing_found, &[typed.read().trim()])
        } else {
            plural(count, t().found_one, t().found_many)
        }
    };
    view! {
        <Dialog title=t().find_or_do closed=close>
            <div class="palette">
                <input class="input" type="text" role="combobox" autocomplete="off" autofocus=true spellcheck="false"
                    aria-label=t().find_or_do placeholder=t().palette_hint aria-autocomplete="list"
                    aria-controls="found" aria-expanded=move || (!is_empty.get()).to_string()
                    aria-activedescendant=move || (!is_empty.get()).then(|| format!("found-{}", at.get()))
                    on:input=handler(input) on:keydown=handler(on_key) />
                <ul id="found" role="listbox" aria-label=t().find_or_do node_ref=list hidden=move || is_empty.get()>{live(options)}</ul>
                <p class="small soft" role="status" class:visually-hidden=move || !is_empty.get()>{said}</p>
            </div>
        </Dialog>
    }
}

/// Entries are compared by what is seen of them.
#[derive(Clone)]
struct Found(Vec<Entry>);

impl PartialEq for Found {
    fn eq(&self, other: &Found) -> bool {
        let seen =
            |found: &Found| found.0.iter().map(|e| (e.title.clone(), e.beside.clone())).collect::<Vec<_>>();
        seen(self) == seen(other)
    }
}

fn run(workspace: Workspace, viewport: Viewport, run: Run) {
    match run {
        Run::Go(place) => page::go(&place),
        Run::GoTo(place, panel) => {
            page::go(&place.to_string());
            page::reveal(panel);
        }
        Run::Open(sheet) => workspace.sheet.set(Some(sheet)),
        Run::Undo => workspace.undo(),
        Run::Redo => workspace.redo(),
        Run::Save => save_to_file(workspace),
        Run::SaveWithApp => leptos::task::spawn_local(save_with_app(workspace)),
        Run::OpenFile => {
            // Where no file can be chosen, the place where one can.
            if !page::click("input[type=file]") {
                page::go("#/share");
            }
        }
        Run::Theme(theme) => {
            page::set_theme(theme);
            viewport.repaint();
        }
        Run::Letters(on) => {
            page::set_letters(on);
            let text = if on { t().letters_are_on } else { t().letters_are_off };
            workspace.notice.set(Some(Notice { text: text.to_string(), undoable: false }));
        }
        Run::Today => workspace.as_of.set(None),
    }
}
