//! A part of the days: the line enters and leaves at the edges where it would, lines and forecasts are cut there, and the
//! axis of values fits what is inside.

#![allow(clippy::expect_used)]

mod chart_snapshot;
mod chart_support;

use cairn::chart::{
    CrossHair, EstimatedWidths, Extremes, Fan, Ink, KpiChart, Label, Layout, Limits, Line, Look, Palette,
    Scene, Size, Stroke, Tone, Window, draw, kpi_chart, svg_of, svg_page,
};
use cairn::domain::{Date, Goal, Target};
use cairn::ordered::Map;
use chart_snapshot::{check_drawing, compare_text};
use chart_support::*;
use plotters::prelude::SVGBackend;
use proptest::prelude::*;

const SIZE: Size = Size { width: 640.0, height: 260.0 };

/// Runs `use_it` with a look.
fn with_look<T>(use_it: impl FnOnce(&Look) -> T) -> T {
    let (palette, sizes, say) = (Palette::LIGHT, sizes(), say());
    use_it(&Look { palette: &palette, sizes: &sizes, say: &say, ratio: 1.0 })
}

fn part(scene: &Scene, first: &str, last: &str) -> Layout {
    let window = Window::of((day(first), day(last)));
    let extremes = Extremes::of(&scene.series.points);
    with_look(|look| Layout::part(scene, &extremes, window, SIZE, look, &EstimatedWidths))
}

/// Twelve years of days with a spike, two targets and limits.
fn long() -> Scene {
    let mut values = wander(4500, 240.0, 0.05, 60.0);
    values[2600] = 900.0;
    let mut series = every(1, "2015-01-01", &values);
    note(&mut series, "2022-02-13", "Launch day");
    let goal = |value| Target { goal: Goal::Value(value), tolerance: None, until: None };
    let targets = Map::from_iter([(day("2015-01-01"), goal(300.0)), (day("2022-03-01"), goal(420.0))]);
    let limits = [Limits {
        from: day("2015-01-01"),
        to: day("2027-04-26"),
        low: Some(200.0),
        centre: 240.0,
        high: Some(290.0),
    }];
    let changes = Map::from_iter([(day("2022-03-10"), "Another way of counting".to_string())]);
    let chart = KpiChart {
        series: &series,
        today: day("2027-04-26"),
        days: None,
        targets: &targets,
        benchmark: None,
        limits: &limits,
        signals: &[day("2022-02-13")],
        changes: &changes,
        tone: Tone::OnTrack,
    };
    kpi_chart(&chart, &say())
}

#[test]
fn a_part_of_a_long_series() {
    let scene = long();
    check_drawing("part-spike", &scene, &part(&scene, "2022-01-20", "2022-03-20"));
    check_drawing("part-nearest", &scene, &part(&scene, "2022-02-10", "2022-02-17"));
}

#[test]
fn the_axis_of_values_fits_what_is_inside_and_the_spike_does_not_rule_the_other_years() {
    let scene = long();
    let with_spike = part(&scene, "2022-01-20", "2022-03-20");
    let without = part(&scene, "2020-01-01", "2020-06-01");
    let pixels_for_100 = |layout: &Layout| layout.y(200.0) - layout.y(300.0);
    assert!(with_spike.y(900.0) >= with_spike.plot.top, "the spike is on the scale");
    assert!(pixels_for_100(&without) > 2.0 * pixels_for_100(&with_spike));
    assert_eq!(without.y(900.0), without.plot.top, "what is off the scale lies at its edge");
}

#[test]
fn what_is_pointed_at_is_one_of_the_points_inside() {
    let scene = long();
    let layout = part(&scene, "2022-02-10", "2022-02-17");
    let points = &scene.series.points;
    let at = |x| layout.nearest(&scene, x).and_then(|i| points.get(i)).map(|point| point.day);
    assert_eq!(at(-100.0), Some(day("2022-02-10")));
    assert_eq!(at(9e9), Some(day("2022-02-17")));
    assert_eq!(at(layout.x(day("2022-02-13")) + 1.0), Some(day("2022-02-13")));
    assert_eq!(layout.point(&scene, 0), None, "a point outside has no place");
}

#[test]
fn between_two_values_the_line_still_runs_through() {
    // two values two years apart, and a look at a month between them
    let series = every(730, "2020-01-01", &[100.0, 830.0]);
    let (targets, changes) = (Map::new(), Map::new());
    let chart = KpiChart {
        series: &series,
        today: day("2021-12-31"),
        days: None,
        targets: &targets,
        benchmark: None,
        limits: &[],
        signals: &[],
        changes: &changes,
        tone: Tone::OnTrack,
    };
    let scene = kpi_chart(&chart, &say());
    let layout = part(&scene, "2020-10-27", "2020-11-26");
    let drawn = with_look(|look| svg_of(&scene, &layout, look)).expect("a drawing");
    // 300 and 330 days after the first, where the line stands at 400 and 430
    let (left, right) = (layout.y(400.0), layout.y(430.0));
    let corners = format!(
        "{},{} {},{}",
        (layout.plot.left * 10.0).round(),
        (left * 10.0).round(),
        (layout.plot.right * 10.0).round(),
        (right * 10.0).round()
    );
    assert!(drawn.contains(&corners), "{corners} in {drawn}");
    assert_eq!(layout.nearest(&scene, 300.0), None);
}

