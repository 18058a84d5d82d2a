//! One field of the column: the value of a KPI on the day, kept as soon as the field is left.

use leptos::{ev, prelude::*};

use crate::change::Command;
use crate::domain::{Date, Id, Kind, Measurement};
use crate::progress::kpi_status;
use crate::route::Route;
use crate::ui::form::parse_number;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Workspace, use_workspace};

/// What became of the last value that was typed.
#[derive(Clone, PartialEq)]
enum Said {
    Nothing,
    Kept(String),
    Refused(String),
}

/// What a field works on.
#[derive(Clone, Copy)]
struct Typing {
    workspace: Workspace,
    kpi: StoredValue<Id>,
    day: Memo<Result<Date, &'static str>>,
    /// What stands in the field.
    draft: RwSignal<String>,
    /// What stood there when it was last the same as in the plan.
    known: RwSignal<String>,
    said: RwSignal<Said>,
}

impl Typing {
    /// The value of the day in the plan, as it is typed.
    fn in_plan(self) -> String {
        let Ok(day) = self.day.get() else { return String::new() };
        self.kpi.with_value(|id| {
            self.workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| {
                let there = plan.series_of(id).and_then(|series| series.get(day));
                there.map(|there| say::plain_number(there.value)).unwrap_or_default()
            })
        })
    }

    /// Follows the plan, and the day, unless something else was typed.
    fn follow(self, value: String) {
        let untouched = self.draft.with_untracked(|draft| self.known.with_untracked(|known| draft == known));
        if self.known.with_untracked(|known| *known == value) {
            return;
        }
        self.known.set(value.clone());
        if untouched {
            self.draft.set(value);
            self.said.set(Said::Nothing);
        }
    }

    /// Keeps what was typed; says why where that can't be. Without a change nothing happens.
    fn keep(self) {
        // The place may be gone by the time its field is left.
        let (Some(typed), Some(known)) = (self.draft.try_get_untracked(), self.known.try_get_untracked())
        else {
            return;
        };
        let typed = typed.trim().to_string();
        if typed == known {
            return;
        }
        let said = match self.send(&typed) {
            Ok((value, said)) => {
                self.known.set(value.clone());
                self.draft.set(value);
                Said::Kept(said)
            }
            Err(why) => Said::Refused(why),
        };
        self.said.set(said);
    }

    /// The value as the field shows it from now on, and what is said of it.
    fn send(self, typed: &str) -> Result<(String, String), String> {
        let day = self.day.get_untracked().map_err(str::to_string)?;
        let id = self.kpi.get_value();
        let (title, unit, there) = self.workspace.peek(|plan| {
            let kpi = plan.records().kpis.get(&id);
            let there = plan.series_of(&id).and_then(|series| series.get(day));
            kpi.map(|kpi| (kpi.title.clone(), kpi.unit.clone(), there)).unwrap_or_default()
        });
        let send = |label: &str, measurement| {
            let command = Command::RecordMeasurement { kpi: id.clone(), day, measurement };
            self.workspace.dispatch(say::edited(label, &title), command)
        };
        let in_words = |value: f64| say::with_unit(value, unit.as_deref());
        if typed.is_empty() {
            send(t().value_taken_away, None)?;
            let before = there.map(|there| in_words(there.value)).unwrap_or_default();
            return Ok((String::new(), fill(t().took_away, &[&before])));
        }
        let value = parse_number(&title, typed)?;
        // The note of a day stays with it; the field says nothing of notes.
        let note = there.as_ref().and_then(|there| there.note.clone());
        send(t().new_measurement, Some(Measurement { value, note }))?;
        let said = match there.filter(|there| there.value != value) {
            Some(there) => fill(t().kept_instead, &[&in_words(value), &in_words(there.value)]),
            None => fill(t().kept_value, &[&in_words(value)]),
        };
        Ok((say::plain_number(value), said))
    }

    /// As it is in the plan again.
    fn restore(self) {
        self.draft.set(self.known.get_untracked());
        self.said.set(Said::Nothing);
    }
}

/// A row of the column.
#[component]
pub(super) fn ValueField(id: Id, day: Memo<Result<Date, &'static str>>) -> impl IntoView {
    let workspace = use_workspace();
    let text = || RwSignal::new(String::new());
    let (kpi, said) = (StoredValue::new(id.clone()), RwSignal::new(Said::Nothing));
    let typing = Typing { workspace, kpi, day, draft: text(), known: text(), said };
    let in_plan = Memo::new(move |_| typing.in_plan());
    let first = in_plan.get_untracked();
    typing.draft.set(first.clone());
    typing.known.set(first);
    Effect::new(move |_| typing.follow(in_plan.get()));
    // Whoever leaves the place by a key never left the field.
    on_cleanup(move || typing.keep());
    let error = ["refused-", id.as_str()].concat();
    let (of_error, of_row, link) = (error.clone(), id.clone(), Route::Kpi(id.clone()).to_string());
    let row = Memo::new(move |_| {
        workspace.read(&[Topic::Record(Kind::Kpi, of_row.clone())], |plan| {
            let kpi = plan.records().kpis.get(&of_row)?;
            let today = workspace.today.get();
            let last = kpi_status(plan, &of_row, today).last.map(|(on, value)| {
                fill(
                    t().last_value_ago,
                    &[&say::with_unit(value, kpi.unit.as_deref()), &say::days_ago(today.days_since(on))],
                )
            });
            let last = last.unwrap_or_else(|| t().never_measured.to_string());
            Some((kpi.title.clone(), kpi.unit.clone(), [last, say::every(kpi.every).to_string()].join(" · ")))
        })
    });
    let what = move || {
        row.get().map(|(title, _, last)| {
            view! { <a href=link.clone()><bdi>{title}</bdi></a><span class="sub">{last}</span> }
        })
    };
    let label = move || row.get().map(|(title, ..)| fill(t().value_of_kpi, &[&title]));
    let unit = move || row.get().and_then(|(_, unit, _)| unit);
    let refused = move || match typing.said.get() {
        Said::Refused(why) => Some(why),
        _ => None,
    };
    let kept = move || match typing.said.get() {
        Said::Kept(said) => Some(said),
        _ => None,
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            typing.restore();
        }
    };
    view! {
        <li>
            <div class="what">{live(what)}</div>
            <input class="input number" type="text" inputmode="decimal" autocomplete="off" enterkeyhint="next"
                disabled=move || day.get().is_err()
                aria-label=label aria-describedby=of_error aria-invalid=move || refused().map(|_| "true")
                prop:value=move || typing.draft.get()
                on:input=handler(move |event| typing.draft.set(event_target_value(&event)))
                on:keydown=handler(on_key) on:focusout=handler(move |_| typing.keep()) />
            <span class="unit">{unit}</span>
            <span class="kept-value small" role="status">{kept}</span>
            <p class="error" role="alert" id=error>{refused}</p>
        </li>
    }
}
