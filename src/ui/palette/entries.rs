//! What the palette offers: places and records to go to, things to create, things to do.

use leptos::prelude::GetUntracked;

use crate::domain::{Cycle, Id, Plan};
use crate::progress::objectives_of;
use crate::route::Route;
use crate::ui::okrs::cycle_of_day;
use crate::ui::sheet::Sheet;
use crate::ui::text::{fill, t};
use crate::ui::workspace::Workspace;

/// Something that can be chosen.
#[derive(Clone)]
pub(super) struct Entry {
    pub title: String,
    /// What kind of thing it is, or where it belongs.
    pub beside: String,
    pub run: Run,
    /// Only offered to those who type.
    pub when_typed: bool,
}

/// What is done when it is chosen.
#[derive(Clone)]
pub(super) enum Run {
    Go(String),
    /// The panel of a key result on the page of its objective.
    GoTo(Route, String),
    Open(Sheet),
    Undo,
    Redo,
    Save,
    SaveWithApp,
    OpenFile,
    Theme(&'static str),
    Letters(bool),
    Today,
}

/// Where the cycles are reviewed; the place has no route of its own here yet.
const REVIEW: &str = "#/review";

/// Everything that is offered, the places first.
pub(super) fn entries(workspace: Workspace, plan: &Plan, letters: bool) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut add = |title: &str, beside: &str, run: Run, when_typed: bool| {
        all.push(Entry { title: title.to_string(), beside: beside.to_string(), run, when_typed });
    };
    let go = |place: Route| Run::Go(place.to_string());
    for (name, run) in [
        (t().now, go(Route::Now)),
        (t().okrs, go(Route::Okrs(None))),
        (t().kpis, go(Route::Kpis)),
        (t().enter_values, go(Route::KpisEnter)),
        (t().kpi_library, go(Route::KpiLibrary)),
        (t().cycle_review, Run::Go(REVIEW.to_string())),
        (t().share, go(Route::Share)),
        (t().guide, go(Route::Guide)),
        (t().plan_place, go(Route::Plan)),
        (t().what_changed_heading, go(Route::Changed(None))),
        (t().history, go(Route::History(None))),
        (t().trash, go(Route::Trash)),
    ] {
        add(name, t().kind_place, run, false);
    }
    let cycle = cycle_of_day(plan, workspace.today.get_untracked());
    if let Some(cycle) = cycle.clone() {
        add(t().new_objective, t().kind_create, Run::Open(Sheet::Objective { cycle, id: None }), false);
    }
    for (name, sheet) in [
        (t().new_kpi, Sheet::Kpi(None)),
        (t().new_cycle, Sheet::Cycle(None)),
        (t().new_team, Sheet::Team(None)),
        (t().new_person, Sheet::Person(None)),
    ] {
        add(name, t().kind_create, Run::Open(sheet), false);
    }
    let steps = workspace.steps.get_untracked();
    let named =
        |word: &str, step: Option<String>| step.map(|step| fill(t().told_with_reason, &[word, &step]));
    if let Some(undo) = named(t().undo, steps.undo) {
        add(&undo, t().kind_act, Run::Undo, false);
    }
    if let Some(redo) = named(t().redo, steps.redo) {
        add(&redo, t().kind_act, Run::Redo, false);
    }
    if workspace.as_of.get_untracked().is_some() {
        add(t().back_to_today, t().kind_act, Run::Today, false);
    }
    add(t().save_to_file, t().kind_act, Run::Save, false);
    add(t().with_app, t().kind_act, Run::SaveWithApp, true);
    add(t().open_a_file, t().kind_act, Run::OpenFile, false);
    add(t().report_print, t().kind_act, go(Route::Report(None)), false);
    for (name, theme) in [(t().theme_light, "light"), (t().theme_dark, "dark"), (t().theme_system, "")] {
        add(&fill(t().told_with_reason, &[t().theme, name]), t().kind_act, Run::Theme(theme), false);
    }
    add(t().all_keys, t().kind_act, Run::Open(Sheet::Keys), false);
    let switch = if letters { t().letters_off } else { t().letters_on };
    add(switch, t().kind_act, Run::Letters(!letters), false);
    records(plan, &mut add);
    all
}

/// The records, the newest cycle first.
fn records(plan: &Plan, add: &mut impl FnMut(&str, &str, Run, bool)) {
    let records = plan.records();
    let mut cycles: Vec<(&Id, &Cycle)> = records.cycles.iter().collect();
    crate::ordered::sort_by(&mut cycles, |a, b| b.1.from.cmp(&a.1.from));
    let cycle_of = |id: &Id| records.cycles.get(id).map(|cycle| cycle.title.as_str()).unwrap_or_default();
    for (id, cycle) in &cycles {
        add(&cycle.title, t().cycle, Run::Go(Route::Okrs(Some((*id).clone())).to_string()), true);
    }
    let of_cycles = cycles.iter().flat_map(|(cycle, _)| objectives_of(plan, cycle));
    let objectives: Vec<_> = of_cycles.collect();
    for (id, objective) in &objectives {
        let beside = fill(t().kind_of, &[t().objective, cycle_of(&objective.cycle)]);
        let place = Route::Objective((*id).clone());
        add(&objective.title, &beside, Run::Go(place.to_string()), true);
        for (key_result, record) in plan.key_results_of(id) {
            let beside = fill(t().kind_of, &[t().key_result, &objective.title]);
            add(&record.title, &beside, Run::GoTo(place.clone(), panel(key_result)), true);
        }
    }
    for (id, kpi) in &records.kpis {
        add(&kpi.title, t().kpi, Run::Go(Route::Kpi(id.clone()).to_string()), true);
    }
    for (id, objective) in &objectives {
        let title = fill(t().new_key_result_in, &[&objective.title]);
        let sheet = Sheet::KeyResult { objective: (*id).clone(), id: None };
        add(&title, t().kind_create, Run::Open(sheet), true);
    }
}

/// The panel of a key result, as a selector.
pub(super) fn panel(id: &Id) -> String {
    ["#panel-", id.as_str()].concat()
}

/// Those that hold every word that was typed: first where the title begins with it, then where a word does, then the
/// rest.
pub(super) fn matching(all: &[Entry], typed: &str, most: usize) -> Vec<Entry> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return all.iter().filter(|entry| !entry.when_typed).cloned().collect();
    }
    let rank = |entry: &Entry| {
        let title = entry.title.to_lowercase();
        let beside = entry.beside.to_lowercase();
        if !words.iter().all(|word| title.contains(word) || beside.contains(word)) {
            return None;
        }
        let begins = |word: &&str| title.split_whitespace().any(|part| part.starts_with(word));
        Some(match () {
            () if title.starts_with(&typed) => 0,
            () if words.iter().all(begins) => 1,
            () if words.iter().all(|word| title.contains(word)) => 2,
            () => 3,
        })
    };
    let mut found: Vec<(usize, usize)> =
        all.iter().enumerate().filter_map(|(at, entry)| Some((rank(entry)?, at))).collect();
    crate::ordered::sort_by(&mut found, Ord::cmp);
    found.into_iter().take(most).filter_map(|(_, at)| all.get(at).cloned()).collect()
}
