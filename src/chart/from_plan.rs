//! The charts of a plan's key results and KPIs on a day: asks `progress` for what is computed and hands plain facts to
//! the scenes. The only part of `chart` that knows a plan; owns no formula.

use crate::ordered::{Map, sort_by_key};

use super::{
    BurnUp, BurnUpFacts, Forecast, KpiChart, KpiFacts, Limits, Report, Say, Scene, Tone, burn_up, kpi_chart,
    sparkline,
};
use crate::domain::{Aggregate, Date, Every, Id, KeyResult, Measure, Plan, Series, round, round_half_up};
use crate::progress::{self, Band, KpiStatus, Status, Verdict};

/// The tone of a verdict on a key result. Silence is never green: it has no tone of its own.
pub fn tone_of_key_result(verdict: &Verdict) -> Tone {
    if verdict.overdue {
        return Tone::NoData;
    }
    match verdict.status {
        Status::Achieved | Status::OnTrack | Status::Closed(Some(Band::Green)) => Tone::OnTrack,
        Status::AtRisk | Status::Closed(Some(Band::Amber)) => Tone::AtRisk,
        Status::OffTrack | Status::Missed | Status::Closed(Some(Band::Red)) => Tone::OffTrack,
        Status::Draft | Status::Closed(None) | Status::Upcoming | Status::NoData | Status::TooEarly => {
            Tone::NoData
        }
    }
}

/// The tone of the health of a KPI.
pub fn tone_of_kpi(status: KpiStatus) -> Tone {
    match status {
        KpiStatus::Healthy => Tone::OnTrack,
        KpiStatus::Watch => Tone::AtRisk,
        KpiStatus::Unhealthy => Tone::OffTrack,
        KpiStatus::NoData | KpiStatus::Overdue | KpiStatus::NoTarget => Tone::NoData,
    }
}

/// The chart of a key result as of `day`, and its facts; `None` where it is unknown or has no days. Milestones are
/// charted in percent of the whole, so `say` must then write percent.
pub fn key_result_chart(plan: &Plan, id: &Id, day: Date, say: &Say) -> Option<(Scene, BurnUpFacts)> {
    let key_result = plan.records().key_results.get(id)?;
    let (first, last) = plan.span_of(key_result).filter(|(first, last)| first <= last)?;
    let day = seen_day(plan, key_result, day);
    let reports = reports(plan, id, key_result, day);
    let percent = if is_milestones(key_result, day) { 100.0 } else { 1.0 };
    let forecast = progress::forecast(plan, id, day).and_then(|forecast| forecast.projection).map(|line| {
        let (low, high) = line.range.unwrap_or((line.central, line.central));
        let from = (line.start.0, line.start.1 * percent);
        Forecast { from, low: low * percent, central: line.central * percent, high: high * percent }
    });
    let pace = pace_lines(plan, id, key_result, (first, last), day);
    let known = BurnUp {
        key_result,
        first,
        last,
        today: day,
        reports: &reports,
        pace: &pace,
        expected: expected_value(plan, id, key_result, day, day),
        tone: tone_of_key_result(&progress::key_result_status(plan, id, day)),
        forecast,
    };
    let scene = burn_up(&known, say);
    let facts = BurnUpFacts::of(&known, &scene);
    Some((scene, facts))
}

/// The chart of a KPI as of `day`, and its facts; `days` are the first and last to show, all of them where none are
/// given. `None` where the KPI is unknown.
pub fn kpi_chart_on(
    plan: &Plan,
    id: &Id,
    day: Date,
    days: Option<(Date, Date)>,
    say: &Say,
) -> Option<(Scene, KpiFacts)> {
    let kpi = plan.records().kpis.get(id)?;
    let none = Series::default();
    let series = plan.series_of(id).unwrap_or(&none);
    let (limits, signals) = limits_and_signals(series, &progress::baselines(plan, id, day));
    let known = KpiChart {
        series,
        today: day,
        days,
        targets: &kpi.targets,
        benchmark: kpi.benchmark.as_ref().map(|benchmark| benchmark.value),
        limits: &limits,
        signals: &signals,
        changes: &kpi.changes,
        tone: tone_of_kpi(progress::kpi_status(plan, id, day).status),
    };
    Some(drawn(&known, say))
}

/// The chart of a KPI with its measurements joined into a coarser period, each at its period's first day. It has no
/// natural limits: those are of single measurements.
pub fn kpi_periods_on(plan: &Plan, id: &Id, day: Date, every: Every, say: &Say) -> Option<(Scene, KpiFacts)> {
    let kpi = plan.records().kpis.get(id)?;
    let none = Series::default();
    let measured = plan.series_of(id).unwrap_or(&none);
    let joins = kpi.aggregate.unwrap_or(Aggregate::Last);
    let series = progress::by_period(measured, every, joins, day).into_iter().collect();
    Some(drawn(
        &KpiChart {
            targets: &kpi.targets,
            benchmark: kpi.benchmark.as_ref().map(|benchmark| benchmark.value),
            changes: &kpi.changes,
            ..KpiChart::bare(&series, day)
        },
        say,
    ))
}

