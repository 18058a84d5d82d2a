//! All keys on one sheet (`?`), and the switch for those that are single letters.

use leptos::{ev, prelude::*};

use crate::browser::page;
use crate::ui::figure;
use crate::ui::text::t;
use crate::ui::view::{handler, view};
use crate::ui::widget::Dialog;
use crate::ui::workspace::use_workspace;

/// The sheet.
#[component]
pub fn KeysSheet() -> impl IntoView {
    let workspace = use_workspace();
    let close = move || workspace.sheet.set(None);
    let letters = RwSignal::new(page::letters());
    let switch = move |event: ev::Event| {
        let on = event_target_checked(&event);
        page::set_letters(on);
        letters.set(on);
    };
    let everywhere = [
        ("Ctrl K", t().find_or_do),
        ("Ctrl S", t().save_to_file),
        ("Ctrl O", t().open_a_file),
        ("Ctrl Z", t().undo),
        ("Ctrl Shift Z", t().redo),
        ("Esc", t().key_close),
    ];
    let single = [
        ("g n", t().now),
        ("g o", t().okrs),
        ("g k", t().kpis),
        ("g r", t().cycle_review),
        ("g s", t().share),
        ("g g", t().guide),
        ("g p", t().plan_place),
        ("j k", t().key_rows),
        ("Enter", t().key_open),
        ("e", t().key_edit),
        ("c", t().check_in),
        ("n", t().key_new),
        ("/", t().key_search),
        ("?", t().all_keys),
    ];
    let rows = |keys: &[(&'static str, &'static str)]| {
        let row = |(keys, what): &(&'static str, &'static str)| {
            let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd>" " }).collect_view();
            view! { <div><dt>{keys}</dt><dd>{*what}</dd></div> }
        };
        keys.iter().map(row).collect_view()
    };
    view! {
        <Dialog title=t().all_keys closed=close>
            <div class="body keys-sheet">
                <h2>{t().all_keys}</h2>
                <dl>{rows(&everywhere)}</dl>
                <h3>{t().on_a_chart}</h3>
                <dl>{rows(&figure::keys())}</dl>
                <h3>{t().single_letters}</h3>
                <dl class:off=move || !letters.get()>{rows(&single)}</dl>
                <label class="tick">
                    <input type="checkbox" prop:checked=letters on:change=handler(switch) />
                    {t().letters_work}
                </label>
                <p class="small soft">{t().letters_says}</p>
                <footer><button type="button" class="button primary" on:click=handler(move |_| close())>{t().close}</button></footer>
            </div>
        </Dialog>
    }
}
