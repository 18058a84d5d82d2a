//! What is measured, how often, which way is better, and whose it is.

use leptos::prelude::*;

use crate::change::Command;
use crate::domain::{Aggregate, Direction, Every, Kpi, Plan};
use crate::ui::form::words::{draft, optional, person_draft, person_named, team_draft, team_named};
use crate::ui::kpi::words::{AGGREGATES, aggregate, choices, of_key};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{Choice, SelectField, TextField};

/// The drafts of this part.
#[derive(Clone, Copy)]
pub(super) struct What {
    pub title: RwSignal<String>,
    pub unit: RwSignal<String>,
    direction: RwSignal<String>,
    rhythm: RwSignal<String>,
    joins: RwSignal<String>,
    team: RwSignal<String>,
    owner: RwSignal<String>,
}

impl What {
    pub fn of(plan: &Plan, kpi: &Kpi) -> What {
        let joins = aggregate(kpi.aggregate.unwrap_or(Aggregate::Last)).0;
        What {
            title: RwSignal::new(kpi.title.clone()),
            unit: draft(kpi.unit.as_ref()),
            direction: RwSignal::new(say::direction_key(kpi.direction).to_string()),
            rhythm: RwSignal::new(say::every_key(kpi.every).to_string()),
            joins: RwSignal::new(joins.to_string()),
            team: team_draft(plan, kpi.team.as_ref()),
            owner: person_draft(plan, kpi.owner.as_ref()),
        }
    }

    /// Which way is better, as chosen.
    pub fn direction(self) -> Direction {
        let key = self.direction.get();
        say::DIRECTIONS.iter().copied().find(|d| say::direction_key(*d) == key).unwrap_or(Direction::Higher)
    }

    pub fn read(self, plan: &Plan, kpi: &mut Kpi, commands: &mut Vec<Command>) {
        kpi.title = self.title.get_untracked().trim().to_string();
        kpi.unit = optional(self.unit);
        kpi.direction = untrack(|| self.direction());
        let rhythm = self.rhythm.get_untracked();
        kpi.every = Every::ALL.into_iter().find(|e| say::every_key(*e) == rhythm).unwrap_or(Every::Week);
        let joins = of_key(&AGGREGATES, aggregate, &self.joins.get_untracked());
        // "Last" goes without saying: what was not said stays unsaid.
        if joins.unwrap_or(Aggregate::Last) != kpi.aggregate.unwrap_or(Aggregate::Last) {
            kpi.aggregate = joins;
        }
        kpi.owner = person_named(plan, self.owner, commands);
        kpi.team = team_named(plan, self.team, commands);
    }

    pub fn fields(self) -> AnyView {
        let directions =
            say::DIRECTIONS.iter().map(|d| Choice::new(say::direction_key(*d), say::direction(*d))).collect();
        let rhythms = Every::ALL.iter().map(|e| Choice::new(say::every_key(*e), say::every(*e))).collect();
        let joins = choices(&AGGREGATES, aggregate).collect();
        view! {
            <TextField label=t().kpi_title value=self.title required=true autofocus=true hint=t().kpi_narrow />
            <div class="row-fields">
                <TextField label=t().unit value=self.unit hint=t().unit_hint />
                <SelectField label=t().direction value=self.direction choices=directions />
            </div>
            <div class="row-fields">
                <SelectField label=t().measured value=self.rhythm choices=rhythms />
                <SelectField label=t().joins value=self.joins choices=joins />
            </div>
            <div class="row-fields">
                <TextField label=t().team value=self.team list="team-names" />
                <TextField label=t().owner value=self.owner list="people-names" />
            </div>
        }
    }
}
