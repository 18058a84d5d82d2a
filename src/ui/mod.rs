//! The screens: they read the plan through [`Workspace`](workspace::Workspace) and write only through its `dispatch`.
//!
//! A folder per place; `form` holds the forms, `figure` a chart with all that can be done with it, `widget` what knows no domain word, `say` and `text` the words. Nothing
//! here keeps a copy of domain data: what is open, hovered or half typed lives in signals and never enters the plan.

mod advice;
mod backup;
mod changes;
mod chart;
mod days;
mod figure;
mod folder;
mod form;
mod guide;
mod history;
mod import;
mod keeping;
mod kpi;
mod kpis;
mod merging;
mod now;
mod objective;
mod okrs;
mod open_file;
mod palette;
mod plan;
mod record_menu;
mod recovery;
mod report;
mod review;
mod revisions;
mod say;
mod share;
mod sheet;
mod shell;
mod sight;
mod start;
mod text;
mod topic;
mod trash;
mod view;
mod widget;
mod workspace;

use leptos::{ev, prelude::*};

use self::keeping::Keeping;
use self::shell::{Banners, NoticeLine, Rail, Welcome};
use self::text::{fill, t};
use self::widget::Viewport;
use self::workspace::Workspace;
use crate::browser::page;
use crate::route::Route;
use crate::ui::view::{apart, handler, view};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let workspace = Workspace::new(Keeping::start());
    let viewport = Viewport::new();
    let dropping = RwSignal::new(false);
    let route = RwSignal::new(Route::parse(&page::hash()));
    provide_context(workspace);
    provide_context(folder::SharedFolder::new(workspace));
    provide_context(viewport);
    page::set_theme(&page::theme());
    shell::listen(workspace, viewport, dropping);
    window_event_listener(ev::hashchange, move |_| {
        let to = Route::parse(&page::hash());
        if route.get_untracked() != to {
            workspace.sheet.set(None);
            if !days::has_days(&to) {
                workspace.as_of.set(None);
            }
            route.set(to);
            page::to_top();
        }
    });
    recovery::begin(workspace);
    let has_plan = Memo::new(move |_| workspace.plan_id.read().is_some());
    view! {
        {move || {
            if has_plan.get() {
                view! { <Desk route=route /> }
            } else if workspace.starting.get() {
                // Nothing for a moment, rather than a welcome that is taken back.
                view! { <main class="place" id="main" tabindex="-1" aria-busy="true"></main> }
            } else {
                page::set_title("Cairn");
                view! { <Welcome /> }
            }
        }}
        <NoticeLine />
        <sheet::Sheets />
        {move || dropping.get().then(|| view! { <div class="drop-veil" aria-hidden="true">{t().drop_here}</div> })}
    }
}

/// The app with a plan open.
#[component]
fn Desk(route: RwSignal<Route>) -> impl IntoView {
    let workspace = workspace::use_workspace();
    provide_context(okrs::Staying::new());
    let title =
        move || workspace.read(&[topic::Topic::Head], |plan| fill(t().page_title, &[&say::plan_title(plan)]));
    Effect::new(move |_| page::set_title(&title()));
    view! {
        <a class="skip" href="#main" on:click=handler(move |event: ev::MouseEvent| { event.prevent_default(); page::focus("#main"); })>{t().skip}</a>
        <div class="app">
            <Rail route=route />
            <main class="place" id="main" tabindex="-1">
                <Banners />
                {shell::copy_banner(workspace)}
                <days::PastDay />
                {move || match route.get() {
                    Route::Now => apart(|| view! { <now::NowPlace /> }),
                    Route::Okrs(cycle) => view! { <okrs::OkrsPlace cycle=cycle view=okrs::View::List /> },
                    Route::OkrsTree(cycle) => apart(|| view! { <okrs::OkrsPlace cycle=Some(cycle) view=okrs::View::Tree /> }),
                    Route::OkrsMap(cycle) => apart(|| view! { <okrs::OkrsPlace cycle=Some(cycle) view=okrs::View::Map /> }),
                    Route::Objective(id) => apart(|| view! { <objective::ObjectivePlace id=id /> }),
                    Route::Kpis => apart(|| view! { <kpis::KpisPlace look=kpis::Look::Board /> }),
                    Route::KpisGrid => apart(|| view! { <kpis::KpisPlace look=kpis::Look::Grid /> }),
                    Route::KpisEnter => apart(|| view! { <kpis::KpisPlace look=kpis::Look::Enter /> }),
                    Route::KpiLibrary => apart(|| view! { <kpis::KpiLibraryPlace /> }),
                    Route::Kpi(id) => apart(|| view! { <kpi::KpiPlace id=id /> }),
                    Route::Share => apart(|| view! { <share::SharePlace /> }),
                    Route::Review(cycle) => apart(|| view! { <review::ReviewPlace cycle=cycle /> }),
                    Route::Report(cycle) => apart(|| view! { <report::ReportPlace cycle=cycle /> }),
                    Route::Merge => apart(|| view! { <merging::MergePlace /> }),
                    Route::Guide => apart(|| view! { <guide::GuidePlace /> }),
                    Route::Plan => apart(|| view! { <plan::PlanPlace /> }),
                    Route::History(of) => apart(|| view! { <history::HistoryPlace of=of /> }),
                    Route::Trash => apart(|| view! { <trash::TrashPlace /> }),
                    Route::Import => apart(|| view! { <import::ImportPlace /> }),
                    Route::Changed(days) => apart(move || view! { <changes::ChangesPlace days=days /> }),
                }}
                <footer class="phone-only"><shell::StepButtons /><shell::Tools route=route /></footer>
            </main>
        </div>
    }
}

/// An address that leads to a record which is not there (any more).
#[component]
fn NotHere() -> impl IntoView {
    view! {
        <div class="panel empty">
            <h1>{t().not_here}</h1>
            <p>{t().not_here_hint}</p>
            <a class="button" href=Route::Okrs(None).to_string()>{t().to_okrs}</a>
        </div>
    }
}
