//! Entering one measurement: value, day, note.

use leptos::prelude::*;

use crate::change::Command;
use crate::domain::{Id, Measurement};
use crate::ui::form::{InPlaceForm, date_or_none, optional, parse_number};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{DateField, TextField};
use crate::ui::workspace::{Notice, use_workspace};

/// A line of inputs; Enter saves, Escape puts it away. A day that is measured already is replaced, and says so.
#[component]
pub fn MeasurementForm(id: Id, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let known =
        workspace.peek(|plan| plan.records().kpis.get(&id).map(|k| (k.title.clone(), k.unit.clone())));
    let Some((title, unit)) = known else { return ().into_any() };
    let (value, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let on = RwSignal::new(today.to_string());
    let label = match &unit {
        Some(unit) => fill(t().value_unit, &[unit]),
        None => t().value.to_string(),
    };
    let value_label = label.clone();
    let of_hint = id.clone();
    let replaces = move || {
        let day = date_or_none(RwSignal::new(on.get()))?;
        let there = workspace.peek(|plan| plan.series_of(&of_hint).and_then(|s| s.get(day)))?;
        Some(fill(t().replaces, &[&say::with_unit(there.value, unit.as_deref())]))
    };
    let save = move || -> Result<(), String> {
        let typed = optional(value).ok_or_else(|| t().refused_value_missing.to_string())?;
        let day = date_or_none(on).ok_or_else(|| t().day_missing.to_string())?;
        if day > today {
            return Err(t().day_ahead.to_string());
        }
        let measurement = Measurement { value: parse_number(&value_label, &typed)?, note: optional(note) };
        let command = Command::RecordMeasurement { kpi: id.clone(), day, measurement: Some(measurement) };
        workspace.dispatch(say::edited(t().new_measurement, &title), command)?;
        workspace.notice.set(Some(Notice { text: say::edited(t().entered, &title), undoable: true }));
        Ok(())
    };
    view! {
        <InPlaceForm class="entry" open=open save=save>
            <TextField label=label value=value numeric=true />
            <DateField label=t().day value=on max=today.to_string() />
            <div class="field wide"><TextField label=t().note value=note /></div>
            <button type="submit" class="button primary">{t().save}</button>
            <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
            <p class="small soft" aria-live="polite">{live(replaces)}</p>
        </InPlaceForm>
    }
}
