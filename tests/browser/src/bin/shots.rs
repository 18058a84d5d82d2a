//! `cargo xtask shots`: a picture of every place, in both themes, on a desktop and a phone.

#![forbid(unsafe_code)]

#[path = "shots/folders.rs"]
mod folders;

use harness::{Browser, Options, Site, Theme, fixture};
use std::{fs, path::Path};

/// Every place of the app with the richest sample: the name of its picture and its route.
const PLACES: &[(&str, &str)] = &[
    ("now", "#/now"),
    ("okrs", "#/okrs"),
    ("okrs-tree", "#/okrs/y_now/tree"),
    ("okrs-map", "#/okrs/y_now/map"),
    ("objective", "#/objective/o_efficient"),
    ("objective-guard", "#/objective/o_urgent"),
    ("kpis", "#/kpis"),
    ("kpis-grid", "#/kpis/grid"),
    ("kpis-enter", "#/kpis/enter"),
    ("kpi-library", "#/kpis/library"),
    ("kpi", "#/kpi/m_csat"),
    ("kpi-signal", "#/kpi/m_abandon"),
    ("review", "#/review"),
    ("review-closed", "#/review/y_before"),
    ("share", "#/share"),
    ("history", "#/history"),
    ("trash", "#/trash"),
    ("report", "#/report"),
    ("report-closed", "#/report/y_before"),
    ("plan", "#/plan"),
    ("guide", "#/guide"),
    ("changed", "#/changed"),
    ("import-door", "#/import"),
    ("nowhere", "#/kpi/m_gone"),
];

/// Forms that lie over a place: the name of the picture, the place, and the button that opens it.
const FORMS: &[(&str, &str, &str)] = &[
    ("form-objective", "#/okrs", "New objective"),
    ("form-key-result", "#/objective/o_efficient", "New key result"),
    ("form-kpi", "#/kpis", "New KPI"),
    ("form-cycle", "#/plan", "New cycle"),
    ("form-dates", "#/review", "Dates…"),
    ("check-in", "#/objective/o_efficient", "Check in"),
    ("measurement", "#/kpi/m_csat", "Enter a value"),
    ("correct", "#/objective/o_leads", "Correct the check-in of"),
    ("palette", "#/okrs", "Find or do"),
    ("improve", "#/kpi/m_abandon", "Improve this"),
    ("process-changed", "#/kpi/m_abandon", "The process changed here"),
];

/// Width, height and device pixels per pixel.
const SCREENS: &[(u32, u32, f64)] = &[(1280, 800, 1.0), (360, 740, 2.0)];

/// Places with charts, which are looked at on a fine screen, too.
const CHARTS: &[&str] =
    &["kpi", "kpi-signal", "kpis", "objective", "okrs-map", "kpi-by-month", "kpi-changes", "kpi-near"];

