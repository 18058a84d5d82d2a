//! A folder on the user's disk, through the File System Access API: picked once, remembered in IndexedDB, used while the
//! permission lasts.
//!
//! Methods are found at the object that the picker gave, by name: whatever has them is a folder. Each error becomes a
//! [`Fault`] by its name; nothing here decides what to do about it.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, IdbDatabase, IdbOpenDbRequest, IdbTransactionMode};

use super::indexed_db::outcome;
use super::page::error_text;
use crate::folder::{Fault, Listed, is_candidate};

#[wasm_bindgen]
extern "C" {
    /// What the picker gave.
    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;
    #[wasm_bindgen(method, catch)]
    fn values(this: &Handle) -> Result<Entries, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    async fn file(this: &Handle, name: &str, options: &JsValue) -> Result<JsValue, JsValue>;

    /// The entries of a folder, one promise after the other.
    type Entries;
    #[wasm_bindgen(method, catch)]
    async fn next(this: &Entries) -> Result<JsValue, JsValue>;

    /// A file in a folder.
    type Entry;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Entry) -> String;
    #[wasm_bindgen(method, getter, js_name = name)]
    fn entry_name(this: &Entry) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    async fn contents(this: &Entry) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    async fn writable(this: &Entry) -> Result<JsValue, JsValue>;

    /// What is written beside a file, and takes its place when it is closed.
    type Writable;
    #[wasm_bindgen(method, catch)]
    async fn write(this: &Writable, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn close(this: &Writable) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn abort(this: &Writable) -> Result<JsValue, JsValue>;
}

/// Most files of a folder that are looked at, and most of those whose name is not that of a plan.
const MOST_FILES: usize = 2000;
const MOST_STRANGERS: usize = 500;

/// A folder that was picked.
#[derive(Clone)]
pub struct Folder(Handle);

/// Whether this browser lets a page work in a folder.
pub fn is_offered() -> bool {
    picker().is_some()
}

fn picker() -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"showDirectoryPicker".into()).ok()?.dyn_into().ok()
}

/// Lets the user pick a folder; `None` where they thought better of it. Only in answer to a click.
pub async fn pick() -> Result<Option<Folder>, Fault> {
    let window = web_sys::window().ok_or_else(|| Fault::Other(String::new()))?;
    let picker = picker().ok_or_else(|| Fault::Other(String::new()))?;
    let options = Object::new();
    let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
    let _ = Reflect::set(&options, &"id".into(), &"cairn".into());
    let asked = picker.call1(&window, &options).map_err(|error| fault(&error))?;
    match JsFuture::from(Promise::resolve(&asked)).await {
        Ok(handle) => Ok(Some(Folder(handle.unchecked_into()))),
        Err(error) if name_of(&error) == "AbortError" => Ok(None),
        Err(error) => Err(fault(&error)),
    }
}

impl Folder {
    /// What the user calls it.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Whether it may be written without asking.
    pub async fn is_allowed(&self) -> bool {
        self.permission("queryPermission").await
    }

    /// Asks whether it may be written. Only in answer to a click.
    pub async fn ask(&self) -> bool {
        self.permission("requestPermission").await
    }

    async fn permission(&self, method: &str) -> bool {
        let Ok(Ok(method)) = Reflect::get(&self.0, &method.into()).map(JsValue::dyn_into::<Function>) else {
            // The browser's private folders have no such question.
            return true;
        };
        let options = Object::new();
        let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
        let Ok(asked) = method.call1(&self.0, &options) else { return false };
        let answer = JsFuture::from(Promise::resolve(&asked)).await;
        answer.ok().and_then(|answer| answer.as_string()).as_deref() == Some("granted")
    }

    /// The files that may be plans, as they are listed. One that goes meanwhile is left out.
    pub async fn list(&self) -> Result<Vec<Listed>, Fault> {
        let entries = self.0.values().map_err(|error| fault(&error))?;
        let (mut listed, mut strangers) = (Vec::new(), 0);
        loop {
            let next = entries.next().await.map_err(|error| fault(&error))?;
            let member = |name: &str| Reflect::get(&next, &name.into()).unwrap_or(JsValue::UNDEFINED);
            if member("done").is_truthy() {
                return Ok(listed);
            }
            let entry: Entry = member("value").unchecked_into();
            let name = entry.entry_name();
            if entry.kind() != "file" || !is_candidate(&name) {
                continue;
            }
            strangers += usize::from(!name.contains(".okr"));
            if strangers > MOST_STRANGERS || listed.len() >= MOST_FILES {
                continue;
            }
            match look_at(&entry, name).await {
                Ok((_, file)) => listed.push(file),
                Err(Fault::Permission) => return Err(Fault::Permission),
                Err(_) => {}
            }
        }
    }

