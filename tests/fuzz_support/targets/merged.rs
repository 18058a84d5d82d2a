//! What must hold of a copy that took something of a file.

use cairn::domain::{Id, Kind, Plan, RecordKey};
use cairn::merge::{Copy, Ledger, Made, Proposal};
use cairn::plan_file::{Reason, Tree, read, read_own, record_fields, record_name, write_body, write_plan};

use crate::holds;
use crate::merge_support::{AT, Sitting};

const BACK: &str = "what is written reads back";

/// A plan and its registers can be written and are read back as they are, and no record of it is set aside then.
pub fn whole(plan: &Plan, ledger: &Ledger) -> Result<(), String> {
    let text = write_plan(plan, Some(&ledger.to_tree()));
    let opened = read(text.as_bytes()).map_err(|refused| format!("{BACK}: {refused}\n{text}"))?;
    let lost = |reason: &Reason| matches!(reason, Reason::Homeless { .. } | Reason::AlsoInTrash);
    holds!(BACK, !opened.repairs.iter().any(|note| lost(&note.reason)), "{:?}\n{text}", opened.repairs);
    comes_back(plan, ledger)
}

/// A plan and its registers can be written and are read back as they are, but for listed repairs.
pub fn comes_back(plan: &Plan, ledger: &Ledger) -> Result<(), String> {
    let text = write_plan(plan, Some(&ledger.to_tree()));
    let body = write_body(plan, Some(&ledger.to_tree()));
    for (text, opened) in [(&text, read(text.as_bytes())), (&body, read_own(body.as_bytes()))] {
        let opened = opened.map_err(|refused| format!("{BACK}: {refused}\n{text}"))?;
        let mut again = opened.document.plan;
        let _ = opened.repair.invert().apply(&mut again);
        let aside = again.unread().len() - plan.unread().len();
        if aside == 0 {
            holds!(BACK, again == *plan && again.trash() == plan.trash(), "as another plan\n{text}");
        } else {
            holds!("what is set aside is listed", opened.repairs.len() >= aside, "{:?}", opened.repairs);
        }
        let merge = opened.document.merge.ok_or_else(|| format!("{BACK}: no registers\n{text}"))?;
        let registers = Ledger::read(&merge).map_err(|f| format!("{BACK}: {f:?}\n{text}"))?;
        holds!(BACK, registers == *ledger, "with other registers\n{text}");
    }
    Ok(())
}

/// Every value of ours that the other copy had not seen is still there: it shows, or waits among the conflicts, or
/// its record is in the Trash.
pub fn nothing_of_ours_is_lost(
    ours: &Sitting,
    proposal: &Proposal,
    plan: &Plan,
    ledger: &Ledger,
) -> Result<(), String> {
    let after = Copy::new(plan, ledger);
    for kind in Kind::ALL {
        for of in ours.plan.records().ids(kind) {
            let (name, record) = (
                record_name(&RecordKey::Record(kind, of.clone())),
                ours.plan.records().get(kind, of).unwrap(),
            );
            for (path, value) in record_fields(&record) {
                let dot = ours.ledger.dot_of(&name, &path).unwrap();
                let seen = proposal.theirs().ledger.seen.covers(dot);
                let replaced = if proposal.is_merge { seen } else { is_ticked(proposal, &name, &path) };
                holds!(
                    "nothing of ours is lost",
                    replaced || is_there(after, kind, of, &path, &value),
                    "{name} {path} = {} ({dot})",
                    value.compact()
                );
            }
        }
    }
    Ok(())
}

fn is_ticked(proposal: &Proposal, name: &str, path: &str) -> bool {
    let mut of_record = proposal.changes.records().filter(|record| record_name(&record.key) == name);
    of_record
        .any(|record| record.ticked && record.fields.iter().any(|field| field.ticked && field.path == path))
}

fn is_there(copy: Copy, kind: Kind, of: &Id, path: &str, value: &Tree) -> bool {
    let name = record_name(&RecordKey::Record(kind, of.clone()));
    let record = copy.plan.records().get(kind, of).or_else(|| copy.plan.trash().get(kind, of));
    let shows = record.is_some_and(|record| record_fields(&record).get(path) == Some(value));
    let mut waiting =
        copy.ledger.conflicts.get(&name).and_then(|fields| fields.get(path)).into_iter().flatten();
    shows || waiting.any(|other| other.value.as_ref() == Some(value))
}

/// The undo of a step gives the content back, and can be written.
pub fn undone(
    made: &Made,
    ours: &Sitting,
    mut plan: Plan,
    mut ledger: Ledger,
    as_replica: &Id,
) -> Result<(), String> {
    const UNDO: &str = "undo gives the content back";
    let Some(step) = made.undo(Copy::new(&plan, &ledger), as_replica, AT) else {
        holds!(UNDO, made.step.is_empty() || plan == ours.plan, "there was nothing to undo");
        return Ok(());
    };
    Made::make(step, &mut plan, &mut ledger).map_err(|findings| format!("{UNDO}: {findings:?}"))?;
    let (ours_text, text) = (write_body(&ours.plan, None), write_body(&plan, None));
    holds!(UNDO, plan == ours.plan, "{ours_text}\nbecame\n{text}");
    whole(&plan, &ledger)
}
