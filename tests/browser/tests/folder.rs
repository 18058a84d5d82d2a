//! A shared folder: three profiles, each with a folder of its own in the browser's private file system, and the test as
//! the service that carries the files from one to the others: late, torn, or not at all.
//!
//! The picker is the only thing that is played: it hands out such a private folder. What the disk refuses is played by
//! the methods of the folder, as the browser would throw it.

mod folder_support;

use folder_support::*;
use harness::{Browser, Options, Site, fixture};

/// Acceptance: concurrent writes, half-written and vanished files, permission gone: nothing is lost, and it says so.
#[tokio::test]
async fn three_copies_in_a_folder_come_together_and_fall_silent() {
    let sites = [Site::start(), Site::start(), Site::start()];
    let [ana, ben, cleo] = [person(&sites[0]).await, person(&sites[1]).await, person(&sites[2]).await];
    let people = [&ana, &ben, &cleo];
    for (browser, name) in people.iter().zip(["Ana", "Ben", "Cleo"]) {
        work_in_folder(browser, name).await;
    }
    carry(&people).await;
    // all three at once, and two of them the same title
    new_objective(&ana, "Ana has a plan").await;
    new_objective(&ben, "Ben has a plan").await;
    rename(&cleo, SHARED, "Cleo says so").await;
    rename(&ben, SHARED, "Ben says so").await;
    for browser in people {
        written(browser).await;
    }
    carry(&people).await;
    for browser in people {
        browser.visit("#/okrs").await;
        for title in ["Ana has a plan", "Ben has a plan"] {
            wait_for(browser, title).await;
        }
        // neither of the two titles is lost: someone chooses
        wait_for(browser, "changed by two people").await;
    }
    ana.visit("#/share").await;
    let mine = "Shows now: Ben says so";
    let button =
        if ana.look_for("button", mine).await.is_some() { mine } else { "Other version: Ben says so" };
    ana.press(button).await;
    written(&ana).await;
    carry(&people).await;
    for browser in people {
        browser.visit("#/okrs").await;
        wait_for(browser, "Ben says so").await;
        gone(browser, "changed by two people").await;
    }
    // then nobody writes any more
    for _ in 0..3 {
        carry(&people).await;
        look(&ana).await;
        look(&ben).await;
        look(&cleo).await;
    }
    let before = (stamps(&ana).await, stamps(&ben).await, stamps(&cleo).await);
    for browser in people {
        look(browser).await;
        look(browser).await;
    }
    assert_eq!((stamps(&ana).await, stamps(&ben).await, stamps(&cleo).await), before);
    // it is one step that one undo takes back, and the plan is there after a reload
    new_objective(&cleo, "Cleo has a plan").await;
    written(&cleo).await;
    carry(&people).await;
    ana.visit("#/okrs").await;
    wait_for(&ana, "Cleo’s changes arrived: 1 change").await;
    ana.undo().await;
    assert!(!ana.text().await.contains("Cleo has a plan"));
    ana.redo().await;
    wait_for(&ana, "Cleo has a plan").await;
    ana.reload_plan().await;
    wait_for(&ana, "Cleo has a plan").await;
    for browser in people {
        browser.assert_clean().await;
    }
}

#[tokio::test]
async fn half_written_and_vanished_files_cost_nothing_and_it_says_so() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, ben) = (person(&site).await, person(&other).await);
    work_in_folder(&ana, "Ana").await;
    work_in_folder(&ben, "Ben").await;
    carry(&[&ana, &ben]).await;
    new_objective(&ben, "Ben has a plan").await;
    written(&ben).await;
    let (name, text) = own_file(&ben).await;
    put(&ana, &name, &text[..text.len() / 2]).await;
    ana.visit("#/share").await;
    wait_for(&ana, "Not whole, or still").await;
    put(&ana, &name, "").await;
    wait_for(&ana, "Not whole, or still").await;
    put(&ana, &name, &text).await;
    wait_for(&ana, "Ben’s changes arrived").await;
    remove(&ana, &name).await;
    wait_for(&ana, "Gone from the folder. What it brought stays here.").await;
    // what no file holds any more, Ana's does
    let held = async || own_file(&ana).await.1.contains("Ben has a plan").then_some(());
    ana.until(held).await.expect("Ana's file holds what Ben's held");
    ana.visit("#/okrs").await;
    wait_for(&ana, "Ben has a plan").await;
    ana.assert_clean().await;
}

