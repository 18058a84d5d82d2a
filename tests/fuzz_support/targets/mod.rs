//! What is fuzzed, and what must hold of every input.

mod journal_steps;
mod merged;
mod merging;
mod reading;
mod storing;
mod typing;

pub use journal_steps::journal;
pub use merging::merge;
pub use reading::read;
pub use storing::store;
pub use typing::sentence;

use std::collections::BTreeSet;

use cairn::plan_file::Finding;

/// What a list of findings says in general: reasons and places without the names in them.
fn outline(findings: &[Finding]) -> String {
    let general = |finding: &Finding| {
        let reason = format!("{:?}", finding.reason);
        let end = reason.find([' ', '(', '{']).unwrap_or(reason.len());
        let place: Vec<&str> =
            finding.place.split('/').enumerate().filter(|(i, _)| *i != 1).map(|(_, p)| p).collect();
        format!("{}@{}", &reason[..end], place.join("/").chars().take(40).collect::<String>())
    };
    findings.iter().map(general).collect::<BTreeSet<_>>().into_iter().take(4).collect::<Vec<_>>().join(" ")
}
