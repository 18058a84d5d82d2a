//! "Work in a folder" on the place "Share".

use leptos::prelude::*;

use super::shown::go_on_button;
use super::{Phase, Row, SharedFolder, Shown};
use crate::browser::folder::is_offered;
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::TextField;
use crate::ui::workspace::use_workspace;

/// The section, whatever the state.
#[component]
pub fn FolderSection() -> impl IntoView {
    let workspace = use_workspace();
    let shared = expect_context::<SharedFolder>();
    let phase = Memo::new(move |_| shared.shown.with(|shown| shown.phase));
    let following = Memo::new(move |_| workspace.kept.with(|kept| kept.read_only().is_some()));
    let body = live(move || match phase.get() {
        _ if following.get() => {
            view! { <p>{t().folder_explain}</p><p class="small soft">{t().folder_other_tab}</p> }
        }
        Phase::Off if is_offered() => offer(shared),
        Phase::Off => instead(),
        Phase::Asking => asking(shared),
        Phase::Working => working(shared),
    });
    view! {
        <section class="panel section folder" id="folder">
            <h3>{t().folder_heading}</h3>
            {body}
        </section>
    }
}

/// The name of whoever works here, where that was said.
fn my_name(shared: SharedFolder) -> String {
    let me = shared.workspace.me();
    let name =
        me.and_then(|me| shared.workspace.peek(|plan| Some(plan.records().people.get(&me)?.name.clone())));
    name.unwrap_or_default()
}

fn offer(shared: SharedFolder) -> AnyView {
    let before = shared.shown.with_untracked(|shown| shown.person.clone());
    let person = RwSignal::new(if before.is_empty() { my_name(shared) } else { before });
    view! {
        <p>{t().folder_explain}</p>
        <TextField label=t().folder_your_name value=person hint=t().folder_your_name_hint />
        <div class="actions">
            <button type="button" class="button" on:click=handler(move |_| shared.choose(person.get_untracked()))>
                {t().folder_choose}
            </button>
        </div>
    }
}

/// Where the browser can't: what to do by hand, to the same end.
fn instead() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <p>{t().folder_explain}</p>
        <div class="actions">
            <button type="button" class="button" aria-expanded=move || open.get().to_string()
                on:click=handler(move |_| open.update(|open| *open = !*open))>{t().folder_choose}</button>
        </div>
        {move || open.get().then(|| view! {
            <div class="instead" role="status">
                <p>{t().folder_not_offered}</p>
                <ol>
                    <li>{t().folder_instead_save}</li>
                    <li>{t().folder_instead_open}</li>
                    <li>{t().folder_instead_again}</li>
                </ol>
            </div>
        })}
    }
}

fn asking(shared: SharedFolder) -> AnyView {
    let name = shared.shown.with_untracked(|shown| shown.name.clone());
    view! {
        <p>{t().folder_asking}" "{t().folder_asking_more}</p>
        <div class="actions">{go_on_button(shared, &name)}{stop_button(shared)}</div>
    }
}

fn stop_button(shared: SharedFolder) -> AnyView {
    view! {
        <button type="button" class="button" on:click=handler(move |_| shared.stop())>{t().folder_stop}</button>
    }
}

fn working(shared: SharedFolder) -> AnyView {
    let of = move |part: fn(&Shown) -> String| move || shared.shown.with(part);
    let name = of(|shown| shown.name.clone());
    let trouble = Memo::new(move |_| shared.shown.with(|shown| shown.trouble.clone()));
    let rows = Memo::new(move |_| shared.shown.with(|shown| shown.rows.clone()));
    let arrivals = Memo::new(move |_| shared.shown.with(|shown| shown.arrivals.clone()));
    let looked = move || match shared.looked_ms.get() {
        Some(ms) => fill(t().folder_looked, &[&say::moment(ms)]),
        None => t().folder_first_look.to_string(),
    };
    view! {
        <p>{t().folder_working}" "<b><bdi>{live(name)}</bdi></b>". "{t().folder_working_more}</p>
        {live(move || trouble.get().map(|text| view! { <p class="banner" role="status">{text}</p> }))}
        {live(move || view! { <ul class="rows">{rows.get().into_iter().map(|it| row(shared, it)).collect_view()}</ul> })}
        {live(move || {
            let arrivals = arrivals.get();
            (!arrivals.is_empty()).then(|| {
                let lines = arrivals.into_iter().map(|(ms, text)| view! {
                    <li><span class="soft">{say::moment(ms)}</span>" "<bdi class="wrap-anywhere">{text}</bdi></li>
                });
                let lines = lines.collect_view();
                view! {
                    <div class="arrivals">
                        <h3>{t().folder_arrivals}</h3>
                        <ul class="small">{lines}</ul>
                        <a class="small" href=Route::Changed(None).to_string()>{t().folder_what_changed}</a>
                    </div>
                }
            })
        })}
        <div class="actions">
            <button type="button" class="button" on:click=handler(move |_| shared.look_now())>{t().folder_look_now}</button>
            {stop_button(shared)}
            <span class="small soft">{live(looked)}</span>
        </div>
    }
}

fn row(shared: SharedFolder, row: Row) -> AnyView {
    let Row { file, who, modified_ms, says, look } = row;
    let heading = if who.is_empty() { file.clone() } else { who };
    let when = modified_ms.map(|ms| fill(t().folder_written, &[&say::moment(ms)]));
    let button = look.then(|| {
        let (label, of_click) = (fill(t().folder_look_at, &[&file]), file.clone());
        view! {
            <button type="button" class="button small" aria-label=label
                on:click=handler(move |_| shared.review(&of_click))>{t().folder_review}</button>
        }
    });
    view! {
        <li>
            <span class="name"><bdi>{heading}</bdi>
                <span class="sub"><bdi>{file}</bdi>{when.map(|when| [" · ", &when].concat())}</span>
            </span>
            <span class="says small">{says}</span>
            {button}
        </li>
    }
}
