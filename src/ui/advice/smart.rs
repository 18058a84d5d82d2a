//! Five lamps of a key result: specific, measurable, aligned, relevant, time-based.

use leptos::prelude::*;

use crate::advice::smart_key_result;
use crate::domain::{Id, Kind};
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::Viewport;
use crate::ui::workspace::use_workspace;

/// The meter of a key result. Lamps that are out say in words what would light them.
#[component]
pub fn SmartMeter(key_result: Id) -> impl IntoView {
    let workspace = use_workspace();
    let viewport = expect_context::<Viewport>();
    let smart = Memo::new(move |_| {
        let topics = [
            Topic::Record(Kind::KeyResult, key_result.clone()),
            Topic::List(Kind::Objective),
            Topic::List(Kind::Team),
        ];
        let day = workspace.day();
        viewport
            .drawable
            .get()
            .then(|| workspace.read(&topics, |plan| smart_key_result(plan, &key_result, day)))
    });
    live(move || {
        let smart = smart.get()?;
        let lamps = [
            (smart.specific, t().smart_specific, t().smart_specific_out),
            (smart.measurable, t().smart_measurable, t().smart_measurable_out),
            (smart.aligned, t().smart_aligned, t().smart_aligned_out),
            (smart.relevant, t().smart_relevant, t().smart_relevant_out),
            (smart.time_based, t().smart_time_based, t().smart_time_based_out),
        ];
        let letter =
            |word: &str| word.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let row = lamps.map(|(lit, word, _)| view! { <i class:lit=lit title=word>{letter(word)}</i> });
        let words = |wanted: bool| {
            let words = lamps.iter().filter(|(lit, ..)| *lit == wanted).map(|(_, word, _)| *word);
            words.collect::<Vec<_>>().join(", ")
        };
        let count = smart.lit().to_string();
        let label = match smart.lit() {
            5 => t().smart_all.to_string(),
            0 => t().smart_none.to_string(),
            _ => fill(t().smart_label, &[&count, &words(true), &words(false)]),
        };
        let open: Vec<&str> = lamps.iter().filter(|(lit, ..)| !lit).map(|(_, _, out)| *out).collect();
        Some(view! {
            <p class="smart small soft">
                <span class="lamps" role="img" aria-label=label>{row.collect_view()}</span>
                <span>{open.join(" ")}</span>
            </p>
        })
    })
}
