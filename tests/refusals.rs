//! Malformed plan files: each is refused with its place and its reason, and nothing is guessed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::domain::{Kind, MeasureFault};
use cairn::plan_file::{Expected, Reason, Refused, SIZE_LIMIT, read};

/// A good plan; each case changes one place of it.
const BASE: &str = r#"{
  "type": "okr-plan",
  "version": 1,
  "plan": "p_1",
  "title": "Plan",
  "people": { "u_ana": { "name": "Ana" } },
  "teams": { "t_1": { "name": "Support", "level": "team" } },
  "cycles": { "q_1": { "title": "2027 Q1", "from": "2027-01-01", "to": "2027-03-31", "stage": "active", "setting": "2026-12-15", "reviews": { "2027-02-17": true }, "reopened": { "2027-04-09": { "why": "Late" } }, "notDoing": { "n1": "A help desk" } } },
  "objectives": { "o_1": { "title": "Faster", "cycle": "q_1", "team": "t_1", "ambition": "committed", "watch": { "m_1": true }, "rank": "a0" } },
  "keyResults": {
    "k_reach": { "objective": "o_1", "title": "Reach", "measure": { "reach": { "from": 5, "to": 3 } }, "weight": 2, "from": "2027-01-15", "to": "2027-02-15",
      "revisions": { "2027-02-01": { "reach": { "from": 5, "to": 4 }, "why": "More calls" } } },
    "k_keep": { "objective": "o_1", "title": "Keep", "measure": { "keep": { "atLeast": 8, "atMost": 9 } }, "checkInEvery": "month" },
    "k_steps": { "objective": "o_1", "title": "Steps", "measure": { "milestones": { "s1": { "title": "Design", "weight": 1, "done": "2027-02-10" } } } }
  },
  "checkIns": { "c_1": { "keyResult": "k_reach", "on": "2027-02-14", "at": "2027-02-14T15:02:00Z", "value": 4.5, "confidence": 7, "note": "Well", "blocker": { "what": "Billing", "until": "2027-02-20", "cleared": "2027-02-19" }, "was": { "w_1": { "on": "2027-02-13", "value": 4 } } } },
  "initiatives": { "i_1": { "title": "Portal", "stage": "doing" } },
  "kpis": { "m_1": { "title": "CSAT", "direction": "higher", "every": "week", "aggregate": "mean", "targets": { "2027-01-01": { "value": 9, "tolerance": 0.5, "until": "2027-12-31" } }, "changes": { "2027-03-01": "New survey" }, "benchmark": { "value": 8.25 }, "scope": "process", "tags": { "revenue": true }, "factors": { "timeliness": true }, "reviewed": { "2027-04-02": { "outcome": "keep" } }, "retired": "2027-08-01", "pinned": true } },
  "measurements": { "m_1": { "2027-01-04": 9.1, "2027-01-11": [8.8, "Outage"] } },
  "reviews": { "q_1": { "scores": { "k_reach": { "score": 0.7 } }, "worked": "Talking", "next": { "o_1": { "what": "keep" } } } },
  "settings": { "objectivesPerTeam": [1, 3], "checkInEvery": "week", "kpisPerBoard": 30, "maintaining": "guards", "lowestLevel": "team", "closedDays": { "2027-12-25": true } },
  "dismissed": { "A5/o_1": "Once" },
  "trash": { "initiatives": { "i_old": { "title": "Old" } } }
}
"#;

fn with(from: &str, to: &str) -> String {
    assert_eq!(BASE.matches(from).count(), 1, "{from:?} must stand once in the base");
    BASE.replace(from, to)
}

fn refusal(text: &str) -> Refused {
    match read(text.as_bytes()) {
        Err(refused) => refused,
        Ok(_) => panic!("was read:\n{text}"),
    }
}

