//! The facts of a weekly update: whose they are, of which week, and what counts as news.

#![allow(clippy::unwrap_used)]

use cairn::domain::{Date, Id, Plan};
use cairn::plan_file::read;
use cairn::progress::{Happened, Status};
use cairn::report::{Weekly, weekly};

/// Two teams below a company; one objective each, of which one is behind, held up, and fed by a KPI.
const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Clinic",
  "people": { "u_ana": { "name": "Ana" } },
  "teams": { "t_top": { "name": "Clinic", "level": "company" },
    "t_desk": { "name": "Desk", "level": "team", "parent": "t_top" }, "t_ward": { "name": "Ward", "level": "team", "parent": "t_top" } },
  "cycles": { "q1": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31" }, "q0": { "title": "Q0", "from": "2026-10-01", "to": "2026-12-31", "stage": "closed", "closed": "2027-01-03" } },
  "objectives": {
    "o_desk": { "title": "Nobody waits", "cycle": "q1", "team": "t_desk", "owner": "u_ana", "rank": "a" },
    "o_ward": { "title": "Calm nights", "cycle": "q1", "team": "t_ward", "rank": "b" },
    "o_plan": { "title": "Not yet", "cycle": "q1", "team": "t_desk", "stage": "draft", "rank": "c" },
    "o_old": { "title": "Before", "cycle": "q0", "team": "t_desk", "rank": "d" } },
  "keyResults": {
    "k_wait": { "objective": "o_desk", "title": "Minutes of waiting", "measure": { "reach": { "from": 40, "to": 10 } }, "unit": "min", "rank": "a" },
    "k_calls": { "objective": "o_desk", "title": "Missed calls", "measure": { "reach": { "from": 30, "to": 5 } }, "kpi": "m_calls", "from": "2027-02-10", "rank": "b" },
    "k_quiet": { "objective": "o_ward", "title": "Alarms a night", "measure": { "reach": { "from": 9, "to": 3 } }, "rank": "a" } },
  "checkIns": {
    "c1": { "keyResult": "k_wait", "on": "2027-01-10", "value": 38, "blocker": { "what": "One seat empty", "who": "u_ana", "until": "2027-02-20" } },
    "c2": { "keyResult": "k_wait", "on": "2027-02-09", "value": 37 },
    "c3": { "keyResult": "k_wait", "on": "2027-02-16", "value": 36 },
    "c4": { "keyResult": "k_quiet", "on": "2027-02-15", "value": 6 } },
  "kpis": { "m_calls": { "title": "Missed calls", "direction": "lower", "every": "week", "team": "t_desk", "targets": { "2027-01-01": { "value": 10 } } },
    "m_falls": { "title": "Falls", "direction": "lower", "every": "week", "team": "t_ward", "targets": { "2027-01-01": { "value": 1 } } } },
  "measurements": {
    "m_calls": { "2027-02-08": 29, "2027-02-15": 28 },
    "m_falls": { "2027-02-01": 5, "2027-02-08": 6, "2027-02-15": 7 } } }"#;

fn plan() -> Plan {
    let opened = read(PLAN.as_bytes()).unwrap();
    assert_eq!(opened.repairs, []);
    opened.document.plan
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn ids(facts: &Weekly) -> Vec<&str> {
    facts.objectives.iter().map(|now| now.objective.as_str()).collect()
}

#[test]
fn the_update_of_a_team_is_of_its_branch_and_of_what_runs() {
    let plan = plan();
    let all = weekly(&plan, None, day("2027-02-17"));
    assert_eq!(ids(&all), ["o_desk", "o_ward"], "no draft, nothing of a cycle that is over");
    let top = weekly(&plan, Some(&id("t_top")), day("2027-02-17"));
    assert_eq!(ids(&top), ["o_desk", "o_ward"], "with the teams below");
    let ward = weekly(&plan, Some(&id("t_ward")), day("2027-02-17"));
    assert_eq!(ids(&ward), ["o_ward"]);
    assert!(ward.blockers.is_empty() && ward.became.is_empty());
    let kpis: Vec<&str> = ward.signals.iter().map(|concern| concern.kpi.as_str()).collect();
    assert_eq!(kpis, ["m_falls"]);
    let happened: Vec<String> = ward.events.iter().map(|event| event.on.to_string()).collect();
    assert_eq!(happened, ["2027-02-15"], "of their own key results only");
}

#[test]
fn a_week_is_the_seven_days_up_to_the_day_and_progress_is_told_against_its_beginning() {
    let facts = weekly(&plan(), Some(&id("t_desk")), day("2027-02-16"));
    assert_eq!(facts.days, (day("2027-02-09"), day("2027-02-16")));
    // c2 was made on the day before the week began
    let check_ins: Vec<&str> = facts
        .events
        .iter()
        .filter_map(|event| match &event.what {
            Happened::CheckedIn { check_in, .. } => Some(check_in.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(check_ins, ["c3"]);
    let desk = &facts.objectives[0];
    let (_, before, now) = desk.key_results.iter().find(|(id, ..)| id.as_str() == "k_wait").unwrap();
    // 40 → 37 and 40 → 36 of the 30 on the way from 40 to 10
    assert_eq!((before.standing.progress, now.standing.progress), (Some(0.1), Some(4.0 / 30.0)));
}

#[test]
fn what_needs_help_and_what_is_in_the_way_is_told_until_it_is_over() {
    let plan = plan();
    let facts = weekly(&plan, Some(&id("t_desk")), day("2027-02-17"));
    let at_risk: Vec<(&str, Status)> =
        facts.at_risk.iter().map(|(id, now)| (id.as_str(), now.status)).collect();
    assert!(at_risk.contains(&("k_wait", Status::OffTrack)), "{at_risk:?}");
    let blockers: Vec<&str> = facts.blockers.iter().map(|open| open.blocker.what.as_str()).collect();
    assert_eq!(blockers, ["One seat empty"]);
    let early = weekly(&plan, None, day("2027-01-05"));
    assert!(early.blockers.is_empty(), "nothing was in the way yet");
    let over = weekly(&plan, None, day("2027-06-01"));
    assert!(over.objectives.is_empty() && over.at_risk.is_empty(), "no cycle runs");
}

#[test]
fn d7_a_kpi_that_became_a_key_result_is_news_for_two_weeks() {
    let plan = plan();
    let became = |on: &str| weekly(&plan, None, day(on)).became.len();
    let facts = weekly(&plan, None, day("2027-02-10"));
    assert_eq!(facts.became, [(id("m_calls"), id("k_calls"))]);
    assert_eq!((became("2027-02-23"), became("2027-02-24")), (1, 0));
}
