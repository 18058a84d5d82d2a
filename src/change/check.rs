//! Whether a record may stand in a plan: what it needs, and what it may point at.

use super::Refusal;
use crate::domain::{
    CheckIn, Cycle, Date, Direction, Goal, Id, KeyResult, Kind, Kpi, Measure, Objective, ObjectiveStage,
    Plan, Record, Team, team_path,
};

/// Why `record` may not stand in `plan` under `id`, or `Ok`.
pub(super) fn check(plan: &Plan, id: &Id, record: &Record) -> Result<(), Refusal> {
    match record {
        Record::Person(p) => titled(&p.name),
        Record::Team(t) => team(plan, id, t),
        Record::Cycle(c) => titled(&c.title).and_then(|()| in_order(Some(c.from), Some(c.to))),
        Record::Objective(o) => objective(plan, id, o),
        Record::KeyResult(k) => key_result(plan, k),
        Record::CheckIn(c) => check_in(plan, c),
        Record::Initiative(i) => {
            titled(&i.title)?;
            i.key_result.as_ref().map_or(Ok(()), |k| there(plan, Kind::KeyResult, k))
        }
        Record::Kpi(k) => kpi(k),
        Record::Review(review) => {
            let fits = |score: f64| (0.0..=1.0).contains(&score);
            if !review.scores.values().all(|s| fits(s.score)) {
                return Err(Refusal::ScoreOutOfRange);
            }
            open_cycle(plan, id)
        }
        Record::Series(_) => there(plan, Kind::Kpi, id),
        Record::Head(_) | Record::Measurement(_) => Ok(()),
    }
}

/// Whether a record that stands in `plan` may be changed: a closed cycle with its objectives, key results, check-ins
/// and review can only be read. Initiatives are work, which may outlive a cycle and never changes progress.
pub(super) fn open(plan: &Plan, id: &Id, record: &Record) -> Result<(), Refusal> {
    let records = plan.records();
    let of_objective = |id: &Id| records.objectives.get(id).map(|o| &o.cycle);
    let of_key_result = |id: &Id| records.key_results.get(id).and_then(|k| of_objective(&k.objective));
    let cycle = match record {
        Record::Cycle(_) | Record::Review(_) => Some(id),
        Record::Objective(o) => Some(&o.cycle),
        Record::KeyResult(k) => of_objective(&k.objective),
        Record::CheckIn(c) => of_key_result(&c.key_result),
        _ => None,
    };
    let closed = cycle.and_then(|id| records.cycles.get(id)).is_some_and(Cycle::is_closed);
    if closed { Err(Refusal::CycleClosed) } else { Ok(()) }
}

fn titled(title: &str) -> Result<(), Refusal> {
    if title.trim().is_empty() { Err(Refusal::TitleMissing) } else { Ok(()) }
}

fn in_order(from: Option<Date>, to: Option<Date>) -> Result<(), Refusal> {
    if from.zip(to).is_some_and(|(from, to)| to < from) { Err(Refusal::EndsBeforeItBegins) } else { Ok(()) }
}

fn there(plan: &Plan, kind: Kind, id: &Id) -> Result<(), Refusal> {
    if plan.records().contains(kind, id) { Ok(()) } else { Err(Refusal::NotThere(kind)) }
}

fn not_negative(value: Option<f64>) -> Result<(), Refusal> {
    match value {
        Some(v) if !v.is_finite() => Err(Refusal::NotFinite),
        Some(v) if v < 0.0 => Err(Refusal::Negative),
        _ => Ok(()),
    }
}

fn team(plan: &Plan, id: &Id, team: &Team) -> Result<(), Refusal> {
    titled(&team.name)?;
    let Some(parent) = &team.parent else { return Ok(()) };
    there(plan, Kind::Team, parent)?;
    if parent == id || team_path(plan, parent).contains(&id) { Err(Refusal::Circle) } else { Ok(()) }
}

fn open_cycle(plan: &Plan, cycle: &Id) -> Result<(), Refusal> {
    let cycle = plan.records().cycles.get(cycle).ok_or(Refusal::NotThere(Kind::Cycle))?;
    if cycle.is_closed() { Err(Refusal::CycleClosed) } else { Ok(()) }
}

