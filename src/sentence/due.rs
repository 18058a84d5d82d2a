//! By when: a due phrase as a typed value, and the days it means in a cycle.

use crate::domain::{Date, Every};

/// A due phrase as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// "by the end of the quarter", "this year".
    EndOf(Every),
    /// "in the next quarter".
    Next(Every),
    /// "in the next two months".
    Within {
        /// How many periods.
        count: u32,
        /// Of which length.
        every: Every,
    },
    /// "by 2027-06-30".
    On(Date),
    /// "by Q3 2027".
    Quarter {
        /// 1 to 4.
        quarter: u32,
        /// None given means the first to come.
        year: Option<i32>,
    },
    /// "by the end of March", "by 15 March".
    Month {
        /// 1 to 12.
        month: u32,
        /// None given means the last.
        day: Option<u32>,
        /// None given means the first to come.
        year: Option<i32>,
    },
    /// "in 2027".
    Year(i32),
}

/// First and last day, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The days that a key result has of its own: what its `from` and `to` become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDays {
    /// The first day, where the phrase names one that lies after the cycle's first.
    pub from: Option<Date>,
    /// The last day.
    pub to: Date,
}

impl Due {
    /// The days it means for a key result of `cycle` that is typed on `today`.
    ///
    /// A quarter's or year's end is the cycle's own last day where the cycle is that long, so that a business year that
    /// begins in April ends where its people say it ends. A cycle that has not begun is spoken of as if it had: "this
    /// quarter" typed while planning the next one is the next one.
    pub fn days(self, cycle: Days, today: Date) -> DueDays {
        let now = today.max(cycle.from).min(cycle.to);
        let to = |to| DueDays { from: None, to };
        match self {
            Due::EndOf(every) if lasts(cycle, every) => to(cycle.to),
            Due::EndOf(every) => to(now.period_end(every)),
            Due::Next(every) => {
                if lasts(cycle, every) && today < cycle.from {
                    return to(cycle.to);
                }
                let own = lasts(cycle, every);
                let from = if own { cycle.to } else { now.period_end(every) }.plus_days(1);
                DueDays { from: Some(from), to: from.plus_every(every).plus_days(-1) }
            }
            Due::Within { count, every } => {
                let end = (0..count.min(1_000)).fold(now, |day, _| day.plus_every(every));
                to(end.plus_days(-1).max(now))
            }
            Due::On(day) => to(day),
            Due::Quarter { quarter, year } => to(first_to_come(quarter * 3, year, now, Every::Quarter)),
            Due::Month { month, day, year } => {
                let end = first_to_come(month, year, now, Every::Month);
                let (year, month, last) = end.ymd();
                let day = day.map_or(last, |day| day.min(last));
                to(Date::from_ymd(year, month, day).unwrap_or(end))
            }
            Due::Year(year) => to(Date::from_ymd(year, 12, 31).unwrap_or(cycle.to)),
        }
    }
}

/// Whether a cycle is as long as a rhythm, by the calendar or not.
fn lasts(cycle: Days, every: Every) -> bool {
    let days = cycle.to.days_since(cycle.from) + 1;
    match every {
        Every::Day => days == 1,
        Every::Week => days == 7,
        Every::Month => (28..=31).contains(&days),
        Every::Quarter => (84..=98).contains(&days),
        Every::Year => (358..=373).contains(&days),
    }
}

fn first_to_come(month: u32, year: Option<i32>, now: Date, every: Every) -> Date {
    let end = |year| Date::from_ymd(year, month, 1).map(|day| day.period_end(every));
    let (this_year, ..) = now.ymd();
    let this = end(year.unwrap_or(this_year)).unwrap_or(now);
    if year.is_none() && this < now { end(this_year + 1).unwrap_or(this) } else { this }
}

/// How many whole periods of a rhythm begin and end in a span: weekly checks in a quarter are 13.
pub fn occasions(every: Every, days: Days) -> u32 {
    let mut count = 0;
    let mut begin = days.from;
    // ten thousand days are more than any cycle; a span of centuries must not keep the screen waiting
    while count < 10_000 {
        let next = begin.plus_every(every);
        if next <= begin || next.plus_days(-1) > days.to {
            break;
        }
        (count, begin) = (count + 1, next);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn a_due_phrase_means_the_days_that_people_mean() {
        let quarter = Days { from: day("2027-07-01"), to: day("2027-09-30") };
        let year = Days { from: day("2027-01-01"), to: day("2027-12-31") };
        let april = Days { from: day("2027-04-01"), to: day("2028-03-31") };
        let (quarterly, monthly, yearly) = (Every::Quarter, Every::Month, Every::Year);
        for (due, cycle, today, from, to) in [
            (Due::EndOf(quarterly), quarter, "2027-08-10", "", "2027-09-30"),
            // planned before it began: the quarter that is planned
            (Due::EndOf(quarterly), quarter, "2027-06-10", "", "2027-09-30"),
            (Due::EndOf(quarterly), year, "2027-02-10", "", "2027-03-31"),
            (Due::EndOf(yearly), quarter, "2027-08-10", "", "2027-12-31"),
            (Due::EndOf(yearly), april, "2027-08-10", "", "2028-03-31"),
            (Due::EndOf(monthly), quarter, "2027-08-10", "", "2027-08-31"),
            (Due::Next(quarterly), quarter, "2027-08-10", "2027-10-01", "2027-12-31"),
            (Due::Next(quarterly), quarter, "2027-06-10", "", "2027-09-30"),
            (Due::Next(quarterly), year, "2027-02-10", "2027-04-01", "2027-06-30"),
            (Due::Within { count: 2, every: monthly }, quarter, "2027-07-01", "", "2027-08-31"),
            (Due::Within { count: 6, every: Every::Week }, quarter, "2027-07-05", "", "2027-08-15"),
            (Due::On(day("2027-08-20")), quarter, "2027-07-05", "", "2027-08-20"),
            (Due::Quarter { quarter: 4, year: None }, quarter, "2027-07-05", "", "2027-12-31"),
            (Due::Quarter { quarter: 1, year: None }, quarter, "2027-07-05", "", "2028-03-31"),
            (Due::Quarter { quarter: 1, year: Some(2029) }, quarter, "2027-07-05", "", "2029-03-31"),
            (Due::Month { month: 8, day: None, year: None }, quarter, "2027-07-05", "", "2027-08-31"),
            (
                Due::Month { month: 2, day: Some(31), year: Some(2028) },
                quarter,
                "2027-07-05",
                "",
                "2028-02-29",
            ),
            (Due::Month { month: 8, day: Some(15), year: None }, quarter, "2027-07-05", "", "2027-08-15"),
            (Due::Year(2028), quarter, "2027-07-05", "", "2028-12-31"),
        ] {
            let expected = DueDays { from: Date::parse(from), to: day(to) };
            assert_eq!(due.days(cycle, day(today)), expected, "{due:?} on {today}");
        }
    }

    #[test]
    fn occasions_are_whole_periods() {
        let quarter = Days { from: day("2027-07-01"), to: day("2027-09-30") };
        let year = Days { from: day("2027-01-01"), to: day("2027-12-31") };
        assert_eq!(occasions(Every::Week, quarter), 13);
        assert_eq!(occasions(Every::Quarter, quarter), 1);
        assert_eq!(occasions(Every::Quarter, year), 4);
        assert_eq!(occasions(Every::Year, quarter), 0);
        assert!(occasions(Every::Day, Days { from: day("0001-01-01"), to: day("9999-12-31") }) <= 10_000);
    }
}
