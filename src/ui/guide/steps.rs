//! The six steps, each ticked from what is in the plan.

use leptos::prelude::*;

use super::page::Section;
use crate::domain::{CycleStage, Id, Kind, ObjectiveStage, Plan};
use crate::ordered::Map;
use crate::route::Route;
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// More than these, and nothing is key any more.
const MOST_OBJECTIVES: usize = 3;
const MOST_KPIS: usize = 30;

/// The steps with their ticks.
#[component]
pub(super) fn Steps(section: Section) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        // A measurement or check-in concerns the record that it is of.
        let topics = workspace.peek(|plan| {
            let kpis = plan.records().kpis.keys().map(|id| Topic::Record(Kind::Kpi, id.clone()));
            let key_results = plan.records().key_results.keys();
            let key_results = key_results.map(|id| Topic::Record(Kind::KeyResult, id.clone()));
            let lists = [Kind::Kpi, Kind::Objective, Kind::KeyResult, Kind::Review].map(Topic::List);
            lists.into_iter().chain(kpis).chain(key_results).collect::<Vec<_>>()
        });
        let done = workspace.read(&topics, done);
        let rows = section.marked('-').into_iter().zip(done).map(|(line, done)| {
            let place = match line.part(2).as_str() {
                "kpis" => Route::Kpis,
                "plan" => Route::Plan,
                _ => Route::Okrs(None),
            };
            let said = section.word(if done { "done" } else { "open" });
            view! {
                <li class:done=done>
                    <span class="tick" aria-hidden="true">{if done { "✓" } else { "" }}</span>
                    <div>
                        <a href=place.to_string()>{line.part(0)}</a>" "<span class="tag">{said}</span>
                        <p class="small soft">{line.part(1)}</p>
                    </div>
                </li>
            }
        });
        view! { <ol class="six-steps">{rows.collect_view()}</ol> }
    })
}

/// Which of the six steps were made.
fn done(plan: &Plan) -> [bool; 6] {
    let records = plan.records();
    let measured = records.series.values().any(|series| !series.is_empty());
    let fed = records.key_results.values().any(|k| k.kpi.is_some());
    let watched = records.objectives.values().any(|o| !o.watch.is_empty());
    let set = records.key_results.values().any(|k| {
        let of = records.objectives.get(&k.objective);
        k.measure.is_some() && of.is_some_and(|o| o.stage() != ObjectiveStage::Draft)
    });
    let closed = records.cycles.values().any(|cycle| cycle.stage == Some(CycleStage::Closed));
    let mut per_team: Map<(&Id, Option<&Id>), usize> = Map::new();
    for objective in records.objectives.values() {
        *per_team.or_default((&objective.cycle, objective.team.as_ref())) += 1;
    }
    let few = per_team.values().all(|count| *count <= MOST_OBJECTIVES) && records.kpis.len() <= MOST_KPIS;
    let anything = !records.objectives.is_empty() && !records.kpis.is_empty();
    [
        !records.kpis.is_empty() && measured,
        fed || watched,
        set,
        !records.check_ins.is_empty(),
        closed,
        anything && few,
    ]
}
