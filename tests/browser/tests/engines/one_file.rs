//! A plan with the app inside, one file, opened from a disk.

use crate::{file_of, in_each_engine, new_objective, open};
use harness::{Browser, Download, Engine, Options, Site};
use serde_json::json;

in_each_engine!(
    a_plan_goes_out_with_the_app_inside_is_changed_from_a_disk_and_comes_back,
    t28_where_a_disk_has_no_storage_a_copy_says_so_and_works_in_the_tab,
    t06_of_two_tabs_of_a_copy_one_writes_and_the_other_reads_along,
    a_one_file_copy_of_the_sample_starts_from_a_disk,
);

/// The plan on screen with the app inside.
async fn copy_of(browser: &Browser) -> Download {
    browser.visit("#/share").await;
    browser.press("Save with the app inside").await;
    browser.wait_for_text("Attach it to a mail").await;
    let copy = browser.download().await;
    assert!(copy.name.ends_with(".okr.html"), "{}", copy.name);
    browser.dismiss_notice().await;
    copy
}

async fn a_plan_goes_out_with_the_app_inside_is_changed_from_a_disk_and_comes_back(engine: Engine) {
    let site = Site::start();
    let ana = open(engine, &site).await;
    ana.start_empty().await;
    new_objective(&ana, "Of both").await;
    let copy = copy_of(&ana).await;
    ana.visit("#/okrs").await;
    new_objective(&ana, "Of Ana").await;

    // Ben has nothing but the file.
    let ben = open(engine, &Site::start()).await;
    ben.open_from_disk(&copy.name, &copy.bytes).await;
    ben.wait_for_text("Of both").await;
    ben.wait_for_text("What you change stays in this browser").await;
    new_objective(&ben, "Of Ben").await;
    ben.visit("#/kpis").await;
    ben.reload_plan().await;
    assert_eq!(ben.run("return location.hash", vec![]).await, json!("#/kpis"), "what is kept goes on");
    ben.visit("#/okrs").await;
    for title in ["Of both", "Of Ben"] {
        ben.wait_for_text(title).await;
    }
    assert!(!ben.text().await.contains("brings nothing new"), "and nothing is asked or said of the file");
    ben.press("Save a plan file to mail back").await;
    let theirs = ben.download().await;
    assert!(theirs.name.ends_with(".okr.json"), "{}", theirs.name);

    ana.open_file(&theirs.name, theirs.text()).await;
    ana.wait_for_text("This copy: 1 change since yours").await;
    ana.press("Merge 1 change").await;
    ana.wait_for_text("Merged 1 change").await;
    ana.visit("#/okrs").await;
    ana.reload_plan().await;
    for title in ["Of both", "Of Ana", "Of Ben"] {
        ana.wait_for_text(title).await;
    }
    ana.assert_clean().await;
    ben.assert_clean().await;
}

async fn t28_where_a_disk_has_no_storage_a_copy_says_so_and_works_in_the_tab(engine: Engine) {
    let ana = open(engine, &Site::start()).await;
    ana.start_empty().await;
    new_objective(&ana, "Of both").await;
    let copy = copy_of(&ana).await;

    let options = Options { engine, storage: false, ..Options::default() };
    let ben = Browser::open_with(&Site::start(), options).await;
    ben.open_from_disk(&copy.name, &copy.bytes).await;
    ben.wait_for_text("Of both").await;
    ben.wait_for_text("Your browser keeps nothing for it").await;
    ben.wait_for_text("NOT SAVED: lives in this tab only").await;
    const ASKS: &str = "
        const leaving = new Event('beforeunload', { cancelable: true });
        return !dispatchEvent(leaving);";
    assert_eq!(ben.run(ASKS, vec![]).await, json!(false), "nothing would be lost");
    new_objective(&ben, "Of Ben").await;
    assert_eq!(ben.run(ASKS, vec![]).await, json!(true), "who leaves is asked");
    let theirs = file_of(&ben).await;
    assert!(!ben.text().await.contains("share this storage"), "there is none");
    assert_eq!(ben.run(ASKS, vec![]).await, json!(false), "it is in a file");

    ana.open_file(&theirs.name, theirs.text()).await;
    ana.wait_for_text("This copy: 1 change since yours").await;
    ben.assert_clean().await;
}

/// Where files on a disk share what is stored, they must share the turn to write it too.
async fn t06_of_two_tabs_of_a_copy_one_writes_and_the_other_reads_along(engine: Engine) {
    let ana = open(engine, &Site::start()).await;
    ana.start_empty().await;
    new_objective(&ana, "Of both").await;
    let copy = copy_of(&ana).await;
    let ben = open(engine, &Site::start()).await;
    ben.open_from_disk(&copy.name, &copy.bytes).await;
    ben.wait_for_text("Of both").await;
    let first = ben.driver.window().await.expect("a tab");
    let second = ben.driver.new_tab().await.expect("a second tab");
    ben.driver.switch_to_window(second).await.expect("second");
    ben.open_from_disk(&copy.name, &copy.bytes).await;
    ben.wait_for_text("Of both").await;
    ben.wait_for_text("Another tab").await;
    ben.driver.switch_to_window(first).await.expect("first");
    new_objective(&ben, "Of Ben").await;
    ben.assert_clean().await;
}

/// Says how long it took: a figure to look at, not to hold.
async fn a_one_file_copy_of_the_sample_starts_from_a_disk(engine: Engine) {
    let ana = open(engine, &Site::start()).await;
    ana.goto("").await;
    ana.press("Support team").await;
    ana.find(".objective-card").await;
    let copy = copy_of(&ana).await;
    let then = ana.screens().await;

    let ben = open(engine, &Site::start()).await;
    ben.open_from_disk(&copy.name, &copy.bytes).await;
    ben.find(".objective-card").await;
    const PAINTED: &str =
        "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";
    let painted = ben.until(async || ben.run(PAINTED, vec![]).await.as_f64()).await.expect("a first paint");
    println!(
        "a copy of {} bytes, from the disk to the first paint in {engine:?}: {painted:.0} ms",
        copy.bytes.len()
    );
    ben.press("Understood").await;
    assert_eq!(ben.screens().await, then);
    ben.assert_clean().await;
}
