//! The one-file copy, `dist/cairn.html`: the whole release in one page that also runs from a disk, with a place for a plan.
//!
//! A page on a disk may load no module and fetch nothing, so all is in it: style and scripts as they are, named in the
//! policy by their hashes; everything else packed, in blocks of data (`src/page/one-file.js`). The app fills in the plan.

use crate::{
    Outcome, build,
    process::{self, step},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

/// The page.
pub const FILE: &str = "cairn.html";

/// What starts the app in it.
const START: &str = "src/page/one-file.js";

/// Where the plan goes (`src/plan_file/carried.rs`).
const PLAN: &str = "<script type=\"application/json\" id=\"cairn-plan\" data-own=\"\"></script>";

/// What is read where nothing runs, as in the preview of a mail program; in the place of the release's own word.
const NOSCRIPT: &str = "<noscript data-own=\"\">This file is a plan with Cairn inside, the app that shows it. Open it in \
    a browser with JavaScript, which is switched off here.</noscript>";

/// Where its texts stand as files, for their hashes.
const TEXTS: &str = "target/bundle";

/// What the release is made of: where one of these is newer, it is built anew.
const SOURCES: [&str; 7] =
    ["src", "style", "tests/fixtures/examples", "index.html", "Cargo.toml", "Cargo.lock", "Trunk.toml"];

/// `cargo xtask bundle`: the release, where there is none or an old one, and the copy of it.
pub fn run() -> Outcome {
    if is_current() { step("one-file copy", write) } else { build::run() }
}

/// Whether `dist/` holds a release that is newer than what it is made of.
fn is_current() -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|it| it.modified()).ok();
    let Some(built) = changed(&Path::new(build::DIST).join("index.html")) else { return false };
    let newest = SOURCES.iter().filter_map(|source| newest(Path::new(source), &changed)).max();
    newest.is_none_or(|newest| newest < built)
}

fn newest(path: &Path, changed: &impl Fn(&Path) -> Option<SystemTime>) -> Option<SystemTime> {
    if !path.is_dir() {
        return changed(path);
    }
    let inner = fs::read_dir(path).ok()?.flatten().map(|entry| entry.path());
    inner.filter_map(|path| newest(&path, changed)).max()
}

/// Writes the copy of the release in `dist/`, and says how large it is.
pub fn write() -> Outcome {
    let dist = Path::new(build::DIST);
    let html = read(&dist.join("index.html"))?;
    let page = Page::of(&html)?;
    let texts = page.texts(|name| read(&dist.join(name)), &read(Path::new(START))?)?;
    let modules = page.modules()?;
    let files: Vec<PathBuf> = build::files()?.into_iter().filter(|it| is_fetched(it)).collect();
    let names: Vec<String> = files.iter().map(|it| name_of(it)).collect();

    let packed: Vec<PathBuf> = modules.iter().map(|name| dist.join(name)).chain(files).collect();
    let blocks = lines_of("xtask/node/pack.mjs", &packed)?;
    fs::create_dir_all(TEXTS).map_err(|error| format!("{TEXTS}: {error}"))?;
    let mut written = Vec::new();
    for (name, text) in
        [("style", &texts.style), ("last-resort", &texts.last_resort), ("start", &texts.start)]
    {
        let file = Path::new(TEXTS).join(name);
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
        written.push(file);
    }
    let hashes = lines_of("xtask/node/hashes.mjs", &written)?;
    let bundle = page.bundle(&texts, &hashes, &blocks, modules.len(), &names)?;
    let file = dist.join(FILE);
    fs::write(&file, &bundle).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{}: {} bytes", file.display(), bundle.len());
    Ok(())
}

/// What the app asks for while it runs (`browser::files::fetch_own`).
fn is_fetched(file: &Path) -> bool {
    let name = name_of(file);
    name.starts_with("examples/") || name.starts_with("guide/")
}

fn name_of(file: &Path) -> String {
    file.strip_prefix(build::DIST).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn lines_of(script: &str, files: &[PathBuf]) -> Outcome<Vec<String>> {
    let printed = process::output(Command::new("node").arg(script).args(files))?;
    let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
    if lines.len() == files.len() { Ok(lines) } else { Err(format!("{script} said something else")) }
}

/// The page of the release, taken apart.
struct Page<'a> {
    html: &'a str,
    body: &'a str,
}

