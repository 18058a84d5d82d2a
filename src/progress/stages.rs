//! The set dates of a cycle: setting, review, adjustment, closing. `practice.md`, C3.

use crate::domain::{Cycle, CycleStage, Date};
use crate::ordered::sort_by_key;

/// A step of the rhythm of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CycleStep {
    /// Its OKRs are set.
    Setting,
    /// The team looks at them together.
    Review,
    /// They are adjusted to what a review found.
    Adjustment,
    /// The cycle is closed.
    Closing,
}

/// A step and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedStep {
    /// The step.
    pub step: CycleStep,
    /// Its day.
    pub on: Date,
    /// Whether the plan gives that day; else it is the usual one.
    pub given: bool,
}

/// Where a cycle stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CyclePhase {
    /// Its OKRs are being set.
    Setting,
    /// The team works on them.
    Running,
    /// A review took place and is being turned into adjustments, up to the day of the adjustment.
    Adjusting,
    /// It is time to close it.
    Closing,
    /// It is closed.
    Closed,
}

/// Days from a review to the adjustment where the plan gives none.
const DAYS_TO_ADJUST: i32 = 7;

/// All steps of a cycle in the order of their days. Where the plan gives none: set by the first day, one review in the
/// middle, adjusted a week after the first review, closed on the last day.
pub fn cycle_steps(cycle: &Cycle) -> Vec<DatedStep> {
    let dated = |step, on: Option<Date>, usual: Date| DatedStep {
        step,
        on: on.unwrap_or(usual),
        given: on.is_some(),
    };
    let middle = cycle.from.plus_days(cycle.to.days_since(cycle.from) / 2);
    let first_review = cycle.reviews.iter().next().copied().unwrap_or(middle);
    let mut steps = vec![dated(CycleStep::Setting, cycle.setting, cycle.from)];
    if cycle.reviews.is_empty() {
        steps.push(dated(CycleStep::Review, None, middle));
    }
    steps.extend(cycle.reviews.iter().map(|on| dated(CycleStep::Review, Some(*on), *on)));
    let adjusted = first_review.plus_days(DAYS_TO_ADJUST).min(cycle.to.max(first_review));
    steps.push(dated(CycleStep::Adjustment, cycle.adjustment, adjusted));
    steps.push(dated(CycleStep::Closing, cycle.closing, cycle.to));
    sort_by_key(&mut steps, |s| (s.on, s.step));
    steps
}

/// Where a cycle stands on `day`.
pub fn cycle_phase(cycle: &Cycle, day: Date) -> CyclePhase {
    if cycle.closed_on(day) {
        return CyclePhase::Closed;
    }
    let steps = cycle_steps(cycle);
    let day_of = |step| steps.iter().find(|s| s.step == step).map(|s| s.on);
    if day_of(CycleStep::Closing).is_some_and(|on| on <= day) {
        return CyclePhase::Closing;
    }
    let planning = cycle.stage.unwrap_or(CycleStage::Planning) == CycleStage::Planning;
    if day_of(CycleStep::Setting).is_some_and(|on| day < on) || (planning && day < cycle.from) {
        return CyclePhase::Setting;
    }
    let reviewed = steps.iter().filter(|s| s.step == CycleStep::Review && s.on <= day).map(|s| s.on).max();
    let adjusted = day_of(CycleStep::Adjustment);
    // the adjustment belongs to the review before it; a later review has none of its own and lasts its day
    match (reviewed, adjusted) {
        (Some(reviewed), Some(adjusted)) if reviewed == day || day <= adjusted => CyclePhase::Adjusting,
        _ => CyclePhase::Running,
    }
}

/// The next step on or after `day` of a cycle that is not closed on it.
pub fn next_step(cycle: &Cycle, day: Date) -> Option<DatedStep> {
    let open = !cycle.closed_on(day);
    cycle_steps(cycle).into_iter().find(|s| s.on >= day).filter(|_| open)
}
