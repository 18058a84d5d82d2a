//! What must hold in every engine: tests that run once for each, told apart by the module `in_<engine>` of their names.
//!
//! They use nothing but WebDriver, so that nothing is different in an engine but the engine: storage is blocked by the
//! browser's own settings, the network is gone because the server is, and a release is broken by breaking its files.
//! WebKit is WebKitGTK here; Safari's own storage rules (seven days without a visit) can't be seen with it.

mod closing;
mod coming_back;
mod folder;
mod harness_itself;
mod main_job;
mod offline;
mod one_file;
mod two_copies;
mod two_tabs;

use harness::{Browser, Engine, Options, Profile, Site};

/// Makes of each `async fn name(engine: Engine)` a test in a module of each engine.
macro_rules! in_each_engine {
    ($($test:ident),+ $(,)?) => {
        crate::in_each_engine!(in_chromium Chromium: $($test)+);
        crate::in_each_engine!(in_firefox Firefox: $($test)+);
        crate::in_each_engine!(in_webkit WebKit: $($test)+);
    };
    ($module:ident $engine:ident: $($test:ident)+) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(harness::Engine::$engine).await;
                }
            )+
        }
    };
}
pub(crate) use in_each_engine;

/// A page of the same site that runs no app.
const WITHOUT_THE_APP: &str = "rescue.html";

/// A browser with a fresh profile, on an empty page.
async fn open(engine: Engine, site: &Site) -> Browser {
    on(engine, site, &Profile::new()).await
}

/// A browser with a profile that may hold something.
async fn on(engine: Engine, site: &Site, profile: &Profile) -> Browser {
    Browser::open_with(site, Options { engine, profile: profile.clone(), ..Options::default() }).await
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

/// The plan as a file.
async fn file_of(browser: &Browser) -> harness::Download {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    browser.wait_for_text("in your downloads").await;
    let file = browser.download().await;
    browser.dismiss_notice().await;
    file
}
