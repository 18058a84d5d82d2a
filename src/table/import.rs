//! What was read, beside the plan: what is new, what is there already, what would be replaced; and the step that brings
//! it in.

use super::reading::{Entry, Reading};
use crate::change::Command;
use crate::domain::{Date, Direction, Every, Id, Kpi, Measurement, Plan, Record};
use crate::ordered::Map;

/// Where the values of a name go.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// Into a KPI that is there.
    Kpi(Id),
    /// Into a new one of this title.
    New(String),
    /// Nowhere.
    Out,
}

/// Where each name goes.
pub type Import = Map<String, Goal>;

/// How a value stands to what the plan holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// The day is not measured yet.
    New,
    /// The same value is there, and nothing new is said of it.
    Same,
    /// There is another value or note: the value so far.
    Replaces(f64),
}

/// How many values stand how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Tally {
    pub new: usize,
    pub same: usize,
    pub replaced: usize,
    /// KPIs that are made.
    pub kpis: usize,
}

/// How one value stands.
pub fn standing(plan: &Plan, goal: &Goal, entry: &Entry) -> Standing {
    let Goal::Kpi(kpi) = goal else { return Standing::New };
    let there = plan.series_of(kpi).and_then(|series| series.get(entry.day));
    match there {
        None => Standing::New,
        // A table without a note says nothing about the note that is there.
        Some(there) if there.value == entry.value && (entry.note.is_none() || entry.note == there.note) => {
            Standing::Same
        }
        Some(there) => Standing::Replaces(there.value),
    }
}

/// How many values of a reading stand how.
pub fn tally(plan: &Plan, reading: &Reading, import: &Import) -> Tally {
    let mut tally = Tally::default();
    for (name, days) in reading.series.iter() {
        let Some(goal) = import.get(name).filter(|goal| **goal != Goal::Out) else { continue };
        tally.kpis += usize::from(matches!(goal, Goal::New(_)));
        for entry in days.values() {
            match standing(plan, goal, entry) {
                Standing::New => tally.new += 1,
                Standing::Same => tally.same += 1,
                Standing::Replaces(_) => tally.replaced += 1,
            }
        }
    }
    tally
}

/// Two names that were sent into one KPI, and the first day of which they say different things.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Clash {
    pub names: [String; 2],
    pub day: Date,
}

/// Names that would overwrite each other: a KPI has one value a day, and which of two is meant is not guessed.
pub fn clashes(reading: &Reading, import: &Import) -> Vec<Clash> {
    let into_known = |name: &String| import.get(name).filter(|goal| matches!(goal, Goal::Kpi(_)));
    let sent: Vec<_> =
        reading.series.iter().filter_map(|(name, days)| Some((name, days, into_known(name)?))).collect();
    let mut clashes = Vec::new();
    for (at, (name, days, goal)) in sent.iter().enumerate() {
        for (other, their_days, _) in sent.iter().skip(at + 1).filter(|(.., theirs)| theirs == goal) {
            let differs =
                |entry: &&Entry| their_days.get(&entry.day).is_some_and(|other| other.value != entry.value);
            let names = [(*name).clone(), (*other).clone()];
            clashes.extend(days.values().find(differs).map(|entry| Clash { names, day: entry.day }));
        }
    }
    clashes
}

/// The step that brings a reading in: new KPIs, without a direction until somebody says one, and every value that is not
/// there already. Importing again gives no commands.
pub fn commands(
    plan: &Plan,
    reading: &Reading,
    import: &Import,
    mut mint: impl FnMut() -> Id,
) -> Vec<Command> {
    let mut commands = Vec::new();
    for (name, days) in reading.series.iter() {
        let Some(goal) = import.get(name) else { continue };
        let kpi = match goal {
            Goal::Out => continue,
            Goal::Kpi(id) => id.clone(),
            Goal::New(title) => {
                let id = mint();
                let kpi = Kpi::new(title, Direction::None, rhythm_of(days));
                commands.push(Command::Create { id: id.clone(), record: Record::Kpi(kpi) });
                id
            }
        };
        for entry in days.values().filter(|entry| standing(plan, goal, entry) != Standing::Same) {
            let there =
                plan.series_of(&kpi).and_then(|series| series.get(entry.day)).and_then(|there| there.note);
            let measurement = Measurement { value: entry.value, note: entry.note.clone().or(there) };
            let (kpi, day) = (kpi.clone(), entry.day);
            commands.push(Command::RecordMeasurement { kpi, day, measurement: Some(measurement) });
        }
    }
    commands
}

/// How often values come, by the middle one of the gaps between their days.
pub fn rhythm_of(days: &Map<Date, Entry>) -> Every {
    let all: Vec<Date> = days.keys().copied().collect();
    let mut gaps: Vec<i32> = all.iter().zip(all.iter().skip(1)).map(|(a, b)| b.days_since(*a)).collect();
    gaps.sort_unstable();
    match gaps.get(gaps.len() / 2) {
        None => Every::Week,
        Some(..=3) => Every::Day,
        Some(..=15) => Every::Week,
        Some(..=45) => Every::Month,
        Some(..=180) => Every::Quarter,
        Some(_) => Every::Year,
    }
}
