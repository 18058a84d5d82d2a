//! Small plans for tests, written as one would tell them: a cycle, an objective, its key results, their check-ins.

use crate::ordered::Map;

use crate::domain::{
    Ambition, CheckIn, Cycle, CycleStage, Date, Direction, Every, Goal, Id, Keep, KeyResult, Kind, Kpi,
    Measure, Measurement, Milestone, Objective, Plan, Rank, Reach, Record, RecordKey, Review, Revision,
    Score, Target,
};

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

pub(crate) fn reach(from: f64, to: f64) -> Measure {
    Measure::Reach(Reach { from, to })
}

pub(crate) fn at_least(bound: f64) -> Measure {
    Measure::Keep(Keep { at_least: Some(bound), at_most: None })
}

pub(crate) fn at_most(bound: f64) -> Measure {
    Measure::Keep(Keep { at_least: None, at_most: Some(bound) })
}

pub(crate) fn between(low: f64, high: f64) -> Measure {
    Measure::Keep(Keep { at_least: Some(low), at_most: Some(high) })
}

/// Steps s0, s1, … of these weights, each done on its day where one is given.
pub(crate) fn milestones(steps: &[(f64, Option<&str>)]) -> Measure {
    let mut rank = None;
    let mut all = Map::new();
    for (i, (weight, done)) in steps.iter().enumerate() {
        rank = Some(Rank::after(rank.as_ref()));
        let (weight, done) = (Some(*weight), done.map(date));
        all.insert(
            id(&format!("s{i}")),
            Milestone { title: format!("step {i}"), weight, done, rank: rank.clone() },
        );
    }
    Measure::Milestones(all)
}

/// A plan of one cycle "y" with one committed, active objective "o".
pub(crate) struct Told {
    pub plan: Plan,
    check_ins: usize,
}

impl Told {
    pub fn cycle(from: &str, to: &str) -> Told {
        let mut told = Told { plan: Plan::new(id("p"), "Told"), check_ins: 0 };
        let cycle =
            Cycle { stage: Some(CycleStage::Active), ..Cycle::new("the cycle", date(from), date(to)) };
        told.put("y", Record::Cycle(cycle));
        let objective = Objective { ambition: Some(Ambition::Committed), ..Objective::new("o", id("y")) };
        told.put("o", Record::Objective(objective));
        told
    }

    /// The quarter of the worked figures: 90 days.
    pub fn quarter() -> Told {
        Told::cycle("2027-01-01", "2027-03-31")
    }

    pub fn put(&mut self, key: &str, record: Record) -> &mut Told {
        let kind = record.kind().expect("a kind");
        self.plan.put(&RecordKey::Record(kind, id(key)), Some(record));
        self
    }

    pub fn change_cycle(&mut self, change: impl FnOnce(&mut Cycle)) -> &mut Told {
        let mut cycle = self.plan.records().cycles[&id("y")].clone();
        change(&mut cycle);
        self.put("y", Record::Cycle(cycle))
    }

    pub fn change_objective(&mut self, change: impl FnOnce(&mut Objective)) -> &mut Told {
        let mut objective = self.plan.records().objectives[&id("o")].clone();
        change(&mut objective);
        self.put("o", Record::Objective(objective))
    }

    pub fn aspirational(&mut self) -> &mut Told {
        self.change_objective(|o| o.ambition = Some(Ambition::Aspirational))
    }

    pub fn closed_on(&mut self, day: &str) -> &mut Told {
        self.change_cycle(|c| (c.stage, c.closed) = (Some(CycleStage::Closed), Some(date(day))))
    }

    /// A key result of "o".
    pub fn key_result(&mut self, key: &str, measure: Measure) -> &mut Told {
        self.put(key, Record::KeyResult(KeyResult::new(key, id("o"), Some(measure))))
    }

    pub fn change(&mut self, key: &str, change: impl FnOnce(&mut KeyResult)) -> &mut Told {
        let mut record = self.plan.records().key_results[&id(key)].clone();
        change(&mut record);
        self.put(key, Record::KeyResult(record))
    }

    pub fn weight(&mut self, key: &str, weight: f64) -> &mut Told {
        self.change(key, |k| k.weight = Some(weight))
    }

    pub fn revise(&mut self, key: &str, day: &str, measure: Measure) -> &mut Told {
        self.change(key, |k| {
            k.revisions.insert(date(day), Revision { measure, why: None });
        })
    }

    pub fn report(&mut self, key: &str, day: &str, value: Option<f64>, confidence: Option<u8>) -> &mut Told {
        self.check_ins += 1;
        let check_in = CheckIn { value, confidence, ..CheckIn::new(id(key), date(day)) };
        let place = format!("c{:05}", self.check_ins);
        self.put(&place, Record::CheckIn(check_in))
    }

    pub fn check_in(&mut self, key: &str, day: &str, value: f64) -> &mut Told {
        self.report(key, day, Some(value), None)
    }

    pub fn score(&mut self, key: &str, score: f64) -> &mut Told {
        let mut review = self.plan.records().reviews.get(&id("y")).cloned().unwrap_or_default();
        let Review { scores, .. } = &mut review;
        scores.insert(id(key), Score { score, why: Some("told".into()) });
        self.put("y", Record::Review(review))
    }

    pub fn kpi(&mut self, key: &str, direction: Direction, every: Every) -> &mut Told {
        self.put(key, Record::Kpi(Kpi::new(key, direction, every)))
    }

    pub fn change_kpi(&mut self, key: &str, change: impl FnOnce(&mut Kpi)) -> &mut Told {
        let mut record = self.plan.records().kpis[&id(key)].clone();
        change(&mut record);
        self.put(key, Record::Kpi(record))
    }

    pub fn target(&mut self, key: &str, from: &str, goal: Goal, tolerance: Option<f64>) -> &mut Told {
        self.change_kpi(key, |k| {
            k.targets.insert(date(from), Target { goal, tolerance, until: None });
        })
    }

    /// Feeds a key result by a KPI.
    pub fn fed(&mut self, key: &str, kpi: &str) -> &mut Told {
        self.change(key, |k| k.kpi = Some(id(kpi)))
    }

    pub fn measure(&mut self, kpi: &str, day: &str, value: f64) -> &mut Told {
        let key = RecordKey::Measurement(id(kpi), date(day));
        self.plan.put(&key, Some(Record::Measurement(Measurement { value, note: None })));
        self
    }

    /// One measurement every `step` days from `first` on.
    pub fn measure_all(&mut self, kpi: &str, first: &str, step: i32, values: &[f64]) -> &mut Told {
        for (i, value) in values.iter().enumerate() {
            let day = date(first).plus_days(step * i as i32).to_string();
            self.measure(kpi, &day, *value);
        }
        self
    }

    pub fn closed_days(&mut self, days: &[&str]) -> &mut Told {
        let mut head = self.plan.head().clone();
        head.settings.closed_days.extend(days.iter().map(|d| date(d)));
        self.plan.put(&RecordKey::Head, Some(Record::Head(head)));
        self
    }

    pub fn remove(&mut self, kind: Kind, key: &str) -> &mut Told {
        self.plan.put(&RecordKey::Record(kind, id(key)), None);
        self
    }
}
