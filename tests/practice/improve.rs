//! Section 7, as far as it is the KPIs': what leads from a KPI to an objective.

use cairn::change::{Command, Guard, Improve, Refusal, apply};
use cairn::domain::{Direction, Goal, Keep, Measure, MeasureFault, Measurement, ObjectiveStage, Target};
use cairn::domain::{Plan, Reach, Record, RecordKey, Trigger};
use cairn::plan_file::write_plan;
use cairn::progress::{concern, concerns, improved_by, improvement, process_changed, together};

use crate::support::*;

/// The day on which everything is asked.
const ON: &str = "2027-03-01";

/// The good plan, whose KPI "m" wants at least 9 from the beginning of the year and has these weekly values, the last on
/// 2027-02-22.
fn measured(values: &[f64]) -> Plan {
    let mut plan = with(&[
        (r#""targets": { "2026-10-01": { "value": 9 } }"#, r#""targets": { "2026-01-01": { "value": 9 } }"#),
        (r#""watch": { "m": true }, "#, ""),
    ]);
    let last = day("2027-02-22");
    for (i, value) in values.iter().rev().enumerate() {
        measure(&mut plan, "m", &last.plus_days(-7 * i as i32).to_string(), *value);
    }
    plan
}

fn measure(plan: &mut Plan, kpi: &str, on: &str, value: f64) {
    let measurement = Record::Measurement(Measurement { value, note: None });
    plan.put(&RecordKey::Measurement(id(kpi), day(on)), Some(measurement));
}

fn change(plan: &mut Plan, command: Command) {
    apply(plan, command).expect("a step").apply(plan).expect("applied");
}

fn edit(plan: &mut Plan, kpi: &str, how: impl FnOnce(&mut cairn::domain::Kpi)) {
    let mut record = plan.records().kpis[&id(kpi)].clone();
    how(&mut record);
    change(plan, Command::Edit { id: id(kpi), record: Record::Kpi(record) });
}

fn improve() -> Improve {
    Improve {
        kpi: id("m"),
        trigger: Trigger::Decline,
        cycle: id("q"),
        objective: id("o_new"),
        title: "Customers are glad again".into(),
        why: Some("It declines.".into()),
        key_result: id("k_new"),
        from: 8.2,
        to: 9.0,
        guard: None,
    }
}

/// 20 values that go up and down around 9.5: nearer than 8.838 to the lower limit 8.17 is suspect.
fn quiet() -> Vec<f64> {
    (0..20).map(|n| if n % 2 == 0 { 9.25 } else { 9.75 }).collect()
}

#[test]
fn g3_one_step_drafts_objective_key_result_and_guard_and_one_undo_takes_it_back() {
    let mut plan = measured(&[8.0, 8.4, 8.2]);
    edit_kept(&mut plan);
    let before = plan.clone();
    let keep = Keep { at_least: None, at_most: Some(3.0) };
    let guard = Some(Guard { key_result: id("k_guard"), kpi: id("m_2"), keep });
    let patch = apply(&plan, Command::Improve(Improve { guard, ..improve() })).expect("a step");
    patch.apply(&mut plan).expect("applied");
    let records = plan.records();
    let objective = &records.objectives[&id("o_new")];
    assert_eq!(
        (objective.title.as_str(), objective.stage()),
        ("Customers are glad again", ObjectiveStage::Draft)
    );
    assert_eq!((&objective.team, &objective.owner), (&Some(id("t_sub")), &Some(id("u"))));
    let key_result = &records.key_results[&id("k_new")];
    assert_eq!(key_result.measure, Some(Measure::Reach(Reach { from: 8.2, to: 9.0 })));
    assert_eq!((&key_result.kpi, key_result.unit.as_deref()), (&Some(id("m")), Some("points")));
    let guard = &records.key_results[&id("k_guard")];
    assert_eq!((&guard.kpi, &guard.measure), (&Some(id("m_2")), &Some(Measure::Keep(keep))));
    assert_eq!(plan.key_results_of(&id("o_new")).len(), 2);
    patch.invert().apply(&mut plan).expect("taken back");
    let (now, then) = (plan.records(), before.records());
    assert_eq!((&now.objectives, &now.key_results), (&then.objectives, &then.key_results));
}

/// A second KPI that could be a guard.
fn edit_kept(plan: &mut Plan) {
    let mut other =
        cairn::domain::Kpi::new("Minutes to answer", Direction::Lower, cairn::domain::Every::Week);
    other.team = Some(id("t_sub"));
    other.targets.insert(day("2026-01-01"), Target { goal: Goal::Value(3.0), tolerance: None, until: None });
    change(plan, Command::Create { id: id("m_2"), record: Record::Kpi(other) });
}

#[test]
fn g4_each_of_the_three_reasons_is_stored() {
    for (trigger, word) in
        [(Trigger::Strengthen, "strengthen"), (Trigger::Decline, "decline"), (Trigger::Outside, "outside")]
    {
        let mut plan = measured(&[8.2]);
        change(&mut plan, Command::Improve(Improve { trigger, ..improve() }));
        assert_eq!(plan.records().objectives[&id("o_new")].trigger, Some(trigger));
        let text = write_plan(&plan, None);
        assert!(text.contains(&format!(r#""trigger": "{word}""#)), "{text}");
        let again = cairn::plan_file::read(text.as_bytes()).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(again.document.plan.records().objectives[&id("o_new")].trigger, Some(trigger));
    }
}

#[test]
fn g3_what_cannot_be_is_refused_and_changes_nothing() {
    let plan = measured(&[8.2]);
    let refused = |improve: Improve| apply(&plan, Command::Improve(improve)).expect_err("a refusal");
    assert_eq!(refused(Improve { title: "  ".into(), ..improve() }), Refusal::TitleMissing);
    assert_eq!(refused(Improve { kpi: id("m_9"), ..improve() }), Refusal::NotThere(cairn::domain::Kind::Kpi));
    assert_eq!(refused(Improve { to: 8.2, ..improve() }), Refusal::Measure(MeasureFault::FromEqualsTo));
    assert_eq!(refused(Improve { objective: id("o"), ..improve() }), Refusal::IdTaken);
    assert_eq!(refused(Improve { key_result: id("o_new"), ..improve() }), Refusal::IdTaken);
    assert_eq!(
        refused(Improve { cycle: id("q_9"), ..improve() }),
        Refusal::NotThere(cairn::domain::Kind::Cycle)
    );
}

#[test]
fn e17_g3_it_begins_at_the_median_of_the_last_five_since_the_last_marked_change() {
    let from = |plan: &Plan| improvement(plan, &id("m"), day(ON)).from;
    assert_eq!(from(&measured(&[])), None);
    assert_eq!(from(&measured(&[7.0])), Some(7.0));
    assert_eq!(from(&measured(&[7.0, 8.0])), Some(7.5), "of an even number the mean of the middle two");
    assert_eq!(from(&measured(&[8.5, 8.4, 8.6, 8.7, 3.0])), Some(8.5), "one low point moves little");
    assert_eq!(from(&measured(&[1.0, 1.0, 8.5, 8.4, 8.6, 8.7, 3.0])), Some(8.5), "older ones do not count");
    let mut marked = measured(&[1.0, 1.0, 1.0, 8.0, 8.4]);
    for (on, expected) in [
        ("2027-02-15", Some(8.2)), // the day of the last but one: it counts
        ("2027-02-16", Some(8.4)),
        ("2027-02-22", Some(8.4)),
        ("2027-02-23", None),      // nothing measured since
        ("2027-03-02", Some(1.0)), // not yet, on the day that is asked
    ] {
        let mark = |what: Option<&str>| Command::MarkChange {
            kpi: id("m"),
            day: day(on),
            what: what.map(Into::into),
        };
        change(&mut marked, mark(Some("New survey")));
        assert_eq!(from(&marked), expected, "{on}");
        change(&mut marked, mark(None));
    }
    assert_eq!(improvement(&marked, &id("m"), day("2027-02-08")).from, Some(1.0), "as known on a past day");
}

#[test]
fn g3_it_leads_to_the_target_in_force_and_asks_where_there_is_none() {
    let to = |plan: &Plan| improvement(plan, &id("m"), day(ON)).to;
    let mut plan = measured(&[8.0, 8.2, 8.4]);
    assert_eq!(to(&plan), Some(9.0));
    let target = |goal, until: Option<&str>| Target { goal, tolerance: None, until: until.map(day) };
    edit(&mut plan, "m", |k| {
        k.targets.insert(day("2027-02-01"), target(Goal::Value(9.5), Some("2027-02-28")));
    });
    assert_eq!(to(&plan), None, "it has ended");
    assert_eq!(improvement(&plan, &id("m"), day("2027-02-28")).to, Some(9.5), "its last day");
    edit(&mut plan, "m", |k| {
        k.targets.insert(day("2027-02-01"), target(Goal::Value(8.2), None));
    });
    assert_eq!(to(&plan), None, "it is met already: a person has to say the next one");
    for (goal, direction, expected) in [
        (Goal::Range { at_least: 9.0, at_most: 10.0 }, Direction::Within, Some(9.0)),
        (Goal::Range { at_least: 5.0, at_most: 6.0 }, Direction::Within, Some(6.0)),
        (Goal::Range { at_least: 8.0, at_most: 9.0 }, Direction::Within, None),
        (Goal::Value(7.0), Direction::Lower, Some(7.0)),
        (Goal::Value(7.0), Direction::Higher, None),
    ] {
        edit(&mut plan, "m", |k| {
            k.direction = direction;
            k.targets.insert(day("2027-02-01"), target(goal, None));
        });
        assert_eq!(to(&plan), expected, "{goal:?}");
    }
}

#[test]
fn g3_a_healthy_kpi_of_the_same_team_is_proposed_as_a_guard() {
    let mut plan = measured(&[8.0, 8.2, 8.4]);
    edit_kept(&mut plan);
    let guards = |plan: &Plan| improvement(plan, &id("m"), day(ON)).guards;
    assert_eq!(guards(&plan), [], "nothing is known of it");
    measure(&mut plan, "m_2", "2027-02-22", 3.1);
    assert_eq!(guards(&plan), [], "it is not healthy itself");
    measure(&mut plan, "m_2", "2027-02-22", 3.0);
    let keep = Keep { at_least: None, at_most: Some(3.0) };
    assert_eq!(guards(&plan), [(id("m_2"), keep)]);
    let mut elsewhere = plan.records().kpis[&id("m_2")].clone();
    elsewhere.team = None;
    elsewhere.rank = None;
    change(&mut plan, Command::Create { id: id("m_0"), record: Record::Kpi(elsewhere) });
    measure(&mut plan, "m_0", "2027-02-22", 2.0);
    assert_eq!(guards(&plan), [(id("m_2"), keep), (id("m_0"), keep)], "its own team first");
}

#[test]
fn g3_it_offers_itself_on_a_signal_on_the_bad_side() {
    let asks = |values: Vec<f64>| concern(&measured(&values), &id("m"), day(ON)).and_then(|c| c.signal);
    let then = |more: &[f64]| [quiet().as_slice(), more].concat();
    assert_eq!(asks(quiet()), None);
    // centre 9.5, mR̄ 0.5: natural limits 8.17 and 10.83
    assert_eq!(asks(then(&[8.17])), None, "on the limit");
    let found = asks(then(&[8.16])).expect("a signal");
    assert_eq!((found.from, found.to), (day("2027-02-22"), day("2027-02-22")));
    assert_eq!(asks(then(&[10.84])), None, "the good side");
    assert!(asks(then(&[8.16, 9.5, 9.5, 9.5])).is_some(), "three without it");
    assert_eq!(asks(then(&[8.16, 9.5, 9.5, 9.5, 9.5])), None, "four without it: it is over");
    // eight below the centre, each of them healthy; the 20th value lies above it
    assert_eq!(asks(then(&[9.3; 7])), None);
    assert!(asks(then(&[9.3; 8])).is_some());
    // a marked change answers it
    let mut plan = measured(&then(&[8.16]));
    change(
        &mut plan,
        Command::MarkChange { kpi: id("m"), day: day("2027-02-23"), what: Some("New survey".into()) },
    );
    assert_eq!(concern(&plan, &id("m"), day(ON)), None);
}

#[test]
fn g3_it_offers_itself_after_two_unhealthy_measurements_running() {
    let asks = |values: &[f64]| concern(&measured(values), &id("m"), day(ON)).and_then(|c| c.unhealthy);
    assert_eq!(asks(&[8.0]), None, "one is none");
    assert_eq!(asks(&[8.0, 8.5]), Some((day("2027-02-15"), 2)));
    assert_eq!(asks(&[8.0, 9.0, 8.5]), None, "met in between");
    assert_eq!(asks(&[8.0, 8.0, 9.0]), None, "the last one is met");
    assert_eq!(asks(&[9.0, 8.0, 8.0, 8.0]), Some((day("2027-02-08"), 3)), "from the first of them");
    // missed by no more than the mean moving range, 0.5, once there are six: watch
    assert_eq!(asks(&[9.0, 9.5, 9.0, 9.5, 9.0, 9.5, 8.5, 8.5]), None);
    let mut without = measured(&[8.0, 8.5]);
    edit(&mut without, "m", |k| k.targets.clear());
    assert_eq!(concern(&without, &id("m"), day(ON)), None, "no target, nothing to miss");
    let seen_before = concern(&measured(&[8.0, 8.5]), &id("m"), day("2027-02-21"));
    assert_eq!(seen_before, None, "on a past day only one was known");
}

#[test]
fn g3_the_offer_is_made_once_per_episode() {
    let mut plan = measured(&[8.0, 8.5]);
    let all =
        |plan: &Plan| concerns(plan, day("2027-12-01")).into_iter().map(|c| c.keys()).collect::<Vec<_>>();
    assert_eq!(all(&plan), [["G3/m/2027-02-15"]]);
    let mut head = plan.head().clone();
    head.dismissed.insert("G3/m/2027-02-15".into(), "Not now".into());
    change(&mut plan, Command::EditHead(head));
    assert_eq!(all(&plan), [] as [Vec<String>; 0]);
    measure(&mut plan, "m", "2027-03-01", 8.0);
    assert_eq!(all(&plan), [] as [Vec<String>; 0], "the same episode goes on");
    measure(&mut plan, "m", "2027-03-08", 9.2);
    measure(&mut plan, "m", "2027-03-15", 8.0);
    measure(&mut plan, "m", "2027-03-22", 8.0);
    assert_eq!(all(&plan), [["G3/m/2027-03-15"]], "another one");
}

#[test]
fn g3_being_improved_follows_from_the_plan() {
    let mut plan = measured(&[8.0, 8.5]);
    let by = |plan: &Plan| improved_by(plan, &id("m"), day(ON));
    assert_eq!(by(&plan), []);
    change(&mut plan, Command::Improve(improve()));
    assert_eq!(by(&plan), [(id("o_new"), id("k_new"))], "a draft");
    let set = |plan: &mut Plan, stage| {
        let mut objective = plan.records().objectives[&id("o_new")].clone();
        objective.stage = Some(stage);
        change(plan, Command::Edit { id: id("o_new"), record: Record::Objective(objective) });
    };
    set(&mut plan, ObjectiveStage::Active);
    assert_eq!(by(&plan).len(), 1);
    set(&mut plan, ObjectiveStage::Closed);
    assert_eq!(by(&plan), []);
    set(&mut plan, ObjectiveStage::Active);
    let mut held = plan.records().key_results[&id("k_new")].clone();
    held.measure = Some(Measure::Keep(Keep { at_least: Some(9.0), at_most: None }));
    change(&mut plan, Command::Edit { id: id("k_new"), record: Record::KeyResult(held) });
    assert_eq!(by(&plan), [], "a guard improves nothing");
}

#[test]
fn g8_g12_kpis_that_no_objective_rests_on_are_listed() {
    let mut plan = measured(&[9.0]);
    edit_kept(&mut plan);
    let of = |plan: &Plan| together(plan, day(ON));
    let count = |plan: &Plan| (of(plan).kpis, of(plan).objectives, of(plan).resting);
    assert_eq!((of(&plan).unlinked, count(&plan)), (vec![id("m_2"), id("m")], (2, 2, 0)));
    change(&mut plan, Command::Improve(improve()));
    assert_eq!((of(&plan).unlinked, count(&plan)), (vec![id("m_2")], (2, 3, 1)), "a draft is a link");
    let mut watching = plan.records().objectives[&id("o")].clone();
    watching.watch.insert(id("m_2"));
    change(&mut plan, Command::Edit { id: id("o"), record: Record::Objective(watching) });
    assert_eq!((of(&plan).unlinked, count(&plan)), (vec![], (2, 3, 2)), "watching is one too");
}

#[test]
fn a_retired_kpi_is_offered_nothing_and_stands_nowhere_alone() {
    let mut plan = measured(&[quiet(), vec![2.0, 2.0]].concat());
    assert!(concerns(&plan, day(ON)).iter().any(|concern| concern.kpi == id("m")));
    let mut retired = plan.records().kpis[&id("m")].clone();
    retired.retired = Some(day("2027-01-01"));
    change(&mut plan, Command::Edit { id: id("m"), record: Record::Kpi(retired) });
    assert_eq!(concerns(&plan, day(ON)), []);
    assert!(!together(&plan, day(ON)).unlinked.contains(&id("m")));
}

#[test]
fn after_eight_on_one_side_the_process_may_have_changed_there() {
    let then = |count| [quiet(), vec![9.7; count]].concat();
    let at = |values: &[f64]| {
        process_changed(&measured(values), &id("m"), day(ON)).and_then(|e| e.process_changed)
    };
    // the 20th value, 9.75, lies above the centre too
    assert_eq!(at(&then(6)), None);
    assert_eq!(at(&then(7)), Some(day("2027-01-04")), "for the better counts as well");
    let then_low = [then(7), vec![8.0]].concat();
    assert_eq!(at(&then_low), Some(day("2026-12-28")), "also beside a newer run on the other side");
    let mut marked = measured(&then(7));
    let mark =
        Command::MarkChange { kpi: id("m"), day: day("2027-01-04"), what: Some(" New survey ".into()) };
    change(&mut marked, mark);
    assert_eq!(marked.records().kpis[&id("m")].changes.values().collect::<Vec<_>>(), ["New survey"]);
    assert_eq!(process_changed(&marked, &id("m"), day(ON)), None, "a new baseline has begun");
    let blank = Command::MarkChange { kpi: id("m"), day: day("2027-01-04"), what: Some("  ".into()) };
    assert_eq!(apply(&marked, blank), Err(Refusal::ReasonMissing));
}
