//! From what is typed to what is kept: blanks, numbers and dates in the user's own way of writing.

use leptos::prelude::*;

use crate::browser::{clock, locale};
use crate::change::Command;
use crate::domain::{Date, Id, Person, Plan, Record, Team};
use crate::sentence;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::view;
use crate::ui::widget::Choice;

/// The text without blanks around it, `None` where nothing is left.
pub fn optional(value: RwSignal<String>) -> Option<String> {
    let text = value.get_untracked().trim().to_string();
    (!text.is_empty()).then_some(text)
}

/// A number as typed in the user's locale; nothing typed is an error that names the field.
pub fn parse_number(label: &str, text: &str) -> Result<f64, String> {
    sentence::read_number(text, locale::number_format())
        .map(|number| number.value)
        .map_err(|_| fill(t().not_a_number, &[label, text.trim(), &say::number(1234.5)]))
}

/// A number as typed, or nothing.
pub fn number_or_none(label: &str, value: RwSignal<String>) -> Result<Option<f64>, String> {
    optional(value).map(|text| parse_number(label, &text)).transpose()
}

/// A date from a date input, or nothing.
pub fn date_or_none(value: RwSignal<String>) -> Option<Date> {
    optional(value).and_then(|text| Date::parse(&text))
}

/// A signal that holds a record's optional text as a draft.
pub fn draft(text: Option<&String>) -> RwSignal<String> {
    RwSignal::new(text.cloned().unwrap_or_default())
}

/// A signal that holds a date as a draft.
pub fn date_draft(date: Option<Date>) -> RwSignal<String> {
    RwSignal::new(date.map(|d| d.to_string()).unwrap_or_default())
}

/// A signal that holds a number as the user would type it.
pub fn number_draft(value: Option<f64>) -> RwSignal<String> {
    RwSignal::new(value.map(say::plain_number).unwrap_or_default())
}

/// The person of that name; a name nobody has yet becomes a person in the same step.
pub fn person_named(plan: &Plan, name: RwSignal<String>, commands: &mut Vec<Command>) -> Option<Id> {
    let name = optional(name)?;
    let same = |person: &Person| person.name.to_lowercase() == name.to_lowercase();
    // The same new name in two fields of a form is one person.
    let made = commands.iter().find_map(|command| match command {
        Command::Create { id, record: Record::Person(person) } if same(person) => Some(id),
        _ => None,
    });
    let known = plan.records().people.iter().find(|(_, person)| same(person)).map(|(id, _)| id);
    if let Some(id) = known.or(made) {
        return Some(id.clone());
    }
    let id = clock::mint("u");
    commands.push(Command::Create {
        id: id.clone(),
        record: Record::Person(Person { name, ..Person::default() }),
    });
    Some(id)
}

/// The team of that name; a name no team has yet becomes a team in the same step.
pub fn team_named(plan: &Plan, name: RwSignal<String>, commands: &mut Vec<Command>) -> Option<Id> {
    let name = optional(name)?;
    let known = plan.records().teams.iter().find(|(_, t)| t.name.to_lowercase() == name.to_lowercase());
    if let Some((id, _)) = known {
        return Some(id.clone());
    }
    let id = clock::mint("t");
    commands.push(Command::Create { id: id.clone(), record: Record::Team(Team { name, ..Team::default() }) });
    Some(id)
}

/// The name of a person as a draft.
pub fn person_draft(plan: &Plan, id: Option<&Id>) -> RwSignal<String> {
    RwSignal::new(id.and_then(|id| plan.records().people.get(id)).map(|p| p.name.clone()).unwrap_or_default())
}

/// The name of a team as a draft.
pub fn team_draft(plan: &Plan, id: Option<&Id>) -> RwSignal<String> {
    RwSignal::new(id.and_then(|id| plan.records().teams.get(id)).map(|p| p.name.clone()).unwrap_or_default())
}

/// Nothing, then each choice.
pub fn with_none(choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", t().none)).chain(choices).collect()
}

/// Names that the browser offers while one is typed.
#[component]
pub fn Names(id: &'static str, names: Vec<String>) -> impl IntoView {
    view! {
        <datalist id=id>{names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
    }
}
