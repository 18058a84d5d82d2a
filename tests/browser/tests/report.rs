//! The report of a cycle: one click away, light on every screen, whole rows on A4 and on Letter; and everything in the plan
//! as tables.

use harness::{Browser, Options, Site, Theme, fixture};
use serde_json::{Value, json};

const NOW: &str = "2027-11-26T10:00";

/// Of the paper, in cm: width and height.
const A4: (f64, f64) = (21.0, 29.7);
const LETTER: (f64, f64) = (21.59, 27.94);

async fn open_in(plan: &str, options: Options) -> Browser {
    let browser = Browser::open_with(&Site::start(), options).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    browser.open_file("plan.okr.json", plan).await;
    browser.find(".app").await;
    browser
}

async fn open(plan: &str) -> Browser {
    open_in(plan, Options::default()).await
}

async fn show_report(browser: &Browser) {
    browser.visit("#/share").await;
    browser.follow("Print a report").await;
    browser.find(".paper h2").await;
}

/// The texts of the pages, without any space: where a line breaks is the printer's.
async fn printed(browser: &Browser, (width, height): (f64, f64)) -> (Vec<u8>, Vec<String>) {
    let paper = json!({ "paperWidth": width / 2.54, "paperHeight": height / 2.54, "printBackground": false });
    let answer = browser.cdp("Page.printToPDF", paper).await;
    let pdf = decoded(answer["data"].as_str().expect("a PDF"));
    if let Ok(folder) = std::env::var("CAIRN_PAPERS") {
        let name = browser
            .run("return location.hash.replace(/\\W+/g, '') + document.title.replace(/\\W+/g, '')", vec![])
            .await;
        std::fs::write(format!("{folder}/{}-{width}.pdf", name.as_str().unwrap_or_default()), &pdf)
            .expect("written");
    }
    let paper = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let pages = paper.get_pages().into_keys().map(|page| paper.extract_text(&[page]).expect("text"));
    let pages = pages.map(|page| bare(&page)).collect();
    (pdf, pages)
}

fn decoded(base64: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for sign in base64.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}

