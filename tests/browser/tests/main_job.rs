//! The main job in a real browser: from the empty browser to the plan that a colleague opens from a file.

use harness::{Browser, Key, Screens, Site, fixture};
use std::collections::BTreeMap;

const TUESDAY: &str = "2027-05-18T10:00";

const OBJECTIVE: &str = "Nobody waits at the desk";
const REACH: &str = "People seen within ten minutes";
const KEEP: &str = "Complaints stay rare";
const STEPS: &str = "A second desk opens";
const KPI: &str = "Wait at the desk";

/// A browser on a fixed day with an empty plan.
async fn desk() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(TUESDAY).await;
    browser.start_empty().await;
    browser
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.visit("#/okrs").await;
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

async fn open_objective(browser: &Browser) {
    browser.visit("#/okrs").await;
    browser.follow(OBJECTIVE).await;
    browser.find(".key-result-panel, .panel.empty").await;
}

/// Begins a key result; the measure is still to be typed.
async fn new_key_result(browser: &Browser, title: &str) {
    open_objective(browser).await;
    browser.press("New key result").await;
    browser.fill("Key result", title).await;
}

async fn save_form(browser: &Browser) {
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// Opens the check-in of a key result and gives its panel.
async fn begin_check_in(browser: &Browser, key_result: &str) -> String {
    open_objective(browser).await;
    let panel = browser.panel_of(key_result).await;
    browser.click(&format!("{panel} header button[aria-expanded]")).await;
    panel
}

async fn send_check_in(browser: &Browser, panel: &str) {
    browser.click(&format!("{panel} form.check-in button[type=submit]")).await;
    browser.wait_until_gone("form.check-in").await;
}

/// What the page says about one key result.
async fn text_of(browser: &Browser, panel: &str) -> String {
    browser.find(panel).await.text().await.expect("a text").replace('\u{a0}', " ")
}

fn assert_says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
}

