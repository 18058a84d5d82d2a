//! The limits that the hints of the practice go by, and the days on which nothing is due.
//!
//! The articles disagree on the limits, so each is a setting of the plan; a field that is left empty means the usual one.

use leptos::{ev, prelude::*};

use crate::change::Command;
use crate::domain::{Date, Head, Level, Maintaining, Settings};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Choice, DateField, Inline, SelectField};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// More than anyone has.
const MOST: u32 = 10_000;

const MAINTAINING: [Maintaining; 3] = [Maintaining::Guards, Maintaining::Anywhere, Maintaining::Never];

fn maintaining_key(maintaining: Maintaining) -> &'static str {
    match maintaining {
        Maintaining::Never => "never",
        Maintaining::Guards => "guards",
        Maintaining::Anywhere => "anywhere",
    }
}

fn maintaining_word(maintaining: Maintaining) -> &'static str {
    match maintaining {
        Maintaining::Never => t().maintaining_never,
        Maintaining::Guards => t().maintaining_guards,
        Maintaining::Anywhere => t().maintaining_anywhere,
    }
}

/// A pair of limits among the settings.
#[derive(Clone, Copy)]
struct Pair {
    in_force: fn(&Settings) -> (u32, u32),
    set: fn(&mut Settings, Option<(u32, u32)>),
}

/// How many of what, and what is welcome.
#[component]
pub(super) fn Limits() -> impl IntoView {
    let workspace = use_workspace();
    let error = RwSignal::new(None::<String>);
    let objectives = Pair {
        in_force: Settings::objectives_per_team,
        set: |settings, to| settings.objectives_per_team = to,
    };
    let key_results = Pair {
        in_force: Settings::key_results_per_objective,
        set: |settings, to| settings.key_results_per_objective = to,
    };
    let kpis = said(workspace, |settings| settings.kpis_per_board.map(|n| n.to_string()).unwrap_or_default());
    let save_kpis = move |text: String| match read(&text) {
        Ok(most) => edit(workspace, error, |settings| settings.kpis_per_board = most),
        Err(why) => error.set(Some(why)),
    };
    let levels =
        say::LEVELS.iter().map(|level| Choice::new(say::level_key(*level), say::level(*level))).collect();
    let lowest = chosen(
        workspace,
        error,
        |s| say::level_key(s.lowest_level()),
        |settings, key| {
            let level = say::LEVELS.iter().copied().find(|level| say::level_key(*level) == key);
            settings.lowest_level = level.filter(|level| *level != Level::Person);
        },
    );
    let keeps = MAINTAINING.iter().map(|m| Choice::new(maintaining_key(*m), maintaining_word(*m))).collect();
    let maintaining = chosen(
        workspace,
        error,
        |s| maintaining_key(s.maintaining()),
        |settings, key| {
            let wanted = MAINTAINING.iter().copied().find(|m| maintaining_key(*m) == key);
            settings.maintaining = wanted.filter(|m| *m != Maintaining::Guards);
        },
    );
    view! {
        <section class="panel section">
            <h2>{t().limits}</h2>
            <p class="soft">{t().limits_hint}</p>
            <div class="row-fields">
                {ends(workspace, error, [t().objectives_fewest, t().objectives_most], objectives)}
            </div>
            <div class="row-fields">
                {ends(workspace, error, [t().key_results_fewest, t().key_results_most], key_results)}
            </div>
            <div class="row-fields">
                <Inline label=t().kpis_most said=kpis save=save_kpis placeholder=t().kpis_usual />
                <SelectField label=t().lowest_level value=lowest choices=levels />
                <SelectField label=t().maintaining value=maintaining choices=keeps />
            </div>
            <p class="error" role="alert">{move || error.get()}</p>
        </section>
    }
}

/// What the settings say, as a text that follows them.
fn said(workspace: Workspace, text: fn(&Settings) -> String) -> Signal<String> {
    let memo = Memo::new(move |_| workspace.read(&[Topic::Head], |plan| text(&plan.head().settings)));
    memo.into()
}

