//! From figures to a measure: which one is the target, what the verb makes of it, and what stays open.

use std::ops::Range;

use super::super::lex::{Kind, Token};
use super::super::number::NumberFormat;
use super::super::words::{Language, Verb, Words, has};
use super::due_phrase::{find_due, find_rhythm};
use super::figure::{Figure, Form, figures, is_range};
use super::phrase::{Phrase, Sentence, phrases};
use super::reading::{Context, Reading, multiple, reading};
use super::{Ask, Candidate, Parse, Read, Role, Things, TypedMeasure, Verbs, Way, title};

pub(super) fn read(
    text: &str,
    tokens: &[Token],
    words: &Words,
    language: Option<Language>,
    verbs: Verbs,
    format: NumberFormat,
) -> Parse {
    let due = find_due(text, tokens, words).filter(|due| {
        // "reducir en 3 semanas": where no other number stands, it is the change
        let elsewhere = |(at, t): (usize, &Token)| t.kind == Kind::Digits && !due.tokens.contains(&at);
        let changes = matches!(verbs.way, Some(Verb::Rise | Verb::Fall));
        !(due.or_by && changes) || tokens.iter().enumerate().any(elsewhere)
    });
    let rhythm = find_rhythm(text, tokens, words, due.as_ref().map(|due| &due.tokens));
    let taken: Vec<Range<usize>> = due
        .iter()
        .map(|due| due.tokens.clone())
        .chain(rhythm.iter().map(|(_, range)| range.clone()))
        .collect();
    let sentence = Sentence { text, tokens, words, format, taken: &taken };
    let phrases = phrases(sentence);
    let context = Context {
        sentence,
        phrases: &phrases,
        verbs,
        things: Things::of(tokens, words),
        every: rhythm.as_ref().map(|(every, _)| *every),
    };
    let mut reads = Reads::new(sentence);
    reads.put(Role::Due, due.iter().map(|due| due.tokens.clone()));
    reads.put(Role::Every, rhythm.iter().map(|(_, range)| range.clone()));
    let choice = choose(&context, figures(sentence, &phrases, &verbs));
    let Outcome { reading, asks, cut } = outcome(&context, choice, &mut reads);
    reads.put(Role::Verb, verbs.at.map(|at| at..at + 1));
    reads.put(Role::Aside, phrases.iter().filter(|p| !p.spelled).map(|p| p.tokens.clone()));
    let mut cuts: Vec<Range<usize>> = due.iter().map(|due| due.tokens.clone()).chain(cut).collect();
    cuts.sort_by_key(|range| range.start);
    let cuts: Vec<Range<usize>> = cuts.iter().filter_map(|range| bytes(tokens, range)).collect();
    Parse {
        language,
        title: title::without(text, &cuts),
        measure: reading.measure,
        unit: reading.unit,
        every: context.every.or(reading.every),
        due: due.map(|due| due.due),
        way: context.way(),
        reads: reads.done(),
        asks,
    }
}

/// The bytes of a run of tokens.
fn bytes(tokens: &[Token], range: &Range<usize>) -> Option<Range<usize>> {
    let last = tokens.get(range.end.checked_sub(1)?)?;
    Some(tokens.get(range.start)?.at.start..last.at.end)
}

/// Which figure is the target.
enum Choice {
    Nothing,
    One(Figure),
    /// Several, and nothing says which.
    Several(Vec<Figure>),
    /// One outcome on either side of an "and".
    Two(usize),
}

fn choose(context: &Context, mut figures: Vec<Figure>) -> Choice {
    let phrase = |figure: &Figure| context.phrases.get(figure.phrase);
    let spelled = |figure: &Figure| phrase(figure).is_some_and(|p| p.spelled);
    let digits = figures.iter().any(|figure| !spelled(figure));
    figures.retain(|figure| {
        // "time to resolve one ticket": a number word counts only where its place makes it a figure
        let one = phrase(figure).is_some_and(|p| p.value == Ok(1.0));
        let counts = context.verbs.main == Some(Verb::Do) || context.every.is_some();
        !spelled(figure)
            || figure.sureness() >= 3
            || (!digits && figure.form == Form::Count && (!one || counts))
    });
    if unpaired_range(context) {
        return Choice::Several(figures);
    }
    if figures.iter().any(|figure| figure.form == Form::Share) {
        // "95 % of calls in under 30 seconds": the bound says of which calls
        let percent = |figure: &Figure| phrase(figure).is_some_and(|p| p.percent);
        figures.retain(|f| {
            f.form == Form::Share || !matches!(f.form, Form::Bound | Form::Marked | Form::Of) || percent(f)
        });
    }
    let best = figures.iter().map(Figure::sureness).max().unwrap_or(0);
    let top: Vec<&Figure> = figures.iter().filter(|figure| figure.sureness() == best).collect();
    let rivals = if best <= 3 { figures.iter().filter(|f| f.sureness() < best).count() } else { 0 };
    match (top.as_slice(), rivals) {
        ([], _) => Choice::Nothing,
        ([one], 0) => Choice::One((*one).clone()),
        ([first, second], 0) => match and_between(context, first, second) {
            Some(and) => Choice::Two(and),
            None => Choice::Several(figures),
        },
        _ => Choice::Several(figures),
    }
}

