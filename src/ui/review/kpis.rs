//! The fourth part of the closing: how the KPIs changed from the first day to the last. Computed, never typed.

use leptos::prelude::*;

use crate::domain::{Id, Plan};
use crate::progress::{KpiSpan, kpis_over_cycle};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::StatusBadge;
use crate::ui::workspace::use_workspace;

/// The table of KPIs over the cycle.
#[component]
pub(super) fn KpiTable(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let table = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            let spans = kpis_over_cycle(plan, &cycle, day);
            if spans.is_empty() {
                return view! { <p class="soft">{t().no_kpis_over}</p> };
            }
            view! {
                <div class="panel table-scroll" tabindex="0" role="region" aria-label=t().part_kpis>
                    <table class="records">
                        <thead><tr>
                            <th scope="col">{t().kpi}</th><th scope="col" class="number">{t().at_first}</th><th scope="col" class="number">{t().at_last}</th>
                            <th scope="col" class="number">{t().change}</th><th scope="col">{t().status}</th>
                        </tr></thead>
                        <tbody>{spans.into_iter().filter_map(|span| row(plan, span)).collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    };
    view! {
        <section class="part">
            <h2><span class="count">"4 "</span>{t().part_kpis}</h2>
            {live(table)}
        </section>
    }
}

fn row(plan: &Plan, span: KpiSpan) -> Option<AnyView> {
    let kpi = plan.records().kpis.get(&span.kpi)?;
    let value = |at: Option<(_, f64)>| match at {
        Some((_, value)) => say::with_unit(value, kpi.unit.as_deref()),
        None => "–".to_string(),
    };
    let ((before_tone, before), (tone, after)) = (say::kpi_status(span.before), say::kpi_status(span.after));
    let moved = span.before != span.after;
    let change = span.by.map_or_else(|| "–".to_string(), say::signed);
    Some(view! {
        <tr>
            <th scope="row"><a href=Route::Kpi(span.kpi.clone()).to_string()><bdi>{kpi.title.clone()}</bdi></a></th>
            <td class="number">{value(span.start)}</td>
            <td class="number">{value(span.end)}</td>
            <td class="number"><span class=format!("toned {}", say::change_tone(span.judged).class())>{change}</span></td>
            <td><span class="statuses">
                {moved.then(|| view! { <StatusBadge tone=before_tone word=before />" → " })}
                <StatusBadge tone=tone word=after />
            </span></td>
        </tr>
    })
}
