//! The first part of the closing: a score for each key result, and what that makes of its objective.

use leptos::prelude::*;

use super::score_row::ScoreRow;
use crate::domain::{Id, Kind};
use crate::progress::{ObjectiveClosing, closing_scores};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{each, live, view};
use crate::ui::widget::StatusBadge;
use crate::ui::workspace::use_workspace;

/// All objectives of the cycle that were set in motion, with the scores of their key results.
#[component]
pub(super) fn Scores(cycle: Id, closed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let of_rows = cycle.clone();
    let rows = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| closing_scores(plan, &of_rows, day))
    });
    let ids = move || rows.read().iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    let none = Memo::new(move |_| rows.read().is_empty());
    view! {
        <section class="part">
            <h2><span class="count">"1 "</span>{t().part_scores}</h2>
            <p class="soft">{(!closed).then_some(t().part_scores_hint)}" "{t().no_ranking}</p>
            {move || none.get().then(|| view! { <p class="panel empty">{t().nothing_to_score}</p> })}
            {each(ids, move |id| view! { <OfObjective id=id cycle=cycle.clone() rows=rows closed=closed /> })}
        </section>
    }
}

#[component]
fn OfObjective(id: Id, cycle: Id, rows: Memo<Vec<ObjectiveClosing>>, closed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let of_row = id.clone();
    let row = Memo::new(move |_| rows.read().iter().find(|row| row.id == of_row).cloned());
    let head = move || {
        let row = row.get()?;
        workspace.read(&[Topic::Record(Kind::Objective, id.clone())], |plan| {
            let objective = plan.records().objectives.get(&id)?;
            let badge = row.score.zip(row.band).map(|(score, band)| {
                let (tone, word) = say::band(band);
                view! { <b class="number">{say::score(score)}</b><StatusBadge tone=tone word=word /> }
            });
            Some(view! {
                <header>
                    <h3 class="wrap-anywhere"><a href=Route::Objective(id.clone()).to_string()><bdi>{objective.title.clone()}</bdi></a></h3>
                    <span class="tag">{say::ambition(objective.ambition())}</span>
                    <span class="score-of">{badge.unwrap_or_else(|| view! { <span class="faint">{t().no_score}</span> })}</span>
                </header>
                {row.too_easy.then(|| view! { <p class="small toned tone-watch">{t().ambitious_enough}</p> })}
            })
        })
    };
    let ids = move || {
        row.with(|row| {
            row.iter().flat_map(|r| r.key_results.iter().map(|k| k.id.clone())).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="panel scored">
            {live(head)}
            <ul>{each(ids, move |id| view! { <ScoreRow id=id cycle=cycle.clone() row=row closed=closed /> })}</ul>
        </div>
    }
}