/// "sign 3-5 partners", "3 to 5 studies": two numbers with a dash or "to" between them that are no bounds.
fn unpaired_range(context: &Context) -> bool {
    let words = context.sentence.words;
    context.phrases.iter().zip(context.phrases.iter().skip(1)).any(|(first, second)| {
        let gap = first.tokens.end..second.tokens.start;
        let joined = gap.len() == 1 && has(words.to, context.sentence.word(gap.start));
        let lead = first.tokens.start.checked_sub(1).map_or("", |at| context.sentence.word(at));
        let leads = [words.from, words.between, words.of].iter().any(|list| has(list, lead));
        let holds = matches!(context.verbs.main, None | Some(Verb::Hold));
        let free = !words.is_small(lead) || has(words.and, lead);
        (joined && !leads && free) || (is_range(context.sentence, first, second) && !holds)
    })
}

/// The "and" between two figures that each have a thing of their own.
fn and_between(context: &Context, first: &Figure, second: &Figure) -> Option<usize> {
    let words = context.sentence.words;
    (first.tokens.end..second.tokens.start)
        .find(|at| has(words.and, context.sentence.word(*at)))
        .filter(|and| has_object(context, and + 1..second.tokens.start) || second.form == Form::Count)
}

struct Outcome {
    reading: Reading,
    asks: Vec<Ask>,
    cut: Option<Range<usize>>,
}

fn outcome(context: &Context, choice: Choice, reads: &mut Reads) -> Outcome {
    let tokens = context.sentence.tokens;
    let split = |and: usize| {
        let parts = [bytes(tokens, &(0..and)), bytes(tokens, &(and + 1..tokens.len()))];
        let [Some(first), Some(second)] = parts else { return None };
        Some(Ask::TwoInOne([first, second]))
    };
    let unknown = |asks: Vec<Ask>| Outcome { reading: Reading::unknown(), asks, cut: None };
    let mut found = match choice {
        Choice::Nothing => match context.verbs.main {
            Some(Verb::Times(tenths)) => {
                let reading = multiple(context, f64::from(tenths) / 10.0);
                reads.put(Role::Change, context.verbs.at.map(|at| at..at + 1));
                Outcome { asks: reading.asks.clone(), reading, cut: None }
            }
            _ => match half(context.sentence) {
                Some(half) => {
                    let reading = multiple(context, 0.5);
                    reads.put(Role::Change, Some(half.clone()));
                    Outcome { asks: reading.asks.clone(), reading, cut: Some(half) }
                }
                None => unknown(vec![without_figure(context, reads)]),
            },
        },
        Choice::Two(and) => {
            let mut asks: Vec<Ask> = split(and).into_iter().collect();
            asks.push(Ask::WhichNumber(Vec::new()));
            return unknown(asks);
        }
        Choice::Several(figures) => unknown(vec![Ask::WhichNumber(candidates(context, &figures))]),
        Choice::One(figure) => {
            let reading = reading(context, &figure);
            reads.figure(context, &figure, &reading);
            let end = reading.noun.unwrap_or(figure.tokens.end);
            let cut = figure.cuts.then_some(figure.tokens.start..end);
            Outcome { asks: reading.asks.clone(), reading, cut }
        }
    };
    if let Some(hint) = two_in_one(context, &found).and_then(split) {
        found.asks.push(hint);
    }
    found
}

/// "by half".
fn half(sentence: Sentence) -> Option<Range<usize>> {
    (0..sentence.tokens.len()).find_map(|at| {
        sentence.words.half.iter().find_map(|phrase| sentence.words_at(at, phrase)).map(|end| at..end)
    })
}

fn candidates(context: &Context, figures: &[Figure]) -> Vec<Candidate> {
    let candidate = |figure: &Figure| {
        let tokens = &context.phrases.get(figure.phrase)?.tokens;
        let Reading { measure, unit, .. } = reading(context, figure);
        Some(Candidate { at: bytes(context.sentence.tokens, tokens)?, measure, unit })
    };
    figures.iter().filter_map(candidate).collect()
}

