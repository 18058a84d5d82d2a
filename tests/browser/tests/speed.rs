//! How quick the release is with the largest sample: figures for people, printed (`--nocapture`), not asserted, as a
//! shared machine says little about time. What an edit writes is asserted.

use harness::{Browser, Site, fixture};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SAMPLE: &str = "examples/support-team.okr.json";

/// The last week of the sample.
const NOW: &str = "2027-11-26T10:00";

/// What one check-in may add to storage, in characters.
const MOST_PER_EDIT: usize = 2048;

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Opens the sample by upload; gives ms from the file being chosen to the first card, and to the frame that shows it.
async fn open_sample(browser: &Browser) -> (f64, f64) {
    const WATCH: &str = "
        addEventListener('change', () => { window.chosen = performance.now(); }, { capture: true, once: true });
        new MutationObserver((_, observer) => {
          if (!document.querySelector('.objective-card .status')) return;
          observer.disconnect();
          window.there = performance.now() - chosen;
          requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now() - chosen; }));
        }).observe(document.body, { childList: true, subtree: true });";
    browser.clear_storage().await;
    browser.goto("").await;
    browser.wait_for_text("Start with an empty plan").await;
    browser.run(WATCH, vec![]).await;
    browser.open_file("support-team.okr.json", &fixture(SAMPLE)).await;
    browser.find(".objective-card").await;
    let measured = async || {
        browser.run("return window.painted ? [there, painted] : null", vec![]).await.as_array().cloned()
    };
    let times = browser.until(measured).await.expect("the sample is on screen");
    (times[0].as_f64().expect("ms"), times[1].as_f64().expect("ms"))
}

/// What `localStorage` holds that it did not hold before.
fn news(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(value));
    changed.map(|(key, value)| (key.clone(), key.len() + value.encode_utf16().count())).collect()
}

#[tokio::test]
async fn how_long_opening_and_checking_in_take_and_what_is_written() {
    const CHECK_IN: &str = "
        const [css] = arguments;
        return (async () => {
          const form = document.querySelector(css + ' form.check-in');
          for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
          const panel = form.closest('.key-result-panel');
          const before = panel.innerText;
          let changed = 0;
          const start = performance.now();
          const observer = new MutationObserver(() => { changed = performance.now() - start; });
          observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
          form.requestSubmit();
          const handled = performance.now() - start;
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          observer.disconnect();
          return { handled, changed, painted: performance.now() - start, same: panel.innerText === before };
        })();";
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    let mut opened = Vec::new();
    for _ in 0..3 {
        opened.push(open_sample(&browser).await);
    }
    println!(
        "opening the sample file: {:.0} ms until the OKRs are in the page, {:.0} ms until they are painted (median of 3)",
        median(opened.iter().map(|times| times.0).collect()),
        median(opened.iter().map(|times| times.1).collect()),
    );

    browser.visit("#/objective/o_efficient").await;
    let panel = browser.panel_of("More tickets solved with the first answer").await;
    let (mut handled, mut changed, mut painted, mut written) = (vec![], vec![], vec![], vec![]);
    for round in 0..9 {
        browser.click(&format!("{panel} header button[aria-expanded]")).await;
        let value = format!("{}", 60 + round);
        browser.fill("Value today, %", &value).await;
        browser.fill("What changed?", "Two more shared answers, and fewer questions about invoices").await;
        let before = browser.storage().await;
        let times: Value = browser.run(CHECK_IN, vec![json!(panel)]).await;
        assert_eq!(times["same"], false, "the screen shows the check-in");
        for (list, name) in [(&mut handled, "handled"), (&mut changed, "changed"), (&mut painted, "painted")]
        {
            list.push(times[name].as_f64().expect("ms"));
        }
        let news = news(&before, &browser.storage().await);
        let journal: usize = news.iter().filter(|(key, _)| key.contains("/j/")).map(|(_, size)| size).sum();
        assert!(journal > 0 && journal <= MOST_PER_EDIT, "{news:?}");
        written.push(news);
    }
    println!(
        "check-in with the sample open: {:.1} ms in the handler, {:.1} ms until the page has changed, {:.1} ms until it is \
         painted (median of 9)",
        median(handled),
        median(changed),
        median(painted),
    );
    let sizes = written.iter().map(|news| news.values().sum::<usize>() as f64).collect();
    println!("written by one check-in: {} characters (median of 9), such as {:?}", median(sizes), written[4]);
    browser.assert_clean().await;
}