fn objective(plan: &Plan, id: &Id, objective: &Objective) -> Result<(), Refusal> {
    titled(&objective.title)?;
    open_cycle(plan, &objective.cycle)?;
    let records = plan.records();
    let measured = |k: &KeyResult| k.measure.is_some();
    if objective.stage() != ObjectiveStage::Draft && !plan.key_results_of(id).iter().all(|(_, k)| measured(k))
    {
        return Err(Refusal::MeasureMissing);
    }
    let Some(above) = &objective.supports else { return Ok(()) };
    let target = match (records.objectives.get(above), records.key_results.get(above)) {
        (Some(_), _) => above,
        (None, Some(key_result)) => &key_result.objective,
        (None, None) => return Err(Refusal::NotThere(Kind::Objective)),
    };
    let leads_back = crate::domain::supports_chain(plan, target)
        .into_iter()
        .any(|up| up == id || records.key_results.get(up).is_some_and(|k| &k.objective == id));
    if target == id || leads_back { Err(Refusal::Circle) } else { Ok(()) }
}

fn key_result(plan: &Plan, key_result: &KeyResult) -> Result<(), Refusal> {
    titled(&key_result.title)?;
    let objective = &key_result.objective;
    let objective = plan.records().objectives.get(objective).ok_or(Refusal::NotThere(Kind::Objective))?;
    open_cycle(plan, &objective.cycle)?;
    in_order(key_result.from, key_result.to)?;
    not_negative(key_result.weight)?;
    confidence(key_result.confidence)?;
    if let Some(kpi) = &key_result.kpi {
        there(plan, Kind::Kpi, kpi)?;
    }
    if key_result.measure.is_none() && objective.stage() != ObjectiveStage::Draft {
        return Err(Refusal::MeasureMissing);
    }
    let measures = key_result.measure.iter().chain(key_result.revisions.values().map(|r| &r.measure));
    measures.filter_map(Measure::fault).next().map_or(Ok(()), |fault| Err(Refusal::Measure(fault)))
}

fn check_in(plan: &Plan, check_in: &CheckIn) -> Result<(), Refusal> {
    let key_result = plan.records().key_results.get(&check_in.key_result);
    let key_result = key_result.ok_or(Refusal::NotThere(Kind::KeyResult))?;
    let objective =
        plan.records().objectives.get(&key_result.objective).ok_or(Refusal::NotThere(Kind::Objective))?;
    open_cycle(plan, &objective.cycle)?;
    if let Some((first, _)) = plan.span_of(key_result)
        && check_in.on < first
    {
        return Err(Refusal::BeforeFirstDay(first));
    }
    let valueless = key_result.kpi.is_some() || matches!(key_result.measure, Some(Measure::Milestones(_)));
    match check_in.value {
        None if !valueless => return Err(Refusal::ValueMissing),
        Some(value) if !value.is_finite() => return Err(Refusal::NotFinite),
        _ => {}
    }
    confidence(check_in.confidence)
}

fn confidence(confidence: Option<u8>) -> Result<(), Refusal> {
    if confidence.is_some_and(|c| c > 10) { Err(Refusal::ConfidenceOutOfRange) } else { Ok(()) }
}

fn kpi(kpi: &Kpi) -> Result<(), Refusal> {
    titled(&kpi.title)?;
    if kpi.direction == Direction::None && !kpi.targets.is_empty() {
        return Err(Refusal::NoTargetsWithoutDirection);
    }
    if kpi.benchmark.as_ref().is_some_and(|benchmark| !benchmark.value.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    for (from, target) in &kpi.targets {
        not_negative(target.tolerance)?;
        let crossed = match target.goal {
            Goal::Value(value) if !value.is_finite() => return Err(Refusal::NotFinite),
            Goal::Range { at_least, at_most } if !(at_least.is_finite() && at_most.is_finite()) => {
                return Err(Refusal::NotFinite);
            }
            Goal::Range { at_least, at_most } => at_least > at_most,
            Goal::Value(_) => false,
        };
        if crossed || target.until.is_some_and(|until| until < *from) {
            return Err(Refusal::TargetCrossed);
        }
    }
    Ok(())
}
