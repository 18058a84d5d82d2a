//! The library of KPIs: by department and by phase, found, ticked and taken as drafts in one step; without a network, and
//! where it can't be had.

use harness::{Browser, Key, Options, Site, Theme};
use serde_json::{Value, json};

const NOW: &str = "2027-02-20T10:00";

/// Two teams, and one KPI that the library has too (worded in capitals).
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_lib", "title": "Young company",
  "people": { "u_ana": { "name": "Ana Ruiz" } },
  "teams": { "t_top": { "name": "Acme", "level": "company" }, "t_desk": { "name": "Desk", "level": "team", "parent": "t_top" } },
  "cycles": { "y_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active" } },
  "kpis": { "m_own": { "title": "Website TRAFFIC", "direction": "higher", "every": "week", "team": "t_top", "owner": "u_ana", "reason": "They look before they buy" } } }"#;

async fn open_with(options: Options, plan: &str) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("young.okr.json", plan).await;
    browser.find(".app").await;
    browser
}

async fn open() -> Browser {
    let browser = open_with(Options::default(), PLAN).await;
    browser.visit("#/kpis/library").await;
    browser.find(".shelf").await;
    browser
}

/// The titles that are shown, by their departments.
async fn shown(browser: &Browser) -> Value {
    const SCRIPT: &str = "return [...document.querySelectorAll('.library section:has(.shelf)')].map((s) =>
        [s.querySelector('h2').innerText, ...[...s.querySelectorAll('.what b')].map((b) => b.innerText)])";
    browser.run(SCRIPT, vec![]).await
}

async fn titles(browser: &Browser) -> Vec<String> {
    let shown = shown(browser).await;
    let all = shown.as_array().expect("departments").iter().filter_map(Value::as_array);
    all.flat_map(|of| of.iter().skip(1)).filter_map(|title| title.as_str().map(str::to_owned)).collect()
}

async fn text_of(browser: &Browser, css: &str) -> String {
    const SCRIPT: &str = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText).join('\\n').replace(/[\\s\\u00a0]+/g, ' ')";
    browser.run(SCRIPT, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
}

async fn says(browser: &Browser, css: &str, wanted: &str) {
    let there = browser.until(async || text_of(browser, css).await.contains(wanted).then_some(())).await;
    assert!(there.is_some(), "`{css}` says {:?} and not “{wanted}”", text_of(browser, css).await);
}

async fn file(browser: &Browser) -> Value {
    browser.shortcut(Key::Control + "s").await;
    serde_json::from_str(browser.download().await.text()).expect("a plan")
}

fn titled<'a>(file: &'a Value, title: &str) -> Vec<&'a Value> {
    let all = file["kpis"].as_object().into_iter().flat_map(|kpis| kpis.values());
    all.filter(|kpi| kpi["title"] == title).collect()
}

/// F8: what matters to a start-up is not what matters to an established organisation.
#[tokio::test]
async fn f8_the_library_shows_by_phase_and_department_what_matters() {
    let browser = open().await;
    says(&browser, ".phase-hint", "43 KPIs.").await;
    let departments = [
        "Company and finance",
        "Sales",
        "Marketing",
        "Customers",
        "Technical support",
        "People",
        "Product and technology",
    ];
    let all = shown(&browser).await;
    let heads: Vec<_> = all.as_array().expect("a list").iter().map(|of| of[0].clone()).collect();
    assert_eq!(json!(heads), json!(departments));
    assert_eq!(titles(&browser).await.len(), 43);
    // every one of them shows its phase
    let phases = "return [...document.querySelectorAll('.shelf > li')].map((li) => [...li.querySelectorAll('.phases .tag')].map((tag) => tag.innerText).join('+'))";
    let phases = browser.run(phases, vec![]).await;
    let count = |of: &str| phases.as_array().expect("a list").iter().filter(|said| **said == of).count();
    let (first, later, both) = (count("Start-up"), count("Established"), count("Start-up+Established"));
    assert_eq!(first + later + both, 43, "{phases}");
    assert!(first > 5 && later > 5 && both > 5, "{first} {later} {both}");

    browser.pick("Start-up").await;
    says(&browser, ".phase-hint", &format!("{} KPIs. A start-up asks whether people come", first + both))
        .await;
    let start = titles(&browser).await;
    let has = |all: &[String], title: &str| all.iter().any(|it| it == title);
    assert!(has(&start, "Trial-to-customer conversion rate") && has(&start, "Revenue"), "{start:?}");
    assert!(!has(&start, "Customer retention rate") && !has(&start, "Employee turnover rate"), "{start:?}");
    browser.pick("Established").await;
    says(
        &browser,
        ".phase-hint",
        &format!("{} KPIs. An established organisation asks whether customers", later + both),
    )
    .await;
    let later = titles(&browser).await;
    assert!(has(&later, "Customer retention rate") && has(&later, "Revenue"), "{later:?}");
    assert!(!has(&later, "Trial-to-customer conversion rate"), "{later:?}");

    // department and words narrow it further, and all of it together
    browser.choose("Department", "Customers").await;
    says(&browser, ".phase-hint", "4 KPIs.").await;
    assert_eq!(
        json!(titles(&browser).await),
        json!([
            "Customer retention rate",
            "Customer satisfaction score (CSAT)",
            "Customer satisfaction",
            "Client NPS"
        ])
    );
    browser.fill("Search", "first day").await;
    says(&browser, ".phase-hint", "1 KPI.").await;
    assert_eq!(shown(&browser).await, json!([["Customers", "Customer retention rate"]]));
    browser.fill("Search", "submarines").await;
    browser.wait_for_text("No KPI of the library fits that.").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press("Show all").await;
    says(&browser, ".phase-hint", "43 KPIs.").await;
    browser.assert_clean().await;
}

