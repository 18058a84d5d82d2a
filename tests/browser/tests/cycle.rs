//! The place of a cycle: its dates, its closing in five parts, the next cycle, opening it again, the cycles before.

use harness::{Browser, Site};
use serde_json::Value;

const AFTER_THE_END: &str = "2027-04-02T10:00";

/// A quarter that is over, with four objectives; figures from `domain.md`, "Worked figures".
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_cycle", "title": "A quarter that is over",
  "people": { "u_ana": { "name": "Ana" }, "u_ben": { "name": "Ben" } },
  "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": {
    "o_1": { "title": "Keep the good ones", "cycle": "y_1", "owner": "u_ana", "ambition": "aspirational", "stage": "active", "rank": "a" },
    "o_2": { "title": "Launch", "cycle": "y_1", "owner": "u_ben", "ambition": "aspirational", "stage": "active", "rank": "b" },
    "o_3": { "title": "A fax line", "cycle": "y_1", "owner": "u_ben", "ambition": "committed", "stage": "active", "rank": "c" },
    "o_4": { "title": "Said by nobody", "cycle": "y_1", "owner": "u_ben", "ambition": "committed", "stage": "active", "rank": "d" } },
  "keyResults": {
    "k_1": { "objective": "o_1", "title": "Staff who stay", "measure": { "reach": { "from": 75, "to": 90 } }, "unit": "%" },
    "k_2": { "objective": "o_2", "title": "Products out", "measure": { "reach": { "from": 0, "to": 3 } } },
    "k_3": { "objective": "o_3", "title": "Faxes sent", "measure": { "reach": { "from": 0, "to": 100 } } },
    "k_4": { "objective": "o_4", "title": "Silent", "measure": { "reach": { "from": 4, "to": 1 } } } },
  "checkIns": {
    "c_1": { "keyResult": "k_1", "on": "2027-03-30", "value": 84 },
    "c_2": { "keyResult": "k_2", "on": "2027-03-30", "value": 3 },
    "c_3": { "keyResult": "k_3", "on": "2027-03-30", "value": 95.4 } },
  "kpis": { "m_1": { "title": "Satisfaction", "direction": "higher", "every": "month", "unit": "points" } },
  "measurements": { "m_1": { "2027-01-01": 8.8, "2027-03-20": 9.2 } } }"#;

async fn review() -> Browser {
    review_on(AFTER_THE_END).await
}

async fn review_on(moment: &str) -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(moment).await;
    browser.goto("").await;
    browser.open_file("quarter.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser.visit("#/review").await;
    browser
}

async fn list(browser: &Browser, css: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.innerText.replace(/\\s+/g, ' ').trim())";
    let found = browser.run(script, vec![Value::from(css)]).await;
    found.as_array().expect("texts").iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

/// Chooses keep (1), change (2) or drop (3) for the objective at that place.
async fn decide(browser: &Browser, objective: usize, what: usize) {
    browser.click(&format!(".decisions > li:nth-of-type({objective}) label:nth-of-type({what}) input")).await;
    browser
        .find(&format!(".decisions > li:nth-of-type({objective}) label:nth-of-type({what}) input:checked"))
        .await;
}

async fn leave_field(browser: &Browser) {
    browser.run("document.activeElement?.blur();", vec![]).await;
}

