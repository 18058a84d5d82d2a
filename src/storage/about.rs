//! Which plans are kept, which one is open, and small facts for the list of plans. All of it may be lost without
//! losing a plan: the list itself is read off the plans' own keys.

use super::keys::{CURRENT, PlanKeys, ROOT, is_word};
use super::room::put;
use super::{KeyValue, StorageError};
use crate::ordered::Set;
use serde_json::{Map, Value};

/// Small facts about a plan, each as far as it is known. Times are whatever the caller passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title when it was last noted.
    pub title: Option<String>,
    /// When it was last opened, in milliseconds since 1970.
    pub opened_ms: Option<u64>,
    /// When it was last saved to a file, in milliseconds since 1970.
    pub saved_ms: Option<u64>,
    /// Where it stands among the plans.
    pub shelf: Option<Shelf>,
    /// Who works on it in this browser, in words of the caller's; empty where that was asked and not answered.
    pub me: Option<String>,
    /// Under which names this browser wrote before it knew that.
    pub unnamed: Option<Vec<String>>,
}

/// Where a plan stands among those of this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// In the list.
    #[default]
    Here,
    /// Put away; it stays as it is.
    Archived,
    /// Thrown away; it stays until it is removed for good.
    Deleted,
}

impl Shelf {
    const NAMES: [(Shelf, &str); 3] =
        [(Shelf::Here, "here"), (Shelf::Archived, "archived"), (Shelf::Deleted, "deleted")];

    fn name(self) -> &'static str {
        Shelf::NAMES.iter().find(|(shelf, _)| *shelf == self).map_or("", |(_, name)| name)
    }

    fn named(name: &str) -> Option<Shelf> {
        Shelf::NAMES.iter().find(|(_, known)| *known == name).map(|(shelf, _)| *shelf)
    }
}

impl About {
    /// Where the plan stands; what was never said is in the list.
    pub fn shelf(&self) -> Shelf {
        self.shelf.unwrap_or_default()
    }
}

/// A plan in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its id.
    pub id: String,
    /// What was noted about it.
    pub about: About,
}

/// The plans in the store (readable or not), by id.
pub fn plans(kv: &impl KeyValue) -> Result<Vec<PlanEntry>, StorageError> {
    let mut ids = Set::new();
    for key in kv.keys(ROOT)? {
        let id = key.strip_prefix(ROOT).and_then(|rest| rest.split_once('/')).map(|(id, _)| id);
        if let Some(id) = id
            && PlanKeys::new(id).is_some_and(|keys| keys.is_plan(&key))
        {
            ids.insert(id.to_string());
        }
    }
    ids.into_iter().map(|id| about(kv, &id).map(|about| PlanEntry { id, about })).collect()
}

/// What was noted about a plan; nothing where that can't be read.
pub fn about(kv: &impl KeyValue, plan: &str) -> Result<About, StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(About::default()) };
    let text = kv.get(&keys.about())?.unwrap_or_default();
    let Ok(Value::Object(facts)) = serde_json::from_str::<Value>(&text) else { return Ok(About::default()) };
    let time = |name: &str| facts.get(name).and_then(Value::as_u64);
    let text = |name: &str| facts.get(name).and_then(Value::as_str).map(str::to_string);
    let texts = |list: &Vec<Value>| list.iter().filter_map(Value::as_str).map(str::to_string).collect();
    Ok(About {
        title: text("title"),
        opened_ms: time("opened"),
        saved_ms: time("saved"),
        shelf: text("shelf").as_deref().and_then(Shelf::named),
        me: text("me"),
        unnamed: facts.get("unnamed").and_then(Value::as_array).map(texts),
    })
}

/// Notes what is given about a plan, and leaves the rest as it was.
pub fn note_about(kv: &impl KeyValue, plan: &str, news: &About) -> Result<(), StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(()) };
    let known = about(kv, plan)?;
    let mut facts = Map::new();
    if let Some(title) = news.title.clone().or(known.title) {
        facts.insert("title".to_string(), Value::from(title));
    }
    for (name, time) in
        [("opened", news.opened_ms.or(known.opened_ms)), ("saved", news.saved_ms.or(known.saved_ms))]
    {
        if let Some(time) = time {
            facts.insert(name.to_string(), Value::from(time));
        }
    }
    if let Some(shelf) = news.shelf.or(known.shelf) {
        facts.insert("shelf".to_string(), Value::from(shelf.name()));
    }
    if let Some(me) = news.me.clone().or(known.me) {
        facts.insert("me".to_string(), Value::from(me));
    }
    if let Some(unnamed) = news.unnamed.clone().or(known.unnamed).filter(|names| !names.is_empty()) {
        facts.insert("unnamed".to_string(), Value::from(unnamed));
    }
    put(kv, &keys.about(), &Value::from(facts).to_string())
}

/// The id of the open plan.
pub fn current_plan(kv: &impl KeyValue) -> Result<Option<String>, StorageError> {
    let text = kv.get(CURRENT)?.unwrap_or_default();
    Ok(serde_json::from_str::<String>(&text).ok().filter(|id| is_word(id)))
}

/// Notes which plan is open.
pub fn set_current_plan(kv: &impl KeyValue, plan: &str) -> Result<(), StorageError> {
    put(kv, CURRENT, &Value::from(plan).to_string())
}
