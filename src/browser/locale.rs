//! Numbers, dates and lists as the user's own locale writes them, through the browser's `Intl` (no bytes of ours).

use js_sys::{Array, Date as JsDate, Intl, Object, Reflect};

use crate::domain::Date;
use crate::sentence::NumberFormat;

/// How a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// 1 Apr
    DayMonth,
    /// 1 Apr 2027
    Full,
    /// Apr
    Month,
    /// Thursday, 20 May
    Weekday,
}

thread_local! {
    static NUMBER: Vec<js_sys::Function> = (0..=6).map(number_formatter).collect();
    static DATES: [js_sys::Function; 4] = [
        date_formatter(&[("day", "numeric"), ("month", "short")]),
        date_formatter(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
        date_formatter(&[("month", "short")]),
        date_formatter(&[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
    ];
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

fn number_formatter(digits: u32) -> js_sys::Function {
    let options = Object::new();
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &digits.into());
    Intl::NumberFormat::new(&Array::new(), &options).format()
}

fn date_formatter(pairs: &[(&str, &str)]) -> js_sys::Function {
    let options = options(pairs);
    // A civil date has no time zone: it is made and printed in UTC.
    let _ = Reflect::set(&options, &"timeZone".into(), &"UTC".into());
    Intl::DateTimeFormat::new(&Array::new(), &options).format()
}

/// A number with at most `digits` decimals and no trailing zeros, in the user's locale, with a real minus sign.
pub fn number(value: f64, digits: u32) -> String {
    let rounded = crate::domain::round_half_up(value, digits.min(6));
    let text = NUMBER.with(|formats| {
        let format = formats.get(digits.min(6) as usize)?;
        format.call1(&wasm_bindgen::JsValue::NULL, &rounded.into()).ok()?.as_string()
    });
    text.unwrap_or_else(|| rounded.to_string()).replace('-', "\u{2212}")
}

/// A civil date in the user's locale.
pub fn date(date: Date, style: DateStyle) -> String {
    let js = JsDate::new(&(f64::from(date.day_number()) * 86_400_000.0).into());
    let text = DATES
        .with(|formats| formats[style as usize].call1(&wasm_bindgen::JsValue::NULL, &js).ok()?.as_string());
    text.unwrap_or_else(|| date.to_string())
}

/// A moment (ms since 1970) in the user's locale and time zone: "21 Nov 2026, 14:05".
pub fn moment(ms: u64) -> String {
    let options = options(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    let format = Intl::DateTimeFormat::new(&Array::new(), &options).format();
    let date = JsDate::new(&(ms as f64).into());
    let text = format.call1(&wasm_bindgen::JsValue::NULL, &date).ok().and_then(|text| text.as_string());
    text.unwrap_or_default()
}

/// How the user's locale writes numbers, so that typed ones are read the same way.
pub fn number_format() -> NumberFormat {
    let sample = number(1234.5, 1);
    let separators: Vec<char> = sample.chars().filter(|c| !c.is_ascii_digit()).collect();
    match separators.as_slice() {
        [group, decimal] => NumberFormat { decimal: *decimal, group: *group },
        [decimal] => NumberFormat { decimal: *decimal, group: if *decimal == ',' { '.' } else { ',' } },
        _ => NumberFormat { decimal: '.', group: ',' },
    }
}
