//! How the plan is kept in a real browser: storage that is blocked, fails later or is full, a second tab, a panic.

use harness::{Browser, Options, Site};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })";

/// What the app does every few seconds, it does here every 100 ms.
const HURRY: &str = "
    const every = window.setInterval;
    window.setInterval = (work, ms, ...more) => every(work, Math.min(ms ?? 0, 100), ...more);";

/// Lets `localStorage` fail with `setItem` (and more) until `window.mend()`.
const FAIL: &str = "
    const [calls, name] = arguments;
    const kept = Object.fromEntries(calls.map((call) => [call, Storage.prototype[call]]));
    window.mend = () => Object.assign(Storage.prototype, kept);
    for (const call of calls)
      Storage.prototype[call] = () => { throw new DOMException('made to fail by a test', name) };";

async fn new_objective(browser: &Browser, title: &str) {
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

async fn saved_text(browser: &Browser) -> String {
    browser.press("Save to a file").await;
    browser.download().await.text().to_owned()
}

#[tokio::test]
async fn t28_where_storage_is_blocked_the_app_starts_says_so_and_exports() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(BLOCKED).await;
    browser.goto("").await;
    browser.wait_for_text("The browser blocks storage here").await;
    browser.start_empty().await;
    browser.wait_for_text("The browser blocks storage here").await;
    browser.wait_for_text("NOT SAVED: lives in this tab only").await;
    new_objective(&browser, "Kept in a file").await;
    assert!(saved_text(&browser).await.contains("Kept in a file"));
    for place in ["#/kpis", "#/share", "#/plan"] {
        let text = browser.visit(place).await;
        assert!(text.contains("The browser blocks storage here"), "{text}");
    }
    browser.assert_clean().await;
}

#[tokio::test]
async fn t01_a_full_storage_says_not_saved_and_loses_nothing() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    new_objective(&browser, "Before").await;
    browser.run(FAIL, vec![json!(["setItem"]), json!("QuotaExceededError")]).await;
    new_objective(&browser, "While full").await;
    browser.wait_for_text("NOT SAVED: The browser’s storage for this site is full.").await;
    let kept = browser.storage().await;
    assert!(
        kept.values().any(|value| value.contains("Before"))
            && !kept.values().any(|value| value.contains("While full"))
    );
    new_objective(&browser, "While full, again").await;
    let file = saved_text(&browser).await;
    for title in ["Before", "While full", "While full, again"] {
        assert!(file.contains(title), "{title}");
    }

    browser.run("mend()", vec![]).await;
    let saved = async || (!browser.text().await.contains("NOT SAVED")).then_some(());
    assert!(browser.until(saved).await.is_some(), "with room it is saved");
    browser.reload_plan().await;
    browser.wait_for_text("While full, again").await;
    assert!(!browser.text().await.contains("NOT SAVED"));
    browser.assert_clean().await;
}

/// Each engine has its own name for "no room", and older ones only a code.
#[tokio::test]
async fn t02_every_engines_word_for_no_room_is_understood() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    for (i, name) in
        ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "QUOTA_EXCEEDED_ERR"].iter().enumerate()
    {
        browser.visit("#/okrs").await;
        browser.run(FAIL, vec![json!(["setItem"]), json!(name)]).await;
        new_objective(&browser, &format!("While full, {i}")).await;
        browser.wait_for_text("NOT SAVED: The browser’s storage for this site is full.").await;
        browser.run("mend()", vec![]).await;
        browser.reload_plan().await;
    }
    // one that has nothing to do with room is not taken for it
    browser.visit("#/okrs").await;
    browser.run(FAIL, vec![json!(["setItem"]), json!("UnknownError")]).await;
    new_objective(&browser, "While failing").await;
    browser.wait_for_text("NOT SAVED: The browser did not keep the last change").await;
}

