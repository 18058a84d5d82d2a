//! The hints of the practice (`practice.md`, sections 1–7): a plan and a day give findings.
//!
//! Owns which rule looks at what, and the words that it looks for in what people typed. A rule is a function; each
//! family of rules has a file. A finding says which practice it rests on, at which record, and why, as data: how that is
//! said is for the screens. Must not write anything, nor stand in anyone's way: every finding can be dismissed with a
//! word of one's own, which lies in the plan under [`Finding::key`], and no command is refused because of one.
//!
//! Findings speak of what can still be changed: cycles that are closed on the day are left alone.

mod ambition;
mod balance;
mod classify;
mod cycles;
mod finding;
mod key_results;
mod kpi_reason;
mod kpis;
mod limits;
mod links;
mod objectives;
mod on;
mod owners;
mod practice;
mod smart;
mod steps;
mod words;

pub use classify::{Likely, okr_or_kpi};
pub use finding::{Finding, Lacking, Reason, Severity};
pub use kpi_reason::KpiReason;
pub use links::unlinked;
pub use practice::{Practice, Source, Stance};
pub use smart::{Smart, smart_key_result, smart_kpi};
pub use steps::{Step, six_steps};

use crate::domain::{Date, Id, Kind, Plan, RecordKey};
use crate::ordered::sort_by;
use on::On;

type Rules = fn(&On, &mut Vec<Finding>);

const FAMILIES: [Rules; 9] = [
    objectives::find,
    key_results::find,
    limits::find,
    ambition::find,
    cycles::find,
    owners::find,
    kpis::find,
    links::find,
    balance::find,
];

/// All findings on `day`, those that were dismissed too (see [`Finding::dismissed`]), in the order of the practice and
/// then of the records.
pub fn advice(plan: &Plan, day: Date) -> Vec<Finding> {
    let on = On::new(plan, day);
    let mut found = Vec::new();
    FAMILIES.iter().for_each(|find| find(&on, &mut found));
    let dismissed = &plan.head().dismissed;
    for finding in &mut found {
        let word = dismissed.get(&finding.key()).or_else(|| dismissed.get(finding.practice.id()));
        finding.dismissed = word.cloned();
    }
    sort_by(&mut found, |a, b| (a.practice, &a.place).cmp(&(b.practice, &b.place)));
    found
}

/// The findings on `day` that nobody dismissed.
pub fn open_advice(plan: &Plan, day: Date) -> Vec<Finding> {
    let mut found = advice(plan, day);
    found.retain(|finding| finding.dismissed.is_none());
    found
}

/// The open findings about an objective, its key results and their initiatives: what is shown beside it, and before it
/// is set in motion (G10: nothing measured is better than the OKRs it serves).
pub fn advice_about(plan: &Plan, objective: &Id, day: Date) -> Vec<Finding> {
    let mut found = open_advice(plan, day);
    found.retain(|finding| is_about(plan, objective, finding));
    found
}

/// Whether a finding is about an objective, one of its key results or their initiatives.
pub fn is_about(plan: &Plan, objective: &Id, finding: &Finding) -> bool {
    let records = plan.records();
    let of_key_result = |id: &Id| records.key_results.get(id).is_some_and(|k| &k.objective == objective);
    match &finding.place {
        RecordKey::Record(Kind::Objective, id) => id == objective,
        RecordKey::Record(Kind::KeyResult, id) => of_key_result(id),
        RecordKey::Record(Kind::Initiative, id) => {
            records.initiatives.get(id).and_then(|i| i.key_result.as_ref()).is_some_and(of_key_result)
        }
        _ => false,
    }
}
