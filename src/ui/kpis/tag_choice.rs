//! Which KPIs the board shows, by what they look at; offered once any is tagged.

use leptos::prelude::*;

use crate::domain::{Kind, Tag};
use crate::ui::kpi::words;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// The choice of a tag.
#[component]
pub(super) fn TagChoice(tag: RwSignal<String>) -> impl IntoView {
    let workspace = use_workspace();
    let tagged = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
            let used = |tag: &Tag| plan.records().kpis.values().any(|kpi| kpi.tags.contains(tag));
            Tag::ALL.into_iter().filter(used).map(words::tag).collect::<Vec<_>>()
        })
    });
    live(move || {
        let tags = tagged.get();
        (!tags.is_empty()).then(|| {
            let options = tags.into_iter().map(|word| {
                view! { <option value=word prop:selected=move || tag.read().as_str() == word>{word}</option> }
            });
            view! {
                <select class="input auto" aria-label=t().tags on:change=handler(move |event| tag.set(event_target_value(&event)))>
                    <option value="">{t().all_tags}</option>
                    {options.collect_view()}
                </select>
            }
        })
    })
}
