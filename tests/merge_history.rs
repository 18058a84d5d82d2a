//! Who changed what and when, and what is in the Trash.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod merge_support;

use cairn::domain::*;
use cairn::merge::*;
use cairn::plan_file::*;
use merge_support::*;

fn ana() -> Sitting {
    Sitting::new(&start(), "a1")
}

fn told(copy: Copy) -> Vec<String> {
    let of = |record: &WrittenRecord| {
        let did = match &record.did {
            Did::Created => "new".to_string(),
            Did::Changed(fields) => fields.join(" "),
            Did::Deleted => "deleted".to_string(),
            Did::Restored => "restored".to_string(),
        };
        format!("{} {did}", record_name(&record.key))
    };
    let by = |written: &Written| written.by.as_ref().map_or("someone".to_string(), Id::to_string);
    let steps = history(copy);
    let line =
        |w: &Written| format!("{}: {}", by(w), w.records.iter().map(of).collect::<Vec<_>>().join(", "));
    steps.iter().filter(|w| w.at.is_some()).map(line).collect()
}

#[test]
fn a_history_tells_who_gave_each_field_its_value_the_latest_first() {
    let mut ana = ana();
    ana.ledger.replicas.insert(id("a1"), id("u1"));
    ana.does(r#"["=","keyResults/k1",{"title":"A","weight":2}]"#);
    ana.does(r#"["+","checkIns/c2",{"keyResult":"k1","on":"2027-02-08","value":3}]"#);
    ana.does(r#"["=","keyResults/k1",{"title":"B"}],["=","measurements/m1",{"2027-01-11":7}]"#);
    assert_eq!(
        told(ana.copy()),
        [
            "u1: keyResults/k1 title, measurements/m1 2027-01-11",
            "u1: checkIns/c2 new",
            "u1: keyResults/k1 weight"
        ]
    );
    let first = history(ana.copy()).pop().unwrap();
    assert_eq!((first.at, first.by), (None, None), "what the file brought has no time of ours");
    assert!(first.records.iter().any(|record| record_name(&record.key) == "objectives/o1"));
}

#[test]
fn a_merged_history_tells_both_and_what_waits_for_a_choice() {
    let (mut ana, mut ben) = (ana(), Sitting::new(&start(), "b1"));
    ben.ledger.replicas.insert(id("b1"), id("u2"));
    ben.does(r#"["=","keyResults/k1",{"title":"B"}]"#);
    ana.does(r#"["=","keyResults/k1",{"title":"A"}]"#);
    ana.merges(&ben);
    let lines = told(ana.copy());
    assert!(lines.contains(&"u2: keyResults/k1 title".to_string()), "{lines:?}");
    assert!(lines.contains(&"someone: keyResults/k1 title".to_string()), "{lines:?}");
}

#[test]
fn naming_a_sitting_changes_no_content_and_is_replayed_from_the_journal() {
    let mut ana = ana();
    ana.does(r#"["=","keyResults/k1",{"title":"A"}]"#);
    let (mut plan, mut ledger) = (ana.plan.clone(), ana.ledger.clone());
    let step = Step::naming(&mut ana.ledger, &[id("a1"), id("a0")], &id("u1"), AT);
    let read = Step::from_tree(&Tree::parse(step.to_tree().compact().as_bytes()).unwrap()).unwrap();
    let patch = read.replay(&mut plan, &mut ledger).unwrap();
    assert!(patch.is_empty() && !step.ends_sitting());
    assert_eq!((&plan, &ledger), (&ana.plan, &ana.ledger));
    assert_eq!(told(ana.copy()), ["u1: keyResults/k1 title"]);
    // and the next edit of the sitting follows it
    ana.does(r#"["=","keyResults/k1",{"title":"B"}]"#);
}

#[test]
fn what_was_deleted_together_stands_together_in_the_trash_and_comes_back_together() {
    let mut ana = ana();
    ana.deletes(Kind::CheckIn, "c1");
    let before = ana.plan.clone();
    ana.deletes(Kind::Objective, "o1");
    ana.deletes(Kind::Kpi, "m1");
    let found = trash(ana.copy());
    let name = |it: &Trashed| record_name(&it.key);
    let with = |it: &Trashed| it.with.iter().map(record_name).collect::<Vec<_>>();
    let objective = found.iter().find(|it| name(it) == "objectives/o1").unwrap();
    assert_eq!(with(objective), ["keyResults/k1", "keyResults/k2", "initiatives/i1"]);
    let kpi = found.iter().find(|it| name(it) == "kpis/m1").unwrap();
    assert_eq!(with(kpi), ["measurements/m1"]);
    let alone = found.iter().find(|it| name(it) == "checkIns/c1").unwrap();
    assert!(alone.with.is_empty(), "it was deleted before");
    assert_eq!(found.len(), 3);
    for trashed in [objective, kpi] {
        let edit = bringing_back(&ana.plan, trashed);
        ana.edit(edit);
    }
    assert_eq!(ana.plan, before);
    assert_eq!(trash(ana.copy()).len(), 1);
    // What belongs to something deleted brings that back too.
    ana.deletes(Kind::Objective, "o1");
    let alone = trash(ana.copy()).into_iter().find(|it| name(it) == "checkIns/c1").unwrap();
    let edit = bringing_back(&ana.plan, &alone);
    ana.edit(edit);
    let there = |kind, of: &str| ana.plan.records().contains(kind, &id(of));
    assert!(there(Kind::CheckIn, "c1") && there(Kind::KeyResult, "k1") && there(Kind::Objective, "o1"));
    assert!(!there(Kind::KeyResult, "k2"), "what it can't be without, and no more");
}
