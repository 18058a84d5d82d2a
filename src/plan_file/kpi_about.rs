//! What is said of a KPI beyond its values, in a plan file.

use super::Tree;
use super::fields::{self, Fields, Words};
use super::members::{self, Members};
use crate::domain::{Benchmark, Date, Effort, Factor, Indicator, Kept, Kpi, KpiReview, Outcome, Scope, Tag};
use crate::ordered::Map;

pub(super) const INDICATORS: Words<Indicator> =
    Words { words: &["leading", "lagging"], values: &Indicator::ALL };

pub(super) const SCOPES: Words<Scope> = Words {
    words: &[
        "organisation",
        "department",
        "team",
        "individual",
        "project",
        "program",
        "product",
        "process",
        "activity",
        "initiative",
    ],
    values: &Scope::ALL,
};

pub(super) const TAGS: Words<Tag> =
    Words { words: &["efficiency", "revenue", "productivity", "operations"], values: &Tag::ALL };

pub(super) const FACTORS: Words<Factor> = Words {
    words: &[
        "alignment",
        "relevance",
        "actionability",
        "simplicity",
        "consistency",
        "comprehensiveness",
        "timeliness",
        "costEffectiveness",
        "comparability",
        "adaptability",
    ],
    values: &Factor::ALL,
};

pub(super) const EFFORTS: Words<Effort> = Words { words: &["low", "medium", "high"], values: &Effort::ALL };

const OUTCOMES: Words<Outcome> = Words { words: &["keep", "change", "retire"], values: &Outcome::ALL };

pub(super) fn read_benchmark(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Box<Benchmark>> {
    let tree = f.take("benchmark")?;
    let place = f.place.at("benchmark");
    let mut f = Fields::of(tree, &place, f.findings)?;
    let value = f.required("value", fields::number);
    let source = f.optional("source", fields::text);
    f.keep_rest(kept);
    Some(Box::new(Benchmark { value: value?, source }))
}

pub(super) fn write_benchmark(kpi: &Kpi) -> Option<Tree> {
    let benchmark = kpi.benchmark.as_ref()?;
    let members = Members::of(&kpi.kept, "benchmark")
        .put("value", Some(Tree::number(benchmark.value)))
        .put("source", members::text_if(&benchmark.source));
    Some(members.done())
}

pub(super) fn read_reviewed(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Map<Date, KpiReview> {
    let findings = f.findings;
    f.map("reviewed", fields::date_key, |tree, place| {
        let mut f = Fields::of(tree, place, findings)?;
        let outcome = f.required("outcome", OUTCOMES.read());
        let why = f.optional("why", fields::text);
        f.keep_rest(kept);
        Some(KpiReview { outcome: outcome?, why })
    })
}

pub(super) fn write_reviewed(kpi: &Kpi) -> Option<Tree> {
    let reviewed = kpi.reviewed.iter().map(|(day, review)| {
        let members = Members::of(&kpi.kept, format!("reviewed/{day}"))
            .put("outcome", OUTCOMES.write(Some(review.outcome)))
            .put("why", members::text_if(&review.why));
        (day, members.done())
    });
    members::map_if(reviewed)
}
