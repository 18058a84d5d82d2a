//! What the columns of a table mean, and what its rows then say.

use super::day::{DayForm, forms_of};
use super::fitting::fitting;
use super::read::{Table, is_nothing};
use crate::domain::Date;
use crate::ordered::Map;
use crate::sentence::{NumberFormat, read_number};

/// What the columns mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The first row holds names and no values.
    pub header: bool,
    /// The column of days.
    pub day: usize,
    /// How the days are written. Nothing: somebody has to say.
    pub form: Option<DayForm>,
    /// How the numbers are written. Nothing: somebody has to say.
    pub notation: Option<NumberFormat>,
    /// The column that says whose value a row holds, where the rows of several KPIs stand below each other.
    pub names: Option<usize>,
    /// The column of notes.
    pub note: Option<usize>,
    /// The columns of values.
    pub values: Vec<usize>,
}

/// One value that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The line of its row.
    pub line: u64,
    /// The day it speaks of.
    pub day: Date,
    /// The value.
    pub value: f64,
    /// The note beside it.
    pub note: Option<String>,
}

/// Why a row, or one value of it, is not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// What stands where the day should be is none.
    NoDay(String),
    /// The day is still to come.
    DayAhead(Date),
    /// What stands where a value should be is no number.
    NotANumber(String),
    /// The row does not say whose value it holds.
    NoName,
    /// A later line has another value for the same day.
    Again(u64),
}

/// A row that was not taken, or not wholly.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its line.
    pub line: u64,
    /// Why.
    pub why: Why,
}

/// What a table says: values by name, one a day, and what was not taken.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reading {
    /// The values of each name, by day.
    pub series: Map<String, Map<Date, Entry>>,
    /// What was not taken, in the order of the lines.
    pub refused: Vec<Refused>,
}

/// The notations that fit columns of texts. None: they hold no numbers. Several: somebody has to say which.
pub fn notations_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<NumberFormat> {
    let ways = [NumberFormat::POINT, NumberFormat::COMMA];
    fitting(&ways, texts.collect(), |format, text| read_number(text, format).ok().map(|number| number.value))
}

/// What the columns seem to mean, to be shown and corrected; nothing where no column holds days.
pub fn guess(table: &Table) -> Option<Mapping> {
    let width = table.width();
    // Where the first row holds names, the rest tells; where there is no rest, it is the rest.
    let rest = usize::from(table.rows.len() > 1);
    let day = (0..width).find(|at| !forms_of(table.column(*at, rest)).is_empty())?;
    let first =
        table.rows.first().and_then(|(_, cells)| cells.get(day)).map(String::as_str).unwrap_or_default();
    let header = DayForm::ALL.iter().all(|form| form.read(first).is_none());
    let from = usize::from(header);
    let is_numbers = |at: usize| !notations_of(table.column(at, from)).is_empty();
    let values: Vec<usize> = (0..width).filter(|at| *at != day && is_numbers(*at)).collect();
    let texts: Vec<usize> = (0..width)
        .filter(|at| *at != day && !values.contains(at) && table.column(*at, from).next().is_some())
        .collect();
    let form = only(forms_of(table.column(day, from)));
    let notation = only(notations_of(values.iter().flat_map(|at| table.column(*at, from))));
    let again = has_a_day_twice(table, day, from);
    let name = texts.iter().copied().find(|_| again);
    let note = texts.iter().copied().find(|at| Some(*at) != name && is_named_note(table, *at, header));
    Some(Mapping { header, day, form, notation, names: name, note, values })
}

/// The one thing it can be, if it is only one.
fn only<T: Copy>(all: Vec<T>) -> Option<T> {
    match all.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn has_a_day_twice(table: &Table, day: usize, from: usize) -> bool {
    let mut days: Vec<&str> = table.column(day, from).collect();
    days.sort_unstable();
    days.windows(2).any(|two| two.first() == two.last())
}

fn is_named_note(table: &Table, at: usize, header: bool) -> bool {
    let name = table.rows.first().and_then(|(_, cells)| cells.get(at)).map(|name| name.to_lowercase());
    header
        && name.is_some_and(|name| matches!(name.as_str(), "note" | "notes" | "comment" | "notiz" | "nota"))
}

impl Mapping {
    /// The name of a column: what its first row says; else, where there are several, its letter as in a spreadsheet.
    /// Columns of values that bear one name are told apart by their letters, all of them: which of them is meant by the
    /// name alone is not guessed.
    pub fn column_name(&self, table: &Table, at: usize) -> String {
        // As KPIs are found by their names: in whatever letters.
        let others =
            || self.values.iter().filter(|other| **other != at).map(|other| self.own_name(table, *other));
        let is_taken = |name: &str| others().any(|other| other.to_lowercase() == name.to_lowercase());
        let mut name = self.own_name(table, at);
        while self.values.contains(&at) && is_taken(&name) {
            name = [name.as_str(), " (", &letter(at), ")"].concat();
        }
        name
    }

    fn own_name(&self, table: &Table, at: usize) -> String {
        let name = table.rows.first().filter(|_| self.header).and_then(|(_, cells)| cells.get(at));
        match name.filter(|name| !name.is_empty()) {
            Some(name) => unguarded(name).to_string(),
            None if self.values.len() < 2 => String::new(),
            None => letter(at),
        }
    }

    /// What the table says when its columns mean this. `today`: later days are not taken. Without form and notation
    /// nothing is read: both have to be said first.
    pub fn read(&self, table: &Table, today: Date) -> Option<Reading> {
        let (form, notation) = (self.form?, self.notation?);
        let mut reading = Reading::default();
        let names = self.values.iter().map(|at| self.column_name(table, *at));
        let columns: Vec<(usize, String)> = self.values.iter().copied().zip(names).collect();
        for (line, cells) in table.rows.iter().skip(usize::from(self.header)) {
            let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
            let refused = &mut reading.refused;
            let mut refuse = |line: u64, why| refused.push(Refused { line, why });
            let Some(day) = form.read(cell(self.day)) else {
                refuse(*line, Why::NoDay(cell(self.day).to_string()));
                continue;
            };
            if day > today {
                refuse(*line, Why::DayAhead(day));
                continue;
            }
            let whose = self.names.map(cell);
            if whose.is_some_and(str::is_empty) {
                refuse(*line, Why::NoName);
                continue;
            }
            let note =
                self.note.map(|at| unguarded(cell(at))).filter(|note| !note.is_empty()).map(str::to_string);
            for (at, column) in &columns {
                let text = cell(*at);
                if is_nothing(text) {
                    continue;
                }
                let Ok(number) = read_number(text, notation) else {
                    refuse(*line, Why::NotANumber(text.to_string()));
                    continue;
                };
                let name = match (whose, self.values.len()) {
                    (Some(whose), 1) => whose.to_string(),
                    (Some(whose), _) => [whose, " · ", column].concat(),
                    (None, _) => column.clone(),
                };
                let entry = Entry { line: *line, day, value: number.value, note: note.clone() };
                let days = reading.series.or_default(name);
                if let Some(before) = days.get(&day).filter(|before| before.value != entry.value) {
                    // The last line of a day counts, and it is said that there was another.
                    refuse(before.line, Why::Again(*line));
                }
                days.insert(day, entry);
            }
        }
        Some(reading)
    }
}

/// A, B … Z, AA, AB …
fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)).to_string();
    if at < 26 { last } else { [letter(at / 26 - 1), last].concat() }
}

/// What [`super::write_series`] put before a text that a spreadsheet would run is not part of it.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| super::write::is_guarded(cell)).unwrap_or(cell)
}
