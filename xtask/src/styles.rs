//! The release has two sheets of style: one for the first screens, and one for the places that none of them shows, which
//! the page does not wait for (`src/page/boot.js`). What repeats from place to place is compressed together.

use crate::{Outcome, build};
use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// The sheets of places and forms that no first screen shows.
const LATER: [&str; 8] = ["drafting", "guide", "import", "library", "merging", "report", "review", "share"];

/// Joins the style sheets that the page names, in their order.
pub fn run() -> Outcome {
    let dist = Path::new(build::DIST);
    let page = dist.join("index.html");
    let read = |file: &Path| fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()));
    let html = read(&page)?;
    let sheets = sheets(&html);
    if sheets.is_empty() {
        return Err("the page names no style sheet".to_owned());
    }
    let write = |file: &Path, text: &str| {
        fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
    };
    let join = |name: &str, later: bool| -> Outcome<String> {
        let mut joined = String::new();
        for sheet in sheets.iter().filter(|sheet| is_later(sheet) == later) {
            joined.extend(read(&dist.join(sheet))?.lines().flat_map(|line| [line.trim(), "\n"]));
        }
        let mut hash = DefaultHasher::new();
        hash.write(joined.as_bytes());
        let name = format!("{name}-{:016x}.css", hash.finish());
        write(&dist.join(&name), &joined)?;
        Ok(name)
    };
    write(&page, &with_two_sheets(&html, &join("style", false)?, &join("later", true)?))?;
    for sheet in &sheets {
        fs::remove_file(dist.join(sheet)).map_err(|error| format!("{sheet}: {error}"))?;
    }
    Ok(())
}

fn sheets(html: &str) -> Vec<&str> {
    let lines = html.lines().filter_map(|line| line.trim().strip_prefix(LINK));
    lines.filter_map(|rest| rest.split('"').next()).collect()
}

/// Whether a sheet, named as Trunk does it ("report-1a2b.css"), is of a place that no first screen shows.
fn is_later(sheet: &str) -> bool {
    LATER.iter().any(|name| sheet.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '.'])))
}

/// The page with these sheets in the place of the first, and without the others. Of the second the browser thinks that
/// it is for paper, so that nothing waits for it, until the app has started.
fn with_two_sheets(html: &str, name: &str, later: &str) -> String {
    let mut first = true;
    let mut page = String::new();
    for line in html.lines() {
        if !line.trim().starts_with(LINK) {
            page.extend([line, "\n"]);
        } else if std::mem::take(&mut first) {
            page.extend(["    ", LINK, name, "\">\n"]);
            page.extend(["    ", LINK, later, "\" media=\"print\">\n"]);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{LATER, is_later, sheets, with_two_sheets};

    #[test]
    fn the_sheets_of_a_page_become_two_in_the_place_of_the_first() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"./a.css\" data-integrity=\"none\"/>\n  <link rel=\"stylesheet\" href=\"./b.css\"/>\n</head>\n";
        assert_eq!(sheets(html), ["a.css", "b.css"]);
        let two = "<head>\n    <link rel=\"stylesheet\" href=\"./c.css\">\n    <link rel=\"stylesheet\" href=\"./d.css\" media=\"print\">\n</head>\n";
        assert_eq!(with_two_sheets(html, "c.css", "d.css"), two);
    }

    #[test]
    fn what_no_first_screen_shows_is_told_by_its_name_and_is_there() {
        assert!(is_later("report-1a2b.css") && is_later("review.css"));
        assert!(!is_later("reports-1.css") && !is_later("okrs-1.css"));
        for name in LATER {
            assert!(std::path::Path::new("../style").join(name).with_extension("css").is_file(), "{name}");
        }
    }
}
