//! The form for a cycle.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::saving::Saving;
use super::words::{Names, date_draft, date_or_none, person_draft, person_named};
use crate::domain::{Cycle, CycleStage, Date, Every, Id, Kind, Record};
use crate::ui::say;
use crate::ui::text::t;
use crate::ui::view::{handler, live, view};
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
    // Closing is a step of its own, with what the team found.
    let open = say::CYCLE_STAGES.iter().filter(|s| **s != CycleStage::Closed || cycle.is_closed());
    let stages = open.map(|s| Choice::new(say::stage_key(*s), say::cycle_stage(*s))).collect();
    let dates = Dates::of(&cycle);
    let facilitator = workspace.peek(|plan| person_draft(plan, cycle.facilitator.as_ref()));
    let read = move |commands: &mut Vec<_>| {
        let stage = say::CYCLE_STAGES.iter().copied().find(|s| say::stage_key(*s) == stage.get_untracked());
        Ok(Record::Cycle(Cycle {
            title: name.get_untracked().trim().to_string(),
            from: date_or_none(from).ok_or_else(|| t().day_missing.to_string())?,
            to: date_or_none(to).ok_or_else(|| t().day_missing.to_string())?,
            stage,
            setting: date_or_none(dates.setting),
            reviews: dates.reviews.get_untracked().into_iter().filter_map(date_or_none).collect(),
            adjustment: date_or_none(dates.adjustment),
            closing: date_or_none(dates.closing),
            facilitator: workspace.peek(|plan| person_named(plan, facilitator, commands)),
            ..cycle.clone()
        }))
    };
    let saving = Saving::begin(workspace, Kind::Cycle, id, "y", read);
    let names =
        workspace.peek(|plan| plan.records().people.values().map(|p| p.name.clone()).collect::<Vec<_>>());
    let save = move || saving.save(say::edited(title, &name.get_untracked()));
    view! {
        <FormFrame title=title save=save>
            <TextField label=t().title value=name required=true autofocus=true />
            <div class="row-fields">
                <DateField label=t().first_day value=from required=true />
                <DateField label=t().last_day value=to required=true />
            </div>
            <SelectField label=t().stage value=stage choices=stages hint=t().closed_in_review />
            {dates.fields()}
            <TextField label=t().facilitator value=facilitator hint=t().facilitator_hint list="people" />
            <Names id="people" names=names />
        </FormFrame>
    }
}

/// The set dates of a cycle as drafts.
#[derive(Clone, Copy)]
struct Dates {
    setting: RwSignal<String>,
    reviews: RwSignal<Vec<RwSignal<String>>>,
    adjustment: RwSignal<String>,
    closing: RwSignal<String>,
}

impl Dates {
    fn of(cycle: &Cycle) -> Dates {
        let reviews = cycle.reviews.iter().map(|day| date_draft(Some(*day)));
        let some = reviews.chain(cycle.reviews.is_empty().then(|| date_draft(None)));
        Dates {
            setting: date_draft(cycle.setting),
            reviews: RwSignal::new(some.collect()),
            adjustment: date_draft(cycle.adjustment),
            closing: date_draft(cycle.closing),
        }
    }

    fn fields(self) -> AnyView {
        let review = |day| view! { <DateField label=t().review_day value=day hint=t().review_days_hint /> };
        // One that is added joins those that are there; nothing typed is made anew.
        let reviews = live(move || self.reviews.get().into_iter().map(review).collect_view());
        view! {
            <div class="row-fields">
                <DateField label=t().setting_day value=self.setting hint=t().setting_day_hint />
                <DateField label=t().adjustment_day value=self.adjustment hint=t().adjustment_day_hint />
                <DateField label=t().closing_planned value=self.closing hint=t().closing_planned_hint />
            </div>
            <div class="row-fields">{reviews}</div>
            <button type="button" class="button small start" on:click=handler(move |_| {
                self.reviews.update(|days| days.push(date_draft(None)));
            })>{t().another_review}</button>
        }
    }
}
