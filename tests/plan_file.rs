//! Plan files as a whole: what is read is what was written, unknown members and all; repairs are listed; the odd
//! values of reliability.md (T26) have a named outcome each.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::domain::{Date, Id, Kind, Measure, Objective, Plan, Record, RecordKey};
use cairn::plan_file::{
    Finding, Opened, Reason, Refused, Seal, Tree, read, read_newer, read_own, rebased, write, write_body,
};

const CONTRACT: &str = include_str!("fixtures/contract-example.okr.json");

fn open(text: &str) -> Opened {
    read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}\n{text}"))
}

fn refuse(text: &str) -> Refused {
    read(text.as_bytes()).err().unwrap_or_else(|| panic!("was read:\n{text}"))
}

/// A plan file with nothing but what is given.
fn plan_with(members: &str) -> String {
    format!(r#"{{ "type": "okr-plan", "version": 1, "plan": "p_1", "title": "Plan", {members} }}"#)
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn notes(opened: &Opened) -> Vec<(&str, &Reason)> {
    opened.repairs.iter().map(|f| (f.place.as_str(), &f.reason)).collect()
}

#[test]
fn the_example_of_the_contract_is_read_whole() {
    let opened = open(CONTRACT);
    assert_eq!(opened.repairs, []);
    let plan = &opened.document.plan;
    let counts: Vec<usize> = Kind::ALL.iter().map(|kind| plan.records().count(*kind)).collect();
    assert_eq!(counts, [2, 2, 1, 1, 4, 1, 1, 1, 1, 1]);
    assert!(plan.trash().contains(Kind::Initiative, &id("i_old")));
    let tickets = &plan.records().key_results[&id("k_tickets")];
    assert_eq!(
        tickets.revisions[&Date::parse("2027-03-01").unwrap()].why.as_deref(),
        Some("Two products joined")
    );
    assert!(
        matches!(&plan.records().key_results[&id("k_launch")].measure, Some(Measure::Milestones(s)) if s.len() == 2)
    );
    let text = write(&opened.document);
    let again = open(&text);
    assert_eq!(again.document.plan, opened.document.plan);
    assert_eq!(again.document.plan.trash(), opened.document.plan.trash());
    assert_eq!(again.document.merge, opened.document.merge);
    assert_eq!(again.document.seal, Seal::Intact);
    assert_eq!(write(&again.document), text);
}

#[test]
fn the_examples_of_the_app_and_the_hostile_one_are_good_plans() {
    for text in [
        include_str!("fixtures/examples/support-team.okr.json"),
        include_str!("fixtures/examples/hr-team.okr.json"),
        include_str!("fixtures/examples/online-presence.okr.json"),
        include_str!("fixtures/examples/patient-registration.okr.json"),
        include_str!("fixtures/hostile.okr.json"),
    ] {
        let opened = open(text);
        assert_eq!(opened.repairs, []);
        let written = write(&opened.document);
        assert_eq!(open(&written).document.plan, opened.document.plan);
        assert_eq!(write(&open(&written).document), written);
    }
}

// ---------------------------------------------------------------- the canonical text

#[test]
fn the_canonical_text_is_small_in_a_diff() {
    let text = write(&open(&plan_with(
        r#""merge": {"seen": {"k3": 2}, "fields": {"plan": {"*": "k3:1"}, "people/u_1": {"*": "k3:1", "name": "k3:2"}}},
        "measurements": {"m_1": {"2027-01-11": [8.80, "Two\noutages"], "2027-01-04": 9.0}},
        "kpis": {"m_1": {"every": "week", "title": "CSAT", "direction": "higher"}},
        "people": {"u_2": {"name": "Ben"}, "u_1": {"name": "Ana"}},
        "objectives": {"o_1": {"cycle": "q_1", "title": "A direction in words that takes a good part of a line of this file", "stage": "active"}},
        "cycles": {"q_1": {"title": "2027", "from": "2027-01-01", "to": "2027-12-31"}},
        "settings": {"objectivesPerTeam": [1,3]}"#,
    )).document);
    let body = text.split("  \"sha256\"").next().unwrap();
    assert_eq!(
        body,
        r#"{
  "type": "okr-plan",
  "version": 1,
  "plan": "p_1",
  "title": "Plan",
  "people": {
    "u_1": { "name": "Ana" },
    "u_2": { "name": "Ben" }
  },
  "cycles": {
    "q_1": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31" }
  },
  "objectives": {
    "o_1": {
      "title": "A direction in words that takes a good part of a line of this file",
      "cycle": "q_1",
      "stage": "active"
    }
  },
  "kpis": {
    "m_1": { "title": "CSAT", "direction": "higher", "every": "week" }
  },
  "measurements": {
    "m_1": {
      "2027-01-04": 9,
      "2027-01-11": [8.8, "Two\noutages"]
    }
  },
  "settings": { "objectivesPerTeam": [1, 3] },
  "merge": {
    "seen": {
      "k3": 2
    },
    "fields": {
      "plan": { "*": "k3:1" },
      "people/u_1": { "*": "k3:1", "name": "k3:2" }
    }
  },
"#
    );
    assert!(text.ends_with("\"\n}\n"));
}

#[test]
fn a_line_ends_in_column_110_at_the_latest_where_it_can() {
    for length in 60..120 {
        let text = write(
            &open(&plan_with(&format!(r#""people": {{ "u_1": {{ "name": "{}" }} }}"#, "é".repeat(length))))
                .document,
        );
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 110 || length > 90, "{text}");
        let one_line = text.contains("\"u_1\": { \"name\"");
        // four spaces, `"u_1": { "name": "…" }` and room for a comma
        assert_eq!(one_line, 4 + 18 + length + 3 < 110, "{length}\n{text}");
    }
}

#[test]
fn a_default_that_stands_in_the_file_stays() {
    let text = plan_with(
        r#""cycles": { "q_1": { "title": "2027", "from": "2027-01-01", "to": "2027-12-31", "stage": "planning" } },
        "objectives": { "o_1": { "title": "Faster", "cycle": "q_1", "ambition": "aspirational", "stage": "active" } },
        "settings": { "checkInEvery": "week" }"#,
    );
    let written = write(&open(&text).document);
    for default in ["planning", "aspirational", "active", "\"checkInEvery\": \"week\""] {
        assert!(written.contains(default), "{default}\n{written}");
    }
}

// ---------------------------------------------------------------- the seal

#[test]
fn a_new_line_ending_or_indent_is_no_edit_and_a_new_word_is_one() {
    let text = write(&open(CONTRACT).document);
    assert_eq!(open(&text).document.seal, Seal::Intact);
    assert_eq!(open(&text.replace('\n', "\r\n")).document.seal, Seal::Intact);
    assert_eq!(open(&text.replace("  ", "")).document.seal, Seal::Intact);
    assert_eq!(open(&text.replace("\"value\": 1.2", "\"value\": 1.20")).document.seal, Seal::Intact);
    let edited = open(&text.replace("Ana Lima", "Ana Lime")).document;
    assert_eq!((edited.seal, edited.is_hand_edited()), (Seal::Broken, true));
    let body = write_body(&open(CONTRACT).document.plan, None);
    let by_hand = open(&body).document;
    assert_eq!((by_hand.seal, by_hand.is_hand_edited()), (Seal::Missing, false));
    assert_eq!(by_hand.hash.len(), 64);
    // registers that no checksum vouches for
    assert!(open(CONTRACT).document.is_hand_edited());
}

// ---------------------------------------------------------------- what nobody knows

#[test]
fn unknown_members_and_collections_stand_where_they_stood_digit_by_digit() {
    let text = r#"{
  "$schema": "https://example.org/plan.schema.json",
  "type": "okr-plan",
  "version": 1,
  "plan": "p_1",
  "title": "Plan",
  "cycles": {
    "q_1": { "title": "2027", "from": "2027-01-01", "weeks": 52.0, "to": "2027-12-31" }
  },
  "objectives": {
    "o_1": { "title": "Faster", "cycle": "q_1", "x-backer": null }
  },
  "risks": { "r_1": { "chance": 1.50, "cost": [1e2, -0, 1E400, { "b": 1, "a": 12345678901234567890 }] } },
  "keyResults": {
    "k_1": {
      "objective": "o_1",
      "title": "Steps",
      "measure": {
        "note": "x",
        "milestones": { "s1": { "title": "Design", "colour": "red", "done": "2027-02-10" } },
        "last": 1.0
      },
      "revisions": { "2027-03-01": { "reach": { "from": 1, "scale": "log", "to": 2 }, "who": "u_1" } }
    }
  },
  "checkIns": {
    "c_1": { "keyResult": "k_1", "on": "2027-02-14", "blocker": { "level": 3.00, "what": "Billing" } }
  },
  "kpis": {
    "m_1": {
      "title": "CSAT",
      "direction": "higher",
      "every": "week",
      "targets": { "2027-01-01": { "value": 9, "stretch": 9.50 } }
    }
  },
  "reviews": {
    "q_1": { "scores": { "k_1": { "score": 0.7, "band": "green" } }, "mood": "good" }
  },
  "settings": { "theme": "dark", "checkInEvery": "week" },
  "trash": {
    "people": {
      "u_9": { "name": "Gone", "__proto__": { "x": 1 } }
    },
    "risks": {
      "r_2": {}
    }
  },
"#;
    let opened = open(&format!("{text}  \"later\": [[], {{}}]\n}}\n"));
    assert_eq!(opened.repairs, []);
    let body = write_body(&opened.document.plan, None);
    assert_eq!(body, format!("{text}  \"later\": [[], {{}}]\n}}\n"));
}

#[test]
fn what_stood_behind_the_checksum_moves_before_the_registers() {
    let text = plan_with(r#""merge": {}, "sha256": "x", "later": 1, "latest": 2"#);
    let written = write(&open(&text).document);
    let order: Vec<&str> =
        written.lines().filter_map(|l| l.strip_prefix("  \"")?.split('"').next()).collect();
    assert_eq!(order, ["type", "version", "plan", "title", "later", "latest", "merge", "sha256"]);
    assert_eq!(write(&open(&written).document), written);
}

#[test]
fn the_unread_section_is_read_back_and_kept() {
    let text = plan_with(r#""unread": { "checkIns/c_1": { "keyResult": "k_1", "value": 1.50 }, "x": null }"#);
    let opened = open(&text);
    assert_eq!(opened.document.plan.unread()["checkIns/c_1"], r#"{"keyResult":"k_1","value":1.50}"#);
    assert!(write(&opened.document).contains(r#""checkIns/c_1": { "keyResult": "k_1", "value": 1.50 }"#));
}

// ---------------------------------------------------------------- versions

#[test]
fn t17_a_newer_version_is_not_read_and_its_bytes_are_the_callers_to_export() {
    let text = CONTRACT
        .replace("\"version\": 1", "\"version\": 2")
        .replace("\"people\": {", "\"people\": 7, \"x\": {");
    let refused = refuse(&text);
    assert_eq!(
        refused.findings.len(),
        1,
        "only the version is said, since nothing else can be judged: {refused}"
    );
    assert_eq!(refused.findings[0].reason, Reason::NewerVersion(2));
    assert!(refused.to_string().contains("made by a newer version of Cairn"));
}

#[test]
fn t17_a_newer_version_can_be_looked_at_where_its_form_is_understood() {
    let newer = CONTRACT.replace("\"version\": 1", "\"version\": 2").replacen(
        "\"people\": {",
        "\"moods\": { \"d_1\": 7 }, \"people\": {",
        1,
    );
    assert!(refuse(&newer).is_newer());
    let looked_at = read_newer(newer.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(looked_at.document.plan.records(), open(CONTRACT).document.plan.records());
    // what can't be understood is not shown in part
    let other_form = newer.replace("\"people\": {", "\"people\": 7, \"x\": {");
    assert!(!read_newer(other_form.as_bytes()).unwrap_err().is_newer());
    assert!(read_newer(CONTRACT.as_bytes()).is_err(), "this version's files are opened, not looked at");
}

#[test]
fn what_nobody_touched_in_a_form_stays_as_it_is_by_then() {
    let key = RecordKey::Record(Kind::Objective, id("o_1"));
    let began = Objective { why: Some("Why".into()), ..Objective::new("Title", id("y_1")) };
    let typed = Record::Objective(Objective { why: None, strategy: Some("How".into()), ..began.clone() });
    let now = Objective { title: "Changed meanwhile".into(), owner: Some(id("u_1")), ..began.clone() };
    let saved = rebased(&key, &Record::Objective(began), &typed, &Record::Objective(now.clone()));
    let expected = Objective { why: None, strategy: Some("How".into()), ..now };
    assert_eq!(saved, Ok(Record::Objective(expected)));
}

// ---------------------------------------------------------------- repairs

const REPAIRED: &str = r#""people": { "u_1": { "name": "Ana" } },
  "teams": { "t_1": { "name": "A", "parent": "t_gone" } },
  "cycles": { "q_1": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31" } },
  "objectives": {
    "o_1": { "title": "O", "cycle": "q_1", "team": "t_gone", "owner": "u_gone", "supports": "k_gone", "watch": { "m_gone": true, "m_1": true } },
    "o_lost": { "title": "Lost", "cycle": "q_gone", "x": 1.50 }
  },
  "keyResults": {
    "k_1": { "objective": "o_1", "title": "K", "measure": { "reach": { "from": 1, "to": 2 } }, "owner": "u_gone", "kpi": "m_gone" },
    "k_lost": { "objective": "o_lost", "title": "K", "measure": { "reach": { "from": 1, "to": 2 } } }
  },
  "checkIns": {
    "c_1": { "keyResult": "k_1", "on": "2027-02-01", "value": 1, "by": "u_gone", "blocker": { "what": "W", "who": "u_gone" } },
    "c_lost": { "keyResult": "k_lost", "on": "2027-02-01", "value": 1.50 }
  },
  "initiatives": { "i_1": { "title": "I", "keyResult": "k_lost", "owner": "u_gone" } },
  "kpis": { "m_1": { "title": "M", "direction": "none", "every": "day", "team": "t_gone", "owner": "u_1" } },
  "measurements": { "m_gone": { "2027-01-01": 1.5 } },
  "reviews": { "q_gone": { "worked": "W" } }"#;

#[test]
fn t11_every_repair_is_listed_and_nothing_is_lost() {
    let text = plan_with(REPAIRED);
    let opened = open(&text);
    let plan = &opened.document.plan;
    use Kind::*;
    use Reason::Dangling;
    let homeless = |kind, of: &str| Reason::Homeless { kind, id: id(of) };
    let expected = [
        ("objectives/o_lost", &homeless(Cycle, "q_gone")),
        ("keyResults/k_lost", &homeless(Objective, "o_lost")),
        ("checkIns/c_lost", &homeless(KeyResult, "k_lost")),
        ("measurements/m_gone", &homeless(Kpi, "m_gone")),
        ("reviews/q_gone", &homeless(Cycle, "q_gone")),
        ("teams/t_1/parent", &Dangling(Team)),
        ("objectives/o_1/team", &Dangling(Team)),
        ("objectives/o_1/owner", &Dangling(Person)),
        ("objectives/o_1/supports", &Dangling(Objective)),
        ("objectives/o_1/watch/m_gone", &Dangling(Kpi)),
        ("keyResults/k_1/owner", &Dangling(Person)),
        ("keyResults/k_1/kpi", &Dangling(Kpi)),
        ("checkIns/c_1/by", &Dangling(Person)),
        ("checkIns/c_1/blocker/who", &Dangling(Person)),
        ("initiatives/i_1/keyResult", &Dangling(KeyResult)),
        ("initiatives/i_1/owner", &Dangling(Person)),
        ("kpis/m_1/team", &Dangling(Team)),
    ];
    assert_eq!(notes(&opened), expected);
    let o_1 = &plan.records().objectives[&id("o_1")];
    assert_eq!((&o_1.owner, &o_1.supports, o_1.watch.len()), (&None, &None, 1));
    let unread: Vec<&str> = plan.unread().keys().map(String::as_str).collect();
    assert_eq!(
        unread,
        [
            "checkIns/c_lost",
            "keyResults/k_lost",
            "measurements/m_gone",
            "objectives/o_lost",
            "reviews/q_gone"
        ]
    );
    assert_eq!(plan.unread()["objectives/o_lost"], r#"{"title":"Lost","cycle":"q_gone","x":1.50}"#);
    assert!(plan.trash().is_empty());
    // the repaired plan is in order: repair(valid) = valid
    let again = open(&write(&opened.document));
    assert_eq!(again.repairs, []);
    assert_eq!(again.document.plan, *plan);
    // what was dropped is an edit that can be stamped, and taken back
    let mut back = plan.clone();
    opened.repair.invert().apply(&mut back).unwrap();
    assert_eq!(back.records().objectives[&id("o_1")].owner, Some(id("u_gone")));
    assert_eq!(opened.repair.touched().count(), 6);
}

#[test]
fn a_reference_to_a_record_in_the_trash_stays() {
    let text = plan_with(
        r#""cycles": { "q_1": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31" } },
        "objectives": { "o_1": { "title": "O", "cycle": "q_1", "owner": "u_1" } },
        "trash": { "people": { "u_1": { "name": "Ana" } } }"#,
    );
    let opened = open(&text);
    assert_eq!(opened.repairs, []);
    assert_eq!(opened.document.plan.records().objectives[&id("o_1")].owner, Some(id("u_1")));
}

#[test]
fn a_record_in_the_plan_and_in_the_trash_stays_in_the_plan() {
    let text = plan_with(
        r#""people": { "u_1": { "name": "Ana" } }, "trash": { "people": { "u_1": { "name": "Old" } } }"#,
    );
    let opened = open(&text);
    assert_eq!(notes(&opened), [("trash/people/u_1", &Reason::AlsoInTrash)]);
    assert_eq!(opened.document.plan.records().people[&id("u_1")].name, "Ana");
    assert_eq!(opened.document.plan.unread()["trash/people/u_1"], r#"{"name":"Old"}"#);
    // a second one of the same place stands beside the first
    let twice = write(&opened.document)
        .replace("\"unread\"", "\"trash\": { \"people\": { \"u_1\": { \"name\": \"Older\" } } }, \"unread\"");
    assert_eq!(open(&twice).document.plan.unread()["trash/people/u_1 (2)"], r#"{"name":"Older"}"#);
}

#[test]
fn a_rule_across_records_refuses_a_typed_file_but_not_what_cairn_wrote() {
    let valueless = plan_with(
        r#""cycles": { "q_1": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31" } },
        "objectives": { "o_1": { "title": "O", "cycle": "q_1" } },
        "keyResults": { "k_1": { "objective": "o_1", "title": "K", "measure": { "reach": { "from": 1, "to": 2 } } } },
        "checkIns": { "c_1": { "keyResult": "k_1", "on": "2027-02-01", "note": "The KPI that fed this was deleted" } }"#,
    );
    let refused = refuse(&valueless);
    assert_eq!(
        (refused.findings[0].place.as_str(), &refused.findings[0].reason),
        ("checkIns/c_1/value", &Reason::ValueMissing)
    );
    let own = read_own(valueless.as_bytes()).unwrap();
    assert_eq!(notes(&own), [("checkIns/c_1/value", &Reason::ValueMissing)]);
    let sealed = open(&write(&own.document));
    assert_eq!(notes(&sealed), [("checkIns/c_1/value", &Reason::ValueMissing)]);
    let draft = valueless
        .replace(r#""cycle": "q_1" }"#, r#""cycle": "q_1", "stage": "draft" }"#)
        .replace(r#", "measure": { "reach": { "from": 1, "to": 2 } }"#, "")
        .replace(r#""note""#, r#""value": 1, "note""#);
    assert_eq!(open(&draft).repairs, []);
}

// ---------------------------------------------------------------- T26, one by one

#[test]
fn t26_nan_is_no_json() {
    assert!(matches!(refuse(&plan_with(r#""x": NaN"#)).findings[0].reason, Reason::NotJson { .. }));
}

#[test]
fn t26_1e999_is_refused_where_a_number_counts_and_kept_where_nobody_knows_it() {
    let day = |value: &str| {
        plan_with(&format!(
            r#""kpis": {{ "m_1": {{ "title": "M", "direction": "none", "every": "day" }} }}, "measurements": {{ "m_1": {{ "2027-01-01": {value} }} }}"#
        ))
    };
    assert_eq!(refuse(&day("1e999")).findings[0].reason, Reason::NotFinite);
    assert_eq!(refuse(&day("-1e999")).findings[0].reason, Reason::NotFinite);
    let kept = plan_with(r#""x": 1e999"#);
    assert!(write(&open(&kept).document).contains("\"x\": 1e999"));
}

fn measured(value: &str) -> f64 {
    let text = plan_with(&format!(
        r#""kpis": {{ "m_1": {{ "title": "M", "direction": "none", "every": "day" }} }}, "measurements": {{ "m_1": {{ "2027-01-01": {value} }} }}"#
    ));
    let opened = open(&text);
    opened.document.plan.series_of(&id("m_1")).unwrap().values()[0]
}

#[test]
fn t26_minus_zero_is_zero() {
    assert!(measured("-0").is_sign_positive() && measured("-0.0e5").is_sign_positive());
}

#[test]
fn t26_1e_minus_400_is_zero() {
    assert_eq!(measured("1e-400"), 0.0);
    assert!(measured("-1e-400").is_sign_positive());
}

#[test]
fn t26_huge_integers_are_the_nearest_double() {
    assert_eq!(measured("12345678901234567890123"), 1.2345678901234568e22);
    assert_eq!(measured("9007199254740993"), 9007199254740992.0);
    assert_eq!(measured(&"9".repeat(300)), 1e300);
}

fn on(day: &str) -> Result<Opened, Refused> {
    let text = plan_with(&format!(
        r#""cycles": {{ "q_1": {{ "title": "Q", "from": "{day}", "to": "9999-12-31" }} }}"#
    ));
    read(text.as_bytes())
}

#[test]
fn t26_the_year_0000_is_no_date_and_9999_is_one() {
    assert_eq!(on("0000-01-01").unwrap_err().findings[0].reason, Reason::NotADate);
    assert!(on("9999-12-31").is_ok());
    assert!(on("0001-01-01").is_ok());
}

#[test]
fn t26_30_february_is_no_date() {
    assert_eq!(on("2028-02-30").unwrap_err().findings[0].reason, Reason::NotADate);
    assert_eq!(on("2027-02-29").unwrap_err().findings[0].reason, Reason::NotADate);
    assert!(on("2028-02-29").is_ok());
}

#[test]
fn t26_duplicate_ids_and_keys_are_refused() {
    let twice = plan_with(r#""people": { "u_1": { "name": "A" }, "u_1": { "name": "B" } }"#);
    assert_eq!(
        refuse(&twice).findings,
        [Finding::new("people/u_1", "the member twice", Reason::DuplicateKey)]
    );
    let thrice = plan_with(r#""x": { "a": 1, "a": 2, "a": 3 }"#);
    assert_eq!(refuse(&thrice).findings.len(), 2);
}

#[test]
fn t26_a_circle_of_parents_stays_and_is_listed() {
    let teams = plan_with(
        r#""teams": { "t_c": { "name": "C", "parent": "t_a" }, "t_a": { "name": "A", "parent": "t_b" }, "t_b": { "name": "B", "parent": "t_c" },
        "t_d": { "name": "D", "parent": "t_a" }, "t_self": { "name": "S", "parent": "t_self" } }"#,
    );
    let opened = open(&teams);
    assert_eq!(
        notes(&opened),
        [("teams/t_a/parent", &Reason::Circle), ("teams/t_self/parent", &Reason::Circle)]
    );
    assert_eq!(opened.repairs[0].found, "t_a → t_b → t_c");
    assert_eq!(opened.document.plan.records().teams[&id("t_a")].parent, Some(id("t_b")));
    let supports = plan_with(
        r#""cycles": { "q_1": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31" } },
        "objectives": { "o_1": { "title": "O", "cycle": "q_1", "supports": "k_2" }, "o_2": { "title": "P", "cycle": "q_1", "supports": "o_1" } },
        "keyResults": { "k_2": { "objective": "o_2", "title": "K", "measure": { "keep": { "atLeast": 1 } } } }"#,
    );
    assert_eq!(notes(&open(&supports)), [("objectives/o_1/supports", &Reason::Circle)]);
}

#[test]
fn t26_a_dangling_parent_is_dropped_and_listed() {
    let opened = open(&plan_with(r#""teams": { "t_a": { "name": "A", "parent": "t_gone" } }"#));
    assert_eq!(notes(&opened), [("teams/t_a/parent", &Reason::Dangling(Kind::Team))]);
    assert_eq!(
        opened.repairs[0].to_string(),
        "teams/t_a/parent: t_gone; there is no such team in the plan; the reference was dropped"
    );
}

#[test]
fn t26_lone_surrogates_are_refused() {
    let refused = refuse(&plan_with(r#""x": "\ud83d""#));
    assert!(matches!(refused.findings[0].reason, Reason::LoneSurrogate { line: 1, .. }), "{refused}");
    assert!(open(&plan_with(r#""x": "\ud83c\udfaf""#)).repairs.is_empty());
}

#[test]
fn t26_bidi_and_zero_width_characters_in_names_stay_as_they_are() {
    let name = "\u{202e}gnp\u{202c}\u{200b}\u{feff}e\u{301}\u{0000}";
    let text = plan_with(&format!(r#""people": {{ "u_1": {{ "name": {} }} }}"#, Tree::text(name).compact()));
    let opened = open(&text);
    assert_eq!(opened.document.plan.records().people[&id("u_1")].name, name);
    assert_eq!(open(&write(&opened.document)).document.plan, opened.document.plan);
}

#[test]
fn t26_proto_is_no_id_and_as_a_member_it_is_kept() {
    let as_id = plan_with(r#""people": { "__proto__": { "name": "A" } }"#);
    assert_eq!(refuse(&as_id).findings, [Finding::new("people/__proto__", "\"__proto__\"", Reason::NotAnId)]);
    let as_member = plan_with(r#""__proto__": { "name": 1.50 }"#);
    assert!(write(&open(&as_member).document).contains("\"__proto__\": { \"name\": 1.50 }"));
    assert!(open(&plan_with(r#""people": { "constructor": { "name": "A" } }"#)).repairs.is_empty());
}

#[test]
fn t26_a_byte_order_mark_is_dropped() {
    let text = write(&open(CONTRACT).document);
    let opened = open(&format!("\u{feff}{text}"));
    assert_eq!((opened.document.seal, write(&opened.document)), (Seal::Intact, text));
}

#[test]
fn t26_utf_16_is_refused_by_its_name() {
    let bytes: Vec<u8> = format!("\u{feff}{CONTRACT}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&bytes).unwrap_err().findings[0].reason, Reason::Utf16);
}

#[test]
fn t26_trailing_garbage_is_refused() {
    let refused = refuse(&format!("{CONTRACT}\n<!-- sent from my phone -->"));
    assert!(matches!(refused.findings[0].reason, Reason::TrailingText { .. }));
}

// ---------------------------------------------------------------- T25: much of everything

#[test]
fn t25_a_hundred_thousand_days_in_falling_order_are_read() {
    let first = Date::parse("2026-12-31").unwrap();
    let days: Vec<String> = (0..100_000).map(|n| format!("\"{}\":{n}", first.plus_days(-n))).collect();
    let text = plan_with(&format!(
        r#""kpis": {{ "m_1": {{ "title": "M", "direction": "none", "every": "day" }} }}, "measurements": {{ "m_1": {{ {} }} }}"#,
        days.join(",")
    ));
    let opened = open(&text);
    let series = opened.document.plan.series_of(&id("m_1")).unwrap();
    assert_eq!((series.len(), series.values()[0], series.days().is_sorted()), (100_000, 99_999.0, true));
}

#[test]
fn t25_thirty_thousand_unknown_members_of_one_record_are_read_and_written() {
    let members: Vec<String> = (0..30_000).map(|n| format!("\"x{n}\":{n}.0")).collect();
    let text = plan_with(&format!(r#""people": {{ "u_1": {{ "name": "A", {} }} }}"#, members.join(",")));
    let opened = open(&text);
    let written = write(&opened.document);
    assert_eq!(write(&open(&written).document), written);
    assert!(written.find("\"x7\": 7.0").unwrap() < written.find("\"x29999\": 29999.0").unwrap());
}

#[test]
fn an_empty_plan_is_a_plan() {
    let plan = Plan::new(id("p_1"), "");
    let text = write(&cairn::plan_file::Document::new(plan.clone(), None));
    assert_eq!(open(&text).document.plan, plan);
    assert!(text.starts_with("{\n  \"type\": \"okr-plan\",\n  \"version\": 1,\n  \"plan\": \"p_1\",\n  \"title\": \"\",\n  \"sha256\": "));
}

// ---------------------------------------------------------------- examples in other weeks

#[test]
fn a_plan_moved_by_weeks_has_every_date_moved_and_nothing_else() {
    let text = CONTRACT
        .replace(
            r#""stage": "active", "notDoing""#,
            r#""stage": "closed", "closed": "2027-12-30", "notDoing""#,
        )
        .replace(r#""why": "Two products joined""#, r#""why": "Two products joined on 2027-02-28", "x": 1"#)
        .replace(r#""until": "2027-12-31" }"#, r#""until": "2027-12-31", "y": 2 }"#);
    let plan = open(&text).document.plan;
    let moved = plan.moved_by_weeks(plan.id().clone(), 52);
    let (before, after) = (write_body(&plan, None), write_body(&moved, None));
    let word_is_date = |word: &str| word.get(..10).and_then(Date::parse);
    let split = |text: &str| text.split('"').map(str::to_string).collect::<Vec<_>>();
    let mut dates = 0;
    for (old, new) in split(&before).into_iter().zip(split(&after)) {
        match word_is_date(&old) {
            Some(day) => {
                assert_eq!(new, format!("{}{}", day.plus_days(364), &old[10..]));
                dates += 1;
            }
            None => assert_eq!(new, old),
        }
    }
    // cycle 3, key results 2 + revision + milestone, check-in 3, KPI 4, measurements 2, closed day 1
    assert_eq!(dates, 17);
    assert_eq!(moved.moved_by_weeks(plan.id().clone(), -52), plan);
    assert_eq!(plan.moved_by_weeks(id("p_2"), 0).id(), &id("p_2"));
}

#[test]
fn every_date_of_a_plan_that_leaves_nothing_out_is_moved() {
    let plan = open(FULL).document.plan;
    let moved = plan.moved_by_weeks(plan.id().clone(), 52);
    let (before, after) = (write_body(&plan, None), write_body(&moved, None));
    let mut dates = 0;
    for (old, new) in before.split('"').zip(after.split('"')) {
        match old.get(..10).and_then(Date::parse) {
            Some(day) => {
                assert_eq!(new, format!("{}{}", day.plus_days(364), &old[10..]));
                dates += 1;
            }
            None => assert_eq!(new, old),
        }
    }
    // none stays where it was, whatever record it stands in
    assert_eq!(dates, 27);
}

#[test]
fn references_of_sponsor_facilitator_and_copies_to_nothing_are_dropped_and_listed() {
    let opened = open(&plan_with(
        r#""cycles": { "q": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31", "facilitator": "u_9" } },
        "objectives": { "o": { "title": "O", "cycle": "q", "sponsor": "u_9", "carriedFrom": "o_9" } },
        "keyResults": { "k": { "objective": "o", "title": "K", "measure": { "reach": { "from": 1, "to": 2 } }, "carriedFrom": "k_9" } }"#,
    ));
    let (person, dropped) = (Reason::Dangling(Kind::Person), notes(&opened));
    assert_eq!(
        dropped,
        [
            ("cycles/q/facilitator", &person),
            ("objectives/o/sponsor", &person),
            ("objectives/o/carriedFrom", &Reason::Dangling(Kind::Objective)),
            ("keyResults/k/carriedFrom", &Reason::Dangling(Kind::KeyResult)),
        ]
    );
    let records = opened.document.plan.records();
    assert_eq!(
        (&records.objectives[&id("o")].sponsor, &records.cycles[&id("q")].facilitator),
        (&None, &None)
    );
}

// ---------------------------------------------------------------- the schema that is checked in

/// The schema knows exactly the members that are written, in the order in which they are written.
#[test]
fn the_schema_names_the_members_that_are_written_in_their_order() {
    let schema = Tree::parse(include_bytes!("../src/plan_file/plan.schema.json")).unwrap();
    let defs = schema.member("$defs").unwrap();
    let properties = |tree: &Tree| -> Vec<String> {
        tree.member("properties").unwrap().members().unwrap().iter().map(|(name, _)| name.clone()).collect()
    };
    let names =
        |tree: &Tree| tree.members().unwrap().iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let full = FULL.replace("\n", " ");
    let opened = open(&full);
    assert_eq!(opened.repairs, []);
    let tree = Tree::parse(write(&opened.document).as_bytes()).unwrap();
    assert_eq!(names(&tree), properties(&schema));
    let at = |path: &str| path.split('/').try_fold(&tree, |tree, name| tree.member(name)).unwrap();
    for (path, def) in [
        ("people/u_1", "person"),
        ("teams/t_2", "team"),
        ("cycles/q_1", "cycle"),
        ("objectives/o_2", "objective"),
        ("keyResults/k_1", "keyResult"),
        ("keyResults/k_2/measure/milestones/s1", "milestone"),
        ("checkIns/c_1", "checkIn"),
        ("checkIns/c_1/blocker", "blocker"),
        ("checkIns/c_1/was/w_1", "correction"),
        ("cycles/q_1/reopened/2027-04-01", "reopening"),
        ("initiatives/i_1", "initiative"),
        ("kpis/m_1", "kpi"),
        ("kpis/m_1/benchmark", "benchmark"),
        ("kpis/m_1/reviewed/2027-04-15", "kpiReview"),
        ("reviews/q_1", "review"),
        ("reviews/q_1/scores/k_1", "score"),
        ("reviews/q_1/next/o_2", "decision"),
        ("settings", "settings"),
    ] {
        assert_eq!(names(at(path)), properties(defs.member(def).unwrap()), "{def}");
    }
    let reach = defs.member("measure").unwrap().member("properties").unwrap().member("reach").unwrap();
    assert_eq!(names(at("keyResults/k_1/measure/reach")), properties(reach));
}

/// A plan that leaves nothing out.
const FULL: &str = r#"{ "type": "okr-plan", "version": 1, "plan": "p_1", "title": "Plan",
  "people": { "u_1": { "name": "Ana" } },
  "teams": { "t_1": { "name": "A" }, "t_2": { "name": "B", "level": "team", "parent": "t_1", "rank": "a0" } },
  "cycles": { "q_1": { "title": "Q", "from": "2027-01-01", "to": "2027-03-31", "stage": "closed", "closed": "2027-04-02",
    "setting": "2026-12-15", "reviews": { "2027-02-15": true }, "adjustment": "2027-02-22", "closing": "2027-04-01", "reopened": { "2027-04-01": { "why": "w", "closed": "2027-03-31" } },
    "facilitator": "u_1", "notDoing": { "n1": "x" }, "rank": "a0" } },
  "objectives": { "o_1": { "title": "O", "cycle": "q_1" },
    "o_2": { "title": "O", "why": "w", "strategy": "s", "cycle": "q_1", "team": "t_1", "owner": "u_1", "sponsor": "u_1", "ambition": "committed", "stage": "active", "supports": "o_1", "carriedFrom": "o_1", "trigger": "decline", "watch": { "m_1": true }, "rank": "a0" } },
  "keyResults": {
    "k_1": { "objective": "o_1", "title": "K", "owner": "u_1", "measure": { "reach": { "from": 1, "to": 2 } }, "typed": "t", "unit": "u", "weight": 1, "confidence": 6,
      "revisions": { "2027-02-01": { "reach": { "from": 1, "to": 3 }, "why": "w" } }, "checkInEvery": "week", "kpi": "m_1", "from": "2027-01-01", "to": "2027-03-31", "carriedFrom": "k_2", "rank": "a0" },
    "k_2": { "objective": "o_1", "title": "K", "measure": { "milestones": { "s1": { "title": "S", "weight": 1, "done": "2027-02-01", "rank": "a0" } } } } },
  "checkIns": { "c_1": { "keyResult": "k_1", "on": "2027-02-01", "at": "2027-02-01T08:00:00Z", "value": 1, "confidence": 7, "note": "n", "by": "u_1", "blocker": { "what": "w", "who": "u_1", "until": "2027-02-02", "cleared": "2027-02-03" },
    "was": { "w_1": { "at": "2027-02-02T08:00:00Z", "on": "2027-02-01", "value": 2, "confidence": 6, "note": "n", "why": "w" } } } },
  "initiatives": { "i_1": { "title": "I", "keyResult": "k_1", "owner": "u_1", "stage": "idea", "why": "w", "value": "v", "impact": "i", "rank": "a0" } },
  "kpis": { "m_1": { "title": "M", "unit": "u", "direction": "higher", "every": "week", "aggregate": "last", "targets": { "2027-01-01": { "value": 9, "tolerance": 1, "until": "2027-12-31" } }, "benchmark": { "value": 8.5, "source": "s" },
    "team": "t_1", "owner": "u_1", "scope": "process", "indicator": "lagging", "tags": { "efficiency": true, "operations": true }, "definition": "d", "reason": "r", "source": "s", "relevance": "r",
    "ifWorse": "w", "factors": { "alignment": true, "costEffectiveness": true }, "effort": "high", "review": "2027-06-30", "reviewed": { "2027-04-15": { "outcome": "keep", "why": "w" } },
    "changes": { "2027-03-01": "c" }, "retired": "2027-07-01", "pinned": true, "rank": "a0" } },
  "measurements": { "m_1": { "2027-01-04": 9 } },
  "reviews": { "q_1": { "scores": { "k_1": { "score": 0.7, "why": "w" } }, "worked": "w", "didNot": "d", "next": { "o_2": { "what": "keep", "why": "w" } } } },
  "settings": { "objectivesPerTeam": [1, 3], "keyResultsPerObjective": [2, 5], "checkInEvery": "week", "kpisPerBoard": 30, "closedDays": { "2027-12-25": true }, "maintaining": "guards", "lowestLevel": "team" },
  "dismissed": { "A5/o_1": "x" },
  "trash": { "people": { "u_9": { "name": "Old" } } },
  "unread": { "x": 1 },
  "merge": { "seen": { "k3": 1 } } }"#;
