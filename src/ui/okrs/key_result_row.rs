//! One key result as a row: course, value on its way, progress against pace, verdict.

use leptos::prelude::*;

use crate::domain::{Date, Id, Kind, Measure, Plan};
use crate::progress::{self, Outlook, Status, Verdict};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::record_menu::RecordMenu;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::{Avatar, ProgressBar, Spark, StatusBadge};
use crate::ui::workspace::use_workspace;

/// What a row about a key result shows.
#[derive(PartialEq)]
pub struct Row {
    /// Its title.
    pub title: String,
    objective: Id,
    owner: Option<String>,
    /// What stands below the title.
    pub sub: String,
    values: Values,
    /// The verdict on it.
    pub verdict: Verdict,
    /// Where it should be today, 0–1; none for a guard.
    pub expected: Option<f64>,
    /// Where it will be on its last day, 0–1, if it goes on as so far.
    pub ahead: Option<f64>,
    guard: bool,
}

/// "48 → 37.5 → 18 min", or one figure.
#[derive(PartialEq)]
enum Values {
    Way { from: String, now: Option<String>, to: String },
    Only(String),
}

/// What the row of a key result shows on a day.
pub fn row(plan: &Plan, id: &Id, day: Date) -> Option<Row> {
    let key_result = plan.records().key_results.get(id)?;
    let verdict = progress::key_result_status(plan, id, day);
    let unit = key_result.unit.as_deref();
    let value = verdict.standing.value;
    let values = match key_result.measure_on(day) {
        None => Values::Only(t().no_measure.to_string()),
        Some(Measure::Reach(reach)) => Values::Way {
            from: say::number(reach.from),
            now: value.map(say::number),
            to: say::with_unit(reach.to, unit),
        },
        Some(Measure::Keep(_)) => {
            Values::Only(value.map_or_else(|| t().status_no_data.to_string(), |v| say::with_unit(v, unit)))
        }
        Some(Measure::Milestones(steps)) => {
            let done = steps.values().filter(|s| s.done_on(day)).count();
            Values::Only(fill(t().milestones_done, &[&done.to_string(), &steps.len().to_string()]))
        }
    };
    let guard = matches!(key_result.measure_on(day), Some(Measure::Keep(_)));
    let projection = progress::forecast(plan, id, day).and_then(|f| f.projection);
    let ahead = projection.and_then(|line| match key_result.measure_on(day) {
        Some(Measure::Reach(reach)) => Some((line.central - reach.from) / (reach.to - reach.from)),
        Some(Measure::Milestones(_)) => Some(line.central),
        _ => None,
    });
    Some(Row {
        title: key_result.title.clone(),
        objective: key_result.objective.clone(),
        owner: key_result.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone()),
        sub: sub(plan, id, day, &verdict, guard),
        values,
        expected: if guard { None } else { progress::expected_on(plan, id, day) },
        verdict,
        ahead: ahead.filter(|a| a.is_finite()),
        guard,
    })
}

