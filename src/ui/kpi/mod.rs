//! One KPI: its chart with natural limits and targets, what the figures say, its context, and the measurements.

mod before;
mod concern;
mod improve;
mod measurement_form;
mod measurements;
mod process_change;
mod ranges;

use leptos::prelude::*;

use self::before::Before;
use self::concern::Offer;
pub use self::concern::{ImprovedBy, NotNow, concern_in_words, signal_in_words};
pub use self::improve::{ImproveButton, ImproveForm, trigger_word};
pub use self::measurement_form::MeasurementForm;
use self::measurements::Measurements;
use self::process_change::ProcessChange;
use self::ranges::MovingRange;
use super::advice::{About, Advice};
use super::chart;
use super::record_menu::RecordMenu;
use super::say;
use super::sheet::Sheet;
use super::text::{fill, plural, t};
use super::topic::Topic;
use super::widget::{Avatar, Canvas, StatusBadge};
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
                    <Context id=id.clone() />
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
            let edit = id.clone();
            Some(view! {
                <header>
                    <div class="titles">
                        <p class="crumbs">
                            <a href=Route::Kpis.to_string()>"KPIs"</a>
                            {(!team.is_empty()).then(|| view! { " › "<bdi>{team}</bdi> })}
                        </p>
                        <h1 class="wrap-anywhere"><bdi>{kpi.title.clone()}</bdi>" "{value}" "<StatusBadge tone=tone word=word /></h1>
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

#[component]
fn Context(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let topics =
            [Topic::Record(Kind::Kpi, id.clone()), Topic::List(Kind::Person), Topic::List(Kind::KeyResult)];
        workspace.read(&topics, |plan| {
            let kpi = plan.records().kpis.get(&id)?;
            let unit = kpi.unit.as_deref();
            let owner = kpi.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let target = kpi.target_on(day).map(|(since, target)| {
                let until = target.until.map(|until| fill(t().until_day, &[&say::day(until)])).unwrap_or_default();
                (fill(t().in_force_since, &[&say::day(since)]), format!("{} {until}", say::goal(&target.goal, kpi.direction, unit)))
            });
            let context = [
                (t().definition, kpi.definition.clone(), t().definition_missing),
                (t().reason, kpi.reason.clone(), t().reason_missing),
                (t().source, kpi.source.clone(), t().source_missing),
                (t().relevance, kpi.relevance.clone(), t().relevance_missing),
            ];
            let filled = context.iter().filter(|(_, text, _)| text.is_some()).count();
            let links: Vec<_> = plan
                .records()
                .key_results
                .values()
                .filter(|k| k.kpi.as_ref() == Some(&id))
                .map(|k| (Route::Objective(k.objective.clone()).to_string(), k.title.clone()))
                .chain(plan.records().objectives.iter().filter(|(_, o)| o.watch.contains(&id)).map(|(o, objective)| {
                    (Route::Objective(o.clone()).to_string(), fill(t().watched_by, &[&objective.title]))
                }))
                .collect();
            Some(view! {
                <aside aria-label=t().context>
                    <dl class="facts">
                        <div>
                            <dt>{say::direction(kpi.direction)}{target.as_ref().map(|(since, _)| format!(" · {since}"))}</dt>
                            <dd>{match target {
                                Some((_, goal)) => goal.into_any(),
                                None => view! { <span class="missing">{t().no_target_in_force}</span> },
                            }}</dd>
                        </div>
                        {context.into_iter().map(|(name, text, missing)| view! {
                            <div><dt>{name}</dt><dd>{match text {
                                Some(text) => view! { <bdi>{text}</bdi> },
                                None => view! { <span class="missing">{missing}</span> },
                            }}</dd></div>
                        }).collect_view()}
                        <div><dt>{t().context}</dt><dd class="context-meter">
                            {(0..4).map(|i| view! { <i class:full=i < filled></i> }).collect_view()}
                            <span class="small soft">{fill(t().of_four, &[&filled.to_string()])}</span>
                        </dd></div>
                        <div><dt>{t().owner}</dt><dd class="person">{match owner {
                            Some(name) => view! { <Avatar name=name.clone() /><bdi>{name}</bdi> },
                            None => view! { <span class="missing">{t().no_owner}</span> },
                        }}</dd></div>
                        {(!links.is_empty()).then(|| view! {
                            <div><dt>{t().feeds}</dt>{links.into_iter().map(|(href, title)| view! {
                                <dd><a href=href><bdi>{title}</bdi></a></dd>
                            }).collect_view()}</div>
                        })}
                        {kpi.review.map(|review| view! { <div><dt>{t().next_review}</dt><dd>{say::full_day(review)}</dd></div> })}
                    </dl>
                </aside>
            })
        })
    })
}
