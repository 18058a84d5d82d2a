//! Who may write a plan, kept in the store itself: the fallback where Web Locks are missing, and in every case the
//! mark by which a tab sees that it was overtaken or that a newer build of the app has written.
//!
//! Owns the key `lease`. Knows no snapshots and no journal. Two tabs that take the lease at the same instant are
//! told apart later, by their records (see [`Keeper::append`](super::Keeper::append)).

use super::checksum;
use super::cursor::Cursor;
use super::keys::{PlanKeys, is_word};
use super::room::put;
use super::{KeyValue, StorageError};

/// How long a lease holds after it was last renewed: longer than the minute to which browsers stretch the timers of
/// a hidden tab.
pub const LEASE_MS: u64 = 90_000;

/// One sitting of one tab: a fresh id after every start and take-over, and the number of the app's build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    id: String,
    build: u64,
}

impl Writer {
    /// A writer; `id` is minted by the caller and never used twice (what can't stand in a key becomes `_`).
    pub fn new(id: &str, build: u64) -> Writer {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        let id: String = id.chars().take(64).map(plain).collect();
        Writer { id: if id.is_empty() { "_".to_string() } else { id }, build }
    }

    /// The id, as it stands in keys.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number of the app's build.
    pub fn build(&self) -> u64 {
        self.build
    }
}

/// Whose turn it is, as one writer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody holds the plan, or whoever did has not renewed it for [`LEASE_MS`].
    Free,
    /// This writer holds it.
    Mine,
    /// Another tab, with this writer id, holds it: follow, and offer "Take over".
    Held(String),
    /// A newer build of the app (its number) has held it: this build must not write, ever.
    Newer(u64),
}

/// Whose turn it is. `now_ms` is comparable between tabs (`performance.timeOrigin + performance.now()`).
pub fn standing(
    kv: &impl KeyValue,
    plan: &str,
    writer: &Writer,
    now_ms: u64,
) -> Result<Standing, StorageError> {
    Ok(match PlanKeys::new(plan) {
        Some(keys) => stands(read(kv, &keys)?.as_ref(), writer, now_ms),
        None => Standing::Free,
    })
}

/// Takes the turn if it is free (or already this writer's), and says whose it then is.
pub fn acquire(
    kv: &impl KeyValue,
    plan: &str,
    writer: &Writer,
    now_ms: u64,
) -> Result<Standing, StorageError> {
    match standing(kv, plan, writer, now_ms)? {
        Standing::Free | Standing::Mine => take_over(kv, plan, writer, now_ms),
        not_ours => Ok(not_ours),
    }
}

/// Takes the turn from whoever has it, except from a newer build, and says whose it then is.
/// [`Keeper::load`](super::Keeper::load) does this by itself.
pub fn take_over(
    kv: &impl KeyValue,
    plan: &str,
    writer: &Writer,
    now_ms: u64,
) -> Result<Standing, StorageError> {
    let Some(keys) = PlanKeys::new(plan) else { return Ok(Standing::Free) };
    claim(kv, &keys, writer, now_ms)
}

pub(super) fn claim(
    kv: &impl KeyValue,
    keys: &PlanKeys,
    writer: &Writer,
    now_ms: u64,
) -> Result<Standing, StorageError> {
    if let newer @ Standing::Newer(_) = stands(read(kv, keys)?.as_ref(), writer, now_ms) {
        return Ok(newer);
    }
    write(kv, keys, writer, now_ms.saturating_add(LEASE_MS))?;
    Ok(stands(read(kv, keys)?.as_ref(), writer, now_ms))
}

/// Lets the turn go, so that the next tab need not wait. The mark of writer and build stays.
pub(super) fn release(kv: &impl KeyValue, keys: &PlanKeys, writer: &Writer) -> Result<(), StorageError> {
    match read(kv, keys)? {
        Some(lease) if lease.writer == writer.id => write(kv, keys, writer, 0),
        _ => Ok(()),
    }
}

/// The mark in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lease {
    pub(super) writer: String,
    pub(super) build: u64,
    until_ms: u64,
}

/// The mark; `None` where there is none, or a damaged one (which then holds nobody back).
pub(super) fn read(kv: &impl KeyValue, keys: &PlanKeys) -> Result<Option<Lease>, StorageError> {
    Ok(kv.get(&keys.lease())?.as_deref().and_then(parse))
}

fn stands(lease: Option<&Lease>, writer: &Writer, now_ms: u64) -> Standing {
    let Some(lease) = lease else { return Standing::Free };
    // a clock that was set back must not hold a lease for years
    let honest = lease.until_ms <= now_ms.saturating_add(LEASE_MS);
    if lease.build > writer.build {
        Standing::Newer(lease.build)
    } else if lease.writer == writer.id {
        Standing::Mine
    } else if lease.until_ms > now_ms && honest {
        Standing::Held(lease.writer.clone())
    } else {
        Standing::Free
    }
}

fn write(kv: &impl KeyValue, keys: &PlanKeys, writer: &Writer, until: u64) -> Result<(), StorageError> {
    let Writer { id, build } = writer;
    let crc = lease_crc(id, *build, until);
    // always of one length, so that a full store takes it
    put(
        kv,
        &keys.lease(),
        &format!(r#"{{"writer":"{id}","build":{build},"until":"{until:020}","crc":"{crc:08x}"}}"#),
    )
}

fn parse(text: &str) -> Option<Lease> {
    let mut rest = Cursor(text);
    let writer = rest.skip("{\"writer\":\"")?.word();
    let build = rest.skip("\",\"build\":")?.number()?;
    let until_ms = rest.skip(",\"until\":\"")?.word().parse().ok()?;
    let crc = rest.skip("\",\"crc\":\"")?.hex()?;
    let whole = rest.0 == "\"}" && is_word(writer) && lease_crc(writer, build, until_ms) == crc;
    whole.then(|| Lease { writer: writer.to_string(), build, until_ms })
}

fn lease_crc(writer: &str, build: u64, until: u64) -> u32 {
    checksum::of(&format!("lease {writer} {build} {until}"))
}
