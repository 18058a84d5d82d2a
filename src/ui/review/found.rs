//! The second and third part of the closing: what worked, and what did not.

use leptos::prelude::*;

use super::edit_review;
use crate::domain::{Id, Review};
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::Inline;
use crate::ui::workspace::use_workspace;

/// Reads and writes one of the two texts.
#[derive(Clone, Copy)]
struct Part {
    number: &'static str,
    title: &'static str,
    hint: &'static str,
    text: fn(&Review) -> Option<&String>,
    set: fn(&mut Review, Option<String>),
}

/// Both parts.
#[component]
pub(super) fn Found(cycle: Id, closed: bool) -> impl IntoView {
    let worked = Part {
        number: "2 ",
        title: t().part_worked,
        hint: t().part_worked_hint,
        text: |review| review.worked.as_ref(),
        set: |review, text| review.worked = text,
    };
    let did_not = Part {
        number: "3 ",
        title: t().part_did_not,
        hint: t().part_did_not_hint,
        text: |review| review.did_not.as_ref(),
        set: |review, text| review.did_not = text,
    };
    view! {
        <div class="found">
            {one(cycle.clone(), closed, worked)}
            {one(cycle, closed, did_not)}
        </div>
    }
}

fn one(cycle: Id, closed: bool, part: Part) -> AnyView {
    let workspace = use_workspace();
    let of_said = cycle.clone();
    let said = Memo::new(move |_| {
        workspace.read(&[Topic::Reports], |plan| {
            plan.records().reviews.get(&of_said).and_then(part.text).cloned().unwrap_or_default()
        })
    });
    let save = move |text: String| {
        edit_review(workspace, &cycle, part.title, |review| {
            (part.set)(review, (!text.is_empty()).then_some(text));
        });
    };
    let text = if closed {
        live(move || match said.get() {
            nothing if nothing.is_empty() => view! { <p class="faint">{t().nothing_written}</p> },
            text => view! { <p class="panel told wrap-anywhere"><bdi>{text}</bdi></p> },
        })
    } else {
        view! { <Inline label=part.title quiet=true area=true said=said.into() save=save placeholder=part.hint /> }
    };
    view! {
        <section class="part">
            <h2><span class="count">{part.number}</span>{part.title}</h2>
            {text}
        </section>
    }
}
