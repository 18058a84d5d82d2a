//! What happened in the last week, the newest first.

use leptos::prelude::*;

use crate::domain::{Date, Id, Plan};
use crate::progress::{Event, Happened, what_changed};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// How far back it looks, in days.
const WEEK: i32 = 7;
/// How much of it is told.
const MOST: usize = 8;

/// Something that happened, in words: when, what, and where more is to be seen.
type Told = (String, String, Option<String>);

/// The week's events.
#[component]
pub(super) fn Since() -> impl IntoView {
    let workspace = use_workspace();
    let told = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            let events = what_changed(plan, day.plus_days(-WEEK), day).events;
            let all = events.len();
            let newest = events.iter().rev().take(MOST);
            (newest.filter_map(|event| told(plan, event)).collect::<Vec<Told>>(), all)
        })
    });
    live(move || {
        let (told, all) = told.get();
        (!told.is_empty()).then(|| {
            let left = all.saturating_sub(told.len());
            let rows = told.into_iter().map(|(when, what, place)| view! {
                <li>
                    <span class="name wrap-anywhere">
                        {match place {
                            Some(place) => view! { <a href=place><bdi>{what}</bdi></a> },
                            None => view! { <bdi>{what}</bdi> },
                        }}
                        <span class="sub">{when}</span>
                    </span>
                </li>
            });
            view! {
                <section class="since">
                    <h2>{t().last_week}</h2>
                    <ul class="panel rows">{rows.collect_view()}</ul>
                    {(left > 0).then(|| view! { <p class="small soft">{plural(left, t().and_one_more, t().and_many_more)}</p> })}
                </section>
            }
        })
    })
}

fn told(plan: &Plan, event: &Event) -> Option<Told> {
    let records = plan.records();
    let title = |id: &Id| records.key_results.get(id).map(|k| k.title.clone());
    let place =
        |id: &Id| records.key_results.get(id).map(|k| Route::Objective(k.objective.clone()).to_string());
    let (what, place) = match &event.what {
        Happened::CheckedIn { check_in, key_result } => {
            (checked_in(plan, check_in, key_result)?, place(key_result))
        }
        Happened::Corrected { check_in, .. } => {
            let of = &records.check_ins.get(check_in)?.key_result;
            (fill(t().told_corrected, &[&title(of)?]), place(of))
        }
        Happened::BlockerCleared { check_in, key_result } => {
            let what = records.check_ins.get(check_in)?.blocker.as_ref()?.what.clone();
            (fill(t().told_cleared, &[&title(key_result)?, &what]), place(key_result))
        }
        Happened::MilestoneDone { key_result, milestone } => (
            fill(
                t().told_milestone,
                &[&title(key_result)?, &milestone_of(plan, key_result, milestone, event.on)?],
            ),
            place(key_result),
        ),
        Happened::Revised { key_result } => {
            let measure = say::measure(records.key_results.get(key_result)?, event.on);
            (fill(t().told_revised, &[&title(key_result)?, &measure]), place(key_result))
        }
        Happened::TargetSet { kpi } => (
            fill(t().told_target, &[&records.kpis.get(kpi)?.title]),
            Some(Route::Kpi(kpi.clone()).to_string()),
        ),
        Happened::ProcessChanged { kpi } => {
            let record = records.kpis.get(kpi)?;
            let what = record.changes.get(&event.on)?;
            (fill(t().told_changed, &[&record.title, what]), Some(Route::Kpi(kpi.clone()).to_string()))
        }
        Happened::CycleClosed { cycle } => {
            (fill(t().told_closed, &[&records.cycles.get(cycle)?.title]), None)
        }
        Happened::CycleReopened { cycle } => {
            (fill(t().told_reopened, &[&records.cycles.get(cycle)?.title]), None)
        }
    };
    Some((say::day(event.on), what, place))
}

/// "Iva checked in on Share booked online: 75 %".
fn checked_in(plan: &Plan, id: &Id, key_result: &Id) -> Option<String> {
    let records = plan.records();
    let (check_in, of) = (records.check_ins.get(id)?, records.key_results.get(key_result)?);
    let who = check_in.by.as_ref().or(of.owner.as_ref()).and_then(|who| records.people.get(who));
    let value = check_in.value.map(|value| say::with_unit(value, of.unit.as_deref()));
    let said = value.or_else(|| check_in.note.clone()).unwrap_or_default();
    let words = match (who.filter(|_| check_in.by.is_some()), said.is_empty()) {
        (Some(who), true) => fill(t().told_check_in_by_only, &[&who.name, &of.title]),
        (Some(who), false) => fill(t().told_check_in_by, &[&who.name, &of.title, &said]),
        (None, true) => fill(t().told_check_in_only, &[&of.title]),
        (None, false) => fill(t().told_check_in, &[&of.title, &said]),
    };
    Some(words)
}

fn milestone_of(plan: &Plan, key_result: &Id, milestone: &Id, day: Date) -> Option<String> {
    match plan.records().key_results.get(key_result)?.measure_on(day)? {
        crate::domain::Measure::Milestones(steps) => steps.get(milestone).map(|step| step.title.clone()),
        _ => None,
    }
}
