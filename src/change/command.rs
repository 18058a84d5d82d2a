//! What a person can ask of a plan, and why it may be refused.

use super::{CarryOver, Improve, Need};
use crate::domain::{
    CheckIn, Date, Decision, Head, Id, Kind, Measure, MeasureFault, Measurement, Record, Review,
};

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
    /// Makes a check-in say something else; what it said stays with it as a trace.
    CorrectCheckIn {
        /// The check-in.
        id: Id,
        /// The id of the correction, not used so far.
        correction: Id,
        /// The instant, RFC 3339 in UTC.
        at: Option<String>,
        /// The check-in as it shall be; its key result, instant and trace stay.
        now: CheckIn,
        /// The reason.
        why: Option<String>,
    },
    /// Clears what stood in the way on a day, or with `None` lets it stand there again.
    ClearBlocker {
        /// The check-in that told of it.
        check_in: Id,
        /// The day it was gone.
        day: Option<Date>,
    },
    /// Sets a draft in motion. What the practice asks for and is lacking refuses it, all named at once
    /// ([`Refusal::NotReady`], the same as [`checklist`](super::checklist) shows); `anyway` goes ahead all the same.
    ActivateObjective {
        /// The draft.
        objective: Id,
        /// Also where something is lacking (a measure never is).
        anyway: bool,
    },
    /// Closes a cycle with what the team found: scores with reasons, what worked, what did not, what becomes of each
    /// objective. From then on it can only be read.
    CloseCycle {
        /// The cycle.
        cycle: Id,
        /// The closing day.
        day: Date,
        /// What was found; replaces what was drafted.
        review: Review,
    },
    /// Opens a closed cycle again; the reason stays in the file.
    ReopenCycle {
        /// The cycle.
        cycle: Id,
        /// The day it is opened.
        day: Date,
        /// The reason, not blank.
        why: String,
    },
    /// Writes down what becomes of an objective in the next cycle: keep, change or drop.
    Decide {
        /// The objective.
        objective: Id,
        /// What becomes of it.
        decision: Decision,
    },
    /// Lets an objective go on in another cycle, as a copy with a fresh baseline.
    CarryOver(CarryOver),
    /// Drafts an objective that improves a KPI, with its key result and a guard.
    Improve(Improve),
    /// Marks that the process behind a KPI changed on a day, and how: a new baseline begins. `None` takes it back.
    MarkChange {
        /// The KPI.
        kpi: Id,
        /// First day of what is different.
        day: Date,
        /// What changed, not blank.
        what: Option<String>,
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
    /// The cycle is not closed, so there is nothing to open again.
    CycleOpen,
    /// A reason is missing.
    ReasonMissing,
    /// What an objective needs before it is set in motion, and lacks.
    NotReady(Vec<Need>),
    /// The check-in tells of nothing that stands in the way.
    BlockerMissing,
    /// An objective goes on in another cycle, not in its own.
    SameCycle,
    /// The objective went on in that cycle before.
    AlreadyCarried,
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
