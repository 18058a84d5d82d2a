//! A number as people type it, in the notation of their locale.

use std::fmt;

/// The notation of a locale: what divides whole from part, and what divides thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// Divides whole from part: '.' or ','.
    pub decimal: char,
    /// Divides thousands: ',', '.', a space, '’'. Spaces and apostrophes of any width are read in every notation,
    /// because they divide thousands wherever they are used.
    pub group: char,
}

impl NumberFormat {
    /// 1,234.5 as in English.
    pub const POINT: NumberFormat = NumberFormat { decimal: '.', group: ',' };
    /// 1.234,5 as in German, Spanish or Indonesian.
    pub const COMMA: NumberFormat = NumberFormat { decimal: ',', group: '.' };
    /// 1 234,5 as in French, Polish or by ISO 80000.
    pub const SPACE: NumberFormat = NumberFormat { decimal: ',', group: '\u{202f}' };
}

/// A number that was typed, with what stood around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The value, finite. "12 %" is 12, "$1 million" is 1,000,000.
    pub value: f64,
    /// The sign that was typed, '+' or '−'.
    pub sign: Option<char>,
    /// A percent sign followed.
    pub percent: bool,
    /// The currency sign that stood before or behind it.
    pub currency: Option<char>,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Nothing was typed.
    Empty,
    /// There is no digit in it.
    NoDigits,
    /// A character that no number has, and its place (counted in characters from 0).
    Unexpected(char, usize),
    /// Thousands are not divided into threes, or not by the same sign throughout: "1,5" where the comma divides
    /// thousands, "1,234 567".
    BadGroups,
    /// Two decimal signs, or one with no digit behind it.
    BadDecimal,
    /// Too large to keep.
    TooLarge,
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NumberFault::Empty => f.write_str("nothing typed"),
            NumberFault::NoDigits => f.write_str("no digit"),
            NumberFault::Unexpected(c, at) => write!(f, "unexpected {c:?} at {at}"),
            NumberFault::BadGroups => f.write_str("thousands not divided into threes"),
            NumberFault::BadDecimal => f.write_str("decimal sign out of place"),
            NumberFault::TooLarge => f.write_str("too large"),
        }
    }
}

impl std::error::Error for NumberFault {}

/// Reads one number and nothing else: "1,234.5", "−3", "12 %", "$1 million", "1 234,5 €".
pub fn read_number(text: &str, format: NumberFormat) -> Result<Number, NumberFault> {
    let chars: Vec<char> = text.chars().collect();
    if chars.iter().all(|c| c.is_whitespace()) {
        return Err(NumberFault::Empty);
    }
    let first = chars.iter().position(char::is_ascii_digit).ok_or(NumberFault::NoDigits)?;
    let end = chars.iter().rposition(char::is_ascii_digit).map_or(chars.len(), |i| i + 1);
    // ".5" begins with its decimal sign
    let begin = if first > 0 && chars.get(first - 1) == Some(&format.decimal) { first - 1 } else { first };
    let (head, body, tail) = (&chars[..begin], &chars[begin..end], &chars[end..]);
    let (sign, before) = read_head(head)?;
    let (percent, behind, power) = read_tail(tail, end, format)?;
    if before.is_some() && (behind.is_some() || percent) {
        let at = end + tail.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        return Err(NumberFault::Unexpected(chars.get(at).copied().unwrap_or('%'), at));
    }
    let digits = plain_digits(body, begin, format)?;
    // read in one go with its power of ten, so that "1.1 million" is as exact as "1,100,000"
    let value: f64 = format!("{digits}e{power}").parse().map_err(|_| NumberFault::NoDigits)?;
    if !value.is_finite() {
        return Err(NumberFault::TooLarge);
    }
    let value = if sign == Some('−') && value != 0.0 { -value } else { value };
    Ok(Number { value, sign, percent, currency: before.or(behind) })
}

/// A sign and a currency, in either order, each at most once.
fn read_head(head: &[char]) -> Result<(Option<char>, Option<char>), NumberFault> {
    let (mut sign, mut currency) = (None, None);
    for (at, c) in head.iter().copied().enumerate() {
        match c {
            c if c.is_whitespace() => {}
            '+' if sign.is_none() => sign = Some('+'),
            '-' | '−' if sign.is_none() => sign = Some('−'),
            c if is_currency(c) && currency.is_none() => currency = Some(c),
            c => return Err(NumberFault::Unexpected(c, at)),
        }
    }
    Ok((sign, currency))
}

