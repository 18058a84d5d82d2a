//! The milestones of a key result, ticked in place.

use crate::ordered::sort_by;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::change::Command;
use crate::domain::{Id, Kind, Measure, by_rank};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, use_workspace};

/// The list of milestones; a tick is today's.
#[component]
pub fn Milestones(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let steps = workspace.read(&[Topic::Record(Kind::KeyResult, id.clone())], |plan| {
            let Some(Measure::Milestones(steps)) = plan.records().key_results.get(&id)?.measure_on(day)
            else {
                return None;
            };
            let mut rows: Vec<_> = steps.iter().map(|(id, step)| (id.clone(), step.clone())).collect();
            sort_by(&mut rows, |a, b| by_rank(a.1.rank.as_ref(), &a.0, b.1.rank.as_ref(), &b.0));
            Some(rows)
        })?;
        let rows = steps.into_iter().map(|(step, milestone)| {
            let key_result = id.clone();
            let title = milestone.title.clone();
            let tick = move |event: ev::Event| {
                let checked = event_target_checked(&event);
                let done = checked.then(|| workspace.today.get_untracked());
                let command =
                    Command::TickMilestone { key_result: key_result.clone(), milestone: step.clone(), done };
                if let Err(text) = workspace.dispatch(say::edited(t().milestone, &title), command) {
                    // The box says how it is, not what was wished for.
                    if let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
                    {
                        input.set_checked(!checked);
                    }
                    workspace.notice.set(Some(Notice { text, undoable: false }));
                }
            };
            let done = milestone.done_on(day);
            view! {
                <li>
                    <label>
                        <input type="checkbox" prop:checked=done on:change=handler(tick) />
                        <bdi class:done=done>{milestone.title.clone()}</bdi>
                        <span class="small faint">
                            {milestone.weight.filter(|w| *w != 1.0).map(|w| format!("×{} ", say::number(w)))}
                            {milestone.done.filter(|_| done).map(say::day)}
                        </span>
                    </label>
                </li>
            }
        });
        Some(view! { <ul class="milestones">{rows.collect_view()}</ul> })
    })
}
