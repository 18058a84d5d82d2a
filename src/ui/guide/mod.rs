//! The guide: OKR or KPI?, how they differ, six steps with live ticks, examples, shortcuts, questions and facts.

mod helper;
mod page;
mod steps;

use leptos::prelude::*;

use self::helper::Helper;
use self::page::{Line, Section, sections};
use self::steps::Steps;
use crate::browser::{files, page as browser_page};
use crate::library::{ANCHOR, WORKED_EXAMPLES};
use crate::ui::open_file::{Example, open_example};
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// The text of the guide, beside the app.
const TEXT: &str = "guide/en.txt";

/// The place.
#[component]
pub fn GuidePlace() -> impl IntoView {
    let guide = RwSignal::new(None::<Result<Vec<Section>, String>>);
    leptos::task::spawn_local(async move {
        let text = files::fetch_own(TEXT).await.map(|bytes| sections(&String::from_utf8_lossy(&bytes)));
        // The person may have gone on meanwhile.
        guide.try_set(Some(text));
    });
    view! {
        <header><div class="titles"><h1>{t().guide}</h1><p class="soft">{t().guide_lead}</p></div></header>
        {live(move || guide.get().map(|guide| match guide {
            Ok(sections) => {
                let links = sections.iter().map(|section| (section.id.clone(), section.heading.clone())).collect();
                let shown = sections.into_iter().map(show).collect_view();
                view! { <Contents links=links /><div class="sections guide">{shown}</div> }
            }
            Err(why) => view! { <p class="banner" role="alert">{fill(t().guide_unreachable, &[&why])}</p> },
        }))}
    }
}

/// Leads to each section; `#` is the app's own, so the buttons move the focus.
#[component]
fn Contents(links: Vec<(String, String)>) -> impl IntoView {
    let rows = links.into_iter().map(|(id, heading)| {
        let go = move || browser_page::focus(&format!("#guide-{id}"));
        view! { <li><button type="button" class="button small quiet" on:click=handler(move |_| go())>{heading}</button></li> }
    });
    view! { <nav class="contents" aria-label=t().guide><ul>{rows.collect_view()}</ul></nav> }
}

fn show(section: Section) -> AnyView {
    let id = format!("guide-{}", section.id);
    let inside = match section.id.as_str() {
        "helper" => view! { <Helper section=section.clone() /> },
        "steps" => view! { <Steps section=section.clone() /> },
        "examples" => view! { <Examples section=section.clone() /> },
        _ => prose(&section),
    };
    let lead = section.marked(' ').into_iter().map(|line| view! { <p>{line.part(0)}</p> });
    let named = id.clone();
    view! {
        <section class="panel section" aria-labelledby=named>
            <h2 id=id tabindex="-1">{section.heading}</h2>
            {lead.collect_view()}
            {inside}
        </section>
    }
}

/// Lists, tables and questions, one after another.
fn prose(section: &Section) -> AnyView {
    let groups = section.lines.chunk_by(|one, next| one.mark == next.mark);
    let group = |lines: &[Line]| match lines.first().map(|line| line.mark) {
        Some('-') => {
            let rows = lines.iter().map(|line| view! { <li>{line.part(0)}</li> });
            view! { <ul class="bullets">{rows.collect_view()}</ul> }
        }
        Some('|') => table(lines, &section.heading),
        Some('*') => lines.iter().map(|line| view! { <h3>{line.part(0)}</h3> }).collect_view().into_any(),
        Some('?') => {
            let asked = lines.iter().map(|line| {
                view! { <details><summary>{line.part(0)}</summary><p>{line.part(1)}</p></details> }
            });
            view! { <div class="faq">{asked.collect_view()}</div> }
        }
        _ => ().into_any(),
    };
    groups.map(group).collect_view().into_any()
}

fn table(lines: &[Line], name: &str) -> AnyView {
    let name = name.to_string();
    let heads = lines.first().map(|line| {
        line.parts.iter().map(|part| view! { <th scope="col">{part.clone()}</th> }).collect_view()
    });
    let rows = lines.iter().skip(1).map(|line| {
        let cells = line.parts.iter().skip(1).map(|part| view! { <td>{part.clone()}</td> });
        view! { <tr><th scope="row">{line.part(0)}</th>{cells.collect_view()}</tr> }
    });
    view! { <div class="table-scroll" role="group" tabindex="0" aria-label=name><table class="records"><thead><tr>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table></div> }
}

/// The worked examples by department, each a button that opens it.
#[component]
fn Examples(section: Section) -> impl IntoView {
    let workspace = use_workspace();
    let lines = section.marked('-');
    let departments = lines.chunk_by(|one, next| one.part(1) == next.part(1));
    let department = |lines: &[Line]| {
        let name = lines.first().map(|line| line.part(1));
        let rows = lines.iter().filter_map(|line| {
            let example = WORKED_EXAMPLES.iter().find(|example| example.id == line.part(0))?;
            let open = move || {
                open_example(workspace, Example { file: example.file, anchor: ANCHOR });
                browser_page::go("#/okrs");
            };
            Some(view! {
                <li><button type="button" on:click=handler(move |_| open())>
                    <b>{line.part(2)}</b><span class="small soft">{line.part(3)}</span>
                </button></li>
            })
        });
        view! { <div><h3>{name}</h3><ul class="examples">{rows.collect_view()}</ul></div> }
    };
    view! { <div class="departments">{departments.map(department).collect_view()}</div> }
}
