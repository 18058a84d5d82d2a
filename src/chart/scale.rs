//! The scale of values: round ends and ticks in steps of 1, 2 or 5. Knows no pixels and no formats.

/// Where the value axis begins and ends, and its ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueScale {
    /// Value at the lower edge.
    pub low: f64,
    /// Value at the upper edge.
    pub high: f64,
    /// The ticks, ascending; the first is `low`, the last `high`.
    pub ticks: Vec<f64>,
    /// Decimals the ticks need.
    pub decimals: usize,
}

/// Beyond this a difference of two values could overflow.
const HUGE: f64 = 1e300;
/// One, and what rounding may add to it.
const NEARLY: f64 = 1.0 + 1e-9;

/// A scale that shows `low` to `high` with at most `most` ticks (never fewer than two). Zero is taken in where it lies
/// near: when leaving it out would save less than a third of the height.
pub fn value_scale(low: f64, high: f64, most: usize) -> ValueScale {
    let (mut low, mut high) = (low.clamp(-HUGE, HUGE), high.clamp(-HUGE, HUGE));
    if low > high {
        (low, high) = (high, low);
    }
    if low > 0.0 && low * 3.0 <= high * NEARLY {
        low = 0.0;
    }
    if high < 0.0 && high * 3.0 >= low * NEARLY {
        high = 0.0;
    }
    let size = low.abs().max(high.abs());
    if high - low <= size * 1e-9 || high - low < 1e-290 {
        // a constant: a tenth around it, or one unit around zero
        let around = if size < 1e-290 { 1.0 } else { size * 0.1 };
        (low, high) = (low - around, high + around);
    }
    let most = most.max(2) as f64 - 1.0;
    let exponent = ((high - low) / most).log10().floor() as i32;
    for exponent in exponent - 1..exponent + 3 {
        for mantissa in [1.0, 2.0, 5.0] {
            let step = Step { mantissa, exponent };
            let (first, last) = (step.index(low).floor(), step.index(high).ceil());
            if last - first <= most {
                return step.scale(first, last);
            }
        }
    }
    ValueScale { low, high, ticks: vec![low, high], decimals: 0 }
}

/// A power of ten as exact as it can be: `powi` is not, far from 1.
fn ten_to(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or_else(|_| 10_f64.powi(exponent))
}

/// `mantissa × 10^exponent`, multiplied without the noise of binary fractions.
#[derive(Clone, Copy)]
struct Step {
    mantissa: f64,
    exponent: i32,
}

impl Step {
    /// Which multiple of the step `value` is; within 1e-9 of a whole one it is that one.
    fn index(self, value: f64) -> f64 {
        let index = value / (self.mantissa * ten_to(self.exponent));
        if (index - index.round()).abs() < 1e-9 { index.round() } else { index }
    }

    fn value(self, index: f64) -> f64 {
        let whole = index * self.mantissa;
        let value =
            if self.exponent < 0 { whole / ten_to(-self.exponent) } else { whole * ten_to(self.exponent) };
        // never "−0"
        value + 0.0
    }

    fn scale(self, first: f64, last: f64) -> ValueScale {
        let ticks: Vec<f64> = (0..=(last - first) as usize).map(|i| self.value(first + i as f64)).collect();
        ValueScale {
            low: self.value(first),
            high: self.value(last),
            decimals: usize::try_from(-self.exponent).unwrap_or(0),
            ticks,
        }
    }
}

impl ValueScale {
    /// Share of the way from the lower to the upper edge, 0 to 1 for what is shown.
    pub fn share(&self, value: f64) -> f64 {
        (value.clamp(-HUGE, HUGE) - self.low) / (self.high - self.low)
    }

    /// Whether zero is on the scale; if not, the axis says so.
    pub fn has_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_and_ticks_are_round() {
        for (low, high, ticks) in [
            (6.7, 11.2, vec![6.0, 8.0, 10.0, 12.0]),
            (18.0, 48.0, vec![10.0, 20.0, 30.0, 40.0, 50.0]),
            (0.0, 100.0, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
            (0.1, 0.3, vec![0.0, 0.1, 0.2, 0.3]),
            (99.2, 99.97, vec![99.2, 99.4, 99.6, 99.8, 100.0]),
            (-50_000.0, -40_000.0, vec![-50_000.0, -48_000.0, -46_000.0, -44_000.0, -42_000.0, -40_000.0]),
            (5.0, 5.0, vec![4.5, 5.0, 5.5]),
            (0.0, 0.0, vec![-1.0, -0.5, 0.0, 0.5, 1.0]),
        ] {
            assert_eq!(value_scale(low, high, 6).ticks, ticks, "{low} to {high}");
        }
    }

    #[test]
    fn decimals_are_those_of_the_step() {
        assert_eq!(value_scale(0.1, 0.3, 6).decimals, 1);
        assert_eq!(value_scale(99.2, 99.97, 6).decimals, 1);
        assert_eq!(value_scale(6.7, 11.2, 6).decimals, 0);
        assert_eq!(value_scale(1.0, 1.004, 6).decimals, 3);
    }

    proptest! {
        #[test]
        fn any_values_get_two_to_six_ascending_ticks_that_hold_them(
            a in proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL,
            b in proptest::num::f64::NORMAL | proptest::num::f64::ZERO,
        ) {
            for (low, high) in [(a.min(b), a.max(b)), (a, a)] {
                let scale = value_scale(low, high, 6);
                prop_assert!((2..=6).contains(&scale.ticks.len()), "{:?}", scale);
                prop_assert!(scale.ticks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", scale);
                for value in [low, high] {
                    let share = scale.share(value);
                    prop_assert!((-1e-6..=1.0 + 1e-6).contains(&share), "{share} {:?}", scale);
                }
            }
        }

        #[test]
        fn everyday_values_use_a_good_part_of_the_height(low in -1000.0..1000.0_f64, span in 0.01..500.0_f64) {
            let scale = value_scale(low, low + span, 6);
            let used = (span / (scale.high - scale.low)).abs();
            prop_assert!(used >= 0.3, "{used} {:?}", scale);
        }
    }
}
