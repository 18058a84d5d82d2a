//! Bytes that someone opens as a plan.

use cairn::merge::Ledger;
use cairn::plan_file::{self, Document, Opened, Refused, Seal, TYPE, Tree, VERSION, write, write_body};

use super::outline;
use crate::fuzz_support::{Judged, Shape, Target};
use crate::holds;

const REFUSAL: &str = "a refusal says where and why";
const BACK: &str = "what is written reads back";
const CANONICAL: &str = "equal plans give equal bytes";

/// Plans to start from: the contract's example, the hostile one, an empty and a merged one.
pub fn read() -> Target {
    let seeds = vec![
        include_bytes!("../../fixtures/contract-example.okr.json").to_vec(),
        include_bytes!("../../fixtures/hostile.okr.json").to_vec(),
        br#"{"type":"okr-plan","version":1,"plan":"p","title":""}"#.to_vec(),
        super::merging::theirs().file().into_bytes(),
    ];
    Target { name: "read", seeds, shape: Shape::Json, judge }
}

fn judge(bytes: &[u8]) -> Judged {
    let (file, own) = (plan_file::read(bytes), plan_file::read_own(bytes));
    match (file, own) {
        (Err(refused), own) => {
            refusal(bytes, &refused)?;
            match own {
                Err(refused) => refusal(bytes, &refused)?,
                Ok(opened) => comes_back(&opened)?,
            }
            Ok(outline(&refused.findings))
        }
        (Ok(_), Err(refused)) => Err(format!("one's own plan is refused no more than a file: {refused}")),
        (Ok(opened), Ok(own)) => {
            holds!("both readers read the same", opened.document.plan == own.document.plan);
            comes_back(&opened)?;
            comes_back(&own)?;
            let merge = opened.document.merge.as_ref();
            let registers = merge.map(Ledger::read);
            let registers = match &registers {
                Some(Ok(ledger)) => ledger_comes_back(ledger).map(|()| "registers".to_string())?,
                Some(Err(findings)) => outline(findings),
                None => String::new(),
            };
            Ok(format!("ok {:?} {} {registers}", opened.document.seal, outline(&opened.repairs)))
        }
    }
}

fn refusal(bytes: &[u8], refused: &Refused) -> Result<(), String> {
    holds!(REFUSAL, !refused.findings.is_empty());
    let is_plan = Tree::parse(bytes).is_ok_and(|tree| {
        let version = tree.member("version").and_then(Tree::as_number);
        tree.member("type").and_then(Tree::as_text) == Some(TYPE) && version == Some(VERSION as f64)
    });
    for finding in &refused.findings {
        holds!(REFUSAL, !finding.reason.to_string().is_empty(), "{finding:?}");
        holds!(REFUSAL, !is_plan || !finding.place.is_empty(), "{finding:?}");
    }
    Ok(())
}

/// What was read is written, read and written again: the same plan, nothing left to repair, the same bytes.
fn comes_back(opened: &Opened) -> Result<(), String> {
    let document = &opened.document;
    let (plan, merge) = (&document.plan, document.merge.as_ref());
    let text = write(document);
    let again = plan_file::read(text.as_bytes()).map_err(|refused| format!("{BACK}: {refused}\n{text}"))?;
    holds!(BACK, again.document.seal == Seal::Intact, "the seal of {text}");
    holds!(BACK, again.document.plan == *plan, "as another plan\n{text}");
    holds!(BACK, again.document.plan.trash() == plan.trash(), "with another Trash\n{text}");
    holds!(BACK, again.document.merge == document.merge, "with other registers\n{text}");
    holds!("what was repaired needs no repair", again.repair.changes().is_empty(), "{:?}", again.repairs);
    holds!(CANONICAL, write(&again.document) == text, "{text}");
    let body = write_body(plan, merge);
    let own = plan_file::read_own(body.as_bytes()).map_err(|refused| format!("{BACK}: {refused}\n{body}"))?;
    holds!(BACK, own.document.plan == *plan && own.document.plan.trash() == plan.trash(), "{body}");
    holds!(CANONICAL, write_body(&own.document.plan, own.document.merge.as_ref()) == body, "{body}");
    let sealed = write(&Document::new(plan.clone(), document.merge.clone()));
    holds!(CANONICAL, sealed == text, "{sealed}");
    Ok(())
}

fn ledger_comes_back(ledger: &Ledger) -> Result<(), String> {
    let tree = ledger.to_tree();
    let again = Ledger::read(&tree)
        .map_err(|findings| format!("registers read back: {findings:?}\n{}", tree.compact()))?;
    holds!("registers read back", again == *ledger, "{}", tree.compact());
    Ok(())
}
