//! Plans and edits drawn from a list of numbers, so that a failing case shrinks with its list.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used)]

use cairn::ordered::{Map, Set};

use cairn::change::Patch;
use cairn::domain::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Seeded and without a memory of its own: a flaky property test gets switched off.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_270_101),
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..ProptestConfig::default()
    }
}

pub fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..1500)
}

pub struct Draw {
    rest: std::vec::IntoIter<u32>,
}

impl Draw {
    pub fn new(numbers: Vec<u32>) -> Draw {
        Draw { rest: numbers.into_iter() }
    }

    pub fn is_spent(&self) -> bool {
        self.rest.len() == 0
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.rest.next().map_or(0, |x| x as usize % n)
    }

    /// Not when the numbers are spent, so that small lists give small plans.
    pub fn perhaps<T>(&mut self, make: impl FnOnce(&mut Draw) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn id(&mut self, prefix: &str, most: usize) -> Id {
        Id::parse(&format!("{prefix}{}", self.below(most))).unwrap()
    }

    pub fn text(&mut self) -> String {
        let words = [
            "Fewer tickets",
            "",
            "quote \" and \\ back",
            "line\nbreak\ttab\u{1}\u{7f}",
            "\u{202e}bidi\u{200b}zero",
            "Ünïcödé 計画 🎯",
            "a title that is long enough to push its record over the width of one line in the file",
            "</script>",
        ];
        self.one(&words).to_string()
    }

    pub fn value(&mut self) -> f64 {
        let values = [0.0, 1.0, -1.0, 1.5, 0.1 + 0.2, 1e21, 1e-7, -12.25, 123456789.0, 5e-324, f64::MAX, 0.7];
        match self.below(3) {
            0 => self.one(&values),
            1 => self.below(1000) as f64,
            _ => (self.below(100_000) as f64) / 7.0 - 3000.0,
        }
    }

    pub fn date(&mut self) -> Date {
        match self.below(20) {
            0 => Date::parse("0001-01-01").unwrap(),
            1 => Date::parse("9999-12-31").unwrap(),
            _ => Date::parse("2027-01-01").unwrap().plus_days(self.below(800) as i32),
        }
    }

    pub fn rank(&mut self) -> Rank {
        Rank::parse(self.one(&["a0", "a1", "Zz", "a0V"])).unwrap()
    }

    pub fn map<K: Ord, V>(&mut self, most: usize, mut entry: impl FnMut(&mut Draw) -> (K, V)) -> Map<K, V> {
        (0..self.below(most + 1)).map(|_| entry(self)).collect()
    }

    /// Members nobody knows, in any of these places, behind anything.
    pub fn kept(&mut self, places: &[String]) -> Vec<Kept> {
        let mut kept = Map::new();
        for _ in 0..self.below(4) {
            let within = self.one(places).to_string();
            let name = self.one(&[
                "x-new",
                "zeta",
                "__proto__",
                "*",
                "a/b",
                "~",
                "",
                "$serde_json::private::Number",
                "ähm \"quoted\"",
            ]);
            let after = self
                .one(&["", "title", "owner", "reach", "zeta", "x-new", "sha256", "merge", "nowhere", "what"]);
            let text = self.one(&[
                "1.50",
                "1e2",
                "-0",
                "1E400",
                "null",
                "\"text\\n\"",
                "[1,2.0,[]]",
                "{\"deep\":{\"n\":-0.0,\"$serde_json::private::Number\":\"7\"},\"b\":{}}",
                "true",
                "12345678901234567890123",
            ]);
            kept.insert(
                (within.clone(), name),
                Kept { within, after: after.into(), name: name.into(), text: text.into() },
            );
        }
        kept.into_values().collect()
    }

    pub fn every(&mut self) -> Every {
        self.one(&Every::ALL)
    }

    pub fn measure(&mut self) -> Measure {
        match self.below(3) {
            0 => {
                let from = self.below(1000) as f64 / 8.0;
                Measure::Reach(Reach { from, to: from + 1.0 + self.below(50) as f64 })
            }
            1 => {
                let low = self.below(100) as f64 / 4.0;
                let (at_least, at_most) = (self.perhaps(|_| low), self.perhaps(|d| low + d.below(9) as f64));
                let at_least = if at_most.is_none() { Some(low) } else { at_least };
                Measure::Keep(Keep { at_least, at_most })
            }
            _ => {
                let mut steps = self.map(3, |d| {
                    let step = Milestone {
                        title: d.text(),
                        weight: d.perhaps(|d| d.below(5) as f64),
                        done: d.perhaps(Draw::date),
                        rank: d.perhaps(Draw::rank),
                    };
                    (d.id("s", 4), step)
                });
                let title = self.text();
                steps.insert(
                    Id::parse("s9").unwrap(),
                    Milestone { title, weight: Some(2.0), done: None, rank: None },
                );
                Measure::Milestones(steps)
            }
        }
    }

    pub fn record(&mut self, kind: Kind) -> Record {
        match kind {
            Kind::Person => Record::Person(Person { name: self.text(), kept: self.kept(&places(&[""])) }),
            Kind::Team => Record::Team(Team {
                name: self.text(),
                level: self
                    .perhaps(|d| d.one(&[Level::Company, Level::Department, Level::Team, Level::Person])),
                parent: None,
                rank: self.perhaps(Draw::rank),
                kept: self.kept(&places(&[""])),
            }),
            Kind::Cycle => {
                let from = self.date();
                let reopened =
                    self.map(2, |d| (d.date(), Reopening { why: d.text(), closed: d.perhaps(Draw::date) }));
                let inside = reopened.keys().map(|day| format!("reopened/{day}")).chain([String::new()]);
                let inside: Vec<String> = inside.collect();
                Record::Cycle(Cycle {
                    title: self.text(),
                    from,
                    to: from.plus_days(self.below(400) as i32),
                    stage: self
                        .perhaps(|d| d.one(&[CycleStage::Planning, CycleStage::Active, CycleStage::Closed])),
                    closed: self.perhaps(Draw::date),
                    setting: self.perhaps(Draw::date),
                    reviews: self.map(2, |d| (d.date(), ())).into_keys().collect(),
                    adjustment: self.perhaps(Draw::date),
                    closing: self.perhaps(Draw::date),
                    reopened,
                    facilitator: self.perhaps(|_| Id::parse("u0").unwrap()),
                    not_doing: self.map(3, |d| (d.id("n", 5), d.text())),
                    rank: self.perhaps(Draw::rank),
                    kept: self.kept(&inside),
                })
            }
            Kind::Objective => Record::Objective(Objective {
                title: self.text(),
                why: self.perhaps(Draw::text),
                strategy: self.perhaps(Draw::text),
                cycle: Id::parse("y0").unwrap(),
                team: self.perhaps(|_| Id::parse("t0").unwrap()),
                owner: self.perhaps(|_| Id::parse("u0").unwrap()),
                sponsor: self.perhaps(|_| Id::parse("u0").unwrap()),
                carried_from: self.perhaps(|_| Id::parse("o0").unwrap()),
                ambition: self.perhaps(|d| d.one(&[Ambition::Committed, Ambition::Aspirational])),
                stage: self.perhaps(|d| {
                    d.one(&[ObjectiveStage::Draft, ObjectiveStage::Active, ObjectiveStage::Closed])
                }),
                supports: None,
                trigger: self.perhaps(|d| d.one(&[Trigger::Strengthen, Trigger::Decline, Trigger::Outside])),
                watch: self.perhaps(|_| Id::parse("m0").unwrap()).into_iter().collect::<Set<_>>(),
                rank: self.perhaps(Draw::rank),
                kept: self.kept(&places(&[""])),
            }),
            Kind::KeyResult => Record::KeyResult(self.key_result()),
            Kind::CheckIn => {
                let blocker = self.perhaps(|d| Blocker {
                    what: d.text(),
                    who: d.perhaps(|_| Id::parse("u0").unwrap()),
                    until: d.perhaps(Draw::date),
                    cleared: d.perhaps(Draw::date),
                });
                let was = self.map(2, |d| {
                    let correction = Correction {
                        at: d.perhaps(|_| "2027-02-15T09:00:00Z".to_string()),
                        on: d.date(),
                        value: d.perhaps(Draw::value),
                        confidence: d.perhaps(|d| d.below(11) as u8),
                        note: d.perhaps(Draw::text),
                        why: d.perhaps(Draw::text),
                    };
                    (d.id("w", 3), correction)
                });
                let mut inside = vec![String::new()];
                inside.extend(blocker.is_some().then(|| "blocker".to_string()));
                inside.extend(was.keys().map(|id| format!("was/{id}")));
                Record::CheckIn(CheckIn {
                    key_result: Id::parse("k0").unwrap(),
                    on: self.date(),
                    at: self.perhaps(|d| {
                        d.one(&["2027-02-14T15:02:00Z", "2027-02-14T23:59:60.123Z"]).to_string()
                    }),
                    value: Some(self.value()),
                    confidence: self.perhaps(|d| d.below(11) as u8),
                    note: self.perhaps(Draw::text),
                    by: self.perhaps(|_| Id::parse("u0").unwrap()),
                    blocker,
                    was,
                    kept: self.kept(&inside),
                })
            }
            Kind::Initiative => Record::Initiative(Initiative {
                title: self.text(),
                key_result: self.perhaps(|_| Id::parse("k0").unwrap()),
                owner: self.perhaps(|_| Id::parse("u0").unwrap()),
                stage: self.perhaps(|d| {
                    d.one(&[
                        InitiativeStage::Idea,
                        InitiativeStage::Doing,
                        InitiativeStage::Done,
                        InitiativeStage::Dropped,
                    ])
                }),
                why: self.perhaps(Draw::text),
                value: self.perhaps(Draw::text),
                impact: self.perhaps(Draw::text),
                rank: self.perhaps(Draw::rank),
                kept: self.kept(&places(&[""])),
            }),
            Kind::Kpi => Record::Kpi(self.kpi()),
            Kind::Series => {
                let mut series = Series::default();
                for _ in 0..1 + self.below(6) {
                    let (day, measurement) = (self.date(), self.measurement());
                    series.put(day, Some(measurement));
                }
                Record::Series(series)
            }
            Kind::Review => {
                let scores: Map<Id, Score> = self.map(2, |d| {
                    (d.id("k", 3), Score { score: d.below(11) as f64 / 10.0, why: d.perhaps(Draw::text) })
                });
                let next = self.map(2, |d| {
                    let what = d.one(&[NextStep::Keep, NextStep::Change, NextStep::Drop]);
                    (d.id("o", 3), Decision { what, why: d.perhaps(Draw::text) })
                });
                let mut inside = vec![String::new()];
                inside.extend(scores.keys().map(|k| format!("scores/{k}")));
                inside.extend(next.keys().map(|o| format!("next/{o}")));
                Record::Review(Review {
                    worked: self.perhaps(Draw::text),
                    did_not: self.perhaps(Draw::text),
                    kept: self.kept(&inside),
                    next,
                    scores,
                })
            }
        }
    }

    pub fn measurement(&mut self) -> Measurement {
        Measurement { value: self.value(), note: self.perhaps(Draw::text) }
    }

    fn key_result(&mut self) -> KeyResult {
        let measure = self.measure();
        let revisions: Map<Date, Revision> =
            self.map(2, |d| (d.date(), Revision { measure: d.measure(), why: d.perhaps(Draw::text) }));
        let mut inside = vec![String::new(), "measure".to_string()];
        measure_places("measure", &measure, &mut inside);
        for (day, revision) in &revisions {
            inside.push(format!("revisions/{day}"));
            measure_places(&format!("revisions/{day}"), &revision.measure, &mut inside);
        }
        let from = self.date();
        KeyResult {
            objective: Id::parse("o0").unwrap(),
            title: self.text(),
            owner: self.perhaps(|_| Id::parse("u0").unwrap()),
            measure: Some(measure),
            typed: self.perhaps(Draw::text),
            unit: self.perhaps(Draw::text),
            weight: self.perhaps(|d| d.below(5) as f64),
            confidence: self.perhaps(|d| d.below(11) as u8),
            carried_from: self.perhaps(|_| Id::parse("k0").unwrap()),
            revisions,
            check_in_every: self.perhaps(Draw::every),
            kpi: self.perhaps(|_| Id::parse("m0").unwrap()),
            from: self.perhaps(|_| from),
            to: self.perhaps(|d| from.plus_days(d.below(100) as i32)),
            rank: self.perhaps(Draw::rank),
            kept: self.kept(&inside),
        }
    }

    fn kpi(&mut self) -> Kpi {
        let targets: Map<Date, Target> = self.map(2, |d| {
            let day = d.date();
            let goal = match d.below(2) {
                0 => Goal::Value(d.value()),
                _ => Goal::Range { at_least: -1.5, at_most: d.below(9) as f64 },
            };
            let tolerance = d.perhaps(|d| d.below(9) as f64 / 4.0);
            (day, Target { goal, tolerance, until: d.perhaps(|d| day.plus_days(d.below(300) as i32)) })
        });
        let benchmark =
            self.perhaps(|d| Box::new(Benchmark { value: d.value(), source: d.perhaps(Draw::text) }));
        let reviewed = self
            .map(2, |d| (d.date(), KpiReview { outcome: d.one(&Outcome::ALL), why: d.perhaps(Draw::text) }));
        let of_targets = targets.keys().map(|day| format!("targets/{day}"));
        let of_reviews = reviewed.keys().map(|day| format!("reviewed/{day}"));
        let of_benchmark = benchmark.iter().map(|_| "benchmark".to_string());
        let inside: Vec<String> =
            of_targets.chain(of_reviews).chain(of_benchmark).chain([String::new()]).collect();
        Kpi {
            benchmark,
            scope: self.perhaps(|d| d.one(&Scope::ALL)),
            indicator: self.perhaps(|d| d.one(&Indicator::ALL)),
            tags: self.map(3, |d| (d.one(&Tag::ALL), ())).into_keys().collect(),
            if_worse: self.perhaps(Draw::text),
            factors: self.map(9, |d| (d.one(&Factor::ALL), ())).into_keys().collect(),
            effort: self.perhaps(|d| d.one(&Effort::ALL)),
            reviewed,
            retired: self.perhaps(Draw::date),
            pinned: self.below(2) == 0,
            unit: self.perhaps(Draw::text),
            aggregate: self.perhaps(|d| d.one(&[Aggregate::Last, Aggregate::Sum, Aggregate::Mean])),
            targets,
            team: self.perhaps(|_| Id::parse("t0").unwrap()),
            owner: self.perhaps(|_| Id::parse("u0").unwrap()),
            definition: self.perhaps(Draw::text),
            reason: self.perhaps(Draw::text),
            source: self.perhaps(Draw::text),
            relevance: self.perhaps(Draw::text),
            review: self.perhaps(Draw::date),
            changes: self.map(2, |d| (d.date(), d.text())),
            rank: self.perhaps(Draw::rank),
            kept: self.kept(&inside),
            ..Kpi::new(
                "KPI",
                self.one(&[Direction::Higher, Direction::Lower, Direction::Within, Direction::None]),
                self.every(),
            )
        }
    }

    pub fn head(&mut self) -> Head {
        let settings = Settings {
            objectives_per_team: self.perhaps(|d| (d.below(3) as u32, 3)),
            key_results_per_objective: self.perhaps(|d| (1, 1 + d.below(5) as u32)),
            check_in_every: self.perhaps(Draw::every),
            kpis_per_board: self.perhaps(|d| d.below(50) as u32),
            maintaining: self
                .perhaps(|d| d.one(&[Maintaining::Never, Maintaining::Guards, Maintaining::Anywhere])),
            lowest_level: self.perhaps(|d| d.one(&[Level::Team, Level::Department])),
            closed_days: self.map(3, |d| (d.date(), ())).into_keys().collect(),
        };
        Head {
            title: self.text(),
            settings,
            dismissed: self.map(2, |d| (d.one(&["A5/o_1", "*", "B/~", ""]).to_string(), d.text())),
            kept: self.kept(&places(&["", "settings", "trash"])),
        }
    }

    /// A plan with at least one record of the kinds that others point at, some of them deleted again.
    pub fn plan(&mut self) -> Plan {
        let mut plan = Plan::new(Id::parse("p_1").unwrap(), "Plan");
        let head = self.head();
        plan.put(&RecordKey::Head, Some(Record::Head(head)));
        for (kind, prefix) in PREFIXES {
            let firm = matches!(
                kind,
                Kind::Person | Kind::Team | Kind::Cycle | Kind::Objective | Kind::KeyResult | Kind::Kpi
            );
            for n in 0..usize::from(firm) + self.below(3) {
                let record = self.record(kind);
                plan.put(&RecordKey::Record(kind, id(&format!("{prefix}{n}"))), Some(record));
            }
        }
        self.series_and_reviews(&mut plan);
        for (kind, prefix) in PREFIXES {
            if self.below(4) == 3 {
                plan.put(&RecordKey::Record(kind, id(&format!("{prefix}1"))), None);
            }
        }
        if self.below(4) == 3 {
            plan.keep_unread("checkIns/c_lost".to_string(), "{\"value\":1.50}".to_string());
        }
        plan
    }

    /// These have the ids of the KPIs and cycles they belong to, which nothing here deletes.
    fn series_and_reviews(&mut self, plan: &mut Plan) {
        for (kind, owner) in [(Kind::Series, "m0"), (Kind::Review, "y0")] {
            if self.below(3) > 0 {
                let record = self.record(kind);
                plan.put(&RecordKey::Record(kind, id(owner)), Some(record));
            }
        }
    }

    /// Any patch: records made, changed, deleted and restored, days of a series, the head.
    pub fn patch(&mut self, plan: &Plan) -> Patch {
        let mut patch = Patch::default();
        for _ in 0..1 + self.below(6) {
            match self.below(5) {
                0 => {
                    let head = self.head();
                    patch.set(plan, RecordKey::Head, Some(Record::Head(head)));
                }
                1 | 2 => {
                    let days =
                        plan.series_of(&id("m0")).map(|series| series.days().to_vec()).unwrap_or_default();
                    let day = match days.as_slice() {
                        known if !known.is_empty() && self.below(2) == 0 => self.one(known),
                        _ => self.date(),
                    };
                    let key = RecordKey::Measurement(id("m0"), day);
                    let after = self.perhaps(|d| Record::Measurement(d.measurement()));
                    patch.set(plan, key, after);
                }
                _ => {
                    let (kind, prefix) = self.one(&PREFIXES);
                    let key = RecordKey::Record(kind, self.id(prefix, 3));
                    let RecordKey::Record(_, of) = &key else { continue };
                    let restored = plan.trash().get(kind, of).filter(|_| self.below(2) == 0);
                    let after = match restored {
                        Some(record) => Some(record),
                        None => self.perhaps(|d| d.record(kind)),
                    };
                    patch.set(plan, key, after);
                }
            }
        }
        patch
    }
}

const PREFIXES: [(Kind, &str); 8] = [
    (Kind::Person, "u"),
    (Kind::Team, "t"),
    (Kind::Cycle, "y"),
    (Kind::Objective, "o"),
    (Kind::KeyResult, "k"),
    (Kind::CheckIn, "c"),
    (Kind::Initiative, "i"),
    (Kind::Kpi, "m"),
];

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn places(of: &[&str]) -> Vec<String> {
    of.iter().map(|place| place.to_string()).collect()
}

fn measure_places(within: &str, measure: &Measure, inside: &mut Vec<String>) {
    match measure {
        Measure::Reach(_) => inside.push(format!("{within}/reach")),
        Measure::Keep(_) => inside.push(format!("{within}/keep")),
        Measure::Milestones(steps) => {
            inside.extend(steps.keys().map(|id| format!("{within}/milestones/{id}")))
        }
    }
}
