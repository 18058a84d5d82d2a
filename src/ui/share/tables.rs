//! Everything in the plan as tables, each a download of its own.

use leptos::prelude::*;

use super::heads::WORDS;
use crate::browser::files;
use crate::plan_file::table_name;
use crate::route::Route;
use crate::table::{Extract, count_rows, write_extract};
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

fn name(extract: Extract) -> &'static str {
    match extract {
        Extract::KeyResults => t().csv_key_results,
        Extract::CheckIns => t().csv_check_ins,
        Extract::Milestones => t().milestones,
        Extract::Initiatives => t().csv_initiatives,
        Extract::Kpis => t().kpis,
        Extract::Targets => t().csv_targets,
        Extract::Measurements => t().measurements,
        Extract::Cycles => t().csv_cycles,
        Extract::Scores => t().part_scores,
        Extract::NotDoing => t().not_doing,
        Extract::Teams => t().teams,
        Extract::People => t().people,
    }
}

/// The section on the place "Share": a row a table that holds anything.
#[component]
pub(super) fn Tables() -> impl IntoView {
    let workspace = use_workspace();
    let counts = Memo::new(move |_| {
        let today = workspace.today.get();
        workspace.read(&[Topic::Reports, Topic::Head], |plan| {
            Extract::ALL.map(|extract| (extract, count_rows(plan, extract, today)))
        })
    });
    let list = move || {
        let counts = counts.get();
        let some = counts.into_iter().filter(|(_, rows)| *rows > 0);
        let rows = some.map(|(extract, rows)| {
            let label = fill(t().csv_download_named, &[name(extract)]);
            view! {
                <li>
                    <span class="name">{name(extract)}</span>
                    <span class="small soft number">{plural(rows, t().row_one, t().row_many)}</span>
                    <button type="button" class="button small" aria-label=label
                        on:click=handler(move |_| save(workspace, extract))>{t().download}</button>
                </li>
            }
        });
        let rows: Vec<AnyView> = rows.collect();
        if rows.is_empty() {
            return view! { <p class="faint">{t().csv_nothing}</p> };
        }
        view! { <ul class="rows tables">{rows}</ul> }
    };
    view! {
        <section class="panel section wide">
            <h3>{t().csv_heading}</h3>
            <p>{t().csv_explain}</p>
            {live(list)}
            <p>{t().okrs_in_explain}</p>
            <div class="actions"><a class="button" href=Route::Import.to_string()>{t().okrs_bring_in_table}</a></div>
        </section>
    }
}

fn save(workspace: Workspace, extract: Extract) {
    let today = workspace.today.get_untracked();
    let made = workspace.peek(|plan| {
        let title = [plan.head().title.as_str(), name(extract)].join(" – ");
        Some((table_name(&title), write_extract(plan, extract, today, WORDS)?))
    });
    let Some((name, text)) = made else { return };
    let text = match files::download(&name, &text, "text/csv") {
        Ok(()) => fill(t().saved_as, &[&name]),
        Err(why) => fill(t().not_downloaded, &[&why]),
    };
    workspace.notice.set(Some(Notice { text, undoable: false }));
}
