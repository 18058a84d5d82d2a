//! The frame around every place: the rail, banners, the notice with its undo, and the keys that work everywhere.

mod copy_banner;
mod keys;
mod rows;
mod shortcuts;
mod welcome;

use leptos::prelude::*;

pub use self::copy_banner::copy_banner;
pub use self::keys::listen;
pub use self::welcome::Welcome;
use super::days;
use super::say;
use super::share::days_since;
use super::sheet::Sheet;
use super::start;
use super::text::{fill, plural, t};
use super::topic::Topic;
use super::widget::{Icon, icon};
use super::workspace::use_workspace;
use crate::browser::copy;
use crate::domain::Kind;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// A link only for a place that exists.
#[component]
pub fn Rail(route: RwSignal<Route>) -> impl IntoView {
    let workspace = use_workspace();
    let count = move |kind: Kind| {
        workspace.read(&[Topic::List(kind), Topic::List(Kind::Cycle)], |plan| match kind {
            Kind::Objective => {
                let cycle = super::okrs::cycle_of_day(plan, workspace.day());
                plan.records().objectives.values().filter(|o| Some(&o.cycle) == cycle.as_ref()).count()
            }
            Kind::Kpi => {
                let day = workspace.day();
                plan.records().kpis.values().filter(|kpi| !kpi.retired_on(day)).count()
            }
            kind => plan.records().count(kind),
        })
    };
    let current = move |here: bool| here.then_some("page");
    view! {
        <header class="rail">
            <a class="brand" href="#/okrs" tabindex="-1" aria-hidden="true">{icon(Icon::Cairn)}"Cairn"</a>
            <nav aria-label=t().places>
                <ul>
                    <li><a href=Route::Now.to_string() aria-current=move || current(matches!(route.get(), Route::Now | Route::Changed(_)))>
                        {icon(Icon::Now)}{t().now}
                    </a></li>
                    <li><a href=Route::Okrs(None).to_string()
                        aria-current=move || current(matches!(route.get(), Route::Okrs(_) | Route::OkrsTree(_) | Route::OkrsMap(_) | Route::Objective(_)))>
                        {icon(Icon::Target)}"OKRs"<span class="count" aria-hidden="true">{move || count(Kind::Objective)}</span>
                    </a></li>
                    <li><a href=Route::Kpis.to_string()
                        aria-current=move || current(route.get().is_of_kpis())>
                        {icon(Icon::Line)}"KPIs"<span class="count" aria-hidden="true">{move || count(Kind::Kpi)}</span>
                    </a></li>
                    <li><a href=Route::Review(None).to_string() aria-current=move || current(matches!(route.get(), Route::Review(_)))>
                        {icon(Icon::Review)}{t().review}
                    </a></li>
                    <li><a href=Route::Share.to_string() aria-current=move || current(matches!(route.get(), Route::Share | Route::Merge | Route::Report(_)))>
                        {icon(Icon::Share)}{t().share}
                    </a></li>
                    <li><a href=Route::Guide.to_string() aria-current=move || current(route.get() == Route::Guide)>
                        {icon(Icon::Guide)}{t().guide}
                    </a></li>
                </ul>
            </nav>
            <div class="foot">
                <Tools route=route />
                <StepButtons />
                <a class="plan-link" href=Route::Plan.to_string() aria-current=move || current(route.get() == Route::Plan)>
                    {icon(Icon::Plan)}
                    <b><bdi>{move || workspace.read(&[Topic::Head], say::plan_title)}</bdi></b>
                    <span class="long">{t().plan_link}</span>
                    <span class="short">{t().plan_short}</span>
                </a>
                <KeptLine />
            </div>
        </header>
    }
}

/// Find or do, and the day that is looked at; on the day's desk they stand in its head.
#[component]
pub fn Tools(route: RwSignal<Route>) -> impl IntoView {
    let elsewhere = Memo::new(move |_| route.get() != Route::Now);
    let has_days = Memo::new(move |_| elsewhere.get() && days::has_days(&route.get()));
    view! {
        <div class="tools-line">
            {move || elsewhere.get().then(|| view! { <FindButton /> })}
            {move || has_days.get().then(|| view! { <TodayChoice /> })}
        </div>
    }
}

/// The day that is looked at, while it is today; a past one is chosen and left in the bar that tells of it.
#[component]
pub fn TodayChoice() -> impl IntoView {
    let workspace = use_workspace();
    let is_today = Memo::new(move |_| workspace.as_of.get().is_none());
    move || is_today.get().then(|| view! { <days::DayChoice /> })
}

/// Opens the palette.
#[component]
pub fn FindButton() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <button type="button" class="button find" on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Palette)))>
            {t().find_or_do}" "<kbd>"Ctrl K"</kbd>
        </button>
    }
}

