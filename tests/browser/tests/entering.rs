//! Values typed down a column of the board, with keys alone: each is kept as its field is left, what is no number stays and
//! says why, and nothing is lost where one goes elsewhere.

use harness::{Browser, Key, Options, Site, Theme};
use serde_json::{Value, json};

const NOW: &str = "2027-02-20T10:00";

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_enter", "title": "Desk",
  "people": { "u_ana": { "name": "Ana Ruiz" } },
  "teams": { "t_a": { "name": "Alpha", "level": "company" }, "t_b": { "name": "Beta", "level": "company" } },
  "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "kpis": {
    "m_time": { "title": "Response time", "unit": "min", "direction": "lower", "every": "week", "team": "t_a", "owner": "u_ana", "rank": "a0" },
    "m_csat": { "title": "Satisfaction", "unit": "points", "direction": "higher", "every": "week", "team": "t_a", "owner": "u_ana", "rank": "a1" },
    "m_cash": { "title": "Cash", "unit": "€", "direction": "higher", "every": "month", "team": "t_b", "owner": "u_ana", "rank": "a2" },
    "m_old": { "title": "Faxes", "direction": "none", "every": "week", "team": "t_b", "owner": "u_ana", "retired": "2027-01-10", "rank": "a3" } },
  "measurements": { "m_time": { "2027-02-13": 44 }, "m_cash": { "2027-02-19": 800, "2027-02-20": [900, "Counted twice"] } } }"#;

async fn open_with(options: Options) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("desk.okr.json", PLAN).await;
    browser.find(".app").await;
    browser.visit("#/kpis").await;
    browser
}

async fn open() -> Browser {
    let browser = open_with(Options::default()).await;
    browser.tab_to("Enter values").await;
    browser.keys(Key::Enter).await;
    browser.find(".entering input").await;
    browser
}

async fn text_of(browser: &Browser, css: &str) -> String {
    const SCRIPT: &str = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText).join('\\n').replace(/[\\s\\u00a0]+/g, ' ')";
    browser.run(SCRIPT, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
}

async fn says(browser: &Browser, css: &str, wanted: &str) {
    let there = browser.until(async || text_of(browser, css).await.contains(wanted).then_some(())).await;
    assert!(there.is_some(), "`{css}` says {:?} and not “{wanted}”", text_of(browser, css).await);
}

/// What the fields hold, from the top; and the place of the one with the focus.
async fn fields(browser: &Browser) -> Value {
    const SCRIPT: &str = "
        const all = [...document.querySelectorAll('.entering input')];
        return [all.map((field) => field.value), all.indexOf(document.activeElement)];";
    browser.run(SCRIPT, vec![]).await
}

async fn hold(browser: &Browser, values: [&str; 3], focus: i32) {
    let wanted = json!([values, focus]);
    let there = browser.until(async || (fields(browser).await == wanted).then_some(())).await;
    assert!(there.is_some(), "{} and not {wanted}", fields(browser).await);
}

async fn measured(browser: &Browser) -> Value {
    browser.shortcut(Key::Control + "s").await;
    let file: Value = serde_json::from_str(browser.download().await.text()).expect("a plan");
    file["measurements"].clone()
}

