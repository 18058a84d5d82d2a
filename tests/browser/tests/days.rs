//! Any day: the plan as it stood on a past day, what can't be done there, the way back to today; and what changed between
//! two days.

use harness::{Browser, Key, Site, Theme};
use serde_json::json;

const NOW: &str = "2027-02-20T10:00";

/// On track now, at risk at the end of January; revised, corrected and measured in between.
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_days", "title": "Support",
  "people": { "u_ana": { "name": "Ana Ruiz" } },
  "cycles": {
    "y_0": { "title": "2026 Q4", "from": "2026-10-01", "to": "2026-12-31", "stage": "closed", "closed": "2027-01-08" },
    "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": {
    "o_1": { "title": "Answer faster", "cycle": "y_1", "owner": "u_ana", "ambition": "committed", "watch": { "m_csat": true } },
    "o_2": { "title": "Sell more", "cycle": "y_1", "owner": "u_ana", "ambition": "committed" } },
  "keyResults": {
    "k_csat": { "objective": "o_1", "title": "Happy customers", "measure": { "reach": { "from": 75, "to": 85 } }, "unit": "%",
      "revisions": { "2027-02-10": { "reach": { "from": 75, "to": 90 }, "why": "The board asked for more" } }, "rank": "a0" },
    "k_steps": { "objective": "o_1", "title": "A second desk",
      "measure": { "milestones": { "x_1": { "title": "Desk ordered", "done": "2027-02-12", "rank": "a0" }, "x_2": { "title": "Desk staffed", "rank": "a1" } } }, "rank": "a1" },
    "k_sales": { "objective": "o_2", "title": "Sales", "measure": { "reach": { "from": 0, "to": 90 } }, "rank": "a0" } },
  "checkIns": {
    "c_1": { "keyResult": "k_csat", "on": "2027-01-08", "value": 75 },
    "c_2": { "keyResult": "k_csat", "on": "2027-01-31", "value": 77.6, "note": "New macros",
      "blocker": { "what": "No billing export", "who": "u_ana", "until": "2027-02-10", "cleared": "2027-02-15" } },
    "c_3": { "keyResult": "k_csat", "on": "2027-02-14", "value": 84, "note": "Second desk", "by": "u_ana",
      "was": { "x_9": { "at": "2027-02-16T08:00:00Z", "on": "2027-02-14", "value": 48, "why": "Two figures swapped" } } },
    "c_4": { "keyResult": "k_sales", "on": "2027-01-20", "value": 20 },
    "c_5": { "keyResult": "k_sales", "on": "2027-01-28", "value": 28 } },
  "kpis": { "m_csat": { "title": "Satisfaction", "unit": "%", "direction": "higher", "every": "week",
    "targets": { "2027-01-01": { "value": 80 } } } },
  "measurements": { "m_csat": { "2027-01-10": 81, "2027-01-17": 82, "2027-01-24": 82, "2027-01-31": 83,
      "2027-02-07": 79, "2027-02-14": [71, "Outage"] } } }"#;

async fn open(place: &str) -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("support.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser.visit(place).await;
    browser
}

async fn at(browser: &Browser, place: &str) -> String {
    browser.visit(place).await.replace('\u{a0}', " ")
}

fn assert_says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
}

fn assert_lacks(text: &str, all: &[&str]) {
    for said in all {
        assert!(!text.contains(said), "“{said}” in:\n{text}");
    }
}

const AS_OF: &str = "As it stood on Jan 31, 2027";

async fn look_at(browser: &Browser, day: &str) {
    browser.set("As of", day).await;
}

