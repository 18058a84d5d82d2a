//! Bad luck and bad will: what is typed or kept is not lost, and nothing false is shown. The first part are faults that
//! were found by attacks and mended, the second are promises that held.

use harness::{Browser, Options, Profile, Site};
use serde_json::{Value, json};
use std::time::Duration;

const NOW: &str = "2027-05-18T10:00";
const SHARED: &str = "Be easy to reach";
const HURRY: &str = "
    const every = window.setInterval;
    window.setInterval = (work, ms, ...more) => every(work, Math.min(ms ?? 0, 100), ...more);";
const FAIL: &str = "
    const kept = Storage.prototype.setItem;
    window.mend = () => { Storage.prototype.setItem = kept; };
    Storage.prototype.setItem = () => { throw new DOMException('made to fail by a test', 'QuotaExceededError') };";

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
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

async fn leave(browser: &Browser, site: &Site) {
    browser.driver.goto(site.url("no-such-file")).await.expect("a page without the app");
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

async fn typed_check_in(browser: &Browser) {
    browser.visit("#/okrs").await;
    browser.follow(SHARED).await;
    let panel = browser.panel_of("Calls answered").await;
    browser.click(&format!("{panel} header button[aria-expanded]")).await;
    browser.fill("What changed?", "A long story").await;
}

async fn typed(browser: &Browser) -> Value {
    browser
        .run("return [...document.querySelectorAll('input,textarea')].map((i) => i.value).join('|')", vec![])
        .await
}

#[tokio::test]
async fn what_i_wrote_beside_an_open_review_survives_a_line_that_is_not_taken() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    let theirs = file_of(&ben).await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    tick(&ana).await;
    rename(&ana, SHARED, "Later word of Ana").await;
    ana.visit("#/merge").await;
    ana.click(".review-foot .button.primary").await;
    pause(500).await;
    let text = ana.visit("#/okrs").await;
    let share = ana.visit("#/share").await;
    assert!(text.contains("Later word of Ana") || share.contains("Later word of Ana"), "{text}\n{share}");
}

#[tokio::test]
async fn what_i_wrote_beside_an_open_review_survives_a_file_edited_by_hand() {
    let (ana, _ben) = pair().await;
    let file = file_of(&ana).await;
    let by_hand = file.replacen(SHARED, "Word by hand", 1);
    ana.open_file("hand.okr.json", &by_hand).await;
    ana.wait_for_text("since yours").await;
    rename(&ana, SHARED, "Later word of Ana").await;
    ana.visit("#/merge").await;
    ana.click(".review-foot .button.primary").await;
    pause(500).await;
    let text = ana.visit("#/okrs").await;
    let share = ana.visit("#/share").await;
    assert!(text.contains("Later word of Ana") || share.contains("Later word of Ana"), "{text}\n{share}");
}

#[tokio::test]
async fn what_another_tab_wrote_beside_an_open_review_survives_the_merge() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    // not his word, only his objective
    ana.run("[...document.querySelectorAll('.changes li')].find((li) => li.innerText.includes('→')).querySelector('input').click()", vec![]).await;
    let (first, second) = two_tabs(&ana).await;
    ana.goto("").await;
    ana.press("Take over").await;
    ana.wait_until_gone(".banner").await;
    rename(&ana, SHARED, "Word of the second tab").await;
    ana.driver.switch_to_window(first.clone()).await.expect("first");
    ana.wait_for_text("Another tab").await;
    ana.press("Take over").await;
    ana.wait_until_gone(".banner").await;
    ana.click(".review-foot .button.primary").await;
    pause(600).await;
    let _ = second;
    let okrs = ana.visit("#/okrs").await;
    let share = ana.visit("#/share").await;
    assert!(okrs.contains("Word of the second tab") || share.contains("Word of the second tab"));
}

#[tokio::test]
async fn a_second_file_on_an_open_review_is_shown_before_it_can_be_merged() {
    let (ana, ben) = pair().await;
    new_objective_at(&ben, "First of Ben").await;
    let one = file_of(&ben).await;
    new_objective_at(&ben, "Second of Ben").await;
    let two = file_of(&ben).await;
    ana.open_file("one.okr.json", &one).await;
    ana.wait_for_text("First of Ben").await;
    ana.drop_file("main", "two.okr.json", &two).await;
    pause(700).await;
    let text = ana.text().await;
    assert!(text.contains("Second of Ben"), "the screen still shows the first file");
}

