//! What happened, said in words: a line for each event between two days.

use crate::domain::{Date, Id, Measure, Plan};
use crate::progress::{Event, Happened};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};

/// Something that happened, in words: when, what, and where more is to be seen.
pub type Told = (String, String, Option<String>);

/// An event in words; nothing where its records are gone.
pub fn told(plan: &Plan, event: &Event) -> Option<Told> {
    let records = plan.records();
    let title = |id: &Id| records.key_results.get(id).map(|k| k.title.clone());
    let place =
        |id: &Id| records.key_results.get(id).map(|k| Route::Objective(k.objective.clone()).to_string());
    let (what, place) = match &event.what {
        Happened::CheckedIn { check_in, key_result } => {
            (checked_in(plan, check_in, key_result)?, place(key_result))
        }
        Happened::Corrected { check_in, correction } => {
            let corrected = records.check_ins.get(check_in)?;
            let (of, why) =
                (&corrected.key_result, corrected.was.get(correction).and_then(|was| was.why.as_deref()));
            (with_reason(fill(t().told_corrected, &[&title(of)?]), why), place(of))
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
            let revised = records.key_results.get(key_result)?;
            let why = revised.revisions.get(&event.on).and_then(|revision| revision.why.as_deref());
            let words = fill(t().told_revised, &[&revised.title, &say::measure(revised, event.on)]);
            (with_reason(words, why), place(key_result))
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

fn with_reason(words: String, why: Option<&str>) -> String {
    match why.map(str::trim).filter(|why| !why.is_empty()) {
        Some(why) => fill(t().told_because, &[&words, why]),
        None => words,
    }
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
        Measure::Milestones(steps) => steps.get(milestone).map(|step| step.title.clone()),
        _ => None,
    }
}