#[tokio::test]
async fn t30_a_file_that_changed_on_the_disk_is_merged_and_not_written_over() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, twin) = (person(&site).await, person(&other).await);
    work_in_folder(&ana, "Ana").await;
    let (own, _) = own_file(&ana).await;
    // a copied profile, or a file that was put there by hand: another copy under Ana's name
    new_objective(&twin, "Of the twin").await;
    let theirs = file_of(&twin).await;
    // both at once: nothing that Ana does may go over it
    ana.visit("#/okrs").await;
    refuse(&ana, "createWritable", "NoModificationAllowedError").await;
    new_objective(&ana, "Of Ana").await;
    put(&ana, &own, &theirs).await;
    allow(&ana).await;
    ana.visit("#/share").await;
    wait_for(&ana, "you go on in a file").await;
    let files = files(&ana).await;
    let of = |part: &str| files.values().filter(|text| text.contains(part)).count();
    assert_eq!(files.get(&own), Some(&theirs), "what the other wrote stands as it was");
    assert_eq!((files.len(), of("Of Ana"), of("Of the twin")), (2, 1, 2));
    ana.visit("#/okrs").await;
    wait_for(&ana, "Of the twin").await;
    wait_for(&ana, "Of Ana").await;
    ana.assert_clean().await;
}

#[tokio::test]
async fn a_permission_that_is_gone_a_lock_a_full_disk_and_a_lost_folder_are_said_and_lose_nothing() {
    let site = Site::start();
    let ana = person(&site).await;
    work_in_folder(&ana, "Ana").await;
    for (error, says) in [
        ("NoModificationAllowedError", "Another program holds your file"),
        ("QuotaExceededError", "The folder’s disk is full"),
        ("DataError", "The folder could not be used"),
    ] {
        refuse(&ana, "createWritable", error).await;
        new_objective(&ana, &format!("Made under {error}")).await;
        ana.visit("#/share").await;
        wait_for(&ana, says).await;
        assert!(ana.text().await.contains("Your changes are safe in this browser"));
        allow(&ana).await;
        written(&ana).await;
        assert!(own_file(&ana).await.1.contains(&format!("Made under {error}")));
        gone(&ana, says).await;
    }
    refuse(&ana, "values", "NotFoundError").await;
    wait_for(&ana, "The folder is not there").await;
    // wherever one is, once it lasts
    ana.visit("#/okrs").await;
    wait_for(&ana, "The folder is not there").await;
    allow(&ana).await;
    gone(&ana, "The folder is not there").await;
    // the browser takes the permission back, as after a restart
    refuse(&ana, "values", "NotAllowedError").await;
    deny(&ana).await;
    wait_for(&ana, "Go on working in the folder “team”").await;
    new_objective(&ana, "Made without the folder").await;
    ana.press("Go on working in the folder “team”").await;
    wait_for(&ana, "The browser did not allow the folder").await;
    allow(&ana).await;
    ana.press("Go on working in the folder “team”").await;
    written(&ana).await;
    assert!(own_file(&ana).await.1.contains("Made without the folder"));
    // after a reload it goes on by itself where the browser remembers the permission
    ana.reload_plan().await;
    ana.visit("#/share").await;
    wait_for(&ana, "This plan works in the folder").await;
    new_objective(&ana, "Made after a reload").await;
    written(&ana).await;
    assert_eq!(files(&ana).await.len(), 1, "and in the same file");
    ana.visit("#/share").await;
    ana.press("Stop working in the folder").await;
    wait_for(&ana, "Stopped. Your file stays").await;
    ana.button("Choose a folder").await;
    ana.reload_plan().await;
    ana.visit("#/share").await;
    ana.button("Choose a folder").await;
    assert_eq!(files(&ana).await.len(), 1);
    ana.assert_clean().await;
}

#[tokio::test]
async fn a_file_edited_by_hand_waits_for_the_usual_review() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, ben) = (person(&site).await, person(&other).await);
    work_in_folder(&ana, "Ana").await;
    work_in_folder(&ben, "Ben").await;
    carry(&[&ana, &ben]).await;
    let (name, text) = own_file(&ben).await;
    let by_hand = text.replace(SHARED, "Typed into the file");
    put(&ana, &name, &by_hand).await;
    ana.visit("#/share").await;
    wait_for(&ana, "Edited by hand").await;
    assert_eq!(ana.axe().await, Vec::<String>::new());
    ana.press(&format!("Review {name}")).await;
    wait_for(&ana, "This copy: 1 change since yours").await;
    ana.press("Merge 1 change").await;
    wait_for(&ana, "Typed into the file").await;
    ana.visit("#/share").await;
    gone(&ana, "Edited by hand").await;
    ana.assert_clean().await;
}

