//! The plan: the live records, the Trash, and indexes that keep look-ups as cheap in a big plan as in a small one.

use crate::ordered::{Map, Set, sort_by};

use super::{CheckIn, Date, Head, Id, KeyResult, Record, RecordKey, Records, Series};

/// One team's or company's OKRs and KPIs.
///
/// Reading is free for all; [`Plan::put`] is the single way to change it and belongs to `change::apply`
/// (and to `plan_file`, while it builds a plan from a file). Two plans are equal when their content is:
/// the Trash does not count.
#[derive(Clone, Debug)]
pub struct Plan {
    id: Id,
    head: Head,
    records: Records,
    trash: Records,
    unread: Map<String, String>,
    check_ins_of: Map<Id, Set<CheckInPlace>>,
    key_results_of: Map<Id, Set<Id>>,
}

/// Day, instant, id: the order in which check-ins of one key result count.
type CheckInPlace = (Date, Option<String>, Id);

impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        self.id == other.id
            && self.head == other.head
            && self.records == other.records
            && self.unread == other.unread
    }
}

impl Plan {
    /// An empty plan.
    pub fn new(id: Id, title: &str) -> Plan {
        Plan {
            id,
            head: Head { title: title.to_string(), ..Head::default() },
            records: Records::default(),
            trash: Records::default(),
            unread: Map::new(),
            check_ins_of: Map::new(),
            key_results_of: Map::new(),
        }
    }

    /// The plan's id: two files with the same one are copies of one plan.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Title, settings, dismissed hints.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The live records.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The deleted records.
    pub fn trash(&self) -> &Records {
        &self.trash
    }

    /// What a file held that could not be read: place → text.
    pub fn unread(&self) -> &Map<String, String> {
        &self.unread
    }

    /// Sets aside what a file held that could not be read. For `plan_file` only.
    pub fn keep_unread(&mut self, place: String, text: String) {
        self.unread.insert(place, text);
    }

    /// Takes back what was set aside. For `plan_file` only, when the step that brought it is undone.
    pub fn drop_unread(&mut self, place: &str) {
        self.unread.remove(place);
    }

    /// Puts a record into the Trash as a file holds it. For `plan_file` only.
    pub fn keep_trashed(&mut self, id: Id, record: Record) {
        self.trash.insert(id, record);
    }

    /// Whether a deleted record waits in the Trash under this key.
    pub fn is_trashed(&self, key: &RecordKey) -> bool {
        matches!(key, RecordKey::Record(kind, id) if self.trash.contains(*kind, id))
    }

    /// Takes a record out of the Trash for good: for `change`, when a step that was refused half-way is taken back, and
    /// for `merge`, when a merge that had brought it is undone.
    pub fn forget_trashed(&mut self, key: &RecordKey) {
        if let RecordKey::Record(kind, id) = key {
            self.trash.remove(*kind, id);
        }
    }

    /// The record at a key, copied.
    pub fn get(&self, key: &RecordKey) -> Option<Record> {
        match key {
            RecordKey::Head => Some(Record::Head(self.head.clone())),
            RecordKey::Record(kind, id) => self.records.get(*kind, id),
            RecordKey::Measurement(kpi, day) => {
                self.records.series.get(kpi)?.get(*day).map(Record::Measurement)
            }
        }
    }

    /// Puts a record at a key, or with `None` takes it away; gives what stood there.
    ///
    /// What is taken away goes to the Trash, and what is put there again leaves it. A measurement is a field of its
    /// series and has no Trash; a series without measurements is none; the head can't be taken away; a record of the
    /// wrong kind is not put.
    pub fn put(&mut self, key: &RecordKey, record: Option<Record>) -> Option<Record> {
        match (key, record) {
            (RecordKey::Head, Some(Record::Head(head))) => {
                Some(Record::Head(std::mem::replace(&mut self.head, head)))
            }
            (RecordKey::Measurement(kpi, day), Some(Record::Measurement(m))) => {
                let series = self.records.series.or_default(kpi.clone());
                series.put(*day, Some(m)).map(Record::Measurement)
            }
            (RecordKey::Measurement(kpi, day), None) => {
                let series = self.records.series.get_mut(kpi)?;
                let before = series.put(*day, None).map(Record::Measurement);
                if series.is_empty() {
                    self.records.series.remove(kpi);
                }
                before
            }
            (RecordKey::Record(kind, id), Some(Record::Series(series))) if series.is_empty() => {
                self.trash.remove(*kind, id);
                self.records.remove(*kind, id)
            }
            (RecordKey::Record(kind, id), Some(record)) if record.kind() == Some(*kind) => {
                self.trash.remove(*kind, id);
                self.index(id, &record, true);
                let before = self.records.insert(id.clone(), record);
                self.unindex_replaced(id, before.as_ref());
                before
            }
            (RecordKey::Record(kind, id), None) => {
                let before = self.records.remove(*kind, id)?;
                self.index(id, &before, false);
                self.trash.insert(id.clone(), before.clone());
                Some(before)
            }
            _ => None,
        }
    }

