//! A plan with the app inside as one file, opened from a disk: what tests/engines/one_file.rs shows in every engine, and
//! what goes wrong with files that people send around.

use harness::{Browser, Download, Options, Profile, Release, Site, fixture};
use serde_json::{Value, json};

const OF_BOTH: &str = "Of both";
const READ_BESIDE: &str = "What you change stays in this browser";

async fn on(profile: &Profile) -> Browser {
    Browser::open_with(&Site::start(), Options { profile: profile.clone(), ..Options::default() }).await
}

async fn new_objective(browser: &Browser, title: &str) {
    browser.visit("#/okrs").await;
    browser.press("New objective").await;
    browser.fill("Objective", title).await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.wait_for_text(title).await;
}

async fn copy_of(browser: &Browser) -> Download {
    browser.visit("#/share").await;
    browser.press("Save with the app inside").await;
    browser.wait_for_text("Attach it to a mail").await;
    let copy = browser.download().await;
    browser.dismiss_notice().await;
    copy
}

async fn open_copy(browser: &Browser, copy: &Download) {
    browser.open_from_disk(&copy.name, &copy.bytes).await;
    browser.find(".app").await;
}

/// Someone who has Cairn and a plan of one objective.
async fn ana(site: &Site) -> Browser {
    let ana = Browser::open(site).await;
    ana.start_empty().await;
    new_objective(&ana, OF_BOTH).await;
    ana
}

async fn title(browser: &Browser, to: &str) {
    browser.visit("#/plan").await;
    browser.fill("Title of the plan", to).await;
    browser.visit("#/okrs").await;
    browser.wait_for_text(to).await;
}

/// Anything a script of a file could do is written down.
const TRAP: &str = "
    window.caught = [];
    for (const call of ['alert', 'confirm', 'prompt', 'open', 'eval', 'print'])
      window[call] = (...said) => { caught.push(`${call} ${said}`); };
    addEventListener('securitypolicyviolation', (event) => caught.push(`policy ${event.violatedDirective}`));";

