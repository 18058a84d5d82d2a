//! Commands, patches and the history: what may be done, what is refused, and that undo takes everything back.

use cairn::ordered::Map;

use cairn::change::{
    CarriedKeyResult, CarryOver, Command, History, Improve, Patch, Refusal, Stays, apply, apply_all,
};
use cairn::domain::*;
use cairn::merge::{Copy, Ledger, Made, Stamp};
use cairn::ordered::Set;
use cairn::plan_file::Edit;
use proptest::prelude::*;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn run(plan: &mut Plan, command: Command) -> Result<(), Refusal> {
    let patch = apply(plan, command)?;
    patch.apply(plan).expect("a fresh patch fits");
    Ok(())
}

fn cycle(from: &str, to: &str) -> Cycle {
    Cycle { stage: Some(CycleStage::Active), ..Cycle::new("Q1", date(from), date(to)) }
}

fn reach(from: f64, to: f64) -> Measure {
    Measure::Reach(Reach { from, to })
}

fn check_in(key_result: &str, on: &str, value: f64) -> CheckIn {
    CheckIn { value: Some(value), ..CheckIn::new(id(key_result), date(on)) }
}

/// A cycle, a team with a person, an objective with two key results, one of them fed by a KPI.
fn small_plan() -> Plan {
    let mut plan = Plan::new(id("p_1"), "Plan");
    let records = [
        ("u_ana", Record::Person(Person { name: "Ana".into(), kept: vec![] })),
        ("t_top", Record::Team(Team { name: "Top".into(), ..Team::default() })),
        ("t_sub", Record::Team(Team { name: "Sub".into(), parent: Some(id("t_top")), ..Team::default() })),
        ("q1", Record::Cycle(cycle("2027-01-01", "2027-03-31"))),
        ("q2", Record::Cycle(cycle("2027-04-01", "2027-06-30"))),
        ("m_1", Record::Kpi(Kpi::new("CSAT", Direction::Higher, Every::Week))),
        (
            "o_1",
            Record::Objective(Objective {
                owner: Some(id("u_ana")),
                team: Some(id("t_sub")),
                ..Objective::new("Faster", id("q1"))
            }),
        ),
        ("k_1", Record::KeyResult(KeyResult::new("Minutes", id("o_1"), Some(reach(5.5, 3.0))))),
        (
            "k_2",
            Record::KeyResult(KeyResult {
                kpi: Some(id("m_1")),
                ..KeyResult::new("CSAT", id("o_1"), Some(reach(8.0, 9.0)))
            }),
        ),
        (
            "o_2",
            Record::Objective(Objective { supports: Some(id("k_1")), ..Objective::new("Calmer", id("q1")) }),
        ),
    ];
    for (name, record) in records {
        run(&mut plan, Command::Create { id: id(name), record }).expect("fits");
    }
    run(
        &mut plan,
        Command::RecordCheckIn {
            id: id("c_1"),
            check_in: CheckIn { by: Some(id("u_ana")), ..check_in("k_1", "2027-01-08", 5.0) },
        },
    )
    .expect("fits");
    let m = Measurement { value: 8.4, note: None };
    run(
        &mut plan,
        Command::RecordMeasurement { kpi: id("m_1"), day: date("2027-01-04"), measurement: Some(m) },
    )
    .expect("fits");
    plan
}

