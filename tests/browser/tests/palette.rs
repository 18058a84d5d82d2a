//! The palette and the keys: everything is found and done without a mouse, and letters can be switched off.

use harness::{Browser, Key, Site, Theme};
use serde_json::json;

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_keys", "title": "Support",
  "cycles": {
    "y_0": { "title": "2026 Q4", "from": "2026-10-01", "to": "2026-12-31", "stage": "closed", "closed": "2027-01-08" },
    "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": {
    "o_1": { "title": "Answer faster", "cycle": "y_1", "ambition": "committed", "rank": "a0" },
    "o_2": { "title": "Sell more", "cycle": "y_1", "ambition": "committed", "rank": "a1" } },
  "keyResults": {
    "k_csat": { "objective": "o_1", "title": "Happy customers", "measure": { "reach": { "from": 75, "to": 90 } }, "unit": "%", "rank": "a0" },
    "k_sales": { "objective": "o_2", "title": "Sales in the north", "measure": { "reach": { "from": 0, "to": 90 } }, "rank": "a0" },
    "k_more": { "objective": "o_2", "title": "Sales in the south", "measure": { "reach": { "from": 0, "to": 90 } }, "rank": "a1" } },
  "checkIns": { "c_1": { "keyResult": "k_csat", "on": "2027-02-19", "value": 80 } },
  "kpis": { "m_csat": { "title": "Satisfaction", "unit": "%", "direction": "higher", "every": "week" } },
  "measurements": { "m_csat": { "2027-02-14": 81 } } }"#;

async fn okrs() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-02-20T10:00").await;
    browser.goto("").await;
    browser.open_file("support.okr.json", PLAN).await;
    browser.find(".objective-card").await;
    browser.dismiss_notice().await;
    browser
}

async fn is_at(browser: &Browser, place: &str) {
    let here = async || browser.run("return location.hash", vec![]).await;
    if browser.until(async || (here().await == place).then_some(())).await.is_none() {
        panic!("not at {place} but at {}", here().await);
    }
}

/// What the focus is on, by its words.
async fn focus_is_on(browser: &Browser, name: &str) {
    const SCRIPT: &str = "
        const element = document.activeElement;
        return (element.labels?.[0]?.innerText || element.ariaLabel || element.innerText || '').trim();";
    let here = async || browser.run(SCRIPT, vec![]).await;
    let there = async || here().await.as_str().is_some_and(|it| it.starts_with(name)).then_some(());
    if browser.until(there).await.is_none() {
        panic!("the focus is not on “{name}” but on {}", here().await);
    }
}

async fn open_palette(browser: &Browser, typed: &str) {
    browser.keys(Key::Control + "k").await;
    browser.find(".palette input:focus").await;
    browser.keys(typed).await;
}

/// The option that Enter would choose.
async fn chosen(browser: &Browser, title: &str) {
    const SCRIPT: &str = "
        const input = document.activeElement;
        const option = document.getElementById(input.getAttribute('aria-activedescendant'));
        return option?.getAttribute('aria-selected') === 'true' ? option.innerText : '';";
    let here = async || browser.run(SCRIPT, vec![]).await;
    let there = async || here().await.as_str().is_some_and(|it| it.starts_with(title)).then_some(());
    if browser.until(there).await.is_none() {
        panic!("not “{title}” but {}", here().await);
    }
}