#[tokio::test]
async fn c6_c2_closing_a_cycle_and_opening_the_next() {
    let browser = review().await;
    browser.wait_for_text("It is time to close this cycle").await;
    let parts = list(&browser, ".review h2").await;
    let five =
        ["1 The scores", "2 What worked", "3 What did not work", "4 How the KPIs changed", "5 What goes on"];
    assert_eq!(parts[..5], five);
    assert_eq!(
        list(&browser, ".scored > header").await,
        [
            "Keep the good ones aspirational 0.6 amber",
            "Launch aspirational 1.0 green",
            "A fax line committed 0.9 amber",
            "Said by nobody committed 0.0 red",
        ]
    );
    assert_eq!(
        list(&browser, ".review table tbody tr").await,
        ["Satisfaction 8.8 points 9.2 points +0.4 No target"]
    );
    browser.wait_for_text("was it ambitious enough?").await;

    // Another score wants its reason before anything is closed.
    browser.choose("Score of Staff who stay", "0.4").await;
    browser.wait_for_text("Say why it differs from the proposed score.").await;
    browser.press("Close 2027 Q1").await;
    browser.wait_for_text("Say first why the score differs from the proposed one: Staff who stay.").await;
    browser.fill("Why another score for Staff who stay?", "Two left in April").await;
    browser.fill("What worked", "Asking every week").await;
    browser.fill("What did not work", "Fax").await;
    leave_field(&browser).await;
    decide(&browser, 1, 1).await;
    decide(&browser, 2, 2).await;
    decide(&browser, 3, 3).await;
    browser
        .wait_for_text("1 objective goes on, 1 is changed, 1 is dropped, 1 has no decision and ends here")
        .await;
    browser.wait_for_text("begins at 84 → 90\u{a0}%").await;
    browser.wait_for_text("1 key result asks for a new target").await;
    // All of it is in the plan before the closing.
    browser.reload_plan().await;
    browser.visit("#/review").await;
    assert_eq!(list(&browser, ".scored > header").await[0], "Keep the good ones aspirational 0.4 amber");
    assert_eq!(
        browser.field("What worked").await.value().await.ok().flatten().as_deref(),
        Some("Asking every week")
    );

    browser.press("Close 2027 Q1").await;
    browser.wait_for_text("Closed on Apr 2, 2027").await;
    assert_eq!(
        list(&browser, ".settled > span").await,
        ["Keep", "Change", "Drop", "No decision: it ended here"]
    );
    assert_eq!(list(&browser, ".decisions .what .sub").await, ["goes on in 2027 Q2", "goes on in 2027 Q2"]);
    let next = browser.visit("#/okrs").await;
    assert!(next.contains("2027 Q2") && next.contains("84 → 90\u{a0}%"), "{next}");
    assert_eq!(list(&browser, ".objective-card h2 bdi").await, ["Keep the good ones", "Launch"]);
    assert!(list(&browser, ".objective-card").await[1].contains("Draft"), "{next}");

    // One undo takes it all back, one redo makes it again, and it is there after a reload.
    browser.undo().await;
    let back = browser.visit("#/review").await;
    assert!(back.contains("It is time to close this cycle") && !back.contains("2027 Q2\n"), "{back}");
    browser.redo().await;
    browser.wait_for_text("Closed on Apr 2, 2027").await;
    browser.reload_plan().await;
    browser.visit("#/review/y_1").await;
    browser.wait_for_text("Closed on Apr 2, 2027").await;
    browser.wait_for_text("Two left in April").await;
    browser.wait_for_text("Asking every week").await;
    assert!(
        list(&browser, ".scored select, .found textarea").await.is_empty(),
        "a closed cycle can be written"
    );
    browser.visit("#/objective/o_1").await;
    browser.menu("Keep the good ones", "Delete").await;
    browser.wait_for_text("This cycle is closed and can only be read.").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn c2_what_did_not_go_on_can_still_be_taken_along() {
    let browser = review().await;
    browser.press("Close 2027 Q1").await;
    browser.wait_for_text("Closed on Apr 2, 2027").await;
    assert!(browser.visit("#/okrs").await.contains("2027 Q1"), "a cycle was made that nobody asked for");
    browser.visit("#/review/y_1").await;
    browser.click(".decisions > li:nth-of-type(3) .settled button:nth-of-type(1)").await;
    browser.wait_for_text("goes on in 2027 Q2").await;
    assert!(browser.visit("#/okrs").await.contains("95.4 → 100"), "not from its last value on");
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_closed_cycle_is_opened_again_for_a_reason() {
    let browser = review().await;
    browser.press("Close 2027 Q1").await;
    browser.wait_for_text("Closed on Apr 2, 2027").await;
    browser.click(".close-it summary").await;
    browser.press("Open 2027 Q1 again").await;
    browser.wait_for_text("Please give the reason.").await;
    browser.fill("Why is it opened again?", "A late deal").await;
    browser.press("Open 2027 Q1 again").await;
    browser.wait_for_text("Opened again on Apr 2, 2027, closed on Apr 2, 2027 before: A late deal").await;
    browser.choose("Score of Staff who stay", "0.9").await;
    browser.reload_plan().await;
    let text = browser.visit("#/review").await;
    assert!(text.contains("A late deal") && text.contains("Close 2027 Q1"), "{text}");
    assert_eq!(list(&browser, ".scored > header").await[0], "Keep the good ones aspirational 0.9 green");
    browser.assert_clean().await;
}

#[tokio::test]
async fn c13_a_list_of_what_is_not_done_belongs_to_the_cycle() {
    let browser = review().await;
    browser.wait_for_text("A no that is written down is easier to keep.").await;
    for what in ["A phone line at night", "Social networks"] {
        browser.fill("Not in this cycle", what).await;
        browser.press("Add").await;
        browser.until(async || list(&browser, ".not-doing button").await.len().checked_sub(1)).await;
    }
    browser.press("Delete Social networks").await;
    browser.wait_until_gone("[aria-label='Delete Social networks']").await;
    browser.undo().await;
    browser.find("[aria-label='Delete Social networks']").await;
    browser.reload_plan().await;
    browser.visit("#/review").await;
    let values =
        "return [...document.querySelectorAll('.not-doing input')].map((it) => it.value).sort().join()";
    assert_eq!(browser.run(values, vec![]).await, "A phone line at night,Social networks");
    browser.assert_clean().await;
}

#[tokio::test]
async fn c3_the_stages_have_dates_that_can_be_set_and_are_shown_on_the_desk() {
    let browser = review_on("2027-02-10T10:00").await;
    assert_eq!(
        list(&browser, ".stages li b, .stages li span:first-of-type").await,
        [
            "Setting",
            "Jan 1, 2027 · 40 days ago",
            "Review",
            "Feb 14, 2027 · in 4 days",
            "Adjustment",
            "Feb 21, 2027 · in 11 days",
            "Closing",
            "Mar 31, 2027 · in 49 days"
        ]
    );
    browser.press("Dates…").await;
    browser.set("Review on", "2027-02-20").await;
    browser.set("Closing planned for", "2027-04-05").await;
    browser.fill("Facilitator", "Edda").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text("Edda facilitates").await;
    let desk = browser.visit("#/now").await;
    assert!(desk.contains("Review on Feb 20, in 10 days"), "{desk}");
    browser.reload_plan().await;
    let text = browser.visit("#/review").await;
    assert!(text.contains("Apr 5, 2027") && text.contains("Feb 27, 2027"), "{text}");
    browser.assert_clean().await;
}

/// Two closed years of an objective that went on, and a third that runs.
const YEARS: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_years", "title": "Years",
  "teams": { "t_a": { "name": "Front desk" }, "t_b": { "name": "Back office" } },
  "people": { "u_ana": { "name": "Ana Quist" } },
  "cycles": {
    "y_25": { "title": "2025", "from": "2025-01-01", "to": "2025-12-31", "stage": "closed", "closed": "2025-12-31" },
    "y_26": { "title": "2026", "from": "2026-01-01", "to": "2026-12-31", "stage": "closed", "closed": "2026-12-31" } },
  "objectives": {
    "o_1": { "title": "Calm", "cycle": "y_25", "team": "t_a", "owner": "u_ana", "ambition": "aspirational", "stage": "closed" },
    "o_2": { "title": "Calm still", "cycle": "y_26", "team": "t_a", "owner": "u_ana", "ambition": "aspirational", "stage": "closed", "carriedFrom": "o_1" },
    "o_3": { "title": "Order", "cycle": "y_26", "team": "t_b", "owner": "u_ana", "ambition": "committed", "stage": "closed" } },
  "keyResults": {
    "k_1": { "objective": "o_1", "title": "a", "measure": { "reach": { "from": 0, "to": 10 } } },
    "k_2": { "objective": "o_2", "title": "b", "measure": { "reach": { "from": 0, "to": 10 } } },
    "k_3": { "objective": "o_3", "title": "c", "measure": { "reach": { "from": 0, "to": 10 } } } },
  "checkIns": {
    "c_1": { "keyResult": "k_1", "on": "2025-12-01", "value": 3 },
    "c_2": { "keyResult": "k_2", "on": "2026-12-01", "value": 7 },
    "c_3": { "keyResult": "k_3", "on": "2026-12-01", "value": 9 } } }"#;

/// B1: the same score is green in an aspirational objective and amber in a committed one. C12: goals, never people.
#[tokio::test]
async fn b1_c12_scores_across_cycles_with_bands_by_ambition_and_no_ranking_of_people() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-01-10T10:00").await;
    browser.goto("").await;
    browser.open_file("years.okr.json", YEARS).await;
    browser.find("main h1").await;
    browser.visit("#/review").await;
    assert_eq!(
        list(&browser, ".across summary").await,
        ["2026 2 objectives 1 green 1 amber 0.8 mean score", "2025 1 objective 1 red 0.3 mean score"]
    );
    browser.click(".across > li:first-of-type summary").await;
    assert_eq!(
        list(&browser, ".across > li:first-of-type details li").await,
        ["Calm still aspirational over the cycles: 0.3 → 0.7 green 0.7", "Order committed amber 0.9"]
    );
    assert!(!list(&browser, ".review .across").await.join(" ").contains("Ana"), "people are ranked");
    assert!(browser.text().await.contains("Scores judge goals, never people."));
    browser.choose("Team", "Back office").await;
    browser
        .until(async || {
            let shown = list(&browser, ".across summary").await;
            (shown.first()? == "2026 1 objective 1 amber 0.9 mean score").then_some(())
        })
        .await
        .expect("one team's part");
    browser.assert_clean().await;
}
