//! What changed, sorted under what it changed: the objectives in the order of the plan, then KPIs, then cycles.

use super::told::told;
use crate::domain::{Id, Plan, by_rank};
use crate::ordered::{Map, sort_by};
use crate::progress::{Between, Event, Happened, KpiSpan, Verdict};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::widget::Tone;

/// A status in words.
pub(super) type Word = (Tone, &'static str);

/// How something stood on the first day and on the second.
pub(super) struct Move {
    pub before: Word,
    pub after: Word,
    /// "40 % → 55 %"
    pub figures: Option<String>,
}

/// Something that moved: what it is called, where it is, how.
pub(super) struct Part {
    pub title: String,
    pub place: Option<String>,
    pub moved: Move,
}

/// Everything that concerns one objective, one cycle, or the KPIs.
pub(super) struct Group {
    pub title: String,
    pub place: Option<String>,
    pub moved: Option<Move>,
    /// Its key results; all KPIs.
    pub parts: Vec<Part>,
    /// When and what, the newest first.
    pub events: Vec<(String, String)>,
}

/// What a group is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Objective(Id),
    Kpis,
    Cycle(Id),
}

/// All groups.
pub(super) fn groups(plan: &Plan, between: &Between) -> Vec<Group> {
    let mut events: Map<About, Vec<(String, String)>> = Map::new();
    for event in between.events.iter().rev() {
        let about = about(plan, event);
        if let (Some(about), Some((when, what, _))) = (about, told(plan, event)) {
            events.or_default(about).push((when, what));
        }
    }
    let of = |key_result: &Id| plan.records().key_results.get(key_result).map(|k| k.objective.clone());
    for id in between.key_results.keys().filter_map(of).chain(between.objectives.keys().cloned()) {
        events.or_default(About::Objective(id));
    }
    if !between.kpis.is_empty() {
        events.or_default(About::Kpis);
    }
    let mut found: Vec<(About, Vec<(String, String)>)> = events.into_iter().collect();
    let place = |id: &Id| {
        let objective = plan.records().objectives.get(id);
        let cycle = objective.and_then(|o| plan.records().cycles.get(&o.cycle));
        (cycle.map(|cycle| std::cmp::Reverse(cycle.from)), objective.and_then(|o| o.rank.clone()))
    };
    sort_by(&mut found, |(one, _), (other, _)| match (one, other) {
        (About::Objective(a), About::Objective(b)) => {
            let (x, y) = (place(a), place(b));
            x.0.cmp(&y.0).then_with(|| by_rank(x.1.as_ref(), a, y.1.as_ref(), b))
        }
        _ => one.cmp(other),
    });
    found.into_iter().filter_map(|(about, events)| group(plan, between, about, events)).collect()
}

fn about(plan: &Plan, event: &Event) -> Option<About> {
    let objective = |id: &Id| Some(About::Objective(plan.records().key_results.get(id)?.objective.clone()));
    match &event.what {
        Happened::CheckedIn { key_result, .. }
        | Happened::BlockerCleared { key_result, .. }
        | Happened::MilestoneDone { key_result, .. }
        | Happened::Revised { key_result } => objective(key_result),
        Happened::Corrected { check_in, .. } => {
            objective(&plan.records().check_ins.get(check_in)?.key_result)
        }
        Happened::TargetSet { .. } | Happened::ProcessChanged { .. } => Some(About::Kpis),
        Happened::CycleClosed { cycle } | Happened::CycleReopened { cycle } => {
            Some(About::Cycle(cycle.clone()))
        }
    }
}

fn group(plan: &Plan, between: &Between, about: About, events: Vec<(String, String)>) -> Option<Group> {
    let records = plan.records();
    Some(match about {
        About::Objective(id) => {
            let moved = between.objectives.get(&id).map(|(before, after)| Move {
                before: say::objective_verdict(before),
                after: say::objective_verdict(after),
                figures: went(before.progress.map(say::percent), after.progress.map(say::percent)),
            });
            let parts = plan.key_results_of(&id).into_iter().filter_map(|(id, key_result)| {
                let (before, after) = between.key_results.get(id)?;
                let unit = key_result.unit.as_deref();
                let figure = |verdict: &Verdict| match verdict.standing.met {
                    Some(_) => verdict.standing.value.map(|value| say::with_unit(value, unit)),
                    None => verdict.standing.progress.map(say::percent),
                };
                let figures = went(figure(before), figure(after));
                let moved = Move { before: say::verdict(before), after: say::verdict(after), figures };
                Some(Part { title: key_result.title.clone(), place: None, moved })
            });
            Group {
                title: records.objectives.get(&id)?.title.clone(),
                place: Some(Route::Objective(id.clone()).to_string()),
                moved,
                parts: parts.collect(),
                events,
            }
        }
        About::Kpis => {
            let parts = between.kpis.iter().filter_map(|(id, span)| {
                let kpi = records.kpis.get(id)?;
                let moved = kpi_move(span, kpi.unit.as_deref());
                Some(Part {
                    title: kpi.title.clone(),
                    place: Some(Route::Kpi(id.clone()).to_string()),
                    moved,
                })
            });
            Group {
                title: t().kpis.to_string(),
                place: Some(Route::Kpis.to_string()),
                moved: None,
                parts: parts.collect(),
                events,
            }
        }
        About::Cycle(id) => Group {
            title: records.cycles.get(&id)?.title.clone(),
            place: Some(Route::Okrs(Some(id.clone())).to_string()),
            moved: None,
            parts: Vec::new(),
            events,
        },
    })
}

/// "40 % → 55 %", where it is not the same.
fn went(before: Option<String>, after: Option<String>) -> Option<String> {
    match (before, after) {
        (Some(before), Some(after)) if before != after => Some(fill(t().went, &[&before, &after])),
        (_, after) => after,
    }
}

/// What there is to read, in a line: "12 check-ins · 3 statuses moved".
pub(super) fn summary(between: &Between) -> String {
    let count = |is: fn(&Happened) -> bool| between.events.iter().filter(|event| is(&event.what)).count();
    let moved = between.key_results.values().filter(|(a, b)| say::verdict(a).1 != say::verdict(b).1).count();
    let counts = [
        (count(|h| matches!(h, Happened::CheckedIn { .. })), t().check_in_one, t().check_in_many),
        (moved, t().moved_one, t().moved_many),
        (count(|h| matches!(h, Happened::Revised { .. })), t().revised_one, t().revised_many),
        (count(|h| matches!(h, Happened::Corrected { .. })), t().corrected_one, t().corrected_many),
        (count(|h| matches!(h, Happened::MilestoneDone { .. })), t().milestone_one, t().milestone_many),
        (between.kpis.len(), t().measured_one, t().measured_many),
    ];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    said.map(|(count, one, many)| plural(count, one, many)).collect::<Vec<_>>().join(" · ")
}

fn kpi_move(span: &KpiSpan, unit: Option<&str>) -> Move {
    let figure = |at: Option<f64>| at.map(|value| say::with_unit(value, unit));
    Move {
        before: say::kpi_status(span.before),
        after: say::kpi_status(span.after),
        figures: went(figure(span.start.map(|(_, value)| value)), figure(span.end.map(|(_, value)| value))),
    }
}
