//! The scale of days: which days get a tick and in which form. Knows no pixels: the caller says what fits.

use super::DayForm;
use crate::domain::{Date, Every};

/// The distance between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStep {
    /// Every so many days, from the first one.
    Days(i32),
    /// Every so many weeks, on Mondays.
    Weeks(i32),
    /// Every so many months, on the first day; 3 are the quarters.
    Months(i32),
    /// Every so many years, on 1 January.
    Years(i32),
}

const STEPS: [DayStep; 15] = [
    DayStep::Days(1),
    DayStep::Days(2),
    DayStep::Weeks(1),
    DayStep::Weeks(2),
    DayStep::Months(1),
    DayStep::Months(2),
    DayStep::Months(3),
    DayStep::Months(6),
    DayStep::Years(1),
    DayStep::Years(2),
    DayStep::Years(5),
    DayStep::Years(10),
    DayStep::Years(50),
    DayStep::Years(100),
    DayStep::Years(1000),
];

/// From this span on, months are spoken of instead of days.
const DAYS_FOR_MONTHS: i32 = 56;
/// More words than this fit nowhere; saves counting out centuries in days.
const MOST: i32 = 120;

impl DayStep {
    fn days(self) -> i32 {
        match self {
            DayStep::Days(n) => n,
            DayStep::Weeks(n) => 7 * n,
            DayStep::Months(n) => 30 * n,
            DayStep::Years(n) => 365 * n,
        }
    }

    fn ticks(self, first: Date, last: Date) -> Vec<(Date, DayForm)> {
        let mut ticks = Vec::new();
        let mut day = match self {
            DayStep::Days(_) => first,
            DayStep::Weeks(_) => first.plus_days(6).period_start(Every::Week),
            DayStep::Months(_) => first.period_start(Every::Month),
            DayStep::Years(_) => first.period_start(Every::Year),
        };
        let years = first.ymd().0 != last.ymd().0;
        while day <= last {
            let (year, month, _) = day.ymd();
            let (wanted, next) = match self {
                DayStep::Days(n) | DayStep::Weeks(n) => {
                    (true, day.plus_days(if matches!(self, DayStep::Weeks(_)) { 7 * n } else { n }))
                }
                DayStep::Months(n) => ((month as i32 - 1) % n == 0, day.plus_every(Every::Month)),
                DayStep::Years(n) => (year % n == 0, day.plus_every(Every::Year)),
            };
            let form = match self {
                DayStep::Days(_) | DayStep::Weeks(_) => DayForm::Day,
                DayStep::Months(_) if month == 1 && years => DayForm::Year,
                DayStep::Months(_) => DayForm::Month,
                DayStep::Years(_) => DayForm::Year,
            };
            if wanted && day >= first {
                ticks.push((day, form));
            }
            if next <= day {
                break; // the end of the calendar
            }
            day = next;
        }
        ticks
    }
}

/// The finest ticks from `first` to `last` of which `fits` says that their words stand side by side.
pub fn day_ticks(first: Date, last: Date, fits: impl Fn(&[(Date, DayForm)]) -> bool) -> Vec<(Date, DayForm)> {
    let span = last.days_since(first);
    for step in STEPS {
        let fine = matches!(step, DayStep::Days(_) | DayStep::Weeks(_));
        if span / step.days() > MOST || (fine && span >= DAYS_FOR_MONTHS) {
            continue;
        }
        let ticks = step.ticks(first, last);
        if ticks.is_empty() {
            break; // coarser ones have none either
        }
        if fits(&ticks) {
            return ticks;
        }
    }
    // even one word a millennium is too many, or the span holds no round day: its first day says where we are
    let only = vec![(first, if span >= DAYS_FOR_MONTHS { DayForm::Month } else { DayForm::Day })];
    if fits(&only) { only } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_most(n: usize, first: &str, last: &str) -> Vec<String> {
        let day = |text| Date::parse(text).expect("a date");
        day_ticks(day(first), day(last), |ticks| ticks.len() <= n)
            .into_iter()
            .map(|(day, form)| match form {
                DayForm::Full | DayForm::Day => day.to_string(),
                DayForm::Month => day.to_string()[..7].to_string(),
                DayForm::Year => day.to_string()[..4].to_string(),
            })
            .collect()
    }

    #[test]
    fn the_step_grows_with_the_span() {
        assert_eq!(at_most(6, "2027-04-01", "2027-04-04").len(), 4);
        assert_eq!(
            at_most(6, "2027-04-01", "2027-05-10"),
            ["2027-04-05", "2027-04-12", "2027-04-19", "2027-04-26", "2027-05-03", "2027-05-10"]
        );
        assert_eq!(at_most(6, "2027-04-01", "2027-06-30"), ["2027-04", "2027-05", "2027-06"]);
        assert_eq!(at_most(6, "2027-01-01", "2027-12-31").len(), 6);
        assert_eq!(at_most(5, "2027-01-01", "2027-12-31"), ["2027-01", "2027-04", "2027-07", "2027-10"]);
        assert_eq!(at_most(6, "2026-03-01", "2028-02-20"), ["2026-07", "2027", "2027-07", "2028"]);
        assert_eq!(at_most(4, "2024-03-01", "2028-02-20"), ["2025", "2026", "2027", "2028"]);
    }

    #[test]
    fn a_span_without_a_round_day_names_its_first_day() {
        assert_eq!(at_most(6, "2027-04-06", "2027-04-06"), ["2027-04-06"]);
        assert_eq!(at_most(1, "2027-04-06", "2027-04-09"), ["2027-04-06"]);
        assert!(at_most(0, "2027-04-06", "2027-04-09").is_empty());
    }

    #[test]
    fn the_whole_calendar_ends() {
        assert_eq!(at_most(10, "0001-01-01", "9999-12-31").len(), 9);
    }
}
