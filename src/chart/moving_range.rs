//! The chart of moving ranges beneath that of a KPI: how far each measurement lies from the one before, their mean and the
//! limit of what is routine. Two measurements with a marked change between them have no range: they are of two processes.

use super::{Ink, Label, Line, Mark, Point, Say, Scene, Stroke, Tone};
use crate::domain::{Date, Id, Plan, Series, round};
use crate::progress;

/// The moving ranges of one stretch between marked changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// Each range, on the day of the later measurement, ascending.
    pub ranges: Vec<(Date, f64)>,
    /// Their mean, where the stretch has limits.
    pub mean: Option<f64>,
    /// The upper range limit, where the stretch has limits.
    pub upper: Option<f64>,
}

/// What the chart of moving ranges shows.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeFacts {
    /// The last range and its day.
    pub last: Option<(Date, f64)>,
    /// mR̄ and the upper range limit in force.
    pub limits: (f64, f64),
    /// How many ranges lie above the limit of their stretch.
    pub above: usize,
}

/// The chart of moving ranges of a KPI as of `day`, on the same days as its own chart, and its facts. `None` where no
/// limits are in force: a range alone says nothing.
pub fn moving_range_chart_on(
    plan: &Plan,
    id: &Id,
    day: Date,
    days: (Date, Date),
    say: &Say,
) -> Option<(Scene, RangeFacts)> {
    let limits = progress::limits(plan, id, day)?;
    let series = plan.series_of(id)?;
    let baselines = progress::baselines(plan, id, day);
    let stretches: Vec<Ranges> = baselines.iter().map(|stretch| ranges_of(series, stretch)).collect();
    let scene = moving_range_chart(&stretches, days, say);
    let outside = |point: &&Point| matches!(point.mark, Mark::Square(_));
    let facts = RangeFacts {
        last: scene.series.points.last().map(|point| (point.day, point.value)),
        limits: (limits.mean_range, limits.range_upper),
        above: scene.series.points.iter().filter(outside).count(),
    };
    Some((scene, facts))
}

fn ranges_of(series: &Series, stretch: &progress::Baseline) -> Ranges {
    let days = series.days().get(stretch.start..stretch.end).unwrap_or_default();
    let values = series.values().get(stretch.start..stretch.end).unwrap_or_default();
    let pairs = values.iter().zip(values.iter().skip(1));
    let ranges =
        days.iter().skip(1).zip(pairs).map(|(day, (before, value))| (*day, round((value - before).abs())));
    Ranges {
        ranges: ranges.collect(),
        mean: stretch.limits.map(|limits| limits.mean_range),
        upper: stretch.limits.map(|limits| limits.range_upper),
    }
}

/// The scene of moving ranges.
pub fn moving_range_chart(stretches: &[Ranges], days: (Date, Date), say: &Say) -> Scene {
    let mut scene = Scene::new(days.0, days.1);
    let (first, last) = scene.days;
    let shown = |day: Date| first <= day && day <= last;
    let newest = stretches.iter().rposition(|stretch| stretch.mean.is_some());
    for (at, stretch) in stretches.iter().enumerate() {
        for (day, range) in stretch.ranges.iter().filter(|(day, _)| shown(*day)) {
            let outside = stretch.upper.is_some_and(|upper| *range > round(upper));
            let mark = if outside { Mark::Square(Tone::OffTrack) } else { Mark::Plain };
            scene.series.points.push(Point { day: *day, value: *range, mark });
        }
        let (Some(from), Some(to)) = (stretch.ranges.first(), stretch.ranges.last()) else { continue };
        let is_newest = newest == Some(at);
        let ends = if is_newest { last } else { to.0.min(last) };
        let span = (from.0.max(first), ends);
        if span.0 > span.1 {
            continue;
        }
        let lines = [
            (stretch.upper, Stroke::Solid, &say.words.limit),
            (stretch.mean, Stroke::Dotted, &say.words.mean),
        ];
        for (value, stroke, word) in lines {
            let Some(value) = value else { continue };
            scene.lines.push(Line {
                path: vec![(span.0, value), (span.1, value)],
                stroke,
                ink: if stroke == Stroke::Solid { Ink::LineStrong } else { Ink::InkSoft },
                end: is_newest.then(|| Label::quiet(word.as_str()).with_value((say.value)(value))),
                beside: None,
            });
        }
    }
    scene.floor = Some(0.0);
    scene.include_all();
    scene
}
