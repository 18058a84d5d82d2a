//! Save to a file, open one, and where the plan lives.

mod heads;
mod mail;
mod part;
mod plans;
mod tables;
mod weekly;
mod who;
mod with_app;

use leptos::{ev, prelude::*};

pub use self::heads::WORDS;
pub use self::mail::mail_plan;
use self::part::{IsPart, PartOfPlan};
pub use self::plans::PlansHere;
use self::tables::Tables;
use self::weekly::WeeklyUpdate;
pub use self::who::Who;
use self::with_app::WithApp;
pub use self::with_app::save_with_app;

use super::open_file::{EXAMPLES, Example, contents, open_example, receive_aside, receive_file};
use super::say;
use super::sheet::Sheet;
use super::text::{fill, t};
use super::topic::Topic;
use super::widget::SelectField;
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::{clock, copy, files, page};
use crate::domain::Kind;
use crate::plan_file::{self, MEDIA_TYPE};
use crate::route::Route;
use crate::storage::AsideKind;
use crate::ui::view::{handler, live, view};

/// Downloads the plan on screen as a file, and remembers that it was saved.
pub fn save_to_file(workspace: Workspace) {
    let saved = workspace.with_keeping(|keeping, plan| {
        let name = plan_file::file_name(&plan.head().title);
        files::download(&name, &keeping.file_of(plan), MEDIA_TYPE).map(|()| {
            keeping.saved_to_file(plan);
            name
        })
    });
    let text = match saved {
        Some(Ok(name)) => fill(t().saved_as, &[&name]),
        Some(Err(why)) => fill(t().not_downloaded, &[&why]),
        None => return,
    };
    workspace.notice.set(Some(Notice { text, undoable: false }));
}

/// The input behind every "Open a file".
#[component]
pub fn OpenButton(#[prop(into)] word: String, #[prop(optional)] primary: bool) -> impl IntoView {
    let workspace = use_workspace();
    let picked = move |event: ev::Event| {
        use wasm_bindgen::JsCast;
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            receive_file(workspace, file);
        }
        // The same file can be picked again.
        input.set_value("");
    };
    view! {
        <label class=if primary { "button primary file-button" } else { "button file-button" }>
            {word}
            <input type="file" accept=".json,.txt,.html,application/json,text/plain,text/html" on:change=handler(picked) />
        </label>
    }
}

/// The place "Share".
#[component]
pub fn SharePlace() -> impl IntoView {
    view! {
        <header><div class="titles"><h1>{t().share}</h1></div></header>
        <div class="sections">
            <super::recovery::Offers />
            <super::merging::Settle />
            <IsPart />
            {group(t().share_files, view! {
                <Save />
                <Open />
                <WithApp />
                <PartOfPlan />
            })}
            {group(t().share_together, view! {
                <super::folder::FolderSection />
                <Who />
            })}
            {group(t().share_told, view! {
                <WeeklyUpdate />
                <super::report::ReportDoor />
                <Tables />
            })}
            {group(t().share_here, view! {
                <PlansHere />
                <Past />
                <super::backup::Backups />
                <Where />
                <SetAside />
            })}
            {group(t().share_more, view! {
                <ExamplePlans />
                <Theme />
            })}
        </div>
    }
}

/// What belongs together, under one heading.
fn group(heading: &'static str, panels: AnyView) -> AnyView {
    view! { <section class="group"><h2>{heading}</h2><div class="panels">{panels}</div></section> }
}

#[component]
fn Save() -> impl IntoView {
    let workspace = use_workspace();
    let shown = move || {
        workspace.read(&[Topic::Head, Topic::List(Kind::Objective), Topic::List(Kind::Kpi)], |plan| {
            (say::plan_title(plan), contents(plan))
        })
    };
    let file_line = move || match workspace.kept.get().file_ms {
        Some(ms) => fill(t().last_saved_file, &[&say::days_ago(days_since(ms))]),
        None => t().never_saved_file.to_string(),
    };
    view! {
        <section class="panel section">
            <h3>{t().save_heading}</h3>
            {move || { let (title, contents) = shown(); view! {
                <p><b class="wrap-anywhere"><bdi>{title}</bdi></b><br />{contents}</p>
            } }}
            <p>{t().save_explain}</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=handler(move |_| save_to_file(workspace))>
                    {t().save_to_file}" "<kbd>"Ctrl S"</kbd>
                </button>
                <button type="button" class="button" on:click=handler(move |_| mail_plan(workspace))>{t().mail_plan}</button>
                <span class="small soft">{live(file_line)}</span>
            </div>
        </section>
    }
}

#[component]
fn Open() -> impl IntoView {
    view! {
        <section class="panel section">
            <h3>{t().open_heading_place}</h3>
            <p>{t().open_explain_place}</p>
            <div class="actions"><OpenButton word=t().open_a_file /></div>
        </section>
    }
}

