//! From a KPI to an OKR: when the app offers to improve one, from where to where, what guards the rest meanwhile, and
//! which KPIs are being improved or lead nowhere. `domain.md`, "From KPI to OKR".

use super::Judged;
use super::kpi::{KpiStatus, health_at, kpi_status, missed_by};
use super::limits::baselines;
use super::signal::{Episode, Run, episode_of, signals_in};
use super::statistics::median;
use crate::domain::{
    Date, Direction, Goal, Id, Keep, KeyResult, Kpi, Measure, Objective, ObjectiveStage, Plan, by_rank, round,
};
use crate::ordered::sort_by;

/// Where an improvement begins and leads, and what could guard the rest.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Improvement {
    /// The median of the last five measurements since the last marked change; none where nothing was measured since.
    pub from: Option<f64>,
    /// The target in force; none where there is none, or where it is met already: then a person has to say it.
    pub to: Option<f64>,
    /// KPIs that are healthy and could be held at their target, the likeliest first: those of the same team.
    pub guards: Vec<(Id, Keep)>,
}

/// How many measurements say where a KPI stands: from a single low one, chance alone brings most of the way.
const STANDS_ON: usize = 5;

/// What an objective that improves a KPI would begin with on `day`.
pub fn improvement(plan: &Plan, kpi: &Id, day: Date) -> Improvement {
    let Some(record) = plan.records().kpis.get(kpi) else { return Improvement::default() };
    let from = last_values(plan, kpi, record, day).and_then(|mut values| median(&mut values)).map(round);
    let target = record.target_on(day).map(|(_, target)| target.goal);
    let to = target.and_then(|goal| aim(&goal, record.direction, from));
    Improvement { from, to, guards: guards(plan, kpi, record, day) }
}

fn last_values(plan: &Plan, id: &Id, kpi: &Kpi, day: Date) -> Option<Vec<f64>> {
    let series = plan.series_of(id)?;
    let changed = kpi.changes.range(..=day).next_back();
    let since = changed.map_or(0, |(on, _)| series.days().partition_point(|measured| measured < on));
    let known = series.len_on(day);
    let first = since.max(known.saturating_sub(STANDS_ON));
    series.values().get(first..known).map(<[f64]>::to_vec)
}

/// The value that meets a goal, as seen from where a KPI stands; none where it is met.
fn aim(goal: &Goal, direction: Direction, from: Option<f64>) -> Option<f64> {
    let missed = from.map_or(Some(1.0), |from| missed_by(goal, direction, from))?;
    let to = match *goal {
        Goal::Value(value) => value,
        Goal::Range { at_least, at_most } => {
            if from.is_some_and(|from| from > at_most) {
                at_most
            } else {
                at_least
            }
        }
    };
    (missed > 0.0).then_some(to)
}

fn guards(plan: &Plan, improved: &Id, kpi: &Kpi, day: Date) -> Vec<(Id, Keep)> {
    let healthy = plan.records().kpis.iter().filter(|(id, other)| *id != improved && !other.retired_on(day));
    let mut rows: Vec<_> = healthy
        .filter_map(|(id, other)| {
            let verdict = kpi_status(plan, id, day);
            let target = verdict.target.filter(|_| verdict.status == KpiStatus::Healthy)?;
            Some((id, other, bounds(&target.goal, other.direction)?))
        })
        .collect();
    sort_by(&mut rows, |a, b| {
        let elsewhere = |of: &Kpi| of.team != kpi.team;
        (elsewhere(a.1).cmp(&elsewhere(b.1)))
            .then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
    });
    rows.into_iter().map(|(id, _, keep)| (id.clone(), keep)).collect()
}