#[tokio::test]
async fn the_ticks_on_screen_are_what_is_merged_also_after_the_file_was_dropped_again() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    ana.drop_file("main", "ben.okr.json", &theirs).await;
    ana.drop_file("main", "ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    tick(&ana).await;
    ana.drop_file("main", "ben.okr.json", &theirs).await;
    pause(600).await;
    let ticked = ana.run("return document.querySelectorAll('.changes input:checked').length", vec![]).await;
    let label = ana.find(".review-foot .button.primary").await.text().await.expect("text");
    assert_eq!(label, format!("Merge {ticked} change{}", if ticked == 1 { "" } else { "s" }));
}

#[tokio::test]
async fn a_review_does_not_outlive_its_plan() {
    let (ana, ben) = pair().await;
    new_objective_at(&ben, "First of Ben").await;
    let one = file_of(&ben).await;
    ana.open_file("one.okr.json", &one).await;
    ana.wait_for_text("First of Ben").await;
    ana.visit("#/share").await;
    ana.press("New empty plan").await;
    ana.wait_for_text("No objectives here yet").await;
    let text = ana.visit("#/merge").await;
    if ana.driver.find(thirtyfour::By::Css(".review-foot .button.primary")).await.is_ok() {
        ana.click(".review-foot .button.primary").await;
        pause(500).await;
    }
    let okrs = ana.visit("#/okrs").await;
    assert!(!okrs.contains("First of Ben"), "{okrs}");
    assert!(!text.contains("since yours"), "a review of another plan: {text}");
}

#[tokio::test]
async fn a_plan_that_was_brought_back_can_be_edited_at_once() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "Outlive the ruin").await;
    pause(300).await;
    let stored = browser.storage().await;
    leave(&browser, &site).await;
    for key in stored.keys().filter(|key| key.ends_with("/a") || key.ends_with("/b")) {
        browser.store(key, "{\"half\":").await;
    }
    browser.goto("").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Outlive the ruin").await;
    pause(1000).await;
    let text = browser.text().await;
    assert!(!text.contains("Another tab"), "there is no other tab: {text}");
    new_objective(&browser, "And go on").await;
    browser.reload_plan().await;
    browser.wait_for_text("And go on").await;
}

#[tokio::test]
async fn a_plan_that_was_brought_back_can_at_least_be_taken_over() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "Outlive the ruin").await;
    pause(300).await;
    let stored = browser.storage().await;
    leave(&browser, &site).await;
    for key in stored.keys().filter(|key| key.ends_with("/a") || key.ends_with("/b")) {
        browser.store(key, "{\"half\":").await;
    }
    browser.goto("").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Outlive the ruin").await;
    pause(500).await;
    for _ in 0..3 {
        if browser.look_for("button", "Take over").await.is_some() {
            browser.press("Take over").await;
            pause(700).await;
        }
    }
    let text = browser.text().await;
    assert!(!text.contains("Another tab"), "still a reader of itself: {text}");
    new_objective(&browser, "And go on").await;
}

#[tokio::test]
async fn a_double_click_on_bring_it_back_does_no_more_than_one() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "One").await;
    pause(500).await;
    leave(&browser, &site).await;
    browser.run("localStorage.clear()", vec![]).await;
    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    browser.run("const b = [...document.querySelectorAll('button')].find((b) => b.innerText === 'Bring it back'); b.click(); b.click();", vec![]).await;
    browser.wait_for_text("One").await;
    pause(700).await;
    let text = browser.text().await;
    assert!(!text.contains("Another tab"), "{text}");
    new_objective(&browser, "Two").await;
}

#[tokio::test]
async fn a_slow_indexed_db_that_knows_more_does_not_make_the_tab_a_reader_of_itself() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "On the disk").await;
    let on_disk = browser.storage().await;
    new_objective(&browser, "Not on the disk").await;
    pause(500).await;
    leave(&browser, &site).await;
    replace_storage(&browser, &on_disk).await;
    const SLOW: &str = "
        const open = IDBFactory.prototype.open;
        const setter = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess').set;
        Object.defineProperty(IDBRequest.prototype, 'onsuccess', { configurable: true, set(work) {
          if (this instanceof IDBOpenDBRequest && work) setter.call(this, (e) => setTimeout(() => work.call(this, e), 3000));
          else setter.call(this, work);
        } });";
    browser.before_each_load(SLOW).await;
    browser.goto("").await;
    browser.wait_for_text("On the disk").await;
    pause(3500).await;
    let text = browser.text().await;
    assert!(text.contains("Not on the disk"), "{text}");
    assert!(!text.contains("Another tab"), "{text}");
}

