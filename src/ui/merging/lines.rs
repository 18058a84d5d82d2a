//! The lines of a review: what of a proposal one tick takes, and what each line says.

use super::words::{self, Sides};
use crate::domain::{Kind, RecordKey};
use crate::merge::{Became, Changes, Dot, FieldChange, RecordChange};
use crate::ui::text::{fill, t};

/// How many measurements of a KPI have a line each; more have one together.
const DAYS_APART: usize = 4;

/// A place in a proposal: group, record, and the fields that the line stands for; none for the record itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    group: usize,
    record: usize,
    fields: Vec<usize>,
}

impl Place {
    /// Ticks or unticks everything the line stands for.
    pub fn tick(&self, changes: &mut Changes, ticked: bool) {
        let Some(record) = self.record_mut(changes) else { return };
        if self.fields.is_empty() {
            record.ticked = ticked;
        }
        for field in &self.fields {
            if let Some(field) = record.fields.get_mut(*field) {
                field.ticked = ticked;
            }
        }
        // What was typed is no line of its own: it goes with the measure that was read from it.
        let of_measure = |field: &FieldChange| field.path == "measure";
        if self.fields.iter().any(|i| record.fields.get(*i).is_some_and(of_measure)) {
            record.fields.iter_mut().filter(|field| field.path == "typed").for_each(|it| it.ticked = ticked);
        }
    }

    /// Whether everything the line stands for is ticked.
    pub fn is_ticked(&self, changes: &Changes) -> bool {
        let record = changes.groups.get(self.group).and_then(|group| group.records.get(self.record));
        record.is_some_and(|record| match self.fields.is_empty() {
            true => record.ticked,
            false => self.fields.iter().all(|i| record.fields.get(*i).is_some_and(|field| field.ticked)),
        })
    }

    /// Chooses a version of a field that both changed; `None` keeps them all.
    pub fn choose(&self, changes: &mut Changes, dot: Option<Dot>) {
        let Some(record) = self.record_mut(changes) else { return };
        if let Some(field) = self.fields.first().and_then(|field| record.fields.get_mut(*field)) {
            field.chosen = dot;
        }
    }

    fn record_mut<'c>(&self, changes: &'c mut Changes) -> Option<&'c mut RecordChange> {
        changes.groups.get_mut(self.group)?.records.get_mut(self.record)
    }
}

/// A version to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub dot: Dot,
    /// "Yours" or whose.
    pub whose: String,
    pub value: String,
    /// Who and when, as far as it is known.
    pub by: String,
}

/// What a line shows beside its tick.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// A record or measurement that came or went.
    Text(String),
    /// A field's value before and after.
    Change { before: String, after: String },
    /// A field that both changed.
    Conflict { versions: Vec<Version> },
}

/// What a line is about, for those who look for some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Something came.
    Came,
    /// Something goes.
    Goes,
    /// Something has another value.
    Changed,
    /// Both have changed it.
    Both,
}

/// One line of a review.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub place: Place,
    pub sort: Sort,
    pub label: String,
    /// What the field belongs to, where that is not the group itself.
    pub of: Option<String>,
    pub shows: Shows,
    pub author: Option<String>,
    pub day: Option<String>,
    pub ticked: bool,
}

/// The lines of one group, in its order.
pub fn lines(sides: Sides, changes: &Changes, group: usize) -> Vec<Line> {
    let records = changes.groups.get(group).map(|group| group.records.as_slice()).unwrap_or_default();
    let of_group = changes.groups.get(group).and_then(|group| group.of.as_ref());
    let mut lines = Vec::new();
    for (record, change) in records.iter().enumerate() {
        let place = |fields: Vec<usize>| Place { group, record, fields };
        match &change.key {
            RecordKey::Record(Kind::Series, _) if change.became != Became::Deleted => {
                measurement_lines(sides, change, place, &mut lines);
            }
            RecordKey::Record(kind, _) if change.became != Became::Changed => {
                lines.push(record_line(sides, change, *kind, place(Vec::new())));
            }
            key => {
                let of = match key {
                    RecordKey::Record(kind, id) if of_group != Some(key) => sides.name(*kind, id),
                    _ => None,
                };
                let shown = change.fields.iter().enumerate().filter(|(_, field)| is_shown(field));
                lines.extend(shown.map(|(i, field)| field_line(sides, field, of.clone(), place(vec![i]))));
            }
        }
    }
    lines
}

/// What was typed goes with the measure that was read from it.
fn is_shown(field: &FieldChange) -> bool {
    field.path != "typed"
}

