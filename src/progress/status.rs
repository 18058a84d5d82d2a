//! The verdict on a key result. `domain.md`, "Status of a KR on a day: the first that fits", rules 1–8 in order.

use super::on_day::OnDay;
use super::pace::{Keeping, Pace, elapsed_share, pace_of};
use super::score::{Band, band, score_of};
use super::silence::silent;
use super::standing::{Standing, raw_progress, standing_of};
use crate::domain::{Ambition, Date, Id, Measure, ObjectiveStage, Plan, round};

/// Where a key result or an objective stands. *Overdue* is no value of its own: it covers one, see [`Verdict::overdue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not set in motion yet.
    Draft,
    /// Its cycle is closed: the band of its score. An objective whose weights are all 0 has none.
    Closed(Option<Band>),
    /// Its first day lies ahead.
    Upcoming,
    /// Done: all milestones, or progress 1.
    Achieved,
    /// Nothing was reported yet.
    NoData,
    /// Keeps up with the time; for *keep*: met.
    OnTrack,
    /// Far behind; for *keep*: breached.
    OffTrack,
    /// Behind, or the newest confidence is low.
    AtRisk,
    /// The last day passed without reaching the target.
    Missed,
    /// A fifth of its days or less has passed.
    TooEarly,
}

/// What confidence of 0–10 means: 0–3 low, 4–6 medium, 7–10 high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ConfidenceBand {
    Low,
    Medium,
    High,
}

impl ConfidenceBand {
    /// The band of a confidence.
    pub fn of(confidence: u8) -> ConfidenceBand {
        match confidence {
            0..=3 => ConfidenceBand::Low,
            4..=6 => ConfidenceBand::Medium,
            _ => ConfidenceBand::High,
        }
    }
}

/// How a key result stands on a day, and what that rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The status by rules 1–7. Where `overdue` is set it is shown beside "overdue", not in its place.
    pub status: Status,
    /// Rule 8: silence stands in place of the status. Never set with *off track*, *missed* or *no data*.
    pub overdue: bool,
    /// A report was due and has not come, whatever the status: counts in "2 of 4 silent".
    pub silent: bool,
    /// Value and progress. `met` says whether a guard is met or breached.
    pub standing: Standing,
    /// Progress against time, where there is one to compare.
    pub pace: Option<Pace>,
    /// The newest confidence, 0–10.
    pub confidence: Option<u8>,
}

impl Verdict {
    /// Whether it may be shown green: achieved, on track or closed green, and not silent.
    pub fn green(&self) -> bool {
        !self.overdue
            && matches!(self.status, Status::Achieved | Status::OnTrack | Status::Closed(Some(Band::Green)))
    }

    /// The band of the newest confidence.
    pub fn confidence_band(&self) -> Option<ConfidenceBand> {
        self.confidence.map(ConfidenceBand::of)
    }
}

/// The verdict on a key result on `day`. One that is unknown has no data.
pub fn key_result_status(plan: &Plan, key_result: &Id, day: Date) -> Verdict {
    let Some(on) = OnDay::new(plan, key_result, day) else {
        return Verdict {
            status: Status::NoData,
            overdue: false,
            silent: false,
            standing: Standing::default(),
            pace: None,
            confidence: None,
        };
    };
    let (status, standing, pace) = status_of(&on, day);
    let silent = asks_for_reports(status, &on) && silent(&on, day);
    let covered = !matches!(status, Status::OffTrack | Status::Missed | Status::NoData);
    Verdict { status, overdue: silent && covered, silent, standing, pace, confidence: confidence_of(&on) }
}

/// The confidence of the newest check-in on or before `day` that gave one.
pub fn newest_confidence(plan: &Plan, key_result: &Id, day: Date) -> Option<u8> {
    confidence_of(&OnDay::new(plan, key_result, day)?)
}

fn confidence_of(on: &OnDay) -> Option<u8> {
    let newest_first = on.plan.check_ins_of(on.id).rev().filter(|(_, c)| c.on <= on.day);
    newest_first.filter_map(|(_, c)| c.confidence).next()
}

/// Whether reports are still asked for: not from drafts, before the first day is over, nor when nothing is left to do.
pub(super) fn asks_for_reports(status: Status, on: &OnDay) -> bool {
    !matches!(status, Status::Draft | Status::Closed(_)) && !all_milestones_done(on)
}

/// Rules 1–7 on `day`, with what they rest on.
pub(super) fn status_of(on: &OnDay, day: Date) -> (Status, Standing, Option<Pace>) {
    let standing = standing_of(on);
    let pace = pace_of(on, &standing);
    (first_that_fits(on, day, &standing, pace), standing, pace)
}

fn first_that_fits(on: &OnDay, day: Date, standing: &Standing, pace: Option<Pace>) -> Status {
    let (Some(objective), Some(cycle)) = (on.objective, on.cycle) else { return Status::NoData };
    if objective.stage() == ObjectiveStage::Draft || on.key_result.measure_on(on.day).is_none() {
        return Status::Draft;
    }
    if cycle.closed_on(day) {
        return Status::Closed(Some(band(score_of(on), objective.ambition())));
    }
    let Some((first, last)) = on.span else { return Status::NoData };
    if day < first {
        return Status::Upcoming;
    }
    if all_milestones_done(on) {
        return Status::Achieved;
    }
    if standing.value.is_none() {
        return Status::NoData;
    }
    let verdict = judged(on, (first, last), day, standing, pace, objective.ambition());
    let low = confidence_of(on).is_some_and(|c| ConfidenceBand::of(c) == ConfidenceBand::Low);
    if low && matches!(verdict, Status::OnTrack | Status::TooEarly) { Status::AtRisk } else { verdict }
}

/// Rule 6.
fn judged(
    on: &OnDay,
    span: (Date, Date),
    day: Date,
    standing: &Standing,
    pace: Option<Pace>,
    ambition: Ambition,
) -> Status {
    if let Some(met) = standing.met {
        return if met { Status::OnTrack } else { Status::OffTrack };
    }
    if standing.progress == Some(1.0) && (on.feeding_kpi().is_none() || last_two_reach_target(on)) {
        return Status::Achieved;
    }
    if day > span.1 {
        return Status::Missed;
    }
    if elapsed_share(span, day) <= 0.2 {
        return Status::TooEarly;
    }
    match pace.map(|p| p.keeping(ambition)) {
        Some(Keeping::OnTrack) => Status::OnTrack,
        Some(Keeping::AtRisk) => Status::AtRisk,
        Some(Keeping::OffTrack) => Status::OffTrack,
        None => Status::NoData,
    }
}

fn all_milestones_done(on: &OnDay) -> bool {
    matches!(on.measure, Some(Measure::Milestones(steps)) if steps.values().all(|s| s.done_on(on.day)))
}

/// Whether the last two measurements of the feeding KPI meet the target: noise alone would reach it once.
fn last_two_reach_target(on: &OnDay) -> bool {
    let (Some(Measure::Reach(reach)), Some(series)) = (on.measure, on.series()) else { return false };
    let known = series.values().get(..series.len_on(on.day)).unwrap_or_default();
    let last_two = known.iter().rev().take(2);
    known.len() >= 2
        && last_two.into_iter().all(|v| raw_progress(*reach, *v).is_some_and(|r| round(r) >= 1.0))
}
