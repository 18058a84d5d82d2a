//! How quick the release is with the largest sample: figures for people, printed (`--nocapture`), not asserted, as a
//! shared machine says little about time. What an edit writes is asserted.

use cairn::domain::{Id, Plan};
use cairn::merge::{Ledger, Made};
use cairn::plan_file::{Edit, Tree, read, write_plan};
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

/// A plan file of about two million characters: 60 objectives, 240 key results, 7,200 check-ins with their notes.
fn largest() -> String {
    let (mut objectives, mut key_results, mut check_ins) = (Vec::new(), Vec::new(), Vec::new());
    for o in 0..60 {
        objectives.push(format!(
            r#""o_{o}": {{ "title": "Objective {o} of many", "cycle": "y_1", "ambition": "committed", "rank": "a0{o:02}" }}"#
        ));
        for k in 0..4 {
            key_results.push(format!(
                r#""k_{o}_{k}": {{ "objective": "o_{o}", "title": "Key result {k} of {o}", "measure": {{ "reach": {{ "from": 0, "to": 100 }} }}, "unit": "%", "rank": "a0{k}" }}"#
            ));
            for c in 0..30 {
                let (month, day) = (1 + c / 5, 1 + c % 5 * 5);
                check_ins.push(format!(
                    r#""c_{o}_{k}_{c}": {{ "keyResult": "k_{o}_{k}", "on": "2027-{month:02}-{day:02}", "at": "2027-{month:02}-{day:02}T09:30:00Z", "value": {c}, "confidence": 7, "note": "Two more shared answers, and fewer questions about invoices than in the week before that one." }}"#
                ));
            }
        }
    }
    let cycle = r#""y_1": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31", "stage": "active" }"#;
    format!(
        r#"{{ "type": "okr-plan", "version": 1, "plan": "p_large", "title": "Large", "cycles": {{ {cycle} }}, "objectives": {{ {} }}, "keyResults": {{ {} }}, "checkIns": {{ {} }} }}"#,
        objectives.join(","),
        key_results.join(","),
        check_ins.join(","),
    )
}

/// The file of someone who opened `file` and wrote one check-in of a hundred anew.
fn edited_copy(file: &str) -> String {
    let opened = read(file.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    let mut ledger = Ledger::adopt(&opened.document).unwrap_or_else(|refused| panic!("{refused}"));
    let mut plan: Plan = opened.document.plan;
    for i in 0..72 {
        let edit = format!(r#"[["=","checkIns/c_{}_{}_7",{{"note":"Written by Ben"}}]]"#, i % 60, i / 60);
        let tree = Tree::parse(edit.as_bytes()).unwrap_or_else(|why| panic!("{why:?}"));
        let edit = Edit::from_tree(&tree).unwrap_or_else(|why| panic!("{why:?}"));
        let ben = Id::parse("ben").expect("an id");
        let made = Made::edit(edit, &mut plan, &mut ledger, &ben, "2027-07-01T08:00:00Z");
        made.unwrap_or_else(|why| panic!("{why:?}"));
    }
    write_plan(&plan, Some(&ledger.to_tree()))
}

#[tokio::test]
async fn how_long_loading_and_merging_the_largest_plan_take_and_what_is_written() {
    const SHOWN: &str = "
        window.shown = (css) => new MutationObserver((_, observer) => {
          if (!document.querySelector(css)) return;
          observer.disconnect();
          window.there = performance.now();
        }).observe(document, { childList: true, subtree: true });
        shown('.objective-card .status');
        addEventListener('change', () => { window.chosen = performance.now(); }, { capture: true });";
    const PARSE: &str = "
        const [ours, theirs] = arguments;
        const start = performance.now();
        const both = [JSON.parse(ours), JSON.parse(theirs)];
        return [performance.now() - start, Object.keys(both[1].checkIns).length];";
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-07-02T10:00").await;
    browser.before_each_load(SHOWN).await;
    browser.goto("").await;
    browser.open_file("large.okr.json", &largest()).await;
    browser.find(".objective-card").await;
    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let ours = browser.download().await.text().to_owned();
    let theirs = edited_copy(&ours);
    let there = async |what: &str| {
        let script = "return window.there ? [there, window.chosen ?? 0] : null";
        let times = browser.until(async || browser.run(script, vec![]).await.as_array().cloned()).await;
        let times = times.unwrap_or_else(|| panic!("{what} is not shown"));
        (times[0].as_f64().expect("ms"), times[1].as_f64().expect("ms"))
    };
    let mut loads = Vec::new();
    for _ in 0..3 {
        browser.driver.goto("about:blank").await.expect("an empty page");
        browser.goto("#/okrs").await;
        loads.push(there("the plan").await.0);
    }
    println!(
        "a plan of {} characters: on screen {:.0} ms after navigation (median of 3)",
        ours.encode_utf16().count(),
        median(loads)
    );

    browser.visit("#/objective/o_1").await;
    let panel = browser.panel_of("Key result 1 of 1").await;
    browser.click(&format!("{panel} header button[aria-expanded]")).await;
    browser.fill("Value today, %", "61").await;
    browser.fill("What changed?", "Two more shared answers, and fewer questions about invoices").await;
    let before = browser.storage().await;
    browser.run("document.querySelector('form.check-in').requestSubmit()", vec![]).await;
    browser.wait_for_text("31 check-ins").await;
    let news = news(&before, &browser.storage().await);
    let journal: usize = news.iter().filter(|(key, _)| key.contains("/j/")).map(|(_, size)| size).sum();
    assert!(journal > 0 && journal <= MOST_PER_EDIT, "{news:?}");
    println!("written by one check-in in it: {} characters", news.values().sum::<usize>());

    let parsed = browser.run(PARSE, vec![json!(ours), json!(theirs)]).await;
    assert_eq!(parsed[1], json!(7_200), "what is parsed is the plan");
    browser.run("window.there = 0; shown('.changes li')", vec![]).await;
    browser.open_file("ben.okr.json", &theirs).await;
    let (shown, chosen) = there("the review").await;
    let start = browser.run("window.clicked = performance.now(); document.querySelector('.review-foot .button.primary').click(); return performance.now() - clicked", vec![]).await;
    browser.wait_for_text("Merged 72").await;
    println!(
        "a copy of it that differs in 1 %: read, compared and on screen {:.0} ms after it was chosen, merged and kept in \
         {:.0} ms; JSON.parse of both files: {:.0} ms",
        shown - chosen,
        start.as_f64().expect("ms"),
        parsed[0].as_f64().expect("ms"),
    );
    browser.reload_plan().await;
    let kept = browser.storage().await;
    assert!(
        kept.values().any(|value| value.matches("Written by Ben").count() == 72),
        "what was merged is kept"
    );
    browser.assert_clean().await;
}
