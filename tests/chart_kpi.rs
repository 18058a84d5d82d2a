//! The charts of KPIs and sparklines, drawn with plotters' SVG backend and compared with the stored drawings.

#![allow(clippy::expect_used)]

mod chart_snapshot;
mod chart_support;

use cairn::ordered::Map;

use cairn::chart::{EstimatedWidths, Scene, kpi_chart, sparkline};
use cairn::chart::{KpiChart, KpiFacts, Layout, Limits, Look, Mark, Palette, Size, Tone};
use cairn::domain::{Date, Goal, Series, Target};
use chart_snapshot::{check, check_at};
use chart_support::*;

fn target(value: f64) -> Target {
    Target { goal: Goal::Value(value), tolerance: None, until: None }
}

fn limits(from: &str, to: &str, low: f64, centre: f64, high: f64) -> Limits {
    Limits { from: day(from), to: day(to), low: Some(low), centre, high: Some(high) }
}

struct Kpi {
    series: Series,
    today: Date,
    targets: Map<Date, Target>,
    benchmark: Option<f64>,
    limits: Vec<Limits>,
    signals: Vec<Date>,
    changes: Map<Date, String>,
    tone: Tone,
}

impl Kpi {
    fn new(series: Series, today: &str) -> Kpi {
        Kpi {
            series,
            today: day(today),
            targets: Map::new(),
            benchmark: None,
            limits: vec![],
            signals: vec![],
            changes: Map::new(),
            tone: Tone::OnTrack,
        }
    }

    fn chart(&self) -> KpiChart<'_> {
        KpiChart {
            series: &self.series,
            today: self.today,
            days: None,
            targets: &self.targets,
            benchmark: self.benchmark,
            limits: &self.limits,
            signals: &self.signals,
            changes: &self.changes,
            tone: self.tone,
        }
    }

    fn scene(&self) -> Scene {
        kpi_chart(&self.chart(), &say())
    }
}

/// The KPI of the picture: missed visits in percent.
fn no_show() -> Kpi {
    let values = [
        8.2, 8.6, 7.9, 8.4, 8.1, 8.8, 8.3, 7.8, 8.5, 8.2, 8.9, 8.4, 8.0, 8.6, 9.1, 8.7, 8.9, 11.2, 8.4, 8.2,
        8.6,
    ];
    let mut series = weekly("2026-12-28", &values);
    note(&mut series, "2027-04-26", "School holidays");
    let mut kpi = Kpi::new(series, "2027-05-20");
    kpi.targets.insert(day("2027-01-01"), target(8.0));
    kpi.limits = vec![limits("2026-12-28", "2027-05-17", 6.7, 8.6, 10.4)];
    kpi.signals = vec![day("2027-04-26")];
    kpi.tone = Tone::AtRisk;
    kpi
}

#[test]
fn f11_limits_target_signal_and_note() {
    let kpi = no_show();
    let scene = kpi.scene();
    check("kpi-limits", &scene);
    let facts = KpiFacts::of(&kpi.chart(), &scene);
    assert_eq!(facts.course, Some((day("2026-12-28"), day("2027-05-17"), 8.6)));
    assert_eq!(facts.target, Some(Goal::Value(8.0)));
    assert_eq!(facts.last_signal, Some((day("2027-04-26"), 11.2)));
    assert_eq!((facts.count, facts.range), (21, Some((7.8, 11.2))));
    assert_eq!(scene.series.points.last().map(|p| p.mark), Some(Mark::Dot(Tone::AtRisk)));
}

#[test]
fn e14_f14_what_others_reach_is_a_line_over_all_days() {
    let mut kpi = no_show();
    let without = kpi.scene();
    kpi.benchmark = Some(12.5);
    let scene = kpi.scene();
    check("kpi-benchmark", &scene);
    assert_eq!(scene.lines.len(), without.lines.len() + 1);
    let line = scene.lines.last().expect("a line");
    assert_eq!(line.path, [(scene.days.0, 12.5), (scene.days.1, 12.5)]);
    assert_eq!(line.end.as_ref().map(|label| label.text.as_str()), Some("benchmark 12.5"));
    assert!(scene.values.is_some_and(|(_, high)| high >= 12.5), "in sight, wherever the values are");
}

#[test]
fn an_outage_dated_targets_and_a_changed_process() {
    let mut values = wander(60, 99.7, 0.0, 0.3);
    values[22] = 96.4;
    for value in values.iter_mut().skip(40) {
        *value = (*value + 0.2).min(100.0);
    }
    values[30] = f64::NAN;
    values[31] = f64::NAN;
    let mut series = weekly("2026-03-02", &values);
    note(&mut series, "2026-08-03", "Outage of the data centre, two days");
    note(&mut series, "2026-06-01", "New monitor");
    let mut kpi = Kpi::new(series, "2027-04-20");
    kpi.targets.insert(day("2026-03-01"), target(99.5));
    kpi.targets.insert(day("2027-01-01"), target(99.8));
    kpi.limits = vec![
        limits("2026-03-02", "2026-11-29", 99.27, 99.7, 100.0),
        limits("2026-12-07", "2027-04-19", 99.6, 99.86, 100.0),
    ];
    kpi.signals = vec![day("2026-08-03")];
    kpi.changes.insert(day("2026-12-07"), "second provider".into());
    check("kpi-outage", &kpi.scene());
}

