//! The life of a cycle in commands: drafts set in motion, check-ins corrected, blockers cleared, the cycle closed,
//! opened again, and what goes on in the next one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::change::{CarriedKeyResult, CarryOver, Command, Need, Refusal, apply, carried_measure, checklist};
use cairn::domain::*;
use cairn::ordered::Map;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn reach(from: f64, to: f64) -> Measure {
    Measure::Reach(Reach { from, to })
}

/// Runs a command and sees that one undo takes all of it back.
fn run(plan: &mut Plan, command: Command) {
    let before = plan.clone();
    let patch = apply(plan, command.clone()).unwrap_or_else(|r| panic!("{command:?}: {r:?}"));
    patch.apply(plan).unwrap();
    let mut back = plan.clone();
    patch.invert().apply(&mut back).unwrap();
    assert_eq!(back, before, "one undo: {command:?}");
}

fn create(plan: &mut Plan, name: &str, record: Record) {
    run(plan, Command::Create { id: id(name), record });
}

/// Two quarters; in the first a committed objective of Ana's with a falling key result, a guard and milestones, and
/// one that supports the falling key result.
fn plan() -> Plan {
    let mut plan = Plan::new(id("p"), "Plan");
    create(&mut plan, "u_ana", Record::Person(Person { name: "Ana".into(), kept: vec![] }));
    let cycle = |title: &str, from: &str, to: &str| {
        Record::Cycle(Cycle { stage: Some(CycleStage::Active), ..Cycle::new(title, date(from), date(to)) })
    };
    create(&mut plan, "q1", cycle("Q1", "2027-01-01", "2027-03-31"));
    create(&mut plan, "q2", cycle("Q2", "2027-04-01", "2027-06-30"));
    let ready = |title: &str| Objective {
        owner: Some(id("u_ana")),
        ambition: Some(Ambition::Committed),
        ..Objective::new(title, id("q1"))
    };
    create(&mut plan, "o_1", Record::Objective(ready("Faster")));
    let steps = ["s1", "s2"].map(|s| {
        let done = (s == "s1").then(|| date("2027-02-01"));
        (id(s), Milestone { title: s.into(), weight: None, done, rank: None })
    });
    for (name, measure) in [
        ("k_fall", reach(5.5, 3.0)),
        ("k_keep", Measure::Keep(Keep { at_least: Some(9.0), at_most: None })),
        ("k_steps", Measure::Milestones(Map::from(steps))),
    ] {
        let typed = Some("as typed".to_string());
        create(
            &mut plan,
            name,
            Record::KeyResult(KeyResult { typed, ..KeyResult::new(name, id("o_1"), Some(measure)) }),
        );
    }
    let below = Objective { supports: Some(id("k_fall")), ..ready("Calmer") };
    create(&mut plan, "o_2", Record::Objective(below));
    let blocker = Blocker { what: "No access".into(), who: Some(id("u_ana")), until: None, cleared: None };
    let check_in = CheckIn {
        value: Some(4.0),
        confidence: Some(7),
        blocker: Some(blocker),
        ..CheckIn::new(id("k_fall"), date("2027-02-14"))
    };
    run(&mut plan, Command::RecordCheckIn { id: id("c_1"), check_in });
    plan
}

fn closing(day: &str) -> Command {
    let score = Score { score: 0.6, why: Some("Two weeks late".into()) };
    let decision = Decision { what: NextStep::Keep, why: None };
    let review = Review {
        scores: Map::from([(id("k_fall"), score)]),
        worked: Some("Pairs".into()),
        did_not: Some("Meetings".into()),
        next: Map::from([(id("o_1"), decision)]),
        ..Review::default()
    };
    Command::CloseCycle { cycle: id("q1"), day: date(day), review }
}

