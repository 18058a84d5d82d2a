//! What is known of a key result beside its figures: its days, who answers for it, how much it counts, how often it is
//! reported on.

use crate::domain::{Date, Id, Measure, Plan};
use crate::progress::{Status, Verdict, cadence};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};

/// A fact, and where more of it is to be seen.
pub(super) type Fact = (String, Option<String>);

/// The facts of a key result, the most telling first.
pub(super) fn facts(plan: &Plan, id: &Id, day: Date, verdict: &Verdict) -> Option<Vec<Fact>> {
    let key_result = plan.records().key_results.get(id)?;
    let measure = key_result.measure_on(day);
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |words: String| facts.push((words, None));
    if verdict.overdue || verdict.silent {
        let fed = verdict.standing.value_day.filter(|_| key_result.kpi.is_some());
        let last = plan.check_ins_of(id).filter(|(_, c)| c.on <= day).map(|(_, c)| c.on).next_back().max(fed);
        add(match last {
            Some(on) => plural(day.days_since(on).max(0) as usize, t().no_check_in_one, t().no_check_in_many),
            None => t().no_check_in_yet.to_string(),
        });
    }
    if verdict.standing.beyond_target {
        add(t().beyond_target.to_string());
    } else if verdict.standing.below_start {
        add(t().below_start.to_string());
    }
    if let Some((from, to)) = plan.span_of(key_result) {
        let own = key_result.from.is_some() || key_result.to.is_some();
        let span = say::span(from, to);
        add(if own { fill(t().own_days, &[&span]) } else { span });
    }
    let owner = key_result.owner.as_ref().and_then(|who| plan.records().people.get(who));
    add(owner.map_or_else(|| t().no_owner.to_string(), |person| person.name.clone()));
    if let Some(confidence) = verdict.confidence {
        add(fill(t().confidence_of_ten, &[&confidence.to_string()]));
    }
    let weight = key_result.weight_on(day);
    let guards = matches!(measure, Some(Measure::Keep(_))) && weight == 0.0;
    add(if guards { t().guard_no_progress.to_string() } else { fill(t().weight_n, &[&say::number(weight)]) });
    let draft = verdict.status == Status::Draft;
    if let Some(every) = cadence(plan, id, day).filter(|_| !draft) {
        add(fill(t().check_in_each, &[&say::every(every).to_lowercase()]));
    }
    let kpi = key_result.kpi.as_ref().and_then(|kpi| Some((kpi, plan.records().kpis.get(kpi)?)));
    if let Some((id, kpi)) = kpi {
        let place = Some(Route::Kpi(id.clone()).to_string());
        facts.push((fill(t().from_kpi, &[&kpi.title]), place));
    }
    Some(facts)
}