#[test]
fn what_a_command_may_not_do_is_refused_with_its_reason() {
    let plan = small_plan();
    let create = |name: &str, record| Command::Create { id: id(name), record };
    let scored = |score| {
        let scores = Map::from([(id("k_1"), Score { score, why: None })]);
        Record::Review(Review { scores, ..Review::default() })
    };
    let kr = |measure| KeyResult::new("x", id("o_1"), measure);
    let cases: Vec<(Command, Refusal)> = vec![
        (
            create("k_9", Record::KeyResult(kr(Some(reach(5.0, 5.0))))),
            Refusal::Measure(MeasureFault::FromEqualsTo),
        ),
        (
            create("k_9", Record::KeyResult(kr(Some(reach(0.1 + 0.2, 0.3))))),
            Refusal::Measure(MeasureFault::FromEqualsTo),
        ),
        (
            create("k_9", Record::KeyResult(kr(Some(reach(f64::NAN, 3.0))))),
            Refusal::Measure(MeasureFault::NotFinite),
        ),
        (
            create("k_9", Record::KeyResult(kr(Some(Measure::Keep(Keep { at_least: None, at_most: None }))))),
            Refusal::Measure(MeasureFault::NoBound),
        ),
        (
            create(
                "k_9",
                Record::KeyResult(kr(Some(Measure::Keep(Keep { at_least: Some(2.0), at_most: Some(1.0) })))),
            ),
            Refusal::Measure(MeasureFault::BoundsCrossed),
        ),
        (
            create("k_9", Record::KeyResult(kr(Some(Measure::Milestones(Map::new()))))),
            Refusal::Measure(MeasureFault::NoMilestone),
        ),
        (create("k_9", Record::KeyResult(kr(None))), Refusal::MeasureMissing),
        (
            create("k_9", Record::KeyResult(KeyResult { weight: Some(-1.0), ..kr(Some(reach(0.0, 1.0))) })),
            Refusal::Negative,
        ),
        (
            create("k_9", Record::KeyResult(KeyResult { objective: id("o_9"), ..kr(Some(reach(0.0, 1.0))) })),
            Refusal::NotThere(Kind::Objective),
        ),
        (create("o_1", Record::KeyResult(kr(Some(reach(0.0, 1.0))))), Refusal::IdTaken),
        (create("o_9", Record::Objective(Objective::new("  ", id("q1")))), Refusal::TitleMissing),
        (create("o_9", Record::Objective(Objective::new("x", id("q9")))), Refusal::NotThere(Kind::Cycle)),
        (create("q3", Record::Cycle(cycle("2027-04-01", "2027-03-31"))), Refusal::EndsBeforeItBegins),
        (
            Command::RecordCheckIn { id: id("c_9"), check_in: check_in("k_1", "2026-12-31", 1.0) },
            Refusal::BeforeFirstDay(date("2027-01-01")),
        ),
        (
            Command::RecordCheckIn {
                id: id("c_9"),
                check_in: CheckIn { value: None, ..check_in("k_1", "2027-02-01", 1.0) },
            },
            Refusal::ValueMissing,
        ),
        (
            Command::RecordCheckIn { id: id("c_9"), check_in: check_in("k_1", "2027-02-01", f64::INFINITY) },
            Refusal::NotFinite,
        ),
        (
            Command::RecordCheckIn {
                id: id("c_9"),
                check_in: CheckIn { confidence: Some(11), ..check_in("k_1", "2027-02-01", 1.0) },
            },
            Refusal::ConfidenceOutOfRange,
        ),
        (
            Command::RecordMeasurement { kpi: id("m_9"), day: date("2027-01-01"), measurement: None },
            Refusal::NotThere(Kind::Kpi),
        ),
        (
            Command::Edit {
                id: id("t_top"),
                record: Record::Team(Team {
                    name: "Top".into(),
                    parent: Some(id("t_sub")),
                    ..Team::default()
                }),
            },
            Refusal::Circle,
        ),
        (
            Command::Edit {
                id: id("o_1"),
                record: Record::Objective(Objective {
                    supports: Some(id("o_2")),
                    ..Objective::new("Faster", id("q1"))
                }),
            },
            Refusal::Circle,
        ),
        (
            Command::Edit {
                id: id("o_1"),
                record: Record::Objective(Objective {
                    supports: Some(id("k_2")),
                    ..Objective::new("Faster", id("q1"))
                }),
            },
            Refusal::Circle,
        ),
        (Command::Delete { kind: Kind::Kpi, id: id("m_9") }, Refusal::NotThere(Kind::Kpi)),
        (create("q1", scored(1.1)), Refusal::ScoreOutOfRange),
        (create("q1", scored(f64::NAN)), Refusal::ScoreOutOfRange),
        (Command::EditHead(Head::default()), Refusal::TitleMissing),
    ];
    for (command, refusal) in cases {
        assert_eq!(apply(&plan, command.clone()), Err(refusal), "{command:?}");
    }
}

