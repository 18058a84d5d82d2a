//! A key result with everything that decides how it stands on a day. Private to `progress`.

use crate::domain::{Cycle, Date, Id, KeyResult, Kpi, Measure, Objective, Plan, Series};

/// A key result as it is seen on a day.
pub(super) struct OnDay<'a> {
    pub plan: &'a Plan,
    pub id: &'a Id,
    pub key_result: &'a KeyResult,
    pub objective: Option<&'a Objective>,
    pub cycle: Option<&'a Cycle>,
    /// The day that counts: the one asked for, or the closing day where the cycle was closed before it.
    pub day: Date,
    /// The measure in force, where there is one that can be.
    pub measure: Option<&'a Measure>,
    /// First and last day, where they are in order.
    pub span: Option<(Date, Date)>,
}

impl<'a> OnDay<'a> {
    pub fn new(plan: &'a Plan, id: &Id, day: Date) -> Option<OnDay<'a>> {
        let (id, key_result) = plan.records().key_results.get_key_value(id)?;
        let objective = plan.records().objectives.get(&key_result.objective);
        let cycle = objective.and_then(|o| plan.records().cycles.get(&o.cycle));
        let day = cycle.and_then(|c| c.closing_before(day)).unwrap_or(day);
        let measure = key_result.measure_on(day).filter(|m| m.fault().is_none());
        let span = plan.span_of(key_result).filter(|(first, last)| first <= last);
        Some(OnDay { plan, id, key_result, objective, cycle, day, measure, span })
    }

    /// The KPI whose measurements are its values. Milestones have values of their own.
    pub fn feeding_kpi(&self) -> Option<&'a Id> {
        let milestones = matches!(self.measure, Some(Measure::Milestones(_)));
        self.key_result.kpi.as_ref().filter(|_| !milestones)
    }

    /// The feeding KPI's record.
    pub fn kpi(&self) -> Option<&'a Kpi> {
        self.plan.records().kpis.get(self.feeding_kpi()?)
    }

    /// The feeding KPI's measurements.
    pub fn series(&self) -> Option<&'a Series> {
        self.plan.series_of(self.feeding_kpi()?)
    }

    /// The last value on or before the day, and its day: a measurement where a KPI feeds it, else a check-in's; of
    /// several check-ins on one day the later one counts.
    pub fn last_value(&self) -> Option<(Date, f64)> {
        if self.feeding_kpi().is_some() {
            return self.series()?.last_on(self.day).filter(|(_, v)| v.is_finite());
        }
        self.check_in_values().next_back()
    }

    /// Values up to the day, one a day, the earliest first: all check-ins, or the feeding KPI's measurements since
    /// the first day (what was measured before is the KPI's history, not this key result's).
    pub fn values(&self) -> Vec<(Date, f64)> {
        let mut values: Vec<(Date, f64)> = Vec::new();
        if self.feeding_kpi().is_some() {
            let Some(series) = self.series() else { return values };
            let known = series.days().iter().copied().zip(series.values().iter().copied());
            let first = self.span.map(|(first, _)| first);
            values.extend(
                known.filter(|(d, v)| {
                    *d <= self.day && first.is_none_or(|first| first <= *d) && v.is_finite()
                }),
            );
            return values;
        }
        for (day, value) in self.check_in_values() {
            values.pop_if(|(before, _)| *before == day);
            values.push((day, value));
        }
        values
    }

    fn check_in_values(&self) -> impl DoubleEndedIterator<Item = (Date, f64)> + use<'a> {
        let day = self.day;
        let known = self.plan.check_ins_of(self.id).filter(move |(_, c)| c.on <= day);
        known.filter_map(|(_, c)| Some((c.on, c.value.filter(|v| v.is_finite())?)))
    }

    /// Its share in the objective: never negative, 0 where the number makes no sense.
    pub fn weight(&self) -> f64 {
        let weight = self.key_result.weight_on(self.day);
        if weight.is_finite() { weight.max(0.0) } else { 0.0 }
    }
}
