//! What becomes of an objective in the next cycle, as commands; and the cycle that it goes on in.

use leptos::prelude::*;

use crate::browser::clock;
use crate::change::{CarriedKeyResult, CarryOver, Command};
use crate::domain::{Cycle, CycleStage, Date, Decision, Every, Id, NextStep, Plan, Record};
use crate::ordered::sort_by_key;
use crate::progress::standing;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, view};

/// What a select holds for the cycle that is yet to be made.
const NEW: &str = "";

/// Lets an objective go on in `into` with all its key results, from their values on `day` on.
pub(super) fn carry(plan: &Plan, objective: &Id, decision: Decision, into: &Id, day: Date) -> Command {
    let key_results = plan.key_results_of(objective).into_iter().map(|(id, _)| CarriedKeyResult {
        of: id.clone(),
        id: clock::mint("k"),
        last: standing(plan, id, day).value,
    });
    Command::CarryOver(CarryOver {
        objective: objective.clone(),
        decision,
        into: into.clone(),
        id: clock::mint("o"),
        day,
        key_results: key_results.collect(),
    })
}

/// Whether that decision makes a copy.
pub(super) fn goes_on(what: NextStep) -> bool {
    matches!(what, NextStep::Keep | NextStep::Change)
}

/// The cycle behind this one, as it would be made.
pub(super) fn following(cycle: &Cycle, today: Date) -> Cycle {
    let (from, to) = cycle.days_after();
    let (year, month, _) = from.ymd();
    let is = |every: Every| (from.period_start(every), from.period_end(every)) == (from, to);
    let title = if is(Every::Quarter) {
        format!("{year} Q{}", (month - 1) / 3 + 1)
    } else if is(Every::Year) {
        year.to_string()
    } else {
        say::span(from, to)
    };
    let stage = if from <= today { CycleStage::Active } else { CycleStage::Planning };
    Cycle { stage: Some(stage), ..Cycle::new(&title, from, to) }
}

/// The cycles that an objective of `cycle` can go on in: open, and beginning later. The earliest first.
fn later(plan: &Plan, cycle: &Id) -> Vec<(Id, String)> {
    let records = plan.records();
    let Some(this) = records.cycles.get(cycle) else { return Vec::new() };
    let open = records.cycles.iter().filter(|(id, c)| *id != cycle && !c.is_closed() && c.from > this.from);
    let mut rows: Vec<_> = open.map(|(id, c)| (c.from, id.clone(), c.title.clone())).collect();
    sort_by_key(&mut rows, |(from, id, _)| (*from, id.clone()));
    rows.into_iter().map(|(_, id, title)| (id, title)).collect()
}

/// Where it goes on: the id, and the command that makes that cycle where it is not there yet.
pub(super) fn destination(
    plan: &Plan,
    cycle: &Id,
    chosen: &str,
    today: Date,
) -> Option<(Id, Option<Command>)> {
    match Id::parse(chosen).filter(|id| plan.records().cycles.get(id).is_some()) {
        Some(id) => Some((id, None)),
        None => {
            let next = following(plan.records().cycles.get(cycle)?, today);
            let id = clock::mint("y");
            Some((id.clone(), Some(Command::Create { id, record: Record::Cycle(next) })))
        }
    }
}

/// The choice of that cycle: those that are there, and the one that would come next by the calendar.
pub(super) fn destinations(plan: &Plan, cycle: &Id, today: Date, chosen: RwSignal<String>) -> AnyView {
    let there = later(plan, cycle);
    let next = plan.records().cycles.get(cycle).map(|c| following(c, today));
    let known = next.as_ref().is_some_and(|next| {
        plan.records().cycles.values().any(|c| !c.is_closed() && (c.from, c.to) == (next.from, next.to))
    });
    if chosen.get_untracked() == NEW && known {
        chosen.set(there.first().map(|(id, _)| id.to_string()).unwrap_or_default());
    }
    let fresh = next.filter(|_| !known).map(|next| (NEW.to_string(), fill(t().new_named, &[&next.title])));
    let options = fresh.into_iter().chain(there.into_iter().map(|(id, title)| (id.to_string(), title)));
    let options = options
        .map(|(value, word)| {
            let mine = value.clone();
            view! { <option value=value prop:selected=move || chosen.read().as_str() == mine.as_str()>{word}</option> }
        })
        .collect_view();
    view! {
        <select class="input auto" aria-label=t().goes_on_in on:change=handler(move |event| chosen.set(event_target_value(&event)))>
            {options}
        </select>
    }
}