/// E5: several at once, as drafts, in one step; each is flagged until it is one's own.
#[tokio::test]
async fn e5_what_is_ticked_arrives_as_drafts_for_a_team_in_one_step_and_cannot_come_twice() {
    let browser = open().await;
    // what is there already is said and can't be ticked
    says(&browser, ".shelf .there", "Website traffic Start-up Visits to the site").await;
    says(&browser, ".shelf .there", "Already in your plan").await;
    assert!(browser.look_for("checkbox", "Website traffic").await.is_none());
    browser.run("document.querySelector('.shelf [aria-label=\"Calls made\"]').click()", vec![]).await;
    browser.choose("Department", "Technical support").await;
    browser
        .run("document.querySelector('.shelf [aria-label=\"Average response time\"]').click()", vec![])
        .await;
    // what is ticked stays so, also where the filter hides it
    says(&browser, ".choosing", "2 ticked Calls made, Average response time").await;
    browser.choose("For the team", "Acme › Desk").await;
    browser.press("Add 2 KPIs").await;
    browser.wait_for_text("2 KPIs added as drafts").await;
    browser.find(".kpi-row").await;
    says(&browser, ".board", "Average response time Draft").await;
    assert!(!text_of(&browser, ".board").await.contains("TRAFFIC Draft"));
    let kept = file(&browser).await;
    let (calls, time) = (titled(&kept, "Calls made"), titled(&kept, "Average response time"));
    let wanted = json!({ "title": "Average response time", "unit": "min", "direction": "lower", "every": "week", "aggregate": "mean", "team": "t_desk", "definition": "From a request to the first answer of a person." });
    let mut without_rank = time[0].clone();
    without_rank.as_object_mut().expect("a KPI").remove("rank");
    assert_eq!(without_rank, wanted);
    // the library's word of advice is no reason of one's own
    assert_eq!(
        (calls.len(), &calls[0]["reason"], &calls[0]["definition"]),
        (1, &Value::Null, &json!("Outgoing calls of the team."))
    );

    // it is flagged until target, owner and reason are there
    browser.follow("Average response time").await;
    says(&browser, ".advice", "E5 Your own, not a copy").await;
    browser.press("Edit").await;
    browser.fill("Owner", "Ana Ruiz").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    says(&browser, ".advice", "F15").await;
    says(&browser, ".advice", "E2").await;
    browser.press("Edit").await;
    browser.fill("Why we chose it", "Waiting drives people away").await;
    browser.fill("Target", "20").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    let quiet = async || {
        let advice = text_of(&browser, ".advice").await;
        (!["E5 ", "E2 ", "F15 ", "D5 "].iter().any(|id| advice.contains(id))).then_some(())
    };
    assert!(browser.until(quiet).await.is_some(), "{}", text_of(&browser, ".advice").await);

    // neither can be taken again
    browser.visit("#/kpis/library").await;
    browser.find(".shelf").await;
    let there = text_of(&browser, ".shelf .there b").await;
    assert_eq!(there, "Calls made Website traffic Average response time");
    browser.undo().await;
    browser.undo().await;
    // one step takes both of them back
    assert_eq!(browser.undo().await, "Undone: 2 KPIs added as drafts");
    says(&browser, ".shelf .there b", "Website traffic").await;
    assert_eq!(text_of(&browser, ".shelf .there b").await, "Website traffic");
    browser.assert_clean().await;
}