#[tokio::test]
async fn an_old_file_opened_in_place_of_an_offer_does_not_destroy_the_newer_plan() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "In the file").await;
    let file = file_of(&browser).await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Weeks of work later").await;
    pause(500).await;
    leave(&browser, &site).await;
    browser.run("localStorage.clear()", vec![]).await;
    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    browser.open_file("old.okr.json", &file).await;
    pause(800).await;
    for _ in 0..2 {
        browser.visit("#/share").await;
        browser.reload().await;
        pause(1500).await;
    }
    let all = browser.run("return cairnStored.backups()", vec![]).await.to_string();
    let local = browser.run("return cairnStored.local()", vec![]).await.to_string();
    assert!(all.contains("Weeks of work later") || local.contains("Weeks of work later"), "gone for good");
}

#[tokio::test]
async fn a_plan_begun_just_before_a_kill_beside_another_is_offered() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "Of the old plan").await;
    let on_disk = browser.storage().await;
    browser.visit("#/share").await;
    browser.press("New empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    new_objective(&browser, "Of the new plan").await;
    pause(700).await;
    leave(&browser, &site).await;
    replace_storage(&browser, &on_disk).await;
    browser.goto("").await;
    browser.wait_for_text("Of the old plan").await;
    pause(2500).await;
    let okrs = browser.text().await;
    let share = browser.visit("#/share").await;
    assert!(
        okrs.contains("brought back")
            || share.contains("brought back")
            || share.matches("Opened").count() > 1,
        "no word of the new plan"
    );
}

#[tokio::test]
async fn a_late_bring_it_back_in_another_tab_overwrites_nothing() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "Before").await;
    pause(500).await;
    leave(&browser, &site).await;
    browser.run("localStorage.clear()", vec![]).await;
    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    let (first, second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.press("Bring it back").await;
    browser.wait_for_text("Before").await;
    pause(3500).await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "After the replacement").await;
    new_objective(&browser, "And one more").await;
    pause(500).await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    browser.press("Bring it back").await;
    pause(1500).await;
    browser.driver.switch_to_window(second.clone()).await.expect("second");
    pause(5500).await;
    browser.reload_plan().await;
    pause(1500).await;
    let text = browser.text().await;
    for it in ["After the replacement", "And one more"] {
        assert!(text.contains(it), "{it}: {text}");
    }
}

#[tokio::test]
async fn a_ruined_plan_that_can_not_be_opened_leaves_the_one_on_screen_kept() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.before_each_load("delete Window.prototype.indexedDB; delete window.indexedDB;").await;
    browser.start_empty().await;
    title(&browser, "Plan A").await;
    let of_a: Vec<String> = browser.storage().await.into_keys().collect();
    browser.visit("#/share").await;
    browser.press("New empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    title(&browser, "Plan B").await;
    // ruin A
    for key in of_a.iter().filter(|key| key.ends_with("/a") || key.ends_with("/b")) {
        browser.store(key, "{\"half\":").await;
    }
    browser.visit("#/share").await;
    browser.press("Open Plan A").await;
    pause(700).await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Typed after the failure").await;
    pause(300).await;
    let said_unsaved = browser.text().await.contains("NOT SAVED");
    browser.reload_plan().await;
    pause(500).await;
    let text = browser.text().await;
    assert!(said_unsaved || text.contains("Typed after the failure"), "lost without a word: {text}");
}

#[tokio::test]
async fn what_is_typed_into_the_file_of_a_plan_in_quarantine_is_kept_or_said_not_to_be() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "In the file").await;
    let file = file_of(&browser).await;
    let stored = browser.storage().await;
    leave(&browser, &site).await;
    for key in stored.keys().filter(|key| key.ends_with("/a") || key.ends_with("/b")) {
        browser.store(key, "{\"half\":").await;
    }
    browser.goto("").await;
    browser.wait_for_text("can’t be read").await;
    browser.open_file("plan.okr.json", &file).await;
    browser.wait_for_text("In the file").await;
    browser.dismiss_notice().await;
    new_objective(&browser, "Typed after it").await;
    pause(300).await;
    let text = browser.text().await;
    let said = text.contains("NOT SAVED");
    browser.reload().await;
    pause(2000).await;
    let text = browser.text().await;
    assert!(said || text.contains("Typed after it"), "lost without a word: {text}");
}

