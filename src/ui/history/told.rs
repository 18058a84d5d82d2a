//! A step of the history in words.

use crate::browser::clock;
use crate::domain::{Date, Id, Kind, Plan, RecordKey};
use crate::merge::{Copy, Did, Written, WrittenRecord};
use crate::plan_file::record_fields;
use crate::route::Route;
use crate::ui::merging::words::{Sides, field_word, kind_word, value_text};
use crate::ui::say;
use crate::ui::text::{fill, shortened, t};

/// So many lines of a step are shown; a file that was opened has thousands.
const MOST_LINES: usize = 8;
/// So many characters of a value.
const MOST_CHARACTERS: usize = 160;

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// The day it was made on, in the user's time zone.
    pub day: Option<Date>,
    /// The time of that day.
    pub time: String,
    /// Who made it.
    pub by: Option<String>,
    /// What it did.
    pub lines: Vec<Line>,
    /// How many more things it did.
    pub rest: usize,
}

/// One thing that a step did.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// What it was done to.
    pub label: String,
    /// What was done.
    pub text: String,
    /// Where that can be looked at.
    pub place: Option<Route>,
}

pub(super) fn tell(copy: Copy, step: Written) -> Told {
    let sides = Sides { ours: copy, theirs: copy };
    let ms = step.at.as_deref().and_then(clock::instant_ms);
    let (day, time) = ms.map(clock::local).unzip();
    let mut lines = Vec::new();
    let mut rest = 0;
    for record in &step.records {
        let more = match &record.did {
            Did::Changed(fields) => fields.iter().filter(|path| *path != "typed").count(),
            _ => 1,
        };
        if lines.len() + more > MOST_LINES && !lines.is_empty() {
            rest += more;
            continue;
        }
        rest += more.saturating_sub(MOST_LINES);
        lines.extend(lines_of(sides, record));
    }
    let by = step.by.as_ref().and_then(|by| sides.name(Kind::Person, by));
    Told { day, time: time.unwrap_or_default(), by, lines, rest }
}

fn lines_of(sides: Sides, record: &WrittenRecord) -> Vec<Line> {
    let plan = sides.ours.plan;
    let place = place_of(plan, &record.key);
    let (kind, name) = match &record.key {
        RecordKey::Record(kind, id) => {
            (kind_word(*kind), sides.name(*kind, id).unwrap_or_else(|| id.to_string()))
        }
        _ => (t().plan_place, say::plan_title(plan)),
    };
    let line = |label: String, text: String| Line {
        label,
        text: shortened(&text, MOST_CHARACTERS),
        place: place.clone(),
    };
    let named = |word: &str| vec![line(fill(word, &[kind]), name.clone())];
    match &record.did {
        Did::Created => vec![line(fill(t().added_named, &[kind]), created(sides, &record.key, &name))],
        Did::Deleted => named(t().deleted_named),
        Did::Restored => named(t().restored_named),
        Did::Changed(fields) => {
            let values = plan.get(&record.key).or_else(|| match &record.key {
                RecordKey::Record(kind, id) => plan.trash().get(*kind, id),
                _ => None,
            });
            let values = values.map(|record| record_fields(&record)).unwrap_or_default();
            let fields = fields.iter().filter(|path| *path != "typed").take(MOST_LINES);
            let said = fields.map(|path| {
                if path == "rank" {
                    return line(name.clone(), t().order_changed.to_string());
                }
                let value = value_text(sides, path, values.get(path));
                line(name.clone(), fill(t().history_set, &[&word_of(&record.key, path), &value]))
            });
            said.collect()
        }
    }
}

/// A measurement is known by its day, any other field by its word.
fn word_of(key: &RecordKey, path: &str) -> String {
    match (key, Date::parse(path)) {
        (RecordKey::Record(Kind::Series, _), Some(day)) => say::full_day(day),
        _ => field_word(path),
    }
}

/// A check-in says its value; anything else is known by its name.
fn created(sides: Sides, key: &RecordKey, name: &str) -> String {
    let RecordKey::Record(Kind::CheckIn, id) = key else { return name.to_string() };
    let records = [sides.ours.plan.records(), sides.ours.plan.trash()];
    let Some(check_in) = records.iter().find_map(|records| records.check_ins.get(id)) else {
        return name.to_string();
    };
    let value = check_in.value.map(say::number);
    let confidence = check_in.confidence.map(|it| fill(t().confidence_n, &[&it.to_string()]));
    let note = check_in.note.as_ref().map(|note| format!("“{note}”"));
    let said = [value, confidence, note].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if said.is_empty() { name.to_string() } else { fill(t().history_set, &[name, &said]) }
}

/// Where a record that is there can be looked at.
fn place_of(plan: &Plan, key: &RecordKey) -> Option<Route> {
    let RecordKey::Record(kind, id) = key else { return Some(Route::Plan) };
    if !plan.records().contains(*kind, id) {
        return None;
    }
    let (mut kind, mut id) = (*kind, id.clone());
    loop {
        match kind {
            Kind::Objective => return Some(Route::Objective(id)),
            Kind::Kpi => return Some(Route::Kpi(id)),
            Kind::Review => return Some(Route::Review(Some(id))),
            Kind::Cycle => return Some(Route::Okrs(Some(id))),
            Kind::Person | Kind::Team => return Some(Route::Plan),
            _ => (kind, id) = plan.records().home(kind, &id)?,
        }
    }
}

/// Whether a record is, or belongs to, the one with this id.
pub(super) fn of_record(plan: &Plan, key: &RecordKey, of: &Id) -> bool {
    let RecordKey::Record(kind, id) = key else { return false };
    let (mut kind, mut id) = (*kind, id.clone());
    loop {
        if id == *of {
            return true;
        }
        let homes = [plan.records(), plan.trash()].into_iter().find_map(|records| records.home(kind, &id));
        // Everything belongs to a cycle in the end; whoever asks for that asks for its own history.
        match homes.filter(|(home, _)| *home != Kind::Cycle) {
            Some(home) => (kind, id) = home,
            None => return false,
        }
    }
}
