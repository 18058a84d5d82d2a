//! "Work in a folder" in all its states, in the browser's private file system.

use harness::{Browser, fixture};
use serde_json::json;

const PICKER: &str = "(() => {
    if (!window.FileSystemDirectoryHandle) return;
    window.showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('Team plans', { create: true });
    FileSystemHandle.prototype.queryPermission = async () => localStorage.denied ? 'prompt' : 'granted';
  })();";

const PUT: &str = "
    const [name, text] = arguments;
    return (async () => {
      const team = await (await navigator.storage.getDirectory()).getDirectoryHandle('Team plans', { create: true });
      const writable = await (await team.getFileHandle(name, { create: true })).createWritable();
      await writable.write(text);
      await writable.close();
    })();";

const READ: &str = "
    return (async () => {
      const team = await (await navigator.storage.getDirectory()).getDirectoryHandle('Team plans', { create: true });
      for await (const [name, file] of team.entries()) {
        if (name.includes('Mirela')) return await (await file.getFile()).text();
      }
      return null;
    })();";

/// A picture of each state.
pub async fn photograph(browser: &Browser, picture: impl AsyncFn(&str)) {
    browser.before_each_load(PICKER).await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", &fixture("contract-example.okr.json")).await;
    browser.find(".objective-card").await;
    browser.visit("#/share").await;
    picture("folder-offered").await;
    browser.set("Your name, for the others", "Mirela").await;
    browser.press("Choose a folder").await;
    let written = async || browser.run(READ, vec![]).await.as_str().map(str::to_owned);
    let ours = browser.until(written).await.expect("a file in the folder");
    let put = async |name: &str, text: &str| browser.run(PUT, vec![json!(name), json!(text)]).await;
    put("Support team 2027.Ben-7k2m9.okr.json", &ours).await;
    put("Support team 2027.Tomás-q81xa.okr.json", &ours.replace("efficient", "quick")).await;
    put("Support team 2027.Ana-Lima-0f3c7.okr.json", &ours[..ours.len() / 2]).await;
    browser.wait_for_text("Edited by hand").await;
    browser.wait_for_text("Not whole").await;
    browser.dismiss_notice().await;
    picture("folder-working").await;
    browser.store("denied", "yes").await;
    browser.reload().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Go on working in").await;
    picture("folder-permission").await;
    browser
        .before_each_load("window.showDirectoryPicker = undefined; indexedDB.deleteDatabase('cairn-folders')")
        .await;
    browser.reload().await;
    browser.visit("#/share").await;
    browser.press("Choose a folder").await;
    browser.wait_for_text("By hand it comes to the same").await;
    picture("folder-instead").await;
}