/// Letters and figures alone. A font may join letters.
fn bare(text: &str) -> String {
    let joined = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")];
    let apart = joined.iter().fold(text.to_owned(), |text, (one, two)| text.replace(one, two));
    apart.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The parts that must stand on one page, each as its lines.
async fn wholes(browser: &Browser) -> Vec<Vec<String>> {
    const LINES: &str = "
        return [...document.querySelectorAll('.paper .record .words, .paper tbody tr, .paper .context, .paper .not-doing-part li')]
          .map((whole) => [...whole.querySelectorAll('bdi, .values, dt')].map((line) => line.textContent).filter((it) => it.trim()));";
    let found = browser.run(LINES, vec![]).await;
    serde_json::from_value(found).expect("lists of lines")
}

/// Every example on both papers: several pages of the size asked for, each row whole on one of them.
async fn prints_whole_rows(example: &str) {
    let browser = open(&fixture(&format!("examples/{example}.okr.json"))).await;
    show_report(&browser).await;
    let wholes = wholes(&browser).await;
    assert!(wholes.len() > 5, "{}", wholes.len());
    // Papers of other heights put the edges of pages elsewhere.
    for paper in [A4, LETTER, (21.0, 24.0), (21.0, 25.4), (21.0, 26.6), (21.0, 22.5)] {
        let (pdf, pages) = printed(&browser, paper).await;
        assert!(pages.len() > 1, "{} pages", pages.len());
        let size = format!("/MediaBox [0 0 {}", (paper.0 / 2.54 * 72.0) as u32);
        assert!(String::from_utf8_lossy(&pdf).contains(&size), "the paper asked for");
        for whole in &wholes {
            let lines: Vec<String> =
                whole.iter().map(|line| bare(line)).filter(|line| !line.is_empty()).collect();
            let is_here = |page: &String| lines.iter().all(|line| page.contains(line));
            assert!(pages.iter().any(is_here), "cut, or not there: {whole:?} in\n{}", pages.join("\n--\n"));
        }
        // what is for the screen only is not on paper
        let all = pages.concat();
        for not in ["Mailthisplan", "Skiptothecontent", "Undo"] {
            assert!(!all.contains(not), "{not}");
        }
    }
    browser.assert_clean().await;
}

#[tokio::test]
async fn e18_a_report_is_one_click_away_and_prints_whole_rows_on_a4_and_letter() {
    prints_whole_rows("support-team").await;
}

#[tokio::test]
async fn e18_the_reports_of_the_other_examples_print_whole_rows_too() {
    for example in ["hr-team", "patient-registration", "online-presence"] {
        prints_whole_rows(example).await;
    }
}

#[tokio::test]
async fn e18_the_palette_leads_to_the_report_and_its_button_prints() {
    let browser = open(&fixture("examples/support-team.okr.json")).await;
    browser.run("window.printed = 0; window.print = () => { window.printed += 1; }", vec![]).await;
    browser.press("Find or do").await;
    browser.fill("Find or do", "print a rep").await;
    browser.find("dialog [role=option]").await;
    browser.click("dialog [role=option]").await;
    browser.find(".paper h2").await;
    browser.press("Print").await;
    assert_eq!(browser.run("return window.printed", vec![]).await, json!(1));
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.assert_clean().await;
}

#[tokio::test]
async fn the_report_is_light_and_its_charts_are_drawings_also_where_the_screen_is_dark() {
    let dark = Options { theme: Theme::Dark, ..Options::default() };
    let browser = open_in(&fixture("examples/support-team.okr.json"), dark).await;
    show_report(&browser).await;
    const LOOK: &str = "
        const paper = document.querySelector('.paper');
        const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3; };
        const charts = [...document.querySelectorAll('.paper img.chart')];
        return { ground: light(getComputedStyle(paper).backgroundColor), ink: light(getComputedStyle(paper).color),
          charts: charts.length, drawn: charts.filter((it) => it.complete && it.naturalWidth > 0 && it.src.startsWith('data:image/svg+xml')).length,
          said: charts.filter((it) => it.alt.length > 10).length, root: light(getComputedStyle(document.body).backgroundColor) }";
    let on_screen = browser.run(LOOK, vec![]).await;
    assert!(
        on_screen["ground"].as_f64() > Some(250.0) && on_screen["ink"].as_f64() < Some(60.0),
        "{on_screen}"
    );
    assert!(on_screen["charts"].as_u64() > Some(10), "{on_screen}");
    assert_eq!(
        (&on_screen["drawn"], &on_screen["said"]),
        (&on_screen["charts"], &on_screen["charts"]),
        "{on_screen}"
    );
    assert!(on_screen["root"].as_f64() < Some(60.0), "the screen around it is dark: {on_screen}");
    let media =
        json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
    let on_paper = browser.run(LOOK, vec![]).await;
    assert!(on_paper["root"].as_f64() > Some(250.0) || on_paper["root"] == json!(0.0), "{on_paper}");
    assert!(on_paper["ground"].as_f64() > Some(250.0) && on_paper["ink"].as_f64() < Some(60.0), "{on_paper}");
    browser.assert_clean().await;
}

