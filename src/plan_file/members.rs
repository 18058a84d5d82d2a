//! Writing one object of a file: members in their fixed order, the kept ones back in their places.

use crate::ordered::{Map, Set};

use super::Tree;
use crate::domain::{Date, Id, Kept, Rank};

/// An object that is being written.
pub(super) struct Members<'k> {
    kept: &'k [Kept],
    within: String,
    slots: Vec<(&'static str, Option<Tree>)>,
}

impl<'k> Members<'k> {
    /// The object at the path `within` of a record that kept these members.
    pub(super) fn of(kept: &'k [Kept], within: impl Into<String>) -> Members<'k> {
        Members { kept, within: within.into(), slots: Vec::with_capacity(16) }
    }

    /// A member, or the place where it would stand.
    pub(super) fn put(mut self, name: &'static str, value: Option<Tree>) -> Members<'k> {
        self.slots.push((name, value));
        self
    }

    /// The object with its kept members: each behind the member it followed, or behind where that would stand; one
    /// that followed nothing known stands last.
    pub(super) fn done(self) -> Tree {
        Tree::Object(self.into_members())
    }

    pub(super) fn into_members(self) -> Vec<(String, Tree)> {
        let mut out: Vec<(String, Tree)> = Vec::with_capacity(self.slots.len());
        let mine: Vec<&Kept> = self.kept.iter().filter(|k| k.within == self.within).collect();
        if mine.is_empty() {
            out.extend(self.slots.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))));
            return out;
        }
        let mut followers: Map<&str, Vec<&Kept>> = Map::new();
        for kept in &mine {
            followers.or_default(&kept.after).push(kept);
        }
        let mut written: Set<&str> = self.slots.iter().map(|(name, _)| *name).collect();
        let mut follow = |first: Vec<&'k Kept>, out: &mut Vec<(String, Tree)>| {
            let mut waiting = first;
            waiting.reverse();
            while let Some(kept) = waiting.pop() {
                if written.insert(&kept.name) {
                    out.push((kept.name.clone(), value_of(kept)));
                    waiting.extend(followers.remove(kept.name.as_str()).into_iter().flatten().rev());
                }
            }
        };
        let behind = |name: &str| mine.iter().filter(|k| k.after == name).copied().collect::<Vec<_>>();
        follow(behind(""), &mut out);
        for (name, value) in self.slots {
            out.extend(value.map(|value| (name.to_string(), value)));
            follow(behind(name), &mut out);
        }
        follow(mine.clone(), &mut out);
        out
    }
}

fn value_of(kept: &Kept) -> Tree {
    Tree::parse(kept.text.as_bytes()).unwrap_or_else(|_| Tree::text(kept.text.clone()))
}

pub(super) fn text(value: &str) -> Option<Tree> {
    Some(Tree::text(value))
}

pub(super) fn text_if(value: &Option<String>) -> Option<Tree> {
    value.as_ref().map(Tree::text)
}

pub(super) fn id(value: &Id) -> Option<Tree> {
    Some(Tree::text(value.as_str()))
}

pub(super) fn id_if(value: &Option<Id>) -> Option<Tree> {
    value.as_ref().and_then(id)
}

pub(super) fn date(value: Date) -> Option<Tree> {
    Some(Tree::text(value.to_string()))
}

pub(super) fn rank_if(value: &Option<Rank>) -> Option<Tree> {
    value.as_ref().map(|rank| Tree::text(rank.as_str()))
}

pub(super) fn confidence_if(value: Option<u8>) -> Option<Tree> {
    value.map(|confidence| Tree::number(f64::from(confidence)))
}

/// An object of entries; none where there are no entries.
pub(super) fn map_if<K: ToString>(entries: impl IntoIterator<Item = (K, Tree)>) -> Option<Tree> {
    let members: Vec<_> = entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    (!members.is_empty()).then_some(Tree::Object(members))
}