/// Every kind of step once, each followed by the screens it leads to.
async fn keep_a_plan(browser: &Browser) -> Vec<(&'static str, Screens)> {
    let mut story = vec![("an empty plan", browser.screens().await)];

    browser.press("New objective").await;
    browser.fill("Objective", OBJECTIVE).await;
    browser.fill("Why it matters", "Waiting makes people ill").await;
    browser.fill("Team", "Front desk").await;
    browser.fill("Owner", "Ana Ruiz").await;
    save_form(browser).await;
    story.push(("new objective", browser.screens().await));
    assert_says(&story[1].1["#/plan"], &["Front desk", "Ana Ruiz"]);

    new_key_result(browser, REACH).await;
    browser.fill("From", "50").await;
    browser.fill("Target", "+20 %").await;
    browser.fill("Unit", "visits").await;
    browser.wait_for_text("From 50 to 60\u{a0}visits.").await;
    save_form(browser).await;
    story.push(("new key result: reach", browser.screens().await));

    new_key_result(browser, KEEP).await;
    browser.pick("Keep a bound").await;
    browser.fill("At most", "3").await;
    save_form(browser).await;
    story.push(("new key result: keep", browser.screens().await));

    new_key_result(browser, STEPS).await;
    browser.pick("Milestones").await;
    for (css, step) in
        [(".step-draft input", "Desk ordered"), (".step-draft ~ .step-draft input", "Desk staffed")]
    {
        browser.find(css).await.send_keys(step).await.expect("typing");
    }
    save_form(browser).await;
    let panel = browser.panel_of(STEPS).await;
    assert_says(&text_of(browser, &panel).await, &["2 milestones", "0 %", "Off track"]);
    story.push(("new key result: milestones", browser.screens().await));

    let panel = begin_check_in(browser, REACH).await;
    browser.fill("Value today, visits", "54").await;
    browser.set("Day", "2027-05-03").await;
    send_check_in(browser, &panel).await;
    assert_says(
        &text_of(browser, &panel).await,
        &["50 → 60 visits · now 54 visits", "40 %", "Overdue", "no check-in for 15 days"],
    );
    story.push(("check-in of a past day", browser.screens().await));

    let panel = begin_check_in(browser, REACH).await;
    assert_says(&text_of(browser, &panel).await, &["Last: 54 visits on"]);
    browser.fill("Value today, visits", "56").await;
    browser.pick("7").await;
    browser.fill("What changed?", "A second person at noon").await;
    browser.press("+ blocker").await;
    browser.fill("What stands in the way", "No second screen").await;
    browser.fill("Who clears it", "Bo Lind").await;
    send_check_in(browser, &panel).await;
    let text = text_of(browser, &panel).await;
    assert_says(
        &text,
        &[
            "60 %",
            "On track",
            "Confidence 7/10",
            "A second person at noon",
            "Blocked: No second screen · Bo Lind",
        ],
    );
    assert!(!text.contains("Overdue"), "{text}");
    story.push(("check-in with a blocker", browser.screens().await));

    let panel = begin_check_in(browser, KEEP).await;
    browser.fill("Value today", "2").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("form.check-in").await;
    assert_says(&text_of(browser, &panel).await, &["at most 3", "Met"]);
    story.push(("check-in on a guard", browser.screens().await));

    open_objective(browser).await;
    browser.click(".milestones input").await;
    browser.wait_for_text("50\u{a0}%").await;
    // The mean of 60 and 50 %; the guard lends none.
    assert_says(
        &browser.visit("#/okrs").await,
        &["55\u{a0}%", "1 of 2 milestones", "guards, lends no progress"],
    );
    story.push(("milestone", browser.screens().await));

    browser.visit("#/kpis").await;
    browser.press("New KPI").await;
    browser.fill("KPI", KPI).await;
    browser.fill("Unit", "min").await;
    browser.choose("Better is", "Lower is better").await;
    browser.fill("Target", "10").await;
    browser.fill("Tolerance", "2").await;
    save_form(browser).await;
    assert_says(&browser.visit("#/kpis").await, &[KPI, "No data", "at most 10\u{a0}min", "0 of 1 healthy"]);
    story.push(("new KPI", browser.screens().await));

    browser.visit("#/kpis").await;
    browser.press(&format!("Enter a value of {KPI}")).await;
    browser.fill("Value, min", "11").await;
    browser.click("form.entry button[type=submit]").await;
    browser.wait_for_text("Unhealthy").await;
    story.push(("new measurement", browser.screens().await));

    browser.visit("#/kpis").await;
    browser.follow(KPI).await;
    browser.press("Enter a value").await;
    browser.wait_for_text("Replaces 11\u{a0}min of that day.").await;
    browser.fill("Value, min", "9").await;
    browser.click("form.entry button[type=submit]").await;
    browser.wait_for_text("Meets the target: at most 10\u{a0}min.").await;
    story.push(("measurement replaced", browser.screens().await));
    assert_says(&story.last().expect("one").1["#/kpis"], &["1 of 1 healthy", "Healthy"]);

    new_objective(browser, "Calmer mornings").await;
    story.push(("second objective", browser.screens().await));

    browser.visit("#/okrs").await;
    browser.menu(OBJECTIVE, "Move down").await;
    let first = || async {
        browser.find(".objective-card h2 a").await.text().await.ok().filter(|t| t == "Calmer mornings")
    };
    assert!(browser.until(first).await.is_some(), "{}", browser.text().await);
    story.push(("moved", browser.screens().await));

    browser.visit("#/plan").await;
    browser.fill("Title of the plan", "Front desk 2027").await;
    browser.keys(Key::Enter).await;
    browser.wait_for_text("Front desk 2027").await;
    story.push(("title of the plan", browser.screens().await));

    browser.visit("#/plan").await;
    browser.press("New cycle").await;
    save_form(browser).await;
    browser.wait_for_text("2027 Q3").await;
    story.push(("new cycle", browser.screens().await));

    browser.visit("#/okrs").await;
    browser.menu("Calmer mornings", "Edit").await;
    browser.fill("How you mean to get there", "Open at seven").await;
    save_form(browser).await;
    story.push(("objective edited", browser.screens().await));
    story
}

fn assert_same(now: &Screens, then: &Screens, when: &str) {
    for (place, text) in then {
        assert_eq!(now.get(place), Some(text), "{place}, {when}");
    }
    assert_eq!(now.len(), then.len(), "{when}");
}

