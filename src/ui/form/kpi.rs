//! The form for a KPI: what it measures, its target, and its context.

use crate::ordered::Map;

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::{Names, date_draft, date_or_none, draft, number_draft, number_or_none, optional};
use super::words::{person_draft, person_named, team_draft, team_named};
use crate::domain::{Date, Direction, Every, Goal, Id, Kind, Kpi, Record, Target};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::{live, view};
use crate::ui::widget::{AreaField, Choice, DateField, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// The drafts of one target.
#[derive(Clone, Copy)]
struct TargetDraft {
    value: RwSignal<String>,
    at_most: RwSignal<String>,
    tolerance: RwSignal<String>,
    since: RwSignal<String>,
    until: RwSignal<String>,
}

impl TargetDraft {
    fn of(kpi: &Kpi, today: Date) -> TargetDraft {
        let known = kpi.targets.range(..=today).next_back().or_else(|| kpi.targets.iter().next());
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
        }
    }

    /// The targets with this one among them: a new first day makes a new step, the same day edits the one there.
    fn read(self, kpi: &Kpi, direction: Direction, today: Date) -> Result<Map<Date, Target>, String> {
        if direction == Direction::None {
            return Ok(Map::new());
        }
        let mut targets = kpi.targets.clone();
        let shown =
            targets.range(..=today).next_back().or_else(|| targets.iter().next()).map(|(day, _)| *day);
        let low = number_or_none(t().target, self.value)?;
        let high = number_or_none(t().at_most, self.at_most)?;
        let goal = match (direction, low, high) {
            (Direction::Within, Some(at_least), Some(at_most)) => Some(Goal::Range { at_least, at_most }),
            (Direction::Within, None, None) => None,
            (Direction::Within, ..) => return Err(t().range_needs_both.to_string()),
            (_, value, _) => value.map(Goal::Value),
        };
        let since = date_or_none(self.since).unwrap_or(today);
        match goal {
            Some(goal) => {
                let tolerance = number_or_none(t().tolerance, self.tolerance)?;
                targets.insert(since, Target { goal, tolerance, until: date_or_none(self.until) });
            }
            None => {
                if let Some(shown) = shown {
                    targets.remove(&shown);
                }
            }
        }
        Ok(targets)
    }
}

/// Create or edit a KPI.
#[component]
pub fn KpiForm(id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().kpis.get(id).cloned()));
    let title = if known.is_some() { t().edit_kpi } else { t().new_kpi };
    let kpi = known.unwrap_or_else(|| Kpi::new("", Direction::Higher, Every::Week));
    let today = workspace.today.get_untracked();
    let name = RwSignal::new(kpi.title.clone());
    let unit = draft(kpi.unit.as_ref());
    let direction = RwSignal::new(say::direction_key(kpi.direction).to_string());
    let rhythm = RwSignal::new(say::every_key(kpi.every).to_string());
    let target = TargetDraft::of(&kpi, today);
    let (owner, team) =
        workspace.peek(|plan| (person_draft(plan, kpi.owner.as_ref()), team_draft(plan, kpi.team.as_ref())));
    let definition = draft(kpi.definition.as_ref());
    let reason = draft(kpi.reason.as_ref());
    let source = draft(kpi.source.as_ref());
    let relevance = draft(kpi.relevance.as_ref());
    let review = date_draft(kpi.review);
    let directions =
        say::DIRECTIONS.iter().map(|d| Choice::new(say::direction_key(*d), say::direction(*d))).collect();
    let rhythms = Every::ALL.iter().map(|e| Choice::new(say::every_key(*e), say::every(*e))).collect();
    let (people, teams) = workspace.peek(|plan| {
        let records = plan.records();
        let people: Vec<_> = records.people.values().map(|p| p.name.clone()).collect();
        (people, records.teams.values().map(|t| t.name.clone()).collect::<Vec<_>>())
    });
    let chosen = move || {
        let key = direction.get();
        say::DIRECTIONS.iter().copied().find(|d| say::direction_key(*d) == key).unwrap_or(Direction::Higher)
    };
    let read = move |commands: &mut Vec<_>| {
        let direction = untrack(chosen);
        let kpi = Kpi {
            title: name.get_untracked().trim().to_string(),
            unit: optional(unit),
            direction,
            every: Every::ALL
                .iter()
                .copied()
                .find(|e| say::every_key(*e) == rhythm.get_untracked())
                .unwrap_or(Every::Week),
            targets: target.read(&kpi, direction, today)?,
            owner: workspace.peek(|plan| person_named(plan, owner, commands)),
            team: workspace.peek(|plan| team_named(plan, team, commands)),
            definition: optional(definition),
            reason: optional(reason),
            source: optional(source),
            relevance: optional(relevance),
            review: date_or_none(review),
            ..kpi.clone()
        };
        Ok(Record::Kpi(kpi))
    };
    let saving = Saving::begin(workspace, Kind::Kpi, id, "m", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    let target_fields = move || match chosen() {
        Direction::None => view! { <p class="small soft">{t().no_direction_hint}</p> },
        direction => {
            let within = direction == Direction::Within;
            let first = if within { t().at_least } else { t().target };
            view! {
                <div class="row-fields">
                    <TextField label=first value=target.value numeric=true />
                    {within.then(|| view! { <TextField label=t().at_most value=target.at_most numeric=true /> })}
                    <TextField label=t().tolerance value=target.tolerance numeric=true />
                </div>
                <div class="row-fields">
                    <DateField label=t().target_since value=target.since />
                    <DateField label=t().target_until value=target.until />
                </div>
                <p class="small soft">{t().target_hint}</p>
            }
        }
    };
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().kpi_title value=name required=true autofocus=true hint=t().kpi_narrow />
            <div class="row-fields">
                <TextField label=t().unit value=unit hint=t().unit_hint />
                <SelectField label=t().direction value=direction choices=directions />
                <SelectField label=t().measured value=rhythm choices=rhythms />
            </div>
            <div class="stack">{live(target_fields)}<p class="small faint">{t().kpi_obtainable}</p></div>
            <div class="row-fields">
                <TextField label=t().team value=team list="team-names" />
                <TextField label=t().owner value=owner list="people-names" />
            </div>
            <AreaField label=t().definition value=definition />
            <AreaField label=t().reason value=reason />
            <div class="row-fields">
                <TextField label=t().source value=source />
                <TextField label=t().relevance value=relevance />
            </div>
            <DateField label=t().next_review value=review />
            <Names id="people-names" names=people />
            <Names id="team-names" names=teams />
        </FormFrame>
    }
}
