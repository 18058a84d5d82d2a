//! What a KPI says of itself: E2 (a target), E4 (one thing), E5 (one's own), E7 (its context), E10 (reviewed), E14 (a
//! benchmark with its source), E15 (a target that ended), F3 (relevant), F5 (met for long), F9 (an action), F13 (worth
//! its cost), F15 (a reason). One that is retired is left alone.

use super::on::{On, at};
use super::words::{self, Sort};
use super::{Finding, KpiReason, Lacking, Practice, Reason, Severity};
use crate::domain::{Direction, Effort, Factor, Id, Kind, Kpi};
use crate::progress::{KpiStatus, kpi_status};

/// Days of measuring after which a KPI without any review is asked for one: a quarter.
const UNREVIEWED: i32 = 92;
/// Measurements running that met the same target before it is asked whether it still asks for anything.
const MET_FOR_LONG: usize = 12;

pub(super) fn find(on: &On, found: &mut Vec<Finding>) {
    for (id, kpi) in on.plan.records().kpis.iter().filter(|(_, kpi)| !kpi.retired_on(on.day)) {
        let mut add = |practice, severity, reason| {
            found.push(at(practice, severity, Kind::Kpi, id, reason));
        };
        for (practice, reason) in said(on, id, kpi) {
            let asked = matches!(practice, Practice::E10 | Practice::E15);
            add(practice, if asked { Severity::Notice } else { Severity::Hint }, Reason::Kpi(reason));
        }
        let context = [(&kpi.definition, Lacking::Definition), (&kpi.source, Lacking::DataSource)];
        let lacking: Vec<Lacking> =
            context.into_iter().filter(|(text, _)| blank(text)).map(|(_, what)| what).collect();
        if !lacking.is_empty() {
            add(Practice::E7, Severity::Hint, Reason::Lacks(lacking));
        }
    }
}

fn said(on: &On, id: &Id, kpi: &Kpi) -> Vec<(Practice, KpiReason)> {
    let mut found = Vec::new();
    let wants_target = kpi.direction != Direction::None && kpi.target_on(on.day).is_none();
    let ended = kpi.ended_target(on.day).and_then(|(_, target)| target.until);
    if kpi.is_anybodys() {
        found.push((Practice::E5, KpiReason::NotYours));
    } else {
        let no_target = || (Practice::E2, KpiReason::NoTarget);
        found.extend((wants_target && ended.is_none()).then(no_target));
        found.extend(blank(&kpi.reason).then_some((Practice::F15, KpiReason::NoReason)));
    }
    found.extend(ended.map(|on| (Practice::E15, KpiReason::TargetEnded { on })));
    found.extend(joined(&kpi.title).map(|word| (Practice::E4, KpiReason::TwoInOne { word })));
    found.extend(review(on, id, kpi).map(|reason| (Practice::E10, reason)));
    if kpi.benchmark.as_ref().is_some_and(|benchmark| blank(&benchmark.source)) {
        found.push((Practice::E14, KpiReason::BenchmarkWithoutSource));
    }
    found.extend(blank(&kpi.relevance).then_some((Practice::F3, KpiReason::NoRelevance)));
    found.extend(met_for_long(on, id).map(|count| (Practice::F5, KpiReason::MetForLong { count })));
    if blank(&kpi.if_worse) && kpi_status(on.plan, id, on.day).health == KpiStatus::Unhealthy {
        found.push((Practice::F9, KpiReason::NoAction));
    }
    let unticked = !kpi.factors.is_empty() && !kpi.factors.contains(&Factor::Relevance);
    if kpi.effort == Some(Effort::High) && (blank(&kpi.relevance) || unticked) {
        found.push((Practice::F13, KpiReason::Costly));
    }
    found
}

pub(super) fn blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| text.trim().is_empty())
}

/// The word by which a title joins two things.
fn joined(title: &str) -> Option<String> {
    let word = words::of(title).into_iter().find(|word| words::is(Sort::And, word));
    word.or_else(|| title.contains('&').then(|| "&".to_string()))
}

fn review(on: &On, id: &Id, kpi: &Kpi) -> Option<KpiReason> {
    if let Some(review) = kpi.review.filter(|_| kpi.review_due(on.day)) {
        return Some(KpiReason::ReviewDue { on: review });
    }
    let first = on.plan.series_of(id).and_then(|series| series.days().first())?;
    let long = on.day.days_since(*first) > UNREVIEWED;
    (long && kpi.review.is_none() && kpi.reviewed.is_empty()).then_some(KpiReason::NeverReviewed)
}

/// How many measurements running have met the target in force, where it asked for nothing more all that time.
fn met_for_long(on: &On, id: &Id) -> Option<usize> {
    let series = on.plan.series_of(id)?;
    let known = series.len_on(on.day);
    let days = series.days().get(known.checked_sub(MET_FOR_LONG)?..known)?;
    let target = kpi_status(on.plan, id, on.day).target?;
    let met = days.iter().all(|day| {
        let verdict = kpi_status(on.plan, id, *day);
        verdict.health == KpiStatus::Healthy && verdict.target == Some(target)
    });
    met.then_some(MET_FOR_LONG)
}
