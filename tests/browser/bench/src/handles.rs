//! What the page may ask for, as functions on `window.cairn`.

use std::cell::RefCell;

use cairn::browser::canvas::{device_pixel_ratio, lay_out, paint};
use cairn::browser::locale::{self, DateStyle};
use cairn::chart::{
    DayForm, Extremes, KpiChart, Look, Palette, Say, Scene, Size, TextSizes, Tone, Window, Words, kpi_chart,
    sparkline,
};
use cairn::domain::{Date, Series};
use js_sys::{Array, Float64Array, Function, Int32Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// What the plan would hold, and the chart that is on screen.
#[derive(Default)]
struct Held {
    series: Series,
    board: Vec<Series>,
    shown: Option<(Scene, Extremes)>,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Puts the functions where the page finds them, and tells it.
pub fn lend() {
    let cairn = Object::new();
    give(&cairn, "load", Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(load).into_js_value());
    give(
        &cairn,
        "loadBoard",
        Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(load_board).into_js_value(),
    );
    give(&cairn, "first", Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(first).into_js_value());
    give(&cairn, "part", Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(part).into_js_value());
    give(&cairn, "board", Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(board).into_js_value());
    let Some(window) = web_sys::window() else { return };
    let _ = Reflect::set(&window, &"cairn".into(), &cairn);
    let ready: Option<Function> =
        Reflect::get(&window, &"cairnReady".into()).ok().and_then(|ready| ready.dyn_into().ok());
    if let Some(ready) = ready {
        let _ = ready.call0(&JsValue::NULL);
    }
}

fn give(cairn: &Object, name: &str, function: JsValue) {
    let _ = Reflect::set(cairn, &name.into(), &function);
}

fn series(days: &[i32], values: &[f64]) -> Series {
    days.iter().map(|day| Date::from_day_number(*day)).zip(values.iter().copied()).collect()
}

/// A KPI's measurements: day numbers, values.
fn load(days: JsValue, values: JsValue) -> JsValue {
    let (days, values) = (Int32Array::new(&days).to_vec(), Float64Array::new(&values).to_vec());
    HELD.with_borrow_mut(|held| {
        held.series = series(&days, &values);
        held.shown = None;
    });
    JsValue::UNDEFINED
}

/// A board: day numbers of all KPIs, an array of values for each.
fn load_board(days: JsValue, all: JsValue) -> JsValue {
    let days = Int32Array::new(&days).to_vec();
    let board =
        Array::from(&all).iter().map(|values| series(&days, &Float64Array::new(&values).to_vec())).collect();
    HELD.with_borrow_mut(|held| held.board = board);
    JsValue::UNDEFINED
}

/// From the measurements to the picture: the scene, its extremes, its layout, the drawing.
fn first(canvas: JsValue, size: JsValue) -> JsValue {
    HELD.with_borrow_mut(|held| {
        let today = held.series.days().last().copied().unwrap_or(Date::from_day_number(0));
        with_look(&mut |look| {
            let scene = kpi_chart(&KpiChart::bare(&held.series, today), look.say);
            let extremes = Extremes::of(&scene.series.points);
            held.shown = Some((scene, extremes));
            done(drawn(&canvas, size_of(&size), held.shown.as_ref(), None, look))
        })
    })
}

/// Another part of the days of the chart that is shown: `[canvas, size]`, `[first, last]` in day numbers.
fn part(on: JsValue, days: JsValue) -> JsValue {
    let (on, days) = (Array::from(&on), Array::from(&days));
    let number = |index| days.get(index).as_f64().unwrap_or_default();
    let window = Window { first: number(0), last: number(1) };
    HELD.with_borrow(|held| {
        with_look(&mut |look| {
            done(drawn(&on.get(0), size_of(&on.get(1)), held.shown.as_ref(), Some(window), look))
        })
    })
}

/// A sparkline of all measurements on each canvas.
fn board(canvases: JsValue, size: JsValue) -> JsValue {
    let size = size_of(&size);
    HELD.with_borrow(|held| {
        with_look(&mut |look| {
            for (canvas, series) in Array::from(&canvases).iter().zip(&held.board) {
                let values = series.days().iter().copied().zip(series.values().iter().copied());
                let scene = sparkline(values, Tone::OnTrack);
                let extremes = Extremes::of(&scene.series.points);
                let drawn = drawn(&canvas, size, Some(&(scene, extremes)), None, look);
                if drawn.is_err() {
                    return done(drawn);
                }
            }
            JsValue::UNDEFINED
        })
    })
}

fn drawn(
    canvas: &JsValue,
    size: Size,
    shown: Option<&(Scene, Extremes)>,
    window: Option<Window>,
    look: &Look,
) -> Result<(), String> {
    let canvas: &HtmlCanvasElement = canvas.dyn_ref().ok_or("no canvas")?;
    let (scene, extremes) = shown.ok_or("nothing is shown")?;
    let layout = lay_out(canvas, size, scene, extremes, window, look).map_err(|error| error.to_string())?;
    paint(canvas, scene, &layout, look, None).map_err(|error| error.to_string())
}

/// What went wrong, for the page to throw.
fn done(drawn: Result<(), String>) -> JsValue {
    drawn.map_or_else(JsValue::from, |()| JsValue::UNDEFINED)
}

fn size_of(size: &JsValue) -> Size {
    let size = Array::from(size);
    let number = |index| size.get(index).as_f64().unwrap_or_default();
    Size { width: number(0), height: number(1) }
}

/// Numbers and days in the browser's locale, as on the app's own screens.
fn with_look<T>(draw: &mut dyn FnMut(&Look) -> T) -> T {
    let value = |value: f64| locale::number(value, 2);
    let tick = |value: f64, digits: usize| locale::number(value, digits as u32);
    let day = |day: Date, form: DayForm| match form {
        DayForm::Full => locale::date(day, DateStyle::Full),
        DayForm::Day => locale::date(day, DateStyle::DayMonth),
        DayForm::Month => locale::date(day, DateStyle::Month),
        DayForm::Year => day.ymd().0.to_string(),
    };
    let word = |word: &str| word.to_string();
    let words = Words {
        target: word("target"),
        at_least: word("at least"),
        at_most: word("at most"),
        benchmark: word("benchmark"),
        limit: word("limit"),
        centre: word("centre"),
        mean: word("mean"),
        expected: word("expected"),
        today: word("today"),
        forecast: word("forecast"),
    };
    let say = Say { value: &value, tick: &tick, day: &day, words };
    let sizes = TextSizes::of_body(16.0, "sans-serif");
    draw(&Look { palette: &Palette::LIGHT, sizes: &sizes, say: &say, ratio: device_pixel_ratio() })
}
