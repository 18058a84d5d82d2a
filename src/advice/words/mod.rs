//! Words that the rules look for in what people typed, in English, German and Spanish.
//!
//! A list is one string of words divided by spaces, in lower case and without accents; `increas*` stands for every word
//! that begins so. All languages are looked through: a team may write in two, and a word that says nothing in one is
//! rarely the point in another.

mod de;
mod en;
mod es;

/// What a word is looked for as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Praise and things that could stand anywhere: "better", "performance".
    Vague,
    /// Words without a sense of their own: "the", "our".
    Small,
    /// Business as usual: "maintain", "weekly".
    Usual,
    /// A deed: "hold", "conduct".
    Activity,
    /// The noun of a deed: "workshop".
    Deed,
    /// Something put out: "launch", "publish".
    Output,
    /// What joins two things: "and".
    And,
    /// A count that looks good by itself: "visitors".
    Vanity,
    /// What makes a count tell something: "conversion", "rate", "per".
    Rate,
}

/// The lists of one language.
pub(super) struct Lists {
    pub vague: &'static str,
    pub small: &'static str,
    pub usual: &'static str,
    pub activity: &'static str,
    pub deed: &'static str,
    pub output: &'static str,
    pub and: &'static str,
    pub vanity: &'static str,
    pub rate: &'static str,
}

const ALL: [&Lists; 3] = [&en::LISTS, &de::LISTS, &es::LISTS];

/// The words of a text, in lower case and without accents, in their order.
pub(super) fn of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().flat_map(char::to_lowercase).map(plain).collect()).collect()
}

/// Whether a word (of [`of`]) stands in one of the lists.
pub(super) fn is(sort: Sort, word: &str) -> bool {
    let list = |lists: &'static Lists| match sort {
        Sort::Vague => lists.vague,
        Sort::Small => lists.small,
        Sort::Usual => lists.usual,
        Sort::Activity => lists.activity,
        Sort::Deed => lists.deed,
        Sort::Output => lists.output,
        Sort::And => lists.and,
        Sort::Vanity => lists.vanity,
        Sort::Rate => lists.rate,
    };
    let fits = |entry: &str| match entry.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == entry,
    };
    ALL.iter().any(|lists| list(lists).split_whitespace().any(fits))
}

/// A letter without its accent, of those that these languages have.
fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_three_languages_whatever_their_case_and_accents() {
        assert_eq!(of("Wöchentlich: ein Treffen!"), ["wochentlich", "ein", "treffen"]);
        for (sort, text) in [
            (Sort::Usual, "WEEKLY"),
            (Sort::Usual, "wöchentliche"),
            (Sort::Usual, "Mantener"),
            (Sort::Vague, "better"),
            (Sort::Vague, "besser"),
            (Sort::Vague, "mejor"),
            (Sort::Activity, "Durchführen"),
            (Sort::Output, "Lanzar"),
            (Sort::And, "und"),
            (Sort::Vanity, "Besucher"),
            (Sort::Rate, "Konversionsrate"),
            (Sort::Vanity, "seguidores"),
        ] {
            assert!(of(text).iter().all(|word| is(sort, word)), "{text}");
        }
        assert!(!is(Sort::Usual, "week") && !is(Sort::Vague, "ticket"));
    }

    #[test]
    fn every_list_is_in_lower_case_and_plain() {
        for lists in ALL {
            let of_okrs = [lists.vague, lists.small, lists.usual, lists.activity, lists.deed, lists.output];
            for list in of_okrs.into_iter().chain([lists.and, lists.vanity, lists.rate]) {
                for entry in list.split_whitespace() {
                    let word = entry.trim_end_matches('*');
                    assert_eq!(of(word), [word], "{entry}");
                }
            }
        }
    }
}
