//! A number and what belongs to it: sign, currency, unit, bound ("at least", "or above"), "more" and "fewer".

use std::ops::Range;

use super::super::lex::{Kind, Token};
use super::super::number::{NumberFault, NumberFormat, read_number};
use super::super::unit::{Unit, UnitKind};
use super::super::words::{Words, has};
use super::Way;
use crate::domain::Every;

/// A bound said beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    AtMost,
}

/// A number with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The value as typed, with its sign, or why it can't be read.
    pub value: Result<f64, NumberFault>,
    /// '+' or '−' was typed.
    pub signed: Option<Way>,
    pub percent: bool,
    /// "points" or "percentage points": a change by them is one in the unit.
    pub points: bool,
    /// "×5", "5x", "5 times", "tenfold".
    pub times: bool,
    pub bound: Option<Bound>,
    /// "20 % more", "30 % fewer".
    pub change: Option<Way>,
    pub unit: Option<Unit>,
    /// A number word: it counts only where its place says that it is one.
    pub spelled: bool,
    /// Part of a name or a condition: "5-star", "(4 stars and above)".
    pub aside: bool,
}

/// What every reader of a sentence needs.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a Words,
    pub format: NumberFormat,
    /// The tokens of the due phrase: its numbers are no figures.
    pub taken: &'a [Range<usize>],
}

impl Sentence<'_> {
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| !self.is_taken(at))
    }

    pub fn is_taken(&self, at: usize) -> bool {
        self.taken.iter().any(|range| range.contains(&at))
    }

    pub fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.word.as_str())
    }

    /// The bytes of a run of tokens.
    pub fn token_bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let begin = self.tokens.get(tokens.start).map_or(0, |token| token.at.start);
        let last = tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        begin..last.map_or(begin, |token| token.at.end.max(begin))
    }

    pub fn slice(&self, at: &Range<usize>) -> &str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    /// The token behind a phrase of words that begins at `at`.
    pub fn words_at(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for word in phrase.split_ascii_whitespace() {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    fn longest_at(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.words_at(at, phrase)).max()
    }

    /// Where a phrase of words begins that ends before `end`.
    fn longest_before(&self, end: usize, phrases: &[&str]) -> Option<usize> {
        let begins = phrases.iter().filter_map(|phrase| {
            let begin = end.checked_sub(phrase.split_ascii_whitespace().count())?;
            self.words_at(begin, phrase).map(|_| begin)
        });
        begins.min()
    }
}

/// All numbers of a sentence, in order.
pub(super) fn phrases(sentence: Sentence) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let (mut depth, mut last) = (0_i32, 0);
    for (at, token) in sentence.tokens.iter().enumerate() {
        if token.is_mark(&['(', '[']) {
            depth += 1;
        } else if token.is_mark(&[')', ']']) {
            depth -= 1;
        }
        if at < last || sentence.is_taken(at) {
            continue;
        }
        if let Some(mut phrase) = phrase_at(sentence, at) {
            phrase.aside |= depth > 0;
            last = phrase.tokens.end;
            // what stands before a number may already belong to the one before it
            let floor = found.last().map_or(0, |before| before.tokens.end);
            phrase.tokens.start = phrase.tokens.start.max(floor);
            found.push(phrase);
        }
    }
    found
}

fn phrase_at(sentence: Sentence, at: usize) -> Option<Phrase> {
    let (token, words) = (sentence.token(at)?, sentence.words);
    let spelled = words.number(&token.word).filter(|_| token.kind == Kind::Word);
    let mut before = before(sentence, at);
    let one = has(words.ones, &token.word) && before.bound.is_some() && before.begin < at;
    let (value, spelled) = match (token.kind == Kind::Digits, spelled) {
        (true, _) => (None, false),
        (false, Some(n)) => (Some(n), true),
        (false, None) if one && followed_by_noun(sentence, at) => (Some(1.0), true),
        _ => return None,
    };
    let behind = behind(sentence, at, before.money.is_some());
    let typed = value.map_or_else(|| sentence.slice(&token.at).to_string(), |n| n.to_string());
    let format = if spelled { NumberFormat::POINT } else { sentence.format };
    let read = read_number(&format!("{typed}{}", behind.power), format).map(|number| number.value);
    let falls = before.sign == Some(Way::Fall);
    let unit = before.money.take().or(behind.unit);
    Some(Phrase {
        tokens: before.begin..behind.end,
        value: read.map(|value| if falls && value != 0.0 { -value } else { value }),
        signed: before.sign,
        percent: behind.percent,
        points: behind.points,
        times: before.times || behind.times,
        bound: before.bound.or(behind.bound),
        change: behind.change,
        unit,
        spelled,
        aside: behind.aside,
    })
}