/// What an outsider is asked to look at.
const CLINIC: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_clinic", "title": "Clinic",
  "people": { "u_ana": { "name": "Ana" }, "u_kim": { "name": "Kim Outside" } },
  "teams": { "t": { "name": "Clinic", "level": "company" } },
  "cycles": { "q4": { "title": "Q4", "from": "2027-10-01", "to": "2027-12-31", "facilitator": "u_kim", "notDoing": { "n1": "A new logo" } },
    "q3": { "title": "Q3", "from": "2027-07-01", "to": "2027-09-30", "stage": "closed", "closed": "2027-10-02" } },
  "objectives": { "o": { "title": "Nobody waits", "why": "People leave", "strategy": "Two more seats", "cycle": "q4", "team": "t", "owner": "u_ana", "sponsor": "u_kim" },
    "o3": { "title": "Calm nights", "cycle": "q3", "team": "t", "owner": "u_ana" } },
  "keyResults": { "k": { "objective": "o", "title": "Minutes of waiting", "measure": { "reach": { "from": 40, "to": 10 } }, "unit": "min" },
    "k3": { "objective": "o3", "title": "Alarms a night", "measure": { "reach": { "from": 9, "to": 3 } } } },
  "checkIns": { "c1": { "keyResult": "k", "on": "2027-11-10", "value": 30, "confidence": 6, "note": "First seat filled", "blocker": { "what": "Nobody to hire", "who": "u_ana" } },
    "c3": { "keyResult": "k3", "on": "2027-09-20", "value": 4 } },
  "initiatives": { "i": { "title": "Hire two", "keyResult": "k", "stage": "doing" } },
  "kpis": { "m": { "title": "Missed calls", "unit": "calls", "direction": "lower", "every": "week", "owner": "u_ana", "targets": { "2027-01-01": { "value": 10 } },
    "definition": "Calls nobody took", "reason": "Each is a patient", "source": "The phone system", "relevance": "Waiting begins here" } },
  "measurements": { "m": { "2027-11-08": 14, "2027-11-15": 12, "2027-11-22": 9 } },
  "reviews": { "q3": { "worked": "Short meetings", "didNot": "Too many goals", "scores": { "k3": { "score": 0.8 } }, "next": { "o3": { "what": "drop", "why": "Reached well enough" } } } } }"#;

#[tokio::test]
async fn c13_e7_the_report_tells_what_is_not_done_and_the_context_of_each_kpi() {
    let browser = open(CLINIC).await;
    show_report(&browser).await;
    let (_, pages) = printed(&browser, A4).await;
    let all = pages.concat();
    for said in [
        "Clinic",
        "Q4",
        "As of Nov 26, 2027",
        "Kim Outside facilitates",
        "1 objective",
        "Nobody waits",
        "People leave",
        "Two more seats",
        "Sponsor",
        "Minutes of waiting",
        "40 → 30 → 10 min",
        "33.3",
        "Confidence 6/10",
        "First seat filled",
        "Nobody to hire",
        "Hire two",
        "Not doing",
        "A new logo",
        "Missed calls",
        "Calls nobody took",
        "Each is a patient",
        "The phone system",
        "Waiting begins here",
        "at most 10 calls",
    ] {
        assert!(all.contains(&bare(said)), "no {said:?} in {all}");
    }
    browser.visit("#/report/q3").await;
    browser.wait_for_text("Closed on Oct 2, 2027").await;
    let all = printed(&browser, LETTER).await.1.concat();
    for said in [
        "mean score",
        "0.8",
        "Short meetings",
        "Too many goals",
        "Reached well enough",
        "Drop",
        "Alarms a night",
    ] {
        assert!(all.contains(&bare(said)), "no {said:?} in {all}");
    }
    browser.assert_clean().await;
}

#[tokio::test]
async fn c10_a_report_tells_an_outsider_how_to_comment_and_the_comments_merge_back() {
    let team = open(CLINIC).await;
    show_report(&team).await;
    team.wait_for_text("Comments travel in the plan’s file").await;
    team.visit("#/share").await;
    team.press("Save to a file").await;
    let mailed = team.download().await.text().to_owned();
    team.dismiss_notice().await;

    // Kim, elsewhere, says something beside a key result and in the reasons
    let kim = open(&mailed).await;
    kim.visit("#/objective/o").await;
    let panel = kim.panel_of("Minutes of waiting").await;
    kim.click(&format!("{panel} header button[aria-expanded]")).await;
    kim.fill("Value today", "28").await;
    kim.fill("What changed?", "Seen from outside: ask the patients").await;
    kim.click(&format!("{panel} form.check-in button[type=submit]")).await;
    kim.wait_until_gone("form.check-in").await;
    kim.visit("#/share").await;
    kim.press("Save to a file").await;
    let back = kim.download().await.text().to_owned();

    team.open_file("from-kim.okr.json", &back).await;
    team.wait_for_text("since yours").await;
    team.press("Merge").await;
    team.wait_for_text("Merged").await;
    team.visit("#/report").await;
    team.wait_for_text("Seen from outside: ask the patients").await;
    team.assert_clean().await;
}

