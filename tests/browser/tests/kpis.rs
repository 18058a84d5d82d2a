//! KPIs: every field of the contract in the form and on the place, reviews and what they come to, the board with what is
//! pinned, tagged and retired; and the hints on all of it.

use harness::{Browser, Options, Site, Theme};
use serde_json::{Value, json};

const NOW: &str = "2027-02-20T10:00";

/// A KPI that is measured, one that is not, and an objective that watches the first.
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_kpis", "title": "Support",
  "people": { "u_ana": { "name": "Ana Ruiz" } },
  "teams": { "t_top": { "name": "Acme", "level": "company" }, "t_desk": { "name": "Desk", "level": "team", "parent": "t_top" } },
  "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "objectives": { "o_1": { "title": "Answer faster", "cycle": "y_1", "team": "t_desk", "owner": "u_ana", "ambition": "committed", "watch": { "m_csat": true } } },
  "kpis": {
    "m_csat": { "title": "Satisfaction", "unit": "points", "direction": "higher", "every": "week", "team": "t_desk", "owner": "u_ana",
      "targets": { "2026-10-01": { "value": 80, "until": "2027-01-31" } }, "definition": "Mean of the week’s answers", "review": "2027-02-15", "rank": "a0" },
    "m_calls": { "title": "Calls", "direction": "none", "every": "week", "team": "t_desk", "owner": "u_ana", "rank": "a1" },
    "m_cash": { "title": "Cash in the bank", "unit": "€", "direction": "higher", "every": "month", "team": "t_top", "owner": "u_ana", "targets": { "2027-01-01": { "value": 10 } }, "rank": "a2" } },
  "measurements": { "m_csat": { "2027-01-10": 81, "2027-01-17": 82, "2027-01-24": 82, "2027-01-31": 83, "2027-02-07": 79, "2027-02-14": [71, "Outage"] } } }"#;

async fn open(place: &str) -> Browser {
    open_with(place, Options::default()).await
}

async fn open_with(place: &str, options: Options) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
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

async fn text_of(browser: &Browser, css: &str) -> String {
    const SCRIPT: &str = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText).join('\\n').replace(/[\\s\\u00a0]+/g, ' ')";
    browser.run(SCRIPT, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
}

async fn says(browser: &Browser, css: &str, wanted: &str) {
    let there = browser.until(async || text_of(browser, css).await.contains(wanted).then_some(())).await;
    assert!(there.is_some(), "`{css}` says {:?} and not “{wanted}”", text_of(browser, css).await);
}

fn assert_says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
}

