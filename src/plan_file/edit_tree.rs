//! An edit as a small tree for the journal: `["+", "checkIns/c_1", {…}]`, `["=", "keyResults/k_1", {…}, ["owner"]]`.

use super::edit::{Edit, EditedFields, Part, What};
use super::{Expected, Finding, Reason, Tree, record_name, record_named};
use crate::domain::RecordKey;

const CREATED: &str = "+";
const RESTORED: &str = "^";
const CHANGED: &str = "=";
const GONE: &str = "-";
const ASIDE: &str = "~";

impl Edit {
    /// The edit as an array, an array for each part: the sign of what became of the record, its name, and what there
    /// is to say about it (all of it, or fields set and fields cleared).
    pub fn to_tree(&self) -> Tree {
        let asides = self.asides().iter().map(|(place, text)| {
            let text = text.as_ref().map(Tree::text);
            Tree::Array([Tree::text(ASIDE), Tree::text(place)].into_iter().chain(text).collect())
        });
        Tree::Array(self.parts().iter().map(part_tree).chain(asides).collect())
    }

    /// The edit of [`Edit::to_tree`].
    pub fn from_tree(tree: &Tree) -> Result<Edit, Vec<Finding>> {
        let Some(items) = tree.items() else { return Err(vec![wrong(None, tree)]) };
        let mut findings = Vec::new();
        let mut parts = Vec::with_capacity(items.len());
        let mut asides = Vec::new();
        for (i, item) in items.iter().enumerate() {
            match (read_part(item), read_aside(item)) {
                (Some(part), _) => parts.push(part),
                (None, Some(aside)) => asides.push(aside),
                (None, None) => findings.push(wrong(Some(i), item)),
            }
        }
        if findings.is_empty() { Ok(Edit::of(parts).with_asides(asides)) } else { Err(findings) }
    }
}

fn wrong(part: Option<usize>, found: &Tree) -> Finding {
    let place = part.map_or("edit".to_string(), |i| format!("edit/{i}"));
    Finding::new(place, found.compact(), Reason::WrongType(Expected::Array))
}

fn part_tree(part: &Part) -> Tree {
    let (sign, rest) = match &part.what {
        What::Created(tree) => (CREATED, vec![tree.clone()]),
        What::Restored(fields) => (RESTORED, fields_tree(fields)),
        What::Changed(fields) => (CHANGED, fields_tree(fields)),
        What::Gone => (GONE, Vec::new()),
    };
    let start = [Tree::text(sign), Tree::text(record_name(&part.record))];
    Tree::Array(start.into_iter().chain(rest).collect())
}

/// What is set, then what is cleared; at the end, nothing is left out that is empty.
fn fields_tree(fields: &EditedFields) -> Vec<Tree> {
    let set = Tree::Object(fields.set.clone());
    let cleared = Tree::Array(fields.cleared.iter().map(Tree::text).collect());
    match (fields.set.is_empty(), fields.cleared.is_empty()) {
        (true, true) => Vec::new(),
        (_, true) => vec![set],
        (_, false) => vec![set, cleared],
    }
}

fn read_part(tree: &Tree) -> Option<Part> {
    let [sign, name, rest @ ..] = tree.items()? else { return None };
    let record = record_named(name.as_text()?)?;
    let is_head = record == RecordKey::Head;
    let what = match (sign.as_text()?, rest) {
        (CREATED, [tree]) if !is_head => What::Created(tree.clone()),
        (RESTORED, rest) if !is_head => What::Restored(read_fields(rest)?),
        (CHANGED, rest) => What::Changed(read_fields(rest)?),
        (GONE, []) if !is_head => What::Gone,
        _ => return None,
    };
    Some(Part { record, what })
}

fn read_aside(tree: &Tree) -> Option<(String, Option<String>)> {
    let (place, text) = match tree.items()? {
        [sign, place] if sign.as_text() == Some(ASIDE) => (place, None),
        [sign, place, text] if sign.as_text() == Some(ASIDE) => (place, Some(text.as_text()?.to_string())),
        _ => return None,
    };
    Some((place.as_text()?.to_string(), text))
}

fn read_fields(rest: &[Tree]) -> Option<EditedFields> {
    let (set, cleared) = match rest {
        [] => return Some(EditedFields::default()),
        [set] => (set, &[][..]),
        [set, cleared] => (set, cleared.items()?),
        _ => return None,
    };
    let cleared: Option<Vec<String>> = cleared.iter().map(|path| Some(path.as_text()?.to_string())).collect();
    Some(EditedFields { set: set.members()?.to_vec(), cleared: cleared? })
}
