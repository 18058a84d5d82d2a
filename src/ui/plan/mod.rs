//! What the OKRs stand on: the plan's title and rhythm, cycles, teams, people.

mod limits;
mod settings;

use crate::ordered::{sort_by, sort_by_key};
use leptos::prelude::*;

use self::limits::{ClosedDays, Limits};
use self::settings::HeadSection;
use super::record_menu::RecordMenu;
use super::say;
use super::sheet::Sheet;
use super::text::t;
use super::topic::Topic;
use super::widget::Avatar;
use super::workspace::use_workspace;
use crate::domain::{Id, Kind, Plan, by_rank, team_path};
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// One row of a list: id, name, what stands below it, how deep it is.
struct Row {
    id: Id,
    name: String,
    sub: String,
    depth: usize,
}

/// The place of the plan itself.
#[component]
pub fn PlanPlace() -> impl IntoView {
    view! {
        <header><div class="titles"><h1>{t().plan_place}</h1></div></header>
        <div class="sections">
            <HeadSection />
            <Section kind=Kind::Cycle heading=t().cycles empty=t().no_cycle_hint new=t().new_cycle rows=cycles sheet=Sheet::Cycle />
            <Section kind=Kind::Team heading=t().teams empty=t().no_teams_hint new=t().new_team rows=teams sheet=Sheet::Team />
            <Section kind=Kind::Person heading=t().people empty=t().no_people_hint new=t().new_person rows=people sheet=Sheet::Person />
            <Limits />
            <ClosedDays />
        </div>
    }
}

fn cycles(plan: &Plan) -> Vec<Row> {
    let mut rows: Vec<_> = plan.records().cycles.iter().collect();
    sort_by(&mut rows, |a, b| {
        b.1.from.cmp(&a.1.from).then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    rows.into_iter()
        .map(|(id, c)| Row {
            id: id.clone(),
            name: c.title.clone(),
            sub: format!(
                "{} · {}",
                say::span(c.from, c.to),
                say::cycle_stage(c.stage.unwrap_or(crate::domain::CycleStage::Planning))
            ),
            depth: 0,
        })
        .collect()
}

fn teams(plan: &Plan) -> Vec<Row> {
    // Along the path of ranks from the top, so that a team stands right below its parent.
    let place = |id: &Id| -> Vec<(bool, Option<crate::domain::Rank>, Id)> {
        team_path(plan, id)
            .into_iter()
            .map(|t| {
                let rank = plan.records().teams.get(t).and_then(|t| t.rank.clone());
                (rank.is_none(), rank, t.clone())
            })
            .collect()
    };
    let mut rows: Vec<_> = plan.records().teams.iter().map(|(id, team)| (place(id), id, team)).collect();
    sort_by(&mut rows, |a, b| a.0.cmp(&b.0));
    rows.into_iter()
        .map(|(path, id, team)| Row {
            id: id.clone(),
            name: team.name.clone(),
            sub: say::level(team.level.unwrap_or(crate::domain::Level::Team)).to_string(),
            depth: path.len().saturating_sub(1),
        })
        .collect()
}

fn people(plan: &Plan) -> Vec<Row> {
    let mut rows: Vec<_> = plan.records().people.iter().collect();
    sort_by_key(&mut rows, |(_, p)| p.name.to_lowercase());
    rows.into_iter()
        .map(|(id, p)| {
            let owned = plan.records().key_results.values().filter(|k| k.owner.as_ref() == Some(id)).count();
            let sub = super::text::plural(owned, t().owns_one, t().owns_many);
            Row { id: id.clone(), name: p.name.clone(), sub, depth: 0 }
        })
        .collect()
}

#[component]
fn Section(
    kind: Kind,
    heading: &'static str,
    empty: &'static str,
    new: &'static str,
    rows: fn(&Plan) -> Vec<Row>,
    sheet: fn(Option<Id>) -> Sheet,
) -> impl IntoView {
    let workspace = use_workspace();
    let list = move || {
        let rows = workspace.read(&[Topic::List(kind), Topic::List(Kind::KeyResult)], rows);
        if rows.is_empty() {
            return view! { <p class="soft">{empty}</p> };
        }
        view! { <ul class="rows">{rows.into_iter().map(|row| item(kind, row)).collect_view()}</ul> }
    };
    view! {
        <section class="panel section">
            <h2>{heading}</h2>
            {live(list)}
            <div class="actions">
                <button type="button" class="button small" on:click=handler(move |_| workspace.sheet.set(Some(sheet(None))))>{new}</button>
            </div>
        </section>
    }
}

fn item(kind: Kind, row: Row) -> impl IntoView {
    let Row { id, name, sub, depth } = row;
    let own = id.clone();
    let shown = match kind {
        Kind::Cycle => {
            view! { <a href=Route::Okrs(Some(id)).to_string()><bdi>{name.clone()}</bdi></a> }
        }
        Kind::Person => view! { <Avatar name=name.clone() />" "<bdi>{name.clone()}</bdi> },
        _ => view! { <bdi>{name.clone()}</bdi> },
    };
    view! {
        <li style:padding-inline-start=format!("{}px", depth * 20)>
            <span class="name">{shown}<span class="sub">{sub}</span></span>
            <RecordMenu kind=kind id=own title=name />
        </li>
    }
}