#[tokio::test]
async fn a_plan_that_finds_no_room_says_so_as_long_as_it_is_not_kept() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load("
    const kept = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (value.length > 450 && key.startsWith('cairn/1/')) throw new DOMException('made to fail by a test', 'QuotaExceededError');
      return kept.call(this, key, value);
    };").await;
    browser.goto("").await;
    browser.press("Start with an empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    browser.dismiss_notice().await;
    new_objective(&browser, "Typed").await;
    let text = browser.text().await;
    assert!(text.contains("NOT SAVED"), "{text}");
}

#[tokio::test]
async fn an_edit_that_is_not_saved_outlives_a_look_at_another_plan() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    title(&browser, "Plan A").await;
    browser.visit("#/share").await;
    browser.press("New empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    title(&browser, "Plan B").await;
    browser.run(FAIL, vec![]).await;
    new_objective(&browser, "Typed while full").await;
    browser.wait_for_text("NOT SAVED").await;
    browser.visit("#/share").await;
    browser.press("Open Plan A").await;
    pause(700).await;

    browser.run("mend()", vec![]).await;
    browser.visit("#/share").await;
    if browser.look_for("button", "Open Plan B").await.is_some() {
        browser.press("Open Plan B").await;
    }
    pause(700).await;
    let text = browser.visit("#/okrs").await;
    assert!(text.contains("Typed while full"), "lost without a word: {text}");
}

#[tokio::test]
async fn an_edit_that_is_not_saved_is_still_spoken_of_when_another_tab_takes_over() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Saved").await;
    browser.run(FAIL, vec![]).await;
    new_objective(&browser, "Typed while full").await;
    browser.wait_for_text("NOT SAVED").await;
    let (first, second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    browser.wait_for_text("Another tab is editing").await;
    let text = browser.text().await;
    let _ = second;
    assert!(text.contains("NOT SAVED") || text.contains("Typed while full"), "not a word of it: {text}");
}

#[tokio::test]
async fn a_reader_that_takes_over_a_cleared_storage_keeps_what_is_typed_or_says_so() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Saved").await;
    let (_first, _second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.wait_for_text("Another tab is editing").await;
    browser.wait_for_text("Saved").await;
    browser.run("localStorage.clear()", vec![]).await;
    browser.press("Take over").await;
    pause(800).await;
    if browser.text().await.contains("Another tab") {
        return;
    }
    new_objective(&browser, "Typed after it").await;
    pause(500).await;
    let text = browser.text().await;
    let said = text.contains("NOT SAVED");
    browser.reload().await;
    pause(2500).await;
    let text = browser.text().await;
    assert!(said || text.contains("Typed after it"), "lost without a word");
}

#[tokio::test]
async fn a_copy_dropped_on_a_half_typed_form_leaves_what_was_typed() {
    let (ana, ben) = pair().await;
    new_objective_at(&ben, "First of Ben").await;
    let one = file_of(&ben).await;
    ana.press("New objective").await;
    ana.fill("Objective", "A long story").await;
    ana.drop_file("main", "one.okr.json", &one).await;
    pause(700).await;
    let held = typed(&ana).await;
    assert!(held.to_string().contains("A long story"), "a copy: {held}");
}

#[tokio::test]
async fn a_wrong_file_dropped_on_a_half_typed_form_leaves_what_was_typed() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    browser.press("New objective").await;
    browser.fill("Objective", "A long story").await;
    browser.drop_file("main", "picture.json", "no plan").await;
    pause(700).await;
    let held = typed(&browser).await;
    assert!(held.to_string().contains("A long story"), "{held}");
}

