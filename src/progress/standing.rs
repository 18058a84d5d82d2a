//! Where a key result stands on a day: its value and its progress. `domain.md`, "Measures of a key result".

use crate::ordered::Map;

use super::on_day::OnDay;
use crate::domain::{Date, Id, Keep, Measure, Milestone, Plan, Reach, round};

/// Where a key result stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Standing {
    /// The value that counts: of the latest check-in or measurement; for milestones the share that is done (0–1).
    pub value: Option<f64>,
    /// The day of that value; for milestones the day asked for, since a step is either done or not on every day.
    pub value_day: Option<Date>,
    /// Progress before it is held between 0 and 1; only for *reach* and milestones.
    pub raw: Option<f64>,
    /// 0–1, exactly 0 or 1 within 1e-9 of them; for *keep* the adherence. `None` = no data, counts 0 in a mean.
    pub progress: Option<f64>,
    /// The value lies beyond the target.
    pub beyond_target: bool,
    /// The value lies on the wrong side of the baseline.
    pub below_start: bool,
    /// For *keep*: whether the value meets the bounds, inclusive.
    pub met: Option<bool>,
}

/// Where a key result stands on `day`. One that is unknown or has no usable measure has no data.
pub fn standing(plan: &Plan, key_result: &Id, day: Date) -> Standing {
    OnDay::new(plan, key_result, day).map(|on| standing_of(&on)).unwrap_or_default()
}

pub(super) fn standing_of(on: &OnDay) -> Standing {
    match on.measure {
        None => Standing::default(),
        Some(Measure::Milestones(steps)) => {
            let share = share_done(steps, on.day);
            Standing {
                value: share,
                value_day: share.map(|_| on.day),
                raw: share,
                progress: share,
                ..Standing::default()
            }
        }
        Some(Measure::Reach(reach)) => {
            let Some((value_day, value)) = on.last_value() else { return Standing::default() };
            let raw = raw_progress(*reach, value);
            Standing {
                value: Some(value),
                value_day: Some(value_day),
                raw,
                progress: raw.map(held),
                beyond_target: raw.is_some_and(|r| round(r) > 1.0),
                below_start: raw.is_some_and(|r| round(r) < 0.0),
                met: None,
            }
        }
        Some(Measure::Keep(keep)) => {
            let Some((value_day, value)) = on.last_value() else { return Standing::default() };
            Standing {
                value: Some(value),
                value_day: Some(value_day),
                progress: adherence_of(on),
                met: Some(meets(*keep, value)),
                ..Standing::default()
            }
        }
    }
}

/// (current − from) / (to − from): the sign of `to − from` gives the direction, so rising, falling and negative values
/// work alike. `None` where from = to.
pub(super) fn raw_progress(reach: Reach, current: f64) -> Option<f64> {
    // halves, so that the difference of two very large numbers stays finite
    let whole = reach.to / 2.0 - reach.from / 2.0;
    let raw = (current / 2.0 - reach.from / 2.0) / whole;
    raw.is_finite().then_some(raw)
}

/// Held between 0 and 1, and on them within 1e-9. Not rounded elsewhere: pace divides it, and the quotient of two rounded
/// shares falls short of a threshold that they meet.
fn held(share: f64) -> f64 {
    let rounded = round(share);
    if rounded <= 0.0 || rounded >= 1.0 { rounded.clamp(0.0, 1.0) } else { share }
}

/// Whether a value meets the bounds, inclusive: 9.0 meets "9.0 or better".
pub fn meets(keep: Keep, value: f64) -> bool {
    let value = round(value);
    keep.at_least.is_none_or(|least| value >= round(least))
        && keep.at_most.is_none_or(|most| value <= round(most))
}

/// Adherence of a *keep* key result: reports that met it ÷ reports, each by the measure in force on its own day.
/// `None` for other measures and before the first report.
pub fn adherence(plan: &Plan, key_result: &Id, day: Date) -> Option<f64> {
    let on = OnDay::new(plan, key_result, day)?;
    matches!(on.measure, Some(Measure::Keep(_))).then(|| adherence_of(&on))?
}

fn adherence_of(on: &OnDay) -> Option<f64> {
    let judged: Vec<bool> = on
        .values()
        .into_iter()
        .filter_map(|(day, value)| match on.key_result.measure_on(day) {
            Some(Measure::Keep(keep)) => Some(meets(*keep, value)),
            _ => None,
        })
        .collect();
    let met = judged.iter().filter(|met| **met).count();
    (!judged.is_empty()).then(|| met as f64 / judged.len() as f64)
}

/// Weight done on or before `day` ÷ weight of all.
pub(super) fn share_done(steps: &Map<Id, Milestone>, day: Date) -> Option<f64> {
    let all: f64 = steps.values().map(Milestone::weight).sum();
    let done: f64 = steps.values().filter(|s| s.done_on(day)).map(Milestone::weight).sum();
    let share = done / all;
    share.is_finite().then(|| held(share))
}
