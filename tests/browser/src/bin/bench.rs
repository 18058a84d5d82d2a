//! `bench DIRECTORY`: runs the page of `tests/browser/bench` and prints a table of quantity, both times, ratio and goal.
//!
//! Absolute times belong to this machine and this moment; the ratios are what counts. Both sides are drawn in one page and
//! run, in turns. Written as JSON beside the page.

#![forbid(unsafe_code)]

use harness::{Browser, Site};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Rounds that count, and rounds before them.
const ROUNDS: u32 = 15;
const WARM_UP: u32 = 3;

/// Times in ms of both sides.
struct Times {
    cairn: Vec<f64>,
    uplot: Vec<f64>,
}

/// One line of the table.
struct Row {
    quantity: &'static str,
    what: String,
    times: Times,
    /// The ratio to reach; none where it is only told.
    goal: Option<f64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let directory = std::env::args().nth(1).expect("the directory of the page");
    let directory = Path::new(&directory);
    let site = Site::of(directory.to_path_buf());
    let mut rows = Vec::new();
    let redraws = [("P6", 1_000, 0.6), ("P6", 10_000, 0.6), ("P7", 1_000_000, 0.8)];
    for (quantity, points, goal) in redraws {
        let times = asked(&site, &format!("bench.redraw({points})")).await;
        rows.push(Row {
            quantity,
            what: format!("24 zoom and pan steps, {points} points"),
            times,
            goal: Some(goal),
        });
    }
    let times = asked(&site, "bench.board(1000)").await;
    rows.push(Row { quantity: "P5", what: "1000 sparklines of 1096 points".into(), times, goal: Some(0.25) });
    let (drawn, loaded) = cold(&site).await;
    rows.push(Row {
        quantity: "P8",
        what: "first chart of 166650 points, cold".into(),
        times: drawn,
        goal: Some(0.8),
    });
    rows.push(Row {
        quantity: "P8",
        what: "the same with loading its library".into(),
        times: loaded,
        goal: None,
    });
    rows.sort_by_key(|row| row.quantity);
    println!(
        "{:<4} {:<40} {:>9} {:>9} {:>7} {:>6}  p95 {:>8} {:>8}",
        "", "", "Cairn ms", "uPlot ms", "ratio", "goal", "Cairn", "uPlot"
    );
    rows.iter().for_each(Row::print);
    let file = directory.join("bench.json");
    let all: Vec<Value> = rows.iter().map(Row::json).collect();
    fs::write(&file, format!("{:#}\n", json!(all)))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// A page of its own for each quantity: what one left in memory is not the next one's business. In turns; the first rounds
/// warm up and are dropped.
async fn asked(site: &Site, what: &str) -> Times {
    let browser = page(site).await;
    browser.run(&format!("return {what};"), vec![]).await;
    let mut times = Times { cairn: Vec::new(), uplot: Vec::new() };
    for round in 0..WARM_UP + ROUNDS {
        for (who, side) in [("cairn", &mut times.cairn), ("uplot", &mut times.uplot)] {
            browser.run("return bench.once('clear')", vec![]).await;
            browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
            let ms = browser.run("return bench.once(arguments[0])", vec![json!(who)]).await;
            if round >= WARM_UP {
                side.push(ms.as_f64().unwrap_or_else(|| panic!("no time but {ms}")));
            }
        }
    }
    times
}

async fn page(site: &Site) -> Browser {
    let browser = Browser::open(site).await;
    browser.load("").await;
    let there =
        async || (browser.run("return Boolean(window.bench)", vec![]).await == json!(true)).then_some(());
    browser.until(there).await.expect("the page of the benchmark");
    browser
}

/// Each sample in a page that has drawn nothing, in turns.
async fn cold(site: &Site) -> (Times, Times) {
    let none = || Times { cairn: Vec::new(), uplot: Vec::new() };
    let (mut drawn, mut loaded) = (none(), none());
    let browser = page(site).await;
    for round in 0..=ROUNDS {
        for who in ["cairn", "uplot"] {
            browser.load("").await;
            let there = async || {
                (browser.run("return Boolean(window.bench)", vec![]).await == json!(true)).then_some(())
            };
            browser.until(there).await.expect("the page of the benchmark");
            let found = browser.run("return bench.cold(arguments[0], 166650)", vec![json!(who)]).await;
            // the first of each finds cold caches of the browser itself
            if round == 0 {
                continue;
            }
            for (times, name) in [(&mut drawn, "drawn"), (&mut loaded, "loadedAndDrawn")] {
                let side = if who == "cairn" { &mut times.cairn } else { &mut times.uplot };
                side.push(found[name].as_f64().expect("ms"));
            }
        }
    }
    (drawn, loaded)
}

/// The value that a share of the values does not exceed.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

impl Row {
    fn ratio(&self) -> f64 {
        quantile(&self.times.cairn, 0.5) / quantile(&self.times.uplot, 0.5)
    }

    fn verdict(&self) -> &'static str {
        match self.goal {
            None => "",
            Some(goal) if self.ratio() <= goal => "pass",
            Some(_) => "SHORT",
        }
    }

    fn print(&self) {
        let goal = self.goal.map_or(String::new(), |goal| format!("{goal:.2}"));
        println!(
            "{:<4} {:<40} {:>9.2} {:>9.2} {:>7.2} {:>6}      {:>8.2} {:>8.2}  {}",
            self.quantity,
            self.what,
            quantile(&self.times.cairn, 0.5),
            quantile(&self.times.uplot, 0.5),
            self.ratio(),
            goal,
            quantile(&self.times.cairn, 0.95),
            quantile(&self.times.uplot, 0.95),
            self.verdict(),
        );
    }

    fn json(&self) -> Value {
        json!({
            "quantity": self.quantity, "what": self.what, "ratio": self.ratio(), "goal": self.goal,
            "verdict": self.verdict(), "cairn_ms": self.times.cairn, "uplot_ms": self.times.uplot,
        })
    }
}
