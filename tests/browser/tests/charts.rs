//! A chart as people use it: its points are read, one looks closer by wheel, touch, mouse, keys and buttons, it shows other
//! periods, and goes along as a picture. And a board of a thousand sparklines, of which those in sight are drawn.

use harness::{Browser, Options, Site, Theme};
use serde_json::{Map, Value, json};
use thirtyfour::Key;

const NOW: &str = "2027-06-15T10:00";

/// A KPI with a value on each of 900 days up to 13 June 2027, one of them far outside, and one that grows.
fn plan() -> String {
    let days = || (0..900).map(|back| (back, day(-2 - back)));
    let noise = |i: i64| (i * 7919 % 23) as f64 / 4.0;
    let mut calm: Map<String, Value> = days().map(|(i, day)| (day, json!(40.0 + noise(i)))).collect();
    calm.insert(day(-102), json!([90, "Fair in town"]));
    let grows: Map<String, Value> =
        (0..40).map(|week| (day(-2 - 7 * week), json!(500.0 - 5.0 * week as f64 + noise(week)))).collect();
    json!({
        "type": "okr-plan", "version": 1, "plan": "p_shop", "title": "Shop",
        "kpis": {
            "m_guests": { "title": "Guests", "unit": "people", "direction": "higher", "every": "day", "aggregate": "sum",
                "targets": { "2025-01-01": { "value": 42 } }, "rank": "a0" },
            "m_members": { "title": "Members", "direction": "higher", "every": "week", "rank": "a1" } },
        "measurements": { "m_guests": calm, "m_members": grows },
    })
    .to_string()
}

/// The date so many days after 15 June 2027.
fn day(from_now: i64) -> String {
    cairn::domain::Date::parse("2027-06-15").expect("a date").plus_days(from_now as i32).to_string()
}

async fn open_with(plan: &str, place: &str, options: Options) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("shop.okr.json", plan).await;
    browser.find(".app").await;
    browser.visit(place).await;
    browser
}

async fn open(place: &str) -> Browser {
    open_with(&plan(), place, Options::default()).await
}

async fn ask(browser: &Browser, script: &str) -> String {
    browser.run(script, vec![]).await.as_str().unwrap_or_default().replace('\u{a0}', " ")
}

/// The days that the chart says it shows; none where it shows all of them.
async fn days_of(browser: &Browser) -> String {
    ask(
        browser,
        "return document.querySelector('.chart.kpi').closest('.figure').querySelector('.days').innerText",
    )
    .await
}

async fn read_out(browser: &Browser) -> String {
    ask(browser, "return document.querySelector('.chart.kpi .read-out').innerText").await
}

/// What is on the canvas, two frames from now.
async fn pixels(browser: &Browser) -> String {
    const SCRIPT: &str = "
        return (async () => {
          for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
          return document.querySelector('.chart.kpi canvas').toDataURL();
        })()";
    ask(browser, SCRIPT).await
}

async fn wait_for_days(browser: &Browser, is_right: impl Fn(&str) -> bool) -> String {
    let found = browser.until(async || Some(days_of(browser).await).filter(|days| is_right(days))).await;
    match found {
        Some(days) => days,
        None => panic!("the chart shows {:?}", days_of(browser).await),
    }
}

/// Sends an event of the pointer to the chart, at shares of its width.
async fn pointer(browser: &Browser, kind: &str, id: u32, share: f64) {
    const SCRIPT: &str = "
        const [kind, id, share, buttons] = arguments;
        const canvas = document.querySelector('.chart.kpi canvas');
        const box = canvas.getBoundingClientRect();
        const init = { bubbles: true, cancelable: true, pointerId: id, button: 0, buttons, pointerType: 'touch',
          clientX: box.left + box.width * share, clientY: box.top + box.height / 2 };
        canvas.setPointerCapture = () => {};
        canvas.dispatchEvent(new PointerEvent(kind, init));";
    let buttons = u32::from(matches!(kind, "pointerdown" | "pointermove"));
    browser.run(SCRIPT, vec![json!(kind), json!(id), json!(share), json!(buttons)]).await;
}

async fn wheel(browser: &Browser, x: f64, y: f64, ctrl: bool) -> bool {
    const SCRIPT: &str = "
        const [x, y, ctrl] = arguments;
        const canvas = document.querySelector('.chart.kpi canvas');
        const box = canvas.getBoundingClientRect();
        const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaX: x, deltaY: y, ctrlKey: ctrl,
          clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 });
        canvas.dispatchEvent(event);
        return event.defaultPrevented;";
    browser.run(SCRIPT, vec![json!(x), json!(y), json!(ctrl)]).await == json!(true)
}

