//! Two people mail copies of a plan to each other; nothing that either wrote is lost.

use harness::{Browser, Site, fixture};
use serde_json::Value;

const NOW: &str = "2027-05-18T10:00";

async fn person(site: &Site) -> Browser {
    let browser = Browser::open(site).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser
}

async fn file_of(browser: &Browser) -> String {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    let download = browser.download().await;
    browser.dismiss_notice().await;
    download.text().to_owned()
}

async fn merge(browser: &Browser, name: &str, file: &str) {
    browser.open_file(name, file).await;
    browser.wait_for_text("since yours").await;
    browser.press("Merge").await;
    browser.wait_for_text("Merged").await;
    browser.dismiss_notice().await;
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.visit("#/okrs").await;
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

async fn check_in(browser: &Browser, objective: &str, key_result: &str, value: &str) {
    browser.visit("#/okrs").await;
    browser.follow(objective).await;
    let panel = browser.panel_of(key_result).await;
    browser.click(&format!("{panel} header button[aria-expanded]")).await;
    browser.fill("Value today", value).await;
    browser.click(&format!("{panel} form.check-in button[type=submit]")).await;
    browser.wait_until_gone("form.check-in").await;
}

/// A file without what only merging needs: two copies that came together are equal in the rest.
fn content(file: &str) -> Value {
    let mut plan: Value = serde_json::from_str(file).expect("JSON");
    let members = plan.as_object_mut().expect("an object");
    members.remove("merge");
    members.remove("sha256");
    plan
}

fn count(plan: &Value, collection: &str) -> usize {
    plan[collection].as_object().map_or(0, serde_json::Map::len)
}

const SHARED: &str = "Be easy to reach";

/// A plan with one objective and one key result, made by the first of the two.
async fn begin(browser: &Browser) {
    browser.press("Start with an empty plan").await;
    new_objective(browser, SHARED).await;
    browser.follow(SHARED).await;
    browser.press("New key result").await;
    browser.fill("Key result", "Calls answered").await;
    browser.fill("From", "10").await;
    browser.fill("Target", "90").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// Three rounds with conflicts, deletions and reorders, files passed in both orders.
#[tokio::test]
async fn two_people_who_mail_copies_end_equal_with_every_check_in() {
    let (ana_site, ben_site) = (Site::start(), Site::start());
    let (ana, ben) = (person(&ana_site).await, person(&ben_site).await);
    begin(&ana).await;
    let first = file_of(&ana).await;
    ben.open_file("plan.okr.json", &first).await;
    ben.find(".objective-card").await;

    let mut name = SHARED.to_owned();
    for round in 1..=3 {
        let (of_ana, of_ben) = (format!("Ana has a word, {round}"), format!("Ben has a word, {round}"));
        check_in(&ana, &name, "Calls answered", &format!("{}", 10 * round)).await;
        check_in(&ben, &name, "Calls answered", &format!("{}", 10 * round + 5)).await;
        new_objective(&ana, &format!("Ana adds, {round}")).await;
        new_objective(&ben, &format!("Ben adds, {round}")).await;
        ana.menu(&format!("Ana adds, {round}"), "Move up").await;
        if round > 1 {
            // each removes what the other one added in the last round
            ben.menu(&format!("Ana adds, {}", round - 1), "Delete").await;
            ben.dismiss_notice().await;
        }
        // and both have another word for the same objective
        rename(&ana, &name, &of_ana).await;
        rename(&ben, &name, &of_ben).await;

        let (ana_file, ben_file) = (file_of(&ana).await, file_of(&ben).await);
        if round % 2 == 1 {
            merge(&ana, "from-ben.okr.json", &ben_file).await;
            merge(&ben, "from-ana.okr.json", &ana_file).await;
        } else {
            // the second sends what has come together already
            merge(&ben, "from-ana.okr.json", &ana_file).await;
            let together = file_of(&ben).await;
            merge(&ana, "from-ben.okr.json", &together).await;
        }
        for browser in [&ana, &ben] {
            browser.visit("#/okrs").await;
            browser.wait_for_text("changed by two people").await;
        }
        // Ana chooses her word; Ben hears of it
        ana.visit("#/share").await;
        let shows = format!("Shows now: {of_ana}");
        let is_shown = ana.look_for("button", &shows).await.is_some();
        ana.press(&if is_shown { shows } else { format!("Other version: {of_ana}") }).await;
        ana.visit("#/okrs").await;
        ana.wait_for_text(&of_ana).await;
        assert!(!ana.text().await.contains("changed by two people"));
        let settled = file_of(&ana).await;
        merge(&ben, "settled.okr.json", &settled).await;
        ben.visit("#/okrs").await;
        ben.wait_for_text(&of_ana).await;
        assert!(!ben.text().await.contains("changed by two people"));
        name = of_ana;
    }
    let (ana_plan, ben_plan) = (content(&file_of(&ana).await), content(&file_of(&ben).await));
    assert_eq!(ana_plan, ben_plan);
    assert_eq!(count(&ana_plan, "checkIns"), 6, "every check-in of both");
    let titles: Vec<&str> = ana_plan["objectives"]
        .as_object()
        .into_iter()
        .flat_map(|all| all.values().filter_map(|it| it["title"].as_str()))
        .collect();
    for there in ["Ana adds, 3", "Ben adds, 1", "Ben adds, 2", "Ben adds, 3"] {
        assert!(titles.contains(&there), "{there}: {titles:?}");
    }
    for gone in ["Ana adds, 1", "Ana adds, 2"] {
        assert!(!titles.contains(&gone), "{gone}: {titles:?}");
    }
    ana.assert_clean().await;
    ben.assert_clean().await;
}

#[tokio::test]
async fn t10_a_review_that_is_left_changes_nothing_and_what_is_not_ticked_is_not_taken() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, ben) = (person(&site).await, person(&other).await);
    begin(&ana).await;
    let first = file_of(&ana).await;
    ben.open_file("plan.okr.json", &first).await;
    ben.find(".objective-card").await;
    new_objective(&ben, "Wanted").await;
    new_objective(&ben, "Not wanted").await;
    rename(&ben, SHARED, "Be easy to find").await;
    let theirs = file_of(&ben).await;
    let ours = ana.screens().await;
    let before = ana.storage().await;

    // Escape, the browser's back, a reload, and "Cancel"
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("This copy: 3 changes since yours").await;
    assert_eq!(ana.axe().await, Vec::<String>::new());
    ana.keys(harness::Key::Escape).await;
    ana.wait_for_text("Save to a file").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.reload_plan().await;
    ana.wait_for_text("No copy to look at").await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.press("Cancel").await;
    assert_eq!(ana.screens().await, ours);
    let journal = |storage: &std::collections::BTreeMap<String, String>| -> Vec<String> {
        storage.keys().filter(|key| key.contains("/j/")).cloned().collect()
    };
    assert_eq!(journal(&ana.storage().await), journal(&before));

    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.by_role("checkbox", "Objective added Not wanted").await.click().await.expect("a tick");
    ana.press("Merge 2 changes").await;
    ana.wait_for_text("Merged 2 changes").await;
    ana.visit("#/okrs").await;
    ana.wait_for_text("Be easy to find").await;
    let text = ana.text().await;
    assert!(text.contains("Wanted") && !text.contains("Not wanted"), "{text}");
    // one undo takes all of it back
    ana.undo().await;
    assert_eq!(ana.screens().await, ours);
    ana.redo().await;
    ana.visit("#/okrs").await;
    ana.wait_for_text("Be easy to find").await;
    ana.reload_plan().await;
    ana.wait_for_text("Be easy to find").await;
    ana.assert_clean().await;
}

