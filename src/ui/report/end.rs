//! What was found at the closing, what was not done, and how comments come back.

use leptos::prelude::*;

use crate::browser::page;
use crate::domain::{NextStep, Plan};
use crate::report::CycleReport;
use crate::ui::text::{fill, t};
use crate::ui::view::view;

/// What worked, what did not, and what goes on; nothing where nobody wrote anything.
pub(super) fn review(plan: &Plan, facts: &CycleReport) -> Option<AnyView> {
    let review = plan.records().reviews.get(&facts.cycle)?;
    let told = [(t().part_worked, &review.worked), (t().part_did_not, &review.did_not)];
    let told = told.into_iter().filter_map(|(word, text)| {
        let text = text.clone().filter(|text| !text.trim().is_empty())?;
        Some(view! { <div><h4>{word}</h4><p class="told-here"><bdi>{text}</bdi></p></div> })
    });
    let told: Vec<AnyView> = told.collect();
    let decided = facts.objectives.iter().filter_map(|objective| {
        let decision = review.next.get(&objective.id)?;
        let title = plan.records().objectives.get(&objective.id)?.title.clone();
        let word = match decision.what {
            NextStep::Keep => t().keep_on,
            NextStep::Change => t().change_on,
            NextStep::Drop => t().drop_it,
        };
        let why = decision.why.clone().map(|why| view! { <bdi class="sub">{why}</bdi> });
        Some(view! { <tr><th scope="row"><bdi>{title}</bdi>{why}</th><td>{word}</td></tr> })
    });
    let decided: Vec<AnyView> = decided.collect();
    let decided = (!decided.is_empty()).then(|| view! {
        <table class="decided">
            <thead><tr><th scope="col">{t().part_next}</th><th scope="col">{t().decision_label}</th></tr></thead>
            <tbody>{decided}</tbody>
        </table>
    });
    let some = !told.is_empty() || decided.is_some();
    some.then(|| view! {
        <section class="review-part"><h3>{t().report_review}</h3><div class="found-part">{told}</div>{decided}</section>
    })
}

pub(super) fn not_doing(facts: &CycleReport) -> Option<AnyView> {
    let all = facts.not_doing.iter().map(|no| view! { <li><bdi>{no.clone()}</bdi></li> });
    let all: Vec<AnyView> = all.collect();
    (!all.is_empty()).then(|| view! {
        <section class="not-doing-part"><h3>{t().not_doing}</h3><p class="soft">{t().not_doing_hint}</p><ul>{all}</ul></section>
    })
}

/// For who reads it from outside: where a comment goes, and how it comes back.
pub(super) fn how_to_comment() -> AnyView {
    let address = page::address().map(|address| fill(t().report_address, &[&address])).unwrap_or_default();
    view! {
        <section class="comment-part">
            <h3>{t().report_comment_heading}</h3>
            <p class="soft wrap-anywhere">{fill(t().report_comment, &[&address])}</p>
        </section>
    }
}