fn record_line(sides: Sides, change: &RecordChange, kind: Kind, place: Place) -> Line {
    let word = match change.became {
        Became::Created | Became::Changed => t().added_named,
        Became::Restored => t().restored_named,
        Became::Deleted => t().deleted_named,
    };
    let dot = change.fields.iter().find_map(|field| field.dot.as_ref());
    Line {
        place,
        sort: if change.became == Became::Deleted { Sort::Goes } else { Sort::Came },
        label: fill(word, &[words::kind_word(kind)]),
        of: None,
        shows: Shows::Text(words::record_text(sides, change)),
        author: dot.and_then(|dot| sides.author(dot)),
        day: dot.and_then(|dot| sides.day(dot)),
        ticked: change.ticked,
    }
}

fn measurement_lines(
    sides: Sides,
    change: &RecordChange,
    place: impl Fn(Vec<usize>) -> Place,
    lines: &mut Vec<Line>,
) {
    let plain: Vec<usize> = (0..change.fields.len()).filter(|i| !change.fields[*i].is_conflict()).collect();
    let together = plain.len() > DAYS_APART;
    for (i, field) in change.fields.iter().enumerate() {
        if field.is_conflict() {
            lines.push(field_line(sides, field, Some(words::field_word("value")), place(vec![i])));
        } else if !together {
            let mut line = field_line(sides, field, None, place(vec![i]));
            line.label = t().measurement_noun.to_string();
            line.shows = Shows::Text(words::measurement_text(sides, field));
            line.sort = sort_of_day(field);
            lines.push(line);
        }
    }
    if together {
        let first = plain.iter().take(2).filter_map(|i| change.fields.get(*i));
        let said = first.map(|field| words::measurement_text(sides, field)).collect::<Vec<_>>().join(", ");
        let dot = plain.last().and_then(|i| change.fields.get(*i)?.dot.as_ref());
        let whole = change.became != Became::Changed;
        lines.push(Line {
            sort: plain.first().and_then(|i| change.fields.get(*i)).map_or(Sort::Changed, sort_of_day),
            label: fill(t().many_measurements, &[&plain.len().to_string()]),
            of: None,
            shows: Shows::Text(fill(t().and_so_on, &[&said])),
            author: dot.and_then(|dot| sides.author(dot)),
            day: dot.and_then(|dot| sides.day(dot)),
            ticked: plain.iter().all(|i| change.fields.get(*i).is_some_and(|f| f.ticked)),
            place: place(if whole { Vec::new() } else { plain }),
        });
    }
}

fn sort_of_day(field: &FieldChange) -> Sort {
    match (&field.before, &field.after) {
        (None, _) => Sort::Came,
        (_, None) => Sort::Goes,
        _ => Sort::Changed,
    }
}

fn field_line(sides: Sides, field: &FieldChange, of: Option<String>, place: Place) -> Line {
    let value = |tree| words::value_text(sides, &field.path, tree);
    let shows = if field.is_conflict() {
        Shows::Conflict { versions: versions(sides, field) }
    } else if field.path == "rank" {
        Shows::Text(t().order_changed.to_string())
    } else {
        Shows::Change { before: value(field.before.as_ref()), after: value(field.after.as_ref()) }
    };
    Line {
        place,
        sort: if field.is_conflict() { Sort::Both } else { Sort::Changed },
        label: words::field_word(&field.path),
        of,
        shows,
        author: field.dot.as_ref().and_then(|dot| sides.author(dot)),
        day: field.dot.as_ref().and_then(|dot| sides.day(dot)),
        ticked: field.ticked,
    }
}

/// The versions of a field that both changed, ours first.
fn versions(sides: Sides, field: &FieldChange) -> Vec<Version> {
    let shown = field.dot.clone().map(|dot| (dot, field.after.as_ref()));
    let all = shown.into_iter().chain(field.others.iter().map(|it| (it.dot.clone(), it.value.as_ref())));
    let mut versions: Vec<(bool, Version)> = all
        .map(|(dot, value)| {
            let ours = sides.ours.ledger.seen.covers(&dot);
            (ours, version(sides, &field.path, dot, value, ours))
        })
        .collect();
    crate::ordered::sort_by(&mut versions, |(x, _), (y, _)| y.cmp(x));
    versions.into_iter().map(|(_, version)| version).collect()
}

/// A version in words.
pub fn version(
    sides: Sides,
    path: &str,
    dot: Dot,
    value: Option<&crate::plan_file::Tree>,
    ours: bool,
) -> Version {
    let by = [sides.author(&dot), sides.day(&dot)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let whose = if ours { t().yours } else { t().theirs };
    Version { value: words::value_text(sides, path, value), whose: whose.to_string(), by, dot }
}
