//! One KPI as a row of the board.

use leptos::prelude::*;

use crate::domain::{Date, Id, Kind, Kpi};
use crate::progress::{kpi_change, kpi_status};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::kpi::{ImprovedBy, MeasurementForm, words};
use crate::ui::record_menu::RecordMenu;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Avatar, Spark, StatusBadge};
use crate::ui::workspace::use_workspace;

/// The row of a KPI.
#[component]
pub(super) fn KpiRow(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let entering = RwSignal::new(false);
    let of_spark = id.clone();
    let spark = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, of_spark.clone())], |plan| {
            chart::kpi_spark(plan, &of_spark, day)
        })
    };
    let of_row = id.clone();
    let of_form = id.clone();
    let row = move || {
        let day = workspace.day();
        let topics = [Topic::Record(Kind::Kpi, of_row.clone()), Topic::List(Kind::Person)];
        workspace.read(&topics, |plan| {
            let kpi = plan.records().kpis.get(&of_row)?;
            let verdict = kpi_status(plan, &of_row, day);
            let (tone, word) = say::kpi_status(verdict.status);
            let change = kpi_change(plan, &of_row, day).map(|change| {
                let tone = say::change_tone(change.judged);
                view! { <span class=format!("toned {}", tone.class())>{say::signed(change.by)}</span> }
            });
            let target =
                verdict.target.map(|target| say::goal(&target.goal, kpi.direction, kpi.unit.as_deref()));
            let is_past = workspace.as_of.get().is_some();
            let fresh = verdict.last.map(|(on, _)| {
                if is_past { say::day(on) } else { say::days_ago(day.days_since(on)) }
            });
            let owner = kpi.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let id = of_row.clone();
            Some((
                kpi.title.clone(),
                tags(kpi, day, verdict.last.is_some()),
                format!("{}{}", say::every(kpi.every), fresh.map(|f| format!(" · {f}")).unwrap_or_default()),
                verdict.last.map(|(_, value)| say::number(value)),
                kpi.unit.clone(),
                view! {
                    <div class="change">{change}</div>
                    <div class="target">{target}</div>
                    <StatusBadge tone=tone word=word />
                    <div class="avatar-cell">{owner.map(|name| view! { <Avatar name=name /> })}</div>
                    <div class="actions end">
                        <button type="button" class="button small"
                            aria-label=fill(t().enter_value_of, &[&kpi.title])
                            data-key="c" aria-expanded=move || entering.get().to_string()
                            on:click=handler(move |_| if !workspace.stays_as_it_was() { entering.update(|e| *e = !*e) })>{t().enter}</button>
                        <RecordMenu kind=Kind::Kpi id=id title=kpi.title.clone() />
                    </div>
                },
            ))
        })
    };
    let shown = move || {
        row().map(|(title, tags, sub, value, unit, rest)| {
            view! {
                <div class="what">
                    <a href=Route::Kpi(id.clone()).to_string()><bdi>{title}</bdi></a>{tags}
                    <p class="sub">{sub}</p>
                    <ImprovedBy id=id.clone() />
                </div>
                <div class="value">{value}" "<small>{unit}</small></div>
                {rest}
            }
        })
    };
    view! {
        <div class="kpi-row">
            <Spark picture=spark with_say=chart::with_say />
            {live(shown)}
            {move || entering.get().then(|| view! {
                <div class="quick-entry"><MeasurementForm id=of_form.clone() open=entering /></div>
            })}
        </div>
    }
}

/// It is a draft, its review is due, pinned, leading or lagging, and what it looks at.
fn tags(kpi: &Kpi, day: Date, measured: bool) -> Option<AnyView> {
    // E5: what was taken from the library and is nobody's yet is not taken for one that is in use.
    let draft = (kpi.is_anybodys() && !measured).then_some(t().kpi_draft);
    let due = kpi.review_due(day).then_some(t().review_due);
    let pinned = kpi.pinned.then_some(t().pinned);
    let indicator = kpi.indicator.map(|indicator| words::indicator(indicator).1);
    let tags: Vec<&str> = due
        .into_iter()
        .chain(draft)
        .chain(pinned)
        .chain(indicator)
        .chain(kpi.tags.iter().map(|tag| words::tag(*tag)))
        .collect();
    let shown = tags.iter().map(|tag| view! { " "<span class="tag">{*tag}</span> });
    (!tags.is_empty()).then(|| view! { <span class="tags">{shown.collect_view()}</span> })
}