#[test]
fn a_closed_cycle_is_read_only() {
    let mut plan = small_plan();
    let closed = Cycle {
        stage: Some(CycleStage::Closed),
        closed: Some(date("2027-04-02")),
        ..cycle("2027-01-01", "2027-03-31")
    };
    run(&mut plan, Command::Edit { id: id("q1"), record: Record::Cycle(closed) })
        .expect("closing is an edit of the cycle");
    let check = Command::RecordCheckIn { id: id("c_2"), check_in: check_in("k_1", "2027-02-01", 4.0) };
    assert_eq!(apply(&plan, check), Err(Refusal::CycleClosed));
    let rename =
        Command::Edit { id: id("o_2"), record: Record::Objective(Objective::new("Other", id("q1"))) };
    assert_eq!(apply(&plan, rename), Err(Refusal::CycleClosed));
}

#[test]
fn deleting_takes_along_what_cannot_stand_alone_and_leaves_no_dangling_reference() {
    let mut plan = small_plan();
    run(&mut plan, Command::Delete { kind: Kind::Kpi, id: id("m_1") }).expect("there");
    assert!(plan.series_of(&id("m_1")).is_none() && plan.trash().contains(Kind::Series, &id("m_1")));
    assert_eq!(plan.records().key_results[&id("k_2")].kpi, None);
    run(&mut plan, Command::Delete { kind: Kind::Person, id: id("u_ana") }).expect("there");
    assert_eq!(
        (&plan.records().objectives[&id("o_1")].owner, &plan.records().check_ins[&id("c_1")].by),
        (&None, &None)
    );
    run(&mut plan, Command::Delete { kind: Kind::Team, id: id("t_sub") }).expect("there");
    assert_eq!(plan.records().objectives[&id("o_1")].team, Some(id("t_top")), "work moves up to the parent");
    run(&mut plan, Command::Delete { kind: Kind::Objective, id: id("o_1") }).expect("there");
    assert!(plan.records().key_results.is_empty() && plan.records().check_ins.is_empty());
    assert_eq!(plan.records().objectives[&id("o_2")].supports, None);
    assert!(plan.trash().contains(Kind::CheckIn, &id("c_1")));
}

#[test]
fn placing_moves_one_rank_and_mends_equal_ranks() {
    let mut plan = small_plan();
    let order =
        |plan: &Plan| plan.key_results_of(&id("o_1")).iter().map(|(k, _)| k.to_string()).collect::<Vec<_>>();
    run(
        &mut plan,
        Command::Create {
            id: id("k_3"),
            record: Record::KeyResult(KeyResult::new("c", id("o_1"), Some(reach(0.0, 1.0)))),
        },
    )
    .expect("fits");
    assert_eq!(order(&plan), ["k_1", "k_2", "k_3"]);
    let place =
        |after: Option<&str>| Command::Place { kind: Kind::KeyResult, id: id("k_3"), after: after.map(id) };
    let patch = apply(&plan, place(Some("k_1"))).expect("fits");
    assert_eq!(patch.changes().len(), 1);
    patch.apply(&mut plan).expect("fresh");
    assert_eq!(order(&plan), ["k_1", "k_3", "k_2"]);
    run(&mut plan, place(None)).expect("fits");
    assert_eq!(order(&plan), ["k_3", "k_1", "k_2"]);
    // a file may hold equal ranks
    for name in ["k_1", "k_2"] {
        let record = KeyResult { rank: Rank::parse("a0"), ..plan.records().key_results[&id(name)].clone() };
        run(&mut plan, Command::Edit { id: id(name), record: Record::KeyResult(record) }).expect("fits");
    }
    run(&mut plan, place(Some("k_1"))).expect("fits");
    assert_eq!(order(&plan), ["k_1", "k_3", "k_2"]);
}

