//! Forms for a person and a team.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::with_none;
use crate::domain::{Id, Kind, Level, Person, Record, Team, team_path};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{Choice, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// Create or rename a person.
#[component]
pub fn PersonForm(id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let person = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().people.get(id).cloned()));
    let title = if person.is_some() { t().edit_person } else { t().new_person };
    let person = person.unwrap_or_default();
    let name = RwSignal::new(person.name.clone());
    let read = move |_: &mut Vec<_>| {
        Ok(Record::Person(Person { name: name.get_untracked().trim().to_string(), ..person.clone() }))
    };
    let saving = Saving::begin(workspace, Kind::Person, id, "u", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().name value=name required=true autofocus=true />
        </FormFrame>
    }
}

/// Create or edit a team.
#[component]
pub fn TeamForm(id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let team = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().teams.get(id).cloned()));
    let title = if team.is_some() { t().edit_team } else { t().new_team };
    let team = team.unwrap_or_default();
    let name = RwSignal::new(team.name.clone());
    let level = RwSignal::new(say::level_key(team.level.unwrap_or(Level::Team)).to_string());
    let parent = RwSignal::new(team.parent.as_ref().map(Id::to_string).unwrap_or_default());
    let levels = say::LEVELS.iter().map(|l| Choice::new(say::level_key(*l), say::level(*l))).collect();
    // A team can't stand below itself, so those below it are not offered.
    let parents = workspace.peek(|plan| {
        let below = |other: &Id| id.as_ref().is_some_and(|id| team_path(plan, other).contains(&id));
        let teams = plan.records().teams.iter().filter(|(other, _)| !below(other));
        with_none(teams.map(|(id, t)| Choice::new(id.as_str(), t.name.clone())).collect::<Vec<_>>())
    });
    let read = move |_: &mut Vec<_>| {
        Ok(Record::Team(Team {
            name: name.get_untracked().trim().to_string(),
            level: say::LEVELS.iter().copied().find(|l| say::level_key(*l) == level.get_untracked()),
            parent: Id::parse(&parent.get_untracked()),
            ..team.clone()
        }))
    };
    let saving = Saving::begin(workspace, Kind::Team, id, "t", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().name value=name required=true autofocus=true />
            <div class="row-fields">
                <SelectField label=t().level value=level choices=levels />
                <SelectField label=t().parent_team value=parent choices=parents />
            </div>
        </FormFrame>
    }
}