#[tokio::test]
async fn t22_a_hostile_plan_in_a_one_file_copy_stays_text_and_nothing_leaves() {
    const FOREIGN: &str = "
        const foreign = document.querySelectorAll('body script:not([data-own]), iframe, object, embed, img, base, main b b, [onerror], [onload], [onclick], [srcdoc], [src], [href^=javascript]');
        return [...foreign].map((e) => e.outerHTML.slice(0, 200));";
    let ana = Browser::open(&Site::start()).await;
    ana.goto("").await;
    ana.open_file("hostile.okr.json", &fixture("hostile.okr.json")).await;
    ana.find(".app, dialog").await;
    if let Some(open) = ana.look_for("button", "Open the plan").await {
        open.click().await.expect("a click");
    }
    ana.find(".objective-card").await;
    // what ends a script, and what hides the end of one
    let worst = "</script><script>window.pwned=1</script><!--<script>";
    title(&ana, worst).await;
    let copy = copy_of(&ana).await;
    assert!(copy.name.ends_with(".okr.html") && !copy.name.contains(['<', '>', '/']), "{}", copy.name);

    let ben = Browser::open(&Site::start()).await;
    ben.before_each_load(TRAP).await;
    let mut copy = copy;
    for _ in ["as it came", "passed on by the copy itself"] {
        open_copy(&ben, &copy).await;
        ben.wait_for_text(worst).await;
        let mut read = String::new();
        for place in ["#/now", "#/okrs", "#/kpis", "#/review", "#/share", "#/guide", "#/plan"] {
            read += &ben.visit(place).await;
            assert_eq!(ben.run(FOREIGN, vec![]).await, json!([]), "{place}");
        }
        assert!(read.contains("<img src=x onerror=\"window.pwned=1\"> person 1"), "{read}");
        copy = copy_of(&ben).await;
        assert_eq!(ben.run("return [window.pwned ?? null, caught]", vec![]).await, json!([null, []]));
    }
    // and what a script could send is not let out
    const SENDS: &str = "
        const sent = (send) => send.then(() => 'sent', () => 'refused');
        return Promise.all([sent(fetch(arguments[0])), sent(fetch('data:,x')), sent(import('data:text/javascript,1'))]);";
    let site = Site::start();
    let refused = ben.run(SENDS, vec![json!(site.url("index.html"))]).await;
    assert_eq!(refused, json!(["refused", "refused", "refused"]));
    assert_eq!(site.requests(), Vec::<String>::new());
    assert_eq!(ben.strays().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_is_passed_on_by_who_got_it_and_nothing_grows_on_the_way() {
    let ana = ana(&Site::start()).await;
    let first = copy_of(&ana).await;
    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &first).await;
    new_objective(&ben, "Of Ben").await;
    let second = copy_of(&ben).await;
    ben.assert_clean().await;

    let cem = Browser::open(&Site::start()).await;
    open_copy(&cem, &second).await;
    for title in [OF_BOTH, "Of Ben"] {
        cem.wait_for_text(title).await;
    }
    let third = copy_of(&cem).await;
    assert_eq!(third.text(), second.text(), "as it came, with the same plan");
    // what wrote it differs, a browser or `cargo xtask bundle`, but not what it says
    let without_plan = |copy: &Download| {
        let (before, rest) = copy.text().split_once("id=\"cairn-plan\" data-own=\"\">").expect("a plan");
        let after = rest.split_once("</script>").expect("its end").1;
        format!("{before}{after}").replace("=\"\"", "").split_whitespace().collect::<Vec<_>>().join(" ").len()
    };
    assert_eq!(without_plan(&second), without_plan(&first));
    cem.assert_clean().await;

    // it all comes together
    cem.visit("#/okrs").await;
    new_objective(&cem, "Of Cem").await;
    cem.press("Save a plan file to mail back").await;
    let theirs = cem.download().await;
    ana.open_file(&theirs.name, theirs.text()).await;
    ana.press("Merge 2 changes").await;
    ana.wait_for_text("Merged 2 changes").await;
    for title in [OF_BOTH, "Of Ben", "Of Cem"] {
        ana.wait_for_text(title).await;
    }
    ana.assert_clean().await;
}

#[tokio::test]
async fn a_later_file_of_a_plan_that_was_only_read_is_shown_at_once_and_can_be_undone() {
    let ana = ana(&Site::start()).await;
    let first = copy_of(&ana).await;
    new_objective(&ana, "Of the week after").await;
    let second = copy_of(&ana).await;

    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &first).await;
    ben.wait_for_text(OF_BOTH).await;
    open_copy(&ben, &second).await;
    ben.wait_for_text("Of the week after").await;
    ben.wait_for_text("What is new in this file has been added").await;
    ben.undo().await;
    assert!(!ben.text().await.contains("Of the week after"));
    ben.redo().await;
    // the older one brings nothing, and takes nothing
    open_copy(&ben, &first).await;
    ben.wait_for_text("Of the week after").await;
    assert!(!ben.text().await.contains("has been added"));
    ben.assert_clean().await;
}

#[tokio::test]
async fn a_later_file_of_a_plan_that_was_changed_meanwhile_is_reviewed() {
    let ana = ana(&Site::start()).await;
    let first = copy_of(&ana).await;
    new_objective(&ana, "Of Ana").await;
    let second = copy_of(&ana).await;

    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &first).await;
    new_objective(&ben, "Of Ben").await;
    open_copy(&ben, &second).await;
    ben.wait_for_text("This copy: 1 change since yours").await;
    ben.press("Cancel").await;
    ben.visit("#/okrs").await;
    assert!(!ben.text().await.contains("Of Ana"), "nothing before a word");
    ben.reload_plan().await;
    ben.press("Merge 1 change").await;
    ben.wait_for_text("Merged 1 change").await;
    for title in [OF_BOTH, "Of Ana", "Of Ben"] {
        ben.wait_for_text(title).await;
    }
    ben.assert_clean().await;
}

