//! What an edit did, record by record, with both sides: the one diff type of the program.

use crate::domain::{Date, Id, Kind, Plan, Record, RecordKey, Series};
use crate::ordered::Map;

/// One record before and after; `None` means that it is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where the record stands.
    pub key: RecordKey,
    /// What stood there.
    pub before: Option<Record>,
    /// What stands there now.
    pub after: Option<Record>,
}

/// Everything one step changed, each record once. An edit, an undo, a replayed journal record: all are patches.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Patch {
    changes: Vec<Change>,
}

/// A patch met a plan that no longer is what the patch was made for; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The first record that differs.
    pub key: RecordKey,
}

/// A patch of changes to different records. One by one, [`Patch::set`] would search them all for each.
impl FromIterator<Change> for Patch {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Patch {
        Patch { changes: changes.into_iter().filter(|c| c.before != c.after).collect() }
    }
}

impl Patch {
    /// The changes, in the order in which they are made.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds the change of a record to what `after` says, as seen from `plan`; a record that stays equal is left out,
    /// and a second change of the same record replaces what the first said.
    pub fn set(&mut self, plan: &Plan, key: RecordKey, after: Option<Record>) {
        let before = plan.get(&key);
        self.changes.retain(|c| c.key != key);
        if before != after {
            self.changes.push(Change { key, before, after });
        }
    }

    /// The patch that takes this one back.
    pub fn invert(&self) -> Patch {
        let swap =
            |c: &Change| Change { key: c.key.clone(), before: c.after.clone(), after: c.before.clone() };
        Patch { changes: self.changes.iter().rev().map(swap).collect() }
    }

    /// This patch and `later`, which was made for the plan that this one leaves behind, as one step.
    pub fn then(self, later: Patch) -> Patch {
        Patch::joined([self, later])
    }

    /// Patches, each made for the plan that the one before leaves behind, as one step. A series of which days changed
    /// before or after the whole of it did is one change of the whole.
    pub fn joined(patches: impl IntoIterator<Item = Patch>) -> Patch {
        let mut joining = Joining::default();
        patches.into_iter().flat_map(|patch| patch.changes).for_each(|change| joining.add(change));
        joining.changes.into_iter().flatten().collect()
    }

    /// The records it touches.
    pub fn touched(&self) -> impl Iterator<Item = &RecordKey> {
        self.changes.iter().map(|c| &c.key)
    }

    /// Makes the changes in place, all or none.
    pub fn apply(&self, plan: &mut Plan) -> Result<(), Stale> {
        if let Some(stale) = self.changes.iter().find(|c| plan.get(&c.key) != c.before) {
            return Err(Stale { key: stale.key.clone() });
        }
        for change in &self.changes {
            plan.put(&change.key, change.after.clone());
        }
        Ok(())
    }
}

/// Changes that are joined, each record once.
#[derive(Default)]
struct Joining {
    places: Map<RecordKey, usize>,
    /// `None` where a change went into a later one.
    changes: Vec<Option<Change>>,
    /// The changes of single days, by series.
    days: Map<Id, Vec<usize>>,
}

impl Joining {
    fn add(&mut self, mut change: Change) {
        match &change.key {
            RecordKey::Measurement(kpi, day) => {
                let whole = RecordKey::Record(Kind::Series, kpi.clone());
                if let Some(whole) = self.earlier(&whole) {
                    put_day(&mut whole.after, *day, change.after);
                    return;
                }
                self.days.or_default(kpi.clone()).push(self.changes.len());
            }
            RecordKey::Record(Kind::Series, kpi) => {
                for at in self.days.remove(kpi).unwrap_or_default() {
                    if let Some(Change { key: key @ RecordKey::Measurement(_, day), before, .. }) =
                        self.changes.get_mut(at).and_then(Option::take)
                    {
                        put_day(&mut change.before, day, before);
                        self.places.remove(&key);
                    }
                }
            }
            _ => {}
        }
        match self.earlier(&change.key) {
            Some(earlier) => earlier.after = change.after,
            None => {
                self.places.insert(change.key.clone(), self.changes.len());
                self.changes.push(Some(change));
            }
        }
    }

    fn earlier(&mut self, key: &RecordKey) -> Option<&mut Change> {
        self.changes.get_mut(*self.places.get(key)?)?.as_mut()
    }
}

/// Puts a day into a series that may not be there; one without days is none.
fn put_day(series: &mut Option<Record>, day: Date, measurement: Option<Record>) {
    let mut all = match series.take() {
        Some(Record::Series(all)) => all,
        _ => Series::default(),
    };
    let measurement = if let Some(Record::Measurement(one)) = measurement { Some(one) } else { None };
    all.put(day, measurement);
    *series = (!all.is_empty()).then_some(Record::Series(all));
}
