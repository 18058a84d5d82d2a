//! The hints on KPIs in words.

use crate::advice::{KpiReason, Practice};
use crate::ui::say;
use crate::ui::text::{fill, t};

/// The name of a practice of sections 5 and 6.
pub fn practice(practice: Practice) -> Option<&'static str> {
    Some(match practice {
        Practice::E2 => t().practice_e2,
        Practice::E4 => t().practice_e4,
        Practice::E5 => t().practice_e5,
        Practice::E7 => t().practice_e7,
        Practice::E10 => t().practice_e10,
        Practice::E14 => t().practice_e14,
        Practice::E15 => t().practice_e15,
        Practice::F1 => t().practice_f1,
        Practice::F2 => t().practice_f2,
        Practice::F3 => t().practice_f3,
        Practice::F5 => t().practice_f5,
        Practice::F6 => t().practice_f6,
        Practice::F9 => t().practice_f9,
        Practice::F13 => t().practice_f13,
        Practice::F15 => t().practice_f15,
        _ => return None,
    })
}

/// Why it was found.
pub fn reason(reason: &KpiReason) -> String {
    let plain = match reason {
        KpiReason::NoTarget => t().found_no_target,
        KpiReason::TwoInOne { word } => return fill(t().found_two_kpis, &[word]),
        KpiReason::NotYours => t().found_not_yours,
        KpiReason::NeverReviewed => t().found_never_reviewed,
        KpiReason::ReviewDue { on } => return fill(t().found_review_due, &[&say::full_day(*on)]),
        KpiReason::BenchmarkWithoutSource => t().found_benchmark_source,
        KpiReason::TargetEnded { on } => return fill(t().found_target_ended, &[&say::full_day(*on)]),
        KpiReason::StandsAlone => t().found_stands_alone,
        KpiReason::Vanity { word } => return fill(t().found_vanity, &[word]),
        KpiReason::NoRelevance => t().found_no_relevance,
        KpiReason::MetForLong { count } => return fill(t().found_met_for_long, &[&count.to_string()]),
        KpiReason::TeamWithoutObjective => t().found_team_no_objective,
        KpiReason::TeamWithoutKpi => t().found_team_no_kpi,
        KpiReason::NoAction => t().found_no_action,
        KpiReason::Costly => t().found_costly,
        KpiReason::NoReason => t().found_no_reason,
    };
    plain.to_string()
}
