//! Which records of merged registers are in the plan and which in the Trash.
//!
//! A record is in the Trash when it was deleted and never restored since, and those who deleted it had together seen
//! every version in it and below it: an edit that no deletion has seen brings it back, and with it what it belongs to.
//!
//! Limit: what came back for the sake of a record below it goes to the Trash at the next merge when that record has
//! been moved elsewhere meanwhile; for nothing is left then that the deletion had not seen.

use super::{Candidate, Deletion, Dot, Ledger, Seen};
use crate::domain::{Id, Kind, RecordKey};
use crate::ordered::Map;
use crate::plan_file::record_name;

/// A record by its collection and id.
pub(super) type Place = (Kind, Id);

/// What the registers say of every record.
pub(super) struct Presence<'a> {
    ledger: &'a Ledger,
    /// What goes with a record, for records that were deleted.
    below: Map<Place, Vec<Place>>,
    /// Whether a record is as good as none: a series whose every measurement was cleared.
    is_empty: &'a dyn Fn(&Place) -> bool,
    known: Map<Place, bool>,
}

impl<'a> Presence<'a> {
    /// `homes` gives, of every record, what it goes with: as it shows, and as its other versions have it.
    pub(super) fn new(
        ledger: &'a Ledger,
        homes: impl Iterator<Item = (Place, Place)>,
        is_empty: &'a dyn Fn(&Place) -> bool,
    ) -> Presence<'a> {
        let mut below: Map<Place, Vec<Place>> = Map::new();
        for (place, home) in homes {
            below.or_default(home).push(place);
        }
        Presence { ledger, below, is_empty, known: Map::new() }
    }

    /// Whether the record belongs in the plan.
    pub(super) fn is_live(&mut self, place: &Place) -> bool {
        if let Some(known) = self.known.get(place) {
            return *known;
        }
        let deletions = self.deletions_of(place);
        let live = match deletions.and_then(seen_together) {
            None => true,
            Some(cover) => self.reaches_beyond(place, &cover, false) || self.has_live_below(place),
        };
        self.known.insert(place.clone(), live);
        live
    }

    fn deletions_of(&self, place: &Place) -> Option<&'a Vec<Deletion>> {
        self.ledger.gone.get(&name_of(place))
    }

    fn has_live_below(&mut self, place: &Place) -> bool {
        let below = self.below.get(place).cloned().unwrap_or_default();
        below.iter().any(|below| !(self.is_empty)(below) && self.is_live(below))
    }

    /// Whether there is a version in a record or below it that `cover` has not seen.
    fn reaches_beyond(&self, place: &Place, cover: &Seen, restores: bool) -> bool {
        let name = name_of(place);
        let unseen = |dot: &Dot| !cover.covers(dot);
        let dots = self.ledger.fields.get(&name);
        let candidates: Option<&Map<String, Vec<Candidate>>> = self.ledger.conflicts.get(&name);
        let restored = |d: &Deletion| d.seen.is_none() && unseen(&d.dot);
        dots.is_some_and(|dots| dots.values().any(unseen))
            || candidates.is_some_and(|fields| fields.values().flatten().any(|c| unseen(&c.dot)))
            || (restores && self.deletions_of(place).is_some_and(|all| all.iter().any(restored)))
            || self
                .below
                .get(place)
                .is_some_and(|all| all.iter().any(|b| self.reaches_beyond(b, cover, true)))
    }
}

/// What those who deleted a record had seen together; `None` where it was restored, or never deleted.
fn seen_together(versions: &Vec<Deletion>) -> Option<Seen> {
    let mut together = Seen::default();
    for version in versions {
        together.join(version.seen.as_ref()?);
    }
    (!versions.is_empty()).then_some(together)
}

fn name_of((kind, id): &Place) -> String {
    record_name(&RecordKey::Record(*kind, id.clone()))
}
