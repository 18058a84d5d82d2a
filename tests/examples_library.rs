//! The worked examples and the library of KPIs that come along: each opens without a repair, is written canonically,
//! and stands where practice.md section 8 says. What that section leaves open stays open in them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use cairn::domain::{
    CheckIn, Date, Direction, Every, Id, KeyResult, Kind, Measure, ObjectiveStage, Plan, Reach, Record,
    RecordKey, round, round_half_up,
};
use cairn::library::{ANCHOR, KPI_LIBRARY, PHASES, Phase, WORKED_EXAMPLES, phases_of, weeks_to};
use cairn::plan_file::{read, write_body};
use cairn::progress::{KpiStatus, Status, key_result_status, kpi_status, objective_status};
use cairn::sentence::{Ask, NumberFormat, read_key_result};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn bytes(file: &str) -> Vec<u8> {
    let path = root().join("src/examples").join(format!("{file}.okr.json"));
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn plan(file: &str) -> Plan {
    let opened = read(&bytes(file)).unwrap_or_else(|refused| panic!("{file}: {refused}"));
    assert!(opened.repairs.is_empty(), "{file}: {:?}", opened.repairs);
    opened.document.plan
}

fn example(number: &str) -> Plan {
    plan(WORKED_EXAMPLES.iter().find(|e| e.id == number).expect("an example").file)
}

fn with_value(plan: &Plan, key_result: &str, value: f64) -> Plan {
    let mut plan = plan.clone();
    let check_in = CheckIn {
        at: Some("2027-08-27T20:00:00Z".into()),
        value: Some(value),
        ..CheckIn::new(id(key_result), day(ANCHOR))
    };
    plan.put(&RecordKey::Record(Kind::CheckIn, id("c_now")), Some(Record::CheckIn(check_in)));
    plan
}

/// Progress in per cent with one decimal, and raw progress, of a key result with one more value on the anchor day.
fn at(plan: &Plan, key_result: &str, value: f64) -> (f64, f64) {
    let standing =
        key_result_status(&with_value(plan, key_result, value), &id(key_result), day(ANCHOR)).standing;
    let percent = |p: Option<f64>| round_half_up(p.expect("a number") * 100.0, 1);
    (percent(standing.progress), percent(standing.raw))
}

#[test]
fn every_example_opens_is_canonical_and_goes_with_the_app() {
    let page = fs::read_to_string(root().join("index.html")).expect("the page");
    let files: Vec<&str> = WORKED_EXAMPLES.iter().map(|e| e.file).chain([KPI_LIBRARY]).collect();
    for file in &files {
        let text = String::from_utf8(bytes(file)).expect("UTF-8");
        assert_eq!(write_body(&plan(file), None), text, "{file} is not written as the app writes it");
        let link = format!("href=\"src/examples/{file}.okr.json\" data-target-path=\"examples\"");
        assert!(page.contains(&link), "{file} is not copied beside the app");
        assert!(text.len() < 16_000, "{file} is no small file: {}", text.len());
    }
    let found = fs::read_dir(root().join("src/examples")).expect("examples").count();
    assert_eq!(found, files.len(), "a file that nobody offers");
    let mut ids: Vec<Id> = files.iter().map(|file| plan(file).id().clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), files.len(), "two examples of one plan id would merge");
}

#[test]
fn no_example_speaks_of_days_after_its_today_or_names_a_season() {
    for example in WORKED_EXAMPLES {
        let plan = plan(example.file);
        let late = plan.records().check_ins.values().filter(|c| c.on > day(ANCHOR)).count();
        let measured =
            plan.records().series.values().flat_map(|s| s.days().iter()).filter(|d| **d > day(ANCHOR));
        assert_eq!((late, measured.count()), (0, 0), "{}", example.file);
        let text = String::from_utf8(bytes(example.file)).expect("UTF-8").replace("-2027", "");
        for word in ["January", "June", "August", "December", "summer", "winter", "Q3", "in 2027"] {
            assert!(!text.contains(word), "{}: {word}", example.file);
        }
    }
    assert_eq!(weeks_to(day("2027-08-27")), 0);
    assert_eq!(weeks_to(day("2027-09-02")), 0);
    assert_eq!(weeks_to(day("2027-08-26")), -1);
}

