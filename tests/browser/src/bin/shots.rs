//! `cargo xtask shots`: a picture of every place, in both themes, on a desktop and a phone.

#![forbid(unsafe_code)]

use harness::{Browser, Options, Site, Theme};
use std::{fs, path::Path};

/// Every place of the app with the richest sample: the name of its picture and its route.
const PLACES: &[(&str, &str)] = &[
    ("okrs", "#/okrs"),
    ("objective", "#/objective/o_efficient"),
    ("objective-guard", "#/objective/o_urgent"),
    ("kpis", "#/kpis"),
    ("kpi", "#/kpi/m_csat"),
    ("share", "#/share"),
    ("plan", "#/plan"),
    ("nowhere", "#/kpi/m_gone"),
];

/// Forms that lie over a place: the name of the picture, the place, and the button that opens it.
const FORMS: &[(&str, &str, &str)] = &[
    ("form-objective", "#/okrs", "New objective"),
    ("form-key-result", "#/objective/o_efficient", "New key result"),
    ("form-kpi", "#/kpis", "New KPI"),
    ("form-cycle", "#/plan", "New cycle"),
    ("check-in", "#/objective/o_efficient", "Check in"),
    ("measurement", "#/kpi/m_csat", "Enter a value"),
];

/// Width, height and device pixels per pixel.
const SCREENS: &[(u32, u32, f64)] = &[(1280, 800, 1.0), (360, 740, 2.0)];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/shots");
    fs::create_dir_all(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let site = Site::start();
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
            for (name, route, button) in FORMS.iter().filter(|(name, ..)| name.contains(&wanted)) {
                browser.goto(route).await;
                browser.press(button).await;
                photograph(name).await;
                browser.reload().await;
            }
        }
    }
}

/// Opens the richest sample.
async fn load_sample(browser: &Browser) {
    browser.press("Support team").await;
    browser.find(".objective-card").await;
}
