//! Every word on screen, in one typed table: a language is one more file, and the compiler finds what it lacks.
//!
//! Sentences with figures in them are templates with `{0}`, `{1}` …; singular and plural are two entries.

mod en;

pub use en::Text;

/// The words in the user's language. English is the first; others join as files of this folder.
pub fn t() -> &'static Text {
    &en::EN
}

/// The first `most` characters of a text, with a mark where some are left out: what a person would not read, a browser
/// need not lay out.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => fill(t().and_so_on, &[text.get(..end).unwrap_or_default()]),
        None => text.to_string(),
    }
}

/// A template with its `{0}`, `{1}` … replaced by `parts`.
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let part =
            after.find('}').and_then(|end| Some((parts.get(after[..end].parse::<usize>().ok()?)?, end)));
        match part {
            Some((part, end)) => {
                text.push_str(part);
                rest = &after[end + 1..];
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// "1 key result", "3 key results": `{0}` is the count.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    fill(if count == 1 { one } else { many }, &[&count.to_string()])
}
