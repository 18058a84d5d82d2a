//! Civil dates and the rhythm of the calendar (day, week, month, quarter, year). Knows no time zone and no "today".

use std::fmt;

/// A civil date of the proleptic Gregorian calendar, years 1 to 9999, kept as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// How often something is reported or measured. A week begins on Monday (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Every {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Every {
    /// All rhythms, the shortest first.
    pub const ALL: [Every; 5] = [Every::Day, Every::Week, Every::Month, Every::Quarter, Every::Year];
}

impl Date {
    /// The date of a year (1–9999), month (1–12) and day, or `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month);
        (fits && day >= 1 && day <= days_in_month(year, month))
            .then(|| Date(days_from_civil(year, month, day)))
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let b = text.as_bytes();
        let shape = b.len() == 10
            && b.iter()
                .enumerate()
                .all(|(i, c)| if i == 4 || i == 7 { *c == b'-' } else { c.is_ascii_digit() });
        if !shape {
            return None;
        }
        Date::from_ymd(text[0..4].parse().ok()?, text[5..7].parse().ok()?, text[8..10].parse().ok()?)
    }

    /// Days since 1970-01-01.
    pub fn day_number(self) -> i32 {
        self.0
    }

    /// The date `day` days after 1970-01-01, held inside the years 1 to 9999.
    pub fn from_day_number(day: i32) -> Date {
        Date(day.clamp(days_from_civil(1, 1, 1), days_from_civil(9999, 12, 31)))
    }

    /// This date moved by `days` (negative = earlier).
    pub fn plus_days(self, days: i32) -> Date {
        Date::from_day_number(self.0.saturating_add(days))
    }

    /// Whole days from `earlier` to this date.
    pub fn days_since(self, earlier: Date) -> i32 {
        self.0 - earlier.0
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Day of the week, Monday = 0.
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// First day of the calendar period of this rhythm that holds this date.
    pub fn period_start(self, every: Every) -> Date {
        let (year, month, _) = self.ymd();
        match every {
            Every::Day => self,
            Every::Week => self.plus_days(-(self.weekday() as i32)),
            Every::Month => Date(days_from_civil(year, month, 1)),
            Every::Quarter => Date(days_from_civil(year, (month - 1) / 3 * 3 + 1, 1)),
            Every::Year => Date(days_from_civil(year, 1, 1)),
        }
    }

    /// Last day of the calendar period of this rhythm that holds this date.
    pub fn period_end(self, every: Every) -> Date {
        let (year, month, _) = self.ymd();
        let end_of = |month| Date(days_from_civil(year, month, days_in_month(year, month)));
        match every {
            Every::Day => self,
            Every::Week => self.plus_days(6 - self.weekday() as i32),
            Every::Month => end_of(month),
            Every::Quarter => end_of((month - 1) / 3 * 3 + 3),
            Every::Year => end_of(12),
        }
    }

    /// This date one rhythm later; a day that the month lacks becomes the month's last (31 Jan + month = 28 or 29 Feb).
    pub fn plus_every(self, every: Every) -> Date {
        match every {
            Every::Day => self.plus_days(1),
            Every::Week => self.plus_days(7),
            Every::Month => self.plus_months(1),
            Every::Quarter => self.plus_months(3),
            Every::Year => self.plus_months(12),
        }
    }

    fn plus_months(self, months: i32) -> Date {
        let (year, month, day) = self.ymd();
        let index = year * 12 + month as i32 - 1 + months;
        let (year, month) = (index.div_euclid(12).clamp(1, 9999), index.rem_euclid(12) as u32 + 1);
        Date(days_from_civil(year, month, day.min(days_in_month(year, month))))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days before 1 January of `year`, counted from 0001-01-01.
fn days_before_year(year: i32) -> i32 {
    let y = year - 1;
    y * 365 + y / 4 - y / 100 + y / 400
}

/// Day number of 1970-01-01 counted from 0001-01-01.
const EPOCH: i32 = 719_162;

fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let before_month: u32 = (1..month).map(|m| days_in_month(year, m)).sum();
    days_before_year(year) + before_month as i32 + day as i32 - 1 - EPOCH
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let since_year_one = days + EPOCH;
    // A year is at least 365 days long, so this guess is never too small; at most a few steps back reach the year.
    let mut year = since_year_one / 365 + 1;
    while days_before_year(year) > since_year_one {
        year -= 1;
    }
    let mut rest = (since_year_one - days_before_year(year)) as u32;
    let mut month = 1;
    while rest >= days_in_month(year, month) {
        rest -= days_in_month(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn every_day_of_four_centuries_counts_on_by_one() {
        let (mut day, end) = (date("1899-12-31"), date("2300-01-01"));
        while day < end {
            let next = day.plus_days(1);
            assert_eq!(Date::parse(&next.to_string()), Some(next));
            assert!(next.to_string() > day.to_string());
            day = next;
        }
        assert_eq!(date("1970-01-01").day_number(), 0);
        // 2000-03-01 is day 11017 (Howard Hinnant, chrono-compatible date algorithms)
        assert_eq!(date("2000-03-01").day_number(), 11017);
    }

    #[test]
    fn impossible_days_are_refused() {
        for bad in [
            "2027-02-29",
            "2100-02-29",
            "2027-04-31",
            "0000-01-01",
            "2027-13-01",
            "2027-1-01",
            "2027-01-1x",
            "",
            "20270101",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert!(Date::parse("2028-02-29").is_some());
        assert!(Date::parse("9999-12-31").is_some());
    }

    #[test]
    fn periods_begin_and_end_where_the_calendar_says() {
        // 2027-05-20 is a Thursday
        let day = date("2027-05-20");
        assert_eq!(day.weekday(), 3);
        let spans: Vec<_> =
            Every::ALL.iter().map(|e| format!("{} {}", day.period_start(*e), day.period_end(*e))).collect();
        assert_eq!(
            spans,
            [
                "2027-05-20 2027-05-20",
                "2027-05-17 2027-05-23",
                "2027-05-01 2027-05-31",
                "2027-04-01 2027-06-30",
                "2027-01-01 2027-12-31"
            ]
        );
    }

    #[test]
    fn a_rhythm_from_the_end_of_january_stays_inside_february() {
        assert_eq!(date("2027-01-31").plus_every(Every::Month), date("2027-02-28"));
        assert_eq!(date("2028-01-31").plus_every(Every::Month), date("2028-02-29"));
        assert_eq!(date("2027-11-30").plus_every(Every::Quarter), date("2028-02-29"));
        assert_eq!(date("2028-02-29").plus_every(Every::Year), date("2029-02-28"));
    }
}
