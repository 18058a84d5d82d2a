//! What a browser may do to a plan, and how it comes back: killed, emptied, damaged; and a browser without IndexedDB.

use harness::{Browser, Options, Profile, Site};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

async fn with_plan(site: &Site, profile: &Profile) -> Browser {
    let browser = on(site, profile).await;
    browser.start_empty().await;
    browser
}

async fn on(site: &Site, profile: &Profile) -> Browser {
    Browser::open_with(site, Options { profile: profile.clone(), ..Options::default() }).await
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

/// Empties localStorage as browsers do, and leaves IndexedDB.
async fn clear_local_storage(browser: &Browser, site: &Site) {
    browser.driver.goto("about:blank").await.expect("an empty page");
    let what = json!({ "origin": site.origin(), "storageTypes": "local_storage" });
    browser.cdp("Storage.clearDataForOrigin", what).await;
}

/// Chromium writes localStorage half a minute late, and forgets that when it is killed.
#[tokio::test]
async fn t04_a_sigkill_loses_no_edit_that_is_a_second_old() {
    let (site, profile) = (Site::start(), Profile::new());
    // a plan that is on the disk, as browsers write when they are closed in good order
    drop(with_plan(&site, &profile).await);
    let browser = on(&site, &profile).await;
    browser.goto("").await;
    new_objective(&browser, "Written before the kill").await;
    for i in 0..4 {
        new_objective(&browser, &format!("And a further one, {i}")).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser.kill();

    let browser = on(&site, &profile).await;
    browser.goto("").await;
    browser.wait_for_text("Written before the kill").await;
    for i in 0..4 {
        browser.wait_for_text(&format!("And a further one, {i}")).await;
    }
    new_objective(&browser, "Written after it").await;
    browser.reload().await;
    browser.wait_for_text("Written after it").await;
    browser.wait_for_text("Written before the kill").await;
}

/// The same without luck: what localStorage held a while ago is put back, as after a kill.
#[tokio::test]
async fn t04_what_local_storage_forgot_comes_back_with_a_word() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = with_plan(&site, &profile).await;
    new_objective(&browser, "On the disk").await;
    let on_disk = browser.storage().await;
    new_objective(&browser, "Not on the disk").await;
    new_objective(&browser, "Nor this").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    browser.driver.goto(site.url("no-such-file")).await.expect("a page without the app");
    browser.run("localStorage.clear()", vec![]).await;
    for (key, value) in &on_disk {
        browser.store(key, value).await;
    }
    browser.goto("").await;
    browser.wait_for_text("2 changes came back from the backup").await;
    for title in ["On the disk", "Not on the disk", "Nor this"] {
        browser.wait_for_text(title).await;
    }
    browser.reload_plan().await;
    browser.wait_for_text("Nor this").await;
    assert!(!browser.text().await.contains("came back"));
}

#[tokio::test]
async fn t31_a_plan_that_the_browser_cleared_is_offered_and_comes_back() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = with_plan(&site, &profile).await;
    new_objective(&browser, "Outlive the clearing").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    clear_local_storage(&browser, &site).await;

    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    // T10: leaving it alone changes nothing
    browser.reload().await;
    browser.wait_for_text("can be brought back").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Outlive the clearing").await;
    browser.reload().await;
    browser.wait_for_text("Outlive the clearing").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn t31_an_empty_browser_starts_without_a_word_of_damage() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.wait_for_text("Start with an empty plan").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let text = browser.text().await;
    for word in ["brought back", "damaged", "can’t be read"] {
        assert!(!text.contains(word), "{text}");
    }
}

#[tokio::test]
async fn t03_a_plan_whose_snapshots_are_both_ruined_is_offered_from_the_backup() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = with_plan(&site, &profile).await;
    new_objective(&browser, "Outlive the ruin").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let stored = browser.storage().await;
    let ruined: Vec<&String> =
        stored.keys().filter(|key| key.ends_with("/a") || key.ends_with("/b")).collect();
    assert_eq!(ruined.len(), 2);
    browser.driver.goto(site.url("no-such-file")).await.expect("a page without the app");
    for key in &ruined {
        browser.store(key, "{\"half\":").await;
    }
    browser.goto("").await;
    browser.wait_for_text("can’t be read").await;
    browser.wait_for_text("can be brought back").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Outlive the ruin").await;
    // the ruin is still there to be looked at
    let stored = browser.storage().await;
    assert!(
        stored.iter().any(|(key, value)| key.contains("/quarantine/") && value.contains("half")),
        "{stored:?}"
    );
}

#[tokio::test]
async fn a_replaced_plan_is_in_the_backups_and_can_be_gone_back_to() {
    let site = Site::start();
    let browser = Browser::open(&site).await;
    browser.start_empty().await;
    new_objective(&browser, "First thoughts").await;
    browser.reload().await;
    browser.wait_for_text("First thoughts").await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Second thoughts").await;

    browser.visit("#/share").await;
    browser.press("Go back to it").await;
    browser.find("dialog").await;
    browser.keys(harness::Key::Escape).await;
    browser.wait_until_gone("dialog").await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.visit("#/okrs").await;
    browser.wait_for_text("First thoughts").await;
    assert!(!browser.text().await.contains("Second thoughts"));
    browser.visit("#/share").await;
    browser.wait_for_text("Before a change of the whole plan").await;
    browser.wait_for_text("The plan before it was replaced").await;
    browser.undo().await;
    browser.visit("#/okrs").await;
    browser.wait_for_text("Second thoughts").await;
    browser.assert_clean().await;
}