/// T28: neither quota nor blocked from the start; it just fails from some moment on, also to read.
#[tokio::test]
async fn t28_a_storage_that_throws_later_is_said_and_the_plan_can_be_saved_to_a_file() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    browser.run(FAIL, vec![json!(["setItem", "getItem", "removeItem", "key"]), json!("UnknownError")]).await;
    new_objective(&browser, "While failing").await;
    browser.wait_for_text("NOT SAVED: ").await;
    for place in ["#/kpis", "#/share", "#/plan", "#/okrs"] {
        browser.visit(place).await;
    }
    assert!(saved_text(&browser).await.contains("While failing"));
    browser.undo().await;
    browser.redo().await;
    browser.run("mend()", vec![]).await;
    let saved = async || (!browser.text().await.contains("NOT SAVED")).then_some(());
    assert!(browser.until(saved).await.is_some(), "it is saved once storage works");
    browser.reload_plan().await;
    browser.wait_for_text("While failing").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn t28_a_storage_that_is_taken_away_later_does_not_stop_the_app() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    browser.run(BLOCKED, vec![]).await;
    new_objective(&browser, "Without storage").await;
    browser.wait_for_text("NOT SAVED: ").await;
    assert!(saved_text(&browser).await.contains("Without storage"));
    browser.assert_clean().await;
}

/// As beside another window, where a page is never hidden and shown again: the news must come on its own.
const SIDE_BY_SIDE: &str =
    "addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), true);";

/// T06: one tab writes, the other reads along until it takes over.
#[tokio::test]
async fn t06_of_two_tabs_one_writes_and_the_other_follows_until_it_takes_over() {
    let browser = Browser::open_with(&Site::start(), Options::default()).await;
    browser.start_empty().await;
    new_objective(&browser, "Said in the first").await;
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("a second tab");
    let to_first = async || browser.driver.switch_to_window(first.clone()).await.expect("the first tab");
    let to_second = async || browser.driver.switch_to_window(second.clone()).await.expect("the second tab");

    to_second().await;
    browser.before_each_load(SIDE_BY_SIDE).await;
    browser.goto("").await;
    browser.wait_for_text("Another tab is editing this plan. Here you read along.").await;
    browser.wait_for_text("Said in the first").await;
    // An edit here is refused and writes nothing.
    browser.press("New objective").await;
    browser.fill("Objective", "Said too early").await;
    browser.press("Save").await;
    browser.wait_for_text("Take over to change it here.").await;
    browser.press("Cancel").await;
    assert!(!browser.storage().await.values().any(|value| value.contains("Said too early")));

    to_first().await;
    new_objective(&browser, "Said later in the first").await;
    to_second().await;
    browser.wait_for_text("Said later in the first").await;

    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    new_objective(&browser, "Said in the second").await;
    to_first().await;
    browser.wait_for_text("Another tab is editing this plan. Here you read along.").await;
    browser.wait_for_text("Said in the second").await;
    assert!(browser.text().await.contains("Said later in the first"));
    browser.press("New objective").await;
    browser.fill("Objective", "Said too late").await;
    browser.press("Save").await;
    browser.wait_for_text("Take over to change it here.").await;
    browser.press("Cancel").await;

    // Back again: the one that was overtaken takes over, with everything.
    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    new_objective(&browser, "Said at last").await;
    to_second().await;
    browser.wait_for_text("Said at last").await;
    browser.wait_for_text("Here you read along.").await;

    // When the writer closes, the reader may write without asking.
    to_first().await;
    browser.driver.close_window().await.expect("closing");
    to_second().await;
    browser.wait_until_gone(".banner").await;
    new_objective(&browser, "Said alone").await;
    browser.reload_plan().await;
    for title in
        ["Said in the first", "Said later in the first", "Said in the second", "Said at last", "Said alone"]
    {
        browser.wait_for_text(title).await;
    }
    assert!(!browser.text().await.contains("Said too"));
    browser.assert_clean().await;
}

