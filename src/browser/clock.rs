//! What time it is, and randomness: the core never asks, so whoever builds a command asks here.

use js_sys::{Date as JsDate, Math};

use crate::domain::{Date, Id};

/// Today in the user's own time zone.
pub fn today() -> Date {
    let now = JsDate::new_0();
    Date::from_ymd(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
        .unwrap_or_else(|| Date::from_day_number(0))
}

/// This instant, RFC 3339 in UTC, to the second.
pub fn now() -> String {
    let text: String = JsDate::new_0().to_iso_string().into();
    match text.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => text,
    }
}

/// The milliseconds since 1970 of an instant as [`now`] writes it.
pub fn instant_ms(at: &str) -> Option<u64> {
    let ms = JsDate::parse(at);
    (ms.is_finite() && ms >= 0.0).then_some(ms as u64)
}

/// The day and the time of day of a moment in ms since 1970, in the user's own time zone.
pub fn local(ms: u64) -> (Date, String) {
    let then = JsDate::new(&(ms as f64).into());
    let day = Date::from_ymd(then.get_full_year() as i32, then.get_month() + 1, then.get_date());
    let time = format!("{:02}:{:02}", then.get_hours(), then.get_minutes());
    (day.unwrap_or_else(|| Date::from_day_number(0)), time)
}

/// Milliseconds since 1970, never going back in one tab and comparable between tabs.
pub fn now_ms() -> u64 {
    let steady = web_sys::window().and_then(|w| w.performance()).map(|p| p.time_origin() + p.now());
    steady.unwrap_or_else(JsDate::now) as u64
}

/// A fresh id with a prefix that helps people who read files.
pub fn mint(prefix: &str) -> Id {
    Id::from_random(prefix, random())
}

/// A fresh replica name, for one sitting of one tab.
pub fn mint_replica() -> Id {
    Id::from_random("r", random())
}

/// 64 random bits, from the browser's cryptographic source where there is one.
fn random() -> u64 {
    let bytes = js_sys::Uint8Array::new_with_length(8);
    let filled = web_sys::window()
        .and_then(|w| js_sys::Reflect::get(&w, &"crypto".into()).ok())
        .and_then(|crypto| {
            let fill = js_sys::Reflect::get(&crypto, &"getRandomValues".into()).ok()?;
            js_sys::Function::from(fill).call1(&crypto, &bytes).ok()
        })
        .is_some();
    if filled {
        let mut buffer = [0; 8];
        bytes.copy_to(&mut buffer);
        u64::from_le_bytes(buffer)
    } else {
        ((Math::random() * 4_294_967_296.0) as u64) << 32 | (Math::random() * 4_294_967_296.0) as u64
    }
}