#[tokio::test]
async fn every_place_is_said_of_the_day_that_is_looked_at() {
    let browser = open("#/objective/o_1").await;
    browser.find(".advice").await;
    let now = at(&browser, "#/objective/o_1").await;
    assert_says(&now, &["75 → 90 % · now 84 %", "3 check-ins", "Second desk", "Target 85 → 90", "On track"]);
    look_at(&browser, "2027-01-31").await;
    browser.wait_for_text(AS_OF).await;
    browser.wait_for_text("today’s").await;

    let then = at(&browser, "#/objective/o_1").await;
    assert_says(
        &then,
        &[
            "75 → 85 % · now 77.6 %",
            "2 check-ins",
            "At risk",
            "No billing export · Ana Ruiz · by Feb 10",
            "Satisfaction 83 %",
        ],
    );
    assert_lacks(&then, &["Second desk", "84", "Target 85", "The board", "90 %", "Feb 12"]);
    assert_eq!(
        browser.run("return document.querySelectorAll('.milestones :checked').length", vec![]).await,
        json!(0)
    );

    let okrs = at(&browser, "#/okrs").await;
    assert_says(&okrs, &[AS_OF, "day 31 of 90", "75 → 77.6 → 85 %", "At risk", "by then: 34.4 %"]);
    // The other views of the same cycle stay on that day, and what asks for a change is not there.
    for view in ["#/okrs/y_1/tree", "#/okrs/y_1/map", "#/okrs/y_1"] {
        let view = at(&browser, view).await;
        assert_says(&view, &[AS_OF, "At risk"]);
        assert!(
            browser.run("return document.querySelector('.advice, .unaligned') === null", vec![]).await
                == json!(true),
            "{view}"
        );
    }
    let desk = at(&browser, "#/now").await;
    assert_says(
        &desk,
        &[
            AS_OF,
            "Sunday, January 31",
            "Due then",
            "week 5 of 13",
            "In the way 1",
            "Check-in on Sales: 28",
            "In the seven days before",
        ],
    );
    assert_lacks(&desk, &["84 %"]);
    assert!(browser.look_for("field", "Value today").await.is_none(), "nothing to fill in");
    let kpis = at(&browser, "#/kpis").await;
    assert_says(&kpis, &[AS_OF, "1 of 1 healthy", "83"]);
    assert_lacks(&kpis, &["71"]);
    let kpi = at(&browser, "#/kpi/m_csat").await;
    assert_says(&kpi, &[AS_OF, "Satisfaction 83 %", "4 measurements", "Healthy", "4 measurements."]);
    assert_lacks(&kpi, &["Feb 14", "Outage", "Unhealthy"]);
    browser.assert_clean().await;
}