#[tokio::test]
async fn files_of_several_plans_in_one_browser_keep_out_of_each_others_way() {
    let site = Site::start();
    let one = ana(&site).await;
    let first = copy_of(&one).await;
    let other = Browser::open(&site).await;
    other.start_empty().await;
    new_objective(&other, "Of another plan").await;
    let second = copy_of(&other).await;

    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &first).await;
    new_objective(&ben, "Of Ben").await;
    ben.open_from_disk("another.okr.html", &second.bytes).await;
    ben.wait_for_text("Of another plan").await;
    assert!(!ben.text().await.contains(OF_BOTH));
    open_copy(&ben, &first).await;
    for title in [OF_BOTH, "Of Ben"] {
        ben.wait_for_text(title).await;
    }
    assert!(!ben.text().await.contains("Of another plan"));
    ben.assert_clean().await;
}

#[tokio::test]
async fn t05_what_is_typed_in_a_copy_is_there_when_the_browser_was_closed() {
    let ana = ana(&Site::start()).await;
    let copy = copy_of(&ana).await;
    let profile = Profile::new();
    let ben = on(&profile).await;
    open_copy(&ben, &copy).await;
    new_objective(&ben, "Of Ben").await;
    drop(ben);
    let ben = on(&profile).await;
    // in another folder, as a file is that is downloaded again
    open_copy(&ben, &copy).await;
    ben.wait_for_text("Of Ben").await;
    ben.assert_clean().await;
}

#[tokio::test]
async fn all_of_the_app_is_in_a_copy() {
    let ana = Browser::open(&Site::start()).await;
    ana.goto("").await;
    ana.press("Support team").await;
    ana.find(".objective-card").await;
    let copy = copy_of(&ana).await;
    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &copy).await;
    ben.wait_for_text(READ_BESIDE).await;
    assert_eq!(ben.axe().await, Vec::<String>::new());
    for width in [1280, 320] {
        ben.emulate_screen(width, 740, 1.0).await;
        let wide = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(ben.run(wide, vec![]).await, json!(false), "{width}");
    }
    ben.emulate_screen(1280, 800, 1.0).await;
    ben.press("Understood").await;
    let place = ben.visit("#/guide").await;
    assert!(!place.contains(READ_BESIDE), "put away");
    ben.wait_for_text("Key results").await;
    ben.visit("#/kpis/library").await;
    ben.find("main input[type=checkbox]").await;
    ben.visit("#/kpi/m_csat").await;
    ben.find("canvas").await;
    assert!(ben.visit("#/share").await.contains("share this storage"));
    assert_eq!(ben.axe().await, Vec::<String>::new());
    ben.press("People and learning").await;
    ben.wait_for_text("Example: ").await;
    ben.assert_clean().await;
}

/// Not what was asked for, but what many will do.
#[tokio::test]
async fn a_copy_that_is_sent_back_whole_is_opened_like_a_plan_file() {
    let ana = ana(&Site::start()).await;
    let copy = copy_of(&ana).await;
    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &copy).await;
    new_objective(&ben, "Of Ben").await;
    let back = copy_of(&ben).await;
    ana.visit("#/share").await;
    ana.upload_bytes("input[type=file]", &back.name, &back.bytes).await;
    ana.wait_for_text("This copy: 1 change since yours").await;
    ana.press("Merge 1 change").await;
    ana.wait_for_text("Of Ben").await;
    ana.assert_clean().await;
}

#[tokio::test]
async fn a_mail_from_a_copy_does_not_tell_where_it_lies() {
    let ana = ana(&Site::start()).await;
    let copy = copy_of(&ana).await;
    let ben = Browser::open(&Site::start()).await;
    ben.before_each_load(
        "window.mails = []; navigator.canShare = () => false;
        const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () {
          if (this.href.startsWith('mailto:')) mails.push(decodeURIComponent(this.href)); else click.call(this);
        };",
    )
    .await;
    open_copy(&ben, &copy).await;
    ben.visit("#/share").await;
    ben.press("Mail this plan").await;
    ben.wait_for_text("Attach the file to it.").await;
    let file = ben.download().await;
    assert!(file.name.ends_with(".okr.json"), "{}", file.name);
    let mail = ben.run("return mails[0]", vec![]).await;
    let mail = mail.as_str().expect("a mail");
    assert!(mail.contains("nothing is lost") && !mail.contains("file:") && !mail.contains("tmp"), "{mail}");
    ben.assert_clean().await;
}