fn carry(objective: &str, what: NextStep, key_results: &[(&str, &str, Option<f64>)]) -> Command {
    let carried =
        |(of, to, last): &(&str, &str, Option<f64>)| CarriedKeyResult { of: id(of), id: id(to), last: *last };
    Command::CarryOver(CarryOver {
        objective: id(objective),
        decision: Decision { what, why: None },
        into: id("q2"),
        id: id(&format!("{objective}_next")),
        day: date("2027-04-05"),
        key_results: key_results.iter().map(carried).collect(),
    })
}

// ---------------------------------------------------------------- drafts

#[test]
fn a_draft_is_set_in_motion_by_a_checklist_that_is_no_wall() {
    let mut plan = plan();
    let draft = Objective { stage: Some(ObjectiveStage::Draft), ..Objective::new("Draft", id("q1")) };
    create(&mut plan, "o_3", Record::Objective(draft));
    let lacking = |plan: &Plan| -> Vec<Need> {
        let items = checklist(plan, &id("o_3"));
        items.into_iter().filter(|item| !item.lacking.is_empty()).map(|item| item.need).collect()
    };
    assert_eq!(lacking(&plan), [Need::KeyResult, Need::Owner, Need::Ambition]);
    let activate = |anyway| Command::ActivateObjective { objective: id("o_3"), anyway };
    let all = vec![Need::KeyResult, Need::Owner, Need::Ambition];
    assert_eq!(apply(&plan, activate(false)), Err(Refusal::NotReady(all)));
    assert!(apply(&plan, activate(true)).is_ok(), "a checklist, not a wall");

    let late = KeyResult { from: Some(date("2027-05-01")), ..KeyResult::new("K", id("o_3"), None) };
    create(&mut plan, "k_3", Record::KeyResult(late.clone()));
    assert_eq!(lacking(&plan), [Need::Measure, Need::Owner, Need::Ambition, Need::Dates]);
    let all = vec![Need::Measure, Need::Owner, Need::Ambition, Need::Dates];
    assert_eq!(apply(&plan, activate(false)), Err(Refusal::NotReady(all)));
    assert_eq!(apply(&plan, activate(true)), Err(Refusal::MeasureMissing), "no plan may hold that");

    let whole = KeyResult { measure: Some(reach(0.0, 1.0)), from: None, ..late };
    run(&mut plan, Command::Edit { id: id("k_3"), record: Record::KeyResult(whole) });
    let owned = Objective {
        owner: Some(id("u_ana")),
        ambition: Some(Ambition::Aspirational),
        ..plan.records().objectives[&id("o_3")].clone()
    };
    run(&mut plan, Command::Edit { id: id("o_3"), record: Record::Objective(owned) });
    assert_eq!(lacking(&plan), []);
    run(&mut plan, activate(false));
    assert_eq!(plan.records().objectives[&id("o_3")].stage(), ObjectiveStage::Active);
    assert_eq!(checklist(&plan, &id("o_none")), []);
}

// ---------------------------------------------------------------- check-ins

#[test]
fn a_corrected_check_in_keeps_what_it_said() {
    let mut plan = plan();
    let now = CheckIn {
        value: Some(4.4),
        note: Some("Read wrongly".into()),
        ..plan.records().check_ins[&id("c_1")].clone()
    };
    let correct = |correction: &str, now: &CheckIn| Command::CorrectCheckIn {
        id: id("c_1"),
        correction: id(correction),
        at: Some("2027-02-15T09:00:00Z".into()),
        now: now.clone(),
        why: Some("typo".into()),
    };
    run(&mut plan, correct("w_1", &now));
    let check_in = &plan.records().check_ins[&id("c_1")];
    assert_eq!((check_in.value, check_in.note.as_deref()), (Some(4.4), Some("Read wrongly")));
    let was = &check_in.was[&id("w_1")];
    assert_eq!((was.value, was.confidence, was.on), (Some(4.0), Some(7), date("2027-02-14")));
    assert_eq!((was.why.as_deref(), was.note.as_deref()), (Some("typo"), None));

    // the same again says nothing new and leaves no trace
    assert!(apply(&plan, correct("w_2", &now)).unwrap().is_empty());
    // an id is used once; a key result is not changed by a correction, nor the trace
    let other = CheckIn { key_result: id("k_keep"), was: Map::new(), value: Some(4.5), ..now };
    assert_eq!(apply(&plan, correct("w_1", &other)), Err(Refusal::IdTaken));
    run(&mut plan, correct("w_2", &other));
    let check_in = &plan.records().check_ins[&id("c_1")];
    assert_eq!((&check_in.key_result, check_in.was.len()), (&id("k_fall"), 2));
    // the rules of a check-in hold
    let early = CheckIn { on: date("2026-12-31"), ..other };
    assert_eq!(apply(&plan, correct("w_3", &early)), Err(Refusal::BeforeFirstDay(date("2027-01-01"))));
}