#[tokio::test]
async fn wheel_touch_and_mouse_look_closer_and_to_the_side() {
    let browser = open("#/kpi/m_guests").await;
    let whole = pixels(&browser).await;
    assert_eq!(days_of(&browser).await, "");
    // a plain wheel is the page's
    assert!(!wheel(&browser, 0.0, 120.0, false).await);
    assert!(!wheel(&browser, 120.0, 0.0, false).await, "there is nothing beside all days");
    assert_eq!(days_of(&browser).await, "");

    assert!(wheel(&browser, 0.0, -400.0, true).await);
    let near = wait_for_days(&browser, |days| !days.is_empty()).await;
    let closer = pixels(&browser).await;
    assert_ne!(closer, whole, "the drawing is another one");
    assert!(wheel(&browser, 200.0, 0.0, false).await, "now the chart moves, not the page");
    let later = wait_for_days(&browser, |days| !days.is_empty() && days != near).await;

    // one finger drags the days along, with the right end of them under the hand
    pointer(&browser, "pointerdown", 1, 0.2).await;
    pointer(&browser, "pointermove", 1, 0.8).await;
    pointer(&browser, "pointerup", 1, 0.8).await;
    let dragged = wait_for_days(&browser, |days| days != later).await;
    // two fingers that go apart look closer
    pointer(&browser, "pointerdown", 1, 0.45).await;
    pointer(&browser, "pointerdown", 2, 0.55).await;
    pointer(&browser, "pointermove", 2, 0.85).await;
    wait_for_days(&browser, |days| days != dragged && !days.is_empty()).await;
    pointer(&browser, "pointerup", 1, 0.45).await;
    pointer(&browser, "pointerup", 2, 0.85).await;
    let pinched = days_of(&browser).await;
    // a finger that is gone drags no more
    pointer(&browser, "pointermove", 1, 0.9).await;
    assert_eq!(days_of(&browser).await, pinched);
    // nor one that was lifted where the chart did not hear of it
    pointer(&browser, "pointerdown", 1, 0.5).await;
    const HOVER: &str = "
        const canvas = document.querySelector('.chart.kpi canvas');
        const { left, width, top } = canvas.getBoundingClientRect();
        canvas.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, buttons: 0, clientX: left + width * 0.9, clientY: top + 9 }));";
    browser.run(HOVER, vec![]).await;
    assert_eq!(days_of(&browser).await, pinched);
    browser.run("document.querySelector('.chart.kpi canvas').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))", vec![]).await;
    wait_for_days(&browser, str::is_empty).await;
    pointer(&browser, "pointerleave", 1, 0.5).await;
    assert_eq!(pixels(&browser).await, whole, "all days look as before");
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_keyboard_reads_every_value_and_looks_closer() {
    let browser = open("#/kpi/m_guests").await;
    let label = ask(&browser, "return document.querySelector('.chart.kpi canvas').ariaLabel").await;
    assert!(label.contains("Guests: ") && label.contains("900 measurements"), "{label}");
    browser.run("document.querySelector('.chart.kpi canvas').focus()", vec![]).await;
    browser.keys(Key::Home).await;
    let first = browser.until(async || Some(read_out(&browser).await).filter(|said| !said.is_empty())).await;
    assert!(
        first.as_deref().is_some_and(|said| said.contains("2024") && said.ends_with("people")),
        "{first:?}"
    );
    browser.keys(Key::End).await;
    let at_the_end = browser
        .until(async || Some(read_out(&browser).await).filter(|said| said.contains("Jun 13, 2027")))
        .await;
    assert!(at_the_end.is_some(), "{}", read_out(&browser).await);
    // a hundred days back stands the one that is outside, with what was written
    for _ in 0..100 {
        browser.keys(Key::Left).await;
    }
    let told = browser
        .until(async || Some(read_out(&browser).await).filter(|said| said.contains("Fair in town")))
        .await;
    assert!(
        told.as_deref().is_some_and(|said| said.contains("90 people") && said.contains("outside")),
        "{told:?}"
    );

    // closer around the point that is read, and it stays where it is
    for _ in 0..6 {
        browser.keys("+").await;
    }
    let near = wait_for_days(&browser, |days| !days.is_empty()).await;
    assert!(near.contains("2027"), "{near}");
    assert!(read_out(&browser).await.contains("Fair in town"));
    browser.keys(Key::Escape).await;
    assert_eq!(read_out(&browser).await, "");
    browser.keys(Key::Shift + Key::Left).await;
    let earlier = wait_for_days(&browser, |days| days != near).await;
    browser.keys(Key::Shift + Key::Right).await;
    wait_for_days(&browser, |days| days != earlier).await;
    // reading on leads out of the days shown, and they follow
    browser.keys(Key::Home).await;
    let followed = wait_for_days(&browser, |days| days.contains("2024") || days.contains("2025")).await;
    assert!(read_out(&browser).await.contains("2024"), "{followed}");
    browser.keys("-").await;
    wait_for_days(&browser, |days| days != followed).await;
    browser.keys("0").await;
    wait_for_days(&browser, str::is_empty).await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.assert_clean().await;
}

