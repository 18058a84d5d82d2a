//! "The process changed here": a dated word that begins a new baseline. Offered after 8 values on one side; there for
//! whoever knows of a change before.

use leptos::{html, prelude::*};

use crate::change::Command;
use crate::domain::{Id, Kind};
use crate::progress::process_changed;
use crate::ui::form::{InPlaceForm, date_or_none, optional};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{DateField, TextField};
use crate::ui::workspace::{Notice, use_workspace};

/// The offer, or a quiet button; nothing on a past day or where nothing was measured.
#[component]
pub(super) fn ProcessChange(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let open = RwSignal::new(false);
    let asked = id.clone();
    let offered = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, asked.clone())], |plan| {
            let measured = plan.series_of(&asked).is_some_and(|series| series.len_on(day) > 0);
            let shift = process_changed(plan, &asked, day);
            measured.then(|| shift.and_then(|shift| shift.process_changed))
        })
    });
    live(move || {
        let shift = offered.get().filter(|_| workspace.as_of.get().is_none())?;
        let day = shift.unwrap_or_else(|| workspace.today.get_untracked());
        let is_offered = shift.is_some();
        let class = if is_offered { "button small" } else { "button quiet small" };
        let (id, button) = (id.clone(), NodeRef::<html::Button>::new());
        Some(view! {
            <div class="process-change" class:panel=is_offered>
                {shift.map(|since| view! { <p>{fill(t().shift_words, &[&say::day(since)])}</p> })}
                <button type="button" class=class node_ref=button aria-expanded=move || open.get().to_string()
                    on:click=handler(move |_| open.update(|open| *open = !*open))>{t().process_changed}</button>
                {live(move || open.get().then(|| view! { <ChangeForm id=id.clone() day=day.to_string() open=open /> }))}
            </div>
        })
    })
}

#[component]
fn ChangeForm(id: Id, day: String, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let title =
        workspace.peek(|plan| plan.records().kpis.get(&id).map(|kpi| kpi.title.clone())).unwrap_or_default();
    let (what, on) = (RwSignal::new(String::new()), RwSignal::new(day));
    let save = move || -> Result<(), String> {
        let day = date_or_none(on).ok_or_else(|| t().day_missing.to_string())?;
        if day > today {
            return Err(t().day_ahead.to_string());
        }
        let what = optional(what).ok_or_else(|| t().refused_reason_missing.to_string())?;
        let done = fill(t().process_changed_done, &[&title, &say::day(day)]);
        workspace.dispatch(done.clone(), Command::MarkChange { kpi: id.clone(), day, what: Some(what) })?;
        workspace.notice.set(Some(Notice { text: done, undoable: true }));
        Ok(())
    };
    view! {
        <InPlaceForm class="entry" open=open save=save>
            <div class="field wide"><TextField label=t().what_is_different value=what hint=t().what_is_different_hint /></div>
            <DateField label=t().different_from value=on max=today.to_string() />
            <button type="submit" class="button primary">{t().save}</button>
            <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
        </InPlaceForm>
    }
}
