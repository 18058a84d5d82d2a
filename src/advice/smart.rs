//! A10: five lamps, for a key result and for a KPI: specific, measurable, aligned, relevant, time-based.

use super::words::{self, Sort};
use crate::domain::{Date, Id, Measure, Plan, supports_chain, team_path};
use crate::sentence::{Ask, NumberFormat, read_key_result};

/// Which lamps are lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Smart {
    pub specific: bool,
    pub measurable: bool,
    /// Lights only when linked.
    pub aligned: bool,
    pub relevant: bool,
    pub time_based: bool,
}

impl Smart {
    /// How many lamps are lit, 0–5.
    pub fn lit(self) -> usize {
        let all = [self.specific, self.measurable, self.aligned, self.relevant, self.time_based];
        all.into_iter().filter(|lamp| *lamp).count()
    }
}

/// The lamps of a key result on `day`: one outcome in words that say something; a measure; its objective supports what
/// is above it, or stands at the top; its objective says why; it has days.
pub fn smart_key_result(plan: &Plan, key_result: &Id, day: Date) -> Smart {
    let Some(record) = plan.records().key_results.get(key_result) else { return Smart::default() };
    let objective = plan.records().objectives.get(&record.objective);
    let parse = read_key_result(&record.title, NumberFormat::POINT);
    let unclear = |ask: &Ask| matches!(ask, Ask::TwoInOne(_) | Ask::Placeholder(_));
    let at_top = |team: &Id| team_path(plan, team).len() == 1;
    let reason_given = objective.and_then(|o| o.why.as_ref()).is_some_and(|why| !why.trim().is_empty());
    Smart {
        specific: says_something(&record.title) && !parse.asks.iter().any(unclear),
        measurable: record.measure_on(day).is_some_and(|measure: &Measure| measure.fault().is_none()),
        aligned: !supports_chain(plan, &record.objective).is_empty()
            || objective.and_then(|o| o.team.as_ref()).is_some_and(at_top),
        relevant: reason_given,
        time_based: plan.span_of(record).is_some_and(|(first, last)| first <= last),
    }
}

/// The lamps of a KPI on `day`: a definition; a unit and a target; it feeds a key result or is watched by an objective;
/// its relevance is said; its target has an end, or a review is set.
pub fn smart_kpi(plan: &Plan, kpi: &Id, day: Date) -> Smart {
    let records = plan.records();
    let Some(record) = records.kpis.get(kpi) else { return Smart::default() };
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let target = record.target_on(day);
    let feeds = records.key_results.values().any(|k| k.kpi.as_ref() == Some(kpi));
    Smart {
        specific: said(&record.definition),
        measurable: said(&record.unit) && target.is_some(),
        aligned: feeds || records.objectives.values().any(|o| o.watch.contains(kpi)),
        relevant: said(&record.relevance),
        time_based: target.is_some_and(|(_, target)| target.until.is_some()) || record.review.is_some(),
    }
}

fn says_something(title: &str) -> bool {
    words::of(title).iter().any(|word| !words::is(Sort::Vague, word) && !words::is(Sort::Small, word))
}
