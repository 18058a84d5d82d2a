//! Places for words, so that none covers another. Knows rectangles and heights, no scene.

/// A rectangle in px: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// Whether the two share an area.
    pub fn meets(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether this lies inside `other`.
    pub fn inside(&self, other: &Rect) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }

    /// Whether the straight line from `a` to `b` touches it.
    pub fn touches_line(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        // Liang–Barsky: the share of the line that lies between all four edges
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (p, q) in
            [(-dx, a.0 - self.left), (dx, self.right - a.0), (-dy, a.1 - self.top), (dy, self.bottom - a.1)]
        {
            if p == 0.0 {
                if q < 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                from = from.max(q / p);
            } else {
                to = to.min(q / p);
            }
        }
        from <= to
    }
}

/// Moves the wished heights of words apart: neighbours at least `gap` apart, all inside `low..=high`, the sum of
/// squared moves as small as it can be, the order kept. `wished` ascend. Where they cannot all fit, the distances
/// shrink evenly.
pub fn spread(wished: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let between = wished.len().saturating_sub(1) as f64;
    let gap = if between * gap > high - low { ((high - low) / between).max(0.0) } else { gap };
    // Without the gaps the task is to fit ascending heights: neighbours that cross take their mean (pool adjacent
    // violators); clamping that fit keeps it the best one inside the bounds.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, wish) in wished.iter().enumerate() {
        let mut pool = (wish - i as f64 * gap, 1);
        while let Some(above) = pools.pop_if(|above| above.0 > pool.0) {
            let count = above.1 + pool.1;
            pool = ((above.0 * above.1 as f64 + pool.0 * pool.1 as f64) / count as f64, count);
        }
        pools.push(pool);
    }
    let top = (high - between * gap).max(low);
    pools
        .iter()
        .flat_map(|(mean, count)| std::iter::repeat_n(mean.clamp(low, top), *count))
        .enumerate()
        .map(|(i, at)| at + i as f64 * gap)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_that_collide_share_the_way() {
        assert_eq!(spread(&[10.0, 50.0], 12.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 12.0, 0.0, 100.0), [44.0, 56.0]);
        assert_eq!(spread(&[95.0, 99.0], 12.0, 0.0, 100.0), [88.0, 100.0]);
        assert_eq!(spread(&[-5.0, 0.0, 3.0], 12.0, 0.0, 100.0), [0.0, 12.0, 24.0]);
        assert_eq!(spread(&[1.0, 1.0, 1.0], 12.0, 0.0, 10.0), [0.0, 5.0, 10.0]);
        assert!(spread(&[], 12.0, 0.0, 100.0).is_empty());
    }

    #[test]
    fn a_line_is_touched_where_it_crosses() {
        let rect = Rect { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!(rect.touches_line((0.0, 0.0), (30.0, 30.0)));
        assert!(rect.touches_line((15.0, 15.0), (15.0, 15.0)));
        assert!(!rect.touches_line((0.0, 15.0), (9.0, 15.0)));
        assert!(!rect.touches_line((0.0, 12.0), (12.0, 0.0)));
    }

    proptest! {
        #[test]
        fn spread_words_never_overlap(mut wished in proptest::collection::vec(-50.0..350.0_f64, 0..12)) {
            wished.sort_by(f64::total_cmp);
            let (gap, low, high) = (14.0, 6.0, 206.0);
            let placed = spread(&wished, gap, low, high);
            prop_assert_eq!(placed.len(), wished.len());
            prop_assert!(placed.windows(2).all(|p| p[1] - p[0] >= gap - 1e-9));
            prop_assert!(placed.iter().all(|at| (low - 1e-9..=high + 1e-9).contains(at)));
            // none moves for nothing: alone with room, it stays
            for (i, wish) in wished.iter().enumerate() {
                let alone = wished.iter().enumerate().all(|(j, other)| i == j || (other - wish).abs() > 13.0 * gap);
                if alone && (low..=high).contains(wish) && wished.len() == 1 {
                    prop_assert!((placed[i] - wish).abs() < 1e-9);
                }
            }
        }
    }
}