#[test]
fn a_stale_patch_changes_nothing() {
    let mut plan = small_plan();
    let person = |name: &str| Command::Edit {
        id: id("u_ana"),
        record: Record::Person(Person { name: name.into(), kept: vec![] }),
    };
    let old = apply(&plan, person("Anna")).expect("fits");
    run(&mut plan, person("Anne")).expect("fits");
    let before = plan.clone();
    assert!(old.apply(&mut plan).is_err());
    assert_eq!(plan, before);
}

#[test]
fn several_commands_are_one_step_or_none() {
    let mut plan = small_plan();
    let start = plan.clone();
    let person = Record::Person(Person { name: "Ben".into(), kept: vec![] });
    let owned = Objective { owner: Some(id("u_ben")), ..plan.records().objectives[&id("o_1")].clone() };
    let create = Command::Create { id: id("u_ben"), record: person };
    let edit = Command::Edit { id: id("o_1"), record: Record::Objective(owned) };
    let refused = Command::Delete { kind: Kind::Kpi, id: id("m_9") };
    let all = vec![create.clone(), edit.clone(), refused];
    assert_eq!(apply_all(&mut plan, all, |_, _| {}), Err(Refusal::NotThere(Kind::Kpi)));
    assert_eq!(plan, start);
    assert!(plan.trash().is_empty(), "what never was is not in the Trash");
    let patch = apply_all(&mut plan, vec![create, edit], |_, _| {}).expect("fits");
    assert_eq!(plan.records().objectives[&id("o_1")].owner, Some(id("u_ben")));
    patch.invert().apply(&mut plan).expect("one undo");
    assert_eq!(plan, start);
}

fn decision(n: u8) -> Decision {
    let what = [NextStep::Keep, NextStep::Change, NextStep::Drop][usize::from(n) % 3];
    Decision { what, why: (n > 2).then(|| "why".to_string()) }
}

