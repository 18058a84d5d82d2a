//! Section 1: structure and numbers.

use cairn::advice::{Practice, Reason, Severity, Source, Stance, smart_key_result, smart_kpi};
use cairn::domain::{Kind, RecordKey};
use cairn::progress::{objective_progress, standing};
use cairn::sentence::{NumberFormat, TypedMeasure, read_key_result};

use crate::support::*;

const TITLE: &str = "Streamline ticket resolution";

#[test]
fn a1_a_figure_in_an_objective_belongs_into_a_key_result() {
    for (title, figure) in [
        ("Cut ticket costs by 20%", "20%"),
        ("Win 3 markets", "3"),
        ("Grow revenue to $1.5 million", "$1.5"),
        ("Tickets: 5x fewer!", "5x"),
        ("Be ready for Q5", "Q5"),
        ("Answer 2100 letters", "2100"),
    ] {
        let reason = Reason::FigureInObjective { figure: figure.into() };
        finds(&[(TITLE, title)], &[("A1/o", reason)]);
    }
    // no digit, or the name of a year or quarter
    for title in ["Streamline ticket handling", "Tickets nobody minds in 2027", "Calm tickets by Q3."] {
        finds(&[(TITLE, title)], &[]);
    }
    let sources: Vec<_> = Practice::A1.sources().iter().map(|s| (s.article, s.line, s.stance)).collect();
    assert_eq!(
        sources,
        [(1, 29, Stance::For), (2, 21, Stance::Against)],
        "section 9.7: both sides are named"
    );
}

