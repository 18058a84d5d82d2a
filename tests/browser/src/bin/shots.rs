//! `cargo xtask shots`: a picture of every place, in both themes, on a desktop and a phone.

#![forbid(unsafe_code)]

use harness::{Browser, Options, Site, Theme};
use std::{fs, path::Path};

/// Every place of the app: the name of its picture and its route.
const PLACES: &[(&str, &str)] = &[("start", "#/")];

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
            browser.goto("").await;
            load_sample(&browser).await;
            for (name, route) in PLACES.iter().filter(|(name, _)| name.contains(&wanted)) {
                browser.goto(route).await;
                let file = directory.join(format!("{name}-{}-{width}.png", theme.name()));
                browser.picture(width, height, scale, &file).await;
                println!("{}", file.file_name().unwrap_or_default().to_string_lossy());
            }
        }
    }
}

/// Fills the plan, where the app offers to.
async fn load_sample(browser: &Browser) {
    if let Some(button) = browser.look_for("button", "Start from an example").await {
        button.click().await.expect("a click");
        browser.find("main").await;
    }
}
