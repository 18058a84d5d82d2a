//! When the next report on a key result is due, and whether it has fallen silent. `domain.md`, "Status", rule 8.

use crate::ordered::Set;

use super::on_day::OnDay;
use super::status::{asks_for_reports, status_of};
use crate::domain::{Date, Every, Id, Measure, Plan};

/// Days after the due day on which silence is still forgiven.
const GRACE: i32 = 3;

/// How often a report on a key result is due: the feeding KPI's own frequency, else its own rhythm, else the plan's.
pub fn cadence(plan: &Plan, key_result: &Id, day: Date) -> Option<Every> {
    OnDay::new(plan, key_result, day).map(|on| cadence_of(&on))
}

fn cadence_of(on: &OnDay) -> Every {
    let fed = on.kpi().map(|kpi| kpi.every);
    fed.or(on.key_result.check_in_every).unwrap_or(on.plan.head().settings.check_in_every())
}

/// The day on which the next report is due, seen from `day`: one cadence after the last report, or after the first day
/// where there is none; closed days do not count. It lies in the past where the report has not come. `None` when
/// nothing is due any more (that day would lie after the last day, all milestones are done, the cycle is closed) or not
/// yet (a draft).
pub fn next_due(plan: &Plan, key_result: &Id, day: Date) -> Option<Date> {
    let on = OnDay::new(plan, key_result, day)?;
    asks_for_reports(status_of(&on, day).0, &on).then(|| deadline(&on, 0))?
}

/// Whether a report was due and has not come within the grace of 3 days.
pub(super) fn silent(on: &OnDay, day: Date) -> bool {
    deadline(on, GRACE).is_some_and(|deadline| day > deadline)
}

fn deadline(on: &OnDay, grace: i32) -> Option<Date> {
    let (first, last) = on.span?;
    let base = last_report(on).map_or(first, |report| report.max(first));
    let closed = &on.plan.head().settings.closed_days;
    let due = base.plus_every(cadence_of(on));
    // nothing is due after the last day, whatever the grace
    if over_closed_days(base, due, closed) > last {
        return None;
    }
    Some(over_closed_days(base, due.plus_days(grace), closed))
}

/// The last day with a check-in, a milestone ticked, or a measurement of the feeding KPI.
fn last_report(on: &OnDay) -> Option<Date> {
    let check_ins = on.plan.check_ins_of(on.id).map(|(_, c)| c.on);
    let check_in = check_ins.rev().find(|d| *d <= on.day);
    let ticked = match on.measure {
        Some(Measure::Milestones(steps)) => {
            steps.values().filter_map(|s| s.done).filter(|d| *d <= on.day).max()
        }
        _ => None,
    };
    let measured = on.series().and_then(|s| s.last_on(on.day)).map(|(day, _)| day);
    check_in.max(ticked).max(measured)
}

/// `end`, moved on by one day for each closed day after `start` and up to the moved end: closed days do not count.
pub(super) fn over_closed_days(start: Date, end: Date, closed: &Set<Date>) -> Date {
    let mut end = end;
    for day in closed.range(start.plus_days(1)..) {
        if *day > end {
            break;
        }
        end = end.plus_days(1);
    }
    end
}