/// A chart shown in another way: the name of the picture, and what is pressed or chosen on the KPI's place.
const WAYS: &[(&str, &str)] =
    &[("kpi-by-month", "By month"), ("kpi-changes", "As changes"), ("kpi-near", "3 months")];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/shots");
    fs::create_dir_all(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let site = Site::start();
    let theirs = if "merge settle".contains(&wanted) { their_copy(&site).await } else { String::new() };
    for theme in [Theme::Light, Theme::Dark] {
        for &(width, height, scale) in SCREENS {
            let browser =
                Browser::open_with(&site, Options { width, height, scale, theme, ..Options::default() })
                    .await;
            let photograph = async |name: &str| {
                let file = directory.join(format!("{name}-{}-{width}.png", theme.name()));
                browser.picture(width, height, scale, &file).await;
                println!("{}", file.file_name().unwrap_or_default().to_string_lossy());
            };
            browser.goto("").await;
            browser.find("main").await;
            if "welcome".contains(&wanted) {
                photograph("welcome").await;
            }
            load_sample(&browser).await;
            for (name, route) in PLACES.iter().filter(|(name, _)| name.contains(&wanted)) {
                browser.goto(route).await;
                photograph(name).await;
            }
            for (name, way) in WAYS.iter().filter(|(name, _)| name.contains(&wanted)) {
                show(&browser, way).await;
                photograph(name).await;
                browser.reload().await;
            }
            if width > 1000 {
                let fine = async |name: &str| {
                    let file = directory.join(format!("{name}-{}-{width}-fine.png", theme.name()));
                    browser.picture(width, height, 2.0, &file).await;
                };
                for name in CHARTS.iter().filter(|name| name.contains(&wanted)) {
                    match WAYS.iter().find(|(way, _)| way == name) {
                        Some((_, way)) => show(&browser, way).await,
                        None => match PLACES.iter().find(|(place, _)| place == name) {
                            Some((_, route)) => browser.goto(route).await,
                            None => continue,
                        },
                    }
                    fine(name).await;
                    browser.reload().await;
                }
            }
            if "folder".contains(&wanted) {
                let options = Options { width, height, scale, theme, ..Options::default() };
                let ours = Browser::open_with(&Site::start(), options).await;
                let picture = async |name: &str| {
                    let file = directory.join(format!("{name}-{}-{width}.png", theme.name()));
                    ours.run("document.querySelector('#folder').scrollIntoView()", vec![]).await;
                    ours.picture(width, height, scale, &file).await;
                };
                folders::photograph(&ours, picture).await;
            }
            if "merge settle".contains(&wanted) {
                let options = Options { width, height, scale, theme, ..Options::default() };
                let ours = Browser::open_with(&site, options).await;
                let picture = async |name: &str| {
                    let file = directory.join(format!("{name}-{}-{width}.png", theme.name()));
                    ours.picture(width, height, scale, &file).await;
                };
                both_changed(&ours, &theirs).await;
                picture("merge").await;
                ours.press("Merge").await;
                ours.find(".toast").await;
                ours.goto("#/share").await;
                ours.find("#settle").await;
                picture("settle").await;
            }
            if "sentence drafting".contains(&wanted) {
                draft(&browser).await;
                photograph("drafting").await;
                browser.press("New key result").await;
                browser.fill("Type it as a sentence", TWO_IN_ONE).await;
                browser.find(".ask").await;
                photograph("sentence").await;
                browser.reload().await;
            }
            if "past".contains(&wanted) {
                for (name, route) in [
                    ("past-now", "#/now"),
                    ("past-objective", "#/objective/o_efficient"),
                    ("past-kpi", "#/kpi/m_csat"),
                ] {
                    browser.goto(route).await;
                    let now = browser.field("As of").await.value().await.expect("a day").unwrap_or_default();
                    let past = browser.run("return new Date(Date.parse(arguments[0]) - 50 * 864e5).toISOString().slice(0, 10)", vec![now.into()]).await;
                    browser.set("As of", past.as_str().unwrap_or_default()).await;
                    browser.find(".past-day").await;
                    photograph(name).await;
                    browser.reload().await;
                }
            }
            if "import-table".contains(&wanted) {
                browser.goto("#/import").await;
                browser.upload_bytes("main input[type=file]", "calls.csv", TABLE.as_bytes()).await;
                browser.find(".import .preview").await;
                photograph("import-table").await;
                browser.reload().await;
            }
            if "library-ticked".contains(&wanted) {
                browser.goto("#/kpis/library").await;
                browser.find(".shelf").await;
                browser.pick("Start-up").await;
                let tick = "document.querySelectorAll('.shelf input').forEach((box, n) => n % 3 === 1 && box.click())";
                browser.run(tick, vec![]).await;
                photograph("library-ticked").await;
                browser.reload().await;
            }
            if "entering-values".contains(&wanted) {
                browser.goto("#/kpis/enter").await;
                browser.find(".entering input").await;
                for (field, typed) in [(0, "4.1"), (1, "a few"), (2, "9")] {
                    let focus = "document.querySelectorAll('.entering input')[arguments[0]].select()";
                    browser.run(focus, vec![field.into()]).await;
                    browser.keys(typed).await;
                }
                browser.keys(harness::Key::Enter).await;
                photograph("entering-values").await;
                browser.reload().await;
            }
            if "kpi-more kpi-review kpis-retired".contains(&wanted) {
                browser.goto("#/kpi/m_csat").await;
                browser.press("Edit").await;
                browser.click(".more-fields > summary").await;
                browser.click(".factors > summary").await;
                browser.fill("Definition", "Share of the best two answers").await;
                browser.fill("Benchmark", "8.6").await;
                browser.fill("Where the benchmark comes from", "Report of the trade, 2027").await;
                browser.choose("Scope", "Process").await;
                browser.choose("Leading or lagging", "Lagging").await;
                photograph("kpi-more").await;
                browser.press("Save").await;
                browser.wait_until_gone("dialog").await;
                browser.press("Review now").await;
                photograph("kpi-review").await;
                // By script: on a phone the bar at the foot may lie over it.
                let retire = "const form = document.querySelector('.kpi-review form');
                    form.querySelector('[value=retire]').click();
                    form.querySelector('.primary').click();";
                browser.run(retire, vec![]).await;
                browser.wait_for_text("Retired since").await;
                photograph("kpi-retired").await;
                browser.goto("#/kpis").await;
                browser.click(".retired > summary").await;
                photograph("kpis-retired").await;
                browser.undo().await;
                browser.undo().await;
            }
            if "weekly".contains(&wanted) {
                browser.goto("#/share").await;
                browser.click(".weekly summary").await;
                browser.find(".weekly .preview li").await;
                photograph("weekly").await;
                browser.reload().await;
            }
            if "one-file one-file-share one-file-tab".contains(&wanted) {
                browser.goto("#/share").await;
                browser.press("Save with the app inside").await;
                browser.wait_for_text("Attach it to a mail").await;
                photograph("one-file-saved").await;
                let copy = browser.download().await;
                for (storage, name) in [(true, "one-file"), (false, "one-file-tab")] {
                    let options = Options { width, height, scale, theme, storage, ..Options::default() };
                    let theirs = Browser::open_with(&site, options).await;
                    theirs.open_from_disk(&copy.name, &copy.bytes).await;
                    theirs.find(".objective-card").await;
                    for (name, route) in [(name.to_owned(), "#/okrs"), (format!("{name}-share"), "#/share")] {
                        theirs.visit(route).await;
                        let file = directory.join(format!("{name}-{}-{width}.png", theme.name()));
                        theirs.picture(width, height, scale, &file).await;
                    }
                }
                browser.reload().await;
            }
            if "history-lived trash-lived earlier-lived".contains(&wanted) {
                lived(&browser).await;
                for (name, route) in [("history-lived", "#/history"), ("trash-lived", "#/trash")] {
                    browser.visit(route).await;
                    photograph(name).await;
                }
                browser.visit("#/share").await;
                browser.press("Compare with now").await;
                browser.find(".review-foot").await;
                photograph("earlier-lived").await;
                browser.press("Cancel").await;
                browser.undo().await;
                browser.reload().await;
            }
            if "keys".contains(&wanted) {
                browser.goto("#/okrs").await;
                browser.shortcut("?").await;
                browser.find(".keys-sheet").await;
                photograph("keys").await;
                browser.reload().await;
            }
            for (name, route, button) in FORMS.iter().filter(|(name, ..)| name.contains(&wanted)) {
                browser.goto(route).await;
                browser.press(button).await;
                photograph(name).await;
                browser.reload().await;
            }
        }
    }
}

