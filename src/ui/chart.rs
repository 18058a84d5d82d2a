//! From the plan to the pictures: which facts a chart shows, and the sentence that says the same in words.

use super::kpi::signal_in_words;
use super::revisions::revisions;
use super::say;
use super::text::{fill, plural, t};
use super::widget::Picture;
use crate::browser::clock;
use crate::browser::locale::{self, DateStyle};
use crate::chart::{self, DayForm, Mark, Say, Scene, Words};
use crate::domain::{Aggregate, Date, Every, Goal, Id, Kpi, Measure, Plan, round_half_up};
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
        DayForm::Full => say::full_day(date),
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
    Some(spoken(scene, &key_result.title, sentence, unit))
}

/// How the values of a KPI are charted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each measurement by itself.
    Measured,
    /// Joined into a coarser period.
    Every(Every),
    /// The changes from measurement to measurement.
    Changes,
}

/// How a KPI's measurements are joined, in words.
pub fn joined_as(kpi: &Kpi) -> &'static str {
    match kpi.aggregate.unwrap_or(Aggregate::Last) {
        Aggregate::Last => t().joined_last,
        Aggregate::Sum => t().joined_sum,
        Aggregate::Mean => t().joined_mean,
    }
}

/// The chart of a KPI, and what it shows in words.
pub fn kpi(plan: &Plan, id: &Id, day: Date, way: Way) -> Option<Picture> {
    match way {
        Way::Measured => measured(plan, id, day),
        Way::Every(every) => periods(plan, id, day, every),
        Way::Changes => changes(plan, id, day),
    }
}

fn periods(plan: &Plan, id: &Id, day: Date, every: Every) -> Option<Picture> {
    let kpi = plan.records().kpis.get(id)?;
    let unit = kpi.unit.clone();
    let mut drawn = None;
    with_say(&mut |say| drawn = chart::kpi_periods_on(plan, id, day, every, say));
    let (scene, facts) = drawn?;
    let named = move |from: Date| say::span(from, from.period_end(every));
    let sentence = match facts.course {
        None => fill(t().chart_kpi_empty, &[&kpi.title]),
        Some((_, on, value)) => {
            let value = say::with_unit(round_half_up(value, 3), unit.as_deref());
            let count = plural(facts.count, t().periods_one, t().periods_many);
            fill(t().chart_kpi_periods, &[&kpi.title, joined_as(kpi), &value, &named(on), &count])
        }
    };
    Some(Picture::new(kpi.title.clone(), scene, sentence, move |scene, index| {
        let point = scene.series.points.get(index)?;
        let value = say::with_unit(round_half_up(point.value, 3), unit.as_deref());
        Some([named(point.day), value].join(": "))
    }))
}

fn changes(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
    let kpi = plan.records().kpis.get(id)?;
    let unit = kpi.unit.clone();
    let mut drawn = None;
    with_say(&mut |say| drawn = chart::kpi_differences_on(plan, id, day, say));
    let (scene, facts) = drawn?;
    let outside = |point: &&chart::Point| matches!(point.mark, Mark::Square(_));
    let outside = scene.series.points.iter().filter(outside).count();
    let said = move |value: f64| {
        let sign = if value > 0.0 { "+" } else { "" };
        [sign, &say::with_unit(round_half_up(value, 3), unit.as_deref())].concat()
    };
    let sentence = match facts.course {
        None => fill(t().chart_kpi_no_changes, &[&kpi.title]),
        Some((_, on, value)) => {
            let outside = match outside {
                0 => t().changes_inside.to_string(),
                n => plural(n, t().changes_outside_one, t().changes_outside_many),
            };
            fill(t().chart_kpi_changes, &[&kpi.title, &said(value), &say::day(on), &outside])
        }
    };
    let title = fill(t().changes_of, &[&kpi.title]);
    Some(Picture::new(title, scene, sentence, move |scene, index| {
        let point = scene.series.points.get(index)?;
        let text = [say::full_day(point.day), said(point.value)].join(": ");
        let outside = matches!(point.mark, Mark::Square(_)).then(|| t().outside_limits.to_string());
        Some([text].into_iter().chain(outside).collect::<Vec<_>>().join(", "))
    }))
}

/// Its measurements, natural limits and the targets in force.
fn measured(plan: &Plan, id: &Id, day: Date) -> Option<Picture> {
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
    Some(spoken(scene, &kpi.title, sentence, unit))
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
    let said = |value: f64| say::with_unit(round_half_up(value, 3), unit);
    let above = match facts.above {
        0 => t().ranges_inside.to_string(),
        n => plural(n, t().ranges_outside_one, t().ranges_outside_many),
    };
    let (mean, upper) = facts.limits;
    let parts = [kpi.title.clone(), said(last), said(mean), said(upper), above];
    let sentence = fill(t().chart_range_sentence, &parts.each_ref().map(String::as_str));
    let unit = kpi.unit.clone();
    Some(Picture::new(fill(t().moving_range_of, &[&kpi.title]), scene, sentence, move |scene, index| {
        let point = scene.series.points.get(index)?;
        let range = say::with_unit(round_half_up(point.value, 3), unit.as_deref());
        let text = fill(t().range_point, &[&say::full_day(point.day), &range]);
        let outside = matches!(point.mark, Mark::Square(_)).then(|| t().range_above.to_string());
        Some([text].into_iter().chain(outside).collect::<Vec<_>>().join(", "))
    }))
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
    Picture::silent(chart::key_result_sparkline(plan, id, day))
}

/// A small line of the last values of a KPI.
pub fn kpi_spark(plan: &Plan, id: &Id, day: Date) -> Picture {
    Picture::silent(chart::kpi_sparkline(plan, id, day, SPARK_VALUES))
}

/// How many values a sparkline shows at most: half a year of weeks.
const SPARK_VALUES: usize = 26;

/// Nothing to draw.
pub fn nothing() -> Picture {
    let epoch = Date::from_day_number(0);
    Picture::silent(Scene::new(epoch, epoch))
}

/// A picture with its title, whose points say their day and value, what stands out, and what people wrote.
fn spoken(scene: Scene, title: &str, sentence: String, unit: Option<&str>) -> Picture {
    let unit = unit.map(str::to_string);
    Picture::new(title.to_string(), scene, sentence, move |scene, index| {
        let point = scene.series.points.get(index)?;
        let mut text = [say::full_day(point.day), say::with_unit(point.value, unit.as_deref())].join(": ");
        if matches!(point.mark, Mark::Square(_)) {
            text = [&text, t().outside_limits].join(", ");
        }
        let note = scene.notes.iter().find(|note| note.day == point.day);
        Some(note.map_or(text.clone(), |note| [&text, note.text.as_str()].join(". ")))
    })
}
