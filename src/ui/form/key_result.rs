//! The form for a key result.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::measure::{MeasureDraft, MeasureFields};
use super::saving::Saving;
use super::words::{Names, date_draft, date_or_none, draft, number_draft, number_or_none, optional};
use super::words::{person_draft, person_named, with_none};
use crate::domain::{Every, Id, KeyResult, Kind, Record};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{Choice, DateField, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// Create or edit a key result.
#[component]
pub fn KeyResultForm(objective: Id, id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().key_results.get(id).cloned()));
    let title = if known.is_some() { t().edit_key_result } else { t().new_key_result };
    let key_result = known.unwrap_or_else(|| KeyResult::new("", objective, None));
    let name = RwSignal::new(key_result.title.clone());
    let unit = draft(key_result.unit.as_ref());
    let measure = MeasureDraft::of(&key_result);
    let owner = workspace.peek(|plan| person_draft(plan, key_result.owner.as_ref()));
    let weight = number_draft(key_result.weight);
    let (from, to) = (date_draft(key_result.from), date_draft(key_result.to));
    let rhythm =
        RwSignal::new(key_result.check_in_every.map(|e| say::every_key(e).to_string()).unwrap_or_default());
    let kpi = RwSignal::new(key_result.kpi.as_ref().map(Id::to_string).unwrap_or_default());
    let rhythms = with_none(
        Every::ALL.iter().map(|e| Choice::new(say::every_key(*e), say::every(*e))).collect::<Vec<_>>(),
    );
    let (people, kpis) = workspace.peek(|plan| {
        let kpis = plan.records().kpis.iter().map(|(id, k)| Choice::new(id.as_str(), k.title.clone()));
        (
            plan.records().people.values().map(|p| p.name.clone()).collect::<Vec<_>>(),
            with_none(kpis.collect::<Vec<_>>()),
        )
    });
    let has_more = key_result.weight.is_some()
        || key_result.from.is_some()
        || key_result.to.is_some()
        || key_result.kpi.is_some()
        || key_result.check_in_every.is_some();
    let read = move |commands: &mut Vec<_>| {
        let (read, typed) = measure.read(unit)?;
        let key_result = KeyResult {
            title: name.get_untracked().trim().to_string(),
            unit: optional(unit),
            measure: read,
            typed: typed.or_else(|| key_result.typed.clone()),
            owner: workspace.peek(|plan| person_named(plan, owner, commands)),
            weight: number_or_none(t().weight, weight)?,
            from: date_or_none(from),
            to: date_or_none(to),
            check_in_every: Every::ALL.iter().copied().find(|e| say::every_key(*e) == rhythm.get_untracked()),
            kpi: Id::parse(&kpi.get_untracked()),
            ..key_result.clone()
        };
        Ok(Record::KeyResult(key_result))
    };
    let saving = Saving::begin(workspace, Kind::KeyResult, id, "k", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().key_result_title value=name required=true autofocus=true hint=t().key_result_title_hint />
            <MeasureFields draft=measure unit=unit />
            <TextField label=t().owner value=owner list="people-names" />
            <details open=has_more>
                <summary>{t().more_fields}</summary>
                <div class="body">
                    <SelectField label=t().fed_by_kpi value=kpi choices=kpis hint=t().fed_by_kpi_hint />
                    <div class="row-fields">
                        <TextField label=t().weight value=weight numeric=true hint=t().weight_hint />
                        <SelectField label=t().check_in_rhythm value=rhythm choices=rhythms hint=t().rhythm_hint />
                    </div>
                    <div class="row-fields">
                        <DateField label=t().own_first_day value=from hint=t().own_days_hint />
                        <DateField label=t().own_last_day value=to />
                    </div>
                </div>
            </details>
            <Names id="people-names" names=people />
        </FormFrame>
    }
}
