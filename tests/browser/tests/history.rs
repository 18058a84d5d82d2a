//! Who changed what and when, the Trash, and the plans of a browser: without accounts, and nothing is gone until a person
//! says so twice.

use harness::{Browser, Site, fixture};
use serde_json::{Value, json};

const NOW: &str = "2027-05-18T10:00";

async fn support() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("support.okr.json", &fixture("examples/support-team.okr.json")).await;
    browser.find(".app").await;
    browser
}

async fn file_of(browser: &Browser) -> Value {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let download = browser.download().await;
    browser.dismiss_notice().await;
    serde_json::from_str(download.text()).expect("a plan file")
}

fn content(mut plan: Value) -> Value {
    let members = plan.as_object_mut().expect("an object");
    for name in ["merge", "sha256", "trash"] {
        members.remove(name);
    }
    plan
}

async fn rename(browser: &Browser, from: &str, to: &str) {
    browser.visit("#/okrs").await;
    browser.menu(from, "Edit").await;
    browser.fill("Objective", to).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(to).await;
}

async fn first_objective(browser: &Browser) -> String {
    browser.visit("#/okrs").await;
    let title = "return (document.querySelector('.objective-card h2 a') ?? document.querySelector('.objective-card a')).textContent.trim()";
    browser.run(title, vec![]).await.as_str().unwrap_or_default().to_string()
}

#[tokio::test]
async fn who_works_here_is_asked_once_and_signs_what_was_done_before_and_after() {
    let browser = support().await;
    browser.visit("#/now").await;
    assert!(!browser.text().await.contains("Who works on this plan"), "asked before anything was done");
    let before = first_objective(&browser).await;
    rename(&browser, &before, "A first word").await;
    browser.visit("#/now").await;
    browser.wait_for_text("Who works on this plan in this browser?").await;
    browser.press("Say who you are").await;
    browser.fill("Your name", "Zoe New").await;
    browser.press("That is me").await;
    browser.wait_for_text("Your changes now carry the name Zoe New.").await;
    browser.wait_until_gone(".who").await;
    browser.dismiss_notice().await;
    rename(&browser, "A first word", "A second word").await;
    browser.reload_plan().await;
    rename(&browser, "A second word", "A third word").await;

    let file = file_of(&browser).await;
    let people = file["people"].as_object().expect("people");
    let zoe: Vec<&String> = people.iter().filter(|(_, p)| p["name"] == "Zoe New").map(|(id, _)| id).collect();
    let [zoe] = zoe.as_slice() else { panic!("{people:?}") };
    let signed = file["merge"]["replicas"].as_object().expect("replicas");
    let hers = signed.values().filter(|person| person.as_str() == Some(zoe.as_str())).count();
    assert_eq!(hers, 2, "one sitting before the reload and one after: {signed:?}");

    // Told by person, found by a word, and by record.
    browser.visit("#/history").await;
    browser.wait_for_text("A third word").await;
    browser.choose("Who", "Zoe New").await;
    browser.wait_for_text("A third word").await;
    browser.fill("Search the history", "no such word").await;
    browser.wait_for_text("No change fits that.").await;
    browser.fill("Search the history", "third").await;
    browser.wait_for_text("A third word").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.visit("#/okrs").await;
    browser.menu("A third word", "History").await;
    browser.wait_for_text("History of “A third word”").await;
    browser.wait_for_text("Title: A third word").await;
    let elsewhere = browser.text().await;
    assert!(!elsewhere.contains("Person added"), "another record's history: {elsewhere}");
    browser.assert_clean().await;
}

