//! One writer among the tabs of a browser.

use crate::{in_each_engine, new_objective, open};
use harness::{Engine, Site};

in_each_engine!(t06_of_two_tabs_one_writes_and_the_other_follows_until_it_takes_over);

const READING: &str = "Another tab is editing this plan. Here you read along.";

async fn t06_of_two_tabs_one_writes_and_the_other_follows_until_it_takes_over(engine: Engine) {
    let browser = open(engine, &Site::start()).await;
    browser.start_empty().await;
    new_objective(&browser, "Said in the first").await;
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("a second tab");
    let to_first = async || browser.driver.switch_to_window(first.clone()).await.expect("the first tab");
    let to_second = async || browser.driver.switch_to_window(second.clone()).await.expect("the second tab");

    to_second().await;
    browser.goto("").await;
    browser.wait_for_text(READING).await;
    browser.wait_for_text("Said in the first").await;
    to_first().await;
    new_objective(&browser, "Said later in the first").await;
    to_second().await;
    browser.wait_for_text("Said later in the first").await;

    browser.press("Take over").await;
    browser.wait_until_gone(".banner").await;
    new_objective(&browser, "Said in the second").await;
    to_first().await;
    browser.wait_for_text(READING).await;
    browser.wait_for_text("Said in the second").await;
    // An edit here is refused and writes nothing.
    browser.press("New objective").await;
    browser.fill("Objective", "Said too late").await;
    browser.press("Save").await;
    browser.wait_for_text("Take over to change it here.").await;
    browser.press("Cancel").await;
    assert!(!browser.storage().await.values().any(|value| value.contains("Said too late")));

    // When the writer closes, the reader may write without asking.
    to_second().await;
    browser.driver.close_window().await.expect("closing");
    to_first().await;
    browser.wait_until_gone(".banner").await;
    new_objective(&browser, "Said alone").await;
    browser.reload_plan().await;
    for title in ["Said in the first", "Said later in the first", "Said in the second", "Said alone"] {
        browser.wait_for_text(title).await;
    }
    assert!(!browser.text().await.contains("Said too late"));
    browser.assert_clean().await;
}
