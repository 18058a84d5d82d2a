//! Signals: KPIs on which something is wrong that is more than routine variation, one entry an episode.

use leptos::prelude::*;

use crate::domain::{Id, Kind};
use crate::progress::{Concern, concerns, improved_by};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::kpi::{ImproveButton, ImprovedBy, NotNow, concern_in_words};
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::Spark;
use crate::ui::workspace::{Workspace, use_workspace};

/// How many are told; the board of KPIs has them all.
const MOST: usize = 5;

/// What is shown of a concern.
#[derive(Clone, PartialEq)]
struct Row {
    concern: Concern,
    title: String,
    words: String,
    improved: bool,
}

/// The panel; nothing where there is nothing.
#[component]
pub(super) fn Signals() -> impl IntoView {
    let workspace = use_workspace();
    let rows = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            let row = |concern: Concern| Row {
                title: plan.records().kpis.get(&concern.kpi).map(|kpi| kpi.title.clone()).unwrap_or_default(),
                words: concern_in_words(plan, &concern),
                improved: !improved_by(plan, &concern.kpi, day).is_empty(),
                concern,
            };
            concerns(plan, day).into_iter().map(row).collect::<Vec<_>>()
        })
    });
    live(move || {
        let (rows, is_past) = (rows.get(), workspace.as_of.get().is_some());
        let count = rows.len();
        (count > 0).then(|| {
            let shown = rows.into_iter().take(MOST).map(|row| entry(workspace, row, is_past));
            view! {
                <section class="signals">
                    <h2>{t().signals}" "<span class="count">{count.to_string()}</span></h2>
                    <ul class="panel rows">{shown.collect_view()}</ul>
                    {(count > MOST).then(|| view! {
                        <p class="small"><a href=Route::Kpis.to_string()>{plural(count - MOST, t().and_one_more, t().and_many_more)}</a></p>
                    })}
                </section>
            }
        })
    })
}

fn entry(workspace: Workspace, row: Row, is_past: bool) -> AnyView {
    let Row { concern, title, words, improved } = row;
    let id = concern.kpi.clone();
    let spark = spark_of(workspace, id.clone());
    let actions = (!is_past && !improved).then(|| {
        view! { <span class="actions"><ImproveButton id=id.clone() class="button small" /><NotNow concern=concern /></span> }
    });
    view! {
        <li>
            <span class="name wrap-anywhere"><a href=Route::Kpi(id.clone()).to_string()><bdi>{title}</bdi></a></span>
            <Spark picture=spark with_say=chart::with_say />
            <span class="sub telling">{words}</span>
            {improved.then(|| view! { <ImprovedBy id=id /> })}
            {actions}
        </li>
    }
}

fn spark_of(workspace: Workspace, id: Id) -> impl Fn() -> crate::ui::widget::Picture + Send + Sync {
    move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| chart::kpi_spark(plan, &id, day))
    }
}