#[test]
fn lines_and_forecasts_are_cut_at_the_edges() {
    let mut scene = Scene::new(day("2027-01-01"), day("2027-12-31"));
    let goal = |value| (day("2027-12-31"), value);
    scene.lines.push(Line {
        path: vec![(day("2027-01-01"), 0.0), goal(364.0)],
        stroke: Stroke::Dashed,
        ink: Ink::Accent,
        end: Some(Label::strong("goal")),
        beside: None,
    });
    scene.fan = Some(Fan {
        from: (day("2027-02-20"), 50.0),
        to: day("2027-12-31"),
        low: 100.0,
        central: 200.0,
        high: 300.0,
        ink: Ink::Tone(Tone::AtRisk),
        label: Label::quiet("if it goes on"),
    });
    scene.include_all();
    check_drawing("part-cut", &scene, &part(&scene, "2027-03-02", "2027-06-10"));
    check_drawing("part-cut-end", &scene, &part(&scene, "2027-09-20", "2027-12-31"));
}

#[test]
fn a_cross_hair_names_the_value_and_the_day() {
    let scene = long();
    let layout = part(&scene, "2022-01-20", "2022-03-20");
    let spike = 2600;
    let drawn = with_look(|look| {
        let cross_hair = CrossHair::on(&scene, &layout, spike, look, &EstimatedWidths).expect("it is inside");
        assert_eq!(cross_hair.at, (layout.x(day("2022-02-13")), layout.y(900.0)));
        assert_eq!(CrossHair::on(&scene, &layout, 0, look, &EstimatedWidths), None);
        let mut text = String::new();
        let size = ((SIZE.width * 10.0) as u32, (SIZE.height * 10.0) as u32);
        draw(SVGBackend::with_string(&mut text, size), &scene, &layout, look, Some(&cross_hair))
            .expect("a drawing");
        text
    });
    assert!(drawn.contains("13 Feb 2022") && drawn.contains("900"));
    compare_text("part-cross-hair", &drawn);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_part_is_drawn_inside_the_chart(
        steps in proptest::collection::vec((1..40_i32, -1e3..1e3_f64), 1..60),
        cut in (0.0..1.0_f64, 0.0..1.0_f64),
        stepped in any::<bool>(),
    ) {
        let mut on = day("2020-01-01");
        let mut scene = Scene::new(on, on);
        for (days, value) in &steps {
            scene.series.points.push(cairn::chart::Point { day: on, value: *value, mark: cairn::chart::Mark::Plain });
            on = on.plus_days(*days);
        }
        scene.days.1 = on;
        scene.series.stepped = stepped;
        scene.include_all();
        let whole = Window::of(scene.days);
        let window = Window { first: whole.at(cut.0.min(cut.1)), last: whole.at(cut.0.max(cut.1)) };
        let layout = with_look(|look| Layout::part(&scene, &Extremes::default(), window, SIZE, look, &EstimatedWidths));
        let drawn = with_look(|look| svg_of(&scene, &layout, look)).expect("a drawing");
        prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
        for number in drawn.split("points=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for corner in number.split_whitespace() {
                let (x, y) = corner.split_once(',').expect("a corner");
                let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                prop_assert!(x >= layout.plot.left * 10.0 - 80.0 && x <= SIZE.width * 10.0, "{x}");
                prop_assert!((0.0..=SIZE.height * 10.0).contains(&y), "{y}");
            }
        }
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_shown_as_well() {
    let scene =
        Scene::new(Date::parse("0001-01-01").expect("a date"), Date::parse("9999-12-31").expect("a date"));
    for (first, last) in [("0001-01-01", "0001-01-09"), ("9999-12-20", "9999-12-31")] {
        let layout = part(&scene, first, last);
        assert!(with_look(|look| svg_of(&scene, &layout, look)).is_ok());
    }
}

#[test]
fn a_picture_to_keep_has_a_title_a_ground_and_a_sentence_and_runs_nothing() {
    let mut scene = long();
    scene.title = Some("Orders <script>alert(1)</script> & \"more\"\u{7}".into());
    let layout = part(&scene, "2022-01-20", "2022-03-20");
    let sentence = "Orders </desc><script>alert(2)</script> & \u{0} more";
    let page = with_look(|look| svg_page(&scene, &layout, look, sentence)).expect("a drawing");
    assert!(!page.contains("<script") && !page.contains('\u{7}') && !page.contains('\u{0}'), "{page}");
    assert!(
        page.contains("<desc>Orders &lt;/desc&gt;&lt;script&gt;alert(2)&lt;/script&gt; &amp;  more</desc>")
    );
    assert!(page.contains("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>"));
    assert!(page.contains("Orders &lt;script&gt;"), "{page}");
    compare_text("part-page", &page);
}
