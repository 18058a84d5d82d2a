//! The words of English, German and Spanish, as tables: what a word of a sentence says about its measure.
//!
//! A list is one string of words divided by spaces, in lower case and without accents. `increas*` stands for every word
//! that begins so, `*zeit` for every word that ends so. A template has alternatives `a|b`, optional words `[a]`, and
//! `@P` for a period, `@W` for a week or longer, `@N` for a count, `@D` a day, `@M` a month, `@T` a day of the month,
//! `@K` the number of a quarter, `@Q` "Q3", `@Y` a year.

mod de;
mod en;
mod es;

use crate::domain::Every;

/// A language of the sentences that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    English,
    German,
    Spanish,
}

/// What a verb, or the noun of one, asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Increase, grow.
    Rise,
    /// Reduce, cut.
    Fall,
    /// Improve: up or down, as the thing has it.
    Better,
    /// Maintain, keep.
    Hold,
    /// Achieve, reach.
    Reach,
    /// Make sure.
    Ensure,
    /// Launch, collect, close: things are counted from nothing.
    Do,
    /// Double, halve: the factor in tenths.
    Times(u8),
}

/// What is known of the thing that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// The less the better: times, complaints, costs.
    Lower,
    /// The more the better: revenue, satisfaction.
    Higher,
    /// Usually counted in %: rates and shares.
    Rate,
    /// Counted in points: scores.
    Score,
}

/// What a due phrase speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DueForm {
    /// The last day of the period that runs.
    EndOf,
    /// As above; the template is for one period that its words name.
    EndOfOne(Every),
    /// The period after that.
    Next,
    /// So many periods from now on.
    Within,
    /// The same words may give a change: "en 3 semanas".
    WithinOrBy,
    /// A day, month, quarter or year of the calendar.
    Named,
}

/// The tables of one language.
pub(super) struct Words {
    pub language: Language,
    /// One to twelve.
    pub numbers: [&'static str; 12],
    /// Zero; counts only where its place makes it a target.
    pub zero: &'static str,
    pub articles: &'static str,
    /// Articles that count 1 after a bound: "mindestens ein".
    pub ones: &'static str,
    /// Phrases that halve.
    pub half: &'static [&'static str],
    /// Words without a sense of their own here: they tell the language and end a noun.
    pub small: &'static str,
    pub verbs: &'static [(Verb, &'static str)],
    pub ensure: &'static [&'static str],
    pub things: &'static [(Thing, &'static str)],
    pub from: &'static str,
    pub to: &'static str,
    pub by: &'static str,
    /// Before a value that is to be reached or held: "of 9.0".
    pub of: &'static str,
    /// "en" in Spanish: by with a verb of change, else at.
    pub by_or_at: &'static str,
    pub between: &'static str,
    pub and: &'static str,
    pub new: &'static str,
    /// Phrases before and behind a number that make it a bound.
    pub at_least: &'static [&'static str],
    pub at_most: &'static [&'static str],
    pub or_more: &'static [&'static str],
    pub or_less: &'static [&'static str],
    /// "20 % more", "20 % fewer".
    pub more: &'static str,
    pub less: &'static str,
    pub times: &'static str,
    pub percent: &'static [&'static str],
    pub percentage_points: &'static [&'static str],
    pub points: &'static str,
    pub stars: &'static str,
    pub hours: &'static str,
    pub minutes: &'static str,
    pub seconds: &'static str,
    /// What a score without a unit is counted in.
    pub points_unit: &'static str,
    pub thousand: &'static str,
    pub million: &'static str,
    pub billion: &'static [&'static str],
    pub money: &'static [(&'static str, &'static str)],
    /// day, week, month, quarter, year.
    pub periods: [&'static str; 5],
    pub months: [&'static str; 12],
    /// "each @P".
    pub each: &'static [&'static str],
    /// daily, weekly, monthly, quarterly, yearly.
    pub rhythm: [&'static str; 5],
    pub due: &'static [(DueForm, &'static str)],
    /// "number of", and the count noun follows.
    pub number_of: &'static [&'static str],
    /// Adjectives follow their noun, so the first word names what is counted.
    pub noun_first: bool,
    /// Nouns are written with a capital.
    pub noun_capital: bool,
    /// Verbs stand at the end.
    pub verb_last: bool,
}

/// All languages, in the order in which they are tried.
pub(super) const ALL: [&Words; 3] = [&en::WORDS, &de::WORDS, &es::WORDS];

/// Whether a list holds a word.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list.split_ascii_whitespace().any(|entry| {
            if let Some(begin) = entry.strip_suffix('*') {
                word.starts_with(begin)
            } else if let Some(end) = entry.strip_prefix('*') {
                word.ends_with(end)
            } else {
                word == entry
            }
        })
}

impl Words {
    /// The verb that a word is.
    pub fn verb(&self, word: &str) -> Option<Verb> {
        self.verbs.iter().find(|(_, list)| has(list, word)).map(|(verb, _)| *verb)
    }

    /// The period that a word names.
    pub fn period(&self, word: &str) -> Option<Every> {
        self.periods.iter().zip(Every::ALL).find(|(list, _)| has(list, word)).map(|(_, every)| every)
    }

    /// The rhythm that an adjective names: "weekly".
    pub fn rhythm(&self, word: &str) -> Option<Every> {
        self.rhythm.iter().zip(Every::ALL).find(|(list, _)| has(list, word)).map(|(_, every)| every)
    }

    /// The number that a word spells, 0 to 12.
    pub fn number(&self, word: &str) -> Option<f64> {
        let spelled = self.numbers.iter().zip(1_u8..).find(|(list, _)| has(list, word));
        spelled.map(|(_, n)| f64::from(n)).or(has(self.zero, word).then_some(0.0))
    }

    /// Whether the word joins others and names nothing.
    pub fn is_small(&self, word: &str) -> bool {
        [
            self.small,
            self.articles,
            self.from,
            self.to,
            self.by,
            self.of,
            self.by_or_at,
            self.between,
            self.and,
        ]
        .iter()
        .any(|list| has(list, word))
    }

    /// How much a word speaks for this language.
    pub fn weight(&self, word: &str) -> u32 {
        let small = self.is_small(word) || self.verb(word).is_some();
        let other = self.things.iter().any(|(_, list)| has(list, word))
            || self.number(word).is_some()
            || self.period(word).is_some()
            || [self.new, self.more, self.less, self.stars, self.points, self.hours, self.minutes]
                .iter()
                .any(|list| has(list, word));
        u32::from(small) * 2 + u32::from(other)
    }
}
