//! What is put right afterwards: a check-in that is corrected or deleted, a blocker that is gone, a target that is revised
//! in the middle of a cycle; and where a key result leads, in words.

use harness::{Browser, By, Site, Theme};
use serde_json::Value;

const NOW: &str = "2027-02-20T10:00";

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_faster", "title": "Support",
  "people": { "u_ana": { "name": "Ana Ruiz" }, "u_ben": { "name": "Ben Osei" } },
  "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": {
    "o_1": { "title": "Answer faster", "cycle": "y_1", "owner": "u_ana", "ambition": "committed" },
    "o_2": { "title": "Write it down", "cycle": "y_1", "owner": "u_ben", "ambition": "committed", "stage": "draft" } },
  "keyResults": {
    "k_csat": { "objective": "o_1", "title": "Happy customers", "measure": { "reach": { "from": 75, "to": 90 } }, "unit": "%",
      "owner": "u_ana", "weight": 2, "rank": "a0" },
    "k_flat": { "objective": "o_1", "title": "Calls taken", "measure": { "reach": { "from": 10, "to": 40 } },
      "owner": "u_ben", "from": "2027-01-15", "to": "2027-03-15", "checkInEvery": "month", "rank": "a1" },
    "k_few": { "objective": "o_1", "title": "New partners", "measure": { "reach": { "from": 0, "to": 8 } }, "rank": "a2" },
    "k_steps": { "objective": "o_1", "title": "A second desk",
      "measure": { "milestones": { "x_1": { "title": "Desk ordered", "rank": "a0" }, "x_2": { "title": "Desk staffed", "rank": "a1" } } }, "rank": "a3" } },
  "checkIns": {
    "c_1": { "keyResult": "k_csat", "on": "2027-01-08", "value": 75 },
    "c_2": { "keyResult": "k_csat", "on": "2027-01-15", "value": 76 },
    "c_3": { "keyResult": "k_csat", "on": "2027-01-22", "value": 77.5 },
    "c_4": { "keyResult": "k_csat", "on": "2027-01-31", "value": 79, "note": "New macros" },
    "c_5": { "keyResult": "k_csat", "on": "2027-02-07", "value": 82, "confidence": 5,
      "blocker": { "what": "No billing export", "who": "u_ben", "until": "2027-02-10" } },
    "c_6": { "keyResult": "k_csat", "on": "2027-02-14", "value": 84, "confidence": 7, "note": "Second desk", "by": "u_ana" },
    "c_7": { "keyResult": "k_flat", "on": "2027-01-20", "value": 12 },
    "c_8": { "keyResult": "k_flat", "on": "2027-02-01", "value": 12 },
    "c_9": { "keyResult": "k_flat", "on": "2027-02-10", "value": 12 },
    "c_10": { "keyResult": "k_few", "on": "2027-02-18", "value": 1 } } }"#;

async fn objective() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("support.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser.visit("#/objective/o_1").await;
    browser
}

/// What the panel of a key result says.
async fn panel(browser: &Browser, key_result: &str) -> String {
    let text = browser.find(&format!("#panel-{key_result}")).await.text().await.expect("a text");
    text.replace('\u{a0}', " ")
}

async fn panel_says(browser: &Browser, key_result: &str, said: &str) {
    let there = async || panel(browser, key_result).await.contains(said).then_some(());
    if browser.until(there).await.is_none() {
        panic!("no “{said}” in:\n{}", panel(browser, key_result).await);
    }
}

async fn panel_says_not(browser: &Browser, key_result: &str, said: &str) {
    let gone = async || (!panel(browser, key_result).await.contains(said)).then_some(());
    if browser.until(gone).await.is_none() {
        panic!("still “{said}” in:\n{}", panel(browser, key_result).await);
    }
}

/// The plan as its file says it.
async fn saved(browser: &Browser) -> Value {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let file = serde_json::from_str(browser.download().await.text()).expect("a plan");
    browser.visit("#/objective/o_1").await;
    file
}

