//! One record of any kind, and how it is addressed. What Patch, journal, registers and screens talk about.

use super::{
    CheckIn, Cycle, Date, Head, Id, Initiative, KeyResult, Kpi, Measurement, Objective, Person, Review,
    Series, Team,
};

/// A member of a file that this version does not know, kept to be written back in its place.
///
/// Two are equal when name and value are: the order of members is no content. A record holds them sorted by `within`
/// and `name`.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The object inside the record that it stands in: "" for the record itself, else "blocker", "targets/2027-01-01".
    pub within: String,
    /// The member it followed; "" where it was the first.
    pub after: String,
    /// Its name.
    pub name: String,
    /// Its value, as text in the file's own form. The domain never looks inside.
    pub text: String,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Kept) -> bool {
        (&self.within, &self.name, &self.text) == (&other.within, &other.name, &other.text)
    }
}

impl Eq for Kept {}

/// The collections of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Team,
    Cycle,
    Objective,
    KeyResult,
    CheckIn,
    Initiative,
    Kpi,
    /// The measurements of the KPI of the same id.
    Series,
    /// The review of the cycle of the same id.
    Review,
}

impl Kind {
    /// All collections, in the order of a plan file.
    pub const ALL: [Kind; 10] = [
        Kind::Person,
        Kind::Team,
        Kind::Cycle,
        Kind::Objective,
        Kind::KeyResult,
        Kind::CheckIn,
        Kind::Initiative,
        Kind::Kpi,
        Kind::Series,
        Kind::Review,
    ];
}

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// Title, settings and dismissed hints.
    Head,
    /// A record of a collection.
    Record(Kind, Id),
    /// One day of a KPI's series: edited alone, since a series may hold a thousand days.
    Measurement(Id, Date),
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Record {
    Head(Head),
    Person(Person),
    Team(Team),
    Cycle(Cycle),
    Objective(Objective),
    KeyResult(KeyResult),
    CheckIn(CheckIn),
    Initiative(Initiative),
    Kpi(Kpi),
    Series(Series),
    Measurement(Measurement),
    Review(Review),
}

impl RecordKey {
    /// Whether `record` is of the kind that stands at this key.
    pub fn fits(&self, record: &Record) -> bool {
        match (self, record) {
            (RecordKey::Head, Record::Head(_)) | (RecordKey::Measurement(..), Record::Measurement(_)) => true,
            (RecordKey::Record(kind, _), record) => record.kind() == Some(*kind),
            _ => false,
        }
    }
}

impl Record {
    /// The collection it stands in; `None` for the head and for a single measurement.
    pub fn kind(&self) -> Option<Kind> {
        Some(match self {
            Record::Head(_) | Record::Measurement(_) => return None,
            Record::Person(_) => Kind::Person,
            Record::Team(_) => Kind::Team,
            Record::Cycle(_) => Kind::Cycle,
            Record::Objective(_) => Kind::Objective,
            Record::KeyResult(_) => Kind::KeyResult,
            Record::CheckIn(_) => Kind::CheckIn,
            Record::Initiative(_) => Kind::Initiative,
            Record::Kpi(_) => Kind::Kpi,
            Record::Series(_) => Kind::Series,
            Record::Review(_) => Kind::Review,
        })
    }
}
