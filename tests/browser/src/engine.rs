//! The engines a browser may have, and what each is asked for when it starts.

use crate::{
    browser::{Options, Theme},
    profile::Profile,
};
use serde_json::{Value, json};
use std::{env, path::Path};
use thirtyfour::Capabilities;

/// A browser engine. The whole harness works in Chromium; without the DevTools protocol a page can be driven, but not
/// be lied to: no screens, clocks or scripts before the page's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Engine {
    #[default]
    Chromium,
    Firefox,
    /// WebKitGTK, in a window of `webkit.py`.
    WebKit,
}

/// The browser around WebKitGTK.
const WEBKIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/webkit.py");

pub(crate) fn capabilities(options: &Options, downloads: &Path) -> Capabilities {
    let wanted = match options.engine {
        Engine::Chromium => chromium(options, downloads),
        Engine::Firefox => firefox(options, downloads),
        Engine::WebKit => webkit(options, downloads),
    };
    serde_json::from_value(wanted).expect("capabilities are an object")
}

fn chromium(options: &Options, downloads: &Path) -> Value {
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--lang=en-US",
        // Nothing but this machine can be reached, whatever a page or the browser tries.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        &format!("--user-data-dir={}", options.profile.path().display()),
    ];
    let mut wanted = json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                // else Chromium asks a person before the second one
                "profile.default_content_setting_values.automatic_downloads": 1,
                // "cookies" are all that a site stores: 1 lets it, 2 does not
                "profile.default_content_setting_values.cookies": if options.storage { 1 } else { 2 },
            },
        },
    });
    // Otherwise the driver looks in the usual places.
    if let Ok(chromium) = env::var("CAIRN_CHROMIUM") {
        wanted["goog:chromeOptions"]["binary"] = chromium.into();
    }
    wanted
}

fn firefox(options: &Options, downloads: &Path) -> Value {
    let mut wanted = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless", "-profile", options.profile.path()],
            "prefs": {
                "browser.download.dir": downloads,
                "browser.download.folderList": 2,
                "browser.download.alwaysOpenPanel": false,
                // a test's script has no person's click that would let it open and close windows
                "dom.disable_open_during_load": false,
                "dom.allow_scripts_to_close_windows": true,
                "layout.css.prefers-color-scheme.content-override": u8::from(options.theme == Theme::Light),
                "ui.prefersReducedMotion": 1,
                // what the console gets is read from there
                "devtools.console.stdout.content": true,
                // cookies and all that a site stores: 0 lets it, 2 does not
                "network.cookie.cookieBehavior": if options.storage { 0 } else { 2 },
                // Nothing but this machine can be reached: the rest goes through a proxy that is not there.
                "network.proxy.type": 1,
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": 9,
                "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": 9,
                "intl.accept_languages": "en-US",
            },
        },
    });
    if let Ok(firefox) = env::var("CAIRN_FIREFOX") {
        wanted["moz:firefoxOptions"]["binary"] = firefox.into();
    }
    wanted
}

fn webkit(options: &Options, downloads: &Path) -> Value {
    let python = env::var("CAIRN_WEBKIT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let Options { width, height, storage, profile, .. } = options;
    let arguments = [
        WEBKIT.to_owned(),
        path(profile),
        downloads.display().to_string(),
        width.to_string(),
        height.to_string(),
        storage.to_string(),
    ];
    json!({ "webkitgtk:browserOptions": { "binary": python, "args": arguments } })
}

fn path(profile: &Profile) -> String {
    profile.path().display().to_string()
}
