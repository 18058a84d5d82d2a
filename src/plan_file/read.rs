//! Bytes to a plan: size → parse → type and version → check. Either a whole document with the list of what was
//! repaired, or everything that is wrong.

use crate::ordered::Map;

use super::fields::{self, Fields, sorted};
use super::finding::Findings;
use super::place::Place;
use super::record::{collection, read_record};
use super::write::{Contents, body_of, sha256};
use super::{
    DEPTH_TO_KEEP, Document, Expected, Finding, Reason, Refused, Seal, TYPE, Tree, VERSION, check, head,
    repair,
};
use crate::change::Patch;
use crate::domain::{Head, Id, Kind, Plan, Record, RecordKey, Records};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The plan and what came with it, repairs made.
    pub document: Document,
    /// What was repaired or noticed, one by one; empty for a file in order.
    pub repairs: Vec<Finding>,
    /// How many more there are behind the first thousand.
    pub repairs_left_out: usize,
    /// The references that repairs dropped. Already made in the plan; whoever keeps registers stamps them like any
    /// edit, so that no dot stands for two values.
    pub repair: Patch,
}

/// Reads a file that a person brings. Everything that is wrong is collected; nothing is guessed.
pub fn read(bytes: &[u8]) -> Result<Opened, Refused> {
    open(bytes, Source::Person)
}

/// Reads what Cairn itself wrote to its own storage. A rule across records that edits or a merge have broken (a
/// check-in whose key result lost its KPI) is listed there: refusing one's own plan would lose it.
pub fn read_own(bytes: &[u8]) -> Result<Opened, Refused> {
    open(bytes, Source::Cairn)
}

/// Reads what a newer version of Cairn wrote, as far as this one understands it: to be looked at and nothing else, since
/// whoever writes it again would write the old form. Refused as by [`read()`] where its form has changed too much, and
/// where it is not newer at all.
pub fn read_newer(bytes: &[u8]) -> Result<Opened, Refused> {
    open(bytes, Source::Newer)
}

/// Who wrote what is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A person, or a program that is not Cairn.
    Person,
    /// Cairn itself.
    Cairn,
    /// A newer version of Cairn.
    Newer,
}

/// What was read of a file, as it stands there.
#[derive(Default)]
struct Content {
    id: Option<Id>,
    head: Option<Head>,
    records: Records,
    trash: Records,
    unread: Map<String, String>,
    merge: Option<Tree>,
    sha256: Option<String>,
}

fn open(bytes: &[u8], from: Source) -> Result<Opened, Refused> {
    let own = from != Source::Person;
    let tree = Tree::parse(bytes)?;
    admit(&tree, from)?;
    let findings = Findings::default();
    tree.note_duplicates(&findings);
    let content = read_content(&tree, &findings).unwrap_or_default();
    drop(tree);
    check::ids(&content.records, &content.trash, &findings);
    let notes = Findings::default();
    check::rules(&content.records, &notes);
    let Content { id, head, mut records, mut trash, mut unread, merge, sha256: sum } = content;
    let ((id, head), findings) = match (id.zip(head), findings.count()) {
        (Some(both), 0) => (both, findings),
        _ => {
            if !own {
                findings.take(notes);
            }
            return Err(findings.into_refused());
        }
    };
    drop(findings);
    let contents = Contents {
        id: &id,
        head: &head,
        records: &records,
        trash: &trash,
        unread: &unread,
        merge: merge.as_ref(),
    };
    // One's own registers need no hash; of a big plan it takes as long as writing it.
    let hash =
        if own && sum.is_none() && merge.is_some() { String::new() } else { sha256(&body_of(&contents)) };
    let seal = match &sum {
        None => Seal::Missing,
        Some(sum) if *sum == hash => Seal::Intact,
        Some(_) => Seal::Broken,
    };
    if notes.count() > 0 && !own && seal != Seal::Intact {
        return Err(notes.into_refused());
    }
    repair::trashed_twice(&records, &mut trash, &mut unread, &notes);
    repair::homeless(&mut records, &mut unread, &notes);
    let changes = repair::dangling(&records, &trash, &notes);
    repair::circles(&records, &notes);
    let mut plan = built(id, head, records, trash, unread);
    for change in &changes {
        plan.put(&change.key, change.after.clone());
    }
    let (repairs, repairs_left_out) = notes.into_parts();
    let document = Document { plan, merge, seal, hash };
    Ok(Opened { document, repairs, repairs_left_out, repair: changes.into_iter().collect() })
}

