//! Reading one object of a file: members by name, each checked, the unknown ones kept, everything wrong collected.

use crate::ordered::{Map, Set, sort_by};

use super::finding::{Findings, described};
use super::members;
use super::place::Place;
use super::{DEPTH_TO_KEEP, Expected, Finding, Reason, Tree};
use crate::domain::{Date, Id, Kept, Rank};

/// An object that is being read.
pub(super) struct Fields<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) findings: &'a Findings,
    members: &'a [(String, Tree)],
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The object at a place, or a finding where something else stands there.
    pub(super) fn of(tree: &'a Tree, place: &'a Place<'a>, findings: &'a Findings) -> Option<Fields<'a>> {
        let Some(members) = tree.members() else {
            add(findings, place, tree, Reason::WrongType(Expected::Object));
            return None;
        };
        Some(Fields { place, findings, members, known: Vec::new() })
    }

    /// The member as it stands; `null` is a finding.
    pub(super) fn take(&mut self, name: &'static str) -> Option<&'a Tree> {
        self.known.push(name);
        let (_, tree) = self.members.iter().find(|(n, _)| n == name)?;
        if *tree == Tree::Null {
            self.wrong(name, tree, Reason::Null);
            return None;
        }
        Some(tree)
    }

    /// A member that may be missing.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Tree) -> Result<T, Reason>,
    ) -> Option<T> {
        let tree = self.take(name)?;
        read(tree).map_err(|reason| self.wrong(name, tree, reason)).ok()
    }

    /// A member that may not be missing.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Tree) -> Result<T, Reason>,
    ) -> Option<T> {
        self.demand(name);
        self.optional(name, read)
    }

    /// Notes that a required member is missing.
    pub(super) fn demand(&self, name: &'static str) {
        if !self.members.iter().any(|(n, _)| n == name) {
            self.findings.add(Finding::new(self.place.at(name).to_string(), "missing", Reason::Missing));
        }
    }

    /// An object of entries whose names are values themselves (ids, dates).
    pub(super) fn map<K: Ord, V>(
        &mut self,
        name: &'static str,
        key: impl Fn(&str) -> Result<K, Reason>,
        mut value: impl FnMut(&Tree, &Place<'_>) -> Option<V>,
    ) -> Map<K, V> {
        let mut map = Map::new();
        let Some(tree) = self.take(name) else { return map };
        let place = self.place.at(name);
        let Some(entries) = tree.members() else {
            self.wrong(name, tree, Reason::WrongType(Expected::Object));
            return map;
        };
        for (name, tree) in entries {
            let place = place.at(name);
            let key = key(name).map_err(|reason| {
                self.findings.add_with(|| Finding::new(place.to_string(), format!("\"{name}\""), reason));
            });
            if let (Ok(key), Some(value)) = (key, value(tree, &place)) {
                map.insert(key, value);
            }
        }
        map
    }

    /// Notes what is wrong with a member.
    pub(super) fn wrong(&self, name: &str, found: &Tree, reason: Reason) {
        add(self.findings, &self.place.at(name), found, reason);
    }

    /// Notes what is wrong with the object as a whole.
    pub(super) fn wrong_here(&self, found: impl Into<String>, reason: Reason) {
        self.findings.add(Finding::new(self.place.to_string(), found, reason));
    }

    /// Keeps every member that was not asked for, each with the one it followed.
    pub(super) fn keep_rest(&self, kept: &mut Vec<Kept>) {
        if self.members.iter().all(|(name, _)| self.known.contains(&name.as_str())) {
            return;
        }
        let within = self.place.within();
        let mut after = "";
        for (name, tree) in self.members {
            if !self.known.contains(&name.as_str()) {
                if tree.depth() > DEPTH_TO_KEEP {
                    self.wrong(name, tree, Reason::TooDeepToKeep);
                }
                kept.push(Kept {
                    within: within.clone(),
                    after: after.to_string(),
                    name: name.clone(),
                    text: tree.compact(),
                });
            }
            // "" means "the first": what follows a member of that name is kept beside it, behind the same one
            if !name.is_empty() {
                after = name;
            }
        }
    }
}

/// Notes what is wrong at a place.
pub(super) fn add(findings: &Findings, place: &Place<'_>, found: &Tree, reason: Reason) {
    let reason = if *found == Tree::Null { Reason::Null } else { reason };
    findings.add_with(|| Finding::new(place.to_string(), described(found), reason));
}

