//! What changed between two days, as a value: what happened, and which statuses and figures are others now.
//!
//! Computed from what is dated in the plan alone (check-ins, ticks, measurements, revisions, targets, closings), not from
//! who edited what when: that is `merge`'s to tell. So it can be asked of any two days, and of a plan typed by hand.

use super::closing::{KpiSpan, kpi_span};
use super::objective::{ObjectiveVerdict, objective_status};
use super::status::{Verdict, key_result_status};
use crate::domain::{Date, Id, Measure, Plan};
use crate::ordered::{Map, Set, sort_by};

/// What changed between two days.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Between {
    /// What happened after the first day, up to and including the second, in the order of days.
    pub events: Vec<Event>,
    /// Key results whose status, progress or value is another, by id: before, after.
    pub key_results: Map<Id, (Verdict, Verdict)>,
    /// Objectives whose status or progress is another, by id: before, after.
    pub objectives: Map<Id, (ObjectiveVerdict, ObjectiveVerdict)>,
    /// KPIs that were measured, by id.
    pub kpis: Map<Id, KpiSpan>,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    pub what: Happened,
}

/// What can happen, with the records it concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Happened {
    /// A check-in was made.
    CheckedIn { check_in: Id, key_result: Id },
    /// A check-in was corrected.
    Corrected { check_in: Id, correction: Id },
    /// What stood in the way is gone.
    BlockerCleared { check_in: Id, key_result: Id },
    /// A milestone was reached.
    MilestoneDone { key_result: Id, milestone: Id },
    /// Another measure came into force.
    Revised { key_result: Id },
    /// Another target came into force.
    TargetSet { kpi: Id },
    /// The process behind a KPI changed.
    ProcessChanged { kpi: Id },
    /// A cycle was closed.
    CycleClosed { cycle: Id },
    /// A cycle was opened again.
    CycleReopened { cycle: Id },
}

/// What changed from one day to another; in whichever order they are given, the earlier one is the first.
pub fn what_changed(plan: &Plan, a: Date, b: Date) -> Between {
    let (first, second) = (a.min(b), a.max(b));
    let mut found = Between { events: events(plan, first, second), ..Between::default() };
    for id in plan.records().key_results.keys() {
        let (before, after) = (key_result_status(plan, id, first), key_result_status(plan, id, second));
        let says = |v: &Verdict| (v.status, v.overdue, v.standing.progress, v.standing.value, v.standing.met);
        if says(&before) != says(&after) {
            found.key_results.insert(id.clone(), (before, after));
        }
    }
    for id in plan.records().objectives.keys() {
        let (before, after) = (objective_status(plan, id, first), objective_status(plan, id, second));
        if (before.status, before.progress, before.silent) != (after.status, after.progress, after.silent) {
            found.objectives.insert(id.clone(), (before, after));
        }
    }
    for (id, series) in &plan.records().series {
        if series.len_on(second) > series.len_on(first) {
            found.kpis.extend(kpi_span(plan, id, first, second).map(|span| (id.clone(), span)));
        }
    }
    found
}

fn events(plan: &Plan, first: Date, second: Date) -> Vec<Event> {
    let records = plan.records();
    let mut events = Vec::new();
    let mut add = |on: Date, what: Happened| {
        if first < on && on <= second {
            events.push(Event { on, what });
        }
    };
    for (id, c) in &records.check_ins {
        add(c.on, Happened::CheckedIn { check_in: id.clone(), key_result: c.key_result.clone() });
        for (correction, was) in &c.was {
            let day = was.at.as_deref().and_then(|at| at.get(..10)).and_then(Date::parse);
            let what = Happened::Corrected { check_in: id.clone(), correction: correction.clone() };
            day.into_iter().for_each(|on| add(on, what.clone()));
        }
        if let Some(on) = c.blocker.as_ref().and_then(|b| b.cleared) {
            add(on, Happened::BlockerCleared { check_in: id.clone(), key_result: c.key_result.clone() });
        }
    }
    for (id, k) in &records.key_results {
        let measures = k.measure.iter().chain(k.revisions.values().map(|r| &r.measure));
        let mut ticked: Set<(&Id, Date)> = Set::new();
        for measure in measures {
            let Measure::Milestones(steps) = measure else { continue };
            // a revision repeats the steps that were done before it
            ticked.extend(steps.iter().filter_map(|(step, s)| Some((step, s.done?))));
        }
        for (step, on) in ticked {
            add(on, Happened::MilestoneDone { key_result: id.clone(), milestone: step.clone() });
        }
        for on in k.revisions.keys() {
            add(*on, Happened::Revised { key_result: id.clone() });
        }
    }
    for (id, kpi) in &records.kpis {
        kpi.targets.keys().for_each(|on| add(*on, Happened::TargetSet { kpi: id.clone() }));
        kpi.changes.keys().for_each(|on| add(*on, Happened::ProcessChanged { kpi: id.clone() }));
    }
    for (id, cycle) in &records.cycles {
        let closings =
            cycle.closed.into_iter().chain(cycle.reopened.values().filter_map(|again| again.closed));
        closings.for_each(|on| add(on, Happened::CycleClosed { cycle: id.clone() }));
        cycle.reopened.keys().for_each(|on| add(*on, Happened::CycleReopened { cycle: id.clone() }));
    }
    sort_by(&mut events, Ord::cmp);
    events
}
