//! What became of the goals of the cycles before. Goals and teams of the cascade, never people.

use leptos::prelude::*;

use crate::domain::{Id, Kind, Plan, team_path};
use crate::progress::{Band, CycleScores, score_history, scores_across};
use crate::route::Route;
use crate::ui::okrs::TeamChoice;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::{ProgressBar, StatusBadge, Tone};
use crate::ui::workspace::use_workspace;

/// The closed cycles, the latest first: their mean and how many objectives ended in which band; each can be opened.
#[component]
pub(super) fn Across() -> impl IntoView {
    let workspace = use_workspace();
    let team = RwSignal::new(String::new());
    let list = move || {
        let day = workspace.day();
        let team = Id::parse(&team.get());
        workspace.read(&[Topic::Reports, Topic::List(Kind::Team)], |plan| {
            let team = team.filter(|id| !team_path(plan, id).is_empty());
            let mut cycles = scores_across(plan, team.as_ref(), day);
            cycles.reverse();
            if cycles.is_empty() {
                return view! { <p class="faint">{t().none_closed}</p> };
            }
            view! { <ul class="panel across">{cycles.into_iter().filter_map(|row| one(plan, row, day)).collect_view()}</ul> }
        })
    };
    view! {
        <section class="part">
            <div class="across-head"><h2>{t().across}</h2><TeamChoice team=team /></div>
            {live(list)}
        </section>
    }
}

fn one(plan: &Plan, scores: CycleScores, day: crate::domain::Date) -> Option<AnyView> {
    let cycle = plan.records().cycles.get(&scores.cycle)?;
    let count = |wanted: Band| {
        scores.objectives.iter().filter(|(_, s)| s.is_some_and(|(_, band)| band == wanted)).count()
    };
    let bands = [Band::Green, Band::Amber, Band::Red].map(|band| {
        let (tone, word) = say::band(band);
        let n = count(band);
        (n > 0).then(|| view! { <StatusBadge tone=tone word=fill(t().n_in_band, &[&n.to_string(), word]) /> })
    });
    let mean = scores.mean;
    let rows = scores.objectives.iter().filter_map(|(id, scored)| objective(plan, id, *scored, day));
    Some(view! {
        <li>
            <details>
                <summary>
                    <span class="what"><b><bdi>{cycle.title.clone()}</bdi></b>" "
                        <span class="sub">{plural(scores.objectives.len(), t().objective_one, t().objective_many)}</span></span>
                    <span class="bands">{bands.into_iter().collect_view()}</span>
                    <ProgressBar filled=mean mark={None::<f64>} ahead={None::<f64>} tone=Tone::None />
                    <b class="number">{mean.map_or_else(|| "–".to_string(), say::score)}<span class="visually-hidden">" "{t().mean_score}</span></b>
                </summary>
                <ul>{rows.collect_view()}</ul>
                <p class="small"><a href=Route::Review(Some(scores.cycle.clone())).to_string()>{t().to_this_review}</a></p>
            </details>
        </li>
    })
}

fn objective(plan: &Plan, id: &Id, scored: Option<(f64, Band)>, day: crate::domain::Date) -> Option<AnyView> {
    let objective = plan.records().objectives.get(id)?;
    let badge = scored.map(|(score, band)| {
        let (tone, word) = say::band(band);
        view! { <StatusBadge tone=tone word=word />" "<b class="number">{say::score(score)}</b> }
    });
    let history = score_history(plan, id, day);
    let past: Vec<String> =
        history.iter().map(|(_, s)| s.map_or_else(|| "–".to_string(), say::score)).collect();
    let past = (past.len() > 1).then(|| fill(t().over_cycles, &[&past.join(" → ")]));
    Some(view! {
        <li>
            <span class="what wrap-anywhere">
                <a href=Route::Objective(id.clone()).to_string()><bdi>{objective.title.clone()}</bdi></a>
                " "<span class="tag">{say::ambition(objective.ambition())}</span>
                {past.map(|past| view! { <span class="sub">{past}</span> })}
            </span>
            <span>{badge}</span>
        </li>
    })
}
