//! What is left of a sentence when due phrase and figures are taken out.

use std::ops::Range;

/// `text` without the stretches in `cut`, which are in order.
pub(super) fn without(text: &str, cut: &[Range<usize>]) -> String {
    let mut left = String::new();
    let mut at = 0;
    for stretch in cut {
        left.push_str(text.get(at..stretch.start).unwrap_or_default());
        left.push(' ');
        at = at.max(stretch.end);
    }
    left.push_str(text.get(at..).unwrap_or_default());
    let mut title = String::new();
    for word in left.split_whitespace() {
        // a comma or full stop that lost its word goes to the one before
        let stray = word.chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '!'));
        if stray {
            continue;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '–' | '—' | '-' | '→');
    title.trim_matches(ends).to_string()
}
