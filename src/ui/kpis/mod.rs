//! The board of KPIs by team: value, change, course, target, status, and the quick ways to enter values.

mod enter;
mod grid;
mod kpi_row;
mod library;
mod retired;
mod tag_choice;
mod together;

use crate::ordered::sort_by;
use leptos::prelude::*;

use self::enter::{Column, DayOfEntry, EntryDay};
use self::grid::Grid;
use self::kpi_row::KpiRow;
pub use self::library::KpiLibraryPlace;
use self::retired::RetiredKpis;
use self::tag_choice::TagChoice;
use self::together::Balance;
use super::kpi::words;
use super::okrs::TeamChoice;
use super::say;
use super::sheet::Sheet;
use super::text::{fill, plural, t};
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::domain::{Date, Id, Kind, Kpi, Plan, Tag, by_rank, team_path};
use crate::progress::{KpiStatus, kpi_status};
use crate::route::Route;
use crate::ui::view::{each, handler, live, view};

/// KPIs in use by team: the team's line of names, then its KPIs in order, those that are pinned first.
fn boards(plan: &Plan, team: &str, tag: &str, day: Date) -> Vec<(String, Vec<Id>)> {
    let inside = |id: Option<&Id>| {
        team.is_empty() || id.is_some_and(|id| team_path(plan, id).iter().any(|above| above.as_str() == team))
    };
    let tag = Tag::ALL.into_iter().find(|known| words::tag(*known) == tag);
    let tagged = |kpi: &Kpi| tag.is_none_or(|tag| kpi.tags.contains(&tag));
    let shown = |kpi: &Kpi| !kpi.retired_on(day) && tagged(kpi) && inside(kpi.team.as_ref());
    let mut rows: Vec<_> = plan.records().kpis.iter().filter(|(_, kpi)| shown(kpi)).collect();
    sort_by(&mut rows, |a, b| {
        let pinned = b.1.pinned.cmp(&a.1.pinned);
        pinned.then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    let mut boards: Vec<(String, Vec<Id>)> = Vec::new();
    for (id, kpi) in rows {
        let name = say::team_line(plan, kpi.team.as_ref());
        match boards.iter_mut().find(|(known, _)| *known == name) {
            Some((_, ids)) => ids.push(id.clone()),
            None => boards.push((name, vec![id.clone()])),
        }
    }
    sort_by(&mut boards, |a, b| (a.0.is_empty(), &a.0).cmp(&(b.0.is_empty(), &b.0)));
    boards
}

/// How the KPIs are looked at, each with its address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// How each of them stands.
    Board,
    /// The last periods side by side.
    Grid,
    /// A field each, for the values of one day.
    Enter,
}

/// The place "KPIs".
#[component]
pub fn KpisPlace(look: Look) -> impl IntoView {
    let workspace = use_workspace();
    let day = EntryDay::new();
    let (team, tag) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = Memo::new(move |_| {
        let (team, tag, day) = (team.get(), tag.get(), workspace.day());
        workspace
            .read(&[Topic::List(Kind::Kpi), Topic::List(Kind::Team)], |plan| boards(plan, &team, &tag, day))
    });
    let summary = move || {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
            let in_use =
                || plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(day)).map(|(id, _)| id);
            let of =
                |wanted: KpiStatus| in_use().filter(|id| kpi_status(plan, id, day).status == wanted).count();
            let all = in_use().count();
            let (healthy, overdue) = (of(KpiStatus::Healthy), of(KpiStatus::Overdue));
            let mut text = fill(t().healthy_of, &[&healthy.to_string(), &all.to_string()]);
            if overdue > 0 {
                text = format!("{text}, {}", plural(overdue, t().overdue_one, t().overdue_many));
            }
            (all > 0).then_some(text)
        })
    };
    let new = move || workspace.sheet.set(Some(Sheet::Kpi(None)));
    view! {
        <header>
            <div class="titles"><h1>"KPIs "<span class="aside">{live(summary)}</span></h1></div>
            <div class="actions">
                <Views look=look />
                <TagChoice tag=tag />
                <TeamChoice team=team />
                <a class="button" href=Route::Import.to_string()>{t().bring_in}</a>
                <FromLibrary />
                <button type="button" class="button primary" on:click=handler(move |_| new())>{t().new_kpi}</button>
            </div>
        </header>
        {move || (shown.read().is_empty() && !tag.read().is_empty()).then(|| view! {
            <div class="panel empty"><p>{t().no_kpis_tagged}</p></div>
        })}
        {move || (shown.read().is_empty() && tag.read().is_empty()).then(|| view! {
            <div class="panel empty">
                <h2>{t().no_kpis}</h2>
                <p>{t().no_kpis_hint}</p>
                <div class="actions">
                    <button type="button" class="button primary" on:click=handler(move |_| new())>{t().new_kpi}</button>
                    <FromLibrary />
                </div>
            </div>
        })}
        {(look == Look::Enter).then(|| view! { <DayOfEntry day=day /> })}
        <div class="board">
            <For each=move || shown.get() key=|board| board.clone() let:board>
                <section>
                    {(!board.0.is_empty()).then(|| view! { <h2><bdi>{board.0.clone()}</bdi></h2> })}
                    {
                        let ids = board.1.clone();
                        match look {
                            Look::Board => view! { <div class="panel">{each(move || ids.clone(), |id| view! { <KpiRow id=id /> })}</div> },
                            Look::Grid => view! { <Grid ids=ids /> },
                            Look::Enter => view! { <Column ids=ids day=day /> },
                        }
                    }
                </section>
            </For>
        </div>
        {(look != Look::Enter).then(|| view! { <Balance /><RetiredKpis /> })}
    }
}

/// Leads to the KPIs of others to begin from; not from a past day, as it adds to the plan.
#[component]
fn FromLibrary() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        workspace.as_of.get().is_none().then(|| {
            view! { <a class="button" href=Route::KpiLibrary.to_string()>{t().from_library}</a> }
        })
    })
}

/// The ways to look at the KPIs; values are entered on no past day.
#[component]
fn Views(look: Look) -> impl IntoView {
    let workspace = use_workspace();
    let here = move |of: Look| (look == of).then_some("page");
    let enter = move || {
        workspace.as_of.get().is_none().then(|| {
            view! { <a href=Route::KpisEnter.to_string() aria-current=here(Look::Enter)>{t().enter_values}</a> }
        })
    };
    view! {
        <nav class="segments views" aria-label=t().view>
            <a href=Route::Kpis.to_string() aria-current=here(Look::Board)>{t().board}</a>
            <a href=Route::KpisGrid.to_string() aria-current=here(Look::Grid)>{t().grid}</a>
            {live(enter)}
        </nav>
    }
}
