//! The weekly update: read, copied as text and as HTML, saved as a page that a browser shows without scripts; of a team or
//! of the whole plan.

use harness::{Browser, Site, fixture};
use serde_json::json;

const NOW: &str = "2027-11-26T10:00";

async fn open(plan: &str) -> Browser {
    open_at(plan, NOW).await
}

async fn open_at(plan: &str, now: &str) -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(now).await;
    // what a mail would be given
    browser
        .before_each_load(
            "window.ClipboardItem = class { constructor(forms) { this.forms = forms; } };
             Object.defineProperty(navigator, 'clipboard', { value: {
               write: async ([item]) => { window.carried = {};
                 for (const [kind, blob] of Object.entries(item.forms)) window.carried[kind] = await blob.text(); },
               writeText: async () => { throw new Error('no'); } } });",
        )
        .await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", plan).await;
    browser.find(".app").await;
    browser.visit("#/share").await;
    browser
}

async fn carried(browser: &Browser, kind: &str) -> String {
    let found = async || {
        let found =
            browser.run("return (window.carried || {})[arguments[0]] ?? null", vec![json!(kind)]).await;
        found.as_str().map(|text| text.replace('\u{a0}', " "))
    };
    browser.until(found).await.unwrap_or_else(|| panic!("nothing was copied as {kind}"))
}

#[tokio::test]
async fn the_update_is_read_copied_and_saved_with_one_click() {
    let browser = open(&fixture("examples/support-team.okr.json")).await;
    browser.press("Copy the update").await;
    let text = carried(&browser, "text/plain").await;
    for said in [
        "the week to Nov 26, 2027",
        "\nWhere we stand\n- ",
        "\nNeeds help\n- ",
        "\nKPIs to look at\n- Calls given up in the queue: ",
        "\nWhat happened\n- Nov ",
    ] {
        assert!(text.contains(said), "no {said:?} in:\n{text}");
    }
    assert!(text.contains("  - Fewer tickets per customer and month: "), "{text}");
    let html = carried(&browser, "text/html").await;
    assert!(html.starts_with("<h1><bdi>") && html.contains("<h2><bdi>Where we stand</bdi></h2>"), "{html}");
    browser.wait_for_text("Copied. Paste it into your mail.").await;

    // the same on the page, and of one team less of it
    browser.click(".weekly summary").await;
    browser.wait_for_text("Where we stand").await;
    let lines = async || {
        browser.run("return document.querySelectorAll('.weekly .preview li').length", vec![]).await.as_u64()
    };
    let all = lines().await.expect("lines");
    const TEAM: &str = "
        const select = document.querySelector('.weekly select');
        select.value = [...select.options].find((o) => o.textContent.endsWith('Self-service')).value;
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(TEAM, vec![]).await;
    let fewer = browser.until(async || lines().await.filter(|now| *now < all)).await;
    assert!(fewer.is_some_and(|now| now > 0), "{fewer:?} of {all}");
    assert_eq!(browser.axe().await, Vec::<String>::new());

    browser.press("Save as a page").await;
    let page = browser.download().await;
    assert!(page.name.ends_with(".html"), "{}", page.name);
    let html = page.text();
    assert!(html.starts_with("<!doctype html>") && html.contains("Self-service"));
    browser.assert_clean().await;

    // another browser opens it without scripts, and asks nobody for anything
    let reader = Browser::open(&Site::start()).await;
    reader.goto("").await;
    reader.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    let url = ["data:text/html;charset=utf-8,", &encoded(html)].concat();
    reader.cdp("Page.navigate", json!({ "url": url })).await;
    reader.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
    let read =
        reader.until(async || Some(reader.text().await).filter(|text| text.contains("Where we stand"))).await;
    assert!(read.is_some_and(|text| text.contains("the week to Nov 26, 2027")));
}

/// A key result that the KPI feeds since two days ago.
const NEWS: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Clinic",
  "cycles": { "q1": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31" } },
  "objectives": { "o_desk": { "title": "Nobody waits", "cycle": "q1" } },
  "keyResults": { "k_calls": { "objective": "o_desk", "title": "Fewer missed calls", "measure": { "reach": { "from": 30, "to": 5 } }, "unit": "calls", "kpi": "m_calls", "from": "2027-02-10" } },
  "kpis": { "m_calls": { "title": "Missed calls", "unit": "calls", "direction": "lower", "every": "week" } },
  "measurements": { "m_calls": { "2027-02-08": 29 } } }"#;

#[tokio::test]
async fn d7_the_team_is_told_that_a_kpi_became_a_key_result() {
    let browser = open_at(NEWS, "2027-02-12T10:00").await;
    browser.press("Copy the update").await;
    let text = carried(&browser, "text/plain").await;
    let wanted = "\nKPIs that became key results\n- Missed calls: now a key result of “Nobody waits”: 30 → 5 calls by Mar 31, 2027. ";
    assert!(text.contains(wanted), "{text}");
    browser.assert_clean().await;
}

/// As it stands in an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

#[tokio::test]
async fn t24_hostile_words_stay_words_in_the_update() {
    let browser = open(&fixture("hostile.okr.json")).await;
    browser.press("Copy the update").await;
    let html = carried(&browser, "text/html").await.to_lowercase();
    for bad in ["<script", "<img", "<svg", "<iframe", "<a ", "<style", "\u{202e}"] {
        assert!(!html.contains(bad), "{bad}");
    }
    browser.click(".weekly summary").await;
    browser.find(".weekly .preview h3").await;
    browser.press("Save as a page").await;
    let page = browser.download().await;
    assert!(!page.text().to_lowercase().contains("<script"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn where_the_browser_does_not_let_us_copy_the_update_is_shown_and_selected() {
    let browser = open(&fixture("examples/support-team.okr.json")).await;
    browser.run("navigator.clipboard.write = async () => { throw new Error('no'); }", vec![]).await;
    browser.press("Copy the update").await;
    browser.wait_for_text("The update is selected").await;
    let selected = async || {
        let text = browser.run("return String(getSelection())", vec![]).await;
        text.as_str().filter(|text| text.contains("Where we stand")).map(str::to_owned)
    };
    assert!(browser.until(selected).await.is_some(), "nothing is selected");
    browser.assert_clean().await;
}
