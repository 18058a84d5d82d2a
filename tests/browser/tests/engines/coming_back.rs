//! What a browser cleared, and what is left when the app does not start.

use crate::{WITHOUT_THE_APP, in_each_engine, new_objective, open};
use harness::{Browser, Engine, Release, Site};
use serde_json::{Value, json};

in_each_engine!(
    t31_a_plan_that_the_browser_cleared_is_offered_and_comes_back,
    t29_an_app_that_does_not_start_leads_to_the_rescue_page_that_hands_out_everything,
);

/// The mirror holds what localStorage does: it is written behind the app's back.
async fn wait_for_mirror(browser: &Browser) {
    const SCRIPT: &str = "
        const { local, backups } = cairnStored;
        return (async () => {
          const { mirror = {} } = await backups();
          const wanted = Object.entries(local()).filter(([key]) => !/(lease|ballast)$/.test(key));
          return wanted.length > 0 && wanted.every(([key, value]) => mirror[key] === value);
        })();";
    let even = async || (browser.run(SCRIPT, vec![]).await == json!(true)).then_some(());
    assert!(browser.until(even).await.is_some(), "the mirror lacks something");
}

async fn t31_a_plan_that_the_browser_cleared_is_offered_and_comes_back(engine: Engine) {
    let browser = open(engine, &Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Outlive the clearing").await;
    wait_for_mirror(&browser).await;
    // while the app is not there to write it anew
    browser.load(WITHOUT_THE_APP).await;
    browser.run("localStorage.clear()", vec![]).await;

    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Outlive the clearing").await;
    browser.reload_plan().await;
    browser.wait_for_text("Outlive the clearing").await;
    browser.assert_clean().await;
}

async fn t29_an_app_that_does_not_start_leads_to_the_rescue_page_that_hands_out_everything(engine: Engine) {
    let release = Release::copy();
    let site = Site::of(release.path());
    let browser = open(engine, &site).await;
    browser.goto("").await;
    browser.press("Support team").await;
    browser.find(".objective-card").await;
    wait_for_mirror(&browser).await;
    // The host lost half of each module, and no service worker has them.
    release.halve(".wasm");
    browser.load(WITHOUT_THE_APP).await;
    const FORGET: &str = "return (async () => {
        for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
        for (const name of await caches.keys()) await caches.delete(name);
    })()";
    browser.run(FORGET, vec![]).await;
    let stored = browser.storage().await;
    browser.load("").await;
    browser.wait_for_text("Cairn has stopped").await;

    browser.follow("See what is stored").await;
    browser.wait_for_text("values found").await;
    let text = browser.text().await;
    for key in stored.keys().filter(|key| key.starts_with("cairn/")) {
        assert!(text.contains(key.as_str()), "{key}: {text}");
    }
    assert!(text.contains("mirror: cairn/1/"), "{text}");
    browser.press("Download everything").await;
    let rescued: Value = serde_json::from_str(browser.download().await.text()).expect("JSON");
    for (key, value) in stored.iter().filter(|(key, _)| key.starts_with("cairn/")) {
        assert_eq!(rescued["localStorage"][key], json!(value), "{key}");
    }
    let plan = stored.keys().find(|key| key.ends_with("/a")).expect("a snapshot");
    assert_eq!(rescued["indexedDB"]["mirror"][plan], json!(stored[plan]));
    assert_eq!(browser.storage().await, stored, "nothing was changed");
    assert_eq!(site.violations(), Vec::<String>::new());
}
