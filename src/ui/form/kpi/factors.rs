//! The ten factors of a good choice: a checklist for those who want it, with its score.

use leptos::prelude::*;

use crate::domain::Factor;
use crate::ordered::Set;
use crate::ui::kpi::words;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};

/// The checklist, folded.
pub(super) fn factors(ticked: RwSignal<Set<Factor>>) -> AnyView {
    let rows = Factor::ALL.map(|factor| {
        let (name, asks) = words::factor(factor);
        let tick = move |event| {
            let on = event_target_checked(&event);
            ticked.update(|ticked| {
                if on {
                    ticked.insert(factor)
                } else {
                    ticked.remove(&factor)
                };
            });
        };
        let on = move || ticked.read().contains(&factor);
        view! {
            <li><label>
                <input type="checkbox" prop:checked=on on:change=handler(tick) />
                <span><b>{name}</b>" "<span class="soft">{asks}</span></span>
            </label></li>
        }
    });
    let score = move || {
        let (count, all) = (ticked.read().len(), Factor::ALL.len());
        fill(t().factors_score, &[&count.to_string(), &all.to_string()])
    };
    view! {
        <details class="field factors">
            <summary>{t().factors}" "<span class="tag">{live(score)}</span></summary>
            <p class="small soft">{t().factors_hint}</p>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}
