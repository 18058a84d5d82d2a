//! Ids of records: what a plan file may use as a key, and nothing about how one is minted.

use std::fmt;
use std::sync::Arc;

/// The id of a record: 1 to 64 characters of `A–Z a–z 0–9 _ -`, the first a letter or digit.
///
/// Cloning shares the text. An id never carries meaning; a prefix such as `o_` only helps people who read files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id spelled `text`, or `None` where the text is no id.
    pub fn parse(text: &str) -> Option<Id> {
        let mut bytes = text.bytes();
        let first_fits = bytes.next().is_some_and(|b| b.is_ascii_alphanumeric());
        let rest_fits = bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        (first_fits && rest_fits && text.len() <= 64).then(|| Id(text.into()))
    }

    /// An id `<prefix>_<ten characters>` from 64 bits of randomness (the domain has no source of its own).
    pub fn from_random(prefix: &str, random: u64) -> Id {
        Id(format!("{prefix}_{}", random_word(random)).into())
    }

    /// The id as it is spelled in a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Ten characters (50 bits) of an alphabet without look-alikes, for ids and replica names.
pub fn random_word(random: u64) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..10).map(|i| char::from(ALPHABET[(random >> (5 * i)) as usize & 31])).collect()
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_plain_and_begins_with_a_letter_or_digit() {
        for good in ["a", "0", "o_4fz1k8w2pc", "A-b_9", &"x".repeat(64)] {
            assert_eq!(Id::parse(good).map(|id| id.to_string()), Some(good.to_string()));
        }
        for bad in ["", "_a", "-a", "a b", "ä", "a/b", "a.b", &"x".repeat(65)] {
            assert_eq!(Id::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_random_id_is_an_id() {
        let id = Id::from_random("k", u64::MAX);
        assert_eq!(Id::parse(id.as_str()), Some(id));
    }
}
