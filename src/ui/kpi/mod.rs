//! One KPI: its chart with natural limits and targets, what the figures say, its context, and the measurements.

mod before;
mod concern;
mod facts;
mod history;
mod improve;
mod measurement_form;
mod measurements;
mod process_change;
mod ranges;
mod review;
pub mod words;

use leptos::prelude::*;

use self::before::Before;
use self::concern::Offer;
pub use self::concern::{ImprovedBy, NotNow, concern_in_words, signal_in_words};
use self::facts::Facts;
pub use self::improve::{ImproveButton, ImproveForm, trigger_word};
pub use self::measurement_form::MeasurementForm;
use self::measurements::Measurements;
use self::process_change::ProcessChange;
use self::ranges::MovingRange;
use self::review::Review;
pub use self::review::bring_back;
use super::advice::{About, Advice};
use super::chart;
use super::record_menu::RecordMenu;
use super::say;
use super::sheet::Sheet;
use super::text::{plural, t};
use super::topic::Topic;
use super::widget::{Canvas, StatusBadge};
use super::workspace::use_workspace;
use crate::domain::{Id, Kind};
use crate::progress::{kpi_status, limits, trend};
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// The place of one KPI.
#[component]
pub fn KpiPlace(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let there = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.read(&[Topic::List(Kind::Kpi)], |plan| plan.records().contains(Kind::Kpi, &id))
        })
    };
    live(move || {
        if !there.get() {
            return view! { <super::NotHere /> };
        }
        let entering = RwSignal::new(false);
        let of_form = id.clone();
        view! {
            <Head id=id.clone() entering=entering />
            <Offer id=id.clone() />
            {move || entering.get().then(|| view! {
                <div class="panel section"><MeasurementForm id=of_form.clone() open=entering /></div>
            })}
            <div class="detail">
                <div class="stack">
                    <KpiChart id=id.clone() />
                    <Before id=id.clone() />
                    <MovingRange id=id.clone() />
                    <ProcessChange id=id.clone() />
                    <Measurements id=id.clone() />
                </div>
                <div class="stack">
                    <Review id=id.clone() />
                    <Facts id=id.clone() />
                    <Advice about=About::Kpi(id.clone()) />
                </div>
            </div>
        }
    })
}

#[component]
fn Head(id: Id, entering: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, id.clone()), Topic::List(Kind::Team)], |plan| {
            let kpi = plan.records().kpis.get(&id)?;
            let verdict = kpi_status(plan, &id, day);
            let (tone, word) = say::kpi_status(verdict.status);
            let value = verdict.last.map(|(_, v)| say::with_unit(v, kpi.unit.as_deref()));
            let team = say::team_line(plan, kpi.team.as_ref());
            let (against, noise) = chart::kpi_in_words(plan, &id, day);
            let badge = match kpi.retired_on(day) {
                true => view! { <span class="tag">{t().retired}</span> },
                false => view! { <StatusBadge tone=tone word=word /> },
            };
            let edit = id.clone();
            Some(view! {
                <header>
                    <div class="titles">
                        <p class="crumbs">
                            <a href=Route::Kpis.to_string()>"KPIs"</a>
                            {(!team.is_empty()).then(|| view! { " › "<bdi>{team}</bdi> })}
                        </p>
                        <h1 class="wrap-anywhere"><bdi>{kpi.title.clone()}</bdi>" "{value}" "{badge}</h1>
                        <p class="worded">{against}" "{noise}</p>
                        <ImprovedBy id=id.clone() />
                    </div>
                    <div class="actions">
                        <button type="button" class="button" data-key="e" on:click=handler(move |_| {
                            workspace.sheet.set(Some(Sheet::Kpi(Some(edit.clone()))));
                        })>{t().edit}</button>
                        <button type="button" class="button primary" data-key="c" aria-expanded=move || entering.get().to_string()
                            on:click=handler(move |_| if !workspace.stays_as_it_was() { entering.update(|e| *e = !*e) })>{t().enter_value}</button>
                        <ImproveButton id=id.clone() class="button" />
                        <RecordMenu kind=Kind::Kpi id=id.clone() title=kpi.title.clone() />
                    </div>
                </header>
            })
        })
    })
}

#[component]
fn KpiChart(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_picture = id.clone();
    let picture = move || {
        let day = workspace.day();
        let picture = workspace
            .read(&[Topic::Record(Kind::Kpi, of_picture.clone())], |plan| chart::kpi(plan, &of_picture, day));
        picture.unwrap_or_else(chart::nothing)
    };
    let foot = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| {
            let kpi = plan.records().kpis.get(&id)?;
            let count = plan.series_of(&id).map_or(0, |s| s.len_on(day));
            let limits = match limits(plan, &id, day) {
                Some(limits) if limits.provisional => t().limits_provisional,
                Some(_) => t().limits_from_first,
                None => t().limits_none,
            };
            let trend =
                trend(plan, &id, day).map(|trend| format!(" · {}", say::trend(trend))).unwrap_or_default();
            let values = plural(count, t().measurement_one, t().measurement_many);
            Some(format!("{} · {values} · {limits}{trend}", say::every(kpi.every)))
        })
    };
    view! {
        <figure>
            <div class="panel chart-panel"><Canvas class="chart kpi" picture=picture with_say=chart::with_say /></div>
            <figcaption class="chart-foot">{live(foot)}</figcaption>
        </figure>
    }
}