/// A multiplier in words, then a percent or currency sign: "k", "million", "%", "€", "million €".
fn read_tail(
    tail: &[char],
    at: usize,
    format: NumberFormat,
) -> Result<(bool, Option<char>, i32), NumberFault> {
    let text: String = tail.iter().collect();
    if tail.first() == Some(&format.decimal) {
        return Err(NumberFault::BadDecimal);
    }
    let rest = text.trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let power = match word.as_str() {
        "k" | "K" | "thousand" => 3,
        "M" | "mn" | "million" => 6,
        "bn" | "billion" => 9,
        _ => 0,
    };
    let behind = if power > 0 { rest.get(word.len()..).unwrap_or_default() } else { rest };
    let mut signs = behind.chars().filter(|c| !c.is_whitespace());
    let unexpected = |c: char| {
        let place = tail.iter().position(|t| *t == c).unwrap_or(0);
        Err(NumberFault::Unexpected(c, at + place))
    };
    match (signs.next(), signs.next()) {
        (None, _) => Ok((false, None, power)),
        (Some('%'), None) if power == 0 => Ok((true, None, 0)),
        (Some(c), None) if is_currency(c) => Ok((false, Some(c), power)),
        (Some('%'), Some(c)) | (Some(c), _) => unexpected(c),
    }
}

fn is_currency(c: char) -> bool {
    // the signs of Unicode's block "Currency Symbols" and the five that stand outside it
    matches!(c, '$' | '£' | '¥' | '¢' | '฿' | '\u{20a0}'..='\u{20c0}')
}

