//! Cairn's charts against uPlot's, in one page and run; the goals are in the table it prints.

use crate::{
    Outcome,
    engines::Engine,
    process::{self, cargo, step},
    setup,
    test::browser_crate,
    tools::{self, Tool},
};
use std::{fs, path::Path};

/// Where the page is put together.
const PLACE: &str = "target/bench";
const SOURCE: &str = "tests/browser/bench";
const PACKAGE: &str = "cairn-bench";

/// Builds the charts as the release is built, without the screens, and runs the page.
pub fn run() -> Outcome {
    let programs = setup::for_browser_tests(&[Engine::Chromium])?;
    setup::for_builds()?;
    setup::for_bench()?;
    step("charts and uPlot in one page", put_together)?;
    step("benchmark", || {
        let mut bench = browser_crate("run")?;
        programs.tell(&mut bench);
        process::run(bench.args(["--quiet", "--bin", "bench", "--", PLACE]))
    })
}

fn put_together() -> Outcome {
    process::run(cargo().args([
        "build",
        "--quiet",
        "--release",
        "--target",
        setup::TARGET,
        "--package",
        PACKAGE,
    ]))?;
    fs::create_dir_all(PLACE).map_err(|error| format!("{PLACE}: {error}"))?;
    let module = format!("target/{}/release/{PACKAGE}.wasm", setup::TARGET);
    let mut bindgen = tools::command("wasm-bindgen")?;
    process::run(bindgen.args(["--target", "web", "--no-typescript", "--out-dir", PLACE, &module]))?;
    // as in index.html
    let module = format!("{PLACE}/{PACKAGE}_bg.wasm");
    let mut opt = tools::command("wasm-opt")?;
    opt.args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"]);
    opt.args(["--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"]);
    process::run(opt.args([&module, "-o", &module]))?;
    let rival = Tool::uplot();
    let script = rival.product()?;
    let folder = script.parent().ok_or("no folder of uPlot")?;
    let theirs = ["uPlot.iife.min.js", "uPlot.min.css"].map(|name| (folder.join(name), name));
    let ours = ["index.html", "bench.js"].map(|name| (Path::new(SOURCE).join(name), name));
    for (from, name) in theirs.into_iter().chain(ours) {
        let to = Path::new(PLACE).join(name);
        fs::copy(&from, &to).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))?;
    }
    Ok(())
}
