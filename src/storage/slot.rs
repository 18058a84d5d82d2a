//! What a keeper knows about one of the two snapshots it keeps.

use super::envelope::Seal;

/// How long a browser may take until what was written is on the disk.
pub(super) const LATE_MS: u64 = 60_000;

/// What stands under a snapshot's key, as far as the keeper knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
    /// A whole snapshot of this chain.
    Ours(Seal),
    /// Damaged, or of another chain; with the checksum of the raw value. To be set aside before it is overwritten.
    Unlike(u32),
    /// Writing this one failed, and what stands there now could not be read back.
    Unsure(Seal),
}

/// One of the two snapshots.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) holds: Holds,
    /// With the journal, it alone leads to the tip.
    pub(super) leads: bool,
    /// Which number it stood at since when; only as far back as matters.
    stood: Vec<(u64, u64)>,
}

impl Slot {
    pub(super) fn new() -> Slot {
        Slot { holds: Holds::Nothing, leads: false, stood: Vec::new() }
    }

    pub(super) fn seal(&self) -> Option<Seal> {
        match self.holds {
            Holds::Ours(seal) => Some(seal),
            _ => None,
        }
    }

    /// From `now_ms` on it contains the records up to `seq`.
    pub(super) fn stands(&mut self, now_ms: u64, seq: u64) {
        self.stood.push((now_ms, seq));
        let settled = self.stood.iter().rposition(|&(since, _)| is_old(since, now_ms)).unwrap_or(0);
        self.stood.drain(..settled);
    }

    /// The last record that it contained a minute ago and has contained ever since; 0 where that is not known.
    pub(super) fn contained(&self, now_ms: u64) -> u64 {
        let Some(seal) = self.seal() else { return 0 };
        let settled = self.stood.iter().rposition(|&(since, _)| is_old(since, now_ms));
        let since_then = settled.and_then(|at| self.stood.get(at..)).unwrap_or_default();
        since_then.iter().map(|&(_, seq)| seq.min(seal.point.seq)).min().unwrap_or(0)
    }
}

/// True where a minute lies between.
pub(super) fn is_old(since_ms: u64, now_ms: u64) -> bool {
    now_ms.saturating_sub(since_ms) >= LATE_MS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::envelope::Point;

    #[test]
    fn contained_is_what_stood_there_for_a_minute() {
        let mut slot = Slot::new();
        let point = Point { seq: 20, chain: 0 };
        slot.holds = Holds::Ours(Seal { generation: 1, point, build: 0, beside: (0, 0), crc: 0 });
        slot.stands(1_000, 10);
        assert_eq!(slot.contained(60_999), 0);
        assert_eq!(slot.contained(61_000), 10);
        slot.stands(70_000, 20);
        assert_eq!(slot.contained(129_999), 10);
        assert_eq!(slot.contained(130_000), 20);
        slot.stands(131_000, 0);
        assert_eq!(slot.contained(190_000), 0, "damaged since");
    }
}
