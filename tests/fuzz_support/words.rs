//! The words that inputs are made of: those of the good inputs.

use std::collections::BTreeSet;

use cairn::plan_file::Tree;

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
