//! From the plan to the pictures: which facts a chart shows, and the sentence that says the same in words.

use super::kpi::signal_in_words;
use super::revisions::revisions;
use super::say;
use super::text::{fill, plural, t};
use super::widget::Picture;
use crate::browser::clock;
use crate::browser::locale::{self, DateStyle};
use crate::chart::{self, DayForm, Mark, Say, Scene, Words};
use crate::domain::{Date, Goal, Id, Measure, Plan};
use crate::progress::{self, Rule};

/// Lends the words and formats of the user's language to `draw`.
pub fn with_say(draw: &mut dyn FnMut(&Say)) {
    // Four digits tell enough beside a line: 9.379, 99.95, 1,204.
    let value = |value: f64| {
        let whole = value.abs().max(1e-6).log10().floor() as i32;
        locale::number(value, (3 - whole).clamp(0, 6) as u32)
    };
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
        benchmark: t().benchmark.to_lowercase(),
        limit: t().chart_limit.to_string(),
        centre: t().chart_centre.to_string(),
        mean: t().chart_mean.to_string(),
        expected: t().chart_expected.to_string(),
        today: t().today.to_string(),
        forecast: t().chart_forecast.to_string(),
    };
    draw(&Say { value: &value, tick: &tick, day: &day, words });
}

/// The same words for a chart of a day: the day that is marked is called today only on that day.
fn with_day(day: Date, draw: &mut dyn FnMut(&Say)) {
    with_say(&mut |say| {
        let today = if day == clock::today() { t().today.to_string() } else { say::day(day) };
        let words = Words { today, ..say.words.clone() };
        draw(&Say { words, ..*say });
    });
}

/// The chart of a key result: its values against where they should be.
pub fn key_result(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let key_result = plan.records().key_results.get(id)?;
    let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
    let unit = if milestones { Some("%") } else { key_result.unit.as_deref() };
    let mut drawn = None;
    with_day(day, &mut |say| drawn = chart::key_result_chart(plan, id, day, say));
    let (scene, facts) = drawn?;
    let (_, word) = say::verdict(&progress::key_result_status(plan, id, day));
    let measure = say::measure(key_result, day);
    let sentence = match facts.course {
        None => fill(t().chart_kr_empty, &[&key_result.title, &measure]),
        Some((_, on, value)) => fill(
            t().chart_kr_sentence,
            &[
                &key_result.title,
                &say::with_unit(value, unit),
                &say::day(on),
                &measure,
                &facts.count.to_string(),
                word,
            ],
        ),
    };
    let before = revisions(key_result, day);
    let sentence = if before.is_empty() {
        sentence
    } else {
        let parts: Vec<String> = [sentence].into_iter().chain(before).collect();
        parts.join(". ")
    };
    let points = points(&scene, unit);
    Some(Picture { scene, sentence, points })
}

/// The chart of a KPI: its measurements, natural limits and the targets in force.
pub fn kpi(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let kpi = plan.records().kpis.get(id)?;
    let unit = kpi.unit.as_deref();
    let mut drawn = None;
    with_say(&mut |say| drawn = chart::kpi_chart_on(plan, id, day, None, say));
    let (scene, facts) = drawn?;
    let (against, noise) = kpi_in_words(plan, id, day);
    let sentence = match facts.course {
        None => fill(t().chart_kpi_empty, &[&kpi.title]),
        Some((_, on, value)) => fill(
            t().chart_kpi_sentence,
            &[
                &kpi.title,
                &say::with_unit(value, unit),
                &say::day(on),
                &against,
                &noise,
                &facts.count.to_string(),
            ],
        ),
    };
    let points = points(&scene, unit);
    Some(Picture { scene, sentence, points })
}

/// The chart of a KPI's moving ranges, over the days of its own chart; none without limits.
pub fn moving_range(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let kpi = plan.records().kpis.get(id)?;
    let unit = kpi.unit.as_deref();
    let mut drawn = None;
    with_say(&mut |say| {
        let days = chart::kpi_chart_on(plan, id, day, None, say).map(|(scene, _)| scene.days);
        drawn = days.and_then(|days| chart::moving_range_chart_on(plan, id, day, days, say));
    });
    let (scene, facts) = drawn?;
    let (_, last) = facts.last?;
    let said = |value: f64| say::with_unit(crate::domain::round_half_up(value, 3), unit);
    let above = match facts.above {
        0 => t().ranges_inside.to_string(),
        n => plural(n, t().ranges_outside_one, t().ranges_outside_many),
    };
    let (mean, upper) = facts.limits;
    let parts = [kpi.title.clone(), said(last), said(mean), said(upper), above];
    let sentence = fill(t().chart_range_sentence, &parts.each_ref().map(String::as_str));
    let point = |point: &chart::Point| {
        let text = fill(t().range_point, &[&say::full_day(point.day), &said(point.value)]);
        let outside = matches!(point.mark, Mark::Square(_)).then(|| t().range_above.to_string());
        [text].into_iter().chain(outside).collect::<Vec<_>>().join(", ")
    };
    let points = scene.series.points.iter().map(point).collect();
    Some(Picture { scene, sentence, points })
}

/// The last day up to `day` whose value lies outside the natural limits, as the chart marks it.
fn last_signal(plan: &Plan, id: &Id, day: Date) -> Option<Date> {
    let mut drawn = None;
    with_say(&mut |say| drawn = chart::kpi_chart_on(plan, id, day, None, say));
    drawn?.1.last_signal.map(|(on, _)| on)
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
    let signal = last_signal(plan, id, day);
    let last = verdict.last.map(|(on, _)| on);
    let open = progress::open_signals(plan, id, day).into_iter().next();
    // One value that stood out and is not the last: said beside the last one, which is routine again.
    let news = open.filter(|run| Some(run.to) == last || run.rules != [Rule::Outside]);
    let noise = match (limits, verdict.last) {
        (None, _) | (_, None) => t().words_no_limits.to_string(),
        _ if news.is_some() => news.map(|run| signal_in_words(plan, id, &run)).unwrap_or_default(),
        (Some(_), Some((last, _))) if signal == Some(last) => t().words_signal_now.to_string(),
        (Some(_), _) => match signal {
            Some(on) => fill(t().words_routine_but, &[&say::day(on)]),
            None => t().words_routine.to_string(),
        },
    };
    (against, noise)
}

/// A small line of the last values of a key result.
pub fn key_result_spark(plan: &Plan, id: &Id, day: Date) -> Picture {
    silent(chart::key_result_sparkline(plan, id, day))
}

/// A small line of the last values of a KPI.
pub fn kpi_spark(plan: &Plan, id: &Id, day: Date) -> Picture {
    silent(chart::kpi_sparkline(plan, id, day, SPARK_VALUES))
}

/// How many values a sparkline shows at most: half a year of weeks.
const SPARK_VALUES: usize = 26;

/// A picture that stands beside words which say the same.
pub fn silent(scene: Scene) -> Picture {
    Picture { scene, sentence: String::new(), points: Vec::new() }
}

/// Nothing to draw.
pub fn nothing() -> Picture {
    let epoch = Date::from_day_number(0);
    silent(Scene::new(epoch, epoch))
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
