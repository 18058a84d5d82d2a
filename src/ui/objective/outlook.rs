//! Where a key result is heading, in words: what it needs from now on, and where it ends if it goes on as so far.

use crate::domain::{Date, Id, Measure, Plan};
use crate::progress::{Outlook, forecast};
use crate::ui::say;
use crate::ui::text::{fill, t};

/// What it needs, and where it leads; nothing for a guard, and after the last day.
pub(super) fn outlook(plan: &Plan, id: &Id, day: Date) -> Option<(Option<String>, Option<String>)> {
    let forecast = forecast(plan, id, day)?;
    let key_result = plan.records().key_results.get(id)?;
    let (_, last) = plan.span_of(key_result)?;
    let until = say::day(last);
    let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
    let way = match key_result.measure_on(day) {
        Some(Measure::Reach(reach)) => (reach.to - reach.from).abs(),
        _ => 1.0,
    };
    let unit = key_result.unit.as_deref();
    let said = |value: f64, exact: f64| {
        if milestones { say::percent(rough(value, 0.1)) } else { say::with_unit(rough(value, exact), unit) }
    };
    let needed = forecast.needed_per_week.map(|needed| {
        let words = if needed < 0.0 { t().needed_less } else { t().needed };
        fill(words, &[&said(needed.abs(), needed), &until])
    });
    let leads = forecast.projection.map(|line| match line.range {
        Some((low, high)) if rough(low, way) != rough(high, way) => {
            let low = if milestones { said(low, way) } else { say::number(rough(low, way)) };
            fill(t().from_to_on, &[&low, &said(high, way), &until])
        }
        _ => fill(t().value_on, &[&said(line.central, way), &until]),
    });
    let leads = match (forecast.outlook, leads) {
        (Outlook::Reached, _) => None,
        (Outlook::TooLittleData, _) | (_, None) => Some(t().too_little_data.to_string()),
        (Outlook::NoProgress, _) => Some(fill(t().as_so_far, &[t().as_so_far_no_progress])),
        (Outlook::NotAtThisPace, Some(leads)) => {
            Some(fill(t().as_so_far_and, &[&leads, t().not_at_this_pace]))
        }
        (Outlook::Reaches(on), Some(leads)) => {
            let reached = fill(t().reaches_on, &[&say::day(on)]);
            Some(fill(t().as_so_far_and, &[&leads, &reached]))
        }
    };
    Some((needed, leads))
}

/// A value with as many digits as matter beside `scale`: two of its figures.
fn rough(value: f64, scale: f64) -> f64 {
    let whole = scale.abs().max(1e-6).log10().floor() as i32;
    crate::domain::round_half_up(value, (1 - whole).clamp(0, 6) as u32)
}
