//! Copies of what must not be lost but is not on the plan's chain: kept under names made of their content, so that
//! the same thing set aside twice is kept once. Removed only when a person says so.

use super::checksum;
use super::envelope::{Snapshot, json_text};
use super::keys::PlanKeys;
use super::room::put;
use super::{KeyValue, StorageError};
use crate::ordered::sort_by;

/// How many replaced bodies are kept.
const REPLACED_KEPT: usize = 3;

/// What a copy is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// The whole plan as it was before something replaced it.
    Replaced,
    /// A whole snapshot of another branch: two tabs wrote at once.
    Snapshot,
    /// One edit of another branch, or one after an edit that is missing.
    Record,
    /// A value that could not be read, as it was found.
    Damaged,
}

impl AsideKind {
    fn word(self) -> &'static str {
        match self {
            AsideKind::Replaced => "replaced",
            AsideKind::Snapshot => "snapshot",
            AsideKind::Record => "record",
            AsideKind::Damaged => "damaged",
        }
    }

    fn parse(word: &str) -> Option<AsideKind> {
        let all = [AsideKind::Replaced, AsideKind::Snapshot, AsideKind::Record, AsideKind::Damaged];
        all.into_iter().find(|kind| kind.word() == word)
    }
}

/// One copy that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its key in the store: names it for [`discard_aside`], and is new for every new content.
    pub name: String,
    /// What it is a copy of.
    pub kind: AsideKind,
    /// The key it was found under.
    pub from: String,
    /// The value, exactly as it was found there (for [`AsideKind::Replaced`]: the plan's body).
    pub text: String,
}

impl Aside {
    /// The plan's body in it, where it is a whole plan.
    pub fn body(&self) -> Option<&str> {
        match self.kind {
            AsideKind::Replaced => Some(&self.text),
            AsideKind::Snapshot => Snapshot::read(&self.text).map(|snapshot| snapshot.body),
            AsideKind::Record | AsideKind::Damaged => None,
        }
    }

    /// The edit in it, where it is one.
    pub fn edit(&self) -> Option<&str> {
        match self.kind {
            AsideKind::Record => self.text.split_once(",\"edit\":")?.1.strip_suffix('}'),
            _ => None,
        }
    }
}

/// Everything set aside for a plan, by kind and by the number of the edit it belongs to.
pub fn asides(kv: &impl KeyValue, plan: &str) -> Result<Vec<Aside>, StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for name in kv.keys(&keys.aside())? {
        if let Some(value) = kv.get(&name)? {
            found.push(unwrap(name, value));
        }
    }
    sort_by(&mut found, |x, y| (x.kind, &x.name).cmp(&(y.kind, &y.name)));
    Ok(found)
}

/// Removes one copy that was set aside. Only a person decides that.
pub fn discard_aside(kv: &impl KeyValue, plan: &str, name: &str) -> Result<(), StorageError> {
    match PlanKeys::new(plan) {
        Some(keys) if name.starts_with(&keys.aside()) => kv.remove(name),
        _ => Ok(()),
    }
}

/// Sets a copy aside under `root` and says its name. Done only when it reads back.
pub(super) fn keep(
    kv: &impl KeyValue,
    root: &str,
    kind: AsideKind,
    seq: u64,
    from: &str,
    text: &str,
) -> Result<String, StorageError> {
    let value = wrap(kind, from, text);
    let crc = checksum::of(&value);
    let mut name = format!("{root}{}-{seq:012}-{crc:08x}", kind.word());
    loop {
        match kv.get(&name)? {
            Some(kept) if kept == value => return Ok(name),
            // another content with the same checksum
            Some(_) => name.push('x'),
            None => break,
        }
    }
    put(kv, &name, &value)?;
    match kv.get(&name)? {
        Some(kept) if kept == value => Ok(name),
        _ => Err(StorageError::Unavailable("a copy did not read back".to_string())),
    }
}

/// True where the copy with this name still holds this value.
pub(super) fn holds(kv: &impl KeyValue, name: &str, text: &str) -> bool {
    let kept = kv.get(name).ok().flatten();
    kept.is_some_and(|value| unwrap(name.to_string(), value).text == text)
}

/// Removes all but the newest replaced bodies.
pub(super) fn thin_replaced(kv: &impl KeyValue, keys: &PlanKeys) -> Result<(), StorageError> {
    let mut names = kv.keys(&format!("{}{}-", keys.aside(), AsideKind::Replaced.word()))?;
    names.sort();
    for name in names.iter().rev().skip(REPLACED_KEPT) {
        kv.remove(name)?;
    }
    Ok(())
}

/// Whole JSON goes in as it is; anything else as a string, so that every value in the store is JSON.
fn wrap(kind: AsideKind, from: &str, text: &str) -> String {
    let word = kind.word();
    let from = serde_json::Value::from(from);
    if json_text(text) == Some(text) {
        format!(r#"{{"kind":"{word}","from":{from},"text":{text}}}"#)
    } else {
        format!(r#"{{"kind":"{word}","from":{from},"raw":{}}}"#, serde_json::Value::from(text))
    }
}

fn unwrap(name: String, value: String) -> Aside {
    match read(&value) {
        Some((kind, from, text)) => Aside { name, kind, from, text },
        None => Aside { from: name.clone(), name, kind: AsideKind::Damaged, text: value },
    }
}

fn read(value: &str) -> Option<(AsideKind, String, String)> {
    let rest = value.strip_prefix("{\"kind\":\"")?;
    let (kind, rest) = rest.split_once("\",\"from\":\"")?;
    // keys hold no quotes
    let (from, rest) = rest.split_once("\",\"")?;
    let text = match rest.strip_prefix("text\":") {
        Some(text) => text.strip_suffix('}')?.to_string(),
        None => serde_json::from_str(rest.strip_prefix("raw\":")?.strip_suffix('}')?).ok()?,
    };
    Some((AsideKind::parse(kind)?, from.to_string(), text))
}