/// The fields for fewest and most.
fn ends(
    workspace: Workspace,
    error: RwSignal<Option<String>>,
    labels: [&'static str; 2],
    pair: Pair,
) -> AnyView {
    let field = |at: usize, label: &'static str| {
        let text = move || {
            workspace.read(&[Topic::Head], |plan| {
                let (fewest, most) = (pair.in_force)(&plan.head().settings);
                if at == 0 { fewest } else { most }.to_string()
            })
        };
        let save = move |text: String| {
            let (fewest, most) = workspace.peek(|plan| (pair.in_force)(&plan.head().settings));
            let to = match read(&text) {
                Err(why) => return error.set(Some(why)),
                Ok(None) => None,
                Ok(Some(n)) if at == 0 => Some((n, most)),
                Ok(Some(n)) => Some((fewest, n)),
            };
            if to.is_some_and(|(fewest, most)| fewest > most) {
                return error.set(Some(t().limits_crossed.to_string()));
            }
            edit(workspace, error, |settings| (pair.set)(settings, to));
        };
        view! { <Inline label=label said=Signal::derive(text) save=save /> }
    };
    labels.into_iter().enumerate().map(|(at, label)| field(at, label)).collect_view().into_any()
}

/// A choice among words that is saved as soon as it is made, and follows the settings.
fn chosen(
    workspace: Workspace,
    error: RwSignal<Option<String>>,
    get: fn(&Settings) -> &'static str,
    set: fn(&mut Settings, &str),
) -> RwSignal<String> {
    let value = RwSignal::new(workspace.peek(|plan| get(&plan.head().settings)).to_string());
    Effect::new(move |_| {
        let key = value.get();
        if workspace.peek(|plan| get(&plan.head().settings) != key) {
            edit(workspace, error, |settings| set(settings, &key));
        }
    });
    Effect::new(move |_| {
        value.set(workspace.read(&[Topic::Head], |plan| get(&plan.head().settings)).to_string());
    });
    value
}

/// A whole number as typed; nothing for nothing.
fn read(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|n| *n <= MOST);
    number.map(Some).ok_or_else(|| fill(t().not_a_count, &[text]))
}

fn edit(workspace: Workspace, error: RwSignal<Option<String>>, edit: impl FnOnce(&mut Settings)) {
    let mut settings = workspace.peek(|plan| plan.head().settings.clone());
    edit(&mut settings);
    let head = workspace.peek(|plan| Head { settings, ..plan.head().clone() });
    error.set(workspace.dispatch(t().plan_settings, Command::EditHead(head)).err());
}

/// Days off: nothing falls due on them.
#[component]
pub(super) fn ClosedDays() -> impl IntoView {
    let workspace = use_workspace();
    let error = RwSignal::new(None::<String>);
    let draft = RwSignal::new(String::new());
    let days = Memo::new(move |_| {
        workspace
            .read(&[Topic::Head], |plan| plan.head().settings.closed_days.iter().copied().collect::<Vec<_>>())
    });
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match Date::parse(&draft.get_untracked()) {
            Some(day) => {
                edit(workspace, error, |settings| {
                    settings.closed_days.insert(day);
                });
                draft.set(String::new());
            }
            None => error.set(Some(t().day_missing.to_string())),
        }
    };
    let item = move |day: Date| {
        let name = say::full_day(day);
        let label = fill(t().delete_named, &[&name]);
        let remove = move || {
            edit(workspace, error, |settings| {
                settings.closed_days.remove(&day);
            });
            if error.with_untracked(Option::is_none) {
                let text = fill(t().deleted, &[&say::full_day(day)]);
                workspace.notice.set(Some(Notice { text, undoable: true }));
            }
        };
        view! {
            <li>
                <span class="name">{name}</span>
                <button type="button" class="button small" aria-label=label on:click=handler(move |_| remove())>{t().delete}</button>
            </li>
        }
    };
    let list = move || match days.get() {
        none if none.is_empty() => view! { <p class="soft">{t().closed_days_hint}</p> },
        days => view! { <ul class="rows">{days.into_iter().map(item).collect_view()}</ul> },
    };
    view! {
        <section class="panel section">
            <h2>{t().closed_days}</h2>
            {live(list)}
            <form class="add" novalidate on:submit=handler(add)>
                <DateField label=t().closed_day value=draft />
                <button type="submit" class="button">{t().add}</button>
            </form>
            <p class="error" role="alert">{move || error.get()}</p>
        </section>
    }
}
