//! The weekly update: where a team's objectives stand against a week ago, what is at risk, what stands in the way, what
//! happened, which KPIs give a signal, and which of them became key results.

use crate::domain::{Date, Id, ObjectiveStage, Plan, team_path};
use crate::progress::{
    Concern, Event, Happened, ObjectiveVerdict, OpenBlocker, Status, Verdict, Whose, concerns, cycles_on,
    key_result_status, objective_status, objectives_of, open_blockers, what_changed,
};

/// Days a week has.
const WEEK: i32 = 7;
/// For so many days after its first one, a key result fed by a KPI is news to the team.
const NEWS: i32 = 14;

/// What a weekly update tells, by id; the words are another's.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekly {
    /// The day before the week, and its last day.
    pub days: (Date, Date),
    /// Objectives that run on the last day, in the order of the plan.
    pub objectives: Vec<ObjectiveNow>,
    /// Key results of these that need somebody: at risk, off track, missed or silent.
    pub at_risk: Vec<(Id, Verdict)>,
    /// What stands in the way.
    pub blockers: Vec<OpenBlocker>,
    /// KPIs with a signal, or unhealthy for long.
    pub signals: Vec<Concern>,
    /// What happened in the week, in the order of days.
    pub events: Vec<Event>,
    /// KPIs that became key results lately: the KPI, the key result.
    pub became: Vec<(Id, Id)>,
}

/// How an objective stands, and how it stood a week before.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveNow {
    /// The objective.
    pub objective: Id,
    /// A week before.
    pub before: ObjectiveVerdict,
    /// Now.
    pub now: ObjectiveVerdict,
    /// Its key results: a week before, now.
    pub key_results: Vec<(Id, Verdict, Verdict)>,
}

/// The update of a team with those below it, or of the whole plan, for the week that ends with `day`.
pub fn weekly(plan: &Plan, team: Option<&Id>, day: Date) -> Weekly {
    let records = plan.records();
    let before = day.plus_days(-WEEK);
    let is_theirs = |of: Option<&Id>| match team {
        None => true,
        Some(team) => of.is_some_and(|of| of == team || team_path(plan, of).contains(&team)),
    };
    let of_key_result = |id: &Id| {
        let objective = records.key_results.get(id).and_then(|k| records.objectives.get(&k.objective));
        objective.is_some_and(|objective| is_theirs(objective.team.as_ref()))
    };
    let of_kpi = |id: &Id| records.kpis.get(id).is_some_and(|kpi| is_theirs(kpi.team.as_ref()));
    let running = cycles_on(plan, day).into_iter().flat_map(|cycle| objectives_of(plan, cycle));
    let running = running.filter(|(_, o)| o.stage() == ObjectiveStage::Active && is_theirs(o.team.as_ref()));
    let objectives: Vec<ObjectiveNow> = running.map(|(id, _)| objective_now(plan, id, before, day)).collect();
    let needs = |verdict: &Verdict| {
        verdict.overdue || matches!(verdict.status, Status::AtRisk | Status::OffTrack | Status::Missed)
    };
    let at_risk = objectives.iter().flat_map(|objective| &objective.key_results);
    let at_risk = at_risk.filter(|(_, _, now)| needs(now)).map(|(id, _, now)| (id.clone(), *now)).collect();
    let mut events = what_changed(plan, before, day).events;
    events.retain(|event| match &event.what {
        Happened::CheckedIn { key_result, .. }
        | Happened::BlockerCleared { key_result, .. }
        | Happened::MilestoneDone { key_result, .. }
        | Happened::Revised { key_result } => of_key_result(key_result),
        Happened::Corrected { check_in, .. } => {
            records.check_ins.get(check_in).is_some_and(|check_in| of_key_result(&check_in.key_result))
        }
        Happened::TargetSet { kpi } | Happened::ProcessChanged { kpi } => of_kpi(kpi),
        Happened::CycleClosed { .. } | Happened::CycleReopened { .. } => true,
    });
    let mut signals = concerns(plan, day);
    signals.retain(|concern| of_kpi(&concern.kpi));
    let became = objectives.iter().flat_map(|objective| &objective.key_results).filter_map(|(id, ..)| {
        let key_result = records.key_results.get(id)?;
        let (first, _) = plan.span_of(key_result)?;
        (day.days_since(first) < NEWS).then(|| Some((key_result.kpi.clone()?, id.clone())))?
    });
    Weekly {
        days: (before, day),
        at_risk,
        blockers: open_blockers(plan, team.map_or(Whose::All, Whose::Team), day),
        signals,
        events,
        became: became.collect(),
        objectives,
    }
}

fn objective_now(plan: &Plan, id: &Id, before: Date, day: Date) -> ObjectiveNow {
    let key_results = plan
        .key_results_of(id)
        .into_iter()
        .map(|(id, _)| (id.clone(), key_result_status(plan, id, before), key_result_status(plan, id, day)));
    ObjectiveNow {
        objective: id.clone(),
        before: objective_status(plan, id, before),
        now: objective_status(plan, id, day),
        key_results: key_results.collect(),
    }
}
