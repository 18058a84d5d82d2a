//! JSON as an ordered tree that keeps what typed reading would lose: the order of members, the digits of numbers,
//! members that nobody knows and members that stand twice.

use super::finding::Findings;
use super::place::Place;
use super::{Finding, Number, Reason};
use crate::ordered::order_of;

/// A JSON value. Members keep their order; a name may stand twice, which reading a plan finds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// A text.
    pub fn text(text: impl Into<String>) -> Tree {
        Tree::Text(text.into())
    }

    /// A number as Cairn writes it. What is not finite has no number and becomes `null`, which no reader accepts.
    pub fn number(value: f64) -> Tree {
        Number::from_value(value).map_or(Tree::Null, Tree::Number)
    }

    /// An object of members in their order.
    pub fn object<N: Into<String>>(members: impl IntoIterator<Item = (N, Tree)>) -> Tree {
        Tree::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The members of an object.
    pub fn members(&self) -> Option<&[(String, Tree)]> {
        if let Tree::Object(members) = self { Some(members) } else { None }
    }

    /// The items of an array.
    pub fn items(&self) -> Option<&[Tree]> {
        if let Tree::Array(items) = self { Some(items) } else { None }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Tree::Text(text) = self { Some(text) } else { None }
    }

    /// The finite value, where it is a number that has one.
    pub fn as_number(&self) -> Option<f64> {
        if let Tree::Number(number) = self { number.value() } else { None }
    }

    /// The first member of that name.
    pub fn member(&self, name: &str) -> Option<&Tree> {
        self.members()?.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// How many arrays and objects lie one in the other: 0 for a scalar.
    pub fn depth(&self) -> usize {
        let deepest = match self {
            Tree::Array(items) => items.iter().map(Tree::depth).max(),
            Tree::Object(members) => members.iter().map(|(_, value)| value.depth()).max(),
            _ => return 0,
        };
        1 + deepest.unwrap_or(0)
    }

    /// Every member that stands more than once in its object.
    pub(crate) fn duplicates(&self) -> Vec<Finding> {
        let findings = Findings::default();
        self.note_duplicates(&findings);
        findings.into_parts().0
    }

    /// Notes every member that stands more than once in its object, with its place.
    pub(super) fn note_duplicates(&self, findings: &Findings) {
        self.note_duplicates_at(&Place::TOP, findings);
    }

    fn note_duplicates_at(&self, place: &Place<'_>, findings: &Findings) {
        match self {
            Tree::Object(members) => {
                // By their hashes first: texts are compared only where those are the same.
                let names: Vec<(u64, &str)> =
                    members.iter().map(|(name, _)| (hash(name), name.as_str())).collect();
                let order = order_of(names.len(), &|a, b| names[a].cmp(&names[b]));
                for (at, next) in order.iter().zip(order.iter().skip(1)) {
                    let name = names[*at].1;
                    if names[*at] == names[*next] {
                        let at = || {
                            Finding::new(place.at(name).to_string(), "the member twice", Reason::DuplicateKey)
                        };
                        findings.add_with(at);
                    }
                }
                for (name, value) in members.iter().filter(|(_, value)| value.holds_others()) {
                    value.note_duplicates_at(&place.at(name), findings);
                }
            }
            Tree::Array(items) => {
                for (i, item) in items.iter().enumerate().filter(|(_, item)| item.holds_others()) {
                    item.note_duplicates_at(&place.at(&i.to_string()), findings);
                }
            }
            _ => {}
        }
    }

    fn holds_others(&self) -> bool {
        matches!(self, Tree::Array(_) | Tree::Object(_))
    }
}

/// FNV-1a: it only brings the same names side by side, so an adversary's collisions cost no more than comparing them.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
