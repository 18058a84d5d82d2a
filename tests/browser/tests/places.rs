//! Every place and form: found faultless by axe-core in both themes, at both widths; safe with hostile text; usable
//! with the keyboard alone.

use harness::{Browser, By, Key, Site, Theme, fixture};
use serde_json::{Value, json};

/// The places of the support team's year, and the forms that lie over or in them.
const SAMPLE: &[(&str, &[&str])] = &[
    ("#/okrs", &["New objective"]),
    ("#/objective/o_efficient", &["Edit", "New key result", "Check in"]),
    ("#/objective/o_urgent", &[]),
    ("#/kpis", &["New KPI", "Enter a value of"]),
    ("#/kpi/m_csat", &["Edit", "Enter a value", "Improve this"]),
    ("#/kpis/grid", &[]),
    ("#/kpis/enter", &[]),
    ("#/kpis/library", &[]),
    ("#/now", &[]),
    ("#/review", &["Dates…"]),
    ("#/review/y_before", &[]),
    ("#/share", &[]),
    ("#/history", &[]),
    ("#/trash", &[]),
    ("#/report", &[]),
    ("#/plan", &["New cycle", "New team", "New person"]),
    ("#/kpi/m_gone", &[]),
    ("#/import", &[]),
];

/// The places of an empty plan.
const EMPTY: &[(&str, &[&str])] = &[
    ("#/okrs", &["New objective"]),
    ("#/kpis", &["New KPI"]),
    ("#/kpis/enter", &[]),
    ("#/kpis/library", &[]),
    ("#/review", &[]),
    ("#/share", &[]),
    ("#/report", &[]),
    ("#/plan", &[]),
    ("#/objective/o_gone", &[]),
];

/// Asks axe-core on every place, and with each of its forms open.
async fn faults(browser: &Browser, places: &[(&str, &[&str])], also: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let look = async |faults: &mut Vec<String>, where_: &str| {
        let found = browser.axe().await;
        faults.extend(found.into_iter().map(|fault| format!("{where_}, {also}: {fault}")));
    };
    for (place, forms) in places {
        browser.visit(place).await;
        look(&mut faults, place).await;
        for form in *forms {
            browser.press(form).await;
            browser.find("dialog, form.check-in, form.entry").await;
            look(&mut faults, &format!("{place} with “{form}”")).await;
            browser.press("Cancel").await;
            browser.wait_until_gone("dialog, form.check-in, form.entry").await;
        }
    }
    faults
}

