//! What the columns mean: shown over the first rows, and corrected there.

use leptos::prelude::*;

use super::Desk;
use crate::sentence::NumberFormat;
use crate::table::{DayForm, Mapping, forms_of, notations_of};
use crate::ui::text::{fill, plural, t};
use crate::ui::view::{handler, live, view};

/// Rows of the table that are shown.
const FIRST_ROWS: usize = 6;

/// What a column can be for.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Day,
    Value,
    Name,
    Note,
    Out,
}

const ROLES: [(Role, &str); 5] = [
    (Role::Day, "day"),
    (Role::Value, "value"),
    (Role::Name, "name"),
    (Role::Note, "note"),
    (Role::Out, "out"),
];

fn word(role: Role) -> &'static str {
    match role {
        Role::Day => t().day,
        Role::Value => t().a_value,
        Role::Name => t().a_name,
        Role::Note => t().note,
        Role::Out => t().left_out,
    }
}

fn role(mapping: &Mapping, at: usize) -> Role {
    match at {
        at if mapping.day == at => Role::Day,
        at if mapping.names == Some(at) => Role::Name,
        at if mapping.note == Some(at) => Role::Note,
        at if mapping.values.contains(&at) => Role::Value,
        _ => Role::Out,
    }
}

/// Gives a column another meaning; a meaning that only one column can have leaves the one that had it.
fn give(mapping: &mut Mapping, at: usize, role: Role) {
    mapping.values.retain(|value| *value != at);
    mapping.names = mapping.names.filter(|name| *name != at);
    mapping.note = mapping.note.filter(|note| *note != at);
    match role {
        Role::Day => mapping.day = at,
        Role::Name => mapping.names = Some(at),
        Role::Note => mapping.note = Some(at),
        Role::Value => {
            mapping.values.push(at);
            mapping.values.sort_unstable();
        }
        Role::Out => {}
    }
}

/// The columns of the table with what they are for, and what has to be said about days and numbers.
#[component]
pub(super) fn Columns(desk: Desk) -> impl IntoView {
    let heads = move || {
        let table = desk.table();
        let mapping = desk.mapping.get();
        let head = |at: usize| {
            let now = role(&mapping, at);
            let choose = move |event| {
                let key: String = event_target_value(&event);
                if let Some((role, _)) = ROLES.iter().find(|(_, of)| *of == key.as_str()) {
                    desk.mapping.update(|mapping| {
                        give(mapping, at, *role);
                        if *role == Role::Day {
                            let from = usize::from(mapping.header);
                            mapping.form = only(&forms_of(desk.table().column(at, from)));
                        }
                    });
                }
            };
            let options = ROLES
                .map(|(role, key)| view! { <option value=key selected=role == now>{word(role)}</option> });
            let label = fill(t().column_is, &[&(at + 1).to_string()]);
            view! { <th scope="col"><select class="input auto" aria-label=label on:change=handler(choose)>{options.collect_view()}</select></th> }
        };
        (0..table.width()).map(head).collect_view()
    };
    let rows = move || {
        let (table, mapping) = (desk.table(), desk.mapping.get());
        let rows = table.rows.iter().take(FIRST_ROWS).enumerate().map(|(i, (_, cells))| {
            let named = mapping.header && i == 0;
            let cells = (0..table.width()).map(|at| {
                let out = role(&mapping, at) == Role::Out;
                // Under the name that it goes by further down: of two alike, each has its letter.
                let cell = match named && mapping.values.contains(&at) {
                    true => mapping.column_name(&table, at),
                    false => cells.get(at).cloned().unwrap_or_default(),
                };
                view! { <td class:soft=out class:named=named><bdi>{cell}</bdi></td> }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        });
        rows.collect_view()
    };
    let more = {
        let rows = desk.table().rows.len().saturating_sub(FIRST_ROWS);
        (rows > 0)
            .then(|| view! { <p class="small soft">{plural(rows, t().and_more_row, t().and_more_rows)}</p> })
    };
    let header = move || desk.mapping.read().header;
    view! {
        <section class="panel section">
            <h2>{t().columns}</h2>
            <p class="small soft">{t().columns_hint}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t().columns>
                <table class="records preview">
                    <thead><tr>{live(heads)}</tr></thead>
                    <tbody>{live(rows)}</tbody>
                </table>
            </div>
            {more}
            <div class="row-fields">
                {live(move || view! { <Days desk=desk /> })}
                {live(move || view! { <Numbers desk=desk /> })}
            </div>
            <label class="check">
                <input type="checkbox" prop:checked=header
                    on:change=handler(move |event| { let on = event_target_checked(&event); desk.mapping.update(|m| m.header = on) }) />
                <span>{t().first_row_names}</span>
            </label>
        </section>
    }
}

fn only<T: Copy>(all: &[T]) -> Option<T> {
    match all {
        [one] => Some(*one),
        _ => None,
    }
}

/// How the days are written, with one of them said in full.
#[component]
fn Days(desk: Desk) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let mapping = desk.mapping.read();
        (mapping.day, usize::from(mapping.header), mapping.form)
    });
    live(move || {
        let ((at, from, form), table) = (shown.get(), desk.table());
        let forms = forms_of(table.column(at, from));
        let choices: Vec<_> = DayForm::ALL
            .into_iter()
            .filter(|form| forms.contains(form))
            .map(|of| {
                // The day that tells the forms apart says more than the first one.
                let days = || table.column(at, from).filter_map(|text| Some((text, of.read(text)?)));
                let telling =
                    days().find(|(text, day)| forms.iter().any(|other| other.read(text) != Some(*day)));
                let said = telling.or_else(|| days().next());
                let word =
                    said.map(|(text, day)| fill(t().reads_as, &[text, &crate::ui::say::full_day(day)]));
                (of, word.unwrap_or_default())
            })
            .collect();
        let options: Vec<(String, bool)> =
            choices.iter().map(|(of, word)| (word.clone(), form == Some(*of))).collect();
        let choose = move |n: usize| desk.mapping.update(|m| m.form = choices.get(n).map(|(form, _)| *form));
        let none = forms.is_empty().then_some(t().no_days_here);
        question(t().days_are, options, form.is_none(), none, choose)
    })
}

