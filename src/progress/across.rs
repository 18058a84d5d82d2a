//! Scores across cycles: what became of the goals of a team over the years. Goals, never people.

use super::alignment::objectives_of;
use super::score::{Band, band, objective_score};
use crate::domain::{Date, Id, ObjectiveStage, Plan, by_rank, round_half_up, team_path};
use crate::ordered::sort_by;

/// The scores of a closed cycle.
#[derive(Clone, Debug, PartialEq)]
pub struct CycleScores {
    /// The cycle.
    pub cycle: Id,
    /// Its objectives in their order, with score and band; without a score where all weights are 0.
    pub objectives: Vec<(Id, Option<(f64, Band)>)>,
    /// The mean of the objectives' scores, to one decimal; `None` where none has one.
    pub mean: Option<f64>,
}

/// The scores of the cycles that were closed by `day`, the earliest first; of a team and the teams below it, where one
/// is given. Drafts were never set in motion and do not count.
pub fn scores_across(plan: &Plan, team: Option<&Id>, day: Date) -> Vec<CycleScores> {
    let mut cycles: Vec<_> = plan.records().cycles.iter().filter(|(_, c)| c.closed_on(day)).collect();
    sort_by(&mut cycles, |a, b| {
        a.1.from.cmp(&b.1.from).then(by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    let in_branch =
        |of: Option<&Id>| team.is_none_or(|team| of.is_some_and(|of| team_path(plan, of).contains(&team)));
    cycles
        .into_iter()
        .map(|(cycle, _)| {
            let rows = objectives_of(plan, cycle).into_iter();
            let rows = rows.filter(|(_, o)| o.stage() != ObjectiveStage::Draft && in_branch(o.team.as_ref()));
            let objectives: Vec<_> = rows
                .map(|(id, o)| {
                    (id.clone(), objective_score(plan, id, day).map(|s| (s, band(s, o.ambition()))))
                })
                .collect();
            let scores: Vec<f64> =
                objectives.iter().filter_map(|(_, scored)| Some(scored.as_ref()?.0)).collect();
            let mean = (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64);
            CycleScores { cycle: cycle.clone(), objectives, mean: mean.map(|mean| round_half_up(mean, 1)) }
        })
        .collect()
}

/// What became of an objective and of those it was copied from, the earliest first: objective and score. A score only
/// where the cycle was closed by `day`. A circle of copies is cut.
pub fn score_history(plan: &Plan, objective: &Id, day: Date) -> Vec<(Id, Option<f64>)> {
    let records = plan.records();
    let mut chain: Vec<&Id> = Vec::new();
    let mut next = records.objectives.get_key_value(objective);
    while let Some((id, record)) = next.filter(|(id, _)| !chain.contains(id)) {
        chain.push(id);
        next = record.carried_from.as_ref().and_then(|from| records.objectives.get_key_value(from));
    }
    let closed = |id: &Id| {
        let cycle = records.objectives.get(id).and_then(|o| records.cycles.get(&o.cycle));
        cycle.is_some_and(|c| c.closed_on(day))
    };
    let score = |id: &Id| if closed(id) { objective_score(plan, id, day) } else { None };
    chain.into_iter().rev().map(|id| (id.clone(), score(id))).collect()
}