#[tokio::test]
async fn a_clock_that_was_in_the_future_once_does_not_end_the_backups() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    title(&browser, "Plan A").await;
    pause(300).await;
    let id = browser.run("return JSON.parse(localStorage['cairn/current'] ?? localStorage['cairn/1/current'] ?? 'null') ?? Object.keys(localStorage).join()", vec![]).await;
    let id = id.as_str().unwrap_or("").to_owned();
    let future = 4_000_000_000_000u64;
    browser.run("const [name] = arguments; return new Promise((done) => { const r = indexedDB.open('cairn'); r.onsuccess = () => {
        const t = r.result.transaction(['backups','backup-titles'], 'readwrite');
        t.objectStore('backups').put('{}', name); t.objectStore('backup-titles').put('From the future\\n', name);
        t.oncomplete = () => { r.result.close(); done(true); } }; })", vec![json!(format!("{id}/week/{future:015}"))]).await;
    browser.reload_plan().await;
    pause(4500).await;
    let share = browser.visit("#/share").await;
    assert_eq!(share.matches("Go back to it").count(), 2, "no backup is made any more");
}

#[tokio::test]
async fn an_offer_is_still_there_after_another_plan_was_begun() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "Months of work").await;
    pause(500).await;
    leave(&browser, &site).await;
    browser.run("localStorage.clear()", vec![]).await;
    browser.goto("").await;
    browser.wait_for_text("can be brought back").await;
    browser.press("Start with an empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    browser.reload_plan().await;
    pause(2000).await;
    let text = browser.text().await;
    let share = browser.visit("#/share").await;
    assert!(
        text.contains("rought back") || share.contains("rought back") || share.contains("Bring"),
        "{text} {share}"
    );
}

// Promises that held.

#[tokio::test]
async fn a_storage_that_is_cleared_under_the_writer_is_written_anew() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Saved").await;
    browser.run("localStorage.clear()", vec![]).await;
    new_objective(&browser, "Typed after it").await;
    pause(300).await;
    browser.reload_plan().await;
    browser.wait_for_text("Typed after it").await;
    browser.wait_for_text("Saved").await;
}

#[tokio::test]
async fn midnight_leaves_a_half_typed_check_in() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    new_objective(&browser, SHARED).await;
    key_result(&browser).await;
    typed_check_in(&browser).await;
    browser
        .run(
            "
        const Real = Date; const shift = 86400000;
        window.Date = class extends Real {
          constructor(...parts) { super(...(parts.length ? parts : [Real.now() + shift])); }
          static now() { return Real.now() + shift; } };",
            vec![],
        )
        .await;
    pause(800).await;
    let held = typed(&browser).await;
    assert!(held.to_string().contains("A long story"), "{held}");
}

#[tokio::test]
async fn a_take_over_leaves_a_half_typed_check_in() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, SHARED).await;
    key_result(&browser).await;
    typed_check_in(&browser).await;
    let (first, _second) = two_tabs(&browser).await;
    browser.goto("").await;
    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    browser.driver.switch_to_window(first.clone()).await.expect("first");
    browser.wait_for_text("Another tab is editing").await;
    let held = typed(&browser).await;
    assert!(held.to_string().contains("A long story"), "after the take-over: {held}");
    browser.press("Take over").await;
    pause(700).await;
    let held = typed(&browser).await;
    assert!(held.to_string().contains("A long story"), "after taking back: {held}");
}

#[tokio::test]
async fn a_kill_a_second_after_a_merge_loses_neither_content_nor_conflicts() {
    let (site, profile) = (Site::start(), Profile::new());
    let ben = person(&Site::start()).await;
    let ana = on(&site, &profile).await;
    ana.goto("").await;
    ana.press("Start with an empty plan").await;
    new_objective(&ana, SHARED).await;
    let first = file_of(&ana).await;
    ben.open_file("plan.okr.json", &first).await;
    ben.find(".objective-card").await;
    new_objective_at(&ben, "First of Ben").await;
    rename(&ben, SHARED, "Word of Ben").await;
    let theirs = file_of(&ben).await;
    drop(ana);
    let ana = on(&site, &profile).await;
    ana.goto("").await;
    rename(&ana, SHARED, "Word of Ana").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged").await;
    pause(1000).await;
    ana.kill();
    let ana = on(&site, &profile).await;
    ana.goto("").await;
    ana.wait_for_text("First of Ben").await;
    ana.wait_for_text("changed by two people").await;
    new_objective(&ana, "After the kill").await;
    ana.reload_plan().await;
    ana.wait_for_text("After the kill").await;
    ana.wait_for_text("First of Ben").await;
    let text = ana.text().await;
    assert!(!text.contains("came back"), "{text}");
}

