//! Four figures that answer "how are we doing?".

use leptos::prelude::*;

use crate::domain::{Date, Plan};
use crate::progress::{KpiStatus, Status, Whose, kpi_status, objective_status, objectives_of, open_blockers};
use crate::ui::okrs::cycle_of_day;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// A figure, what it is called, and what is said beside it.
type Figure = (&'static str, String, String);

/// The row of figures.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let workspace = use_workspace();
    let figures = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| figures(plan, day))
    });
    live(move || {
        let shown = figures.get().into_iter().map(|(name, figure, beside)| {
            view! { <div><dt>{name}</dt><dd><b>{figure}</b>" "<span>{beside}</span></dd></div> }
        });
        view! { <dl class="figures-row">{shown.collect_view()}</dl> }
    })
}

fn figures(plan: &Plan, day: Date) -> Vec<Figure> {
    let mut figures = Vec::new();
    let of = |part: usize, all: usize| fill(t().of_all, &[&part.to_string(), &all.to_string()]);
    let cycle = cycle_of_day(plan, day);
    let objectives = cycle.as_ref().map(|cycle| objectives_of(plan, cycle)).unwrap_or_default();
    let verdicts: Vec<_> = objectives.iter().map(|(id, _)| objective_status(plan, id, day)).collect();
    let fine = verdicts.iter().filter(|v| matches!(v.status, Status::OnTrack | Status::Achieved)).count();
    figures.push((t().objectives, of(fine, verdicts.len()), t().on_track_beside.to_string()));
    let running = verdicts.iter().filter(|v| v.status != Status::Draft);
    let pairs: Vec<(f64, f64)> = running.filter_map(|v| Some((v.progress?, v.expected?))).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    if !pairs.is_empty() {
        let expected = fill(t().of_expected, &[&say::percent(mean(|pair| pair.1))]);
        figures.push((t().progress_against_pace, say::percent(mean(|pair| pair.0)), expected));
    }
    let kpis: Vec<KpiStatus> =
        plan.records().kpis.keys().map(|id| kpi_status(plan, id, day).status).collect();
    if !kpis.is_empty() {
        let count = |status: KpiStatus| kpis.iter().filter(|it| **it == status).count();
        let overdue = count(KpiStatus::Overdue);
        let beside =
            if overdue > 0 { fill(t().count_overdue, &[&overdue.to_string()]) } else { String::new() };
        figures.push((t().kpis_healthy, of(count(KpiStatus::Healthy), kpis.len()), beside));
    }
    let open = open_blockers(plan, Whose::All, day);
    let first = open.first().and_then(|first| first.blocker.until);
    let beside = first.map(|day| fill(t().first_by, &[&say::day(day)])).unwrap_or_default();
    figures.push((t().open_blockers, open.len().to_string(), beside));
    figures
}
