//! "Mail this plan": through the system's share sheet where it takes the file, else a download and a mail to attach it to.

use harness::{Browser, Site, fixture};
use serde_json::{Value, json};

/// Writes down which mail is opened, and stands for a share sheet that takes files, or none, or is closed.
const STANDS_IN: &str = "
    window.mails = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.href.startsWith('mailto:')) mails.push(this.href); else click.call(this);
    };
    window.sheet = (ending) => {
      navigator.canShare = (data) => Boolean(ending) && data.files.length === 1;
      navigator.share = async ({ files: [file], title, text }) => {
        if (ending === 'closed') throw new DOMException('closed', 'AbortError');
        if (ending === 'broken') throw new DOMException('broken', 'DataError');
        window.shared = { name: file.name, type: file.type, contents: await file.text(), title, text };
      };
    };";

async fn open() -> Browser {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(STANDS_IN).await;
    browser.goto("").await;
    browser.open_file("support-team.okr.json", &fixture("examples/support-team.okr.json")).await;
    browser.find(".app").await;
    browser.visit("#/share").await;
    browser
}

async fn mails(browser: &Browser) -> Vec<Value> {
    browser.run("return mails", vec![]).await.as_array().cloned().unwrap_or_default()
}

fn plan_of(text: &str) -> Value {
    let file: Value = serde_json::from_str(text).expect("a plan file");
    assert_eq!(file["type"], json!("okr-plan"));
    file["objectives"].clone()
}

#[tokio::test]
async fn without_a_share_sheet_the_file_is_downloaded_and_a_mail_says_what_to_attach() {
    let browser = open().await;
    browser.run("sheet(null)", vec![]).await;
    browser.press("Mail this plan").await;
    let file = browser.download().await;
    assert!(file.name.ends_with(".okr.json"), "{}", file.name);
    let stored: Value = serde_json::from_str(&fixture("examples/support-team.okr.json")).expect("a plan");
    assert_eq!(plan_of(file.text()), stored["objectives"], "the whole plan");
    browser.wait_for_text("Attach the file to it.").await;
    let mails = mails(&browser).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    let decode = "const url = new URL(arguments[0]); return [url.searchParams.get('subject'), url.searchParams.get('body')]";
    let parts = browser.run(decode, vec![mail.clone()]).await;
    let (subject, body) = (parts[0].as_str().unwrap_or_default(), parts[1].as_str().unwrap_or_default());
    assert!(subject.starts_with("Plan: "), "{subject}");
    for said in ["6 objectives", "13 KPIs", &format!("Attached: {}", file.name), "nothing is lost"] {
        assert!(body.contains(said), "no {said:?} in {body}");
    }
    assert!(body.contains("http://127.0.0.1") && !body.contains("#/share"), "where the app is: {body}");
    assert!(browser.text().await.contains("Last saved to a file today"), "{}", browser.text().await);
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_share_sheet_that_takes_the_file_gets_it() {
    let browser = open().await;
    browser.run("sheet('taken')", vec![]).await;
    browser.press("Mail this plan").await;
    browser.wait_for_text("Sent on: ").await;
    let shared = browser.run("return window.shared", vec![]).await;
    assert!(shared["name"].as_str().is_some_and(|name| name.ends_with(".okr.json")), "{}", shared["name"]);
    let objectives = plan_of(shared["contents"].as_str().unwrap_or_default());
    assert_eq!(objectives.as_object().map(|all| all.len()), Some(6));
    assert!(mails(&browser).await.is_empty(), "no second way");

    // a sheet that was closed is an answer; one that fails is not
    browser.run("sheet('closed'); window.shared = null", vec![]).await;
    browser.dismiss_notice().await;
    browser.press("Mail this plan").await;
    browser.run("sheet('broken')", vec![]).await;
    assert!(mails(&browser).await.is_empty());
    browser.press("Mail this plan").await;
    browser.wait_for_text("Attach the file to it.").await;
    assert_eq!(mails(&browser).await.len(), 1);
    browser.download().await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn a_title_of_any_length_makes_a_mail_that_programs_take() {
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(STANDS_IN).await;
    browser.goto("").await;
    let title = "Größe und Maß & <b>x</b> ".repeat(20_000);
    let plan = json!({ "type": "okr-plan", "version": 1, "plan": "p_long", "title": title });
    browser.open_file("long.okr.json", &plan.to_string()).await;
    browser.find(".app").await;
    browser.visit("#/share").await;
    browser.run("sheet(null)", vec![]).await;
    browser.press("Mail this plan").await;
    let sent = async || mails(&browser).await.first().and_then(Value::as_str).map(str::len);
    let length = browser.until(sent).await.expect("a mail");
    assert!((100..=1900).contains(&length), "{length}");
    browser.download().await;
    browser.assert_clean().await;
}
