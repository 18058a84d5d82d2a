//! The set dates of a cycle, and how far it has come among them.

use leptos::prelude::*;

use super::cycle_to_review;
use crate::domain::{Date, Id, Kind};
use crate::progress::{CyclePhase, CycleStep, DatedStep, cycle_phase, cycle_steps, next_step};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

fn word(step: CycleStep) -> &'static str {
    match step {
        CycleStep::Setting => t().step_setting,
        CycleStep::Review => t().step_review,
        CycleStep::Adjustment => t().step_adjustment,
        CycleStep::Closing => t().step_closing,
    }
}

fn purpose(step: CycleStep) -> &'static str {
    match step {
        CycleStep::Setting => t().step_setting_hint,
        CycleStep::Review => t().step_review_hint,
        CycleStep::Adjustment => t().step_adjustment_hint,
        CycleStep::Closing => t().step_closing_hint,
    }
}

fn phase_word(phase: CyclePhase) -> &'static str {
    match phase {
        CyclePhase::Setting => t().phase_setting,
        CyclePhase::Running => t().phase_running,
        CyclePhase::Adjusting => t().phase_adjusting,
        CyclePhase::Closing => t().phase_closing,
        CyclePhase::Closed => t().cycle_closed,
    }
}

/// "in 12 days", "today", "3 days ago".
fn away(on: Date, day: Date) -> String {
    match on.days_since(day) {
        1 => t().tomorrow.to_string(),
        days if days > 1 => fill(t().in_days, &[&days.to_string()]),
        days => say::days_ago(-days),
    }
}

/// All steps of the cycle with their days; which are past, and which comes next.
#[component]
pub(super) fn Stages(cycle: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle), Topic::List(Kind::Person)], |plan| {
            let cycle = plan.records().cycles.get(&cycle)?;
            let phase = cycle_phase(cycle, day);
            let next = next_step(cycle, day);
            let facilitator = cycle.facilitator.as_ref().and_then(|who| plan.records().people.get(who));
            let led = facilitator.map(|who| fill(t().facilitated_by, &[&who.name]));
            let steps = cycle_steps(cycle);
            let usual = (!cycle.is_closed() && steps.iter().any(|step| !step.given)).then(|| {
                view! { <p class="small faint">{t().usual_days}</p> }
            });
            let steps = steps.into_iter().map(|step| item(step, next, day)).collect_view();
            Some(view! {
                <section class="stages" aria-label=t().stages>
                    <p><b>{phase_word(phase)}</b>{led.map(|led| view! { " · "<bdi>{led}</bdi> })}</p>
                    <ol>{steps}</ol>
                    {usual}
                </section>
            })
        })
    })
}

fn item(step: DatedStep, next: Option<DatedStep>, day: Date) -> AnyView {
    let is_next = next == Some(step);
    let class = if is_next {
        "next"
    } else if step.on < day {
        "past"
    } else {
        "ahead"
    };
    view! {
        <li class=class aria-current=is_next.then_some("step")>
            <b>{word(step.step)}</b>
            <span>{say::full_day(step.on)}" · "{away(step.on, day)}</span>
            <span class="sub">{purpose(step.step)}</span>
        </li>
    }
}

/// One line on the day's desk: what the cycle comes to next.
#[component]
pub fn NextStepLine() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let id = cycle_to_review(plan, day)?;
            let cycle = plan.records().cycles.get(&id)?;
            let place = Route::Review(Some(id.clone())).to_string();
            let words = match (cycle_phase(cycle, day), next_step(cycle, day)) {
                (CyclePhase::Closing, _) => fill(t().time_to_close, &[&cycle.title]),
                (_, Some(step)) => {
                    fill(t().next_step, &[word(step.step), &say::day(step.on), &away(step.on, day)])
                }
                (_, None) => return None,
            };
            Some(view! { <p class="next-step small"><a href=place><bdi>{words}</bdi></a></p> })
        })
    })
}
