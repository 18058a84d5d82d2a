//! The buttons beneath a chart: nearer, farther, all of it, and what it can be saved as.

use leptos::{ev, prelude::*};

use super::gestures::{Hand, STEP};
use super::save::{save_png, save_svg};
use crate::ui::text::{fill, t};
use crate::ui::view::{Handler, handler, view};
use crate::ui::widget::{Icon, Menu, MenuItem, Painter, WithSay, icon};
use crate::ui::workspace::use_workspace;

#[component]
pub(super) fn Tools(painter: Painter, with_say: WithSay) -> impl IntoView {
    let workspace = use_workspace();
    let hand = Hand::new(painter);
    let is_whole = move || painter.window.get().is_none();
    // A menu and a button say of which chart they are; the words are those of the moment it was opened.
    let title = painter.picture_now().title.clone();
    let of = move |words: &str| fill(words, &[&title]);
    view! {
        <button type="button" class="button quiet small" prop:hidden=is_whole
            on:click=handler(move |_| painter.window.set(None))>{t().chart_whole}</button>
        {tool(Icon::Nearer, of(t().chart_nearer), handler(move |_| hand.step(STEP)))}
        {tool(Icon::Farther, of(t().chart_farther), handler(move |_| hand.step(1.0 / STEP)))}
        <Menu label=of(t().more_for_chart)>
            <MenuItem word=t().save_png run=move || save_png(workspace, painter, with_say) />
            <MenuItem word=t().save_svg run=move || save_svg(workspace, painter, with_say) />
        </Menu>
    }
}

fn tool(shows: Icon, label: String, run: Handler<ev::MouseEvent>) -> AnyView {
    view! {
        <button type="button" class="icon-button" aria-label=label.clone() title=label on:click=run>{icon(shows)}</button>
    }
}
