//! The reasons of findings: a type for screens to translate, and its plain English.

use std::fmt;

use crate::domain::{Id, Kind, MeasureFault};

/// Why something can't be read, or what a repair did.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// More bytes than are read at all.
    TooLarge {
        /// The file's size.
        bytes: usize,
    },
    /// No text at all.
    Empty,
    /// The file is UTF-16.
    Utf16,
    /// Bytes that are no UTF-8.
    #[allow(missing_docs)]
    NotUtf8 { line: usize, column: usize },
    /// No JSON.
    #[allow(missing_docs)]
    NotJson { line: usize, column: usize },
    /// The text ends too early.
    #[allow(missing_docs)]
    CutShort { line: usize, column: usize },
    /// Half of a character, written as an escape.
    #[allow(missing_docs)]
    LoneSurrogate { line: usize, column: usize },
    /// Text behind the end.
    #[allow(missing_docs)]
    TrailingText { line: usize, column: usize },
    /// Arrays and objects too deep inside each other.
    #[allow(missing_docs)]
    TooDeep { line: usize, column: usize },
    /// More values than any plan has.
    TooManyValues,
    /// JSON, but no plan.
    NotAPlan,
    /// A plan without a version.
    NoVersion,
    /// The version is no whole number from 1 on.
    BadVersion,
    /// Made by a newer Cairn.
    NewerVersion(u64),
    /// A member stands twice in its object.
    DuplicateKey,
    /// A required member is missing.
    Missing,
    /// An optional member is `null` rather than left out.
    Null,
    /// Another type of value is expected.
    WrongType(Expected),
    /// No id.
    NotAnId,
    /// No day of the calendar.
    NotADate,
    /// No instant in UTC.
    NotAnInstant,
    /// No rank.
    NotARank,
    /// None of the words that may stand there.
    NotOneOf(&'static [&'static str]),
    /// Too large for a number.
    NotFinite,
    /// A number outside of its range.
    #[allow(missing_docs)]
    OutOfRange { low: f64, high: f64 },
    /// A number below 0.
    Negative,
    /// A number with a fraction.
    NotWhole,
    /// Neither or several of reach, keep, milestones.
    NotOneMeasure,
    /// A measure that can't be.
    Measure(MeasureFault),
    /// A target has neither or both of a value and a range.
    NotOneGoal,
    /// A range whose lower end lies above its upper one.
    Crossed,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// The id is used by a record of that kind already.
    IdTaken(Kind),
    /// A key result of an objective that is no draft has no measure.
    MeasureMissing,
    /// A check-in has no value, and nothing else gives it one.
    ValueMissing,
    /// A member that nobody knows holds too much inside each other to be kept.
    TooDeepToKeep,
    /// No dot `replica:counter`.
    NotADot,
    /// A dot that the file's own `seen` has not reached.
    UnseenDot,
    /// An edit speaks of a record that is not there.
    NotThere,
    /// A step that does not follow the last one.
    OutOfOrder,
    /// One version with two values: two histories under one replica id.
    TwoValues,
    /// Merging would leave a field without any version: each copy claims to have seen what the other holds.
    Emptied,
    /// Repair: a reference to nothing was dropped.
    Dangling(Kind),
    /// Repair: the record can't be without one that is missing, so it was set aside.
    Homeless {
        /// The kind of the missing record.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// Repair: the record stands in the plan and in the Trash; the one in the Trash was set aside.
    AlsoInTrash,
    /// Noticed: a chain that leads back to where it began; left in the data, cut in the view.
    Circle,
}

