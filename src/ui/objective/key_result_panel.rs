//! One key result in full: chart, milestones, the way to check in, and the log of check-ins.

use leptos::prelude::*;

use super::check_in_form::CheckInForm;
use super::check_in_log::CheckInLog;
use super::facts::facts;
use super::initiatives::{Initiatives, Path};
use super::milestones::Milestones;
use super::outlook::outlook;
use crate::domain::{Id, Kind, Measure};
use crate::ui::advice::SmartMeter;
use crate::ui::chart;
use crate::ui::figure::Figure;
use crate::ui::okrs::row;
use crate::ui::record_menu::RecordMenu;
use crate::ui::revisions::revisions;
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{ProgressBar, StatusBadge};
use crate::ui::workspace::use_workspace;

/// The panel of a key result.
#[component]
pub(super) fn KeyResultPanel(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let checking_in = RwSignal::new(false);
    let of_kind = id.clone();
    // Which parts the panel has; the parts themselves follow the record on their own.
    let parts = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::KeyResult, of_kind.clone())], |plan| {
            let key_result = plan.records().key_results.get(&of_kind)?;
            let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
            Some((milestones, key_result.measure.is_some() && plan.span_of(key_result).is_some()))
        })
    });
    let of_picture = id.clone();
    let picture = move || {
        let day = workspace.day();
        let picture = workspace.read(&[Topic::Record(Kind::KeyResult, of_picture.clone())], |plan| {
            chart::key_result(plan, &of_picture, day)
        });
        picture.unwrap_or_else(chart::nothing)
    };
    let (of_head, of_form, of_steps, of_log) = (id.clone(), id.clone(), id.clone(), id.clone());
    let (of_path, of_work, of_course) = (id.clone(), id.clone(), id.clone());
    view! {
        <section class="panel key-result-panel" id=format!("panel-{id}")>
            <PanelHead id=of_head checking_in=checking_in />
            <div class="inside">
                {move || checking_in.get().then(|| view! { <CheckInForm id=of_form.clone() open=checking_in /> })}
                {move || parts.get().filter(|(_, charted)| *charted).map(|_| view! {
                    <Figure class="burn-up" picture=picture.clone() with_say=chart::with_say />
                })}
                <Course id=of_course />
                {move || parts.get().filter(|(milestones, _)| *milestones).map(|_| view! { <Milestones id=of_steps.clone() /> })}
                <CheckInLog id=of_log />
                <Initiatives key_result=of_work />
                <Path key_result=of_path />
                <SmartMeter key_result=id.clone() />
            </div>
        </section>
    }
}

/// Where it is heading, and the targets it had before.
#[component]
fn Course(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let (outlook, before) = workspace.read(&[Topic::Record(Kind::KeyResult, id.clone())], |plan| {
            let key_result = plan.records().key_results.get(&id)?;
            Some((outlook(plan, &id, day), revisions(key_result, day)))
        })?;
        let (needed, leads) = outlook.unwrap_or_default();
        let said = needed.is_some() || leads.is_some();
        let before = before.into_iter().map(|line| view! { <li><bdi>{line}</bdi></li> }).collect_view();
        Some(view! {
            {said.then(|| view! {
                <p class="outlook">{needed.map(|needed| view! { <b>{needed}</b>" " })}<span>{leads}</span></p>
            })}
            {(!before.is_empty()).then(|| view! { <ul class="small soft revisions wrap-anywhere" aria-label=t().revisions>{before}</ul> })}
        })
    })
}

#[component]
fn PanelHead(id: Id, checking_in: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let topics = [Topic::Record(Kind::KeyResult, id.clone()), Topic::List(Kind::Person)];
        workspace.read(&topics, |plan| {
            let shown = row(plan, &id, day)?;
            let key_result = plan.records().key_results.get(&id)?;
            let facts = facts(plan, &id, day, &shown.verdict)?;
            let unit = key_result.unit.as_deref();
            let (tone, word) = say::verdict(&shown.verdict);
            let beside = shown.verdict.overdue.then(|| say::status_word(shown.verdict.status));
            let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
            let now = shown.verdict.standing.value.filter(|_| !milestones).map(|v| say::with_unit(v, unit));
            let title = shown.title.clone();
            let guard = shown.verdict.standing.met.is_some();
            let percent = shown.verdict.standing.progress.filter(|_| !guard).map(say::percent);
            let facts = facts.into_iter().map(|(words, place)| match place {
                Some(place) => view! { <span><a href=place><bdi>{words}</bdi></a></span> },
                None => view! { <span><bdi>{words}</bdi></span> },
            });
            Some(view! {
                <header>
                    <div>
                        <h2 class="wrap-anywhere"><bdi>{title.clone()}</bdi></h2>
                        <p class="sub">
                            <span>{say::measure(key_result, day)}{now.map(|now| view! { " · "{t().now_at}" "<b>{now}</b> })}</span>
                            {facts.collect_view()}
                        </p>
                    </div>
                    <div class="actions">
                        <button type="button" class="button small" data-key="c" aria-expanded=move || checking_in.get().to_string()
                            on:click=handler(move |_| if !workspace.stays_as_it_was() { checking_in.update(|open| *open = !*open) })>{t().check_in}</button>
                        <RecordMenu kind=Kind::KeyResult id=id.clone() title=title />
                    </div>
                    <div class="figures">
                        {if guard { ().into_any() } else {
                            view! { <ProgressBar filled=shown.verdict.standing.progress mark=shown.expected ahead=shown.ahead tone=tone /> }
                        }}
                        <span>{percent}" "<StatusBadge tone=tone word=word />{beside.map(|b| view! { <span class="sub small faint">" "{b}</span> })}</span>
                    </div>
                </header>
            })
        })
    })
}