#[tokio::test]
async fn everything_is_found_by_typing() {
    let browser = okrs().await;
    // A key result by any of its words: its panel has the focus.
    open_palette(&browser, "north").await;
    chosen(&browser, "Sales in the north").await;
    browser.keys(Key::Enter + "").await;
    is_at(&browser, "#/objective/o_2").await;
    browser.find("#panel-k_sales button:focus").await;
    // Arrows move, round the ends too.
    open_palette(&browser, "sales").await;
    chosen(&browser, "Sales in the north").await;
    browser.keys(Key::Down + "").await;
    chosen(&browser, "Sales in the south").await;
    browser.keys(Key::Up + Key::Up).await;
    browser.keys(Key::Down + Key::Down).await;
    chosen(&browser, "Sales in the south").await;
    browser.keys(Key::Enter + "").await;
    browser.find("#panel-k_more button:focus").await;
    for (typed, title, place) in [
        ("answer", "Answer faster", "#/objective/o_1"),
        ("satisf", "Satisfaction", "#/kpi/m_csat"),
        ("2026", "2026 Q4", "#/okrs/y_0"),
        ("guide", "Guide", "#/guide"),
        ("what changed", "What changed", "#/changed"),
    ] {
        open_palette(&browser, typed).await;
        chosen(&browser, title).await;
        browser.keys(Key::Enter + "").await;
        is_at(&browser, place).await;
        browser.wait_until_gone("dialog").await;
    }
    // What is not there is said; Escape goes back to where one was.
    open_palette(&browser, "zebra").await;
    browser.wait_for_text("Nothing is called “zebra”.").await;
    browser.keys(Key::Enter + "").await;
    browser.find(".palette").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    // A click does the same.
    browser.visit("#/now").await;
    browser.press("Find or do").await;
    browser.fill("Find or do", "share").await;
    browser.click(".palette [role=option]").await;
    is_at(&browser, "#/share").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn everything_is_done_by_typing() {
    let browser = okrs().await;
    open_palette(&browser, "new objective").await;
    browser.keys(Key::Enter + "").await;
    focus_is_on(&browser, "Objective").await;
    browser.keys("Grow calmly").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text("Grow calmly").await;
    open_palette(&browser, "undo").await;
    chosen(&browser, "Undo: New objective: Grow calmly").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("Undone: New objective: Grow calmly").await;
    open_palette(&browser, "redo").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("Done again").await;
    open_palette(&browser, "new key result answer").await;
    chosen(&browser, "New key result in “Answer faster”").await;
    browser.keys(Key::Enter + "").await;
    browser.find("dialog form").await;
    // Over a form it does not open: what is half typed there must not go.
    browser.keys(Key::Control + "k").await;
    browser.find("dialog form").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    for (typed, sheet) in [
        ("new kpi", "New KPI"),
        ("new cycle", "New cycle"),
        ("new team", "New team"),
        ("new person", "New person"),
    ] {
        open_palette(&browser, typed).await;
        browser.keys(Key::Enter + "").await;
        browser.by_role("dialog", sheet).await;
        browser.keys(Key::Escape + "").await;
        browser.wait_until_gone("dialog").await;
    }
    open_palette(&browser, "theme dark").await;
    browser.keys(Key::Enter + "").await;
    browser.find("[data-theme=dark]").await;
    open_palette(&browser, "save to a file").await;
    browser.keys(Key::Enter + "").await;
    assert!(browser.download().await.text().contains("Grow calmly"));
    // On a past day it leads back to today, and lets nothing be created.
    browser.set("As of", "2027-01-31").await;
    browser.find(".past-day").await;
    open_palette(&browser, "new kpi").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("Go back to today to change something.").await;
    open_palette(&browser, "back to today").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_until_gone(".past-day").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn letters_move_open_edit_and_check_in() {
    let browser = okrs().await;
    for (keys, place) in
        [("gn", "#/now"), ("gk", "#/kpis"), ("gs", "#/share"), ("gr", "#/review"), ("go", "#/okrs")]
    {
        browser.shortcut(keys).await;
        is_at(&browser, place).await;
    }
    browser.find(".objective-card").await;
    browser.shortcut("j").await;
    focus_is_on(&browser, "Answer faster").await;
    browser.keys("jj").await;
    focus_is_on(&browser, "Sell more").await;
    browser.keys("k").await;
    focus_is_on(&browser, "Happy customers").await;
    browser.keys("e").await;
    browser.by_role("dialog", "Edit key result").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    // `c` checks in on the row, wherever its form is.
    browser.shortcut("jj").await;
    focus_is_on(&browser, "Happy customers").await;
    browser.keys("c").await;
    is_at(&browser, "#/objective/o_1").await;
    browser.find("#panel-k_csat form.check-in input:focus").await;
    browser.keys("83").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("now 83").await;
    browser.shortcut("e").await;
    browser.by_role("dialog", "Edit objective").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    // Enter opens.
    browser.shortcut("go").await;
    browser.find(".objective-card").await;
    browser.shortcut("jjj").await;
    focus_is_on(&browser, "Sell more").await;
    browser.keys(Key::Enter + "").await;
    is_at(&browser, "#/objective/o_2").await;
    browser.shortcut("gk").await;
    browser.find(".kpi-row").await;
    browser.shortcut("jc").await;
    browser.find("form.entry input:focus").await;
    browser.keys("gn").await;
    is_at(&browser, "#/kpis").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("form.entry").await;
    browser.shortcut("n").await;
    browser.by_role("dialog", "New KPI").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    browser.shortcut("gn").await;
    browser.find(".due > .open").await;
    browser.shortcut("c").await;
    browser.find(".due > .open input:focus").await;
    // Where a place has nothing to search in, everything is searched.
    browser.visit("#/kpis").await;
    browser.shortcut("/").await;
    browser.find(".palette input:focus").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_sheet_shows_all_keys_and_switches_letters_off() {
    let browser = okrs().await;
    // With a mouse it is found beside the theme.
    browser.visit("#/share").await;
    browser.press("All keys").await;
    browser.by_role("dialog", "All keys").await;
    browser.press("Close").await;
    browser.wait_until_gone("dialog").await;
    browser.visit("#/okrs").await;
    browser.shortcut("?").await;
    browser.by_role("dialog", "All keys").await;
    let text = browser.text().await;
    for said in ["Ctrl", "Find or do", "Review", "Next row, row before", "Edit the row", "Search"] {
        assert!(text.contains(said), "no “{said}” in {text}");
    }
    browser.tab_to("Single letters are shortcuts").await;
    browser.keys(" ").await;
    browser.keys(Key::Escape + "").await;
    browser.wait_until_gone("dialog").await;
    let nothing_happens = async || {
        for keys in ["?", "n", "/", "e", "c"] {
            browser.shortcut(keys).await;
            browser.run("return new Promise(requestAnimationFrame)", vec![]).await;
            assert!(browser.look_for("dialog", "").await.is_none(), "{keys}");
        }
        browser.shortcut("gk").await;
        browser.shortcut("j").await;
        assert_eq!(browser.run("return location.hash", vec![]).await, json!("#/okrs"));
        assert_eq!(browser.run("return document.activeElement === document.body", vec![]).await, json!(true));
    };
    browser.visit("#/okrs").await;
    nothing_happens().await;
    // In this browser, not in the plan.
    browser.reload_plan().await;
    nothing_happens().await;
    browser.shortcut(Key::Control + "s").await;
    assert!(!browser.download().await.text().contains("etters"));
    // Keys with Ctrl work on, and lead back.
    open_palette(&browser, "letter").await;
    chosen(&browser, "Switch single-letter keys on").await;
    browser.keys(Key::Enter + "").await;
    browser.wait_for_text("Single letters are shortcuts again.").await;
    browser.shortcut("gk").await;
    is_at(&browser, "#/kpis").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn palette_and_sheet_are_faultless_in_both_themes_and_fit_a_narrow_screen() {
    let browser = okrs().await;
    for theme in [Theme::Light, Theme::Dark] {
        browser.emulate_theme(theme).await;
        for (width, height) in [(1280, 800), (320, 640)] {
            browser.emulate_screen(width, height, 1.0).await;
            for (keys, typed) in [
                (Key::Control + "k", ""),
                (Key::Control + "k", "sales"),
                (Key::Control + "k", "zebra"),
                ("?".into(), ""),
            ] {
                browser.shortcut(keys).await;
                browser.find("dialog[open]").await;
                if !typed.is_empty() {
                    browser.keys(typed).await;
                }
                assert_eq!(browser.axe().await, Vec::<String>::new(), "{typed}, {} {width}", theme.name());
                let wide = "const d = document.querySelector('dialog'); return d.scrollWidth - d.clientWidth";
                let over = browser.run(wide, vec![]).await;
                assert!(over.as_i64().is_some_and(|over| over <= 0), "{typed}: {over} {width}");
                browser.keys(Key::Escape + "").await;
                browser.wait_until_gone("dialog").await;
            }
        }
    }
    browser.assert_clean().await;
}
