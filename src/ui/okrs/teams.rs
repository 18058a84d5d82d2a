//! All teams of a cycle beside each other: how many objectives and key results each has, and how those stand.

use leptos::prelude::*;

use super::staying::staying;
use crate::domain::{Id, Kind};
use crate::ordered::sort_by;
use crate::progress::{CycleCount, Status, count_by_team};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::StatusBadge;
use crate::ui::workspace::use_workspace;

/// The statuses that have a column.
const COLUMNS: [Status; 3] = [Status::OnTrack, Status::AtRisk, Status::OffTrack];

/// The table of a cycle's teams, folded; nothing where there is one team at most.
#[component]
pub(super) fn Teams(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let open = RwSignal::new(false);
    let of_names = cycle.clone();
    let number = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Objective), Topic::List(Kind::Team)], |plan| {
            let of_cycle = plan.records().objectives.values().filter(|o| o.cycle == of_names);
            of_cycle.map(|o| o.team.clone()).collect::<crate::ordered::Set<_>>().iter().count()
        })
    });
    live(move || {
        let cycle = cycle.clone();
        (number.get() > 1).then(|| {
            view! {
                <details class="teams" on:toggle=handler(move |_| open.update(|open| *open = !*open))>
                    <summary>{move || fill(t().teams_counted, &[&number.get().to_string()])}</summary>
                    {live(move || open.get().then(|| view! { <Table cycle=cycle.clone() /> }))}
                </details>
            }
        })
    })
}

#[component]
fn Table(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    live(move || {
        let day = workspace.day();
        let rows = workspace.read(
            &[Topic::Reports, Topic::List(Kind::Team), Topic::List(Kind::Objective)],
            |plan| {
                let counts = count_by_team(plan, &cycle, day).into_iter();
                let mut rows: Vec<_> =
                    counts.map(|(team, count)| (say::team_line(plan, team.as_ref()), team, count)).collect();
                // A team stands behind the one above it; its own name is enough to know it by.
                sort_by(&mut rows, |a, b| a.0.cmp(&b.0));
                let name = |team: &Option<Id>| {
                    let team = team.as_ref().and_then(|team| plan.records().teams.get(team));
                    team.map(|team| team.name.clone()).unwrap_or_default()
                };
                let named = rows.into_iter().map(|(_, team, count)| (name(&team), team, count));
                named.collect::<Vec<_>>()
            },
        );
        let row = |(name, team, count): (String, Option<Id>, CycleCount)| {
            let of_status = |status| count.key_results.get(&status).copied().unwrap_or_default();
            let named = match team {
                None => view! { <span>{t().no_team}</span> },
                Some(team) => view! {
                    <button type="button" class="link" on:click=handler(move |_| staying.team.set(team.to_string()))><bdi>{name}</bdi></button>
                },
            };
            let numbers =
                [count.all_objectives(), count.all_key_results()].into_iter().chain(COLUMNS.map(of_status));
            let numbers = numbers.chain([count.silent, count.without_owner]);
            view! {
                <tr><th scope="row">{named}</th>{numbers.map(|n| view! { <td class="number">{n}</td> }).collect_view()}</tr>
            }
        };
        let statuses = COLUMNS.iter().map(|status| {
            let (tone, word) = say::status(*status);
            view! { <th scope="col" class="number"><StatusBadge tone=tone word=word /></th> }
        });
        view! {
            <div class="table-scroll" tabindex="0" role="group" aria-label=t().teams>
                <table class="records">
                    <thead><tr>
                        <th scope="col">{t().team}</th>
                        <th scope="col" class="number">{t().objectives}</th>
                        <th scope="col" class="number">{t().key_results}</th>
                        {statuses.collect_view()}
                        <th scope="col" class="number">{t().silent}</th>
                        <th scope="col" class="number">{t().without_owner}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    })
}
