//! T27: everything in a plan as CSV, read by a reader that shares nothing with the writer. No text can be taken for a
//! formula, numbers stay numbers, and every text comes back as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cairn::domain::{Date, KeyResult, Measure, Plan};
use cairn::plan_file::read;
use cairn::table::{Extract, Head, Term, Words, count_rows, write_extract};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const DANGEROUS: [&str; 12] = ["=", "+", "-", "@", "\t=", "\r@", "＝", "＋", "－", "＠", " =", "\u{feff}+"];

/// What holds numbers, and nothing but numbers.
const NUMBERS: [Head; 14] = [
    Head::ObjectiveProgress,
    Head::From,
    Head::To,
    Head::AtLeast,
    Head::AtMost,
    Head::Weight,
    Head::Value,
    Head::Progress,
    Head::Expected,
    Head::Confidence,
    Head::Tolerance,
    Head::Benchmark,
    Head::Score,
    Head::Proposed,
];

/// What holds days, and nothing but days.
const DAYS: [Head; 12] = [
    Head::FirstDay,
    Head::LastDay,
    Head::ValueDay,
    Head::Day,
    Head::Until,
    Head::Cleared,
    Head::Done,
    Head::TargetSince,
    Head::TargetUntil,
    Head::NextReview,
    Head::Retired,
    Head::Closed,
];

/// The rows as a program that shares nothing with Cairn reads them: every one as wide as the first.
fn rows_of(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap_or_else(|why| panic!("{why} in {text}")));
    rows.map(|row| row.iter().map(str::to_string).collect()).collect()
}

/// What stands before a text that would be run is not part of it.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn words() -> Words {
    Words {
        head: |head| Box::leak(format!("{head:?}").into_boxed_str()),
        term: |term| match term {
            // a language may have such words, too
            Term::Verdict(_) => "-on track",
            _ => "a word",
        },
        measure: |key_result: &KeyResult, day: Date| match key_result.measure_on(day) {
            Some(Measure::Reach(reach)) => format!("{} → {}", reach.from, reach.to),
            _ => "=held".to_string(),
        },
    }
}

fn plan_of(text: &str) -> Plan {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}")).document.plan
}

fn day() -> Date {
    Date::parse("2027-05-20").unwrap()
}

fn fixtures() -> Vec<(String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let mut files: Vec<_> = ["", "examples/"]
        .iter()
        .flat_map(|folder| fs::read_dir([root, *folder].concat()).unwrap().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".okr.json"))
        .collect();
    files.sort();
    files.into_iter().map(|f| (f.display().to_string(), fs::read_to_string(&f).unwrap())).collect()
}

/// The same plan with every text in it as one that a spreadsheet would run.
fn armed(text: &str) -> String {
    fn arm(key: &str, value: &mut Value, count: &mut usize) {
        const TEXTS: [&str; 18] = [
            "title",
            "name",
            "why",
            "strategy",
            "note",
            "what",
            "definition",
            "reason",
            "source",
            "relevance",
            "ifWorse",
            "unit",
            "worked",
            "didNot",
            "impact",
            "value",
            "notDoing",
            "typed",
        ];
        match value {
            Value::String(text)
                if TEXTS.contains(&key) && !["kept", "change", "drop", "keep"].contains(&text.as_str()) =>
            {
                let first = DANGEROUS[*count % DANGEROUS.len()];
                *count += 1;
                *text = format!("{first}cmd|' /C calc'!A0, \"{text}\"\r\nand more");
            }
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    let inner = if key == "notDoing" { "notDoing" } else { name.as_str() };
                    arm(inner, member, count);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| arm(key, item, count)),
            _ => {}
        }
    }
    let mut plan: Value = serde_json::from_str(text).unwrap();
    arm("", &mut plan, &mut 0);
    plan.to_string()
}

fn check(name: &str, plan: &Plan) {
    for extract in Extract::ALL {
        let text = write_extract(plan, extract, day(), words()).expect("a table");
        let rows = rows_of(&text);
        let heads = extract.heads();
        assert_eq!(rows[0], heads.iter().map(|head| format!("{head:?}")).collect::<Vec<_>>());
        assert_eq!(rows.len() - 1, count_rows(plan, extract, day()), "{name}: {extract:?}");
        for row in &rows[1..] {
            assert_eq!(row.len(), heads.len(), "{name}: {extract:?}: {row:?}");
            for (head, cell) in heads.iter().zip(row) {
                if cell.is_empty() {
                    continue;
                }
                if NUMBERS.contains(head) {
                    assert!(cell.parse::<f64>().is_ok_and(f64::is_finite), "{name}: {head:?} is {cell:?}");
                } else if DAYS.contains(head) {
                    assert!(Date::parse(cell).is_some(), "{name}: {head:?} is {cell:?}");
                } else {
                    let seen = cell.trim_start_matches([' ', '\u{a0}', '\n', '\u{feff}', '\u{200b}']);
                    let runs = seen.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                    assert!(!runs, "{name}: {extract:?}, {head:?}: {cell:?}");
                }
            }
        }
    }
}

#[test]
fn t27_no_text_of_any_plan_can_be_taken_for_a_formula_and_numbers_stay_numbers() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 6, "{}", fixtures.len());
    for (name, text) in &fixtures {
        check(name, &plan_of(text));
        check(&format!("{name}, armed"), &plan_of(&armed(text)));
    }
}