#[tokio::test]
async fn on_a_past_day_nothing_is_changed_and_the_words_say_so() {
    const WORDS: &str = "Go back to today to change something.";
    let browser = open("#/objective/o_1").await;
    look_at(&browser, "2027-01-31").await;
    browser.wait_for_text(AS_OF).await;
    let refuses = async |what: &str| {
        browser.wait_for_text(WORDS).await;
        assert!(browser.look_for("dialog", "").await.is_none(), "{what}");
        assert!(browser.driver.find(harness::By::Css("form.check-in, form.entry")).await.is_err(), "{what}");
        browser.dismiss_notice().await;
    };
    for button in [
        "Edit",
        "New key result",
        "Check in",
        "Correct the check-in of Jan 31",
        "Delete the check-in of Jan 31",
        "Cleared",
    ] {
        browser.press(button).await;
        refuses(button).await;
    }
    browser.click(".milestones input").await;
    refuses("a milestone").await;
    assert_eq!(
        browser.run("return document.querySelector('.milestones input').checked", vec![]).await,
        json!(false)
    );
    browser.menu("Happy customers", "Delete").await;
    refuses("a key result").await;
    browser.shortcut(Key::Control + "z").await;
    refuses("undo").await;
    browser.visit("#/kpi/m_csat").await;
    for button in ["Edit", "Enter a value", "Delete the measurement of Jan 31"] {
        browser.press(button).await;
        refuses(button).await;
    }
    browser.visit("#/okrs").await;
    browser.shortcut("n").await;
    refuses("n").await;
    browser.visit("#/now").await;
    browser.press("Cleared").await;
    refuses("a blocker").await;
    // No step was made: there is none to undo.
    assert_eq!(
        browser.run("return document.querySelector('.steps button').disabled", vec![]).await,
        json!(true)
    );
    browser.press("Back to today").await;
    browser.wait_until_gone(".past-day").await;
    browser.visit("#/objective/o_1").await;
    browser.press("Check in").await;
    browser.find("form.check-in").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_way_leads_to_neighbouring_days_and_back_to_today() {
    let browser = open("#/objective/o_1").await;
    look_at(&browser, "2027-01-31").await;
    for (step, day) in [
        ("Day before", "Jan 30"),
        ("Week before", "Jan 23"),
        ("Day after", "Jan 24"),
        ("Week after", "Jan 31"),
    ] {
        browser.press(step).await;
        browser.wait_for_text(&format!("As it stood on {day}, 2027")).await;
    }
    // What has changed since is one step away.
    let since = browser.link("What changed since").await.attr("href").await.expect("an answer");
    assert_eq!(since.as_deref(), Some("#/changed/2027-01-31/2027-02-20"));
    // No day before the plan begins, and none after today.
    look_at(&browser, "2026-10-02").await;
    browser.press("Week before").await;
    browser.wait_for_text("As it stood on Oct 1, 2026").await;
    look_at(&browser, "2026-09-01").await;
    look_at(&browser, "2027-02-21").await;
    browser.wait_for_text("As it stood on Oct 1, 2026").await;
    let most = browser.field("As of").await.attr("max").await.expect("an answer");
    assert_eq!(most.as_deref(), Some("2027-02-20"));
    look_at(&browser, "2027-02-19").await;
    browser.press("Day after").await;
    browser.wait_until_gone(".past-day").await;
    assert_eq!(browser.focused().await, "main");

    // A new load is about today, and so is every place where something is written or shared.
    look_at(&browser, "2027-01-31").await;
    browser.wait_for_text(AS_OF).await;
    browser.reload_plan().await;
    browser.wait_for_text("now 84").await;
    assert!(!browser.text().await.contains("As it stood on"));
    for place in ["#/share", "#/plan", "#/guide", "#/merge", "#/changed"] {
        browser.visit("#/kpis").await;
        look_at(&browser, "2027-01-31").await;
        browser.find(".past-day").await;
        browser.visit(place).await;
        browser.wait_until_gone(".past-day").await;
        assert!(browser.look_for("field", "As of").await.is_none(), "{place}");
        browser.visit("#/kpis").await;
        assert!(!browser.text().await.contains("As it stood on"), "{place}");
    }
    look_at(&browser, "2027-01-31").await;
    browser.find(".past-day").await;
    let drop = "
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'other.okr.json'));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    let another = PLAN.replace("p_days", "p_other").replace("\"Support\"", "\"Sales team\"");
    browser.run(drop, vec![json!(another)]).await;
    browser.press("Open the plan").await;
    browser.wait_until_gone(".past-day").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_changed_between_two_days_is_told_by_objective() {
    let browser = open("#/now").await;
    browser.follow("Between any two days").await;
    browser.wait_for_text("What changed between two days").await;
    let week = at(&browser, "#/changed").await;
    assert_says(
        &week,
        &[
            "Feb 13 – Feb 20, 2027",
            "1 check-in · 1 status moved · 1 correction · 1 KPI measured",
            "Ana Ruiz checked in on Happy customers: 84 %",
            "A check-in on Happy customers was corrected (Two figures swapped)",
            "No longer in the way of Happy customers: No billing export",
            "79 % → 71 %",
        ],
    );
    assert_lacks(&week, &["Sales", "another target"]);
    browser.set("From", "2027-01-31").await;
    browser.wait_for_text("1 target revised").await;
    let text = browser.text().await.replace('\u{a0}', " ");
    assert_says(
        &text,
        &[
            "Jan 31 – Feb 20, 2027",
            "Happy customers has another target: 75 → 90 % (The board asked for more)",
            "A second desk: Desk ordered is done",
        ],
    );
    let moves = browser.find(".between .moves").await.text().await.expect("a text").replace('\u{a0}', " ");
    assert_says(&moves, &["Happy customers", "26 % → 60 %", "At risk", "On track"]);
    // The days stay when the page is loaded anew; the titles lead on.
    browser.reload_plan().await;
    browser.wait_for_text("1 target revised").await;
    browser.set("From", "2027-01-01").await;
    browser.set("To", "2027-01-10").await;
    browser.wait_for_text("2026 Q4 was closed").await;
    browser.set("To", "2027-01-01").await;
    browser.wait_for_text("Choose two different days").await;
    browser.press("2027 Q1").await;
    browser.wait_for_text("5 check-ins").await;
    browser.set("From", "2027-02-17").await;
    browser.set("To", "2027-02-18").await;
    browser.wait_for_text("Nothing changed: Feb 17 – Feb 18, 2027.").await;
    browser.press("Last 30 days").await;
    browser.follow("Answer faster").await;
    browser.find(".key-result-panel").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn past_days_are_faultless_in_both_themes_and_fit_a_narrow_screen() {
    let browser = open("#/okrs").await;
    for theme in [Theme::Light, Theme::Dark] {
        browser.emulate_theme(theme).await;
        for (width, height) in [(1280, 800), (320, 640)] {
            browser.emulate_screen(width, height, 1.0).await;
            for place in [
                "#/now",
                "#/okrs",
                "#/objective/o_1",
                "#/kpis",
                "#/kpi/m_csat",
                "#/changed/2027-01-01/2027-02-20",
            ] {
                browser.visit(place).await;
                if !place.starts_with("#/changed")
                    && browser.look_for("button", "Back to today").await.is_none()
                {
                    assert_eq!(
                        browser.axe().await,
                        Vec::<String>::new(),
                        "{place} today, {} {width}",
                        theme.name()
                    );
                    look_at(&browser, "2027-01-31").await;
                    browser.find(".past-day").await;
                }
                assert_eq!(browser.axe().await, Vec::<String>::new(), "{place}, {} {width}", theme.name());
                let over =
                    browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
                assert!(over.as_i64().is_some_and(|over| over <= 0), "{place}: {over} {width}");
            }
        }
    }
    browser.assert_clean().await;
}
