//! The day's desk: how the cycle stands, what is due (one check-in after another from the keyboard), what stands in the
//! way, which KPI gives a signal, and what happened in the last week.

mod blockers;
mod due_row;
mod figures;
mod round;
mod signals;
mod since;
mod whose;

use leptos::prelude::*;

use self::blockers::Blockers;
use self::figures::Figures;
use self::round::Round;
use self::signals::Signals;
use self::since::Since;
use super::okrs::cycle_of_day;
use super::review::NextStepLine;
use super::say;
use super::share::Who;
use super::shell::{FindButton, TodayChoice};
use super::text::{fill, t};
use super::topic::Topic;
use super::workspace::use_workspace;
use crate::domain::Kind;
use crate::ui::view::{live, view};

/// The place "Now".
#[component]
pub fn NowPlace() -> impl IntoView {
    let workspace = use_workspace();
    let sub = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Head, Topic::List(Kind::Cycle)], |plan| {
            let cycle = cycle_of_day(plan, day).and_then(|id| plan.records().cycles.get(&id));
            let week = cycle.filter(|cycle| cycle.from <= day && day <= cycle.to).map(|cycle| {
                let week = |to| ((crate::domain::Date::days_since(to, cycle.from)) / 7 + 1).to_string();
                fill(t().week_of, &[&cycle.title, &week(day), &week(cycle.to)])
            });
            week.into_iter().chain([say::plan_title(plan)]).collect::<Vec<_>>().join(" · ")
        })
    };
    let today = move || say::weekday(workspace.day());
    view! {
        <header>
            <div class="titles">
                <h1>{live(today)}</h1>
                <p><bdi>{live(sub)}</bdi></p>
                <NextStepLine />
            </div>
            <div class="actions">
                <TodayChoice />
                <FindButton />
            </div>
        </header>
        <Who asks=true />
        <Figures />
        <div class="desk">
            <Round />
            <div class="stack">
                <Blockers />
                <Signals />
                <Since />
            </div>
        </div>
    }
}