/// The sentence that stands for the chart of a key result.
async fn chart_says(browser: &Browser, key_result: &str) -> String {
    let canvas = browser.find(&format!("#panel-{key_result} canvas[role=img]")).await;
    canvas.attr("aria-label").await.expect("an answer").unwrap_or_default().replace('\u{a0}', " ")
}

async fn edit(browser: &Browser, title: &str) {
    let panel = browser.panel_of(title).await;
    browser.click(&format!("{panel} details.menu summary")).await;
    browser.click(&format!("{panel} details.menu .items button")).await;
    browser.by_role("dialog", "Edit key result").await;
}

async fn save_form(browser: &Browser) {
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

const TRACE: &str = "was 84 % until Feb 20, 2027: Typed a 4 for a 7";

#[tokio::test]
async fn a_corrected_check_in_keeps_what_it_said_before() {
    let browser = objective().await;
    panel_says(&browser, "k_csat", "now 84 %").await;
    browser.press("Correct the check-in of Feb 14, 2027").await;
    // It begins with what was said.
    let value = browser.field("Value, %").await.value().await.expect("a value");
    assert_eq!(value.as_deref(), Some("84"));
    let note = browser.field("What changed?").await.value().await.expect("a note");
    assert_eq!(note.as_deref(), Some("Second desk"));
    browser.fill("Value, %", "87").await;
    browser.fill("Why is it corrected?", "Typed a 4 for a 7").await;
    browser.click("form.check-in button[type=submit]").await;
    browser.wait_until_gone("form.check-in").await;
    panel_says(&browser, "k_csat", TRACE).await;
    panel_says(&browser, "k_csat", "now 87 %").await;
    // The focus is back on what opened the form.
    let focused = async || (browser.focused().await == "correct-c_6").then_some(());
    assert!(browser.until(focused).await.is_some(), "{}", browser.focused().await);

    assert!(browser.undo().await.contains("Correction: Happy customers"));
    panel_says(&browser, "k_csat", "now 84 %").await;
    panel_says_not(&browser, "k_csat", "was 84 %").await;
    browser.redo().await;
    browser.reload_plan().await;
    panel_says(&browser, "k_csat", TRACE).await;

    let file = saved(&browser).await;
    let corrected = &file["checkIns"]["c_6"];
    let was: Vec<&Value> = corrected["was"].as_object().expect("a trace").values().collect();
    assert_eq!(
        (&corrected["value"], &corrected["note"], &corrected["by"]),
        (&87.into(), &"Second desk".into(), &"u_ana".into())
    );
    assert_eq!((was.len(), &was[0]["value"], &was[0]["why"]), (1, &84.into(), &"Typed a 4 for a 7".into()));
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_check_in_that_was_corrected_twice_tells_both() {
    let browser = objective().await;
    for (day, value) in [("Feb 14, 2027", "85"), ("Feb 14, 2027", "86")] {
        browser.press(&format!("Correct the check-in of {day}")).await;
        browser.fill("Value, %", value).await;
        browser.click("form.check-in button[type=submit]").await;
        browser.wait_until_gone("form.check-in").await;
        panel_says(&browser, "k_csat", &format!("now {value} %")).await;
        // The trace counts in seconds, and nobody corrects twice in one.
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    }
    let text = panel(&browser, "k_csat").await;
    let (newer, older) = (text.find("was 85 % until"), text.find("was 84 % until"));
    assert!(newer.is_some() && newer < older, "{text}");
    // Another day, and nothing else: what it said of the value is no trace.
    browser.press("Correct the check-in of Feb 7, 2027").await;
    browser.set("Day", "2027-02-06").await;
    browser.click("form.check-in button[type=submit]").await;
    panel_says(&browser, "k_csat", "was of Feb 7, 2027 until Feb 20, 2027").await;
    // What can't be is refused, and nothing is lost.
    browser.press("Correct the check-in of Feb 14, 2027").await;
    browser.set("Day", "2027-02-25").await;
    browser.click("form.check-in button[type=submit]").await;
    browser.wait_for_text("That day has not come yet.").await;
    browser.press("Cancel").await;
    browser.wait_until_gone("form.check-in").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_deleted_check_in_comes_back_with_undo() {
    let browser = objective().await;
    browser.press("Delete the check-in of Feb 14, 2027").await;
    panel_says(&browser, "k_csat", "now 82 %").await;
    panel_says_not(&browser, "k_csat", "Second desk").await;
    browser.click(".toast button").await;
    panel_says(&browser, "k_csat", "now 84 %").await;
    browser.redo().await;
    browser.reload_plan().await;
    panel_says(&browser, "k_csat", "now 82 %").await;
    assert!(saved(&browser).await["checkIns"]["c_6"].is_null());
    browser.assert_clean().await;
}

#[tokio::test]
async fn c4_a_blocker_is_seen_and_cleared_in_the_log() {
    let browser = objective().await;
    panel_says(&browser, "k_csat", "Blocked: No billing export · Ben Osei · should have been gone by Feb 10")
        .await;
    browser.click("#panel-k_csat .blocker button").await;
    panel_says(&browser, "k_csat", "No billing export · Ben Osei · gone since Feb 20").await;
    assert!(browser.driver.find(By::Css(".blocker button")).await.is_err());
    browser.undo().await;
    panel_says(&browser, "k_csat", "should have been gone by Feb 10").await;
    browser.redo().await;
    browser.reload_plan().await;
    panel_says(&browser, "k_csat", "gone since Feb 20").await;
    // A correction of the rest leaves the blocker as it is.
    browser.press("Correct the check-in of Feb 7, 2027").await;
    browser.fill("Value, %", "81").await;
    browser.click("form.check-in button[type=submit]").await;
    panel_says(&browser, "k_csat", "was 82 % until").await;
    panel_says(&browser, "k_csat", "gone since Feb 20").await;
    browser.assert_clean().await;
}

const HISTORY: &str = "Target 90 → 95 % on Feb 20, 2027: The board asked for more";

#[tokio::test]
async fn c7_a_revised_target_asks_for_its_reason_and_stays_on_the_chart() {
    let browser = objective().await;
    edit(&browser, "Happy customers").await;
    assert!(browser.look_for("field", "Why is it changed?").await.is_none());
    browser.fill("Target", "95").await;
    browser.field("Why is it changed?").await;
    browser.press("Save").await;
    browser.wait_for_text("Say why the target is changed").await;
    browser.fill("Why is it changed?", "The board asked for more").await;
    save_form(&browser).await;
    panel_says(&browser, "k_csat", "75 → 95 %").await;
    panel_says(&browser, "k_csat", HISTORY).await;
    let sentence = chart_says(&browser, "k_csat").await;
    assert!(sentence.contains(HISTORY), "{sentence}");

    browser.undo().await;
    panel_says(&browser, "k_csat", "75 → 90 %").await;
    panel_says_not(&browser, "k_csat", "Target 90").await;
    browser.redo().await;
    browser.reload_plan().await;
    panel_says(&browser, "k_csat", HISTORY).await;

    // The form goes on from the target in force; another title asks for no reason.
    edit(&browser, "Happy customers").await;
    assert_eq!(browser.field("Target").await.value().await.expect("a target").as_deref(), Some("95"));
    browser.fill("Key result", "Happier customers").await;
    save_form(&browser).await;
    panel_says(&browser, "k_csat", "Happier customers").await;
    let file = saved(&browser).await;
    let key_result = &file["keyResults"]["k_csat"];
    assert_eq!(key_result["measure"]["reach"]["to"], 90);
    let revisions = key_result["revisions"].as_object().expect("revisions");
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions["2027-02-20"]["reach"]["to"], 95);
    assert_eq!(revisions["2027-02-20"]["why"], "The board asked for more");
    browser.assert_clean().await;
}

#[tokio::test]
async fn c7_a_revised_list_of_milestones_asks_too_but_not_another_title() {
    let browser = objective().await;
    edit(&browser, "A second desk").await;
    browser.fill("Title", "Desk bought").await;
    save_form(&browser).await;
    panel_says(&browser, "k_steps", "Desk bought").await;
    edit(&browser, "A second desk").await;
    browser.press("Add a milestone").await;
    let title = browser.find(".step-draft:nth-of-type(3) input").await;
    title.send_keys("Desk open").await.expect("typing");
    browser.press("Save").await;
    browser.wait_for_text("Say why the target is changed").await;
    browser.fill("Why is it changed?", "Nobody sat there").await;
    save_form(&browser).await;
    panel_says(
        &browser,
        "k_steps",
        "3 milestones instead of 2 milestones since Feb 20, 2027: Nobody sat there",
    )
    .await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_draft_is_changed_without_a_reason() {
    let browser = objective().await;
    browser.visit("#/objective/o_2").await;
    browser.press("New key result").await;
    browser.fill("Key result", "Guides written").await;
    browser.fill("From", "0").await;
    browser.fill("Target", "10").await;
    save_form(&browser).await;
    edit(&browser, "Guides written").await;
    browser.fill("Target", "12").await;
    assert!(browser.look_for("field", "Why is it changed?").await.is_none());
    save_form(&browser).await;
    browser.wait_for_text("0 → 12").await;
    assert!(!browser.text().await.contains("Target 10"));
    browser.assert_clean().await;
}

/// Where a key result leads, what it needs, and what is known of it.
#[tokio::test]
async fn the_outlook_of_a_key_result_is_said_in_words() {
    let browser = objective().await;
    let text = panel(&browser, "k_csat").await;
    // 6 of 15 points in 39 days; by the slopes of all pairs of reports
    for said in [
        "Needed: 1.1 % a week until Mar 31.",
        "If it goes on as so far: ",
        " on Mar 31",
        "weight 2",
        "reported every week",
    ] {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
    assert!(
        text.contains("–")
            && (text.contains("the target is reached on") || text.contains("not at this pace")),
        "{text}"
    );
    let flat = panel(&browser, "k_flat").await;
    for said in [
        "Needed: 8.5 a week until Mar 15.",
        "If it goes on as so far: no progress.",
        "its own days",
        "reported every month",
        "weight 1",
    ] {
        assert!(flat.contains(said), "no “{said}” in:\n{flat}");
    }
    let few = panel(&browser, "k_few").await;
    assert!(
        few.contains("Too little data to say where it leads.") && few.contains("Needed: 1.3 a week"),
        "{few}"
    );
    browser.assert_clean().await;
}

#[tokio::test]
async fn corrections_are_faultless_in_both_themes_and_fit_a_narrow_screen() {
    let browser = objective().await;
    edit(&browser, "Happy customers").await;
    browser.fill("Target", "95").await;
    browser.fill("Why is it changed?", "The board asked for more").await;
    save_form(&browser).await;
    for theme in [Theme::Light, Theme::Dark] {
        browser.emulate_theme(theme).await;
        for (width, height) in [(1280, 800), (320, 640)] {
            browser.emulate_screen(width, height, 1.0).await;
            browser.press("Correct the check-in of Feb 14, 2027").await;
            browser.find("form.check-in").await;
            assert_eq!(browser.axe().await, Vec::<String>::new(), "{} {width}", theme.name());
            let wide = "return document.documentElement.scrollWidth - innerWidth";
            let over = browser.run(wide, vec![]).await;
            assert!(over.as_i64().is_some_and(|over| over <= 0), "{over} {width}");
            browser.press("Cancel").await;
            browser.wait_until_gone("form.check-in").await;
        }
    }
    browser.assert_clean().await;
}
