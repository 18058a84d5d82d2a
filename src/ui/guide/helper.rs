//! "OKR or KPI?": a few questions with two answers each, and what they add up to.

use leptos::prelude::*;

use super::page::Section;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// The questions and the answer.
#[component]
pub(super) fn Helper(section: Section) -> impl IntoView {
    let questions = section.marked('?');
    let answers = RwSignal::new(vec![None::<bool>; questions.len()]);
    let rows = questions.into_iter().enumerate().map(|(at, line)| {
        let choice = move |okr: bool, word: String| {
            view! {
                <label>
                    <input type="radio" name=format!("helper-{at}")
                        prop:checked=move || answers.with(|all| all.get(at) == Some(&Some(okr)))
                        on:change=handler(move |_| answers.update(|all| {
                            if let Some(answer) = all.get_mut(at) {
                                *answer = Some(okr);
                            }
                        })) />
                    {word}
                </label>
            }
        };
        view! {
            <fieldset class="field">
                <legend>{line.part(0)}</legend>
                <div class="segments">{choice(true, line.part(1))}{choice(false, line.part(2))}</div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    let verdict = move || {
        let (okr, kpi) = answers.with(|all| {
            let count = |of: bool| all.iter().flatten().filter(|okr| **okr == of).count();
            (count(true), count(false))
        });
        let (key, places): (&str, &[(&str, Route)]) = match (okr, kpi) {
            (0, 0) => ("none", &[]),
            // One answer of another kind does not turn what the rest says.
            (okr, kpi) if okr > 2 * kpi => ("okr", &[("add_okr", Route::Okrs(None))]),
            (okr, kpi) if kpi > 2 * okr => ("kpi", &[("add_kpi", Route::Kpis)]),
            _ => ("both", &[("add_okr", Route::Okrs(None)), ("add_kpi", Route::Kpis)]),
        };
        let links = places.iter().map(|(word, route)| {
            view! { <a class="button small" href=route.to_string()>{section.word(word)}</a> }
        });
        view! { <p>{section.word(key)}</p><div class="actions">{links.collect_view()}</div> }
    };
    view! { <div class="stack">{rows}<div class="verdict" aria-live="polite">{live(verdict)}</div></div> }
}
