//! The board as a grid: the last thirteen periods of each KPI, the status of each in its cell.

use harness::{Browser, Key, Site};
use serde_json::json;

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_grid", "title": "Grid",
  "kpis": {
    "m_1": { "title": "Calls given up", "unit": "%", "direction": "lower", "every": "month",
      "targets": { "2027-01-01": { "value": 5 } }, "rank": "a0" },
    "m_2": { "title": "Visitors", "direction": "higher", "every": "week", "rank": "a1" } },
  "measurements": {
    "m_1": { "2026-12-31": 9, "2027-01-05": 7, "2027-01-31": 5, "2027-03-02": 8 },
    "m_2": { "2027-03-08": 120 } } }"#;

/// E8: each by its own rhythm; a silent period shows; the target of each period judges it.
#[tokio::test]
async fn e8_the_last_periods_of_each_kpi_stand_side_by_side() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-03-10T10:00").await;
    browser.goto("").await;
    browser.open_file("grid.okr.json", PLAN).await;
    browser.find("main").await;
    browser.visit("#/kpis").await;
    browser.tab_to("Grid").await;
    browser.keys(Key::Enter).await;
    browser.find(".grid tbody tr").await;
    let cells = async |row: usize| {
        let script = "return [...document.querySelectorAll('.grid tbody tr')[arguments[0]].cells].slice(-4).map((cell) => cell.title)";
        browser.run(script, vec![json!(row)]).await
    };
    assert_eq!(
        cells(0).await,
        json!([
            "Dec 1 – Dec 31, 2026: 9\u{a0}%, No target",
            "Jan 1 – Jan 31, 2027: 5\u{a0}%, Healthy",
            "Feb 1 – Feb 28, 2027: not measured",
            "Mar 1 – Mar 31, 2027: 8\u{a0}%, Unhealthy"
        ])
    );
    assert_eq!(
        cells(1).await.as_array().and_then(|all| all.last().cloned()),
        Some(json!("Mar 8 – Mar 14, 2027: 120, No target"))
    );
    let width = "return document.querySelectorAll('.grid tbody tr:first-child td').length";
    assert_eq!(browser.run(width, vec![]).await, json!(13));
    assert_eq!(browser.axe().await, Vec::<String>::new());
    // The day that is looked at is the last one of the grid.
    browser.set("As of", "2027-02-03").await;
    browser.wait_for_text("As it stood on Feb 3, 2027").await;
    assert_eq!(
        cells(0).await.as_array().and_then(|all| all.last().cloned()),
        Some(json!("Feb 1 – Feb 28, 2027: not measured"))
    );
    browser.reload().await;
    browser.find(".grid tbody tr").await;
    browser.follow("Calls given up").await;
    browser.wait_for_text("4 measurements").await;
    browser.assert_clean().await;
}
