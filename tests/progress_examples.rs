//! The formulas against a second implementation of the rules: the sample plans and the figures expected of them
//! (`tests/fixtures/examples/README.md`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use cairn::domain::{Date, Id, Plan, round};
use cairn::plan_file::read;
use cairn::progress::{
    Band, KpiStatus, Status, key_result_score, key_result_status, kpi_status, objective_score,
    objective_status,
};
use serde_json::Value;

fn examples(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/examples").join(name);
    std::fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn expected(name: &str) -> Value {
    serde_json::from_slice(&examples(name)).expect("json")
}

fn plan(file: &str) -> Plan {
    read(&examples(file)).unwrap_or_else(|refused| panic!("{file}: {refused}")).document.plan
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Closed(_) => "closed",
        Status::Upcoming => "upcoming",
        Status::Achieved => "achieved",
        Status::NoData => "no-data",
        Status::OnTrack => "on-track",
        Status::OffTrack => "off-track",
        Status::AtRisk => "at-risk",
        Status::Missed => "missed",
        Status::TooEarly => "too-early",
    }
}

fn kpi_word(status: KpiStatus) -> &'static str {
    match status {
        KpiStatus::NoData => "no-data",
        KpiStatus::Overdue => "overdue",
        KpiStatus::NoTarget => "no-target",
        KpiStatus::Healthy => "healthy",
        KpiStatus::Watch => "watch",
        KpiStatus::Unhealthy => "unhealthy",
    }
}

fn band_word(status: Status) -> Option<&'static str> {
    match status {
        Status::Closed(Some(Band::Red)) => Some("red"),
        Status::Closed(Some(Band::Amber)) => Some("amber"),
        Status::Closed(Some(Band::Green)) => Some("green"),
        _ => None,
    }
}

/// What a row is found to be, in the members that the expected row names.
fn found(plan: &Plan, collection: &str, id: &Id, day: Date) -> Value {
    let (mut row, progress, score, status) = match collection {
        "keyResults" => {
            let verdict = key_result_status(plan, id, day);
            let mut row = serde_json::json!({ "status": word(verdict.status) });
            if verdict.overdue {
                row = serde_json::json!({ "status": "overdue", "beside": word(verdict.status) });
            }
            (row, verdict.standing.progress, Some(key_result_score(plan, id, day)), verdict.status)
        }
        "objectives" => {
            let verdict = objective_status(plan, id, day);
            let row = serde_json::json!({ "status": word(verdict.status) });
            (row, verdict.progress, objective_score(plan, id, day), verdict.status)
        }
        _ => return serde_json::json!({ "status": kpi_word(kpi_status(plan, id, day).status) }),
    };
    row["progress"] = serde_json::json!(progress.map(round));
    if let Status::Closed(_) = status {
        row["score"] = serde_json::json!(score);
        row["band"] = serde_json::json!(band_word(status));
    }
    row
}

/// Numbers by value (the file may say 1 where 1.0 is meant), everything else as it is.
fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() < 2e-9,
        _ => a == b,
    }
}

#[test]
fn the_sample_plans_stand_as_a_second_implementation_says() {
    let (mut wrong, mut rows) = (Vec::new(), 0);
    for (file, expected) in expected("expected.json").as_object().expect("files") {
        let plan = plan(file);
        let day = Date::parse(expected["anchor"].as_str().expect("an anchor")).expect("a date");
        for collection in ["keyResults", "objectives", "kpis"] {
            for (id, row) in expected[collection].as_object().into_iter().flatten() {
                let found = found(&plan, collection, &Id::parse(id).expect("an id"), day);
                rows += 1;
                for (member, value) in row.as_object().expect("a row") {
                    if !same(&found[member], value) {
                        wrong.push(format!("{file} {day} {id}.{member}: {} ≠ {value}", found[member]));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows > 80, "{rows}");
}

#[test]
fn and_on_other_days_too() {
    let (mut wrong, mut rows) = (Vec::new(), 0);
    for (file, days) in expected("expected-days.json").as_object().expect("files") {
        let plan = plan(file);
        for (day, expected) in days.as_object().expect("days") {
            let day = Date::parse(day).expect("a date");
            for collection in ["keyResults", "objectives", "kpis"] {
                for (id, status) in expected[collection].as_object().into_iter().flatten() {
                    let found = found(&plan, collection, &Id::parse(id).expect("an id"), day);
                    rows += 1;
                    if found["status"] != *status {
                        wrong.push(format!("{file} {day} {id}: {found} ≠ {status}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows > 500, "{rows}");
}
