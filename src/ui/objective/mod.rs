//! One objective: how it stands, its key results with their charts and check-ins, and what it is about.

mod check_in_form;
mod check_in_log;
mod drafting;
mod facts;
mod initiatives;
mod key_result_panel;
mod milestones;
mod outlook;
mod said;
mod trace;

use leptos::prelude::*;

pub use self::check_in_form::CheckInForm;
use self::drafting::Drafting;
use self::key_result_panel::KeyResultPanel;
pub use self::milestones::Milestones;
use self::said::Said;
use super::advice::{About as Hints, Advice};
use super::okrs::{View, staying};
use super::record_menu::RecordMenu;
use super::say;
use super::sheet::Sheet;
use super::sight;
use super::text::{fill, t};
use super::topic::Topic;
use super::widget::{Avatar, ProgressBar, StatusBadge};
use super::workspace::use_workspace;
use crate::domain::{Id, Kind};
use crate::progress::{kpi_status, objective_status};
use crate::route::Route;
use crate::ui::view::{each, handler, live, view};

/// The place of one objective.
#[component]
pub fn ObjectivePlace(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let there = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace
                .read(&[Topic::List(Kind::Objective)], |plan| plan.records().contains(Kind::Objective, &id))
        })
    };
    live(move || {
        if !there.get() {
            return view! { <super::NotHere /> };
        }
        view! {
            <Head id=id.clone() />
            <Said id=id.clone() />
            <Drafting id=id.clone() />
            <div class="detail">
                <KeyResults id=id.clone() />
                <div class="stack">
                    <About id=id.clone() />
                    <Advice about=Hints::Objective(id.clone()) />
                </div>
            </div>
        }
    })
}

#[component]
fn Head(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let topics =
            [Topic::Record(Kind::Objective, id.clone()), Topic::List(Kind::Team), Topic::List(Kind::Cycle)];
        workspace.read(&topics, |plan| {
            let objective = plan.records().objectives.get(&id)?;
            let cycle = plan.records().cycles.get(&objective.cycle)?;
            let verdict = objective_status(plan, &id, day);
            let (tone, word) = say::objective_verdict(&verdict);
            let silent = (verdict.silent > 0)
                .then(|| fill(t().silent_of, &[&verdict.silent.to_string(), &verdict.key_results.to_string()]));
            let team = say::team_line(plan, objective.team.as_ref());
            let (title, lead) = (objective.title.clone(), objective.why.clone());
            let began = objective.trigger.map(super::kpi::trigger_word);
            let (new_in, edit) = (id.clone(), id.clone());
            let in_cycle = objective.cycle.clone();
            Some(view! {
                <header>
                    <div class="titles">
                        <p class="crumbs">
                            <a href=staying().view.get_untracked().of(objective.cycle.clone()).to_string()>"OKRs › "<bdi>{cycle.title.clone()}</bdi></a>
                            {(!team.is_empty()).then(|| view! { " › "<bdi>{team}</bdi> })}
                        </p>
                        <h1 class="wrap-anywhere">
                            <bdi>{title.clone()}</bdi>" "<span class="tag">{say::ambition(objective.ambition())}</span>
                        </h1>
                        {lead.map(|lead| view! { <p class="lead soft"><bdi>{lead}</bdi></p> })}
                        {began.map(|word| view! { <p class="small soft">{fill(t().began_with, &[word])}</p> })}
                    </div>
                    <div class="actions">
                        <button type="button" class="button" data-key="e" on:click=handler(move |_| {
                            workspace.sheet.set(Some(Sheet::Objective { cycle: in_cycle.clone(), id: Some(edit.clone()) }));
                        })>{t().edit}</button>
                        <button type="button" class="button primary" on:click=handler(move |_| {
                            workspace.sheet.set(Some(Sheet::KeyResult { objective: new_in.clone(), id: None }));
                        })>{t().new_key_result}</button>
                        <RecordMenu kind=Kind::Objective id=id.clone() title=title />
                    </div>
                </header>
                <div class="headline">
                    <ProgressBar filled=verdict.progress mark=verdict.expected ahead={None::<f64>} tone=tone />
                    <span class="percent">{verdict.progress.map(say::percent)}</span>
                    <span><StatusBadge tone=tone word=word />{silent.map(|s| view! { <span class="sub small faint">" "{s}</span> })}</span>
                </div>
            })
        })
    })
}

