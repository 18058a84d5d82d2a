//! The first screen of an empty browser: open a file, start from an example, start empty.

use leptos::prelude::*;

use crate::ui::recovery;
use crate::ui::share::{Examples, OpenButton, PlansHere};
use crate::ui::start::{download_raw, start_empty};
use crate::ui::text::t;
use crate::ui::view::{apart, handler, view};
use crate::ui::widget::{Icon, icon};
use crate::ui::workspace::use_workspace;

/// Three ways to begin; before them, what is kept here and can't be opened.
#[component]
pub fn Welcome() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <main class="welcome" id="main" tabindex="-1">
            <p class="brand">{icon(Icon::Cairn)}"Cairn"</p>
            {move || workspace.lost.get().map(|why| view! {
                <div class="banner stop" role="alert">
                    <p>{why}</p>
                    <button type="button" class="button" on:click=handler(move |_| download_raw(workspace))>{t().download_raw}</button>
                </div>
            })}
            <recovery::Offers />
            {move || workspace.kept.get().memory_only.then(|| view! {
                <div class="banner stop" role="alert"><p>{t().blocked_banner}</p></div>
            })}
            <div>
                <h1>{t().welcome_heading}</h1>
                <p class="promise">{t().welcome_promise}</p>
            </div>
            <div class="ways">
                <section class="panel way">
                    <h2>{t().open_a_file}</h2>
                    <p>{t().welcome_open}</p>
                    <OpenButton word=t().choose_file primary=true />
                </section>
                <section class="panel way">
                    <h2>{t().start_empty}</h2>
                    <p>{t().welcome_empty}</p>
                    <button type="button" class="button" on:click=handler(move |_| start_empty(workspace))>{t().start_empty_button}</button>
                </section>
            </div>
            <section class="panel way">
                <h2>{t().start_example}</h2>
                <p>{t().examples_explain}</p>
                <Examples />
            </section>
            {move || {
                let some = workspace.with_keeping(|keeping, _| !keeping.plans().is_empty()).unwrap_or(false);
                some.then(|| apart(|| view! { <PlansHere /> }))
            }}
        </main>
    }
}
