//! The round: everything that is due, one after another. A check-in that is sent leads to the next one.

use leptos::{ev, prelude::*};

use crate::browser::page;
use crate::domain::{Id, Plan};
use crate::ordered::{Set as Ids, sort_by};
use crate::progress::{Due, DueReport, Whose, round_of};
use crate::route::Route;
use crate::ui::chart;
use crate::ui::objective::CheckInForm;
use crate::ui::okrs::row;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::widget::{Canvas, Choice, StatusBadge};
use crate::ui::workspace::use_workspace;

/// What is due for whom, and which of it is being dealt with.
#[derive(Clone, Copy)]
struct Desk {
    /// What is due, in the order of the round.
    due: Memo<Vec<Due>>,
    /// The one a person went to.
    chosen: RwSignal<Option<Id>>,
    /// Those that were put off, until the place is left.
    skipped: RwSignal<Ids<Id>>,
    /// A past day is looked at.
    is_past: Memo<bool>,
}

impl Desk {
    fn key_results(self) -> Vec<Id> {
        let due = self.due.get();
        let of = due.into_iter().filter_map(|due| match due.report {
            DueReport::CheckIn(id) => Some(id),
            DueReport::Measurement(_) => None,
        });
        of.collect()
    }

    /// The key result whose form is open: the one that was chosen, else the first that was not put off. On a past day
    /// there is nothing to fill in.
    fn open(self) -> Option<Id> {
        if self.is_past.get() {
            return None;
        }
        let all = self.key_results();
        let chosen = self.chosen.get().filter(|id| all.contains(id));
        let skipped = self.skipped.get();
        chosen.or_else(|| all.into_iter().find(|id| !skipped.contains(id)))
    }

    /// Goes by so many rows from the one that is open.
    fn go(self, by: isize) {
        let all = untrack(|| self.key_results());
        let at = untrack(|| self.open()).and_then(|id| all.iter().position(|it| *it == id));
        let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|to| all.get(to).cloned());
        if to.is_some() {
            self.chosen.set(to);
        }
    }

    /// Puts one off, where it is still due.
    fn skip(self, id: &Id) {
        let all = untrack(|| self.key_results());
        let Some(at) = all.iter().position(|it| it == id) else { return };
        self.skipped.update(|skipped| {
            skipped.insert(id.clone());
        });
        self.chosen.set(all.get(at + 1).cloned());
    }

    fn skip_open(self) {
        if let Some(id) = untrack(|| self.open()) {
            self.skip(&id);
        }
    }
}

/// What is due, with the form of one of them open.
#[component]
pub(super) fn Round() -> impl IntoView {
    let workspace = use_workspace();
    let whose = RwSignal::new(String::new());
    let due = Memo::new(move |_| {
        let day = workspace.day();
        let whose = whose.get();
        workspace.read(&[Topic::Reports], |plan| round_of(plan, asked(plan, Id::parse(&whose).as_ref()), day))
    });
    let is_past = Memo::new(move |_| workspace.as_of.get().is_some());
    let desk = Desk { due, chosen: RwSignal::new(None), skipped: RwSignal::new(Ids::new()), is_past };
    let count = move || due.with(Vec::len);
    let on_key = move |event: ev::KeyboardEvent| {
        let typing = event_target_is_text(&event);
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && page::letters();
        match event.key().as_str() {
            "ArrowDown" if typing => desk.go(1),
            "ArrowUp" if typing => desk.go(-1),
            "s" | "S" if !typing && plain => desk.skip_open(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <section class="round" on:keydown=handler(on_key)>
            <header>
                <h2>{move || if is_past.get() { t().due_then } else { t().due_heading }}" "<span class="count">{count}</span></h2>
                <p class="small soft keys"><kbd>"↵"</kbd>" "{t().key_check_in}" "<kbd>"↓"</kbd>" "{t().key_next}</p>
                <WhoseChoice whose=whose />
            </header>
            {live(move || (count() == 0).then(|| view! {
                <div class="panel empty"><h3>{t().nothing_due}</h3><p>{t().nothing_due_hint}</p></div>
            }))}
            <ul class="panel due">
                {each(move || due.with(|due| due.iter().map(|due| id_of(due).clone()).collect()), move |id| row_of(desk, id))}
            </ul>
        </section>
    }
}

fn id_of(due: &Due) -> &Id {
    match &due.report {
        DueReport::CheckIn(id) | DueReport::Measurement(id) => id,
    }
}

fn row_of(desk: Desk, id: Id) -> AnyView {
    let due = desk.due.with_untracked(|due| due.iter().find(|due| *id_of(due) == id).cloned());
    match due {
        Some(Due { report: DueReport::CheckIn(id), .. }) => {
            view! { <CheckInDue id=id desk=desk /> }
        }
        Some(Due { report: DueReport::Measurement(id), overdue, .. }) => {
            view! { <MeasurementDue id=id overdue=overdue /> }
        }
        None => ().into_any(),
    }
}

/// Whose reports are asked for, by the id of a person or a team.
fn asked<'a>(plan: &Plan, id: Option<&'a Id>) -> Whose<'a> {
    match id {
        Some(id) if plan.records().people.contains_key(id) => Whose::Person(id),
        Some(id) if plan.records().teams.contains_key(id) => Whose::Team(id),
        _ => Whose::All,
    }
}

