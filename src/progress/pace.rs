//! Progress against time. `domain.md`, "Status of a KR on a day", rule 6.

use crate::ordered::{Map, sort_by};

use super::on_day::OnDay;
use super::standing::{Standing, standing_of};
use crate::domain::{Ambition, Date, Id, Measure, Milestone, Plan, Reach, by_rank, round};

/// Progress of a *reach* or milestone key result compared with what was expected when its last value was reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The day the comparison is made for: that of the last value; for milestones the day asked for.
    pub on: Date,
    /// The progress expected on that day, 0–1.
    pub expected: f64,
    /// The progress, 0–1.
    pub progress: f64,
    /// progress ÷ expected; `None` while nothing is expected.
    pub ratio: Option<f64>,
    /// expected − progress: by how many hundredths of the whole it is behind (negative = ahead).
    pub behind: f64,
}

/// How well progress keeps up: the three verdicts that pace can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    OnTrack,
    AtRisk,
    OffTrack,
}

impl Pace {
    /// On track at 0.9 of the expected or at most 5 points behind, at risk at 0.7 or at most 10 points behind;
    /// aspirational objectives are given 0.7 and 0.4. Nothing expected yet = on track.
    pub(super) fn keeping(&self, ambition: Ambition) -> Keeping {
        let (on_track, at_risk) = match ambition {
            Ambition::Committed => (0.9, 0.7),
            Ambition::Aspirational => (0.7, 0.4),
        };
        let Some(ratio) = self.ratio else { return Keeping::OnTrack };
        if ratio >= on_track || self.behind <= 0.05 {
            Keeping::OnTrack
        } else if ratio >= at_risk || self.behind <= 0.1 {
            Keeping::AtRisk
        } else {
            Keeping::OffTrack
        }
    }
}

/// The pace of a key result on `day`; `None` for *keep*, without data, and where it has no days.
pub fn pace(plan: &Plan, key_result: &Id, day: Date) -> Option<Pace> {
    let on = OnDay::new(plan, key_result, day)?;
    pace_of(&on, &standing_of(&on))
}

pub(super) fn pace_of(on: &OnDay, standing: &Standing) -> Option<Pace> {
    let (day, progress) = (standing.value_day?, standing.progress?);
    let expected = expected_of(on, day)?;
    let ratio = (expected > 0.0).then(|| round(progress / expected));
    Some(Pace { on: day, expected, progress, ratio, behind: round(expected - progress) })
}

/// The progress expected on `day` (0–1): the bar's mark and the chart's pace line. Days elapsed ÷ days in all, rounded
/// down to the last whole step where there are steps; 0 before the first day, 1 from the last on. `None` for *keep*.
pub fn expected_on(plan: &Plan, key_result: &Id, day: Date) -> Option<f64> {
    expected_of(&OnDay::new(plan, key_result, day)?, day)
}

fn expected_of(on: &OnDay, day: Date) -> Option<f64> {
    let span = on.span?;
    match on.measure? {
        Measure::Keep(_) => None,
        Measure::Milestones(steps) => {
            Some(last_milestone_share(steps, elapsed_share(span, day))).filter(|share| share.is_finite())
        }
        Measure::Reach(reach) if counts_whole_things(on, *reach) => {
            let steps = (round(reach.to) - round(reach.from)).abs();
            let (elapsed, all) = elapsed_of(span, day);
            // steps first, then the division: a third of 300,000 must not fall short of 100,000
            let share = (steps * elapsed / all).floor() / steps;
            Some(if share.is_finite() { share } else { elapsed_share(span, day) })
        }
        Measure::Reach(_) => Some(elapsed_share(span, day)),
    }
}

/// Whether from, to and every value so far are whole numbers.
fn counts_whole_things(on: &OnDay, reach: Reach) -> bool {
    let whole = |v: f64| round(v).fract() == 0.0;
    whole(reach.from)
        && whole(reach.to)
        && on.last_value().is_none_or(|(_, v)| whole(v))
        && on.values().iter().all(|(_, v)| whole(*v))
}

/// Days elapsed, the day itself counting, and days in all, both ends counting.
fn elapsed_of((first, last): (Date, Date), day: Date) -> (f64, f64) {
    let all = (last.days_since(first) + 1).max(1);
    let elapsed = (day.days_since(first) + 1).clamp(0, all);
    (f64::from(elapsed), f64::from(all))
}

/// Days elapsed ÷ days in all; 0 before the first day, 1 from the last on.
pub fn elapsed_share(span: (Date, Date), day: Date) -> f64 {
    let (elapsed, all) = elapsed_of(span, day);
    elapsed / all
}

/// The largest share of the first so many milestones, in their order, that is not above `share`.
fn last_milestone_share(steps: &Map<Id, Milestone>, share: f64) -> f64 {
    let mut ordered: Vec<(&Id, &Milestone)> = steps.iter().collect();
    sort_by(&mut ordered, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    let all: f64 = ordered.iter().map(|(_, s)| s.weight()).sum();
    let (mut sum, mut reached) = (0.0, 0.0);
    for (_, step) in ordered {
        sum += step.weight();
        let up_to = sum / all;
        if round(up_to) > round(share) {
            break;
        }
        reached = up_to;
    }
    reached
}
