//! Why something is not saved, in words that a screen can be built from.

use super::StorageError;
use std::fmt;

/// Why an edit, a commit or a replacement is not in the store. Nothing that was acknowledged before is touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// There is no room left, also after the ballast was given up. The edit waits in memory.
    Full,
    /// The store can't be used now. The edit waits in memory.
    Unavailable(String),
    /// The store returned something else than what was just written.
    Misread,
    /// Something is to be repaired first: [`Keeper::commit`](super::Keeper::commit) does that. The edit waits in
    /// memory and is part of that commit.
    CommitFirst,
    /// Another tab writes, or wrote. This keeper never writes again: load anew (or follow), and give the new keeper
    /// what [`Keeper::unsaved`](super::Keeper::unsaved) still holds.
    Overtaken,
    /// A newer build of the app (its number) wrote. This build never writes again: reload the page.
    NewerBuild(u64),
    /// The text is not JSON (for a body: not an object with members). It was not taken at all.
    NotJson,
}

impl From<StorageError> for NotSaved {
    fn from(error: StorageError) -> NotSaved {
        match error {
            StorageError::Full => NotSaved::Full,
            StorageError::Unavailable(why) => NotSaved::Unavailable(why),
        }
    }
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotSaved::Full => f.write_str("storage is full"),
            NotSaved::Unavailable(why) => write!(f, "storage can't be used: {why}"),
            NotSaved::Misread => f.write_str("storage did not keep what was written"),
            NotSaved::CommitFirst => f.write_str("what is kept has to be repaired first"),
            NotSaved::Overtaken => f.write_str("another tab writes this plan"),
            NotSaved::NewerBuild(build) => write!(f, "a newer build ({build}) of the app writes this plan"),
            NotSaved::NotJson => f.write_str("not a JSON text that can be kept"),
        }
    }
}

impl std::error::Error for NotSaved {}
