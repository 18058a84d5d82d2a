//! From the plan to the pictures: which facts a chart shows, and the sentence that says the same in words.

use super::say;
use super::text::{fill, t};
use super::widget::{Picture, Tone};
use crate::browser::locale::{self, DateStyle};
use crate::chart::{self, BurnUp, DayForm, KpiChart, Limits, Mark, Report, Say, Scene, Words};
use crate::domain::{Date, Goal, Id, Kind, Measure, Plan};
use crate::progress;

/// Lends the words and formats of the user's language to `draw`.
pub fn with_say(draw: &mut dyn FnMut(&Say)) {
    let value = |value: f64| say::number(value);
    let tick = |value: f64, digits: usize| locale::number(value, digits as u32);
    let day = |date: Date, form: DayForm| match form {
        DayForm::Day => say::day(date),
        DayForm::Month => locale::date(date, DateStyle::Month),
        DayForm::Year => date.ymd().0.to_string(),
    };
    let words = Words {
        target: t().chart_target.to_string(),
        at_least: t().at_least.to_lowercase(),
        at_most: t().at_most.to_lowercase(),
        limit: t().chart_limit.to_string(),
        centre: t().chart_centre.to_string(),
        expected: t().chart_expected.to_string(),
        today: t().today.to_string(),
        forecast: t().chart_forecast.to_string(),
    };
    draw(&Say { value: &value, tick: &tick, day: &day, words });
}

fn scene_with(make: impl Fn(&Say) -> Scene) -> Scene {
    let mut scene = None;
    with_say(&mut |say| scene = Some(make(say)));
    scene.unwrap_or_else(|| Scene::new(Date::from_day_number(0), Date::from_day_number(0)))
}

/// The tone of a verdict as charts name it.
pub fn ink(tone: Tone) -> chart::Tone {
    match tone {
        Tone::Good => chart::Tone::OnTrack,
        Tone::Watch => chart::Tone::AtRisk,
        Tone::Bad => chart::Tone::OffTrack,
        Tone::None => chart::Tone::NoData,
    }
}

/// The values of a key result up to `day`, one a day; of milestones the percentage done on each day a step was ticked.
pub fn values(plan: &Plan, id: &Id, day: Date) -> Vec<(Date, f64, Option<String>)> {
    let Some(key_result) = plan.records().key_results.get(id) else { return Vec::new() };
    let note = |on: Date| {
        let notes = plan.check_ins_of(id).filter(|(_, c)| c.on == on).filter_map(|(_, c)| c.note.clone());
        notes.last()
    };
    if let Some(Measure::Milestones(steps)) = key_result.measure_on(day) {
        let first = plan.span_of(key_result).map(|(first, _)| first).filter(|first| *first <= day);
        let mut days: Vec<Date> = steps.values().filter_map(|s| s.done).filter(|d| *d <= day).collect();
        days.extend(first);
        days.sort();
        days.dedup();
        let share = |on| progress::standing(plan, id, on).progress.unwrap_or(0.0) * 100.0;
        return days.into_iter().map(|on| (on, share(on), note(on))).collect();
    }
    if let Some(series) = key_result.kpi.as_ref().and_then(|kpi| plan.series_of(kpi)) {
        let first = plan.span_of(key_result).map(|(first, _)| first);
        let inside = series.iter().filter(|(on, ..)| *on <= day && first.is_none_or(|first| *on >= first));
        return inside.map(|(on, value, note)| (on, value, note.map(str::to_string))).collect();
    }
    let mut rows: Vec<(Date, f64, Option<String>)> = Vec::new();
    for (_, check_in) in plan.check_ins_of(id).filter(|(_, c)| c.on <= day) {
        let Some(value) = check_in.value else { continue };
        // Of several on one day the later one counts.
        if rows.last().is_some_and(|(on, ..)| *on == check_in.on) {
            rows.pop();
        }
        rows.push((check_in.on, value, check_in.note.clone()));
    }
    rows
}

/// The chart of a key result: its values against where they should be.
pub fn key_result(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let key_result = plan.records().key_results.get(id)?;
    let (first, last) = plan.span_of(key_result)?;
    let verdict = progress::key_result_status(plan, id, day);
    let (tone, word) = say::verdict(&verdict);
    let rows = values(plan, id, day);
    let reports: Vec<Report> =
        rows.iter().map(|(day, value, note)| Report { day: *day, value: *value, note: note.as_deref() }).collect();
    let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
    let scale = if milestones { 100.0 } else { 1.0 };
    let projection = progress::forecast(plan, id, day).and_then(|f| f.projection);
    let forecast = projection.and_then(|line| {
        let (low, high) = line.range?;
        Some(chart::Forecast { low: low * scale, central: line.central * scale, high: high * scale })
    });
    let facts = BurnUp { key_result, first, last, today: day, reports: &reports, tone: ink(tone), forecast };
    let scene = scene_with(|say| chart::burn_up(&facts, say));
    let unit = if milestones { Some("%") } else { key_result.unit.as_deref() };
    let sentence = match rows.last() {
        None => fill(t().chart_kr_empty, &[&key_result.title, &say::measure(key_result, day)]),
        Some((on, value, _)) => fill(
            t().chart_kr_sentence,
            &[
                &key_result.title,
                &say::with_unit(*value, unit),
                &say::day(*on),
                &say::measure(key_result, day),
                &rows.len().to_string(),
                word,
            ],
        ),
    };
    let points = points(&scene, unit);
    Some(Picture { scene, sentence, points })
}

