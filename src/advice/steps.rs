//! G5: the six steps from a few KPIs to a rhythm of OKRs, ticked by what the plan holds.

use crate::domain::{Date, ObjectiveStage, Plan};
use crate::progress::kpi_overdue;

/// The six steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A few KPIs are measured.
    FewKpis,
    /// One or two of them are picked: they feed a key result or are watched.
    PickOneOrTwo,
    /// OKRs are set: an objective in motion with a key result that can be measured.
    SetOkrs,
    /// They are updated: a check-in was made, or a KPI measured in time.
    Update,
    /// A cycle was closed and evaluated.
    Evaluate,
    /// Reviews keep it to what is key: a mid-cycle review was set, or a KPI has a day on which it is looked at.
    Review,
}

/// The six steps, and whether each is done on `day`.
pub fn six_steps(plan: &Plan, day: Date) -> [(Step, bool); 6] {
    let records = plan.records();
    let measured = |id| plan.series_of(id).is_some_and(|series| series.len_on(day) > 0);
    let picked = records.key_results.values().any(|k| k.kpi.is_some())
        || records.objectives.values().any(|o| !o.watch.is_empty());
    let set = records.objectives.iter().any(|(id, o)| {
        let measurable = plan.key_results_of(id).iter().any(|(_, k)| k.measure_on(day).is_some());
        o.stage() != ObjectiveStage::Draft && measurable
    });
    let reported = records.check_ins.values().any(|c| c.on <= day);
    let in_time = records.kpis.keys().any(|id| measured(id) && !kpi_overdue(plan, id, day));
    let evaluated = records.cycles.iter().any(|(id, c)| {
        let review = records.reviews.get(id);
        c.closed_on(day)
            && review.is_some_and(|r| !r.scores.is_empty() || r.worked.is_some() || r.did_not.is_some())
    });
    let reviewed = records.cycles.values().any(|c| !c.reviews.is_empty())
        || records.kpis.values().any(|k| k.review.is_some());
    [
        (Step::FewKpis, records.kpis.keys().any(measured)),
        (Step::PickOneOrTwo, picked),
        (Step::SetOkrs, set),
        (Step::Update, set && (reported || in_time)),
        (Step::Evaluate, evaluated),
        (Step::Review, reviewed),
    ]
}
