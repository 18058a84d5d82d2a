//! The form for an objective.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::{Names, draft, optional, person_draft, person_named, team_draft, team_named, with_none};
use crate::domain::{Id, Kind, Objective, ObjectiveStage, Record};
use crate::ordered::Set;
use crate::ui::say;
use crate::ui::sheet::Spot;
use crate::ui::text::t;
use crate::ui::view::{handler, view};
use crate::ui::widget::{AreaField, Choice, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// Create or edit an objective.
#[component]
pub fn ObjectiveForm(
    cycle: Id,
    id: Option<Id>,
    /// The field that has the focus at first.
    spot: Spot,
) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().objectives.get(id).cloned()));
    let title = if known.is_some() { t().edit_objective } else { t().new_objective };
    let objective = known.unwrap_or_else(|| Objective::new("", cycle));
    let name = RwSignal::new(objective.title.clone());
    let (why, strategy) = (draft(objective.why.as_ref()), draft(objective.strategy.as_ref()));
    let (owner, team) = workspace.peek(|plan| {
        (person_draft(plan, objective.owner.as_ref()), team_draft(plan, objective.team.as_ref()))
    });
    let sponsor = workspace.peek(|plan| person_draft(plan, objective.sponsor.as_ref()));
    let ambition = RwSignal::new(objective.ambition.map(say::ambition_key).unwrap_or_default().to_string());
    let stage = RwSignal::new(say::objective_stage_key(objective.stage()).to_string());
    let supports = RwSignal::new(objective.supports.as_ref().map(Id::to_string).unwrap_or_default());
    let watch = RwSignal::new(objective.watch.clone());
    let in_cycle = RwSignal::new(objective.cycle.to_string());
    // Said or not said: a default that nobody chose would be ticked on the checklist.
    let ambitions = std::iter::once(Choice::new("", t().not_said_yet))
        .chain(say::AMBITIONS.iter().map(|a| Choice::new(say::ambition_key(*a), say::ambition(*a))))
        .collect();
    let stages = say::OBJECTIVE_STAGES
        .iter()
        .map(|s| Choice::new(say::objective_stage_key(*s), say::objective_stage(*s)))
        .collect();
    let kpis = workspace.peek(|plan| {
        let rows = plan.records().kpis.iter().map(|(id, kpi)| (id.clone(), kpi.title.clone()));
        rows.collect::<Vec<_>>()
    });
    let (people, teams, above, cycles) = workspace.peek(|plan| {
        let records = plan.records();
        let above =
            records.objectives.iter().filter(|(o, _)| Some(*o) != id.as_ref()).flat_map(|(o, objective)| {
                let key_results = plan.key_results_of(o).into_iter();
                let below =
                    key_results.map(|(k, kr)| Choice::new(k.as_str(), format!("\u{2003}{}", kr.title)));
                std::iter::once(Choice::new(o.as_str(), objective.title.clone()))
                    .chain(below)
                    .collect::<Vec<_>>()
            });
        (
            records.people.values().map(|p| p.name.clone()).collect::<Vec<_>>(),
            records.teams.values().map(|t| t.name.clone()).collect::<Vec<_>>(),
            with_none(above.collect::<Vec<_>>()),
            records.cycles.iter().map(|(c, cycle)| Choice::new(c.as_str(), cycle.title.clone())).collect(),
        )
    });
    let known_by: Vec<String> = workspace.peek(|plan| {
        let key_results = id.iter().flat_map(|id| plan.key_results_of(id));
        key_results.map(|(_, k)| k.title.clone()).collect()
    });
    let known = objective.clone();
    let read = move |commands: &mut Vec<_>| {
        let objective = workspace.peek(|plan| Objective {
            title: name.get_untracked().trim().to_string(),
            why: optional(why),
            strategy: optional(strategy),
            cycle: Id::parse(&in_cycle.get_untracked()).unwrap_or_else(|| known.cycle.clone()),
            owner: person_named(plan, owner, commands),
            sponsor: person_named(plan, sponsor, commands),
            team: team_named(plan, team, commands),
            ambition: say::AMBITIONS
                .iter()
                .copied()
                .find(|a| say::ambition_key(*a) == ambition.get_untracked()),
            stage: say::OBJECTIVE_STAGES
                .iter()
                .copied()
                .find(|s| say::objective_stage_key(*s) == stage.get_untracked()),
            supports: Id::parse(&supports.get_untracked()),
            watch: watch.get_untracked(),
            ..known.clone()
        });
        Ok(Record::Objective(objective))
    };
    let is_new = id.is_none();
    let saving = Saving::begin(workspace, Kind::Objective, id, "o", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    let as_draft = is_new.then(|| {
        let to_draft = move || stage.update(|stage| *stage = say::objective_stage_key(ObjectiveStage::Draft).to_string());
        view! {
            <button type="submit" class="button quiet start" on:click=handler(move |_| to_draft())>{t().save_as_draft}</button>
        }
    });
    view! {
        <FormFrame title=title save=save also=as_draft.into_any()>
            <section class="question">
                <h3>{t().where_to}</h3>
                <TextField label=t().objective_title value=name required=true autofocus={spot == Spot::Title} hint=t().objective_title_hint />
                <p class="small faint">{t().okr_broad}</p>
                <AreaField label=t().why value=why />
            </section>
            <section class="question">
                <h3>{t().how_we_know}</h3>
                {if known_by.is_empty() {
                    view! { <p class="hint small soft">{t().how_we_know_new}</p> }
                } else {
                    let rows = known_by.into_iter().map(|title| view! { <li class="wrap-anywhere"><bdi>{title}</bdi></li> });
                    view! { <ul class="small soft">{rows.collect_view()}</ul> }
                }}
            </section>
            <section class="question">
                <h3>{t().how_we_get_there}</h3>
                <AreaField label=t().strategy value=strategy hint=t().how_we_get_there_hint />
            </section>
            <div class="row-fields">
                <TextField label=t().team value=team list="team-names" />
                <TextField label=t().owner value=owner list="people-names" autofocus={spot == Spot::Owner} />
            </div>
            <div class="row-fields">
                <SelectField label=t().ambition value=ambition choices=ambitions hint=t().ambition_hint autofocus={spot == Spot::Ambition} />
                <SelectField label=t().stage value=stage choices=stages />
            </div>
            <p class="small faint">{t().okr_aggressive}</p>
            <div class="row-fields">
                <SelectField label=t().cycle value=in_cycle choices=cycles />
                <SelectField label=t().supports value=supports choices=above />
            </div>
            <TextField label=t().sponsor value=sponsor list="people-names" hint=t().sponsor_hint />
            {(!kpis.is_empty()).then(|| view! { <Watch kpis=kpis watch=watch /> })}
            <Names id="people-names" names=people />
            <Names id="team-names" names=teams />
        </FormFrame>
    }
}

/// Which KPIs stand beside the objective.
#[component]
fn Watch(kpis: Vec<(Id, String)>, watch: RwSignal<Set<Id>>) -> impl IntoView {
    let rows = kpis.into_iter().map(|(id, title)| {
        let ticked = watch.with_untracked(|watch| watch.contains(&id));
        let tick = move |event| {
            let on = event_target_checked(&event);
            watch.update(|watch| {
                if on { watch.insert(id.clone()) } else { watch.remove(&id) };
            });
        };
        view! { <li><label><input type="checkbox" checked=ticked on:change=tick />" "<bdi>{title}</bdi></label></li> }
    });
    view! {
        <details class="field">
            <summary>{t().watch}</summary>
            <ul class="milestones">{rows.collect_view()}</ul>
        </details>
    }
}
