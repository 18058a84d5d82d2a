//! The work done to move a key result. It never changes progress.

use leptos::prelude::*;

use crate::domain::{Id, Initiative, InitiativeStage, Kind, Plan, by_rank};
use crate::ordered::sort_by;
use crate::ui::record_menu::RecordMenu;
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::sight;
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::widget::Avatar;
use crate::ui::workspace::use_workspace;

/// The initiatives of one key result.
#[component]
pub(super) fn Initiatives(key_result: Id) -> impl IntoView {
    let workspace = use_workspace();
    let new_for = key_result.clone();
    let ids = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Initiative)], |plan| of_key_result(plan, &key_result))
    });
    let count = move || ids.with(|ids| plural(ids.len(), t().initiative_one, t().initiative_many));
    view! {
        <section class="initiatives">
            <header>
                <h3>{move || if ids.read().is_empty() { t().no_initiatives.to_string() } else { count() }}</h3>
                <button type="button" class="button quiet small" on:click=handler(move |_| {
                    workspace.sheet.set(Some(Sheet::Initiative { key_result: new_for.clone(), id: None }));
                })>{t().add_initiative}</button>
            </header>
            {each(move || ids.get(), |id| view! { <OneInitiative id=id /> })}
        </section>
    }
}

fn of_key_result(plan: &Plan, key_result: &Id) -> Vec<Id> {
    let mut rows: Vec<(&Id, &Initiative)> = plan
        .records()
        .initiatives
        .iter()
        .filter(|(_, i)| i.key_result.as_ref() == Some(key_result))
        .collect();
    sort_by(&mut rows, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    rows.into_iter().map(|(id, _)| id.clone()).collect()
}

#[component]
fn OneInitiative(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let topics = [
            Topic::Record(Kind::Initiative, id.clone()),
            Topic::List(Kind::Person),
            Topic::List(Kind::Objective),
            Topic::List(Kind::KeyResult),
        ];
        workspace.read(&topics, |plan| {
            let initiative = plan.records().initiatives.get(&id)?.clone();
            let owner = initiative.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            let stage = initiative.stage.unwrap_or(InitiativeStage::Idea);
            let path = sight::line(plan, Kind::Initiative, &id);
            let answers = [
                (t().initiative_why, initiative.why, t().initiative_why_missing),
                (t().initiative_value, initiative.value, t().initiative_value_missing),
                (t().initiative_impact, initiative.impact, t().initiative_impact_missing),
            ];
            let answers = answers.into_iter().map(|(asked, answer, missing)| view! {
                <div><dt>{asked}</dt><dd>{match answer {
                    Some(answer) => view! { <bdi>{answer}</bdi> },
                    None => view! { <span class="missing">{missing}</span> },
                }}</dd></div>
            });
            Some(view! {
                <div class="initiative">
                <details class="asked">
                    <summary>
                        <bdi class=format!("wrap-anywhere stage-{}", say::initiative_stage_key(stage))>{initiative.title.clone()}</bdi>
                        <span class="tag">{say::initiative_stage(stage)}</span>
                        {owner.map(|name| view! { <Avatar name=name.clone() /><span class="visually-hidden">{name}</span> })}
                    </summary>
                    <dl class="facts">
                        {answers.collect_view()}
                        <div><dt>{t().contributes_to}</dt><dd>{sight::links(path)}</dd></div>
                    </dl>
                </details>
                <RecordMenu kind=Kind::Initiative id=id.clone() title=initiative.title />
                </div>
            })
        })
    })
}

/// What a key result contributes to above its own objective.
#[component]
pub(super) fn Path(key_result: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let topics = [Topic::List(Kind::Objective), Topic::List(Kind::KeyResult)];
        let path = workspace.read(&topics, |plan| sight::line(plan, Kind::KeyResult, &key_result));
        // Its own objective stands at the head of the place.
        let above = path.into_iter().skip(1).collect::<Vec<_>>();
        (!above.is_empty())
            .then(|| view! { <p class="path small soft">{t().contributes_to}": "{sight::links(above)}</p> })
    })
}
