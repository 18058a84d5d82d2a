//! The frame of every form: heading, error in its place, save and cancel.

use leptos::{ev, prelude::*};

use crate::ui::sheet::Sheet;
use crate::ui::text::t;
use crate::ui::view::{handler, view};
use crate::ui::widget::Dialog;
use crate::ui::workspace::use_workspace;

/// A dialog with a form. `save` sends the step; its words of refusal are shown and nothing is lost.
#[component]
pub fn FormFrame(
    #[prop(into)] title: String,
    save: impl Fn() -> Result<(), String> + Send + 'static,
    /// What opens once this form is saved and gone.
    #[prop(optional)]
    next: Option<RwSignal<Option<Sheet>>>,
    /// Another way to save, beside the first.
    #[prop(optional)]
    also: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    frame(title, Box::new(save), next, also, children)
}

fn frame(
    title: String,
    save: Box<dyn Fn() -> Result<(), String> + Send>,
    next: Option<RwSignal<Option<Sheet>>>,
    also: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let workspace = use_workspace();
    let error = RwSignal::new(None::<String>);
    let close = move || workspace.sheet.set(None);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match save() {
            Ok(()) => {
                let next = next.and_then(|next| next.get_untracked());
                close();
                if let Some(next) = next {
                    // Once this form has given the focus back to what opened it.
                    request_animation_frame(move || workspace.sheet.set(Some(next)));
                }
            }
            Err(why) => error.set(Some(why)),
        }
    };
    view! {
        <Dialog title=title.clone() closed=close>
            <form on:submit=handler(submit) novalidate>
                <h2>{title}</h2>
                {children()}
                <p class="error" role="alert">{move || error.get()}</p>
                <footer>
                    <button type="button" class="button" on:click=handler(move |_| close())>{t().cancel}</button>
                    // First among the submit buttons, so that Enter means this one.
                    <button type="submit" class="button primary">{t().save}</button>
                    {also}
                </footer>
            </form>
        </Dialog>
    }
}