async fn no_faults_in(theme: Theme) {
    let browser = Browser::open(&Site::start()).await;
    browser.emulate_theme(theme).await;
    let mut found = Vec::new();
    browser.goto("").await;
    browser.find(".welcome").await;
    let screens = [(1280, 800), (360, 740)];
    for (width, height) in screens {
        browser.emulate_screen(width, height, 1.0).await;
        found.extend(browser.axe().await.into_iter().map(|fault| format!("welcome {width}: {fault}")));
    }
    browser.press("Start with an empty plan").await;
    browser.find(".app").await;
    for (width, height) in screens {
        browser.emulate_screen(width, height, 1.0).await;
        found.extend(faults(&browser, EMPTY, &format!("empty, {} {width}", theme.name())).await);
    }
    browser.visit("#/share").await;
    browser.open_file("support-team.okr.json", &fixture("examples/support-team.okr.json")).await;
    browser.find("dialog").await;
    found.extend(browser.axe().await.into_iter().map(|fault| format!("opening a file: {fault}")));
    browser.press("Open the plan").await;
    browser.find(".objective-card").await;
    for (width, height) in screens {
        browser.emulate_screen(width, height, 1.0).await;
        found.extend(faults(&browser, SAMPLE, &format!("sample, {} {width}", theme.name())).await);
    }
    assert!(found.is_empty(), "axe-core found {}:\n{}", found.len(), found.join("\n"));
    browser.assert_clean().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light_theme() {
    no_faults_in(Theme::Light).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark_theme() {
    no_faults_in(Theme::Dark).await;
}

/// The width by which the page can be scrolled sideways, and what reaches out of it.
async fn overhang(browser: &Browser) -> Value {
    const SCRIPT: &str = "
        const page = document.scrollingElement;
        // What floats over the page does not make it scroll.
        const cut = [...document.querySelectorAll('dialog[open], .toast, .rail')].map((e) => {
          const { left, right } = e.getBoundingClientRect();
          return Math.max(-left, right - innerWidth, e.scrollWidth - e.clientWidth - 1);
        });
        const over = Math.max(page.scrollWidth - innerWidth, ...cut);
        if (over <= 0) return null;
        const wide = [...document.querySelectorAll('main *, dialog, dialog *, .toast, .toast *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
        const inmost = wide.filter((e) => !wide.some((other) => other !== e && e.contains(other)));
        return { over, wide: inmost.slice(0, 5).map((e) => `${e.parentElement.outerHTML.slice(0, 80)} … ${e.outerHTML.slice(0, 80)}`) };";
    browser.run(SCRIPT, vec![]).await
}

#[tokio::test]
async fn nothing_scrolls_sideways_on_the_narrowest_phone() {
    let browser = Browser::open(&Site::start()).await;
    browser.emulate_screen(320, 640, 2.0).await;
    browser.goto("").await;
    browser.find(".welcome").await;
    let mut wide = vec![("welcome".to_owned(), overhang(&browser).await)];
    for (file, places) in [("examples/support-team.okr.json", SAMPLE), ("hostile.okr.json", HOSTILE)] {
        let is_first = browser.driver.find(By::Css(".welcome")).await.is_ok();
        browser.open_file("plan.okr.json", &fixture(file)).await;
        if !is_first {
            browser.press("Open the plan").await;
            browser.wait_until_gone("dialog").await;
            browser.find(".toast").await;
            wide.push(("the notice".to_owned(), overhang(&browser).await));
            browser.dismiss_notice().await;
        }
        browser.find(".app").await;
        for (place, forms) in places {
            browser.visit(place).await;
            wide.push(((*place).to_owned(), overhang(&browser).await));
            for form in *forms {
                browser.press(form).await;
                browser.find("dialog, form.check-in, form.entry").await;
                wide.push((format!("{place} {form}"), overhang(&browser).await));
                browser.press("Cancel").await;
                browser.wait_until_gone("dialog, form.check-in, form.entry").await;
            }
        }
        browser.visit("#/share").await;
    }
    wide.retain(|(_, over)| !over.is_null());
    assert!(wide.is_empty(), "{wide:#?}");
    browser.assert_clean().await;
}

/// The places and forms of the plan of hostile texts.
const HOSTILE: &[(&str, &[&str])] = &[
    ("#/okrs/q_0", &[]),
    ("#/okrs/q_1", &["New objective"]),
    ("#/objective/o_1", &["Edit", "New key result", "Check in"]),
    ("#/objective/o_2", &["Edit", "Check in"]),
    ("#/objective/o_3", &["Edit"]),
    ("#/kpis", &["New KPI", "Enter a value of"]),
    ("#/kpis/enter", &[]),
    ("#/kpis/library", &[]),
    ("#/kpi/m_1", &["Edit", "Enter a value"]),
    ("#/kpi/m_2", &["Edit"]),
    ("#/kpi/m_3", &["Edit"]),
    ("#/share", &[]),
    ("#/history", &[]),
    ("#/history/o_1", &[]),
    ("#/trash", &[]),
    ("#/report", &[]),
    ("#/plan", &["New team", "New person"]),
];

/// T22: hostile text in every field stays text on every place, in every form, and in what is saved.
#[tokio::test]
async fn t22_t23_hostile_text_and_links_stay_text_on_every_screen() {
    // Anything a script of the file could do is written down.
    const TRAP: &str = "
        window.caught = [];
        for (const call of ['alert', 'confirm', 'prompt', 'open', 'eval', 'print'])
          window[call] = (...said) => { caught.push(`${call} ${said}`); };
        addEventListener('securitypolicyviolation', (event) => caught.push(`policy ${event.violatedDirective}`));";
    // The drawings of the report are looked into by the tests of the report.
    const FOREIGN: &str = r#"
        const foreign = document.querySelectorAll('body script, iframe, object, embed, img:not(.paper img.chart[src^="data:image/svg+xml;"]), base, main b b, [onerror], [onload], [onclick], [srcdoc], [href^=javascript]');
        return [...foreign].filter((e) => !e.src?.endsWith('boot.js') && !e.hasAttribute('data-trunk')).map((e) => e.outerHTML.slice(0, 200));"#;
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-02-20T10:00").await;
    browser.before_each_load(TRAP).await;
    let hostile = fixture("hostile.okr.json");
    browser.goto("").await;
    let at_first = browser.run(FOREIGN, vec![]).await;
    browser.open_file("<img src=x onerror=window.pwned=1>.okr.json", &hostile).await;
    browser.find(".app, dialog").await;
    if let Some(open) = browser.look_for("button", "Open the plan").await {
        open.click().await.expect("a click");
    }
    browser.find(".objective-card").await;

    let mut read = String::new();
    for (place, forms) in HOSTILE {
        read += &browser.visit(place).await;
        for form in *forms {
            browser.press(form).await;
            browser.find("dialog, form.check-in, form.entry").await;
            read += &browser.text().await;
            assert_eq!(browser.run(FOREIGN, vec![]).await, at_first, "{place} {form}");
            browser.press("Cancel").await;
            browser.wait_until_gone("dialog, form.check-in, form.entry").await;
        }
        assert_eq!(browser.run(FOREIGN, vec![]).await, at_first, "{place}");
    }
    // What says what happened, and what asks or refuses before a file is opened.
    let harmless = async |said: &str| {
        browser.wait_for_text(said).await;
        assert_eq!(browser.run(FOREIGN, vec![]).await, at_first, "{said}");
    };
    let person = "<img src=x onerror=\"window.pwned=1\"> person 1";
    browser.visit("#/plan").await;
    browser.menu(person, "Delete").await;
    harmless(&format!("Deleted {person}")).await;
    browser.click(".toast button").await;
    harmless(&format!("Undone: Deleted {person}")).await;
    browser.visit("#/share").await;
    const NAME: &str = "<b onclick=window.pwned=1>.okr.json";
    browser.open_file(NAME, &hostile).await;
    harmless(&format!("{NAME} was taken in before")).await;
    let copy = hostile.replacen("</script> plan title", "</script> title of a copy", 1);
    assert_ne!(copy, hostile);
    browser.open_file(NAME, &copy).await;
    browser.wait_for_text("since yours").await;
    harmless("<script>window.pwned=1</script> title of a copy").await;
    browser.press("Cancel").await;
    let another = hostile.replacen("\"plan\": \"", "\"plan\": \"p_another", 1);
    assert_ne!(another, hostile);
    browser.open_file(NAME, &another).await;
    browser.wait_for_text("Open this plan?").await;
    harmless("<script>window.pwned=1</script> plan title").await;
    browser.press("Cancel").await;
    let refused = hostile.replacen("\"2027-01-01\"", "\"<img src=x onerror=window.pwned=1>\"", 1);
    browser.open_file(NAME, &refused).await;
    browser.wait_for_text("This file was not opened").await;
    harmless("<img src=x onerror=window.pwned=1>").await;
    browser.press("Close").await;

    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = plain(&read);
    let plan: Value = serde_json::from_str(&hostile).expect("a plan");
    let mut expected = vec![plan["title"].clone()];
    for (collection, member) in [
        ("people", "name"),
        ("teams", "name"),
        ("cycles", "title"),
        ("objectives", "title"),
        ("objectives", "why"),
        ("objectives", "strategy"),
        ("keyResults", "title"),
        ("kpis", "title"),
        ("kpis", "definition"),
        ("kpis", "reason"),
        ("kpis", "source"),
        ("kpis", "relevance"),
    ] {
        expected.extend(
            plan[collection].as_object().expect("records").values().map(|record| record[member].clone()),
        );
    }
    let missing: Vec<_> =
        expected.iter().filter_map(Value::as_str).filter(|text| !read.contains(&plain(text))).collect();
    assert!(missing.is_empty(), "not to be read as text: {missing:#?}");

    browser.visit("#/share").await;
    browser.press("Save to a file").await;
    let file = browser.download().await;
    assert!(file.name.ends_with(".okr.json") && !file.name.contains(['<', '>', '/', '"']), "{}", file.name);
    browser.reload_plan().await;
    browser.visit("#/okrs").await;
    assert_eq!(browser.run("return [window.pwned ?? null, caught]", vec![]).await, json!([null, []]));
    browser.assert_clean().await;
}

/// Waits until the control of this name has the focus.
async fn focus_is_on(browser: &Browser, name: &str) {
    const SCRIPT: &str = "
        const element = document.activeElement;
        return (element.ariaLabel || element.innerText || '').trim().slice(0, 80);";
    let here = async || browser.run(SCRIPT, vec![]).await;
    let arrived = browser.until(async || (here().await == name).then_some(())).await;
    assert!(arrived.is_some(), "the focus is not on “{name}” but on {}", here().await);
}

/// The whole way with keys alone.
#[tokio::test]
async fn the_main_job_is_done_with_the_keyboard_alone() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock("2027-05-18T10:00").await;
    browser.goto("").await;
    let enter = async |name: &str| {
        browser.tab_to(name).await;
        browser.keys(Key::Enter).await;
    };
    enter("Start with an empty plan").await;
    browser.wait_for_text("No objectives here yet").await;

    // `n` begins the new thing of the place; Enter saves from a field; the focus comes back from a form.
    browser.keys("n").await;
    browser.find("dialog").await;
    browser.keys("Calmer mornings").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("dialog").await;
    enter("Calmer mornings").await;
    browser.wait_for_text("No key results yet").await;

    browser.keys("n").await;
    browser.find("dialog").await;
    browser.keys("Shorter wait").await;
    browser.tab_to("From").await;
    browser.keys("48").await;
    browser.tab_to("Target").await;
    browser.keys("18").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("dialog").await;
    browser.find(".key-result-panel").await;

    enter("Check in").await;
    browser.find("form.check-in input:focus").await;
    browser.keys("30").await;
    browser.tab_to("0").await;
    browser.keys(Key::Right + Key::Right + Key::Right + Key::Right + Key::Right + Key::Right).await;
    browser.tab_to("What changed?").await;
    browser.keys("Second desk").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("form.check-in").await;
    browser.wait_for_text("60\u{a0}%").await;
    browser.wait_for_text("Confidence 6/10").await;

    browser.keys("gk").await;
    browser.wait_for_text("No KPIs yet").await;
    browser.keys("n").await;
    browser.find("dialog").await;
    browser.keys("Mood").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("dialog").await;
    enter("Enter a value of Mood").await;
    browser.find("form.entry input:focus").await;
    browser.keys("4").await;
    browser.keys(Key::Enter).await;
    browser.wait_until_gone("form.entry").await;
    browser.wait_for_text("Entered: Mood").await;

    browser.keys(Key::Control + "z").await;
    browser.wait_for_text("Undone: New measurement: Mood").await;
    browser.wait_for_text("No data").await;
    browser.keys(Key::Control + Key::Shift + "z").await;
    browser.wait_for_text("Done again: New measurement: Mood").await;
    assert!(!browser.text().await.contains("No data"));
    browser.keys(Key::Control + "s").await;
    assert!(browser.download().await.text().contains("Second desk"));

    for (keys, heading) in
        [("gs", "Save to a file"), ("gp", "The plan"), ("go", "Calmer mornings"), ("gk", "Mood")]
    {
        browser.keys(keys).await;
        browser.wait_for_text(heading).await;
    }
    // A menu: Enter opens it, its things are reached by Tab, Escape puts it away and keeps the focus at hand.
    enter("More for Mood").await;
    browser.tab_to("Move up").await;
    browser.keys(Key::Escape).await;
    browser.wait_until_gone("details.menu[open]").await;
    focus_is_on(&browser, "More for Mood").await;
    // A form that is put away gives the focus back to what opened it.
    enter("New KPI").await;
    browser.find("dialog").await;
    browser.keys(Key::Escape).await;
    browser.wait_until_gone("dialog").await;
    focus_is_on(&browser, "New KPI").await;
    browser.assert_clean().await;
}

/// After a milestone is ticked, the focus is on its box; undo must still be at hand.
#[tokio::test]
async fn a_tick_can_be_undone_from_where_it_was_made() {
    let browser = Browser::open(&Site::start()).await;
    browser.start_empty().await;
    browser.press("New objective").await;
    browser.fill("Objective", "Open a desk").await;
    browser.press("Save").await;
    browser.follow("Open a desk").await;
    browser.press("New key result").await;
    browser.fill("Key result", "Steps").await;
    browser.pick("Milestones").await;
    browser.fill("Title", "Desk ordered").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.click(".milestones input").await;
    browser.wait_for_text("100\u{a0}%").await;
    browser.keys(Key::Control + "z").await;
    browser.wait_for_text("Undone: Milestone: Desk ordered").await;
    let taken_back = async || (!browser.text().await.contains("100\u{a0}%")).then_some(());
    assert!(browser.until(taken_back).await.is_some(), "{}", browser.text().await);
    assert_eq!(
        browser.run("return document.querySelector('.milestones input').checked", vec![]).await,
        json!(false)
    );
    browser.assert_clean().await;
}

/// What a mouse can click, the keyboard can reach: it is a native control, or inside one.
#[tokio::test]
async fn everything_clickable_is_a_native_control() {
    // Whether it looks like it or not. A menu hears what its buttons do, a dialog what reaches its backdrop; on a chart,
    // keys do what dragging does (charts.rs).
    const LISTEN: &str = "
        const listen = EventTarget.prototype.addEventListener;
        window.heard = new WeakSet();
        EventTarget.prototype.addEventListener = function (type, ...more) {
          const mouse = /^(click|dblclick|(mouse|pointer)(down|up))$/.test(type);
          if (mouse && this instanceof Element && !this.matches('details.menu, dialog, canvas[role=img][tabindex]')) heard.add(this);
          return listen.call(this, type, ...more);
        };";
    const SCRIPT: &str = "
        const native = 'a[href], button, summary, select, input, textarea, label, option';
        const own = (e) => getComputedStyle(e).cursor === 'pointer' || heard.has(e);
        const clickable = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && own(e));
        const strange = clickable.filter((e) => !e.closest(native));
        const barred = [...document.querySelectorAll('a[href], button, summary')]
          .filter((e) => e.checkVisibility() && e.tabIndex < 0 && e.ariaHidden !== 'true');
        return { clickable: clickable.length, heard: clickable.filter((e) => heard.has(e)).length, wrong: [...strange, ...barred].map((e) => e.outerHTML.slice(0, 150)) };";
    let browser = Browser::open(&Site::start()).await;
    browser.before_each_load(LISTEN).await;
    browser.goto("").await;
    browser.open_file("support-team.okr.json", &fixture("examples/support-team.okr.json")).await;
    browser.find(".app").await;
    for (place, forms) in SAMPLE {
        browser.visit(place).await;
        let mut looked = vec![browser.run(SCRIPT, vec![]).await];
        for form in *forms {
            browser.press(form).await;
            looked.push(browser.run(SCRIPT, vec![]).await);
            browser.press("Cancel").await;
            browser.wait_until_gone("dialog, form.check-in, form.entry").await;
        }
        for found in looked {
            assert_eq!(found["wrong"], json!([]), "{place}");
            assert!(found["clickable"].as_u64() > Some(0), "{place}: the test looks at nothing");
            assert!(found["heard"].as_u64() > Some(0), "{place}: the test hears of nothing");
        }
    }
    browser.assert_clean().await;
}
