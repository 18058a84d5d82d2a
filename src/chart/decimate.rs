//! Fewer points, the same picture: the exact lowest and highest value of every pixel column. Knows no dates, no scales.

/// The indices, ascending, of the points that make the same line as all of them: of each run of points that fall into
/// one pixel column the first, the lowest, the highest and the last. `xs` ascend; O(n).
pub fn decimate(points: impl IntoIterator<Item = (f64, f64)>) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut run: Option<Run> = None;
    for (i, (x, y)) in points.into_iter().enumerate() {
        let column = x.floor() as i64;
        match &mut run {
            Some(run) if run.column == column => run.add(i, y),
            _ => {
                if let Some(run) = run.take() {
                    run.keep(&mut kept);
                }
                run = Some(Run { column, first: i, last: i, low: (i, y), high: (i, y) });
            }
        }
    }
    if let Some(run) = run {
        run.keep(&mut kept);
    }
    kept
}

/// Consecutive points of one pixel column.
struct Run {
    column: i64,
    first: usize,
    last: usize,
    low: (usize, f64),
    high: (usize, f64),
}

impl Run {
    fn add(&mut self, i: usize, y: f64) {
        self.last = i;
        if y < self.low.1 {
            self.low = (i, y);
        }
        if y > self.high.1 {
            self.high = (i, y);
        }
    }

    fn keep(&self, kept: &mut Vec<usize>) {
        let mut four = [self.first, self.low.0, self.high.0, self.last];
        four.sort_unstable();
        for i in four {
            if kept.last() != Some(&i) {
                kept.push(i);
            }
        }
    }
}