/// The chart of a KPI: its measurements, natural limits and the targets in force.
pub fn kpi(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let kpi = plan.records().kpis.get(id)?;
    let empty = Default::default();
    let series = plan.series_of(id).unwrap_or(&empty);
    let verdict = progress::kpi_status(plan, id, day);
    let (tone, word) = say::kpi_status(verdict.status);
    let stretches = progress::baselines(plan, id, day);
    let limits: Vec<Limits> = stretches
        .iter()
        .filter_map(|stretch| {
            let limits = stretch.limits?;
            let (low, high) = (Some(limits.lower), Some(limits.upper));
            Some(Limits { from: stretch.from, to: stretch.to.min(day), low, centre: limits.centre, high })
        })
        .collect();
    let signals = days_outside(plan, id, day);
    let facts = KpiChart {
        series,
        today: day,
        days: None,
        targets: &kpi.targets,
        limits: &limits,
        signals: &signals,
        changes: &kpi.changes,
        tone: ink(tone),
    };
    let scene = scene_with(|say| chart::kpi_chart(&facts, say));
    let unit = kpi.unit.as_deref();
    let sentence = match verdict.last {
        None => fill(t().chart_kpi_empty, &[&kpi.title]),
        Some((on, value)) => fill(
            t().chart_kpi_sentence,
            &[&kpi.title, &say::with_unit(value, unit), &say::day(on), word, &series.len_on(day).to_string()],
        ),
    };
    let points = points(&scene, unit);
    Some(Picture { scene, sentence, points })
}

/// The days whose value lies outside the natural limits of its stretch.
pub fn days_outside(plan: &Plan, id: &Id, day: Date) -> Vec<Date> {
    let Some(series) = plan.series_of(id) else { return Vec::new() };
    let mut days = Vec::new();
    for stretch in progress::baselines(plan, id, day) {
        let Some(limits) = stretch.limits else { continue };
        let rows = series.iter().filter(|(on, ..)| stretch.from <= *on && *on <= stretch.to && *on <= day);
        days.extend(rows.filter(|(_, v, _)| *v > limits.upper || *v < limits.lower).map(|(on, ..)| on));
    }
    days
}

/// What the KPI's figures say, in words: against the target, and whether the last value is news.
pub fn kpi_in_words(plan: &Plan, id: &Id, day: Date) -> (String, String) {
    let Some(kpi) = plan.records().kpis.get(id) else { return (String::new(), String::new()) };
    let verdict = progress::kpi_status(plan, id, day);
    let unit = kpi.unit.as_deref();
    let against = match (verdict.last, verdict.target) {
        (None, _) => t().words_no_measurement.to_string(),
        (Some(_), None) => t().words_no_target.to_string(),
        (Some((_, value)), Some(target)) => {
            let wanted = say::goal(&target.goal, kpi.direction, unit);
            let off = match target.goal {
                Goal::Value(goal) => crate::domain::round(value - goal),
                Goal::Range { at_least, .. } if value < at_least => crate::domain::round(value - at_least),
                Goal::Range { at_most, .. } if value > at_most => crate::domain::round(value - at_most),
                Goal::Range { .. } => 0.0,
            };
            let met = verdict.health == progress::KpiStatus::Healthy;
            match off {
                _ if met => fill(t().words_meets, &[&wanted]),
                off if off > 0.0 => fill(t().words_above, &[&say::with_unit(off, unit), &wanted]),
                off => fill(t().words_below, &[&say::with_unit(-off, unit), &wanted]),
            }
        }
    };
    let limits = progress::limits(plan, id, day);
    let outside = days_outside(plan, id, day);
    let noise = match (limits, verdict.last) {
        (None, _) | (_, None) => t().words_no_limits.to_string(),
        (Some(_), Some((last, _))) if outside.last() == Some(&last) => t().words_signal_now.to_string(),
        (Some(_), _) => match outside.last() {
            Some(on) => fill(t().words_routine_but, &[&say::day(*on)]),
            None => t().words_routine.to_string(),
        },
    };
    (against, noise)
}

/// A small line of the last values, with nothing but its course.
pub fn spark(values: impl IntoIterator<Item = (Date, f64)>, tone: Tone) -> Picture {
    let scene = chart::sparkline(values, ink(tone));
    Picture { scene, sentence: String::new(), points: Vec::new() }
}

/// The last values of a KPI for a sparkline.
pub fn kpi_spark(plan: &Plan, id: &Id, day: Date) -> Vec<(Date, f64)> {
    let Some(series) = plan.series_of(id) else { return Vec::new() };
    let end = series.len_on(day);
    let start = end.saturating_sub(26);
    let days = series.days().get(start..end).unwrap_or_default();
    days.iter().copied().zip(series.values().iter().skip(start).copied()).collect()
}

fn points(scene: &Scene, unit: Option<&str>) -> Vec<String> {
    scene
        .series
        .points
        .iter()
        .map(|point| {
            let mut text = format!("{}: {}", say::full_day(point.day), say::with_unit(point.value, unit));
            if matches!(point.mark, Mark::Square(_)) {
                text = format!("{text}, {}", t().outside_limits);
            }
            if let Some(note) = scene.notes.iter().find(|n| n.day == point.day) {
                text = format!("{text}. {}", note.text);
            }
            text
        })
        .collect()
}

/// Whether there is anything to draw for a key result.
pub fn is_charted(plan: &Plan, id: &Id) -> bool {
    plan.records().contains(Kind::KeyResult, id)
        && plan.records().key_results.get(id).is_some_and(|k| k.measure.is_some() && plan.span_of(k).is_some())
}