#[test]
fn the_counts_are_those_of_the_practice() {
    let of = |example: &str| plan(WORKED_EXAMPLES.iter().find(|e| e.id == example).expect("one").file);
    let counts = [3, 3, 3, 3, 3, 3, 2, 1, 3, 2, 3, 3, 2];
    for (example, count) in WORKED_EXAMPLES.iter().zip(counts) {
        assert_eq!(of(example.id).records().count(Kind::KeyResult), count, "{}", example.id);
        assert_eq!(of(example.id).records().count(Kind::Objective), 1, "{}", example.id);
    }
    assert_eq!(counts.iter().sum::<usize>(), 34);
}

#[test]
fn what_can_be_computed_comes_to_the_figures_of_the_practice() {
    let x11 = example("X11");
    let status = |plan: &Plan, key_result: &str| {
        let verdict = key_result_status(plan, &id(key_result), day(ANCHOR));
        (round_half_up(verdict.standing.progress.unwrap_or(-1.0) * 100.0, 1), verdict.status)
    };
    assert_eq!(status(&x11, "k_11").0, 60.0);
    assert_eq!(status(&x11, "k_12").0, 33.3);
    assert_eq!(at(&x11, "k_12", 1.0), (100.0, 100.0));
    assert_eq!(at(&x11, "k_12", 5.0), (0.0, -33.3));
    let x12 = example("X12");
    assert_eq!(status(&x12, "k_11").0, 50.0);
    assert_eq!(status(&x12, "k_12").0, 50.0);
    assert_eq!(at(&x12, "k_12", 2.5), (100.0, 120.0));
    assert_eq!(status(&x12, "k_13").1, Status::OnTrack);
    let breached = with_value(&x12, "k_13", 8.9);
    assert_eq!(key_result_status(&breached, &id("k_13"), day(ANCHOR)).status, Status::OffTrack);
    assert_eq!(objective_status(&breached, &id("o_1"), day(ANCHOR)).status, Status::OffTrack);
    assert_ne!(objective_status(&x12, &id("o_1"), day(ANCHOR)).status, Status::OffTrack);
    // targets typed as changes are stored as values: 40,000 + 20 %, 25,000 + 10,000, 1,200 + 15 %
    let to = |plan: &Plan, key_result: &str| match &plan.records().key_results[&id(key_result)].measure {
        Some(Measure::Reach(reach)) => round(reach.to),
        other => panic!("{other:?}"),
    };
    let x2 = example("X2");
    assert_eq!((to(&x2, "k_11"), to(&x2, "k_12"), to(&x2, "k_13")), (48_000.0, 35_000.0, 1_380.0));
    assert_eq!(to(&example("X9"), "k_13"), 28.0);
}

#[test]
fn x6_no_key_result_measures_uptime_and_one_bound_to_the_kpi_reads_half() {
    let mut x6 = example("X6");
    assert!(x6.records().key_results.values().all(|k| k.kpi.is_none()));
    assert_eq!(kpi_status(&x6, &id("m_uptime"), day(ANCHOR)).status, KpiStatus::Unhealthy);
    let mut uptime =
        KeyResult::new("Uptime", id("o_1"), Some(Measure::Reach(Reach { from: 50.0, to: 99.0 })));
    uptime.kpi = Some(id("m_uptime"));
    x6.put(&RecordKey::Record(Kind::KeyResult, id("k_up")), Some(Record::KeyResult(uptime)));
    let progress = key_result_status(&x6, &id("k_up"), day(ANCHOR)).standing.progress;
    assert_eq!(progress.map(round), Some(0.5));
}