#[test]
fn the_base_is_a_good_plan() {
    let opened = read(BASE.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(opened.repairs, []);
}

/// What is changed, into what, and the one place and reason of the refusal.
#[test]
fn each_fault_is_named_with_its_place_and_reason() {
    use Reason::*;
    let wrong = WrongType;
    let every: &[&str] = &["day", "week", "month", "quarter", "year"];
    let cases: Vec<(&str, &str, &str, Reason)> = vec![
        // what it is
        (r#""okr-plan""#, r#""okr-board""#, "type", NotAPlan),
        (r#""type": "okr-plan","#, "", "type", NotAPlan),
        (r#""version": 1,"#, "", "version", NoVersion),
        (r#""version": 1"#, r#""version": "1""#, "version", BadVersion),
        (r#""version": 1"#, r#""version": 0"#, "version", BadVersion),
        (r#""version": 1"#, r#""version": -1"#, "version", BadVersion),
        (r#""version": 1"#, r#""version": 1.5"#, "version", BadVersion),
        (r#""version": 1"#, r#""version": 7"#, "version", NewerVersion(7)),
        // the head
        (r#""plan": "p_1","#, "", "plan", Missing),
        (r#""plan": "p_1""#, r#""plan": "p 1""#, "plan", NotAnId),
        (r#""title": "Plan","#, "", "title", Missing),
        (r#""title": "Plan""#, r#""title": 7"#, "title", wrong(Expected::Text)),
        (r#""settings": {"#, r#""settings": 7, "x": {"#, "settings", wrong(Expected::Object)),
        ("[1, 3]", "[1]", "settings/objectivesPerTeam", wrong(Expected::Range)),
        ("[1, 3]", "[1, 3.5]", "settings/objectivesPerTeam/1", NotWhole),
        (
            r#""kpisPerBoard": 30"#,
            r#""kpisPerBoard": -1"#,
            "settings/kpisPerBoard",
            OutOfRange { low: 0.0, high: 4294967295.0 },
        ),
        (
            r#""checkInEvery": "week""#,
            r#""checkInEvery": "fortnight""#,
            "settings/checkInEvery",
            NotOneOf(every),
        ),
        (
            r#""2027-12-25": true"#,
            r#""2027-12-25": false"#,
            "settings/closedDays/2027-12-25",
            wrong(Expected::True),
        ),
        (r#""2027-12-25": true"#, r#""Christmas": true"#, "settings/closedDays/Christmas", NotADate),
        (r#""A5/o_1": "Once""#, r#""A5/o_1": 1"#, "dismissed/A5/o_1", wrong(Expected::Text)),
        // collections and ids
        (r#""people": {"#, r#""people": [], "x": {"#, "people", wrong(Expected::Object)),
        (r#""u_ana": {"#, r#""_ana": {"#, "people/_ana", NotAnId),
        (r#"{ "name": "Ana" }"#, r#"[]"#, "people/u_ana", wrong(Expected::Object)),
        (r#"{ "name": "Ana" }"#, r#"{}"#, "people/u_ana/name", Missing),
        (r#"{ "name": "Ana" }"#, r#"{ "name": null }"#, "people/u_ana/name", Null),
        (r#""k_keep": {"#, r#""o_1": {"#, "keyResults/o_1", IdTaken(Kind::Objective)),
        (
            r#""initiatives": { "i_old": { "title": "Old" }"#,
            r#""keyResults": { "o_1": { "title": "Old", "objective": "o_1" }"#,
            "trash/keyResults/o_1",
            IdTaken(Kind::Objective),
        ),
        // teams and cycles
        (
            r#""level": "team""#,
            r#""level": "guild""#,
            "teams/t_1/level",
            NotOneOf(&["company", "department", "team", "person"]),
        ),
        (r#""level": "team""#, r#""parent": 7"#, "teams/t_1/parent", wrong(Expected::Text)),
        (r#""to": "2027-03-31""#, r#""to": "2026-03-31""#, "cycles/q_1", EndsBeforeItBegins),
        (r#""to": "2027-03-31""#, r#""to": "2027-02-30""#, "cycles/q_1/to", NotADate),
        (r#""from": "2027-01-01", "#, "", "cycles/q_1/from", Missing),
        (r#""stage": "active""#, r#""closed": "yesterday""#, "cycles/q_1/closed", NotADate),
        (r#""n1": "A help desk""#, r#""n 1": "A help desk""#, "cycles/q_1/notDoing/n 1", NotAnId),
        // objectives
        (r#""cycle": "q_1", "#, "", "objectives/o_1/cycle", Missing),
        (
            r#""ambition": "committed""#,
            r#""ambition": "bold""#,
            "objectives/o_1/ambition",
            NotOneOf(&["committed", "aspirational"]),
        ),
        (r#""ambition": "committed""#, r#""owner": null"#, "objectives/o_1/owner", Null),
        (
            r#""watch": { "m_1": true }"#,
            r#""watch": ["m_1"]"#,
            "objectives/o_1/watch",
            wrong(Expected::Object),
        ),
        (r#""rank": "a0""#, r#""rank": """#, "objectives/o_1/rank", NotARank),
        // key results
        (
            r#""objective": "o_1", "title": "Reach", "#,
            r#""title": "Reach", "#,
            "keyResults/k_reach/objective",
            Missing,
        ),
        (
            r#"{ "from": 5, "to": 3 }"#,
            r#"{ "from": 5, "to": 5 }"#,
            "keyResults/k_reach/measure",
            Measure(MeasureFault::FromEqualsTo),
        ),
        (r#"{ "from": 5, "to": 3 }"#, r#"{ "from": 5 }"#, "keyResults/k_reach/measure/reach/to", Missing),
        (
            r#"{ "from": 5, "to": 3 }"#,
            r#"{ "from": 5, "to": "3" }"#,
            "keyResults/k_reach/measure/reach/to",
            wrong(Expected::Number),
        ),
        (
            r#"{ "from": 5, "to": 3 }"#,
            r#"{ "from": 5, "to": 1e999 }"#,
            "keyResults/k_reach/measure/reach/to",
            NotFinite,
        ),
        (
            r#"{ "keep": { "atLeast": 8, "atMost": 9 } }"#,
            r#"{ "keep": {} }"#,
            "keyResults/k_keep/measure",
            Measure(MeasureFault::NoBound),
        ),
        (
            r#"{ "keep": { "atLeast": 8, "atMost": 9 } }"#,
            r#"{ "keep": { "atLeast": 9, "atMost": 8 } }"#,
            "keyResults/k_keep/measure",
            Measure(MeasureFault::BoundsCrossed),
        ),
        (r#"{ "keep": { "atLeast": 8, "atMost": 9 } }"#, r#"{}"#, "keyResults/k_keep/measure", NotOneMeasure),
        (
            r#"{ "keep": { "atLeast": 8, "atMost": 9 } }"#,
            r#"{ "keep": { "atLeast": 8 }, "reach": { "from": 1, "to": 2 } }"#,
            "keyResults/k_keep/measure",
            NotOneMeasure,
        ),
        (
            r#""measure": { "keep": { "atLeast": 8, "atMost": 9 } }, "#,
            "",
            "keyResults/k_keep/measure",
            MeasureMissing,
        ),
        (r#"{ "keep": { "atLeast": 8, "atMost": 9 } }"#, r#"null"#, "keyResults/k_keep/measure", Null),
        (
            r#"{ "s1": { "title": "Design", "weight": 1, "done": "2027-02-10" } }"#,
            "{}",
            "keyResults/k_steps/measure",
            Measure(MeasureFault::NoMilestone),
        ),
        (
            r#""weight": 1, "done": "2027-02-10""#,
            r#""weight": 0"#,
            "keyResults/k_steps/measure",
            Measure(MeasureFault::BadWeight),
        ),
        (
            r#""weight": 1, "done": "2027-02-10""#,
            r#""weight": -1"#,
            "keyResults/k_steps/measure/milestones/s1/weight",
            Negative,
        ),
        (
            r#""done": "2027-02-10""#,
            r#""done": true"#,
            "keyResults/k_steps/measure/milestones/s1/done",
            wrong(Expected::Text),
        ),
        (r#""title": "Design", "#, "", "keyResults/k_steps/measure/milestones/s1/title", Missing),
        (r#""s1": {"#, r#""s/1": {"#, "keyResults/k_steps/measure/milestones/s/1", NotAnId),
        (r#""weight": 2"#, r#""weight": -2"#, "keyResults/k_reach/weight", Negative),
        (r#""to": "2027-02-15""#, r#""to": "2027-01-14""#, "keyResults/k_reach", EndsBeforeItBegins),
        (
            r#""2027-02-01": { "reach": { "from": 5, "to": 4 }"#,
            r#""2027-02-01": { "reach": { "from": 4, "to": 4 }"#,
            "keyResults/k_reach/revisions/2027-02-01",
            Measure(MeasureFault::FromEqualsTo),
        ),
        (r#""2027-02-01": {"#, r#""February": {"#, "keyResults/k_reach/revisions/February", NotADate),
        // check-ins
        (r#""value": 4.5, "#, "", "checkIns/c_1/value", ValueMissing),
        (r#""on": "2027-02-14""#, r#""on": "14.2.2027""#, "checkIns/c_1/on", NotADate),
        (r#""on": "2027-02-14", "#, "", "checkIns/c_1/on", Missing),
        ("2027-02-14T15:02:00Z", "2027-02-14T15:02:00+01:00", "checkIns/c_1/at", NotAnInstant),
        ("2027-02-14T15:02:00Z", "2027-02-14T24:00:00Z", "checkIns/c_1/at", NotAnInstant),
        (
            r#""confidence": 7"#,
            r#""confidence": 11"#,
            "checkIns/c_1/confidence",
            OutOfRange { low: 0.0, high: 10.0 },
        ),
        (r#""confidence": 7"#, r#""confidence": 7.5"#, "checkIns/c_1/confidence", NotWhole),
        (r#""what": "Billing", "#, "", "checkIns/c_1/blocker/what", Missing),
        (r#""until": "2027-02-20""#, r#""until": "0000-02-20""#, "checkIns/c_1/blocker/until", NotADate),
        (
            r#""cleared": "2027-02-19""#,
            r#""cleared": true"#,
            "checkIns/c_1/blocker/cleared",
            wrong(Expected::Text),
        ),
        (r#""on": "2027-02-13", "#, "", "checkIns/c_1/was/w_1/on", Missing),
        (r#""w_1": {"#, r#""w/1": {"#, "checkIns/c_1/was/w/1", NotAnId),
        // a cycle's dates and reopenings
        (r#""setting": "2026-12-15""#, r#""setting": "December""#, "cycles/q_1/setting", NotADate),
        (
            r#""2027-02-17": true"#,
            r#""2027-02-17": 1"#,
            "cycles/q_1/reviews/2027-02-17",
            wrong(Expected::True),
        ),
        (r#""why": "Late""#, "", "cycles/q_1/reopened/2027-04-09/why", Missing),
        // initiatives, KPIs, measurements, reviews
        (
            r#""stage": "doing""#,
            r#""stage": "started""#,
            "initiatives/i_1/stage",
            NotOneOf(&["idea", "doing", "done", "dropped"]),
        ),
        (r#""direction": "higher", "#, "", "kpis/m_1/direction", Missing),
        (r#""every": "week""#, r#""every": "Week""#, "kpis/m_1/every", NotOneOf(every)),
        (
            r#""aggregate": "mean""#,
            r#""aggregate": "median""#,
            "kpis/m_1/aggregate",
            NotOneOf(&["last", "sum", "mean"]),
        ),
        (r#""value": 9, "#, "", "kpis/m_1/targets/2027-01-01", NotOneGoal),
        (r#""value": 9, "#, r#""value": 9, "atLeast": 8, "#, "kpis/m_1/targets/2027-01-01", NotOneGoal),
        (r#""value": 9, "#, r#""atLeast": 9, "atMost": 8, "#, "kpis/m_1/targets/2027-01-01", Crossed),
        (r#""tolerance": 0.5"#, r#""tolerance": -0.5"#, "kpis/m_1/targets/2027-01-01/tolerance", Negative),
        (
            r#""until": "2027-12-31""#,
            r#""until": "2026-12-31""#,
            "kpis/m_1/targets/2027-01-01",
            EndsBeforeItBegins,
        ),
        (
            r#""2027-03-01": "New survey""#,
            r#""2027-03-01": true"#,
            "kpis/m_1/changes/2027-03-01",
            wrong(Expected::Text),
        ),
        (r#"{ "value": 8.25 }"#, r#"{ "source": "Peers" }"#, "kpis/m_1/benchmark/value", Missing),
        (r#"{ "value": 8.25 }"#, "8.25", "kpis/m_1/benchmark", wrong(Expected::Object)),
        (
            r#""scope": "process""#,
            r#""scope": "planet""#,
            "kpis/m_1/scope",
            NotOneOf(&[
                "organisation",
                "department",
                "team",
                "individual",
                "project",
                "program",
                "product",
                "process",
                "activity",
                "initiative",
            ]),
        ),
        (
            r#""revenue": true"#,
            r#""Revenue": true"#,
            "kpis/m_1/tags/Revenue",
            NotOneOf(&["efficiency", "revenue", "productivity", "operations"]),
        ),
        (
            r#""timeliness": true"#,
            r#""timeliness": false"#,
            "kpis/m_1/factors/timeliness",
            wrong(Expected::True),
        ),
        (r#""outcome": "keep""#, r#""why": "Fine""#, "kpis/m_1/reviewed/2027-04-02/outcome", Missing),
        (
            r#""outcome": "keep""#,
            r#""outcome": "drop""#,
            "kpis/m_1/reviewed/2027-04-02/outcome",
            NotOneOf(&["keep", "change", "retire"]),
        ),
        (r#""2027-04-02": {"#, r#""2027-04-31": {"#, "kpis/m_1/reviewed/2027-04-31", NotADate),
        (r#""retired": "2027-08-01""#, r#""retired": true"#, "kpis/m_1/retired", wrong(Expected::Text)),
        (r#""pinned": true"#, r#""pinned": "yes""#, "kpis/m_1/pinned", wrong(Expected::True)),
        (
            r#""2027-01-04": 9.1"#,
            r#""2027-01-04": "9.1""#,
            "measurements/m_1/2027-01-04",
            wrong(Expected::Measurement),
        ),
        (r#""2027-01-04": 9.1"#, r#""2027-01-04": null"#, "measurements/m_1/2027-01-04", Null),
        (r#""2027-01-04": 9.1"#, r#""2027-01-04": -1e999"#, "measurements/m_1/2027-01-04", NotFinite),
        (r#""2027-01-04": 9.1"#, r#""04.01.2027": 9.1"#, "measurements/m_1/04.01.2027", NotADate),
        (
            r#"[8.8, "Outage"]"#,
            r#"[8.8, "Outage", 1]"#,
            "measurements/m_1/2027-01-11",
            wrong(Expected::Measurement),
        ),
        (
            r#""score": 0.7"#,
            r#""score": 1.1"#,
            "reviews/q_1/scores/k_reach/score",
            OutOfRange { low: 0.0, high: 1.0 },
        ),
        (
            r#"{ "what": "keep" }"#,
            r#"{ "what": "hold" }"#,
            "reviews/q_1/next/o_1/what",
            NotOneOf(&["keep", "change", "drop"]),
        ),
        (
            r#""maintaining": "guards""#,
            r#""maintaining": "yes""#,
            "settings/maintaining",
            NotOneOf(&["never", "guards", "anywhere"]),
        ),
        (r#""worked": "Talking""#, r#""worked": []"#, "reviews/q_1/worked", wrong(Expected::Text)),
        // trash, unread, merge
        (
            r#"{ "title": "Old" }"#,
            r#"{ "title": 1 }"#,
            "trash/initiatives/i_old/title",
            wrong(Expected::Text),
        ),
        (r#""trash": {"#, r#""unread": 1, "x": {"#, "unread", wrong(Expected::Object)),
        (r#""trash": {"#, r#""merge": [], "x": {"#, "merge", wrong(Expected::Object)),
        (r#""trash": {"#, r#""sha256": 1, "x": {"#, "sha256", wrong(Expected::Text)),
        // members twice
        (r#""title": "Plan","#, r#""title": "Plan", "title": "Plan","#, "title", DuplicateKey),
        (r#""name": "Ana""#, r#""name": "Ana", "name": "Ann""#, "people/u_ana/name", DuplicateKey),
        (r#""k_keep": {"#, r#""k_reach": {"#, "keyResults/k_reach", DuplicateKey),
        (r#""2027-01-11": ["#, r#""2027-01-04": ["#, "measurements/m_1/2027-01-04", DuplicateKey),
        (
            r#""name": "Ana""#,
            r#""name": "Ana", "new": [{ "a": 1, "\u0061": 2 }]"#,
            "people/u_ana/new/0/a",
            DuplicateKey,
        ),
    ];
    assert!(cases.len() >= 90);
    for (from, to, place, reason) in cases {
        let refused = refusal(&with(from, to));
        let found: Vec<_> = refused.findings.iter().map(|f| (f.place.as_str(), &f.reason)).collect();
        assert_eq!(found, [(place, &reason)], "{from} → {to}\n{refused}");
        assert!(!refused.to_string().is_empty());
    }
}

#[test]
fn a_finding_says_what_was_found_and_what_is_expected() {
    for (from, to, said) in [
        (
            r#"{ "from": 5, "to": 3 }"#,
            r#"{ "from": 5, "to": 5 }"#,
            "keyResults/k_reach/measure: from and to are both 5; a way from one value to another is expected",
        ),
        (
            r#""to": "2027-03-31""#,
            r#""to": "2027-02-30""#,
            "cycles/q_1/to: \"2027-02-30\"; a day of the calendar such as 2027-03-31 is expected",
        ),
        (
            r#""version": 1"#,
            r#""version": 2"#,
            "version: 2; made by a newer version of Cairn (version 2); nothing was changed",
        ),
        (
            r#""every": "week""#,
            r#""every": "hour""#,
            "kpis/m_1/every: \"hour\"; one of day, week, month, quarter, year is expected",
        ),
    ] {
        assert_eq!(refusal(&with(from, to)).to_string(), said);
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let text = BASE
        .replace(r#""title": "Plan""#, r#""title": null"#)
        .replace(r#"{ "name": "Ana" }"#, r#"{ "name": 1, "x": { "y": 1, "y": 2 } }"#)
        .replace(r#""to": "2027-03-31""#, r#""to": "2027-02-30""#)
        .replace(r#"{ "from": 5, "to": 3 }"#, r#"{ "from": 5, "to": 5 }"#)
        .replace(r#""measure": { "keep": { "atLeast": 8, "atMost": 9 } }, "#, "")
        .replace(r#""confidence": 7"#, r#""confidence": -1"#)
        .replace(r#""2027-01-04": 9.1"#, r#""2027-01-04": "9.1""#)
        .replace(r#"{ "title": "Old" }"#, "{}");
    let refused = refusal(&text);
    let places: Vec<&str> = refused.findings.iter().map(|f| f.place.as_str()).collect();
    assert_eq!(
        places,
        [
            "people/u_ana/x/y",
            "title",
            "people/u_ana/name",
            "cycles/q_1/to",
            "keyResults/k_reach/measure",
            "checkIns/c_1/confidence",
            "measurements/m_1/2027-01-04",
            "trash/initiatives/i_old/title",
            "keyResults/k_keep/measure",
        ]
    );
    assert_eq!(refused.left_out, 0);
}

/// What is no JSON, or no text: the reason says line and column.
#[test]
fn text_that_is_no_json_is_refused_with_line_and_column() {
    use Reason::*;
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(BASE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf16_be_no_bom: Vec<u8> = BASE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cut = BASE.find("Billing").expect("stands there") + 3;
    let last_line = BASE[..cut].lines().last().expect("a line").len();
    let cases: Vec<(&str, Vec<u8>, Reason)> = vec![
        ("empty", Vec::new(), Empty),
        ("white space", b" \r\n\t ".to_vec(), Empty),
        ("a byte order mark alone", b"\xef\xbb\xbf".to_vec(), Empty),
        ("UTF-16", utf16, Utf16),
        ("UTF-16 without a mark", utf16_be_no_bom, Utf16),
        ("not UTF-8", b"{\n  \"a\": \"\xff\"\n}".to_vec(), NotUtf8 { line: 2, column: 9 }),
        ("a cut file", BASE.as_bytes()[..cut].to_vec(), CutShort { line: 16, column: last_line }),
        ("trailing garbage", b"{}\n{}".to_vec(), TrailingText { line: 2, column: 1 }),
        ("trailing zero bytes", b"{} \0".to_vec(), TrailingText { line: 1, column: 4 }),
        ("a comma too many", b"{\n\"a\": 1,\n}".to_vec(), NotJson { line: 3, column: 1 }),
        ("single quotes", b"{'a': 1}".to_vec(), NotJson { line: 1, column: 2 }),
        ("a comment", b"{ // so\n}".to_vec(), NotJson { line: 1, column: 3 }),
        ("NaN", b"{\"a\": NaN}".to_vec(), NotJson { line: 1, column: 7 }),
        ("Infinity", b"[-Infinity]".to_vec(), NotJson { line: 1, column: 3 }),
        ("a leading zero", b"[01]".to_vec(), NotJson { line: 1, column: 3 }),
        ("hex", b"[0x1F]".to_vec(), NotJson { line: 1, column: 3 }),
        ("a line break in a text", b"{\"a\": \"b\nc\"}".to_vec(), NotJson { line: 2, column: 0 }),
        ("a lone high surrogate", br#"{"a": "\ud800"}"#.to_vec(), LoneSurrogate { line: 1, column: 14 }),
        ("a lone low surrogate", br#"{"a": "\udc00"}"#.to_vec(), LoneSurrogate { line: 1, column: 13 }),
        (
            "surrogates in the wrong order",
            br#"["\udc00\ud800"]"#.to_vec(),
            LoneSurrogate { line: 1, column: 8 },
        ),
        ("a spreadsheet", b"Title,Owner\r\nFaster,Ana\r\n".to_vec(), NotJson { line: 1, column: 1 }),
        ("an archive", b"PK\x03\x04 and so on".to_vec(), NotJson { line: 1, column: 1 }),
    ];
    for (name, bytes, reason) in cases {
        let refused = read(&bytes).err().unwrap_or_else(|| panic!("{name} was read"));
        let found: Vec<_> = refused.findings.iter().map(|f| (f.place.as_str(), &f.reason)).collect();
        assert_eq!(found, [("", &reason)], "{name}: {refused}");
    }
    for other in ["[]", "7", "null", "\"okr-plan\""] {
        assert_eq!(refusal(other).findings[0].reason, NotAPlan, "{other}");
    }
}

#[test]
fn t25_a_file_that_is_too_large_is_refused_before_it_is_parsed() {
    let bytes = vec![b'['; SIZE_LIMIT + (1 << 20)];
    let refused = read(&bytes).expect_err("65 MiB");
    assert_eq!(refused.findings[0].reason, Reason::TooLarge { bytes: bytes.len() });
    assert_eq!(refused.to_string(), "68157440 bytes; the file has 65 MiB; at most 64 are read");
}

#[test]
fn t25_a_depth_of_a_hundred_thousand_is_refused() {
    for (open, close, column) in [("[", "]", 65), ("{\"a\":", "}", 64 * 5 + 4)] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let refused = refusal(&text);
        assert_eq!(refused.findings[0].reason, Reason::TooDeep { line: 1, column });
    }
    let at_the_limit = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(refusal(&at_the_limit(64)).findings[0].reason, Reason::NotAPlan);
    assert!(matches!(refusal(&at_the_limit(65)).findings[0].reason, Reason::TooDeep { .. }));
}

#[test]
fn an_unknown_member_too_deep_to_be_moved_around_is_refused() {
    let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    assert!(
        read(with(r#""name": "Ana""#, &format!(r#""name": "Ana", "x": {}"#, nested(48))).as_bytes()).is_ok()
    );
    let refused = refusal(&with(r#""name": "Ana""#, &format!(r#""name": "Ana", "x": {}"#, nested(49))));
    assert_eq!(
        (refused.findings[0].place.as_str(), &refused.findings[0].reason),
        ("people/u_ana/x", &Reason::TooDeepToKeep)
    );
}

#[test]
fn t25_a_million_faults_are_counted_and_a_thousand_listed() {
    let days: Vec<String> = (0..100_000).map(|n| format!("\"{n}\":1")).collect();
    let refused = refusal(&with(r#""2027-01-04": 9.1"#, &days.join(",")));
    assert_eq!((refused.findings.len(), refused.left_out), (1000, 99_000));
    assert!(refused.to_string().ends_with("and 99000 more"));
}

#[test]
fn a_long_text_or_name_is_shortened_in_a_finding_and_kept_in_a_plan() {
    let long = "x".repeat(10 << 20);
    let refused = refusal(&with(r#""stage": "doing""#, &format!(r#""stage": "{long}""#)));
    assert!(refused.to_string().len() < 300);
    let opened = read(with(r#""title": "Portal""#, &format!(r#""title": "{long}""#)).as_bytes());
    assert!(opened.is_ok_and(|o| o.document.plan.records().initiatives.values().all(|i| i.title == long)));
}