fn built(id: Id, head: Head, mut records: Records, mut trash: Records, unread: Map<String, String>) -> Plan {
    let mut plan = Plan::new(id, &head.title);
    plan.put(&RecordKey::Head, Some(Record::Head(head)));
    for kind in Kind::ALL {
        for id in records.ids(kind).cloned().collect::<Vec<_>>() {
            let record = records.remove(kind, &id);
            plan.put(&RecordKey::Record(kind, id), record);
        }
        for id in trash.ids(kind).cloned().collect::<Vec<_>>() {
            if let Some(record) = trash.remove(kind, &id) {
                plan.keep_trashed(id, record);
            }
        }
    }
    unread.into_iter().for_each(|(place, text)| plan.keep_unread(place, text));
    plan
}

/// Whether this is a plan, and of a version that can be read.
fn admit(tree: &Tree, from: Source) -> Result<(), Finding> {
    let refuse = |place: &str, reason| {
        let found = tree.member(place).map_or("missing".to_string(), super::finding::described);
        Err(Finding::new(place, found, reason))
    };
    if tree.members().is_none() {
        return Err(Finding::new("", super::finding::described(tree), Reason::NotAPlan));
    }
    if tree.member("type").and_then(Tree::as_text) != Some(TYPE) {
        return refuse("type", Reason::NotAPlan);
    }
    let Some(version) = tree.member("version") else { return refuse("version", Reason::NoVersion) };
    match fields::whole(1, 1 << 53)(version) {
        Ok(version) if version > VERSION && from == Source::Newer => Ok(()),
        Ok(version) if version > VERSION => refuse("version", Reason::NewerVersion(version)),
        Ok(_) if from == Source::Newer => refuse("version", Reason::BadVersion),
        Ok(_) => Ok(()),
        Err(_) => refuse("version", Reason::BadVersion),
    }
}

fn read_content(tree: &Tree, findings: &Findings) -> Option<Content> {
    let mut f = Fields::of(tree, &Place::TOP, findings)?;
    let mut kept = Vec::new();
    f.take("type");
    f.take("version");
    let id = f.required("plan", fields::id);
    let head = head::read_head(&mut f, &mut kept);
    let records = read_collections(&mut f);
    let mut trash = Records::default();
    if let Some(tree) = f.take("trash") {
        let place = Place::TOP.at("trash");
        if let Some(mut f) = Fields::of(tree, &place, findings) {
            trash = read_collections(&mut f);
            f.keep_rest(&mut kept);
        }
    }
    let unread = read_unread(&mut f);
    let merge = f.take("merge");
    if let Some(merge) = merge.filter(|merge| merge.members().is_none()) {
        f.wrong("merge", merge, Reason::WrongType(Expected::Object));
    }
    let sha256 = f.optional("sha256", fields::text);
    f.keep_rest(&mut kept);
    let head = head.map(|head| Head { kept: sorted(kept), ..head });
    Some(Content { id, head, records, trash, unread, merge: merge.cloned(), sha256 })
}

fn read_collections(f: &mut Fields<'_>) -> Records {
    let mut records = Records::default();
    for kind in Kind::ALL {
        let name = collection(kind);
        let Some(tree) = f.take(name) else { continue };
        let Some(entries) = tree.members() else {
            f.wrong(name, tree, Reason::WrongType(Expected::Object));
            continue;
        };
        let place = f.place.at(name);
        for (name, tree) in entries {
            let place = place.record(name);
            let id = Id::parse(name);
            if id.is_none() {
                f.findings.add(Finding::new(place.to_string(), format!("\"{name}\""), Reason::NotAnId));
            }
            let record = read_record(kind, tree, &place, f.findings);
            if let (Some(id), Some(record)) = (id, record) {
                records.insert(id, record);
            }
        }
    }
    records
}

fn read_unread(f: &mut Fields<'_>) -> Map<String, String> {
    let mut unread = Map::new();
    let Some(tree) = f.take("unread") else { return unread };
    let Some(entries) = tree.members() else {
        f.wrong("unread", tree, Reason::WrongType(Expected::Object));
        return unread;
    };
    for (name, tree) in entries {
        if tree.depth() > DEPTH_TO_KEEP {
            f.wrong(&format!("unread/{name}"), tree, Reason::TooDeepToKeep);
        }
        unread.insert(name.clone(), tree.compact());
    }
    unread
}