/// What most wants to be said about it now.
fn sub(plan: &Plan, id: &Id, day: Date, verdict: &Verdict, guard: bool) -> String {
    let Some(key_result) = plan.records().key_results.get(id) else { return String::new() };
    let mut parts = Vec::new();
    if let Some(weight) = key_result.weight.filter(|w| *w != 1.0) {
        parts.push(fill(t().weight_times, &[&say::number(weight)]));
    }
    let kpi = key_result.kpi.as_ref().and_then(|kpi| plan.records().kpis.get(kpi));
    if let Some(kpi) = kpi {
        parts.push(fill(t().from_kpi, &[&kpi.title]));
    }
    if guard && let Some(Measure::Keep(keep)) = key_result.measure_on(day) {
        parts.push(fill(t().guard, &[&say::keep(keep, key_result.unit.as_deref())]));
    }
    if verdict.overdue || verdict.silent {
        let last = plan.check_ins_of(id).filter(|(_, c)| c.on <= day).map(|(_, c)| c.on).next_back();
        parts.push(match last.max(verdict.standing.value_day.filter(|_| kpi.is_some())) {
            Some(on) => plural(day.days_since(on).max(0) as usize, t().no_check_in_one, t().no_check_in_many),
            None => t().no_check_in_yet.to_string(),
        });
    }
    let standing = &verdict.standing;
    if standing.beyond_target {
        parts.push(t().beyond_target.to_string());
    } else if standing.below_start {
        parts.push(t().below_start.to_string());
    } else if let Some(forecast) = progress::forecast(plan, id, day)
        && matches!(verdict.status, Status::OffTrack | Status::AtRisk)
    {
        match (forecast.outlook, forecast.needed_per_week) {
            (Outlook::NoProgress, _) => parts.push(t().no_progress.to_string()),
            (_, Some(needed)) if !matches!(key_result.measure_on(day), Some(Measure::Milestones(_))) => {
                let amount =
                    say::with_unit(crate::domain::round_half_up(needed.abs(), 1), key_result.unit.as_deref());
                parts.push(fill(if needed < 0.0 { t().needs_less } else { t().needs_more }, &[&amount]));
            }
            _ => {}
        }
    }
    parts.join(" · ")
}

/// The row of a key result.
#[component]
pub fn KeyResultRow(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let (spark_of, own) = (id.clone(), id.to_string());
    let spark = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::KeyResult, spark_of.clone())], |plan| {
            chart::key_result_spark(plan, &spark_of, day)
        })
    };
    let of_row = id.clone();
    let row = Memo::new(move |_| {
        let day = workspace.day();
        let topics = [Topic::Record(Kind::KeyResult, of_row.clone()), Topic::List(Kind::Person)];
        workspace.read(&topics, |plan| row(plan, &of_row, day)).map(std::sync::Arc::new)
    });
    let what =
        move || {
            row.get().map(|row| view! {
            <a href=Route::Objective(row.objective.clone()).to_string()><bdi>{row.title.clone()}</bdi></a>
            <p class="sub">{row.sub.clone()}</p>
        })
        };
    let values = move || {
        row.get().map(|row| match &row.values {
            Values::Way { from, now: Some(now), to } => {
                view! { {from.clone()}" → "<b>{now.clone()}</b>" → "{to.clone()} }
            }
            Values::Way { from, now: None, to } => format!("{from} → {to}").into_any(),
            Values::Only(text) => view! { <b>{text.clone()}</b> },
        })
    };
    let bar = move || {
        row.get().map(|row| {
            let tone = say::verdict(&row.verdict).0;
            if row.guard {
                return view! { <span class="sub bar-less">{t().guard_no_progress}</span> };
            }
            view! {
                <ProgressBar filled=row.verdict.standing.progress mark=row.expected ahead=row.ahead tone=tone />
            }
        })
    };
    let verdict = move || {
        row.get().map(|row| {
            let (tone, word) = say::verdict(&row.verdict);
            let beside = row.verdict.overdue.then(|| say::status_word(row.verdict.status));
            view! { <StatusBadge tone=tone word=word />{beside.map(|b| view! { <span class="sub">{b}</span> })} }
        })
    };
    view! {
        <div class="okr-row key-result" data-key-result=own>
            <div class="what">{live(what)}</div>
            <Spark picture=spark with_say=chart::with_say />
            <div class="values">{live(values)}</div>
            {live(bar)}
            <div class="percent">
                {move || row.get().and_then(|r| r.verdict.standing.progress.filter(|_| !r.guard).map(say::percent))}
            </div>
            <div class="verdict">{live(verdict)}</div>
            <div class="avatar-cell">
                {move || row.get().and_then(|r| r.owner.clone()).map(|name| view! { <Avatar name=name /> })}
            </div>
            {move || row.get().map(|row| view! { <RecordMenu kind=Kind::KeyResult id=id.clone() title=row.title.clone() /> })}
        </div>
    }
}
