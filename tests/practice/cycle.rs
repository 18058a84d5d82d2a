//! Section 3: cycle, rhythm, close.

use std::fs;
use std::path::Path;

use cairn::advice::{Reason, advice_about};
use cairn::change::{Command, Need, Refusal, apply, checklist};
use cairn::domain::{Cycle, Kind, Record};
use cairn::progress::{
    CyclePhase, CycleStep, Whose, cycle_phase, cycle_steps, kpis_over_cycle, open_blockers,
};

use crate::support::*;

#[test]
fn c1_a_cycle_is_a_quarter_a_year_or_any_span() {
    let plan = plan(GOOD);
    for (from, to, fits) in [
        ("2027-04-01", "2027-06-30", true),
        ("2027-01-01", "2027-12-31", true),
        ("2027-05-03", "2027-05-03", true),
        ("2027-05-04", "2027-05-03", false),
    ] {
        let record = Record::Cycle(Cycle::new("C", day(from), day(to)));
        assert_eq!(apply(&plan, Command::Create { id: id("q2"), record }).is_ok(), fits, "{from} {to}");
    }
}

// C2 and C6 are shown by `change_cycle.rs`: nothing_carries_over_silently, a_kept_objective_goes_on_from_the_last_values,
// closing_a_cycle_keeps_what_was_found_in_one_step.