#[component]
fn ExamplePlans() -> impl IntoView {
    view! {
        <section class="panel section">
            <h3>{t().examples}</h3>
            <p>{t().examples_explain}</p>
            <Examples />
        </section>
    }
}

/// Whole days since an instant in ms.
pub fn days_since(ms: u64) -> i32 {
    (clock::now_ms().saturating_sub(ms) / 86_400_000) as i32
}

#[component]
fn Where() -> impl IntoView {
    let workspace = use_workspace();
    let lives =
        move || if workspace.kept.get().memory_only { t().lives_in_tab } else { t().lives_in_browser };
    view! {
        <section class="panel section">
            <h3>{t().where_heading}</h3>
            <p>{live(lives)}</p>
            <p>{t().where_explain}</p>
            {move || (copy::is_on_disk() && !workspace.kept.get().memory_only).then(|| view! { <p>{t().copy_shares}</p> })}
            <div class="actions">
                <button type="button" class="button small" on:click=handler(move |_| super::start::download_raw(workspace))>{t().download_raw}</button>
            </div>
        </section>
    }
}

#[component]
fn Past() -> impl IntoView {
    let workspace = use_workspace();
    let deleted = move || {
        workspace.read(&[Topic::Reports], |_| ());
        match super::trash::count(workspace) {
            0 => t().trash.to_string(),
            count => fill(t().trash_count, &[&count.to_string()]),
        }
    };
    view! {
        <section class="panel section">
            <h3>{t().past_heading}</h3>
            <p>{t().past_explain}</p>
            <div class="actions">
                <a class="button" href=Route::History(None).to_string()>{t().history}</a>
                <a class="button" href=Route::Trash.to_string()>{live(deleted)}</a>
            </div>
        </section>
    }
}

#[component]
fn SetAside() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let id = workspace.plan_id.get()?;
        let asides = workspace.with_keeping(|keeping, _| keeping.asides(&id)).unwrap_or_default();
        if asides.is_empty() {
            return None;
        }
        let rows = asides.into_iter().enumerate().map(|(i, aside)| {
            let what = match aside.kind {
                AsideKind::Replaced => t().aside_replaced,
                AsideKind::Snapshot => t().aside_snapshot,
                AsideKind::Record => t().aside_record,
                AsideKind::Damaged => t().aside_damaged,
            };
            let compare = (aside.kind != AsideKind::Damaged).then(|| {
                let (aside, label) = (aside.clone(), fill(t().compare_copy, &[&(i + 1).to_string()]));
                view! {
                    <button type="button" class="button small" aria-label=label
                        on:click=handler(move |_| receive_aside(workspace, what, &aside))>{t().compare}</button>
                }
            });
            let text = aside.body().unwrap_or(&aside.text).to_string();
            let size = fill(t().characters, &[&say::number(text.chars().count() as f64)]);
            let label = fill(t().download_copy, &[&(i + 1).to_string()]);
            view! {
                <li>
                    <span class="name">{what}<span class="sub">{size}</span></span>
                    {compare}
                    <button type="button" class="button small" aria-label=label on:click=handler(move |_| {
                        let name = format!("cairn-copy-{}.okr.json", i + 1);
                        let _ = files::download(&name, &text, MEDIA_TYPE);
                    })>{t().download}</button>
                </li>
            }
        });
        Some(view! {
            <section class="panel section">
                <h3>{t().set_aside}</h3>
                <p>{t().set_aside_explain}</p>
                <ul class="rows">{rows.collect_view()}</ul>
            </section>
        })
    })
}

/// The example plans as buttons.
#[component]
pub fn Examples() -> impl IntoView {
    let workspace = use_workspace();
    let words = [t().example_support, t().example_hr, t().example_platform, t().example_online];
    let said =
        [t().example_support_says, t().example_hr_says, t().example_platform_says, t().example_online_says];
    let rows =
        EXAMPLES.iter().zip(words.into_iter().zip(said)).map(|(example, (title, says)): (&Example, _)| {
            let example = *example;
            view! {
                <li><button type="button" on:click=handler(move |_| open_example(workspace, example))>
                    <b>{title}</b><span class="small soft">{says}</span>
                </button></li>
            }
        });
    view! { <ul class="examples">{rows.collect_view()}</ul> }
}

#[component]
fn Theme() -> impl IntoView {
    let workspace = use_workspace();
    let theme = RwSignal::new(page::theme());
    let viewport = expect_context::<super::widget::Viewport>();
    Effect::new(move |_| {
        page::set_theme(&theme.get());
        viewport.repaint();
    });
    let choices = vec![
        super::widget::Choice::new("", t().theme_system),
        super::widget::Choice::new("light", t().theme_light),
        super::widget::Choice::new("dark", t().theme_dark),
    ];
    view! {
        <section class="panel section">
            <h3>{t().appearance}</h3>
            <SelectField label=t().theme value=theme choices=choices />
            <div class="actions">
                <button type="button" class="button" on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Keys)))>{t().all_keys}</button>
            </div>
        </section>
    }
}
