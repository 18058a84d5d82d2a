//! The form for an initiative, with the intake questions: why, what value, which impact, and which key result it serves.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::{Names, draft, optional, person_draft, person_named};
use crate::domain::{Id, Initiative, InitiativeStage, Kind, Record};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{AreaField, Choice, SelectField, TextField, segments::Segments};
use crate::ui::workspace::use_workspace;

/// Create or edit an initiative; a new one serves `key_result` at first.
#[component]
pub fn InitiativeForm(key_result: Id, id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().initiatives.get(id).cloned()));
    let title = if known.is_some() { t().edit_initiative } else { t().new_initiative };
    let initiative =
        known.unwrap_or_else(|| Initiative { key_result: Some(key_result), ..Initiative::default() });
    let name = RwSignal::new(initiative.title.clone());
    let (why, value) = (draft(initiative.why.as_ref()), draft(initiative.value.as_ref()));
    let impact = draft(initiative.impact.as_ref());
    let serves = RwSignal::new(initiative.key_result.as_ref().map(Id::to_string).unwrap_or_default());
    let stage = initiative.stage.unwrap_or(InitiativeStage::Idea);
    let stage = RwSignal::new(say::initiative_stage_key(stage).to_string());
    let owner = workspace.peek(|plan| person_draft(plan, initiative.owner.as_ref()));
    let stages =
        say::INITIATIVE_STAGES.iter().map(|s| (say::initiative_stage_key(*s), say::initiative_stage(*s)));
    let stages = stages.collect::<Vec<_>>();
    let (people, key_results) = workspace.peek(|plan| {
        let records = plan.records();
        let key_results = records.objectives.iter().flat_map(|(o, objective)| {
            let of = plan.key_results_of(o).into_iter();
            of.map(|(k, kr)| Choice::new(k.as_str(), format!("{} › {}", objective.title, kr.title)))
                .collect::<Vec<_>>()
        });
        (records.people.values().map(|p| p.name.clone()).collect::<Vec<_>>(), key_results.collect::<Vec<_>>())
    });
    let read = move |commands: &mut Vec<_>| {
        let initiative = Initiative {
            title: name.get_untracked().trim().to_string(),
            key_result: Id::parse(&serves.get_untracked()),
            owner: workspace.peek(|plan| person_named(plan, owner, commands)),
            stage: say::INITIATIVE_STAGES
                .iter()
                .copied()
                .find(|s| say::initiative_stage_key(*s) == stage.get_untracked()),
            why: optional(why),
            value: optional(value),
            impact: optional(impact),
            ..initiative.clone()
        };
        Ok(Record::Initiative(initiative))
    };
    let saving = Saving::begin(workspace, Kind::Initiative, id, "i", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().initiative value=name required=true autofocus=true hint=t().initiative_hint />
            <Segments legend=t().stage value=stage choices=stages />
            <SelectField label=t().serves value=serves choices=key_results />
            <AreaField label=t().initiative_why value=why />
            <AreaField label=t().initiative_value value=value />
            <AreaField label=t().initiative_impact value=impact hint=t().initiative_impact_hint />
            <TextField label=t().owner value=owner list="people-names" />
            <Names id="people-names" names=people />
        </FormFrame>
    }
}