/// A command made of small numbers, so that commands meet each other's records often.
fn command(kind: u8, a: u8, b: u8, v: i8) -> Command {
    let name = |prefix: &str, n: u8| id(&format!("{prefix}_{}", n % 4));
    let value = f64::from(v);
    match kind % 21 {
        0 => Command::Create {
            id: name("u", a),
            record: Record::Person(Person { name: format!("P{b}"), kept: vec![] }),
        },
        1 => Command::Create {
            id: name("t", a),
            record: Record::Team(Team { name: "T".into(), parent: Some(name("t", b)), ..Team::default() }),
        },
        2 => Command::Create {
            id: name("t", a),
            record: Record::Team(Team { name: "T".into(), ..Team::default() }),
        },
        3 => Command::Create {
            id: name("o", a),
            record: Record::Objective(Objective {
                supports: (b > 3).then(|| name("k", b)),
                owner: Some(name("u", b)),
                ..Objective::new("O", id("q1"))
            }),
        },
        4 => Command::Create {
            id: name("k", a),
            record: Record::KeyResult(KeyResult::new("K", name("o", b), Some(reach(0.0, value)))),
        },
        5 => Command::RecordCheckIn {
            id: name("c", a),
            check_in: CheckIn {
                by: Some(name("u", b)),
                blocker: (v > 1).then(|| Blocker { what: "w".into(), who: None, until: None, cleared: None }),
                ..check_in(&format!("k_{}", b % 4), "2027-02-03", value)
            },
        },
        6 => Command::RecordMeasurement {
            kpi: id("m_1"),
            day: date("2027-01-01").plus_days(i32::from(a)),
            measurement: (b > 2).then_some(Measurement { value, note: None }),
        },
        7 => Command::Place { kind: Kind::Objective, id: name("o", a), after: (b > 0).then(|| name("o", b)) },
        8 => Command::Place { kind: Kind::KeyResult, id: name("k", a), after: (b > 0).then(|| name("k", b)) },
        9 => Command::Delete {
            kind: Kind::ALL[usize::from(b) % 10],
            id: name(["u", "t", "o", "k", "c"][usize::from(a) % 5], b),
        },
        10 => Command::Delete {
            kind: [Kind::Objective, Kind::KeyResult, Kind::Person, Kind::Team][usize::from(a) % 4],
            id: name(["o", "k", "u", "t"][usize::from(a) % 4], b),
        },
        11 => Command::ReviseMeasure {
            key_result: name("k", a),
            day: date("2027-02-01").plus_days(i32::from(b)),
            measure: reach(0.0, value),
            why: None,
        },
        12 => Command::CorrectCheckIn {
            id: name("c", a),
            correction: name("w", b),
            at: None,
            now: check_in("k_1", "2027-02-04", value),
            why: (b > 2).then(|| "typo".to_string()),
        },
        13 => Command::ClearBlocker {
            check_in: name("c", a),
            day: (b > 1).then(|| date("2027-02-09").plus_days(i32::from(b))),
        },
        14 => Command::Create {
            id: name("o", a),
            record: Record::Objective(Objective {
                stage: Some(ObjectiveStage::Draft),
                ambition: (b > 2).then_some(Ambition::Committed),
                ..Objective::new("D", id("q1"))
            }),
        },
        20 => Command::Improve(Improve {
            kpi: name("m", a),
            trigger: Trigger::Decline,
            cycle: id("q1"),
            objective: id(&format!("o_n{v}")),
            title: "Better".into(),
            why: None,
            key_result: id(&format!("k_n{a}")),
            from: value,
            to: 9.0,
            guard: None,
        }),
        21 => Command::MarkChange {
            kpi: name("m", a),
            day: date("2027-02-01").plus_days(i32::from(b)),
            what: (v > 1).then(|| format!("w{v}")),
        },
        15 => Command::ActivateObjective { objective: name("o", a), anyway: b > 2 },
        // seldom, or most of a history would be refused
        16 if b == 0 => {
            let score = Score { score: f64::from(v.unsigned_abs()) / 4.0, why: None };
            let scores = Map::from([(name("k", a), score)]);
            let review = Review { scores, worked: Some(format!("w{v}")), ..Review::default() };
            Command::CloseCycle { cycle: id("q1"), day: date("2027-04-01").plus_days(i32::from(a)), review }
        }
        16 | 17 => Command::ReopenCycle {
            cycle: id("q1"),
            day: date("2027-04-03").plus_days(i32::from(a)),
            why: format!("why {v}"),
        },
        18 => Command::Decide { objective: name("o", a), decision: decision(b) },
        19 => Command::CarryOver(CarryOver {
            objective: name("o", a),
            decision: decision(b),
            into: id("q2"),
            id: id(&format!("o_n{v}")),
            day: date("2027-04-03"),
            key_results: vec![CarriedKeyResult {
                of: name("k", b),
                id: id(&format!("k_n{a}")),
                last: Some(value),
            }]
            .into_iter()
            .filter(|_| v != 0)
            .collect(),
        }),
        _ => Command::EditHead(Head { title: format!("Plan {v}"), ..Head::default() }),
    }
}

