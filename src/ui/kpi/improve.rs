//! "Improve this": from a KPI to the draft of an objective, with a key result that the KPI feeds and a guard, in one step.

use leptos::prelude::*;

use crate::browser::{clock, page};
use crate::change::{Command, Guard, Improve};
use crate::domain::{Direction, Id, Kpi, Plan, Trigger};
use crate::progress::{concern, improvement};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::form::{FormFrame, number_draft, optional, parse_number, with_none};
use crate::ui::okrs::cycle_of_day;
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};
use crate::ui::widget::{AreaField, Choice, SelectField, TextField, segments::Segments};
use crate::ui::workspace::{Notice, use_workspace};

/// The button that opens the form; a past day has none.
#[component]
pub fn ImproveButton(id: Id, class: &'static str) -> impl IntoView {
    let workspace = use_workspace();
    let title = workspace.peek(|plan| plan.records().kpis.get(&id).map(|kpi| kpi.title.clone()));
    let label = fill(t().improve_named, &[&title.unwrap_or_default()]);
    view! {
        <button type="button" class=class aria-label=label
            on:click=handler(move |_| if !workspace.stays_as_it_was() { workspace.sheet.set(Some(Sheet::Improve(id.clone()))) })>{t().improve}</button>
    }
}

/// The form: what leads to it, the objective in words, from where to where, and what is held meanwhile.
#[component]
pub fn ImproveForm(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let known = workspace.peek(|plan| {
        let kpi = plan.records().kpis.get(&id)?.clone();
        let asks = concern(plan, &id, today).is_some();
        let why = if asks { chart::kpi_in_words(plan, &id, today).0 } else { String::new() };
        Some((
            kpi,
            improvement(plan, &id, today),
            guards(plan, &id),
            cycles(plan),
            cycle_of_day(plan, today),
            asks,
            why,
        ))
    });
    let Some((kpi, begins, guards, cycles, cycle, asks, why)) = known else { return ().into_any() };
    let trigger = RwSignal::new(if asks { DECLINE } else { STRENGTHEN }.to_string());
    let title = RwSignal::new(first_title(&kpi));
    let why = RwSignal::new(why);
    let (from, to) = (number_draft(begins.from), number_draft(begins.to));
    let first_guard = begins.guards.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let guard = RwSignal::new(first_guard);
    let open_cycle =
        cycles.iter().find(|c| cycle.as_ref().is_some_and(|id| id.as_str() == c.value)).or(cycles.first());
    let in_cycle = RwSignal::new(open_cycle.map(|c| c.value.clone()).unwrap_or_default());
    let (from_hint, to_hint) = (
        if begins.from.is_some() { t().improve_from_hint } else { t().improve_from_none },
        if begins.to.is_some() { t().improve_to_hint } else { t().improve_to_none },
    );
    let name = kpi.title.clone();
    let save = move || -> Result<(), String> {
        let cycle = Id::parse(&in_cycle.get_untracked()).ok_or_else(|| t().improve_no_cycle.to_string())?;
        let number = |label: &str, value: RwSignal<String>| {
            let typed = optional(value).ok_or_else(|| fill(t().improve_missing, &[label]))?;
            parse_number(label, &typed)
        };
        let held = begins.guards.iter().find(|(id, _)| id.as_str() == guard.get_untracked());
        let objective = clock::mint("o");
        let improve = Improve {
            kpi: id.clone(),
            trigger: trigger_of(&trigger.get_untracked()),
            cycle,
            objective: objective.clone(),
            title: title.get_untracked(),
            why: optional(why),
            key_result: clock::mint("k"),
            from: number(t().from, from)?,
            to: number(t().improve_to, to)?,
            guard: held.map(|(kpi, keep)| Guard {
                key_result: clock::mint("k"),
                kpi: kpi.clone(),
                keep: *keep,
            }),
        };
        let done = say::edited(t().improve_done, &improve.title);
        workspace.dispatch(done.clone(), Command::Improve(improve))?;
        workspace.notice.set(Some(Notice { text: done, undoable: true }));
        page::go(&Route::Objective(objective).to_string());
        Ok(())
    };
    let choices = vec![
        (STRENGTHEN, t().trigger_strengthen),
        (DECLINE, t().trigger_decline),
        (OUTSIDE, t().trigger_outside),
    ];
    let one_cycle = cycles.len() < 2;
    view! {
        <FormFrame title=fill(t().improve_named, &[&name]) save=save>
            <Segments legend=t().improve_trigger value=trigger choices=choices />
            <TextField label=t().objective_title value=title required=true autofocus=true hint=t().objective_title_hint />
            <AreaField label=t().why value=why />
            <div class="row-fields">
                <TextField label=labelled(t().from, &kpi) value=from numeric=true hint=from_hint />
                <TextField label=labelled(t().improve_to, &kpi) value=to numeric=true hint=to_hint />
            </div>
            <SelectField label=t().improve_guard value=guard choices=with_none(guards) hint=t().improve_guard_hint />
            {(!one_cycle).then(|| view! { <SelectField label=t().cycle value=in_cycle choices=cycles /> })}
        </FormFrame>
    }
}

const STRENGTHEN: &str = "strengthen";
const DECLINE: &str = "decline";
const OUTSIDE: &str = "outside";

fn trigger_of(key: &str) -> Trigger {
    match key {
        DECLINE => Trigger::Decline,
        OUTSIDE => Trigger::Outside,
        _ => Trigger::Strengthen,
    }
}

/// What led to an objective, in words; for one that was drafted from a KPI.
pub fn trigger_word(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Strengthen => t().trigger_strengthen,
        Trigger::Decline => t().trigger_decline,
        Trigger::Outside => t().trigger_outside,
    }
}

fn labelled(label: &str, kpi: &Kpi) -> String {
    kpi.unit.as_ref().map_or_else(|| label.to_string(), |unit| fill(t().label_unit, &[label, unit]))
}

/// Words to begin with, by the KPI's direction.
fn first_title(kpi: &Kpi) -> String {
    let pattern = match kpi.direction {
        Direction::Higher => t().improve_raise,
        Direction::Lower => t().improve_lower,
        Direction::Within | Direction::None => t().improve_settle,
    };
    fill(pattern, &[&inside_a_sentence(&kpi.title)])
}

/// A name as it stands within a sentence; one that begins with several capitals (NPS) stays.
fn inside_a_sentence(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => name.to_string(),
    }
}

/// The KPIs that can be held meanwhile, with what they are held at.
fn guards(plan: &Plan, id: &Id) -> Vec<Choice> {
    let today = clock::today();
    let rows = improvement(plan, id, today).guards.into_iter().filter_map(|(id, keep)| {
        let kpi = plan.records().kpis.get(&id)?;
        let held = say::keep(&keep, kpi.unit.as_deref());
        Some(Choice::new(id.as_str(), fill(t().named_value, &[&kpi.title, &held])))
    });
    rows.collect()
}

/// The cycles in which something can be drafted.
fn cycles(plan: &Plan) -> Vec<Choice> {
    let open = plan.records().cycles.iter().filter(|(_, cycle)| !cycle.is_closed());
    open.map(|(id, cycle)| Choice::new(id.as_str(), cycle.title.clone())).collect()
}