/// The chart of a KPI as its changes from measurement to measurement, with natural limits of their own.
pub fn kpi_differences_on(plan: &Plan, id: &Id, day: Date, say: &Say) -> Option<(Scene, KpiFacts)> {
    let kpi = plan.records().kpis.get(id)?;
    let (series, stretches) = progress::differences(plan, id, day);
    let (limits, signals) = limits_and_signals(&series, &stretches);
    let known = KpiChart {
        limits: &limits,
        signals: &signals,
        changes: &kpi.changes,
        ..KpiChart::bare(&series, day)
    };
    Some(drawn(&known, say))
}

fn drawn(known: &KpiChart, say: &Say) -> (Scene, KpiFacts) {
    let scene = kpi_chart(known, say);
    let facts = KpiFacts::of(known, &scene);
    (scene, facts)
}

/// The sparkline of a key result as of `day`.
pub fn key_result_sparkline(plan: &Plan, id: &Id, day: Date) -> Scene {
    let tone = tone_of_key_result(&progress::key_result_status(plan, id, day));
    let Some(key_result) = plan.records().key_results.get(id) else { return sparkline([], tone) };
    let day = seen_day(plan, key_result, day);
    let mut values: Vec<(Date, f64)> =
        reports(plan, id, key_result, day).iter().map(|report| (report.day, report.value)).collect();
    let milestones = is_milestones(key_result, day);
    if let (true, Some((first, last))) = (milestones, plan.span_of(key_result)) {
        let done = values.last().map_or(0.0, |(_, value)| *value);
        values.insert(0, (first.min(day), 0.0));
        values.push((day.min(last).max(first), done));
        sort_by_key(&mut values, |(day, _)| *day);
    }
    let mut scene = sparkline(values, tone);
    scene.series.stepped = milestones;
    scene
}

/// The sparkline of a KPI as of `day`, over its last `count` measurements.
pub fn kpi_sparkline(plan: &Plan, id: &Id, day: Date, count: usize) -> Scene {
    let tone = tone_of_kpi(progress::kpi_status(plan, id, day).status);
    let Some(series) = plan.series_of(id) else { return sparkline([], tone) };
    let known = series.len_on(day);
    let last = known.saturating_sub(count)..known;
    let days = series.days().get(last.clone()).unwrap_or_default();
    let values = series.values().get(last).unwrap_or_default();
    sparkline(days.iter().copied().zip(values.iter().copied()), tone)
}

/// The day asked for, or the closing day of the cycle where that came first.
fn seen_day(plan: &Plan, key_result: &KeyResult, day: Date) -> Date {
    let objective = plan.records().objectives.get(&key_result.objective);
    let cycle = objective.and_then(|objective| plan.records().cycles.get(&objective.cycle));
    cycle.and_then(|cycle| cycle.closed).map_or(day, |closed| closed.min(day))
}

fn is_milestones(key_result: &KeyResult, day: Date) -> bool {
    matches!(key_result.measure_on(day), Some(Measure::Milestones(_)))
}

/// Its values up to `day`, one a day: check-ins, the feeding KPI's measurements since the first day, or the share of
/// milestones done in percent.
fn reports(plan: &Plan, id: &Id, key_result: &KeyResult, day: Date) -> Vec<Report> {
    let mut by_day: Map<Date, Report> = Map::new();
    let mut put = |on: Date, value: f64, note: Option<&str>| {
        by_day.insert(on, Report { day: on, value, note: note.map(str::to_string) });
    };
    let check_ins = || plan.check_ins_of(id).map(|(_, check_in)| check_in).filter(|c| c.on <= day);
    let series = key_result.kpi.as_ref().and_then(|kpi| plan.series_of(kpi));
    if let Some(Measure::Milestones(steps)) = key_result.measure_on(day) {
        for on in steps.values().filter_map(|step| step.done).filter(|done| *done <= day) {
            let Some(share) = progress::standing(plan, id, on).value else { continue };
            let done = steps.values().filter(|step| step.done == Some(on));
            let titles: Vec<&str> = done.map(|step| step.title.as_str()).collect();
            put(on, round_half_up(share * 100.0, 6), Some(&titles.join(", ")));
        }
    } else if key_result.kpi.is_some() {
        let first = plan.span_of(key_result).map(|(first, _)| first);
        let known = series.into_iter().flat_map(|series| series.iter());
        for (on, value, note) in known.filter(|(on, ..)| *on <= day && first.is_none_or(|first| first <= *on))
        {
            put(on, value, note);
        }
        // what people say of the key result stands at the value they had before them
        for check_in in check_ins() {
            let before = by_day.range(..=check_in.on).next_back().map(|(on, _)| *on);
            let before = before.and_then(|on| by_day.get_mut(&on));
            if let (Some(report), Some(note)) = (before, check_in.note.as_ref()) {
                report.note.get_or_insert_with(|| note.clone());
            }
        }
    } else {
        for check_in in check_ins() {
            if let Some(value) = check_in.value.filter(|value| value.is_finite()) {
                put(check_in.on, value, check_in.note.as_deref());
            }
        }
    }
    by_day.into_values().collect()
}