#[tokio::test]
async fn t19_the_same_file_twice_and_a_file_edited_by_hand() {
    let browser = person(&Site::start()).await;
    browser.open_file("plan.okr.json", &fixture("contract-example.okr.json")).await;
    browser.find(".objective-card").await;
    let file = file_of(&browser).await;
    browser.open_file("again.okr.json", &file).await;
    browser.wait_for_text("again.okr.json brings nothing new").await;
    browser.dismiss_notice().await;

    let by_hand = file.replacen("Fewer tickets per customer per month", "Fewer tickets a month", 1);
    assert_ne!(by_hand, file);
    browser.open_file("by-hand.okr.json", &by_hand).await;
    browser.wait_for_text("This copy: 1 change since yours").await;
    browser.press("Merge 1 change").await;
    browser.wait_for_text("Merged 1 change").await;
    browser.dismiss_notice().await;
    browser.open_file("by-hand.okr.json", &by_hand).await;
    browser.wait_for_text("was taken in before").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_copy_can_be_opened_as_a_plan_of_its_own() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, ben) = (person(&site).await, person(&other).await);
    begin(&ana).await;
    let first = file_of(&ana).await;
    ben.open_file("plan.okr.json", &first).await;
    ben.find(".objective-card").await;
    rename(&ben, SHARED, "A plan of our own").await;
    let theirs = file_of(&ben).await;
    ana.open_file("ben.okr.json", &theirs).await;
    ana.wait_for_text("since yours").await;
    ana.press("Open as a separate plan").await;
    ana.wait_for_text("A plan of our own").await;
    let kept = ana.storage().await.keys().filter(|key| key.ends_with("/a")).count();
    assert_eq!(kept, 2, "both plans are kept");
    ana.undo().await;
    ana.visit("#/okrs").await;
    ana.wait_for_text(SHARED).await;
    ana.assert_clean().await;
}
