//! What a sentence leaves open, each as a short question with the controls that answer it.

use leptos::prelude::*;

use super::words::{occasions, question, stretch};
use super::{Fields, SentenceDraft};
use crate::sentence::{Ask, Candidate, Question};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};
use crate::ui::widget::{TextField, segments::Segments};

/// Every question. One that stays keeps its controls, and with them the focus.
#[component]
pub(super) fn Asks(draft: SentenceDraft, fields: Fields) -> impl IntoView {
    let asks = Memo::new(move |_| draft.asks());
    let key = move |ask: &Ask| {
        let mut key = question(ask, &draft.typed.get_untracked());
        if let Ask::WhichNumber(_) | Ask::TwoInOne(_) = ask {
            key.push_str(&draft.typed.get_untracked());
        }
        key
    };
    view! {
        <div class="asks">
            <For each=move || asks.get() key=key let:ask>{control(ask, draft, fields)}</For>
            {move || draft.split.get().map(|(whole, second)| view! {
                <div class="ask">
                    <p>{t().split_then}" "<b><bdi>{second}</bdi></b></p>
                    <button type="button" class="button small" on:click=handler(move |_| {
                        draft.typed.set(whole.clone());
                        draft.split.set(None);
                    })>{t().split_undo}</button>
                </div>
            })}
        </div>
    }
}

fn control(ask: Ask, draft: SentenceDraft, fields: Fields) -> AnyView {
    let asked = question(&ask, &draft.typed.get_untracked());
    let field = |value: RwSignal<String>, asked: String| {
        view! { <div class="ask"><TextField label=asked value=value numeric=true /></div> }
    };
    let choice = |value: RwSignal<String>, asked: String, choices| {
        view! { <div class="ask"><Segments legend=asked value=value choices=choices /></div> }
    };
    match &ask {
        Ask::Resolve(Question::Baseline) => field(fields.measure.from, asked),
        Ask::Target | Ask::Resolve(Question::TargetFromZero | Question::TooLarge) => {
            field(fields.measure.to, asked)
        }
        Ask::Resolve(Question::PointsOrPercent) => choice(
            fields.measure.percent_means,
            asked,
            vec![("points", t().percentage_points), ("percent", t().percent_of_baseline)],
        ),
        Ask::WhichWay { .. } => {
            choice(draft.way, asked, vec![("rise", t().higher_is_better), ("fall", t().lower_is_better)])
        }
        Ask::ChangeOrTarget => {
            choice(draft.change, asked, vec![("to", t().to_this_value), ("by", t().by_this_much)])
        }
        Ask::HoldOrReach => {
            choice(draft.hold, asked, vec![("hold", t().hold_all_the_time), ("reach", t().reach_once)])
        }
        Ask::WhichNumber(candidates) => {
            let buttons = candidates.iter().cloned().enumerate().map(|(i, c)| candidate(i, &c, draft));
            let name = asked.clone();
            view! { <div class="ask" role="group" aria-label=name><p>{asked}</p><div class="actions">{buttons.collect_view()}</div></div> }
        }
        Ask::TwoInOne([first, second]) => {
            let sentence = draft.typed.get_untracked();
            let (first, second) = (stretch(&sentence, first), stretch(&sentence, second));
            let split = move || {
                draft.split.set(Some((sentence.clone(), second.clone())));
                draft.typed.set(first.clone());
            };
            view! {
                <div class="ask"><p>{asked}</p>
                    <button type="button" class="button small" on:click=handler(move |_| split())>{t().split}</button>
                </div>
            }
        }
        Ask::YesOrNo => {
            let pressed = move || draft.yes.get().to_string();
            view! {
                <div class="ask"><p>{asked}</p>
                    <button type="button" class="button small" aria-pressed=pressed
                        on:click=handler(move |_| draft.yes.update(|yes| *yes = !*yes))>{t().one_milestone}</button>
                </div>
            }
        }
        Ask::HowMany(_) => how_many(ask.clone(), asked, draft, fields),
        _ => view! { <div class="ask"><p>{asked}</p></div> },
    }
}

/// A number that may be meant, as a button.
fn candidate(index: usize, candidate: &Candidate, draft: SentenceDraft) -> AnyView {
    let word = stretch(&draft.typed.get_untracked(), &candidate.at);
    let chosen = move || {
        let (of, which) = draft.which.get();
        which == index + 1 && of == draft.typed.get()
    };
    let choose = move || draft.which.set((draft.typed.get_untracked(), index + 1));
    view! {
        <button type="button" class="button small" aria-pressed=move || chosen().to_string()
            on:click=handler(move |_| choose())><bdi>{word}</bdi></button>
    }
}

/// So many in all, as a field and as a button with what its days hold.
fn how_many(ask: Ask, asked: String, draft: SentenceDraft, fields: Fields) -> AnyView {
    let measure = fields.measure;
    let all = Memo::new(move |_| occasions(&ask, draft, fields));
    let take = move |count: u32| {
        measure.kind.set("reach".to_string());
        measure.from.set(say::plain_number(0.0));
        measure.to.set(say::plain_number(f64::from(count)));
    };
    view! {
        <div class="ask"><p>{asked}</p>
            {move || all.get().map(|count| view! {
                <button type="button" class="button small" on:click=handler(move |_| take(count))>
                    {fill(t().n_in_all, &[&say::number(f64::from(count))])}
                </button>
            })}
        </div>
    }
}
