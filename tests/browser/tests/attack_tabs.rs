//! Two tabs, forms and copies in each other's way: nothing that was typed is lost, and nothing older comes back.

use harness::{Browser, Site};
use serde_json::{Value, json};
use std::time::Duration;

const NOW: &str = "2027-05-18T10:00";
const SHARED: &str = "Be easy to reach";
const FAIL: &str = "
    const kept = Storage.prototype.setItem;
    window.mend = () => { Storage.prototype.setItem = kept; };
    Storage.prototype.setItem = () => { throw new DOMException('made to fail by a test', 'QuotaExceededError') };";

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

async fn rename(browser: &Browser, from: &str, to: &str) {
    browser.visit("#/okrs").await;
    browser.menu(from, "Edit").await;
    browser.fill("Objective", to).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(to).await;
}

async fn title(browser: &Browser, to: &str) {
    browser.visit("#/plan").await;
    browser.fill("Title of the plan", to).await;
    browser.visit("#/okrs").await;
    browser.wait_for_text(to).await;
}

async fn file_of(browser: &Browser) -> String {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    let download = browser.download().await;
    browser.dismiss_notice().await;
    download.text().to_owned()
}

async fn person(site: &Site) -> Browser {
    let browser = Browser::open(site).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser
}

async fn key_result(browser: &Browser) {
    browser.visit("#/okrs").await;
    browser.follow(SHARED).await;
    browser.press("New key result").await;
    browser.fill("Key result", "Calls answered").await;
    browser.fill("From", "10").await;
    browser.fill("Target", "90").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// Ana and Ben with the same plan of one objective.
async fn pair() -> (Browser, Browser) {
    let (ana, ben) = (person(&Site::start()).await, person(&Site::start()).await);
    ana.press("Start with an empty plan").await;
    new_objective(&ana, SHARED).await;
    key_result(&ana).await;
    let first = file_of(&ana).await;
    ben.open_file("plan.okr.json", &first).await;
    ben.find(".objective-card").await;
    ana.visit("#/okrs").await;
    (ana, ben)
}

async fn replace_storage(browser: &Browser, stored: &std::collections::BTreeMap<String, String>) {
    browser.run("localStorage.clear()", vec![]).await;
    for (key, value) in stored {
        browser.store(key, value).await;
    }
}

async fn tick(browser: &Browser) {
    browser.run("document.querySelector('.changes input[type=checkbox]').click()", vec![]).await;
}

async fn new_objective_at(browser: &Browser, title: &str) {
    browser.visit("#/okrs").await;
    new_objective(browser, title).await;
}

async fn two_tabs(browser: &Browser) -> (thirtyfour::WindowHandle, thirtyfour::WindowHandle) {
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("a second tab");
    browser.driver.switch_to_window(second.clone()).await.expect("second");
    (first, second)
}

async fn typed(browser: &Browser) -> Value {
    browser
        .run("return [...document.querySelectorAll('input,textarea')].map((i) => i.value).join('|')", vec![])
        .await
}

#[tokio::test]
async fn the_undo_of_opening_a_plan_does_not_undo_what_another_tab_wrote() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    title(&browser, "Plan A").await;
    browser.visit("#/share").await;
    browser.press("New empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    title(&browser, "Plan B").await;
    browser.undo().await;
    let (first, second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.visit("#/share").await;
    browser.press("Open Plan A").await;
    browser.wait_for_text("Plan A").await;
    pause(500).await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Of the second tab").await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    browser.undo().await;
    pause(500).await;
    browser.visit("#/okrs").await;
    browser.driver.switch_to_window(second.clone()).await.expect("second");
    pause(1000).await;
    let text = browser.visit("#/okrs").await;
    assert!(text.contains("Of the second tab"), "{text}");
}

#[tokio::test]
async fn a_title_that_is_typed_outlives_a_reload() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    browser.visit("#/plan").await;
    browser.fill("Title of the plan", "Typed title").await;
    browser.reload_plan().await;
    let text = browser.visit("#/plan").await;
    assert!(text.contains("Typed title"), "{text}");
}

#[tokio::test]
async fn an_update_from_another_tab_leaves_a_half_typed_form() {
    let folder = std::env::temp_dir().join(format!("cairn-attack-{}", std::process::id()));
    std::process::Command::new("cp")
        .args(["-r", concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist")])
        .arg(&folder)
        .status()
        .expect("cp");
    let browser = Browser::open(&Site::of(folder.clone())).await;
    browser.start_empty().await;
    let ready =
        "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    browser
        .until(async || (browser.run(ready, vec![]).await == json!(true)).then_some(()))
        .await
        .expect("worker");
    let sw = folder.join("sw.js");
    let text = std::fs::read_to_string(&sw).expect("sw");
    std::fs::write(&sw, text.replacen("const RELEASE = \"", "const RELEASE = \"next-", 1)).expect("sw");
    browser.reload_plan().await;
    new_objective(&browser, "Saved").await;
    browser.press("New objective").await;
    browser.fill("Objective", "A long story").await;
    let (first, second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.press("Use it now").await;
    pause(2500).await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    let _ = second;
    let held = typed(&browser).await;
    std::fs::remove_dir_all(&folder).ok();
    assert!(held.to_string().contains("A long story"), "{held}");
}

#[tokio::test]
async fn an_unsaved_merge_is_still_a_merge_after_a_take_over() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    let theirs = file_of(&ben).await;
    rename(&ana, SHARED, "Word of Ana").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.run(FAIL, vec![]).await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("NOT SAVED").await;
    let (first, second) = two_tabs(&ana).await;
    ana.goto("").await;
    ana.press("Take over").await;
    pause(500).await;
    ana.driver.switch_to_window(first.clone()).await.expect("first");
    ana.run("mend()", vec![]).await;
    ana.wait_for_text("Another tab is editing").await;
    ana.press("Take over").await;
    pause(1000).await;
    let _ = second;
    let text = ana.text().await;
    let file = file_of(&ana).await;
    assert!(file.contains("Word of Ben") && file.contains("Word of Ana"), "{text}");
    assert!(text.contains("changed by two people"), "the merge's registers are gone: {text}");
}

#[tokio::test]
async fn a_form_writes_only_the_fields_that_were_changed_in_it() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, SHARED).await;
    new_objective(&browser, "Another").await;
    browser.menu(SHARED, "Edit").await;
    let (first, second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    rename(&browser, SHARED, "Word of the second tab").await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    pause(700).await;
    browser.run("document.querySelector('dialog textarea')?.focus()", vec![]).await;
    browser.run("const a = document.querySelector('dialog textarea'); if (a) { a.value = 'A reason'; a.dispatchEvent(new Event('input', { bubbles: true })); }", vec![]).await;
    // the dialog is modal: first it is left? the banner lies under it
    browser.press("Save").await;
    pause(500).await;
    // the second tab closes; this one may write again
    browser.driver.switch_to_window(second.clone()).await.expect("second");
    browser.driver.close_window().await.expect("closed");
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    pause(1000).await;
    if browser.driver.find(thirtyfour::By::Css("dialog")).await.is_ok() {
        browser.press("Save").await;
    }
    pause(700).await;
    let text = browser.visit("#/okrs").await;
    assert!(text.contains("Word of the second tab"), "{text}");
}

#[tokio::test]
async fn lines_of_a_file_edited_by_hand_that_were_not_taken_can_be_taken_later() {
    let (ana, _ben) = pair().await;
    let file = file_of(&ana).await;
    let by_hand = file.replacen(SHARED, "Word by hand", 1).replacen("Calls answered", "Calls by hand", 1);
    ana.open_file("hand.okr.json", &by_hand).await;
    ana.wait_for_text("since yours").await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged 2").await;
    ana.undo().await;
    ana.open_file("hand.okr.json", &by_hand).await;
    ana.wait_for_text("since yours").await;
    tick(&ana).await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged 1").await;
    ana.dismiss_notice().await;
    ana.open_file("hand.okr.json", &by_hand).await;
    pause(800).await;
    let text = ana.text().await;
    assert!(!text.contains("taken in before"), "half was not taken, and can't be had: {text}");
}

/// A copy of a plan that is kept here and not on screen does not replace it: it is merged, after a look.
#[tokio::test]
async fn a_copy_of_a_kept_plan_that_is_not_on_screen_is_merged_into_it() {
    let (ana, ben) = pair().await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    new_objective_at(&ana, "First of Ana").await;
    ana.visit("#/share").await;
    ana.press("New empty plan").await;
    ana.wait_for_text("No objectives here yet").await;
    title(&ana, "Another plan").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("You have this plan here").await;
    ana.press("Cancel").await;
    let text = ana.visit("#/okrs").await;
    assert!(text.contains("No objectives here yet"), "left, and still another plan is on screen: {text}");
    ana.open_file("ben.okr.json", &theirs).await;
    ana.press("See what it changes").await;
    ana.wait_for_text("since yours").await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged").await;
    let text = ana.visit("#/okrs").await;
    assert!(text.contains("First of Ben") && text.contains("First of Ana"), "{text}");
    ana.reload_plan().await;
    ana.wait_for_text("First of Ben").await;
}

/// A state of the plan that was set aside can be looked at, and what one wants of it taken.
#[tokio::test]
async fn a_state_that_was_set_aside_is_offered_as_a_merge() {
    let browser = Browser::open(&Site::start()).await;
    // else what is taken out of localStorage comes back from the mirror
    browser.before_each_load("Object.defineProperty(window, 'indexedDB', { value: undefined })").await;
    browser.start_empty().await;
    new_objective(&browser, "Before the branch").await;
    let before = browser.storage().await;
    new_objective(&browser, "On the branch that was overtaken").await;
    let branch = browser.storage().await;
    // what a tab writes that did not know of the other one: both records follow the same one
    leave_storage(&browser, &before).await;
    browser.goto("").await;
    browser.wait_for_text("Before the branch").await;
    new_objective(&browser, "On the branch that stayed").await;
    leave_storage(&browser, &browser.storage().await).await;
    for (key, value) in branch.iter().filter(|(key, _)| key.contains("/j/") && !before.contains_key(*key)) {
        browser.store(key, value).await;
    }
    browser.goto("").await;
    // one of the two goes on, and the other is set aside
    browser.wait_for_text("Before the branch").await;
    let stayed = browser.text().await.contains("On the branch that stayed");
    browser.visit("#/share").await;
    browser.press("See what copy 1 changes").await;
    let aside = if stayed { "On the branch that was overtaken" } else { "On the branch that stayed" };
    browser.wait_for_text(aside).await;
    browser.click(".review-foot .button.primary").await;
    browser.wait_for_text("Merged").await;
    let text = browser.visit("#/okrs").await;
    for title in ["Before the branch", "On the branch that stayed", "On the branch that was overtaken"] {
        assert!(text.contains(title), "{text}");
    }
}

async fn leave_storage(browser: &Browser, stored: &std::collections::BTreeMap<String, String>) {
    browser.driver.goto("about:blank").await.ok();
    browser.load("rescue.html").await;
    replace_storage(browser, stored).await;
}

/// A file that deletes more than half asks, with counts.
#[tokio::test]
async fn t15_a_copy_that_halves_the_plan_asks_with_counts() {
    let (ana, ben) = pair().await;
    ben.visit("#/okrs").await;
    ben.menu(SHARED, "Delete").await;
    ben.wait_for_text("Deleted").await;
    let theirs = file_of(&ben).await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("This copy deletes 2 of the 3 records and measurements of your plan").await;
    let text = ana.visit("#/okrs").await;
    assert!(text.contains(SHARED), "nothing changed so far: {text}");
}

/// A plan of a version to come, as the app that knows it would write it.
fn newer(file: &str) -> String {
    let newer = file.replacen("\"version\": 1", "\"version\": 2", 1);
    newer.replacen("\"title\":", "\"moods\": { \"d_1\": 7.50 },\n  \"title\":", 1)
}

#[tokio::test]
async fn t17_a_plan_of_a_newer_version_is_read_and_saved_as_it_came() {
    let (ana, ben) = pair().await;
    let file = newer(&file_of(&ben).await);
    title(&ana, "Mine").await;
    let stored = |all: std::collections::BTreeMap<String, String>| {
        all.into_iter()
            .filter(|(key, _)| key.contains("/j/") || key.ends_with("/a") || key.ends_with("/b"))
            .collect::<Vec<_>>()
    };
    let before = stored(ana.storage().await);
    ana.open_file("newer.okr.json", &file).await;
    ana.wait_for_text("from a newer version of Cairn").await;
    ana.press("Open to read").await;
    ana.wait_for_text("You can read it here").await;
    ana.wait_for_text(SHARED).await;
    // nothing can be changed
    ana.menu(SHARED, "Delete").await;
    ana.wait_for_text("can only be read here").await;
    let text = ana.visit("#/okrs").await;
    assert!(text.contains(SHARED), "{text}");
    assert_eq!(file_of(&ana).await, file, "not byte for byte as it came");
    pause(6000).await;
    assert_eq!(stored(ana.storage().await), before, "something was written");
    ana.reload().await;
    ana.wait_for_text("Mine").await;
}

/// Every text in a JSON value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn t09_what_a_newer_version_kept_is_left_alone_and_can_be_downloaded() {
    use cairn::storage::{Keeper, KeyValue, Memory, Writer};
    let site = Site::start();
    let browser = Browser::open(&site).await;
    browser.start_empty().await;
    let body = newer(&file_of(&browser).await);
    let memory = std::rc::Rc::new(Memory::default());
    let made = Keeper::create(memory.clone(), "p_newer", &body, Writer::new("kN", 1), 1_000);
    drop(made.unwrap_or_else(|why| panic!("{why}")));
    let stored: std::collections::BTreeMap<String, String> = memory
        .keys("")
        .expect("keys")
        .into_iter()
        .map(|key| (key.clone(), memory.get(&key).expect("a value").expect("a value")))
        .collect();
    drop(browser);
    let browser = Browser::open(&site).await;
    leave_storage(&browser, &stored).await;
    browser.goto("").await;
    browser.wait_for_text("written by a newer version of Cairn").await;
    pause(6000).await;
    let text = browser.text().await.to_lowercase();
    assert!(!text.contains("clear"), "{text}");
    browser.press("Download everything stored").await;
    let download = browser.download().await;
    let mut dump = Vec::new();
    texts(&serde_json::from_str(download.text()).expect("json"), &mut dump);
    let after = browser.storage().await;
    for (key, value) in stored.iter().filter(|(key, _)| key.ends_with("/a") || key.ends_with("/b")) {
        assert_eq!(after.get(key), Some(value), "{key}");
        assert!(dump.contains(value), "{key} is not in the download");
    }
}

/// What a tab that reads along can't do it says, and the turn of the other one stays.
#[tokio::test]
async fn a_tab_that_reads_along_merges_and_restores_nothing_and_says_why() {
    let (ana, ben) = pair().await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    ana.reload_plan().await;
    pause(3500).await;
    let (first, second) = two_tabs(&ana).await;
    ana.goto("").await;
    ana.wait_for_text("Another tab is editing this plan").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("Take over to change it here").await;
    assert!(!ana.visit("#/merge").await.contains("First of Ben"), "a review that could not be taken");
    ana.visit("#/share").await;
    ana.press("Go back to it").await;
    ana.press("For me").await;
    ana.wait_for_text("Take over to change it here").await;
    ana.driver.switch_to_window(first).await.expect("first");
    new_objective_at(&ana, "The turn is still here").await;
    ana.driver.switch_to_window(second).await.expect("second");
    ana.visit("#/okrs").await;
    ana.wait_for_text("The turn is still here").await;
}

/// A tab that reads along fails to open another plan: the plan on screen stays the other tab's to write.
#[tokio::test]
async fn a_plan_that_can_not_be_opened_steals_no_turn() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    title(&browser, "Ruined").await;
    pause(300).await;
    let ruined: Vec<String> = browser
        .storage()
        .await
        .into_keys()
        .filter(|key| key.ends_with("/a") || key.ends_with("/b"))
        .collect();
    browser.visit("#/share").await;
    browser.press("New empty plan").await;
    title(&browser, "Sound").await;
    let (first, _) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.wait_for_text("Another tab is editing this plan").await;
    for key in &ruined {
        browser.store(key, "{\"half\":").await;
    }
    browser.visit("#/share").await;
    browser.press("Open Ruined").await;
    browser.wait_for_text("can’t be read").await;
    browser.driver.switch_to_window(first).await.expect("first");
    pause(700).await;
    assert!(!browser.text().await.contains("Another tab is editing"), "the turn was taken");
    new_objective_at(&browser, "Written by the first").await;
    browser.reload_plan().await;
    browser.wait_for_text("Written by the first").await;
}