#[tokio::test]
async fn c15_set_track_report_and_look_at_it_in_one_sitting() {
    let browser = Browser::open(&Site::start()).await;
    browser.set_clock(NOW).await;
    browser.goto("").await;
    // setting
    browser.press("Start with an empty plan").await;
    browser.press("New objective").await;
    browser.fill("Objective", "Be easy to reach").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    browser.follow("Be easy to reach").await;
    browser.press("New key result").await;
    browser.fill("Type it as a sentence", "Raise calls answered from 60 % to 90 %").await;
    browser.press("Save").await;
    browser.wait_until_gone("dialog").await;
    // tracking
    browser
        .click(".key-result-panel header button[aria-expanded], [id^=panel-] header button[aria-expanded]")
        .await;
    browser.fill("Value today", "75").await;
    browser.click("form.check-in button[type=submit]").await;
    browser.wait_until_gone("form.check-in").await;
    // analytics
    browser.wait_for_text("50\u{a0}%").await;
    browser.find("[role=img][aria-label*='75']").await;
    // reporting
    show_report(&browser).await;
    let all = printed(&browser, A4).await.1.concat();
    for said in ["Be easy to reach", "60 → 75 → 90 %", "50 %"] {
        assert!(all.contains(&bare(said)), "no {said:?} in {all}");
    }
    browser.assert_clean().await;
}

#[tokio::test]
async fn t27_every_table_is_a_download_of_as_many_rows_as_it_says() {
    let browser = open(&fixture("examples/support-team.okr.json")).await;
    browser.visit("#/share").await;
    const NAMES: &str = "return [...document.querySelectorAll('.tables li')].map((li) => [li.querySelector('.name').textContent, parseInt(li.querySelector('.number').textContent)])";
    let tables: Vec<(String, usize)> =
        serde_json::from_value(browser.run(NAMES, vec![]).await).expect("names and counts");
    assert!(tables.len() >= 8, "{tables:?}");
    for (name, rows) in &tables {
        browser.press(&format!("Download {name}")).await;
        let file = browser.download().await;
        browser.dismiss_notice().await;
        assert!(file.name.ends_with(&format!("{name}.csv")), "{}", file.name);
        assert_eq!(count_rows(file.text()), rows + 1, "{name}");
    }
    let (first, _) = &tables[0];
    assert_eq!(first, "Objectives and key results");
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.assert_clean().await;
}

/// Lines that end outside of quotes.
fn count_rows(text: &str) -> usize {
    let mut quoted = false;
    let ends = |sign: char| {
        quoted ^= sign == '"';
        sign == '\n' && !quoted
    };
    text.chars().map(ends).filter(|end| *end).count()
}

