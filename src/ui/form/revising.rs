//! A measure that is changed in the middle of a cycle: another one comes into force today, with its reason, and the one
//! before stays in the history and on the chart.

use crate::domain::{Date, Id, KeyResult, Measure, Milestone, Revision};
use crate::ordered::Map;

/// What a form began with.
#[derive(Clone)]
pub(super) struct Revising {
    /// The measure in force on the day, and the day it came into force; `None` = the first one.
    before: Option<(Option<Date>, Measure)>,
    today: Date,
    /// Nothing is in motion yet: what is changed was never a target.
    freely: bool,
}

impl Revising {
    /// The measure of a key result as a form finds it.
    pub fn of(key_result: &KeyResult, today: Date, freely: bool) -> Revising {
        let revised = key_result.revisions.range(..=today).next_back();
        let before = match revised {
            Some((day, revision)) => Some((Some(*day), revision.measure.clone())),
            None => key_result.measure.clone().map(|measure| (None, measure)),
        };
        Revising { before, today, freely }
    }

    /// The measure that the form shows.
    pub fn before(&self) -> Option<&Measure> {
        self.before.as_ref().map(|(_, measure)| measure)
    }

    /// Whether what is typed asks for something else than before, so that a reason is due. Another title of a milestone
    /// is no other measure.
    pub fn is_revised_by(&self, typed: Option<&Measure>) -> bool {
        !self.freely && self.before().zip(typed).is_some_and(|(before, typed)| !is_same(before, typed))
    }

    /// The first measure and the revisions with what was typed in its place.
    pub fn with(
        &self,
        key_result: &KeyResult,
        typed: Option<Measure>,
        why: Option<String>,
    ) -> (Option<Measure>, Map<Date, Revision>) {
        let (first, mut revisions) = (key_result.measure.clone(), key_result.revisions.clone());
        match (typed, self.before.as_ref().and_then(|(day, _)| *day)) {
            (Some(typed), _) if self.is_revised_by(Some(&typed)) => {
                revisions.insert(self.today, Revision { measure: typed, why });
                (first, revisions)
            }
            (Some(typed), Some(day)) => {
                if let Some(revision) = revisions.get_mut(&day) {
                    revision.measure = typed;
                }
                (first, revisions)
            }
            // Where nothing is typed, whether it may be without a measure is the command's to say.
            (typed, _) => (typed, revisions),
        }
    }
}

/// Whether two measures ask for the same.
fn is_same(one: &Measure, other: &Measure) -> bool {
    match (one, other) {
        (Measure::Milestones(one), Measure::Milestones(other)) => {
            let weights = |steps: &Map<Id, Milestone>| {
                steps.iter().map(|(id, step)| (id.clone(), step.weight())).collect::<Vec<_>>()
            };
            weights(one) == weights(other)
        }
        (one, other) => one == other,
    }
}
