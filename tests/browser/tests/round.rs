//! The day's desk: what is due, one check-in after another from the keyboard; what stands in the way; what happened.

use harness::{Browser, Key, Site};

const NOW: &str = "2027-02-15T10:00";

/// A plan with ten key results that are due, one with something in its way, and one that is not due.
fn ten_due() -> String {
    let mut key_results: Vec<String> = (0..10)
        .map(|k| {
            format!(
                r#""k_{k}": {{ "objective": "o_1", "title": "Figure {k}", "measure": {{ "reach": {{ "from": 0, "to": 100 }} }}, "unit": "%", "owner": "u_ana", "rank": "a{k}" }}"#
            )
        })
        .collect();
    key_results.push(
        r#""k_fresh": { "objective": "o_1", "title": "Fresh", "measure": { "reach": { "from": 0, "to": 9 } }, "owner": "u_ben", "rank": "b0" }"#.into(),
    );
    format!(
        r#"{{ "type": "okr-plan", "version": 1, "plan": "p_round", "title": "Ten due",
  "people": {{ "u_ana": {{ "name": "Ana" }}, "u_ben": {{ "name": "Ben" }} }},
  "cycles": {{ "y_1": {{ "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" }} }},
  "objectives": {{ "o_1": {{ "title": "Ten figures", "cycle": "y_1", "owner": "u_ana", "ambition": "committed" }} }},
  "keyResults": {{ {} }},
  "checkIns": {{
    "c_1": {{ "keyResult": "k_3", "on": "2027-01-20", "value": 3, "blocker": {{ "what": "No access", "who": "u_ben", "until": "2027-02-01" }} }},
    "c_2": {{ "keyResult": "k_fresh", "on": "2027-02-14", "value": 2, "by": "u_ben" }}
  }} }}"#,
        key_results.join(", ")
    )
}

async fn desk() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("ten.okr.json", &ten_due()).await;
    browser.find(".objective-card").await;
    browser.visit("#/now").await;
    browser
}

/// C5: the whole round without the pointer; each check-in that is sent leads to the next.
#[tokio::test]
async fn c5_a_round_of_ten_check_ins_without_the_pointer() {
    let browser = desk().await;
    browser.wait_for_text("Due now 10").await;
    browser.tab_to("Check in on Figure 1").await;
    browser.keys(Key::Enter).await;
    // back to the first one: nothing is lost by going to another
    browser.keys(Key::Up).await;
    for k in 0..10 {
        let label = format!("Figure {k}");
        let open = async || {
            let text = browser.find(".due > li.open").await.text().await.ok()?;
            text.contains(&label).then_some(())
        };
        browser.until(open).await.unwrap_or_else(|| panic!("{label} is not the next one"));
        let label = "return document.activeElement?.labels?.[0]?.innerText ?? ''";
        let focused = async || {
            let label = browser.run(label, vec![]).await;
            label.as_str().is_some_and(|label| label.contains("Value today")).then_some(())
        };
        browser.until(focused).await.expect("the value has the focus");
        browser.keys(format!("{}", 40 + k)).await;
        browser.keys(Key::Enter).await;
        if k < 9 {
            browser.wait_for_text(&format!("Due now {}", 9 - k)).await;
        }
    }
    browser.wait_for_text("Nothing is due").await;
    browser.assert_clean().await;
    // one step back for each check-in, and forward again
    browser.undo().await;
    browser.wait_for_text("Due now 1").await;
    browser.undo().await;
    browser.wait_for_text("Due now 2").await;
    browser.redo().await;
    browser.redo().await;
    browser.wait_for_text("Nothing is due").await;
    browser.reload_plan().await;
    browser.wait_for_text("Nothing is due").await;
    let text = browser.visit("#/objective/o_1").await;
    for k in 0..10 {
        assert!(text.contains(&format!("now {}", 40 + k)), "Figure {k}: {text}");
    }
    browser.visit("#/now").await;
}

/// What is put off comes last, and comes back when the place is opened again.
#[tokio::test]
async fn what_is_put_off_waits_and_only_ones_own_can_be_asked_for() {
    let browser = desk().await;
    browser.find(".due > li.open").await;
    browser.keys(Key::Escape).await;
    let next = async || {
        let text = browser.find(".due > li.open").await.text().await.ok()?;
        text.contains("Figure 1").then_some(())
    };
    browser.until(next).await.expect("the second is open");
    browser.wait_for_text("Due now 10").await;
    browser.choose("Due for", "Ben").await;
    browser.wait_for_text("Nothing is due").await;
    browser.choose("Due for", "Ana").await;
    browser.wait_for_text("Due now 10").await;
    browser.assert_clean().await;
}

/// A milestone is ticked and a KPI measured where they are due; the round goes on over both.
#[tokio::test]
async fn c5_milestones_and_measurements_are_done_in_the_round_too() {
    const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_mixed", "title": "Mixed",
      "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
      "objectives": { "o_1": { "title": "Open the shop", "cycle": "y_1", "ambition": "committed" } },
      "keyResults": { "k_1": { "objective": "o_1", "title": "The shop stands", "rank": "a0",
        "measure": { "milestones": { "x_1": { "title": "Lease signed", "rank": "a0" }, "x_2": { "title": "Doors open", "rank": "a1" } } } } },
      "kpis": { "m_1": { "title": "Visitors", "direction": "higher", "every": "week" } },
      "measurements": { "m_1": { "2027-01-31": 120 } } }"#;
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("mixed.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser.visit("#/now").await;
    browser.wait_for_text("Due now 2").await;
    browser.field("Lease signed").await.click().await.expect("a tick");
    browser.wait_for_text("The shop stands: Lease signed is done").await;
    browser.wait_for_text("Due now 2").await;
    browser.pick("7").await;
    browser.press("Check in").await;
    browser.wait_for_text("Due now 1").await;
    browser.wait_for_text("Last: 120 on Jan 31").await;
    let focused = async || {
        let label = browser.run("return document.activeElement?.labels?.[0]?.innerText ?? ''", vec![]).await;
        (label.as_str() == Some("Value")).then_some(())
    };
    browser.until(focused).await.expect("the value of the KPI has the focus");
    browser.keys("140").await;
    browser.keys(Key::Enter).await;
    browser.wait_for_text("Nothing is due").await;
    browser.undo().await;
    browser.wait_for_text("Due now 1").await;
    browser.redo().await;
    browser.reload_plan().await;
    browser.wait_for_text("Nothing is due").await;
    let kpi = browser.visit("#/kpi/m_1").await;
    assert!(kpi.contains("140"), "{kpi}");
    browser.assert_clean().await;
}

/// C4: what stands in the way is listed until someone says that it is gone.
#[tokio::test]
async fn c4_what_is_in_the_way_is_listed_until_it_is_cleared() {
    let browser = desk().await;
    let text = browser.text().await;
    assert!(text.contains("In the way 1") && text.contains("should have been gone by Feb 1"), "{text}");
    assert!(text.contains("Ben checked in on Fresh: 2"), "{text}");
    browser.press("Cleared: No access").await;
    browser.wait_for_text("No longer in the way of Figure 3: No access").await;
    assert!(!browser.text().await.contains("In the way 1"));
    browser.undo().await;
    browser.wait_for_text("In the way 1").await;
    browser.redo().await;
    browser.reload().await;
    browser.wait_for_text("No longer in the way of Figure 3").await;
    browser.assert_clean().await;
}