#[tokio::test]
async fn who_would_not_say_is_not_asked_again() {
    let browser = support().await;
    let title = first_objective(&browser).await;
    rename(&browser, &title, "A word").await;
    browser.visit("#/now").await;
    browser.press("Not now").await;
    browser.wait_until_gone(".who").await;
    browser.reload_plan().await;
    rename(&browser, "A word", "Another word").await;
    browser.visit("#/now").await;
    assert!(!browser.text().await.contains("Who works on this plan"));
    // It can still be said where it is looked for.
    browser.visit("#/share").await;
    browser.press("Say who you are").await;
    browser.field("Your name").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_was_deleted_comes_back_out_of_the_trash_with_all_that_went_with_it() {
    let browser = support().await;
    let before = content(file_of(&browser).await);
    let title = first_objective(&browser).await;
    browser.visit("#/okrs").await;
    browser.menu(&title, "Delete").await;
    browser.wait_for_text("Deleted").await;
    browser.dismiss_notice().await;
    browser.reload_plan().await;
    browser.visit("#/trash").await;
    browser.wait_for_text(&title).await;
    browser.wait_for_text("that belong to it · deleted on").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press(&format!("Restore: {title}")).await;
    browser.wait_for_text("Nothing is in the Trash.").await;
    let after = content(file_of(&browser).await);
    let names =
        |plan: &Value, of: &str| plan[of].as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    for of in ["objectives", "keyResults", "checkIns", "initiatives", "kpis"] {
        assert_eq!(names(&after, of), names(&before, of), "{of}");
    }
    assert_eq!(after["keyResults"], before["keyResults"]);
    assert_eq!(after["checkIns"], before["checkIns"]);
    browser.assert_clean().await;
}

#[tokio::test]
async fn plans_are_copied_put_away_thrown_away_and_put_back() {
    let browser = support().await;
    let id = file_of(&browser).await["plan"].as_str().unwrap_or_default().to_string();
    let title = file_of(&browser).await["title"].as_str().unwrap_or_default().to_string();
    browser.menu(&title, "Make a copy").await;
    let copied = format!("Copy of {title}");
    browser.wait_for_text(&format!("Copied: {title}")).await;
    let copy = file_of(&browser).await;
    assert_eq!(copy["title"], json!(copied));
    assert_ne!(copy["plan"].as_str(), Some(id.as_str()));
    assert_eq!(copy["objectives"].as_object().map(|all| all.len()), Some(6));

    // The one on screen is thrown away: the other one comes, and a reload changes nothing.
    browser.menu(&copied, "Delete").await;
    browser.wait_for_text("until you remove it for good").await;
    browser.dismiss_notice().await;
    browser.reload_plan().await;
    assert_eq!(file_of(&browser).await["plan"].as_str(), Some(id.as_str()));
    browser.click(".plans > details > summary").await;
    browser.press(&format!("Put back: {copied}")).await;
    browser.wait_for_text("Back in the list").await;
    browser.dismiss_notice().await;
    browser.menu(&copied, "Archive").await;
    browser.wait_for_text("Archived (1)").await;
    browser.click(".plans > details > summary").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press(&format!("Put back: {copied}")).await;
    browser.dismiss_notice().await;

    // For good only after a second word.
    browser.menu(&copied, "Delete").await;
    browser.wait_for_text("Deleted (1)").await;
    browser.dismiss_notice().await;
    browser.click(".plans > details > summary").await;
    let copy_id = copy["plan"].as_str().unwrap_or_default().to_string();
    let held = async || browser.storage().await.keys().filter(|key| key.contains(&copy_id)).count();
    browser.press(&format!("Remove for good: {copied}")).await;
    browser.wait_for_text("There is no undo.").await;
    browser.press("Cancel").await;
    assert!(held().await > 0);
    browser.press(&format!("Remove for good: {copied}")).await;
    browser.press("Remove for good").await;
    browser.wait_for_text(&format!("Removed: {copied}")).await;
    assert_eq!(held().await, 0);
    browser.reload_plan().await;
    let text = browser.visit("#/share").await;
    assert!(!text.contains(&copied), "it is offered again: {text}");
    assert_eq!(file_of(&browser).await["plan"].as_str(), Some(id.as_str()));

    // The last one leaves the welcome behind, and comes back from there.
    browser.menu(&title, "Archive").await;
    browser.find(".welcome").await;
    browser.reload().await;
    browser.find(".welcome").await;
    browser.click(".plans > details > summary").await;
    browser.press(&format!("Put back: {title}")).await;
    browser.press(&format!("Open {title}")).await;
    browser.find(".app").await;
    assert_eq!(file_of(&browser).await["plan"].as_str(), Some(id.as_str()));
    browser.assert_clean().await;
}

/// What was other in a backup comes back by itself: what came since stays.
#[tokio::test]
async fn a_value_of_an_earlier_state_comes_back_and_what_came_since_stays() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.start_empty().await;
    browser.visit("#/okrs").await;
    let new = async |title: &str| {
        browser.press("New objective").await;
        browser.fill("Objective", title).await;
        browser.press("Save").await;
        browser.wait_until_gone("dialog").await;
        browser.wait_for_text(title).await;
    };
    new("First thoughts").await;
    browser.reload_plan().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    rename(&browser, "First thoughts", "Other thoughts").await;
    new("Second thoughts").await;
    browser.visit("#/share").await;
    browser.press("Compare with now: Of the week").await;
    browser.wait_for_text("1 thing was different then").await;
    browser.press("Bring nothing back").await;
    browser.wait_for_text("For people without Cairn").await;
    browser.press("Compare with now: Of the week").await;
    browser.wait_for_text("1 thing was different then").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press("Choose all").await;
    browser.press("Bring 1 back").await;
    browser.wait_for_text("1 is again as it was").await;
    browser.dismiss_notice().await;
    let text = browser.visit("#/okrs").await;
    assert!(text.contains("First thoughts") && text.contains("Second thoughts"), "{text}");
    assert!(!text.contains("Other thoughts"), "{text}");
    let undone = browser.undo().await;
    assert!(undone.contains("values of Of the week"), "{undone}");
    browser.wait_for_text("Other thoughts").await;
    // nothing differs: that is said
    rename(&browser, "Other thoughts", "First thoughts").await;
    browser.visit("#/share").await;
    browser.press("Compare with now: Of the week").await;
    browser.wait_for_text("nothing was different then").await;
    browser.assert_clean().await;
}