async fn saved(browser: &Browser) {
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// The KPI as it stands in a file.
async fn in_file(browser: &Browser, id: &str) -> Value {
    browser.shortcut(harness::Key::Control + "s").await;
    let file: Value = serde_json::from_str(browser.download().await.text()).expect("a plan");
    file["kpis"][id].clone()
}

async fn tick(browser: &Browser, label: &str) {
    let field = browser.field(label).await;
    field.click().await.unwrap_or_else(|error| panic!("“{label}”: {error}"));
}

#[tokio::test]
async fn e6_e7_e13_e14_e21_f7_f9_f13_every_field_is_typed_shown_and_survives_reload_and_undo() {
    let browser = open("#/kpi/m_calls").await;
    browser.press("Edit").await;
    browser.fill("Why we chose it", "It fills the day").await;
    browser.fill("If it worsens, we will", "call the ten longest").await;
    browser.choose("A longer period shows", "the sum").await;
    browser.click(".more-fields > summary").await;
    browser.fill("Benchmark", "120").await;
    browser.fill("Where the benchmark comes from", "Report of the trade").await;
    browser.choose("Scope", "Process").await;
    browser.choose("Leading or lagging", "Leading").await;
    browser.choose("Effort to measure", "High").await;
    tick(&browser, "Efficiency").await;
    tick(&browser, "Operations").await;
    browser.click(".factors > summary").await;
    tick(&browser, "Timeliness").await;
    tick(&browser, "Simplicity").await;
    says(&browser, ".factors .tag", "2 of 10").await;
    saved(&browser).await;

    let told = [
        "120 · Report of the trade",
        "It fills the day",
        "call the ten longest",
        "1 of 4",
        "Process Leading Efficiency Operations",
        "High",
        "2 of 10 Still open: Alignment, Relevance",
    ];
    for said in told {
        says(&browser, ".facts", said).await;
    }
    let file = in_file(&browser, "m_calls").await;
    assert_eq!(file["benchmark"], json!({ "value": 120, "source": "Report of the trade" }), "{file}");
    assert_eq!(file["factors"], json!({ "simplicity": true, "timeliness": true }));
    assert_eq!(file["tags"], json!({ "efficiency": true, "operations": true }));
    let words = ["aggregate", "scope", "indicator", "effort", "ifWorse"].map(|name| file[name].clone());
    assert_eq!(json!(words), json!(["sum", "process", "leading", "high", "call the ten longest"]));

    browser.reload_plan().await;
    browser.visit("#/kpi/m_calls").await;
    says(&browser, ".facts", "Process Leading Efficiency Operations").await;
    // The form shows what is kept, and saving it as it is changes nothing.
    browser.press("Edit").await;
    browser.click(".more-fields > summary").await;
    assert_eq!(browser.field("Scope").await.value().await.ok().flatten().as_deref(), Some("process"));
    saved(&browser).await;
    assert_eq!(in_file(&browser, "m_calls").await, file);

    // What was typed before the reload can't be undone any more; what is typed now can, as one step.
    browser.press("Edit").await;
    browser.click(".more-fields > summary").await;
    browser.fill("Benchmark", "").await;
    browser.press("Save").await;
    browser.wait_for_text("A benchmark has a value").await;
    browser.fill("Where the benchmark comes from", "").await;
    browser.choose("Scope", "Not said yet").await;
    saved(&browser).await;
    assert!(!text_of(&browser, ".facts").await.contains("Benchmark"));
    browser.undo().await;
    says(&browser, ".facts", "120 · Report of the trade").await;
    says(&browser, ".facts", "Process").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn e1_e2_a_value_in_words_is_refused_and_no_target_is_never_green() {
    let browser = open("#/kpi/m_calls").await;
    browser.press("Enter a value").await;
    browser.fill("Value", "many").await;
    browser.press("Save").await;
    browser.wait_for_text("many").await;
    says(&browser, ".entry .error", "many").await;
    browser.fill("Value", "12").await;
    browser.press("Save").await;
    browser.wait_until_gone(".entry").await;
    says(&browser, "h1", "No target").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn e9_another_definition_is_logged_and_undone_as_one_step() {
    let browser = open("#/kpi/m_csat").await;
    browser.press("Edit").await;
    browser.fill("Definition", "Share of fives").await;
    browser.wait_for_text("natural limits begin anew").await;
    browser.fill("Unit", "%").await;
    saved(&browser).await;
    let changes = json!({ "2027-02-20": "Definition changed. Unit changed from points to %" });
    assert_eq!(in_file(&browser, "m_csat").await["changes"], changes);
    browser.click(".history > summary").await;
    says(&browser, ".history", "Feb 20, 2027 · The process changed").await;
    says(&browser, ".history", "Unit changed from points to %").await;
    browser.undo().await;
    let file = in_file(&browser, "m_csat").await;
    assert_eq!((&file["changes"], &file["unit"]), (&Value::Null, &json!("points")), "{file}");

    // Only worded better: nothing begins anew.
    browser.press("Edit").await;
    browser.fill("Definition", "The mean of the week’s answers").await;
    tick(&browser, "Only worded better: the values mean the same").await;
    saved(&browser).await;
    let file = in_file(&browser, "m_csat").await;
    assert_eq!(
        (&file["changes"], &file["definition"]),
        (&Value::Null, &json!("The mean of the week’s answers"))
    );
    browser.assert_clean().await;
}

#[tokio::test]
async fn e10_a_review_keeps_changes_or_retires_and_what_is_retired_can_be_brought_back() {
    let browser = open("#/kpi/m_csat").await;
    says(&browser, ".kpi-review", "Its review was due on Feb 15, 2027.").await;
    says(&browser, ".advice", "E10 KPIs are reviewed").await;
    assert_says(&at(&browser, "#/kpis").await, &["Review due"]);
    browser.visit("#/kpi/m_csat").await;
    browser.press("Review now").await;
    browser.fill("A word on it", "Still what we live by").await;
    browser.set("Next review", "2027-05-20").await;
    browser.press("Save").await;
    says(&browser, ".kpi-review", "Next review on May 20, 2027.").await;
    browser.click(".history > summary").await;
    says(&browser, ".history", "Feb 20, 2027 · Review Keep: Still what we live by").await;
    browser.undo().await;
    says(&browser, ".kpi-review", "Its review was due on Feb 15, 2027.").await;

    // Change opens the form next.
    browser.press("Review now").await;
    browser.pick("Change").await;
    browser.press("Save").await;
    browser.find("dialog").await;
    browser.press("Cancel").await;
    browser.wait_until_gone("dialog").await;

    browser.press("Review now").await;
    browser.pick("Retire").await;
    browser.wait_for_text("It leaves the board").await;
    browser.press("Save").await;
    says(&browser, ".kpi-review", "Retired since Feb 20, 2027").await;
    says(&browser, "h1", "Retired").await;
    let file = in_file(&browser, "m_csat").await;
    assert_eq!(file["retired"], "2027-02-20", "{file}");
    assert_eq!(file["reviewed"]["2027-02-20"]["outcome"], "retire", "{file}");

    // Off the board and out of what is due, folded below; it survives a reload.
    browser.reload_plan().await;
    browser.visit("#/kpis").await;
    says(&browser, ".board", "Calls").await;
    assert!(!text_of(&browser, ".board").await.contains("Satisfaction"));
    assert!(!at(&browser, "#/now").await.contains("Satisfaction"));
    browser.visit("#/kpis").await;
    browser.click(".retired > summary").await;
    says(&browser, ".retired", "Satisfaction since Feb 20, 2027").await;
    browser.press("Bring it back: Satisfaction").await;
    says(&browser, ".board", "Satisfaction").await;
    browser.wait_until_gone(".retired").await;
    browser.undo().await;
    says(&browser, ".retired > summary", "Retired 1").await;
    assert!(!text_of(&browser, ".board").await.contains("Satisfaction"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn e15_a_target_that_has_ended_asks_for_the_next_and_stays_in_the_history() {
    let browser = open("#/kpi/m_csat").await;
    says(&browser, ".kpi-review", "The target ended on Jan 31, 2027.").await;
    says(&browser, ".advice", "E15 A target has its time").await;
    browser.press("Set the next target").await;
    browser.wait_for_text("Type the next one").await;
    // Saved without a target, what there was stays.
    saved(&browser).await;
    browser.press("Set the next target").await;
    browser.fill("Target", "85").await;
    saved(&browser).await;
    says(&browser, ".facts", "at least 85 points").await;
    browser.click(".history > summary").await;
    says(&browser, ".history", "Feb 20, 2027 · Target at least 85 points").await;
    says(&browser, ".history", "Oct 1, 2026 · Target at least 80 points until Jan 31, 2027").await;
    let targets =
        json!({ "2026-10-01": { "value": 80, "until": "2027-01-31" }, "2027-02-20": { "value": 85 } });
    assert_eq!(in_file(&browser, "m_csat").await["targets"], targets);
    assert!(!text_of(&browser, ".advice").await.contains("E15"));
    // As it stood before: nothing can be set there.
    browser.set("As of", "2027-02-10").await;
    browser.wait_for_text("As it stood on Feb 10, 2027").await;
    says(&browser, ".kpi-review", "The target ended on Jan 31, 2027.").await;
    assert!(!text_of(&browser, ".kpi-review").await.contains("Set the next"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn e16_the_board_stands_by_team_what_is_pinned_first_and_shows_a_tag_alone() {
    let browser = open("#/kpis").await;
    let order = async || text_of(&browser, ".board h2, .board .what a").await;
    assert_eq!(order().await, "Acme Cash in the bank Acme › Desk Satisfaction Calls");
    browser.menu("Calls", "Pin to the top").await;
    browser.wait_for_text("Pinned").await;
    assert_eq!(order().await, "Acme Cash in the bank Acme › Desk Calls Satisfaction");
    browser.reload_plan().await;
    browser.visit("#/kpis").await;
    assert_eq!(order().await, "Acme Cash in the bank Acme › Desk Calls Satisfaction");
    browser.menu("Calls", "Unpin").await;
    says(&browser, ".board", "Satisfaction").await;
    assert_eq!(order().await, "Acme Cash in the bank Acme › Desk Satisfaction Calls");
    browser.undo().await;
    assert_eq!(order().await, "Acme Cash in the bank Acme › Desk Calls Satisfaction");
    // A board of one team, or of what looks at one thing.
    browser.choose("Team", "Acme › Desk").await;
    says(&browser, ".board", "Calls").await;
    let gone = browser.until(async || (!order().await.contains("Cash")).then_some(())).await;
    assert!(gone.is_some(), "{}", order().await);
    browser.choose("Team", "All teams").await;
    says(&browser, ".board", "Cash").await;
    browser.menu("Cash in the bank", "Edit").await;
    browser.click(".more-fields > summary").await;
    tick(&browser, "Revenue").await;
    saved(&browser).await;
    browser.choose("What it looks at", "Revenue").await;
    let alone = browser.until(async || (order().await == "Acme Cash in the bank").then_some(())).await;
    assert!(alone.is_some(), "{}", order().await);
    browser.assert_clean().await;
}

#[tokio::test]
async fn e20_an_objective_shows_where_a_kpi_stands_against_where_it_should() {
    let browser = open("#/kpi/m_csat").await;
    browser.press("Edit").await;
    browser.fill("Target", "85").await;
    saved(&browser).await;
    browser.visit("#/objective/o_1").await;
    says(&browser, ".watched", "Satisfaction 71 points at least 85 points").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn e3_f1_f9_hints_stand_beside_the_kpi_and_go_with_what_they_ask_for() {
    let browser = open("#/kpi/m_cash").await;
    says(&browser, ".advice", "It stands alone").await;
    says(&browser, ".advice", "F1 No KPI stands alone").await;
    says(&browser, ".advice", "Peter Drucker").await;
    says(&browser, ".advice", "Still to say: what exactly is counted, where the values come from.").await;
    // A value that is unhealthy asks what is done then, at once.
    browser.press("Enter a value").await;
    browser.fill("Value", "3").await;
    browser.press("Save").await;
    says(&browser, ".advice", "It is unhealthy, and nothing says what you will do then.").await;
    browser.press("Edit").await;
    browser.fill("If it worsens, we will", "stop hiring").await;
    browser.fill("Why we chose it", "It ends us").await;
    saved(&browser).await;
    let gone = async || !text_of(&browser, ".advice").await.contains("nothing says what you will do");
    assert!(browser.until(async || gone().await.then_some(())).await.is_some());
    assert!(!text_of(&browser, ".advice").await.contains("Drucker"));
    browser.press("Dismiss: It stands alone").await;
    browser.fill("Why not? A word of yours", "Everybody looks at it").await;
    browser.press("Dismiss it").await;
    says(&browser, ".advice > ul", "Nothing says which goal it serves").await;
    assert!(!text_of(&browser, ".advice > ul").await.contains("It stands alone"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn form_place_and_board_have_nothing_for_axe_and_fit_a_phone() {
    for (theme, width) in [(Theme::Light, 1280), (Theme::Dark, 320)] {
        let options = Options { theme, width, height: 800, ..Options::default() };
        let browser = open_with("#/kpi/m_csat", options).await;
        browser.find(".advice").await;
        browser.press("Review now").await;
        let check = async |what: &str| {
            assert_eq!(browser.axe().await, Vec::<String>::new(), "{what}, {} {width}", theme.name());
            let wide = "return document.scrollingElement.scrollWidth <= innerWidth";
            assert_eq!(browser.run(wide, vec![]).await, true, "{what} is wider than {width}");
        };
        check("the place").await;
        browser.press("Edit").await;
        browser.click(".more-fields > summary").await;
        browser.click(".factors > summary").await;
        browser.fill("Definition", "Share of fives").await;
        browser.wait_for_text("natural limits begin anew").await;
        check("the form").await;
        browser.press("Cancel").await;
        browser.wait_until_gone("dialog").await;
        // on a phone the bar at the foot lies over what stands below
        let centre = "document.querySelector('.kpi-review form').scrollIntoView({ block: 'center' })";
        browser.run(centre, vec![]).await;
        browser.pick("Retire").await;
        browser.click(".kpi-review form .primary").await;
        says(&browser, "h1", "Retired").await;
        browser.visit("#/kpis").await;
        browser.click(".retired > summary").await;
        check("the board").await;
    }
}
