//! The words that inputs are made of: those of the good inputs, and what has tripped readers elsewhere.

use std::collections::BTreeSet;

use cairn::plan_file::Tree;

/// JSON values that are odd somewhere, as they are typed.
pub const ODD: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.50",
    "1e999",
    "-1e999",
    "1e-400",
    "5e-324",
    "9007199254740993",
    "18446744073709551615",
    "-9223372036854775809",
    "1e21",
    "0.1e1",
    "\"\"",
    "\"*\"",
    "\"~\"",
    "\"a/b\"",
    "[]",
    "{}",
    "[[]]",
    "{\"\":{}}",
    "\"__proto__\"",
    "\"\\u0000\"",
    "\"\\u202ebidi\"",
    "\"\\u200b\"",
    "\"0000-01-01\"",
    "\"9999-12-31\"",
    "\"0001-01-01\"",
    "\"2027-02-30\"",
    "\"2027-02-29\"",
    "\"2027-2-1\"",
    "\"2027-01-04T23:59:60Z\"",
    "\"2027-01-04T08:00:00+00:00\"",
    "[1,2,3]",
    "[8.8,\"n\"]",
    "[null]",
    "[-1,1]",
    "[3,1]",
    "\"k3:1\"",
    "\"k3:0\"",
    "\"k3:9007199254740993\"",
    "\"ra:9007199254740991\"",
    "{\"reach\":{\"from\":0,\"to\":0}}",
    "{\"keep\":{\"atLeast\":2,\"atMost\":1}}",
    "{\"milestones\":{}}",
    "{\"milestones\":{\"s1\":{\"title\":\"\"}}}",
    "{\"$serde_json::private::Number\":\"1\"}",
    "\"closed\"",
    "\"draft\"",
    "\"day\"",
    "\"within\"",
];

/// Pieces of text that matter to some reader, put in between bytes. Some are no JSON at all.
pub const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\ud800",
    "\\udc00\\ud800",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "\n",
    "NaN",
    "Infinity",
    "-",
    "+",
    ".",
    "e9",
    "1e999",
    "//",
    "/*",
    "'",
    "null",
    "\"__proto__\":",
    "\u{0}",
    "{\"$serde_json::private::Number\":\"",
    "\"trash\":{",
    "\"unread\":{",
    "\"merge\":{",
    "\"measure\":null,",
    " by ",
    "to ",
    "x",
    "×",
    "%",
    " points",
    "pp",
    " million",
    "bn",
    "k",
    "€",
    "$",
    "−",
    "1,234",
    "\u{a0}",
    "’",
    "９",
    "9999999999999999999999",
    "per cent",
    "0",
    "1",
    "İ",
    "ß",
    "\u{1F3AF}",
];

/// Names of members and texts, gathered from good inputs.
pub struct Words {
    pub names: Vec<String>,
    pub texts: Vec<String>,
}

impl Words {
    /// The words of all inputs that are JSON, texts that hold JSON opened too.
    pub fn of(inputs: &[Vec<u8>]) -> Words {
        let (mut names, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for tree in inputs.iter().filter_map(|input| Tree::parse(input).ok()) {
            gather(&tree, &mut names, &mut texts);
        }
        names.extend(["x-new", "*", "", "__proto__"].map(str::to_string));
        texts.extend(["", "x"].map(str::to_string));
        Words { names: names.into_iter().collect(), texts: texts.into_iter().collect() }
    }
}

fn gather(tree: &Tree, names: &mut BTreeSet<String>, texts: &mut BTreeSet<String>) {
    match tree {
        Tree::Object(members) => members.iter().for_each(|(name, value)| {
            names.insert(name.clone());
            gather(value, names, texts);
        }),
        Tree::Array(items) => items.iter().for_each(|item| gather(item, names, texts)),
        Tree::Text(text) => match Tree::parse(text.as_bytes()) {
            Ok(inner @ Tree::Object(_)) => gather(&inner, names, texts),
            _ if text.len() < 100 => drop(texts.insert(text.clone())),
            _ => {}
        },
        _ => {}
    }
}
