//! What the numbers of a sentence do in it: from where, to where, by how much, how many.

use std::ops::Range;

use super::super::words::{Verb, has};
use super::phrase::{Phrase, Sentence, skip_articles_back};
use super::{Verbs, Way};

/// What a number does, the surest first when two are compared by [`Figure::sureness`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "from 75 to 90": the phrases of both.
    FromTo(usize, usize),
    /// "between 5 and 10", "18–22".
    Between(usize, usize),
    /// "from 75", and no target.
    From,
    /// "to 90".
    To,
    /// "by 20 %", "+20 %", "20 % more", "×5": a change; which way its own words say.
    Change(Option<Way>),
    /// "of 9.0": a value to be reached or held.
    Of,
    /// "at least 500", without a preposition.
    Bound,
    /// "80 % of customers".
    Share,
    /// "90 %", "$5": a unit marks it.
    Marked,
    /// "3 new products": the noun that is counted.
    Count,
    /// Nothing says what it is.
    Bare,
}

/// A number in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub form: Form,
    /// The phrase with the value (the target, where there are two).
    pub phrase: usize,
    /// The tokens, with the preposition.
    pub tokens: Range<usize>,
    /// The title reads on without them.
    pub cuts: bool,
}

impl Figure {
    /// How surely its words make it the target.
    pub fn sureness(&self) -> u8 {
        match self.form {
            Form::FromTo(..) | Form::Between(..) => 5,
            Form::To | Form::Change(_) | Form::Bound => 4,
            Form::Of | Form::Share | Form::Marked | Form::From => 3,
            Form::Count => 2,
            Form::Bare => 1,
        }
    }
}

/// The figures of a sentence, in order.
pub(super) fn figures(sentence: Sentence, phrases: &[Phrase], verbs: &Verbs) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut skip = 0;
    for (at, phrase) in phrases.iter().enumerate() {
        if at < skip || phrase.aside {
            continue;
        }
        let pair = phrases
            .get(at + 1)
            .filter(|next| !next.aside)
            .and_then(|next| pair(sentence, phrase, next, verbs));
        let figure = match pair {
            Some(Pair { falls_back, between, begin }) => {
                skip = at + 2;
                let end = phrases.get(at + 1).map_or(phrase.tokens.end, |next| next.tokens.end);
                let (from, to) = if falls_back { (at + 1, at) } else { (at, at + 1) };
                let form = if between { Form::Between(from, to) } else { Form::FromTo(from, to) };
                Figure { form, phrase: to, tokens: begin..end, cuts: true }
            }
            None => alone(sentence, phrase, at, verbs),
        };
        figures.push(figure);
    }
    figures
}

struct Pair {
    falls_back: bool,
    between: bool,
    begin: usize,
}

/// Two numbers that belong together.
fn pair(sentence: Sentence, first: &Phrase, second: &Phrase, verbs: &Verbs) -> Option<Pair> {
    let words = sentence.words;
    let lead = lead(sentence, first);
    let gap = first.tokens.end..second.tokens.start;
    let joint = sentence.token(gap.start).filter(|_| gap.len() == 1);
    let arrow = joint.is_some_and(|token| token.is_mark(&['→', '➜', '⟶']));
    if is_range(sentence, first, second) && matches!(verbs.main, None | Some(Verb::Hold)) {
        return Some(Pair { falls_back: false, between: true, begin: first.tokens.start });
    }
    if arrow {
        let begin = lead.filter(|l| has(words.from, l.word)).map_or(first.tokens.start, |l| l.begin);
        return Some(Pair { falls_back: false, between: false, begin });
    }
    let second_lead = self::lead(sentence, second)?;
    let leads = |begin: usize| begin >= gap.start && begin <= gap.start + 4;
    // "from 2,000 visitors to 3,000", "from 80 % of the customers to 90 %"
    let plain = (gap.start..second_lead.begin)
        .all(|at| !sentence.word(at).is_empty() && words.verb(sentence.word(at)).is_none());
    if let Some(lead) = lead.filter(|_| leads(second_lead.begin) && plain) {
        if has(words.from, lead.word) && has(words.to, second_lead.word) {
            return Some(Pair { falls_back: false, between: false, begin: lead.begin });
        }
        // "to 90 from 75"; German "von" is "of" there ("auf 3 von 5 Sternen")
        let strict = has(words.from, second_lead.word) && !has(words.of, second_lead.word);
        if has(words.to, lead.word) && strict && second_lead.begin == gap.start {
            return Some(Pair { falls_back: true, between: false, begin: lead.begin });
        }
        if has(words.between, lead.word) && has(words.and, second_lead.word) && second_lead.begin == gap.start
        {
            return Some(Pair { falls_back: false, between: true, begin: lead.begin });
        }
    }
    None
}

/// "18–22".
pub(super) fn is_range(sentence: Sentence, first: &Phrase, second: &Phrase) -> bool {
    let gap = first.tokens.end..second.tokens.start;
    gap.len() == 1 && sentence.token(gap.start).is_some_and(|token| token.is_mark(&['-', '–', '—', '−']))
}

struct Lead<'a> {
    word: &'a str,
    begin: usize,
}

/// The word before a number phrase, over an article: "to", "en un".
fn lead<'a>(sentence: Sentence<'a>, phrase: &Phrase) -> Option<Lead<'a>> {
    let end = skip_articles_back(sentence, phrase.tokens.start);
    let begin = end.checked_sub(1)?;
    let word = sentence.tokens.get(begin).filter(|_| !sentence.is_taken(begin))?.word.as_str();
    (!word.is_empty()).then_some(Lead { word, begin })
}

