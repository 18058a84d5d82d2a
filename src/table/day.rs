//! A day as other tools write it.

use super::fitting::fitting;
use crate::domain::Date;

/// How the days of a column are written. A time behind the day is read over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// 2027-03-01, 2027/3/1, 2027.03.01.
    YearFirst,
    /// 1.3.2027, 01/03/2027.
    DayFirst,
    /// 3/1/2027.
    MonthFirst,
    /// Mar 1, 2027; 1 March 2027; 1. März 2027; 1 de marzo de 2027.
    Named,
}

/// The months as English, German and Spanish begin them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene"],
    &["feb"],
    &["mar", "mär"],
    &["apr", "abr"],
    &["may", "mai"],
    &["jun"],
    &["jul"],
    &["aug", "ago"],
    &["sep", "set"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "dic"],
];

impl DayForm {
    /// All forms, the plainest first.
    pub const ALL: [DayForm; 4] =
        [DayForm::YearFirst, DayForm::DayFirst, DayForm::MonthFirst, DayForm::Named];

    /// The day, where the text is one in this form and the calendar has it.
    pub fn read(self, text: &str) -> Option<Date> {
        match self {
            DayForm::Named => named(text),
            _ => {
                let text = without_time(text.trim());
                let mut parts = text.split(['-', '/', '.']);
                let (a, b, c) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
                if parts.next().is_some() {
                    return None;
                }
                let (year, month, day) = match self {
                    DayForm::YearFirst => (a, b, c),
                    DayForm::DayFirst => (c, b, a),
                    _ => (c, a, b),
                };
                date(year, month, day)
            }
        }
    }
}

/// The forms that fit a column of texts. None: it is no column of days. Several: somebody has to say which.
pub fn forms_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<DayForm> {
    fitting(&DayForm::ALL, texts.collect(), |form, text| form.read(text))
}

/// "2027-03-01T08:00:00Z" and "2027-03-01 08:00" are days too.
fn without_time(text: &str) -> &str {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let rest = text.get(day.len()..).unwrap_or_default().trim_start_matches(['T', ' ']);
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '+' | '-' | 'Z');
    let at_all =
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(is_time);
    if at_all { day } else { text }
}

/// Whole and short enough: "2027", "03".
fn number(text: &str) -> Option<u32> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Years are written out: "27" may be a day as well.
fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    (year >= 1000).then(|| Date::from_ymd(i32::try_from(year).ok()?, month, day)).flatten()
}

fn named(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && *word != "de").collect();
    let [a, b, year] = words.as_slice() else { return None };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), None) => (month, number(b)?),
        (None, Some(month)) => (month, number(a)?),
        _ => return None,
    };
    date(number(year)?, month, day)
}

fn month(word: &str) -> Option<u32> {
    let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    let letters = word.chars().all(char::is_alphabetic);
    let at = MONTHS.iter().position(begins).filter(|_| letters)?;
    u32::try_from(at + 1).ok()
}