#[test]
fn a_deleted_check_in_leaves_its_trace_in_the_trash() {
    let mut plan = plan();
    run(&mut plan, Command::Delete { kind: Kind::CheckIn, id: id("c_1") });
    assert_eq!(plan.trash().check_ins[&id("c_1")].value, Some(4.0));
}

#[test]
fn a_blocker_stands_open_until_the_day_it_is_cleared() {
    let mut plan = plan();
    let clear = |day: Option<&str>| Command::ClearBlocker { check_in: id("c_1"), day: day.map(date) };
    let open = |plan: &Plan, day: &str| plan.records().check_ins[&id("c_1")].blocker_on(date(day)).is_some();
    assert_eq!((open(&plan, "2027-02-13"), open(&plan, "2027-02-14")), (false, true));
    assert_eq!(apply(&plan, clear(Some("2027-02-13"))), Err(Refusal::BeforeFirstDay(date("2027-02-14"))));
    run(&mut plan, clear(Some("2027-02-20")));
    assert_eq!((open(&plan, "2027-02-19"), open(&plan, "2027-02-20")), (true, false));
    run(&mut plan, clear(None));
    assert!(open(&plan, "2027-02-20"));
    let plain = CheckIn { value: Some(9.1), ..CheckIn::new(id("k_keep"), date("2027-02-14")) };
    run(&mut plan, Command::RecordCheckIn { id: id("c_2"), check_in: plain });
    let clear = Command::ClearBlocker { check_in: id("c_2"), day: None };
    assert_eq!(apply(&plan, clear), Err(Refusal::BlockerMissing));
}

// ---------------------------------------------------------------- closing

#[test]
fn closing_a_cycle_keeps_what_was_found_in_one_step() {
    let mut plan = plan();
    let before = Refusal::BeforeFirstDay(date("2027-01-01"));
    assert_eq!(apply(&plan, closing("2026-12-31")), Err(before));
    run(&mut plan, closing("2027-04-02"));
    let (cycle, review) = (&plan.records().cycles[&id("q1")], &plan.records().reviews[&id("q1")]);
    assert_eq!((cycle.stage, cycle.closed), (Some(CycleStage::Closed), Some(date("2027-04-02"))));
    assert_eq!(review.scores[&id("k_fall")].why.as_deref(), Some("Two weeks late"));
    assert_eq!((review.worked.as_deref(), review.did_not.as_deref()), (Some("Pairs"), Some("Meetings")));
    assert_eq!(review.next[&id("o_1")].what, NextStep::Keep);
    assert_eq!(apply(&plan, closing("2027-04-03")), Err(Refusal::CycleClosed));
}

#[test]
fn scores_and_decisions_are_of_the_cycle_that_is_closed() {
    let plan = plan();
    let close = |review: Review| {
        apply(&plan, Command::CloseCycle { cycle: id("q2"), day: date("2027-06-30"), review })
    };
    let scores = |score| Map::from([(id("k_fall"), Score { score, why: None })]);
    let scored = |score| Review { scores: scores(score), ..Review::default() };
    assert_eq!(close(scored(0.5)), Err(Refusal::NotThere(Kind::KeyResult)));
    assert_eq!(close(scored(1.1)), Err(Refusal::ScoreOutOfRange));
    let next = Map::from([(id("o_1"), Decision { what: NextStep::Drop, why: None })]);
    assert_eq!(close(Review { next, ..Review::default() }), Err(Refusal::NotThere(Kind::Objective)));
    assert!(close(Review::default()).is_ok());
}