fn event_target_is_text(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_some_and(|input| input.type_() == "text")
}

#[component]
fn WhoseChoice(whose: RwSignal<String>) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let choices = workspace.read(&[Topic::Reports], |plan| {
            let records = plan.records();
            let people =
                records.people.iter().map(|(id, person)| Choice::new(id.as_str(), person.name.clone()));
            let teams =
                records.teams.keys().map(|id| Choice::new(id.as_str(), say::team_line(plan, Some(id))));
            let (mut people, mut teams): (Vec<Choice>, Vec<Choice>) = (people.collect(), teams.collect());
            sort_by(&mut people, |a, b| a.word.cmp(&b.word));
            sort_by(&mut teams, |a, b| a.word.cmp(&b.word));
            people.into_iter().chain(teams).collect::<Vec<_>>()
        });
        (!choices.is_empty()).then(|| view! {
            <select class="input auto" aria-label=t().whose on:change=handler(move |event| whose.set(event_target_value(&event)))>
                <option value="">{t().everybody}</option>
                {choices.into_iter().map(|choice| {
                    let selected = whose.get_untracked() == choice.value;
                    view! { <option value=choice.value selected=selected>{choice.word}</option> }
                }).collect_view()}
            </select>
        })
    })
}

/// A key result that waits for its check-in.
#[component]
fn CheckInDue(id: Id, desk: Desk) -> impl IntoView {
    let workspace = use_workspace();
    let (of_row, of_spark, of_open) = (id.clone(), id.clone(), id.clone());
    let shown = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            let row = row(plan, &of_row, day)?;
            let objective = plan.records().key_results.get(&of_row).map(|k| k.objective.clone())?;
            let above = plan.records().objectives.get(&objective).map(|o| o.title.clone())?;
            let measure = plan.records().key_results.get(&of_row).map(|k| say::measure(k, day))?;
            let (tone, word) = say::verdict(&row.verdict);
            Some((row.title, objective, format!("{above} · {measure}"), tone, word))
        })
    });
    let spark = move || {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| chart::key_result_spark(plan, &of_spark, day))
    };
    let is_open = Memo::new(move |_| desk.open().as_ref() == Some(&of_open));
    let choose = id.clone();
    let what = move || {
        shown.get().map(|(title, objective, sub, ..)| {
            let address = Route::Objective(objective).to_string();
            view! {
                <a href=address><bdi>{title}</bdi></a>
                <p class="sub wrap-anywhere"><bdi>{sub}</bdi></p>
            }
        })
    };
    let verdict = move || shown.get().map(|(.., tone, word)| view! { <StatusBadge tone=tone word=word /> });
    let open_it = move || {
        let title = shown.get().map(|shown| shown.0).unwrap_or_default();
        let (label, choose) = (fill(t().check_in_named, &[&title]), choose.clone());
        (!is_open.get()).then(|| view! {
            <button type="button" class="button small" aria-label=label
                data-key="c" on:click=handler(move |_| if !workspace.stays_as_it_was() { desk.chosen.set(Some(choose.clone())) })>{t().check_in_now}</button>
        })
    };
    let form_of = id;
    view! {
        <li class:open=move || is_open.get()>
            <div class="line">
                <div class="what">{live(what)}</div>
                <Canvas class="spark" picture=spark with_say=chart::with_say decorative=true />
                <div class="verdict">{live(verdict)}</div>
                {live(open_it)}
            </div>
            {live(move || is_open.get().then(|| {
                let open = RwSignal::new(true);
                // Sent or put away: what was sent is due no more, what was put away is put off.
                let put_off = form_of.clone();
                Effect::new(move |_| {
                    if !open.get() {
                        desk.skip(&put_off);
                    }
                });
                view! { <CheckInForm id=form_of.clone() open=open /> }
            }))}
        </li>
    }
}

/// A KPI that waits for its measurement.
#[component]
fn MeasurementDue(id: Id, overdue: bool) -> impl IntoView {
    let workspace = use_workspace();
    let address = Route::Kpi(id.clone()).to_string();
    let title = workspace.peek(|plan| plan.records().kpis.get(&id).map(|kpi| kpi.title.clone()));
    let label = fill(t().measure_named, &[title.as_deref().unwrap_or_default()]);
    view! {
        <li>
            <div class="line">
                <div class="what">
                    <a href=address.clone()><bdi>{title}</bdi></a>
                    <p class="sub">{t().measurement_due}{overdue.then(|| format!(" · {}", t().status_overdue.to_lowercase()))}</p>
                </div>
                <a class="button small" aria-label=label href=address>{t().measure_now}</a>
            </div>
        </li>
    }
}
