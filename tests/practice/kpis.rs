//! Sections 5 and 6: what a KPI is, and the mistakes that are made with KPIs.

use cairn::advice::{KpiReason, Lacking, Reason, Severity, open_advice, unlinked};
use cairn::change::{Command, Redefined, apply, log_change, redefined};
use cairn::domain::{
    Date, Direction, Effort, Factor, Goal, Indicator, Kind, Kpi, KpiReview, Measurement, Outcome, Plan,
    Record, RecordKey, Scope, Tag, Target,
};
use cairn::library::draft;
use cairn::plan_file::{Document, read, write};
use cairn::progress::{
    DueReport, KpiStatus, Outlook, baselines, due, forecast, kpi_overdue, kpi_status, trend,
};

use crate::support::*;

const UNIT: &str = r#""unit": "points", "direction""#;
const DEFINITION: &str = r#""definition": "d""#;
const TITLE: &str = r#""title": "Customer satisfaction""#;

/// The good plan with its KPI measured every week, the last value being that of the week of [`DAY`].
fn weekly(plan: &Plan, values: &[f64]) -> Plan {
    let mut plan = plan.clone();
    let last = day("2027-01-18");
    for (weeks, value) in values.iter().rev().enumerate() {
        let on = last.plus_days(-7 * weeks as i32);
        put(&mut plan, on, *value);
    }
    plan
}

fn put(plan: &mut Plan, on: Date, value: f64) {
    let measurement = Record::Measurement(Measurement { value, note: None });
    plan.put(&RecordKey::Measurement(id("m"), on), Some(measurement));
}

fn kpi(plan: &Plan) -> Kpi {
    plan.records().kpis[&id("m")].clone()
}

fn about(reason: KpiReason) -> Reason {
    Reason::Kpi(reason)
}

fn keys(plan: &Plan, on: &str) -> Vec<String> {
    found(plan, on).into_iter().map(|(key, _)| key).collect()
}