#[test]
fn c3_setting_review_adjustment_and_closing_have_their_set_dates() {
    let dates = r#""to": "2027-03-31", "setting": "2026-12-18", "reviews": { "2027-02-12": true }, "adjustment": "2027-02-19", "closing": "2027-04-06","#;
    let plan = with(&[(r#""to": "2027-03-31","#, dates)]);
    let cycle = &plan.records().cycles[&id("q")];
    let steps: Vec<_> = cycle_steps(cycle).iter().map(|s| (s.step, s.on.to_string())).collect();
    let step = |step, on: &str| (step, on.to_string());
    use CycleStep::*;
    let all = [
        step(Setting, "2026-12-18"),
        step(Review, "2027-02-12"),
        step(Adjustment, "2027-02-19"),
        step(Closing, "2027-04-06"),
    ];
    assert_eq!(steps, all);
    assert_eq!(cycle_phase(cycle, day("2027-04-06")), CyclePhase::Closing);
}

#[test]
fn c4_blockers_are_listed_until_cleared() {
    let told = r#""checkIns": { "c": { "keyResult": "k_time", "on": "2027-01-10", "value": 5, "blocker": { "what": "No access", "who": "u", "until": "2027-01-15" } } }, "initiatives""#;
    let plan = with(&[(r#""initiatives""#, told)]);
    let open = |plan: &cairn::domain::Plan| open_blockers(plan, Whose::All, day(DAY)).len();
    assert_eq!(open(&plan), 1);
    let patch = apply(&plan, Command::ClearBlocker { check_in: id("c"), day: Some(day(DAY)) }).unwrap();
    let mut cleared = plan.clone();
    patch.apply(&mut cleared).unwrap();
    assert_eq!(open(&cleared), 0);
}

#[test]
fn c6_the_kpi_table_of_the_closing_is_computed_from_first_to_last_day() {
    let measured = r#""measurements": { "m": { "2026-12-28": 8.2, "2027-03-29": 9.1 } }, "initiatives""#;
    let plan = with(&[(r#""initiatives""#, measured)]);
    let table = kpis_over_cycle(&plan, &id("q"), day("2027-04-02"));
    assert_eq!(
        table.iter().map(|row| (row.kpi.to_string(), row.by)).collect::<Vec<_>>(),
        [("m".to_string(), Some(0.9))]
    );
}

#[test]
fn c7_a_revised_target_gives_its_reason_and_the_old_one_stays() {
    let revised = |why: &str| {
        format!(
            r#""unit": "min", "revisions": {{ "2027-01-15": {{ "reach": {{ "from": 5.5, "to": 4 }}{why} }} }},"#
        )
    };
    let on = day("2027-01-15");
    finds(&[(r#""unit": "min","#, &revised(""))], &[("C7/k_time", Reason::RevisedWithoutReason { on })]);
    finds(&[(r#""unit": "min","#, &revised(r#", "why": "Two products joined""#))], &[]);
    let plan = with(&[(r#""unit": "min","#, &revised(""))]);
    let key_result = &plan.records().key_results[&id("k_time")];
    assert_ne!(key_result.measure_on(day("2027-01-14")), key_result.measure_on(on));
}

#[test]
fn c8_objectives_are_validated_again_at_the_review() {
    let plan = plan(GOOD);
    let asked = |on: &str| found(&plan, on).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    // the middle of the quarter is 02-14, the adjustment a week later
    assert_eq!(asked("2027-02-13"), Vec::<String>::new());
    assert_eq!(asked("2027-02-14"), ["C8/o", "C8/o_sub"]);
    assert_eq!(asked("2027-02-21"), ["C8/o", "C8/o_sub"]);
    assert_eq!(asked("2027-02-22"), Vec::<String>::new());
    // answered with a word
    let answered = with(&[(r#""initiatives""#, r#""dismissed": { "C8/o": "Still right" }, "initiatives""#)]);
    assert_eq!(found(&answered, "2027-02-14").len(), 1);
}

#[test]
fn c8_what_fell_silent_is_never_green() {
    let told =
        r#""checkIns": { "c": { "keyResult": "k_time", "on": "2027-01-04", "value": 3 } }, "initiatives""#;
    let plan = with(&[(r#""initiatives""#, told)]);
    let green = |on: &str| cairn::progress::key_result_status(&plan, &id("k_time"), day(on)).green();
    assert_eq!((green("2027-01-14"), green("2027-01-15")), (true, false), "a week and three days");
}

#[test]
fn c9_g10_a_draft_is_checked_before_it_is_set_in_motion() {
    let draft = [(r#""ambition": "committed", "stage": "active""#, r#""stage": "draft""#)];
    let plan = with(&draft);
    let lacking: Vec<Need> =
        checklist(&plan, &id("o")).into_iter().filter(|i| !i.lacking.is_empty()).map(|i| i.need).collect();
    assert_eq!(lacking, [Need::Ambition]);
    let activate = Command::ActivateObjective { objective: id("o"), anyway: false };
    assert_eq!(apply(&plan, activate), Err(Refusal::NotReady(lacking)));
    // the hints about it are there beforehand, and one says that the cycle has begun
    let about: Vec<_> = advice_about(&plan, &id("o"), day(DAY)).into_iter().map(|f| f.key()).collect();
    assert_eq!(about, ["B1/o", "C9/o"]);
    assert_eq!(found(&plan, "2026-12-31").iter().filter(|(key, _)| key == "C9/o").count(), 0);
    assert_eq!(found(&plan, "2027-01-01").iter().filter(|(key, _)| key == "C9/o").count(), 1);
}

#[test]
fn c10_a_facilitator_has_a_place_in_the_cycle() {
    let plan = with(&[(r#""to": "2027-03-31","#, r#""to": "2027-03-31", "facilitator": "u","#)]);
    assert_eq!(plan.records().cycles[&id("q")].facilitator, Some(id("u")));
    let patch = apply(&plan, Command::Delete { kind: Kind::Person, id: id("u") }).unwrap();
    let mut without = plan.clone();
    patch.apply(&mut without).unwrap();
    assert_eq!(without.records().cycles[&id("q")].facilitator, None);
}

#[test]
fn c11_an_objective_of_the_company_has_a_sponsor() {
    finds(&[(r#""sponsor": "u", "#, "")], &[("C11/o", Reason::NoSponsor)]);
    // one of a team needs none: the good plan's has none
    assert_eq!(plan(GOOD).records().objectives[&id("o_sub")].sponsor, None);
}

#[test]
fn c12_no_formula_ranks_people() {
    // what computes anything never looks at the people of a plan, and owners are only compared with who asks
    for module in ["progress", "advice", "chart"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                assert!(
                    !line.contains(".people") && !line.contains("Kind::Person"),
                    "{}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn c13_saying_no_has_a_list_in_each_cycle() {
    let many = more(O, objectives(3));
    let says_no = |plan: &cairn::domain::Plan| found(plan, DAY).iter().any(|(key, _)| key == "C13/q");
    assert!(says_no(&with(&[(O, &many)])));
    let listed = r#""to": "2027-03-31", "notDoing": { "n": "A second help desk" },"#;
    assert!(!says_no(&with(&[(O, &many), (r#""to": "2027-03-31","#, listed)])));
    assert!(!says_no(&plan(GOOD)), "only where limits are passed");
}
