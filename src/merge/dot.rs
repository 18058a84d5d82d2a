//! Dots and version vectors: the names of versions, and what a copy has seen of them.

use crate::ordered::Map;
use std::fmt;

use crate::domain::Id;

/// The name of one version: the `counter`-th edit as counted by the copy in which `replica` sat. Prints as `k3:17`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct Dot {
    pub replica: Id,
    pub counter: u64,
}

/// Highest counter that is read: exact in every JSON reader, and far from what edits can reach.
pub(super) const MOST: u64 = 1 << 52;

impl Dot {
    /// The dot spelled `text`.
    pub fn parse(text: &str) -> Option<Dot> {
        let (replica, digits) = text.split_once(':')?;
        let fits = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        let counter: u64 = digits.parse().ok().filter(|n| fits && (1..=MOST).contains(n))?;
        Some(Dot { replica: Id::parse(replica)?, counter })
    }
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.replica, self.counter)
    }
}

/// A version vector: the highest counter seen of each replica.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Seen(pub(super) Map<Id, u64>);

impl Seen {
    /// Whether a version has been seen (itself, or a later one of its replica).
    pub fn covers(&self, dot: &Dot) -> bool {
        self.0.get(&dot.replica).is_some_and(|counter| *counter >= dot.counter)
    }

    /// The counter of the next edit: one more than the largest of all.
    pub fn next(&self) -> u64 {
        self.0.values().max().map_or(1, |counter| counter + 1)
    }

    /// Notes a version as seen.
    pub fn add(&mut self, dot: &Dot) {
        let counter = self.0.or_default(dot.replica.clone());
        *counter = (*counter).max(dot.counter);
    }

    /// Notes all that another has seen: the pointwise maximum.
    pub fn join(&mut self, other: &Seen) {
        for (replica, counter) in &other.0 {
            let known = self.0.or_default(replica.clone());
            *known = (*known).max(*counter);
        }
    }

    /// Replicas and their highest counters.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, u64)> {
        self.0.iter().map(|(replica, counter)| (replica, *counter))
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_reads_what_it_prints_and_nothing_else() {
        assert_eq!(Dot::parse("k3:17").map(|d| d.to_string()).as_deref(), Some("k3:17"));
        for bad in
            ["", "k3", "k3:", ":1", "k3:0", "k3:01", "k3:-1", "k3:1.5", "k 3:1", "k3:99999999999999999999"]
        {
            assert_eq!(Dot::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_next_counter_is_above_all_replicas() {
        let mut seen = Seen::default();
        assert_eq!(seen.next(), 1);
        for dot in ["k3:40", "b8:8", "k3:7"] {
            seen.add(&Dot::parse(dot).expect("a dot"));
        }
        assert_eq!(seen.next(), 41);
        assert!(seen.covers(&Dot { replica: Id::parse("k3").expect("an id"), counter: 40 }));
        assert!(!seen.covers(&Dot { replica: Id::parse("b8").expect("an id"), counter: 9 }));
    }
}
