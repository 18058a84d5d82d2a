//! The harness itself: what its helpers claim to do.

use harness::{Browser, Key, Options, Profile, Site};
use serde_json::json;

/// A page of plain controls in place of the app; `saw` is what its handlers were told.
async fn controls() -> Browser {
    const PAGE: &str = "
        window.saw = [];
        const note = (what) => (event) => saw.push(`${what} ${event.target.value ?? ''}`.trim());
        const add = (tag, name, set) => {
          const label = document.createElement('label');
          const element = Object.assign(document.createElement(tag), set);
          label.append(name, element);
          document.querySelector('main').append(tag === 'button' ? element : label);
          return element;
        };
        add('input', 'Title', { value: 'old', oninput: note('title') });
        add('input', 'Day', { type: 'date', onchange: note('day') });
        const select = add('select', 'Unit', { onchange: note('unit') });
        select.append(new Option('Percent', '%'), new Option('Days', 'd'));
        add('button', '', { textContent: 'Save the plan', onclick: note('save') });
        add('button', '', { textContent: 'Save', onclick: note('just save') });
        const file = add('input', 'File', { type: 'file', hidden: true });
        file.onchange = async () => saw.push(`file ${file.files[0].name} ${await file.files[0].text()}`);
        addEventListener('drop', async ({ dataTransfer: { files } }) => saw.push(`drop ${await files[0].text()}`));
        addEventListener('paste', ({ clipboardData }) => saw.push(`paste ${clipboardData.getData('text/plain')}`));";
    let browser = Browser::open(&Site::start()).await;
    browser.goto("no-such-file").await;
    browser.run(PAGE, vec![]).await;
    browser
}

async fn assert_saw(browser: &Browser, last: &str) {
    let saw = async || (browser.run("return saw.at(-1)", vec![]).await == json!(last)).then_some(());
    let all = browser.until(saw).await.is_some();
    assert!(all, "not last: {last}, in {}", browser.run("return saw", vec![]).await);
}

#[tokio::test]
async fn controls_are_found_by_name_and_used_as_by_a_person() {
    let browser = controls().await;
    browser.fill("Title", "Größer ≥ 75%").await;
    assert_saw(&browser, "title Größer ≥ 75%").await;
    browser.set("Day", "2028-02-29").await;
    assert_saw(&browser, "day 2028-02-29").await;
    browser.choose("Unit", "Days").await;
    assert_saw(&browser, "unit d").await;
    browser.press("Save").await;
    assert_saw(&browser, "just save").await;
    browser.press("Save the").await;
    assert_saw(&browser, "save").await;
    browser.field("Title").await.focus().await.unwrap();
    browser.keys(Key::End + "!").await;
    assert_saw(&browser, "title Größer ≥ 75%!").await;
    assert!(browser.look_for("button", "Delete").await.is_none());
}

#[tokio::test]
async fn files_come_in_by_choice_drop_and_paste() {
    let browser = controls().await;
    browser.upload_bytes("input[type=file]", "plan.okr.json", "{\"π\": 3}".as_bytes()).await;
    assert_saw(&browser, "file plan.okr.json {\"π\": 3}").await;
    browser.drop_file("main", "plan.okr.json", "{}").await;
    assert_saw(&browser, "drop {}").await;
    browser.paste("{\"a\": 1}").await;
    assert_saw(&browser, "paste {\"a\": 1}").await;
}

#[tokio::test]
async fn downloads_come_one_by_one() {
    let browser = controls().await;
    for text in ["one", "two"] {
        const SAVE: &str = "
            const href = URL.createObjectURL(new Blob([arguments[0]]));
            Object.assign(document.createElement('a'), { href, download: 'plan.okr.json' }).click();";
        browser.run(SAVE, vec![json!(text)]).await;
        assert_eq!(browser.download().await.text(), text);
    }
}

#[tokio::test]
async fn a_profile_outlives_its_browser() {
    let (site, profile) = (Site::start(), Profile::new());
    let open = async || {
        let options = Options { profile: profile.clone(), ..Options::default() };
        let browser = Browser::open_with(&site, options).await;
        browser.goto("").await;
        browser
    };
    let first = open().await;
    first.store("cairn/test", "kept").await;
    drop(first);
    let second = open().await;
    assert_eq!(second.storage().await.get("cairn/test").map(String::as_str), Some("kept"));
    second.kill();
    assert_eq!(open().await.storage().await.get("cairn/test").map(String::as_str), Some("kept"));
}
