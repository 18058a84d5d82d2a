//! Objectives and key results out of a table: what is there is found again, what is new arrives once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cairn::change::{Command, apply_all};
use cairn::domain::{Date, Id, Keep, Measure, ObjectiveStage, Plan, Reach, Record};
use cairn::plan_file::read;
use cairn::sentence::NumberFormat;
use cairn::table::{
    Extract, Head, Incoming, Outcome, RowFault, Words, guess_okrs, okrs_in, read as read_table, write_extract,
};
use std::fs;

fn head(head: Head) -> &'static str {
    Box::leak(format!("{head:?}").into_boxed_str())
}

fn plan_of(text: &str) -> Plan {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}")).document.plan
}

fn brought(plan: &Plan, text: &str, format: NumberFormat) -> Incoming {
    let table = read_table(text.as_bytes()).expect("a table");
    let columns = guess_okrs(&table, head).expect("columns of objectives and key results");
    let mut count = 0;
    let open = plan.records().cycles.iter().find(|(_, cycle)| !cycle.is_closed());
    let cycle = open.map(|(id, _)| id.clone());
    okrs_in(plan, &table, &columns, format, cycle.as_ref(), &mut |kind| {
        count += 1;
        Id::parse(&format!("{kind}_new{count}")).unwrap()
    })
}

fn outcomes(incoming: &Incoming) -> Vec<Outcome> {
    incoming.rows.iter().map(|(_, outcome)| outcome.clone()).collect()
}

#[test]
fn our_own_table_of_any_plan_comes_back_and_adds_nothing() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let mut count = 0;
    for folder in ["", "examples/"] {
        for entry in fs::read_dir([root, folder].concat()).unwrap().flatten() {
            let path = entry.path();
            if !path.to_string_lossy().ends_with(".okr.json") {
                continue;
            }
            let plan = plan_of(&fs::read_to_string(&path).unwrap());
            let words = Words { head, term: |_| "a word", measure: |_, _| String::new() };
            let day = Date::parse("2027-05-20").unwrap();
            let text = write_extract(&plan, Extract::KeyResults, day, words).unwrap();
            let incoming = brought(&plan, &text, NumberFormat::POINT);
            assert_eq!(incoming.commands, [], "{}", path.display());
            for (line, outcome) in &incoming.rows {
                assert_eq!(*outcome, Outcome::Same, "{}: line {line}", path.display());
            }
            count += incoming.rows.len();
        }
    }
    assert!(count > 40, "{count}");
}

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "t",
  "people": { "u": { "name": "Ana" } }, "teams": { "t1": { "name": "Desk" } },
  "cycles": { "q1": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31" }, "q0": { "title": "Q0", "from": "2026-10-01", "to": "2026-12-31", "stage": "closed", "closed": "2027-01-03" } },
  "objectives": { "o1": { "title": "Nobody waits", "cycle": "q1", "team": "t1", "owner": "u" } },
  "keyResults": { "k1": { "objective": "o1", "title": "Wait", "measure": { "reach": { "from": 40, "to": 10 } }, "unit": "min", "owner": "u" } } }"#;

const TABLE: &str = "Objective;Key result;Cycle;Team;Owner;Baseline;Target;Unit;Due
nobody waits;Wait;Q1;Desk;Ana;40;10;min;2027-03-31
Nobody waits;Seats filled;Q1;Desk;Ben;0;2;seats;2027-02-28
Calm nights;Alarms a night;Q1;Ward;Ben;;from 9 to 3;;
Calm nights;Care stays;Q1;Ward;;;at least 9;points;
Calm nights;Something better;Q1;Ward;;;;;
Nobody waits;Smile more;Q1;Desk;;;;;
Late;Too late;Q0;Desk;;1;2;;
Far;Away;Q9;Desk;;1;2;;
;Alone;Q1;;;1;2;;
Calm nights;Odd;Q1;Ward;;;lots;;
";

#[test]
fn a_table_that_nobody_here_made_is_read_row_by_row_and_what_is_new_arrives_as_a_draft() {
    let plan = plan_of(PLAN);
    let incoming = brought(&plan, TABLE, NumberFormat::POINT);
    assert_eq!(
        outcomes(&incoming),
        [
            Outcome::Same,
            Outcome::NewKeyResult,
            Outcome::NewObjective,
            Outcome::NewKeyResult,
            Outcome::NewKeyResult,
            Outcome::Refused(RowFault::NeedsMeasure),
            Outcome::Refused(RowFault::CycleClosed),
            Outcome::Refused(RowFault::NoCycle("Q9".into())),
            Outcome::Refused(RowFault::NoObjective),
            Outcome::Refused(RowFault::NoMeasure("lots".into())),
        ]
    );
    assert_eq!(
        (incoming.made(), incoming.people.clone(), incoming.teams.clone()),
        ((1, 4), vec!["Ben".to_string()], vec!["Ward".to_string()])
    );
    let key_results: Vec<_> = incoming
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::Create { record: Record::KeyResult(it), .. } => {
                Some((it.title.as_str(), it.measure.clone(), it.to.map(|day| day.to_string())))
            }
            _ => None,
        })
        .collect();
    let reach = |from, to| Some(Measure::Reach(Reach { from, to }));
    assert_eq!(
        key_results,
        [
            ("Seats filled", reach(0.0, 2.0), Some("2027-02-28".to_string())),
            ("Alarms a night", reach(9.0, 3.0), None),
            ("Care stays", Some(Measure::Keep(Keep { at_least: Some(9.0), at_most: None })), None),
            ("Something better", None, None),
        ]
    );
    let mut after = plan.clone();
    apply_all(&mut after, incoming.commands, |_, _| ()).expect("one step");
    let made = after.records().objectives.values().find(|o| o.title == "Calm nights").unwrap();
    assert_eq!(made.stage(), ObjectiveStage::Draft);

    // again: nothing twice
    let again = brought(&after, TABLE, NumberFormat::POINT);
    assert_eq!(again.commands, []);
    assert_eq!(again.count(|outcome| *outcome == Outcome::Same), 5);
}

#[test]
fn what_the_table_says_otherwise_is_told_and_left_alone() {
    let plan = plan_of(PLAN);
    let text = "objective,key result,cycle,from,target,unit,owner,due\nNobody waits,wait,Q1,40,12,hours,Ben,2027-03-01\nNobody waits,Wait,Q1,,,,,\n";
    let incoming = brought(&plan, text, NumberFormat::POINT);
    let other = vec![Head::To, Head::Unit, Head::Owner, Head::LastDay];
    assert_eq!(outcomes(&incoming), [Outcome::Differs(other), Outcome::Same]);
    assert_eq!(incoming.commands, []);
}

#[test]
fn a_row_that_stands_twice_in_the_table_comes_once_and_numbers_are_read_as_they_are_written() {
    let plan = plan_of(PLAN);
    let text = "Objective;Key result;From;Target\nQuick;Answers;1,5;0,5\nquick;answers;1,5;0,5\n";
    let incoming = brought(&plan, text, NumberFormat::COMMA);
    assert_eq!(outcomes(&incoming), [Outcome::NewObjective, Outcome::Same]);
    assert_eq!(incoming.made(), (1, 1));
}

#[test]
fn a_table_of_values_is_none_of_objectives() {
    let table = read_table(b"Day,CSAT\n2027-01-01,9\n").unwrap();
    assert_eq!(guess_okrs(&table, head), None);
}