fn alone(sentence: Sentence, phrase: &Phrase, at: usize, verbs: &Verbs) -> Figure {
    let words = sentence.words;
    let lead = lead(sentence, phrase);
    let word = lead.as_ref().map_or("", |lead| lead.word);
    let begin = lead.as_ref().map_or(phrase.tokens.start, |lead| lead.begin);
    let figure = |form, with_lead: bool, cuts| {
        let begin = if with_lead { begin } else { phrase.tokens.start };
        Figure { form, phrase: at, tokens: begin..phrase.tokens.end, cuts }
    };
    let changes = matches!(verbs.way, Some(Verb::Rise | Verb::Fall | Verb::Better));
    let by = has(words.by, word) || (has(words.by_or_at, word) && changes && verbs.main != Some(Verb::Hold));
    let behind_change = begin.checked_sub(1).and_then(|at| words.verb(sentence.word(at)));
    let of_change = has(words.of, word) && matches!(behind_change, Some(Verb::Rise | Verb::Fall));
    let change = phrase.change.or(noun_way(sentence, phrase)).or(phrase.signed.filter(|way| {
        // "−40,000" alone is a value, "−40 %" a change
        let held = verbs.main == Some(Verb::Hold) || phrase.bound.is_some() || has(words.of, word);
        !held && (*way == Way::Rise || phrase.percent || phrase.points)
    }));
    let is_target = has(words.to, word) || has(words.from, word);
    let article = phrase.tokens.start.checked_sub(1).is_some_and(|at| has(words.articles, sentence.word(at)));
    if by || of_change {
        return figure(Form::Change(change), true, by);
    }
    if (change.is_some() || phrase.times) && !is_target {
        // "+20 %" can be cut, "20 % more tickets" is part of the sentence
        let cuts = phrase.change.is_none() && (phrase.signed.is_some() || phrase.times);
        return figure(Form::Change(change), false, cuts && noun_way(sentence, phrase).is_none());
    }
    // Spanish: "aumentar las visitas un 20 %"
    if words.noun_first && article && phrase.percent && changes && !is_target && !has(words.of, word) {
        return figure(Form::Change(None), false, false);
    }
    // "a 90%" in English is an article
    if has(words.to, word) && !(has(words.articles, word)) {
        return figure(Form::To, true, true);
    }
    if is_share(sentence, phrase) {
        return figure(Form::Share, false, false);
    }
    let counted = phrase.unit.is_none() && noun(sentence, phrase.tokens.end).is_some();
    if has(words.from, word) && !has(words.of, word) {
        return figure(Form::From, true, true);
    }
    let holds = has(words.by_or_at, word) && verbs.main == Some(Verb::Hold);
    if (has(words.of, word) || holds) && !(counted && verbs.main == Some(Verb::Do)) {
        return figure(Form::Of, true, true);
    }
    if phrase.bound.is_some() {
        return figure(Form::Bound, false, !counted);
    }
    match (phrase.unit.is_some(), counted) {
        (true, _) => figure(Form::Marked, false, false),
        (false, true) => figure(Form::Count, false, false),
        (false, false) => figure(Form::Bare, false, false),
    }
}

/// "a 15 % increase in", "5X increase", "25 % sales increase": the noun says which way.
fn noun_way(sentence: Sentence, phrase: &Phrase) -> Option<Way> {
    if !phrase.percent && !phrase.times && !phrase.points {
        return None;
    }
    for at in phrase.tokens.end..phrase.tokens.end + 3 {
        match sentence.words.verb(sentence.word(at)) {
            // A German verb stands at the end and is no noun of the number: "20 % senken".
            Some(_) if sentence.words.verb_last && !is_capital(sentence, at) => return None,
            Some(Verb::Rise) => return Some(Way::Rise),
            Some(Verb::Fall) => return Some(Way::Fall),
            _ if sentence.words.is_small(sentence.word(at)) || sentence.word(at).is_empty() => return None,
            _ => {}
        }
    }
    None
}

fn is_capital(sentence: Sentence, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| sentence.slice(&token.at).starts_with(char::is_uppercase))
}

/// "80 % of customers", "90 % der Kunden", "el 90 % de los clientes".
fn is_share(sentence: Sentence, phrase: &Phrase) -> bool {
    let behind = sentence.word(phrase.tokens.end);
    let of = has(sentence.words.of, behind)
        || (sentence.words.noun_capital && has("der des aller unserer", behind))
        || (sentence.words.noun_capital && phrase.percent && is_capital(sentence, phrase.tokens.end));
    phrase.percent && !behind.is_empty() && of && !has("at", behind)
}

/// The noun that a number counts, and the token behind it.
pub(super) fn noun(sentence: Sentence, begin: usize) -> Option<(String, usize)> {
    let words = sentence.words;
    let mut last: Option<usize> = None;
    for at in begin..begin + 6 {
        let word = sentence.word(at);
        let verb = words.verb(word).is_some() && (words.verb_last || last.is_some());
        if word.is_empty() || words.is_small(word) || verb {
            break;
        }
        if has(words.new, word) || has(words.more, word) {
            continue;
        }
        if words.period(word).is_some() || words.rhythm(word).is_some() {
            break;
        }
        last = Some(at);
        // the noun is the first one written with a capital, or the first word where adjectives follow it
        if words.noun_first || (words.noun_capital && is_capital(sentence, at)) {
            break;
        }
    }
    let at = last?;
    let token = sentence.token(at)?;
    Some((sentence.slice(&token.at).to_string(), at + 1))
}
