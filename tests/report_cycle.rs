//! The facts of a cycle's report: as of which day, what counts, what is left out.

#![allow(clippy::unwrap_used)]

use cairn::domain::{Date, Id, Plan};
use cairn::plan_file::read;
use cairn::progress::{Band, Status};
use cairn::report::{CycleReport, cycle_report};

const PLAN: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Clinic",
  "people": { "u_ana": { "name": "Ana" } },
  "cycles": { "q1": { "title": "Q1", "from": "2027-01-01", "to": "2027-03-31", "facilitator": "u_ana", "notDoing": { "n1": "No fax" } },
    "q0": { "title": "Q0", "from": "2026-10-01", "to": "2026-12-31", "stage": "closed", "closed": "2027-01-03" } },
  "objectives": {
    "o_wait": { "title": "Nobody waits", "cycle": "q1", "rank": "a" },
    "o_calm": { "title": "Calm nights", "cycle": "q1", "rank": "b" },
    "o_plan": { "title": "Not yet", "cycle": "q1", "stage": "draft", "rank": "c" },
    "o_old": { "title": "Before", "cycle": "q0", "rank": "d" } },
  "keyResults": {
    "k_wait": { "objective": "o_wait", "title": "Wait", "measure": { "reach": { "from": 40, "to": 10 } }, "rank": "a" },
    "k_calm": { "objective": "o_calm", "title": "Alarms", "measure": { "reach": { "from": 9, "to": 3 } }, "rank": "a" },
    "k_old": { "objective": "o_old", "title": "Old", "measure": { "reach": { "from": 0, "to": 10 } }, "rank": "a" } },
  "checkIns": {
    "c1": { "keyResult": "k_wait", "on": "2027-02-09", "value": 38, "note": "One seat empty", "blocker": { "what": "Nobody to hire" } },
    "c2": { "keyResult": "k_wait", "on": "2027-02-16", "value": 36, "note": "  " },
    "c3": { "keyResult": "k_wait", "on": "2027-03-09", "value": 12, "note": "Both seats filled" },
    "c4": { "keyResult": "k_calm", "on": "2027-02-15", "value": 6 },
    "c5": { "keyResult": "k_old", "on": "2026-12-20", "value": 8 },
    "c6": { "keyResult": "k_old", "on": "2027-02-01", "value": 10, "note": "Too late to count" } },
  "initiatives": { "i1": { "title": "Hire", "keyResult": "k_wait", "rank": "b" }, "i2": { "title": "Overtime", "keyResult": "k_wait", "stage": "dropped", "rank": "a" } },
  "kpis": { "m_b": { "title": "Falls", "direction": "lower", "every": "week", "rank": "b" }, "m_a": { "title": "Calls", "direction": "lower", "every": "week", "rank": "a" },
    "m_gone": { "title": "Fax", "direction": "lower", "every": "week", "rank": "c", "retired": "2027-02-10" }, "m_pin": { "title": "Care", "direction": "higher", "every": "week", "rank": "z", "pinned": true } },
  "measurements": { "m_b": { "2027-01-04": 5, "2027-02-08": 3, "2027-03-08": 1 } },
  "reviews": { "q0": { "worked": "Short meetings", "scores": { "k_old": { "score": 0.9, "why": "The rest came in January" } } } } }"#;

fn plan() -> Plan {
    let opened = read(PLAN.as_bytes()).unwrap();
    assert_eq!(opened.repairs, []);
    opened.document.plan
}

fn report(cycle: &str, day: &str) -> Option<CycleReport> {
    cycle_report(&plan(), &Id::parse(cycle).unwrap(), Date::parse(day).unwrap())
}

#[test]
fn a_running_cycle_is_told_as_of_the_day_asked_for() {
    let facts = report("q1", "2027-02-17").unwrap();
    let ids: Vec<&str> = facts.objectives.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["o_wait", "o_calm", "o_plan"], "drafts too: they say so");
    assert_eq!(facts.statuses, [(Status::OffTrack, 1), (Status::OnTrack, 1), (Status::Draft, 1)]);
    assert_eq!((facts.key_results, facts.closed, facts.mean), ((2, 0), None, None));
    let wait = &facts.objectives[0].key_results[0];
    let (on, note) = wait.note.clone().unwrap();
    assert_eq!(
        (on.to_string().as_str(), note.as_str()),
        ("2027-02-09", "One seat empty"),
        "the last words, not a blank"
    );
    assert_eq!(wait.blockers.iter().map(|b| b.blocker.what.as_str()).collect::<Vec<_>>(), ["Nobody to hire"]);
    assert_eq!(
        wait.initiatives.iter().map(Id::as_str).collect::<Vec<_>>(),
        ["i1"],
        "nothing that was dropped"
    );
    assert_eq!(facts.not_doing, ["No fax"]);
    // later it stands otherwise
    let later = report("q1", "2027-03-10").unwrap();
    assert_eq!(later.objectives[0].key_results[0].note.as_ref().unwrap().1, "Both seats filled");
}

#[test]
fn a_closed_cycle_is_told_as_of_its_closing_with_scores() {
    let facts = report("q0", "2027-03-10").unwrap();
    assert_eq!((facts.on.to_string().as_str(), facts.mean), ("2027-01-03", Some(0.9)));
    assert_eq!(facts.closed, Some(facts.on));
    assert_eq!(facts.statuses, [(Status::Closed(Some(Band::Green)), 1)]);
    let old = &facts.objectives[0];
    assert_eq!(old.score, Some((0.9, Band::Green)));
    assert_eq!(old.key_results[0].score.as_ref().map(|line| (line.proposed, line.score)), Some((0.8, 0.9)));
    assert_eq!(old.key_results[0].note, None, "what was said after the closing is not part of it");
    // the day before, it was still open
    let before = report("q0", "2027-01-02").unwrap();
    assert_eq!((before.closed, before.objectives[0].score), (None, None));
}

#[test]
fn e7_the_kpis_in_use_are_there_the_pinned_first_with_their_change_over_the_cycle() {
    let ids = |day: &str| {
        let facts = report("q1", day).unwrap();
        facts.kpis.iter().map(|kpi| kpi.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids("2027-02-09"), ["m_pin", "m_a", "m_b", "m_gone"]);
    assert_eq!(ids("2027-02-17"), ["m_pin", "m_a", "m_b"], "without what is retired");
    let facts = report("q1", "2027-02-17").unwrap();
    let span = facts.kpis[2].span.clone().unwrap();
    assert_eq!((span.start.unwrap().1, span.end.unwrap().1, span.by), (5.0, 3.0, Some(-2.0)));
    assert_eq!(facts.kpis[2].verdict.last.unwrap().1, 3.0);
}

#[test]
fn there_is_no_report_of_no_cycle() {
    assert!(report("q9", "2027-02-17").is_none());
}
