//! People who work in a folder, and the service that carries its files around.
#![allow(dead_code)]

use std::collections::BTreeMap;

use harness::{Browser, Site};
use serde_json::json;

pub const SHARED: &str = "Be easy to reach";

/// The plan that everybody has.
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_team", "title": "Support team",
  "cycles": { "y1": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31", "stage": "active" } },
  "objectives": { "o1": { "title": "Be easy to reach", "cycle": "y1", "stage": "active", "rank": "a0" } } }"#;

/// The picker hands out a private folder, and what the disk refuses can be played.
pub const PICKER: &str = "(() => {
    if (!window.FileSystemDirectoryHandle) return;
    window.refused = {};
    window.showDirectoryPicker = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle('team', { create: true });
    };
    window.writable = FileSystemFileHandle.prototype.createWritable;
    const play = (prototype, method) => {
      const real = prototype[method];
      prototype[method] = function (...given) {
        const name = window.refused[method];
        const error = name && new DOMException('played', name);
        // what gives a promise never throws at once
        if (error && method !== 'values') return Promise.reject(error);
        if (error) throw error;
        return real.apply(this, given);
      };
    };
    play(FileSystemDirectoryHandle.prototype, 'values');
    play(FileSystemFileHandle.prototype, 'createWritable');
    FileSystemHandle.prototype.queryPermission = async () => window.denied ? 'prompt' : 'granted';
    FileSystemHandle.prototype.requestPermission = async () => window.denied ? 'denied' : 'granted';
  })();";

/// What the test does to the folder, past what it plays.
const FOLDER: &str = "
    const [name, text] = arguments;
    const root = await navigator.storage.getDirectory();
    const team = await root.getDirectoryHandle('team', { create: true });
    const read = async () => {
      const files = {};
      for await (const entry of team.entries()) {
        if (entry[0].endsWith('.json')) files[entry[0]] = await (await entry[1].getFile()).text();
      }
      return files;
    };";

/// Someone with the plan, on a site of their own.
pub async fn person(site: &Site) -> Browser {
    let browser = Browser::open(site).await;
    browser.set_clock("2027-05-18T10:00").await;
    browser.before_each_load(PICKER).await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser
}

pub async fn work_in_folder(browser: &Browser, name: &str) {
    browser.visit("#/share").await;
    browser.fill("Your name, for the others", name).await;
    browser.press("Choose a folder").await;
    wait_for(browser, "This plan works in the folder").await;
    written(browser).await;
}

/// Waits for a text longer than a round of the app takes on a busy machine.
pub async fn wait_for(browser: &Browser, text: &str) {
    for _ in 0..3 {
        let there = async || browser.text().await.contains(text).then_some(());
        if browser.until(there).await.is_some() {
            return;
        }
    }
    browser.wait_for_text(text).await;
}

pub async fn gone(browser: &Browser, text: &str) {
    let gone = async || (!browser.text().await.contains(text)).then_some(());
    if browser.until(gone).await.is_none() {
        panic!("“{text}” is still there:\n{}", browser.text().await);
    }
}

async fn in_folder(browser: &Browser, script: &str, name: &str, text: &str) -> serde_json::Value {
    let script = format!(
        "return (async (...given) => {{ {} {script} }})(...arguments);",
        FOLDER.replace("arguments;", "given;")
    );
    browser.run(&script, vec![json!(name), json!(text)]).await
}

/// The files of a person's folder.
pub async fn files(browser: &Browser) -> BTreeMap<String, String> {
    serde_json::from_value(in_folder(browser, "return read();", "", "").await).expect("files")
}

/// The person's own file: the name the page shows of it.
pub async fn own_file(browser: &Browser) -> (String, String) {
    const NAME: &str = "
        const database = await new Promise((done) => { const open = indexedDB.open('cairn-folders', 1); open.onsuccess = () => done(open.result); });
        const store = database.transaction('folders').objectStore('folders');
        const found = await new Promise((done) => { const get = store.get('p_team'); get.onsuccess = () => done(get.result); });
        database.close();
        return found?.own ?? '';";
    let name = in_folder(browser, NAME, "", "").await.as_str().unwrap_or_default().to_owned();
    let text = files(browser).await.remove(&name).unwrap_or_default();
    (name, text)
}