/// Undo and redo as buttons, named by the step they would take.
#[component]
pub fn StepButtons() -> impl IntoView {
    let workspace = use_workspace();
    let undo = move || workspace.steps.get().undo;
    let redo = move || workspace.steps.get().redo;
    let named = |word: &str, step: Option<String>| step.map(|step| format!("{word}: {step}"));
    view! {
        <div class="steps">
            <button type="button" class="button small" disabled=move || undo().is_none()
                title=move || named(t().undo, undo()) on:click=move |_| workspace.undo()>{t().undo}</button>
            <button type="button" class="button small" disabled=move || redo().is_none()
                title=move || named(t().redo, redo()) on:click=move |_| workspace.redo()>{t().redo}</button>
        </div>
    }
}

/// Where the plan is kept, and how old the last file is. Never a bare "stored".
#[component]
fn KeptLine() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <p class="kept" role="status">
            {move || {
                let kept = workspace.kept.get();
                if kept.not_saved.is_some() {
                    return view! { <span class="lost">{t().not_saved}</span> };
                }
                if kept.memory_only {
                    return view! { <span class="lost">{t().in_tab_only}</span> };
                }
                let stale = kept.file_ms.is_none_or(|ms| days_since(ms) >= 7);
                let file = match kept.file_ms {
                    Some(ms) => fill(t().last_saved_file, &[&say::days_ago(days_since(ms))]),
                    None => t().never_saved_file.to_string(),
                };
                view! { <span>{t().saved_here_only}</span><br /><span class:stale=stale>{file}</span> }
            }}
        </p>
    }
}

/// What must be seen on every place: nothing is saved, another tab writes, something was found wrong.
#[component]
pub fn Banners() -> impl IntoView {
    let workspace = use_workspace();
    let save = move || super::share::save_to_file(workspace);
    live(move || {
        let kept = workspace.kept.get();
        let banner = |class: &'static str, text: String, act: AnyView| {
            view! { <div class=class role="alert"><p>{text}</p>{act}</div> }
        };
        let to_file = move || {
            view! { <button type="button" class="button" on:click=handler(move |_| save())>{t().save_to_file}</button> }
        };
        let mut shown = Vec::new();
        if let Some(why) = kept.not_saved.clone() {
            shown.push(banner("banner stop", fill(t().not_saved_banner, &[&why]), to_file()));
        } else if kept.memory_only && !copy::is_one() {
            shown.push(banner("banner stop", t().blocked_banner.to_string(), to_file()));
        }
        if let Some(why) = workspace.lost.get() {
            let close = view! {
                <button type="button" class="button" on:click=handler(move |_| workspace.lost.set(None))>{t().close}</button>
            };
            shown.push(banner("banner stop", why, close));
        }
        if kept.made_by_newer {
            shown.push(banner("banner", t().newer_banner.to_string(), to_file()));
        }
        if kept.following {
            let take = view! {
                <button type="button" class="button" on:click=handler(move |_| start::take_over(workspace))>{t().take_over}</button>
            };
            shown.push(banner("banner", t().following_banner.to_string(), take));
        }
        if workspace.update_ready.get() {
            let update = view! {
                <button type="button" class="button" on:click=handler(move |_| start::use_update(workspace))>{t().use_update}</button>
            };
            shown.push(banner("banner", t().update_ready.to_string(), update));
        }
        if let Some((why, act)) = super::folder::banner() {
            shown.push(banner("banner", why, act));
        }
        workspace.plan_id.track();
        let open = super::merging::unsettled(workspace);
        if open > 0 {
            let settle = view! { <a class="button" href=Route::Share.to_string()>{t().settle}</a> };
            shown.push(banner("banner", plural(open, t().unsettled_one, t().unsettled_many), settle));
        }
        if kept.trouble > 0 {
            let look = view! { <a class="button" href=Route::Share.to_string()>{t().look}</a> };
            shown.push(banner("banner", t().trouble_banner.to_string(), look));
        }
        shown
    })
}

/// What just happened, with "Undo" where it can be taken back.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let workspace = use_workspace();
    // A notice stays long enough to be read and reached; a newer one takes its place.
    let said = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if workspace.notice.with(Option::is_none) {
            return;
        }
        let number = said.get_value().wrapping_add(1);
        said.set_value(number);
        set_timeout(
            move || {
                // The same words may have been said again since.
                if said.try_get_value() == Some(number) {
                    workspace.notice.set(None);
                }
            },
            std::time::Duration::from_secs(8),
        );
    });
    view! {
        <div aria-live="polite">
            {move || workspace.notice.get().map(|notice| view! {
                <div class="toast">
                    <span class="wrap-anywhere"><bdi>{notice.text}</bdi></span>
                    {notice.undoable.then(|| view! {
                        <button type="button" on:click=handler(move |_| workspace.undo())>{t().undo}</button>
                    })}
                    <button type="button" aria-label=t().dismiss on:click=handler(move |_| workspace.notice.set(None))>"×"</button>
                </div>
            })}
        </div>
    }
}
