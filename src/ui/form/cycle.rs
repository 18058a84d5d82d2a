//! The form for a cycle.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::date_or_none;
use crate::domain::{Cycle, CycleStage, Date, Every, Id, Kind, Record};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{Choice, DateField, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// The calendar quarter that a day falls in, as an active cycle.
pub fn quarter_of(day: Date) -> Cycle {
    let (from, to) = (day.period_start(Every::Quarter), day.period_end(Every::Quarter));
    let (year, month, _) = from.ymd();
    let title = format!("{year} Q{}", (month - 1) / 3 + 1);
    Cycle { stage: Some(CycleStage::Active), ..Cycle::new(&title, from, to) }
}

/// Create or edit a cycle. A new one proposes the quarter behind the last cycle.
#[component]
pub fn CycleForm(id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let cycle = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().cycles.get(id).cloned()));
    let title = if cycle.is_some() { t().edit_cycle } else { t().new_cycle };
    let cycle = cycle.unwrap_or_else(|| {
        let last = workspace.peek(|plan| plan.records().cycles.values().map(|c| c.to).max());
        let today = workspace.today.get_untracked();
        quarter_of(last.map_or(today, |last| last.plus_days(1).max(today.period_start(Every::Quarter))))
    });
    let name = RwSignal::new(cycle.title.clone());
    let from = RwSignal::new(cycle.from.to_string());
    let to = RwSignal::new(cycle.to.to_string());
    let stage = RwSignal::new(say::stage_key(cycle.stage.unwrap_or(CycleStage::Planning)).to_string());
    let stages =
        say::CYCLE_STAGES.iter().map(|s| Choice::new(say::stage_key(*s), say::cycle_stage(*s))).collect();
    let read = move |_: &mut Vec<_>| {
        let stage = say::CYCLE_STAGES.iter().copied().find(|s| say::stage_key(*s) == stage.get_untracked());
        let closed = match (stage, cycle.closed) {
            (Some(CycleStage::Closed), closed) => closed.or(Some(workspace.today.get_untracked())),
            _ => None,
        };
        Ok(Record::Cycle(Cycle {
            title: name.get_untracked().trim().to_string(),
            from: date_or_none(from).ok_or_else(|| t().day_missing.to_string())?,
            to: date_or_none(to).ok_or_else(|| t().day_missing.to_string())?,
            stage,
            closed,
            ..cycle.clone()
        }))
    };
    let saving = Saving::begin(workspace, Kind::Cycle, id, "y", read);
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().title value=name required=true autofocus=true />
            <div class="row-fields">
                <DateField label=t().first_day value=from required=true />
                <DateField label=t().last_day value=to required=true />
            </div>
            <SelectField label=t().stage value=stage choices=stages hint=t().stage_hint />
        </FormFrame>
    }
}