/// The texts that the browser runs or draws by.
struct Texts {
    style: String,
    /// The overlay's script, which works without wasm.
    last_resort: String,
    /// wasm-bindgen's glue, and what starts the app with it.
    start: String,
}

impl<'a> Page<'a> {
    fn of(html: &'a str) -> Outcome<Self> {
        let body = between(html, "<body>", "</body>").ok_or("the page has no body")?;
        Ok(Self { html, body })
    }

    /// The value of an attribute that only one element has.
    fn attribute(&self, start: &str) -> Outcome<&'a str> {
        let value = between(self.html, start, "\"").ok_or(format!("the page says nothing of {start}"))?;
        Ok(value.trim_start_matches("./"))
    }

    /// The sheets of style, in their order.
    fn styles(&self) -> impl Iterator<Item = &'a str> {
        let links = self.html.split("<link rel=\"stylesheet\" href=\"").skip(1);
        links.filter_map(|rest| rest.split('"').next()).map(|name| name.trim_start_matches("./"))
    }

    fn texts(&self, read: impl Fn(&str) -> Outcome<String>, start: &str) -> Outcome<Texts> {
        let rescue = self.html.split("src=\"").filter_map(|rest| rest.split('"').next());
        let rescue = rescue.map(|it| it.trim_start_matches("./")).find(|it| it.starts_with("rescue"));
        let glue = read(self.attribute("data-js=\"")?)?;
        Ok(Texts {
            style: inner(self.styles().map(&read).collect::<Outcome<String>>()?, "</style")?,
            last_resort: inner(
                read("stored.js")? + &read(rescue.ok_or("the page has no script of last resort")?)?,
                "</script",
            )?,
            start: inner(glue + &build::without_comments(start), "</script")?,
        })
    }

    /// The module, or its parts in order.
    fn modules(&self) -> Outcome<Vec<String>> {
        let first = self.attribute("data-wasm=\"")?;
        let later = between(self.html, "data-parts=\"", "\"").map_or(Ok(0), str::parse);
        let later: u32 = later.map_err(|error| format!("data-parts: {error}"))?;
        let part = |number: u32| first.replace("_bg.wasm", &format!("_{number}.wasm"));
        Ok(std::iter::once(first.to_owned()).chain((1..=later).map(part)).collect())
    }

    /// Everything in one page. `data-own` marks what a copy of the copy is made of.
    fn bundle(
        &self,
        texts: &Texts,
        hashes: &[String],
        blocks: &[String],
        modules: usize,
        files: &[String],
    ) -> Outcome<String> {
        let [style, last_resort, start] = hashes else { return Err("a hash is missing".to_owned()) };
        let policy = format!(
            "default-src 'none'; script-src {last_resort} {start} 'wasm-unsafe-eval'; style-src {style}; \
             img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
        );
        let mut page = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        let mut add = |parts: &[&str]| page.extend(parts.iter().copied());
        add(&["<meta data-own=\"\" charset=\"utf-8\">\n"]);
        add(&["<meta data-own=\"\" http-equiv=\"Content-Security-Policy\" content=\"", &policy, "\">\n"]);
        let head = self.html.split("<body>").next().unwrap_or_default().lines().map(str::trim);
        for line in head.filter(|line| line.starts_with("<title>") || line.starts_with("<meta name=")) {
            add(&[&owned(line), "\n"]);
        }
        let icon = fs::read_to_string("src/page/icon.svg").unwrap_or_default();
        add(&["<link data-own=\"\" rel=\"icon\" href=\"data:image/svg+xml,", &in_address(&icon), "\">\n"]);
        add(&["<style data-own=\"\">", &texts.style, "</style>\n</head>\n<body>\n"]);
        // There is no other page beside it.
        for line in self.body.trim().lines().filter(|line| !line.contains("fatal-rescue")) {
            let line = line.strip_prefix("    ").unwrap_or(line);
            let line = match line {
                _ if line.starts_with("<noscript") => NOSCRIPT.to_owned(),
                _ if line.starts_with("<div") => owned(line),
                _ => line.to_owned(),
            };
            add(&[&line, "\n"]);
        }
        add(&[PLAN, "\n"]);
        for (at, block) in blocks.iter().enumerate() {
            let name = match at.checked_sub(modules) {
                None => format!("data-part=\"{at}\""),
                Some(file) => format!("data-file=\"{}\"", files.get(file).ok_or("a block without a name")?),
            };
            add(&[
                "<script type=\"application/octet-stream\" data-own=\"\" ",
                &name,
                ">",
                block,
                "</script>\n",
            ]);
        }
        add(&["<script data-own=\"\">", &texts.last_resort, "</script>\n"]);
        add(&["<script type=\"module\" data-own=\"\">", &texts.start, "</script>\n</body>\n</html>\n"]);
        Ok(page)
    }
}