#[test]
fn a_closed_cycle_is_read_only_in_all_its_parts() {
    let mut plan = plan();
    run(&mut plan, closing("2027-04-02"));
    let records = plan.records().clone();
    let edit = |name: &str, record| Command::Edit { id: id(name), record };
    let check_in = CheckIn { value: Some(3.0), ..CheckIn::new(id("k_fall"), date("2027-03-01")) };
    let objective = Objective { why: Some("w".into()), ..records.objectives[&id("o_1")].clone() };
    let moved = Objective { cycle: id("q2"), ..records.objectives[&id("o_1")].clone() };
    let refused = [
        edit("q1", Record::Cycle(Cycle { title: "Other".into(), ..records.cycles[&id("q1")].clone() })),
        edit("o_1", Record::Objective(objective)),
        edit("o_1", Record::Objective(moved)),
        edit(
            "k_fall",
            Record::KeyResult(KeyResult { weight: Some(2.0), ..records.key_results[&id("k_fall")].clone() }),
        ),
        edit("q1", Record::Review(Review::default())),
        Command::Create { id: id("o_9"), record: Record::Objective(Objective::new("New", id("q1"))) },
        Command::Create {
            id: id("k_9"),
            record: Record::KeyResult(KeyResult::new("New", id("o_1"), Some(reach(0.0, 1.0)))),
        },
        Command::RecordCheckIn { id: id("c_9"), check_in: check_in.clone() },
        Command::CorrectCheckIn { id: id("c_1"), correction: id("w"), at: None, now: check_in, why: None },
        Command::ClearBlocker { check_in: id("c_1"), day: Some(date("2027-04-03")) },
        Command::TickMilestone {
            key_result: id("k_steps"),
            milestone: id("s2"),
            done: Some(date("2027-03-31")),
        },
        Command::ReviseMeasure {
            key_result: id("k_fall"),
            day: date("2027-03-01"),
            measure: reach(5.5, 4.0),
            why: None,
        },
        Command::ActivateObjective { objective: id("o_1"), anyway: true },
        Command::Delete { kind: Kind::CheckIn, id: id("c_1") },
        Command::Delete { kind: Kind::KeyResult, id: id("k_fall") },
        Command::Delete { kind: Kind::Objective, id: id("o_1") },
        Command::Delete { kind: Kind::Review, id: id("q1") },
        Command::Place { kind: Kind::Objective, id: id("o_2"), after: None },
        Command::Place { kind: Kind::KeyResult, id: id("k_keep"), after: None },
    ];
    for command in refused {
        assert_eq!(apply(&plan, command.clone()), Err(Refusal::CycleClosed), "{command:?}");
    }
    // a person who leaves, or the whole cycle, is no change of what was found
    assert!(apply(&plan, Command::Delete { kind: Kind::Person, id: id("u_ana") }).is_ok());
    assert!(apply(&plan, Command::Delete { kind: Kind::Cycle, id: id("q1") }).is_ok());
}

#[test]
fn a_closed_cycle_is_opened_again_with_a_reason_that_stays() {
    let mut plan = plan();
    let reopen =
        |day: &str, why: &str| Command::ReopenCycle { cycle: id("q1"), day: date(day), why: why.into() };
    assert_eq!(apply(&plan, reopen("2027-04-09", "A late deal")), Err(Refusal::CycleOpen));
    run(&mut plan, closing("2027-04-02"));
    assert_eq!(apply(&plan, reopen("2027-04-09", "  ")), Err(Refusal::ReasonMissing));
    run(&mut plan, reopen("2027-04-09", "A late deal"));
    let cycle = plan.records().cycles[&id("q1")].clone();
    assert_eq!((cycle.stage, cycle.closed), (Some(CycleStage::Active), None));
    let kept = &cycle.reopened[&date("2027-04-09")];
    assert_eq!((kept.why.as_str(), kept.closed), ("A late deal", Some(date("2027-04-02"))));
    assert!(cycle.closed_on(date("2027-04-05")) && !cycle.closed_on(date("2027-04-09")));
    assert!(plan.records().reviews.contains_key(&id("q1")), "what was found stays");
    // twice on one day: neither reason is lost
    run(&mut plan, closing("2027-04-09"));
    run(&mut plan, reopen("2027-04-09", "And another"));
    let kept = &plan.records().cycles[&id("q1")].reopened[&date("2027-04-09")];
    assert_eq!((kept.why.as_str(), kept.closed), ("A late deal\nAnd another", Some(date("2027-04-02"))));
}

