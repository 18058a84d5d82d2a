//! The module in parts (`xtask/split`): no first screen waits, and nothing depends on when a part comes.

use harness::{Browser, Site};
use serde_json::json;

/// Once a service worker has the files, all parts are there before the first screen: that would hide what is tested.
async fn without_worker(site: &Site) -> Browser {
    let browser = Browser::open(site).await;
    let none = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })";
    browser.before_each_load(none).await;
    browser
}

/// The parts that the app had to wait for, since a person or the screen wanted them before they came.
async fn waited_for(browser: &Browser) -> Vec<String> {
    const MARKS: &str = "return performance.getEntriesByType('mark').map((mark) => mark.name)";
    let marks = browser.run(MARKS, vec![]).await;
    let marks = marks.as_array().cloned().unwrap_or_default();
    marks
        .iter()
        .filter_map(|mark| mark.as_str()?.strip_prefix("cairn-waited-for-").map(str::to_owned))
        .collect()
}

async fn parts_here(browser: &Browser) -> u64 {
    browser.run("return window.cairnParts.parts.length", vec![]).await.as_u64().unwrap_or(0)
}

/// Fetching this part in advance does not end before `letGo()`.
async fn hold_back(browser: &Browser, part: u32) {
    let script = "const fetched = window.fetch;
        const held = new Promise((done) => { window.letGo = done; });
        window.fetch = async (it, ...more) => {
          if (String(it).endsWith('_PART.wasm')) await held;
          return fetched(it, ...more);
        };";
    browser.before_each_load(&script.replace("PART", &part.to_string())).await;
}

#[tokio::test]
async fn no_first_screen_waits_and_the_rest_comes_after_it() {
    let browser = without_worker(&Site::start()).await;
    browser.goto("").await;
    browser.button("Support team").await;
    let all_here = async || (parts_here(&browser).await == 3).then_some(());
    browser.until(all_here).await.expect("three parts");
    assert_eq!(waited_for(&browser).await, Vec::<String>::new());

    browser.press("Support team").await;
    browser.find(".objective-card").await;
    browser.reload().await;
    browser.find(".objective-card").await;
    browser.until(all_here).await.expect("three parts");
    assert_eq!(waited_for(&browser).await, Vec::<String>::new());
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_is_wanted_before_its_part_came_is_fetched_then_and_there() {
    let browser = without_worker(&Site::start()).await;
    hold_back(&browser, 1).await;
    browser.goto("").await;
    browser.press("Support team").await;
    browser.find(".objective-card").await;
    browser.press("New objective").await;
    browser.fill("Objective", "Answer within the hour").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text("Answer within the hour").await;
    assert_eq!(parts_here(&browser).await, 3);
    assert!(!waited_for(&browser).await.is_empty());

    // The one fetched in advance comes now, and then the next: too late for both, each part is joined once.
    browser.run("letGo()", vec![]).await;
    const FETCHED: &str = "
        const all = performance.getEntriesByType('resource');
        return all.filter((one) => one.initiatorType === 'fetch' && one.name.endsWith('_2.wasm')).length";
    let came = async || (browser.run(FETCHED, vec![]).await.as_u64() > Some(0)).then_some(());
    browser.until(came).await.expect("the last part, fetched in advance");
    assert_eq!(parts_here(&browser).await, 3);
    browser.press("New objective").await;
    browser.find("dialog").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_part_that_cannot_be_had_stops_the_app_with_a_word_and_what_is_stored_stays() {
    let browser = without_worker(&Site::start()).await;
    browser.goto("").await;
    browser.press("Support team").await;
    browser.find(".objective-card").await;
    hold_back(&browser, 2).await;
    let no_network = "XMLHttpRequest.prototype.send = () => { throw new Error('no network'); };";
    browser.before_each_load(no_network).await;
    browser.reload().await;
    browser.find(".objective-card").await;
    // by script: a timer of the app may want the part before a person does, and the overlay is there already
    browser.run("document.querySelector('.place > header .button.primary').click()", vec![]).await;
    browser.wait_for_text("Cairn has stopped").await;
    let message = browser.run("return document.querySelector('#fatal-message').textContent", vec![]).await;
    assert_eq!(message, json!("A part of Cairn could not be loaded. Error: no network"));
    let stored = browser.storage().await;
    assert!(stored.keys().any(|key| key.ends_with("/a")), "{:?}", stored.keys());
}

/// No first screen waits for what draws; once the app is all here the small charts in sight are painted, in a browser that just
/// got the app and in one that has it.
#[tokio::test]
async fn small_charts_are_painted_once_the_app_is_all_here() {
    // whether pixels of each that is in sight are not empty
    const PAINTED: &str = "
        const inSight = (canvas) => canvas.getBoundingClientRect().bottom < innerHeight;
        return [...document.querySelectorAll('.spark canvas')].filter(inSight).map((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.some((value) => value !== 0);
        })";
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.press("Support team").await;
    for _ in 0..2 {
        browser.find(".objective-card").await;
        let most_are_painted = async || {
            let painted = browser.run(PAINTED, vec![]).await.as_array().cloned().unwrap_or_default();
            let some = painted.iter().filter(|it| **it == true).count();
            (some > 1 && some * 2 > painted.len()).then_some(())
        };
        assert!(browser.until(most_are_painted).await.is_some(), "empty charts");
        browser.reload().await;
    }
}
