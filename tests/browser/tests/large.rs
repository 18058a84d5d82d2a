//! Files of any size: a long review that is there at once, and giants that are answered while the page stays alive.

use std::time::Instant;

use harness::{Browser, Site};
use serde_json::{Value, json};

async fn file_of(browser: &Browser) -> Value {
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let download = browser.download().await;
    browser.dismiss_notice().await;
    serde_json::from_str(download.text()).expect("a plan file")
}

/// A plan of 50 objectives with ten key results each.
fn plan() -> Value {
    let mut plan = json!({ "type": "okr-plan", "version": 1, "plan": "p_large", "title": "Large",
        "people": { "u_ana": { "name": "Ana" }, "u_ben": { "name": "Ben" } },
        "cycles": { "y": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31", "stage": "active" } } });
    for objective in 0..50 {
        let id = format!("o{objective}");
        plan["objectives"][&id] =
            json!({ "title": format!("Objective {objective}"), "cycle": "y", "stage": "active" });
        for key_result in 0..10 {
            plan["keyResults"][format!("k{objective}x{key_result}")] = json!({ "objective": id,
                "title": format!("Key result {objective}.{key_result}"),
                "measure": { "reach": { "from": 0, "to": 10 + key_result } } });
        }
    }
    plan
}

/// Writes down, in ms, how long it takes from a file that comes in to the frame in which `css` is there.
const WATCH: &str = "
    const [css] = arguments;
    window.first = null;
    let begun = null;
    document.addEventListener('change', () => { begun = performance.now(); }, { capture: true, once: true });
    const look = () => {
      if (begun !== null && document.querySelector(css)) { window.first = performance.now() - begun; return; }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

async fn first(browser: &Browser) -> f64 {
    browser.until(async || browser.run("return window.first", vec![]).await.as_f64()).await.expect("shown")
}

#[tokio::test]
async fn a_review_of_five_hundred_changes_is_there_at_once_and_can_be_searched() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.open_file("large.okr.json", &plan().to_string()).await;
    browser.find(".app").await;
    let mut copy = file_of(&browser).await;
    let key_results = copy["keyResults"].as_object_mut().expect("key results");
    for (i, key_result) in key_results.values_mut().enumerate() {
        key_result["title"] =
            json!(format!("{}, said anew", key_result["title"].as_str().unwrap_or_default()));
        if i == 333 {
            key_result["title"] = json!("A needle");
        }
    }
    copy.as_object_mut().expect("an object").remove("sha256");
    let text = copy.to_string();
    browser.visit("#/share").await;
    browser.run(WATCH, vec![json!(".review-foot")]).await;
    browser.open_file("ben.okr.json", &text).await;
    browser.wait_for_text("This copy: 500 changes since yours").await;
    println!("review of 500 changes: {:.0} ms from the file to its first screen", first(&browser).await);
    let rows = async |css: &str| {
        let count = format!("return document.querySelectorAll('{css}').length");
        browser.run(&count, vec![]).await.as_u64()
    };
    let all = async || rows(".changes li").await.filter(|count| *count == 500);
    browser.until(all).await.expect("all lines in the end");
    assert_eq!(browser.axe().await, Vec::<String>::new());

    // Found by a word, and only what is seen is unticked.
    browser.fill("Search the changes", "needle").await;
    browser.wait_for_text("1 of 500 shown").await;
    assert_eq!(rows(".changes li:not([hidden])").await, Some(1));
    browser.press("Choose none").await;
    browser.press("Merge 499 changes").await;
    browser.wait_for_text("Merged").await;
    browser.dismiss_notice().await;
    let after = file_of(&browser).await;
    let titles = after["keyResults"].to_string();
    assert!(titles.matches("said anew").count() == 499 && !titles.contains("A needle"));
    let undone = browser.undo().await;
    assert!(undone.contains("ben.okr.json"), "{undone}");
    assert!(!file_of(&browser).await["keyResults"].to_string().contains("said anew"));
    browser.assert_clean().await;
}

/// T25: whatever comes is answered, the plan on screen stays, and the page goes on.
#[tokio::test]
async fn t25_giants_are_answered_and_the_page_stays_alive() {
    let browser = Browser::open(&Site::start()).await;
    browser.goto("").await;
    browser.open_file("large.okr.json", &plan().to_string()).await;
    browser.find(".app").await;
    let head = r#"{"type":"okr-plan","version":1,"plan":"p_g","title":"T""#;
    let giants = [
        (
            "200 MB",
            "new Blob(Array(200).fill('x'.repeat(1048576)))".to_string(),
            "The file has 210 MB. Cairn opens files of up to 67 MB",
        ),
        (
            "depth 100,000",
            format!("'{head},\"x\":' + '['.repeat(100000) + ']'.repeat(100000) + '}}'"),
            "deep",
        ),
        (
            "a million records",
            format!(
                "'{head},\"people\":{{' + Array.from({{ length: 1000000 }}, (_, i) => `\"u${{i}}\":{{\"name\":7}}`).join(',') + '}}}}'"
            ),
            "name",
        ),
    ];
    for (what, made, said) in giants {
        browser.visit("#/share").await;
        browser.run(WATCH, vec![json!("dialog[open]")]).await;
        let give = format!(
            "const files = new DataTransfer(); files.items.add(new File([{made}], 'giant.okr.json'));
             const input = document.querySelector('main input[type=file]');
             input.files = files.files; input.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        browser.run(&give, vec![]).await;
        println!("{what}: answered after {:.0} ms", first(&browser).await);
        let text = browser.run("return document.querySelector('dialog[open]').innerText", vec![]).await;
        assert!(text.as_str().is_some_and(|text| text.contains(said)), "{what}: {text}");
        browser.press("Close").await;
        browser.wait_until_gone("dialog[open]").await;
    }
    // A title of ten million characters is a plan: it is offered, and can be left.
    browser.visit("#/share").await;
    browser.run(WATCH, vec![json!("dialog[open]")]).await;
    let long = r#"const files = new DataTransfer();
        files.items.add(new File([JSON.stringify({ type: 'okr-plan', version: 1, plan: 'p_g', title: 'x'.repeat(10000000) })], 'long.okr.json'));
        const input = document.querySelector('main input[type=file]');
        input.files = files.files; input.dispatchEvent(new Event('change', { bubbles: true }));"#;
    browser.run(long, vec![]).await;
    println!("a text of 10 MB: answered after {:.0} ms", first(&browser).await);
    let shown = browser.run("return document.querySelector('dialog[open]').innerText.length", vec![]).await;
    assert!(shown.as_u64().is_some_and(|characters| characters < 2000), "laid out: {shown} characters");
    browser.press("Cancel").await;
    browser.wait_until_gone("dialog[open]").await;
    assert_eq!(file_of(&browser).await["title"], json!("Large"));
    // Taken, it does not fit into the storage: that is said, and the plan on screen stays.
    browser.run(WATCH, vec![json!("dialog[open]")]).await;
    browser.run(long, vec![]).await;
    first(&browser).await;
    let pressed = Instant::now();
    browser.press("Open the plan").await;
    let notice = browser.find(".toast").await.text().await.unwrap_or_default();
    assert!(
        notice.contains("Not opened: The browser’s storage for this site is full. The plan on screen stays."),
        "{notice}"
    );
    println!("a plan of 10 MB: refused after {} ms", pressed.elapsed().as_millis());
    assert_eq!(file_of(&browser).await["title"], json!("Large"));
    browser.assert_clean().await;
}
