//! The chart of a KPI: its measurements, natural limits, dated targets, notes and marked changes (a process behaviour
//! chart). Must not know how limits and signals are computed (`progress` does) nor what a status is called.

use crate::ordered::Map;

use super::{Band, DayMark, Ink, Label, Line, Mark, Note, Point, Say, Scene, Stroke, Tone};
use crate::domain::{Date, Goal, Series, Target};

/// What is known of a KPI on a day.
#[derive(Clone, Copy)]
pub struct KpiChart<'a> {
    /// All its measurements; those after `today` are left out.
    pub series: &'a Series,
    /// The day as of which it is shown.
    pub today: Date,
    /// First and last day to show; `None` from the first measurement up to today.
    pub days: Option<(Date, Date)>,
    /// Its dated targets.
    pub targets: &'a Map<Date, Target>,
    /// What others reach.
    pub benchmark: Option<f64>,
    /// Natural limits, one for each baseline, ascending.
    pub limits: &'a [Limits],
    /// Days whose value stands out (a signal), ascending.
    pub signals: &'a [Date],
    /// Days on which the process changed, and how.
    pub changes: &'a Map<Date, String>,
    /// Verdict on the last value.
    pub tone: Tone,
}

impl<'a> KpiChart<'a> {
    /// Nothing but values.
    pub fn bare(series: &'a Series, today: Date) -> KpiChart<'a> {
        static NO_TARGETS: Map<Date, Target> = Map::new();
        static NO_CHANGES: Map<Date, String> = Map::new();
        KpiChart {
            series,
            today,
            days: None,
            targets: &NO_TARGETS,
            benchmark: None,
            limits: &[],
            signals: &[],
            changes: &NO_CHANGES,
            tone: Tone::NoData,
        }
    }
}

/// Natural limits of one baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// First day they hold for.
    pub from: Date,
    /// Last day they hold for.
    pub to: Date,
    /// Lower limit; none where it was clipped away.
    pub low: Option<f64>,
    /// Mean of the baseline.
    pub centre: f64,
    /// Upper limit; none where it was clipped away.
    pub high: Option<f64>,
}

/// Days shown at least, so that one value does not look like a history.
const SHORTEST: i32 = 27;

/// The scene of a KPI.
pub fn kpi_chart(kpi: &KpiChart, say: &Say) -> Scene {
    let known = kpi.series.len_on(kpi.today);
    let measured = |i: usize| kpi.series.days().get(i).copied();
    let first = measured(0).unwrap_or(kpi.today).min(kpi.today.plus_days(-SHORTEST));
    let (from, to) = kpi.days.unwrap_or((first, kpi.today));
    let mut scene = Scene::new(from, to);
    let (from, to) = scene.days;
    for (day, value, note) in kpi.series.iter().take(known) {
        if day < from || day > to {
            continue;
        }
        let outside = kpi.signals.binary_search(&day).is_ok();
        let mark = if outside { Mark::Square(Tone::OffTrack) } else { Mark::Plain };
        scene.series.points.push(Point { day, value, mark });
        if let Some(text) = note.filter(|text| !text.trim().is_empty()) {
            scene.notes.push(Note { day, value, text: text.to_string() });
        }
    }
    if let Some(point) = scene.series.points.last_mut().filter(|point| point.mark == Mark::Plain) {
        point.mark = Mark::Dot(kpi.tone);
    }
    add_limits(&mut scene, kpi, say);
    add_targets(&mut scene, kpi, say);
    add_benchmark(&mut scene, kpi, say);
    for (day, text) in kpi.changes.range(from..=to) {
        let label = Label::quiet(text.as_str());
        scene.day_marks.push(DayMark { day: *day, stroke: Stroke::Dotted, label });
    }
    scene.include_all();
    scene
}

fn add_limits(scene: &mut Scene, kpi: &KpiChart, say: &Say) {
    let (first, last) = scene.days;
    let shown: Vec<&Limits> = kpi.limits.iter().filter(|l| l.from <= last && l.to >= first).collect();
    for (i, limits) in shown.iter().enumerate() {
        let newest = i + 1 == shown.len();
        let days = (limits.from.max(first), if newest { last } else { limits.to.min(last) });
        scene.bands.push(Band { days, low: limits.low, high: limits.high });
        let lines = [
            (limits.high, Stroke::Solid, &say.words.limit),
            (Some(limits.centre), Stroke::Dotted, &say.words.centre),
            (limits.low, Stroke::Solid, &say.words.limit),
        ];
        for (value, stroke, word) in lines {
            let Some(value) = value else { continue };
            scene.lines.push(Line {
                path: vec![(days.0, value), (days.1, value)],
                stroke,
                ink: if stroke == Stroke::Solid { Ink::LineStrong } else { Ink::InkSoft },
                end: newest.then(|| Label::quiet(word.as_str()).with_value((say.value)(value))),
                beside: None,
            });
        }
    }
}

/// What others reach, over all days: it has no date of its own.
fn add_benchmark(scene: &mut Scene, kpi: &KpiChart, say: &Say) {
    let Some(value) = kpi.benchmark else { return };
    let (first, last) = scene.days;
    scene.lines.push(Line {
        path: vec![(first, value), (last, value)],
        stroke: Stroke::Dotted,
        ink: Ink::Ink,
        end: Some(Label::quiet(say.words.benchmark.as_str()).with_value((say.value)(value))),
        beside: None,
    });
}

/// The targets in force, each over its days; words only on those that still hold at the right end.
fn add_targets(scene: &mut Scene, kpi: &KpiChart, say: &Say) {
    let (first, last) = scene.days;
    let mut steps = kpi.targets.iter().peekable();
    while let Some((from, target)) = steps.next() {
        let next = steps.peek().map(|(day, _)| **day);
        let ends = next.into_iter().chain(target.until.map(|until| until.plus_days(1))).min();
        let days = ((*from).max(first), ends.map_or(last, |end| end.min(last)));
        if *from > last || days.1 < days.0 || (days.1 == days.0 && first != last) {
            continue;
        }
        let holds = ends.is_none_or(|end| end > last);
        let values = match target.goal {
            Goal::Value(value) => vec![(value, &say.words.target)],
            Goal::Range { at_least, at_most } => {
                vec![(at_most, &say.words.at_most), (at_least, &say.words.at_least)]
            }
        };
        for (value, word) in values {
            scene.lines.push(Line {
                path: vec![(days.0, value), (days.1, value)],
                stroke: Stroke::Dashed,
                ink: Ink::Accent,
                end: holds.then(|| Label::strong(word.as_str()).with_value((say.value)(value))),
                beside: None,
            });
        }
    }
}
