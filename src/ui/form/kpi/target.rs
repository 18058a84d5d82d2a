//! The target in force, or the next one where the last has ended.

use leptos::prelude::*;

use super::what::What;
use crate::domain::{Date, Direction, Goal, Kpi, Target};
use crate::ordered::Map;
use crate::ui::form::words::{date_draft, date_or_none, number_draft, number_or_none};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{live, view};
use crate::ui::widget::{DateField, TextField};

/// The drafts of one target.
#[derive(Clone, Copy)]
pub(super) struct TargetDraft {
    value: RwSignal<String>,
    at_most: RwSignal<String>,
    tolerance: RwSignal<String>,
    since: RwSignal<String>,
    until: RwSignal<String>,
    /// The first day of the target that is shown…
    shown: Option<Date>,
    /// …or the last day of the one that has ended and is not.
    ended: Option<Date>,
}

impl TargetDraft {
    pub fn of(kpi: &Kpi, today: Date) -> TargetDraft {
        let ended = kpi.ended_target(today).and_then(|(_, target)| target.until);
        // What has ended is history: the next one begins with nothing.
        let known = kpi.targets.range(..=today).next_back().or_else(|| kpi.targets.iter().next());
        let known = known.filter(|_| ended.is_none());
        let (value, at_most) = match known.map(|(_, t)| t.goal) {
            Some(Goal::Value(value)) => (Some(value), None),
            Some(Goal::Range { at_least, at_most }) => (Some(at_least), Some(at_most)),
            None => (None, None),
        };
        TargetDraft {
            value: number_draft(value),
            at_most: number_draft(at_most),
            tolerance: number_draft(known.and_then(|(_, t)| t.tolerance)),
            since: RwSignal::new(known.map_or(today, |(day, _)| *day).to_string()),
            until: date_draft(known.and_then(|(_, t)| t.until)),
            shown: known.map(|(day, _)| *day),
            ended,
        }
    }

    /// The targets with this one among them: a new first day makes a new step, the same day edits the one there.
    pub fn read(self, kpi: &Kpi, today: Date) -> Result<Map<Date, Target>, String> {
        if kpi.direction == Direction::None {
            return Ok(Map::new());
        }
        let mut targets = kpi.targets.clone();
        let low = number_or_none(t().target, self.value)?;
        let high = number_or_none(t().at_most, self.at_most)?;
        let goal = match (kpi.direction, low, high) {
            (Direction::Within, Some(at_least), Some(at_most)) => Some(Goal::Range { at_least, at_most }),
            (Direction::Within, None, None) => None,
            (Direction::Within, ..) => return Err(t().range_needs_both.to_string()),
            (_, value, _) => value.map(Goal::Value),
        };
        let since = date_or_none(self.since).unwrap_or(today);
        match (goal, self.shown) {
            (Some(goal), _) => {
                let tolerance = number_or_none(t().tolerance, self.tolerance)?;
                targets.insert(since, Target { goal, tolerance, until: date_or_none(self.until) });
            }
            (None, Some(shown)) => {
                targets.remove(&shown);
            }
            (None, None) => {}
        }
        Ok(targets)
    }

    pub fn fields(self, what: What) -> AnyView {
        let ended = self.ended.map(|day| fill(t().target_ended_next, &[&say::full_day(day)]));
        let fields = move || match what.direction() {
            Direction::None => view! { <p class="small soft">{t().no_direction_hint}</p> },
            direction => {
                let within = direction == Direction::Within;
                let first = if within { t().at_least } else { t().target };
                view! {
                    <div class="row-fields">
                        <TextField label=first value=self.value numeric=true />
                        {within.then(|| view! { <TextField label=t().at_most value=self.at_most numeric=true /> })}
                        <TextField label=t().tolerance value=self.tolerance numeric=true />
                    </div>
                    <div class="row-fields">
                        <DateField label=t().target_since value=self.since />
                        <DateField label=t().target_until value=self.until />
                    </div>
                    <p class="small soft">{t().target_hint}</p>
                }
            }
        };
        view! {
            {ended.map(|words| view! { <p class="note small">{words}</p> })}
            {live(fields)}
            <p class="small faint">{t().kpi_obtainable}</p>
        }
    }
}
