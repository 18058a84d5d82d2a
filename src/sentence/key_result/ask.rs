//! What must be asked before a typed key result has a measure.

use std::ops::Range;

use super::super::number::NumberFault;
use super::super::target::Question;
use super::super::unit::Unit;
use super::{TypedMeasure, Way};
use crate::domain::{Every, MeasureFault};

/// A question, as data: the screens have the words.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// There is no number: how would anyone see that it is reached?
    NotMeasurable,
    /// There is no number, but a deed that is done or not: is it one milestone?
    YesOrNo,
    /// A rhythm without a number ("weekly checks"): so many in all?
    HowMany(Every),
    /// A placeholder stands where a number should: "X new contracts".
    Placeholder(Range<usize>),
    /// This number can't be read in the notation of the locale.
    Number {
        /// Where it stands.
        at: Range<usize>,
        /// Why not.
        why: NumberFault,
    },
    /// Which of these is the target?
    WhichNumber(Vec<Candidate>),
    /// Two outcomes in one sentence: make two key results of it? The parts can be read one by one.
    TwoInOne([Range<usize>; 2]),
    /// The verb says one way and the thing is better the other way, or nothing says which way.
    WhichWay {
        /// What the verb or the figures say.
        said: Option<Way>,
        /// Which way the thing is better.
        better: Option<Way>,
    },
    /// "Sales 20 %" with a verb of change: to 20 %, or by 20 %?
    ChangeOrTarget,
    /// A value to be reached once, or a bound to be held all the time?
    HoldOrReach,
    /// Baseline and target are in two units.
    UnitsDiffer(Unit, Unit),
    /// There is a baseline and no target.
    Target,
    /// What the target itself leaves open: the baseline, points or percent.
    Resolve(Question),
    /// The figures make no measure.
    Fault(MeasureFault),
}

/// One of several readings.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where the number stands.
    pub at: Range<usize>,
    /// The measure if it is the target.
    pub measure: TypedMeasure,
    /// What it counts.
    pub unit: Option<Unit>,
}

impl Ask {
    /// A hint: the measure stands without an answer.
    pub fn is_hint(&self) -> bool {
        matches!(self, Ask::TwoInOne(_))
    }
}
