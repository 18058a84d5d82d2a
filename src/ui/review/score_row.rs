//! The score of one key result: the proposed one, or another with its reason.

use leptos::prelude::*;

use super::edit_review;
use crate::domain::{Id, Kind, Score};
use crate::progress::{ObjectiveClosing, ScoreLine, standing};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Inline, StatusBadge};
use crate::ui::workspace::{Workspace, use_workspace};

/// A key result with its progress, its score and why it is another than the proposed one.
#[component]
pub(super) fn ScoreRow(
    id: Id,
    cycle: Id,
    row: Memo<Option<ObjectiveClosing>>,
    closed: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let of_line = id.clone();
    let line = Memo::new(move |_| {
        row.with(|row| row.as_ref()?.key_results.iter().find(|line| line.id == of_line).cloned())
    });
    let (of_said, in_said) = (id.clone(), cycle.clone());
    let given = Memo::new(move |_| {
        workspace.read(&[Topic::Reports], |plan| {
            plan.records().reviews.get(&in_said).and_then(|review| review.scores.get(&of_said)).cloned()
        })
    });
    let of_title = id.clone();
    let title = workspace
        .peek(|plan| plan.records().key_results.get(&id).map(|k| k.title.clone()).unwrap_or_default());
    let what = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::KeyResult, of_title.clone())], |plan| {
            let key_result = plan.records().key_results.get(&of_title)?;
            let at = standing(plan, &of_title, day);
            let progress = at.progress.map_or_else(|| t().status_no_data.to_string(), say::percent);
            let measure = say::measure(key_result, day);
            Some(view! {
                <bdi>{key_result.title.clone()}</bdi>
                <span class="sub"><bdi>{measure}</bdi>" · "{progress}</span>
            })
        })
    };
    let badge = move || {
        line.get().map(|line| {
            let (tone, word) = say::band(line.band);
            view! { <StatusBadge tone=tone word=word /> }
        })
    };
    let score = if closed {
        view! { <b class="number">{move || line.get().map(|line| say::score(line.score))}</b> }
    } else {
        let (id, cycle) = (id.clone(), cycle.clone());
        let choose = move |value: String| choose(workspace, &cycle, &id, value.parse().ok());
        view! { <Choose title=title.clone() line=line given=given choose=Box::new(choose) /> }
    };
    let (why_id, why_cycle, why_of) = (id, cycle, title);
    let said = Signal::derive(move || given.get().and_then(|g| g.why).unwrap_or_default());
    let differs = Memo::new(move |_| given.with(Option::is_some));
    let why = move || {
        if !differs.get() {
            return None;
        }
        if closed {
            return Some(view! { <p class="sub why"><bdi>{said.get()}</bdi></p> });
        }
        let (id, cycle) = (why_id.clone(), why_cycle.clone());
        let save = move |why: String| {
            edit_review(workspace, &cycle, t().score_reason_label, |review| {
                if let Some(score) = review.scores.get_mut(&id) {
                    score.why = (!why.is_empty()).then_some(why);
                }
            });
        };
        let asks = move || line.get().is_some_and(|line| line.asks_why);
        Some(view! {
            <div class="why">
                <Inline label=fill(t().score_why_of, &[&why_of]) quiet=true said=said save=save placeholder=t().score_why />
                {move || asks().then(|| view! { <span class="sub toned tone-watch">{t().say_why}</span> })}
            </div>
        })
    };
    view! {
        <li>
            <div class="what wrap-anywhere">{live(what)}</div>
            <div class="given">{score}</div>
            {live(badge)}
            {live(why)}
        </li>
    }
}

#[component]
fn Choose(
    title: String,
    line: Memo<Option<ScoreLine>>,
    given: Memo<Option<Score>>,
    choose: Box<dyn Fn(String)>,
) -> impl IntoView {
    let proposed = Memo::new(move |_| line.get().map_or(0.0, |line| line.proposed));
    // A file may hold any score between; it is shown, not rounded away.
    let odd = given.get_untracked().map(|g| g.score).filter(|s| (s * 10.0).fract() != 0.0);
    let steps = (0..=10u8).map(|n| f64::from(n) / 10.0).chain(odd);
    let option = move |score: f64| {
        view! {
            <option value=score.to_string() prop:selected=move || given.get().is_some_and(|g| g.score == score)
                hidden=move || proposed.get() == score && given.get().is_none_or(|g| g.score != score)>
                {match odd { Some(odd) if odd == score => say::number(score), _ => say::score(score) }}
            </option>
        }
    };
    view! {
        <select class="input" aria-label=fill(t().score_of, &[&title]) on:change=handler(move |event| choose(event_target_value(&event)))>
            <option value="" prop:selected=move || given.get().is_none()>
                {move || fill(t().as_proposed, &[&say::score(proposed.get())])}
            </option>
            {steps.map(option).collect_view()}
        </select>
    }
}

/// Gives a key result a score of its own, or lets it have the proposed one again.
fn choose(workspace: Workspace, cycle: &Id, key_result: &Id, score: Option<f64>) {
    edit_review(workspace, cycle, t().score_label, |review| {
        match score {
            Some(score) => {
                let why = review.scores.get(key_result).and_then(|given| given.why.clone());
                review.scores.insert(key_result.clone(), Score { score, why });
            }
            None => drop(review.scores.remove(key_result)),
        };
    });
}