#[tokio::test]
async fn hostile_words_stay_words_on_paper_and_in_tables() {
    let plan = fixture("hostile.okr.json");
    let browser = open(&plan).await;
    show_report(&browser).await;
    let known: Value = serde_json::from_str(&plan).expect("JSON");
    let cycles: Vec<&String> = known["cycles"].as_object().expect("cycles").keys().collect();
    for cycle in cycles {
        browser.visit(&format!("#/report/{cycle}")).await;
        browser.find(".paper h2").await;
        const BAD: &str = "return document.querySelectorAll('.paper :is(script, iframe, object, embed, svg:not(.status svg), style, form, a)').length";
        assert_eq!(browser.run(BAD, vec![]).await, json!(0), "{cycle}");
        const DRAWN: &str = "
            const plain = ['svg', 'desc', 'rect', 'text', 'polyline', 'polygon', 'circle', 'line', 'path', 'g'];
            const odd = (it) => !plain.includes(it.localName) || [...it.attributes].some((a) => /^on|href/i.test(a.name));
            return [...document.querySelectorAll('.paper img.chart')].map((img) => {
              const text = decodeURIComponent(img.src.slice(img.src.indexOf(',') + 1));
              const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
              return [...drawing.querySelectorAll('*')].filter(odd).map((it) => it.localName).concat(img.naturalWidth ? [] : ['nothing']);
            }).flat()";
        let drawn = async || Some(browser.run(DRAWN, vec![]).await).filter(|odd| *odd == json!([]));
        assert!(browser.until(drawn).await.is_some(), "{cycle}: {}", browser.run(DRAWN, vec![]).await);
        let (_, pages) = printed(&browser, A4).await;
        assert!(!pages.is_empty());
    }
    browser.visit("#/share").await;
    browser.press("Download Objectives and key results").await;
    let text = browser.download().await.text().to_owned();
    for cell in text.split([',', '\n']).map(|cell| cell.trim_start_matches('"')) {
        let runs = cell.starts_with(['=', '@', '\t', '＝', '＋', '－', '＠'])
            || (cell.starts_with(['+', '-']) && cell.trim_end_matches('"').parse::<f64>().is_err());
        assert!(!runs || cell.len() < 2, "{cell:?}");
    }
    browser.assert_clean().await;
}

/// A table of another tool: one key result is there, one is new, one objective is new, one row is nothing.
const OTHER_TOOL: &str = "Objective;Key result;Owner;Baseline;Target;Unit\nNobody waits;Minutes of waiting;;40;12;min\nNobody waits;Seats filled;Ben;0;2;seats\nCalm nights;Alarms a night;Ben;;from 9 to 3;\n;Alone;;1;2;\n";

#[tokio::test]
async fn objectives_and_key_results_come_in_from_a_table_once() {
    let browser = open(CLINIC).await;
    let look = async |name: &str, text: &str| {
        browser.visit("#/share").await;
        browser.follow("Bring in a table").await;
        browser.upload_bytes("main input[type=file]", name, text.as_bytes()).await;
        browser.find(".import").await;
    };
    look("okrs.csv", OTHER_TOOL).await;
    browser.wait_for_text("1 new objective · 2 new key results · new people: Ben").await;
    browser.wait_for_text("Line 2: Target").await;
    browser.wait_for_text("Line 5: it names no objective.").await;
    assert_eq!(browser.axe().await, Vec::<String>::new());
    browser.press("Bring it in").await;
    browser.wait_for_text("Calm nights").await;
    browser.wait_for_text("Seats filled").await;
    browser.dismiss_notice().await;

    // the same table again brings nothing, nor does our own of the plan as it is now
    look("okrs.csv", OTHER_TOOL).await;
    browser.wait_for_text("2 rows there already").await;
    assert!(!browser.button("Bring it in").await.is_enabled().await.expect("a button"));
    browser.visit("#/share").await;
    browser.press("Download Objectives and key results").await;
    let ours = browser.download().await.text().to_owned();
    browser.dismiss_notice().await;
    look("ours.csv", &ours).await;
    browser.wait_for_text("4 rows there already").await;
    assert!(!browser.button("Bring it in").await.is_enabled().await.expect("a button"));

    // one undo takes all of it back
    browser.undo().await;
    browser.visit("#/okrs").await;
    browser.wait_for_text("Nobody waits").await;
    assert!(!browser.text().await.contains("Calm nights"));
    browser.assert_clean().await;
}
