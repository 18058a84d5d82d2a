//! Steps as the journal has them, replayed in a copy.

use cairn::domain::{Kind, Plan};
use cairn::merge::{Ledger, Stamp, Step};
use cairn::plan_file::{Edit, Tree, write_body};

use super::merged::comes_back;
use super::merging::{ours, theirs};
use super::outline;
use crate::fuzz_support::{Judged, Shape, Target};
use crate::holds;

/// Steps that follow our copy: ordinary edits, deletions and restores, a merge, its undo.
pub fn journal() -> Target {
    let copy = ours();
    let made = |steps: &[&cairn::merge::Made]| {
        Tree::Array(steps.iter().map(|made| made.step.to_tree()).collect()).compact().into_bytes()
    };
    let mut on = ours();
    let first = on.does(r#"["=","objectives/o1",{"title":"a","x-new":[2.0]},["owner"]],["=","plan",{"settings/kpisPerBoard":9}]"#);
    let second = on.does(r#"["+","keyResults/k9",{"objective":"o1","title":"K","measure":{"keep":{"atLeast":1}},"rank":"a2"}]"#);
    let third = on.does(r#"["=","keyResults/k1",{"measure":{"reach":{"from":0,"to":7}},"from":"2027-02-01"}],["=","measurements/m1",{"2027-01-18":[1,"n"]},["2027-01-04"]]"#);
    let fourth = on.deletes(Kind::Objective, "o1");
    let fifth = on.does(r#"["^","objectives/o1"],["^","keyResults/k2",{"title":"back"}]"#);
    let undo = on.undoes(&fifth);
    let mut other = ours();
    let merged = other.merges(&theirs());
    let choice = other.does(r#"["=","objectives/o1",{"title":"chosen"}]"#);
    let back = other.undoes(&choice);
    let mut third_copy = copy;
    let merge = third_copy.merges(&theirs());
    let unmerged = third_copy.undoes(&merge);
    let seeds = vec![
        made(&[&first, &second, &third, &fourth, &fifth, &undo]),
        made(&[&first]),
        made(&[&first, &second, &third]),
        made(&[&merged, &choice, &back]),
        made(&[&merge, &unmerged]),
    ];
    Target { name: "journal", seeds, shape: Shape::Json, judge }
}

fn judge(bytes: &[u8]) -> Judged {
    let Ok(tree) = Tree::parse(bytes) else { return Ok("no JSON".into()) };
    let ours = ours();
    let (mut plan, mut ledger) = (ours.plan, ours.ledger);
    let mut said = Vec::new();
    let one = [tree.clone()];
    for item in tree.items().unwrap_or(&one).iter().take(20) {
        said.push(match Step::from_tree(item) {
            Err(findings) => {
                holds!("a refusal says where and why", !findings.is_empty());
                // an edit alone is not refused for its stamp
                let edit = item.member("edit").map(Edit::from_tree);
                if let Some(Ok(edit)) = edit {
                    edit_alone(&edit, &plan)?;
                }
                outline(&findings)
            }
            Ok(step) => {
                let tree = step.to_tree();
                holds!(
                    "a step reads back",
                    Step::from_tree(&tree).as_ref() == Ok(&step),
                    "{}",
                    tree.compact()
                );
                edit_alone(&step.edit, &plan)?;
                replayed(in_turn(step, &ledger), &mut plan, &mut ledger)?
            }
        });
    }
    comes_back(&plan, &ledger)?;
    Ok(said.join("; "))
}

/// A step that would be refused for its dot alone gets the one that is next.
fn in_turn(step: Step, ledger: &Ledger) -> Step {
    match step.stamp {
        Stamp::Dot(dot) => Step { stamp: Stamp::Dot(ledger.next_dot(&dot.replica)), ..step },
        stamp => Step { stamp, ..step },
    }
}

fn replayed(step: Step, plan: &mut Plan, ledger: &mut Ledger) -> Judged {
    let (before, registers) = (plan.clone(), ledger.clone());
    match step.replay(plan, ledger) {
        Ok(patch) => {
            comes_back(plan, ledger).map_err(|why| format!("{why}\nafter {}", step.to_tree().compact()))?;
            let mut back = plan.clone();
            holds!("a patch can be taken back", patch.invert().apply(&mut back).is_ok());
            Ok(format!(
                "{:?}",
                step.edit.parts().iter().map(|p| std::mem::discriminant(&p.what)).collect::<Vec<_>>()
            ))
        }
        Err(findings) => {
            holds!("a refusal says where and why", !findings.is_empty());
            holds!("all of a step or nothing", same(plan, &before), "{}", step.to_tree().compact());
            holds!("all of a step or nothing", *ledger == registers, "{}", step.to_tree().compact());
            Ok(outline(&findings))
        }
    }
}

fn edit_alone(edit: &Edit, plan: &Plan) -> Result<(), String> {
    let mut after = plan.clone();
    if edit.apply(&mut after).is_err() {
        holds!("all of an edit or nothing", same(&after, plan), "{}", edit.to_tree().compact());
    }
    Ok(())
}

fn same(a: &Plan, b: &Plan) -> bool {
    a == b && a.trash() == b.trash() && write_body(a, None) == write_body(b, None)
}
