//! Section 2: ambition and commitment.

use cairn::advice::{Practice, Reason, Stance};
use cairn::domain::{Ambition, Measure};
use cairn::progress::{Band, band};

use crate::support::*;

#[test]
fn b1_every_okr_is_committed_or_aspirational_and_scored_accordingly() {
    finds(&[(r#""ambition": "committed", "#, "")], &[("B1/o", Reason::NoAmbition)]);
    use cairn::change::{Need, checklist};
    let plan = with(&[(r#""ambition": "committed", "#, "")]);
    let asks = checklist(&plan, &id("o")).into_iter().find(|item| item.need == Need::Ambition).unwrap();
    assert_eq!(asks.lacking, [id("o")], "asked when it is set in motion");
    assert_eq!(
        (band(0.7, Ambition::Aspirational), band(0.7, Ambition::Committed)),
        (Band::Green, Band::Amber)
    );
    assert_eq!(band(1.0, Ambition::Committed), Band::Green);
}

#[test]
fn b2_nine_of_ten_at_drafting_asks_whether_it_is_too_easy() {
    let with_confidence = |c: u8| [(r#""confidence": 6"#, format!(r#""confidence": {c}"#))];
    for (confidence, easy) in [(8, false), (9, true), (10, true)] {
        let [(from, to)] = with_confidence(confidence);
        let expected = [("B2/k_time", Reason::TooEasy { confidence })];
        finds(&[(from, &to)], if easy { &expected } else { &[] });
    }
    finds(&[(r#""confidence": 6, "#, "")], &[]);
}

#[test]
fn b3_two_of_ten_or_nothing_but_stretches_asks_whether_it_can_be_had() {
    for (confidence, hard) in [(3, false), (2, true), (0, true)] {
        let expected = [("B3/k_time", Reason::TooHard { confidence })];
        let to = format!(r#""confidence": {confidence}"#);
        finds(&[(r#""confidence": 6"#, &to)], if hard { &expected } else { &[] });
    }
    let all = Reason::AllAspirational { count: 2 };
    finds(&[("committed", "aspirational")], &[("B3/q", all)]);
    // a draft does not count yet, and one alone is no set
    finds(
        &[("committed", "aspirational"), (r#""supports": "k_time", "#, r#""supports": "o", "#)],
        &[("B3/q", Reason::AllAspirational { count: 2 })],
    );
}

#[test]
fn b4_business_as_usual_in_all_key_results_is_noticed_and_one_that_grows_clears_it() {
    let usual =
        [("Missed calls per day", "Continue to call back"), ("Calls with a note", "Weekly checks of notes")];
    let words = vec!["continue".to_string(), "weekly".to_string()];
    finds(&usual, &[("B4/o_sub", Reason::BusinessAsUsual { words })]);
    finds(&usual[..1], &[]);
    let german =
        [("Missed calls per day", "Rückrufe fortsetzen"), ("Calls with a note", "Wöchentliche Prüfung")];
    let words = vec!["fortsetzen".to_string(), "wochentliche".to_string()];
    finds(&german, &[("B4/o_sub", Reason::BusinessAsUsual { words })]);
}

const REACH: &str = r#""reach": { "from": 5.5, "to": 3 }"#;
const KEEP: &str = r#""keep": { "atMost": 3 }"#;

#[test]
fn b5_an_objective_that_only_maintains_is_noticed_a_guard_beside_others_is_fine() {
    finds(&[], &[]); // the good plan has a guard beside a key result that improves
    finds(&[(REACH, KEEP)], &[("B5/o", Reason::MaintainOnly)]);
    let stances: Vec<_> = Practice::B5.sources().iter().map(|s| (s.article, s.line, s.stance)).collect();
    assert_eq!(stances, [(0, 84, Stance::For), (4, 56, Stance::Against)], "section 9.3");
    // a setting: nowhere, or anywhere
    let setting = |word: &str| format!(r#""settings": {{ "maintaining": "{word}" }}, "initiatives""#);
    finds(&[(r#""initiatives""#, &setting("never"))], &[("B5/k_csat", Reason::Maintains)]);
    finds(&[(r#""initiatives""#, &setting("guards"))], &[]);
    finds(&[(REACH, KEEP), (r#""initiatives""#, &setting("anywhere"))], &[]);
}

#[test]
fn b7_a_key_result_improves_or_guards() {
    let plan = plan(GOOD);
    let weight = |id_of: &str| plan.records().key_results[&id(id_of)].weight_on(day(DAY));
    let keeps =
        |id_of: &str| matches!(plan.records().key_results[&id(id_of)].measure, Some(Measure::Keep(_)));
    assert_eq!((keeps("k_time"), weight("k_time")), (false, 1.0));
    assert_eq!((keeps("k_csat"), weight("k_csat")), (true, 0.0), "a guard lends no progress");
}