#[tokio::test]
async fn hostile_files_in_the_folder_are_named_and_the_page_stays_alive() {
    let ana = person(&Site::start()).await;
    work_in_folder(&ana, "Ana").await;
    let (_, text) = own_file(&ana).await;
    put(&ana, "deep <img src=x onerror=alert(1)>.okr.json", &"[".repeat(1_000_000)).await;
    put(&ana, "newer.okr.json", &text.replace("\"version\": 1", "\"version\": 99")).await;
    put(&ana, "damaged.okr.json", &text.replacen("\"stage\": \"", "\"stage\": \"no", 1)).await;
    put(&ana, "other.json", "{\"name\": \"a package\"}").await;
    large(&ana, "large.okr.json", 200).await;
    ana.visit("#/share").await;
    for says in [
        "deep <img",
        "Not whole",
        "Made by a newer version",
        "It can’t be merged",
        "Larger than a plan may be",
    ] {
        wait_for(&ana, says).await;
    }
    new_objective(&ana, "The page is alive").await;
    written(&ana).await;
    assert!(!ana.text().await.contains("a package"));
    assert_eq!(ana.axe().await, Vec::<String>::new());
    ana.assert_clean().await;
}

#[tokio::test]
async fn nothing_comes_in_under_the_hands_of_someone_who_types() {
    let (site, other) = (Site::start(), Site::start());
    let (ana, ben) = (person(&site).await, person(&other).await);
    work_in_folder(&ana, "Ana").await;
    work_in_folder(&ben, "Ben").await;
    carry(&[&ana, &ben]).await;
    ana.visit("#/okrs").await;
    ana.menu(SHARED, "Edit").await;
    rename(&ben, SHARED, "Ben says so").await;
    written(&ben).await;
    carry(&[&ana, &ben]).await;
    tokio::time::sleep(std::time::Duration::from_secs(7)).await;
    ana.find("dialog").await;
    ana.fill("Objective", "Ana says so").await;
    ana.press("Save").await;
    ana.wait_until_gone("dialog").await;
    // both are there, and neither has gone over the other
    wait_for(&ana, "changed by two people").await;
    ana.visit("#/share").await;
    for said in ["Ben says so", "Ana says so"] {
        wait_for(&ana, said).await;
    }
}

#[tokio::test]
async fn where_the_browser_has_no_folders_the_button_says_what_to_do_instead() {
    let browser = Browser::open_with(&Site::start(), Options { width: 320, ..Options::default() }).await;
    browser.before_each_load("window.showDirectoryPicker = undefined").await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", &fixture("contract-example.okr.json")).await;
    browser.find(".objective-card").await;
    browser.visit("#/share").await;
    browser.press("Choose a folder").await;
    wait_for(&browser, "Open the others’ files from there").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.assert_clean().await;
}

#[tokio::test]
async fn only_the_tab_that_writes_the_plan_works_in_its_folder() {
    let ana = person(&Site::start()).await;
    work_in_folder(&ana, "Ana").await;
    let first = ana.driver.window().await.expect("a tab");
    let second = ana.driver.new_tab().await.expect("a second tab");
    ana.driver.switch_to_window(second).await.expect("the second tab");
    ana.before_each_load(PICKER).await;
    ana.goto("#/share").await;
    wait_for(&ana, "Only the tab that writes the plan works in its folder").await;
    ana.press("Take over").await;
    wait_for(&ana, "This plan works in the folder").await;
    new_objective(&ana, "Of the second tab").await;
    written(&ana).await;
    // back in the first, which reads along, and then writes again: nobody went into a file of another name
    ana.driver.switch_to_window(first).await.expect("the first tab");
    ana.visit("#/share").await;
    wait_for(&ana, "Only the tab that writes the plan works in its folder").await;
    ana.press("Take over").await;
    wait_for(&ana, "This plan works in the folder").await;
    new_objective(&ana, "Of the first tab").await;
    written(&ana).await;
    let files = files(&ana).await;
    assert_eq!(files.len(), 1, "{:?}", files.keys());
    assert!(
        files.values().all(|text| text.contains("Of the second tab") && text.contains("Of the first tab"))
    );
    ana.assert_clean().await;
}