/// Writes a file as another program does, whatever is refused to the app.
pub async fn put(browser: &Browser, name: &str, text: &str) {
    const PUT: &str = "
        const file = await team.getFileHandle(name, { create: true });
        const writable = await window.writable.call(file);
        await writable.write(text);
        await writable.close();
        return true;";
    in_folder(browser, PUT, name, text).await;
}

/// A file of so many MB.
pub async fn large(browser: &Browser, name: &str, megabytes: u32) {
    const LARGE: &str = "
        const file = await team.getFileHandle(name, { create: true });
        const writable = await file.createWritable();
        await writable.truncate(Number(text) * 1048576);
        await writable.close();
        return true;";
    in_folder(browser, LARGE, name, &megabytes.to_string()).await;
}

pub async fn remove(browser: &Browser, name: &str) {
    in_folder(browser, "await team.removeEntry(name); return true;", name, "").await;
}

/// When each file of a person's folder was written.
pub async fn stamps(browser: &Browser) -> BTreeMap<String, f64> {
    const STAMPS: &str = "
        const stamps = {};
        for await (const entry of team.entries()) stamps[entry[0]] = (await entry[1].getFile()).lastModified;
        return stamps;";
    serde_json::from_value(in_folder(browser, STAMPS, "", "").await).expect("stamps")
}

/// Brings each one's own file to the others, as a service does.
pub async fn carry(people: &[&Browser]) {
    for from in people {
        let (name, text) = own_file(from).await;
        for to in people.iter().filter(|to| !std::ptr::eq(**to, *from)) {
            if files(to).await.get(&name) != Some(&text) {
                put(to, &name, &text).await;
            }
        }
    }
}

/// Waits until the person's last edit stands in their file.
pub async fn written(browser: &Browser) {
    look(browser).await;
}

/// Waits for a look at the folder that begins now.
pub async fn look(browser: &Browser) {
    const COUNT: &str = "return window.looks ?? 0;";
    const HOOK: &str = "
        if (!window.hooked) {
          window.hooked = true;
          const real = FileSystemDirectoryHandle.prototype.values;
          FileSystemDirectoryHandle.prototype.values = function () {
            window.looks = (window.looks ?? 0) + 1;
            return real.call(this);
          };
        }";
    browser.run(HOOK, vec![]).await;
    let before = browser.run(COUNT, vec![]).await.as_f64().unwrap_or_default();
    let twice = async || {
        // as when the window comes to the front; the second look begins when the first is over
        browser.run("window.dispatchEvent(new Event('focus'))", vec![]).await;
        (browser.run(COUNT, vec![]).await.as_f64()? > before + 1.0).then_some(())
    };
    browser.until(twice).await.expect("the app looks at the folder");
}

/// From now on a method of the folder throws an error of this name.
pub async fn refuse(browser: &Browser, method: &str, error: &str) {
    browser.run("window.refused[arguments[0]] = arguments[1]", vec![json!(method), json!(error)]).await;
}

/// The browser does not give the permission any more.
pub async fn deny(browser: &Browser) {
    browser.run("window.denied = true", vec![]).await;
}

pub async fn allow(browser: &Browser) {
    browser.run("window.refused = {}; window.denied = false", vec![]).await;
}

pub async fn new_objective(browser: &Browser, title: &str) {
    browser.visit("#/okrs").await;
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

pub async fn rename(browser: &Browser, from: &str, to: &str) {
    browser.visit("#/okrs").await;
    browser.menu(from, "Edit").await;
    browser.fill("Objective", to).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(to).await;
}

/// What "Save to a file" gives.
pub async fn file_of(browser: &Browser) -> String {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    browser.download().await.text().to_owned()
}
