//! The mirror of localStorage and the backups: written behind the app's back, in order, each step at once on the disk.
//!
//! Where there is no IndexedDB, or it stops working, nothing happens here and the app goes on without.

use std::cell::RefCell;

use super::indexed_db::{Database, Store, Write};
use crate::storage::{Backup, KeyValue, Memory, is_mirrored};

/// What is known of the database.
enum State {
    /// Nothing yet; what is to be written waits.
    Unknown(Vec<Write>),
    /// It is open; these wait for the transaction that runs.
    Open { database: Database, waiting: Vec<Write>, busy: bool },
    /// There is none, or it failed.
    Absent,
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State::Unknown(Vec::new())) };
}

/// Opens the database and reads the mirror; the words say why there is none.
pub async fn open() -> Result<Memory, String> {
    let opened = async {
        let database = Database::open().await?;
        let entries = database.entries(Store::Mirror).await?;
        Ok((database, entries))
    };
    let (database, entries) = match opened.await {
        Ok(opened) => opened,
        Err(why) => {
            STATE.set(State::Absent);
            return Err(why);
        }
    };
    let mirror = Memory::default();
    for (key, value) in entries {
        // Memory takes everything.
        let _ = mirror.set(&key, &value);
    }
    let waiting = match STATE.replace(State::Absent) {
        State::Unknown(waiting) => waiting,
        State::Open { waiting, .. } => waiting,
        State::Absent => Vec::new(),
    };
    STATE.set(State::Open { database, waiting, busy: false });
    flush();
    Ok(mirror)
}

/// Writes nothing any more: what the database holds must not be overwritten.
pub fn close() {
    STATE.set(State::Absent);
}

/// Notes that localStorage now holds `value` under a key, or nothing.
pub fn note(key: &str, value: Option<&str>) {
    if is_mirrored(key) {
        write(vec![(Store::Mirror, key.to_string(), value.map(str::to_string))]);
    }
}

/// Writes to the mirror what it lacks.
pub fn mirror(writes: Vec<crate::storage::MirrorWrite>) {
    write(writes.into_iter().map(|(key, value)| (Store::Mirror, key, value)).collect());
}

/// All backups, in any order, each with what the list shows of it.
pub async fn list() -> Vec<(Backup, String)> {
    let Some(database) = database() else { return Vec::new() };
    let titles = database.entries(Store::BackupTitles).await.unwrap_or_default();
    titles.into_iter().filter_map(|(name, title)| Some((Backup::parse(&name)?, title))).collect()
}

/// The plan in a backup.
pub async fn body(backup: &Backup) -> Result<Option<String>, String> {
    match database() {
        Some(database) => database.get(Store::Backups, &backup.name()).await,
        None => Err("IndexedDB is not there".to_string()),
    }
}

/// Adds a backup in the order of all that is written to the mirror: before what comes after it.
pub fn keep(backup: &Backup, title: &str, body: &str) {
    write(vec![
        (Store::Backups, backup.name(), Some(body.to_string())),
        (Store::BackupTitles, backup.name(), Some(title.to_string())),
    ]);
}

/// Adds a backup and drops others, in one step. When this answers, it is on the disk.
pub async fn add(backup: &Backup, title: &str, body: &str, dropped: &[Backup]) -> Result<(), String> {
    let Some(database) = database() else { return Err("IndexedDB is not there".to_string()) };
    let mut writes: Vec<Write> = Vec::new();
    for old in dropped {
        writes.push((Store::Backups, old.name(), None));
        writes.push((Store::BackupTitles, old.name(), None));
    }
    writes.push((Store::Backups, backup.name(), Some(body.to_string())));
    writes.push((Store::BackupTitles, backup.name(), Some(title.to_string())));
    database.write(&writes).await
}

/// Drops all backups of a plan that was removed for good.
pub fn forget(plan: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let all = list().await.into_iter().filter(|(backup, _)| backup.plan == plan);
        write(
            all.flat_map(|(backup, _)| {
                [Store::Backups, Store::BackupTitles].map(|it| (it, backup.name(), None))
            })
            .collect(),
        );
    });
}

fn database() -> Option<Database> {
    STATE.with_borrow(|state| match state {
        State::Open { database, .. } => Some(database.clone()),
        State::Unknown(_) | State::Absent => None,
    })
}

fn write(writes: Vec<Write>) {
    STATE.with_borrow_mut(|state| match state {
        State::Unknown(waiting) | State::Open { waiting, .. } => waiting.extend(writes),
        State::Absent => {}
    });
    flush();
}

/// Writes what waits, one transaction after the other.
fn flush() {
    let next = || {
        STATE.with_borrow_mut(|state| match state {
            State::Open { database, waiting, busy } if !waiting.is_empty() => {
                *busy = true;
                Some((database.clone(), std::mem::take(waiting)))
            }
            State::Open { busy, .. } => {
                *busy = false;
                None
            }
            State::Unknown(_) | State::Absent => None,
        })
    };
    let running = STATE.with_borrow(|state| matches!(state, State::Open { busy: true, .. }));
    if running {
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        while let Some((database, writes)) = next() {
            if database.write(&writes).await.is_err() {
                // From here on the mirror has a gap; the next start finds out and fills it.
                STATE.set(State::Absent);
            }
        }
    });
}
