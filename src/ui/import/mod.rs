//! Values out of a table: a file or what was pasted is shown with what its columns seem to mean, corrected, compared with
//! the plan, and brought in as one step. What was read is kept only while this place is open for it.

mod columns;
mod goals;
mod okrs;
mod report;

use std::sync::Arc;

use leptos::{ev, prelude::*};

use self::columns::Columns;
use self::goals::Goals;
use self::okrs::{OkrTable, columns_of};
use self::report::Report;
use super::say;
use super::text::t;
use super::topic::Topic;
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::{files, page};
use crate::domain::Kind;
use crate::ordered::Map;
use crate::route::Route;
use crate::table::{
    Goal, Import, Mapping, Reading, SIZE_LIMIT, Table, TableFault, guess, looks_like_a_table, read,
};
use crate::ui::view::{handler, live, view};

/// A table that was received: what it is called, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The name of the file, or of the clipboard.
    pub name: String,
    table: Arc<Table>,
}

/// What a person decides about a table.
#[derive(Clone, Copy)]
struct Desk {
    source: StoredValue<Source>,
    mapping: RwSignal<Mapping>,
    /// Where names go that were sent elsewhere than proposed.
    chosen: RwSignal<Map<String, Goal>>,
    /// What the table says, once it is known how to read it.
    reading: Memo<Option<Arc<Reading>>>,
}

impl Desk {
    fn of(workspace: Workspace, source: Source) -> Desk {
        let table = source.table.clone();
        let nothing = Mapping {
            header: true,
            day: 0,
            form: None,
            notation: None,
            names: None,
            note: None,
            values: vec![1],
        };
        let mapping = RwSignal::new(guess(&table).unwrap_or(nothing));
        let reading = Memo::new(move |_| mapping.read().read(&table, workspace.today.get()).map(Arc::new));
        Desk { source: StoredValue::new(source), mapping, chosen: RwSignal::new(Map::new()), reading }
    }

    fn table(self) -> Arc<Table> {
        self.source.with_value(|source| source.table.clone())
    }

    /// Where every name goes: as chosen, else into the KPI of its name, else into a new one.
    fn import(self, workspace: Workspace) -> Import {
        let Some(reading) = self.reading.get() else { return Import::default() };
        let chosen = self.chosen.read();
        workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
            let goal = |name: &String| {
                let known = plan.records().kpis.iter().find(|(_, kpi)| {
                    let with_unit = kpi.unit.as_ref().map(|unit| [&kpi.title, " (", unit, ")"].concat());
                    [Some(&kpi.title), with_unit.as_ref()]
                        .into_iter()
                        .flatten()
                        .any(|t| t.to_lowercase() == name.to_lowercase())
                });
                known.map_or_else(|| Goal::New(self.title(name)), |(id, _)| Goal::Kpi(id.clone()))
            };
            let names = reading.series.keys();
            names
                .map(|name| (name.clone(), chosen.get(name).cloned().unwrap_or_else(|| goal(name))))
                .collect()
        })
    }

    /// What a new KPI would be called.
    fn title(self, name: &str) -> String {
        match name.is_empty() {
            false => name.to_string(),
            true => self.source.with_value(|source| {
                source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem).to_string()
            }),
        }
    }
}

/// Takes a table that was dropped, pasted or picked to its place; `false` where it looks like none.
pub fn receive(workspace: Workspace, name: &str, bytes: &[u8]) -> bool {
    let by_name = [".csv", ".tsv"].iter().any(|end| name.to_lowercase().ends_with(end));
    let by_look = || {
        std::str::from_utf8(bytes)
            .is_ok_and(|text| !text.trim_start().starts_with('{') && looks_like_a_table(text))
    };
    let has_plan = workspace.plan_id.with_untracked(Option::is_some);
    let is_one = has_plan && (by_name || by_look());
    if is_one {
        match read(bytes) {
            Ok(table) => {
                workspace.table.set(Some(Source { name: name.to_string(), table: Arc::new(table) }));
                page::go(&Route::Import.to_string());
            }
            Err(fault) => {
                workspace.notice.set(Some(Notice { text: said(&fault).to_string(), undoable: false }))
            }
        }
    }
    is_one
}

fn said(fault: &TableFault) -> &'static str {
    match fault {
        TableFault::Empty => t().table_empty,
        TableFault::TooLarge => t().table_too_large,
        TableFault::OneColumn => t().table_one_column,
        TableFault::NotText => t().table_not_text,
    }
}

/// The place where values come in.
#[component]
pub fn ImportPlace() -> impl IntoView {
    let workspace = use_workspace();
    on_cleanup(move || workspace.table.set(None));
    let another = move || workspace.table.set(None);
    view! {
        <header>
            <div class="titles">
                <p class="crumbs"><a href=Route::Kpis.to_string()>"KPIs"</a></p>
                <h1>{t().bring_in}</h1>
                {live(move || workspace.table.get().map(|source| view! { <p><bdi>{source.name}</bdi></p> }))}
            </div>
            <div class="actions">
                {live(move || workspace.table.read().is_some().then(|| view! {
                    <button type="button" class="button" on:click=handler(move |_| another())>{t().another_table}</button>
                }))}
            </div>
        </header>
        {live(move || match workspace.table.get() {
            None => view! { <Door /> },
            Some(source) if columns_of(&source).is_some() => {
                let columns = columns_of(&source).unwrap_or_default();
                view! { <OkrTable source=source columns=columns /> }
            }
            Some(source) => {
                let desk = Desk::of(workspace, source);
                view! { <div class="import"><Columns desk=desk /><Goals desk=desk /><Report desk=desk /></div> }
            }
        })}
    }
}

/// A file, or a text that is pasted.
#[component]
fn Door() -> impl IntoView {
    let workspace = use_workspace();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<&'static str>);
    let take = move |name: &str, bytes: &[u8]| match read(bytes) {
        Ok(table) => workspace.table.set(Some(Source { name: name.to_string(), table: Arc::new(table) })),
        Err(fault) => error.set(Some(said(&fault))),
    };
    let picked = move |event: ev::Event| {
        use wasm_bindgen::JsCast;
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            leptos::task::spawn_local(async move {
                match files::read(&file, SIZE_LIMIT).await {
                    Ok(bytes) => take(&file.name(), &bytes),
                    Err(why) => {
                        workspace.notice.set(Some(Notice { text: say::unread(&why), undoable: false }))
                    }
                }
            });
        }
        input.set_value("");
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        take(t().clipboard, typed.get_untracked().as_bytes());
    };
    view! {
        <div class="panel section import-door">
            <p>{t().bring_in_explain}</p>
            <label class="button primary file-button">
                {t().choose_table}
                <input type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" on:change=handler(picked) />
            </label>
            <form on:submit=handler(submit)>
                <label class="field">
                    <span>{t().or_paste}</span>
                    <textarea class="input" rows="8" spellcheck="false" placeholder=t().paste_example
                        on:input=handler(move |event| typed.set(event_target_value(&event)))></textarea>
                </label>
                <p class="error" role="alert">{move || error.get()}</p>
                <button type="submit" class="button">{t().look_at_it}</button>
            </form>
        </div>
    }
}