/// The old values travel: a copy that has seen everything since takes them as changes.
#[tokio::test]
async fn what_is_gone_back_to_for_everyone_reaches_the_others_with_the_next_file() {
    let (site, other) = (Site::start(), Site::start());
    let browser = Browser::open(&site).await;
    browser.start_empty().await;
    new_objective(&browser, "First thoughts").await;
    browser.reload_plan().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Second thoughts").await;
    let file = async |browser: &Browser| {
        browser.visit("#/share").await;
        browser.press("Save to a file").await;
        browser.download().await.text().to_owned()
    };
    let with_both = file(&browser).await;
    let colleague = Browser::open(&other).await;
    colleague.goto("").await;
    colleague.open_file("plan.okr.json", &with_both).await;
    colleague.wait_for_text("Second thoughts").await;

    browser.press("Go back to it").await;
    browser.press("For everyone").await;
    browser.wait_for_text("Gone back to the earlier state").await;
    assert!(!browser.visit("#/okrs").await.contains("Second thoughts"));
    let back = file(&browser).await;
    colleague.open_file("back.okr.json", &back).await;
    colleague.wait_for_text("Objective deleted").await;
    colleague.press("Merge").await;
    colleague.wait_for_text("Merged").await;
    let text = colleague.visit("#/okrs").await;
    assert!(text.contains("First thoughts") && !text.contains("Second thoughts"), "{text}");
    browser.undo().await;
    assert!(browser.visit("#/okrs").await.contains("Second thoughts"));
    browser.assert_clean().await;
    colleague.assert_clean().await;
}

#[tokio::test]
async fn without_indexed_db_the_app_does_all_else() {
    for broken in [
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });",
        "indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError'); };",
        "IDBFactory.prototype.open = () => new EventTarget();",
        "IDBDatabase.prototype.transaction = () => { throw new DOMException('no', 'InvalidStateError'); };",
    ] {
        let browser = Browser::open(&Site::start()).await;
        browser.before_each_load(broken).await;
        browser.start_empty().await;
        new_objective(&browser, "Kept all the same").await;
        browser.reload().await;
        browser.wait_for_text("Kept all the same").await;
        new_objective(&browser, "And a second one").await;
        browser.assert_clean().await;
    }
}

async fn file(browser: &Browser) -> Value {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let file = serde_json::from_str(browser.download().await.text()).expect("JSON");
    browser.dismiss_notice().await;
    file
}

/// The content of a plan file, without what says how it came about.
fn content(mut file: Value) -> Value {
    let members = file.as_object_mut().expect("an object");
    for name in ["merge", "sha256", "trash"] {
        members.remove(name);
    }
    file
}

#[tokio::test]
async fn t14_undo_of_going_back_restores_all_of_it_and_only_that() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "First thoughts").await;
    browser.reload_plan().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Second thoughts").await;
    let before = file(&browser).await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.visit("#/okrs").await;
    browser.wait_for_text("First thoughts").await;
    let older = file(&browser).await;
    assert_ne!(content(older.clone()), content(before.clone()));
    browser.undo().await;
    assert_eq!(content(file(&browser).await), content(before.clone()));
    browser.redo().await;
    assert_eq!(content(file(&browser).await), content(older));
    browser.undo().await;
    // what was set aside on the way is still there, and the plan it came from too
    browser.reload_plan().await;
    assert_eq!(content(file(&browser).await), content(before));
    browser.wait_for_text("The plan before it was replaced").await;
}

/// The ids of all sittings that a file has seen edits of.
fn sittings(file: &Value) -> BTreeSet<String> {
    file["merge"]["seen"].as_object().expect("what it has seen").keys().cloned().collect()
}

async fn one_edit_is_of_a_new_sitting(browser: &Browser, what: &str) {
    let before = sittings(&file(browser).await);
    browser.visit("#/okrs").await;
    new_objective(browser, what).await;
    let after = sittings(&file(browser).await);
    assert_eq!(after.difference(&before).count(), 1, "{what}: {before:?} {after:?}");
}

#[tokio::test]
async fn t32_every_sitting_has_a_replica_id_of_its_own() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "To begin with").await;
    browser.reload_plan().await;
    one_edit_is_of_a_new_sitting(&browser, "After a reload").await;
    browser.wait_for_text("Of the week").await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.wait_for_text("Gone back").await;
    one_edit_is_of_a_new_sitting(&browser, "After going back").await;
    browser.undo().await;
    browser.undo().await;
    one_edit_is_of_a_new_sitting(&browser, "After the undo of going back").await;
}