fn bounds(goal: &Goal, direction: Direction) -> Option<Keep> {
    match (*goal, direction) {
        (Goal::Value(value), Direction::Higher) => Some(Keep { at_least: Some(value), at_most: None }),
        (Goal::Value(value), Direction::Lower) => Some(Keep { at_least: None, at_most: Some(value) }),
        (Goal::Range { at_least, at_most }, _) => {
            Some(Keep { at_least: Some(at_least), at_most: Some(at_most) })
        }
        (Goal::Value(_), Direction::Within | Direction::None) => None,
    }
}

/// What asks for a KPI to be improved, for one episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// The KPI.
    pub kpi: Id,
    /// A run of signals on the bad side that is not over.
    pub signal: Option<Episode>,
    /// Two or more unhealthy measurements running: the day of the first, and how many.
    pub unhealthy: Option<(Date, usize)>,
}

impl Concern {
    /// The keys under which the offer is put away, an episode each: `G3/<KPI>/<first day>`.
    pub fn keys(&self) -> Vec<String> {
        let days = self.signal.iter().map(|signal| signal.from).chain(self.unhealthy.map(|(first, _)| first));
        days.map(|day| ["G3", self.kpi.as_str(), &day.to_string()].join("/")).collect()
    }

    /// Whether the offer of each of its episodes was put away.
    pub fn put_away(&self, plan: &Plan) -> bool {
        self.keys().iter().all(|key| plan.head().dismissed.contains_key(key))
    }
}

/// So many measurements without one of its run end an episode: as many as rule 2 looks at.
const QUIET: usize = 4;

/// What is wrong with a KPI on `day`, where that is more than routine variation.
pub fn concern(plan: &Plan, kpi: &Id, day: Date) -> Option<Concern> {
    let (signal, unhealthy) = (open_signal(plan, kpi, day), unhealthy_running(plan, kpi, day));
    let some = signal.is_some() || unhealthy.is_some();
    some.then(|| Concern { kpi: kpi.clone(), signal, unhealthy })
}

/// What is wrong with KPIs on `day`, in their order, where nobody said that it may wait.
pub fn concerns(plan: &Plan, day: Date) -> Vec<Concern> {
    let mut kpis: Vec<_> = plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(day)).collect();
    sort_by(&mut kpis, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    let all = kpis.into_iter().filter_map(|(id, _)| concern(plan, id, day));
    all.filter(|concern| !concern.put_away(plan)).collect()
}

/// The run of 8 or more on one side of the centre, good or bad, that is not over: there "the process changed here" is
/// offered (see [`Episode::process_changed`]).
pub fn process_changed(plan: &Plan, kpi: &Id, day: Date) -> Option<Episode> {
    open_signals(plan, kpi, day).into_iter().find(|episode| episode.process_changed.is_some())
}

/// The newest run of signals on the bad side, unless it is over.
fn open_signal(plan: &Plan, kpi: &Id, day: Date) -> Option<Episode> {
    open_signals(plan, kpi, day).into_iter().find(|episode| episode.judged == Judged::Worse)
}

/// The runs of signals since the last marked change that are not over, on either side, the newest first.
pub fn open_signals(plan: &Plan, kpi: &Id, day: Date) -> Vec<Episode> {
    find_open_signals(plan, kpi, day).unwrap_or_default()
}

fn find_open_signals(plan: &Plan, kpi: &Id, day: Date) -> Option<Vec<Episode>> {
    let (record, series) = (plan.records().kpis.get(kpi)?, plan.series_of(kpi)?);
    let stretch = baselines(plan, kpi, day).pop()?;
    if record.changes.range(..=day).next_back().is_some_and(|(on, _)| *on > stretch.to) {
        return None;
    }
    let limits = stretch.limits?;
    let days = series.days().get(stretch.start..stretch.end)?;
    let values = series.values().get(stretch.start..stretch.end)?;
    let open = |run: &Run, count: usize| run.end + QUIET >= count;
    // What is open shows in the last few already: a run of 8 that ends among the last 4.
    let tail = values.get(values.len().saturating_sub(QUIET + 7)..)?;
    if !signals_in(tail, &limits).iter().any(|run| open(run, tail.len())) {
        return None;
    }
    let runs = signals_in(values, &limits);
    let open = runs.iter().rev().filter(|run| open(run, values.len()));
    Some(open.filter_map(|run| episode_of(record, run, &limits, days, values, day)).collect())
}

