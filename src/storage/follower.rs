//! Reading along with the tab that writes: never writes anything, not even a copy.

use super::KeyValue;
use super::envelope::Point;
use super::keys::PlanKeys;
use super::quarantine::LoadError;
use super::survey::{Found, survey};

/// Follows a plan that another tab writes.
#[derive(Debug)]
pub struct Follower<K> {
    kv: K,
    plan: String,
    seen: Option<Point>,
}

/// What happened since a follower last looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    Nothing,
    /// These edits, in order.
    Edits(Vec<String>),
    /// More than edits (or this is the first look): the whole plan anew, a body and the edits after it.
    Plan {
        /// The plan's body.
        body: String,
        /// The edits after it, in order.
        edits: Vec<String>,
    },
}

impl<K: KeyValue> Follower<K> {
    /// A follower that has seen nothing yet.
    pub fn new(kv: K, plan: &str) -> Follower<K> {
        Follower { kv, plan: plan.to_string(), seen: None }
    }

    /// What happened since the last call. Call it when the browser says that storage changed, and when the tab
    /// becomes visible.
    pub fn refresh(&mut self) -> Result<News, LoadError> {
        let keys = PlanKeys::new(&self.plan).ok_or(LoadError::Absent)?;
        let found = match survey(&self.kv, &keys)? {
            Found::Nothing => return Err(LoadError::Absent),
            Found::Ruin(originals) => return Err(LoadError::Quarantined { originals, copied: false }),
            Found::Plan(found) => found,
        };
        let news = match self.seen.map(|seen| (seen, found.edits_since(seen))) {
            Some((seen, _)) if seen == found.tip => News::Nothing,
            Some((_, Some(edits))) => News::Edits(edits),
            _ => News::Plan {
                body: found.body.clone(),
                edits: found.edits.iter().map(|link| link.edit.clone()).collect(),
            },
        };
        self.seen = Some(found.tip);
        Ok(news)
    }
}