    /// The key results of an objective, in their order.
    pub fn key_results_of(&self, objective: &Id) -> Vec<(&Id, &KeyResult)> {
        let ids = self.key_results_of.get(objective).into_iter().flatten();
        let mut rows: Vec<_> = ids.filter_map(|id| self.records.key_results.get_key_value(id)).collect();
        sort_by(&mut rows, |a, b| super::by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
        rows
    }

    /// The check-ins of a key result, the earliest first; of one day, the last one counts.
    pub fn check_ins_of<'a>(
        &'a self,
        key_result: &Id,
    ) -> impl DoubleEndedIterator<Item = (&'a Id, &'a CheckIn)> + use<'a> {
        let places = self.check_ins_of.get(key_result).into_iter().flatten();
        places.filter_map(|(_, _, id)| self.records.check_ins.get_key_value(id))
    }

    /// The measurements of a KPI, where there are any.
    pub fn series_of(&self, kpi: &Id) -> Option<&Series> {
        self.records.series.get(kpi)
    }

    /// The cycle and the first and last day of a key result: its own where given, else the cycle's.
    pub fn span_of(&self, key_result: &KeyResult) -> Option<(Date, Date)> {
        let objective = self.records.objectives.get(&key_result.objective)?;
        let cycle = self.records.cycles.get(&objective.cycle)?;
        Some((key_result.from.unwrap_or(cycle.from), key_result.to.unwrap_or(cycle.to)))
    }

    fn index(&mut self, id: &Id, record: &Record, there: bool) {
        match record {
            Record::CheckIn(c) => {
                let places = self.check_ins_of.or_default(c.key_result.clone());
                let place = (c.on, c.at.clone(), id.clone());
                if there {
                    places.insert(place)
                } else {
                    places.remove(&place)
                };
            }
            Record::KeyResult(k) => {
                let ids = self.key_results_of.or_default(k.objective.clone());
                if there {
                    ids.insert(id.clone())
                } else {
                    ids.remove(id)
                };
            }
            _ => {}
        }
    }

    /// Takes the old index entry of a replaced record away, unless the new one stands at the same place.
    fn unindex_replaced(&mut self, id: &Id, before: Option<&Record>) {
        let Some(before) = before else { return };
        let moved = match (before, self.records.check_ins.get(id), self.records.key_results.get(id)) {
            (Record::CheckIn(b), Some(now), _) => {
                (b.on, &b.at, &b.key_result) != (now.on, &now.at, &now.key_result)
            }
            (Record::KeyResult(b), _, Some(now)) => b.objective != now.objective,
            _ => false,
        };
        if moved {
            self.index(id, before, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn check_in(key_result: &str, on: &str) -> CheckIn {
        let (key_result, on) = (Id::parse(key_result).expect("an id"), Date::parse(on).expect("a date"));
        CheckIn { value: Some(1.0), ..CheckIn::new(key_result, on) }
    }

    #[test]
    fn the_index_of_check_ins_follows_every_change() {
        let id = |text: &str| Id::parse(text).expect("an id");
        let key = RecordKey::Record(Kind::CheckIn, id("c1"));
        let mut plan = Plan::new(id("p"), "t");
        plan.put(&key, Some(Record::CheckIn(check_in("k1", "2027-01-02"))));
        plan.put(
            &RecordKey::Record(Kind::CheckIn, id("c2")),
            Some(Record::CheckIn(check_in("k1", "2027-01-01"))),
        );
        let on =
            |plan: &Plan, k: &str| plan.check_ins_of(&id(k)).map(|(i, _)| i.to_string()).collect::<Vec<_>>();
        assert_eq!(on(&plan, "k1"), ["c2", "c1"]);
        plan.put(&key, Some(Record::CheckIn(check_in("k2", "2027-01-02"))));
        assert_eq!((on(&plan, "k1"), on(&plan, "k2")), (vec!["c2".into()], vec!["c1".into()]));
        plan.put(&key, Some(Record::CheckIn(check_in("k2", "2027-01-02"))));
        assert_eq!(on(&plan, "k2"), ["c1"]);
        plan.put(&key, None);
        assert_eq!(on(&plan, "k2"), Vec::<String>::new());
        assert!(plan.trash().contains(Kind::CheckIn, &id("c1")));
        plan.put(&key, Some(Record::CheckIn(check_in("k2", "2027-01-02"))));
        assert!(!plan.trash().contains(Kind::CheckIn, &id("c1")));
    }
}
