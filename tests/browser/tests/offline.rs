//! The app without a network, a newer release that waits for a click, and the page of last resort.

use harness::{Browser, Release, Site};
use serde_json::{Value, json};

async fn offline(browser: &Browser, offline: bool) {
    browser.cdp("Network.enable", json!({})).await;
    let network =
        json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.cdp("Network.emulateNetworkConditions", network).await;
}

/// The service worker has all files and answers for this page.
async fn wait_for_worker(browser: &Browser) {
    let script =
        "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    let ready = async || (browser.run(script, vec![]).await == json!(true)).then_some(());
    browser.until(ready).await.expect("a service worker in charge");
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

#[tokio::test]
async fn the_app_opens_and_keeps_edits_without_a_network() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    wait_for_worker(&browser).await;
    offline(&browser, true).await;
    browser.reload_plan().await;
    new_objective(&browser, "Written on a train").await;
    browser.reload_plan().await;
    browser.wait_for_text("Written on a train").await;
    for place in ["#/kpis", "#/share", "#/plan"] {
        browser.visit(place).await;
    }
    // an example comes from the same place as the app
    browser.visit("#/share").await;
    browser.press("People and learning").await;
    browser.wait_for_text("Example: ").await;
    browser.assert_clean().await;
}

/// Hosts name the page by either address.
#[tokio::test]
async fn the_page_is_there_offline_under_its_file_name_too() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    wait_for_worker(&browser).await;
    offline(&browser, true).await;
    browser.goto("index.html").await;
    browser.wait_for_text("New objective").await;
}

#[tokio::test]
async fn every_file_of_the_release_is_kept_and_the_manifest_makes_it_installable() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    wait_for_worker(&browser).await;
    let script = "return (async () => {
        const [name] = await caches.keys();
        const kept = await (await caches.open(name)).keys();
        return kept.map((request) => new URL(request.url).pathname);
    })()";
    let kept = browser.run(script, vec![]).await;
    let kept: Vec<&str> = kept.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    for ending in
        ["/", "boot.js", "_bg.wasm", "_1.wasm", "_2.wasm", "hr-team.okr.json", "rescue.html", "icon.svg"]
    {
        assert!(kept.iter().any(|path| path.ends_with(ending)), "{ending}: {kept:?}");
    }
    let manifest = browser.cdp("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let text: Value = serde_json::from_str(manifest["data"].as_str().expect("a manifest")).expect("JSON");
    assert_eq!(text["display"], "standalone");
    let faults = browser.cdp("Page.getInstallabilityErrors", json!({})).await;
    let faults: Vec<&str> = faults["installabilityErrors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["errorId"].as_str())
        .collect();
    assert!(faults.iter().all(|it| *it == "in-incognito"), "{faults:?}");
}

#[tokio::test]
async fn t07_a_newer_release_waits_for_a_click_and_no_edit_is_lost() {
    let release = Release::copy();
    let browser = Browser::open(&Site::of(release.path())).await;
    browser.start_empty().await;
    wait_for_worker(&browser).await;
    new_objective(&browser, "Before the update").await;

    // the host gets another release
    release.edit(
        "index.html",
        "<title>Cairn</title>",
        "<title>Cairn</title><meta name=\"release\" content=\"next\">",
    );
    release.edit("sw.js", "const RELEASE = \"", "const RELEASE = \"next-");
    const RELEASE: &str = "return document.querySelector('meta[name=release]')?.content ?? ''";
    browser.reload_plan().await;
    browser.wait_for_text("A newer version of Cairn is ready").await;
    assert_eq!(browser.run(RELEASE, vec![]).await, "", "the old release answers until someone says so");
    new_objective(&browser, "Just before the click").await;
    browser.press("Use it now").await;
    let updated = async || (browser.run(RELEASE, vec![]).await == "next").then_some(());
    browser.until(updated).await.expect("the next release");
    browser.wait_for_text("Before the update").await;
    browser.wait_for_text("Just before the click").await;
    assert!(!browser.text().await.contains("A newer version"), "and that was all");
}

#[tokio::test]
async fn t29_the_rescue_page_lists_and_hands_out_everything_without_wasm() {
    let site = Site::start();
    let browser = Browser::open(&site).await;
    browser.goto("").await;
    browser.press("Support team").await;
    browser.find(".objective-card").await;
    let stored = browser.storage().await;
    // the app can't start any more
    browser.before_each_load("WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => { throw new Error('broken') }").await;
    browser.load("").await;
    browser.wait_for_text("Cairn has stopped").await;
    browser.follow("See what is stored").await;
    browser.wait_for_text("values found").await;
    let text = browser.text().await;
    for key in stored.keys().filter(|key| !key.ends_with("ballast")) {
        assert!(text.contains(key.as_str()), "{key}: {text}");
    }
    assert!(text.contains("mirror: cairn/1/"), "{text}");
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press("Download everything").await;
    let rescued: Value = serde_json::from_str(browser.download().await.text()).expect("JSON");
    for (key, value) in &stored {
        if !key.ends_with("/lease") {
            assert_eq!(rescued["localStorage"][key], json!(value), "{key}");
        }
    }
    let plan = stored.keys().find(|key| key.ends_with("/a")).expect("a snapshot");
    assert_eq!(rescued["indexedDB"]["mirror"][plan], json!(stored[plan]));
    assert_eq!(browser.storage().await.len(), stored.len(), "nothing was changed");
}

/// Seen in WebKit, and known of Safari.
#[tokio::test]
async fn the_rescue_page_does_not_wait_for_a_database_that_never_answers() {
    let browser = Browser::open(&Site::start()).await;
    browser.load("rescue.html").await;
    browser.store("cairn/1/p/a", "{}").await;
    browser.before_each_load("IDBFactory.prototype.open = () => new EventTarget()").await;
    browser.load("rescue.html").await;
    browser.wait_for_text("1 values found.").await;
    browser.wait_for_text("does not let this page read the backups (Error: no answer)").await;
    browser.press("Download everything").await;
    assert!(browser.download().await.text().contains("cairn/1/p/a"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_rescue_page_of_an_empty_browser_says_so_and_leaves_no_trace() {
    let browser = Browser::open(&Site::start()).await;
    browser.load("rescue.html").await;
    browser.wait_for_text("Nothing of Cairn is stored in this browser.").await;
    let databases = browser.run("return indexedDB.databases().then((all) => all.length)", vec![]).await;
    assert_eq!(databases, json!(0));
    browser.assert_clean().await;
}