/// Opens a KPI and shows its chart in another way, with the cross-hair on a value where one looks closer.
async fn show(browser: &Browser, way: &str) {
    browser.goto("#/kpi/m_abandon").await;
    if way == "3 months" {
        browser.press(way).await;
        const READ: &str = "const canvas = document.querySelector('.chart.kpi canvas'); canvas.focus();
            canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));";
        browser.run(READ, vec![]).await;
    } else {
        browser.choose("Shown how", way).await;
    }
}

/// Several KPIs side by side, a row that can't be taken, and days that can mean two things.
const TABLE: &str = "Day;Cost of one ticket;Calls;Weather\n03/04/2026;6,70;120;rain\n05/06/2026;6,45;98;sun\n07/08/2026;6,20;133;sun\nlater;6,10;140;fog\n09/10/2026;6,05;121;rain\n10/11/2026;6,00;125;rain\n";

const SHARED: &str = "examples/support-team.okr.json";
const TITLE: &str = "Give every customer more help with less effort";

/// Opens the sample on the last day of its story.
async fn open_shared(browser: &Browser) {
    browser.set_clock("2027-11-26T10:00").await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", &fixture(SHARED)).await;
    browser.find(".objective-card").await;
}

async fn rename(browser: &Browser, to: &str) {
    browser.goto("#/okrs").await;
    browser.menu(TITLE, "Edit").await;
    browser.fill("Objective", to).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// A copy of the sample that a colleague has changed.
async fn their_copy(site: &Site) -> String {
    let browser = Browser::open(site).await;
    open_shared(&browser).await;
    rename(&browser, "Answer more people with the same team").await;
    browser.press("New objective").await;
    browser.fill("Objective", "Nobody has to write twice").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.goto("#/kpi/m_csat").await;
    browser.press("Enter a value").await;
    browser.fill("Value", "9.3").await;
    browser.press("Save").await;
    browser.goto("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    browser.download().await.text().to_owned()
}

/// The same sample with another change of the same field, and the copy dropped onto it.
async fn both_changed(browser: &Browser, theirs: &str) {
    open_shared(browser).await;
    rename(browser, "Answer everybody on the same day").await;
    browser.open_file("Support team.okr.json", theirs).await;
    browser.find(".changes").await;
}

const TWO_IN_ONE: &str = "Increase the retention rate by 5% by the end of the year and cut complaints";

/// A draft with one key result that still has no measure.
async fn draft(browser: &Browser) {
    browser.goto("#/okrs").await;
    browser.press("New objective").await;
    browser.fill("Objective", "Every customer knows what happens next").await;
    browser.fill("Owner", "Mirela Kovač").await;
    browser.choose("Stage", "Draft").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.follow("Every customer knows what happens next").await;
    browser.press("New key result").await;
    browser.fill("Key result", "Customers who ask twice").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
}

/// Opens the richest sample.
async fn load_sample(browser: &Browser) {
    browser.press("Support team").await;
    browser.find(".objective-card").await;
}

/// Someone says who they are, changes a title and deletes an objective.
async fn lived(browser: &Browser) {
    browser.reload().await;
    browser.visit("#/share").await;
    browser.wait_for_text("Of the week").await;
    let unnamed = browser.look_for("button", "Say who you are").await.is_some();
    if unnamed {
        browser.press("Say who you are").await;
        browser.fill("Your name", "Mirela Kovač").await;
        browser.press("That is me").await;
        browser.wait_for_text("Your changes now carry").await;
        browser.dismiss_notice().await;
    }
    browser.visit("#/objective/o_efficient").await;
    browser.press("Edit").await;
    browser.fill("Objective", "Give every customer more help with half the effort").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.visit("#/okrs").await;
    browser.menu("Grow people who can lead a shift", "Delete").await;
    browser.wait_for_text("Deleted").await;
    browser.dismiss_notice().await;
}
