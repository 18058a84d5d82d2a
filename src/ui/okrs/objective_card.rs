//! One objective with its key results, as a card of rows.

use leptos::prelude::*;

use super::KeyResultRow;
use crate::domain::{Id, Kind, Plan};
use crate::progress::{ObjectiveVerdict, objective_status};
use crate::route::Route;
use crate::ui::record_menu::RecordMenu;
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::widget::{Avatar, ProgressBar, StatusBadge};
use crate::ui::workspace::use_workspace;

/// What a row about an objective shows.
struct Row {
    title: String,
    line: String,
    ambition: &'static str,
    owner: Option<String>,
    verdict: ObjectiveVerdict,
}

fn row(plan: &Plan, id: &Id, day: crate::domain::Date) -> Option<Row> {
    let objective = plan.records().objectives.get(id)?;
    let supports = objective.supports.as_ref().and_then(|above| say::title_of(plan, above));
    let supports = supports.map(|title| fill(t().supports_title, &[&title]));
    let team = Some(say::team_line(plan, objective.team.as_ref())).filter(|line| !line.is_empty());
    Some(Row {
        title: objective.title.clone(),
        line: [team, supports].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ambition: say::ambition(objective.ambition()),
        owner: objective.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone()),
        verdict: objective_status(plan, id, day),
    })
}

/// The card of an objective.
#[component]
pub(super) fn ObjectiveCard(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_card = id.clone();
    let key_results = Memo::new(move |_| {
        workspace.read(&[Topic::Record(Kind::Objective, of_card.clone())], |plan| {
            plan.key_results_of(&of_card).into_iter().map(|(k, _)| k.clone()).collect::<Vec<_>>()
        })
    });
    let new_in = id.clone();
    view! {
        <article class="panel objective-card">
            <ObjectiveRow id=id />
            {each(move || key_results.get(), |id| view! { <KeyResultRow id=id /> })}
            <div class="more">
                <button type="button" class="button quiet small"
                    on:click=handler(move |_| workspace.sheet.set(Some(Sheet::KeyResult { objective: new_in.clone(), id: None })))>
                    {t().add_key_result}
                </button>
            </div>
        </article>
    }
}

#[component]
fn ObjectiveRow(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let topics =
            [Topic::Record(Kind::Objective, id.clone()), Topic::List(Kind::Person), Topic::List(Kind::Team)];
        let row = workspace.read(&topics, |plan| row(plan, &id, day))?;
        let (tone, word) = say::objective_verdict(&row.verdict);
        let silent = (row.verdict.silent > 0).then(|| {
            fill(t().silent_of, &[&row.verdict.silent.to_string(), &row.verdict.key_results.to_string()])
        });
        let percent = row.verdict.progress.map(say::percent).unwrap_or_default();
        let count = plural(row.verdict.key_results, t().key_result_one, t().key_result_many);
        Some(view! {
            <div class="okr-row objective">
                <div class="what">
                    {(!row.line.is_empty()).then(|| view! { <p class="sub"><bdi>{row.line.clone()}</bdi></p> })}
                    <h2>
                        <a href=Route::Objective(id.clone()).to_string()><bdi>{row.title.clone()}</bdi></a>" "
                        <span class="tag">{row.ambition}</span>
                    </h2>
                </div>
                <ProgressBar filled=row.verdict.progress mark=row.verdict.expected ahead={None::<f64>} tone=tone />
                <div class="percent">{percent}<span class="visually-hidden">{count}</span></div>
                <div class="verdict"><StatusBadge tone=tone word=word />{silent.map(|s| view! { <span class="sub">{s}</span> })}</div>
                <div class="avatar-cell">{row.owner.map(|name| view! { <Avatar name=name /> })}</div>
                <RecordMenu kind=Kind::Objective id=id.clone() title=row.title />
            </div>
        })
    })
}