/// A sign that divides thousands in some locale and nothing else in any.
fn divides_thousands_everywhere(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// The digits with '.' as decimal sign and without groups.
fn plain_digits(body: &[char], begin: usize, format: NumberFormat) -> Result<String, NumberFault> {
    let mut whole = body;
    let mut part: &[char] = &[];
    if let Some(at) = body.iter().position(|c| *c == format.decimal) {
        (whole, part) = (&body[..at], &body[at + 1..]);
        if part.contains(&format.decimal) || part.is_empty() {
            return Err(NumberFault::BadDecimal);
        }
    }
    let divides = |c: char| c == format.group || divides_thousands_everywhere(c);
    if part.iter().any(|c| divides(*c)) {
        return Err(NumberFault::BadGroups);
    }
    let foreign = |c: &char| !c.is_ascii_digit() && *c != format.decimal && !divides(*c);
    if let Some(at) = body.iter().position(foreign) {
        return Err(NumberFault::Unexpected(body[at], begin + at));
    }
    let mut dividers = whole.iter().filter(|c| divides(**c));
    if let Some(divider) = dividers.next() {
        let groups: Vec<&[char]> = whole.split(|c| divides(*c)).collect();
        let (first, rest) = groups.split_first().ok_or(NumberFault::BadGroups)?;
        let threes = rest.iter().all(|g| g.len() == 3) && (1..=3).contains(&first.len());
        // "0,123" is a part of one somewhere else, no thousand here
        if !threes || first.first() == Some(&'0') || dividers.any(|d| d != divider) {
            return Err(NumberFault::BadGroups);
        }
    }
    let digits: String = whole.iter().filter(|c| c.is_ascii_digit()).collect();
    let part: String = part.iter().collect();
    Ok(format!("{digits}.{part}0"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str, format: NumberFormat) -> Result<f64, NumberFault> {
        read_number(text, format).map(|n| n.value)
    }

    #[test]
    fn numbers_are_read_in_the_notation_of_the_locale() {
        let (point, comma, space) = (NumberFormat::POINT, NumberFormat::COMMA, NumberFormat::SPACE);
        for (text, format, expected) in [
            ("0", point, 0.0),
            ("007", point, 7.0),
            ("1,234.5", point, 1234.5),
            ("1.234,5", comma, 1234.5),
            ("1 234,5", space, 1234.5),
            ("1\u{a0}234,5", space, 1234.5),
            ("1\u{202f}234\u{202f}567", space, 1_234_567.0),
            ("1’234.5", point, 1234.5),
            ("1'234.5", point, 1234.5),
            ("1 234.5", point, 1234.5),
            ("1,234", point, 1234.0),
            ("1,234", comma, 1.234),
            ("1.234", comma, 1234.0),
            ("1.234", point, 1.234),
            ("1234567", comma, 1_234_567.0),
            (".5", point, 0.5),
            ("-.5", point, -0.5),
            ("−3", point, -3.0),
            ("- 3", point, -3.0),
            ("-0", point, 0.0),
            ("+20", point, 20.0),
            ("  12 % ", point, 12.0),
            ("12%", point, 12.0),
            ("12,5\u{a0}%", comma, 12.5),
            ("$1 million", point, 1e6),
            ("-$5", point, -5.0),
            ("$-5", point, -5.0),
            ("1.1 million", point, 1_100_000.0),
            ("4,35 M €", comma, 4_350_000.0),
            ("2k", point, 2000.0),
            ("3 bn", point, 3e9),
            ("1 234,50 €", space, 1234.5),
            ("£10,000", point, 10_000.0),
        ] {
            assert_eq!(value(text, format), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn sign_percent_and_currency_are_told() {
        let number = |text| read_number(text, NumberFormat::POINT).expect("a number");
        assert_eq!(number("+20 %"), Number { value: 20.0, sign: Some('+'), percent: true, currency: None });
        assert_eq!(
            number("-$5"),
            Number { value: -5.0, sign: Some('−'), percent: false, currency: Some('$') }
        );
        assert_eq!(number("7"), Number { value: 7.0, sign: None, percent: false, currency: None });
    }

    #[test]
    fn nonsense_and_what_has_two_meanings_is_refused() {
        use NumberFault::*;
        let (point, comma) = (NumberFormat::POINT, NumberFormat::COMMA);
        for (text, format, fault) in [
            ("", point, Empty),
            ("   ", point, Empty),
            ("−", point, NoDigits),
            ("X", point, NoDigits),
            ("NaN", point, NoDigits),
            ("inf", point, NoDigits),
            ("1,5", point, BadGroups),
            ("1.5", comma, BadGroups),
            ("0,123", point, BadGroups),
            ("12,34", point, BadGroups),
            ("1,2345", point, BadGroups),
            ("1234,567", point, BadGroups),
            ("10,00,000", point, BadGroups),
            ("1,234 567", point, BadGroups),
            ("1,,234", point, BadGroups),
            ("1.234,567", point, BadGroups),
            ("1.5.2", point, BadDecimal),
            ("1.", point, BadDecimal),
            ("1,", point, Unexpected(',', 1)),
            (",5", point, Unexpected(',', 0)),
            ("--3", point, Unexpected('-', 1)),
            ("3-4", point, Unexpected('-', 1)),
            ("1e5", point, Unexpected('e', 1)),
            ("0x10", point, Unexpected('x', 1)),
            ("12 apples", point, Unexpected('a', 3)),
            ("12 %%", point, Unexpected('%', 3)),
            ("$5 €", point, Unexpected('€', 3)),
            ("5 m", point, Unexpected('m', 2)),
            ("(3)", point, Unexpected('(', 0)),
            ("١٢", point, NoDigits),
            ("2027-01-04", point, Unexpected('-', 4)),
        ] {
            assert_eq!(value(text, format), Err(fault), "{text:?}");
        }
        assert_eq!(value(&"9".repeat(400), point), Err(TooLarge));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(2027),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_a_locale_writes_it_reads(cents in -1_000_000_000_i64..1_000_000_000) {
            let whole = (cents.abs() / 100).to_string();
            for format in [NumberFormat::POINT, NumberFormat::COMMA, NumberFormat::SPACE] {
                let mut text = String::new();
                for (i, digit) in whole.chars().enumerate() {
                    if i > 0 && (whole.len() - i) % 3 == 0 {
                        text.push(format.group);
                    }
                    text.push(digit);
                }
                let sign = if cents < 0 { "−" } else { "" };
                let text = format!("{sign}{text}{}{:02}", format.decimal, cents.abs() % 100);
                prop_assert_eq!(value(&text, format), Ok(cents as f64 / 100.0), "{}", text);
            }
        }

        #[test]
        fn no_text_trips_the_reader(text in ".{0,12}") {
            for format in [NumberFormat::POINT, NumberFormat::COMMA, NumberFormat::SPACE] {
                if let Ok(number) = read_number(&text, format) {
                    prop_assert!(number.value.is_finite());
                }
            }
        }
    }
}
