//! The form for a KPI: what it measures, its target, its context, and more for those who want it.

mod about;
mod context;
mod factors;
mod target;
mod what;

use leptos::prelude::*;

use self::about::About;
use self::context::Context;
use self::target::TargetDraft;
use self::what::What;
use super::frame::FormFrame;
use super::saving::Saving;
use super::words::{Names, date_draft, date_or_none};
use crate::change::{Redefined, log_change, redefined};
use crate::domain::{Direction, Every, Id, Kind, Kpi, Record};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::DateField;
use crate::ui::workspace::use_workspace;

/// Create or edit a KPI.
#[component]
pub fn KpiForm(id: Option<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().kpis.get(id).cloned()));
    let title = if known.is_some() { t().edit_kpi } else { t().new_kpi };
    let kpi = known.unwrap_or_else(|| Kpi::new("", Direction::Higher, Every::Week));
    let today = workspace.today.get_untracked();
    let what = workspace.peek(|plan| What::of(plan, &kpi));
    let target = TargetDraft::of(&kpi, today);
    let context = Context::of(&kpi);
    let about = About::of(&kpi);
    let review = date_draft(kpi.review);
    // Only worded better: what was measured means the same.
    let reworded = RwSignal::new(false);
    let (people, teams) = workspace.peek(|plan| {
        let records = plan.records();
        let people: Vec<_> = records.people.values().map(|p| p.name.clone()).collect();
        (people, records.teams.values().map(|t| t.name.clone()).collect::<Vec<_>>())
    });
    let other = {
        let (id, kpi) = (id.clone(), kpi.clone());
        move || {
            let mut kpi = kpi.clone();
            (kpi.unit, kpi.definition) = (Some(what.unit.get()), Some(context.definition.get()));
            id.as_ref().map(|id| workspace.peek(|plan| redefined(plan, id, &kpi))).unwrap_or_default()
        }
    };
    let logged = other.clone();
    let read = move |commands: &mut Vec<_>| {
        let mut kpi = kpi.clone();
        workspace.peek(|plan| what.read(plan, &mut kpi, commands));
        kpi.targets = target.read(&kpi, today)?;
        context.read(&mut kpi);
        about.read(&mut kpi)?;
        kpi.review = date_or_none(review);
        if !reworded.get_untracked() {
            untrack(&logged).iter().for_each(|change| log_change(&mut kpi, today, &said(change)));
        }
        Ok(Record::Kpi(kpi))
    };
    let saving = Saving::begin(workspace, Kind::Kpi, id, "m", read);
    let save = move || saving.save(say::edited(title, &what.title.get_untracked()));
    let redefines = Memo::new(move |_| !other().is_empty());
    let begins_anew = move || {
        redefines.get().then(|| {
            view! {
                <div class="note small" role="status">
                    <p>{t().begins_anew}</p>
                    <label><input type="checkbox" prop:checked=move || reworded.get()
                        on:change=handler(move |event| reworded.set(event_target_checked(&event))) />" "{t().only_reworded}</label>
                </div>
            }
        })
    };
    view! {
        <FormFrame title=title save=save>
            <section class="question"><h3>{t().kpi_what}</h3>{what.fields()}</section>
            <section class="question"><h3>{t().target}</h3>{target.fields(what)}</section>
            <section class="question"><h3>{t().context}</h3>{context.fields()}</section>
            {live(begins_anew)}
            <DateField label=t().next_review value=review />
            {about.fields()}
            <Names id="people-names" names=people />
            <Names id="team-names" names=teams />
        </FormFrame>
    }
}

/// How a change of what is measured is logged.
fn said(change: &Redefined) -> String {
    match change {
        Redefined::Definition => t().changed_definition.to_string(),
        Redefined::Unit { from, to } if to.is_empty() => fill(t().changed_unit_gone, &[from]),
        Redefined::Unit { from, to } => fill(t().changed_unit, &[from, to]),
    }
}