/// A place that both have and that reads differently in them.
fn touched<'a>(one: &'a Screens, other: &Screens) -> &'a str {
    let differs = |(place, text): &(&String, &String)| other.get(*place).is_some_and(|there| there != *text);
    one.iter().find(differs).expect("a place that the step changes").0
}

async fn save(browser: &Browser) -> harness::Download {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    browser.download().await
}

#[tokio::test]
async fn from_the_empty_browser_to_the_reopened_file() {
    let browser = desk().await;
    let (_, then) = keep_a_plan(&browser).await.pop().expect("a story");
    browser.reload_plan().await;
    assert_same(&browser.screens().await, &then, "after a reload");

    let file = save(&browser).await;
    assert_eq!(file.name, "Front desk 2027.okr.json");
    assert!(file.text().contains("\"+20 %\""), "the words of the target are kept");
    let written: serde_json::Value = serde_json::from_str(file.text()).expect("JSON");
    assert!(written["merge"].is_object(), "what merging copies needs goes along");

    browser.clear_storage().await;
    browser.goto("").await;
    browser.wait_for_text("Start with an empty plan").await;
    assert!(!browser.text().await.contains("Front desk 2027"));
    browser.upload_bytes("input[type=file]", &file.name, &file.bytes).await;
    browser.wait_for_text("Front desk 2027").await;
    assert_same(&browser.screens().await, &then, "from the file");
    let again = save(&browser).await;
    assert_eq!(again.text(), file.text());
    browser.assert_clean().await;
}

#[tokio::test]
async fn every_kind_of_step_can_be_undone_and_made_again() {
    let browser = desk().await;
    let story = keep_a_plan(&browser).await;
    for step in story.windows(2).rev() {
        let [(_, then), (what, now)] = step else { unreachable!() };
        let place = touched(then, now);
        browser.visit(place).await;
        let said = browser.undo().await;
        // What is on screen follows at once: this visit goes nowhere.
        assert_eq!(browser.visit(place).await, then[place], "{place} at once, {said} ({what})");
        assert_same(&browser.screens().await, then, &format!("{said} ({what})"));
    }
    for step in story.windows(2) {
        let [(_, now), (what, then)] = step else { unreachable!() };
        let place = touched(now, then);
        browser.visit(place).await;
        let said = browser.redo().await;
        assert_eq!(browser.visit(place).await, then[place], "{place} at once, {said} ({what})");
        assert_same(&browser.screens().await, then, &format!("{said} ({what})"));
    }
    browser.assert_clean().await;
}

