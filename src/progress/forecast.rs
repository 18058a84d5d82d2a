//! Where a key result ends if it goes on as so far. `domain.md`, "Forecast".

use crate::ordered::Set;

use super::on_day::OnDay;
use super::standing::{share_done, standing_of};
use super::statistics::{median, pairwise_slopes, percentile, possible};
use crate::domain::{Date, Id, Measure, Plan, round};

/// Where a *reach* or milestone key result is heading. Values are in its unit; of milestones, shares (0–1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// What can be said.
    pub outlook: Outlook,
    /// The line "if it goes on as so far"; none with too little data.
    pub projection: Option<Projection>,
    /// How much a week is needed to reach the target; none on the last day, without a value or when it is reached.
    pub needed_per_week: Option<f64>,
}

/// What a forecast says in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// The target is reached already.
    Reached,
    /// Fewer than 3 reports, or fewer than 14 days between the first and the last.
    TooLittleData,
    /// The series is flat.
    NoProgress,
    /// Not by the last day, at this pace (or it moves away from the target).
    NotAtThisPace,
    /// The target is reached on that day, at this pace.
    Reaches(Date),
}

/// The line from the last value to the last day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Where it begins: the last value and its day.
    pub start: (Date, f64),
    /// The last day of the key result.
    pub end: Date,
    /// Median slope, a week.
    pub per_week: f64,
    /// The value on the last day.
    pub central: f64,
    /// Lowest and highest value on the last day by the 10th and 90th percentile of the slopes; from 6 reports on.
    pub range: Option<(f64, f64)>,
}

/// Fewest reports and days for a forecast; fewest reports for a range.
const FEWEST: usize = 3;
const FEWEST_DAYS: i32 = 14;
const FEWEST_FOR_RANGE: usize = 6;
/// Slopes grow with the square of the reports: more than a year of daily ones tells nothing new.
const MOST: usize = 400;

/// The forecast on `day`; `None` for *keep*, and when the key result has no usable measure or its last day is over.
pub fn forecast(plan: &Plan, key_result: &Id, day: Date) -> Option<Forecast> {
    let on = OnDay::new(plan, key_result, day)?;
    let (_, last_day) = on.span.filter(|(_, last)| day <= *last)?;
    let (target, reports) = match on.measure? {
        Measure::Keep(_) => return None,
        Measure::Reach(reach) => (reach.to, on.values()),
        Measure::Milestones(_) => (1.0, shares(&on)),
    };
    let standing = standing_of(&on);
    let reached = standing.progress == Some(1.0);
    let weeks_left = f64::from(last_day.days_since(day)) / 7.0;
    let needed_per_week = standing.value.filter(|_| weeks_left > 0.0 && !reached);
    let needed_per_week = needed_per_week.map(|now| round((target - now) / weeks_left));
    let reports = reports.get(reports.len().saturating_sub(MOST)..).unwrap_or_default();
    let slopes = slopes(reports);
    let projection = slopes.and_then(|mut slopes| project(&on, reports, &mut slopes, last_day));
    let outlook = match &projection {
        _ if reached => Outlook::Reached,
        None => Outlook::TooLittleData,
        Some(line) => outlook(line, target),
    };
    Some(Forecast { outlook, projection, needed_per_week })
}

/// The slopes a day between every two reports; `None` with too little data.
fn slopes(reports: &[(Date, f64)]) -> Option<Vec<f64>> {
    let (first, last) = (reports.first()?.0, reports.last()?.0);
    if reports.len() < FEWEST || last.days_since(first) < FEWEST_DAYS {
        return None;
    }
    let points: Vec<(f64, f64)> =
        reports.iter().map(|(day, value)| (f64::from(day.days_since(first)), *value)).collect();
    Some(pairwise_slopes(&points))
}

fn project(on: &OnDay, reports: &[(Date, f64)], slopes: &mut [f64], end: Date) -> Option<Projection> {
    let start = *reports.last()?;
    // counted from the day of the last value, so that waiting for the next one does not lower the forecast
    let days_left = f64::from(end.days_since(start.0).max(0));
    let slope = median(slopes)?;
    let (lowest, highest) = match on.measure? {
        Measure::Milestones(_) => (0.0, 1.0),
        Measure::Reach(reach) => {
            let seen = reports.iter().map(|(_, v)| *v).chain([reach.from, reach.to]);
            possible(on.key_result.unit.as_deref(), &seen.collect::<Vec<_>>())
        }
        Measure::Keep(_) => return None,
    };
    let value_by = |slope: f64| round((start.1 + slope * days_left).clamp(lowest, highest));
    let range = if reports.len() >= FEWEST_FOR_RANGE {
        percentile(slopes, 0.1)
            .zip(percentile(slopes, 0.9))
            .map(|(low, high)| (value_by(low), value_by(high)))
    } else {
        None
    };
    Some(Projection { start, end, per_week: round(slope * 7.0), central: value_by(slope), range })
}

fn outlook(line: &Projection, target: f64) -> Outlook {
    let a_day = line.per_week / 7.0;
    if line.per_week == 0.0 {
        return Outlook::NoProgress;
    }
    let days = round((target - line.start.1) / a_day).ceil();
    let most = f64::from(line.end.days_since(line.start.0));
    // also where it moves away: then the days are negative
    if (0.0..=most).contains(&days) {
        Outlook::Reaches(line.start.0.plus_days(days as i32))
    } else {
        Outlook::NotAtThisPace
    }
}

/// The share that was done on each day with a report: a check-in, or a milestone ticked.
fn shares(on: &OnDay) -> Vec<(Date, f64)> {
    let Some(Measure::Milestones(steps)) = on.measure else { return Vec::new() };
    let ticked = steps.values().filter_map(|s| s.done);
    let checked_in = on.plan.check_ins_of(on.id).map(|(_, c)| c.on);
    let days: Set<Date> = ticked.chain(checked_in).filter(|d| *d <= on.day).collect();
    days.into_iter().filter_map(|day| Some((day, share_done(steps, day)?))).collect()
}