/// Reads an entry of a map with a reader of scalars.
pub(super) fn entry<'f, T>(
    findings: &'f Findings,
    read: impl Fn(&Tree) -> Result<T, Reason> + 'f,
) -> impl FnMut(&Tree, &Place<'_>) -> Option<T> + 'f {
    move |tree, place| read(tree).map_err(|reason| add(findings, place, tree, reason)).ok()
}

/// The order in which kept members lie in memory; where they stood in the file is theirs to know.
pub(super) fn sorted(mut kept: Vec<Kept>) -> Vec<Kept> {
    sort_by(&mut kept, |a, b| (&a.within, &a.name).cmp(&(&b.within, &b.name)));
    kept
}

pub(super) fn text(tree: &Tree) -> Result<String, Reason> {
    tree.as_text().map(str::to_string).ok_or(Reason::WrongType(Expected::Text))
}

pub(super) fn id(tree: &Tree) -> Result<Id, Reason> {
    id_key(tree.as_text().ok_or(Reason::WrongType(Expected::Text))?)
}

pub(super) fn id_key(text: &str) -> Result<Id, Reason> {
    Id::parse(text).ok_or(Reason::NotAnId)
}

pub(super) fn date(tree: &Tree) -> Result<Date, Reason> {
    date_key(tree.as_text().ok_or(Reason::WrongType(Expected::Text))?)
}

pub(super) fn date_key(text: &str) -> Result<Date, Reason> {
    Date::parse(text).ok_or(Reason::NotADate)
}

pub(super) fn rank(tree: &Tree) -> Result<Rank, Reason> {
    Rank::parse(tree.as_text().ok_or(Reason::WrongType(Expected::Text))?).ok_or(Reason::NotARank)
}

/// An instant of RFC 3339 in UTC, as it is spelled.
pub(crate) fn instant(tree: &Tree) -> Result<String, Reason> {
    let text = tree.as_text().ok_or(Reason::WrongType(Expected::Text))?;
    if is_instant(text) { Ok(text.to_string()) } else { Err(Reason::NotAnInstant) }
}

/// `YYYY-MM-DDTHH:MM:SS`, perhaps a fraction, `Z`. A minute may have its 60th second.
pub(crate) fn is_instant(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    let Some(time) = time.strip_suffix('Z') else { return false };
    let (clock, fraction) = time.split_once('.').map_or((time, None), |(c, f)| (c, Some(f)));
    let parts: Vec<&str> = clock.split(':').collect();
    let two_digits = |part: &&str, most: u32| {
        part.len() == 2 && digits(part) && part.parse().is_ok_and(|n: u32| n <= most)
    };
    let clock_fits =
        parts.len() == 3 && parts.iter().zip([23, 59, 60]).all(|(part, most)| two_digits(part, most));
    let fraction_fits = fraction.is_none_or(|f| !f.is_empty() && f.len() <= 9 && digits(f));
    Date::parse(day).is_some() && clock_fits && fraction_fits
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn number(tree: &Tree) -> Result<f64, Reason> {
    match tree {
        Tree::Number(number) => number.value().ok_or(Reason::NotFinite),
        _ => Err(Reason::WrongType(Expected::Number)),
    }
}

pub(super) fn not_negative(tree: &Tree) -> Result<f64, Reason> {
    number(tree).and_then(|v| if v < 0.0 { Err(Reason::Negative) } else { Ok(v) })
}

pub(super) fn between(low: f64, high: f64) -> impl Fn(&Tree) -> Result<f64, Reason> {
    move |tree| {
        let value = number(tree)?;
        if (low..=high).contains(&value) { Ok(value) } else { Err(Reason::OutOfRange { low, high }) }
    }
}

/// A whole number from `low` to `high`, both exact in a double.
pub(crate) fn whole(low: u64, high: u64) -> impl Fn(&Tree) -> Result<u64, Reason> {
    move |tree| {
        let value = between(low as f64, high as f64)(tree)?;
        if value.fract() == 0.0 { Ok(value as u64) } else { Err(Reason::NotWhole) }
    }
}

/// A confidence, 0–10.
pub(super) fn confidence(tree: &Tree) -> Result<u8, Reason> {
    u8::try_from(whole(0, 10)(tree)?).map_err(|_| Reason::NotWhole)
}

pub(super) fn is_true(tree: &Tree) -> Result<(), Reason> {
    if *tree == Tree::Bool(true) { Ok(()) } else { Err(Reason::WrongType(Expected::True)) }
}

/// One of a few words. The tables of words are in the files of their records.
pub(super) struct Words<T: 'static> {
    pub(super) words: &'static [&'static str],
    pub(super) values: &'static [T],
}

impl<T: Copy + PartialEq> Words<T> {
    pub(super) fn read(&self) -> impl Fn(&Tree) -> Result<T, Reason> {
        move |tree| {
            let text = tree.as_text().ok_or(Reason::WrongType(Expected::Text))?;
            let found = self.words.iter().zip(self.values).find(|(word, _)| **word == text);
            found.map(|(_, value)| *value).ok_or(Reason::NotOneOf(self.words))
        }
    }

    pub(super) fn write(&self, value: Option<T>) -> Option<Tree> {
        self.word(value?).map(Tree::text)
    }

    fn word(&self, value: T) -> Option<&'static str> {
        let found = self.words.iter().zip(self.values).find(|(_, v)| **v == value);
        found.map(|(word, _)| *word)
    }
}

impl<T: Copy + Ord> Words<T> {
    /// An object whose names are some of the words, each `true`.
    pub(super) fn read_set(&self, f: &mut Fields<'_>, name: &'static str) -> Set<T> {
        let key = |word: &str| {
            let found = self.words.iter().zip(self.values).find(|(known, _)| **known == word);
            found.map(|(_, value)| *value).ok_or(Reason::NotOneOf(self.words))
        };
        let findings = f.findings;
        f.map(name, key, entry(findings, is_true)).into_keys().collect()
    }

    /// The object of [`Words::read_set`]; none where the set is empty.
    pub(super) fn write_set(&self, set: &Set<T>) -> Option<Tree> {
        members::map_if(set.iter().filter_map(|value| Some((self.word(*value)?, Tree::Bool(true)))))
    }
}
