//! Values out of tables: files and pasted rows, shown before anything changes, brought in once, written for others.

use harness::{Browser, Key, Site};
use serde_json::json;
use std::path::Path;

/// A series that nobody here made (`tests/fixtures/vega/README.md`).
fn vega(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/vega").join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

async fn empty_plan() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-02-10T10:00").await;
    browser.start_empty().await;
    browser
}

async fn choose_table(browser: &Browser, name: &str, text: &str) {
    browser.visit("#/okrs").await;
    browser.visit("#/import").await;
    browser.upload_bytes("main input[type=file]", name, text.as_bytes()).await;
    browser.wait_for_text("Report").await;
}

async fn is_disabled(browser: &Browser, name: &str) -> bool {
    !browser.button(name).await.is_enabled().await.expect("a button")
}

/// Brought in, drawn, written out and read back: nothing is new.
#[tokio::test]
async fn e18_series_that_nobody_here_made_come_in_are_charted_and_read_back_equal() {
    let browser = empty_plan().await;
    browser.visit("#/kpis").await;
    browser.follow("Bring in values").await;
    browser.wait_for_text("Choose a CSV file").await;
    let tables = [
        ("seattle-weather.csv", "5844 new values · 4 new KPIs", "Bring in 5844 values", "temp_max", "1461"),
        ("us-employment.csv", "2760 new values · 23 new KPIs", "Bring in 2760 values", "nonfarm", "120"),
        ("iowa-electricity.csv", "51 new values · 3 new KPIs", "Bring in 51 values", "Renewables", "17"),
    ];
    for (file, said, button, kpi, count) in tables {
        choose_table(&browser, file, &vega(file)).await;
        let text = browser.text().await.replace(',', "");
        assert!(text.contains(said), "{file}: {text}");
        // The number may be divided into thousands.
        let button = browser
            .run("return [...document.querySelectorAll('.import button.primary')].pop().innerText", vec![])
            .await
            .as_str()
            .filter(|text| text.replace(',', "") == button)
            .expect("the button")
            .to_string();
        browser.press(&button).await;
        browser.wait_for_text("brought in").await;
        browser.reload_plan().await;
        browser.visit("#/kpis").await;
        browser.follow(kpi).await;
        browser.wait_for_text("measurements").await;
        let text = browser.text().await.replace(',', "");
        assert!(text.contains(&[count, " measurements"].concat()), "{file}: {text}");
        let drawn = browser.run("const [canvas] = document.querySelectorAll('main canvas'); return canvas.width > 200 && canvas.ariaLabel.length > 20", vec![]).await;
        assert_eq!(drawn, json!(true), "{file}");
        browser.press("Save as CSV").await;
        let saved = browser.download().await;
        assert_eq!(saved.name, [kpi, ".csv"].concat());
        choose_table(&browser, "again.csv", saved.text()).await;
        let text = browser.text().await.replace(',', "");
        assert!(
            text.contains(&[count, " there already"].concat()) && !text.contains(" new "),
            "{file}: {text}"
        );
        assert!(is_disabled(&browser, "Bring in 0 values").await);
    }
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_can_mean_two_things_is_asked() {
    let browser = empty_plan().await;
    choose_table(&browser, "sales.csv", "Day;Sales\n03/04/2026;1,234\n05/06/2026;5,678\n").await;
    browser.wait_for_text("This can mean two things.").await;
    browser.wait_for_text("Say above how days and numbers are written.").await;
    assert!(is_disabled(&browser, "Bring in 0 values").await);
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.choose("Days", "03/04/2026 is Apr 3, 2026").await;
    browser.choose("Numbers", "1,234 is 1.234").await;
    browser.wait_for_text("2 new values · 1 new KPI").await;
    browser.choose("Column 2 holds", "Left out").await;
    browser.wait_for_text("No numbers are found").await;
    browser.choose("Column 2 holds", "Values").await;
    browser.choose("Numbers", "1,234 is 1.234").await;
    browser.press("Bring in 2 values").await;
    browser.wait_for_text("2 values brought in").await;
    let text = browser.visit("#/kpis").await;
    assert!(text.contains("Sales") && text.contains("5.678"), "{text}");
    browser.undo().await;
    assert!(!browser.visit("#/kpis").await.contains("Sales"));
    browser.redo().await;
    browser.reload_plan().await;
    browser.visit("#/kpis").await;
    browser.follow("Sales").await;
    browser.wait_for_text("Apr 3, 2026").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn each_row_that_is_not_taken_says_why_and_the_rest_goes_where_it_is_sent() {
    let browser = empty_plan().await;
    let rows = "Day\tCalls\n2027-01-04\t10\n2027-01-05\t11\n2027-01-06\t12\n2027-01-07\t13\n2027-01-08\t14\nyesterday\t9\n2027-02-11\t8\n2027-01-09\tmany\n2027-01-04\t20\n2027-01-10\t15\n2027-01-11\t16\n2027-01-12\t17\n2027-01-13\t18\n2027-01-14\t19\n2027-01-15\t20\n2027-01-16\t21\n";
    browser.visit("#/import").await;
    browser.run("const field = document.querySelector('textarea'); field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }))", vec![json!(rows)]).await;
    browser.press("Look at it").await;
    browser.wait_for_text("4 rows are not taken").await;
    let text = browser.text().await;
    for said in [
        "Line 7: “yesterday” is no day.",
        "Line 8: Feb 11, 2027 is still to come.",
        "Line 9: “many” is no number.",
        "Line 2: line 10 has another value for the same day; that one counts.",
        "12 new values · 1 new KPI",
    ] {
        assert!(text.contains(said), "no “{said}” in {text}");
    }
    browser.press("Bring in 12 values").await;
    browser.wait_for_text("12 values brought in").await;

    // Pasted anywhere: some are there, one would be replaced, and it can go into a KPI of another name.
    browser.visit("#/okrs").await;
    browser.paste("Day\tPhone\n2027-01-15\t20\n2027-01-16\t99\n2027-01-17\t22\n").await;
    browser.wait_for_text("3 new values · 1 new KPI").await;
    browser.choose("Phone goes into", "Calls").await;
    browser.wait_for_text("1 new value · 1 replaced · 1 there already").await;
    browser.click(".import details summary").await;
    browser.wait_for_text("Phone on Jan 16, 2027: 21 → 99").await;
    browser.press("Bring in 2 values").await;
    browser.wait_for_text("2 values brought in").await;
    browser.undo().await;
    browser.visit("#/kpis").await;
    browser.follow("Calls").await;
    browser.wait_for_text("Jan 16, 2027").await;
    assert!(!browser.text().await.contains("99"));
    browser.assert_clean().await;
}

/// Which of two columns is meant by the name that both bear is not guessed: each has its letter and goes its own way.
#[tokio::test]
async fn two_columns_of_one_name_stay_apart_and_each_goes_where_it_is_sent() {
    let browser = empty_plan().await;
    choose_table(&browser, "sales.csv", "Day,Sales\n2027-01-04,5\n").await;
    browser.press("Bring in 1 value").await;
    browser.wait_for_text("1 value brought in").await;
    choose_table(&browser, "both.csv", "Day,Sales,Sales\n2027-01-05,1,100\n2027-01-06,2,200\n").await;
    // neither goes into the KPI of that name by itself
    browser.wait_for_text("4 new values · 2 new KPIs").await;
    let heads = "return [...document.querySelectorAll('.preview .named')].map((cell) => cell.innerText)";
    assert_eq!(browser.run(heads, vec![]).await, json!(["Day", "Sales (B)", "Sales (C)"]));
    browser.choose("Sales (B) goes into", "Sales").await;
    browser.wait_for_text("4 new values · 1 new KPI").await;
    browser.choose("Sales (C) goes into", "Sales").await;
    browser
        .wait_for_text(
            "“Sales (B)” and “Sales (C)” go into the same KPI and say different things of Jan 5, 2027.",
        )
        .await;
    assert!(is_disabled(&browser, "Bring in").await, "one would be written over the other");
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.choose("Sales (C) goes into", "Leave out").await;
    browser.press("Bring in 2 values").await;
    browser.wait_for_text("2 values brought in").await;
    browser.visit("#/kpis").await;
    browser.follow("Sales").await;
    browser.wait_for_text("3 measurements").await;
    let text = browser.text().await;
    assert!(!text.contains("100") && !text.contains("200"), "{text}");
    // one of them left out by its column: the other has the name for itself
    choose_table(&browser, "both.csv", "Day,Sales,Sales\n2027-01-05,1,100\n2027-01-06,2,200\n").await;
    browser.choose("Column 3 holds", "Left out").await;
    browser.wait_for_text("2 there already").await;
    browser.assert_clean().await;
}

/// Cells are words and nothing else; what is no table says what it lacks; leaving changes nothing.
#[tokio::test]
async fn hostile_cells_are_words_and_no_table_says_why() {
    let browser = empty_plan().await;
    browser.visit("#/import").await;
    let main = "main input[type=file]";
    for (bytes, why) in [
        (b"Value\n1\n2\n".as_slice(), "A value needs its day beside it."),
        (b" \n".as_slice(), "There is nothing in it."),
        (&[0xff, 0xfe, 0x31, 0x00], "That is no text in UTF-8."),
    ] {
        browser.upload_bytes(main, "other.csv", bytes).await;
        browser.wait_for_text(why).await;
    }
    let hostile = "<img src=x onerror=alert(1)>,=HYPERLINK(\"x\")\n2027-01-01,1\n2027-01-02,2\n";
    browser.upload_bytes(main, "<b>bold<b>.csv", hostile.as_bytes()).await;
    browser.wait_for_text("New KPI").await;
    assert_eq!(
        browser.run("return document.querySelectorAll('main img, main b b').length", vec![]).await,
        json!(0)
    );
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.follow("Cancel").await;
    assert!(browser.visit("#/kpis").await.contains("No KPIs yet"));
    browser.tab_to("Bring in values").await;
    browser.keys(Key::Enter).await;
    browser.wait_for_text("Choose a CSV file").await;
    browser.assert_clean().await;
}
