//! Section 7, as far as it is the OKRs': with their KPIs.

use cairn::advice::{KpiReason, Likely, Reason, Step, okr_or_kpi, six_steps};
use cairn::domain::{Measurement, Plan, Record, RecordKey};
use cairn::progress::{Status, objective_progress, objective_status, standing};
use cairn::sentence::NumberFormat;

use crate::support::*;

fn measured(plan: &Plan, on: &str, value: f64) -> Plan {
    let mut plan = plan.clone();
    let measurement = Record::Measurement(Measurement { value, note: None });
    plan.put(&RecordKey::Measurement(id("m"), day(on)), Some(measurement));
    plan
}

#[test]
fn g1_g2_a_new_value_of_a_kpi_moves_the_key_result_it_feeds() {
    let fed = with(&[(r#""unit": "%", "rank""#, r#""unit": "%", "kpi": "m", "rank""#)]);
    let progress = |plan: &Plan| standing(plan, &id("k_notes"), day(DAY)).progress;
    assert_eq!(progress(&fed), None);
    assert_eq!(progress(&measured(&fed, "2027-01-11", 65.0)), Some(0.5));
    assert_eq!(progress(&measured(&measured(&fed, "2027-01-11", 65.0), "2027-01-18", 90.0)), Some(1.0));
}

#[test]
fn g6_kpis_to_watch_have_no_effect_on_progress() {
    let watched = with(&[(r#""supports": "k_time", "#, r#""supports": "k_time", "watch": { "m": true }, "#)]);
    let progress = |plan: &Plan| objective_progress(plan, &id("o_sub"), day(DAY));
    let before = progress(&watched);
    assert_eq!(progress(&measured(&watched, "2027-01-11", 1.0)), before);
    assert_eq!(progress(&plan(GOOD)), before);
}

#[test]
fn g7_a_breached_guard_keeps_the_objective_from_green() {
    let told = |csat: &str| {
        let text = format!(
            r#""checkIns": {{ "c1": {{ "keyResult": "k_time", "on": "2027-01-19", "value": 3 }}, "c2": {{ "keyResult": "k_csat", "on": "2027-01-19", "value": {csat} }} }}, "initiatives""#
        );
        objective_status(&with(&[(r#""initiatives""#, &text)]), &id("o"), day("2027-02-01")).status
    };
    assert_eq!(
        (told("9.0"), told("8.9")),
        (Status::AtRisk, Status::OffTrack),
        "9.0 meets it; both are silent by then"
    );
    let fresh = |csat: f64| {
        let text = format!(
            r#""checkIns": {{ "c1": {{ "keyResult": "k_time", "on": "2027-01-19", "value": 3 }}, "c2": {{ "keyResult": "k_csat", "on": "2027-01-19", "value": {csat} }} }}, "initiatives""#
        );
        objective_status(&with(&[(r#""initiatives""#, &text)]), &id("o"), day(DAY)).green()
    };
    assert_eq!((fresh(9.0), fresh(8.9)), (true, false));
}

#[test]
fn g8_okrs_without_kpis_and_kpis_without_okrs_are_out_of_balance() {
    let no_kpis = format!("{} }}", GOOD.split(",\n  \"kpis\"").next().unwrap());
    let no_kpis = no_kpis.replace(r#""watch": { "m": true }, "#, "");
    assert_eq!(found(&plan(&no_kpis), DAY), [("G8/plan".to_string(), Reason::NoKpis)]);
    let only = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Plan",
      "teams": { "t": { "name": "T" } }, "people": { "u": { "name": "A" } },
      "kpis": { "m": { "title": "M", "direction": "none", "every": "week", "team": "t", "owner": "u", "definition": "d", "reason": "r", "source": "s", "relevance": "g" } } }"#;
    let alone = Reason::Kpi(KpiReason::StandsAlone);
    let both = [("F1/m".to_string(), alone), ("G8/plan".to_string(), Reason::NoObjectives)];
    assert_eq!(found(&plan(only), DAY), both);
    // one that is retired is none
    let retired = only.replace(r#""relevance": "g""#, r#""relevance": "g", "retired": "2027-01-20""#);
    assert_eq!(found(&plan(&retired), "2027-01-19"), both);
    assert_eq!(found(&plan(&retired), DAY), []);
    let empty = r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Plan" }"#;
    assert_eq!(found(&plan(empty), DAY), []);
}

#[test]
fn g11_without_a_kpi_or_a_baseline_one_would_not_know_what_to_improve() {
    let from_nothing = [
        (r#""reach": { "from": 12, "to": 4 }"#, r#""reach": { "from": 0, "to": 4 }"#),
        (r#""reach": { "from": 40, "to": 90 }"#, r#""milestones": { "s": { "title": "S" } }"#),
    ];
    finds(&from_nothing, &[("G11/o_sub", Reason::NoBaseline)]);
    finds(&from_nothing[..1], &[]);
    let watch = (r#""supports": "k_time", "#, r#""supports": "k_time", "watch": { "m": true }, "#);
    let bind = Reason::BindKpi { kpi: id("m") };
    finds(&[from_nothing[0], from_nothing[1], watch], &[("G1/o_sub", bind)]);
    finds(&[watch], &[]);
    let fed = (r#""unit": "calls","#, r#""unit": "calls", "kpi": "m","#);
    finds(&[from_nothing[0], from_nothing[1], fed], &[]);
}

#[test]
fn g5_the_six_steps_are_ticked_by_what_the_plan_holds() {
    let done = |plan: &Plan, on: &str| -> Vec<Step> {
        six_steps(plan, day(on)).into_iter().filter(|(_, done)| *done).map(|(step, _)| step).collect()
    };
    let empty = plan(r#"{ "type": "okr-plan", "version": 1, "plan": "p", "title": "Plan" }"#);
    assert_eq!(done(&empty, DAY), []);
    let unwatched = with(&[(r#""watch": { "m": true }, "#, "")]);
    assert_eq!(done(&unwatched, DAY), [Step::SetOkrs]);
    let all = [
        (r#""supports": "k_time", "#, r#""supports": "k_time", "watch": { "m": true }, "#),
        (
            r#""stage": "active" } },"#,
            r#""stage": "closed", "closed": "2027-04-02", "reviews": { "2027-02-12": true } } },"#,
        ),
        (
            r#""initiatives""#,
            r#""measurements": { "m": { "2027-01-11": 9 } }, "reviews": { "q": { "worked": "w" } }, "initiatives""#,
        ),
    ];
    let all = with(&all);
    use Step::*;
    assert_eq!(done(&all, DAY), [FewKpis, PickOneOrTwo, SetOkrs, Update, Review]);
    assert!(done(&all, "2027-04-02").contains(&Evaluate), "from the day it was closed");
    assert_eq!(done(&measured(&unwatched, "2027-01-21", 9.0), DAY), [SetOkrs], "measured later");
}

#[test]
fn g13_okr_or_kpi_tells_the_articles_examples_apart() {
    let is = |text: &str| okr_or_kpi(text, NumberFormat::POINT);
    for kpi in [
        "Customer lifetime value",
        "Sales revenue",
        "Trial-to-customer conversion rate",
        "Website traffic",
        "Average response time",
        "Ticket resolution time",
        "Customer retention rate",
        "Net profit margin",
        "Employee turnover rate",
        "Platform uptime",
        "Profit per employee",
    ] {
        assert_eq!(is(kpi), Likely::Kpi, "{kpi}");
    }
    for objective in [
        "Increase business revenue",
        "Improve customer satisfaction",
        "Increase brand awareness",
        "Increase team engagement and motivation",
    ] {
        assert_eq!(is(objective), Likely::Objective, "{objective}");
    }
    for key_result in [
        "Increase monthly visitors of the website by 20%",
        "Launch 3 new products by the end of the year",
        "Decrease the time to resolve one ticket from 5.5 to 3.0 minutes",
        "Reduce the number of complaints per month from 4 to 1",
        "Finalize X number of new contracts",
    ] {
        assert_eq!(is(key_result), Likely::KeyResult, "{key_result}");
    }
}

#[test]
fn any_hint_can_be_dismissed_with_a_word_one_by_one_or_everywhere() {
    let two = [(r#""strategy": "Pairs.", "#, ""), (r#""sponsor": "u", "#, "")];
    let dismissed = |key: &str| {
        let text = format!(r#""dismissed": {{ "{key}": "Not this time" }}, "initiatives""#);
        with(&[two[0], two[1], (r#""initiatives""#, &text)])
    };
    let keys = |plan: &Plan| found(plan, DAY).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys(&dismissed("A9/o_sub")), ["C11/o"]);
    assert_eq!(keys(&dismissed("A9")), ["C11/o"], "the practice as a whole");
    assert_eq!(keys(&dismissed("A9/o")), ["A9/o_sub", "C11/o"]);
    let plan = dismissed("A9/o_sub");
    assert_eq!(
        finding(&plan, "A9/o_sub").dismissed.as_deref(),
        Some("Not this time"),
        "and its word is still there"
    );
}

#[test]
fn what_is_closed_is_left_alone() {
    let closed = [
        (r#""stage": "active" } },"#, r#""stage": "closed", "closed": "2027-04-02" } },"#),
        (r#""strategy": "Pairs.", "#, ""),
    ];
    let keys = |on: &str| found(&with(&closed), on).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys("2027-04-01"), ["A9/o_sub"]);
    assert_eq!(keys("2027-04-02"), ["G8/plan"], "only that there is a KPI and no objective any more");
}
