//! A table of objectives and key results: what its columns hold, what becomes of each row, and the step that brings it in.

use leptos::prelude::*;

use super::Source;
use crate::browser::{clock, page};
use crate::domain::{Id, Kind};
use crate::route::Route;
use crate::sentence::NumberFormat;
use crate::table::{
    Head, Incoming, OKR_HEADS, OkrColumns, Outcome, RowFault, guess_okrs, notations_of, okrs_in,
};
use crate::ui::okrs::cycle_of_day;
use crate::ui::share::WORDS;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Choice, SelectField};
use crate::ui::workspace::{Notice, use_workspace};

/// Rows of the report that are written out.
const FIRST_ROWS: usize = 200;
const COMMA: &str = "comma";

/// What the columns hold, where the table is one of objectives and key results.
pub(super) fn columns_of(source: &Source) -> Option<OkrColumns> {
    guess_okrs(&source.table, WORDS.head)
}

/// The whole of it: columns, report, step.
#[component]
pub(super) fn OkrTable(source: Source, columns: OkrColumns) -> impl IntoView {
    let workspace = use_workspace();
    let table = source.table;
    let figures = [Head::From, Head::To, Head::AtLeast, Head::AtMost].into_iter();
    let figures = figures.filter_map(|head| columns.get(&head)).flat_map(|at| table.column(*at, 1));
    let is_comma = notations_of(figures) == [NumberFormat::COMMA];
    let numbers = RwSignal::new(if is_comma { COMMA.to_string() } else { String::new() });
    let today = workspace.today.get_untracked();
    let cycle = workspace.peek(|plan| cycle_of_day(plan, today));
    let cycle = RwSignal::new(cycle.map(|id| id.to_string()).unwrap_or_default());
    let columns = RwSignal::new(columns);
    let error = RwSignal::new(None::<String>);
    let (of_rows, names) =
        (table.clone(), table.rows.first().map(|(_, names)| names.clone()).unwrap_or_default());
    let incoming = Memo::new(move |_| {
        let format = if numbers.get() == COMMA { NumberFormat::COMMA } else { NumberFormat::POINT };
        let (cycle, columns) = (Id::parse(&cycle.get()), columns.get());
        workspace.read(&[Topic::Reports, Topic::List(Kind::Cycle)], |plan| {
            okrs_in(plan, &of_rows, &columns, format, cycle.as_ref(), &mut |kind| clock::mint(kind))
        })
    });
    let bring = move || {
        let commands = incoming.with_untracked(|incoming| incoming.commands.clone());
        let text = incoming.with_untracked(|incoming| fill(t().okrs_brought_in, &[&made(incoming)]));
        match workspace.dispatch_all(text.clone(), commands) {
            Ok(()) => {
                workspace.notice.set(Some(Notice { text, undoable: true }));
                page::go(&Route::Okrs(Id::parse(&cycle.get_untracked())).to_string());
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let nothing = move || incoming.with(|incoming| incoming.commands.is_empty());
    let cycles = workspace.peek(|plan| {
        let cycles = plan.records().cycles.iter().filter(|(_, cycle)| !cycle.is_closed());
        cycles.map(|(id, cycle)| Choice::new(id.to_string(), cycle.title.clone())).collect::<Vec<_>>()
    });
    let asks_cycle = move || {
        let named = columns.with(|columns| columns.contains_key(&Head::Cycle));
        let cycles = cycles.clone();
        (!named).then(|| view! { <SelectField label=t().cycle value=cycle choices=cycles /> })
    };
    let notations = vec![Choice::new("", t().okrs_point), Choice::new(COMMA, t().okrs_comma)];
    view! {
        <div class="import">
            <section class="panel section">
                <h2>{t().columns}</h2>
                <p>{t().okrs_in_lead}</p>
                <div class="row-fields">{live(move || choices(&names, columns))}</div>
                <div class="row-fields">
                    <SelectField label=t().numbers_are value=numbers choices=notations />
                    {live(asks_cycle)}
                </div>
            </section>
            <section class="panel section">
                <h2>{t().report}</h2>
                <p role="status"><b>{move || incoming.with(said)}</b></p>
                {live(move || incoming.with(rows))}
                <p class="error" role="alert">{move || error.get()}</p>
                <div class="actions">
                    <button type="button" class="button primary" disabled=nothing on:click=handler(move |_| bring())>{t().okrs_bring_in}</button>
                    <a class="button" href=Route::Share.to_string()>{t().cancel}</a>
                </div>
            </section>
        </div>
    }
}

/// A choice for each column.
fn choices(names: &[String], columns: RwSignal<OkrColumns>) -> AnyView {
    let fields = names.iter().enumerate().map(|(at, name)| {
        let now = columns.with(|columns| columns.iter().find(|(_, of)| **of == at).map(|(head, _)| *head));
        let choose = move |event| {
            let word: String = event_target_value(&event);
            columns.update(|columns| {
                let held = columns.iter().find(|(_, of)| **of == at).map(|(head, _)| *head);
                if let Some(head) = held {
                    columns.remove(&head);
                }
                if let Some(head) = OKR_HEADS.into_iter().find(|head| (WORDS.head)(*head) == word) {
                    columns.insert(head, at);
                }
            });
        };
        let options = OKR_HEADS.map(|head| {
            let word = (WORDS.head)(head);
            view! { <option value=word selected=now == Some(head)>{word}</option> }
        });
        let options = options.into_iter().collect_view();
        view! {
            <label class="field">
                <span class="label"><bdi>{name.clone()}</bdi></span>
                <select class="input" on:change=handler(choose)>
                    <option value="" selected=now.is_none()>{t().left_out}</option>
                    {options}
                </select>
            </label>
        }
    });
    fields.collect_view().into_any()
}

/// "2 new objectives · 5 new key results"
fn made(incoming: &Incoming) -> String {
    let (objectives, key_results) = incoming.made();
    let parts = [
        (objectives, plural(objectives, t().okrs_objective_one, t().okrs_objective_many)),
        (key_results, plural(key_results, t().okrs_key_result_one, t().okrs_key_result_many)),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    parts.join(" · ")
}

fn said(incoming: &Incoming) -> String {
    let same = incoming.count(|outcome| *outcome == Outcome::Same);
    let names = |word: &str, names: &[String]| (!names.is_empty()).then(|| fill(word, &[&names.join(", ")]));
    let parts = [
        Some(made(incoming)).filter(|text| !text.is_empty()),
        names(t().okrs_people, &incoming.people),
        names(t().okrs_teams, &incoming.teams),
        (same > 0).then(|| plural(same, t().okrs_same_one, t().okrs_same_many)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { t().nothing_to_bring.to_string() } else { parts.join(" · ") }
}

/// The rows that say something else than the plan, and those that are not taken.
fn rows(incoming: &Incoming) -> AnyView {
    let list = |summary: fn(usize) -> String, lines: Vec<String>| {
        let (count, more) = (lines.len(), lines.len().saturating_sub(FIRST_ROWS));
        (count > 0).then(|| {
            let lines = lines.into_iter().take(FIRST_ROWS).map(|line| view! { <li class="wrap-anywhere">{line}</li> });
            let lines = lines.collect_view();
            let more = (more > 0).then(|| view! { <p class="small soft">{fill(t().and_more, &[&more.to_string()])}</p> });
            view! { <details open=count <= 10><summary>{summary(count)}</summary><ul class="small">{lines}</ul>{more}</details> }
        })
    };
    let of = |said: fn(&Outcome) -> Option<String>| {
        let rows = incoming.rows.iter();
        let rows = rows
            .filter_map(|(line, outcome)| Some(fill(t().line_named, &[&line.to_string(), &said(outcome)?])));
        rows.collect::<Vec<_>>()
    };
    let differing = of(|outcome| match outcome {
        Outcome::Differs(heads) => {
            let heads: Vec<&str> = heads.iter().map(|head| (WORDS.head)(*head)).collect();
            Some(heads.join(", "))
        }
        _ => None,
    });
    let refused = of(|outcome| match outcome {
        Outcome::Refused(fault) => Some(why(fault)),
        _ => None,
    });
    view! {
        {list(|count| plural(count, t().okrs_differs_one, t().okrs_differs_many), differing)}
        {list(|count| plural(count, t().not_taken_one, t().not_taken_many), refused)}
    }
}

fn why(fault: &RowFault) -> String {
    match fault {
        RowFault::NoObjective => t().okrs_no_objective.to_string(),
        RowFault::NoCycle(name) => fill(t().okrs_no_cycle, &[name]),
        RowFault::CycleClosed => t().okrs_cycle_closed.to_string(),
        RowFault::NoMeasure(text) => fill(t().okrs_no_measure, &[text]),
        RowFault::NeedsMeasure => t().okrs_needs_measure.to_string(),
        RowFault::NoDay(text) => fill(t().why_no_day, &[text]),
    }
}