#[test]
fn few_points_no_target() {
    check("kpi-few", &Kpi::new(weekly("2027-05-03", &[12.0, 15.0, 13.5]), "2027-05-20").scene());
}

#[test]
fn a_range_as_target() {
    let mut kpi = Kpi::new(every(30, "2026-06-30", &wander(12, 42.0, 0.4, 6.0)), "2027-06-10");
    let goal = Goal::Range { at_least: 38.0, at_most: 44.0 };
    kpi.targets.insert(day("2026-01-01"), Target { goal, tolerance: None, until: None });
    kpi.tone = Tone::OffTrack;
    check("kpi-range", &kpi.scene());
}

#[test]
fn nothing_measured_yet() {
    let mut kpi = Kpi::new(Series::default(), "2027-05-20");
    check("kpi-empty", &kpi.scene());
    kpi.targets.insert(day("2027-01-01"), target(40.0));
    check("kpi-empty-target", &kpi.scene());
    assert_eq!(KpiFacts::of(&kpi.chart(), &kpi.scene()).course, None);
}

#[test]
fn one_point() {
    check("kpi-one", &Kpi::new(weekly("2027-05-17", &[12.5]), "2027-05-20").scene());
}

#[test]
fn always_the_same_value() {
    let mut kpi = Kpi::new(weekly("2027-01-04", &[7.0; 12]), "2027-03-24");
    kpi.targets.insert(day("2027-01-01"), target(7.0));
    check("kpi-constant", &kpi.scene());
}

#[test]
fn huge_and_negative_values() {
    let mut kpi = Kpi::new(weekly("2027-01-04", &wander(20, -4.2e6, 31_000.0, 4e5)), "2027-05-20");
    kpi.targets.insert(day("2027-01-01"), target(-3_500_000.0));
    check("kpi-negative", &kpi.scene());
    let extreme = Kpi::new(weekly("2027-01-04", &[f64::MAX, -f64::MAX, 0.0]), "2027-05-20");
    check("kpi-extreme", &extreme.scene());
}

#[test]
fn three_years_of_days() {
    let mut values = wander(1100, 240.0, 0.12, 60.0);
    values[600] = 900.0;
    let mut series = every(1, "2024-04-01", &values);
    note(&mut series, "2025-11-22", "Launch day");
    let mut kpi = Kpi::new(series, "2027-04-05");
    kpi.targets.insert(day("2024-01-01"), target(300.0));
    kpi.targets.insert(day("2026-01-01"), target(400.0));
    kpi.signals = vec![day("2025-11-22")];
    let scene = kpi.scene();
    check("kpi-daily", &scene);
    let (palette, sizes, say) = (Palette::LIGHT, sizes(), say());
    let look = Look { palette: &palette, sizes: &sizes, say: &say, ratio: 1.0 };
    let layout = Layout::new(&scene, Size { width: 640.0, height: 260.0 }, &look, &EstimatedWidths);
    let at = layout.nearest(&scene, layout.x(day("2025-11-22"))).expect("a point");
    assert_eq!(scene.series.points[at].value, 900.0);
    assert_eq!(layout.nearest(&scene, -10.0), Some(0));
    assert_eq!(layout.nearest(&scene, 9e9), Some(1099));
}

#[test]
fn many_notes_stay_apart() {
    let mut series = weekly("2027-01-04", &wander(20, 50.0, 0.0, 30.0));
    for (i, on) in series.days().to_vec().iter().enumerate() {
        note(&mut series, &on.to_string(), &format!("Something happened in week {}", i + 1));
    }
    check("kpi-notes", &Kpi::new(series, "2027-05-20").scene());
}

#[test]
fn sparklines() {
    let spark = |values: &[f64], tone| {
        sparkline(
            values.iter().enumerate().map(|(i, v)| (Date::from_day_number(20_000 + 7 * i as i32), *v)),
            tone,
        )
    };
    let size = Size { width: 96.0, height: 28.0 };
    check_at(
        "spark-falling",
        &spark(&[48.0, 46.5, 45.0, 41.0, 42.0, 39.0, 38.2, 37.5], Tone::OffTrack),
        size,
    );
    check_at("spark-constant", &spark(&[3.0; 9], Tone::NoData), size);
    check_at("spark-one", &spark(&[3.0], Tone::OnTrack), size);
    check_at("spark-empty", &spark(&[], Tone::OnTrack), size);
    check_at("spark-long", &spark(&wander(2000, 10.0, 0.01, 20.0), Tone::AtRisk), size);
}