#[tokio::test]
async fn a_slow_indexed_db_that_stands_apart_becomes_a_backup() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "On the disk").await;
    let on_disk = browser.storage().await;
    new_objective(&browser, "Only in the mirror").await;
    pause(500).await;
    leave(&browser, &site).await;
    replace_storage(&browser, &on_disk).await;
    const SLOW: &str = "
        const setter = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess').set;
        Object.defineProperty(IDBRequest.prototype, 'onsuccess', { configurable: true, set(work) {
          if (this instanceof IDBOpenDBRequest && work) setter.call(this, (e) => setTimeout(() => work.call(this, e), window.slow ?? 6000));
          else setter.call(this, work);
        } });";
    browser.before_each_load(SLOW).await;
    browser.goto("").await;
    browser.wait_for_text("On the disk").await;
    new_objective(&browser, "Typed meanwhile").await;
    pause(6000).await;
    // the page of last resort asks with less patience
    let all = browser.run("window.slow = 0; return cairnStored.backups()", vec![]).await;
    assert!(all["backups"].to_string().contains("Only in the mirror"), "gone");
    browser.wait_for_text("Typed meanwhile").await;
    // a kill now (localStorage back to what it was): what was typed meanwhile comes back?
    pause(500).await;
    let local = browser.storage().await;
    leave(&browser, &site).await;
    replace_storage(&browser, &local).await;
    browser.goto("").await;
    browser.wait_for_text("Typed meanwhile").await;
}

#[tokio::test]
async fn back_to_a_backup_and_then_the_file_from_before_brings_all_of_both() {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(&site, &profile).await;
    browser.start_empty().await;
    new_objective(&browser, "In the backup").await;
    browser.reload_plan().await;
    pause(3500).await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "In the file").await;
    rename(&browser, "In the backup", "Renamed in the file").await;
    let file = file_of(&browser).await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.visit("#/okrs").await;
    browser.wait_for_text("In the backup").await;
    new_objective(&browser, "After going back").await;
    new_objective(&browser, "After going back, two").await;
    rename(&browser, "In the backup", "Renamed after going back").await;
    browser.open_file("before.okr.json", &file).await;
    browser.wait_for_text("since yours").await;
    browser.click(".review-foot .button.primary").await;
    browser.wait_for_text("Merged").await;
    let okrs = browser.visit("#/okrs").await;
    let share = browser.visit("#/share").await;
    for it in [
        "In the file",
        "After going back",
        "After going back, two",
        "Renamed after going back",
        "Renamed in the file",
    ] {
        assert!(okrs.contains(it) || share.contains(it), "{it}");
    }
    browser.undo().await;
    browser.undo().await;
    browser.redo().await;
    browser.redo().await;
    let again = browser.visit("#/okrs").await;
    assert_eq!(okrs, again);
    browser.reload_plan().await;
    assert_eq!(browser.visit("#/okrs").await, again);
}

#[tokio::test]
async fn a_merge_that_was_undone_and_edits_after_it_travel_to_the_other_and_back() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged").await;
    rename(&ana, "Word of Ben", "Word of both").await;
    ana.undo().await;
    ana.undo().await;
    new_objective_at(&ana, "After the undo").await;
    rename(&ana, SHARED, "Word of Ana").await;
    ana.reload_plan().await;
    let ours = file_of(&ana).await;
    ben.open_file("ana.okr.json", &ours).await;
    ben.wait_for_text("since yours").await;
    ben.click(".review-foot .button.primary").await;
    ben.wait_for_text("Merged").await;
    let okrs = ben.visit("#/okrs").await;
    let share = ben.visit("#/share").await;
    for it in ["First of Ben", "After the undo", "Word of Ana", "Word of Ben"] {
        assert!(okrs.contains(it) || share.contains(it), "{it}: {okrs} {share}");
    }
    let both = file_of(&ben).await;
    ana.open_file("both.okr.json", &both).await;
    ana.wait_for_text("since yours").await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("Merged").await;
    assert_eq!(ana.visit("#/okrs").await, ben.visit("#/okrs").await);
}

