//! The name of a plan's file, safe on every system that people mail files between.

use crate::domain::Date;

/// Most characters of a name, ending included; and most bytes of its stem, since systems count those.
const MOST_CHARACTERS: usize = 100;
const MOST_BYTES: usize = 200;
const ENDING: &str = ".okr.json";
const TABLE_ENDING: &str = ".csv";

/// `<title>.okr.json`.
pub fn file_name(title: &str) -> String {
    named(title, "", ENDING)
}

/// `<title>.csv`, the name of a table.
pub fn table_name(title: &str) -> String {
    named(title, "", TABLE_ENDING)
}

/// `<title>.okr.html`, the name of a page that carries a plan and the app.
pub fn copy_name(title: &str) -> String {
    named(title, "", ".okr.html")
}

/// `<title>.html`, the name of a page.
pub fn page_name(title: &str) -> String {
    named(title, "", ".html")
}

/// `<title>.<ending>`, the name of a picture.
pub fn picture_name(title: &str, ending: &str) -> String {
    named(title, "", &format!(".{ending}"))
}

/// `<title> <date>.okr.json`, the name of a backup.
pub fn backup_name(title: &str, day: Date) -> String {
    named(title, &format!(" {day}"), ENDING)
}

/// `<title>.<copy>.okr.json`, the name of one copy's file in a folder that several share. Whatever `copy` is, so that it
/// can be told from the title: the last dot of the stem stands before it.
pub fn folder_name(title: &str, copy: &str) -> String {
    let copy: String = copy.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(40).collect();
    named(title, &format!(".{copy}"), ENDING)
}

fn named(title: &str, suffix: &str, ending: &str) -> String {
    let room = MOST_CHARACTERS - ending.len() - suffix.len();
    let mut stem = String::new();
    for word in title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let word: String = word.chars().filter_map(safe).collect();
        if !stem.is_empty() && !word.is_empty() {
            stem.push(' ');
        }
        stem.push_str(&word);
    }
    let stem = stem.trim_start_matches(['.', ' ', '-', '~']);
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MOST_BYTES
    };
    let stem: String = stem.chars().take(room).take_while(fits).collect();
    let stem = stem.trim_end_matches(['.', ' ']);
    let stem = match stem {
        "" => "plan".to_string(),
        reserved if is_reserved(reserved) => format!("Plan {reserved}").chars().take(room).collect(),
        stem => stem.to_string(),
    };
    format!("{stem}{suffix}{ending}")
}

/// The character, another that may stand for it, or none: what steers the direction of text or has no width could
/// make a name look like another.
fn safe(c: char) -> Option<char> {
    match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => Some('-'),
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}' => None,
        c => Some(c),
    }
}

/// Names that Windows keeps for devices, whatever stands behind their first dot.
fn is_reserved(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = |name: &str| {
        first.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL") || port("COM") || port("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        for (title, name) in [
            ("Support team 2027", "Support team 2027.okr.json"),
            ("", "plan.okr.json"),
            (" \t\n ", "plan.okr.json"),
            ("...", "plan.okr.json"),
            ("../../etc/passwd", "etc-passwd.okr.json"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.okr.json"),
            (".hidden", "hidden.okr.json"),
            ("ends with dots. . .", "ends with dots.okr.json"),
            ("two\u{0}\nlines", "two lines.okr.json"),
            ("con", "Plan con.okr.json"),
            ("LPT1.plan", "Plan LPT1.plan.okr.json"),
            ("Console", "Console.okr.json"),
            ("gnp\u{202e}exe", "gnpexe.okr.json"),
            ("Ziele für Köln", "Ziele für Köln.okr.json"),
        ] {
            assert_eq!(file_name(title), name, "{title:?}");
        }
        let day = Date::parse("2027-03-31").expect("a date");
        assert_eq!(backup_name("Plan", day), "Plan 2027-03-31.okr.json");
    }

    #[test]
    fn a_name_has_at_most_a_hundred_characters_and_no_more_bytes_than_a_disk_takes() {
        for title in ["x".repeat(500), "計".repeat(500), "🎯".repeat(500), format!("CON.{}", "x".repeat(500))]
        {
            let day = Date::parse("2027-03-31").expect("a date");
            for name in [file_name(&title), backup_name(&title, day)] {
                assert!(name.chars().count() <= 100 && name.len() <= 255, "{name}");
                assert!(name.ends_with(".okr.json"));
            }
        }
    }
}
