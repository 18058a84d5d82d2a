//! What a person can ask of a plan, and why it may be refused.

use crate::domain::{CheckIn, Date, Head, Id, Kind, Measure, MeasureFault, Measurement, Record};

/// One step a person takes. Ids, days and instants are minted by the caller.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Adds a record; without a rank it stands last among its siblings.
    Create {
        /// The new record's id, not used so far.
        id: Id,
        /// The record.
        record: Record,
    },
    /// Replaces a record by its edited form.
    Edit {
        /// The record's id.
        id: Id,
        /// The record as it shall be.
        record: Record,
    },
    /// Moves a record to the Trash, with all that can't be without it; what points at it lets go.
    Delete {
        /// Its collection.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// Puts a record behind a sibling, or first.
    Place {
        /// Its collection.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The sibling it shall follow; `None` = first.
        after: Option<Id>,
    },
    /// Reports on a key result.
    RecordCheckIn {
        /// The new check-in's id.
        id: Id,
        /// The report.
        check_in: CheckIn,
    },
    /// Sets the measurement of a KPI for a day, or with `None` clears it.
    RecordMeasurement {
        /// The KPI.
        kpi: Id,
        /// The day it speaks of.
        day: Date,
        /// Value and note.
        measurement: Option<Measurement>,
    },
    /// Ticks a milestone on a day, or with `None` takes the tick back.
    TickMilestone {
        /// The key result.
        key_result: Id,
        /// The step.
        milestone: Id,
        /// The day it was finished.
        done: Option<Date>,
    },
    /// Gives a key result another measure from a day on; the one before stays in the history.
    ReviseMeasure {
        /// The key result.
        key_result: Id,
        /// First day in force.
        day: Date,
        /// The new measure.
        measure: Measure,
        /// The reason.
        why: Option<String>,
    },
    /// Changes the plan's title, settings or dismissed hints.
    EditHead(Head),
}

/// Why a command was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The record is not there (any more).
    NotThere(Kind),
    /// The id is in use.
    IdTaken,
    /// A title or name is blank.
    TitleMissing,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// The cycle is closed, so what belongs to it can only be read.
    CycleClosed,
    /// A key result of an objective that is not a draft needs a measure.
    MeasureMissing,
    /// The measure cannot be.
    Measure(MeasureFault),
    /// A value is missing.
    ValueMissing,
    /// A number is not finite.
    NotFinite,
    /// Confidence is a whole number from 0 to 10.
    ConfidenceOutOfRange,
    /// A score is a number from 0 to 1.
    ScoreOutOfRange,
    /// A weight or tolerance below 0.
    Negative,
    /// The day lies before the first day of the key result.
    BeforeFirstDay(Date),
    /// A target ends before it begins, or its range is crossed.
    TargetCrossed,
    /// A KPI that goes up and down freely has no targets.
    NoTargetsWithoutDirection,
    /// The plan is no longer what the edit was made for.
    Stale(super::Stale),
    /// A team above itself, or an objective that supports itself along the way.
    Circle,
}
