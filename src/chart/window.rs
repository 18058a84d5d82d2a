//! The stretch of days that a chart shows: nearer, farther, to and fro. Knows no pixels, no values and no input device.

use crate::domain::Date;

/// A stretch of days, in day numbers; between two whole numbers lies a part of a day, so that a hand can drag smoothly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Where it begins.
    pub first: f64,
    /// Where it ends; never before it begins.
    pub last: f64,
}

/// Days shown at least when one looks closer: fewer hold no course.
pub const NEAREST: f64 = 7.0;

impl Window {
    /// All the days from the first to the last.
    pub fn of((first, last): (Date, Date)) -> Window {
        let first = f64::from(first.day_number());
        Window { first, last: f64::from(last.day_number()).max(first) }
    }

    /// Days from its beginning to its end.
    pub fn span(&self) -> f64 {
        self.last - self.first
    }

    /// The day at a share of the way, 0 at its beginning and 1 at its end.
    pub fn at(&self, share: f64) -> f64 {
        self.first + self.span() * share
    }

    /// Its first and last whole day.
    pub fn days(&self) -> (Date, Date) {
        (Date::from_day_number(self.first.floor() as i32), Date::from_day_number(self.last.ceil() as i32))
    }

    /// `factor` times nearer (below 1: farther), inside `whole`; what stands at `share` of the way stays there.
    pub fn nearer(&self, whole: Window, share: f64, factor: f64) -> Window {
        let least = NEAREST.min(whole.span());
        let span = (self.span() / factor).clamp(least, whole.span());
        if !span.is_finite() {
            return *self;
        }
        let share = share.clamp(0.0, 1.0);
        let first = self.at(share) - span * share;
        Window { first, last: first + span }.inside(whole)
    }

    /// Later by some days (below 0: earlier), as far as `whole` reaches.
    pub fn later(&self, whole: Window, days: f64) -> Window {
        if !days.is_finite() {
            return *self;
        }
        Window { first: self.first + days, last: self.last + days }.inside(whole)
    }

    /// Moved as little as possible so that `day` is inside, with some air around it.
    pub fn showing(&self, whole: Window, day: Date) -> Window {
        let (day, air) = (f64::from(day.day_number()), self.span() * 0.1);
        if day < self.first {
            self.later(whole, day - air - self.first)
        } else if day > self.last {
            self.later(whole, day + air - self.last)
        } else {
            *self
        }
    }

    /// The last `days` of these, or all where there are no more.
    pub fn end(&self, days: f64) -> Window {
        Window { first: (self.last - days).max(self.first), last: self.last }
    }

    /// Moved and, where it is longer, cut so that it lies inside `whole`.
    pub fn inside(&self, whole: Window) -> Window {
        let span = self.span().min(whole.span());
        let first = self.first.clamp(whole.first, (whole.last - span).max(whole.first));
        Window { first, last: first + span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: Window = Window { first: 100.0, last: 200.0 };

    #[test]
    fn nearer_keeps_what_is_pointed_at_in_its_place() {
        let near = WHOLE.nearer(WHOLE, 0.25, 2.0);
        assert_eq!(near, Window { first: 112.5, last: 162.5 });
        assert_eq!(near.at(0.25), WHOLE.at(0.25));
        assert_eq!(near.nearer(WHOLE, 0.25, 0.5), WHOLE);
    }

    #[test]
    fn it_ends_where_the_days_end() {
        let near = Window { first: 150.0, last: 170.0 };
        assert_eq!(near.later(WHOLE, 1000.0), Window { first: 180.0, last: 200.0 });
        assert_eq!(near.later(WHOLE, -1000.0), Window { first: 100.0, last: 120.0 });
        assert_eq!(near.nearer(WHOLE, 0.5, 0.001), WHOLE);
        assert_eq!(near.nearer(WHOLE, 0.5, 1000.0).span(), NEAREST);
    }

    #[test]
    fn a_day_outside_is_brought_in_and_one_inside_moves_nothing() {
        let near = Window { first: 150.0, last: 170.0 };
        assert_eq!(near.showing(WHOLE, Date::from_day_number(160)), near);
        assert_eq!(near.showing(WHOLE, Date::from_day_number(180)).last, 182.0);
        assert_eq!(near.showing(WHOLE, Date::from_day_number(100)).first, 100.0);
    }

    #[test]
    fn one_day_or_a_few_can_not_be_looked_at_closer() {
        let few = Window { first: 5.0, last: 8.0 };
        assert_eq!(few.nearer(few, 0.5, 4.0), few);
        let one = Window { first: 5.0, last: 5.0 };
        assert_eq!(one.nearer(one, 0.5, 4.0), one);
        assert_eq!(one.end(90.0), one);
    }

    proptest! {
        #[test]
        fn no_way_of_moving_leads_outside(
            steps in proptest::collection::vec((0..2, 0.0..1.0_f64, -200.0..200.0_f64), 1..40),
        ) {
            let mut window = WHOLE;
            for (what, share, by) in steps {
                window = if what == 0 { window.nearer(WHOLE, share, (by / 100.0).exp2()) } else { window.later(WHOLE, by) };
                prop_assert!(window.first >= WHOLE.first && window.last <= WHOLE.last + 1e-9, "{window:?}");
                prop_assert!(window.span() >= NEAREST - 1e-9, "{window:?}");
            }
        }
    }
}
