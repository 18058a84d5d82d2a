//! How KPIs and OKRs stand to each other: the balance in a line, and the KPIs that no objective rests on.

use leptos::prelude::*;

use crate::domain::{Id, Kind};
use crate::progress::{Together, together};
use crate::route::Route;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// The line and the folded list; nothing where the plan holds neither.
#[component]
pub(super) fn Balance() -> impl IntoView {
    let workspace = use_workspace();
    let known = Memo::new(move |_| {
        let day = workspace.day();
        const LISTS: [Topic; 3] =
            [Topic::List(Kind::Kpi), Topic::List(Kind::KeyResult), Topic::List(Kind::Objective)];
        workspace.read(&LISTS, |plan| {
            let together = together(plan, day);
            let title =
                |id: &Id| plan.records().kpis.get(id).map(|kpi| kpi.title.clone()).unwrap_or_default();
            let unlinked: Vec<_> = together.unlinked.iter().map(|id| (id.clone(), title(id))).collect();
            (together, unlinked)
        })
    });
    live(move || {
        let (together, unlinked) = known.get();
        let words = in_words(&together)?;
        let rows = unlinked.into_iter().map(|(id, title)| {
            view! {
                <li class="wrap-anywhere"><a href=Route::Kpi(id).to_string()><bdi>{title}</bdi></a></li>
            }
        });
        let count = together.unlinked.len();
        Some(view! {
            <section class="balance" aria-label=t().balance>
                <p class="small soft">{words}</p>
                {(count > 0 && together.objectives > 0).then(|| view! {
                    <details>
                        <summary>{plural(count, t().unlinked_one, t().unlinked_many)}</summary>
                        <p class="small soft">{t().unlinked_hint}</p>
                        <ul>{rows.collect_view()}</ul>
                    </details>
                })}
            </section>
        })
    })
}

fn in_words(together: &Together) -> Option<String> {
    let Together { kpis, objectives, resting, unlinked } = together;
    match (kpis, objectives) {
        (0, 0) => None,
        (0, _) => Some(t().found_no_kpis.to_string()),
        (_, 0) => Some(t().found_no_objectives.to_string()),
        _ => {
            let linked = kpis.saturating_sub(unlinked.len());
            let figures = [linked, *kpis, *resting, *objectives].map(|n| n.to_string());
            let [linked, kpis, resting, objectives] = &figures;
            Some(fill(t().balance_line, &[linked, kpis, resting, objectives]))
        }
    }
}
