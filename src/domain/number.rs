//! The arithmetic of `domain.md`: values are finite `f64`, compared and rounded after rounding to 1e-9.

/// `value` rounded to 1e-9, so that 0.7 of 0.6 and 0.7 compares as people expect. Very large values stay as they are.
pub fn round(value: f64) -> f64 {
    let scaled = value * 1e9;
    // Beyond 2^53 a double has no digits behind the ninth anyway.
    if scaled.abs() >= 9_007_199_254_740_992.0 { value } else { scaled.round() / 1e9 + 0.0 }
}

/// `value` rounded to `digits` decimals, half away from zero, after rounding to 1e-9.
pub fn round_half_up(value: f64, digits: u32) -> f64 {
    let scale = 10_f64.powi(digits.min(9) as i32);
    let scaled = round(value) * scale;
    if scaled.abs() >= 9_007_199_254_740_992.0 { value } else { round(scaled).round() / scale + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_hold_where_floats_waver() {
        assert!(0.1 + 0.2 != 0.3 && round(0.1 + 0.2) == round(0.3));
        // the mean of scores 0.6 and 0.7 is 0.7 by domain.md
        assert_eq!(round_half_up((0.6 + 0.7) / 2.0, 1), 0.7);
        assert_eq!(round_half_up(0.35, 1), 0.4);
        assert_eq!(round_half_up(-0.35, 1), -0.4);
        assert_eq!(round_half_up(1.005, 2), 1.01);
        assert_eq!(round(1e300), 1e300);
        assert!(round(-1e-12).is_sign_positive());
    }
}