#[tokio::test]
async fn without_a_network_a_copy_can_be_made_once_one_was_and_else_it_is_said() {
    let site = Site::start();
    let browser = ana(&site).await;
    let ready =
        "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    let ready = async || (browser.run(ready, vec![]).await == json!(true)).then_some(());
    browser.until(ready).await.expect("a service worker in charge");
    assert!(!site.requests().iter().any(|path| path.ends_with("cairn.html")), "nobody waits for it");
    site.set_away(true);
    browser.visit("#/share").await;
    browser.press("Save with the app inside").await;
    browser.wait_for_text("could not be fetched").await;
    assert!(browser.text().await.contains("Never saved to a file"), "nothing went out");
    site.set_away(false);
    copy_of(&browser).await;
    site.set_away(true);
    new_objective(&browser, "Written on a train").await;
    assert!(copy_of(&browser).await.text().contains("Written on a train"));
    site.set_away(false);
}

#[tokio::test]
async fn a_host_that_has_no_copy_or_some_other_page_in_its_place_is_said() {
    let release = Release::copy();
    release.edit("cairn.html", "id=\"cairn-plan\"", "id=\"some-other-page\"");
    let browser = ana(&Site::of(release.path())).await;
    browser.visit("#/share").await;
    browser.press("Save with the app inside").await;
    browser.wait_for_text("could not be fetched (cairn.html)").await;
}

#[tokio::test]
async fn t29_a_copy_that_stops_hands_out_what_is_stored_and_leads_nowhere() {
    let ana = ana(&Site::start()).await;
    let copy = copy_of(&ana).await;
    let ben = Browser::open(&Site::start()).await;
    open_copy(&ben, &copy).await;
    new_objective(&ben, "Of Ben").await;
    ben.run("cairnFatal('made by a test')", vec![]).await;
    ben.wait_for_text("Cairn has stopped").await;
    let text = ben.text().await;
    assert!(!text.contains("See what is stored"), "{text}");
    ben.press("Download what is stored").await;
    let rescued = ben.download().await;
    assert!(rescued.text().contains("Of Ben"));
}

#[tokio::test]
async fn t25_a_copy_whose_plan_was_damaged_on_the_way_says_so_and_keeps_nothing_of_it() {
    let ana = ana(&Site::start()).await;
    let copy = copy_of(&ana).await;
    let damaged = copy.text().replacen("\"okr-plan\"", "\"okr-", 1);
    assert_ne!(damaged, copy.text());
    let ben = Browser::open(&Site::start()).await;
    ben.open_from_disk(&copy.name, damaged.as_bytes()).await;
    ben.wait_for_text("This file was not opened").await;
    ben.press("Close").await;
    ben.wait_for_text("Start with an empty plan").await;
    let stored = ben.storage().await;
    assert!(!stored.keys().any(|key| key.starts_with("cairn/1/")), "{:?}", stored.keys());
    // a whole one of the same plan opens beside the damaged one
    open_copy(&ben, &copy).await;
    ben.wait_for_text(OF_BOTH).await;
}

/// The app itself, as it lies beside the release: a plan begun in it is one like any other.
#[tokio::test]
async fn the_copy_beside_the_release_has_no_plan_and_begins_like_the_app() {
    let site = Site::start();
    let release = Release::copy();
    let page = std::fs::read(release.path().join("cairn.html")).expect("cargo xtask bundle");
    assert!((1_000_000..1_900_000).contains(&page.len()), "what is said of its size: {}", page.len());
    let browser = Browser::open(&site).await;
    browser.open_from_disk("cairn.html", &page).await;
    browser.press("Start with an empty plan").await;
    new_objective(&browser, OF_BOTH).await;
    browser.reload_plan().await;
    browser.wait_for_text(OF_BOTH).await;
    let copy = copy_of(&browser).await;
    let plan = copy.text().split_once("data-own=\"\">{").expect("a plan").1;
    let plan: Value =
        serde_json::from_str(&format!("{{{}", plan.split("</script>").next().expect("its end")))
            .expect("JSON");
    assert_eq!(plan["type"], "okr-plan");
    assert_eq!(site.requests(), Vec::<String>::new(), "of the network it needs nothing");
    browser.assert_clean().await;
}
