//! The few robust statistics that trend, forecast and baselines stand on. Private to `progress`.

/// The median; of an even number the mean of the middle two. Sorts in place.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    percentile(values, 0.5)
}

/// The `p` quantile (0–1) by linear interpolation between order statistics: type 7 of Hyndman and Fan, "Sample Quantiles
/// in Statistical Packages" (The American Statistician 50, 1996). Sorts in place.
pub(super) fn percentile(values: &mut [f64], p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = p.clamp(0.0, 1.0) * values.len().checked_sub(1)? as f64;
    let low = *values.get(place.floor() as usize)?;
    let high = *values.get(place.ceil() as usize)?;
    Some(low + (high - low) * place.fract())
}

/// The slopes between every two points of different x. Their median is the estimator of Theil (1950) and Sen (1968).
pub(super) fn pairwise_slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(points.len() * points.len().saturating_sub(1) / 2);
    for (i, a) in points.iter().enumerate() {
        for b in points.iter().skip(i + 1).filter(|b| b.0 != a.0) {
            slopes.push((b.1 - a.1) / (b.0 - a.0));
        }
    }
    slopes.retain(|s| s.is_finite());
    slopes
}

/// mR̄, the mean of |x_i − x_{i−1}|; `None` under two values.
pub(super) fn mean_moving_range(values: &[f64]) -> Option<f64> {
    let ranges = values.iter().zip(values.iter().skip(1)).map(|(a, b)| (b - a).abs());
    let pairs = values.len().checked_sub(1).filter(|n| *n > 0)?;
    Some(ranges.sum::<f64>() / pairs as f64).filter(|mean| mean.is_finite())
}

/// The lowest and highest value that is possible, as far as the unit and what was seen so far tell: a percentage that
/// never left 0–100 cannot; what was never negative is held at 0.
pub(super) fn possible(unit: Option<&str>, seen: &[f64]) -> (f64, f64) {
    let share = unit.is_some_and(|u| u.trim() == "%");
    let never_negative = seen.iter().all(|v| *v >= 0.0);
    let low = if never_negative { 0.0 } else { f64::NEG_INFINITY };
    let high =
        if share && never_negative && seen.iter().all(|v| *v <= 100.0) { 100.0 } else { f64::INFINITY };
    (low, high)
}