#[tokio::test]
async fn buttons_look_closer_and_both_charts_of_a_kpi_show_the_same_days() {
    let browser = open("#/kpi/m_guests").await;
    browser.press("Zoom in: Guests").await;
    let near = wait_for_days(&browser, |days| !days.is_empty()).await;
    let both =
        "return [...document.querySelectorAll('.chart-tools .days')].map((e) => e.innerText).join('|')";
    assert_eq!(ask(&browser, both).await, format!("{near}|{near}"));
    browser.press("Zoom out: Guests").await;
    wait_for_days(&browser, str::is_empty).await;
    browser.assert_clean().await;
}

#[tokio::test]
async fn e19_a_kpi_is_shown_over_a_chosen_period_and_by_coarser_ones() {
    let browser = open("#/kpi/m_guests").await;
    browser.press("3 months").await;
    let quarter = wait_for_days(&browser, |days| !days.is_empty()).await;
    assert!(quarter.contains("Mar 16") && quarter.contains("Jun 15, 2027"), "{quarter}");
    let pressed = "return document.querySelector('.course-choices [aria-pressed=true]').innerText";
    assert_eq!(ask(&browser, pressed).await, "3 months");
    browser.press("All days").await;
    wait_for_days(&browser, str::is_empty).await;

    // the sum of May: its days, as the file has them
    browser.choose("Shown how", "By month").await;
    let noise = |i: i64| (i * 7919 % 23) as f64 / 4.0;
    let of_may = (0..900).filter(|back| day(-2 - back).starts_with("2027-05")).map(|back| 40.0 + noise(back));
    let sum = of_may.sum::<f64>();
    browser.run("document.querySelector('.chart.kpi canvas').focus()", vec![]).await;
    let label =
        async || Some(ask(&browser, "return document.querySelector('.chart.kpi canvas').ariaLabel").await);
    let label =
        browser.until(async || label().await.filter(|label| label.contains("the sum of each period"))).await;
    assert!(label.as_deref().is_some_and(|label| label.contains("31 periods")), "{label:?}");
    browser.keys(Key::End).await;
    browser.keys(Key::Left).await;
    let may =
        browser.until(async || Some(read_out(&browser).await).filter(|said| said.starts_with("May 1"))).await;
    let wanted = format!("{} people", thousands(sum));
    assert!(may.as_deref().is_some_and(|may| may.ends_with(&wanted)), "{may:?}, not {wanted}");
    // the moving ranges are of single measurements
    browser.wait_until_gone(".chart.ranges").await;

    // a KPI that grows: its values leave their limits, its changes don't
    browser.visit("#/kpi/m_members").await;
    browser.choose("Shown how", "As changes").await;
    let label =
        async || Some(ask(&browser, "return document.querySelector('.chart.kpi canvas').ariaLabel").await);
    let label =
        browser.until(async || label().await.filter(|label| label.starts_with("Changes of Members"))).await;
    assert!(
        label.as_deref().is_some_and(|label| label.contains("All changes lie inside their limits")),
        "{label:?}"
    );
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.assert_clean().await;
}

/// As the browser of the tests writes it, in American English.
fn thousands(value: f64) -> String {
    let whole = value.trunc() as i64;
    let rest = format!("{:.2}", value - value.trunc());
    let rest = rest.trim_start_matches('0').trim_end_matches('0').trim_end_matches('.');
    format!("{},{:03}{rest}", whole / 1000, whole % 1000)
}