fn unhealthy_running(plan: &Plan, kpi: &Id, day: Date) -> Option<(Date, usize)> {
    let (record, series) = (plan.records().kpis.get(kpi)?, plan.series_of(kpi)?);
    let known = series.len_on(day);
    let days = series.days().get(..known)?;
    let values = series.values().get(..known)?;
    let unhealthy =
        |(on, value): &(Date, f64)| health_at(record, series, *value, *on) == KpiStatus::Unhealthy;
    let running = days.iter().copied().zip(values.iter().copied()).rev().take_while(unhealthy);
    let (first, count) = running.fold((day, 0), |(_, count), (on, _)| (on, count + 1));
    (count >= 2).then_some((first, count))
}

/// The objectives that improve a KPI on `day`, each with the key result that it feeds: drafts and active ones of cycles
/// that are not closed, whose key result is to reach a value.
pub fn improved_by(plan: &Plan, kpi: &Id, day: Date) -> Vec<(Id, Id)> {
    let records = plan.records();
    let fed = records.key_results.iter().filter(|(_, k)| k.kpi.as_ref() == Some(kpi));
    let reaching = fed.filter(|(_, k)| matches!(k.measure_on(day), Some(Measure::Reach(_))));
    let open = reaching.filter(|(_, k)| is_open(plan, k, day));
    open.map(|(id, k)| (k.objective.clone(), id.clone())).collect()
}

fn is_open(plan: &Plan, key_result: &KeyResult, day: Date) -> bool {
    plan.records().objectives.get(&key_result.objective).is_some_and(|o| is_open_objective(plan, o, day))
}

fn is_open_objective(plan: &Plan, objective: &Objective, day: Date) -> bool {
    let cycle = plan.records().cycles.get(&objective.cycle);
    objective.stage() != ObjectiveStage::Closed && cycle.is_some_and(|cycle| !cycle.closed_on(day))
}

/// How KPIs and OKRs stand to each other on a day: of those that can still be changed.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Together {
    /// KPIs that no objective rests on: they feed no key result, and none is watched. In their order.
    pub unlinked: Vec<Id>,
    /// How many KPIs there are.
    pub kpis: usize,
    /// How many objectives there are.
    pub objectives: usize,
    /// How many of them rest on a KPI: it feeds a key result, or is watched.
    pub resting: usize,
}

/// How KPIs and OKRs stand to each other on `day`.
pub fn together(plan: &Plan, day: Date) -> Together {
    let records = plan.records();
    let open: Vec<_> = records.objectives.iter().filter(|(_, o)| is_open_objective(plan, o, day)).collect();
    let linked_of = |(id, objective): &(&Id, &Objective)| {
        let fed = plan.key_results_of(id).into_iter().filter_map(|(_, k)| k.kpi.clone());
        let linked = fed.chain(objective.watch.iter().cloned());
        linked.filter(|kpi| records.kpis.contains_key(kpi)).collect::<Vec<Id>>()
    };
    let linked: Vec<Vec<Id>> = open.iter().map(linked_of).collect();
    let resting = linked.iter().filter(|kpis| !kpis.is_empty()).count();
    let linked: crate::ordered::Set<Id> = linked.into_iter().flatten().collect();
    let in_use = || records.kpis.iter().filter(|(_, kpi)| !kpi.retired_on(day));
    let mut unlinked: Vec<_> = in_use().filter(|(id, _)| !linked.contains(id)).collect();
    sort_by(&mut unlinked, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    let unlinked = unlinked.into_iter().map(|(id, _)| id.clone()).collect();
    Together { unlinked, kpis: in_use().count(), objectives: open.len(), resting }
}
