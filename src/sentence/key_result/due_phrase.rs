//! Finds the due phrase and the rhythm of a sentence, and takes their words out of the search for figures.

use std::ops::Range;

use super::super::due::Due;
use super::super::lex::{Kind, Token};
use super::super::words::{DueForm, Words, has};
use crate::domain::{Date, Every};

/// What a template caught.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Caught {
    period: Option<Every>,
    count: Option<u32>,
    day: Option<Date>,
    quarter: Option<u32>,
    of_month: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
}

/// A due phrase and the tokens it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DuePhrase {
    pub due: Due,
    pub tokens: Range<usize>,
    /// The same words may give a change.
    pub or_by: bool,
}

/// The first due phrase: of those that begin at one word, the longest.
pub(super) fn find_due(text: &str, tokens: &[Token], words: &Words) -> Option<DuePhrase> {
    (0..tokens.len()).find_map(|begin| {
        let fits = words.due.iter().filter_map(|(form, template)| {
            let (end, caught) = fit(&elements(template), text, tokens, begin, words)?;
            let due = due_of(*form, caught)?;
            Some(DuePhrase { due, tokens: begin..end, or_by: *form == DueForm::WithinOrBy })
        });
        fits.max_by_key(|phrase| phrase.tokens.len())
    })
}

/// "each quarter", "per week": the rhythm and its tokens, outside of the due phrase.
pub(super) fn find_rhythm(
    text: &str,
    tokens: &[Token],
    words: &Words,
    taken: Option<&Range<usize>>,
) -> Option<(Every, Range<usize>)> {
    let free = |range: &Range<usize>| taken.is_none_or(|t| range.end <= t.start || range.start >= t.end);
    let mut found = None;
    for begin in 1..tokens.len() {
        // "3 posts a week", "2 per month", but not "for a year"
        let behind_noun = tokens.get(begin - 1).is_some_and(|t| match t.kind {
            Kind::Word => !words.is_small(&t.word),
            Kind::Digits => true,
            _ => t.is_mark(&['%', ')']),
        });
        if !behind_noun {
            continue;
        }
        for template in words.each {
            let Some((end, caught)) = fit(&elements(template), text, tokens, begin, words) else { continue };
            if let Some(every) = caught.period.filter(|_| free(&(begin..end))) {
                found = Some((every, begin..end));
            }
        }
    }
    found
}

fn due_of(form: DueForm, caught: Caught) -> Option<Due> {
    let within = || Some(Due::Within { count: caught.count?, every: caught.period? });
    match form {
        DueForm::EndOf => caught.period.map(Due::EndOf),
        DueForm::EndOfOne(every) => Some(Due::EndOf(every)),
        DueForm::Next => caught.period.map(Due::Next),
        DueForm::Within | DueForm::WithinOrBy => within(),
        DueForm::Named => match caught {
            Caught { day: Some(day), .. } => Some(Due::On(day)),
            Caught { quarter: Some(quarter), year, .. } => Some(Due::Quarter { quarter, year }),
            Caught { month: Some(month), of_month: day, year, .. } => Some(Due::Month { month, day, year }),
            Caught { year: Some(year), .. } => Some(Due::Year(year)),
            _ => None,
        },
    }
}

fn elements(template: &'static str) -> Vec<&'static str> {
    template.split_ascii_whitespace().collect()
}

/// Where a template fits from `at` on: the token behind it and what it caught.
fn fit(elements: &[&str], text: &str, tokens: &[Token], at: usize, words: &Words) -> Option<(usize, Caught)> {
    let Some((element, rest)) = elements.split_first() else { return Some((at, Caught::default())) };
    if let Some(optional) = element.strip_prefix('[').and_then(|e| e.strip_suffix(']')) {
        let mut with = vec![optional];
        with.extend_from_slice(rest);
        return fit(&with, text, tokens, at, words).or_else(|| fit(rest, text, tokens, at, words));
    }
    let token = tokens.get(at)?;
    let mut caught = Caught::default();
    match *element {
        "@P" => caught.period = Some(words.period(&token.word)?),
        "@W" => caught.period = Some(words.period(&token.word).filter(|every| *every != Every::Day)?),
        "@N" => caught.count = Some(count(text, token, words)?),
        "@D" => caught.day = if let Kind::Day(day) = token.kind { Some(day) } else { return None },
        "@T" => caught.of_month = Some(day_of_month(text, token)?),
        "@K" => caught.quarter = Some(count(text, token, words).filter(|n| *n <= 4)?),
        "." | "," => token.is_mark(&['.', ',']).then_some(())?,
        "@Q" => caught.quarter = Some(quarter(&token.word)?),
        "@M" => caught.month = Some(month(&token.word, words)?),
        "@Y" => caught.year = Some(year(text, token)?),
        literal => literal.split('|').find(|word| *word == token.word).map(|_| ())?,
    }
    let (end, more) = fit(rest, text, tokens, at + 1, words)?;
    let merged = Caught {
        period: caught.period.or(more.period),
        count: caught.count.or(more.count),
        day: caught.day.or(more.day),
        quarter: caught.quarter.or(more.quarter),
        of_month: caught.of_month.or(more.of_month),
        month: caught.month.or(more.month),
        year: caught.year.or(more.year),
    };
    Some((end, merged))
}

fn count(text: &str, token: &Token, words: &Words) -> Option<u32> {
    let digits = text.get(token.at.clone()).filter(|_| token.kind == Kind::Digits);
    let digits = digits.and_then(|digits| digits.parse::<u32>().ok());
    let spelled = || words.number(&token.word).map(|n| n as u32);
    digits.or_else(spelled).filter(|n| (1..=999).contains(n))
}

fn quarter(word: &str) -> Option<u32> {
    let n = word.strip_prefix('q').or_else(|| word.strip_prefix('t'))?.parse::<u32>().ok()?;
    (1..=4).contains(&n).then_some(n)
}

/// "31", "31st".
fn day_of_month(text: &str, token: &Token) -> Option<u32> {
    let typed = text.get(token.at.clone()).filter(|_| matches!(token.kind, Kind::Digits | Kind::Code))?;
    let digits = typed.trim_end_matches(char::is_alphabetic);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month(word: &str, words: &Words) -> Option<u32> {
    words.months.iter().zip(1..).find(|(list, _)| has(list, word)).map(|(_, n)| n)
}

fn year(text: &str, token: &Token) -> Option<i32> {
    let digits = text.get(token.at.clone()).filter(|digits| digits.len() == 4)?;
    digits.parse().ok().filter(|year| (1990..2200).contains(year))
}