/// One team's branch goes out without its notes, is changed elsewhere, and comes back through a review.
#[tokio::test]
async fn a_part_of_the_plan_goes_out_and_comes_back() {
    let ana = support().await;
    let before = file_of(&ana).await;
    let notes: Vec<&str> = before["checkIns"]
        .as_object()
        .into_iter()
        .flat_map(|all| all.values())
        .filter_map(|check_in| check_in["note"].as_str())
        .collect();
    assert!(!notes.is_empty(), "the sample has notes");
    ana.visit("#/share").await;
    ana.click(".check input").await;
    ana.press("Save the part").await;
    ana.wait_for_text("Open it here again when it comes back.").await;
    let part = ana.download().await;
    ana.dismiss_notice().await;
    for note in &notes {
        assert!(!part.text().contains(note), "{note}");
    }
    let file: Value = serde_json::from_str(part.text()).expect("a plan file");
    assert_eq!(file["plan"], before["plan"]);
    assert!(file["objectives"].as_object().is_some_and(|all| !all.is_empty()));

    let ben = Browser::open(&Site::start()).await;
    ben.set_clock(NOW).await;
    ben.goto("").await;
    ben.open_file(&part.name, part.text()).await;
    ben.find(".app").await;
    ben.visit("#/share").await;
    ben.wait_for_text("This copy is a part of the plan").await;
    let title = first_objective(&ben).await;
    rename(&ben, &title, "Ben has a word").await;
    let back = file_of(&ben).await;

    ana.open_file("part.okr.json", &back.to_string()).await;
    ana.wait_for_text("since yours").await;
    assert!(ana.text().await.contains("Ben has a word"));
    ana.press("Merge 1").await;
    ana.wait_for_text("Merged").await;
    ana.dismiss_notice().await;
    let after = file_of(&ana).await;
    assert_eq!(after["checkIns"], before["checkIns"], "with every note");
    assert_eq!(after["measurements"], before["measurements"]);
    assert_eq!(after["keyResults"], before["keyResults"]);
    let of = |plan: &Value| plan["objectives"].as_object().map_or(0, |all| all.len());
    assert_eq!(of(&after), of(&before));
    assert!(after["objectives"].to_string().contains("Ben has a word"));
    ana.assert_clean().await;
    ben.assert_clean().await;
}