/// An element that a copy of the copy has, too.
fn owned(line: &str) -> String {
    let end = line.find([' ', '>']).unwrap_or(line.len());
    let (name, rest) = line.split_at(end);
    format!("{name} data-own=\"\"{rest}")
}

/// A text that can stand in an element that ends with `end`.
fn inner(text: String, end: &str) -> Outcome<String> {
    let lower = text.to_lowercase();
    match ["<!--", end].iter().find(|it| lower.contains(**it)) {
        Some(found) => Err(format!("{found} in a text of the page would end it early")),
        None => Ok(text),
    }
}

/// A text as part of an address in an attribute.
fn in_address(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || " =/:.-".contains(c);
    text.trim().chars().map(|c| if plain(c) { c.to_string() } else { format!("%{:02x}", c as u32) }).collect()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(found, _)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n    <meta charset=\"utf-8\">\n    \
        <meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n    <title>Cairn</title>\n    \
        <meta name=\"referrer\" content=\"no-referrer\">\n    <link rel=\"stylesheet\" href=\"./style-1.css\">\n    \
        <link rel=\"stylesheet\" href=\"./later-1.css\" media=\"print\">\n    \
        <script src=\"stored.js\" defer></script>\n    <script src=\"./rescue-1.js\" defer></script>\n    \
        <script type=\"module\" src=\"./boot.js\" data-js=\"./a.js\" data-parts=\"2\" data-wasm=\"./a_bg.wasm\"></script>\n\
        </head>\n  <body>\n    <noscript>No</noscript>\n    <div id=\"fatal\" hidden>\n      \
        <a id=\"fatal-rescue\">See</a>\n    </div>\n  </body>\n</html>\n";

    fn texts(style: &str) -> Outcome<Texts> {
        let read = |name: &str| {
            Ok(match name {
                "style-1.css" => style.to_owned(),
                name => format!("/* {name} */"),
            })
        };
        Page::of(RELEASE)?.texts(read, "// why\nstart();\n")
    }

    #[test]
    fn all_of_a_release_goes_into_one_page() {
        let page = Page::of(RELEASE).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(page.modules(), Ok(vec!["a_bg.wasm".into(), "a_1.wasm".into(), "a_2.wasm".into()]));
        let texts = texts("p { color: red }").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(texts.last_resort, "/* stored.js *//* rescue-1.js */");
        assert_eq!(texts.start, "/* a.js */start();\n");
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let bundle =
            page.bundle(&texts, &words("S L M"), &words("zero one two file"), 3, &words("guide/en.txt"));
        let bundle = bundle.unwrap_or_else(|why| panic!("{why}"));
        for part in [
            "script-src L M 'wasm-unsafe-eval'; style-src S; img-src data: blob:; connect-src 'none'",
            "<title data-own=\"\">Cairn</title>",
            "<style data-own=\"\">p { color: red }/* later-1.css */</style>",
            "<div data-own=\"\" id=\"fatal\" hidden>",
            NOSCRIPT,
            PLAN,
            "data-part=\"2\">two</script>",
            "data-file=\"guide/en.txt\">file</script>",
        ] {
            assert!(bundle.contains(part), "no {part} in {bundle}");
        }
        for other in ["'self'", "src=", "fatal-rescue", "content=\"x\""] {
            assert!(!bundle.contains(other), "{other} in {bundle}");
        }
    }

    #[test]
    fn a_text_that_would_end_its_element_is_refused() {
        assert!(texts("</style><p>").is_err());
        assert!(texts("a { content: \"<!--\" }").is_err());
    }
}
