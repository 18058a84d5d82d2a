//! The screens: reads the plan through `Workspace`, writes only through `Workspace::dispatch`.

use leptos::prelude::*;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! { <main>"Cairn"</main> }
}
