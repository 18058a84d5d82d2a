//! IndexedDB as two stores of strings: the mirror of localStorage, and the backups. Everything may fail or never
//! answer (a private window, a corrupt profile), and the app works without it.
//!
//! rexie and idb would do, but know no durability: Chromium then answers before anything is on the disk, which is
//! just what the mirror is there against. So this names web-sys.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::page::error_text;

const NAME: &str = "cairn";
const VERSION: u32 = 1;

/// The stores of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// What localStorage holds, under the same keys.
    Mirror,
    /// Backups: whole plans by name.
    Backups,
    /// What the list of backups shows of each, by the same name.
    BackupTitles,
}

impl Store {
    const ALL: [Store; 3] = [Store::Mirror, Store::Backups, Store::BackupTitles];

    fn name(self) -> &'static str {
        match self {
            Store::Mirror => "mirror",
            Store::Backups => "backups",
            Store::BackupTitles => "backup-titles",
        }
    }
}

/// A change: where, the key, and its new value or `None` to take it away.
pub type Write = (Store, String, Option<String>);

/// An open database.
#[derive(Clone)]
pub struct Database(IdbDatabase);

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the options that web-sys still calls unstable.
    type Strict;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Strict,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

impl Database {
    /// Opens the database; the words say why that was not possible.
    pub async fn open() -> Result<Database, String> {
        let missing = || "this browser offers no IndexedDB here".to_string();
        let window = web_sys::window().ok_or_else(missing)?;
        let factory = window.indexed_db().map_err(said)?.ok_or_else(missing)?;
        let request = factory.open_with_u32(NAME, VERSION).map_err(said)?;
        let upgrading = request.clone();
        let upgrade = Closure::<dyn FnMut()>::new(move || create_stores(&upgrading));
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = outcome(&request).await;
        request.set_onupgradeneeded(None);
        let database: IdbDatabase = opened?.dyn_into().map_err(said)?;
        // A newer build wants another shape: this one must not be in its way.
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
        close.forget();
        Ok(Database(database))
    }

    /// Everything in a store.
    pub async fn entries(&self, store: Store) -> Result<Vec<(String, String)>, String> {
        let transaction = self.0.transaction_with_str(store.name()).map_err(said)?;
        let store = transaction.object_store(store.name()).map_err(said)?;
        // Both are asked before either answers, as a transaction that has nothing to do ends.
        let (keys, values) = (store.get_all_keys().map_err(said)?, store.get_all().map_err(said)?);
        let (keys, values) = (outcome(&keys), outcome(&values));
        let (keys, values) = (Array::from(&keys.await?), Array::from(&values.await?));
        let pairs = keys.iter().zip(values.iter());
        Ok(pairs.filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect())
    }

    /// One value.
    pub async fn get(&self, store: Store, key: &str) -> Result<Option<String>, String> {
        let transaction = self.0.transaction_with_str(store.name()).map_err(said)?;
        let store = transaction.object_store(store.name()).map_err(said)?;
        let request = store.get(&key.into()).map_err(said)?;
        Ok(outcome(&request).await?.as_string())
    }

    /// Makes all changes or none; when this answers, they are on the disk.
    pub async fn write(&self, writes: &[Write]) -> Result<(), String> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(said)?;
        let names = Array::new();
        for store in Store::ALL {
            names.push(&store.name().into());
        }
        let strict: &Strict = self.0.unchecked_ref();
        let transaction = strict.transaction(&names, "readwrite", &options).map_err(said)?;
        for (store, key, value) in writes {
            let store: IdbObjectStore = transaction.object_store(store.name()).map_err(said)?;
            match value {
                Some(value) => store.put_with_key(&value.into(), &key.into()),
                None => store.delete(&key.into()),
            }
            .map_err(said)?;
        }
        let done = Promise::new(&mut |done, failed| {
            transaction.set_oncomplete(Some(&done));
            transaction.set_onabort(Some(&failed));
            transaction.set_onerror(Some(&failed));
        });
        let outcome = JsFuture::from(done).await;
        outcome.map(drop).map_err(|_| match transaction.error() {
            Some(error) => format!("{}: {}", error.name(), error.message()),
            None => "IndexedDB gave up".to_string(),
        })
    }
}

fn create_stores(request: &IdbOpenDbRequest) {
    let Ok(Ok(database)) = request.result().map(JsValue::dyn_into::<IdbDatabase>) else { return };
    for store in Store::ALL {
        // A failure ends the upgrade, and with it the opening, which says so.
        let _ = database.create_object_store(store.name());
    }
}

/// What a request answers. It must be awaited before anything else gets its turn only to be *asked*: the answer waits.
pub(super) fn outcome(request: &IdbRequest) -> impl Future<Output = Result<JsValue, String>> + use<> {
    let answered = Promise::new(&mut |done: Function, failed: Function| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
        if let Some(opening) = request.dyn_ref::<IdbOpenDbRequest>() {
            opening.set_onblocked(Some(&failed));
        }
    });
    let request = request.clone();
    async move {
        match JsFuture::from(answered).await {
            Ok(_) => request.result().map_err(said),
            Err(_) => Err(match request.error() {
                Ok(Some(error)) => format!("{}: {}", error.name(), error.message()),
                _ => "IndexedDB does not answer".to_string(),
            }),
        }
    }
}

fn said(error: JsValue) -> String {
    error_text(&error)
}
