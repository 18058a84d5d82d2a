//! A plan to the canonical text of its file: fixed order of members, equal plans give equal bytes.

use crate::ordered::Map;

use sha2::{Digest, Sha256};

use super::members::{self, Members};
use super::print::canonical;
use super::record::{collection, write_record};
use super::{Document, TYPE, Tree, VERSION, head};
use crate::domain::{Head, Id, Kind, Plan, Record, Records};

/// Everything that stands in a file, borrowed.
pub(super) struct Contents<'a> {
    pub(super) id: &'a Id,
    pub(super) head: &'a Head,
    pub(super) records: &'a Records,
    pub(super) trash: &'a Records,
    pub(super) unread: &'a Map<String, String>,
    pub(super) merge: Option<&'a Tree>,
}

/// The text of a plan file, with its `sha256`.
pub fn write(document: &Document) -> String {
    write_plan(&document.plan, document.merge.as_ref())
}

/// The text of a plan file from its parts, with its `sha256`.
pub fn write_plan(plan: &Plan, merge: Option<&Tree>) -> String {
    let body = write_body(plan, merge);
    let sum = sha256(&body);
    let open = body.strip_suffix("\n}\n").unwrap_or(&body);
    format!("{open},\n  \"sha256\": \"{sum}\"\n}}\n")
}

/// The same text without `sha256`, for a store that keeps its own checksums.
pub fn write_body(plan: &Plan, merge: Option<&Tree>) -> String {
    body_of(&Contents {
        id: plan.id(),
        head: plan.head(),
        records: plan.records(),
        trash: plan.trash(),
        unread: plan.unread(),
        merge,
    })
}

/// The canonical text of contents, without `sha256`.
pub(super) fn body_of(contents: &Contents<'_>) -> String {
    canonical(&tree_of(contents))
}

/// The SHA-256 of a text in hex.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn tree_of(contents: &Contents<'_>) -> Tree {
    let kept = &contents.head.kept;
    let mut trash = Members::of(kept, "trash");
    for kind in Kind::ALL {
        trash = trash.put(collection(kind), write_collection(contents.trash, kind));
    }
    let trash = trash.into_members();
    let unread = contents
        .unread
        .iter()
        .map(|(place, text)| (place, Tree::parse(text.as_bytes()).unwrap_or_else(|_| Tree::text(text))));
    let mut members = Members::of(kept, "")
        .put("type", members::text(TYPE))
        .put("version", Some(Tree::number(VERSION as f64)))
        .put("plan", members::id(contents.id))
        .put("title", members::text(&contents.head.title));
    for kind in Kind::ALL {
        members = members.put(collection(kind), write_collection(contents.records, kind));
    }
    let mut members = members
        .put("settings", head::write_settings(contents.head))
        .put("dismissed", head::write_dismissed(contents.head))
        .put("trash", (!trash.is_empty()).then_some(Tree::Object(trash)))
        .put("unread", members::map_if(unread))
        .into_members();
    members.extend(contents.merge.map(|merge| ("merge".to_string(), merge.clone())));
    Tree::Object(members)
}

fn write_collection(records: &Records, kind: Kind) -> Option<Tree> {
    let tree = |id: &Id| Some((id.to_string(), write_record(&records.get(kind, id)?)));
    let members: Vec<_> = match kind {
        // not through `get`: it would copy every measurement
        Kind::Series => {
            records.series.iter().map(|(id, s)| (id.to_string(), super::kpis::write_series(s))).collect()
        }
        _ => records.ids(kind).filter_map(tree).collect(),
    };
    (!members.is_empty()).then_some(Tree::Object(members))
}

/// The tree of one record, as it stands in a file.
pub fn record_tree(record: &Record) -> Tree {
    write_record(record)
}
