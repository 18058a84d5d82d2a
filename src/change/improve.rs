//! From a KPI to an objective: one step drafts what improves it. And the word that its process changed, which begins a
//! new baseline. `domain.md`, "From KPI to OKR", "Signal or noise".

use super::{Command, Patch, Refusal, apply};
use crate::domain::{
    Date, Id, Keep, KeyResult, Kind, Measure, Objective, ObjectiveStage, Plan, Reach, Record, Trigger,
};

/// How a KPI is to be improved.
#[derive(Clone, Debug, PartialEq)]
pub struct Improve {
    /// The KPI.
    pub kpi: Id,
    /// What leads to it.
    pub trigger: Trigger,
    /// The cycle it is drafted in.
    pub cycle: Id,
    /// The id of the objective, not used so far.
    pub objective: Id,
    /// The direction in words.
    pub title: String,
    /// Why it matters now.
    pub why: Option<String>,
    /// The id of the key result that the KPI feeds, not used so far.
    pub key_result: Id,
    /// Where it stands: the median of its last measurements (see `progress::improvement`).
    pub from: f64,
    /// Where it shall stand.
    pub to: f64,
    /// What must not suffer meanwhile.
    pub guard: Option<Guard>,
}

/// A KPI that is held while another is improved.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// The id of the key result, not used so far.
    pub key_result: Id,
    /// The KPI that feeds it.
    pub kpi: Id,
    /// What it is held at.
    pub keep: Keep,
}

/// The draft of an objective with the KPI's team and owner, a key result that the KPI feeds, and the guard.
pub(super) fn improve(plan: &Plan, improve: Improve) -> Result<Patch, Refusal> {
    let kpi_of = |id: &Id| plan.records().kpis.get(id).ok_or(Refusal::NotThere(Kind::Kpi));
    let kpi = kpi_of(&improve.kpi)?;
    let Improve { objective, cycle, .. } = improve;
    let draft = Objective {
        why: improve.why.filter(|why| !why.trim().is_empty()),
        team: kpi.team.clone(),
        owner: kpi.owner.clone(),
        stage: Some(ObjectiveStage::Draft),
        trigger: Some(improve.trigger),
        ..Objective::new(improve.title.trim(), cycle)
    };
    let fed = |id: &Id, measure: Measure| -> Result<Record, Refusal> {
        let kpi = kpi_of(id)?;
        Ok(Record::KeyResult(KeyResult {
            owner: kpi.owner.clone(),
            unit: kpi.unit.clone(),
            kpi: Some(id.clone()),
            ..KeyResult::new(&kpi.title, objective.clone(), Some(measure))
        }))
    };
    let reach = Measure::Reach(Reach { from: improve.from, to: improve.to });
    let mut records =
        vec![(objective.clone(), Record::Objective(draft)), (improve.key_result, fed(&improve.kpi, reach)?)];
    if let Some(guard) = improve.guard {
        records.push((guard.key_result, fed(&guard.kpi, Measure::Keep(guard.keep))?));
    }
    // each is made in the plan that the one before leaves behind, so that ids and ranks are checked as always
    let mut behind = plan.clone();
    let made = records.into_iter().map(|(id, record)| {
        let made = apply(&behind, Command::Create { id, record })?;
        made.apply(&mut behind).map_err(Refusal::Stale)?;
        Ok(made)
    });
    Ok(Patch::joined(made.collect::<Result<Vec<_>, Refusal>>()?))
}

/// Marks what changed in the process behind a KPI, or takes the mark of a day back.
pub(super) fn mark_change(plan: &Plan, id: Id, day: Date, what: Option<String>) -> Result<Patch, Refusal> {
    let mut kpi = plan.records().kpis.get(&id).cloned().ok_or(Refusal::NotThere(Kind::Kpi))?;
    match what.map(|what| what.trim().to_string()) {
        Some(what) if what.is_empty() => return Err(Refusal::ReasonMissing),
        Some(what) => kpi.changes.insert(day, what),
        None => kpi.changes.remove(&day),
    };
    apply(plan, Command::Edit { id, record: Record::Kpi(kpi) })
}
