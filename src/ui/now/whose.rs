//! For whom the round asks: everybody, a person or a team.

use leptos::prelude::*;

use crate::domain::{Id, Plan};
use crate::ordered::sort_by;
use crate::progress::Whose;
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::Choice;
use crate::ui::workspace::use_workspace;

/// Whose reports are asked for, by the id of a person or a team.
pub(super) fn asked<'a>(plan: &Plan, id: Option<&'a Id>) -> Whose<'a> {
    match id {
        Some(id) if plan.records().people.contains_key(id) => Whose::Person(id),
        Some(id) if plan.records().teams.contains_key(id) => Whose::Team(id),
        _ => Whose::All,
    }
}

/// The choice of a person or a team; nothing where a plan names none.
#[component]
pub(super) fn WhoseChoice(whose: RwSignal<String>) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let choices = workspace.read(&[Topic::Reports], |plan| {
            let records = plan.records();
            let people =
                records.people.iter().map(|(id, person)| Choice::new(id.as_str(), person.name.clone()));
            let teams =
                records.teams.keys().map(|id| Choice::new(id.as_str(), say::team_line(plan, Some(id))));
            let (mut people, mut teams): (Vec<Choice>, Vec<Choice>) = (people.collect(), teams.collect());
            sort_by(&mut people, |a, b| a.word.cmp(&b.word));
            sort_by(&mut teams, |a, b| a.word.cmp(&b.word));
            people.into_iter().chain(teams).collect::<Vec<_>>()
        });
        (!choices.is_empty()).then(|| view! {
            <select class="input auto" aria-label=t().whose on:change=handler(move |event| whose.set(event_target_value(&event)))>
                <option value="">{t().everybody}</option>
                {choices.into_iter().map(|choice| {
                    let selected = whose.get_untracked() == choice.value;
                    view! { <option value=choice.value selected=selected>{choice.word}</option> }
                }).collect_view()}
            </select>
        })
    })
}