#[tokio::test]
async fn t10_another_plan_that_is_left_by_escape_back_or_reload_changes_nothing() {
    let (ana, ben) = pair().await;
    ben.visit("#/share").await;
    ben.press("New empty plan").await;
    ben.wait_for_text("No objectives here yet").await;
    new_objective(&ben, "Of another plan").await;
    let other = file_of(&ben).await;
    ana.visit("#/okrs").await;
    let before = ana.storage().await;
    for way in ["escape", "back", "reload"] {
        ana.drop_file("main", "other.okr.json", &other).await;
        ana.wait_for_text("Open").await;
        pause(300).await;
        match way {
            "escape" => ana.keys(harness::Key::Escape).await,
            "back" => {
                ana.driver.back().await.expect("back");
            }
            _ => ana.reload_plan().await,
        }
        pause(500).await;
        let text = ana.visit("#/okrs").await;
        assert!(text.contains(SHARED), "{way}: {text}");
        assert!(ana.driver.find(thirtyfour::By::Css("dialog[open]")).await.is_err(), "{way}");
    }
    let plans =
        |s: &std::collections::BTreeMap<String, String>| s.keys().filter(|k| k.ends_with("/a")).count();
    assert_eq!(plans(&before), plans(&ana.storage().await));
}

#[tokio::test]
async fn a_merge_into_a_full_storage_is_kept_once_there_is_room() {
    let (ana, ben) = pair().await;
    rename(&ben, SHARED, "Word of Ben").await;
    new_objective_at(&ben, "First of Ben").await;
    let theirs = file_of(&ben).await;
    rename(&ana, SHARED, "Word of Ana").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.run(FAIL, vec![]).await;
    ana.click(".review-foot .button.primary").await;
    ana.wait_for_text("NOT SAVED").await;
    ana.run("mend()", vec![]).await;
    let saved = async || (!ana.text().await.contains("NOT SAVED")).then_some(());
    assert!(ana.until(saved).await.is_some());
    ana.reload_plan().await;
    ana.wait_for_text("First of Ben").await;
    ana.wait_for_text("changed by two people").await;
}

#[tokio::test]
async fn three_tabs_that_take_over_in_turn_keep_all() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    let mut tabs = vec![browser.driver.window().await.expect("a tab")];
    for _ in 0..2 {
        tabs.push(browser.driver.new_tab().await.expect("a tab"));
        browser.driver.switch_to_window(tabs.last().unwrap().clone()).await.expect("it");
        browser.goto("").await;
        browser.wait_for_text("Another tab").await;
    }
    for round in 0..3 {
        for (i, tab) in tabs.iter().enumerate() {
            browser.driver.switch_to_window(tab.clone()).await.expect("it");
            if round + i > 0 {
                browser.press("Take over").await;
                browser.wait_until_gone(".banner").await;
            }
            new_objective(&browser, &format!("Round {round} tab {i}")).await;
            if i == 1 {
                browser.undo().await;
                browser.redo().await;
            }
        }
    }
    pause(500).await;
    let text = browser.text().await;
    for round in 0..3 {
        for i in 0..3 {
            assert!(text.contains(&format!("Round {round} tab {i}")), "{text}");
        }
    }
    for tab in &tabs {
        browser.driver.switch_to_window(tab.clone()).await.expect("it");
        pause(400).await;
        assert!(browser.text().await.contains("Round 2 tab 2"));
    }
    assert!(
        !browser.storage().await.keys().any(|k| k.contains("/aside/")),
        "{:?}",
        browser.storage().await.keys().collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_frozen_tab_that_was_overtaken_writes_nothing_over_the_newer() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "First").await;
    // the lock is lost without word: as in a browser that freezes tabs
    browser
        .run("window.addEventListener('storage', (e) => e.stopImmediatePropagation(), true);", vec![])
        .await;
    let (first, second) = two_tabs(&browser).await;
    browser.before_each_load("const r = navigator.locks.request.bind(navigator.locks); navigator.locks.request = (n, o, f) => r(n + Math.random(), {}, f);").await;
    browser.goto("").await;
    browser.wait_for_text("First").await;
    new_objective(&browser, "Second tab").await;
    browser.driver.switch_to_window(first).await.expect("first");
    browser.press("New objective").await;
    browser.fill("Objective", "Blind edit").await;
    browser.press("Save").await;
    pause(800).await;
    let text = browser.text().await;
    assert!(text.contains("NOT SAVED") || text.contains("Another tab"), "{text}");
    browser.driver.switch_to_window(second).await.expect("second");
    new_objective(&browser, "Second tab again").await;
    browser.reload_plan().await;
    browser.wait_for_text("Second tab again").await;
}
