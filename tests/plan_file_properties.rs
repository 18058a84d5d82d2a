//! Laws of the plan file and of edits, over drawn plans and patches.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use cairn::domain::Plan;
use cairn::merge::{Ledger, Step};
use cairn::plan_file::{Document, Edit, Seal, Tree, read, read_own, write, write_body};
use proptest::prelude::*;
use support::{Draw, config, id, numbers};

fn same(a: &Plan, b: &Plan) -> bool {
    a == b && a.trash() == b.trash()
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn reading_what_was_written_gives_the_plan(numbers in numbers()) {
        let plan = Draw::new(numbers).plan();
        let text = write(&Document::new(plan.clone(), None));
        let opened = read(text.as_bytes()).map_err(|refused| TestCaseError::fail(format!("{refused}\n{text}")))?;
        prop_assert_eq!(&opened.repairs, &[]);
        prop_assert_eq!(opened.document.seal, Seal::Intact);
        prop_assert_eq!(&opened.document.plan, &plan);
        prop_assert_eq!(opened.document.plan.trash(), plan.trash());
        prop_assert_eq!(write(&opened.document), text);
    }

    #[test]
    fn an_edit_is_its_patch(numbers in numbers()) {
        let mut draw = Draw::new(numbers);
        let before = draw.plan();
        let patch = draw.patch(&before);
        let mut after = before.clone();
        patch.apply(&mut after).unwrap();
        for (patch, from, to) in [(&patch, &before, &after), (&patch.invert(), &after, &before)] {
            let edit = Edit::from_patch(patch, from);
            let text = edit.to_tree().compact();
            let again = Edit::from_tree(&Tree::parse(text.as_bytes()).unwrap()).unwrap();
            prop_assert_eq!(&again, &edit);
            let made = again.to_patch(from).map_err(|findings| TestCaseError::fail(format!("{findings:?}\n{text}")))?;
            prop_assert_eq!(&made, patch, "{}", text);
            let mut plan = from.clone();
            made.apply(&mut plan).unwrap();
            prop_assert_eq!(&plan, to);
        }
    }

    #[test]
    fn replaying_the_journal_gives_the_plan_and_its_registers(numbers in numbers()) {
        let mut draw = Draw::new(numbers);
        let start = draw.plan();
        let (mut plan, mut ledger) = (start.clone(), Ledger::default());
        let mut journal = Vec::new();
        while !draw.is_spent() {
            // a step of one patch, or of several that may touch the same records again
            let mut parts = Vec::new();
            for _ in 0..1 + draw.below(3) {
                let patch = draw.patch(&plan);
                parts.extend_from_slice(Edit::from_patch(&patch, &plan).parts());
                patch.apply(&mut plan).unwrap();
            }
            let edit = Edit::of(parts);
            let at = format!("2027-01-04T08:{:02}:00Z", draw.below(60));
            let step = Step::stamped(&mut ledger, edit, &id("k3"), &at);
            journal.push(step.to_tree().compact());
        }
        let body = write_body(&start, Some(&Ledger::default().to_tree()));
        let opened = read_own(body.as_bytes()).unwrap().document;
        let (mut again, mut registers) = (opened.plan, Ledger::read(&opened.merge.unwrap()).unwrap());
        for text in &journal {
            let step = Step::from_tree(&Tree::parse(text.as_bytes()).unwrap()).unwrap();
            step.replay(&mut again, &mut registers)
                .map_err(|findings| TestCaseError::fail(format!("{findings:?}\n{text}")))?;
        }
        prop_assert!(same(&again, &plan));
        prop_assert_eq!(&registers, &ledger);
        prop_assert_eq!(&Ledger::read(&registers.to_tree()).unwrap(), &ledger);
    }
}
