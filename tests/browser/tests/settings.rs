//! The settings of a plan: limits that the hints go by, closed days; and the people an objective names.

use harness::{Browser, Site};
use serde_json::Value;

async fn empty_plan() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-02-10T10:00").await;
    browser.start_empty().await;
    browser
}

async fn settings_in_file(browser: &Browser) -> Value {
    browser.shortcut(harness::Key::Control + "s").await;
    let file: Value = serde_json::from_str(browser.download().await.text()).expect("a plan");
    file["settings"].clone()
}

async fn value_of(browser: &Browser, label: &str) -> String {
    browser.field(label).await.value().await.ok().flatten().unwrap_or_default()
}

async fn leave_field(browser: &Browser) {
    browser.run("document.activeElement?.blur();", vec![]).await;
}

#[tokio::test]
async fn a4_a5_a7_d1_the_limits_are_settings_that_survive_reload_and_undo() {
    let browser = empty_plan().await;
    browser.visit("#/plan").await;
    assert_eq!(value_of(&browser, "Objectives of a team, most").await, "3");
    assert_eq!(value_of(&browser, "Key results of an objective, fewest").await, "2");
    browser.fill("Objectives of a team, most", "5").await;
    browser.fill("Key results of an objective, fewest", "3").await;
    browser.fill("KPIs on one board, most", "12").await;
    leave_field(&browser).await;
    browser.choose("Lowest level with objectives", "Team").await;
    browser.choose("Key results that only keep a level", "Not welcome").await;
    browser.reload_plan().await;
    browser.visit("#/plan").await;
    assert_eq!(value_of(&browser, "Objectives of a team, most").await, "5");
    assert_eq!(value_of(&browser, "Key results of an objective, fewest").await, "3");
    assert_eq!(value_of(&browser, "KPIs on one board, most").await, "12");
    assert_eq!(value_of(&browser, "Lowest level with objectives").await, "team");
    let settings = settings_in_file(&browser).await;
    assert_eq!(settings["maintaining"], "never", "{settings}");

    // What can't be is refused with the reason, and changes nothing.
    browser.fill("Objectives of a team, most", "0").await;
    leave_field(&browser).await;
    browser.wait_for_text("The fewest must not be more than the most.").await;
    browser.fill("KPIs on one board, most", "many").await;
    leave_field(&browser).await;
    browser.wait_for_text("“many” is not a whole number.").await;
    browser.fill("KPIs on one board, most", "").await;
    leave_field(&browser).await;
    browser.undo().await;
    browser.visit("#/okrs").await;
    browser.visit("#/plan").await;
    assert_eq!(value_of(&browser, "KPIs on one board, most").await, "12");
    assert_eq!(value_of(&browser, "Objectives of a team, most").await, "5");
    browser.assert_clean().await;
}

#[tokio::test]
async fn closed_days_are_kept_and_taken_away() {
    let browser = empty_plan().await;
    browser.visit("#/plan").await;
    for day in ["2027-12-24", "2027-12-27"] {
        browser.set("A closed day", day).await;
        browser.press("Add").await;
    }
    browser.wait_for_text("Dec 27, 2027").await;
    browser.press("Delete Dec 24, 2027").await;
    browser.wait_until_gone("[aria-label='Delete Dec 24, 2027']").await;
    browser.undo().await;
    browser.wait_for_text("Dec 24, 2027").await;
    browser.redo().await;
    browser.reload_plan().await;
    let settings = settings_in_file(&browser).await;
    assert_eq!(settings["closedDays"], serde_json::json!({ "2027-12-27": true }), "{settings}");
    browser.assert_clean().await;
}

/// C11; and the same new name in two fields is one person.
#[tokio::test]
async fn c11_an_objective_names_its_sponsor() {
    let browser = empty_plan().await;
    browser.press("New objective").await;
    browser.fill("Objective", "Be known for calm").await;
    browser.fill("Owner", "Edda Lind").await;
    browser.fill("Sponsor", "edda lind").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.reload_plan().await;
    browser.follow("Be known for calm").await;
    browser.wait_for_text("Sponsor").await;
    let people = "return [...document.querySelectorAll('.facts .person')].map((it) => it.innerText.replace(/\\s+/g, ' ')).join()";
    assert_eq!(browser.run(people, vec![]).await, "EL Edda Lind,EL Edda Lind");
    assert_eq!(browser.visit("#/plan").await.matches("Edda Lind").count(), 1);
    browser.assert_clean().await;
}
