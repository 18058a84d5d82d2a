//! The facts of a chart for the sentence that stands for it (the canvas's label). Typed, because which words say them
//! is the UI's job.

use super::{BurnUp, KpiChart, Scene};
use crate::domain::{Date, Goal, Keep, Measure, Reach};

/// What the chart of a KPI shows.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiFacts {
    /// How many measurements it shows.
    pub count: usize,
    /// The first and the last day measured, and the last value.
    pub course: Option<(Date, Date, f64)>,
    /// Lowest and highest value measured.
    pub range: Option<(f64, f64)>,
    /// The target in force on the last day shown.
    pub target: Option<Goal>,
    /// Natural limits in force: lower, centre, upper.
    pub limits: Option<(Option<f64>, f64, Option<f64>)>,
    /// The last day that stands out, and its value.
    pub last_signal: Option<(Date, f64)>,
}

impl KpiFacts {
    /// The facts of a KPI and the scene made of it.
    pub fn of(kpi: &KpiChart, scene: &Scene) -> KpiFacts {
        let day = scene.days.1;
        let target = kpi.targets.range(..=day).next_back().map(|(_, target)| target);
        let signal = kpi.signals.iter().rev().find(|on| **on <= day);
        KpiFacts {
            count: scene.series.points.len(),
            course: course(scene),
            range: range(scene),
            target: target.filter(|t| t.until.is_none_or(|until| day <= until)).map(|t| t.goal),
            limits: kpi.limits.last().map(|limits| (limits.low, limits.centre, limits.high)),
            last_signal: signal.and_then(|on| Some((*on, kpi.series.get(*on)?.value))),
        }
    }
}

/// What the chart of a key result shows.
#[derive(Clone, Debug, PartialEq)]
pub struct BurnUpFacts {
    /// How many values it shows.
    pub count: usize,
    /// The first and the last day with a value, and the last value.
    pub course: Option<(Date, Date, f64)>,
    /// Lowest and highest value.
    pub range: Option<(f64, f64)>,
    /// What is to be reached, where it is measured so (milestones: 0 to 100 percent).
    pub reach: Option<Reach>,
    /// What is to be kept, where it is measured so.
    pub keep: Option<Keep>,
    /// Where the value should be on the day shown; none for what is kept, or before the first day.
    pub expected: Option<f64>,
    /// First and last day of the key result.
    pub span: (Date, Date),
}

impl BurnUpFacts {
    /// The facts of a key result and the scene made of it.
    pub fn of(kr: &BurnUp, scene: &Scene) -> BurnUpFacts {
        let kr = &kr.in_order();
        let day = kr.today.clamp(kr.first, kr.last);
        let (reach, keep) = match kr.key_result.measure_on(day) {
            Some(Measure::Reach(reach)) => (Some(*reach), None),
            Some(Measure::Milestones(_)) => (Some(Reach { from: 0.0, to: 100.0 }), None),
            Some(Measure::Keep(keep)) => (None, Some(*keep)),
            None => (None, None),
        };
        BurnUpFacts {
            count: scene.series.points.len(),
            course: course(scene),
            range: range(scene),
            reach,
            keep,
            expected: kr.expected.filter(|_| kr.today >= kr.first),
            span: (kr.first, kr.last),
        }
    }
}

fn course(scene: &Scene) -> Option<(Date, Date, f64)> {
    let points = &scene.series.points;
    let last = points.last()?;
    Some((points.first()?.day, last.day, last.value))
}

fn range(scene: &Scene) -> Option<(f64, f64)> {
    scene
        .series
        .points
        .iter()
        .map(|point| (point.value, point.value))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
