//! A key result typed as one sentence: what was read of it is shown, what is open is asked, and the fields below follow
//! until a person touches them.

mod asks;
mod follow;
mod words;

use leptos::prelude::*;

use self::asks::Asks;
pub use self::follow::Fields;
use super::words::{date_or_none, parse_number};
use crate::browser::locale;
use crate::domain::Keep;
use crate::sentence::{Answers, Ask, Days, Parse, Question, TypedMeasure, Way, read_key_result};
use crate::ui::text::t;
use crate::ui::view::{live, view};
use crate::ui::widget::TextField;

/// The sentence and the answers to what it leaves open.
#[derive(Clone, Copy)]
pub struct SentenceDraft {
    /// The sentence as it is typed.
    pub typed: RwSignal<String>,
    /// Which candidate was chosen, and of which sentence.
    which: RwSignal<(String, usize)>,
    way: RwSignal<String>,
    hold: RwSignal<String>,
    change: RwSignal<String>,
    yes: RwSignal<bool>,
    /// The sentence before it was split, and its second part.
    split: RwSignal<Option<(String, String)>>,
    /// The days of the cycle.
    cycle: Option<Days>,
    /// What is read of it.
    parse: Memo<Option<Parse>>,
}

impl SentenceDraft {
    /// A draft that begins with `typed`, in a cycle of these days.
    pub fn new(typed: String, cycle: Option<Days>) -> SentenceDraft {
        let typed = RwSignal::new(typed);
        let parse = Memo::new(move |_| {
            let text = typed.get();
            (!text.trim().is_empty()).then(|| read_key_result(text.trim(), locale::number_format()))
        });
        SentenceDraft {
            typed,
            which: RwSignal::default(),
            way: RwSignal::default(),
            hold: RwSignal::default(),
            change: RwSignal::default(),
            yes: RwSignal::new(false),
            split: RwSignal::new(None),
            cycle,
            parse,
        }
    }

    /// The parse with the candidate that was chosen.
    fn chosen(&self) -> Option<Parse> {
        let mut parse = self.parse.get()?;
        let which = self.which.get();
        let index = which.1.checked_sub(1).filter(|_| which.0 == self.typed.get());
        let candidate = parse.asks.iter().find_map(|ask| match ask {
            Ask::WhichNumber(candidates) => candidates.get(index?).cloned(),
            _ => None,
        });
        if let Some(candidate) = candidate {
            (parse.measure, parse.unit) = (candidate.measure, candidate.unit);
            parse.asks.retain(|ask| !matches!(ask, Ask::WhichNumber(_)));
        }
        Some(parse)
    }

    /// What was answered, but for what the fields hold.
    fn answers(&self) -> Answers {
        let way = match self.way.get().as_str() {
            "rise" => Some(Way::Rise),
            "fall" => Some(Way::Fall),
            _ => None,
        };
        let of = |value: RwSignal<String>, yes: &str| {
            let value = value.get();
            (!value.is_empty()).then(|| value == yes)
        };
        Answers { way, hold: of(self.hold, "hold"), change: of(self.change, "by"), ..Answers::default() }
    }

    /// What must be asked, in the order of the sentence; what only the answers bring up comes last.
    fn asks(&self) -> Vec<Ask> {
        let Some(parse) = self.parse.get() else { return Vec::new() };
        let mut asks = parse.asks.clone();
        let split = asks.iter().any(Ask::is_hint);
        asks.retain(|ask| !(split && *ask == Ask::WhichNumber(Vec::new())));
        let next = self.chosen().and_then(|parse| parse.settled(&self.answers()).err());
        let baseline = Ask::Resolve(Question::Baseline);
        let then = (next == Some(Ask::Resolve(Question::PointsOrPercent))).then(|| baseline.clone());
        for ask in next.into_iter().chain(then) {
            let known =
                asks.iter().any(|known| std::mem::discriminant(known) == std::mem::discriminant(&ask));
            let resolves = matches!(ask, Ask::Resolve(_)) && !asks.contains(&ask);
            if !known || resolves {
                asks.push(ask);
            }
        }
        // a value without a baseline is asked for once, whichever way it came up
        asks.dedup();
        asks
    }

    /// The question that keeps the sentence from being a measure, in words.
    pub fn open(&self) -> Option<String> {
        let parse = untrack(|| self.chosen())?;
        let answers = untrack(|| self.answers());
        let ask =
            parse.answered(&answers).err().filter(|ask| *ask != Ask::YesOrNo || !self.yes.get_untracked());
        ask.map(|ask| words::question(&ask, &self.typed.get_untracked()))
    }

    /// The second part of a sentence that was split.
    pub fn second(&self) -> Option<String> {
        self.split.get_untracked().map(|(_, second)| second)
    }

    /// The measure as far as the sentence and the answers say it.
    fn measure(&self, parse: &Parse) -> Option<TypedMeasure> {
        match parse.answered(&self.answers()) {
            Ok(TypedMeasure::Unknown | TypedMeasure::Keep(Keep { at_least: None, at_most: None })) => None,
            Ok(measure) => Some(measure),
            Err(Ask::Target | Ask::Fault(_)) => Some(parse.measure),
            Err(_) => None,
        }
    }
}

/// The sentence, what was read of it, and what it leaves open.
#[component]
pub fn SentenceField(draft: SentenceDraft, fields: Fields, autofocus: bool) -> impl IntoView {
    follow::follow(draft, fields);
    let parse_line = move || {
        draft.parse.get()?;
        let line = words::read_as(draft, fields);
        Some(view! { <p class="parse"><span class="soft">{t().read_as}</span>" "<b>{line}</b></p> })
    };
    view! {
        <div class="sentence">
            <TextField label=t().sentence value=draft.typed autofocus=autofocus hint=t().sentence_hint />
            <div aria-live="polite">{live(parse_line)}</div>
            <Asks draft=draft fields=fields />
        </div>
    }
}

/// The days that a thing that recurs is counted over: the key result's own, or else the cycle's.
fn days_of(draft: SentenceDraft, fields: Fields) -> Option<Days> {
    let _ = (fields.from.get(), fields.to.get());
    let (from, to) = (date_or_none(fields.from), date_or_none(fields.to));
    let from = from.or(draft.cycle.map(|days| days.from))?;
    let to = to.or(draft.cycle.map(|days| days.to))?;
    (from <= to).then_some(Days { from, to })
}

/// A number that was typed into a field, where it is one.
fn typed_number(value: RwSignal<String>) -> Option<f64> {
    parse_number(t().from, value.get().trim()).ok()
}