#[tokio::test]
async fn three_values_are_typed_down_a_column_with_keys_alone_and_each_is_a_step() {
    let browser = open().await;
    says(&browser, ".entering-day", "Values of Feb 20, 2027.").await;
    // in use only, the last value and the unit beside
    says(
        &browser,
        ".entering",
        "Response time Last: 44 min, 7 days ago · Every week min Satisfaction Not measured yet",
    )
    .await;
    assert!(!text_of(&browser, ".entering").await.contains("Faxes"));
    hold(&browser, ["", "", "900"], -1).await;
    browser.tab_to("Value of Response time").await;
    browser.keys("41.5").await;
    browser.keys(Key::Enter).await;
    hold(&browser, ["41.5", "", "900"], 1).await;
    says(&browser, ".entering li:first-child .kept-value", "Saved: 41.5 min").await;
    browser.keys("9").await;
    browser.keys(Key::Down).await;
    // across the teams' columns; what is there is selected, so that typing replaces it
    hold(&browser, ["41.5", "9", "900"], 2).await;
    browser.keys("1,234.5").await;
    browser.keys(Key::Up).await;
    hold(&browser, ["41.5", "9", "1234.5"], 1).await;
    says(&browser, "section:last-child .kept-value", "Saved: 1,234.5 € instead of 900 €").await;
    // at either end the focus stays
    browser.keys(Key::Up).await;
    browser.keys(Key::Up).await;
    hold(&browser, ["41.5", "9", "1234.5"], 0).await;
    says(&browser, ".entering .sub", "Last: 41.5 min, today").await;
    let now = json!({ "m_csat": { "2027-02-20": 9 }, "m_cash": { "2027-02-19": 800, "2027-02-20": [1234.5, "Counted twice"] }, "m_time": { "2027-02-13": 44, "2027-02-20": 41.5 } });
    assert_eq!(measured(&browser).await, now);

    // each is a step of its own, and the field follows
    assert_eq!(browser.undo().await, "Undone: New measurement: Cash");
    hold(&browser, ["41.5", "9", "900"], -1).await;
    assert_eq!(browser.undo().await, "Undone: New measurement: Satisfaction");
    hold(&browser, ["41.5", "", "900"], -1).await;
    browser.redo().await;
    hold(&browser, ["41.5", "9", "900"], -1).await;
    browser.reload_plan().await;
    browser.find(".entering input").await;
    hold(&browser, ["41.5", "9", "900"], -1).await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_is_no_number_stays_and_says_why_and_nothing_is_guessed() {
    let browser = open().await;
    browser.tab_to("Value of Response time").await;
    browser.keys("a few").await;
    browser.keys(Key::Enter).await;
    hold(&browser, ["a few", "", "900"], 1).await;
    says(&browser, ".entering li:first-child .error", "“a few” is not a number I can read").await;
    // a comma could be either: it is asked for, not guessed
    browser.keys("8,5").await;
    browser.keys(Key::Enter).await;
    hold(&browser, ["a few", "8,5", "900"], 2).await;
    says(
        &browser,
        ".entering li:nth-child(2) .error",
        "“8,5” is not a number I can read. Type it like 1,234.5.",
    )
    .await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    let before = json!({ "m_time": { "2027-02-13": 44 }, "m_cash": { "2027-02-19": 800, "2027-02-20": [900, "Counted twice"] } });
    assert_eq!(measured(&browser).await, before);
    // Escape takes back what was typed, and typing anew is kept
    browser.tab_to("Value of Satisfaction").await;
    browser.keys(Key::Escape).await;
    hold(&browser, ["a few", "", "900"], 1).await;
    assert!(!text_of(&browser, ".entering li:nth-child(2) .error").await.contains("8,5"));
    browser.keys("8.5").await;
    browser.keys(Key::Up).await;
    hold(&browser, ["a few", "8.5", "900"], 0).await;
    browser.keys("40").await;
    browser.keys(Key::Enter).await;
    hold(&browser, ["40", "8.5", "900"], 1).await;
    assert_eq!(text_of(&browser, ".entering .error").await.trim(), "");
    // an emptied field takes the value away, which can be undone
    browser.keys(Key::Down).await;
    browser.keys(Key::Delete).await;
    browser.keys(Key::Enter).await;
    says(&browser, "section:last-child .kept-value", "Removed: 900 €").await;
    assert_eq!(measured(&browser).await["m_cash"], json!({ "2027-02-19": 800 }));
    browser.undo().await;
    assert_eq!(measured(&browser).await["m_cash"]["2027-02-20"], json!([900, "Counted twice"]));
    browser.assert_clean().await;
}

#[tokio::test]
async fn another_day_is_chosen_once_and_a_day_to_come_or_past_days_take_nothing() {
    let browser = open().await;
    browser.set("Day", "2027-02-19").await;
    says(&browser, ".entering-day", "Values of Feb 19, 2027.").await;
    hold(&browser, ["", "", "800"], -1).await;
    browser.tab_to("Value of Response time").await;
    browser.keys("42").await;
    browser.keys(Key::Enter).await;
    says(&browser, ".entering .kept-value", "Saved: 42 min").await;
    browser.set("Day", "2027-03-01").await;
    says(&browser, ".entering-day .error", "That day has not come yet.").await;
    let open = "return document.querySelectorAll('.entering input:enabled').length";
    assert_eq!(browser.run(open, vec![]).await, json!(0), "there is no day to type for");
    browser.set("Day", "2027-02-20").await;
    assert_eq!(browser.run(open, vec![]).await, json!(3));
    let kept = measured(&browser).await;
    assert_eq!(
        (&kept["m_time"], &kept["m_csat"]),
        (&json!({ "2027-02-13": 44, "2027-02-19": 42 }), &Value::Null)
    );

    // a past day that is looked at is not written: the way in is gone, and the address leads to today
    browser.visit("#/kpis").await;
    browser.set("As of", "2027-02-18").await;
    browser.find(".past-day").await;
    assert!(browser.look_for("link", "Enter values").await.is_none());
    assert!(browser.look_for("link", "Pick from a library").await.is_none());
    browser.visit("#/kpis/enter").await;
    browser.wait_until_gone(".past-day").await;
    says(&browser, ".entering-day", "Values of Feb 20, 2027.").await;
    browser.assert_clean().await;
}

/// Without the field being left: by the browser's way back, and by closing the tab.
#[tokio::test]
async fn a_field_that_is_still_open_is_kept_when_one_goes_elsewhere() {
    let browser = open().await;
    browser.tab_to("Value of Response time").await;
    browser.keys("39").await;
    browser.run("location.hash = '#/okrs'", vec![]).await;
    browser.wait_until_gone(".entering").await;
    assert_eq!(measured(&browser).await["m_time"]["2027-02-20"], json!(39));
    assert_eq!(browser.undo().await, "Undone: New measurement: Response time");
    browser.visit("#/kpis/enter").await;
    browser.tab_to("Value of Satisfaction").await;
    browser.keys("8").await;
    browser.reload_plan().await;
    browser.find(".entering input").await;
    hold(&browser, ["", "8", "900"], -1).await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_column_is_faultless_in_both_themes_and_on_the_narrowest_phone() {
    for (theme, width) in [(Theme::Light, 1280), (Theme::Dark, 1280), (Theme::Light, 320), (Theme::Dark, 320)]
    {
        let browser = open_with(Options { width, height: 740, theme, ..Options::default() }).await;
        browser.visit("#/kpis/enter").await;
        browser.tab_to("Value of Response time").await;
        for typed in ["40", "many"] {
            browser.keys(typed).await;
            browser.keys(Key::Enter).await;
        }
        says(&browser, ".entering .error", "many").await;
        assert_eq!(browser.axe().await, Vec::<String>::new(), "{} {width}", theme.name());
        const OVER: &str = "return Math.max(0, document.scrollingElement.scrollWidth - innerWidth)";
        assert_eq!(browser.run(OVER, vec![]).await, json!(0), "{width}");
        browser.assert_clean().await;
    }
}