#[test]
fn e1_a_value_in_words_is_refused_with_its_place() {
    let worded = GOOD
        .replace(r#""initiatives""#, r#""measurements": { "m": { "2027-01-18": "good" } }, "initiatives""#);
    let refused = read(worded.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("measurements/m/2027-01-18: \"good\""), "{refused}");
}

#[test]
fn e2_without_a_target_a_kpi_is_never_green_and_is_asked_for_one() {
    let aimless = (r#""targets": { "2026-10-01": { "value": 9 } }, "#, "");
    finds(&[aimless], &[("E2/m", about(KpiReason::NoTarget))]);
    let status = |plan: &Plan| kpi_status(&weekly(plan, &[9.5; 3]), &id("m"), day(DAY)).status;
    assert_eq!((status(&plan(GOOD)), status(&with(&[aimless]))), (KpiStatus::Healthy, KpiStatus::NoTarget));
    // without a direction there is nothing to aim at
    finds(&[aimless, (r#""direction": "higher""#, r#""direction": "none""#)], &[]);
}

#[test]
fn e3_f1_g12_a_kpi_stands_alone_until_it_feeds_a_key_result_or_is_watched() {
    let watch = (r#""watch": { "m": true }, "#, "");
    let alone = with(&[watch]);
    assert_eq!(unlinked(&alone, day(DAY)), [&id("m")]);
    assert!(found(&alone, DAY).contains(&("F1/m".to_string(), about(KpiReason::StandsAlone))));
    let fed = with(&[watch, (r#""unit": "%", "rank""#, r#""unit": "%", "kpi": "m", "rank""#)]);
    assert!(unlinked(&fed, day(DAY)).is_empty() && unlinked(&plan(GOOD), day(DAY)).is_empty());
    assert!(!keys(&fed, DAY).contains(&"F1/m".to_string()));
    let retired = with(&[watch, (DEFINITION, r#""definition": "d", "retired": "2027-01-20""#)]);
    assert_eq!((unlinked(&retired, day("2027-01-19")).len(), unlinked(&retired, day(DAY)).len()), (1, 0));
}

#[test]
fn e4_a_name_that_joins_two_things_is_asked_to_be_split() {
    for (title, word) in [
        ("Calls and tickets", "and"),
        ("Anrufe und Tickets", "und"),
        ("Llamadas y tickets", "y"),
        ("Calls & tickets", "&"),
    ] {
        let joined = (TITLE, &*format!(r#""title": "{title}""#));
        finds(&[joined], &[("E4/m", about(KpiReason::TwoInOne { word: word.into() }))]);
    }
    finds(
        &[(TITLE, r#""title": "Brand and""#)],
        &[("E4/m", about(KpiReason::TwoInOne { word: "and".into() }))],
    );
    finds(&[(TITLE, r#""title": "Tickets in Andalusia""#)], &[]);
}

#[test]
fn e5_a_copy_is_flagged_until_target_owner_and_reason_are_its_own() {
    let aimless = (r#""targets": { "2026-10-01": { "value": 9 } }, "#, "");
    let copy = [
        aimless,
        (r#""team": "t_sub", "owner": "u", "definition""#, r#""team": "t_sub", "definition""#),
        (r#""reason": "r", "#, ""),
    ];
    let owner = Reason::Lacks(vec![Lacking::Owner]);
    finds(&copy, &[("D5/m", owner), ("E5/m", about(KpiReason::NotYours))]);
    // each that is filled in leaves only what is still lacking
    finds(&copy[..2], &[("D5/m", Reason::Lacks(vec![Lacking::Owner])), ("E2/m", about(KpiReason::NoTarget))]);
}

/// A KPI of the library, taken as a draft, until everything that is one's own to say is said.
#[test]
fn e5_what_is_taken_from_the_library_is_flagged_until_target_owner_and_reason_are_filled() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/examples/kpi-library.okr.json");
    let library = plan(&std::fs::read_to_string(file).unwrap());
    assert_eq!(library.records().kpis.len(), 43);
    for kpi in library.records().kpis.values() {
        let taken = draft(kpi, Some(id("t_sub")));
        let said = (&taken.title, &taken.definition, &taken.unit, taken.direction, taken.every);
        assert_eq!(said, (&kpi.title, &kpi.definition, &kpi.unit, kpi.direction, kpi.every));
        assert_eq!((&taken.reason, taken.targets.len(), &taken.owner, &taken.rank), (&None, 0, &None, &None));
        // without a direction there is nothing to aim at
        let aims = taken.direction != Direction::None;
        for filled in 0..8 {
            let (target, owner, reason) = (filled & 1 != 0, filled & 2 != 0, filled & 4 != 0);
            let mut own = taken.clone();
            if target {
                let nine = Target { goal: Goal::Value(9.0), tolerance: None, until: None };
                own.targets.insert(day("2027-01-01"), nine);
            }
            own.owner = owner.then(|| id("u"));
            own.reason = reason.then(|| "It tells whether we are useful".to_string());
            let mut plan = plan(GOOD);
            plan.put(&RecordKey::Record(Kind::Kpi, id("m_new")), Some(Record::Kpi(own)));
            let flags = found(&plan, DAY).into_iter().filter(|(key, _)| key.ends_with("/m_new"));
            let flags: Vec<_> =
                flags.filter(|(key, _)| ["E5", "E2", "D5", "F15"].contains(&&key[..key.len() - 6])).collect();
            let done = (target || !aims) && owner && reason;
            assert_eq!(flags.is_empty(), done, "{}: {target} {owner} {reason}: {flags:?}", kpi.title);
            assert_eq!(
                flags.iter().any(|(key, _)| key == "E5/m_new"),
                filled == 0,
                "{}: {flags:?}",
                kpi.title
            );
        }
    }
}

#[test]
fn e6_e13_e21_f9_f13_scope_kind_tags_action_and_effort_are_kept() {
    let text = GOOD.replace(
        DEFINITION,
        r#""scope": "process", "indicator": "leading", "tags": { "efficiency": true, "operations": true }, "definition": "d", "ifWorse": "call a review", "effort": "medium""#,
    );
    let kept = kpi(&plan(&text));
    assert_eq!((kept.scope, kept.indicator), (Some(Scope::Process), Some(Indicator::Leading)));
    assert_eq!(kept.tags.iter().collect::<Vec<_>>(), [&Tag::Efficiency, &Tag::Operations]);
    assert_eq!((kept.if_worse.as_deref(), kept.effort), (Some("call a review"), Some(Effort::Medium)));
    let written = write(&Document { ..read(text.as_bytes()).unwrap().document });
    assert_eq!(kpi(&plan(&written)), kept);
    assert_eq!((Scope::ALL.len(), Tag::ALL.len()), (10, 4));
}

#[test]
fn e7_the_context_has_four_parts_and_each_that_lacks_is_asked_for() {
    let context = |changes: &[(&str, &str)]| kpi(&with(changes)).context();
    let parts = [
        (DEFINITION, r#""x1": "d""#),
        (r#""reason": "r""#, r#""x2": "r""#),
        (r#""source": "s""#, r#""x3": "s""#),
        (r#""relevance": "g""#, r#""x4": " ""#),
    ];
    for missing in 0..=4 {
        assert_eq!(context(&parts[..missing]), 4 - missing);
    }
    assert_eq!(context(&[(DEFINITION, r#""definition": " ""#)]), 3, "blanks say nothing");
    finds(&parts[..1], &[("E7/m", Reason::Lacks(vec![Lacking::Definition]))]);
    finds(
        &parts,
        &[
            ("E7/m", Reason::Lacks(vec![Lacking::Definition, Lacking::DataSource])),
            ("F3/m", about(KpiReason::NoRelevance)),
            ("F15/m", about(KpiReason::NoReason)),
        ],
    );
}

#[test]
fn e9_another_definition_or_unit_is_logged_and_begins_a_new_baseline() {
    let measured = weekly(&plan(GOOD), &[9.0, 9.1, 8.9, 9.0, 9.2, 9.1, 9.0, 9.1]);
    let mut other = kpi(&measured);
    other.unit = Some("%".into());
    other.definition = Some("Share of good answers".into());
    let unit = Redefined::Unit { from: "points".into(), to: "%".into() };
    assert_eq!(redefined(&measured, &id("m"), &other), [Redefined::Definition, unit]);
    log_change(&mut other, day(DAY), "Counts the share of good answers");
    let mut after = measured.clone();
    let edit = Command::Edit { id: id("m"), record: Record::Kpi(other.clone()) };
    let patch = apply(&measured, edit).unwrap();
    patch.apply(&mut after).unwrap();
    put(&mut after, day("2027-01-25"), 80.0);
    let starts = |plan: &Plan| baselines(plan, &id("m"), day("2027-01-26")).len();
    assert_eq!((starts(&measured), starts(&after)), (1, 2));
    // taken back as one
    put(&mut after, day("2027-01-25"), 80.0);
    patch.invert().apply(&mut after).unwrap();
    assert_eq!(kpi(&after), kpi(&measured));
    // a second change of the day stands beside the first
    log_change(&mut other, day(DAY), "In percent");
    assert_eq!(other.changes[&day(DAY)], "Counts the share of good answers. In percent");
}

#[test]
fn e9_nothing_is_logged_before_the_first_measurement_nor_where_words_were_lacking() {
    let mut other = kpi(&plan(GOOD));
    other.unit = Some("%".into());
    assert_eq!(redefined(&plan(GOOD), &id("m"), &other), [], "not measured yet");
    let silent = weekly(&with(&[(UNIT, r#""direction""#), (DEFINITION, r#""x": "d""#)]), &[9.0]);
    other.definition = Some("What was meant all along".into());
    assert_eq!(redefined(&silent, &id("m"), &other), []);
    let measured = weekly(&plan(GOOD), &[9.0]);
    assert_eq!(redefined(&measured, &id("m"), &kpi(&measured)), []);
    let padded = Kpi { definition: Some(" d ".into()), ..kpi(&measured) };
    assert_eq!(redefined(&measured, &id("m"), &padded), []);
}

#[test]
fn e10_f3_a_review_is_asked_for_and_comes_to_keep_change_or_retire() {
    let due_on = |review: &str| format!(r#""review": "{review}", "definition": "d""#);
    finds(&[(DEFINITION, &due_on("2027-01-21"))], &[]);
    let asked = ("E10/m", about(KpiReason::ReviewDue { on: day(DAY) }));
    finds(&[(DEFINITION, &due_on(DAY))], &[asked]);
    // after a quarter of measuring without any
    let quarter = weekly(&plan(GOOD), &[8.9; 15]);
    assert!(keys(&quarter, DAY).contains(&"E10/m".to_string()));
    assert!(!keys(&weekly(&plan(GOOD), &[8.9; 13]), DAY).contains(&"E10/m".to_string()));

    let outcome = |outcome, next: Option<&str>| {
        let mut reviewed = kpi(&plan(GOOD));
        reviewed.note_review(day(DAY), KpiReview { outcome, why: Some("w".into()) }, next.map(day));
        reviewed
    };
    let kept = outcome(Outcome::Keep, Some("2027-04-20"));
    assert_eq!((kept.review, kept.retired), (Some(day("2027-04-20")), None));
    assert_eq!(kept.reviewed[&day(DAY)].outcome, Outcome::Keep);
    assert!(!kept.review_due(day(DAY)) && kept.review_due(day("2027-04-20")));
    let retired = outcome(Outcome::Retire, Some("2027-04-20"));
    assert_eq!((retired.review, retired.retired), (None, Some(day(DAY))));
}

#[test]
fn e10_a_retired_kpi_asks_for_nothing_from_that_day_on() {
    let retired = with(&[(DEFINITION, r#""retired": "2027-03-01", "x": "d""#)]);
    let measured = weekly(&retired, &[9.0]);
    let asks =
        |on: &str| due(&measured, day(on)).iter().any(|due| due.report == DueReport::Measurement(id("m")));
    assert!(asks("2027-02-28") && kpi_overdue(&measured, &id("m"), day("2027-02-28")));
    assert!(!asks("2027-03-01") && !kpi_overdue(&measured, &id("m"), day("2027-03-01")));
    assert!(
        !due(&retired, day("2027-03-01")).iter().any(|due| due.report == DueReport::Measurement(id("m")))
    );
    let of_kpi = |on: &str| {
        let all = open_advice(&retired, day(on)).into_iter();
        all.filter(|finding| finding.record().is_some_and(|(kind, _)| kind == Kind::Kpi)).count()
    };
    assert_eq!((of_kpi("2027-02-28"), of_kpi("2027-03-01")), (1, 0));
}

#[test]
fn e14_a_benchmark_says_where_it_comes_from() {
    let source = ("E14/m", about(KpiReason::BenchmarkWithoutSource));
    finds(&[(DEFINITION, r#""benchmark": { "value": 8.5 }, "definition": "d""#)], &[source]);
    finds(&[(DEFINITION, r#""benchmark": { "value": 8.5, "source": "Peers" }, "definition": "d""#)], &[]);
}

#[test]
fn e15_a_target_that_has_ended_asks_to_evaluate_it_again() {
    let ends = |until: &str| format!(r#"{{ "value": 9, "until": "{until}" }}"#);
    finds(&[(r#"{ "value": 9 }"#, &ends(DAY))], &[]);
    let ended = ("E15/m", about(KpiReason::TargetEnded { on: day("2027-01-19") }));
    finds(&[(r#"{ "value": 9 }"#, &ends("2027-01-19"))], &[ended]);
    let followed = format!(r#"{}, "2027-01-20": {{ "value": 9.2 }}"#, ends("2027-01-19"));
    finds(&[(r#"{ "value": 9 }"#, &followed)], &[]);
    // the targets stay, each with its days
    assert_eq!(kpi(&with(&[(r#"{ "value": 9 }"#, &followed)])).targets.len(), 2);
}

#[test]
fn f2_a_vanity_count_is_cleared_by_a_rate_beside_it() {
    let vanity = (TITLE, r#""title": "Total website visitors""#);
    finds(&[vanity], &[("F2/m", about(KpiReason::Vanity { word: "visitors".into() }))]);
    let rate = r#""m2": { "title": "Visitor-to-subscriber conversion rate", "unit": "%", "direction": "none", "every": "week", "team": "t_top", "owner": "u", "definition": "d", "reason": "r", "source": "s", "relevance": "g" },"#;
    let beside = (r#""m": {"#, &*more(r#""m": {"#, rate.to_string()));
    let linked = (r#""watch": { "m": true }"#, r#""watch": { "m": true, "m2": true }"#);
    finds(&[vanity, beside, linked], &[]);
    // a rate that nobody looks at beside it does not do, be it looked at elsewhere
    let elsewhere = (r#""supports": "k_time", "#, r#""supports": "k_time", "watch": { "m2": true }, "#);
    assert!(keys(&with(&[vanity, beside, elsewhere]), DAY).contains(&"F2/m".to_string()));
    assert!(keys(&with(&[vanity, beside]), DAY).contains(&"F2/m".to_string()));
    finds(&[(TITLE, r#""title": "Visitors per day""#)], &[]);
    finds(
        &[(TITLE, r#""title": "Besucher der Website""#)],
        &[("F2/m", about(KpiReason::Vanity { word: "besucher".into() }))],
    );
}

#[test]
fn f5_a_target_that_is_met_for_long_asks_to_raise_or_retire() {
    let set = |plan: &Plan, on: &str| keys(plan, on).contains(&"F5/m".to_string());
    let dated = with(&[(DEFINITION, r#""review": "2027-06-30", "definition": "d""#)]);
    assert!(set(&weekly(&dated, &[9.1; 12]), DAY));
    assert!(!set(&weekly(&dated, &[9.1; 11]), DAY));
    let missed: Vec<f64> = (0..12).map(|n| if n == 4 { 8.9 } else { 9.1 }).collect();
    assert!(!set(&weekly(&dated, &missed), DAY));
    // raised on the way
    let raised = with(&[(r#"{ "value": 9 }"#, r#"{ "value": 8 }, "2027-01-04": { "value": 9 }"#)]);
    assert!(!set(&weekly(&raised, &[9.1; 12]), DAY));
}

#[test]
fn f6_a_team_has_objectives_and_kpis() {
    let moved = (
        r#""every": "week", "targets": { "2026-10-01": { "value": 9 } }, "team": "t_sub""#,
        r#""every": "week", "targets": { "2026-10-01": { "value": 9 } }, "team": "t_new""#,
    );
    let team = (r#""t_sub": { "name""#, r#""t_new": { "name": "New" }, "t_sub": { "name""#);
    finds(
        &[moved, team],
        &[
            ("F6/t_new", about(KpiReason::TeamWithoutObjective)),
            ("F6/t_sub", about(KpiReason::TeamWithoutKpi)),
        ],
    );
    // a KPI of another team that it watches will do
    let watch = (r#""supports": "k_time", "#, r#""supports": "k_time", "watch": { "m": true }, "#);
    finds(&[moved, team, watch], &[("F6/t_new", about(KpiReason::TeamWithoutObjective))]);
}

#[test]
fn f7_the_ten_factors_are_ticked_one_by_one() {
    let ticked =
        r#""factors": { "alignment": true, "timeliness": true, "adaptability": true }, "definition": "d""#;
    let kpi = kpi(&with(&[(DEFINITION, ticked)]));
    assert_eq!((kpi.factors.len(), Factor::ALL.len()), (3, 10));
    assert!(kpi.factors.contains(&Factor::Timeliness) && !kpi.factors.contains(&Factor::Simplicity));
}

#[test]
fn f9_an_unhealthy_kpi_asks_what_is_done_about_it() {
    let no_action = ("F9/m".to_string(), about(KpiReason::NoAction));
    let bad = weekly(&plan(GOOD), &[8.0]);
    assert_eq!(found(&bad, DAY), [no_action]);
    assert_eq!(found(&weekly(&plan(GOOD), &[9.0]), DAY), []);
    let acts = with(&[(DEFINITION, r#""ifWorse": "we call the last ten", "definition": "d""#)]);
    assert_eq!(found(&weekly(&acts, &[8.0]), DAY), []);
}

#[test]
fn f10_few_measurements_give_no_forecast_and_no_trend() {
    let fed = with(&[
        (r#""unit": "%", "rank""#, r#""unit": "%", "kpi": "m", "rank""#),
        (r#""reach": { "from": 40, "to": 90 }"#, r#""reach": { "from": 8, "to": 9 }"#),
    ]);
    let outlook = |plan: &Plan| forecast(plan, &id("k_notes"), day("2027-01-26")).unwrap().outlook;
    let two = weekly(&fed, &[8.1, 8.2]);
    assert_eq!((outlook(&two), trend(&two, &id("m"), day(DAY))), (Outlook::TooLittleData, None));
    let mut more = weekly(&fed, &[8.1, 8.2, 8.3]);
    (0..4).for_each(|n| put(&mut more, day("2027-01-19").plus_days(2 * n), 8.4));
    assert_ne!(outlook(&more), Outlook::TooLittleData);
    assert!(trend(&more, &id("m"), day("2027-01-26")).is_some());
}

#[test]
fn f13_what_costs_much_and_serves_little_is_asked_about() {
    let costly = ("F13/m", about(KpiReason::Costly));
    let high = r#""effort": "high", "definition": "d""#;
    finds(&[(DEFINITION, high)], &[]);
    finds(
        &[(DEFINITION, r#""effort": "high", "factors": { "timeliness": true }, "definition": "d""#)],
        std::slice::from_ref(&costly),
    );
    finds(&[(DEFINITION, r#""effort": "high", "factors": { "relevance": true }, "definition": "d""#)], &[]);
    let pointless = (r#""relevance": "g""#, r#""x": "g""#);
    finds(&[(DEFINITION, high), pointless], &[("F3/m", about(KpiReason::NoRelevance)), costly]);
    finds(
        &[(DEFINITION, r#""effort": "medium", "definition": "d""#), pointless],
        &[("F3/m", about(KpiReason::NoRelevance))],
    );
}

#[test]
fn f15_e5_without_a_reason_a_kpi_is_asked_why() {
    finds(&[(r#""reason": "r", "#, "")], &[("F15/m", about(KpiReason::NoReason))]);
}

#[test]
fn hints_on_kpis_are_dismissed_with_a_word_and_ask_no_louder_than_they_must() {
    let dismissed = [
        (r#""reason": "r", "#, ""),
        (r#""initiatives""#, r#""dismissed": { "F15/m": "We know" }, "initiatives""#),
    ];
    finds(&dismissed, &[]);
    let loud = weekly(
        &with(&[
            (r#"{ "value": 9 }"#, r#"{ "value": 9, "until": "2027-01-19" }"#),
            (r#""reason": "r", "#, ""),
        ]),
        &[9.0],
    );
    let severities: Vec<_> =
        open_advice(&loud, day(DAY)).into_iter().map(|f| (f.key(), f.severity)).collect();
    assert_eq!(severities, [("E15/m".to_string(), Severity::Notice), ("F15/m".to_string(), Severity::Hint)]);
}
