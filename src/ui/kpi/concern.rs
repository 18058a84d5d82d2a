//! What asks for a KPI to be improved, in words, where it offers itself; and who improves it already.

use leptos::prelude::*;

use super::improve::ImproveButton;
use crate::change::Command;
use crate::domain::{Date, Id, Kind, Plan};
use crate::progress::{Concern, Episode, Rule, Side, concern, improved_by};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Workspace, use_workspace};

/// The offer on the place of a KPI; nothing where nothing asks for it, where it was put away, or on a past day.
#[component]
pub(super) fn Offer(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let asks = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(
            &[
                Topic::Record(Kind::Kpi, id.clone()),
                Topic::List(Kind::KeyResult),
                Topic::List(Kind::Objective),
                Topic::Head,
            ],
            |plan| {
                let concern = concern(plan, &id, day).filter(|concern| !concern.put_away(plan))?;
                let unhealthy = unhealthy_in_words(&concern).into_iter();
                let words = unhealthy.chain([t().offer_words.to_string()]).collect::<Vec<_>>().join(" ");
                improved_by(plan, &id, day).is_empty().then_some((words, concern))
            },
        )
    });
    live(move || {
        let (words, concern) = asks.get().filter(|_| workspace.as_of.get().is_none())?;
        let kpi = concern.kpi.clone();
        Some(view! {
            <section class="panel kpi-offer" aria-label=t().signal>
                <p>{words}</p>
                <div class="actions">
                    <ImproveButton id=kpi class="button small" />
                    <NotNow concern=concern />
                </div>
            </section>
        })
    })
}

/// Puts the offer away until another episode.
#[component]
pub fn NotNow(concern: Concern) -> impl IntoView {
    let workspace = use_workspace();
    let title = workspace.peek(|plan| plan.records().kpis.get(&concern.kpi).map(|kpi| kpi.title.clone()));
    let done = fill(t().offer_put_away, &[&title.unwrap_or_default()]);
    let label = fill(t().not_now_named, &[&done]);
    view! {
        <button type="button" class="button quiet small" aria-label=label
            on:click=handler(move |_| put_away(workspace, &concern, &done))>{t().not_now}</button>
    }
}

fn put_away(workspace: Workspace, concern: &Concern, done: &str) {
    let mut head = workspace.peek(|plan| plan.head().clone());
    for key in concern.keys() {
        head.dismissed.insert(key, t().not_now.to_string());
    }
    workspace.dispatch_with_undo(done.to_string(), Command::EditHead(head));
}

/// The objectives that improve a KPI, each a link; nothing where there are none.
#[component]
pub fn ImprovedBy(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let by = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::KeyResult), Topic::List(Kind::Objective)], |plan| {
            let mut by: Vec<(Id, String)> = Vec::new();
            for (objective, _) in improved_by(plan, &id, day) {
                let title = say::title_of(plan, &objective).unwrap_or_default();
                if !by.iter().any(|(known, _)| *known == objective) {
                    by.push((objective, title));
                }
            }
            by
        })
    });
    live(move || {
        let links = by.get().into_iter().map(|(objective, title)| {
            view! {
                " "<a href=Route::Objective(objective).to_string()><bdi>{title}</bdi></a>
            }
        });
        (!by.read().is_empty()).then(|| view! { <p class="improved sub"><span class="mark">{t().being_improved}</span>{links.collect_view()}</p> })
    })
}

/// What a concern says: the signal, then what misses the target.
pub fn concern_in_words(plan: &Plan, concern: &Concern) -> String {
    let signal = concern.signal.as_ref().map(|signal| signal_in_words(plan, &concern.kpi, signal));
    signal.into_iter().chain(unhealthy_in_words(concern)).collect::<Vec<_>>().join(" ")
}

fn unhealthy_in_words(concern: &Concern) -> Option<String> {
    let (first, count) = concern.unhealthy?;
    Some(fill(t().unhealthy_running, &[&count.to_string(), &say::day(first)]))
}

/// What a run of signals says: the rule that tells most.
pub fn signal_in_words(plan: &Plan, kpi: &Id, signal: &Episode) -> String {
    let above = signal.side == Side::Above;
    let since = say::day(signal.from);
    if let Some(from) = signal.process_changed {
        let words = if above { t().signal_eight_above } else { t().signal_eight_below };
        return fill(words, &[&count_between(plan, kpi, from, signal.to).to_string(), &say::day(from)]);
    }
    if signal.rules.contains(&Rule::ThreeOfFour) {
        return fill(if above { t().signal_three_above } else { t().signal_three_below }, &[&since]);
    }
    let (value, note) = value_and_note(plan, kpi, signal.to);
    let words = if signal.from == signal.to {
        fill(if above { t().signal_one_above } else { t().signal_one_below }, &[&value, &since])
    } else {
        let count = count_between(plan, kpi, signal.from, signal.to).to_string();
        fill(if above { t().signal_some_above } else { t().signal_some_below }, &[&count, &since])
    };
    match note {
        Some(note) => fill(t().signal_noted, &[&words, &note]),
        None => words,
    }
}

fn count_between(plan: &Plan, kpi: &Id, from: Date, to: Date) -> usize {
    plan.series_of(kpi).map_or(0, |series| series.len_on(to) - series.len_on(from.plus_days(-1)))
}

fn value_and_note(plan: &Plan, kpi: &Id, on: Date) -> (String, Option<String>) {
    let unit = plan.records().kpis.get(kpi).and_then(|kpi| kpi.unit.clone());
    let measured = plan.series_of(kpi).and_then(|series| series.get(on));
    let value = measured.as_ref().map(|m| say::with_unit(m.value, unit.as_deref()));
    (value.unwrap_or_default(), measured.and_then(|m| m.note))
}
