//! The collections of a plan, each a map from id to record. The same shape holds the live records and the Trash.

use crate::ordered::Map;

use super::{
    CheckIn, Cycle, Id, Initiative, KeyResult, Kind, Kpi, Objective, Person, Record, Review, Series, Team,
};

/// Every collection of a plan.
#[derive(Clone, Debug, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Records {
    pub people: Map<Id, Person>,
    pub teams: Map<Id, Team>,
    pub cycles: Map<Id, Cycle>,
    pub objectives: Map<Id, Objective>,
    pub key_results: Map<Id, KeyResult>,
    pub check_ins: Map<Id, CheckIn>,
    pub initiatives: Map<Id, Initiative>,
    pub kpis: Map<Id, Kpi>,
    /// Measurements by KPI.
    pub series: Map<Id, Series>,
    /// Reviews by cycle.
    pub reviews: Map<Id, Review>,
}

macro_rules! by_kind {
    ($($kind:ident => $field:ident),* $(,)?) => {
        impl Records {
            /// The record of a kind and id, copied.
            pub fn get(&self, kind: Kind, id: &Id) -> Option<Record> {
                match kind { $(Kind::$kind => self.$field.get(id).cloned().map(Record::$kind),)* }
            }

            /// Whether there is a record of that kind and id.
            pub fn contains(&self, kind: Kind, id: &Id) -> bool {
                match kind { $(Kind::$kind => self.$field.contains_key(id),)* }
            }

            /// Whether both hold the same under a kind and id: equal records, or none.
            pub fn has_same(&self, other: &Records, kind: Kind, id: &Id) -> bool {
                match kind { $(Kind::$kind => self.$field.get(id) == other.$field.get(id),)* }
            }

            /// How many records there are of a kind.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$field.len(),)* }
            }

            /// How many records and measurements there are.
            pub fn size(&self) -> usize {
                let measurements: usize = self.series.values().map(Series::len).sum();
                Kind::ALL.iter().map(|kind| self.count(*kind)).sum::<usize>() + measurements
            }

            /// The ids of a kind, in their order.
            pub fn ids(&self, kind: Kind) -> Box<dyn Iterator<Item = &Id> + '_> {
                match kind { $(Kind::$kind => Box::new(self.$field.keys()),)* }
            }

            /// Puts a record under an id; gives what stood there. A head or a single measurement has no place here.
            pub fn insert(&mut self, id: Id, record: Record) -> Option<Record> {
                match record {
                    $(Record::$kind(r) => self.$field.insert(id, r).map(Record::$kind),)*
                    Record::Head(_) | Record::Measurement(_) => None,
                }
            }

            /// Takes a record out.
            pub fn remove(&mut self, kind: Kind, id: &Id) -> Option<Record> {
                match kind { $(Kind::$kind => self.$field.remove(id).map(Record::$kind),)* }
            }
        }
    };
}

by_kind! {
    Person => people,
    Team => teams,
    Cycle => cycles,
    Objective => objectives,
    KeyResult => key_results,
    CheckIn => check_ins,
    Initiative => initiatives,
    Kpi => kpis,
    Series => series,
    Review => reviews,
}

impl Records {
    /// The record that the one of this kind and id goes with: a deletion of that one takes this one along. Only an
    /// initiative can be without it.
    pub fn home(&self, kind: Kind, id: &Id) -> Option<(Kind, Id)> {
        Some(match kind {
            Kind::Objective => (Kind::Cycle, self.objectives.get(id)?.cycle.clone()),
            Kind::KeyResult => (Kind::Objective, self.key_results.get(id)?.objective.clone()),
            Kind::CheckIn => (Kind::KeyResult, self.check_ins.get(id)?.key_result.clone()),
            Kind::Initiative => (Kind::KeyResult, self.initiatives.get(id)?.key_result.clone()?),
            Kind::Series => (Kind::Kpi, self.series.contains_key(id).then(|| id.clone())?),
            Kind::Review => (Kind::Cycle, self.reviews.contains_key(id).then(|| id.clone())?),
            Kind::Person | Kind::Team | Kind::Cycle | Kind::Kpi => return None,
        })
    }

    /// Whether there is no record at all.
    pub fn is_empty(&self) -> bool {
        Kind::ALL.iter().all(|kind| self.count(*kind) == 0)
    }
}
