//! The objective and how it is measured in one sentence: "I will …, as measured by …".

use leptos::prelude::*;

use crate::browser::{clipboard, locale};
use crate::domain::{Date, Id, KeyResult, Kind, Plan};
use crate::sentence::{Language, Role, read_key_result};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, use_workspace};

/// The sentence, with a button that copies it.
#[component]
pub(super) fn Said(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        let sentence =
            workspace.read(&[Topic::Record(Kind::Objective, id.clone())], |plan| sentence(plan, &id, day))?;
        let text = sentence.clone();
        let copy = move || {
            let text = text.clone();
            leptos::task::spawn_local(async move {
                let copied = clipboard::copy(&text, ".said q").await;
                let text = if copied { t().copied } else { t().copy_by_hand };
                workspace.notice.set(Some(Notice { text: text.to_string(), undoable: false }));
            });
        };
        Some(view! {
            <div class="said">
                <q class="wrap-anywhere"><bdi>{sentence}</bdi></q>
                <button type="button" class="button small" on:click=handler(move |_| copy())>{t().copy_sentence}</button>
            </div>
        })
    })
}

/// The whole sentence.
fn sentence(plan: &Plan, id: &Id, day: Date) -> Option<String> {
    let objective = plan.records().objectives.get(id)?;
    let mut measured: Vec<String> = plan.key_results_of(id).iter().map(|(_, k)| phrase(k, day)).collect();
    let by = match measured.pop() {
        Some(last) if measured.is_empty() => last,
        Some(last) => fill(t().list_and, &[&measured.join(", "), &last]),
        None => t().unknown_value.replace('?', "…"),
    };
    Some(fill(t().i_will, &[&in_a_sentence(&objective.title), &by]))
}

/// A key result inside the sentence: without the verb it begins with, and with its measure where the title lacks it.
fn phrase(key_result: &KeyResult, day: Date) -> String {
    let title = key_result.title.trim();
    let parse = read_key_result(title, locale::number_format());
    let verb = parse.reads.first().filter(|read| read.role == Role::Verb && read.at.start == 0);
    let verb = verb.filter(|_| parse.language == Some(Language::English));
    let rest = verb.and_then(|verb| title.get(verb.at.end..)).map(str::trim).filter(|rest| !rest.is_empty());
    let named = rest.map_or_else(|| in_a_sentence(title), str::to_string);
    let has_figure = title.chars().any(|c| c.is_ascii_digit());
    if key_result.measure.is_none() || has_figure {
        return named;
    }
    fill(t().measured_as, &[&named, &say::measure(key_result, day)])
}

/// A title inside a sentence: its first letter small, unless it begins with an abbreviation.
fn in_a_sentence(title: &str) -> String {
    let mut letters = title.trim().trim_end_matches('.').chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let word = rest.starts_with(|c: char| c.is_lowercase() || c.is_whitespace());
    let first = if word { first.to_lowercase().to_string() } else { first.to_string() };
    first + rest
}