/// The fields of the plan's place stay on screen while others change what they hold: leaving them must not put the old
/// words back.
#[tokio::test]
async fn the_settings_on_screen_follow_an_undo_and_leaving_them_changes_nothing() {
    let browser = desk().await;
    browser.visit("#/plan").await;
    browser.fill("Title of the plan", "Another title").await;
    browser.keys(Key::Enter).await;
    browser.choose("Check in", "Every month").await;
    browser.choose("Check in", "Every quarter").await;
    let holds = async |title: &str, rhythm: &str| {
        let held = async || {
            let (title, rhythm) = (browser.field("Title of the plan").await, browser.field("Check in").await);
            serde_json::json!([title.value().await.ok().flatten(), rhythm.value().await.ok().flatten()])
        };
        let wanted = serde_json::json!([title, rhythm]);
        let so = browser.until(async || (held().await == wanted).then_some(())).await;
        assert!(so.is_some(), "{} and not {wanted}", held().await);
    };
    holds("Another title", "quarter").await;
    for (title, rhythm) in [("Another title", "month"), ("Another title", "week"), ("Our plan", "week")] {
        browser.undo().await;
        holds(title, rhythm).await;
    }
    browser.field("Title of the plan").await.click().await.expect("a click");
    browser.keys(Key::Tab).await;
    // A step made by leaving the field would leave nothing to make again.
    browser.redo().await;
    holds("Another title", "week").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn no_plan_gets_the_title_of_the_one_that_was_on_screen_before() {
    let browser = desk().await;
    browser.open_file("other.okr.json", &fixture("contract-example.okr.json")).await;
    browser.press("Open the plan").await;
    browser.wait_for_text("Opened: ").await;
    browser.visit("#/plan").await;
    browser.undo().await;
    browser.field("Title of the plan").await.click().await.expect("a click");
    browser.keys(Key::Tab).await;
    let title = browser.run("return document.querySelector('.plan-link b').innerText", vec![]).await;
    assert_eq!(title, serde_json::json!("Our plan"));
    browser.redo().await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn what_is_deleted_comes_back_from_the_notice() {
    let browser = desk().await;
    keep_a_plan(&browser).await;
    let then = browser.screens().await;
    let undo = async |deleted: &str| {
        browser.wait_for_text(deleted).await;
        assert_ne!(browser.screens().await, then, "{deleted}");
        browser.click(".toast button").await;
        browser.wait_for_text("Undone: ").await;
        assert_same(&browser.screens().await, &then, deleted);
        browser.press("Dismiss").await;
    };
    for (place, thing) in [
        ("#/okrs", OBJECTIVE),
        ("#/okrs", REACH),
        ("#/kpis", KPI),
        ("#/plan", "Ana Ruiz"),
        ("#/plan", "Front desk"),
    ] {
        browser.visit(place).await;
        browser.menu(thing, "Delete").await;
        undo(&format!("Deleted {thing}")).await;
    }
    open_objective(&browser).await;
    browser.press("Delete the check-in of").await;
    undo("Delete the check-in of").await;
    browser.visit("#/kpis").await;
    browser.follow(KPI).await;
    browser.press("Delete the measurement of").await;
    undo("Delete the measurement of").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn another_plan_is_opened_after_a_word_and_one_undo_brings_the_old_one_back() {
    let browser = desk().await;
    new_objective(&browser, "Ours").await;
    let ours = browser.screens().await;
    let other = fixture("contract-example.okr.json");
    let kept = browser.storage().await;

    let unchanged = async |when: &str| {
        browser.wait_until_gone("dialog").await;
        assert_same(&browser.screens().await, &ours, when);
        assert_eq!(kept_edits(&browser).await, edits(&kept), "{when}");
    };
    browser.open_file("other.okr.json", &other).await;
    browser.wait_for_text("Open this plan?").await;
    browser.keys(Key::Escape).await;
    unchanged("after Escape").await;
    browser.open_file("other.okr.json", &other).await;
    browser.press("Cancel").await;
    unchanged("after Cancel").await;
    browser.visit("#/kpis").await;
    browser.open_file("other.okr.json", &other).await;
    browser.wait_for_text("Open this plan?").await;
    browser.run("history.back()", vec![]).await;
    unchanged("after going back").await;
    browser.open_file("other.okr.json", &other).await;
    browser.wait_for_text("Open this plan?").await;
    browser.reload_plan().await;
    unchanged("after a reload").await;

    browser.open_file("other.okr.json", &other).await;
    browser.press("Open the plan").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text("Opened: ").await;
    let theirs = browser.screens().await;
    assert_ne!(theirs["#/okrs"], ours["#/okrs"]);
    assert_says(&browser.visit("#/share").await, &["Our plan", "on screen"]);
    browser.undo().await;
    assert_same(&browser.screens().await, &ours, "after undo");
    browser.redo().await;
    assert_same(&browser.screens().await, &theirs, "after redo");
    browser.undo().await;
    browser.reload_plan().await;
    assert_same(&browser.screens().await, &ours, "after undo and a reload");
    browser.assert_clean().await;
}

#[tokio::test]
async fn t18_an_older_copy_brings_nothing_and_takes_nothing() {
    let browser = desk().await;
    new_objective(&browser, "In the copy").await;
    let copy = save(&browser).await;
    new_objective(&browser, "Only here").await;
    let ours = browser.screens().await;
    browser.open_file("copy.okr.json", copy.text()).await;
    browser.wait_for_text("copy.okr.json brings nothing new").await;
    assert_same(&browser.screens().await, &ours, "after the older copy");
    browser.reload_plan().await;
    assert_same(&browser.screens().await, &ours, "after a reload");
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_refused_file_says_everything_and_changes_nothing() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(TUESDAY).await;
    browser.goto("").await;
    let before = browser.storage().await;
    let problems = async || -> Vec<String> {
        browser.wait_for_text("This file was not opened").await;
        let list = browser
            .run("return [...document.querySelectorAll('.findings li')].map((li) => li.innerText)", vec![])
            .await;
        browser.press("Close").await;
        browser.wait_until_gone("dialog").await;
        serde_json::from_value(list).expect("texts")
    };

    browser.open_file("half.okr.json", "{\"type\": \"okr-plan\",\n  \"version\": 1,\n  \"title\": ").await;
    let found = problems().await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("line 3"), "{found:?}");

    let faulty = fixture("contract-example.okr.json");
    let plan: serde_json::Value = serde_json::from_str(&faulty).expect("a plan");
    let mut broken = plan.clone();
    broken["title"] = 7.into();
    for (collection, member) in [("objectives", "title"), ("keyResults", "title"), ("kpis", "direction")] {
        let record =
            broken[collection].as_object_mut().expect("records").values_mut().next().expect("a record");
        record[member] = serde_json::json!(["no", "text"]);
    }
    browser.open_file("broken.okr.json", &broken.to_string()).await;
    let found = problems().await;
    assert_eq!(found.len(), 4, "{found:#?}");
    for place in ["title", "objectives", "keyResults", "kpis"] {
        assert!(found.iter().any(|finding| finding.contains(place)), "{place}: {found:#?}");
    }
    assert_eq!(browser.storage().await, before);
    browser.wait_for_text("Start with an empty plan").await;

    // With a plan open the same: dropped, pasted.
    browser.press("Start with an empty plan").await;
    browser.wait_for_text("No objectives here yet").await;
    let (screens, kept) = (browser.screens().await, browser.storage().await);
    browser.drop_file("main", "broken.okr.json", &broken.to_string()).await;
    assert_eq!(problems().await, found);
    browser.paste(&broken.to_string()).await;
    assert_eq!(problems().await, found);
    browser.paste("just some text").await;
    browser.wait_until_gone("dialog").await;
    assert_same(&browser.screens().await, &screens, "after refusals");
    assert_eq!(kept_edits(&browser).await, edits(&kept));

    // And the sound file comes in both ways.
    browser.drop_file("main", "sound.okr.json", &faulty).await;
    browser.press("Open the plan").await;
    let title = plan["title"].as_str().expect("a title");
    browser.wait_for_text(&format!("Opened: {title}")).await;
    browser.undo().await;
    browser.paste(&faulty).await;
    browser.wait_for_text("Clipboard").await;
    // It is kept here from the first time, off screen: it is not replaced, it opens and the copy is compared with it.
    browser.wait_for_text("This is another copy of a plan that is kept in this browser").await;
    browser.press("See what it changes").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_place_can_be_left_while_a_field_of_it_has_the_focus() {
    let browser = desk().await;
    browser.visit("#/plan").await;
    browser.fill("Title of the plan", "Half typ").await;
    browser.run("history.back()", vec![]).await;
    browser.wait_for_text("No objectives here yet").await;
    browser.press("New objective").await;
    browser.find("dialog").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn an_example_opens_around_today() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    for (button, title) in [
        ("Support team", "Example: Support team, this year"),
        ("People and learning", "Example: "),
        ("Patient registration", "Example: "),
        ("Online presence", "Example: "),
        // Once more: another plan of its own, not the first one replaced.
        ("Support team", "Example: Support team, this year"),
    ] {
        browser.press(button).await;
        browser.find(".objective-card").await;
        browser.wait_for_text(title).await;
        let okrs = browser.visit("#/okrs").await;
        assert!(okrs.contains("day ") && okrs.contains(" of "), "today falls into the cycle: {okrs}");
        browser.visit("#/share").await;
        browser.dismiss_notice().await;
    }
    assert_eq!(
        browser.text().await.matches("Example: ").count(),
        7,
        "five plans, one on screen: {}",
        browser.text().await
    );
    browser.assert_clean().await;
}

/// The plans that are kept and every edit in their journals; snapshots and notes may be written at any time.
async fn kept_edits(browser: &Browser) -> Vec<(String, String)> {
    edits(&browser.storage().await)
}

fn edits(storage: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let of = |(key, value): (&String, &String)| match key {
        key if key.contains("/j/") => Some((key.clone(), value.clone())),
        key if key.ends_with("/about") => Some((key.clone(), String::new())),
        _ => None,
    };
    storage.iter().filter_map(of).collect()
}
