//! A plan as it would be in other weeks: how an example is brought to where today falls inside it.

use crate::ordered::Map;

use super::{CheckIn, Date, Id, Kept, KeyResult, Kind, Kpi, Measure, Plan, Record, RecordKey, Series};

impl Plan {
    /// The same plan under another id and title: from then on they are two.
    pub fn copied(&self, id: Id, title: &str) -> Plan {
        let mut plan = self.moved_by_weeks(id, 0);
        let head = super::Head { title: title.to_string(), ..plan.head().clone() };
        plan.put(&RecordKey::Head, Some(Record::Head(head)));
        plan
    }

    /// The plan under another id, every date moved by whole weeks (negative = earlier), so that weekdays stay.
    /// Dates inside of texts, and what a file held that could not be read, stay as they are.
    pub fn moved_by_weeks(&self, id: Id, weeks: i32) -> Plan {
        let by = Move { days: weeks.saturating_mul(7) };
        let mut plan = Plan::new(id, &self.head().title);
        let mut head = self.head().clone();
        head.settings.closed_days = head.settings.closed_days.iter().map(|day| by.date(*day)).collect();
        by.kept(&mut head.kept);
        plan.put(&RecordKey::Head, Some(Record::Head(head)));
        for kind in Kind::ALL {
            for id in self.records().ids(kind) {
                let record = self.records().get(kind, id).map(|record| by.record(record));
                plan.put(&RecordKey::Record(kind, id.clone()), record);
            }
            for id in self.trash().ids(kind) {
                if let Some(record) = self.trash().get(kind, id) {
                    plan.keep_trashed(id.clone(), by.record(record));
                }
            }
        }
        for (place, text) in self.unread() {
            plan.keep_unread(place.clone(), text.clone());
        }
        plan
    }
}

/// A distance in days.
struct Move {
    days: i32,
}

impl Move {
    fn date(&self, date: Date) -> Date {
        date.plus_days(self.days)
    }

    fn dates(&self, dates: &mut [&mut Option<Date>]) {
        for date in dates.iter_mut() {
            **date = date.map(|date| self.date(date));
        }
    }

    fn instant(&self, at: &mut Option<String>) {
        if let Some(at) = at
            && let Some((day, time)) = at.split_once('T')
            && let Some(day) = Date::parse(day)
        {
            *at = format!("{}T{time}", self.date(day));
        }
    }

    fn keys<V>(&self, map: &mut Map<Date, V>) {
        *map = std::mem::take(map).into_iter().map(|(day, value)| (self.date(day), value)).collect();
    }

    /// The paths of kept members name the days of the entries they stand in.
    fn kept(&self, kept: &mut [Kept]) {
        for kept in kept.iter_mut().filter(|kept| !kept.within.is_empty()) {
            let moved =
                |name: &str| Date::parse(name).map_or(name.to_string(), |day| self.date(day).to_string());
            kept.within = kept.within.split('/').map(moved).collect::<Vec<_>>().join("/");
        }
    }

    fn record(&self, mut record: Record) -> Record {
        match &mut record {
            Record::Cycle(cycle) => {
                (cycle.from, cycle.to) = (self.date(cycle.from), self.date(cycle.to));
                self.dates(&mut [
                    &mut cycle.closed,
                    &mut cycle.setting,
                    &mut cycle.adjustment,
                    &mut cycle.closing,
                ]);
                cycle.reviews = cycle.reviews.iter().map(|day| self.date(*day)).collect();
                self.keys(&mut cycle.reopened);
                cycle.reopened.values_mut().for_each(|again| self.dates(&mut [&mut again.closed]));
                self.kept(&mut cycle.kept);
            }
            Record::KeyResult(key_result) => self.key_result(key_result),
            Record::CheckIn(check_in) => self.check_in(check_in),
            Record::Kpi(kpi) => self.kpi(kpi),
            Record::Series(series) => *series = self.series(series),
            Record::Review(_) | Record::Person(_) | Record::Team(_) => {}
            Record::Objective(_) | Record::Initiative(_) | Record::Head(_) | Record::Measurement(_) => {}
        }
        record
    }

    fn key_result(&self, key_result: &mut KeyResult) {
        self.dates(&mut [&mut key_result.from, &mut key_result.to]);
        self.keys(&mut key_result.revisions);
        let first = key_result.measure.iter_mut();
        for measure in first.chain(key_result.revisions.values_mut().map(|revision| &mut revision.measure)) {
            if let Measure::Milestones(steps) = measure {
                steps.values_mut().for_each(|step| self.dates(&mut [&mut step.done]));
            }
        }
        self.kept(&mut key_result.kept);
    }

    fn check_in(&self, check_in: &mut CheckIn) {
        check_in.on = self.date(check_in.on);
        self.instant(&mut check_in.at);
        for was in check_in.was.values_mut() {
            was.on = self.date(was.on);
            self.instant(&mut was.at);
        }
        if let Some(blocker) = &mut check_in.blocker {
            self.dates(&mut [&mut blocker.until, &mut blocker.cleared]);
        }
        self.kept(&mut check_in.kept);
    }

    fn kpi(&self, kpi: &mut Kpi) {
        self.keys(&mut kpi.targets);
        kpi.targets.values_mut().for_each(|target| self.dates(&mut [&mut target.until]));
        self.keys(&mut kpi.changes);
        self.keys(&mut kpi.reviewed);
        self.dates(&mut [&mut kpi.review, &mut kpi.retired]);
        self.kept(&mut kpi.kept);
    }

    fn series(&self, series: &Series) -> Series {
        let mut moved = Series::default();
        for day in series.days() {
            moved.put(self.date(*day), series.get(*day));
        }
        moved
    }
}