/// T29: a real panic of the app.
#[tokio::test]
async fn t29_a_panic_shows_the_overlay_and_nothing_is_written_any_more() {
    const PANIC: &str = "
        const create = Document.prototype.createElement;
        Document.prototype.createElement = function (name, ...more) {
          if (name === 'dialog') throw new Error('made to fail by a test');
          return create.call(this, name, ...more);
        };
        const set = Storage.prototype.setItem, remove = Storage.prototype.removeItem;
        window.writes = [];
        Storage.prototype.setItem = function (key, value) { writes.push(key); return set.call(this, key, value); };
        Storage.prototype.removeItem = function (key) { writes.push(key); return remove.call(this, key); };";
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    new_objective(&browser, "Before the panic").await;
    browser.before_each_load(PANIC).await;
    browser.reload_plan().await;
    browser.wait_for_text("Before the panic").await;
    browser.press("New objective").await;
    browser.wait_for_text("Cairn has stopped").await;
    let said = browser.find("#fatal-message").await.inner_html().await.expect("a message");
    assert!(said.contains("panicked at"), "{said}");

    let stored = browser.storage().await;
    browser.run("writes.length = 0", vec![]).await;
    // Everything that makes the app write: time, hiding, leaving, news from another tab, keys.
    const STIR: &str = "
        const hidden = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden');
        return (async () => {
          for (const state of [true, false]) {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => state });
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
            window.dispatchEvent(new Event('visibilitychange'));
          }
          window.dispatchEvent(new StorageEvent('storage', { key: null }));
          window.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }));
          window.dispatchEvent(new PageTransitionEvent('pagehide'));
          await new Promise((done) => setTimeout(done, 500));
          return writes;
        })();";
    assert_eq!(browser.run(STIR, vec![]).await, json!([]), "written after the panic");
    assert_eq!(browser.storage().await, stored);

    browser.press("Download what is stored").await;
    let rescued: BTreeMap<String, Value> =
        serde_json::from_str(browser.download().await.text()).expect("JSON");
    let keys = |map: Vec<&String>| {
        map.into_iter().filter(|key| key.starts_with("cairn/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(rescued.keys().collect()), keys(stored.keys().collect()));
    assert!(rescued.values().any(|value| value.to_string().contains("Before the panic")));
}

/// Whose turn it is to write is asked first; until the answer comes nothing is shown, rather than a welcome that is
/// taken back.
#[tokio::test]
async fn a_reload_never_shows_the_welcome() {
    const WATCH: &str = "
        new MutationObserver(() => { if (document.querySelector('.welcome')) window.welcomed = true; })
          .observe(document, { childList: true, subtree: true });";
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Still here").await;
    browser.before_each_load(WATCH).await;
    browser.reload().await;
    browser.wait_for_text("Still here").await;
    assert_eq!(browser.run("return window.welcomed ?? false", vec![]).await, json!(false));
    browser.assert_clean().await;
}

/// Room for small values and none for a whole plan, until `window.mend()`.
const NO_ROOM: &str = "
    const kept = Storage.prototype.setItem;
    window.mend = () => { Storage.prototype.setItem = kept; };
    Storage.prototype.setItem = function (key, value) {
      if (value.length > 450) throw new DOMException('made to fail by a test', 'QuotaExceededError');
      return kept.call(this, key, value);
    };";

/// The writer of the plan must outlive a replacement that fails, or nothing could be saved any more afterwards.
#[tokio::test]
async fn t13_a_replacement_that_finds_no_room_changes_nothing_and_saving_goes_on() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    new_objective(&browser, "In the copy").await;
    browser.reload_plan().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    browser.visit("#/okrs").await;
    new_objective(&browser, "Only here").await;
    browser.visit("#/share").await;
    browser.run(NO_ROOM, vec![]).await;
    browser.press("Go back to it").await;
    browser.press("For me").await;
    browser.wait_for_text("storage for this site is full").await;
    browser.run("window.mend()", vec![]).await;
    let text = browser.visit("#/okrs").await;
    assert!(text.contains("Only here"), "{text}");
    new_objective(&browser, "Saved again").await;
    let saved = async || (!browser.text().await.contains("NOT SAVED")).then_some(());
    assert!(browser.until(saved).await.is_some(), "{}", browser.text().await);
    browser.reload().await;
    browser.wait_for_text("Saved again").await;
    browser.wait_for_text("Only here").await;
    browser.assert_clean().await;
}

/// While Firefox waits for its storage it goes on telling the page of tabs that are hidden and shown.
#[tokio::test]
async fn a_tab_that_is_switched_while_the_storage_is_read_or_written_goes_on() {
    const SWITCHING: &str = "
        let calls = 0;
        Object.defineProperty(document, 'hidden', { get: () => calls % 2 === 0 });
        for (const call of ['getItem', 'setItem', 'removeItem']) {
          const real = Storage.prototype[call];
          Storage.prototype[call] = function (...given) {
            const before = real.apply(this, given);
            if (calls++ < 500) document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
            return before;
          };
        }
        window.switched = () => calls;";
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(SWITCHING).await;
    browser.before_each_load(HURRY).await;
    browser.start_empty().await;
    new_objective(&browser, "Said meanwhile").await;
    browser.undo().await;
    browser.redo().await;
    browser.reload_plan().await;
    browser.wait_for_text("Said meanwhile").await;
    assert!(browser.run("return window.switched();", vec![]).await.as_u64() > Some(5));
    browser.assert_clean().await;
}