#[test]
fn what_the_practice_leaves_open_is_a_draft_here() {
    for (number, open) in [("X1", 3), ("X7", 2), ("X10", 1), ("X13", 0)] {
        let plan = example(number);
        let records = plan.records();
        assert!(records.objectives.values().all(|o| o.stage() == ObjectiveStage::Draft), "{number}");
        let without: Vec<&KeyResult> = records.key_results.values().filter(|k| k.measure.is_none()).collect();
        assert_eq!(without.len(), open, "{number}");
        for key_result in without {
            let asks = read_key_result(&key_result.title, NumberFormat::POINT).asks;
            let finding = matches!(asks.as_slice(), [Ask::NotMeasurable | Ask::Placeholder(_)]);
            assert!(finding, "{number} {}: {asks:?}", key_result.title);
        }
    }
    for example in WORKED_EXAMPLES.iter().filter(|e| !["X1", "X7", "X10"].contains(&e.id)) {
        assert!(
            plan(example.file).records().key_results.values().all(|k| k.measure.is_some()),
            "{}",
            example.id
        );
    }
}

#[test]
fn hints_can_be_found_in_the_words_of_the_examples() {
    let asks = |number: &str, key_result: &str| {
        let plan = example(number);
        read_key_result(&plan.records().key_results[&id(key_result)].title, NumberFormat::POINT).asks
    };
    assert!(asks("X3", "k_13").iter().any(|ask| matches!(ask, Ask::TwoInOne(_))), "X3: two in one");
    assert!(
        asks("X9", "k_12").iter().any(|ask| matches!(ask, Ask::WhichWay { .. })),
        "X9: the direction trap"
    );
    assert!(asks("X10", "k_12").iter().any(|ask| matches!(ask, Ask::Placeholder(_))), "X10: the placeholder");
}

#[test]
fn the_examples_watch_the_kpis_of_the_practice() {
    for (number, count) in [("X6", 1), ("X7", 1), ("X9", 1), ("X10", 1), ("X12", 3), ("X13", 4)] {
        let plan = example(number);
        let watched = plan.records().objectives.values().map(|o| o.watch.len()).sum::<usize>();
        assert_eq!((watched, plan.records().count(Kind::Kpi)), (count, count), "{number}");
    }
}

/// Every name of section 8 ("KPIs"), with the direction and the frequency it has in the library.
const NAMES: &[(&str, &str, Direction, Every)] = &[
    ("customer lifetime value", "m_lifetime_value", Direction::Higher, Every::Quarter),
    ("sales revenue", "m_sales_revenue", Direction::Higher, Every::Month),
    ("trial-to-customer conversion rate", "m_trial_conversion", Direction::Higher, Every::Month),
    ("calls made", "m_calls", Direction::None, Every::Week),
    ("employee engagement", "m_engagement", Direction::Higher, Every::Quarter),
    ("performance of team members", "m_performance", Direction::Higher, Every::Quarter),
    ("average recruitment time", "m_recruitment_time", Direction::Lower, Every::Month),
    ("website traffic", "m_traffic", Direction::Higher, Every::Week),
    ("visitor-to-subscriber conversion rate", "m_subscriber_conversion", Direction::Higher, Every::Week),
    ("average response time", "m_response_time", Direction::Lower, Every::Week),
    ("ticket resolution time", "m_resolution_time", Direction::Lower, Every::Week),
    ("tickets per month", "m_tickets", Direction::Lower, Every::Month),
    ("customer retention rate", "m_retention", Direction::Higher, Every::Month),
    ("net profit margin", "m_net_profit_margin", Direction::Higher, Every::Month),
    ("employee turnover rate", "m_turnover", Direction::Lower, Every::Quarter),
    ("CSAT", "m_csat", Direction::Higher, Every::Week),
    ("lead conversion rate", "m_lead_conversion", Direction::Higher, Every::Month),
    ("uptime", "m_uptime", Direction::Higher, Every::Day),
    ("ticket replies per day", "m_replies", Direction::Higher, Every::Day),
    ("feedback forms", "m_feedback_forms", Direction::Higher, Every::Week),
    ("sales this quarter", "m_sales_quarter", Direction::Higher, Every::Week),
    ("revenue growth", "m_revenue_growth", Direction::Higher, Every::Quarter),
    ("sales growth", "m_sales_growth", Direction::Higher, Every::Quarter),
    ("customer satisfaction", "m_satisfaction", Direction::Higher, Every::Month),
    ("operational efficiency", "m_operational_efficiency", Direction::Higher, Every::Month),
    ("productivity", "m_productivity", Direction::Higher, Every::Month),
    ("revenue", "m_revenue", Direction::Higher, Every::Month),
    ("profit", "m_profit", Direction::Higher, Every::Month),
    ("cash in the bank", "m_cash", Direction::Higher, Every::Month),
    ("profit per employee", "m_profit_per_employee", Direction::Higher, Every::Quarter),
    ("client NPS", "m_client_nps", Direction::Higher, Every::Quarter),
    ("sales-qualified leads", "m_qualified_leads", Direction::Higher, Every::Month),
    ("absenteeism", "m_absenteeism", Direction::Lower, Every::Month),
    ("overtime", "m_overtime", Direction::Lower, Every::Month),
    ("training", "m_training", Direction::None, Every::Quarter),
    ("diversity", "m_diversity", Direction::None, Every::Year),
    ("number of tickets", "m_ticket_count", Direction::Lower, Every::Week),
    ("average time to respond", "m_time_to_respond", Direction::Lower, Every::Month),
    ("average time per call", "m_call_time", Direction::Lower, Every::Week),
    ("employee NPS", "m_enps", Direction::Higher, Every::Quarter),
    ("onboarding effectiveness", "m_onboarding", Direction::Higher, Every::Quarter),
    ("onboarding pass rate", "m_onboarding_pass", Direction::Higher, Every::Quarter),
    ("hiring-funnel conversion", "m_hiring_funnel", Direction::Higher, Every::Month),
];

