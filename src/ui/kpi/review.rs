//! The review of a KPI: is it still worth measuring? Keep, change or retire, with a word; the next one has its day. A
//! retired KPI can be brought back.

use leptos::{ev, prelude::*};

use crate::change::Command;
use crate::domain::{Date, Every, Id, Kind, Kpi, KpiReview, Outcome, Record};
use crate::ui::form::{date_or_none, optional};
use crate::ui::kpi::words;
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::segments::Segments;
use crate::ui::widget::{DateField, TextField};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// When its next review is, the way to hold it, and the way back for one that is retired.
#[component]
pub(super) fn Review(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let holding = RwSignal::new(false);
    live(move || {
        let day = workspace.day();
        let kpi = workspace
            .read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| plan.records().kpis.get(&id).cloned())?;
        let is_past = workspace.as_of.get().is_some();
        if let Some(retired) = kpi.retired.filter(|_| kpi.retired_on(day)) {
            return Some(view! { <Retired id=id.clone() on=retired title=kpi.title is_past=is_past /> });
        }
        let due = kpi.review_due(day);
        let words = match kpi.review {
            Some(on) if due => fill(t().review_was_due, &[&say::full_day(on)]),
            Some(on) => fill(t().review_on, &[&say::full_day(on)]),
            None => t().review_not_set.to_string(),
        };
        let ended = kpi.ended_target(day).and_then(|(_, target)| target.until);
        let ended = ended.map(|on| {
            let edit = id.clone();
            view! {
                <div class="asks">
                    <p>{fill(t().target_ended_asks, &[&say::full_day(on)])}</p>
                    {(!is_past).then(|| view! {
                        <button type="button" class="button small" on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Kpi(Some(edit.clone())))))>{t().next_target}</button>
                    })}
                </div>
            }
        });
        let held = id.clone();
        Some(view! {
            <section class="panel kpi-review" aria-label=t().kpi_review>
                {ended}
                <div class="asks" class:due=due>
                    <p>{words}</p>
                    {(!is_past).then(|| view! {
                        <button type="button" class="button small" aria-expanded=move || holding.get().to_string()
                            on:click=handler(move |_| holding.update(|on| *on = !*on))>{t().review_now}</button>
                    })}
                </div>
                {live(move || holding.get().then(|| view! { <Hold id=held.clone() kpi=kpi.clone() open=holding /> }))}
            </section>
        })
    })
}

/// The way back.
#[component]
fn Retired(id: Id, on: Date, title: String, is_past: bool) -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <section class="panel kpi-review" aria-label=t().kpi_review>
            <div class="asks">
                <p>{fill(t().retired_since, &[&say::full_day(on)])}</p>
                {(!is_past).then(|| view! {
                    <button type="button" class="button small" on:click=handler(move |_| bring_back(workspace, &id, &title))>{t().bring_back}</button>
                })}
            </div>
        </section>
    }
}

/// Puts a retired KPI on the board again.
pub fn bring_back(workspace: Workspace, id: &Id, title: &str) {
    let Some(kpi) = workspace.peek(|plan| plan.records().kpis.get(id).cloned()) else { return };
    let record = Record::Kpi(Kpi { retired: None, ..kpi });
    workspace
        .dispatch_with_undo(say::edited(t().brought_back, title), Command::Edit { id: id.clone(), record });
}

/// The review itself.
#[component]
fn Hold(id: Id, kpi: Kpi, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let chosen = RwSignal::new(words::outcome(Outcome::Keep).0.to_string());
    let (why, next) =
        (RwSignal::new(String::new()), RwSignal::new(today.plus_every(Every::Quarter).to_string()));
    let error = RwSignal::new(None::<String>);
    let retires = Memo::new(move |_| chosen.get() == words::outcome(Outcome::Retire).0);
    let title = kpi.title.clone();
    let save = move || -> Result<Outcome, String> {
        let outcome =
            words::of_key(&Outcome::ALL, words::outcome, &chosen.get_untracked()).unwrap_or(Outcome::Keep);
        let mut kpi = workspace.peek(|plan| plan.records().kpis.get(&id).cloned()).ok_or(t().not_made)?;
        kpi.note_review(today, KpiReview { outcome, why: optional(why) }, date_or_none(next));
        let label = [t().kpi_review, words::outcome(outcome).1].join(" · ");
        let text = say::edited(&label, &title);
        workspace.dispatch(text.clone(), Command::Edit { id: id.clone(), record: Record::Kpi(kpi) })?;
        workspace.notice.set(Some(Notice { text, undoable: true }));
        if outcome == Outcome::Change {
            workspace.sheet.set(Some(Sheet::Kpi(Some(id.clone()))));
        }
        Ok(outcome)
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match save() {
            Ok(_) => open.set(false),
            Err(why) => error.set(Some(why)),
        }
    };
    let choices = Outcome::ALL.map(words::outcome).to_vec();
    let hint = move || match retires.get() {
        true => t().outcome_retire_hint,
        false if chosen.get() == words::outcome(Outcome::Change).0 => t().outcome_change_hint,
        false => t().outcome_keep_hint,
    };
    view! {
        <form class="stack" on:submit=handler(submit) novalidate>
            <Segments legend=t().review_asks value=chosen choices=choices />
            <p class="small soft" aria-live="polite">{live(hint)}</p>
            <TextField label=t().review_why value=why />
            {live(move || (!retires.get()).then(|| view! { <DateField label=t().next_review value=next /> }))}
            <p class="error" role="alert">{move || error.get()}</p>
            <div class="actions">
                <button type="submit" class="button primary">{t().save}</button>
                <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
            </div>
        </form>
    }
}
