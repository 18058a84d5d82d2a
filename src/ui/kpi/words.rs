//! What is said of a KPI beyond its values, in words: each with the key that a form keeps it by.

use crate::domain::{Aggregate, Effort, Factor, Indicator, Outcome, Scope, Tag};
use crate::ui::text::t;
use crate::ui::widget::Choice;

/// All ways to join values, the usual one first.
pub const AGGREGATES: [Aggregate; 3] = [Aggregate::Last, Aggregate::Sum, Aggregate::Mean];

/// How values join in a longer period.
pub fn aggregate(value: Aggregate) -> (&'static str, &'static str) {
    match value {
        Aggregate::Last => ("last", t().aggregate_last),
        Aggregate::Sum => ("sum", t().aggregate_sum),
        Aggregate::Mean => ("mean", t().aggregate_mean),
    }
}

/// What a KPI is of.
pub fn scope(value: Scope) -> (&'static str, &'static str) {
    match value {
        Scope::Organisation => ("organisation", t().scope_organisation),
        Scope::Department => ("department", t().scope_department),
        Scope::Team => ("team", t().scope_team),
        Scope::Individual => ("individual", t().scope_individual),
        Scope::Project => ("project", t().scope_project),
        Scope::Program => ("program", t().scope_program),
        Scope::Product => ("product", t().scope_product),
        Scope::Process => ("process", t().scope_process),
        Scope::Activity => ("activity", t().scope_activity),
        Scope::Initiative => ("initiative", t().scope_initiative),
    }
}

/// Whether it tells what comes or what was.
pub fn indicator(value: Indicator) -> (&'static str, &'static str) {
    match value {
        Indicator::Leading => ("leading", t().leading),
        Indicator::Lagging => ("lagging", t().lagging),
    }
}

/// What it looks at.
pub fn tag(value: Tag) -> &'static str {
    match value {
        Tag::Efficiency => t().tag_efficiency,
        Tag::Revenue => t().tag_revenue,
        Tag::Productivity => t().tag_productivity,
        Tag::Operations => t().tag_operations,
    }
}

/// What it takes to measure it.
pub fn effort(value: Effort) -> (&'static str, &'static str) {
    match value {
        Effort::Low => ("low", t().effort_low),
        Effort::Medium => ("medium", t().effort_medium),
        Effort::High => ("high", t().effort_high),
    }
}

/// A factor of a good choice: its name, and the question it asks.
pub fn factor(value: Factor) -> (&'static str, &'static str) {
    match value {
        Factor::Alignment => (t().factor_alignment, t().factor_alignment_asks),
        Factor::Relevance => (t().factor_relevance, t().factor_relevance_asks),
        Factor::Actionability => (t().factor_actionability, t().factor_actionability_asks),
        Factor::Simplicity => (t().factor_simplicity, t().factor_simplicity_asks),
        Factor::Consistency => (t().factor_consistency, t().factor_consistency_asks),
        Factor::Comprehensiveness => (t().factor_comprehensiveness, t().factor_comprehensiveness_asks),
        Factor::Timeliness => (t().factor_timeliness, t().factor_timeliness_asks),
        Factor::CostEffectiveness => (t().factor_cost, t().factor_cost_asks),
        Factor::Comparability => (t().factor_comparability, t().factor_comparability_asks),
        Factor::Adaptability => (t().factor_adaptability, t().factor_adaptability_asks),
    }
}

/// What a review comes to.
pub fn outcome(value: Outcome) -> (&'static str, &'static str) {
    match value {
        Outcome::Keep => ("keep", t().outcome_keep),
        Outcome::Change => ("change", t().outcome_change),
        Outcome::Retire => ("retire", t().outcome_retire),
    }
}

/// The choices of some values, each by its key.
pub fn choices<T: Copy>(
    all: &[T],
    said: impl Fn(T) -> (&'static str, &'static str),
) -> impl Iterator<Item = Choice> {
    all.iter()
        .map(|value| said(*value))
        .map(|(key, word)| Choice::new(key, word))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The value of a key.
pub fn of_key<T: Copy>(all: &[T], said: impl Fn(T) -> (&'static str, &'static str), key: &str) -> Option<T> {
    all.iter().copied().find(|value| said(*value).0 == key)
}
