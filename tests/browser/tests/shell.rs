//! The page around the app: its policy, its start, its last resort.

use harness::{Browser, Site};
use serde_json::{Value, json};

/// As reviewed; a change here is a change of what the app may do.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; base-uri 'none'; form-action 'none'";

#[tokio::test]
async fn the_app_starts_clean() {
    let site = Site::start();
    let browser = Browser::open(&site).await;
    browser.goto("").await;
    browser.wait_for_text("Cairn").await;
    browser.assert_clean().await;
    assert!(site.requests().iter().any(|path| path.ends_with(".wasm")));
}

#[tokio::test]
async fn the_policy_is_the_reviewed_one() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    let script = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
    assert_eq!(browser.run(script, vec![]).await, json!(POLICY));
}

/// Else [`Browser::assert_clean`] would prove nothing.
#[tokio::test]
async fn dirt_is_noticed() {
    let site = Site::start();
    let browser = Browser::open(&site).await;
    browser.goto("").await;
    assert_eq!(browser.dirt().await, Vec::<String>::new());

    browser.run("document.body.setAttribute('style', 'color: red')", vec![]).await;
    let refused = async || site.violations().first().cloned();
    let report = browser.until(refused).await.unwrap_or_default();
    assert!(report.contains("style-src"), "{report}");

    browser.run("console.error('said by a test')", vec![]).await;
    browser.run("location.href = arguments[0]", vec![json!(Site::start().origin())]).await;
    browser.find("main").await;
    let dirt = browser.dirt().await.join("\n");
    for sign in ["policy: ", "said by a test", "left the origin: "] {
        assert!(dirt.contains(sign), "no {sign} in {dirt}");
    }
}

#[tokio::test]
async fn axe_runs_under_the_policy_and_finds_faults() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.run("document.querySelector('main').append(document.createElement('button'))", vec![]).await;
    let findings = browser.axe().await;
    assert!(findings.iter().any(|finding| finding.starts_with("button-name")), "{findings:?}");
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_fatal_fault_shows_the_overlay_and_hands_out_what_is_stored() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    let hostile = "{\"title\":\"<script>alert(1)</script> \u{fffd} Größe\"}";
    browser.store("cairn/1/p_test/a", hostile).await;
    browser.store("another-app", "not ours").await;

    browser.run("window.cairnFatal('index out of bounds')", vec![]).await;
    browser.wait_for_text("Cairn has stopped").await;
    assert_eq!(browser.focused().await, "fatal");
    assert_eq!(browser.axe().await, Vec::<String>::new());

    browser.press("Download what is stored").await;
    let download = browser.download().await;
    assert_eq!(download.name, "cairn-rescue.json");
    let rescued: Value = serde_json::from_str(download.text()).unwrap();
    assert_eq!(rescued["cairn/1/p_test/a"], json!(hostile));
    assert_eq!(rescued["another-app"], Value::Null);
    // The console hears the reason, once, and nothing else is wrong.
    let dirt = browser.dirt().await;
    assert!(dirt.len() == 1 && dirt[0].ends_with("\"Cairn stopped: index out of bounds\""), "{dirt:?}");

    browser.press("Reload").await;
    browser.wait_until_gone("#fatal:not([hidden])").await;
    assert_eq!(browser.storage().await.get("cairn/1/p_test/a").map(String::as_str), Some(hostile));
}

#[tokio::test]
async fn the_overlay_says_when_there_is_nothing_to_rescue_or_no_way() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.run("localStorage.clear(); window.cairnFatal('x')", vec![]).await;
    browser.press("Download what is stored").await;
    browser.wait_for_text("Nothing of Cairn is stored in this browser.").await;

    let blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })";
    browser.before_each_load(blocked).await;
    browser.reload().await;
    browser.run("window.cairnFatal('x')", vec![]).await;
    browser.press("Download what is stored").await;
    browser.wait_for_text("does not let Cairn read its storage").await;
}

#[tokio::test]
async fn the_overlay_comes_before_an_open_dialog() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    let dialog = "
        const dialog = document.createElement('dialog');
        document.querySelector('main').append(dialog);
        dialog.showModal();";
    browser.run(dialog, vec![]).await;
    browser.run("window.cairnFatal('x')", vec![]).await;
    assert_eq!(browser.focused().await, "fatal");
    browser.press("Download what is stored").await;
    let status =
        async || Some(browser.find("#fatal-status").await.text().await.ok()?).filter(|it| !it.is_empty());
    assert!(browser.until(status).await.is_some());
}

#[tokio::test]
async fn a_trap_in_wasm_shows_the_overlay() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    // The smallest module whose start function is `unreachable`.
    let trap = "
        const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
        const module = new WebAssembly.Module(new Uint8Array(bytes));
        setTimeout(() => new WebAssembly.Instance(module));";
    browser.run(trap, vec![]).await;
    browser.wait_for_text("Cairn has stopped").await;
}

#[tokio::test]
async fn an_app_that_does_not_load_says_so() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load("WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => { throw new Error('old browser') }").await;
    browser.load("").await;
    browser.wait_for_text("Cairn has stopped").await;
    assert!(browser.find("#fatal-message").await.inner_html().await.unwrap().contains("old browser"));
}