/// Where its value should be on `day`, by the measure in force then, as far as it was known on the day `seen`.
fn expected_value(plan: &Plan, id: &Id, key_result: &KeyResult, day: Date, seen: Date) -> Option<f64> {
    let share = progress::expected_on(plan, id, day)?;
    match key_result.measure_on(day.min(seen)).or(key_result.measure.as_ref())? {
        Measure::Reach(reach) => {
            let way = reach.to - reach.from;
            let value = reach.from + way * share;
            // a share is rounded to 1e-9: a third of 3 things is one thing
            let whole = value.round();
            Some(if (value - whole).abs() <= way.abs() * 1e-9 { whole } else { value })
        }
        Measure::Milestones(_) => Some(round_half_up(share * 100.0, 6)),
        Measure::Keep(_) => None,
    }
}

/// The pace of each measure over the days it was in force: a straight line, or stairs where it goes in whole steps. What
/// came into force after `seen` was not known then.
fn pace_lines(
    plan: &Plan,
    id: &Id,
    kr: &KeyResult,
    (first, last): (Date, Date),
    seen: Date,
) -> Vec<Vec<(Date, f64)>> {
    let known = kr.revisions.range(..=seen.max(first)).map(|(day, _)| *day);
    let starts: Vec<Date> =
        std::iter::once(first).chain(known.filter(|day| *day > first && *day <= last)).collect();
    let ends = starts.iter().skip(1).map(|next| next.plus_days(-1)).chain([last]);
    let at = |day| expected_value(plan, id, kr, day, seen.max(first));
    let lines = starts.iter().copied().zip(ends).filter_map(|(from, to)| {
        let (first, last) = ((from, at(from)?), (to, at(to)?));
        Some(if is_straight(first, last, &at) {
            vec![first, last]
        } else {
            let mut corners = vec![first];
            add_stairs(first, last, &at, &mut corners);
            corners.push(last);
            corners
        })
    });
    lines.filter(|line| line.first().zip(line.last()).is_some_and(|(a, b)| a.0 < b.0)).collect()
}

/// Whether the values between two days lie on the line between them, looked at in seven places. Stairs with a step in
/// three days or less look like a line too, and are drawn as one.
fn is_straight(first: (Date, f64), last: (Date, f64), at: &impl Fn(Date) -> Option<f64>) -> bool {
    let (days, rise) = (last.0.days_since(first.0), last.1 - first.1);
    let most = (rise * 3.0 / f64::from(days.max(1))).abs().max(1e-6);
    (1..8).map(|eighth| days * eighth / 8).all(|n| {
        let line = first.1 + rise * f64::from(n) / f64::from(days.max(1));
        at(first.0.plus_days(n)).is_some_and(|value| (value - line).abs() <= most)
    })
}

/// The corners of stairs between two days. Expected values never turn back, so days of equal value have none between
/// them: a year with few steps asks for few days.
fn add_stairs(
    low: (Date, f64),
    high: (Date, f64),
    at: &impl Fn(Date) -> Option<f64>,
    corners: &mut Vec<(Date, f64)>,
) {
    let days = high.0.days_since(low.0);
    if low.1 == high.1 || days < 1 {
        return;
    }
    if days == 1 {
        corners.extend([(high.0, low.1), high]);
        return;
    }
    let middle = low.0.plus_days(days / 2);
    let Some(value) = at(middle) else { return };
    add_stairs(low, (middle, value), at, corners);
    add_stairs((middle, value), high, at, corners);
}

/// The natural limits of each stretch between marked changes, and the days whose value lies outside of them.
fn limits_and_signals(series: &Series, stretches: &[progress::Baseline]) -> (Vec<Limits>, Vec<Date>) {
    let (mut all, mut outside) = (Vec::new(), Vec::new());
    for stretch in stretches {
        let Some(limits) = stretch.limits else { continue };
        let reach = 2.66 * limits.mean_range;
        // a limit that is held at what is possible is no news: nothing could lie beyond it
        let low = Some(limits.lower).filter(|low| round(*low) <= round(limits.centre - reach));
        let high = Some(limits.upper).filter(|high| round(*high) >= round(limits.centre + reach));
        all.push(Limits { from: stretch.from, to: stretch.to, low, centre: limits.centre, high });
        let days = series.days().get(stretch.start..stretch.end).unwrap_or_default();
        let values = series.values().get(stretch.start..stretch.end).unwrap_or_default();
        let beyond = |value: f64| round(value) < round(limits.lower) || round(value) > round(limits.upper);
        outside.extend(days.iter().zip(values).filter(|(_, value)| beyond(**value)).map(|(day, _)| *day));
    }
    (all, outside)
}
