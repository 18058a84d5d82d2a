//! The report of a cycle: a page of paper, light whatever the screen is, to be read here and printed on A4 or Letter.
//!
//! What it tells comes from [`report`](crate::report); this folder has the words, the pictures and the order on paper.

mod end;
mod head;
mod kpis;
mod objectives;
mod picture;

use leptos::prelude::*;

use self::end::{how_to_comment, not_doing, review};
use self::head::{head, summary};
use self::kpis::kpis;
use self::objectives::objectives;
use super::okrs::{CycleChoice, cycle_of_day};
use super::share::mail_plan;
use super::text::t;
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::browser::page;
use crate::domain::{Id, Kind, Plan};
use crate::report::cycle_report;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// The way to the report, on the place "Share".
#[component]
pub fn ReportDoor() -> impl IntoView {
    view! {
        <section class="panel section">
            <h3>{t().report_heading}</h3>
            <p>{t().report_explain}</p>
            <div class="actions"><a class="button" href=Route::Report(None).to_string()>{t().report_print}</a></div>
        </section>
    }
}

/// The place of the report; without a cycle, of that which runs on the day.
#[component]
pub fn ReportPlace(cycle: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let shown = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let there = cycle.clone().filter(|id| plan.records().contains(Kind::Cycle, id));
            there.or_else(|| cycle_of_day(plan, day))
        })
    });
    live(move || {
        let Some(cycle) = shown.get() else {
            return view! {
                <div class="panel empty"><h1>{t().no_cycle}</h1><p>{t().no_cycle_hint}</p></div>
            };
        };
        let of_paper = cycle.clone();
        let paper = move || {
            let day = workspace.day();
            let report = |plan: &Plan| {
                let facts = cycle_report(plan, &of_paper, day)?;
                Some(view! {
                    {head(plan, &facts, day)}
                    {summary(plan, &facts)}
                    {objectives(plan, &facts)}
                    {review(plan, &facts)}
                    {not_doing(&facts)}
                    {kpis(plan, &facts)}
                    {how_to_comment()}
                })
            };
            workspace.read(&[Topic::Reports, Topic::Head, Topic::List(Kind::Cycle)], report)
        };
        view! {
            <header class="report-tools">
                <div class="titles">
                    <p class="crumbs"><a href=Route::Share.to_string()>{t().share}</a></p>
                    <h1>{t().report}</h1>
                </div>
                <div class="actions">
                    <CycleChoice cycle=cycle to=|cycle| Route::Report(Some(cycle)) />
                    <button type="button" class="button" on:click=handler(move |_| mail_plan(workspace))>{t().mail_plan}</button>
                    <button type="button" class="button primary" on:click=handler(|_| page::print())>{t().print}</button>
                </div>
            </header>
            <article class="paper" aria-label=t().report_heading>{live(paper)}</article>
        }
    })
}

/// The name of a person of the plan.
fn person(plan: &Plan, id: Option<&Id>) -> Option<String> {
    id.and_then(|id| plan.records().people.get(id)).map(|person| person.name.clone())
}

/// Parts of a line, each by itself: what people typed keeps its own direction.
fn dotted(parts: impl IntoIterator<Item = Option<String>>) -> AnyView {
    let mut first = true;
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).map(|part| {
        let between = (!std::mem::take(&mut first)).then_some(" · ");
        view! { {between}<bdi>{part}</bdi> }
    });
    let parts: Vec<AnyView> = parts.collect();
    parts.into_any()
}
