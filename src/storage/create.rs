//! Keeping a plan that was not kept before; never over one that was.

use super::envelope::{Point, body_text, chain_start};
use super::keys::{PlanKeys, Side};
use super::room::lay_ballast;
use super::{Keeper, KeyValue, NotSaved, Writer, lease};
use std::fmt;

/// Why a plan could not be made. Nothing is left of the attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreateError {
    /// The text can't be a plan's id.
    BadId,
    /// Something is kept under this id already, readable or not: it is never overwritten.
    Exists,
    /// It could not be written.
    NotSaved(NotSaved),
}

impl fmt::Display for CreateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CreateError::BadId => f.write_str("not a plan's id"),
            CreateError::Exists => f.write_str("a plan with this id is kept here already"),
            CreateError::NotSaved(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for CreateError {}

impl<E: Into<NotSaved>> From<E> for CreateError {
    fn from(error: E) -> CreateError {
        CreateError::NotSaved(error.into())
    }
}

impl<K: KeyValue> Keeper<K> {
    /// Keeps a new plan: both snapshots are written and read back before the first edit.
    pub fn create(
        kv: K,
        plan: &str,
        body: &str,
        writer: Writer,
        now_ms: u64,
    ) -> Result<Keeper<K>, CreateError> {
        let keys = PlanKeys::new(plan).ok_or(CreateError::BadId)?;
        let body = body_text(body).ok_or(NotSaved::NotJson)?;
        if kv.keys(keys.prefix())?.iter().any(|key| keys.is_plan(key)) {
            return Err(CreateError::Exists);
        }
        if let lease::Standing::Newer(build) = lease::claim(&kv, &keys, &writer, now_ms)? {
            return Err(NotSaved::NewerBuild(build).into());
        }
        let start = Point { seq: 0, chain: chain_start(plan, writer.id(), body) };
        let mut keeper = Keeper::blank(kv, keys, writer, start);
        for side in Side::BOTH {
            if let Err(why) = keeper.write_slot(side, body, start, now_ms) {
                for side in Side::BOTH {
                    // what is left, if this fails too, is a whole plan without edits
                    let _ = keeper.kv.remove(&keeper.keys.snapshot(side));
                }
                return Err(why.into());
            }
        }
        keeper.low = !lay_ballast(&keeper.kv);
        Ok(keeper)
    }
}