/// How the numbers are written, with one of them said plainly.
#[component]
fn Numbers(desk: Desk) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let mapping = desk.mapping.read();
        (mapping.values.clone(), usize::from(mapping.header), mapping.notation)
    });
    live(move || {
        let ((values, from, notation), table) = (shown.get(), desk.table());
        let texts = || values.iter().flat_map(|at| table.column(*at, from));
        let notations = notations_of(texts());
        let value = |text: &str, format| crate::sentence::read_number(text, format).ok().map(|n| n.value);
        let choices: Vec<(NumberFormat, String)> = notations
            .iter()
            .map(|of| {
                let telling = texts()
                    .find(|text| notations.iter().any(|other| value(text, *other) != value(text, *of)));
                let text = telling.or_else(|| texts().next()).unwrap_or_default();
                let plain = value(text, *of).map(crate::ui::say::number).unwrap_or_default();
                (*of, fill(t().reads_as, &[text, &plain]))
            })
            .collect();
        let options: Vec<(String, bool)> =
            choices.iter().map(|(of, word)| (word.clone(), notation == Some(*of))).collect();
        let choose = move |n: usize| desk.mapping.update(|m| m.notation = choices.get(n).map(|(of, _)| *of));
        let none = notations.is_empty().then_some(t().no_numbers_here);
        question(t().numbers_are, options, notation.is_none(), none, choose)
    })
}

/// A choice between readings; where there is only one it is said, and where it is open it asks.
fn question(
    label: &'static str,
    options: Vec<(String, bool)>,
    is_open: bool,
    none: Option<&'static str>,
    choose: impl Fn(usize) + Send + 'static,
) -> AnyView {
    if let Some(none) = none {
        return view! { <div class="field"><span class="label">{label}</span><p class="error" role="alert">{none}</p></div> };
    }
    if let ([(word, true)], false) = (options.as_slice(), is_open) {
        return view! { <div class="field"><span class="label">{label}</span><p>{word.clone()}</p></div> };
    }
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(n, (word, chosen))| view! { <option value=n.to_string() selected=chosen>{word}</option> });
    view! {
        <label class="field">
            <span>{label}</span>
            <select class="input" on:change=handler(move |event| if let Ok(n) = event_target_value(&event).parse() { choose(n) })>
                {is_open.then(|| view! { <option value="" selected=true>{t().please_say}</option> })}
                {rows.collect_view()}
            </select>
            {is_open.then(|| view! { <span class="error" role="alert">{t().can_be_two}</span> })}
        </label>
    }
}
