//! The round: everything that is due, one after another. A check-in that is sent leads to the next one.

use leptos::{ev, prelude::*};

use super::due_row::DueRow;
use super::whose::{WhoseChoice, asked};
use crate::browser::page;
use crate::domain::Id;
use crate::ordered::Set as Ids;
use crate::progress::{Due, DueReport, round_of};
use crate::ui::text::t;
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::workspace::use_workspace;

/// What is due for whom, and which of it is being dealt with.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// What is due, in the order of the round.
    due: Memo<Vec<Due>>,
    /// The one a person went to.
    chosen: RwSignal<Option<Id>>,
    /// Those that were put off, until the place is left.
    skipped: RwSignal<Ids<Id>>,
    /// The one whose milestones are being ticked: it stays until its form is sent or put away, though the first tick is a
    /// report already.
    held: RwSignal<Option<Id>>,
    /// A past day is looked at.
    is_past: Memo<bool>,
}

impl Desk {
    /// The key results and KPIs that wait, in the order of the round.
    fn waiting(self) -> Vec<Id> {
        self.due.with(|due| due.iter().map(|due| id_of(due).clone()).collect())
    }

    /// The one whose form is open: the one that was chosen, else the first that was not put off. On a past day there is
    /// nothing to fill in.
    pub(super) fn open(self) -> Option<Id> {
        if self.is_past.get() {
            return None;
        }
        let all = self.waiting();
        let chosen = self.chosen.get().filter(|id| all.contains(id));
        let skipped = self.skipped.get();
        chosen.or_else(|| all.into_iter().find(|id| !skipped.contains(id)))
    }

    /// Goes by so many rows from the one that is open.
    fn go(self, by: isize) {
        let all = untrack(|| self.waiting());
        let at = untrack(|| self.open()).and_then(|id| all.iter().position(|it| *it == id));
        let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|to| all.get(to).cloned());
        if to.is_some() {
            self.chosen.set(to);
        }
    }

    /// Puts one off, where it is still due.
    pub(super) fn skip(self, id: &Id) {
        let all = untrack(|| self.waiting());
        let Some(at) = all.iter().position(|it| it == id) else { return };
        self.skipped.update(|skipped| {
            skipped.insert(id.clone());
        });
        self.chosen.set(all.get(at + 1).cloned());
    }

    /// Keeps one, or none any more.
    pub(super) fn hold(self, id: Option<Id>) {
        self.held.set(id);
    }

    /// Goes to one.
    pub(super) fn choose(self, id: Id) {
        self.chosen.set(Some(id));
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
    let held = RwSignal::new(None::<Id>);
    let due = Memo::new(move |before: Option<&Vec<Due>>| {
        let day = workspace.day();
        let whose = whose.get();
        let mut due = workspace
            .read(&[Topic::Reports], |plan| round_of(plan, asked(plan, Id::parse(&whose).as_ref()), day));
        let held = held.get().filter(|id| due.iter().all(|due| id_of(due) != id));
        let at = before.and_then(|before| before.iter().position(|due| held.as_ref() == Some(id_of(due))));
        if let Some((at, row)) = at.and_then(|at| Some((at, before?.get(at)?.clone()))) {
            due.insert(at.min(due.len()), row);
        }
        due
    });
    // Who asks for somebody else's is done with this one.
    Effect::new(move |_| {
        whose.track();
        held.set(None);
    });
    let is_past = Memo::new(move |_| workspace.as_of.get().is_some());
    let desk = Desk { due, chosen: RwSignal::new(None), skipped: RwSignal::new(Ids::new()), held, is_past };
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
                {each(move || desk.waiting(), move |id| row_of(desk, id))}
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
    let report =
        desk.due.with_untracked(|due| due.iter().find(|due| *id_of(due) == id).map(|due| due.report.clone()));
    match report {
        Some(report) => view! { <DueRow report=report desk=desk /> },
        None => ().into_any(),
    }
}

fn event_target_is_text(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_some_and(|input| input.type_() == "text")
}