#[component]
fn KeyResults(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of = id.clone();
    let ids = Memo::new(move |_| {
        workspace.read(&[Topic::Record(Kind::Objective, of.clone())], |plan| {
            plan.key_results_of(&of).into_iter().map(|(k, _)| k.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack">
            {move || ids.read().is_empty().then(|| view! {
                <div class="panel empty"><h2>{t().no_key_results}</h2><p>{t().no_key_results_hint}</p></div>
            })}
            {each(move || ids.get(), |id| view! { <KeyResultPanel id=id /> })}
        </div>
    }
}

#[component]
fn About(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    live(move || {
        let day = workspace.day();
        let topics = [
            Topic::Record(Kind::Objective, id.clone()),
            Topic::List(Kind::Person),
            Topic::List(Kind::Team),
            Topic::List(Kind::Kpi),
            Topic::List(Kind::Objective),
            Topic::List(Kind::KeyResult),
        ];
        workspace.read(&topics, |plan| {
            let objective = plan.records().objectives.get(&id)?;
            let owner = objective.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let sponsor = objective.sponsor.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let above = sight::line(plan, Kind::Objective, &id);
            let below: Vec<_> = plan
                .records()
                .objectives
                .iter()
                .filter(|(_, o)| {
                    o.supports.as_ref().is_some_and(|s| {
                        s == &id || plan.records().key_results.get(s).is_some_and(|k| k.objective == id)
                    })
                })
                .map(|(o, objective)| (Route::Objective(o.clone()).to_string(), objective.title.clone()))
                .collect();
            let watched: Vec<_> = objective
                .watch
                .iter()
                .filter_map(|kpi| {
                    let record = plan.records().kpis.get(kpi)?;
                    let verdict = kpi_status(plan, kpi, day);
                    let value = verdict.last.map(|(_, v)| say::with_unit(v, record.unit.as_deref()));
                    let aim = verdict.target.map(|target| say::goal(&target.goal, record.direction, record.unit.as_deref()));
                    Some((Route::Kpi(kpi.clone()).to_string(), record.title.clone(), value, aim, verdict.status))
                })
                .collect();
            let (map, here) = (View::Map.of(objective.cycle.clone()).to_string(), id.clone());
            let on_map = view! {
                <a class="small" href=map on:click=handler(move |_| {
                    staying.focus.set(Some(["#node-", here.as_str()].concat()));
                    staying.at.set(Some(here.clone()));
                })>{t().show_on_map}</a>
            };
            let links = |rows: Vec<(String, String)>| {
                rows.into_iter()
                    .map(|(href, title)| view! { <dd><a href=href><bdi>{title}</bdi></a></dd> })
                    .collect_view()
            };
            Some(view! {
                <aside aria-label=t().about>
                    <dl class="facts">
                        <div><dt>{t().owner}</dt><dd class="person">{match owner {
                            Some(name) => view! { <Avatar name=name.clone() /><bdi>{name}</bdi> },
                            None => view! { <span class="missing">{t().no_owner}</span> },
                        }}</dd></div>
                        {sponsor.map(|name| view! {
                            <div><dt>{t().sponsor}</dt><dd class="person"><Avatar name=name.clone() /><bdi>{name}</bdi></dd></div>
                        })}
                        <div><dt>{t().stage}</dt><dd>{say::objective_stage(objective.stage())}</dd></div>
                        <div><dt>{t().strategy}</dt><dd>{match objective.strategy.clone() {
                            Some(strategy) => view! { <bdi>{strategy}</bdi> },
                            None => view! { <span class="missing">{t().strategy_missing}</span> },
                        }}</dd></div>
                        <div class="sight"><dt>{t().line_of_sight}</dt><dd>{sight::links(above)}</dd><dd>{on_map}</dd></div>
                        {(!below.is_empty()).then(|| view! { <div><dt>{t().supported_by}</dt>{links(below)}</div> })}
                        {(!watched.is_empty()).then(|| view! {
                            <div><dt>{t().kpis_to_watch}</dt>{watched.into_iter().map(|(href, title, value, aim, status)| {
                                let (tone, word) = say::kpi_status(status);
                                view! { <dd class="watched"><a href=href><bdi>{title}</bdi></a>" "<b>{value}</b>" "<span class="small soft">{aim}</span>" "<StatusBadge tone=tone word=word /></dd> }
                            }).collect_view()}</div>
                        })}
                    </dl>
                </aside>
            })
        })
    })
}