fn followed_by_noun(sentence: Sentence, at: usize) -> bool {
    let word = sentence.word(at + 1);
    !word.is_empty() && !sentence.words.is_small(word)
}

struct Before {
    begin: usize,
    sign: Option<Way>,
    money: Option<Unit>,
    times: bool,
    bound: Option<Bound>,
}

/// Sign, currency and bound before the number.
fn before(sentence: Sentence, at: usize) -> Before {
    let mut before = Before { begin: at, sign: None, money: None, times: false, bound: None };
    while let Some(previous) = before.begin.checked_sub(1) {
        let Some(token) = sentence.token(previous) else { break };
        let Kind::Mark(mark) = token.kind else { break };
        let free = !token.tight || previous.checked_sub(1).is_none_or(|p| sentence.word(p).is_empty());
        match mark {
            '+' if before.sign.is_none() && free => before.sign = Some(Way::Rise),
            '-' | '−' | '–' if before.sign.is_none() && !joins_numbers(sentence, previous) && free => {
                before.sign = Some(Way::Fall);
            }
            '×' => before.times = true,
            '≥' | '>' => before.bound = Some(Bound::AtLeast),
            '≤' | '<' => before.bound = Some(Bound::AtMost),
            c if is_money(c) && before.money.is_none() => {
                before.money = Some(Unit::new(UnitKind::Money, &c.to_string()));
            }
            _ => break,
        }
        before.begin = previous;
    }
    let words = sentence.words;
    // "x 5" with a space
    let small_x = |x: &usize| sentence.token(*x).is_some_and(|token| sentence.slice(&token.at) == "x");
    if let Some(x) = before.begin.checked_sub(1).filter(small_x) {
        (before.times, before.begin) = (true, x);
    }
    let end = skip_articles_back(sentence, before.begin);
    for (bound, phrases) in [(Bound::AtMost, words.at_most), (Bound::AtLeast, words.at_least)] {
        for end in [before.begin, end] {
            // "no more than" ends with "more than": the longer one is meant
            if let Some(begin) = sentence.longest_before(end, phrases).filter(|b| *b < before.begin) {
                (before.begin, before.bound) = (begin, Some(bound));
            }
        }
    }
    before
}

/// "18–22", "5 - 10": the dash stands between two numbers.
fn joins_numbers(sentence: Sentence, dash: usize) -> bool {
    let Some(left) = dash.checked_sub(1).and_then(|left| sentence.token(left)) else { return false };
    let number_like = left.kind == Kind::Digits || left.is_mark(&['%', '+']) || is_money_token(left);
    number_like && sentence.token(dash + 1).is_some_and(|right| right.kind == Kind::Digits)
}

fn is_money_token(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(c) if is_money(c))
}

pub(super) fn skip_articles_back(sentence: Sentence, end: usize) -> usize {
    match end.checked_sub(1) {
        Some(article) if has(sentence.words.articles, sentence.word(article)) => article,
        _ => end,
    }
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '€' | '₹' | '\u{20a0}'..='\u{20c0}')
}

struct Behind {
    end: usize,
    /// " million" in the spelling that numbers are read in.
    power: &'static str,
    percent: bool,
    points: bool,
    times: bool,
    bound: Option<Bound>,
    change: Option<Way>,
    unit: Option<Unit>,
    aside: bool,
}

/// Multiplier, unit, "+", "more" and bound behind the number.
fn behind(sentence: Sentence, at: usize, money: bool) -> Behind {
    let mut behind = Behind {
        end: at + 1,
        power: "",
        percent: false,
        points: false,
        times: false,
        bound: None,
        change: None,
        unit: None,
        aside: false,
    };
    let words = sentence.words;
    read_power(sentence, &mut behind, money);
    read_unit(sentence, &mut behind);
    let next = sentence.token(behind.end);
    if next.is_some_and(|token| token.tight && token.is_mark(&['+'])) {
        (behind.bound, behind.end) = (Some(Bound::AtLeast), behind.end + 1);
        read_unit(sentence, &mut behind);
    }
    for (bound, phrases) in [(Bound::AtLeast, words.or_more), (Bound::AtMost, words.or_less)] {
        if let Some(end) = sentence.longest_at(behind.end, phrases) {
            // "at least" behind a number belongs to the next one where one follows
            let next = sentence.token(end).is_some_and(|token| token.kind == Kind::Digits);
            if !next {
                (behind.bound, behind.end) = (Some(bound), end);
                return behind;
            }
        }
    }
    for (way, list) in [(Way::Rise, words.more), (Way::Fall, words.less)] {
        if behind.change.is_none() && has(list, sentence.word(behind.end)) {
            (behind.change, behind.end) = (Some(way), behind.end + 1);
        }
    }
    behind
}