#[test]
fn a2_a_key_result_without_number_unit_or_target_is_named_and_saves_in_a_draft_only() {
    let unmeasured = r#""title": "Time to resolve one ticket", "measure": { "reach": { "from": 5.5, "to": 3 } }, "unit": "min","#;
    let draft =
        (r#""ambition": "committed", "stage": "active""#, r#""ambition": "committed", "stage": "draft""#);
    let plan = with(&[draft, (unmeasured, r#""title": "Time to resolve one ticket","#)]);
    let of_a2 = |plan: &cairn::domain::Plan| {
        found(plan, DAY).into_iter().filter(|(key, _)| key.starts_with("A2")).collect::<Vec<_>>()
    };
    assert_eq!(of_a2(&plan), [("A2/k_time".to_string(), Reason::NotMeasurable)]);
    assert_eq!(finding(&plan, "A2/k_time").severity, Severity::Warning);
    // only in a draft: the file and the command refuse it elsewhere
    assert!(cairn::plan_file::read(GOOD.replace(unmeasured, r#""title": "T","#).as_bytes()).is_err());
    // values of what?
    let calls = r#""unit": "calls", "#;
    finds(&[(calls, "")], &[("A2/k_calls", Reason::UnitMissing)]);
    finds(&[(calls, ""), ("Missed calls per day", "Fewer missed calls per day, from 12 to 4 calls")], &[]);
    // one outcome, no placeholder, the right way round
    let titled = |title: &str| with(&[("Time to resolve one ticket", title)]);
    let a2 = |title| of_a2(&titled(title)).into_iter().map(|(_, reason)| reason).collect::<Vec<_>>();
    assert_eq!(a2("Launch a portal for feedback and collect at least 500 reviews"), [Reason::TwoInOne]);
    assert_eq!(a2("Finalize X number of new contracts"), [Reason::Placeholder { text: "X".into() }]);
    let rising = [
        ("Time to resolve one ticket", "Achieve a 5X increase in response time"),
        (r#""from": 5.5, "to": 3"#, r#""from": 3, "to": 15"#),
    ];
    assert_eq!(of_a2(&with(&rising)), [("A2/k_time".to_string(), Reason::WrongWay)]);
    assert_eq!(
        a2("Achieve a 5X increase in response time"),
        [],
        "the measure falls: it was asked and answered"
    );
}

#[test]
fn a3_a11_an_objective_without_measurable_key_results_is_flagged() {
    let bare = r#""o_bare": { "title": "Answer calmly everywhere", "strategy": "s", "cycle": "q", "team": "t_sub", "owner": "u", "ambition": "committed", "supports": "o", "rank": "c" },"#;
    let plan = with(&[(O, &more(O, bare.into()))]);
    assert_eq!(found(&plan, DAY), [("A3/o_bare".to_string(), Reason::NoMeasurableKeyResult)]);
    assert_eq!(finding(&plan, "A3/o_bare").severity, Severity::Error);
    assert_eq!(finding(&plan, "A3/o_bare").place, RecordKey::Record(Kind::Objective, id("o_bare")));
    // one that can't be measured is none
    let words = r#""k_w": { "objective": "o_bare", "title": "Close sales deals" },"#;
    let draft = bare.replace(r#""rank""#, r#""stage": "draft", "rank""#);
    let plan = with(&[(O, &more(O, draft)), (K, &more(K, words.into()))]);
    assert!(found(&plan, DAY).contains(&("A3/o_bare".to_string(), Reason::NoMeasurableKeyResult)));
}

#[test]
fn a4_c14_the_fourth_objective_of_a_team_is_one_too_many_and_the_limit_is_a_setting() {
    let too_many = |count, most| Reason::TooManyObjectives { team: Some(id("t_sub")), count, most };
    let of_limits = |plan: &cairn::domain::Plan| -> Vec<(String, Reason)> {
        let all = found(plan, DAY).into_iter();
        all.filter(|(key, _)| ["A4", "C13", "C14"].iter().any(|p| key.starts_with(p))).collect()
    };
    let third = with(&[(O, &more(O, objectives(2)))]);
    assert_eq!(of_limits(&third), []);
    let fourth = with(&[(O, &more(O, objectives(3)))]);
    let expected = [
        ("A4/o_2".to_string(), too_many(4, 3)),
        ("C13/q".to_string(), Reason::NothingIsNotDone),
        ("C14/q".to_string(), Reason::EverythingIsAPriority),
    ];
    assert_eq!(of_limits(&fourth), expected);
    // the setting moves it
    let settings =
        |most: u32| format!(r#""settings": {{ "objectivesPerTeam": [1, {most}] }}, "initiatives""#);
    let set = |count, most| with(&[(O, &more(O, objectives(count))), (r#""initiatives""#, &settings(most))]);
    assert_eq!(of_limits(&set(3, 4)), []);
    assert_eq!(of_limits(&set(2, 2))[0], ("A4/o_1".to_string(), too_many(3, 2)));
    // all three sources are named
    let between = |s: &Source| (s.article, s.line, s.stance);
    assert_eq!(
        Practice::A4.sources().iter().map(between).collect::<Vec<_>>(),
        [
            (4, 24, Stance::Between(Some(1), 3)),
            (4, 92, Stance::Between(Some(1), 2)),
            (0, 80, Stance::Between(Some(3), 5)),
        ]
    );
}

#[test]
fn a5_one_key_result_is_few_two_to_five_are_fine_six_are_many() {
    let bare = objectives(1).replace("o_0", "o_x");
    let counted = |count| {
        let plan = with(&[(O, &more(O, bare.clone())), (K, &more(K, key_results("o_x", count)))]);
        let all = cairn::advice::open_advice(&plan, day(DAY)).into_iter();
        all.map(|f| (f.key(), f.severity, f.reason)).collect::<Vec<_>>()
    };
    assert_eq!(counted(0), [("A3/o_x".to_string(), Severity::Error, Reason::NoMeasurableKeyResult)]);
    let few = Reason::TooFewKeyResults { count: 1, fewest: 2 };
    assert_eq!(counted(1), [("A5/o_x".to_string(), Severity::Hint, few)]);
    assert_eq!((counted(2), counted(5)), (vec![], vec![]));
    let many = Reason::TooManyKeyResults { count: 6, most: 5 };
    assert_eq!(counted(6), [("A5/o_x".to_string(), Severity::Warning, many)]);
    assert_eq!(Practice::A5.sources().len(), 4, "section 9.2");
    // a setting
    let settings = r#""settings": { "keyResultsPerObjective": [3, 3] }, "initiatives""#;
    let few = |fewest| Reason::TooFewKeyResults { count: 2, fewest };
    finds(&[(r#""initiatives""#, settings)], &[("A5/o", few(3)), ("A5/o_sub", few(3))]);
}

#[test]
fn a6_key_results_are_scored_numerically() {
    let plan = with(&[(
        r#""kpis""#,
        r#""reviews": { "q": { "scores": { "k_time": { "score": 0.7, "why": "w" } } } }, "kpis""#,
    )]);
    let closing = cairn::progress::closing_scores(&plan, &id("q"), day("2027-03-31"));
    let lines: Vec<_> =
        closing.iter().flat_map(|o| &o.key_results).map(|l| (l.id.to_string(), l.score)).collect();
    let scored = |id: &str, score| (id.to_string(), score);
    assert_eq!(
        lines,
        [scored("k_time", 0.7), scored("k_csat", 0.0), scored("k_calls", 0.0), scored("k_notes", 0.0)]
    );
}

#[test]
fn a7_f4_more_than_thirty_kpis_on_a_board_lose_everyone() {
    let kpi = |n| {
        format!(
            r#""m_{n}": {{ "title": "M{n}", "direction": "none", "every": "week", "team": "t_sub", "owner": "u", "definition": "d", "reason": "r", "source": "s", "relevance": "g" }},"#
        )
    };
    let board = |beside: usize, settings: &str| {
        let kpis = (0..beside).map(kpi).collect::<String>();
        with(&[
            (r#""m": {"#, &more(r#""m": {"#, kpis)),
            (r#""initiatives""#, &format!(r#"{settings} "initiatives""#)),
        ])
    };
    let severity = |plan: &cairn::domain::Plan| {
        let all = cairn::advice::open_advice(plan, day(DAY)).into_iter();
        all.filter(|f| f.practice != Practice::F1).map(|f| (f.key(), f.severity)).collect::<Vec<_>>()
    };
    let at = |severity| vec![("A7/t_sub".to_string(), severity)];
    assert_eq!(severity(&board(19, "")), [], "20");
    assert_eq!(severity(&board(20, "")), at(Severity::Hint), "21: softer, earlier");
    assert_eq!(severity(&board(29, "")), at(Severity::Hint), "30");
    assert_eq!(severity(&board(30, "")), at(Severity::Notice), "31");
    let few = r#""settings": { "kpisPerBoard": 6 },"#;
    assert_eq!((severity(&board(3, few)), severity(&board(6, few))), (vec![], at(Severity::Notice)));
}

#[test]
fn a9_an_objective_says_how_to_get_there() {
    let strategy = r#""strategy": "Pairs.", "#;
    finds(&[(strategy, "")], &[("A9/o_sub", Reason::NoStrategy)]);
    finds(&[(r#""strategy": "Causes first.", "#, "")], &[]); // its initiative says how
    finds(&[(r#""strategy": "Pairs.""#, r#""strategy": " ""#)], &[("A9/o_sub", Reason::NoStrategy)]);
}

#[test]
fn a10_five_smart_lamps_and_aligned_lights_only_when_linked() {
    let lit =
        |plan: &cairn::domain::Plan, key_result: &str| smart_key_result(plan, &id(key_result), day(DAY));
    let good = plan(GOOD);
    assert_eq!((lit(&good, "k_time").lit(), lit(&good, "k_calls").lit()), (5, 5));
    let unlinked = with(&[(r#""supports": "k_time", "#, "")]);
    assert!(!lit(&unlinked, "k_calls").aligned && lit(&unlinked, "k_calls").lit() == 4);
    let vague = with(&[("Missed calls per day", "Better quality"), (r#""why": "It helps.", "#, "")]);
    let lamps = lit(&vague, "k_calls");
    assert!(!lamps.specific && !lamps.relevant && lamps.measurable && lamps.time_based);
    assert_eq!(lit(&good, "k_none").lit(), 0);
    // and of a KPI
    let lit = |changes: &[(&str, &str)]| smart_kpi(&with(changes), &id("m"), day(DAY)).lit();
    let watch = (r#""watch": { "m": true }, "#, "");
    let ends = (r#"{ "value": 9 }"#, r#"{ "value": 9, "until": "2027-12-31" }"#);
    let bare = [(r#""definition": "d""#, r#""x": "d""#), (r#""relevance": "g""#, r#""y": "g""#)];
    let aimless = (r#""targets": { "2026-10-01": { "value": 9 } }, "#, "");
    assert_eq!(lit(&[watch, bare[0], bare[1], aimless]), 0);
    assert_eq!(lit(&[watch, ends]), 4, "not linked");
    assert_eq!(lit(&[ends]), 5);
    let fed = (r#""unit": "points", "rank""#, r#""unit": "points", "kpi": "m", "rank""#);
    assert_eq!(lit(&[watch, ends, fed]), 5);
}

#[test]
fn a12_a_generic_statement_is_flagged_in_three_languages() {
    for (title, words) in [
        ("Do better", vec!["do", "better"]),
        ("Improve our performance", vec!["improve", "performance"]),
        ("Be the best!", vec!["be", "best"]),
        ("Besser werden", vec!["besser", "werden"]),
        ("Die Qualität verbessern", vec!["qualitat", "verbessern"]),
        ("Mejorar el rendimiento", vec!["mejorar", "rendimiento"]),
    ] {
        let words = words.into_iter().map(str::to_string).collect();
        finds(&[(TITLE, title)], &[("A12/o", Reason::Vague { words })]);
    }
    for title in [
        "Streamline ticket handling",
        "Improve customer satisfaction",
        "Kunden besser beraten",
        "Mejorar la atención al cliente",
    ] {
        finds(&[(TITLE, title)], &[]);
    }
}

#[test]
fn a13_a_deed_is_no_outcome_and_an_initiative_moves_no_progress() {
    let counted = r#""reach": { "from": 40, "to": 90 }"#;
    let titled =
        |title: &'static str| [("Calls with a note", title), (counted, r#""reach": { "from": 0, "to": 2 }"#)];
    let activity = |word: &str| [("A13/k_notes", Reason::Activity { word: word.into() })];
    finds(&titled("Hold two team-building activities each quarter"), &activity("hold"));
    finds(&titled("Schulungen durchführen"), &activity("durchfuhren"));
    finds(&titled("Celebrar dos talleres"), &activity("celebrar"));
    let output = Reason::Output { word: "launch".into() };
    finds(&titled("Launch 3 new products by the end of the year"), &[("A13/k_notes", output)]);
    // an outcome, or a value that moves from where it is, is none
    finds(&titled("Two team-building activities each quarter"), &activity("activities"));
    finds(&titled("Calls that end with a thank you"), &[]);
    finds(&[("Calls with a note", "Hold times under a minute")], &[]);
    assert_eq!(
        Practice::A13.sources().iter().filter(|s| s.stance == Stance::Against).count(),
        3,
        "section 9.9"
    );
    // work never changes progress
    let progress = |plan: &cairn::domain::Plan| objective_progress(plan, &id("o"), day(DAY));
    let done = with(&[(r#""value": "v""#, r#""stage": "done", "value": "v""#)]);
    assert_eq!(progress(&done), progress(&plan(GOOD)));
}

#[test]
fn a14_key_results_have_days_and_rhythms_of_their_own() {
    use cairn::progress::{cadence, expected_on};
    let own = r#""unit": "min", "from": "2027-02-01", "to": "2027-04-30", "checkInEvery": "month","#;
    let plan = with(&[(r#""unit": "min","#, own)]);
    let expected = |on: &str| expected_on(&plan, &id("k_time"), day(on));
    assert_eq!(
        (expected("2027-01-31"), expected("2027-04-30")),
        (Some(0.0), Some(1.0)),
        "past the cycle, too"
    );
    let share = expected("2027-03-17").unwrap();
    assert!((share - 45.0 / 89.0).abs() < 1e-9, "its own days: {share}");
    assert_eq!(cadence(&plan, &id("k_time"), day(DAY)), Some(cairn::domain::Every::Month));
    // a recurring thing is a reach of occurrences
    let parse = read_key_result("Hold two team-building activities each quarter", NumberFormat::POINT);
    assert_eq!(parse.every, Some(cairn::domain::Every::Quarter));
    assert!(matches!(parse.measure, TypedMeasure::Reach { from: Some(from), .. } if from == 0.0));
}

#[test]
fn a15_units_and_forms_of_the_examples_are_read() {
    let unit = |text: &str| read_key_result(text, NumberFormat::POINT).unit.map(|unit| unit.text);
    for (text, expected) in [
        ("Increase engagement from 75% to 90%", "%"),
        ("Reduce the response time to under 2 hours", "h"),
        ("Decrease the time to resolve a ticket from 5.5 to 3.0 minutes", "min"),
        ("Reach $1 million in sales this quarter", "$"),
        ("Gain 100,000 new Instagram followers", "followers"),
    ] {
        assert_eq!(unit(text).as_deref(), Some(expected), "{text}");
    }
    // at least, at most, by, times, percent: one of each has a measure
    for text in [
        "Keep CSAT at 9.0 or more",
        "Boost followers by 10,000",
        "Triple the sign-ups",
        "Cut conflicts by 50%",
    ] {
        let parse = read_key_result(text, NumberFormat::POINT);
        assert_ne!(parse.measure, TypedMeasure::Unknown, "{text}");
    }
    // values count in their unit: 84 of 75 → 90 % is 60 %
    let text =
        r#""checkIns": { "c": { "keyResult": "k_time", "on": "2027-01-10", "value": 4.25 } }, "initiatives""#;
    let plan = with(&[(r#""initiatives""#, text)]);
    assert_eq!(standing(&plan, &id("k_time"), day(DAY)).progress, Some(0.5));
}
