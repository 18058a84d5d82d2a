//! The five-second check-in: value, confidence, note; a blocker where there is one.

use leptos::{ev, html, prelude::*};

use crate::browser::clock;
use crate::change::Command;
use crate::domain::{Blocker, CheckIn, Id, Measure};
use crate::ui::form::{Names, date_or_none, optional, parse_number, person_named};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};
use crate::ui::widget::{DateField, TextField, focus_first_input};
use crate::ui::workspace::use_workspace;

/// The form for one check-in on a key result; closes when it is sent or put away.
#[component]
pub(super) fn CheckInForm(id: Id, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let today = workspace.today.get_untracked();
    let facts = workspace.peek(|plan| {
        let key_result = plan.records().key_results.get(&id)?;
        let last = plan.check_ins_of(&id).next_back().map(|(_, c)| c.clone());
        let valueless =
            key_result.kpi.is_some() || matches!(key_result.measure_on(today), Some(Measure::Milestones(_)));
        Some((key_result.title.clone(), key_result.unit.clone(), valueless, last))
    });
    let Some((title, unit, valueless, last)) = facts else { return ().into_any() };
    let value = RwSignal::new(String::new());
    let on = RwSignal::new(today.to_string());
    let note = RwSignal::new(String::new());
    let confidence = RwSignal::new(None::<u8>);
    let (what, who, until) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let form = NodeRef::<html::Form>::new();
    focus_first_input(form);
    let label = match &unit {
        Some(unit) => fill(t().value_today_unit, &[unit]),
        None => t().value_today.to_string(),
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
            cleared: None,
        });
        let on = date_or_none(on).ok_or_else(|| t().day_missing.to_string())?;
        if on > today {
            return Err(t().day_ahead.to_string());
        }
        let check_in = CheckIn {
            at: Some(clock::now()),
            value: typed.map(|typed| parse_number(&value_label, &typed)).transpose()?,
            confidence: confidence.get_untracked(),
            note: optional(note),
            blocker,
            ..CheckIn::new(id.clone(), on)
        };
        commands.push(Command::RecordCheckIn { id: clock::mint("c"), check_in });
        workspace.dispatch_all(say::edited(t().check_in, &title), commands)
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match save() {
            Ok(()) => open.set(false),
            Err(why) => error.set(Some(why)),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
        }
    };
    let people =
        workspace.peek(|plan| plan.records().people.values().map(|p| p.name.clone()).collect::<Vec<_>>());
    view! {
        <form class="check-in" node_ref=form on:submit=handler(submit) on:keydown=handler(on_key) novalidate>
            <div class="grid">
                {(!valueless).then(|| view! { <TextField label=label value=value numeric=true /> })}
                <Confidence value=confidence />
                <DateField label=t().day value=on max=today.to_string() />
            </div>
            <div class="line">
                <TextField label=t().what_changed value=note />
                <div class="actions">
                    <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
                    <button type="submit" class="button primary">{t().check_in_now}</button>
                </div>
            </div>
            <details>
                <summary class="small soft">{t().add_blocker}</summary>
                <div class="row-fields">
                    <TextField label=t().blocker_what value=what />
                    <TextField label=t().blocker_who value=who list="blocker-names" />
                    <DateField label=t().blocker_until value=until />
                </div>
                <Names id="blocker-names" names=people />
            </details>
            {said.map(|said| view! { <p class="last">{said}</p> })}
            <p class="error" role="alert">{move || error.get()}</p>
        </form>
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

#[component]
fn Confidence(value: RwSignal<Option<u8>>) -> impl IntoView {
    let choices = (0..=10u8).map(move |n| {
        view! {
            <label class:below=move || value.get().is_some_and(|v| n < v)>
                <input type="radio" name="confidence" value=n.to_string() aria-label=n.to_string()
                    prop:checked=move || value.get() == Some(n)
                    on:change=handler(move |_| value.set(Some(n))) />
                <span aria-hidden="true">{n.to_string()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{t().confidence_question}</legend>
            <div class="confidence">{choices.collect_view()}</div>
        </fieldset>
    }
}