/// The types of value that a place may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Expected {
    Object,
    Text,
    Number,
    /// `true` and nothing else.
    True,
    /// A value, or a value and a note in an array.
    Measurement,
    /// Two whole numbers, fewest and most.
    Range,
    /// An array of that length or kind, in a `merge` section or a journal.
    Array,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::TooLarge { bytes } => {
                write!(f, "the file has {} MiB; at most {} are read", bytes >> 20, super::SIZE_LIMIT >> 20)
            }
            Reason::Empty => f.write_str("the file is empty"),
            Reason::Utf16 => f.write_str("the file is UTF-16; save it as UTF-8"),
            Reason::NotUtf8 { line, column } => write!(f, "no UTF-8 text at line {line}, column {column}"),
            Reason::NotJson { line, column } => write!(f, "no JSON at line {line}, column {column}"),
            Reason::CutShort { line, column } => {
                write!(f, "the file ends too early, at line {line}, column {column}")
            }
            Reason::LoneSurrogate { line, column } => {
                write!(f, "half a character (a lone surrogate) at line {line}, column {column}")
            }
            Reason::TrailingText { line, column } => {
                write!(f, "nothing more is expected behind the plan, at line {line}, column {column}")
            }
            Reason::TooDeep { line, column } => {
                let most = super::DEPTH_LIMIT;
                write!(f, "more than {most} levels inside each other, at line {line}, column {column}")
            }
            Reason::TooManyValues => write!(f, "more than {} values", super::VALUE_LIMIT),
            Reason::NotAPlan => f.write_str("this is no plan of Cairn: \"type\": \"okr-plan\" is expected"),
            Reason::NoVersion => f.write_str("a plan says its version; \"version\": 1 is expected"),
            Reason::BadVersion => f.write_str("a version from 1 on is expected, as a whole number"),
            Reason::NewerVersion(version) => {
                write!(f, "made by a newer version of Cairn (version {version}); nothing was changed")
            }
            Reason::DuplicateKey => f.write_str("each member may stand once in its object"),
            Reason::Missing => f.write_str("it is required"),
            Reason::Null => f.write_str("what is not given is left out, not null"),
            Reason::WrongType(expected) => write!(f, "{expected} is expected"),
            Reason::NotAnId => {
                f.write_str("an id is expected: 1 to 64 of A-Z a-z 0-9 _ -, beginning with a letter or digit")
            }
            Reason::NotADate => f.write_str("a day of the calendar such as 2027-03-31 is expected"),
            Reason::NotAnInstant => f.write_str("an instant in UTC such as 2027-03-31T15:02:00Z is expected"),
            Reason::NotARank => f.write_str("a rank is expected: 1 to 200 of 0-9 A-Z a-z"),
            Reason::NotOneOf(words) => write!(f, "one of {} is expected", words.join(", ")),
            Reason::NotFinite => f.write_str("the number is too large to compute with"),
            Reason::OutOfRange { low, high } => write!(f, "a number from {low} to {high} is expected"),
            Reason::Negative => f.write_str("a number from 0 on is expected"),
            Reason::NotWhole => f.write_str("a whole number is expected"),
            Reason::NotOneMeasure => f.write_str("exactly one of reach, keep, milestones is expected"),
            Reason::Measure(fault) => f.write_str(match fault {
                MeasureFault::NotFinite => "the number is too large to compute with",
                MeasureFault::FromEqualsTo => "a way from one value to another is expected",
                MeasureFault::NoBound => "at least one of atLeast, atMost is expected",
                MeasureFault::BoundsCrossed => "atLeast may not lie above atMost",
                MeasureFault::NoMilestone => "at least one milestone is expected",
                MeasureFault::BadWeight => "weights from 0 on are expected, and not all of them 0",
            }),
            Reason::NotOneGoal => f.write_str("either value, or atLeast and atMost, is expected"),
            Reason::Crossed => f.write_str("the lower end may not lie above the upper one"),
            Reason::EndsBeforeItBegins => f.write_str("the last day may not lie before the first"),
            Reason::IdTaken(kind) => write!(f, "the id is in use by {} already", named(*kind)),
            Reason::MeasureMissing => {
                f.write_str("only in a draft objective may a key result lack its measure")
            }
            Reason::ValueMissing => {
                f.write_str("a check-in needs a value, except with milestones or a feeding KPI")
            }
            Reason::TooDeepToKeep => f.write_str("too many levels inside each other to be kept"),
            Reason::NotADot => f.write_str("a version such as k3:17 is expected"),
            Reason::UnseenDot => f.write_str("the file's own \"seen\" has not reached this version"),
            Reason::NotThere => f.write_str("there is no such record in the plan"),
            Reason::OutOfOrder => f.write_str("the step does not follow the last one"),
            Reason::TwoValues => {
                f.write_str("the two copies hold different values under one version; both were kept as they are")
            }
            Reason::Emptied => f.write_str(
                "each copy claims to have seen what the other holds, and a value would vanish; both were kept as they are",
            ),
            Reason::Dangling(kind) => {
                write!(f, "there is no such {} in the plan; the reference was dropped", bare(*kind))
            }
            Reason::Homeless { kind, id } => write!(
                f,
                "it can't be without {} {id}, which is missing; it was set aside in the plan's unread section",
                named(*kind)
            ),
            Reason::AlsoInTrash => {
                f.write_str("the record is in the plan and in the Trash; the one in the Trash was set aside")
            }
            Reason::Circle => f.write_str("it leads back to where it began; left as it is, shown cut"),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Object => "an object",
            Expected::Text => "a text",
            Expected::Number => "a number",
            Expected::True => "true",
            Expected::Measurement => "a number, or [number, \"note\"],",
            Expected::Range => "[fewest, most]",
            Expected::Array => "an array of another form",
        })
    }
}

fn bare(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Team => "team",
        Kind::Cycle => "cycle",
        Kind::Objective => "objective",
        Kind::KeyResult => "key result",
        Kind::CheckIn => "check-in",
        Kind::Initiative => "initiative",
        Kind::Kpi => "KPI",
        Kind::Series => "series",
        Kind::Review => "review",
    }
}

fn named(kind: Kind) -> String {
    let name = bare(kind);
    let article = if name.starts_with(['i', 'o']) { "an" } else { "a" };
    if kind == Kind::Series { name.to_string() } else { format!("{article} {name}") }
}
