//! From the empty browser to the plan that a colleague opens from a file.

use crate::{file_of, in_each_engine, new_objective, on, open};
use harness::{Browser, Engine, Options, Profile, Site};

in_each_engine!(
    from_the_empty_browser_to_the_reopened_file,
    an_example_is_kept_over_a_restart_of_the_browser,
    t28_where_storage_is_blocked_the_app_starts_says_so_and_exports,
);

const OBJECTIVE: &str = "Nobody waits at the desk";

async fn check_in(browser: &Browser, value: &str) {
    let panel = browser.panel_of("People seen").await;
    browser.click(&format!("{panel} header button[aria-expanded]")).await;
    browser.fill("Value today, visits", value).await;
    browser.fill("What changed?", "A second desk").await;
    browser.click(&format!("{panel} form.check-in button[type=submit]")).await;
    browser.wait_until_gone("form.check-in").await;
}

async fn from_the_empty_browser_to_the_reopened_file(engine: Engine) {
    let site = Site::start();
    let browser = open(engine, &site).await;
    browser.start_empty().await;
    new_objective(&browser, OBJECTIVE).await;
    browser.follow(OBJECTIVE).await;
    browser.press("New key result").await;
    browser.fill("Key result", "People seen").await;
    browser.fill("From", "50").await;
    browser.fill("Target", "+20 %").await;
    browser.fill("Unit", "visits").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    check_in(&browser, "54").await;
    browser.wait_for_text("40\u{a0}%").await;
    let then = browser.screens().await;
    browser.reload_plan().await;
    assert_eq!(browser.screens().await, then, "after a reload");

    let file = file_of(&browser).await;
    assert!(file.name.ends_with(".okr.json"), "{}", file.name);
    assert!(file.text().contains("\"+20 %\""), "the words of the target are kept");
    let colleague = open(engine, &Site::start()).await;
    colleague.goto("").await;
    colleague.upload_bytes("input[type=file]", &file.name, &file.bytes).await;
    colleague.find(".objective-card").await;
    assert_eq!(colleague.screens().await, then, "from the file");
    let again = file_of(&colleague).await;
    assert_eq!(again.text(), file.text(), "the second export");
    browser.assert_clean().await;
    colleague.assert_clean().await;
}

/// With charts, which each engine draws itself.
async fn an_example_is_kept_over_a_restart_of_the_browser(engine: Engine) {
    let (site, profile) = (Site::start(), Profile::new());
    let browser = on(engine, &site, &profile).await;
    browser.goto("").await;
    browser.press("Support team").await;
    browser.find(".objective-card").await;
    let then = browser.screens().await;
    assert!(then.len() > 6, "every place: {:?}", then.keys());
    browser.assert_clean().await;
    drop(browser);

    let browser = on(engine, &site, &profile).await;
    browser.goto("").await;
    browser.find(".objective-card").await;
    assert_eq!(browser.screens().await, then);
    browser.assert_clean().await;
}

async fn t28_where_storage_is_blocked_the_app_starts_says_so_and_exports(engine: Engine) {
    let options = Options { engine, storage: false, ..Options::default() };
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.goto("").await;
    browser.wait_for_text("The browser blocks storage here").await;
    browser.start_empty().await;
    browser.wait_for_text("NOT SAVED: lives in this tab only").await;
    new_objective(&browser, "Kept in a file").await;
    assert!(file_of(&browser).await.text().contains("Kept in a file"));
    for place in ["#/kpis", "#/share", "#/plan"] {
        let text = browser.visit(place).await;
        assert!(text.contains("The browser blocks storage here"), "{text}");
    }
    browser.assert_clean().await;
}
