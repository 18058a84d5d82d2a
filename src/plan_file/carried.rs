//! A plan in a page that carries the app too, a one-file copy (`cargo xtask bundle`).

/// Where a page has its plan: an element whose content no browser runs.
const OPENING: &str = "id=\"cairn-plan\" data-own=\"\">";
const CLOSING: &str = "</script>";

const BEGINNING: &[u8] = b"<!doctype html";

/// The page with the plan file in its place; `None` where it has no place for one. Nothing in a plan can end the element:
/// the one character that could stands in it as JSON spells any character.
pub fn carry(page: &str, file: &str) -> Option<String> {
    let (before, rest) = page.split_once(OPENING)?;
    let (_, after) = rest.split_once(CLOSING)?;
    let plan = file.replace('<', "\\u003c");
    Some([before, OPENING, &plan, CLOSING, after].concat())
}

/// The plan file in a page that carries one: what comes back may be such a page again. `None` for anything else.
pub fn carried(bytes: &[u8]) -> Option<&str> {
    let is_page = bytes.get(..BEGINNING.len()).is_some_and(|it| it.eq_ignore_ascii_case(BEGINNING));
    let page = std::str::from_utf8(bytes).ok().filter(|_| is_page)?;
    let (_, rest) = page.split_once(OPENING)?;
    rest.split_once(CLOSING).map(|(plan, _)| plan).filter(|plan| !plan.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{carried, carry};

    const PAGE: &str =
        "<body><script type=\"application/json\" id=\"cairn-plan\" data-own=\"\"></script><p></p></body>";

    #[test]
    fn t22_nothing_in_a_plan_ends_its_place_in_the_page() {
        let title = "</script><!--<script>\u{2028}</SCRIPT ]]>";
        let file = serde_json::json!({ "title": title }).to_string();
        let page = carry(PAGE, &file).expect("a page");
        let (before, after) = PAGE.split_once("</script>").expect("a place");
        let held = page.strip_prefix(before).and_then(|it| it.strip_suffix(&format!("</script>{after}")));
        let held = held.expect("only the plan is new");
        assert!(!held.contains('<'), "{held}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(held).expect("JSON")["title"], title);
    }

    #[test]
    fn a_plan_takes_the_place_of_the_one_before() {
        let first = carry(PAGE, "{\"title\":\"one\"}").expect("a page");
        assert_eq!(carry(&first, "{}"), carry(PAGE, "{}"));
        assert_eq!(carry("<body></body>", "{}"), None);
    }

    #[test]
    fn the_plan_of_a_page_is_found_and_only_there() {
        let page = format!("<!doctype html>{PAGE}");
        let full = carry(&page, "{\"title\":\"<b>\"}").expect("a page");
        assert_eq!(carried(full.as_bytes()), Some("{\"title\":\"\\u003cb>\"}"));
        for other in [&page, PAGE, "{}", "", "<!doctype html><body></body>", "<!doctype htm"] {
            assert_eq!(carried(other.as_bytes()), None, "{other}");
        }
        assert_eq!(carried(b"<!doctype html>\xff"), None);
    }
}