// ---------------------------------------------------------------- into the next cycle

#[test]
fn a_kept_objective_goes_on_from_the_last_values() {
    let mut plan = plan();
    run(&mut plan, closing("2027-04-02"));
    let all = [
        ("k_fall", "k_fall2", Some(4.0)),
        ("k_keep", "k_keep2", Some(9.1)),
        ("k_steps", "k_steps2", Some(0.5)),
    ];
    run(&mut plan, carry("o_1", NextStep::Keep, &all));
    let records = plan.records();
    let copy = &records.objectives[&id("o_1_next")];
    assert_eq!(
        (copy.stage(), &copy.cycle, &copy.carried_from),
        (ObjectiveStage::Active, &id("q2"), &Some(id("o_1")))
    );
    assert_eq!((&copy.owner, copy.ambition), (&Some(id("u_ana")), Some(Ambition::Committed)));
    let fall = &records.key_results[&id("k_fall2")];
    assert_eq!((fall.measure.clone(), &fall.typed), (Some(reach(4.0, 3.0)), &None), "a fresh baseline");
    assert_eq!(fall.carried_from, Some(id("k_fall")));
    let keep = &records.key_results[&id("k_keep2")];
    assert_eq!(keep.measure, records.key_results[&id("k_keep")].measure);
    assert_eq!(keep.typed.as_deref(), Some("as typed"));
    let Some(Measure::Milestones(steps)) = &records.key_results[&id("k_steps2")].measure else {
        panic!("steps")
    };
    assert_eq!(steps.keys().collect::<Vec<_>>(), [&id("s2")], "what is done is done");
    // nothing of the old one changed but the decision in its review
    assert_eq!(records.key_results[&id("k_fall")].measure, Some(reach(5.5, 3.0)));
    assert_eq!(records.reviews[&id("q1")].next[&id("o_1")].what, NextStep::Keep);
    assert_eq!(apply(&plan, carry("o_1", NextStep::Keep, &[])), Err(Refusal::AlreadyCarried));
}

#[test]
fn where_the_target_is_met_or_the_direction_would_turn_the_copy_is_a_draft_without_a_target() {
    let steps = |done: Option<&str>| {
        let step = Milestone { title: "s".into(), weight: None, done: done.map(date), rank: None };
        Measure::Milestones(Map::from([(id("s"), step)]))
    };
    let day = date("2027-04-02");
    for (measure, last, carried) in [
        (reach(5.5, 3.0), Some(4.0), Some(reach(4.0, 3.0))),
        (reach(5.5, 3.0), Some(3.0), None),
        (reach(5.5, 3.0), Some(2.5), None),
        (reach(5.5, 3.0), Some(6.0), Some(reach(6.0, 3.0))),
        (reach(5.5, 3.0), None, Some(reach(5.5, 3.0))),
        (reach(75.0, 90.0), Some(89.9), Some(reach(89.9, 90.0))),
        (reach(75.0, 90.0), Some(90.0), None),
        (reach(75.0, 90.0), Some(91.0), None),
        (reach(0.2, 0.3), Some(0.1 + 0.2), None),
        (steps(None), Some(0.0), Some(steps(None))),
        (steps(Some("2027-04-03")), Some(0.0), Some(steps(None))),
        (steps(Some("2027-04-02")), Some(1.0), None),
    ] {
        assert_eq!(carried_measure(&measure, last, day), carried, "{measure:?} at {last:?}");
    }
    let mut plan = plan();
    run(&mut plan, closing("2027-04-02"));
    run(
        &mut plan,
        carry("o_1", NextStep::Keep, &[("k_fall", "k_fall2", Some(2.5)), ("k_keep", "k_keep2", None)]),
    );
    let records = plan.records();
    assert_eq!(records.objectives[&id("o_1_next")].stage(), ObjectiveStage::Draft);
    assert_eq!(records.key_results[&id("k_fall2")].measure, None);
    let asks = checklist(&plan, &id("o_1_next")).into_iter().find(|item| item.need == Need::Measure).unwrap();
    assert_eq!(asks.lacking, [id("k_fall2")], "it asks for a new target");
}