/// From the empty board to the first KPI without a mouse.
#[tokio::test]
async fn e5_the_first_kpi_is_picked_with_the_keyboard_alone() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.start_empty().await;
    browser.visit("#/kpis").await;
    browser.tab_to("Pick from a library").await;
    browser.keys(Key::Enter).await;
    browser.find(".shelf").await;
    browser.tab_to("All").await;
    browser.keys(Key::Right).await;
    says(&browser, ".phase-hint", "A start-up asks").await;
    // what has the focus is nowhere under the bar
    const COVERED: &str = "
        const { bottom } = document.activeElement.getBoundingClientRect();
        return bottom > document.querySelector('.choosing').getBoundingClientRect().top;";
    for title in
        ["Revenue growth", "Calls made", "Website traffic", "Average response time", "Platform uptime"]
    {
        browser.tab_to(title).await;
        assert_eq!(browser.run(COVERED, vec![]).await, json!(false), "{title}");
    }
    browser.tab_to("Search").await;
    browser.keys("calls").await;
    says(&browser, ".phase-hint", "1 KPI.").await;
    browser.tab_to("Calls made").await;
    browser.keys(" ").await;
    says(&browser, ".choosing", "1 ticked Calls made").await;
    browser.tab_to("Add 1 KPI").await;
    browser.keys(Key::Enter).await;
    browser.find(".kpi-row").await;
    says(&browser, ".board", "Calls made Draft").await;
    browser.reload_plan().await;
    says(&browser, ".board", "Calls made Draft").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn without_a_network_the_library_is_there_once_the_app_was() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    let ready =
        "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    let in_charge = async || (browser.run(ready, vec![]).await == json!(true)).then_some(());
    browser.until(in_charge).await.expect("a service worker in charge");
    // Where the worker itself asks the network, emulating that there is none does not reach: so it has to be kept.
    let kept = "return caches.match(new URL('examples/kpi-library.okr.json', location).href).then(Boolean)";
    assert_eq!(browser.run(kept, vec![]).await, json!(true));
    browser.cdp("Network.enable", json!({})).await;
    let network = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.cdp("Network.emulateNetworkConditions", network).await;
    browser.reload_plan().await;
    browser.visit("#/kpis/library").await;
    says(&browser, ".phase-hint", "43 KPIs.").await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_library_that_cannot_be_fetched_says_so_and_is_asked_for_again() {
    let browser = Browser::open(&Site::start()).await;
    const BROKEN: &str = "
        const real = window.fetch;
        window.failing = true;
        window.fetch = (what, ...rest) => window.failing && String(what).includes('kpi-library')
          ? Promise.resolve(new Response('', { status: 503 })) : real(what, ...rest);";
    browser.before_each_load(BROKEN).await;
    browser.start_empty().await;
    browser.visit("#/kpis/library").await;
    browser
        .wait_for_text(
            "The library could not be fetched (503 examples/kpi-library.okr.json). Your plan is untouched",
        )
        .await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.run("window.failing = false", vec![]).await;
    browser.press("Try again").await;
    says(&browser, ".phase-hint", "43 KPIs.").await;
    browser.wait_until_gone(".banner [role=alert], .banner[role=alert]").await;
}

#[tokio::test]
async fn the_library_is_faultless_in_both_themes_and_on_the_narrowest_phone() {
    for (theme, width) in [(Theme::Light, 1280), (Theme::Dark, 1280), (Theme::Light, 320), (Theme::Dark, 320)]
    {
        let options = Options { width, height: 740, theme, ..Options::default() };
        let browser = open_with(options, PLAN).await;
        browser.visit("#/kpis/library").await;
        browser.find(".shelf").await;
        browser.run("document.querySelectorAll('.shelf input').forEach((box) => box.click())", vec![]).await;
        says(&browser, ".choosing", "42 ticked").await;
        assert_eq!(browser.axe().await, Vec::<String>::new(), "{} {width}", theme.name());
        const OVER: &str = "return Math.max(0, document.scrollingElement.scrollWidth - innerWidth)";
        assert_eq!(browser.run(OVER, vec![]).await, json!(0), "{width}");
        const SMALL: &str = "
            const all = [...document.querySelectorAll('.library :is(a, button, select, label:has(input), input[type=search])')];
            return all.filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.outerHTML.slice(0, 80))";
        assert_eq!(browser.run(SMALL, vec![]).await, json!([]), "{width}");
        browser.assert_clean().await;
    }
}