#[test]
fn every_kpi_of_the_practice_is_in_the_library_with_unit_direction_and_frequency() {
    let library = plan(KPI_LIBRARY);
    let kpis = &library.records().kpis;
    for (name, key, direction, every) in NAMES {
        let kpi = kpis.get(&id(key)).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(kpi.title.to_lowercase().contains(&name.to_lowercase()), "{name}: {}", kpi.title);
        assert_eq!((kpi.direction, kpi.every), (*direction, *every), "{name}");
        assert!(kpi.unit.as_deref().is_some_and(|unit| !unit.is_empty()), "{name} has no unit");
        assert!(kpi.definition.is_some() && kpi.team.is_some(), "{name} has no definition or department");
        // E5: what is yours to decide is not decided for you
        assert!(kpi.targets.is_empty() && kpi.owner.is_none(), "{name} comes with a target or owner");
    }
    assert_eq!(kpis.len(), NAMES.len(), "a KPI that the practice does not name");
}

#[test]
fn less_is_better_for_times_turnover_absenteeism_overtime_and_tickets() {
    for kpi in plan(KPI_LIBRARY).records().kpis.values() {
        let title = kpi.title.to_lowercase();
        let falls =
            [" time", "turnover", "absenteeism", "overtime", "tickets"].iter().any(|w| title.contains(w));
        assert_eq!(kpi.direction == Direction::Lower, falls, "{}", kpi.title);
    }
}

#[test]
fn f8_every_kpi_of_the_library_has_its_phase_and_acquisition_comes_before_retention() {
    let library = plan(KPI_LIBRARY);
    let kpis = &library.records().kpis;
    let mut named: Vec<&str> = PHASES.iter().map(|(id, _)| *id).collect();
    named.sort_unstable();
    let there: Vec<&str> = kpis.keys().map(Id::as_str).collect();
    assert_eq!(named, there, "the table names each KPI of the library once, and no other");
    for (key, kpi) in kpis.iter() {
        assert!(!phases_of(key).is_empty(), "{} has no phase", kpi.title);
    }
    for phase in Phase::ALL {
        let only = PHASES.iter().filter(|(_, phases)| *phases == [phase]).count();
        assert!(only >= 8, "{phase:?}: {only} KPIs are its own");
        let departments: std::collections::BTreeSet<_> = kpis
            .iter()
            .filter(|(key, _)| phases_of(key).contains(&phase))
            .map(|(_, kpi)| &kpi.team)
            .collect();
        assert!(departments.len() >= 6, "{phase:?} says nothing to most departments: {departments:?}");
    }
    assert_eq!(phases_of(&id("m_trial_conversion")), [Phase::StartUp]);
    assert_eq!(phases_of(&id("m_retention")), [Phase::Established]);
    assert_eq!(phases_of(&id("m_revenue")), Phase::ALL);
    assert_eq!(phases_of(&id("m_gone")), []);
}