/// What to ask where no number stands.
fn without_figure(context: &Context, reads: &mut Reads) -> Ask {
    let Sentence { text, tokens, words, .. } = context.sentence;
    for (at, token) in tokens.iter().enumerate() {
        let typed = text.get(token.at.clone()).unwrap_or_default();
        let percent = tokens.get(at + 1).is_some_and(|next| next.is_mark(&['%']));
        let letters = matches!(typed, "X" | "XX" | "XXX" | "XY" | "N" | "NN" | "TBD" | "tbd" | "xx" | "xxx")
            || (percent && matches!(typed, "x" | "n" | "y"));
        let blank = token.is_mark(&['_', '…']) || (token.is_mark(&['?', '#']) && !token.tight);
        if letters || blank {
            reads.put(Role::Placeholder, Some(at..at + 1));
            return Ask::Placeholder(token.at.clone());
        }
    }
    // "5-star reviews", "(90 %)": seen, but not surely the target
    let asides = context.phrases.iter().enumerate().filter(|(_, p)| p.aside && !p.spelled);
    let figure = |(phrase, p): (usize, &Phrase)| Figure {
        form: Form::Marked,
        phrase,
        tokens: p.tokens.clone(),
        cuts: false,
    };
    let asides: Vec<Figure> = asides.map(figure).collect();
    if !asides.is_empty() {
        return Ask::WhichNumber(candidates(context, &asides));
    }
    let does = context.verbs.main == Some(Verb::Do);
    let rhythm = context.every.or_else(|| tokens.iter().find_map(|t| words.rhythm(&t.word)));
    if let Some(every) = rhythm.filter(|_| does) {
        return Ask::HowMany(every);
    }
    let behind_verb = context.verbs.at.map_or(0, |at| at + 1);
    let article = |at: usize| tokens.get(at).is_some_and(|t| has(words.articles, &t.word));
    let single = article(behind_verb) || (words.verb_last && article(0));
    if does && single { Ask::YesOrNo } else { Ask::NotMeasurable }
}

/// The "and" that joins two deeds, each with a thing of its own: "launch a portal and collect 500 reviews".
fn two_in_one(context: &Context, found: &Outcome) -> Option<usize> {
    if found.reading.measure == TypedMeasure::Unknown {
        return None;
    }
    let Sentence { tokens, words, .. } = context.sentence;
    let verb = |at: usize| tokens.get(at).and_then(|t| words.verb(&t.word)).is_some();
    (0..tokens.len()).find(|and| {
        let joins = has(words.and, context.sentence.word(*and))
            && !found.cut.as_ref().is_some_and(|cut| cut.contains(and))
            && (0..*and).any(verb);
        // "resolve and close tickets" is one deed with two verbs
        let deed = if words.verb_last {
            (and + 1..tokens.len()).any(verb)
        } else {
            verb(and + 1) && !verb(and.saturating_sub(1))
        };
        joins && deed && has_object(context, 0..*and) && has_object(context, and + 1..tokens.len())
    })
}

fn has_object(context: &Context, range: Range<usize>) -> bool {
    let words = context.sentence.words;
    range.into_iter().any(|at| {
        let word = context.sentence.word(at);
        !word.is_empty()
            && !words.is_small(word)
            && words.verb(word).is_none()
            && words.period(word).is_none()
    })
}

/// Collects what was read where.
struct Reads<'a> {
    sentence: Sentence<'a>,
    reads: Vec<Read>,
}

impl<'a> Reads<'a> {
    fn new(sentence: Sentence<'a>) -> Reads<'a> {
        Reads { sentence, reads: Vec::new() }
    }

    /// A stretch, unless some of it was read as something else already.
    fn put(&mut self, role: Role, ranges: impl IntoIterator<Item = Range<usize>>) {
        for range in ranges {
            let Some(at) = bytes(self.sentence.tokens, &range) else { continue };
            if self.reads.iter().all(|read| at.end <= read.at.start || at.start >= read.at.end) {
                self.reads.push(Read { at, role });
            }
        }
    }

    fn figure(&mut self, context: &Context, figure: &Figure, reading: &Reading) {
        let tokens = |at: usize| context.phrases.get(at).map(|phrase: &Phrase| phrase.tokens.clone());
        match figure.form {
            Form::FromTo(from, to) => {
                self.put(Role::From, tokens(from));
                self.put(Role::To, tokens(to));
            }
            Form::Between(low, high) => {
                self.put(Role::AtLeast, tokens(low));
                self.put(Role::AtMost, tokens(high));
            }
            form => {
                let role = match (form, reading.measure) {
                    (Form::From, _) => Role::From,
                    (Form::Change(_), _) => Role::Change,
                    (_, TypedMeasure::Keep(keep)) if keep.at_least.is_some() => Role::AtLeast,
                    (_, TypedMeasure::Keep(_)) => Role::AtMost,
                    _ => Role::To,
                };
                self.put(role, tokens(figure.phrase));
            }
        }
        self.put(Role::Noun, reading.noun.and_then(|end| Some(end.checked_sub(1)?..end)));
    }

    fn done(mut self) -> Vec<Read> {
        self.reads.sort_by_key(|read| read.at.start);
        self.reads
    }
}

impl Context<'_> {
    /// Which way the verb says.
    pub(super) fn way(&self) -> Option<Way> {
        match self.verbs.way {
            Some(Verb::Rise) => Some(Way::Rise),
            Some(Verb::Fall) => Some(Way::Fall),
            Some(Verb::Times(tenths)) => Some(if tenths > 10 { Way::Rise } else { Way::Fall }),
            _ => None,
        }
    }
}
