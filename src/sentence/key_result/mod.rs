//! A key result as people type it becomes a measure as far as it is said, and questions for the rest.
//!
//! Owns [`read_key_result`]: which numbers of a sentence are baseline, target, change or bound, in English, German and
//! Spanish. Must not know screens or how a question is worded: an [`Ask`] is data. What has two readings is asked.

mod ask;
mod decide;
mod due_phrase;
mod figure;
mod phrase;
mod reading;
mod settle;
mod title;

use std::ops::Range;

use super::due::Due;
use super::lex::{Kind, Token, lex};
use super::number::NumberFormat;
use super::target::TypedTarget;
use super::unit::Unit;
use super::words::{ALL, Language, Thing, Verb, Words, has};
use crate::domain::{Every, Keep};

pub use ask::{Ask, Candidate};
pub use settle::Answers;

/// Up or down: which way is meant, or better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Way {
    Rise,
    Fall,
}

/// A measure as far as a sentence says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TypedMeasure {
    /// No number says how it is measured.
    Unknown,
    /// From a baseline to a target, each as far as it was said.
    Reach {
        /// The baseline; a count of new things begins at 0.
        from: Option<f64>,
        /// The target, relative ones as they were typed, signed by the verb.
        to: Option<TypedTarget>,
    },
    /// Inclusive bounds to hold.
    Keep(Keep),
}

/// What a stretch of the sentence was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The baseline.
    From,
    /// The target.
    To,
    /// A change relative to the baseline.
    Change,
    /// A lower bound.
    AtLeast,
    /// An upper bound.
    AtMost,
    /// The noun that is counted.
    Noun,
    /// The rhythm.
    Every,
    /// The due phrase.
    Due,
    /// The verb.
    Verb,
    /// A placeholder where a number should stand.
    Placeholder,
    /// A number that was seen and not used.
    Aside,
}

/// A stretch of the sentence that was read, for a screen that shows the parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Bytes of the sentence, on character boundaries; stretches are in order and never overlap.
    pub at: Range<usize>,
    /// What it was read as.
    pub role: Role,
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Parse {
    /// The language its words are of, where a word tells one.
    pub language: Option<Language>,
    /// The sentence without due phrase and figures, where it reads on without them.
    pub title: String,
    /// The measure as far as it is said.
    pub measure: TypedMeasure,
    /// What its values count.
    pub unit: Option<Unit>,
    /// "each quarter": how often it recurs. With a baseline of 0 the target counts the occurrences of one period.
    pub every: Option<Every>,
    /// By when.
    pub due: Option<Due>,
    /// Which way the verb says.
    pub way: Option<Way>,
    /// What was read where.
    pub reads: Vec<Read>,
    /// What must be asked, the first first. Empty: nothing is open.
    pub asks: Vec<Ask>,
}

/// The verbs that say what is wanted.
#[derive(Clone, Copy, Debug, Default)]
struct Verbs {
    /// The first verb of all.
    main: Option<Verb>,
    /// The first of Rise, Fall, Better and Times.
    way: Option<Verb>,
    /// Tokens of the main verb.
    at: Option<usize>,
}

/// Longer sentences are read up to here: nobody types more, and a pasted book must not keep the screen waiting.
const MOST_CHARS: usize = 600;

/// Reads a key result as a person types it. Numbers are read in `format`; the language is recognised from the words.
///
/// Never guesses: whatever is open stands in [`Parse::asks`]. [`Parse::settled`] makes the measure from the answers.
pub fn read_key_result(text: &str, format: NumberFormat) -> Parse {
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end).unwrap_or_default();
    let tokens = lex(text);
    let (words, language) = language_of(&tokens);
    let verbs = verbs_of(&tokens, words);
    decide::read(text, &tokens, words, language, verbs, format)
}

/// The language with the most words in the sentence; English where no word tells.
fn language_of(tokens: &[Token]) -> (&'static Words, Option<Language>) {
    let [mut best, ..] = ALL;
    let mut most = 0;
    for words in ALL {
        let weight = tokens.iter().filter(|t| t.kind == Kind::Word).map(|t| words.weight(&t.word)).sum();
        if weight > most {
            (best, most) = (words, weight);
        }
    }
    (best, (most > 0).then_some(best.language))
}

fn verbs_of(tokens: &[Token], words: &Words) -> Verbs {
    let mut verbs = Verbs::default();
    for (at, token) in tokens.iter().enumerate() {
        let ensures = words.ensure.iter().any(|phrase| {
            let mut ahead = tokens.iter().skip(at);
            phrase.split_ascii_whitespace().all(|word| ahead.next().is_some_and(|t| t.word == word))
        });
        let Some(verb) = ensures.then_some(Verb::Ensure).or_else(|| words.verb(&token.word)) else {
            continue;
        };
        if verbs.main.is_none() {
            (verbs.main, verbs.at) = (Some(verb), Some(at));
        }
        if matches!(verb, Verb::Rise | Verb::Fall | Verb::Better | Verb::Times(_)) {
            verbs.way = verbs.way.or(Some(verb));
        }
    }
    verbs
}

/// Which things the sentence names.
#[derive(Clone, Copy, Debug, Default)]
struct Things {
    lower: bool,
    higher: bool,
    rate: bool,
    score: bool,
}

impl Things {
    fn of(tokens: &[Token], words: &Words) -> Things {
        let named = |thing: Thing| {
            let lists = words.things.iter().filter(move |(t, _)| *t == thing);
            lists
                .flat_map(|(_, list)| tokens.iter().map(move |t| (list, t)))
                .any(|(list, t)| has(list, &t.word))
        };
        Things {
            lower: named(Thing::Lower),
            higher: named(Thing::Higher),
            rate: named(Thing::Rate),
            score: named(Thing::Score),
        }
    }

    /// Which way is better, where the words leave no doubt.
    fn better(self) -> Option<Way> {
        match (self.lower, self.higher) {
            (true, false) => Some(Way::Fall),
            (false, true) => Some(Way::Rise),
            _ => None,
        }
    }
}