#[tokio::test]
async fn any_chart_goes_along_as_png_and_svg() {
    let options = Options { theme: Theme::Dark, ..Options::default() };
    let browser = open_with(&plan(), "#/kpi/m_guests", options).await;
    browser.press("3 months").await;
    wait_for_days(&browser, |days| !days.is_empty()).await;
    browser.menu("the chart of Guests", "Save as SVG").await;
    let svg = browser.download().await;
    assert_eq!(svg.name, "Guests.svg");
    let text = svg.text();
    assert!(
        text.starts_with("<svg ") && text.contains("Guests") && !text.contains("Fair in town"),
        "the fair was before"
    );
    assert!(text.contains("900 measurements") && text.contains("target 42"), "{}", &text[..400]);
    // light, whatever the screen has
    assert!(text.contains("fill=\"#FFFFFF\""));
    let whole = "const page = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
        return [page.documentElement.localName, page.querySelectorAll('parsererror, script, foreignObject, [onload]').length].join()";
    assert_eq!(browser.run(whole, vec![json!(text)]).await, json!("svg,0"), "other programs can read it");

    browser.dismiss_notice().await;
    browser.menu("the chart of Guests", "Save as PNG").await;
    let png = browser.download().await;
    assert_eq!(png.name, "Guests.png");
    assert_eq!(png.bytes.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
    let number =
        |at: usize| png.bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
    let (width, height) = (number(16).expect("a width"), number(20).expect("a height"));
    assert!(width >= 1440 && height >= 500, "{width} × {height}: two pixels to the px");
    browser.assert_clean().await;
}

/// The same weeks for each of so many KPIs.
fn board(count: usize) -> String {
    let weeks: Vec<String> = (0..26).map(|week| day(-2 - 7 * week)).collect();
    let (mut kpis, mut measured) = (Map::new(), Map::new());
    for i in 0..count {
        let id = format!("m_{i}");
        kpis.insert(
            id.clone(),
            json!({ "title": format!("Figure {i}"), "direction": "higher", "every": "week" }),
        );
        let values = weeks.iter().enumerate().map(|(week, on)| (on.clone(), json!((i + week * 7) % 31)));
        measured.insert(id, values.collect::<Map<_, _>>().into());
    }
    json!({ "type": "okr-plan", "version": 1, "plan": "p_many", "title": "Many", "kpis": kpis, "measurements": measured }).to_string()
}

#[tokio::test]
async fn of_a_thousand_sparklines_those_in_sight_are_drawn_and_the_others_when_they_are_scrolled_to() {
    // a canvas that was never painted has the size that canvases have by themselves
    const DRAWN: &str = "
        const drawn = (c) => c.width !== 300 || c.height !== 150;
        const all = [...document.querySelectorAll('.kpi-row canvas')];
        return { all: all.length, drawn: all.filter(drawn).length, last: drawn(all[all.length - 1]), first: drawn(all[0]) };";
    let browser = open_with(&board(1000), "#/kpis", Options::default()).await;
    let at_first =
        async || Some(browser.run(DRAWN, vec![]).await).filter(|found| found["first"] == json!(true));
    let found = browser.until(at_first).await.expect("the first row is drawn");
    assert_eq!(found["all"], json!(1000));
    assert!(found["drawn"].as_u64().is_some_and(|drawn| (5..60).contains(&drawn)), "{found}");
    assert_eq!(found["last"], json!(false));
    browser.run("document.querySelector('.kpi-row:last-of-type').scrollIntoView(); const rows = document.querySelectorAll('.kpi-row'); rows[rows.length - 1].scrollIntoView()", vec![]).await;
    let at_last =
        async || Some(browser.run(DRAWN, vec![]).await).filter(|found| found["last"] == json!(true));
    let found = browser.until(at_last).await.expect("the last row is drawn once it is in sight");
    assert!(found["drawn"].as_u64().is_some_and(|drawn| drawn < 200), "{found}");
    // what is painted is the line: not one colour
    const INK: &str = "
        const rows = document.querySelectorAll('.kpi-row canvas');
        const canvas = rows[rows.length - 1];
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, at) => at % 4 === 3 && value > 0);";
    assert_eq!(browser.run(INK, vec![]).await, json!(true));
    browser.assert_clean().await;
}

#[tokio::test]
async fn printing_draws_what_was_out_of_sight() {
    let browser = open_with(&board(80), "#/kpis", Options::default()).await;
    const DRAWN: &str =
        "return [...document.querySelectorAll('.kpi-row canvas')].filter((c) => c.width !== 300).length";
    let some = async || browser.run(DRAWN, vec![]).await.as_u64().filter(|drawn| *drawn > 0);
    assert!(browser.until(some).await.expect("rows in sight") < 80);
    browser.run("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    // not after a frame: the page is on paper by then
    let all = browser.run("return Promise.resolve().then(() => new Promise((done) => setTimeout(done))).then(() => [...document.querySelectorAll('.kpi-row canvas')].filter((c) => c.width !== 300).length)", vec![]).await;
    assert_eq!(all, json!(80));
    browser.assert_clean().await;
}
