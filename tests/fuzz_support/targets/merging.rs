//! A file of our plan that someone sends us.

use cairn::domain::{Id, Kind, Plan};
use cairn::merge::{Became, Ledger, Made, Proposal, Received, Step, receive};
use cairn::plan_file::{self, Document, Opened, Tree, write, write_plan};

use super::merged::{nothing_of_ours_is_lost, undone, whole};
use super::outline;
use crate::fuzz_support::{Judged, Shape, Target};
use crate::holds;
use crate::merge_support::{AT, Sitting, id, start};

/// Copies to start from: one that was only opened, one that was changed, one edited by hand, a part.
pub fn merge() -> Target {
    let theirs = theirs().file();
    let by_hand = theirs.replace("\"Ana\"", "\"Anna\"");
    let seeds = vec![
        theirs.clone().into_bytes(),
        by_hand.into_bytes(),
        write_plan(&start().plan, None).into_bytes(),
        Sitting::new(&start(), "rc").file().into_bytes(),
        ours().file().into_bytes(),
    ];
    Target { name: "merge", seeds, shape: Shape::Json, judge }
}

/// Our copy: changed here and there, with something deleted and a conflict that was left open.
pub fn ours() -> Sitting {
    let mut ours = Sitting::new(&start(), "ra");
    ours.does(r#"["=","objectives/o1",{"title":"ours","why":"w"}],["=","plan",{"title":"ours"}]"#);
    ours.does(r#"["=","keyResults/k2",{"measure/milestones/s1/done":"2027-03-01"}]"#);
    let mut third = Sitting::new(&start(), "rd");
    third.does(r#"["=","objectives/o1",{"title":"third"}],["=","measurements/m1",{"2027-01-04":7}]"#);
    ours.merges(&third);
    ours.does(r#"["+","checkIns/c2",{"keyResult":"k1","on":"2027-02-08","value":2}]"#);
    ours.deletes(Kind::Initiative, "i1");
    ours
}

/// Their copy: changed elsewhere and in the same places, with a key result deleted.
pub fn theirs() -> Sitting {
    let mut theirs = Sitting::new(&start(), "rb");
    theirs.does(r#"["=","objectives/o1",{"title":"theirs"},["owner"]],["=","people/u1",{"name":"Anna"}]"#);
    theirs.does(r#"["+","checkIns/c3",{"keyResult":"k1","on":"2027-02-09","value":3,"note":"n"}]"#);
    theirs.does(r#"["=","measurements/m1",{"2027-01-11":3,"2027-01-18":[4,"n"]}]"#);
    theirs.deletes(Kind::KeyResult, "k2");
    theirs
}

fn judge(bytes: &[u8]) -> Judged {
    let opened = match plan_file::read(bytes) {
        Ok(opened) => opened,
        Err(refused) => return Ok(format!("unread {}", outline(&refused.findings))),
    };
    let Opened { document, repair, .. } = &opened;
    let by_hand = received(&opened)?;
    // as if Cairn had written it: its registers count
    let mut plan = document.plan.clone();
    let _ = repair.invert().apply(&mut plan);
    let text = write(&Document::new(plan, document.merge.clone()));
    let sealed = plan_file::read(text.as_bytes())
        .map_err(|refused| format!("what is written reads back: {refused}"))?;
    Ok(format!("{by_hand} | {}", received(&sealed)?))
}

/// What a file is to our copy, taken as it is proposed, in full and not at all.
fn received(opened: &Opened) -> Judged {
    let ours = ours();
    let proposal = match receive(ours.copy(), opened) {
        Ok(Received::Proposal(proposal)) => proposal,
        Ok(Received::AnotherPlan) => return Ok("another plan".into()),
        Ok(Received::AlreadyImported) => return Ok("imported".into()),
        Err(refused) => {
            holds!("a refusal says where and why", !refused.findings.is_empty());
            return Ok(format!("refused {}", outline(&refused.findings)));
        }
    };
    let mut said = proposal.changes.records().map(|r| format!("{:?}", r.became)).collect::<Vec<_>>();
    said.sort();
    said.dedup();
    for tick in [None, Some(true), Some(false)] {
        let mut proposal = proposal.clone();
        for record in proposal.changes.records_mut() {
            record.ticked = tick.unwrap_or(record.ticked);
            record.fields.iter_mut().for_each(|field| field.ticked = tick.unwrap_or(field.ticked));
        }
        said.push(taken(&proposal, &ours, tick == Some(false))?);
    }
    Ok(format!("{} {}", proposal.is_merge, said.join(" ")))
}

fn taken(proposal: &Proposal, ours: &Sitting, nothing: bool) -> Judged {
    let step = match proposal.take(ours.copy(), &ours.replica, AT) {
        Ok(step) => step,
        Err(findings) => {
            holds!("a refusal says where and why", !findings.is_empty());
            return Err(format!("what was received can be taken: {}", outline(&findings)));
        }
    };
    let text = step.to_tree().compact();
    let tree = Tree::parse(text.as_bytes()).map_err(|f| format!("a step reads back: {f}\n{text}"))?;
    let again = Step::from_tree(&tree).map_err(|f| format!("a step reads back: {f:?}\n{text}"))?;
    holds!("a step reads back", again == step, "{text}");
    let (mut plan, mut ledger): (Plan, Ledger) = (ours.plan.clone(), ours.ledger.clone());
    let made = Made::make(again, &mut plan, &mut ledger)
        .map_err(|f| format!("a step can be made: {f:?}\n{text}"))?;
    let rid: Id = id("rz");
    whole(&plan, &ledger)?;
    nothing_of_ours_is_lost(ours, proposal, &plan, &ledger)?;
    if nothing {
        let back = |r: &cairn::merge::RecordChange| r.became == Became::Changed || !r.ticked;
        holds!("nothing is taken unticked", proposal.changes.records().all(back));
    }
    undone(&made, ours, plan, ledger, &rid)?;
    Ok(format!("{}{}", step.edit.parts().len().min(9), if step.ends_sitting() { "!" } else { "" }))
}
