//! Nothing refused by the policy, nothing complained of, nothing sent elsewhere.

use crate::{Browser, Engine};
use serde_json::Value;
use std::sync::Mutex;

impl Browser {
    /// Fails if in this browser's life the policy refused something, the console got an error, or
    /// a request left the origin.
    pub async fn assert_clean(&self) {
        let dirt = self.dirt().await;
        assert!(dirt.is_empty(), "not clean:\n{}", dirt.join("\n"));
    }

    /// What [`Browser::assert_clean`] would complain of.
    pub async fn dirt(&self) -> Vec<String> {
        let refused = self.site.violations().into_iter().map(|report| format!("policy: {report}"));
        let errors = self.console_errors().await.into_iter().map(|error| format!("console: {error}"));
        let strays = self.strays().await.into_iter().map(|url| format!("left the origin: {url}"));
        refused.chain(errors).chain(strays).collect()
    }

    /// Every error on the console so far.
    pub async fn console_errors(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return self.program.said().lines().filter(|line| is_error(line)).map(str::to_owned).collect();
        }
        self.drain("browser", &self.console, |entry| (entry.level == "SEVERE").then(|| entry.message.clone()))
            .await
    }

    /// The address of every request so far that went to another origin, WebSockets included; only Chromium tells.
    pub async fn strays(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
        let (home, disk) = (format!("{}/", self.site.origin()), self.disk());
        let own = move |url: &String| {
            [home.as_str(), &disk, "data:", "blob:", "about:"].iter().any(|start| url.starts_with(start))
        };
        self.drain("performance", &self.network, |entry| requested(&entry.message).filter(|url| !own(url)))
            .await
    }

    /// The driver gives each entry once; what `pick` makes of them is kept.
    async fn drain(
        &self,
        log: &str,
        kept: &Mutex<Vec<String>>,
        pick: impl Fn(&thirtyfour::BrowserLogEntry) -> Option<String>,
    ) -> Vec<String> {
        let new = self.driver.get_log(log).await.unwrap_or_else(|error| panic!("log {log}: {error}"));
        let mut kept = kept.lock().expect("one test, one browser");
        kept.extend(new.iter().filter_map(pick));
        kept.clone()
    }
}

/// Whether a line that Firefox or WebKit prints is an error of the page.
fn is_error(line: &str) -> bool {
    // The policy is right; this WebKit does not know the word, says so each time, and goes on.
    const UNKNOWN_TO_WEBKIT: &str = "Unrecognized Content-Security-Policy directive 'manifest-src'";
    // It may begin with the place in the script.
    let webkit = line.contains("CONSOLE ") && line.contains(" ERROR ");
    // Firefox complains of itself in the same place; only a page has words in quotes, or an address of this machine.
    let of_a_page = ["http://127.0.0.1", "file:///"].iter().any(|it| line.contains(it))
        || line.starts_with("console.error: \"");
    let firefox = of_a_page
        && ["console.error:", "JavaScript error:", "[JavaScript Error:"]
            .iter()
            .any(|it| line.starts_with(it));
    (webkit || firefox) && !line.contains(UNKNOWN_TO_WEBKIT)
}

/// The address in a log entry that tells of a request, unless the page is the browser's own, such
/// as its empty tab.
fn requested(message: &str) -> Option<String> {
    let entry: Value = serde_json::from_str(message).ok()?;
    let (method, parameters) = (&entry["message"]["method"], &entry["message"]["params"]);
    let url = match method.as_str()? {
        "Network.requestWillBeSent" => &parameters["request"]["url"],
        "Network.webSocketCreated" => &parameters["url"],
        _ => return None,
    };
    let of_the_browser = parameters["documentURL"].as_str().is_some_and(|page| page.starts_with("chrome"));
    url.as_str().filter(|_| !of_the_browser).map(str::to_owned)
}
