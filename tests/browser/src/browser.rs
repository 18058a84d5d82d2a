//! One Chromium with one profile, on one site.

use crate::{Profile, Site, chromedriver::Chromedriver, files::Files};
use serde_json::{Value, json};
use std::{env, fs, path::Path, process::Command, sync::Mutex, time::Duration};
use thirtyfour::{Capabilities, WebDriver};

/// How long a helper waits for what it looks for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Between one look and the next.
pub(crate) const PAUSE: Duration = Duration::from_millis(25);

/// What the browser pretends to be.
#[derive(Clone)]
pub struct Options {
    /// Of the page, in CSS pixels.
    pub width: u32,
    /// Of the page, in CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// What `prefers-color-scheme` says.
    pub theme: Theme,
    /// Where it keeps what it stores; the next browser on the same profile and site finds it.
    pub profile: Profile,
}

/// The two values of `prefers-color-scheme`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// As CSS and file names write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 1280, height: 800, scale: 1.0, theme: Theme::Light, profile: Profile::new() }
    }
}

/// A headless Chromium with one tab; closed in good order on drop.
pub struct Browser {
    /// thirtyfour's session, for all that has no helper here.
    pub driver: WebDriver,
    pub(crate) site: Site,
    pub(crate) console: Mutex<Vec<String>>,
    pub(crate) network: Mutex<Vec<String>>,
    // Fields drop in this order: first the programs, then what they write to.
    _chromedriver: Chromedriver,
    pub(crate) files: Files,
    profile: Profile,
}

impl Browser {
    /// A desktop browser with a fresh profile, on an empty page.
    pub async fn open(site: &Site) -> Self {
        Self::open_with(site, Options::default()).await
    }

    /// A browser of this kind, on an empty page.
    pub async fn open_with(site: &Site, options: Options) -> Self {
        let files = Files::new();
        let chromedriver = Chromedriver::start();
        let capabilities = capabilities(options.profile.path(), files.downloads());
        let driver = WebDriver::new(chromedriver.url(), capabilities).await;
        let driver = driver.unwrap_or_else(|error| panic!("no browser session: {error}"));
        // The session ends with chromedriver; thirtyfour must not also end it, from a drop.
        driver.clone().leak().ok();
        let browser = Self {
            driver,
            site: site.clone(),
            console: Mutex::default(),
            network: Mutex::default(),
            _chromedriver: chromedriver,
            files,
            profile: options.profile,
        };
        browser.emulate_theme(options.theme).await;
        browser.emulate_screen(options.width, options.height, options.scale).await;
        browser
    }

    /// Ends Chromium as a power cut would, without a chance to write; the profile stays.
    pub fn kill(self) {
        let lock = self.profile.path().join("SingletonLock");
        let holder = fs::read_link(&lock).unwrap_or_else(|error| panic!("{}: {error}", lock.display()));
        let holder = holder.to_string_lossy().into_owned();
        let process = holder.rsplit('-').next().expect("host-process");
        let killed = Command::new("kill").args(["-KILL", process]).status();
        assert!(killed.is_ok_and(|status| status.success()), "could not kill process {process}");
    }

    /// Sets `prefers-color-scheme`; motion is always reduced, so that tests don't wait for it.
    pub async fn emulate_theme(&self, theme: Theme) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme.name() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Sets the size of the page in CSS pixels, and the device pixels of one.
    pub async fn emulate_screen(&self, width: u32, height: u32, scale: f64) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Runs `script` in every page loaded from now on, before the page's own: to break what the
    /// app relies on, such as `localStorage`.
    pub async fn before_each_load(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Any command of the Chrome DevTools Protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

fn capabilities(profile: &Path, downloads: &Path) -> Capabilities {
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
        &format!("--user-data-dir={}", profile.display()),
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
            },
        },
    });
    // Otherwise the driver looks in the usual places.
    if let Ok(chromium) = env::var("CAIRN_CHROMIUM") {
        wanted["goog:chromeOptions"]["binary"] = chromium.into();
    }
    serde_json::from_value(wanted).expect("capabilities are an object")
}
