//! The release has one sheet of style: a page asks once, and what repeats from place to place is compressed together.

use crate::{Outcome, build};
use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

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
    let mut joined = String::new();
    for sheet in &sheets {
        joined.extend(read(&dist.join(sheet))?.lines().flat_map(|line| [line.trim(), "\n"]));
    }
    let mut hash = DefaultHasher::new();
    hash.write(joined.as_bytes());
    let name = format!("style-{:016x}.css", hash.finish());
    let write = |file: &Path, text: &str| {
        fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
    };
    write(&dist.join(&name), &joined)?;
    write(&page, &with_one_sheet(&html, &name))?;
    for sheet in &sheets {
        fs::remove_file(dist.join(sheet)).map_err(|error| format!("{sheet}: {error}"))?;
    }
    Ok(())
}

fn sheets(html: &str) -> Vec<&str> {
    let lines = html.lines().filter_map(|line| line.trim().strip_prefix(LINK));
    lines.filter_map(|rest| rest.split('"').next()).collect()
}

/// The page with that sheet in the place of the first, and without the others.
fn with_one_sheet(html: &str, name: &str) -> String {
    let mut first = true;
    let mut page = String::new();
    for line in html.lines() {
        if !line.trim().starts_with(LINK) {
            page.extend([line, "\n"]);
        } else if std::mem::take(&mut first) {
            page.extend(["    ", LINK, name, "\">\n"]);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{sheets, with_one_sheet};

    #[test]
    fn the_sheets_of_a_page_become_one_in_the_place_of_the_first() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"./a.css\" data-integrity=\"none\"/>\n  <link rel=\"stylesheet\" href=\"./b.css\"/>\n</head>\n";
        assert_eq!(sheets(html), ["a.css", "b.css"]);
        let one = "<head>\n    <link rel=\"stylesheet\" href=\"./c.css\">\n</head>\n";
        assert_eq!(with_one_sheet(html, "c.css"), one);
    }
}
