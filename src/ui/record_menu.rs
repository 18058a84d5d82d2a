//! What can be done with a record as a whole, behind its "more" button: edit it, move it among its siblings (the
//! keyboard's way to reorder, and everyone's), delete it.

use leptos::prelude::*;

use super::say;
use super::sheet::Sheet;
use super::text::{fill, t};
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::page;
use crate::change::Command;
use crate::domain::{Id, Kind, Kpi, Plan, Rank, Record, by_rank};
use crate::ordered::sort_by;
use crate::route::Route;
use crate::ui::view::view;
use crate::ui::widget::{Menu, MenuItem};

/// The menu of a record that has a title.
#[component]
pub fn RecordMenu(kind: Kind, id: Id, title: String) -> impl IntoView {
    let workspace = use_workspace();
    let (edit, pin, up, down, past, gone) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone(), id);
    let (up_name, down_name, name) = (title.clone(), title.clone(), title.clone());
    view! {
        <Menu label=fill(t().more_for, &[&title])>
            <MenuItem word=t().edit run=move || {
                if let Some(sheet) = workspace.peek(|plan| sheet(plan, kind, &edit)) {
                    workspace.sheet.set(Some(sheet));
                }
            } />
            {(kind == Kind::Kpi).then(|| pin_item(workspace, &pin))}
            {is_placed(kind).then(|| view! {
                <MenuItem word=t().move_up run=move || move_by(workspace, kind, &up, &up_name, -1) />
                <MenuItem word=t().move_down run=move || move_by(workspace, kind, &down, &down_name, 1) />
            })}
            <MenuItem word=t().history run=move || page::go(&Route::History(Some(past.clone())).to_string()) />
            <MenuItem word=t().delete run=move || {
                let done = fill(t().deleted, &[&name]);
                workspace.dispatch_with_undo(done, Command::Delete { kind, id: gone.clone() });
            } />
        </Menu>
    }
}

/// Puts a KPI before the others on the board, or back among them.
fn pin_item(workspace: Workspace, id: &Id) -> Option<AnyView> {
    let id = id.clone();
    let pinned = workspace.peek(|plan| plan.records().kpis.get(&id).map(|kpi| kpi.pinned))?;
    let word = if pinned { t().unpin } else { t().pin };
    Some(view! { <MenuItem word=word run=move || {
        let Some(kpi) = workspace.peek(|plan| plan.records().kpis.get(&id).cloned()) else { return };
        let label = say::edited(word, &kpi.title);
        let record = Record::Kpi(Kpi { pinned: !pinned, ..kpi });
        workspace.dispatch_with_undo(label, Command::Edit { id: id.clone(), record });
    } /> })
}

/// Whether people choose its place among its siblings; persons stand by name.
fn is_placed(kind: Kind) -> bool {
    kind != Kind::Person
}

fn sheet(plan: &Plan, kind: Kind, id: &Id) -> Option<Sheet> {
    let (records, of) = (plan.records(), Some(id.clone()));
    Some(match kind {
        Kind::Cycle => Sheet::Cycle(of),
        Kind::Team => Sheet::Team(of),
        Kind::Person => Sheet::Person(of),
        Kind::Kpi => Sheet::Kpi(of),
        Kind::Objective => Sheet::Objective { cycle: records.objectives.get(id)?.cycle.clone(), id: of },
        Kind::KeyResult => {
            Sheet::KeyResult { objective: records.key_results.get(id)?.objective.clone(), id: of }
        }
        Kind::Initiative => {
            Sheet::Initiative { key_result: records.initiatives.get(id)?.key_result.clone()?, id: of }
        }
        _ => return None,
    })
}

/// Moves a record by so many places (−1 = up) among its siblings.
fn move_by(workspace: Workspace, kind: Kind, id: &Id, title: &str, by: isize) {
    let siblings = workspace.peek(|plan| siblings(plan, kind, id));
    let Some(at) = siblings.iter().position(|s| s == id) else { return };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < siblings.len()) else { return };
    // Going down it stands behind the one that is now at `to`; going up, behind the one before that.
    let after = if by > 0 { siblings.get(to) } else { to.checked_sub(1).and_then(|i| siblings.get(i)) };
    let command = Command::Place { kind, id: id.clone(), after: after.cloned() };
    if let Err(why) = workspace.dispatch(say::edited(t().moved, title), command) {
        workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
}

/// The records among which one can be moved, in the order of the screen, itself among them.
fn siblings(plan: &Plan, kind: Kind, id: &Id) -> Vec<Id> {
    let records = plan.records();
    let mut rows: Vec<(&Id, Option<&Rank>)> = match kind {
        Kind::Team => {
            let parent = records.teams.get(id).map(|t| &t.parent);
            records
                .teams
                .iter()
                .filter(|(_, t)| Some(&t.parent) == parent)
                .map(|(i, t)| (i, t.rank.as_ref()))
                .collect()
        }
        Kind::Cycle => {
            let from = records.cycles.get(id).map(|c| c.from);
            records
                .cycles
                .iter()
                .filter(|(_, c)| Some(c.from) == from)
                .map(|(i, c)| (i, c.rank.as_ref()))
                .collect()
        }
        Kind::Objective => {
            let cycle = records.objectives.get(id).map(|o| &o.cycle);
            let same = records.objectives.iter().filter(|(_, o)| Some(&o.cycle) == cycle);
            same.map(|(i, o)| (i, o.rank.as_ref())).collect()
        }
        Kind::KeyResult => {
            let of = records.key_results.get(id).map(|k| plan.key_results_of(&k.objective));
            of.into_iter().flatten().map(|(i, k)| (i, k.rank.as_ref())).collect()
        }
        Kind::Initiative => {
            let of = records.initiatives.get(id).map(|i| &i.key_result);
            let same = records.initiatives.iter().filter(|(_, i)| Some(&i.key_result) == of);
            same.map(|(i, initiative)| (i, initiative.rank.as_ref())).collect()
        }
        // The board shows the KPIs of a team together, those that are pinned first, so a step is one among those.
        Kind::Kpi => {
            let board = |k: &Kpi| (k.team.clone(), k.pinned, k.retired.is_some());
            let of = records.kpis.get(id).map(board);
            records
                .kpis
                .iter()
                .filter(|(_, k)| Some(board(k)) == of)
                .map(|(i, k)| (i, k.rank.as_ref()))
                .collect()
        }
        _ => Vec::new(),
    };
    sort_by(&mut rows, |a, b| by_rank(a.1, a.0, b.1, b.0));
    rows.into_iter().map(|(id, _)| id.clone()).collect()
}
