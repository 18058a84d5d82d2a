//! From a parse and the answers to its questions to the measure that is stored.

use super::super::due::{Days, occasions};
use super::super::target::{PercentMeans, Question, Subject, TypedTarget, resolve_target};
use super::reading::signed;
use super::{Ask, Parse, TypedMeasure, Way};
use crate::domain::{Id, Keep, Measure, MeasureFault, Milestone, Reach, round};
use crate::ordered::Map;

/// What a person answered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The baseline.
    pub from: Option<f64>,
    /// Points or percent?
    pub percent_means: Option<PercentMeans>,
    /// Which way is better?
    pub way: Option<Way>,
    /// A bound to hold all the time (`true`) or a value to be reached?
    pub hold: Option<bool>,
    /// By so much (`true`) or to so much?
    pub change: Option<bool>,
    /// Done or not done: the id that the one milestone is to have.
    pub step: Option<Id>,
    /// The days of the key result: a thing that recurs is counted over all of them.
    pub days: Option<Days>,
}

impl Parse {
    /// The measure, or the next question. Hints are no questions here.
    pub fn settled(&self, answers: &Answers) -> Result<Measure, Ask> {
        let mut measure = self.measure;
        for ask in self.asks.iter().filter(|ask| !ask.is_hint()) {
            let open = || ask.clone();
            match ask {
                Ask::YesOrNo => return self.milestone(answers).ok_or_else(open),
                Ask::HowMany(every) => {
                    let count = answers.days.map(|days| occasions(*every, days)).filter(|n| *n > 0);
                    return count.map(|n| reach(0.0, f64::from(n))).ok_or_else(open);
                }
                Ask::WhichWay { .. } => {
                    measure = turned(measure, answers.way.ok_or_else(open)?).ok_or_else(open)?;
                }
                Ask::ChangeOrTarget => {
                    if answers.change.ok_or_else(open)? {
                        measure = self.as_change(measure, answers)?;
                    }
                }
                Ask::HoldOrReach => {
                    measure = held(measure, answers.hold.ok_or_else(open)?, answers.way)?;
                }
                // these the resolving asks again, with the answers at hand
                Ask::Resolve(_) | Ask::TwoInOne(_) => {}
                _ => return Err(open()),
            }
        }
        let settled = match measure {
            TypedMeasure::Unknown => return Err(Ask::NotMeasurable),
            TypedMeasure::Keep(keep) => Measure::Keep(keep),
            TypedMeasure::Reach { from, to } => self.reached(from, to, answers)?,
        };
        match settled.fault() {
            Some(fault) => Err(Ask::Fault(fault)),
            None => Ok(settled),
        }
    }

    fn reached(
        &self,
        typed: Option<f64>,
        to: Option<TypedTarget>,
        answers: &Answers,
    ) -> Result<Measure, Ask> {
        let to = to.ok_or(Ask::Target)?;
        let from = typed.or(answers.from);
        let unit = self.unit.as_ref().map(|unit| unit.text.as_str());
        let subject = Subject { from, unit, percent_means: answers.percent_means };
        let to = resolve_target(to, subject).map_err(Ask::Resolve)?;
        let from = from.ok_or(Ask::Resolve(Question::Baseline))?;
        let times = match (self.every, answers.days) {
            (Some(every), Some(days)) if typed == Some(0.0) => occasions(every, days).max(1),
            _ => 1,
        };
        Ok(reach(from, if times > 1 { round(to * f64::from(times)) } else { to }))
    }

    fn milestone(&self, answers: &Answers) -> Option<Measure> {
        let mut steps = Map::new();
        let step = Milestone { title: self.title.clone(), weight: None, done: None, rank: None };
        steps.insert(answers.step.clone()?, step);
        Some(Measure::Milestones(steps))
    }

    /// "Sales 20 %" meant as a change.
    fn as_change(&self, measure: TypedMeasure, answers: &Answers) -> Result<TypedMeasure, Ask> {
        let TypedMeasure::Reach { from, to: Some(TypedTarget::Absolute { value, percent }) } = measure else {
            return Ok(measure);
        };
        let to = if percent { TypedTarget::Percent(value) } else { TypedTarget::By(value) };
        let asked = Ask::WhichWay { said: None, better: None };
        let way = answers.way.or(self.way).ok_or(asked)?;
        Ok(TypedMeasure::Reach { from, to: Some(signed(to, way)) })
    }
}

fn reach(from: f64, to: f64) -> Measure {
    Measure::Reach(Reach { from, to })
}

/// The measure with the way that was answered; `None` where its figures go the other way.
fn turned(measure: TypedMeasure, way: Way) -> Option<TypedMeasure> {
    match measure {
        TypedMeasure::Reach { from: Some(from), to: Some(TypedTarget::Absolute { value, .. }) } => {
            ((value > from) == (way == Way::Rise)).then_some(measure)
        }
        TypedMeasure::Reach { from, to } => {
            Some(TypedMeasure::Reach { from, to: to.map(|to| signed(to, way)) })
        }
        TypedMeasure::Keep(keep) => bound(keep.at_least.or(keep.at_most)?, Some(way)),
        TypedMeasure::Unknown => None,
    }
}

fn held(measure: TypedMeasure, hold: bool, way: Option<Way>) -> Result<TypedMeasure, Ask> {
    let which = Ask::WhichWay { said: None, better: None };
    match (measure, hold) {
        (TypedMeasure::Reach { to: Some(TypedTarget::Absolute { value, .. }), .. }, true) => {
            bound(value, way).ok_or(which)
        }
        (TypedMeasure::Keep(Keep { at_least: Some(_), at_most: Some(_) }), false) => Err(Ask::Target),
        (TypedMeasure::Keep(keep), false) => {
            let value = keep.at_least.or(keep.at_most).ok_or(Ask::Fault(MeasureFault::NoBound))?;
            let to = Some(TypedTarget::Absolute { value, percent: false });
            Ok(TypedMeasure::Reach { from: None, to })
        }
        (measure, _) => Ok(measure),
    }
}

fn bound(value: f64, way: Option<Way>) -> Option<TypedMeasure> {
    Some(TypedMeasure::Keep(match way? {
        Way::Rise => Keep { at_least: Some(value), at_most: None },
        Way::Fall => Keep { at_least: None, at_most: Some(value) },
    }))
}
