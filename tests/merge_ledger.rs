//! Stamping, in the words of plan-file.md: one dot for all fields of a step, and no dot is ever dropped.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::ordered::Map;

use cairn::change::Patch;
use cairn::domain::*;
use cairn::merge::{Candidate, Dot, Ledger, Stamp, Step};
use cairn::plan_file::{Document, Edit, Finding, Opened, Reason, Seal, Tree, read, write, write_plan};

const CONTRACT: &str = include_str!("fixtures/contract-example.okr.json");
const AT: &str = "2027-01-11T08:10:00Z";

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn dot(text: &str) -> Dot {
    Dot::parse(text).unwrap()
}

fn key(kind: Kind, of: &str) -> RecordKey {
    RecordKey::Record(kind, id(of))
}

fn contract() -> (Plan, Ledger) {
    let opened = read(CONTRACT.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    let ledger = Ledger::read(&opened.document.merge.unwrap()).unwrap();
    (opened.document.plan, ledger)
}

/// A copy with one edit after the other.
struct Copy {
    plan: Plan,
    ledger: Ledger,
    replica: Id,
}

impl Copy {
    fn new() -> Copy {
        let (plan, ledger) = contract();
        Copy { plan, ledger, replica: id("z1") }
    }

    fn edit(&mut self, changes: Vec<(RecordKey, Option<Record>)>) -> (Dot, Edit) {
        let mut patch = Patch::default();
        for (key, after) in changes {
            patch.set(&self.plan, key, after);
        }
        self.apply(&patch)
    }

    fn apply(&mut self, patch: &Patch) -> (Dot, Edit) {
        let edit = Edit::from_patch(patch, &self.plan);
        patch.apply(&mut self.plan).unwrap();
        let dot = self.ledger.stamp(&edit, &self.replica, AT);
        (dot, edit)
    }

    fn change(&mut self, of: &RecordKey, change: impl FnOnce(&mut Record)) -> (Dot, Edit) {
        let mut record = self.plan.get(of).unwrap();
        change(&mut record);
        self.edit(vec![(of.clone(), Some(record))])
    }

    fn key_result(&mut self, of: &str, change: impl FnOnce(&mut KeyResult)) -> (Dot, Edit) {
        self.change(&key(Kind::KeyResult, of), |record| {
            if let Record::KeyResult(k) = record {
                change(k);
            }
        })
    }

    fn fields(&self, record: &str) -> Map<String, String> {
        let dots = self.ledger.fields.get(record).into_iter().flatten();
        dots.map(|(field, dot)| (field.clone(), dot.to_string())).collect()
    }
}

fn is(pairs: &[(&str, &str)]) -> Map<String, String> {
    pairs.iter().map(|(field, dot)| (field.to_string(), dot.to_string())).collect()
}

#[test]
fn a_step_takes_one_dot_above_the_largest_counter_seen_of_anyone() {
    let mut copy = Copy::new();
    // the example has seen k3:61 and b8:41
    let (first, _) = copy.key_result("k_tickets", |k| {
        k.title = "Fewer".into();
        k.owner = None;
    });
    assert_eq!(first, dot("z1:62"));
    assert_eq!(copy.fields("keyResults/k_tickets"), is(&[("title", "z1:62"), ("owner", "z1:62")]));
    copy.replica = id("z2");
    let (second, _) = copy.key_result("k_tickets", |k| k.owner = Some(id("u_ana")));
    assert_eq!(second, dot("z2:63"));
    assert_eq!(copy.fields("keyResults/k_tickets"), is(&[("title", "z1:62"), ("owner", "z2:63")]));
    let seen: Vec<_> = copy.ledger.seen.iter().map(|(r, n)| format!("{r}:{n}")).collect();
    assert_eq!(seen, ["b8:41", "k3:61", "z1:62", "z2:63"]);
}

#[test]
fn a_new_record_has_one_default_dot_and_lists_only_what_differs_later() {
    let mut copy = Copy::new();
    let person = Record::Person(Person { name: "Cy".into(), ..Person::default() });
    copy.edit(vec![(key(Kind::Person, "u_cy"), Some(person))]);
    assert_eq!(copy.fields("people/u_cy"), is(&[("*", "z1:62")]));
    copy.change(&key(Kind::Person, "u_cy"), |r| {
        *r = Record::Person(Person { name: "Cyd".into(), ..Person::default() })
    });
    assert_eq!(copy.fields("people/u_cy"), is(&[("*", "z1:62"), ("name", "z1:63")]));
    assert_eq!(copy.ledger.dot_of("people/u_cy", "name"), Some(&dot("z1:63")));
    assert_eq!(copy.ledger.dot_of("people/u_cy", "anything"), Some(&dot("z1:62")));
}

#[test]
fn a_cleared_field_is_a_dot_without_a_value() {
    let mut copy = Copy::new();
    let (_, edit) = copy.key_result("k_tickets", |k| k.unit = None);
    assert_eq!(edit.to_tree().compact(), r#"[["=","keyResults/k_tickets",{},["unit"]]]"#);
    assert_eq!(copy.fields("keyResults/k_tickets"), is(&[("unit", "z1:62")]));
}

/// plan-file.md, "What a field is", one after the other.
#[test]
fn a_field_is_what_the_contract_says() {
    let paths = |edit: &Edit| -> Vec<String> {
        edit.parts()
            .iter()
            .filter_map(|part| match &part.what {
                cairn::plan_file::What::Changed(fields) => {
                    Some(fields.paths().map(str::to_string).collect::<Vec<_>>())
                }
                _ => None,
            })
            .flatten()
            .collect()
    };
    let mut copy = Copy::new();
    // measure as a unit
    let (_, edit) =
        copy.key_result("k_resolve", |k| k.measure = Some(Measure::Reach(Reach { from: 5.5, to: 2.5 })));
    assert_eq!(
        edit.to_tree().compact(),
        r#"[["=","keyResults/k_resolve",{"measure":{"reach":{"from":5.5,"to":2.5}}}]]"#
    );
    // each milestone's title, weight, done and rank
    let (_, edit) = copy.key_result("k_launch", |k| {
        let Some(Measure::Milestones(steps)) = &mut k.measure else { panic!("milestones") };
        let step = steps.get_mut(&id("s2")).unwrap();
        step.done = Some(day("2027-03-01"));
        step.weight = Some(3.0);
    });
    assert_eq!(paths(&edit), ["measure/milestones/s2/weight", "measure/milestones/s2/done"]);
    // a step that is taken out, and one that comes
    let (_, edit) = copy.key_result("k_launch", |k| {
        let Some(Measure::Milestones(steps)) = &mut k.measure else { panic!("milestones") };
        steps.remove(&id("s1"));
        steps.insert(id("s3"), Milestone { title: "Told".into(), weight: None, done: None, rank: None });
    });
    assert_eq!(
        edit.to_tree().compact(),
        r#"[["=","keyResults/k_launch",{"measure/milestones/s3/title":"Told"},["measure/milestones/s1/title","measure/milestones/s1/weight","measure/milestones/s1/done","measure/milestones/s1/rank"]]]"#
    );
    // another kind of measure
    let (_, edit) =
        copy.key_result("k_launch", |k| k.measure = Some(Measure::Reach(Reach { from: 0.0, to: 3.0 })));
    assert_eq!(paths(&edit).first().map(String::as_str), Some("measure"));
    // each dated revision
    let (_, edit) = copy.key_result("k_resolve", |k| {
        let measure = Measure::Reach(Reach { from: 5.5, to: 4.0 });
        k.revisions.insert(day("2027-04-01"), Revision { measure, why: None });
    });
    assert_eq!(paths(&edit), ["revisions/2027-04-01"]);
    // blocker as a unit
    let (_, edit) = copy.change(&key(Kind::CheckIn, "c_91"), |r| {
        if let Record::CheckIn(c) = r {
            c.blocker.as_mut().unwrap().until = None;
        }
    });
    assert_eq!(
        edit.to_tree().compact(),
        r#"[["=","checkIns/c_91",{"blocker":{"what":"No access to billing","who":"u_ana"}}]]"#
    );
    // each dated target and change
    let (_, edit) = copy.change(&key(Kind::Kpi, "m_csat"), |r| {
        if let Record::Kpi(k) = r {
            k.targets
                .insert(day("2028-01-01"), Target { goal: Goal::Value(9.5), tolerance: None, until: None });
            k.changes.clear();
        }
    });
    assert_eq!(paths(&edit), ["targets/2028-01-01", "changes/2027-03-01"]);
    // each measurement day, value and note together
    let m = |value, note: &str| Some(Record::Measurement(Measurement { value, note: Some(note.into()) }));
    let (_, edit) = copy.edit(vec![
        (RecordKey::Measurement(id("m_csat"), day("2027-01-18")), m(8.0, "Down")),
        (RecordKey::Measurement(id("m_csat"), day("2027-01-04")), None),
    ]);
    assert_eq!(
        edit.to_tree().compact(),
        r#"[["=","measurements/m_csat",{"2027-01-18":[8,"Down"]},["2027-01-04"]]]"#
    );
    // each review score
    let (_, edit) = copy.change(&key(Kind::Review, "y_2027"), |r| {
        if let Record::Review(review) = r {
            review.scores.insert(id("k_csat"), Score { score: 1.0, why: None });
        }
    });
    assert_eq!(paths(&edit), ["scores/k_csat"]);
    // each key of settings, dismissed, watch, notDoing
    let (_, edit) = copy.change(&RecordKey::Head, |r| {
        if let Record::Head(head) = r {
            head.settings.kpis_per_board = Some(20);
            head.settings.closed_days.insert(day("2027-12-26"));
            head.dismissed.clear();
            head.title = "Support".into();
        }
    });
    assert_eq!(
        paths(&edit),
        ["title", "settings/kpisPerBoard", "settings/closedDays", "dismissed/A5~1o_4fz1k8w2pc"]
    );
    let (_, edit) = copy.change(&key(Kind::Objective, "o_4fz1k8w2pc"), |r| {
        if let Record::Objective(o) = r {
            o.watch.clear();
        }
    });
    assert_eq!(paths(&edit), ["watch/m_csat"]);
    let (_, edit) = copy.change(&key(Kind::Cycle, "y_2027"), |r| {
        if let Record::Cycle(c) = r {
            c.not_doing.insert(id("n2"), "A phone line".into());
        }
    });
    assert_eq!(paths(&edit), ["notDoing/n2"]);
    assert_eq!(copy.fields("plan")["dismissed/A5~1o_4fz1k8w2pc"], copy.fields("plan")["title"]);
}

#[test]
fn an_unknown_member_is_a_field_too() {
    let text = CONTRACT
        .replace(r#""name": "Ana Lima""#, r#""name": "Ana Lima", "a/b": 1.50, "*": 1"#)
        .replace(r#""title": "Support team 2027","#, r#""title": "Support team 2027", "risks": { "r": 1 },"#);
    let before = read(text.as_bytes()).unwrap().document.plan;
    let after = read(
        text.replace("1.50", "1.5").replace("\"*\": 1", "\"*\": 2").replace("{ \"r\": 1 }", "7").as_bytes(),
    );
    let after = after.unwrap().document.plan;
    let mut patch = Patch::default();
    for of in [key(Kind::Person, "u_ana"), RecordKey::Head] {
        patch.set(&before, of.clone(), after.get(&of));
    }
    let edit = Edit::from_patch(&patch, &before);
    assert_eq!(
        edit.to_tree().compact(),
        r#"[["=","people/u_ana",{"a~1b":1.5,"~2":2}],["=","plan",{"risks":7}]]"#
    );
    assert_eq!(edit.to_patch(&before).unwrap(), patch);
    let mut ledger = Ledger::default();
    ledger.stamp(&edit, &id("z1"), AT);
    assert_eq!(ledger.fields["people/u_ana"].keys().collect::<Vec<_>>(), ["a~1b", "~2"]);
}

#[test]
fn a_deletion_keeps_the_deleters_seen_and_drops_no_dot() {
    let mut copy = Copy::new();
    copy.key_result("k_csat", |k| k.title = "CSAT".into());
    let seen_before = copy.ledger.seen.clone();
    let (deleted, edit) = copy.edit(vec![(key(Kind::KeyResult, "k_csat"), None)]);
    assert_eq!(edit.to_tree().compact(), r#"[["-","keyResults/k_csat"]]"#);
    assert_eq!(copy.fields("keyResults/k_csat"), is(&[("title", "z1:62")]));
    let gone = &copy.ledger.gone["keyResults/k_csat"];
    assert_eq!(gone.len(), 1);
    assert_eq!((&gone[0].dot, gone[0].seen.as_ref()), (&deleted, Some(&seen_before)));
    assert!(!gone[0].seen.as_ref().unwrap().covers(&deleted));
    assert!(gone[0].seen.as_ref().unwrap().covers(&dot("z1:62")));
}

#[test]
fn undoing_a_deletion_is_a_restore_that_keeps_the_dots_of_the_fields() {
    let mut copy = Copy::new();
    copy.key_result("k_csat", |k| k.title = "CSAT".into());
    let mut patch = Patch::default();
    patch.set(&copy.plan, key(Kind::KeyResult, "k_csat"), None);
    copy.apply(&patch);
    let (restored, edit) = copy.apply(&patch.invert());
    assert_eq!(edit.to_tree().compact(), r#"[["^","keyResults/k_csat"]]"#);
    assert_eq!(copy.fields("keyResults/k_csat"), is(&[("title", "z1:62")]));
    let gone = &copy.ledger.gone["keyResults/k_csat"];
    assert_eq!((gone.len(), &gone[0].dot, &gone[0].seen), (1, &restored, &None));
    // deleted again
    copy.apply(&patch);
    assert!(copy.ledger.gone["keyResults/k_csat"][0].seen.is_some());
}

#[test]
fn a_step_of_several_patches_is_replayed_one_after_the_other() {
    let mut copy = Copy::new();
    let (start, start_ledger) = contract();
    let person = |name: &str| Some(Record::Person(Person { name: name.into(), ..Person::default() }));
    let m = |value| Some(Record::Measurement(Measurement { value, note: None }));
    let launch = copy.plan.get(&key(Kind::KeyResult, "k_launch"));
    let renamed = |title: &str| {
        let Some(Record::KeyResult(mut k)) = launch.clone() else { panic!("a key result") };
        k.title = title.into();
        Some(Record::KeyResult(k))
    };
    let mut parts = Vec::new();
    for (of, after) in [
        (key(Kind::Person, "u_cy"), person("Cy")),
        (key(Kind::Person, "u_cy"), person("Cyd")),
        (key(Kind::KeyResult, "k_launch"), renamed("Live")),
        (key(Kind::KeyResult, "k_launch"), None),
        (key(Kind::Person, "u_ben"), None),
        (key(Kind::Person, "u_ben"), person("Ben")),
        (RecordKey::Measurement(id("m_csat"), day("2027-01-18")), m(8.0)),
        (RecordKey::Measurement(id("m_csat"), day("2027-01-18")), None),
        (RecordKey::Measurement(id("m_csat"), day("2027-01-25")), m(7.0)),
    ] {
        let mut patch = Patch::default();
        patch.set(&copy.plan, of, after);
        parts.extend_from_slice(Edit::from_patch(&patch, &copy.plan).parts());
        patch.apply(&mut copy.plan).unwrap();
    }
    let step = Step::stamped(&mut copy.ledger, Edit::of(parts), &id("z1"), AT);
    let text = step.to_tree().compact();
    let (mut plan, mut ledger) = (start, start_ledger);
    Step::from_tree(&Tree::parse(text.as_bytes()).unwrap()).unwrap().replay(&mut plan, &mut ledger).unwrap();
    assert_eq!(plan, copy.plan);
    assert_eq!(plan.trash(), copy.plan.trash());
    assert_eq!(ledger, copy.ledger);
    assert_eq!(plan.records().people[&id("u_cy")].name, "Cyd");
    assert_eq!(copy.fields("people/u_cy"), is(&[("*", "z1:62")]));
    assert_eq!(copy.fields("people/u_ben"), is(&[("name", "z1:62")]));
    // the title that the deletion had seen does not bring the record back
    let gone = &copy.ledger.gone["keyResults/k_launch"][0];
    assert!(gone.seen.as_ref().unwrap().covers(&dot("z1:62")));
}

#[test]
fn a_restore_with_another_title_stamps_the_title_alone() {
    let mut copy = Copy::new();
    let of = key(Kind::KeyResult, "k_csat");
    let mut record = copy.plan.get(&of).unwrap();
    copy.edit(vec![(of.clone(), None)]);
    if let Record::KeyResult(k) = &mut record {
        k.title = "CSAT".into();
    }
    copy.edit(vec![(of, Some(record))]);
    assert_eq!(copy.fields("keyResults/k_csat"), is(&[("title", "z1:63")]));
}

#[test]
fn an_edit_of_a_field_in_conflict_is_the_choice() {
    let mut copy = Copy::new();
    let conflict = copy.ledger.conflicts["keyResults/k_tickets"]["measure"].clone();
    let value = Tree::parse(br#"{ "reach": { "from": 1.5, "to": 0.7 } }"#).unwrap();
    assert_eq!(conflict, [Candidate { value: Some(value), dot: dot("b8:7") }]);
    copy.key_result("k_tickets", |k| k.title = "Fewer".into());
    assert!(copy.ledger.conflicts.contains_key("keyResults/k_tickets"));
    copy.key_result("k_tickets", |k| k.measure = Some(Measure::Reach(Reach { from: 1.5, to: 0.7 })));
    assert!(copy.ledger.conflicts.is_empty());
    // deleting drops nothing of the fields or the choice
    let mut copy = Copy::new();
    copy.edit(vec![(key(Kind::KeyResult, "k_tickets"), None)]);
    assert!(copy.ledger.conflicts.contains_key("keyResults/k_tickets"));
}

#[test]
fn times_are_noted_once_a_minute_for_people_to_read() {
    let mut ledger = Ledger::default();
    for at in ["2027-01-04T08:00:01Z", "2027-01-04T08:00:59Z", "2027-01-04T08:01:00Z", "2027-01-04T07:59:00Z"]
    {
        ledger.stamp(&Edit::default(), &id("k3"), at);
    }
    let times: Vec<_> = ledger.times[&id("k3")].iter().map(|(n, at)| (*n, at.as_str())).collect();
    assert_eq!(
        times,
        [(1, "2027-01-04T08:00:01Z"), (3, "2027-01-04T08:01:00Z"), (4, "2027-01-04T07:59:00Z")]
    );
    ledger.stamp(&Edit::default(), &id("b8"), "2027-01-04T08:00:30Z");
    assert_eq!(ledger.times[&id("b8")].len(), 1);
}

#[test]
fn the_section_of_the_contract_is_read_and_written_back() {
    let opened = read(CONTRACT.as_bytes()).unwrap().document;
    let tree = opened.merge.unwrap();
    let ledger = Ledger::read(&tree).unwrap();
    assert_eq!(Ledger::read(&ledger.to_tree()).unwrap(), ledger);
    for section in ["times", "conflicts"] {
        assert_eq!(ledger.to_tree().member(section), tree.member(section));
    }
    let with_unknown = Tree::parse(br#"{ "seen": { "k3": 1 }, "later": 1.50 }"#).unwrap();
    assert_eq!(Ledger::read(&with_unknown).unwrap().to_tree(), with_unknown);
}

#[test]
fn a_damaged_section_is_refused_with_its_places() {
    use Reason::*;
    for (section, place, reason) in [
        (r#"{ "seen": { "k3": "61" } }"#, "merge/seen/k3", WrongType(cairn::plan_file::Expected::Number)),
        (r#"{ "seen": { "k3": 1.5 } }"#, "merge/seen/k3", NotWhole),
        (
            r#"{ "seen": { "k3": 1e300 } }"#,
            "merge/seen/k3",
            OutOfRange { low: 0.0, high: 4503599627370496.0 },
        ),
        (r#"{ "seen": { "k 3": 1 } }"#, "merge/seen/k 3", NotAnId),
        (r#"{ "seen": [] }"#, "merge/seen", WrongType(cairn::plan_file::Expected::Object)),
        (r#"{ "replicas": { "k3": "a b" } }"#, "merge/replicas/k3", NotAnId),
        (r#"{ "times": { "k3": [[1]] } }"#, "merge/times/k3/0", WrongType(cairn::plan_file::Expected::Array)),
        (r#"{ "times": { "k3": [[1, "noon"]] } }"#, "merge/times/k3/0", NotAnInstant),
        (r#"{ "seen": { "k3": 1 }, "fields": { "plan": { "*": "k3" } } }"#, "merge/fields/plan/*", NotADot),
        (
            r#"{ "seen": { "k3": 1 }, "fields": { "plan": { "*": "k3:2" } } }"#,
            "merge/fields/plan/*",
            UnseenDot,
        ),
        (
            r#"{ "conflicts": { "plan": { "title": [[]] } } }"#,
            "merge/conflicts/plan/title/0",
            WrongType(cairn::plan_file::Expected::Array),
        ),
        (
            r#"{ "conflicts": { "plan": { "title": [["x", "b8:1"]] } } }"#,
            "merge/conflicts/plan/title",
            UnseenDot,
        ),
        (
            r#"{ "gone": { "people/u_1": ["k3:1"] } }"#,
            "merge/gone/people/u_1/0",
            WrongType(cairn::plan_file::Expected::Array),
        ),
        (r#"{ "gone": { "people/u_1": [["k3:1", {}]] } }"#, "merge/gone/people/u_1", UnseenDot),
        (
            r#"{ "seen": { "k3": 1 }, "gone": { "people/u_1": [["k3:1", { "k3": -1 }]] } }"#,
            "merge/gone/people/u_1/0/k3",
            OutOfRange { low: 0.0, high: 4503599627370496.0 },
        ),
    ] {
        let findings = Ledger::read(&Tree::parse(section.as_bytes()).unwrap()).unwrap_err();
        assert_eq!(
            findings.iter().map(|f| (f.place.as_str(), &f.reason)).collect::<Vec<_>>(),
            [(place, &reason)],
            "{section}"
        );
    }
    let two = r#"{ "seen": { "k3": "x" }, "fields": { "plan": { "title": "b8:0" } } }"#;
    assert_eq!(Ledger::read(&Tree::parse(two.as_bytes()).unwrap()).unwrap_err().len(), 2);
    let text = CONTRACT.replace(r#""k3": 61"#, r#""k3": 16"#);
    let document = read(text.as_bytes()).unwrap().document;
    let refused = Ledger::adopt(&document).unwrap_err();
    assert!(
        refused.findings.iter().any(|f| f.place == "merge/fields/objectives/o_4fz1k8w2pc/*"),
        "{refused}"
    );
}

// ---------------------------------------------------------------- opening

fn open(text: &str) -> Opened {
    read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn the_first_opening_of_a_file_without_registers_gives_every_field_the_dot_of_the_file() {
    let plan = contract().0;
    let text = write_plan(&plan, None);
    let document = open(&text).document;
    assert_eq!(document.seal, Seal::Intact);
    let ledger = Ledger::adopt(&document).unwrap();
    let replica = format!("x{}", &document.hash[..12]);
    let first = dot(&format!("{replica}:1"));
    assert_eq!(ledger.seen.iter().map(|(r, n)| (r.as_str(), n)).collect::<Vec<_>>(), [(replica.as_str(), 1)]);
    let records = 2 + 2 + 1 + 1 + 4 + 1 + 1 + 1 + 1 + 1;
    assert_eq!(ledger.fields.len(), 1 + records + 1, "the head, the records and the one in the Trash");
    assert!(ledger.fields.values().all(|dots| *dots == Map::from([("*".to_string(), first.clone())])));
    // what is in the Trash stays there: its deletion has seen the dot of its fields
    let gone = &ledger.gone["initiatives/i_old"];
    assert!(gone.len() == 1 && gone[0].seen.as_ref().unwrap().covers(&first));
    assert_eq!(ledger.gone.len(), 1);
    // the same file gives the same dots, whoever opens it
    assert_eq!(Ledger::adopt(&open(&text.replace('\n', "\r\n")).document).unwrap(), ledger);
    assert_eq!(ledger.next_dot(&id("k3")), dot("k3:2"));
}

#[test]
fn a_file_as_cairn_wrote_it_brings_its_registers() {
    let (plan, ledger) = contract();
    let text = write_plan(&plan, Some(&ledger.to_tree()));
    assert_eq!(Ledger::adopt(&open(&text).document).unwrap(), ledger);
}

#[test]
fn a_hand_edited_file_is_stamped_anew_and_keeps_what_it_had_seen_deleted_and_left_undecided() {
    let (plan, ledger) = contract();
    let mut with_missing = ledger.clone();
    with_missing.fields.insert("people/u_missing".into(), Map::from([("name".into(), dot("k3:7"))]));
    let text = write_plan(&plan, Some(&with_missing.to_tree())).replace("Ana Lima", "Ana Lime");
    let document = open(&text).document;
    assert_eq!(document.seal, Seal::Broken);
    let mut again = Ledger::adopt(&document).unwrap();
    let first = dot(&format!("x{}:1", &document.hash[..12]));
    // a record that someone took out by hand is missing, not deleted
    let missing = again.fields.remove("people/u_missing");
    assert_eq!(missing, Some(Map::from([("name".into(), dot("k3:7"))])));
    assert!(again.fields.values().all(|dots| *dots == Map::from([("*".to_string(), first.clone())])));
    assert!(
        again.seen.covers(&first) && again.seen.covers(&dot("k3:61")) && again.seen.covers(&dot("b8:41"))
    );
    assert_eq!(again.conflicts, ledger.conflicts);
    let seen = again.gone["initiatives/i_old"][0].seen.as_ref().unwrap();
    assert!(seen.covers(&first) && seen.covers(&dot("k3:61")));
    assert_eq!(again.next_dot(&id("z1")), dot("z1:62"));
    assert_ne!(open(&text.replace("Lime", "Lemon")).document.hash, document.hash);
}

#[test]
fn what_a_repair_drops_is_stamped_like_an_edit() {
    let (plan, ledger) = contract();
    let text = write_plan(&plan, Some(&ledger.to_tree()));
    let without_ben =
        text.replace(r#""u_ben": { "name": "Ben Okoye" }"#, r#""u_benno": { "name": "Benno" }"#);
    let opened = open(&without_ben);
    assert_eq!(opened.repairs.len(), 2, "{:?}", opened.repairs);
    let mut ledger = Ledger::adopt(&opened.document).unwrap();
    let edit = Edit::from_patch(&opened.repair, &opened.document.plan);
    ledger.stamp(&edit, &id("z1"), AT);
    assert_eq!(ledger.dot_of("keyResults/k_tickets", "owner"), Some(&dot("z1:62")));
    assert_eq!(ledger.dot_of("checkIns/c_91", "by"), Some(&dot("z1:62")));
}

// ---------------------------------------------------------------- the journal

#[test]
fn a_check_in_is_a_small_step() {
    let mut copy = Copy::new();
    let check_in = CheckIn {
        at: Some("2027-02-21T15:02:00Z".into()),
        value: Some(1.1),
        confidence: Some(6),
        note: Some("ä note of a few hundred characters. ".repeat(25)),
        by: Some(id("u_ben")),
        blocker: Some(Blocker {
            what: "No access to billing".into(),
            who: Some(id("u_ana")),
            until: None,
            cleared: None,
        }),
        ..CheckIn::new(id("k_tickets"), day("2027-02-21"))
    };
    let (dot, edit) = copy.edit(vec![(key(Kind::CheckIn, "c_4fz1k8w2pc"), Some(Record::CheckIn(check_in)))]);
    let text = Step { at: AT.into(), edit, stamp: Stamp::Dot(dot) }.to_tree().compact();
    assert!(text.len() <= 2048, "{}", text.len());
    assert!(text.starts_with(
        r#"{"dot":"z1:62","at":"2027-01-11T08:10:00Z","edit":[["+","checkIns/c_4fz1k8w2pc",{"keyResult":"#
    ));
}

#[test]
fn a_step_that_does_not_follow_or_does_not_fit_changes_nothing() {
    let (plan, ledger) = contract();
    let step = |text: &str| Step::from_tree(&Tree::parse(text.as_bytes()).unwrap()).unwrap();
    let edit = r#"["=","people/u_ana",{"name":"A"}],["=","people/u_gone",{"name":"G"}]"#;
    for (text, reason) in [
        (format!(r#"{{"dot":"k3:62","at":"{AT}","edit":[{edit}]}}"#), Reason::NotThere),
        (format!(r#"{{"dot":"k3:61","at":"{AT}","edit":[]}}"#), Reason::OutOfOrder),
        (format!(r#"{{"dot":"k3:63","at":"{AT}","edit":[]}}"#), Reason::OutOfOrder),
        (
            format!(r#"{{"dot":"k3:62","at":"{AT}","edit":[["=","people/u_ana",{{}},["name"]]]}}"#),
            Reason::Missing,
        ),
        (
            format!(
                r#"{{"dot":"k3:62","at":"{AT}","edit":[["=","keyResults/k_launch",{{"measure/milestones/s9/rank":"a"}}]]}}"#
            ),
            Reason::Missing,
        ),
        (
            format!(r#"{{"dot":"k3:62","at":"{AT}","edit":[["=","people/u_ana",{{"a/b":1}}]]}}"#),
            Reason::NotThere,
        ),
        (
            format!(r#"{{"dot":"k3:62","at":"{AT}","edit":[["=","measurements/m_csat",{{"today":1}}]]}}"#),
            Reason::NotADate,
        ),
        (format!(r#"{{"dot":"k3:62","at":"{AT}","edit":[["^","people/u_ana"]]}}"#), Reason::NotThere),
    ] {
        let (mut now, mut registers) = (plan.clone(), ledger.clone());
        let findings = step(&text).replay(&mut now, &mut registers).unwrap_err();
        assert!(findings.iter().any(|f| f.reason == reason), "{text}: {findings:?}");
        assert_eq!((now, registers), (plan.clone(), ledger.clone()));
    }
}

/// The owner goes and comes back: what followed it in the file follows it again, replayed or not.
#[test]
fn an_unknown_member_keeps_its_place_through_replayed_edits() {
    let text = CONTRACT
        .replace(r#""owner": "u_ana", "stage": "doing""#, r#""owner": "u_ana", "x": 1.50, "stage": "doing""#);
    let start = read(text.as_bytes()).unwrap().document.plan;
    let ledger = Ledger::default();
    let mut live = Copy { plan: start.clone(), ledger: ledger.clone(), replica: id("z1") };
    let (mut plan, mut registers) = (start.clone(), ledger);
    for owner in [None, Some(id("u_ben")), Some(id("u_ana"))] {
        let (dot, edit) = live.change(&key(Kind::Initiative, "i_portal"), |r| {
            if let Record::Initiative(i) = r {
                i.owner = owner;
            }
        });
        Step { at: AT.into(), edit, stamp: Stamp::Dot(dot) }.replay(&mut plan, &mut registers).unwrap();
        assert_eq!(write_plan(&plan, None), write_plan(&live.plan, None));
    }
    assert_eq!(write_plan(&plan, None), write_plan(&start, None));
}

#[test]
fn a_text_that_is_no_step_is_refused() {
    let refused =
        |text: &str| -> Vec<Finding> { Step::from_tree(&Tree::parse(text.as_bytes()).unwrap()).unwrap_err() };
    for (text, place) in [
        ("[]", ""),
        ("{}", "dot"),
        (r#"{"dot":"k3","at":"2027-01-11T08:10:00Z","edit":[]}"#, "dot"),
        (r#"{"dot":"k3:1","at":"noon","edit":[]}"#, "at"),
        (r#"{"dot":"k3:1","at":"2027-01-11T08:10:00Z","edit":{}}"#, "edit"),
        (r#"{"dot":"k3:1","at":"2027-01-11T08:10:00Z","edit":[["+","plan",{}]]}"#, "edit/0"),
        (
            r#"{"dot":"k3:1","at":"2027-01-11T08:10:00Z","edit":[["-","people/u_1"],["?","people/u_1"]]}"#,
            "edit/1",
        ),
        (r#"{"dot":"k3:1","at":"2027-01-11T08:10:00Z","edit":[["=","persons/u_1",{}]]}"#, "edit/0"),
        (r#"{"dot":"k3:1","at":"2027-01-11T08:10:00Z","edit":[["=","people/u_1",{},[1]]]}"#, "edit/0"),
    ] {
        assert_eq!(refused(text)[0].place, place, "{text}");
    }
}

#[test]
fn a_saved_file_holds_the_registers_of_every_edit() {
    let mut copy = Copy::new();
    copy.key_result("k_csat", |k| k.title = "CSAT".into());
    let document = Document::new(copy.plan.clone(), Some(copy.ledger.to_tree()));
    let again = open(&write(&document)).document;
    assert_eq!(Ledger::adopt(&again).unwrap(), copy.ledger);
    assert_eq!(again.plan, copy.plan);
}
