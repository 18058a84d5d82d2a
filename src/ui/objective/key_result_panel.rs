//! One key result in full: chart, milestones, the way to check in, and the log of check-ins.

use leptos::prelude::*;

use super::check_in_form::CheckInForm;
use super::check_in_log::CheckInLog;
use super::initiatives::{Initiatives, Path};
use super::milestones::Milestones;
use crate::domain::{Id, Kind, Measure};
use crate::ui::advice::SmartMeter;
use crate::ui::chart;
use crate::ui::okrs::{KeyResultMenu, row};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Canvas, ProgressBar, StatusBadge};
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
    let (of_path, of_work) = (id.clone(), id.clone());
    view! {
        <section class="panel key-result-panel" id=format!("panel-{id}")>
            <PanelHead id=of_head checking_in=checking_in />
            <div class="inside">
                {move || checking_in.get().then(|| view! { <CheckInForm id=of_form.clone() open=checking_in /> })}
                {move || parts.get().filter(|(_, charted)| *charted).map(|_| view! {
                    <Canvas class="chart burn-up" picture=picture.clone() with_say=chart::with_say />
                })}
                {move || parts.get().filter(|(milestones, _)| *milestones).map(|_| view! { <Milestones id=of_steps.clone() /> })}
                <CheckInLog id=of_log />
                <Initiatives key_result=of_work />
                <Path key_result=of_path />
                <SmartMeter key_result=id.clone() />
            </div>
        </section>
    }
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
            let owner = key_result.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let unit = key_result.unit.as_deref();
            let (tone, word) = say::verdict(&shown.verdict);
            let beside = shown.verdict.overdue.then(|| say::status_word(shown.verdict.status));
            let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
            let now = shown.verdict.standing.value.filter(|_| !milestones).map(|v| say::with_unit(v, unit));
            let span = plan.span_of(key_result).map(|(from, to)| say::span(from, to));
            let title = shown.title.clone();
            let guard = shown.verdict.standing.met.is_some();
            let percent = shown.verdict.standing.progress.filter(|_| !guard).map(say::percent);
            let confidence = shown.verdict.confidence.map(|c| format!("{} {c}/10", t().confidence));
            Some(view! {
                <header>
                    <div>
                        <h2 class="wrap-anywhere"><bdi>{title.clone()}</bdi></h2>
                        <p class="sub">
                            <span>{say::measure(key_result, day)}{now.map(|now| view! { " · "{t().now_at}" "<b>{now}</b> })}</span>
                            <span>{span}</span>
                            {owner.map(|name| view! { <span><bdi>{name}</bdi></span> })}
                            {confidence.map(|c| view! { <span>{c}</span> })}
                            {(!shown.sub.is_empty()).then(|| view! { <span>{shown.sub.clone()}</span> })}
                        </p>
                    </div>
                    <div class="actions">
                        <button type="button" class="button small" aria-expanded=move || checking_in.get().to_string()
                            on:click=handler(move |_| checking_in.update(|open| *open = !*open))>{t().check_in}</button>
                        <KeyResultMenu id=id.clone() title=title />
                    </div>
                    <div class="figures">
                        {if guard { ().into_any() } else {
                            view! { <ProgressBar filled=shown.verdict.standing.progress mark=shown.expected ahead={None::<f64>} tone=tone /> }
                        }}
                        <span>{percent}" "<StatusBadge tone=tone word=word />{beside.map(|b| view! { <span class="sub small faint">" "{b}</span> })}</span>
                    </div>
                </header>
            })
        })
    })
}
