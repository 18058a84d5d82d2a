//! The five-second check-in: value, confidence, note; a blocker where there is one. The same form corrects one that was
//! made; what it said before stays with it as a trace.

use leptos::prelude::*;

use crate::browser::clock;
use crate::change::Command;
use crate::domain::{Blocker, CheckIn, Id, Measure};
use crate::ui::form::{
    InPlaceForm, Names, date_draft, date_or_none, draft, number_draft, optional, parse_number, person_draft,
    person_named,
};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};
use crate::ui::widget::{Confidence, DateField, TextField};
use crate::ui::workspace::use_workspace;

/// The form for one check-in on a key result; closes when it is sent or put away.
#[component]
pub fn CheckInForm(
    id: Id,
    open: RwSignal<bool>,
    /// The check-in that is corrected, instead of a new one.
    #[prop(optional)]
    corrects: Option<Id>,
) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let facts = workspace.peek(|plan| {
        let key_result = plan.records().key_results.get(&id)?;
        let before = corrects.as_ref().and_then(|it| plan.records().check_ins.get(it)).cloned();
        let last = plan.check_ins_of(&id).next_back().map(|(_, c)| c.clone()).filter(|_| before.is_none());
        let valueless =
            key_result.kpi.is_some() || matches!(key_result.measure_on(today), Some(Measure::Milestones(_)));
        Some((key_result.title.clone(), key_result.unit.clone(), valueless, last, before))
    });
    let Some((title, unit, valueless, last, before)) = facts else { return ().into_any() };
    let correcting = before.is_some();
    let began = before.unwrap_or_else(|| CheckIn { by: workspace.me(), ..CheckIn::new(id.clone(), today) });
    let blocked = began.blocker.as_ref();
    let value = number_draft(began.value);
    let on = date_draft(Some(began.on));
    let note = draft(began.note.as_ref());
    let confidence = RwSignal::new(began.confidence);
    let what = draft(blocked.map(|blocker| &blocker.what));
    let who = workspace.peek(|plan| person_draft(plan, blocked.and_then(|blocker| blocker.who.as_ref())));
    let until = date_draft(blocked.and_then(|blocker| blocker.until));
    let is_blocked = blocked.is_some();
    let why = RwSignal::new(String::new());
    let label = match (&unit, correcting) {
        (Some(unit), true) => fill(t().value_unit, &[unit]),
        (None, true) => t().value.to_string(),
        (Some(unit), false) => fill(t().value_today_unit, &[unit]),
        (None, false) => t().value_today.to_string(),
    };
    let said = last.map(|last| said_of(&last, unit.as_deref()));
    let value_label = label.clone();
    let save = move || -> Result<(), String> {
        let typed = optional(value);
        let mut commands = Vec::new();
        let blocker = optional(what).map(|what| Blocker {
            what,
            who: workspace.peek(|plan| person_named(plan, who, &mut commands)),
            until: date_or_none(until),
            cleared: began.blocker.as_ref().and_then(|blocker| blocker.cleared),
        });
        let on = date_or_none(on).ok_or_else(|| t().day_missing.to_string())?;
        if on > today {
            return Err(t().day_ahead.to_string());
        }
        let check_in = CheckIn {
            on,
            at: Some(clock::now()),
            value: typed.map(|typed| parse_number(&value_label, &typed)).transpose()?,
            confidence: confidence.get_untracked(),
            note: optional(note),
            blocker,
            ..began.clone()
        };
        let Some(corrected) = corrects.clone() else {
            commands.push(Command::RecordCheckIn { id: clock::mint("c"), check_in });
            return workspace.dispatch_all(say::edited(t().check_in, &title), commands);
        };
        let (correction, at, why) = (clock::mint("x"), Some(clock::now()), optional(why));
        commands.push(Command::CorrectCheckIn { id: corrected, correction, at, now: check_in, why });
        workspace.dispatch_all(say::edited(t().correction, &title), commands)
    };
    let send = if correcting { t().correct } else { t().check_in_now };
    let names = if correcting { "blocker-names-corrected" } else { "blocker-names" };
    let people =
        workspace.peek(|plan| plan.records().people.values().map(|p| p.name.clone()).collect::<Vec<_>>());
    view! {
        <InPlaceForm class="check-in" open=open save=save>
            <div class="grid">
                {(!valueless).then(|| view! { <TextField label=label value=value numeric=true /> })}
                <Confidence legend=t().confidence_question value=confidence />
                <DateField label=t().day value=on max=today.to_string() />
            </div>
            <div class="line">
                <TextField label=t().what_changed value=note />
                <div class="actions">
                    <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
                    <button type="submit" class="button primary">{send}</button>
                </div>
            </div>
            {correcting.then(|| view! { <TextField label=t().correction_why value=why hint=t().correction_hint /> })}
            <details open=is_blocked>
                <summary class="small soft">{t().add_blocker}</summary>
                <div class="row-fields">
                    <TextField label=t().blocker_what value=what />
                    <TextField label=t().blocker_who value=who list=names />
                    <DateField label=t().blocker_until value=until />
                </div>
                <Names id=names names=people />
            </details>
            {said.map(|said| view! { <p class="last">{said}</p> })}
        </InPlaceForm>
    }
}

/// "Last: 37.5 min on 18 May, confidence 5, “Second desk on Mondays”".
fn said_of(last: &CheckIn, unit: Option<&str>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let on = say::day(last.on);
    match last.value {
        Some(value) => parts.push(fill(t().last_value_on, &[&say::with_unit(value, unit), &on])),
        None => parts.push(fill(t().last_on, &[&on])),
    }
    if let Some(confidence) = last.confidence {
        parts.push(format!("{} {confidence}", t().confidence.to_lowercase()));
    }
    if let Some(note) = &last.note {
        parts.push(format!("“{note}”"));
    }
    parts.join(", ")
}