    /// How a file is listed now; `None` where it is not there.
    pub async fn look(&self, name: &str) -> Result<Option<Listed>, Fault> {
        match self.entry(name, false).await {
            Ok(entry) => look_at(&entry, name.to_string()).await.map(|(_, file)| Some(file)),
            Err(Fault::Vanished) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Reads a file, unless it is larger than `most` bytes.
    pub async fn read(&self, name: &str, most: usize) -> Result<(Vec<u8>, Listed), Fault> {
        let entry = self.entry(name, false).await?;
        let (file, listed) = look_at(&entry, name.to_string()).await?;
        if listed.size > most as u64 {
            return Err(Fault::TooLarge);
        }
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| fault(&error))?;
        Ok((Uint8Array::new(&buffer).to_vec(), listed))
    }

    /// Writes a file: beside it first, and in its place when all is there. Gives how it is listed then.
    pub async fn write(&self, name: &str, text: &str) -> Result<Listed, Fault> {
        let entry = self.entry(name, true).await?;
        let writable: Writable = entry.writable().await.map_err(|error| fault(&error))?.unchecked_into();
        if let Err(error) = writable.write(text).await {
            // What was begun is of no use; that it can't be thrown away changes nothing.
            let _ = writable.abort().await;
            return Err(fault(&error));
        }
        writable.close().await.map_err(|error| fault(&error))?;
        look_at(&entry, name.to_string()).await.map(|(_, file)| file)
    }

    async fn entry(&self, name: &str, create: bool) -> Result<Entry, Fault> {
        let options = Object::new();
        let _ = Reflect::set(&options, &"create".into(), &create.into());
        let entry = self.0.file(name, &options).await.map_err(|error| fault(&error))?;
        Ok(entry.unchecked_into())
    }
}

async fn look_at(entry: &Entry, name: String) -> Result<(File, Listed), Fault> {
    let file: File = entry.contents().await.map_err(|error| fault(&error))?.unchecked_into();
    let listed = Listed { name, modified_ms: file.last_modified() as u64, size: file.size() as u64 };
    Ok((file, listed))
}

fn name_of(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

fn fault(error: &JsValue) -> Fault {
    match name_of(error).as_str() {
        "NotAllowedError" | "SecurityError" => Fault::Permission,
        "NoModificationAllowedError" => Fault::Locked,
        "NotFoundError" => Fault::Vanished,
        "QuotaExceededError" => Fault::Full,
        "NotReadableError" | "InvalidStateError" => Fault::Changed,
        _ => Fault::Other(error_text(error)),
    }
}

/// What is remembered of the folder of a plan.
#[derive(Clone)]
pub struct Remembered {
    /// The folder; `None` where the plan works in none any more.
    pub folder: Option<Folder>,
    /// The name of this copy's file.
    pub own: String,
}

const DATABASE: &str = "cairn-folders";
const STORE: &str = "folders";

/// What is remembered of the folder of `plan`.
pub async fn remembered(plan: &str) -> Option<Remembered> {
    let database = database().await.ok()?;
    let store = database.transaction_with_str(STORE).ok()?.object_store(STORE).ok()?;
    let found = outcome(&store.get(&plan.into()).ok()?).await.ok()?;
    let member = |name: &str| Reflect::get(&found, &name.into()).ok();
    let own = member("own")?.as_string()?;
    let folder = member("folder").filter(JsValue::is_object);
    Some(Remembered { folder: folder.map(|handle| Folder(handle.unchecked_into())), own })
}

/// Remembers the folder of `plan`. Without IndexedDB it is forgotten when the page is left.
pub async fn remember(plan: &str, what: &Remembered) {
    let _ = try_remember(plan, what).await;
}

async fn try_remember(plan: &str, what: &Remembered) -> Result<(), JsValue> {
    let database = database().await.map_err(JsValue::from)?;
    let entry = Object::new();
    Reflect::set(&entry, &"own".into(), &what.own.as_str().into())?;
    if let Some(folder) = &what.folder {
        Reflect::set(&entry, &"folder".into(), &folder.0)?;
    }
    let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let request = transaction.object_store(STORE)?.put_with_key(&entry, &plan.into())?;
    outcome(&request).await.map(drop).map_err(JsValue::from)
}

async fn database() -> Result<IdbDatabase, String> {
    let said = |error: JsValue| error_text(&error);
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let request = factory.ok_or("no IndexedDB")?.open_with_u32(DATABASE, 1).map_err(said)?;
    let upgrading: IdbOpenDbRequest = request.clone();
    let upgrade = Closure::<dyn FnMut()>::new(move || {
        if let Ok(Ok(database)) = upgrading.result().map(JsValue::dyn_into::<IdbDatabase>) {
            let _ = database.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = outcome(&request).await;
    request.set_onupgradeneeded(None);
    opened?.dyn_into().map_err(said)
}