/// The texts of a column.
fn column(plan: &Plan, extract: Extract, head: Head) -> Vec<String> {
    let at = extract.heads().iter().position(|it| *it == head).expect("a column");
    let rows = rows_of(&write_extract(plan, extract, day(), words()).unwrap());
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn t27_every_text_and_every_number_comes_back_as_it_was() {
    for (name, text) in fixtures() {
        for text in [armed(&text), text] {
            let plan = plan_of(&text);
            let records = plan.records();
            let check = |extract, head, there: Vec<&String>| {
                let read: Vec<String> = column(&plan, extract, head);
                let read: BTreeSet<&str> =
                    read.iter().filter(|cell| !cell.is_empty()).map(|cell| unguarded(cell)).collect();
                let there = there.into_iter().filter(|text| !text.is_empty());
                assert_eq!(read, there.map(String::as_str).collect(), "{name}: {extract:?} {head:?}");
            };
            check(
                Extract::KeyResults,
                Head::Objective,
                records.objectives.values().map(|o| &o.title).collect(),
            );
            check(
                Extract::KeyResults,
                Head::KeyResult,
                records.key_results.values().map(|k| &k.title).collect(),
            );
            check(
                Extract::KeyResults,
                Head::Why,
                records.objectives.values().filter_map(|o| o.why.as_ref()).collect(),
            );
            check(
                Extract::CheckIns,
                Head::Note,
                records.check_ins.values().filter_map(|c| c.note.as_ref()).collect(),
            );
            check(
                Extract::Initiatives,
                Head::Initiative,
                records.initiatives.values().map(|i| &i.title).collect(),
            );
            check(
                Extract::Kpis,
                Head::Definition,
                records.kpis.values().filter_map(|k| k.definition.as_ref()).collect(),
            );
            check(Extract::Teams, Head::Team, records.teams.values().map(|team| &team.name).collect());
            check(Extract::People, Head::Person, records.people.values().map(|who| &who.name).collect());
            let read: Vec<f64> = column(&plan, Extract::Measurements, Head::Value)
                .iter()
                .map(|cell| cell.parse().unwrap())
                .collect();
            let mut kpis: Vec<_> = records.kpis.iter().collect();
            kpis.sort_by(|a, b| cairn::domain::by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
            let there = kpis
                .iter()
                .filter_map(|(id, _)| plan.series_of(id))
                .flat_map(|series| series.values().to_vec());
            assert_eq!(read, there.collect::<Vec<_>>(), "{name}");
        }
    }
}

#[test]
fn t27_a_text_that_begins_with_the_guard_itself_comes_back_through_our_own_reader() {
    let plan = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "t",
      "kpis": { "m": { "title": "Calls", "direction": "none", "every": "day" } },
      "measurements": { "m": { "2027-01-01": [-3, "'=quoted"], "2027-01-02": [1e21, "-dash"],
        "2027-01-03": [0.1, "'plain"] } } }"#;
    let plan = plan_of(plan);
    let text =
        cairn::table::write_series(&plan, &cairn::domain::Id::parse("m").unwrap(), "Day", "Note").unwrap();
    assert_eq!(
        rows_of(&text)[1..],
        [
            ["2027-01-01", "-3", "''=quoted"],
            ["2027-01-02", "1000000000000000000000", "'-dash"],
            ["2027-01-03", "0.1", "'plain"]
        ]
    );
    let table = cairn::table::read(text.as_bytes()).unwrap();
    let mapping = cairn::table::guess(&table).unwrap();
    let reading = mapping.read(&table, day()).unwrap();
    let notes: Vec<_> = reading
        .series
        .values()
        .flat_map(|days| days.values())
        .map(|entry| entry.note.clone().unwrap())
        .collect();
    assert_eq!(notes, ["'=quoted", "-dash", "'plain"]);
}

#[test]
fn an_objective_without_key_results_has_a_row_and_each_key_result_tells_where_it_stands() {
    let plan = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "t",
      "people": { "u": { "name": "Ana" } }, "teams": { "t1": { "name": "Desk" } },
      "cycles": { "q1": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31", "notDoing": { "n1": "No fax" } } },
      "objectives": { "o1": { "title": "Nobody waits", "cycle": "q1", "team": "t1", "owner": "u", "rank": "a" }, "o2": { "title": "Bare", "cycle": "q1", "rank": "b" } },
      "keyResults": { "k1": { "objective": "o1", "title": "Wait", "measure": { "reach": { "from": 40, "to": 10 } }, "unit": "min", "rank": "a" },
        "k2": { "objective": "o1", "title": "Care", "measure": { "keep": { "atLeast": 9 } }, "rank": "b" } },
      "checkIns": { "c1": { "keyResult": "k1", "on": "2027-01-20", "value": 25, "confidence": 6, "note": "Two seats filled" } } }"#;
    let plan = plan_of(plan);
    let get = |head| column(&plan, Extract::KeyResults, head);
    assert_eq!(get(Head::Objective), ["Nobody waits", "Nobody waits", "Bare"]);
    assert_eq!(get(Head::KeyResult), ["Wait", "Care", ""]);
    assert_eq!(get(Head::Team), ["Desk", "Desk", ""]);
    assert_eq!(
        (get(Head::From), get(Head::To)),
        (vec!["40".into(), String::new(), String::new()], vec!["10".into(), String::new(), String::new()])
    );
    assert_eq!(get(Head::AtLeast), ["", "9", ""]);
    assert_eq!((get(Head::Value)[0].as_str(), get(Head::Progress)[0].as_str()), ("25", "50"));
    assert_eq!(
        (get(Head::LastDay)[0].as_str(), get(Head::Confidence)[0].as_str(), get(Head::Note)[0].as_str()),
        ("2027-03-31", "6", "Two seats filled")
    );
    assert_eq!(column(&plan, Extract::NotDoing, Head::NotDoing), ["No fax"]);
}
