//! Where the lowest and the highest value of any run of points lies, without looking at each of them: blocks of points,
//! blocks of blocks, and so on. Built once for a series; a chart of a million points asks it for every pixel column.

use std::ops::Range;

use super::Point;

/// Points in a block of the finest level, and blocks in a block of the next.
const BLOCK: usize = 32;
/// Shorter series are looked through as quickly.
const FEW: usize = 4096;

/// The lowest and the highest point of each block of a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extremes {
    /// Per level, finest first, the indices of the lowest and the highest point of each block.
    levels: Vec<Vec<(u32, u32)>>,
}

impl Extremes {
    /// Of these points; O(n). Nothing where there are so few that it would not help.
    pub fn of(points: &[Point]) -> Extremes {
        let mut levels: Vec<Vec<(u32, u32)>> = Vec::new();
        if points.len() < FEW || u32::try_from(points.len()).is_err() {
            return Extremes { levels };
        }
        let blocks = (0..points.len()).step_by(BLOCK).map(|start| {
            let mut found = Found::default();
            found.look_through(points, start..(start + BLOCK).min(points.len()));
            found.pair()
        });
        levels.push(blocks.collect());
        while let Some(below) = levels.last().filter(|level| level.len() > BLOCK) {
            let blocks = below.chunks(BLOCK).map(|chunk| {
                let mut found = Found::default();
                found.take_blocks(points, chunk);
                found.pair()
            });
            let blocks = blocks.collect();
            levels.push(blocks);
        }
        Extremes { levels }
    }

    /// The indices of the first lowest and the first highest of the points in `range`; none where it is empty.
    pub fn within(&self, points: &[Point], range: Range<usize>) -> Option<(usize, usize)> {
        let mut found = Found::default();
        self.add(points, range.start..range.end.min(points.len()), 0, &mut found);
        found.low.zip(found.high)
    }

    /// Adds what lies in `range` of a level: 0 are the points themselves, 1 the finest blocks.
    fn add(&self, points: &[Point], range: Range<usize>, level: usize, found: &mut Found) {
        let here = |part: Range<usize>, found: &mut Found| match level.checked_sub(1) {
            None => found.look_through(points, part),
            Some(level) => {
                let blocks = self.levels.get(level).and_then(|blocks| blocks.get(part));
                found.take_blocks(points, blocks.unwrap_or_default());
            }
        };
        let (first, last) = (range.start.div_ceil(BLOCK), range.end / BLOCK);
        if first >= last || level >= self.levels.len() {
            return here(range, found);
        }
        here(range.start..first * BLOCK, found);
        self.add(points, first..last, level + 1, found);
        here(last * BLOCK..range.end, found);
    }
}

/// The lowest and highest so far, taken in the order of the points.
#[derive(Default)]
struct Found {
    low: Option<usize>,
    high: Option<usize>,
    lowest: f64,
    highest: f64,
}

impl Found {
    fn look_through(&mut self, points: &[Point], range: Range<usize>) {
        let start = range.start;
        let Some([first, rest @ ..]) = points.get(range) else { return };
        // without options inside the loop: this is where a chart of many points spends its time
        let (mut low, mut lowest) = (start, first.value);
        let (mut high, mut highest) = (start, first.value);
        for (at, point) in rest.iter().enumerate() {
            if point.value < lowest {
                (low, lowest) = (start + 1 + at, point.value);
            } else if point.value > highest {
                (high, highest) = (start + 1 + at, point.value);
            }
        }
        self.low(low, lowest);
        self.high(high, highest);
    }

    fn take_blocks(&mut self, points: &[Point], blocks: &[(u32, u32)]) {
        let value = |index: u32| points.get(index as usize).map(|point| point.value);
        for (low, high) in blocks {
            if let (Some(lowest), Some(highest)) = (value(*low), value(*high)) {
                self.low(*low as usize, lowest);
                self.high(*high as usize, highest);
            }
        }
    }

    fn low(&mut self, index: usize, value: f64) {
        if self.low.is_none() || value < self.lowest {
            (self.low, self.lowest) = (Some(index), value);
        }
    }

    fn high(&mut self, index: usize, value: f64) {
        if self.high.is_none() || value > self.highest {
            (self.high, self.highest) = (Some(index), value);
        }
    }

    fn pair(&self) -> (u32, u32) {
        let index = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
        (index(self.low), index(self.high))
    }
}
