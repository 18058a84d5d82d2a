//! The guide: OKR or KPI?, the comparison, the six steps with live ticks, the examples, questions and facts.

use harness::{Browser, Key, Options, Site, Theme};
use serde_json::json;

/// A browser with an empty plan, on the guide.
async fn guide_with(options: Options) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.set_clock("2027-08-27T10:00").await;
    browser.start_empty().await;
    browser.follow("Guide").await;
    browser.find(".guide").await;
    browser
}

async fn guide() -> Browser {
    guide_with(Options::default()).await
}

/// Answers the helper: `true` for the first answer of a question.
async fn answer(browser: &Browser, answers: [bool; 5]) {
    for (question, first) in answers.into_iter().enumerate() {
        let at = if first { "first" } else { "last" };
        browser.click(&format!("fieldset:nth-of-type({}) .segments label:{at}-of-type", question + 1)).await;
    }
}

async fn verdict(browser: &Browser) -> String {
    browser.find(".guide .verdict").await.text().await.expect("words")
}

#[tokio::test]
async fn g13_the_helper_tells_an_okr_from_a_kpi() {
    let browser = guide().await;
    assert!(verdict(&browser).await.contains("Answer one question"));
    // "Enhance our brand's online presence": a change, in a cycle, re-aimed, broad, a stretch
    answer(&browser, [true; 5]).await;
    assert!(verdict(&browser).await.contains("sounds like an OKR"));
    // "Ticket resolution time": watched, ongoing, stable, narrow, an everyday standard
    answer(&browser, [false; 5]).await;
    assert!(verdict(&browser).await.contains("sounds like a KPI"));
    // "Uptime from 50 % to 99 %": a figure that is watched, and has to change this quarter
    answer(&browser, [true, true, false, false, true]).await;
    assert!(verdict(&browser).await.contains("something of both"));
    browser.follow("To the KPIs").await;
    browser.wait_for_text("No KPIs yet").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn g9_g13_g14_both_are_compared_with_what_speaks_for_and_against_them() {
    let browser = guide().await;
    let text = browser.text().await;
    for heading in [
        "Nature",
        "Time frame",
        "Flexibility",
        "Scope",
        "Aspirational or operational",
        "Purpose",
        "Measurability",
        "Structure",
        "Alignment",
        "Motivation",
        "Assessment",
        "Specificity",
        "Usage",
        "For OKRs",
        "Against OKRs",
        "For KPIs",
        "Against KPIs",
        "work together",
    ] {
        assert!(text.contains(heading), "{heading}");
    }
}

#[tokio::test]
async fn section_10_questions_and_facts_name_their_articles() {
    let browser = guide().await;
    let text = browser.text().await;
    for fact in [
        "Intel",
        "Google",
        "your dreams",
        "nothing is",
        "Drucker",
        "Workboard",
        "silver bullet",
        "engagement",
    ] {
        assert!(text.contains(fact), "{fact}");
    }
    let facts =
        "return [...document.querySelectorAll('[aria-labelledby=guide-facts] li')].map((li) => li.innerText)";
    let facts: Vec<String> = serde_json::from_value(browser.run(facts, vec![]).await).expect("facts");
    assert!(facts.iter().all(|fact| fact.contains("[0")), "{facts:?}");
    let asked = browser.run("return document.querySelectorAll('.faq details').length", vec![]).await;
    assert_eq!(asked, 5);
    browser.click(".faq summary").await;
    browser.wait_for_text("a direction, and two to five outcomes").await;
}

/// Which of the six steps are ticked.
async fn ticks(browser: &Browser) -> Vec<bool> {
    let script = "return [...document.querySelectorAll('.six-steps > li')].map((li) => li.matches('.done'))";
    serde_json::from_value(browser.run(script, vec![]).await).expect("ticks")
}

#[tokio::test]
async fn g5_the_six_steps_are_ticked_from_the_plan() {
    let browser = guide().await;
    assert_eq!(ticks(&browser).await, [false; 6]);
    browser.visit("#/kpis").await;
    browser.press("New KPI").await;
    browser.fill("KPI", "Wait at the desk").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.follow("Wait at the desk").await;
    browser.press("Enter a value").await;
    browser.fill("Value", "12").await;
    browser.press("Save").await;
    browser.wait_until_gone("form.entry").await;
    browser.visit("#/guide").await;
    browser.find(".six-steps").await;
    assert_eq!(ticks(&browser).await, [true, false, false, false, false, false]);
    browser.undo().await;
    browser.find(".six-steps").await;
    assert_eq!(ticks(&browser).await, [false; 6]);
    browser.redo().await;
    browser.visit("#/okrs").await;
    browser.press("New objective").await;
    browser.fill("Objective", "Nobody waits").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.press("Add a key result").await;
    browser.fill("Type it as a sentence", "Launch 3 desks").await;
    browser.wait_for_text("Reach 0 → 3").await;
    browser
        .run("document.querySelectorAll('dialog details').forEach((it) => { it.open = true; })", vec![])
        .await;
    browser.choose("Values come from the KPI", "Wait at the desk").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.visit("#/guide").await;
    browser.find(".six-steps").await;
    assert_eq!(ticks(&browser).await, [true, true, true, false, false, true]);
    browser.reload_plan().await;
    browser.find(".six-steps").await;
    assert_eq!(ticks(&browser).await, [true, true, true, false, false, true]);
}

#[tokio::test]
async fn every_worked_example_opens_with_one_click() {
    let browser = guide().await;
    let count = browser.run("return document.querySelectorAll('.departments button').length", vec![]).await;
    assert_eq!(count, 13);
    for at in 0..13 {
        browser.visit("#/guide").await;
        browser.find(".departments").await;
        let open = "document.querySelectorAll('.departments button')[arguments[0]].click()";
        let before = browser.find(".rail .plan-link bdi").await.text().await.expect("a title");
        browser.run(open, vec![json!(at)]).await;
        browser.find(".objective-card").await;
        let mut after = before.clone();
        for _ in 0..200 {
            after = browser.find(".rail .plan-link bdi").await.text().await.expect("a title");
            if after != before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        assert!(after != before && after.starts_with("Example: "), "{before} → {after}");
    }
    // The plan that was on screen is still there.
    browser.visit("#/share").await;
    browser.wait_for_text("Our plan").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_guide_is_read_with_the_keyboard_alone() {
    let browser = guide().await;
    browser.visit("#/okrs").await;
    browser.shortcut("gg").await;
    browser.find(".guide").await;
    browser.tab_to("Shortcuts").await;
    browser.keys(Key::Enter + "").await;
    assert_eq!(browser.focused().await, "guide-shortcuts");
    browser.tab_to("What are OKRs and KPIs?").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("two to five outcomes").await;
}

#[tokio::test]
async fn the_guide_is_faultless_in_both_themes_and_fits_a_narrow_screen() {
    for theme in [Theme::Light, Theme::Dark] {
        let browser = guide_with(Options { theme, ..Options::default() }).await;
        answer(&browser, [true, true, false, false, true]).await;
        assert_eq!(browser.axe().await, Vec::<String>::new());
        browser.emulate_screen(320, 640, 2.0).await;
        assert_eq!(browser.axe().await, Vec::<String>::new());
        let wide = "return document.documentElement.scrollWidth - innerWidth";
        assert!(browser.run(wide, vec![]).await.as_i64().is_some_and(|wide| wide <= 0));
        browser.assert_clean().await;
    }
}

#[tokio::test]
async fn no_first_screen_fetches_the_guide() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    let fetched =
        "return performance.getEntriesByType('resource').some((e) => e.name.includes('guide/en.txt'))";
    assert_eq!(browser.run(fetched, vec![]).await, false);
    browser.follow("Guide").await;
    browser.find(".guide").await;
    assert_eq!(browser.run(fetched, vec![]).await, true);
}
