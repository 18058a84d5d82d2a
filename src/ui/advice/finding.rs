//! One hint: where, why, which practice it rests on; dismissed with a word, brought back.

use leptos::prelude::*;

use super::words::{place, practice, reason, severity, sources};
use crate::advice::{Finding, Reason};
use crate::browser::page;
use crate::change::Command;
use crate::domain::Kind;
use crate::route::Route;
use crate::ui::form::InPlaceForm;
use crate::ui::okrs::LinkPicker;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::StatusBadge;
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// A hint that nobody dismissed.
#[component]
pub(super) fn Open(finding: Finding, placed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let dismissing = RwSignal::new(false);
    let (tone, word) = severity(finding.severity);
    let link = match (&finding.reason, finding.record()) {
        (Reason::Unaligned, Some((Kind::Objective, id))) => {
            let id = id.clone();
            Some(view! { <LinkPicker objective=id /> })
        }
        _ => None,
    };
    let said = workspace.peek(|plan| reason(plan, &finding.reason));
    let label = fill(t().dismiss_named, &[&said]);
    let shown = workspace.peek(|plan| what(plan, &finding, placed));
    view! {
        <li class="finding">
            <StatusBadge tone=tone word=word />
            <div class="said-by">{shown}</div>
            <div class="actions">
                {link}
                <button type="button" class="button quiet small" aria-label=label aria-expanded=move || dismissing.get().to_string()
                    on:click=handler(move |_| dismissing.update(|on| *on = !*on))>{t().dismiss}</button>
            </div>
            {live(move || dismissing.get().then(|| {
                let finding = finding.clone();
                view! { <Dismissal finding=finding open=dismissing /> }
            }))}
        </li>
    }
}

/// Place (where it is not where the hint is read), reason, practice and what the articles say.
fn what(plan: &crate::domain::Plan, finding: &Finding, placed: bool) -> AnyView {
    let place = place(plan, finding).filter(|_| placed).map(|(word, title, to)| {
        let title = match to {
            Some(to) => view! { <a href=to.to_string()><bdi>{title}</bdi></a> },
            None => view! { <bdi>{title}</bdi> },
        };
        view! { <span class="sub">{word}" "{title}</span> }
    });
    let sources = sources(finding.practice);
    view! {
        {place}
        <p>{reason(plan, &finding.reason)}</p>
        <p class="sub">{practice(finding.practice)}{sources.map(|sources| view! { ". "{sources} })}</p>
    }
}

/// Asks for the word.
#[component]
fn Dismissal(finding: Finding, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let (word, everywhere) = (RwSignal::new(String::new()), RwSignal::new(false));
    let save = move || -> Result<(), String> {
        let given = word.get_untracked().trim().to_string();
        if given.is_empty() {
            return Err(t().refused_reason_missing.to_string());
        }
        let key = if everywhere.get_untracked() { finding.practice.id().to_string() } else { finding.key() };
        let said = workspace.peek(|plan| reason(plan, &finding.reason));
        let done = fill(t().hint_dismissed, &[&said]);
        dismiss(workspace, done, &key, Some(given))?;
        page::focus(".advice > summary");
        Ok(())
    };
    view! {
        <InPlaceForm class="dismissal" open=open save=save>
            <input class="input" type="text" autocomplete="off" aria-label=t().your_word placeholder=t().your_word
                on:input=handler(move |event| word.set(event_target_value(&event))) />
            <label class="small"><input type="checkbox" on:change=handler(move |event| everywhere.set(event_target_checked(&event))) />" "{t().everywhere}</label>
            <button type="submit" class="button small">{t().dismiss_hint}</button>
        </InPlaceForm>
    }
}

/// Writes the word of a dismissal, or takes it away, as one step.
fn dismiss(workspace: Workspace, done: String, key: &str, word: Option<String>) -> Result<(), String> {
    let mut head = workspace.peek(|plan| plan.head().clone());
    match word {
        Some(word) => head.dismissed.insert(key.to_string(), word),
        None => head.dismissed.remove(key),
    };
    workspace.dispatch(done.clone(), Command::EditHead(head))?;
    workspace.notice.set(Some(Notice { text: done, undoable: true }));
    Ok(())
}

/// A hint that was dismissed, with the word it was dismissed with.
#[component]
pub(super) fn Dismissed(finding: Finding, placed: bool) -> impl IntoView {
    let workspace = use_workspace();
    let shown = workspace.peek(|plan| what(plan, &finding, placed));
    let said = workspace.peek(|plan| reason(plan, &finding.reason));
    let label = fill(t().bring_back_named, &[&said]);
    let word = finding.dismissed.clone().unwrap_or_default();
    let back = move || {
        let own = workspace.peek(|plan| plan.head().dismissed.contains_key(&finding.key()));
        let key = if own { finding.key() } else { finding.practice.id().to_string() };
        let done = fill(t().hint_back, &[&said]);
        if let Err(why) = dismiss(workspace, done, &key, None) {
            workspace.notice.set(Some(Notice { text: why, undoable: false }));
        } else {
            page::focus(".advice > summary");
        }
    };
    view! {
        <li class="finding">
            <div class="said-by">{shown}<p class="word"><q><bdi>{word}</bdi></q></p></div>
            <div class="actions">
                <button type="button" class="button quiet small" aria-label=label on:click=handler(move |_| back())>{t().bring_back}</button>
            </div>
        </li>
    }
}

/// Where a record is looked at.
pub(super) fn place_of(plan: &crate::domain::Plan, kind: Kind, id: &crate::domain::Id) -> Option<Route> {
    let records = plan.records();
    match kind {
        Kind::Objective => Some(Route::Objective(id.clone())),
        Kind::KeyResult => records.key_results.get(id).map(|k| Route::Objective(k.objective.clone())),
        Kind::Kpi => Some(Route::Kpi(id.clone())),
        Kind::Cycle => Some(Route::Okrs(Some(id.clone()))),
        Kind::Team => Some(Route::Plan),
        _ => None,
    }
}
