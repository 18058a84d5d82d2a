//! The moving ranges beneath the chart of a KPI: together they are its process behaviour chart.

use leptos::prelude::*;

use crate::chart::Window;
use crate::domain::{Id, Kind};
use crate::progress::limits;
use crate::ui::chart;
use crate::ui::figure::Figure;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// The chart; nothing before there are limits.
#[component]
pub(super) fn MovingRange(id: Id, window: RwSignal<Option<Window>>) -> impl IntoView {
    let workspace = use_workspace();
    let topics = [Topic::Record(Kind::Kpi, id.clone())];
    let asked = id.clone();
    let known = topics.clone();
    let is_there = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&known, |plan| limits(plan, &asked, day).is_some())
    });
    live(move || {
        is_there.get().then(|| {
            let (id, topics) = (id.clone(), topics.clone());
            let picture = move || {
                let day = workspace.day();
                workspace.read(&topics, |plan| chart::moving_range(plan, &id, day)).unwrap_or_else(chart::nothing)
            };
            view! {
                <figure>
                    <figcaption class="chart-foot above">{t().moving_range}</figcaption>
                    <div class="panel chart-panel"><Figure class="ranges" picture=picture with_say=chart::with_say window=window /></div>
                </figure>
            }
        })
    })
}
