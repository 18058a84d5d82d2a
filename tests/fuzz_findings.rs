//! What fuzzing found, each as a test with a name.

mod merge_support;

use cairn::domain::Kind;
use cairn::merge::Step;
use cairn::plan_file::{Reason, Tree, read_own, write_body};
use cairn::sentence::{NumberFormat, Question, Subject, read_target, resolve_target};
use merge_support::{AT, Sitting, start};

#[allow(clippy::unwrap_used)]
fn step(text: &str) -> Result<Step, Vec<Reason>> {
    let tree = Tree::parse(text.as_bytes()).unwrap();
    Step::from_tree(&tree).map_err(|findings| findings.into_iter().map(|finding| finding.reason).collect())
}

#[test]
fn a_member_that_stands_twice_in_a_journal_step_is_refused() {
    // it was written twice into the next snapshot, which could not be read then
    for twice in [
        r#"{"dot":"ra:2","at":"AT","edit":[["+","people/u3",{"name":"Cy","x":1,"x":2}]]}"#,
        r#"{"dot":"ra:2","at":"AT","edit":[["=","people/u1",{"x":1,"x":2}]]}"#,
        r#"{"dot":"ra:2","at":"AT","edit":[["-","people/u1"]],"edit":[]}"#,
        r#"{"registers":{"from":{},"to":{"x":1,"x":2}},"at":"AT","edit":[]}"#,
    ] {
        assert_eq!(step(&twice.replace("AT", AT)), Err(vec![Reason::DuplicateKey]), "{twice}");
    }
}

#[test]
fn registers_that_forget_a_version_the_copy_holds_are_refused() {
    // they were taken, and the plan's registers could not be read back
    let mut copy = Sitting::new(&start(), "ra");
    copy.does(r#"["=","plan",{"title":"T"}]"#);
    let (plan, ledger) = (copy.plan.clone(), copy.ledger.clone());
    let mut seen = String::new();
    for (replica, counter) in ledger.seen.iter() {
        seen += &format!(r#"{}"{replica}":{counter}"#, if seen.is_empty() { "" } else { "," });
    }
    let text =
        format!(r#"{{"registers":{{"from":{{{seen}}},"to":{{}}}},"at":"{AT}","edit":[["-","people/u2"]]}}"#);
    let refused = step(&text).expect("a step").replay(&mut copy.plan, &mut copy.ledger);
    assert!(refused.expect_err("refused").iter().all(|finding| finding.reason == Reason::UnseenDot));
    assert!(copy.plan == plan && copy.ledger == ledger, "nothing changed");
    let body = write_body(&copy.plan, Some(&copy.ledger.to_tree()));
    assert!(read_own(body.as_bytes()).is_ok());
}

#[test]
fn days_that_change_before_their_whole_series_goes_or_comes_are_taken_back_with_it() {
    // the two changes did not fit one another as one patch: such a step, a merge say, could not be undone
    for parts in [
        r#"["=","measurements/m1",{"2027-01-11":3,"2027-01-18":4}],["-","measurements/m1"]"#,
        r#"["-","measurements/m1"],["+","measurements/m1",{"2027-01-11":5}],["=","measurements/m1",{"2027-01-18":4}]"#,
        r#"["=","measurements/m1",{"2027-01-18":4}],["-","measurements/m1"],["^","measurements/m1"],["=","measurements/m1",{},["2027-01-04"]]"#,
        r#"["=","measurements/m1",{},["2027-01-04","2027-01-11"]],["+","measurements/m1",{"2027-01-11":5}]"#,
    ] {
        let mut copy = Sitting::new(&start(), "ra");
        let before = copy.plan.clone();
        let made = copy.does(parts);
        let mut back = copy.plan.clone();
        made.patch.invert().apply(&mut back).unwrap_or_else(|stale| panic!("{stale:?} of {parts}"));
        assert!(back == before, "{parts}");
        made.patch.apply(&mut back).expect("and made again");
        assert!(back == copy.plan, "{parts}");
        assert!(
            made.patch.touched().all(|key| matches!(key, cairn::domain::RecordKey::Record(Kind::Series, _)))
        );
    }
}

#[test]
fn a_change_that_leads_beyond_all_numbers_is_asked_about() {
    // it came to infinity, which no plan can hold
    let subject = Subject { from: Some(f64::MAX), ..Subject::default() };
    for text in ["+20 %", "×5"] {
        let target = read_target(text, NumberFormat::POINT).expect("a target");
        assert_eq!(resolve_target(target, subject), Err(Question::TooLarge), "{text}");
    }
}
