//! A sentence as tokens: words, digits, dates, names with digits in them ("Q3", "24/7"), and marks.
//!
//! Every token knows the bytes it stands in. Nothing is judged here; numbers are read later, in the notation of a locale.

use std::ops::Range;

use crate::domain::Date;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Letters, with hyphens and apostrophes inside: "team-building".
    Word,
    /// Digits with the signs inside them that divide thousands and parts.
    Digits,
    /// "2027-03-31", "31.12.2027".
    Day(Date),
    /// A name or an ordinal with digits in it: "Q3", "B2B", "24/7", "1st".
    Code,
    /// Anything else.
    Mark(char),
}

/// One token of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// The bytes it stands in.
    pub at: Range<usize>,
    pub kind: Kind,
    /// Letters in lower case and without accents, so that "próximo" and "proximo" are one word.
    pub word: String,
    /// No space stands before it.
    pub tight: bool,
}

impl Token {
    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(&mark))
    }
}

/// The tokens of a text, in order.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut at, mut tight) = (0, false);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            (at, tight) = (at + first.len_utf8(), false);
            continue;
        }
        let (kind, length) = token_at(rest, first);
        let end = at + length.max(first.len_utf8());
        let word = match kind {
            Kind::Word | Kind::Code => fold(text.get(at..end).unwrap_or_default()),
            _ => String::new(),
        };
        tokens.push(Token { at: at..end, kind, word, tight });
        (at, tight) = (end, true);
    }
    tokens
}

fn token_at(rest: &str, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() {
        return number_at(rest);
    }
    if matches!(first, 'x' | 'X')
        && rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    {
        return (Kind::Mark('×'), 1);
    }
    if first.is_alphanumeric() {
        let mut length = word_length(rest);
        // "v2.0"
        while rest.get(..length).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
            && rest.get(length..).is_some_and(|r| {
                let mut next = r.chars();
                next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit())
            })
        {
            length += 1 + rest.get(length + 1..).map_or(0, word_length);
        }
        let code = rest.get(..length).is_some_and(|word| word.contains(|c: char| c.is_numeric()));
        return (if code { Kind::Code } else { Kind::Word }, length);
    }
    const SPELLED: [(&str, char); 6] =
        [("-->", '→'), ("->", '→'), ("=>", '→'), ("⇒", '→'), (">=", '≥'), ("<=", '≤')];
    let spelled = SPELLED.iter().find(|(mark, _)| rest.starts_with(mark));
    spelled.map_or((Kind::Mark(first), first.len_utf8()), |(mark, meant)| (Kind::Mark(*meant), mark.len()))
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '-' | '‑' | '\'' | '’')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn number_at(rest: &str) -> (Kind, usize) {
    let length = digits_length(rest);
    let (digits, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let ends = |at: usize| !rest.get(at..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(day) = rest.get(..10).and_then(Date::parse).filter(|_| ends(10)) {
        return (Kind::Day(day), 10);
    }
    if let Some(day) = dotted_day(digits) {
        return (Kind::Day(day), length);
    }
    let mut next = behind.chars();
    if matches!(next.next(), Some('/' | ':')) && next.next().is_some_and(|c| c.is_ascii_digit()) {
        let more = behind.chars().take_while(|c| matches!(c, '/' | ':' | '.') || c.is_ascii_digit()).count();
        return (Kind::Code, length + more);
    }
    let letters = word_length(behind);
    let suffix = behind.get(..letters).unwrap_or_default();
    if matches!(fold(suffix).as_str(), "st" | "nd" | "rd" | "th" | "º" | "ª" | "er") {
        return (Kind::Code, length + letters);
    }
    (Kind::Digits, length)
}

/// Digits and the signs between them. A space joins only where it divides thousands: "1 234", not "5 2027".
fn digits_length(rest: &str) -> usize {
    let chars: Vec<(usize, char)> = rest.char_indices().take(64).collect();
    let digit = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let (mut end, mut run) = (0, 0);
    for (i, (at, c)) in chars.iter().enumerate() {
        if c.is_ascii_digit() {
            (end, run) = (at + 1, run + 1);
            continue;
        }
        let thousands = run <= 3 && (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
        let joins = match c {
            '.' | ',' => digit(i + 1),
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => thousands,
            _ => false,
        };
        if !joins {
            break;
        }
        run = 0;
    }
    // A number longer than any that can be kept is taken whole, and refused as one.
    if end >= 60 { rest.bytes().take_while(u8::is_ascii_digit).count().max(end) } else { end }
}

fn dotted_day(digits: &str) -> Option<Date> {
    let mut parts = digits.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = parts.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    if !shape {
        return None;
    }
    Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Lower case, and without the accents of the three languages.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'á' | 'à' | 'ä' => folded.push('a'),
            'é' | 'è' => folded.push('e'),
            'í' => folded.push('i'),
            'ó' | 'ö' => folded.push('o'),
            'ú' | 'ü' => folded.push('u'),
            'ñ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            '’' => folded.push('\''),
            '‑' => folded.push('-'),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        lex(text).iter().map(|token| &text[token.at.clone()]).collect()
    }

    #[test]
    fn tokens_keep_numbers_names_and_compounds_whole() {
        for (text, expected) in [
            ("from 1.5 to 0.5.", vec!["from", "1.5", "to", "0.5", "."]),
            ("1 234 567 users, 5 2027", vec!["1 234 567", "users", ",", "5", "2027"]),
            ("9.0+ 5X x5 ×5", vec!["9.0", "+", "5", "X", "x", "5", "×", "5"]),
            ("five-star 5-star Q3 24/7 1st", vec!["five-star", "5", "-", "star", "Q3", "24/7", "1st"]),
            ("75->90 ≥90%", vec!["75", "->", "90", "≥", "90", "%"]),
            ("bis 31.12.2027", vec!["bis", "31.12.2027"]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
        assert_eq!(lex("Próximo AÑO")[1].word, "ano");
    }
}