/// A step is a patch, and taken back by the inverse one.
fn take_back(plan: &mut Plan, step: impl FnOnce(&mut dyn FnMut(&Patch) -> Result<Patch, Stays>) -> bool) {
    let mut back = |patch: &Patch| {
        let inverse = patch.invert();
        inverse.apply(plan).expect("it fits");
        Ok(inverse)
    };
    assert!(step(&mut back), "as many steps as were made");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: proptest::test_runner::RngSeed::Fixed(2027), failure_persistence: None, ..ProptestConfig::default() })]

    /// apply(invert(p)) after apply(p) = id, for whole histories; and redo comes to the same end.
    #[test]
    fn undo_of_any_sequence_gives_the_content_back(steps in prop::collection::vec((0u8..23, 0u8..6, 0u8..6, -3i8..4), 1..60)) {
        let start = small_plan();
        let mut plan = start.clone();
        let mut history = History::default();
        let mut states = vec![plan.clone()];
        for (kind, a, b, v) in steps {
            if let Ok(patch) = apply(&plan, command(kind, a, b, v)) {
                patch.apply(&mut plan).expect("fresh");
                history.push(patch);
                states.push(plan.clone());
            }
        }
        let end = plan.clone();
        for state in states.iter().rev().skip(1) {
            take_back(&mut plan, |back| history.undo(back).is_some());
            prop_assert_eq!(&plan, state);
        }
        prop_assert_eq!(&plan, &start);
        while history.redoable().is_some() {
            take_back(&mut plan, |back| history.redo(back).is_some());
        }
        prop_assert_eq!(&plan, &end);
        // the index of check-ins follows undo and redo
        for key_result in end.records().key_results.keys() {
            let listed = plan.check_ins_of(key_result).count();
            let there = plan.records().check_ins.values().filter(|c| &c.key_result == key_result).count();
            prop_assert_eq!(listed, there);
        }
    }

    /// The same the way the app does it: each undo is a step of its own, under the rules of merging, and takes back a
    /// step whose fields other undone steps have written again.
    #[test]
    fn a_whole_history_is_taken_back_and_made_again_through_the_registers(
        steps in prop::collection::vec((0u8..23, 0u8..6, 0u8..6, -3i8..4), 1..40),
        rounds in 1..3usize,
    ) {
        let (replica, at) = (Id::parse("r1").expect("an id"), "2027-01-04T08:00:00Z");
        let (mut plan, mut ledger) = (small_plan(), Ledger::default());
        let mut history = History::default();
        let content = |plan: &Plan| (plan.head().clone(), plan.records().clone());
        let mut states = vec![content(&plan)];
        for (kind, a, b, v) in steps {
            let command = command(kind, a, b, v);
            // the app mints ids: none comes twice
            if let Command::Create { id, .. } | Command::RecordCheckIn { id, .. } = &command
                && Kind::ALL.iter().any(|kind| plan.trash().contains(*kind, id))
            {
                continue;
            }
            let Ok(patch) = apply(&plan, command) else { continue };
            let again = |key: &RecordKey| matches!(key, RecordKey::Record(kind, id) if plan.trash().contains(*kind, id));
            if patch.changes().iter().any(|c| c.before.is_none() && again(&c.key)) {
                continue;
            }
            let edit = Edit::from_patch(&patch, &plan);
            // a step that changes nothing is none
            if let Ok(made) = Made::edit(edit, &mut plan, &mut ledger, &replica, at)
                && states.last() != Some(&content(&plan))
            {
                history.push(made);
                states.push(content(&plan));
            }
        }
        let mut retraced = Set::new();
        let mut back = |made: &Made, plan: &mut Plan, ledger: &mut Ledger| {
            let step = made.undo_among(Copy::new(plan, ledger), &retraced, &replica, at).ok_or(Stays::Never)?;
            if let Stamp::Dot(dot) = &step.stamp {
                retraced.insert(dot.clone());
            }
            Made::make(step, plan, ledger).map_err(|_| Stays::Never)
        };
        for _ in 0..rounds {
            for state in states.iter().rev().skip(1) {
                prop_assert!(history.undo(|made| back(made, &mut plan, &mut ledger)).is_some(), "it stands");
                prop_assert_eq!(&content(&plan), state);
            }
            for state in states.iter().skip(1) {
                prop_assert!(history.redo(|made| back(made, &mut plan, &mut ledger)).is_some(), "it stands");
                prop_assert_eq!(&content(&plan), state);
            }
        }
    }
}
