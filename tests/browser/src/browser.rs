//! One browser with one profile, on one site.

use crate::{Engine, Profile, Site, driver::Driver, engine::capabilities, files::Files};
use serde_json::{Value, json};
use std::{fs, process::Command, sync::Mutex, time::Duration};
use thirtyfour::WebDriver;

/// How long a helper waits for what it looks for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Between one look and the next.
pub(crate) const PAUSE: Duration = Duration::from_millis(25);

/// What the browser pretends to be.
#[derive(Clone)]
pub struct Options {
    /// What it is.
    pub engine: Engine,
    /// Of the page, in CSS pixels; outside Chromium, of its window.
    pub width: u32,
    /// Of the page, in CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// What `prefers-color-scheme` says; not heard in WebKit.
    pub theme: Theme,
    /// Where it keeps what it stores; the next browser on the same profile and site finds it.
    pub profile: Profile,
    /// Whether it lets sites store anything.
    pub storage: bool,
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
        Self {
            engine: Engine::Chromium,
            width: 1280,
            height: 800,
            scale: 1.0,
            theme: Theme::Light,
            profile: Profile::new(),
            storage: true,
        }
    }
}

/// A browser that nobody sees, with one tab; closed in good order on drop.
pub struct Browser {
    /// thirtyfour's session, for all that has no helper here.
    pub driver: WebDriver,
    pub(crate) site: Site,
    pub(crate) console: Mutex<Vec<String>>,
    pub(crate) network: Mutex<Vec<String>>,
    // Fields drop in this order: first the programs, then what they write to.
    pub(crate) program: Driver,
    pub(crate) files: Files,
    profile: Profile,
    pub(crate) engine: Engine,
}

impl Browser {
    /// A desktop Chromium with a fresh profile, on an empty page.
    pub async fn open(site: &Site) -> Self {
        Self::open_with(site, Options::default()).await
    }

    /// A browser of this kind, on an empty page.
    pub async fn open_with(site: &Site, options: Options) -> Self {
        let files = Files::new();
        let mut program = Driver::start(options.engine, &options.profile);
        let capabilities = capabilities(&options, files.downloads());
        let driver = WebDriver::new(program.url(), capabilities).await;
        let driver = driver.unwrap_or_else(|error| panic!("no browser session: {error}\n{}", program.said()));
        // The session ends with its driver; thirtyfour must not also end it, from a drop.
        program.holds(driver.handle().session_id().to_string());
        driver.clone().leak().ok();
        let browser = Self {
            driver,
            site: site.clone(),
            console: Mutex::default(),
            network: Mutex::default(),
            program,
            files,
            profile: options.profile,
            engine: options.engine,
        };
        // The others have been told of the theme when they were started, and have the screen they have.
        if options.engine == Engine::Chromium {
            browser.emulate_theme(options.theme).await;
            browser.emulate_screen(options.width, options.height, options.scale).await;
        } else {
            let sized = browser.driver.set_window_rect(0, 0, options.width, options.height).await;
            sized.unwrap_or_else(|error| panic!("{}x{}: {error}", options.width, options.height));
        }
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

    /// Any command of the Chrome DevTools Protocol, which only Chromium knows.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "{method} is for Chromium");
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}
