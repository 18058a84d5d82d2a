#![allow(dead_code)] // each test file uses some of it

//! English words and formats for charts in tests, and small makers of dates and series.

use cairn::chart::{DayForm, Say, TextSizes, Words};
use cairn::domain::{Date, Measurement, Series};

pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

pub fn sizes() -> TextSizes {
    TextSizes::of_body(16.0, "Inter, sans-serif")
}

pub fn say() -> Say<'static> {
    Say { value: &value, tick: &tick, day: &written, words: words() }
}

pub fn words() -> Words {
    Words {
        target: "target".into(),
        at_least: "at least".into(),
        at_most: "at most".into(),
        benchmark: "benchmark".into(),
        limit: "limit".into(),
        centre: "centre".into(),
        mean: "mean".into(),
        expected: "expected".into(),
        today: "today".into(),
        forecast: "if it goes on".into(),
    }
}

/// At most two decimals, none that are zero; thousands apart; a proper minus.
pub fn value(value: f64) -> String {
    let text = grouped(&format!("{value:.2}"));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

fn tick(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e9 { format!("{value:e}") } else { grouped(&format!("{value:.decimals$}")) }
}

fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}{rest}")
}

fn written(day: Date, form: DayForm) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, of_month) = day.ymd();
    let month = MONTHS[month as usize - 1];
    match form {
        DayForm::Full => format!("{of_month} {month} {year}"),
        DayForm::Day => format!("{of_month} {month}"),
        DayForm::Month => month.to_string(),
        DayForm::Year => year.to_string(),
    }
}

/// One value a week from `first` on; NaN leaves a week out.
pub fn weekly(first: &str, values: &[f64]) -> Series {
    every(7, first, values)
}

pub fn every(days: i32, first: &str, values: &[f64]) -> Series {
    let mut series = Series::default();
    for (i, value) in values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
        series.put(day(first).plus_days(i as i32 * days), Some(Measurement { value: *value, note: None }));
    }
    series
}

pub fn note(series: &mut Series, on: &str, text: &str) {
    let value = series.get(day(on)).expect("a measurement").value;
    series.put(day(on), Some(Measurement { value, note: Some(text.into()) }));
}

/// Values that wander, the same on every machine.
pub fn wander(count: usize, start: f64, drift: f64, noise: f64) -> Vec<f64> {
    let mut seed = 12_345_u64;
    (0..count)
        .map(|i| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = (seed >> 33) as f64 / (1_u64 << 31) as f64 - 0.5;
            start + drift * i as f64 + noise * unit
        })
        .collect()
}
