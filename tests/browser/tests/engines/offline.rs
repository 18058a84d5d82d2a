//! The service worker: use without a network, and a newer release that waits for a click.

use crate::{in_each_engine, new_objective, on, open};
use harness::{Browser, Engine, Profile, Release, Site};
use serde_json::json;

in_each_engine!(
    the_app_opens_and_keeps_edits_without_a_network,
    t07_a_newer_release_waits_for_a_click_and_no_edit_is_lost,
);

/// The service worker has all files and answers for this page.
async fn wait_for_worker(browser: &Browser) {
    const SCRIPT: &str =
        "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    let ready = async || (browser.run(SCRIPT, vec![]).await == json!(true)).then_some(());
    browser.until(ready).await.expect("a service worker in charge");
}

async fn the_app_opens_and_keeps_edits_without_a_network(engine: Engine) {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(engine, &site, &profile).await;
    browser.start_empty().await;
    wait_for_worker(&browser).await;
    assert!(!browser.text().await.contains("A newer version"), "on the first visit");
    site.set_away(true);
    browser.reload_plan().await;
    new_objective(&browser, "Written on a train").await;
    for place in ["#/kpis", "#/share", "#/plan"] {
        browser.visit(place).await;
    }
    // an example comes from the same place as the app
    browser.visit("#/share").await;
    browser.press("People and learning").await;
    browser.wait_for_text("Example: ").await;
    browser.undo().await;
    drop(browser);

    // also a browser that was closed on the way
    let browser = on(engine, &site, &profile).await;
    browser.goto("#/okrs").await;
    browser.wait_for_text("Written on a train").await;
    browser.assert_clean().await;
}

async fn t07_a_newer_release_waits_for_a_click_and_no_edit_is_lost(engine: Engine) {
    const RELEASE: &str = "return document.querySelector('meta[name=release]')?.content ?? ''";
    let release = Release::copy();
    let browser = open(engine, &Site::of(release.path())).await;
    browser.start_empty().await;
    wait_for_worker(&browser).await;
    new_objective(&browser, "Before the update").await;

    let title = "<title>Cairn</title>";
    release.edit("index.html", title, &format!("{title}<meta name=\"release\" content=\"next\">"));
    release.edit("sw.js", "const RELEASE = \"", "const RELEASE = \"next-");
    browser.reload_plan().await;
    // the new worker fetches every file of the release before it waits; beside another browser that can take a while
    let is_said = async || browser.text().await.contains("A newer version of Cairn is ready").then_some(());
    for _ in 0..3 {
        if browser.until(is_said).await.is_some() {
            break;
        }
    }
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
