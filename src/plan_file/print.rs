//! [`Tree`] to text: the canonical layout of a plan file, and one line without spaces for the journal.

use super::Tree;

/// A value stands on one line where it ends in this column.
const WIDTH: usize = 110;

impl Tree {
    /// The text of the tree on one line, without spaces.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        flat(self, false, &mut out);
        out
    }
}

/// The text of a whole plan file: two-space indent, a record a line where it fits, a measurement a line.
pub(super) fn canonical(tree: &Tree) -> String {
    let mut out = String::new();
    let Tree::Object(members) = tree else { return tree.compact() };
    broken_object(members, 0, &mut out, broken_levels);
    out.push('\n');
    out
}

/// How many levels below a member of the top are broken into lines even where they would fit on one.
fn broken_levels(name: &str) -> usize {
    match name {
        "people" | "teams" | "cycles" | "objectives" | "keyResults" | "checkIns" | "initiatives" | "kpis"
        | "reviews" | "unread" => 1,
        "measurements" | "trash" | "merge" => 2,
        _ => 0,
    }
}

fn broken_object(
    members: &[(String, Tree)],
    indent: usize,
    out: &mut String,
    levels: impl Fn(&str) -> usize,
) {
    out.push('{');
    for (i, (name, value)) in members.iter().enumerate() {
        new_line(i, indent + 1, out);
        let start = out.len();
        text(name, out);
        out.push_str(": ");
        let used = (indent + 1) * 2 + out.get(start..).map_or(0, |t| t.chars().count());
        laid_out(value, indent + 1, used, levels(name), out);
    }
    close(indent, '}', out);
}

/// Writes a value that begins in column `used`: on one line where it fits and no level must be broken.
fn laid_out(tree: &Tree, indent: usize, used: usize, levels: usize, out: &mut String) {
    match tree {
        Tree::Object(members) if !members.is_empty() && (levels > 0 || !fits(tree, used)) => {
            // the measurements of the Trash lie one level deeper than its other collections
            let deeper = |name: &str| usize::from(levels == 2 && name == "measurements");
            broken_object(members, indent, out, |name| (levels + deeper(name)).saturating_sub(1));
        }
        Tree::Array(items) if !fits(tree, used) && !items.is_empty() => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                new_line(i, indent + 1, out);
                laid_out(item, indent + 1, (indent + 1) * 2, 0, out);
            }
            close(indent, ']', out);
        }
        _ => flat(tree, true, out),
    }
}

fn new_line(before: usize, indent: usize, out: &mut String) {
    out.push_str(if before == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n("  ", indent));
}

fn close(indent: usize, bracket: char, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", indent));
    out.push(bracket);
}

/// Whether the value and a comma end within the line.
fn fits(tree: &Tree, used: usize) -> bool {
    WIDTH.checked_sub(used + 1).and_then(|room| room_after(tree, room)).is_some()
}

/// The room that is left behind a value written flat; `None` where there is not enough. Stops as soon as it knows.
fn room_after(tree: &Tree, room: usize) -> Option<usize> {
    match tree {
        Tree::Null | Tree::Bool(true) => room.checked_sub(4),
        Tree::Bool(false) => room.checked_sub(5),
        Tree::Number(number) => room.checked_sub(number.as_str().len()),
        Tree::Text(t) => room_after_text(t, room),
        Tree::Array(items) => {
            let gaps = 2 * items.len().saturating_sub(1) + 2;
            items.iter().try_fold(room.checked_sub(gaps)?, |room, item| room_after(item, room))
        }
        Tree::Object(members) => {
            let gaps = if members.is_empty() { 2 } else { 2 * (members.len() - 1) + 4 + 2 * members.len() };
            members.iter().try_fold(room.checked_sub(gaps)?, |room, (name, value)| {
                room_after(value, room_after_text(name, room)?)
            })
        }
    }
}

fn room_after_text(text: &str, room: usize) -> Option<usize> {
    // a text of more bytes than four times the room can't fit: don't count megabytes
    if text.len() > 4 * room {
        return None;
    }
    let width: usize = text.chars().map(|c| escape(c).map_or(1, |e| e.len())).sum();
    room.checked_sub(width + 2)
}

fn flat(tree: &Tree, spaced: bool, out: &mut String) {
    let space = if spaced { " " } else { "" };
    match tree {
        Tree::Null => out.push_str("null"),
        Tree::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Tree::Number(number) => out.push_str(number.as_str()),
        Tree::Text(t) => text(t, out),
        Tree::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                    out.push_str(space);
                }
                flat(item, spaced, out);
            }
            out.push(']');
        }
        Tree::Object(members) if members.is_empty() => out.push_str("{}"),
        Tree::Object(members) => {
            out.push('{');
            for (i, (name, value)) in members.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(space);
                text(name, out);
                out.push(':');
                out.push_str(space);
                flat(value, spaced, out);
            }
            out.push_str(space);
            out.push('}');
        }
    }
}

fn text(text: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (i, c) in text.char_indices() {
        if let Some(escaped) = escape(c) {
            out.push_str(text.get(plain..i).unwrap_or_default());
            out.push_str(&escaped);
            plain = i + c.len_utf8();
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push('"');
}

/// What JSON writes for a character that may not stand for itself.
fn escape(c: char) -> Option<std::borrow::Cow<'static, str>> {
    Some(match c {
        '"' => "\\\"".into(),
        '\\' => "\\\\".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        '\t' => "\\t".into(),
        '\u{8}' => "\\b".into(),
        '\u{c}' => "\\f".into(),
        c if c < ' ' => format!("\\u{:04x}", c as u32).into(),
        _ => return None,
    })
}
