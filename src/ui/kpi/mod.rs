//! One KPI: its chart with natural limits and targets, what the figures say, its context, and the measurements.

mod before;
mod concern;
mod course;
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
use self::course::Course;
use self::facts::Facts;
pub use self::improve::{ImproveButton, ImproveForm, trigger_word};
pub use self::measurement_form::MeasurementForm;
use self::measurements::Measurements;
use self::process_change::ProcessChange;
use self::ranges::MovingRange;
use self::review::Review;
pub use self::review::bring_back;
use super::advice::{About, Advice};
use super::chart::{self, Way};
use super::record_menu::RecordMenu;
use super::say;
use super::sheet::Sheet;
use super::text::t;
use super::topic::Topic;
use super::widget::StatusBadge;
use super::workspace::use_workspace;
use crate::domain::{Id, Kind};
use crate::progress::kpi_status;
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
        // Both charts of the place look at the same days.
        let (window, way) = (RwSignal::new(None), RwSignal::new(Way::Measured));
        view! {
            <Head id=id.clone() entering=entering />
            <Offer id=id.clone() />
            {move || entering.get().then(|| view! {
                <div class="panel section"><MeasurementForm id=of_form.clone() open=entering /></div>
            })}
            <div class="detail">
                <div class="stack">
                    <Course id=id.clone() window=window way=way />
                    <Before id=id.clone() />
                    {
                        let of_ranges = id.clone();
                        live(move || (way.get() == Way::Measured).then(|| view! {
                            <MovingRange id=of_ranges.clone() window=window />
                        }))
                    }
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
