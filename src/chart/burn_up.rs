//! The chart of a key result over its span: the values against where they should be by then. Must not know statuses,
//! check-ins or how progress is computed; it is told the values.

use super::{Band, DayMark, Fan, Ink, Label, Line, Mark, Note, Point, Say, Scene, Stroke, Tone};
use crate::domain::{Date, KeyResult, Measure, Reach};

/// What is known of a key result on a day.
#[derive(Clone, Copy)]
pub struct BurnUp<'a> {
    /// The key result: its measure and the revisions of it.
    pub key_result: &'a KeyResult,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// The day as of which it is shown.
    pub today: Date,
    /// Its values, ascending by day, one a day; for milestones the progress in percent at each day a step was done.
    pub reports: &'a [Report],
    /// Where its values should be, from the first day to the last: a line for each measure that was in force.
    pub pace: &'a [Vec<(Date, f64)>],
    /// Where its value should be today.
    pub expected: Option<f64>,
    /// Verdict.
    pub tone: Tone,
    /// Where it leads if it goes on as so far.
    pub forecast: Option<Forecast>,
}

impl BurnUp<'_> {
    /// The same with the last day not before the first, whatever the plan says.
    pub(super) fn in_order(self) -> Self {
        BurnUp { last: self.last.max(self.first), ..self }
    }
}

/// One value of a key result.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Report {
    pub day: Date,
    pub value: f64,
    pub note: Option<String>,
}

/// The range of values on the last day, if it goes on as so far.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Forecast {
    pub from: (Date, f64),
    pub low: f64,
    pub central: f64,
    pub high: f64,
}

/// Values of milestones are percent of the whole.
const WHOLE: Reach = Reach { from: 0.0, to: 100.0 };

/// The scene of a key result.
pub fn burn_up(kr: &BurnUp, say: &Say) -> Scene {
    let kr = &kr.in_order();
    let reports = || kr.reports.iter().filter(|report| report.day <= kr.today && report.value.is_finite());
    let earliest = reports().next().map_or(kr.first, |report| report.day.min(kr.first));
    let latest = reports().next_back().map_or(kr.last, |report| report.day.max(kr.last));
    let mut scene = Scene::new(earliest, latest);
    let today = kr.today;
    for report in reports() {
        scene.series.points.push(Point { day: report.day, value: report.value, mark: Mark::Plain });
        if let Some(text) = report.note.as_deref().filter(|text| !text.trim().is_empty()) {
            scene.notes.push(Note { day: report.day, value: report.value, text: text.to_string() });
        }
    }
    scene.series.ink = Ink::Ink;
    scene.series.width = 1.75;
    let measure = kr.key_result.measure_on(today.clamp(kr.first, kr.last));
    if let Some(Measure::Milestones(_)) = measure {
        scene.series.stepped = true;
        scene.series.holds_until = Some(today.clamp(kr.first, latest));
        let start = Point { day: kr.first, value: 0.0, mark: Mark::Plain };
        if today >= kr.first && scene.series.points.first().is_none_or(|point| point.day > kr.first) {
            scene.series.points.insert(0, start);
        }
    }
    if let Some(point) = scene.series.points.last_mut() {
        point.mark = Mark::Dot(kr.tone);
        scene.series.last = Some(Label::strong((say.value)(point.value)));
    }
    add_pace(&mut scene, kr, say);
    add_measures(&mut scene, kr, say);
    if (scene.days.0..=scene.days.1).contains(&today) {
        let label = Label::quiet(say.words.today.as_str());
        scene.day_marks.push(DayMark { day: today, stroke: Stroke::Solid, label });
    }
    add_forecast(&mut scene, kr, say);
    scene.include_all();
    scene
}

fn add_pace(scene: &mut Scene, kr: &BurnUp, say: &Say) {
    for (i, path) in kr.pace.iter().enumerate() {
        let newest = i + 1 == kr.pace.len();
        let beside = newest.then(|| Label::quiet(say.words.expected.as_str()));
        scene.lines.push(Line {
            path: path.clone(),
            stroke: Stroke::Dashed,
            ink: Ink::InkSoft,
            end: None,
            beside,
        });
    }
}

/// The target of each measure over the days it was in force: the newest with its words, those before with their value,
/// and the reason where one gave way to another. What came after the day shown was not known then.
fn add_measures(scene: &mut Scene, kr: &BurnUp, say: &Say) {
    let known = kr.key_result.revisions.range(..=kr.today.max(kr.first)).map(|(day, _)| *day);
    let inside = known.filter(|day| *day > kr.first && *day <= kr.last);
    let starts: Vec<Date> = std::iter::once(kr.first).chain(inside).collect();
    let (before, after) = scene.days;
    let mut target_before: Option<(Date, f64)> = None;
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied();
        let newest = end.is_none();
        let why = kr.key_result.revisions.get(start).filter(|_| i > 0).and_then(|r| r.why.as_ref());
        let mut reason_at = |value: f64| {
            if let Some(why) = why.filter(|why| !why.trim().is_empty()) {
                scene.notes.push(Note { day: *start, value, text: why.clone() });
            }
        };
        match kr.key_result.measure_on(*start) {
            Some(Measure::Reach(reach)) => {
                let mut path = vec![(*start, reach.to), (end.unwrap_or(after), reach.to)];
                if let Some(corner) = target_before.take().filter(|(_, value)| *value != reach.to) {
                    path.insert(0, corner);
                }
                reason_at(reach.to);
                target_before = end.map(|end| (end, reach.to));
                let label = Label::strong(say.words.target.as_str()).with_value((say.value)(reach.to));
                let before = (!newest).then(|| Label::quiet((say.value)(reach.to)));
                scene.lines.push(Line { beside: before, ..target_line(path, newest.then_some(label)) });
                scene.include(reach.from);
            }
            Some(Measure::Milestones(_)) => {
                let path = vec![(*start, WHOLE.to), (end.unwrap_or(after), WHOLE.to)];
                scene.lines.push(target_line(path, None));
                scene.include(WHOLE.from);
            }
            Some(Measure::Keep(keep)) => {
                let days = (if i == 0 { before } else { *start }, end.unwrap_or(after));
                reason_at(keep.at_least.or(keep.at_most).unwrap_or_default());
                scene.bands.push(Band { days, low: keep.at_least, high: keep.at_most });
                for (bound, word) in
                    [(keep.at_most, &say.words.at_most), (keep.at_least, &say.words.at_least)]
                {
                    let Some(value) = bound else { continue };
                    let label = Label::strong(word.as_str()).with_value((say.value)(value));
                    let path = vec![(days.0, value), (days.1, value)];
                    scene.lines.push(target_line(path, newest.then_some(label)));
                }
            }
            None => {}
        }
    }
}

fn target_line(path: Vec<(Date, f64)>, end: Option<Label>) -> Line {
    Line { path, stroke: Stroke::Dashed, ink: Ink::Accent, end, beside: None }
}

fn add_forecast(scene: &mut Scene, kr: &BurnUp, say: &Say) {
    let Some(forecast) = kr.forecast else { return };
    let ends = [forecast.from.1, forecast.low, forecast.central, forecast.high];
    if ends.iter().all(|value| value.is_finite()) && forecast.from.0 < kr.last {
        scene.fan = Some(Fan {
            from: forecast.from,
            to: kr.last,
            low: forecast.low,
            central: forecast.central,
            high: forecast.high,
            ink: Ink::Tone(kr.tone),
            label: Label::quiet(say.words.forecast.as_str()),
        });
    }
}
