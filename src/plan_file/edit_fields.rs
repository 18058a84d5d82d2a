//! What a field is: a record's tree taken apart into its fields, and fields put into a tree again.

use super::edit::EditedFields;
use super::finding::Findings;
use super::record::record_name;
use super::{Expected, Finding, Reason, Tree};
use crate::domain::{Kind, RecordKey};

/// The members of a record whose entries are fields of their own; `None` is the head.
fn split(kind: Option<Kind>) -> &'static [&'static str] {
    match kind {
        None => &["settings", "dismissed", "trash"],
        Some(Kind::Cycle) => &["reviews", "reopened", "notDoing"],
        Some(Kind::Objective) => &["watch"],
        Some(Kind::KeyResult) => &["revisions"],
        Some(Kind::CheckIn) => &["was"],
        Some(Kind::Kpi) => &["targets", "tags", "factors", "reviewed", "changes"],
        Some(Kind::Review) => &["scores", "next"],
        _ => &[],
    }
}

/// The fields of a record's tree with their paths.
///
/// Milestones are the one measure that is no unit: `measure` itself then holds an empty list of them (which says that
/// it is one), and each member of each milestone is a field.
pub(super) fn fields_of(kind: Option<Kind>, tree: &Tree) -> Vec<(String, Tree)> {
    let mut fields = Vec::new();
    for (name, value) in tree.members().unwrap_or_default() {
        match value {
            Tree::Object(entries) if split(kind).contains(&name.as_str()) => {
                fields.extend(entries.iter().map(|(entry, value)| (path(&[name, entry]), value.clone())));
            }
            Tree::Object(members) if kind == Some(Kind::KeyResult) && name == "measure" => {
                measure_fields(members, &mut fields);
            }
            _ => fields.push((path(&[name]), value.clone())),
        }
    }
    fields
}

fn measure_fields(members: &[(String, Tree)], fields: &mut Vec<(String, Tree)>) {
    let mut unit = Vec::new();
    let mut of_steps = Vec::new();
    for (name, value) in members {
        match value {
            Tree::Object(steps) if name == "milestones" => {
                for (step, tree) in steps {
                    for (member, value) in tree.members().unwrap_or_default() {
                        of_steps.push((path(&["measure", "milestones", step, member]), value.clone()));
                    }
                }
                unit.push((name.clone(), Tree::Object(Vec::new())));
            }
            _ => unit.push((name.clone(), value.clone())),
        }
    }
    fields.push(("measure".to_string(), Tree::Object(unit)));
    fields.append(&mut of_steps);
}

/// A record's tree with some fields set and some cleared; a finding where a path leads nowhere.
pub(super) fn assemble(
    kind: Option<Kind>,
    tree: Tree,
    fields: &EditedFields,
    key: &RecordKey,
    findings: &Findings,
) -> Option<Tree> {
    let Tree::Object(mut members) = tree else { return None };
    let before = findings.count();
    let wrong = |path: &str, reason| {
        findings.add(Finding::new(format!("{}/{path}", record_name(key)), "", reason));
    };
    let changes = fields.set.iter().map(|(path, value)| (path, Some(value)));
    for (path, value) in changes.chain(fields.cleared.iter().map(|path| (path, None))) {
        let Some(names) = names(path) else {
            wrong(path, Reason::NotThere);
            continue;
        };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["measure"] if kind == Some(Kind::KeyResult) => put_measure(&mut members, value),
            ["measure", "milestones", step, member] if kind == Some(Kind::KeyResult) => {
                let done = entries_of(&mut members, "measure", value.is_some())
                    .and_then(|measure| entries_of(measure, "milestones", value.is_some()))
                    .and_then(|steps| entries_of(steps, step, value.is_some()))
                    .map(|step| put(step, member, value));
                if done.is_none() && value.is_some() {
                    wrong(path, Reason::WrongType(Expected::Object));
                }
            }
            [name, entry] if split(kind).contains(name) => {
                match entries_of(&mut members, name, value.is_some()) {
                    Some(entries) => put(entries, entry, value),
                    None if value.is_some() => wrong(path, Reason::WrongType(Expected::Object)),
                    None => {}
                }
            }
            [name] => put(&mut members, name, value),
            _ => wrong(path, Reason::NotThere),
        }
    }
    drop_empty_steps(kind, &mut members);
    (findings.count() == before).then_some(Tree::Object(members))
}

/// Sets `measure` as a unit; milestones that are there stay, for each of their members is a field of its own.
fn put_measure(members: &mut Vec<(String, Tree)>, value: Option<&Tree>) {
    let steps = entries_of(members, "measure", false)
        .and_then(|measure| entries_of(measure, "milestones", false))
        .map(std::mem::take);
    put(members, "measure", value);
    if let Some(steps) = steps
        && let Some(measure) = entries_of(members, "measure", false)
        && let Some(milestones) = entries_of(measure, "milestones", false)
    {
        *milestones = steps;
    }
}

/// A milestone of which nothing is left is none.
fn drop_empty_steps(kind: Option<Kind>, members: &mut Vec<(String, Tree)>) {
    if kind == Some(Kind::KeyResult)
        && let Some(measure) = entries_of(members, "measure", false)
        && let Some(steps) = entries_of(measure, "milestones", false)
    {
        steps.retain(|(_, step)| step.members().is_none_or(|members| !members.is_empty()));
    }
}

/// The members of an object inside of `members`, made where it may be.
fn entries_of<'a>(
    members: &'a mut Vec<(String, Tree)>,
    name: &str,
    make: bool,
) -> Option<&'a mut Vec<(String, Tree)>> {
    if make && !members.iter().any(|(n, _)| n == name) {
        members.push((name.to_string(), Tree::Object(Vec::new())));
    }
    match members.iter_mut().find(|(n, _)| n == name)? {
        (_, Tree::Object(entries)) => Some(entries),
        _ => None,
    }
}

/// Sets a member where it stands, or behind the others; `None` takes it away.
fn put(members: &mut Vec<(String, Tree)>, name: &str, value: Option<&Tree>) {
    let at = members.iter_mut().find(|(n, _)| n == name);
    match (at, value) {
        (Some((_, old)), Some(value)) => *old = value.clone(),
        (None, Some(value)) => members.push((name.to_string(), value.clone())),
        (_, None) => members.retain(|(n, _)| n != name),
    }
}

/// The path of names, each written so that the path can be taken apart again and is never `*`.
pub(super) fn path(names: &[&str]) -> String {
    let written: Vec<String> = names
        .iter()
        .map(|name| if *name == "*" { "~2".to_string() } else { name.replace('~', "~0").replace('/', "~1") })
        .collect();
    written.join("/")
}

/// The names of a path, or `None` where it is none.
pub(super) fn names(path: &str) -> Option<Vec<String>> {
    path.split('/')
        .map(|name| match name {
            "~2" => Some("*".to_string()),
            "*" => None,
            _ => {
                let escapes_fit = name.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
                escapes_fit.then(|| name.replace("~1", "/").replace("~0", "~"))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart_into_the_names_it_was_made_of() {
        for of in
            [vec!["owner"], vec!["dismissed", "A5/o_1"], vec!["*"], vec!["a~1b"], vec!["", "~"], vec!["~2"]]
        {
            let written = path(&of);
            assert_ne!(written, "*");
            assert_eq!(names(&written), Some(of.iter().map(|n| n.to_string()).collect()), "{written}");
        }
        assert_eq!(names("a~"), None);
        assert_eq!(names("a/*"), None);
    }
}