#[test]
fn nothing_carries_over_silently() {
    let mut plan = plan();
    run(&mut plan, closing("2027-04-02"));
    let in_next = |plan: &Plan| plan.records().objectives.values().filter(|o| o.cycle == id("q2")).count();
    assert_eq!(in_next(&plan), 0, "closing copies nothing");
    run(&mut plan, carry("o_1", NextStep::Drop, &[]));
    run(
        &mut plan,
        Command::Decide {
            objective: id("o_2"),
            decision: Decision { what: NextStep::Drop, why: Some("Done".into()) },
        },
    );
    assert_eq!(in_next(&plan), 0);
    assert_eq!(plan.records().reviews[&id("q1")].next.len(), 2);
    run(&mut plan, carry("o_1", NextStep::Change, &[("k_keep", "k_keep2", None)]));
    assert_eq!(
        plan.records().objectives[&id("o_1_next")].stage(),
        ObjectiveStage::Draft,
        "changed = worked over"
    );
    assert_eq!(plan.key_results_of(&id("o_1_next")).len(), 1, "only what was named");
}

#[test]
fn alignment_goes_on_with_the_copies_in_either_order() {
    for parent_first in [true, false] {
        let mut plan = plan();
        run(&mut plan, closing("2027-04-02"));
        let parent = carry("o_1", NextStep::Keep, &[("k_fall", "k_fall2", Some(4.0))]);
        let child = carry("o_2", NextStep::Keep, &[]);
        let order = if parent_first { [parent, child] } else { [child, parent] };
        order.into_iter().for_each(|command| run(&mut plan, command));
        assert_eq!(plan.records().objectives[&id("o_2_next")].supports, Some(id("k_fall2")));
        assert_eq!(plan.records().objectives[&id("o_2")].supports, Some(id("k_fall")), "the old one stays");
    }
}

#[test]
fn carrying_over_is_refused_whole_where_a_part_of_it_cannot_be() {
    let mut plan = plan();
    let same = |command: Command| match command {
        Command::CarryOver(carry) => Command::CarryOver(CarryOver { into: id("q1"), ..carry }),
        other => other,
    };
    assert_eq!(apply(&plan, same(carry("o_1", NextStep::Keep, &[]))), Err(Refusal::SameCycle));
    let foreign = carry("o_2", NextStep::Keep, &[("k_fall", "k_new", None)]);
    assert_eq!(apply(&plan, foreign), Err(Refusal::NotThere(Kind::KeyResult)));
    let taken = carry("o_1", NextStep::Keep, &[("k_fall", "k_keep", None)]);
    assert_eq!(apply(&plan, taken), Err(Refusal::IdTaken));
    let odd = carry("o_1", NextStep::Keep, &[("k_fall", "k_new", Some(f64::NAN))]);
    assert_eq!(apply(&plan, odd), Err(Refusal::NotFinite));
    let close = Command::CloseCycle { cycle: id("q2"), day: date("2027-06-30"), review: Review::default() };
    run(&mut plan, close);
    assert_eq!(apply(&plan, carry("o_1", NextStep::Keep, &[])), Err(Refusal::CycleClosed));
}