fn read_power(sentence: Sentence, behind: &mut Behind, money: bool) {
    let (words, at) = (sentence.words, behind.end);
    let Some(token) = sentence.token(at) else { return };
    let letter = sentence.slice(&token.at);
    let billion = words.billion.iter().filter_map(|phrase| sentence.words_at(at, phrase)).max();
    let (power, end) = if let Some(end) = billion {
        (" bn", end)
    } else if has(words.million, &token.word) || (letter == "M" || (money && letter == "m")) {
        (" million", at + 1)
    } else if has(words.thousand, &token.word) && (token.word != "k" || token.tight) {
        ("k", at + 1)
    } else {
        return;
    };
    (behind.power, behind.end) = (power, end);
    // "1,5 millones de euros"
    if words.noun_first && sentence.word(end) == "de" {
        behind.end += 1;
    }
    // "4,5 Mio. €"
    if sentence.token(end).is_some_and(|dot| dot.tight && dot.is_mark(&['.']))
        && sentence.token(end + 1).is_some()
    {
        behind.end += 1;
    }
}

fn read_unit(sentence: Sentence, behind: &mut Behind) {
    let (words, at) = (sentence.words, behind.end);
    let Some(token) = sentence.token(at) else { return };
    let word = token.word.as_str();
    if token.is_mark(&['%']) || words.percent.iter().any(|p| sentence.words_at(at, p).is_some()) {
        let end = words.percent.iter().find_map(|p| sentence.words_at(at, p)).unwrap_or(at + 1);
        (behind.percent, behind.end) = (true, end);
        behind.unit = Some(Unit::new(UnitKind::Percent, "%"));
        if has(words.points, sentence.word(end)) {
            (behind.points, behind.percent, behind.end) = (true, false, end + 1);
        }
        return;
    }
    if let Some(end) = words.percentage_points.iter().find_map(|p| sentence.words_at(at, p)) {
        (behind.points, behind.end) = (true, end);
        behind.unit = Some(Unit::new(UnitKind::Percent, "%"));
    } else if token.is_mark(&['×']) || has(words.times, word) || (word == "x" && token.tight) {
        (behind.times, behind.end) = (true, at + 1);
    } else if let Kind::Mark(c) = token.kind
        && is_money(c)
    {
        (behind.unit, behind.end) = (Some(Unit::new(UnitKind::Money, &c.to_string())), at + 1);
    } else if let Some((_, sign)) = words.money.iter().find(|(list, _)| has(list, word)) {
        (behind.unit, behind.end) = (Some(Unit::new(UnitKind::Money, sign)), at + 1);
    } else if let Some(unit) = named_unit(sentence, at) {
        behind.points = unit.kind == UnitKind::Points;
        (behind.unit, behind.end) = (Some(unit), at + 1);
    } else if token.tight && token.is_mark(&['-', '‑']) && sentence.token(at + 1).is_some_and(|t| t.tight) {
        compound(sentence, behind, at + 1);
    } else if token.tight && matches!(token.kind, Kind::Word | Kind::Code) {
        // "5G", "3D": part of a name
        behind.aside = true;
    }
}

/// "2-hour", "10-fold": a value; "5-star": a name.
fn compound(sentence: Sentence, behind: &mut Behind, at: usize) {
    if let Some(unit) = named_unit(sentence, at).filter(Unit::is_time) {
        (behind.unit, behind.end) = (Some(unit), at + 1);
    } else if sentence.word(at) == "fold" || has(sentence.words.times, sentence.word(at)) {
        (behind.times, behind.end) = (true, at + 1);
    } else {
        behind.aside = true;
    }
}

fn named_unit(sentence: Sentence, at: usize) -> Option<Unit> {
    let words = sentence.words;
    let token = sentence.token(at).filter(|token| token.kind == Kind::Word)?;
    let typed = sentence.slice(&token.at);
    for (list, kind, text) in [
        (words.hours, UnitKind::Hours, "h"),
        (words.minutes, UnitKind::Minutes, "min"),
        (words.seconds, UnitKind::Seconds, "s"),
        (words.stars, UnitKind::Stars, typed),
        (words.points, UnitKind::Points, typed),
    ] {
        // "s", "h" stand right behind their number; elsewhere they are letters
        if has(list, &token.word) && (token.word.len() > 1 || token.tight || kind != UnitKind::Seconds) {
            return Some(Unit::new(kind, text));
        }
    }
    let kind = match words.period(&token.word)? {
        Every::Day => UnitKind::Days,
        Every::Week => UnitKind::Weeks,
        Every::Month => UnitKind::Months,
        Every::Quarter => UnitKind::Quarters,
        Every::Year => UnitKind::Years,
    };
    Some(Unit::new(kind, typed))
}
