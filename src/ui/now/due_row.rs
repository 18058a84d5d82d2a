//! One thing that is due: how it stood, and its form when its turn has come.

use leptos::prelude::*;

use super::round::Desk;
use crate::domain::{Date, Id, Plan};
use crate::progress::{DueReport, kpi_status};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::kpi::MeasurementForm;
use crate::ui::objective::{CheckInForm, Milestones};
use crate::ui::okrs::row;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Picture, Spark, StatusBadge, Tone};
use crate::ui::workspace::use_workspace;

/// What a row says of the thing that is due.
#[derive(Clone, PartialEq)]
struct Line {
    title: String,
    /// Where it is at home.
    place: Route,
    sub: String,
    status: (Tone, &'static str),
}

impl Line {
    fn of(plan: &Plan, report: &DueReport, day: Date) -> Option<Line> {
        let records = plan.records();
        match report {
            DueReport::CheckIn(id) => {
                let row = row(plan, id, day)?;
                let key_result = records.key_results.get(id)?;
                let above = &records.objectives.get(&key_result.objective)?.title;
                Some(Line {
                    title: row.title,
                    place: Route::Objective(key_result.objective.clone()),
                    sub: [above, " · ", &say::measure(key_result, day)].concat(),
                    status: say::verdict(&row.verdict),
                })
            }
            DueReport::Measurement(id) => {
                let kpi = records.kpis.get(id)?;
                let verdict = kpi_status(plan, id, day);
                let last = verdict.last.map(|(on, value)| {
                    let value = say::with_unit(value, kpi.unit.as_deref());
                    [" · ", &fill(t().last_value_on, &[&value, &say::day(on)])].concat()
                });
                Some(Line {
                    title: kpi.title.clone(),
                    place: Route::Kpi(id.clone()),
                    sub: [t().measurement_due, &last.unwrap_or_default()].concat(),
                    status: say::kpi_status(verdict.status),
                })
            }
        }
    }
}

fn spark(plan: &Plan, report: &DueReport, day: Date) -> Picture {
    match report {
        DueReport::CheckIn(id) => chart::key_result_spark(plan, id, day),
        DueReport::Measurement(id) => chart::kpi_spark(plan, id, day),
    }
}

/// The row of a key result or a KPI whose report is due.
#[component]
pub(super) fn DueRow(report: DueReport, desk: Desk) -> impl IntoView {
    let workspace = use_workspace();
    let id = match &report {
        DueReport::CheckIn(id) | DueReport::Measurement(id) => id.clone(),
    };
    let (is_key_result, of_spark) = (matches!(report, DueReport::CheckIn(_)), report.clone());
    let line = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| Line::of(plan, &report, day))
    });
    let spark = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| spark(plan, &of_spark, day))
    };
    let of_open = id.clone();
    let is_open = Memo::new(move |_| desk.open().as_ref() == Some(&of_open));
    let what = move || {
        line.get().map(|line| {
            view! {
                <a href=line.place.to_string()><bdi>{line.title}</bdi></a>
                <p class="sub wrap-anywhere"><bdi>{line.sub}</bdi></p>
            }
        })
    };
    let status = move || {
        line.get().map(|Line { status: (tone, word), .. }| view! { <StatusBadge tone=tone word=word /> })
    };
    let choose = id.clone();
    let open_it = move || {
        let (named, word) = match is_key_result {
            true => (t().check_in_named, t().check_in_now),
            false => (t().measure_named, t().measure_now),
        };
        let title = line.with(|line| line.as_ref().map(|line| line.title.clone())).unwrap_or_default();
        let choose = choose.clone();
        let go = move || {
            if !workspace.stays_as_it_was() {
                desk.choose(choose.clone());
            }
        };
        (!is_open.get()).then(|| {
            view! {
                <button type="button" class="button small" aria-label=fill(named, &[&title]) data-key="c"
                    on:click=handler(move |_| go())>{word}</button>
            }
        })
    };
    view! {
        <li class:open=move || is_open.get()>
            <div class="line">
                <div class="what">{live(what)}</div>
                <Spark picture=spark with_say=chart::with_say />
                <div class="verdict">{live(status)}</div>
                {live(open_it)}
            </div>
            {live(move || is_open.get().then(|| form(desk, id.clone(), is_key_result)))}
        </li>
    }
}

/// The form of what is being dealt with. Sent or put away: what was sent is due no more, what was put away is put off.
fn form(desk: Desk, id: Id, is_key_result: bool) -> AnyView {
    let open = RwSignal::new(true);
    let put_off = id.clone();
    on_cleanup(move || desk.hold(None));
    Effect::new(move |_| {
        if !open.get() {
            desk.hold(None);
            desk.skip(&put_off);
        }
    });
    match is_key_result {
        true => {
            let ticked = id.clone();
            // The click comes before the change that it makes, which reports.
            view! {
                <div on:click=handler(move |_| desk.hold(Some(ticked.clone())))><Milestones id=id.clone() /></div>
                <CheckInForm id=id open=open />
            }
        }
        false => view! { <MeasurementForm id=id open=open /> },
    }
}
